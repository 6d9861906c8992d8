plan-nav = Sentence plans
plan-nav-steps = Steps of the plan
plan-tab = Sentence plan
plan-of = Sentence plan, { $name }
plan-lead = What was agreed, who does what, and how it goes.
plan-lead-draft = The goals are a draft. They have not been settled with the inmate yet.
plan-lead-none = No goals have been written yet.
plan-none = No plan yet
plan-none-text = Begin with the assessment. Goals are written together with the inmate, in the inmate’s own words.
plan-remand = Remand: everything here is as far as the person wants it. Nothing is about the charge, and nothing presumes guilt.
plan-theme-housing = Housing
plan-theme-education = Education
plan-theme-work = Work and skills
plan-theme-finances = Finances and debt
plan-theme-family = Family, children and network
plan-theme-health = Health
plan-theme-substance-use = Substance use
plan-theme-leisure = Leisure
plan-theme-papers = Identity papers, language and residence
plan-theme-attitudes = Attitudes and risk
plan-importance = How important is it, as you both agree?
plan-importance-none = Nothing to do now
plan-importance-some = Somewhat important
plan-importance-much = Very important
plan-why = Why is it made?
plan-why-reception = after reception
plan-why-transfer = after a transfer
plan-why-interval = its time has come
plan-why-change = something has changed
plan-who-inmate = The inmate
plan-who-contact-officer = Contact officer
plan-who-case-manager = Case manager
plan-who-coordinator = Reintegration coordinator
plan-who-teacher = Teacher
plan-who-supervisor = Work supervisor
plan-who-health = Health
plan-who-nav = Nav
plan-who-municipality = Municipality
plan-who-ngo = Organisation
plan-who-family = Family
plan-who-other = Others
plan-who-named = { $who }, { $name }
plan-health-goal = Wishes to be contacted by health
plan-health-action = Contact the inmate
plan-health-no-longer = No longer wishes contact
plan-goal-current = Now
plan-goal-later = Later
plan-goal-achieved = Achieved
plan-goal-left = Left
plan-group-current = Goals now
plan-group-later = Goals for later
plan-group-achieved = Goals achieved
plan-group-left = Goals left
plan-step-planned = Planned
plan-step-under-way = Under way
plan-step-done = Done
plan-step-not-now = Cannot be done now
plan-step-dropped = Dropped
plan-step-late = { $state }, overdue
plan-verdict = What did the inmate say?
plan-verdict-agreed = Agreed
plan-verdict-not-agreed = Not agreed
plan-verdict-not-answered = Could not answer
plan-meeting-planned = Planned
plan-meeting-held = Held
plan-meeting-cancelled = Cancelled
plan-meeting-interrupted = Interrupted by a transfer
plan-took-part = Did the inmate take part?
plan-part-yes = Yes
plan-part-partly = Partly
plan-part-no = No
plan-outcome-goes-on = The plan goes on
plan-outcome-changes = Goals change
plan-outcome-new-assessment = Needs and resources are assessed anew
plan-progress-talk = { $times ->
    [one] { $times } talk, { $last }
   *[other] { $times } talks, last { $last }
}
plan-progress-attendance = { $times ->
    [one] { $times } period attended, { $last }
   *[other] { $times } periods attended, last { $last }
}
plan-progress-result = { $times ->
    [one] { $times } result, { $last }
   *[other] { $times } results, last { $last }
}
plan-progress-aim = { $times ->
    [one] Learning goals reached, last { $last }
   *[other] Learning goals reached in { $times } courses, last { $last }
}
plan-progress-skill = { $times ->
    [one] { $times } skill from work, { $last }
   *[other] { $times } skills from work, last { $last }
}
plan-progress-leave = { $times ->
    [one] { $times } leave, { $last }
   *[other] { $times } leaves, last { $last }
}
plan-progress-visit = { $times ->
    [one] { $times } visit, { $last }
   *[other] { $times } visits, last { $last }
}
plan-progress-session = { $times ->
    [one] { $times } programme session, { $last }
   *[other] { $times } programme sessions, last { $last }
}
plan-progress-support-group = { $times ->
    [one] { $times } support group meeting, { $last }
   *[other] { $times } support group meetings, last { $last }
}
plan-progress-figures = { $line } ({ $n } of { $of })
plan-assessment = Assessment
plan-assessments = All assessments
plan-assessment-of = Needs and resources, { $name }
plan-assessment-no = Assessment { $n }, { $why }
plan-assessment-on = Assessment { $n }, { $day }
plan-assessment-none = Needs and resources have not been assessed.
plan-assessment-none-text = The assessment is voluntary, theme by theme. It begins with what the person says.
plan-assessment-compare = Assessments beside each other
plan-compare-before = Compare with the one before
plan-stage-open = Being made
plan-stage-finished = Finished
plan-stage-declined = Wants no assessment now
plan-begun-by = Begun by { $by }, { $when }
plan-ended-by = Ended by { $by }, { $when }
plan-written-by = { $by }, { $when }
plan-begin = New assessment
plan-begin-save = Begin
plan-end = End the assessment
plan-end-text = Once ended it stands as it is. The next is another one, and they can be compared.
plan-end-finished = Finished
plan-end-declined = The person wants no assessment now
plan-end-declined-save = End without an assessment
plan-declined-words = In their own words
plan-no-words = No words were written down.
plan-nothing-written = Write at least one theme first, or choose that the person wants no assessment
plan-own-words = In their own words
plan-own-words-hint = Write what the person says, as it is said.
plan-resources = Resources
plan-resources-hint = What the person can do, has and manages, and who is there.
plan-needs = Needs
plan-contact = Does the person wish to be contacted by health?
plan-contact-hint = Only the wish to be contacted. Never write anything about health here.
plan-contact-yes = Wishes contact
plan-contact-no = Does not wish contact
plan-consent = The person consents to this theme being written down and shared
plan-consent-hint = Shared with those who work with the plan. Consent can be withdrawn at any time.
plan-consent-short = Consent
plan-consent-withdraw = Withdraw consent
plan-consent-give = Consents again
plan-consent-withdrawn = Consent withdrawn { $when }
plan-no-consent = Without consent nothing is written. Tick when the person has consented
plan-only-you-see = Consent withdrawn: only the case manager sees this
plan-not-shared = Not shared
plan-not-shared-text = The person has withdrawn consent. What was written is seen by the case manager alone.
plan-theme-nothing = Not talked about.
plan-theme-write = Write
plan-theme-change = Change
plan-theme-title = Assessment: { $theme }
plan-theme-lead = Talk first. Write what you agree to write.
plan-from-before = The form is filled with what was said last time. Change what is different now.
plan-missing-why = Choose why it is made
plan-missing-words = Write something in the person’s words, a resource or a need
plan-missing-importance = Choose how important it is
plan-missing-contact = Choose whether the person wishes contact
plan-too-long = At most { $n } characters
plan-assessed-at = Assessed { $when }
plan-not-assessed = Not assessed in this stay.
plan-done-begun = The assessment has begun.
plan-done-ended = The assessment is ended and the next deadline is set.
plan-done-withdrawn = Consent is withdrawn. From now on only the case manager sees what was written.
plan-done-given = The theme is shared again.
plan-done-saved = Saved.
plan-risks = Risk assessments
plan-risk-new = New risk assessment
plan-risk-none = No risk assessments are recorded.
plan-risk-lead = The instrument has a name, a day and somebody who used it. The result is written in words.
plan-risk-instrument = Instrument
plan-risk-day = Assessed on
plan-risk-author = Assessed by
plan-risk-result = Result in words
plan-risk-result-hint = What the assessment says, and what lowers the risk. Nothing clinical.
plan-risk-valid = Valid until
plan-risk-until = Valid until { $day }
plan-risk-over = Expired { $day }
plan-risk-withdrawn = Withdrawn
plan-risk-withdraw = Recorded wrongly
plan-risk-line = { $day }, { $by }
plan-risk-missing-instrument = Write the name of the instrument
plan-risk-missing-author = Write who assessed
plan-risk-missing-result = Write the result in words, 3 to 1500 characters
plan-risk-missing-day = Write the day of the assessment, not in the future
plan-risk-missing-until = Write how long it is valid, not before the day it was made
plan-goal-new = New goal
plan-goal-edit = Change the goal
plan-goal-lead = Write the goal together with the inmate.
plan-goal-lead-agreed = The plan has been agreed. A change here is a draft of the next version until it is settled; the agreed one stands.
plan-theme = Theme
plan-theme-hint = Only themes that the person has consented to share.
plan-choose = Choose
plan-goal-words = The goal, in the inmate’s own words
plan-goal-words-hint = “I want to …”. At most 300 characters.
plan-when = When
plan-when-current = Now
plan-when-later = Later
plan-target-on = By
plan-target = By { $day }
plan-daily = Matters to the day on the unit
plan-daily-field = The goal matters to the day on the unit
plan-daily-hint = Then officers on the unit can read the goal and help.
plan-first-step = The first thing to do
plan-no-steps = Nobody has anything to do here yet.
plan-goal-to-achieved = Achieved
plan-goal-to-later = Later
plan-goal-to-current = Take up now
plan-goal-to-left = Leave
plan-left-why = Why is the goal left?
plan-ended = { $when }. { $reason }
plan-step-new = New step
plan-step-edit = Change the step
plan-what = What is to be done
plan-what-hint = Nothing is written for health: they make contact.
plan-who = Who
plan-owner = A certain member of staff
plan-owner-hint = Only for contact officer, case manager, coordinator, teacher and supervisor.
plan-owner-none = Whoever holds the role
plan-partner = Who outside
plan-partner-hint = Office, organisation or name, for those outside the prison.
plan-by = By
plan-by-day = by { $day }
plan-owner-gone = { $name } can no longer do this. Give it to somebody else.
plan-change = Change
plan-open = Open
plan-move-under-way = Under way
plan-move-done = Done
plan-move-again = Not done after all
plan-move-more = More
plan-move-not-now = Cannot be done now
plan-move-drop = Drop the step
plan-evidence = What shows it?
plan-missing-theme = Choose a theme
plan-missing-goal = Write the goal, 3 to 300 characters
plan-missing-when = Choose now or later
plan-missing-what = Write what is to be done, 3 to 300 characters
plan-missing-who = Choose who
plan-missing-reason = Write why, at least 3 characters
plan-bad-day = Write a day from today on
plan-bad-owner = Choose somebody who holds that role, or nobody
plan-theme-not-shared = The person has not consented to share this theme. Write it in the assessment first
plan-alert-gone = { $n ->
    [one] One step belongs to somebody who is no longer here. Give it to somebody else.
   *[other] { $n } steps belong to people who are no longer here. Give them to others.
}
plan-alert-changed = The goals were changed { $when }, after the plan was settled. The changes are a draft of the next version.
plan-alert-unshared = { $n ->
    [one] The person has withdrawn consent for one theme. It is not shown here.
   *[other] The person has withdrawn consent for { $n } themes. They are not shown here.
}
plan-alert-unshared-cas = { $n ->
    [one] The person has withdrawn consent for one theme. Only you see it.
   *[other] The person has withdrawn consent for { $n } themes. Only you see them.
}
plan-state-none = No plan
plan-state-draft = Draft
plan-done-goal = The goal is saved.
plan-done-agreed = What you came to is saved as a new version.
plan-done-review = The review is saved and the next deadline is set.
plan-part-title = My part of the sentence plan
plan-part-lead = The goals where you have something to do, and no more of the plan.
plan-part-lead-daily = Goals that matter to the day on the unit, and no more of the plan.
plan-part-none = Nothing here
plan-part-none-text = No goals of the plan concern you now.
plan-dates = Dates
plan-dates-none = No dates are set.
plan-assess-by = Assess by
plan-review-by = Review by
plan-made-by = Settle by
plan-review-planned = Review planned
plan-day-over = { $day }, { $n ->
    [one] { $n } day over
   *[other] { $n } days over
}
plan-talk-about = Goals you talked about
plan-talk-heading = Steps of the sentence plan
plan-talk-hint = Choose only where something is new. The talk shows under the goal.
plan-talk-same = As before: { $state }
plan-agree = Settle the plan
plan-agree-lead = It becomes version { $n }. Go through the goals together before you save.
plan-agree-what = What is settled
plan-agree-save = Save as a new version
plan-agree-happens = What happens
plan-agree-happens-frozen = The goals and steps stand in this version as they are now, for good.
plan-agree-happens-review = The day of the first review is set.
plan-agree-happens-sign = The governor is told and must sign besides.
plan-inmate-words = The inmate’s own words
plan-inmate-words-hint = Must be filled in when the inmate does not agree.
plan-agreed-on = Settled on
plan-participants = Who took part
plan-participants-hint = Names or roles.
plan-explained = Explained
plan-explained-by = Explained by
plan-explained-in = Explained in
plan-interpreter = With an interpreter
plan-with-interpreter = { $language }, with an interpreter
plan-explained-by-in = { $by }, in { $language }
plan-recorded = Recorded by
plan-missing-verdict = Choose what the inmate said
plan-missing-disagreement = Write what the inmate disagrees with, in their own words
plan-bad-agreed-on = Write the day you talked, at most a month back
plan-missing-explained-by = Write who explained the plan
plan-missing-language = Choose the language it was explained in
plan-stale = Somebody else changed the plan
plan-stale-text = The goals beside are as they are now. What you wrote stands. Go through the changes with the inmate and save again.
plan-version = Version { $n }
plan-version-on = Version { $n }, { $day }
plan-versions = All versions
plan-earlier = Earlier versions
plan-version-goals = Goals of this version
plan-version-facts = How it was settled
plan-compared-with = Compared with version { $n }
plan-change-new = New
plan-change-changed = Changed
plan-change-gone = No longer there
plan-change-was = As it was
plan-action = { $what } ({ $who })
plan-action-by = { $what } ({ $who }, by { $day })
plan-countersign = Countersign
plan-countersign-waits = Waits for the governor’s signature
plan-countersigned = Countersigned by { $by }, { $when }
plan-done-signed = The plan is countersigned.
plan-print = Print
plan-print-language = Language of the printout
plan-print-title = My sentence plan
plan-print-who = { $name }, no. { $number }
plan-print-intro = This is your plan. It says what you want, and what you and others will do to get there.
plan-print-agreed = You agreed to the plan on { $day }.
plan-print-not-agreed = You did not agree to the plan on { $day }. What you said is written down.
plan-print-not-answered = The plan was explained on { $day }, but you could not answer then.
plan-print-draft = This is a draft. You can change it together with your case manager or contact officer.
plan-print-now = What I am working on now
plan-print-later = What comes later
plan-print-achieved = What I have achieved
plan-print-next = The next time we look at the plan
plan-print-review = By { $when } at the latest.
plan-print-yours = The plan is yours
plan-print-yours-text = You can ask for the plan to be changed, and you can withdraw your consent for a theme at any time. Talk to your contact officer.
plan-print-me = me
plan-print-signed = Received:
plan-reviews = Reviews
plan-reviews-of = Reviews of the plan, { $name }
plan-reviews-lead = Meetings that look at the plan again together with the inmate.
plan-reviews-none = No reviews yet
plan-reviews-none-text = Plan the first one when the plan is settled.
plan-review-new = Plan a review
plan-review-save = Plan and invite
plan-review-on = Review { $when }
plan-review-when = When
plan-review-place = Place
plan-review-facts = The meeting
plan-review-outcome = What came of it?
plan-invited = Invited
plan-invited-hint = The inmate is always invited. Those of the house get a notice.
plan-invited-name = Name or office
plan-nobody = Nobody
plan-bad-review-at = Write a time ahead, within a year
plan-invited-who = Choose who is invited
plan-invite-inmate = The inmate must be invited: it is the inmate’s plan
plan-hold = The meeting was held
plan-hold-save = Save the review
plan-who-came = Who came
plan-came = came
plan-came-not = did not come
plan-notes = Notes
plan-notes-none = No notes.
plan-missing-part = Choose whether the inmate took part
plan-missing-outcome = Choose what came of it
plan-missing-notes = Write what was said
plan-cancel = Cancel the meeting
plan-cancel-save = Cancel it
plan-why-cancelled = Why cancelled
plan-missing-why-cancelled = Write why the meeting is cancelled
plan-ended-label = Ended by
plan-interrupted-text = The person was transferred before the meeting. The receiving prison holds another within three weeks.
plan-review-stale = Somebody else has ended the meeting
plan-review-stale-text = What you wrote stands below. Look at what is saved before you go on.
plan-filter = Selection
plan-col-who = Who
plan-which-all = All
plan-which-no-assessment = Not assessed
plan-which-assessment-late = Assessment overdue
plan-which-no-plan = Without a plan
plan-which-review-late = Review overdue
plan-which-changed = Changed since
plan-which-not-agreed = Not agreed
plan-which-unsigned = Waits for a signature
plan-which-gone = Steps without an owner
plan-list-lead = { $n ->
    [one] { $n } person
   *[other] { $n } people
}
plan-list-not-assessed = Not assessed
plan-list-no-plan = No plan
plan-list-remand = Remand, no plan
plan-list-changed = Changed since
plan-list-unsigned = Signature missing
plan-list-gone = { $n ->
    [one] One step without an owner
   *[other] { $n } steps without an owner
}
plan-list-assess-by = Assess by { $day }
plan-list-review-by = Review by { $day }
plan-list-made-by = Settle by { $day }
plan-list-review-at = Review { $when }
plan-list-none = Nobody here
plan-list-none-text = No people on remand or serving are within what you may see.
plan-list-none-so = Nobody with this selection
plan-list-none-so-text = Nothing is missing here.
plan-steps-week = This week
plan-steps-all = Open, and done in the last week
plan-all-partners = Everybody outside the prison
plan-filter-partner = Waits for
plan-promised = What they have promised
plan-counted = { $name } ({ $n })
plan-all-themes = All themes
plan-steps-lead-own = What is to be done for your people, and how it goes.
plan-steps-lead = What is your part of the plans.
plan-steps-none = No steps now
plan-steps-none-text = No goals of the plans wait for you.
plan-steps-none-so = Nothing with this selection
plan-steps-none-so-text = Nothing is to be done here now.
plan-home-no-assessment = Not assessed
plan-home-no-plan = Without a sentence plan
plan-home-review-late = Review overdue
plan-home-steps-week = Steps of the plans this week
notice-plan-review = You are invited to the review of a sentence plan
notice-plan-review-text = { $number }: { $when }
notice-plan-countersign = A sentence plan waits for your signature
notice-plan-countersign-text = The plan of { $number } has been settled and is to be signed by the governor.
