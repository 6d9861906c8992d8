way-tab = The way out
way-title = The way out
way-lead = Each step with its earliest day and why, what stands in the way, and what was applied for.
way-lead-remand = Remand: leave, day release, transfers and probation do not apply (Execution of Sentences Act § 52). Here stands what the court and its orders decide.
way-here = Where the person is now
way-level = Security level
way-status = Held as
way-since = Admitted
way-expected = Expected release
way-next = Opens next
way-none = No steps to show
way-none-text = No sentence has been calculated, or the judgment has no step before it has been served.
way-remand-next = What is decided next
way-remand-none = No hearing and no term ahead has been recorded.
way-remand-hearing = Hearing
way-remand-restriction = The restriction ends: { $kind }
way-remand-order = The order ends. Without a new order the person is released.
way-rung = Step
way-rung-leave = Leave
way-rung-day-release = Day release
way-rung-lower-security = Lower security
way-rung-halfway-house = Halfway house
way-rung-outside-prison = Serving outside prison (§ 16)
way-rung-monitoring = Electronic monitoring
way-rung-probation = Release on probation
way-by-inmate = the inmate
way-by-counsel = counsel
way-by-prison = the prison of its own accord
way-answer-pending = Waiting
way-answer-granted = Granted
way-answer-refused = Refused
way-answer-withdrawn = Withdrawn
way-answer-mistake = Recorded wrongly
way-state-here = Here now
way-state-pending = Applied { $day }
way-state-granted = Granted { $day }
way-state-refused = Refused, can be tried again { $day }
way-state-refused-open = Refused, can be tried again now
way-state-open = Open since { $day }
way-state-ahead = Not before { $day }
way-state-no-day = No day in the law
way-applied = Applied { $day } by { $by }
way-decided = Decided { $day } by { $by } ({ $level })
way-from = Valid from { $day }
way-again = Can be tried again { $day }
way-recorded-by = Recorded by { $by }
way-apply = Record application
way-apply-lead = An application is recorded when it has come in, also before the day is reached.
way-applied-on = Date of application
way-applied-by = Applied by
way-about = What it is about
way-about-hint = In short: where, how long, who comes along. Nothing about health.
way-missing-rung = Choose a step that applies to this person
way-bad-applied-on = Write the day on which it came, not in the future
way-missing-applicant = Choose who applied
way-one-waits = An application for this is waiting already
way-end = Answer to application: { $rung }
way-record-answer = Record answer
way-outcome = What became of it
way-reason = Reasons
way-reason-hint = Of a refusal: the reasons that the decision rests on (Public Administration Act § 24).
way-decision = The decision
way-decision-hint = Filled in when it was granted or refused.
way-decided-on = Date of decision
way-decided-level = Who decided
way-decided-by = Name or office
way-from-on = Valid from
way-again-on = Can be tried again
way-again-hint = Of a refusal. Empty: by the rule, for a refusal today { $day }.
way-missing-outcome = Choose what became of it
way-missing-reason = Write the reasons of the refusal
way-bad-decided-on = The decision lies between the application and today
way-missing-level = Choose who decided
way-missing-decider = Write who decided
way-bad-after = The day cannot lie before the decision
way-stale-title = Somebody else has recorded the answer
way-stale = { $answer }, recorded by { $by } { $at }. { $reason }
way-mistake = Recorded wrongly
way-mistake-why = What is wrong?
way-missing-mistake = Write what is wrong
way-obstacles = What stands in the way
way-no-obstacles = Nothing is recorded that stands in the way.
way-unseen = Some of this is not for your role to see.
way-conduct = Tests and failed leaves count { $span } back.
way-goals = { $n ->
    [one] One goal of the plan is not reached
   *[other] { $n } goals of the plan are not reached
}
way-no-plan = No plan that the inmate agrees with
way-plan-late = { $n ->
    [one] One deadline of the plan is missed
   *[other] { $n } deadlines of the plan are missed
}
way-incidents = { $n ->
    [one] One incident is not closed
   *[other] { $n } incidents are not closed
}
way-tests = { $n ->
    [one] One positive or refused test, { $day }
   *[other] { $n } positive or refused tests, last { $day }
}
way-late-back = { $n ->
    [one] Not back in time, { $day }
   *[other] { $n } times not back in time, last { $day }
}
way-remand-besides = Remand in another case until { $day }
way-hearings = { $n ->
    [one] Open case: hearing { $day }
   *[other] Open cases: { $n } hearings, next { $day }
}
way-calculation = The sentence calculation is not confirmed
way-identity = The identity is not verified
way-papers = Identity papers are missing
way-risk = No valid risk assessment
