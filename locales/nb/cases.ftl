# $n (Number) - people
# $prison (String) - the prison
cases-lead = { $n ->
    [one] én sak
   *[other] { $n } saker
} · { $prison }
cases-work = Arbeidsliste
# $shown (Number) - shown
# $all (Number) - all
cases-shown = Viser { $shown } av { $all }
cases-none = Ingenting venter på deg denne uken
cases-none-text = Frister, rettsmøter og løslatelser kommer hit når de nærmer seg.
cases-late = Over fristen
# $n (Number) - days
cases-oldest = { $n ->
    [0] Eldste: i dag
    [one] Eldste: én dag
   *[other] Eldste: { $n } dager
}
cases-this-week = Frist denne uken
# $n (Number) - items
cases-of-today = { $n } i dag
cases-later = Senere denne uken
cases-waiting = Venter på andre
cases-done = Fullført denne måneden
home-today-group = I dag
# $n (Number) - days
cases-days-over = { $n ->
    [one] Én dag over
   *[other] { $n } dager over
}
# $at (String) - the time
cases-over-since = Over siden { $at }
# $at (String) - the time
cases-today-at = I dag { $at }
cases-waits-region = Venter på regionen
cases-waits-kdi = Venter på direktoratet
cases-waits-court = Venter på retten
cases-waits-police = Venter på politiet
cases-waits-prosecutor = Venter på påtalemyndigheten
cases-waits-second = Venter på en annen person
cases-waits-other = Venter på andre
cases-result = Resultat av rettsmøtet mangler
cases-order = Kjennelsen er ikke registrert
cases-interpreter = Tolk til rettsmøtet er ikke bestilt
cases-expiry = Varetektsfristen løper ut
cases-release = Løslatelse må bekreftes av en annen
cases-calculation = Beregningen må bekreftes av en annen
# $missing (String) - what is missing
cases-hole = Mangler i saken: { $missing }
cases-verb-open = Åpne
cases-verb-record = Registrer
cases-verb-interpreter = Bestill tolk
cases-verb-court = Rettsmøter
cases-verb-confirm = Bekreft
cases-verb-complete = Fyll ut
cases-col-due = Frist
cases-col-what = Sak
cases-col-person = Person
cases-ahead = To uker fram
cases-ahead-none = Ingen rettsmøter, frister, løslatelser eller permisjoner er planlagt.
cases-calendar = Kalender
cases-short-expiry = frist
cases-short-release = løsl.
cases-short-hearing = rett
cases-short-leave = perm.
cases-legend-expiry = kjennelse løper ut
cases-legend-release = løslatelse
cases-legend-hearing = rettsmøte
cases-legend-leave = permisjon
# $day (String) - since
cases-news = Nytt siden { $day }
cases-news-none = Ikke noe nytt
cases-news-none-text = Her vises det andre har ført om dine saker.
# $kind (String) - the kind
cases-new-observation = Ny observasjon: { $kind }
# $kind (String) - the kind
cases-new-alert = Nytt varsel: { $kind }
# $kind (String) - the reason
cases-new-out = Ute: { $kind }
cases-new-result = Resultat av rettsmøte er ført
# $at (Number) - which
# $all (Number) - of how many
cases-step = steg { $at } av { $all }
cases-reception = Mottaket er ikke fullført
cases-drafts = Fortsett der du slapp
# $kind (String) - of what
cases-draft-correction = Retting: { $kind }
cases-draft-result = Resultat av rettsmøte
# $name (String) - about whom
# $at (String) - when
cases-draft-saved = { $name } · lagret { $at }, ikke sendt
cases-draft-open = Fortsett
