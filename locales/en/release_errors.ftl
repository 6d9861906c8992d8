relerr-title = Error at release
relerr-add = Record an error at release
relerr-more = Write more or correct
relerr-lead = Write what happened, also when the error is ours. Nothing is deleted later.
relerr-lead-more = The new account takes the place of the one before, which stays in the history.
relerr-kind = What went wrong
relerr-held = Held too long
relerr-early = Released too early
relerr-what = What happened
relerr-what-hint = How the error arose, how it was found, and what has been done
relerr-from = From
relerr-from-hint = Held too long: the day on which the person should have been released. Released too early: the day of the release.
relerr-to = To
relerr-to-hint = Held too long: the day of the release. Released too early: the day on which the person was back. Empty if it has not happened yet.
relerr-who-told = Who has been told
relerr-who-told-hint = The day on which each of them was told. Empty if they have not been told yet.
relerr-prosecutor = The prosecutor
relerr-directorate = The Directorate of the Correctional Service
relerr-person = The person
relerr-then-told = The governor and the duty officer are told.
relerr-then-calculated = The sentence is calculated anew. Whether the days matter for the sentence is decided by whoever confirms the calculation, or by the court (strpl § 462).
relerr-choose-kind = Choose what went wrong
relerr-left-missing = The person is not here. Give the day of the release
relerr-back-missing = The person is here. Give the day on which the person was back
relerr-what-missing = Write what happened, between 10 and 4000 characters
relerr-told-before = The day is before the error
relerr-days-held = { $n ->
    [one] Held 1 day too long, from { $from } to { $to }
   *[other] Held { $n } days too long, from { $from } to { $to }
}
relerr-days-held-still = { $n ->
    [one] Held 1 day too long since { $from }, and still here
   *[other] Held { $n } days too long since { $from }, and still here
}
relerr-days-free = { $n ->
    [one] At large for 1 day, from { $from } to { $to }
   *[other] At large for { $n } days, from { $from } to { $to }
}
relerr-days-free-still = { $n ->
    [one] At large for 1 day since { $from }, and not back
   *[other] At large for { $n } days since { $from }, and not back
}
relerr-told = { $who }: told { $day }
relerr-not-told = { $who }: not told yet
relerr-untold = Somebody has not been told
relerr-replaced = Replaced
relerr-notice = Error at release
relerr-notice-text = { $number }: an error at release has been recorded. Open the sentence page.
relerr-none = No error has been recorded.
