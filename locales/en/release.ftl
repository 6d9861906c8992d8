release-lead = A release is prepared by one person and confirmed by another on the same day. It is then recorded when the person leaves through the gate.
release-probation-by-decision = Release on probation follows a decision (strgjfl § 42). Choose “By a decision”.
release-no-basis = No basis with a date is recorded. Choose “By a decision”.
release-choose-ground = Choose why the person can be released now.
release-effective-before = The day cannot be before the decision.
release-before-confirmation = The release was not confirmed by then. Write why the person left first.
release-held = Something still holds the person. See the list.
release-field-basis = What holds the person
release-field-ground = Why the person can be released
release-field-ground-hint = The day must follow from a confirmed calculation, or from the order running out.
release-ground-date = The day has come
release-ground-document = By a decision
release-field-document-hint = A decision on probation, an order of the court, or a decision of the prosecutor.
release-field-effective = Released from
release-field-why = Why it is withdrawn
release-part-decision = The decision
release-hindrances = { $n ->
    [one] One thing stands in the way
   *[other] { $n } things stand in the way
}
release-not-due = { $kind } { $case }: the day is { $day } and has not come.
release-not-calculated = { $kind } { $case }: there is no confirmed calculation of the day of release.
release-arrest-holds = An arrest does not end by itself. There must be a decision.
release-not-effective = The decision takes effect on { $day }.
release-holds-until = { $kind } { $case } holds the person until { $day }.
release-holds = { $kind } { $case } holds the person, and there is no confirmed day on which it ends.
release-basis-changed = { $kind } { $case } was added or changed after the release was prepared. Withdraw it, and prepare it anew.
release-basis-gone = The basis has been corrected or withdrawn since. Choose again.
release-fix-calculation = See the calculation
release-fix-basis = See the basis
release-then = This will happen
release-then-second = Somebody else (duty officer, governor or case manager) must confirm before the day is over.
release-then-gate = The person leaves only when the release is confirmed and recorded at the gate.
release-prepare = Prepare the release
release-step-prepared = Prepared by { $by } at { $at }
release-step-confirmed = Confirmed by { $by } at { $at }
release-step-to-confirm = Confirmed by somebody else
release-step-gate = Recorded at the gate
release-expires = Valid through { $day }. After midnight it must be prepared again.
release-not-you = You have prepared the release. Somebody else must confirm it.
release-you-confirm = You confirm
release-you-confirm-basis = that the basis has been seen, and that nothing else holds the person today
release-you-confirm-person = that it is the right person
release-confirm-button = Confirm the release
release-changed = Something has changed since the page was shown. Look it over again.
release-overdue-heading = Should have been released
release-overdue = The last day on which anything held the person was { $day }, { $days ->
    [one] one day
   *[other] { $days } days
} ago. The governor and the duty officer are told when the release is recorded.
release-withdraw = Withdraw
release-withdraw-button = Withdraw the release
release-confirmed-by = Confirmed by { $name }
release-over-hours = { $hours ->
    [one] One hour
   *[other] { $hours } hours
} too long (last day { $day })
release-over-days = { $days } days too long (last day { $day })
state-release-waits = A release was prepared by { $by } and must be confirmed by somebody else today.
state-release-confirmed = A release is confirmed and can be recorded at the gate today.
home-releases = { $n ->
    [one] One release to confirm today
   *[other] { $n } releases to confirm today
}
home-releases-text = Prepared by somebody else. Valid until midnight.
notice-release-to-confirm = Release to confirm
notice-release-to-confirm-text = { $by } has prepared the release of { $number }. Somebody else must confirm it today.
notice-release-confirmed = Release confirmed
notice-release-confirmed-text = { $by } has confirmed the release of { $number }.
notice-released-late = Released too late
notice-released-late-text = { $number } was released too late (days begun: { $days }). It must be followed up.
notice-released-unconfirmed = Released before confirmation
notice-released-unconfirmed-text = { $number } left before the release was confirmed by somebody else. It must be followed up.
