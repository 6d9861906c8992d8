releases-nav = Releases
releases-title = Who leaves when
releases-totals = { $n ->
    [0] nobody
    [one] one person
   *[other] { $n } people
} in the next { $days } days
releases-within = { $n } days
releases-choose-within = How far ahead
releases-late = { $n ->
    [one] The day has passed for one person
   *[other] The day has passed for { $n } people
}
releases-late-text = Release, or record the new basis, at once.
releases-passed = The day has passed
releases-week = Week { $n }
releases-none = Nobody leaves in this period
releases-none-text = The list shows days from a confirmed calculation, and else what the judgment or order itself states.
releases-col-day = Day
releases-col-basis = Basis
releases-col-missing = Missing
releases-nothing-missing = Nothing
releases-calculated = Calculated and confirmed
releases-preliminary = Calculated, not confirmed
releases-stated = By the judgment, not calculated
releases-order = The order expires
releases-to-confirm = The calculation must be confirmed
releases-not-calculated = No calculation
releases-others = { $n ->
    [one] Another basis holds
   *[other] { $n } other bases hold
}
releases-new-order = New order, else release
releases-confirmed = The release is confirmed
releases-second = Waits for the second person
releases-to-prepare = The release is not prepared
releases-verb-court = Hearings
releases-weeks = Week by week
releases-whole = Show all weeks, for printing
releases-by-week = Show one week at a time
releases-col-week = Week
releases-col-people = Released
releases-col-unconfirmed = Not confirmed
releases-col-orders = Remand expiries
releases-col-held = Held by more
releases-sum = Altogether
