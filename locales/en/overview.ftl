timeline-title = Timeline, { $name }
timeline = Timeline
timeline-all = Everything
timeline-filter = Choose what to show
timeline-none = Nothing to show
timeline-none-text = Nothing has happened that you have access to see.
source-observations = Observations
source-movements = Movements
source-alerts = Alerts
source-changes = Changes
happened-out = Out: { $reason }
happened-back = Back: { $reason }
happened-admitted = Received at { $place }
happened-placed = Moved to { $place }
happened-alert = Alert: { $kind }
happened-alert-ended = Alert ended: { $kind }
happened-change = { $count ->
    [one] One detail changed
   *[other] { $count } details changed
}
overview-now = Now and ahead
overview-no-movements = No movements are planned.
overview-out-and-back = { $out }, back { $back }
overview-out-from = from { $out }
overview-movement-to = { $reason }, { $place }
overview-to-do = Alerts: what you do
overview-all-alerts = All alerts
overview-no-alerts = No alerts that you have access to are in force now.
overview-no-instruction = No measures are written. Ask the duty officer.
overview-until = In force until { $until }
overview-latest = Latest events
overview-whole-timeline = Whole timeline
overview-facts = Key facts
overview-basis = Why the person is held
overview-no-basis = No judgment or court order is on record.
overview-kinds = Observations, last 30 days
overview-kin = Next of kin
overview-no-kin = No next of kin on record.
overview-stays = Earlier stays
overview-all = All
overview-from-to = { $from } to { $to }
overview-extract = What you see here
overview-extract-text = Your role shows what your work needs: who and where, and what you are to do. The rest of the record is not for this role. If you need to know more, ask the contact officer or the duty officer.
fact-level = Security level
fact-basis = Basis
fact-admitted = In custody since
fact-release = Expected release
fact-release-open = not set
fact-languages = Languages
fact-citizenship = Citizenship
fact-identity = Identity
fact-children = Children
fact-contact-officer = Contact officer
fact-case-manager = Case manager
fact-coordinator = Reintegration
fact-nobody = none
fact-faith = Faith or life stance
fact-faith-untold = has not asked for it to be recorded
fact-interpreter = Interpreter
identity-verified = verified
identity-stated = stated, not verified
identity-unknown = unknown
basis-offence = Offence
basis-court = Court
basis-case = Case number
basis-decided = Decided
basis-term = Term
basis-from = From
basis-to = End of term
basis-expires = Order expires
term-years = { $count ->
    [one] 1 year
   *[other] { $count } years
}
term-months = { $count ->
    [one] 1 month
   *[other] { $count } months
}
term-days = { $count ->
    [one] 1 day
   *[other] { $count } days
}
kin-next = next of kin
kin-emergency = called in an emergency
source-incidents = Incidents
happened-incident = Incident: { $kind }
basis-run-out = { $kind }, run out
