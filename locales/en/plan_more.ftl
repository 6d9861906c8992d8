plan-progress-outside = { $times ->
    [one] { $times } time on day release or work outside, { $last }
   *[other] { $times } times on day release or work outside, last { $last }
}
plan-activity-ended = What it hung on has ended: what now?
plan-alert-activity-ended = { $n ->
    [one] One goal hung on a group that ended without being completed. Agree what happens now.
   *[other] { $n } goals hung on groups that ended without being completed. Agree what happens now.
}
plan-ask-programme = Programme
home-goals-week = My people’s goals this week
home-goals-all = All steps
home-goal-late = should have been done { $day }
home-goal-line = { $name } · { $goal } · { $when }
