home = My day
home-morning = Good morning, { $name }
home-day = Hello, { $name }
home-evening = Good evening, { $name }
home-today = today
home-tomorrow = tomorrow
home-in-days = in { $count } days
home-days-ago = { $count ->
    [one] one day ago
   *[other] { $count } days ago
}
home-shift-at = On shift at { $unit }
home-cells = Cells and people now
home-off-duty = You are not on the roster today
home-off-duty-text = When you are rostered on a unit, everybody there is shown here. The list of inmates tells who lives where in the house.
home-whole-house = Whole house ({ $count })
home-places = { $count } places in use
home-nobody-on-unit = Nobody lives here now
home-nobody-on-unit-text = Every cell of the unit is vacant.
home-with-empty-cells = Show vacant cells too
home-handover = From the last shift
home-no-notes = Nothing was written
home-no-notes-text = No observations on the unit in the last 14 hours.
home-name-in-cell = { $name } ({ $cell })
home-kind-by = { $kind } · { $author }
home-my-people = My people
home-no-talk-in-a-week = No talk in the last week
home-birthdays = Birthdays this week
home-talks = My people: last talk
home-children = { $count ->
    [one] one child
   *[other] { $count } children
}
home-no-people = Nobody is assigned to you
home-no-people-text = The duty officer or the case manager assigns contact officers.
home-nobody-leaves = Nobody leaves
home-nobody-leaves-text = None of yours is expected to be released within 90 days.
home-turns = Turns { $age }
home-no-birthdays = No birthdays
home-no-birthdays-text = None of yours has a birthday this week.
home-never-talked = No talk yet
home-talked-today = Talk today
home-talked = { $count ->
    [one] Talk yesterday
   *[other] Talk { $count } days ago
}
home-in-custody = Inmates
home-in-three-days = { $count } in three days
home-hidden = Hidden from you
home-hidden-note = Counted, shown without a name
home-out = Out now
home-nobody-out = Everybody is in
home-nobody-out-text = Nobody is out of the prison now.
home-units = Units
home-col-unit = Unit
home-col-held = Held
home-col-places = Places
home-col-free = Free
home-col-out = Out
home-col-prison = Prison
home-col-shut = Out of use
home-decisions = Waiting for you
home-reviews = { $count ->
    [one] One emergency opening to review
   *[other] { $count } emergency openings to review
}
home-reviews-text = A record was opened with a reason. Somebody else reviews it within seven days.
home-clearances = { $count ->
    [one] One proposed clearance
   *[other] { $count } proposed clearances
}
home-clearances-text = Whoever proposes does not decide.
home-assignments = { $count ->
    [one] One proposed role
   *[other] { $count } proposed roles
}
home-assignments-text = Access for staff that waits for a decision.
home-nothing-waits = Nothing waits for you
home-nothing-waits-text = No proposals or reviews are open. Decisions on isolation, leave and transfer will come here when they are taken into use.
home-nobody-new = Nobody new
home-nobody-new-text = Nobody was received in the last three days.
home-alerts-changed = Alerts changed in 24 hours
home-alert-made = recorded { $at }
home-alert-ended = ended { $at }
home-no-alerts-changed = No changes
home-no-alerts-changed-text = No alerts were made or ended in the last 24 hours.
home-my-class = My pupils
home-my-workshop = My workshop
home-to-mind = Something to mind
home-empty-group = Nobody is assigned to you
home-empty-group-text = When somebody is given a place with you, they are shown here with what you should mind.
home-prisons = { $count ->
    [one] one prison
   *[other] { $count } prisons
}
home-to-screen = Screening missing
home-over-24 = { $count ->
    [one] One has waited over 24 hours
   *[other] { $count } have waited over 24 hours
}
home-watched = Suicide, self-harm, withdrawal
home-suicide-alerts = { $count ->
    [one] One at risk of suicide
   *[other] { $count } at risk of suicide
}
home-ending-notices = Shared notices that end within a week
home-patients = Patients
home-screening = New in three days: screening within 24 hours
home-screened = Screened
home-hours-since = { $count ->
    [one] One hour ago
   *[other] { $count } hours ago
}
home-received = received { $at }
home-nobody-watched = No such alerts
home-nobody-watched-text = No patients have an alert of suicide, self-harm or withdrawal now.
home-no-ending = None end
home-no-ending-text = No shared health notices end in the next seven days.
home-patients-by-prison = Patients by prison
home-my-cases = My cases
home-hole-identity = identity not verified
home-hole-number = no national, D or DUF number
home-hole-basis = no judgment or order
home-release-open = Release not set
home-all-dated = All have a date
home-all-dated-text = All of yours have an expected release on record.
home-free-places = Free places
home-free-at = { $level }: free
home-of-places = of { $count } places in use
home-moved = Transferred in two weeks
home-moved-to = to { $prison }
home-reason-at = { $reason }, { $at }
home-nobody-moved = No transfers
home-nobody-moved-text = Nobody was transferred to a prison of the region in the last two weeks.
home-gate = The gate today
home-gate-planned = Going out
home-gate-out = Out, expected back
home-gate-back = Back today
home-gate-none = Nobody
home-gate-none-text = Nobody is on this list today.
home-nobody-late = Nobody is overdue
home-nobody-late-text = Everybody who should be back is back.
home-visits = Visits
home-visits-text = Booked visits, visiting rooms and bans are not in Overgang yet. Use the list of visits of the day.
home-find-person = All inmates
home-faith = Faith, life stance and language
home-told-of-faith = Told of faith or life stance
home-need-interpreter = Need an interpreter
home-nobody-told = Nobody has told of a faith or life stance
home-nobody-told-text = It is recorded only when the inmate asks for it.
home-oversight = Oversight
home-no-case = No case is open
home-case = Case { $case }
home-start-case = Start a case
home-start-case-text = Personal data is shown only under a case number. Every look is logged with it.
home-trail = Log of looks and changes
home-trail-text = Who looked at what, when and why.
home-case-people = Inmates
home-case-people-text = Choose a prison. Every look is logged with the case number.
home-registers = Registers
home-registers-text = Registers of isolation and use of force are not in Overgang yet.
home-no-case-data = no data about inmates
home-accounts = Accounts and access
home-grants-waiting = Roles waiting for a decision
home-grants-ending = Roles that end within 30 days
home-accounts-active = Accounts in use
home-accounts-disabled = { $count } closed
home-without-role = Accounts without a role
home-accounts-page = Accounts
home-accounts-page-text = Create, close, new password, new second factor.
home-grants-page = Roles
home-grants-page-text = Propose and follow access. Whoever proposes does not decide.
home-prisons-text = Prisons, units and cells are reference data that every role uses.
home-role = Your role
home-no-role = You have no role now
home-no-role-text = Your account works, but no role is in force today. Talk to your manager or the system administrator.
home-protections = { $count ->
    [one] One proposed protection
   *[other] { $count } proposed protections
}
home-rolls = Rolls to agree
home-rolls-note = Now or within half an hour
home-incidents = Incidents to review
home-incidents-note = { $overdue ->
    [0] None overdue, { $ownerless } without an owner
   *[other] { $overdue } overdue in all, { $ownerless } without an owner
}
home-rolls-open = Open counts
home-due-cells = Cells to inspect today
home-due-week = { $count ->
    [0] This week's round is done
    [one] 1 room left of this week's round
   *[other] { $count } rooms left of this week's round
}
home-due-tests = Drug tests to take
home-due-tests-today = { $count ->
    [0] None has to be taken today
    [one] 1 has to be taken today
   *[other] { $count } have to be taken today
}
home-due-stalled = Incidents standing still
home-due-stalled-note = Overdue, or untouched for too long
home-talks-due = Talks to hold
home-agreed = { $count ->
    [one] 1 thing agreed
   *[other] { $count } things agreed
}
home-agreed-late = { $count ->
    [one] 1 thing agreed is overdue
   *[other] { $count } things agreed are overdue
}
home-tests-of = { $count ->
    [one] Drug test to take
   *[other] { $count } drug tests to take
}
people-show-all = All
home-due-searches = Searches to do
home-due-searches-late = { $count ->
    [0] None late
    [one] 1 late
   *[other] { $count } late
}
home-money-days = Days to approve
home-money-sum = Sum to approve (NOK)
home-money-corrected = Changed days
home-money-unsettled = Released without settlement
home-money-oldest = Oldest: { $day }
home-money-difference = NOK { $sum }
home-money-lacking = Days that lack something
home-money-lacking-text = { $register } wait for a register, { $rate } for a rate. They cannot be approved before it has come.
home-money-none-unsettled = Everybody released has been settled with
home-money-none-unsettled-text = Whoever is released with money on an account, or with days not approved, comes here.
home-money-unsettled-line = NOK { $balance } on accounts, NOK { $days } in days
home-asks = To do
home-show-rest = Show { $count } more
home-money-left = Released { $when }
