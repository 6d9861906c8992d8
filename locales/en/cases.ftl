cases-lead = { $n ->
    [one] one case
   *[other] { $n } cases
} · { $prison }
cases-work = Work list
cases-shown = Showing { $shown } of { $all }
cases-none = Nothing waits for you this week
cases-none-text = Deadlines, hearings and releases come here as they draw near.
cases-late = Over the limit
cases-oldest = { $n ->
    [0] Oldest: today
    [one] Oldest: one day
   *[other] Oldest: { $n } days
}
cases-this-week = Due this week
cases-of-today = { $n } today
cases-later = Later this week
cases-waiting = Waiting for others
cases-done = Completed this month
home-today-group = Today
cases-days-over = { $n ->
    [one] One day over
   *[other] { $n } days over
}
cases-over-since = Over since { $at }
cases-today-at = Today { $at }
cases-waits-region = Waiting for the region
cases-waits-kdi = Waiting for the directorate
cases-waits-court = Waiting for the court
cases-waits-police = Waiting for the police
cases-waits-prosecutor = Waiting for the prosecutor
cases-waits-second = Waiting for another person
cases-waits-other = Waiting for others
cases-result = The result of the hearing is missing
cases-order = The order is not recorded
cases-interpreter = No interpreter is ordered for the hearing
cases-expiry = The remand order expires
cases-release = A release must be confirmed by another person
cases-calculation = The calculation must be confirmed by another person
cases-hole = Missing in the case: { $missing }
cases-verb-open = Open
cases-verb-record = Record
cases-verb-interpreter = Order
cases-verb-court = Hearings
cases-verb-confirm = Confirm
cases-verb-complete = Complete
cases-col-due = Due
cases-col-what = Case
cases-col-person = Person
cases-ahead = Two weeks ahead
cases-ahead-none = No hearings, expiries, releases or leaves are planned.
cases-calendar = Calendar
cases-short-expiry = due
cases-short-release = rel.
cases-short-hearing = court
cases-short-leave = leave
cases-legend-expiry = order expires
cases-legend-release = release
cases-legend-hearing = hearing
cases-legend-leave = leave
cases-news = New since { $day }
cases-news-none = Nothing new
cases-news-none-text = What others record about your cases is shown here.
cases-new-observation = New observation: { $kind }
cases-new-alert = New alert: { $kind }
cases-new-out = Out: { $kind }
cases-new-result = The result of a hearing is recorded
cases-step = step { $at } of { $all }
cases-reception = Reception not completed
cases-drafts = Go on where you left off
cases-draft-correction = Correction: { $kind }
cases-draft-result = Result of a hearing
cases-draft-saved = { $name } · kept { $at }, not sent
cases-draft-open = Continue
