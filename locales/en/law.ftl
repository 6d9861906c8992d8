law-nav = Rules of law
law-intro = Everything the program computes with: what the rule says, where it stands, and when it applies. A change is a new row; the old ones stay.
law-to-be-confirmed = To be confirmed by the correctional service
law-practice = practice
law-practice-of = practice ({ $source })
law-kroner = NOK { $kroner }.{ $ore }
law-hour = { $hour }:00
law-runs-from = runs from { $event }
law-clock-elapsed = by hours that have passed
law-clock-calendar-day = by the same time of day
law-clock-dates = by dates
law-clock-working-day = by dates, ending on a working day
law-clock-before = counted back, before the day
law-mode-max = must have ended
law-mode-decide = must have been decided anew
law-mode-report = must have been reported
law-mode-review = must have been considered again
law-repeat = then each { $span }
law-warn = warns { $spans } before
law-level-local = local level
law-level-region = the region
law-level-kdi = the directorate (KDI)
law-level-court = the court
law-level-prosecutor = the prosecutor
law-status-in-force = In force
law-status-enacted = Enacted, not in force
law-status-practice = Practice
law-ahead = Applies later
law-past = Ended
law-never = Replaced from its first day
law-confidence-verified = Read in the source
law-confidence-secondary = To be confirmed: told
law-confidence-memory = To be confirmed: from memory
law-confidence-derived = Derived
law-confidence-assumed = To be confirmed: our choice
law-unit-hours = hours
law-unit-days = days
law-unit-weeks = weeks
law-unit-months = months
law-unit-years = years
law-not-set = not set
law-from = from { $day }
law-from-to = { $from } – { $to }
law-never-in-force = from { $day }, never used
law-topic-sentences = Sentences and limits
law-topic-calculation = Computing time
law-topic-preventive = Preventive detention
law-topic-remand = Arrest and remand
law-topic-levels = Who decides, and appeals
law-topic-placement = Placement and forms of serving
law-topic-leave = Leave, day release and interruption
law-topic-release = Release on probation
law-topic-day = The day, work and money
law-topic-contact = Visits, telephone and mail
law-topic-measures = Exclusion, coercion, discipline and control
law-topic-data = Personal data
law-topic-other = Other rules
law-topics = Topics
law-all-topics = All
law-used = Used for
law-used-deadlines = Deadlines: when the event happens, the program makes a task with this deadline, warns before it runs out and raises it when it has.
law-used-sentences = Checks when judgments are recorded: the program warns or stops when what is written does not fit the rule.
law-used-calculation = The calculation of sentence time: the dates of each inmate’s sentence. Every calculation shows which row it used.
law-used-preventive = Recording and computing preventive detention: frames, minimum terms and probation.
law-used-remand = Remand orders: how long their terms may be, and what is not shown for somebody on remand.
law-used-eligibility = The calculation of sentence time, which shows when this is possible at the earliest, and information on the pages concerned.
law-used-other = Information on the pages concerned, and checks where the program computes or counts.
law-text = Word or section
law-act = Act or regulation
law-any-act = All
law-no-act = None (practice)
law-status = Status
law-any-status = All
law-only-unconfirmed = Only what is to be confirmed
law-show-all = Show all
law-none = No rule fits
law-none-text = Try another word, or show all.
law-rule = Rule
law-value = Value
law-source = Source
law-period = Applies
law-by = By
law-clock = Time
law-version = row { $n }
law-everybody = Everybody
law-waiting = Proposals waiting
law-proposals = Proposals
law-look = Look
law-history = See the history
law-proposal-line = { $rule }: { $value } from { $from }
law-by-at = { $name }, { $at }
law-by-two = Proposed by { $proposer }, approved by { $approver } { $at }
law-by-program = The program’s file
law-waits = Waiting
law-approved = Approved
law-rejected = Rejected
law-withdrawn = Withdrawn
law-strategy = How months and years become days
law-strategy-intro = The law does not say, and we have found no public source. The service chooses, and the choice applies to every calculation. The end date may move by several days.
law-strategy-calendar = 8 months from 2 March end on 2 November, however long the months are. A leap year has 366 days.
law-strategy-days = 8 months are always 240 days and 1 year is always 365. The end date is mostly some days earlier.
law-strategy-used = Used now
law-strategy-propose = Propose this one
law-strategy-confirm = Confirm the choice
law-propose = Propose a change
law-propose-title = Propose a new row
law-today = Today
law-new-value = New value
law-unit = Unit
law-valid-from = Applies from
law-valid-from-hint = The row of today ends the day before.
law-section = Section
law-section-hint = For example § 42(1), or the circular it stands in.
law-confirmed = Read in the source or confirmed by the correctional service
law-confirmed-hint = Without this, every result that rests on the rule says “to be confirmed”.
law-reason-hint = What has changed, and where does it stand? Whoever approves, and everybody who sees the history, reads this.
law-happens-waits = The proposal waits until another system administrator or a governor has approved it.
law-happens-row = Once approved, the row of today ends the day before. The history stays.
law-happens-recompute = Calculations that rest on the rule are made anew, and those concerned are shown.
law-value-span = Write a whole number and choose a unit.
law-value-share = Write a fraction such as 2/3.
law-value-number = Write a whole number.
law-value-money = Write kroner and øre, such as 82.50.
law-value-way = Choose one of the ways.
law-value-same = This is what applies. Change the value, the source or whether it is confirmed.
law-from-missing = Write the day the rule applies from, such as 01.01.2027.
law-past-missing = The date is in the past. Results already made will be recomputed. Tick if that is what you mean.
law-past-accept = Yes, the rule shall apply from a day that has been
law-act-missing = Choose the act or regulation.
law-act-wrong = Choose one of the acts in the list.
law-section-missing = Write the section.
law-section-long = Write at most 80 characters.
law-another-waits = Another proposal about this rule waits for an answer. It must be answered or withdrawn before a new one can be sent.
law-done-proposed = The proposal is sent and waits for somebody else.
law-done-approved = Approved. The new row stands in the history.
law-done-rejected = The proposal is rejected.
law-done-withdrawn = The proposal is withdrawn.
law-proposal-title = Proposed row
law-change = The change
law-nothing = none
law-row-of-today = The row of today
law-ends = ends { $day }
law-in-the-past = The date is in the past
law-recompute = Results already made with the old row will be recomputed when the proposal is approved. Dates may move, also to days that have been.
law-proposed-by = Proposed by
law-answered-by = Answered by
law-answer = Answer the proposal
law-answer-text = Read the source before you approve. The rule applies to everybody in the service from the day above.
law-answer-hint = What does the answer rest on?
law-approve = Approve
law-reject = Reject
law-withdraw = Withdraw the proposal
law-waits-for-another = Waits for somebody else
law-waits-for-another-text = You proposed this. Another system administrator or a governor must answer.
law-own = You proposed this yourself. Somebody else must answer.
law-not-own = Only whoever proposed can withdraw.
law-changed-since = The rule has got a new row since this was proposed. Reject it and propose anew.
law-decided-already = Somebody has already answered the proposal.
notice-law-proposed = A change of a rule is proposed
notice-law-proposed-text = { $by } proposes to change “{ $rule }”. Somebody else must answer.
notice-law-approved = Your proposal is approved
notice-law-rejected = Your proposal is rejected
notice-law-decided-text = { $by } has answered about “{ $rule }”.
law-hours = { $n ->
    [one] { $n } hour
   *[other] { $n } hours
}
law-days = { $n ->
    [one] { $n } day
   *[other] { $n } days
}
law-weeks = { $n ->
    [one] { $n } week
   *[other] { $n } weeks
}
law-months = { $n ->
    [one] { $n } month
   *[other] { $n } months
}
law-years = { $n ->
    [one] { $n } year
   *[other] { $n } years
}
law-minutes = { $n ->
    [one] { $n } minute
   *[other] { $n } minutes
}
law-rows = { $n ->
    [one] { $n } row
   *[other] { $n } rows
}
law-shown = { $n ->
    [one] { $n } rule
   *[other] { $n } rules
}
law-results = Whom the rule concerns
law-results-people = { $n ->
    [one] 1 calculation rests on the rule.
   *[other] { $n } calculations rest on the rule.
}
law-results-ahead = A new row holds from { $day }. On that day they are calculated anew; until then the rule of today is used.
law-results-pending = { $n ->
    [one] 1 of them waits to be calculated anew.
   *[other] { $n } of them wait to be calculated anew.
}
law-results-waiting = { $n ->
    [one] 1 came out differently when the rule was changed, and waits for a second person.
   *[other] { $n } came out differently when the rule was changed, and wait for a second person.
}
law-results-link = See whom it concerns
