att-nav = Oppmøte
att-day-title = Oppmøte
att-other-days = Andre dager
att-previous = Dagen før
att-next = Neste dag
att-sessions = Økter
att-none = Ingen økter denne dagen
att-none-text = Øktene kommer fra ukeplanen for stedene du leder eller underviser på.
att-forgotten = Ikke ført ennå
# $place (String) - a place
att-title = Oppmøte, { $place }
# $day (String) - a day
# $from (String) - a time
# $until (String) - a time
att-when = { $day } { $from }–{ $until }
# $name (String) - somebody
att-stand-in = Vikar: { $name }
att-state-cancelled = Avlyst
att-state-ahead = Ikke begynt
att-state-open = Skal føres nå
att-state-taken = Ført
att-state-forgotten = Ikke ført
# $count (Number) - people
att-n-missing = { $count } mangler
# $there (Number) - people
# $all (Number) - people
att-n-present = { $there } av { $all } var der
# $there (Number) - people
# $all (Number) - people
att-n-expected = { $there } av { $all } kommer
# $count (Number) - people
att-n-held-back = { $count } holdt tilbake
# $count (Number) - people
att-n-suspended = { $count } med stanset plass
# $count (Number) - people
att-n-out = { $count } ute av huset
att-who = De som har plass
att-nobody = Ingen har plass i denne økten
att-nobody-text = De som får plass her, står på listen fra dagen plassen gjelder.
att-hint = Alle som er ventet, står som til stede. Marker bare dem det er annerledes med, og lagre.
att-hint-correct = Oppmøtet er ført. Endre det som er feil, og skriv hvorfor.
att-present = Til stede
att-late = Kom sent
att-sent-back = Sendt tilbake
att-absent = Ikke til stede
att-missing = Mangler
att-not-required = Skulle ikke møte
att-sick = Syk
att-refused = Nektet
att-other = Annet
# $name (String) - somebody
att-other-of = Annen grunn for { $name }
att-choose = Velg grunn
att-time = kl.
# $name (String) - somebody
att-time-of = Klokkeslett for { $name }
att-note = Forklaring
# $name (String) - somebody
att-note-of = Forklaring for { $name }
# $reason (String) - a reason
# $gives (String) - what it gives
att-reason-gives = { $reason } – { $gives }
att-gives-ordinary = ordinære dagpenger
att-gives-support = støttesats
att-gives-none = ingen dagpenger
att-gives-as-rest = det stansen sier
# $gives (String) - what it gives
att-and-warns = { $gives }, teller som advarsel
att-effects = Hva hver grunn gir i dagpenger
att-group-valid = Gyldig fravær
att-group-invalid = Ugyldig fravær
att-group-not-required = Skulle ikke møte
att-group-house = Husets ansvar
att-save = Lagre oppmøtet
att-correct = Lagre rettelsen
att-tell = Meld fra til avdelingen nå
att-came = Har kommet
# $by (String) - somebody
# $at (String) - a time
att-by = Ført av { $by }, { $at }
# $by (String) - somebody
# $at (String) - a time
# $count (Number) - how often
att-by-changed = Ført av { $by }, { $at }, etter { $count } endringer
# $by (String) - somebody
# $said (String) - what they said
att-theirs = { $by } har ført: { $said }
att-veiled = Skjermet person
att-veiled-text = Føres av en som har tilgang til personen.
# $count (Number) - people
att-hidden = { $count } på listen er skjermet for deg. Oppmøtet deres føres av en med tilgang.
# $by (String) - somebody
# $at (String) - a time
att-taken-by = Ført av { $by }, { $at }
# $day (String) - a day
att-until = Kan rettes til og med { $day }
# $at (String) - a time
att-ahead = Oppmøtet kan føres fra { $at }.
# $why (String) - why
att-cancelled = Avlyst: { $why }
# $day (String) - a day
att-too-late = Fristen for å føre og rette gikk ut { $day }. Nå kan bare fengselslederen rette, med begrunnelse.
att-why = Hvorfor rettes oppmøtet?
att-why-hint = Står i historikken. Det som sto før, blir stående der.
att-missing-why = Skriv hvorfor, med 3 til 300 tegn
att-back = Ta tilbake oppmøtet
att-back-do = Ta tilbake
att-back-why = Hvorfor tas det tilbake?
att-back-hint = For eksempel at feil økt ble ført. Økten står som ikke ført, og kan flyttes eller føres på nytt.
# $count (Number) - people
att-some-wrong = Rett opp oppmøtet for { $count } på listen
att-bad-choice = Velg en grunn
att-missing-note = Denne grunnen krever en forklaring
# $most (Number) - characters
att-bad-note = Skriv høyst { $most } tegn
att-bad-time = Skriv et klokkeslett i økten, og ikke fram i tid, for eksempel 08:20
att-bad-suspended = Plassen er ikke stanset
att-conflict = Noe er endret siden du åpnet siden
att-conflict-kept = Ingenting er lagret ennå. Det du valgte, står nedenfor; der andre har ført noe annet, står det ved siden av. Se over og lagre.
att-conflict-cancelled = Økten er avlyst.
# $from (String) - a time
# $until (String) - a time
# $start (String) - a time
# $end (String) - a time
att-conflict-moved = Økten er flyttet: før { $from }–{ $until }, nå { $start }–{ $end }.
# $was (String) - a room
# $now (String) - a room
att-conflict-room = Rommet er endret: før { $was }, nå { $now }.
# $by (String) - somebody
# $at (String) - a time
att-conflict-taken = { $by } førte oppmøtet, { $at }.
att-conflict-others = Noen har fått eller mistet plass i økten.
att-conflict-changed = Økten eller oppmøtet er endret av en annen.
att-done-taken = Oppmøtet er lagret.
att-done-corrected = Rettelsen er lagret.
att-done-back = Oppmøtet er tatt tilbake. Økten står som ikke ført.
att-done-marked = Lagret. Avdelingen ser det på tavlen.
# $name (String) - somebody
att-apart = Skal holdes atskilt fra { $name }
# $why (String) - why
att-held-back = Holdt tilbake: { $why }
# $why (String) - why
att-rests = Plassen er stanset: { $why }
att-gone = Overført eller løslatt
att-no-seat = Har ikke plassen lenger
# $at (String) - a time
# $why (String) - why
att-comes-at = Kommer { $at } ({ $why })
# $at (String) - a time
# $why (String) - why
att-leaves-at = Går { $at } ({ $why })
# $at (String) - a time
# $why (String) - why
att-in-between = Borte en stund fra { $at } ({ $why })
# $what (String) - what
# $how (String) - an instruction
att-mind = { $what }: { $how }
# $spot (String) - where
# $by (String) - somebody
# $at (String) - a time
att-found = Funnet: { $spot } ({ $by }, { $at })
att-rest-health = helse
att-rest-leave = permisjon
att-rest-security = sikkerhet
att-rest-conduct = oppførsel
att-rest-exclusion = utelukket fra fellesskapet
att-rest-programme = program
att-rest-own-wish = eget ønske
att-rest-other = annen grunn
att-kind-court = rettsmøte
att-kind-transfer = overføring
att-kind-leave = permisjon
att-kind-out = ute av huset
att-kind-visit = besøk
att-kind-hearing = disiplinærmøte
att-kind-health = helse
att-kind-programme = program
att-kind-appointment = avtale
att-kind-review = gjennomgang av plan
att-kind-exam = eksamen
att-kind-day-release = frigang
att-kind-activity = annen aktivitet
att-kind-leisure = fritid
att-tools-counted = Verktøy telles før pause og før slutt.
att-tools-knives = Kniver telles ut og inn.
att-tools-machines = Maskiner. Verktøy telles før pause og før slutt.
att-tools-chemicals = Kjemikalier låses inn etter bruk.
att-tools-vehicles = Kjøretøy. Nøkler leveres tilbake etter bruk.
att-home-day = Øktene i dag
att-home-all = Alle dager
att-home-open = Skal føres
# $count (Number) - sessions
att-home-of-sessions = { $count ->
    [0] Ingen økter i dag
    [one] av én økt i dag
   *[other] av { $count } økter i dag
}
att-home-missing = Mangler nå
att-home-forgotten = Ikke ført fra før
# $from (String) - a time
# $until (String) - a time
# $place (String) - a place
att-home-session = { $from }–{ $until } { $place }
# $title (String) - a session
att-home-taken = { $title } · ført
# $count (Number) - people
# $names (String) - names
att-home-come = { $count } kommer: { $names }
# $count (Number) - people
# $names (String) - names
att-home-were = { $count } møtte: { $names }
# $first (String) - who comes
# $away (String) - who does not
att-home-and-not = { $first }. Borte: { $away }
# $name (String) - somebody
# $why (String) - why
att-home-who-why = { $name } ({ $why })
att-home-exams = Eksamener framover
att-home-no-exams = Ingen eksamener de neste ukene
att-home-no-exams-text = Planlagte eksamener vises her to måneder før.
# $count (Number) - people
att-home-candidates = { $count } oppmeldt
att-home-still = Elever uten framgang
# $course (String) - a course
# $days (Number) - days
att-home-still-since = { $course } · ikke nådd et nytt mål på { $days } dager
att-home-safety = Verktøy og sikkerhet i dag
att-home-led-education = Opplæringen du leder
att-home-led-work = Arbeidsdriften du leder
att-home-place = Sted
att-home-here = Belegg
att-home-free = Ledig
att-home-waiting = Venter
att-home-finished = Fullført siste år
# $share (Number) - per cent
# $finished (Number) - placements
# $ended (Number) - placements
att-home-share = { $share } % ({ $finished } av { $ended })
list-unlock = Opplåsingsliste
# $at (String) - a time
list-unlock-at = Opplåsing til { $at }
list-movement = Forflytningsliste
# $day (String) - a day
# $going (Number) - people
# $all (Number) - people
list-lead = { $day } · { $going } skal av sted, { $all } bor her
list-choose-time = Velg tidspunkt
list-all-day = Hele dagen
list-by-cell = Celle for celle
list-by-door = Dør for dør
list-col-to = Skal til
list-col-way = Vei
list-col-back = Tilbake
list-col-gone = Gått
list-col-come = Kommet
list-leaves = Ut av avdelingen
list-stays = På avdelingen
list-nothing = Ingen aktivitet
list-veiled = Skjermet person
# $count (Number) - people
list-veiled-count = { $count } på avdelingen er skjermet for deg og står ikke på listen.
list-nobody = Ingen bor på avdelingen
list-nobody-text = Listen viser dem som bor her nå.
list-no-sessions = Ingen har arbeid eller skole i dag.
list-no-ways = Ingen forflytninger
list-no-ways-text = Ingen skal ut av avdelingen til denne tiden.
list-missing = Ikke møtt
list-missing-now = Savnes nå
# $place (String) - a place
# $at (String) - a time
list-missing-text = Skulle vært på { $place } { $at }
list-missing-none = Ingen savnes
list-missing-none-text = Når noen ikke møter til arbeid eller skole, står de her og på tavlen.
list-found-where = Hvor er personen?
list-found-hint = For eksempel: på cella, hos helse. Læreren eller verksbetjenten ser det.
list-found-missing = Skriv hvor personen er, med 2 til 120 tegn
list-found = Funnet
list-found-done = Lagret. Linjen er borte fra tavlen.
# $who (String) - somebody and their cell
# $place (String) - a place
board-missing = { $who } har ikke møtt på { $place }
# $at (String) - a time
board-missing-text = Begynte { $at }. Læreren eller verksbetjenten vet ikke hvor personen er.
board-missing-verb = Finn
# $place (String) - a place
# $count (Number) - people
board-place-count = { $place } { $count }
# $count (Number) - people
board-to-sessions = { $count } til arbeid og skole
board-unlock-list = Opplåsingsliste
board-movement-list = Forflytningsliste
att-week = Uken på arbeid og skole
att-week-nothing = Ingen økter denne uken
# $count (Number) - sessions
# $places (String) - places
att-week-ahead = { $count ->
    [one] Én økt: { $places }
   *[other] { $count } økter: { $places }
}
# $count (Number) - sessions
# $places (String) - places
# $came (Number) - sessions
# $marked (Number) - sessions
att-week-came = { $count ->
    [one] Én økt: { $places } · møtte til { $came } av { $marked } som er ført
   *[other] { $count } økter: { $places } · møtte til { $came } av { $marked } som er ført
}
