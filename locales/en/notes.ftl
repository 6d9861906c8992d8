note-section = Dynamic security
note-nav = Dynamic security
note-new = New observation
note-write = Write observation
note-here = You are here
note-what = What happened?
note-who = Whom is it about?
note-kind = Kind
note-choose-kind = Choose a kind
note-text = Observation
note-text-hint = What you saw or heard, short and concrete. The inmate may ask to see it.
note-missing-text = Write a few words about it
note-long-text = The text has { $length } characters. There is room for { $most }.
note-long-line = Write less, at most { $most } characters
note-place = Place
note-place-hint = For example the yard or the common room
note-nature = Fact or assessment?
note-nature-fact = Fact: what I saw or heard
note-nature-assessment = Assessment: how I read it
note-choose-nature = Choose whether this is a fact or an assessment
note-assessment = assessment
note-source = Source
note-source-own = own observation
note-source-colleague = colleague
note-source-inmate = inmate
note-source-other = another person
note-source-document = document
note-choose-source = Choose where the information comes from
note-source-detail = Who, or which document?
note-source-detail-hint = Do not name an inmate whom it may put in danger
note-missing-source = Write who the information comes from, or which document
note-verified = Is the information verified?
note-verified-hint = What is not verified is marked, and deleted after four months if nobody verifies it
note-verified-yes = Yes, verified
note-verified-no = No, unverified
note-choose-verified = Choose whether the information is verified
note-details = Source, place and time
note-details-source = Source
note-details-when = When and where
note-day = Date, if it was not now
note-time = Time
note-time-hint = Empty means now
note-bad-day = Write a date, for example 2026-11-23
note-bad-time = Write a time, for example 14:30
note-time-never-was = The clocks went forward that night, so this time did not exist. Choose another.
note-time-ahead = This lies ahead. An observation can only be about what has happened.
note-time-long-ago = This is more than a year ago. Check the date.
note-late = Why is it written later?
note-late-hint = When it is more than a quarter of an hour ago
note-missing-late = It is more than a quarter of an hour ago. Write briefly why it comes now.
note-draft = We brought back what you last wrote.
note-save = Save
note-forever = What is saved can be corrected, not deleted.
note-about = About
note-present = Present
note-part-subject = it is about
note-part-present = present
note-units = Choose a unit
note-mine = My people
note-nobody-here = There is nobody here you can write about now. You write about those on the units you are on duty on, and about your own.
note-more-people = Add more from the unit ({ $count })
note-several = Write about several from the unit at once
note-cell = cell { $cell }
note-choose-people = Choose whom it is about
note-too-many = Choose at most { $most } people
note-outside = You cannot write about { $names }: not on a unit you are on duty on, and not one of your own. Nothing is saved. Untick, or ask the duty officer to write.
note-unknown-people = At least one of those chosen is no longer here. Nothing is saved. Choose again.
note-done-written = The observation is saved.
note-done-several = The observation is saved for everybody you chose.
note-done-twice = The observation is saved. The clock showed this time twice that night, and we have used the first.
note-done-health = The observation is saved. The health service has been told whom it is about, but not what you wrote. If it is urgent, call.
note-done-nobody = The observation is saved, but nobody in the health service here can be told. Call the health duty now.
note-done-corrected = The correction is saved. What stood before is shown below.
note-done-verified = The information is verified.
note-done-kept = The information is kept because a decision builds on it. It is still marked as unverified.
note-done-erased = The text is deleted.
note-done-talk = The talk is saved.
note-unverified-heading = { $kind }, unverified
note-erased-heading = { $kind }, deleted
note-erased-text = The information was unverified and has been deleted.
note-page-title = { $kind }, { $name }
note-correct-title = Correct observation, { $name }
note-correct = Correct
note-correct-save = Save the correction
note-reason = Why is it corrected?
note-reason-hint = Required when you correct what somebody else has written
note-missing-reason = Write briefly why it is corrected
note-consequence = This happens
note-consequence-kept = What stood before stays below the correction, with name and time.
note-consequence-several = The correction is for everybody in the same happening whom you can reach.
note-overtaken = Somebody else corrected it first
note-overtaken-text = Here is what stands now. What you wrote is in the form. If you save, it becomes a correction of the new text.
note-too-old = It was written more than four months ago and cannot be marked as unverified now. Write it again without the information.
note-earlier = What it said before
note-facts = About the observation
note-others = Others in it
note-fact-at = Happened
note-fact-written = Written
note-fact-author = Written by
note-fact-unit = Unit
note-fact-part = Role
note-fact-verified = Verified
note-fact-kept = Kept
note-fact-erased = Deleted
note-fact-how = How
note-settled-by-rule = after four months
note-doubt-heading = Unverified information
note-doubt = { $days ->
    [one] Nobody has verified this. Deleted on { $day }, in one day, if nobody does.
   *[other] Nobody has verified this. Deleted on { $day }, in { $days } days, if nobody does.
}
note-doubt-kept = Nobody has verified this. It is kept because a decision builds on it.
note-verify = Verify
note-verify-text = The information is right. It loses its mark and is not deleted.
note-verify-how = How was it verified?
note-erase = Delete the text
note-erase-text = The information is wrong, or cannot be verified. The text and its earlier versions are deleted for good. The line stays without content.
note-erase-how = Why is it deleted?
note-keep = Keep: a decision builds on it
note-keep-text = Then it is not deleted after four months, but is still marked as unverified.
note-keep-how = Which decision, and of when?
note-missing-how = Write at least three characters
note-not-yours = Only its author or the duty officer can do this. That a decision builds on it is recorded by the duty officer or the governor.
note-settled-already = Somebody else was first, or it has been corrected meanwhile. Load the page again.
note-settle = Settle
note-unverified-title = Unverified information
note-unverified-lead = Information that nobody has verified. It is verified or deleted within four months, unless a decision builds on it (regulation 2013-09-20-1099 §§ 4 and 6).
note-unverified-none = No unverified information
note-unverified-none-text = What is written with another source than one's own observation and is not verified comes here.
note-unverified-cut = Only the 200 that are deleted first are shown.
note-kept-flag = Decision
note-days-left = { $days ->
    [0] Deleted tonight
    [one] 1 day left
   *[other] { $days } days left
}
notice-health-concern = Concern passed to health
notice-health-concern-text = { $by } is concerned about { $number }, cell { $cell }. Get in touch with the unit.
notice-suicide-watch = Danger of suicide reported
notice-suicide-watch-text = { $by } reports possible danger of suicide: { $number }, cell { $cell }. Get in touch with the unit now.
notice-unverified-due = Unverified information is deleted soon
notice-unverified-due-text = { $n } pieces of unverified information are deleted within { $days } days. Verify them, or let them go.
talk-new = New talk
talk-what = Talk with the contact officer
talk-page-title = Talk, { $name }
talk-topics = Topics
talk-topic-wellbeing = How things are
talk-topic-family = Family and network
talk-topic-work = Work
talk-topic-school = School
talk-topic-leave = Leave and escorts
talk-topic-economy = Money
talk-topic-health = Health
talk-topic-plan = Plan
talk-topic-release = Release
talk-text = What you talked about
talk-text-hint = Short. The inmate may ask to see it.
talk-agreed = Agreed
talk-item-what = What
talk-item-who = Who
talk-item-by = By
talk-item = { $what } ({ $who })
talk-who-inmate = inmate
talk-who-officer = contact officer
talk-who-other = others
talk-bad-what = Write what was agreed, at most 300 characters
talk-bad-day = The day must be today or later
talk-next = Next talk
talk-bad-next = Choose a day from today and at most a year ahead
talk-earlier = The talk was earlier
talk-open = Agreed and open
talk-open-none = Nothing open.
talk-by = by { $day }
talk-late = was due { $day }
talk-state-open = Open
talk-state-late = Overdue
talk-state-done = Done
talk-state-dropped = Dropped
talk-mark-done = Done
talk-mark-dropped = Drop
talk-settled = What was agreed is updated.
talk-done-text = Talk held.
people-title = My people
people-lead = { $late ->
    [0] A talk at least every { $days } days. Nobody is overdue.
    [one] A talk at least every { $days } days. One is overdue.
   *[other] A talk at least every { $days } days. { $late } are overdue.
}
people-none = You are nobody's contact officer now
people-none-text = The duty officer assigns contact officers. When you are given somebody, they are here.
people-overdue = { $days ->
    [one] 1 day overdue
   *[other] { $days } days overdue
}
people-due-today = Talk today
people-due-in = { $days ->
    [one] Talk tomorrow
   *[other] Talk in { $days } days
}
people-last = { $days ->
    [one] Last talk { $day }, yesterday
   *[other] Last talk { $day }, { $days } days ago
}
people-last-today = Last talk today
people-never = No talk yet
people-cover-until = Cover until { $until }
people-birthday-today = Birthday today
people-birthday = { $days ->
    [one] Birthday tomorrow
   *[other] Birthday in { $days } days
}
people-children = { $count ->
    [one] Has one child
   *[other] Has { $count } children
}
people-done = Talk done
people-word = A word about the talk (optional)
people-talked-about = Talked about: { $goal }
people-done-save = Save the talk
people-write = Write talk
officer-title = Contact officer
officer-page-title = Contact officer, { $name }
officer-present = Now
officer-none = No contact officer
officer-none-text = Every inmate shall have a contact officer. The duty officer, the case manager or the governor chooses one.
officer-history = Before
officer-kind-cover = cover
officer-kind-assigned = contact officer
officer-from-to = { $from } to { $to }
officer-since = since { $from }
officer-given-by = given by { $by }
officer-continuity = Continuity
officer-steady = { $count ->
    [0] Has had no contact officer in this stay
    [one] Has had 1 contact officer in this stay
   *[other] Has had { $count } contact officers in this stay
}
officer-days = { $days ->
    [one] 1 day
   *[other] { $days } days
}
officer-days-without = { $days ->
    [one] 1 day without
   *[other] { $days } days without
}
officer-choose = Choose contact officer
officer-change = Change contact officer
officer-end = End
officer-present-is = The contact officer is { $name }. It ends when you change.
officer-capacity = Not enough capacity
officer-no-capacity = No contact officer on duty in the next two weeks has fewer than { $cap } inmates. You can still choose one, or raise the cap.
officer-nobody-here = Nobody else is contact officer here. The role is given under rights.
officer-recommended = Recommended
officer-recommended-hint = In this order: below the cap and on duty, knows the person, shared language, works on the unit, fewest inmates. You choose.
officer-others = Others ({ $count })
officer-reason = Reason
officer-reason-change = Why change?
officer-reason-hint = Optional
officer-reason-missing = Write a reason of at least three characters
officer-missing = Choose a contact officer
officer-pick = Choose
officer-give = Give contact officer
officer-is-already = Is contact officer already
officer-cover-oneself = The contact officer cannot cover for themselves
officer-relative = This contact officer cannot be chosen here. Choose another.
officer-not-here = Is no longer contact officer here. Choose another.
officer-why-previous = Has been contact officer before
officer-why-language = Speaks { $language }
officer-why-unit = Works on the unit
officer-why-load = { $count } of { $cap }
officer-why-full = Full: { $count } of { $cap }
officer-why-away = Not on duty in the next two weeks
officer-with-reasons = { $name }: { $why }
officer-cover = Cover for a shift
officer-cover-lead = Whoever covers has access to the person in this shift and no longer. The contact officer stays.
officer-who-covers = Who
officer-cover-day = From
officer-cover-time = Time
officer-cover-hours = Hours
officer-cover-hours-bad = Write whole hours, from 1 to { $most }
officer-cover-reason = Why
officer-cover-past = This shift is over
officer-cover-far = Choose a shift in the next 30 days
officer-cover-give = Give cover
officer-done-given = The contact officer is given and has been told.
officer-done-cover = Cover is given, and they have been told.
officer-done-ended = It has ended.
officers-title = Contact officers
officers-without = Without a contact officer
officers-without-none = Everybody has a contact officer
officers-without-none-text = Those newly received come here until somebody chooses one for them.
officers-away = The contact officer is away
officers-list = Contact officers
officers-days-without = { $days ->
    [0] Today
    [one] 1 day
   *[other] { $days } days
}
officers-all-have = everybody has a contact officer
officers-enough = { $need } without, { $free } free places
officers-not-enough = not enough capacity: { $need } without, { $free } free places
officers-next-on = on duty again { $day }
officers-no-shift = not on the roster
officers-covering = cover for { $count }
officers-load = { $count } of { $cap }
officers-rule = A talk at least every { $days } days. At most { $cap } inmates each.
officers-rule-heading = This prison's rule
officers-rule-done = The rule holds from today.
officers-cap = At most so many inmates
officers-cap-bad = Write a number from 1 to 40
officers-talk-days = Days between talks
officers-talk-days-bad = Write a number from 1 to 90
sign-title = Early signs
sign-page-title = Early signs, { $name }
sign-units = Choose a unit
sign-all-units = All
sign-my-units = The units you are on duty on
sign-lead = Here are those about whom more is written than usual in the last seven days. A sign is a reason to talk with somebody, not a conclusion. It rests on the entries below it and on nothing else.
sign-none = No signs now
sign-none-text = Nothing is written about anybody beyond what is usual for them.
sign-none-here = No signs now. This is what was looked for:
sign-conflict = Conflicts
sign-intox = Signs of intoxication
sign-distress = Mood, sleep and food
sign-health = Concern about health
sign-isolation = Exclusion
sign-refusal = Says no at unlock
sign-incident = Incidents
sign-count-new = { $count ->
    [0] None in the last 7 days.
    [one] 1 in the last 7 days. Has been here too short a time to compare with before.
   *[other] { $count } in the last 7 days. Has been here too short a time to compare with before.
}
sign-count-none-before = { $count ->
    [0] None in the last 7 days, and none in the three weeks before.
    [one] 1 in the last 7 days, none in the three weeks before.
   *[other] { $count } in the last 7 days, none in the three weeks before.
}
sign-count = { $count ->
    [0] None in the last 7 days. Before that { $level } a week.
    [one] 1 in the last 7 days. Before that { $level } a week.
   *[other] { $count } in the last 7 days. Before that { $level } a week.
}
sign-rule = Counts: { $kinds }. A sign from { $least } in seven days, when that is at least { $factor } times what was usual for the person.
sign-rule-refusal = Counts: times the person would not come out. A sign from { $least } in seven days, when that is at least { $factor } times what was usual for the person.
sign-rule-incident = Counts: incidents the person was part of. A sign from { $least } in seven days, when that is at least { $factor } times what was usual for the person.
sign-entry-refusal = Said no at unlock
sign-how = How it is counted
sign-how-text = We count entries of the last seven days and compare with the person's own three weeks before, in the same stay. The person is not compared with others.
sign-how-not = Unverified information does not count. No score is made or kept.
sign-how-insight = The inmate may see the same.
officers-col-name = Name
officers-col-load = Inmates
officers-col-next = Next shift
officers-col-languages = Languages
sign-insight = Early signs about the person, and what they rest on
