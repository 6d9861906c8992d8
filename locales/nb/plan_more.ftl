# $times (Number) - how often
# $last (String) - the last time
plan-progress-outside = { $times ->
    [one] { $times } gang på frigang eller arbeid ute, { $last }
   *[other] { $times } ganger på frigang eller arbeid ute, sist { $last }
}
plan-activity-ended = Tilbudet er avsluttet: hva nå?
# $n (Number) - how many
plan-alert-activity-ended = { $n ->
    [one] Ett mål hang på en gruppe som er avsluttet uten å være fullført. Avtal hva som skjer nå.
   *[other] { $n } mål hang på grupper som er avsluttet uten å være fullført. Avtal hva som skjer nå.
}
plan-ask-programme = Program
home-goals-week = Mål for mine denne uken
home-goals-all = Alle steg
# $day (String) - the day
home-goal-late = skulle vært gjort { $day }
# $name (String) - the name
# $goal (String) - the goal
# $when (String) - when
home-goal-line = { $name } · { $goal } · { $when }
