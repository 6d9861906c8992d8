support-nav = Promises
support-tab = Support group
support-of = Support group, { $name }
support-lead = Those who stand around the inmate, inside and outside: what was promised, by whom and until when.
support-new = New meeting
support-save = Save the meeting
support-on = Support group meeting { $when }
support-meetings = Meetings
support-meetings-none = No meetings yet.
support-members = Who takes part
support-members-hint = Choose a role or an organisation. A name is optional.
support-purpose = What the meeting is about
support-facts = About the meeting
support-hold = The meeting was held
support-hold-save = Save the notes
support-notes-hint = Nothing about health or treatment.
support-not-yet = The meeting has not been held yet
support-cancel = Cancel the meeting
support-stale = The meeting was ended while you wrote
support-promises = Promises
support-promises-n = { $n ->
    [one] { $n } promise
   *[other] { $n } promises
}
support-promises-none = No promises yet
support-promises-none-text = What somebody promises in a meeting or on the phone is written here, with a day and a name.
support-promise-new = New promise
support-promise-save = Save the promise
support-promise-stale = Somebody else has settled this promise. See how it stands now.
support-who = Who promises?
support-name = Name
support-what = What is promised?
support-what-hint = One thing per promise. Nothing about health.
support-under-label = Goal or theme
support-under-hint = Only themes that the inmate has agreed to share.
support-goal = Goal: { $goal }
support-under = { $theme }, for the goal “{ $goal }”
support-by = By { $day }
support-late = Should have been done { $day }
support-late-n = { $n } past the day
support-kept = Kept
support-broken = Broken
support-withdrawn = No longer wanted
support-set-kept = Kept
support-set-broken = Broken
support-set-withdrawn = No longer wanted
support-otherwise = Was not kept
support-note = What happened?
support-list = Open promises
support-list-lead = { $n ->
    [0] No open promises.
    [one] One open promise, by who promised.
   *[other] { $n } open promises, by who promised.
}
support-list-none = No open promises
support-list-none-text = Promises are written on the support group page of each inmate.
support-list-none-so = No such promises
support-list-none-so-text = Choose another filter to see the rest.
support-whose = Whose
support-mine = Mine
support-everybody = Everybody’s
support-all-open = All open
support-only-late = Past the day
support-leaves = leaves { $day }
support-home-text = What the municipality, Nav and others promised your people, by who and theme.
support-bad-at = Choose when the meeting is: at most a year ahead or 60 days back
support-missing-who = Choose who
support-missing-two = Choose at least two who take part
support-missing-what = Write what is promised, 3 to 300 characters
support-missing-under = Choose a goal or a theme
support-bad-day = Choose a day from today and at most three years ahead
support-missing-end = Choose how it went
support-missing-note = Write what happened, at least 3 characters
support-event = Promise in the support group
support-notice = Support group meeting
support-notice-text = You are asked to come to a support group meeting about { $number }, { $when }.
