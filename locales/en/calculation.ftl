calc-tab = Sentence time
calc-nav = Calculations
calc-title = Sentence time
calc-lead = The dates that follow from the judgments, why they are so, and who confirmed them.
calc-none = Nothing to calculate
calc-none-text = The person is serving no sentence. When a judgment is recorded with its first day of serving, the dates are calculated here.
calc-remand = Remand
calc-remand-text = Remand prisoners have no sentence dates. Leave, lower security, day release and probation do not apply (Execution of Sentences Act § 52).
calc-pending = Something has changed, and the dates below are those of before. They are being calculated anew; reload the page in a few seconds.
calc-state-preliminary = Preliminary
calc-state-confirmed = Confirmed
calc-state-overridden = Overridden
calc-state-superseded = Superseded
calc-cause-first = First calculation
calc-cause-basis = A judgment or another basis was recorded or corrected
calc-cause-custody = A stay, an interruption or an escape was recorded
calc-cause-isolation = Isolation or a lawyer's assessment was recorded
calc-cause-law = A rule has changed
calc-cause-day = The date
calc-cause-asked = Calculated anew on request
calc-cause-override = A date was set by hand
calc-cause-person = The birth date was corrected
calc-version = Version { $version }
calc-version-made = Version { $version }, calculated { $when }
calc-confirmed-by = Confirmed by { $name } { $when }
calc-needs-confirmation = Must be confirmed by somebody else
calc-in-force-still = Version { $version } applies until the new one is confirmed.
calc-own = The calculation rests on something that you recorded yourself. Somebody else must confirm it.
calc-confirm = Confirm the calculation
calc-confirm-lead = Check the ledger against the documents before you confirm.
calc-confirm-note = Remark
calc-recompute = Calculate anew
calc-sheet = Print for the inmate
calc-alarm-overdue = Should have been released
calc-alarm-overdue-text = By the calculation the whole sentence has been served, and the person is still in prison. Release at once, or document what else holds the person.
calc-alarm-probation = The day of probation has passed
calc-alarm-probation-text = A new calculation moves the day of probation into the past. Decide on probation at once.
calc-changes = What has changed
calc-change-date = Date
calc-change-was = Before
calc-change-now = Now
calc-change-by = Difference
calc-moved-later = { $days ->
    [one] 1 day later
   *[other] { $days } days later
}
calc-moved-earlier = { $days ->
    [one] 1 day earlier
   *[other] { $days } days earlier
}
calc-moved-new = new date
calc-moved-gone = no longer applies
calc-because = Because
calc-because-start = Serving begins { $to }, not { $from }
calc-because-line-new = New line in the ledger: { $what } ({ $days })
calc-because-line-gone = No longer in the ledger: { $what } ({ $days })
calc-because-line = { $what }: { $from } became { $to }
calc-because-rule = The rule “{ $rule }” has changed from { $from } to { $to }
calc-because-nothing = No lines or rules have changed.
calc-bar = Timeline
calc-today = Today · { $percent } %
calc-today-plain = Today
calc-bar-text = Serving began { $start } and is over { $end }. { $percent } per cent has been served.
calc-dates = Dates
calc-why = Why
calc-why-close = Hide
calc-rules = Rules
calc-to-confirm = To be confirmed by the correctional service
calc-to-confirm-count = { $count ->
    [one] The calculation rests on 1 rule that the correctional service has yet to confirm
   *[other] The calculation rests on { $count } rules that the correctional service has yet to confirm
}
calc-by-hand = Set by hand
calc-by-hand-was = Calculated date: { $date }
calc-by-hand-who = Proposed by { $by }, approved by { $decided }. { $reason }
calc-reached = Reached
calc-not-applicable = Does not apply
calc-ledger = Ledger
calc-ledger-lead = Every line with the document it was taken from.
calc-ledger-minimum = Minimum term
calc-line = Line
calc-document = Document
calc-days = Days
calc-recorded-by = Recorded by
calc-the-program = The calculation
calc-sum = Days to serve from the first day
calc-sum-minimum = Days until the minimum term is over
calc-judgment = { $court } { $number }, { $day }
calc-entry-fine = Subsidiary imprisonment for a fine
calc-entry-sentence = Sentence of { $amount }
calc-entry-frame = Time frame of preventive detention, { $amount }
calc-entry-extension = Extended time frame, { $amount }
calc-entry-minimum = Minimum term, { $amount }
calc-entry-lapsed = Lapsed when preventive detention was imposed
calc-entry-court-credit = Credit for custody, fixed in the judgment
calc-entry-service-credit = Custody after the judgment, { $from }–{ $to }
calc-entry-below = Deprivation of liberty { $day } did not last beyond the threshold
calc-entry-isolation = Full isolation { $from }–{ $to }, with a lawyer's assessment
calc-entry-unmarked = Full isolation { $from }–{ $to }, not assessed for credit
calc-entry-not-used = Credit that is not used
calc-entry-interruption = Interruption of the sentence { $from }–{ $to }
calc-entry-escape = Escape or unlawful absence { $from }–{ $to }
calc-entry-other = Other deprivation of liberty { $from }–{ $to }
calc-doc-basis = Judgment or other basis
calc-doc-stay = Stay in prison
calc-doc-movement = Movement
calc-doc-isolation = Order of isolation
calc-point-third = One third
calc-point-half = Half
calc-point-two-thirds = Two thirds
calc-point-lower-security = Lower security is considered
calc-point-short-leave = Short leave
calc-point-leave = Ordinary leave
calc-point-day-release = Day release
calc-point-halfway-house = Halfway house
calc-point-outside-prison = Serving outside prison (§ 16)
calc-point-monitoring-instead = Electronic monitoring in place of prison
calc-point-monitoring-last = Electronic monitoring, last part
calc-point-probation-half = Probation at half time, special reasons
calc-point-probation-before = Probation shortly before, special reasons
calc-point-minimum-two-thirds = Two thirds of the minimum term
calc-point-release-request = Release may be asked for
calc-point-probation = Release on probation
calc-point-minimum-end = The minimum term is over; probation
calc-point-extension-case = A case for extension must have been brought
calc-point-end = End of sentence
calc-point-frame-end = The time frame is over
calc-point-start = Serving begins
calc-step-reached = Custody covers this: reached when serving begins { $day }
calc-step-total = { $amount } are { $days } days
calc-step-share = { $share } of { $of } days = { $days } days
calc-step-share-up = { $share } of { $of } days, rounded up = { $days } days
calc-step-share-down = { $share } of { $of } days, rounded down = { $days } days
calc-step-share-nearest = { $share } of { $of } days, rounded = { $days } days
calc-step-floor = At least { $days } days
calc-step-stated = The law says { $amount }: { $days } days
calc-step-credit = { $of } − { $credit } days of credit = { $left } days
calc-step-fine = + { $days } days of subsidiary imprisonment, uncut
calc-step-count = { $from } + { $days } days = { $day }
calc-step-count-skipped = { $from } + { $days } days + { $skipped } days that do not count = { $day }
calc-step-after = { $from } + { $amount } = { $day }
calc-step-before = { $from } − { $amount } = { $day }
calc-step-continuous = Continuously deprived of liberty since { $day }
calc-step-latest = Every condition must be met: the latest day is { $day }
calc-step-remaining = { $days } days remain; at least { $least } are asked for
calc-step-over = { $amount } is more than { $limit }
calc-step-within = { $amount } is not more than { $limit }
calc-absent-remand = Does not apply to remand
calc-absent-fine = Subsidiary imprisonment is served uncut
calc-absent-full = Too short for probation; normally served in full
calc-absent-end = Would be reached { $day }, after the end of the sentence
calc-absent-assessment = The law sets no date; assessed in each case
calc-absent-begun = Applies only before serving has begun
calc-absent-long = The sentence is too long
calc-absent-offence = Excluded by penal code § { $section }
calc-absent-chapter = Excluded by penal code chapter 26
calc-absent-young = Not used for persons under 18
calc-absent-detention = Not used for preventive detention
calc-absent-no-minimum = The judgment sets no minimum term
calc-absent-not-final = The judgment is not final
calc-absent-away = Cannot be calculated: serving has not run since { $day }
calc-note-not-used = { $days ->
    [one] The credit is 1 day more than the sentence: it has already been served.
   *[other] The credit is { $days } days more than the sentence: it has already been served.
}
calc-note-unmarked = { $spells ->
    [one] 1 spell of full isolation gives no credit until a lawyer has assessed its ground.
   *[other] { $spells } spells of full isolation give no credit until a lawyer has assessed their ground.
}
calc-note-twice = Custody after the first judgment may be among what a later judgment deducted. Check that no day is deducted twice.
calc-note-lapsed = { $judgments ->
    [one] 1 earlier judgment lapsed when preventive detention was imposed.
   *[other] { $judgments } earlier judgments lapsed when preventive detention was imposed.
}
calc-note-monitoring = Electronic monitoring is limited by penal code § { $section }; consider the exceptions in the regulation § 7-2.
calc-fact-reassess = After a refusal probation is considered again at least every { $amount }
calc-fact-meetings = The duty to meet after release on probation normally lasts { $amount }
calc-fact-day-release = Day release normally lasts no more than { $amount }
calc-years = { $n ->
    [one] 1 year
   *[other] { $n } years
}
calc-months = { $n ->
    [one] 1 month
   *[other] { $n } months
}
calc-some-days = { $n ->
    [one] 1 day
   *[other] { $n } days
}
calc-and = { $a } and { $b }
calc-and-three = { $a }, { $b } and { $c }
calc-isolation = Full isolation and credit
calc-isolation-lead = Isolation gives a deduction only when a lawyer has considered its ground and decided so (penal code § 83; HR-2018-1261-A).
calc-spell = { $from }–{ $to }
calc-mark-open = Not assessed
calc-mark-yes = Gives credit
calc-mark-no = Gives no credit
calc-mark-by = { $lawyer }: { $reason }
calc-mark = Consider the deduction
calc-mark-credit = Proposal
calc-mark-reason = Reason
calc-mark-save = Send for decision
calc-mark-back = Back to the sentence time
calc-words = Considered
calc-word-waits = Waits for a decision
calc-word-accepted = Approved
calc-word-refused = Not approved
calc-word-proposed = Proposed by { $by }, { $at }
calc-word-decided = Decided by { $by }, { $at }
calc-word-propose = Propose
calc-word-propose-lead = Write what the isolation was due to, with the order or decision it rests on. The region or the governor decides. The calculation does not change before that.
calc-word-decide = Decide
calc-word-decide-lead = You decide whether the isolation gives a deduction. Your name and your reason stay in the calculation.
calc-word-decision = Decision
calc-word-accept = The proposal is approved
calc-word-refuse = The proposal is not approved
calc-word-note = Legal reason
calc-word-decide-save = Save the decision
calc-word-own = You proposed this yourself. Somebody else must decide it.
calc-error-outcome = Choose whether the proposal is approved
calc-notice-isolation = A deduction for isolation waits for a decision
calc-notice-isolation-text = Inmate { $number }: decide whether the isolation gives a deduction.
calc-notice-isolation-yes = The proposal of a deduction for isolation was approved
calc-notice-isolation-no = The proposal of a deduction for isolation was not approved
calc-notice-isolation-decided-text = Inmate { $number }: see the reason.
class-isolation-credit = Deduction for isolation
calc-override = Override a date
calc-override-lead = Somebody else must approve. The reason and the calculated date remain.
calc-override-point = Which date
calc-override-on = New date
calc-override-reason = Reason
calc-override-save = Propose the date
calc-proposals = Proposed dates
calc-proposal = { $point }: { $from } → { $to }
calc-proposal-by = Proposed by { $by } { $when }
calc-accept = Approve
calc-refuse = Refuse
calc-withdraw = Withdraw
calc-answer-note = Remark
calc-versions = Versions
calc-compare = Compare
calc-compare-title = Compare calculations
calc-compare-lead = Version { $a } and version { $b }
calc-col-version = Version
calc-col-state = State
calc-col-why = Why
calc-col-release = Expected release
calc-col-date = Date
calc-col-moved = Change
calc-unchanged = Unchanged
calc-queue = Recalculated, needs confirmation
calc-queue-lead = Calculations that have changed and wait for somebody else to confirm them. Until then the previous dates apply.
calc-queue-none = No calculation waits
calc-queue-none-text = When a judgment, a stay or a rule changes, the calculation comes here.
calc-queue-look = See the calculation
calc-queue-own = Rests on what you recorded
calc-not-date = no date
calc-error-point = Choose which date
calc-error-day = Write a date
calc-error-reason = Write a reason of 10 to 1000 characters
calc-error-credit = Choose whether the isolation gives credit
calc-error-note = Write at most 1000 characters
calc-error-before-start = The date is before serving began
calc-refused-own = You cannot confirm a calculation that rests on what you recorded yourself.
calc-refused-own-answer = You cannot approve your own proposal.
calc-refused-pending = Something has changed since the calculation was made. Wait until it has been made anew.
calc-refused-stale = Somebody was faster: there is a newer calculation.
calc-refused-waiting = Somebody has already proposed another date here.
calc-notice-overdue = Should have been released
calc-notice-overdue-text = { $number }: by the calculation the sentence has been served. Open the sentence page now.
calc-notice-probation = The day of probation has passed
calc-notice-probation-text = { $number }: a new calculation moves probation into the past.
calc-sheet-title = Calculation of sentence time
calc-sheet-for = { $name }, no. { $number }
calc-sheet-made = Calculated { $when }
calc-sheet-preliminary = The calculation is preliminary. Another member of staff will check it, and the dates may change.
calc-sheet-confirmed = The calculation has been checked by two members of staff.
calc-sheet-sentence = You are to serve { $amount }.
calc-sheet-detention = You have been sentenced to preventive detention with a time frame of { $amount }.
calc-sheet-fine = In addition there are { $days } days for an unpaid fine. They are served in full.
calc-sheet-credit = { $days ->
    [0] No days have been deducted for custody.
    [one] 1 day in custody has been deducted.
   *[other] { $days } days in custody have been deducted.
}
calc-sheet-lost = { $days ->
    [one] 1 day does not count, because you were away.
   *[other] { $days } days do not count, because you were away.
}
calc-sheet-dates = Dates that matter to you
calc-sheet-probation-text = The first day on which you can be released on probation. Probation can be refused; you then get a decision that you can appeal.
calc-sheet-full-text = The sentence is so short that you will normally serve all of it.
calc-sheet-leave-text = From this day you can apply for leave. There is no right to be granted it.
calc-sheet-end-text = The whole sentence has been served.
calc-sheet-frame-text = The time frame of the preventive detention is over, unless the court extends it.
calc-sheet-how = How it was worked out
calc-sheet-wrong = Do you disagree?
calc-sheet-wrong-text = Tell your contact officer or the case manager. If you still disagree, you can ask a court to decide (Criminal Procedure Act § 462). You can ask a lawyer for help.
calc-sheet-language = Language of the sheet
calc-sheet-print = Print
calc-sheet-back = Back to the sentence
calc-sheet-received = Given to the inmate (date and signature)
calc-sheet-unconfirmed = Some of the rules of the calculation have not been finally confirmed by the correctional service. The dates may therefore be adjusted.
calc-point-youth-end = End of the period of execution
calc-note-silent = { $judgments ->
    [one] The judgment says nothing of a deduction, but the person was remanded in the case before it. The court fixes the deduction in the judgment (strl § 83): ask the prosecutor or the court, and correct the judgment here. Until then nothing is deducted.
   *[other] { $judgments } judgments say nothing of a deduction, but the person was remanded in their cases before them. The court fixes the deduction in the judgment (strl § 83): ask the prosecutor or the court, and correct the judgments here. Until then nothing is deducted.
}
calc-note-other-custody = Serving does not run: it has been interrupted by remand in another case since { $day } (forskrift om straffegjennomføring § 3-3). The dates are calculated when serving goes on.
calc-note-unlawful = The person did not come back on { $day } and is away without leave. The days do not count as served (forskrift om straffegjennomføring § 3-3). The dates are calculated on return.
calc-entry-youth = Youth sentence, period of execution { $amount }
calc-entry-unlawful = Returned late, away without leave { $from }–{ $to }
calc-sheet-youth = You are to carry out a youth sentence of { $amount }.
calc-sheet-youth-text = The youth sentence has been carried out.
calc-of-rule = Calculations that rest on the rule
calc-of-rule-none = Nobody within your access
calc-of-rule-none-text = None of the calculations that rest on the rule concerns anybody within your access.
calc-of-rule-day = By the rules of
calc-of-rule-first = To the start
calc-of-rule-more = More
calc-waits-anew = Waits to be calculated anew
calc-note-interrupted = Serving does not run: the sentence has been interrupted since { $day } (strgjfl § 35). The dates are calculated when serving goes on.
calc-note-escaped = Serving does not run: the person has been at large since { $day } after an escape, and the days do not count as served (forskrift om straffegjennomføring § 3-3). The dates are calculated on return.
calc-note-at-large = Serving does not run: the person was released by mistake and has been at large since { $day }. The dates are calculated on return.
calc-note-released-in-error = The person was at large after a release by mistake. The law does not say whether those days count as served. They are not counted here, and whoever confirms must consider it.
calc-note-youth-beside = A youth sentence is recorded as well. The law does not say how it and the sentence are carried out together. The dates of the youth sentence stand by themselves, and no date of the one moves the other. Settle it with whoever executes them.
calc-entry-at-large = At large after a release by mistake { $from }–{ $to }
calc-entry-interruption-since = Interrupted since { $from }, serving does not run
calc-entry-escape-since = At large after an escape since { $from }, serving does not run
calc-entry-unlawful-since = Away without leave since { $from }, serving does not run
calc-entry-other-since = Other deprivation of liberty since { $from }, serving does not run
calc-entry-at-large-since = At large after a release by mistake since { $from }, serving does not run
calc-doc-release-error = Account of a release that went wrong
calc-beside = Youth sentence beside it
calc-beside-lead = To be carried out over { $amount }. Its dates stand by themselves.
calc-beside-point = Youth sentence: { $point }
calc-sheet-beside = You also have a youth sentence of { $amount }. It is calculated by itself and lasts until { $day }.
calc-sheet-beside-open = You also have a youth sentence of { $amount }. It is calculated by itself, and its end is not known yet.
calc-not-running = Serving has not run since { $day }
