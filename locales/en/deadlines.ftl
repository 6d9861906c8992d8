deadline-nav = Deadlines
deadline-heading = Deadlines
deadline-tab = Deadlines
deadline-lead = What the law asks for, until when, and who must see to it.
deadline-mine = Mine
deadline-everybodys = Everybody's
deadline-whose = Whose
deadline-which = Which deadlines
deadline-open = All open
deadline-over = Over the limit
deadline-today = Today
deadline-week = Within a week
deadline-later = Later
deadline-waiting = Waiting for others
deadline-col-due = Due
deadline-col-what = What
deadline-col-who = Who
deadline-col-owner = Owner
deadline-col-state = State
deadline-none = No deadlines here
deadline-none-text = Nothing waits with this choice.
deadline-none-of = No deadlines
deadline-none-of-text = No event to which the law sets a limit is recorded for this person.
deadline-settled = Settled
deadline-look = Open
deadline-of = Deadlines, { $name }
deadline-hours-over = { $hours ->
    [0] Just passed
    [one] { $hours } hour over
   *[other] { $hours } hours over
}
deadline-days-over = { $days ->
    [one] { $days } day over
   *[other] { $days } days over
}
deadline-today-at = Today { $time }
deadline-tomorrow-at = Tomorrow { $time }
deadline-tomorrow = Tomorrow
deadline-weekday = { $weekday ->
    [0] Monday { $date }
    [1] Tuesday { $date }
    [2] Wednesday { $date }
    [3] Thursday { $date }
    [4] Friday { $date }
    [5] Saturday { $date }
   *[other] Sunday { $date }
}
deadline-in-days = In { $days } days
deadline-passed = Passed
deadline-waits-for = Waiting for { $who }
deadline-party-region = the region
deadline-party-kdi = the directorate
deadline-party-court = the court
deadline-party-police = the police
deadline-party-prosecutor = the prosecutor
deadline-party-other = others
deadline-level-local = The prison
deadline-level-region = The region
deadline-level-kdi = The directorate
deadline-level-court = The court
deadline-level-prosecutor = Police and prosecutor
deadline-mode-max = Must have ended
deadline-mode-decide = Must have been decided or brought
deadline-mode-report = Must have been reported
deadline-mode-review = Must have been considered anew
deadline-mode-limit = Earliest or latest, passes by itself
deadline-clock-elapsed = hours that really pass, also in the night when the clocks change
deadline-clock-calendar-day = days, to the same time of day
deadline-clock-date-arithmetic = by date, to the end of the last day
deadline-clock-working-day-end = by date, to the first working day (domstolloven § 149)
deadline-clock-before = counted back from the date
deadline-span-hours = { $n ->
    [one] { $n } hour
   *[other] { $n } hours
}
deadline-span-days = { $n ->
    [one] { $n } day
   *[other] { $n } days
}
deadline-span-weeks = { $n ->
    [one] { $n } week
   *[other] { $n } weeks
}
deadline-span-months = { $n ->
    [one] { $n } month
   *[other] { $n } months
}
deadline-span-years = { $n ->
    [one] { $n } year
   *[other] { $n } years
}
deadline-arithmetic = { $event } { $at } + { $span } ({ $clock }) = { $due }
deadline-arithmetic-before = { $event }: { $at } − { $span } = { $due }
deadline-arithmetic-given = { $event }: the document says { $due }
deadline-arithmetic-round = { $first }; then { $times } × { $span } = { $due }
deadline-end-of-day = the end of { $day }
deadline-rule = The rule
deadline-rule-cite = Where it stands
deadline-rule-id = Rule of law
deadline-rule-version = { $id }, version { $version }
deadline-rule-level = Who decides
deadline-rule-mode = What is asked
deadline-rule-repeat = Again each
deadline-rule-warn = Warns before
deadline-rule-round = Round
deadline-arithmetic-heading = How it was counted
deadline-to-confirm = This rule is still to be confirmed by the correctional service. Check it before you build on the date.
deadline-facts = About the deadline
deadline-person = Person
deadline-prison = Prison
deadline-owner = Owner
deadline-anyone = { $role }, nobody in particular
deadline-due = Due
deadline-event = Event
deadline-history = History
deadline-rounds = Other rounds
deadline-round = Round { $n }
deadline-close = Settle the deadline
deadline-close-lead = A deadline cannot be taken away without saying what was done.
deadline-outcome = What happened
deadline-note = Explanation
deadline-note-hint = Who, when, and where it is recorded. It stays in the history.
deadline-choose-outcome = Choose what happened.
deadline-note-missing = Write what was done, at least three characters.
deadline-note-long = The explanation can have 2000 characters.
deadline-assign = Give it to somebody else
deadline-assign-save = Save the owner
deadline-choose-owner = Choose one of those who can have it.
deadline-wait = Waiting for others
deadline-wait-party = Whom we wait for
deadline-wait-nobody = Nobody, it is with us
deadline-wait-sent = What was sent, and when
deadline-wait-save = Save
deadline-choose-party = Choose who it is.
deadline-sent-missing = Write what was sent, between 3 and 400 characters.
deadline-elsewhere = It is settled where the information is verified or deleted.
deadline-elsewhere-link = Open the information
deadline-hard = Nobody may be held past this without a new ground. Overgang releases nobody; you do.
deadline-hard-order = The remand order expired { $when }. Release, unless there is a new order.
deadline-hard-arrest = The last time to bring the person before the court passed { $when }. Release, unless the court has decided otherwise.
deadline-hard-frame = The frame of the preventive detention ended { $when }. Release, unless the court has extended it.
deadline-saved = Saved.
deadline-by-clock = The clock
deadline-step-raised = Set to { $now }
deadline-step-moved = Moved from { $was } to { $now }
deadline-step-warned = Warning sent
deadline-step-escalated = Over the limit: duty officer and governor told
deadline-step-waiting = Waiting for others
deadline-step-resumed = Back with us
deadline-step-assigned = Owner changed
deadline-step-closed = Settled
deadline-step-nobody = Nobody in particular
deadline-closed-heading = The deadline is settled
deadline-closed-late = { $late ->
    [one] Settled { $late } day past the limit.
   *[other] Settled { $late } days past the limit.
}
deadline-closed-late-today = Settled past the limit, within a day.
deadline-strip = Two weeks ahead
deadline-strip-text = Deadlines day by day: { $days }
deadline-strip-none = No deadlines in the coming two weeks.
deadline-strip-due = due
deadline-strip-hard = a day when custody runs out
deadline-mon = Mo
deadline-tue = Tu
deadline-wed = We
deadline-thu = Th
deadline-fri = Fr
deadline-sat = Sa
deadline-sun = Su
deadline-oldest = { $n ->
    [0] Passed today
    [one] Oldest: { $n } day
   *[other] Oldest: { $n } days
}
deadline-of-these-today = { $n } today
deadline-home-overdue = Over the limit
deadline-home-none = No deadline is over
deadline-home-none-text = Everything the law has asked for so far is done.
deadline-home-all = All deadlines
deadline-notice-near = A deadline is near
deadline-notice-near-text = { $what } ({ $cite }): { $when }
deadline-notice-over = A deadline has passed
deadline-notice-over-text = { $what } ({ $cite }) passed { $when }. Nobody has recorded what was done.
deadline-notice-hard = The ground for holding somebody has ended
deadline-notice-hard-text = { $what } ({ $cite }) passed { $when }. Release, unless there is a new ground.
deadline-notice-given = A deadline is yours now
deadline-notice-given-text = { $what } ({ $cite }): { $when }
deadline-event-other = The event
deadline-outcome-new-order = There is a new order
deadline-outcome-in-court = Brought before the court
deadline-outcome-remanded = Remanded in custody
deadline-outcome-released = Released
deadline-outcome-in-prison = Taken into a prison
deadline-outcome-serving = Serves a judgment
deadline-outcome-other-basis = Held on another ground
deadline-outcome-lifted = Lifted
deadline-outcome-extended = Extended
deadline-outcome-filed = Case brought or application made
deadline-outcome-not-filed = No case is brought
deadline-outcome-reassessed = Considered again, still refused
deadline-outcome-granted = Granted
deadline-outcome-decided = Decided anew
deadline-outcome-reported = Reported
deadline-outcome-ended = What it was about has ended
deadline-outcome-done = Done
deadline-outcome-sent = Sent
deadline-outcome-appealed = Appealed
deadline-outcome-waived = Appeal waived
deadline-outcome-verified = Verified
deadline-outcome-kept = Kept, a decision builds on it
deadline-outcome-erased = Deleted
deadline-outcome-lapsed = Passed, nothing had to be done
deadline-outcome-mistake = Recorded wrongly, there was no such event
deadline-event-arrest = Arrest
deadline-event-remand-order = Remand order
deadline-event-remand-judgment = Judgment given while on remand
deadline-event-restriction = Restriction
deadline-event-isolation-order = Order of full isolation
deadline-event-judgment-final = The judgment became final
deadline-event-preventive-detention-frame-end = Frame of the preventive detention
deadline-event-preventive-detention-final = The judgment of preventive detention became final
deadline-event-preventive-detention-release-refused = Release from preventive detention refused
deadline-event-preventive-detention-trial-end = End of the probation period
deadline-event-probation-refused = Release on probation refused
deadline-event-probation-period-end = End of the probation period
deadline-event-probation-date = Date of release on probation
deadline-event-admission-exception = Admitted without a document, as an urgent exception
deadline-event-observation-unverified = Unverified information recorded
deadline-event-decision-notified = Told of the decision
deadline-event-disciplinary-notified = Told of the reaction
deadline-event-appeal-received = Appeal received
deadline-event-decision-reversed = Decision reversed
deadline-event-application-received = Application received
deadline-event-exclusion-full = Full exclusion began
deadline-event-exclusion-partial = Partial exclusion began
deadline-event-exclusion-collective = Collective exclusion began
deadline-event-exclusion-collective-extended = Collective exclusion extended
deadline-event-exclusion-building = Exclusion for building reasons
deadline-event-exclusion-building-extended = Exclusion extended
deadline-event-security-cell = Put in the security cell
deadline-event-restraint-bed = Put in the restraint bed
deadline-event-toilet-room = Put in the special-toilet room
deadline-event-exclusion-immediate = Immediate exclusion
deadline-event-discipline-interrupted = Reaction interrupted
deadline-event-visitor-held = Visitor held
deadline-event-shs-decision = Decision on particularly high security
deadline-event-shs-visitor-checked = Record checked
deadline-event-institution-start = Stay in an institution began
deadline-event-interruption-start = Interruption of the sentence began
deadline-event-monitoring-letter = Letter on electronic monitoring
deadline-event-plan-reception = Reception
deadline-event-plan-transfer = Transfer
deadline-event-plan-assessed = Assessment
deadline-event-plan-review = Sentence plan settled or reviewed
deadline-event-plan-review-interrupted = Review interrupted by a transfer
deadline-elsewhere-plan = The deadline ends when it has been done in the sentence plan.
deadline-elsewhere-plan-link = Open the sentence plan
deadline-in-region = Region { $region }
deadline-region = Region
deadline-of-nobody = Nobody in particular
deadline-announced = Expected arrival
deadline-reception = Reception
deadline-outcome-recalculated = Calculated wrongly, the calculation has been corrected
deadline-outcome-refused = Probation has been refused
deadline-still-here = The person is still recorded as held. Record the release first.
deadline-no-basis = Nothing else is recorded that holds the person today. Record the basis first.
deadline-not-corrected = The newest calculation still says the same. Correct what it rests on first.
deadline-alarm = Should have been released
deadline-alarm-text = Release at once, or document what holds the person. If it was too late or too early, record it as it was: the days, and who has been told.
deadline-alarm-link = The sentence page
