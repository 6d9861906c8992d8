class-roster = Rosters
roster-nav = Rosters
roster-title = Roster: { $place }
roster-week = Week { $week }, { $from } to { $to }
roster-weeks = Weeks
roster-week-before = Week before
roster-week-after = Next week
roster-this-week = This week
roster-prisons = Prison
roster-units = Units
roster-holes = The number beside a unit is how many of its shifts this week have nobody.
roster-house = The whole house
roster-day = Day
roster-kind = Shift
roster-kind-day = Day shift
roster-kind-evening = Evening shift
roster-kind-night = Night shift
roster-usual = { $from }–{ $to }
roster-hours = { $from }–{ $to }
roster-now = On duty now
roster-nobody = Nobody
roster-add = Add
roster-new = New shift
roster-change = Change shift
roster-remove = Remove the shift
roster-who = Who
roster-who-hint = Those who hold a role of the house (officer, contact officer or duty officer) at the prison on this day.
roster-person = { $name } ({ $roles })
roster-unit = Unit
roster-from = From
roster-to = To
roster-begins = Began
roster-hours-hint = Leave both empty for the usual hours. A shift that ends before it begins ends the next day.
roster-means = What this does
roster-means-access = Whoever is on duty on a unit can open the records of the people living there, that day.
roster-running = The shift has begun. Only its end can be changed; to move somebody to another unit, end this one and add another.
roster-ended = The shift is over and cannot be changed: it shows who had access.
roster-set-by = Put there by { $name } { $at }
roster-copy = Copy a week
roster-copy-do = Copy the shifts
roster-copy-hint = Shifts are copied to the same weekday and hours. Whoever is on duty already keeps that shift.
roster-source = From the week of this day
roster-into = Into the week of this day
roster-scope = What to copy
roster-scope-prison = All units
roster-scope-missing = Choose what to copy
roster-same-week = Choose another week than the one you copy from
roster-week-past = Choose this week or a later one
roster-who-missing = Choose who is to have the shift
roster-unit-missing = Choose a unit that is in use
roster-kind-missing = Choose day, evening or night shift
roster-day-missing = Write the day as dd.mm.yyyy
roster-time-wrong = Write the time as 07:15
roster-time-never = There is no such time: the clocks go forward that night
roster-past = The shift would be over already
roster-far = Choose a day within a year
roster-short = A shift lasts half an hour at least
roster-long = A shift lasts 16 hours at most
roster-end-past = The shift cannot end before now
roster-not-here = Holds no role of the house at this prison on that day
roster-busy = Is on duty already { $from }–{ $to } ({ $place })
roster-busy-now = Was given another shift in the same hours just now
roster-changed-meanwhile = Somebody changed the shift while you were looking at it. Check it and try again.
roster-has-begun = The shift has begun and cannot be removed. Change its end instead.
roster-done-added = The shift has been added.
roster-done-changed = The shift has been changed.
roster-done-removed = The shift has been removed.
roster-done-copied = { $found ->
    [0] The week you copied from has no shifts.
   *[other] Copied { $added } of { $found } shifts.
}
roster-left-past = { $count ->
    [one] One would have begun before now.
   *[other] { $count } would have begun before now.
}
roster-left-unfit = { $count ->
    [one] One is of somebody who holds no role of the house that day, or of a unit that is closed.
   *[other] { $count } are of somebody who holds no role of the house that day, or of a unit that is closed.
}
roster-left-busy = { $count ->
    [one] One has a shift in the same hours already.
   *[other] { $count } have a shift in the same hours already.
}
