panel-missing = Denne delen lot seg ikke hente nå. Last siden på nytt om litt.
pager = Bla i listen
pager-newest = Nyeste
pager-older = Eldre
timeline-today = I dag
timeline-yesterday = I går
timeline-more = Vis mer
timeline-less = Vis mindre
timeline-corrected = Rettet
# $by (String) - who wrote the earlier text, and when
timeline-earlier = Slik sto det før, skrevet av { $by }
# $author (String) - who wrote it
# $unit (String) - unit
timeline-by-at = { $author }, { $unit }
# $author (String) - who wrote it
# $at (String) - when
timeline-by-when = { $author }, { $at }
# $name (String) - the inmate
observations-title = Observasjoner, { $name }
observations-all = Alle
observations-filter = Vis etter type
observations-none = Ingen observasjoner ennå
observations-none-text = Ingen har skrevet noe om denne personen her. Det som skrives, kan ikke slettes, bare rettes med en ny observasjon.
observations-none-kind = Ingen av denne typen
observations-none-kind-text = Velg «Alle» for å se resten.
# $name (String) - the inmate
places-title = Opphold og bevegelser, { $name }
places-still = fortsatt
# $unit (String) - unit
# $prison (String) - prison
places-unit-at = { $unit }, { $prison }
places-no-cell = ingen celle
# $at (String) - day and time
places-expected = ventet { $at }
places-movements = Bevegelser ut og tilbake
places-movements-none = Ingen bevegelser
places-movements-none-text = Personen har ikke vært ute av fengselet, og ingenting er planlagt.
places-placements = Celler
places-placements-none = Ingen celle er registrert
places-placements-none-text = Når personen får en celle, står den her med dato og hvem som bestemte det.
places-stays = Opphold i fengsel
places-stays-none = Ingen opphold
places-stays-none-text = Personen er registrert, men har ikke vært innsatt.
places-col-state = Status
places-col-reason = Årsak
places-col-where = Hvor
places-col-out = Ut
places-col-back = Tilbake
places-col-escort = Følge
places-col-cell = Celle
places-col-unit = Avdeling
places-col-from = Fra
places-col-to = Til
places-col-by = Bestemt av
places-col-admission = Innsettelse
places-col-prison = Fengsel ved innsettelsen
places-col-release = Løslatelse
movement-overdue = Skulle vært tilbake
movement-out = Ute
movement-planned = Planlagt
movement-back = Tilbake
movement-cancelled = Avlyst
roll = Innsatte
roll-mine = Mine personer
roll-print = Skriv ut
roll-choose-prison = Velg fengsel
roll-choose-unit = Velg avdeling
roll-choose-people = Velg hvem du vil se
roll-my-shift = Min vakt
roll-whole-house = Hele huset
# $count (Number) - people
roll-total = { $count ->
    [one] én person
   *[other] { $count } personer
}
# $count (Number) - people
# $out (Number) - of them out
# $late (Number) - of them late
roll-totals = { $count ->
    [one] 1 innsatt, { $out } ute, { $late } over tiden
   *[other] { $count } innsatte, { $out } ute, { $late } over tiden
}
# $number (Number) - a running number
roll-protected = Skjermet person { $number }
roll-unmarked = Varsler og skjermede personer lot seg ikke hente nå. Lista mangler dem.
roll-empty = Ledig
roll-shut = Ute av bruk
# $count (Number) - flags not shown
roll-more-flags = +{ $count } til
roll-col-cell = Celle
roll-col-person = Person
roll-col-flags = Varsler
roll-col-now = Nå
roll-col-status = Grunnlag og nivå
roll-col-tick = Sett
roll-none = Ingen her
roll-none-text = Det er ingen innsatte i det du har tilgang til nå.
roll-none-chosen = Ingen av disse
roll-none-chosen-text = Velg «Alle» eller hele huset for å se resten.
roll-no-prisons = Ingen fengsler i tilgangen din
roll-no-prisons-text = Systemadministrator kan se hvilke fengsler rollen din gjelder for.
show-all = Alle
show-out = Ute nå
show-overdue = Over tiden
show-new = Kom siste døgn
show-lately = Kom siste tre døgn
show-grave = Alvorlige varsler
show-remand = Varetekt
show-soon = Løslates innen 30 dager
show-leaving = Løslates innen 90 dager
show-birthday = Bursdag i dag
show-mine = Mine
show-unverified = Identitet ikke bekreftet
