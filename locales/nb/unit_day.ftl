board-nav = Tavle
board-choose = Velg avdeling
board-choose-none = Du står ikke på vaktlisten i dag. Velg avdelingen du vil se.
board-choose-text = Du har vakt på flere avdelinger i dag.
board-mine = Min vakt i dag
board-others = Avdelinger
board-no-units = Ingen avdelinger
board-no-units-text = Rollen din gjelder ikke for noe fengsel med avdelinger.
board-house = Hele fengselet
board-other = Bytt avdeling
board-wall = Veggskjerm
board-back = Til tavlen
board-more = Mer om avdelingen
# $name (String) - whom it is about
board-more-for = Mer om { $name }
board-print = Skriv ut liste
# $unit (String) - unit
board-print-title = { $unit }, opplåsing
board-cells = Celler
board-choose-people = Velg hvem du vil se
board-col-next = Neste
board-col-state = Status
board-show-all = Alle
board-show-remaining = Gjenstår
board-show-watch = Tilsyn
board-show-out = Ute
board-stat-unlocked = opplåst
board-stat-in = inne
board-stat-out = ute
# $count (Number) - how many
# $of (Number) - of how many
board-of = { $count } av { $of }
board-unlocked-label = låst opp
# $label (String) - what the hours say
# $until (String) - until when
board-slot = { $label } til { $until }
# $count (Number) - members of staff
board-on-duty = { $count ->
    [0] ingen på vakt
    [one] én på vakt
   *[other] { $count } på vakt
}
# $at (String) - time
board-updated = Oppdatert { $at }
# $at (String) - time
board-stale = Ikke oppdatert siden { $at }. Last siden på nytt om det varer.
# $at (String) - time
board-lost = Ingen forbindelse. Viser det som gjaldt { $at }.
board-ended = Du er logget ut. Tavlen oppdateres ikke lenger.
# $day (String) - day
# $count (Number) - people
board-closed-with-people = { $count ->
    [one] Avdelingen ble stengt { $day }, men én person bor her fortsatt. Flytt personen, eller åpne avdelingen.
   *[other] Avdelingen ble stengt { $day }, men { $count } personer bor her fortsatt. Flytt dem, eller åpne avdelingen.
}
board-empty = Ledig celle
board-shut = Ute av bruk
# $day (String) - day
board-shut-until = Ute av bruk, ventet tilbake { $day }
board-no-cell = Uten celle
board-no-cells = Ingen celler her
board-no-cells-text = Avdelingen har ingen celler i bruk, og ingen bor her.
board-none = Ingen av disse
# $at (String) - time
board-none-text = Oppdatert { $at }. Velg «Alle» for å se resten.
# $cells (String) - cells
board-apart = Atskilt fra { $cells }
board-apart-here = Atskilt fra en på avdelingen
board-new-day = Ny siste døgn
board-new-days = Ny siste tre døgn
board-back-again = tilbake
# $what (String) - why
# $place (String) - where to
board-what-where = { $what }, { $place }
# $what (String) - why and where to
# $escort (String) - who goes along
board-with-escort = { $what } · { $escort }
# $name (String) - family name
# $cell (String) - cell
board-who = { $name }, { $cell }
# $name (String) - by whom
# $at (String) - when
board-by = { $name }, { $at }
board-in = Inne
board-unlock = Lås opp
board-unlocked-word = Låst opp
board-stays = Blir på cella
board-refused = Nekter å komme ut
board-reason = Kort grunn (valgfritt)
board-undo = Angre
# $what (String) - what was done
# $at (String) - when
board-undo-of = Angre: { $what } { $at }
# $cell (String) - cell
board-cell = Celle { $cell }
# $place (String) - cell or person
# $at (String) - when
board-did-unlock = { $place } låst opp { $at }
# $place (String) - cell or person
# $at (String) - when
board-did-lock = { $place } låst { $at }
# $place (String) - cell or person
board-did-stay = { $place }: blir på cella
# $place (String) - cell or person
board-did-refuse = { $place }: nekter å komme ut
board-did-undo = Angret. Det som gjaldt før, gjelder igjen.
board-is-out = Personen var ute av fengselet da. Ingenting ble endret.
board-now-and-next = Nå og neste time
board-nothing = Ingenting den neste timen
board-nothing-text = Her kommer fremstillinger, aktiviteter, samtaler og plikter etter hvert som de nærmer seg.
board-now = Nå
# $count (Number) - minutes
board-in-minutes = Om { $count } min
# $count (Number) - minutes
board-minutes-over = { $count } min over
# $at (String) - time
board-until = Til { $at }
# $count (Number) - people
board-remaining-verb = { $count } gjenstår
# $who (String) - name and cell
board-goes-out = { $who }: skal ut
# $who (String) - name and cell
board-comes-back = { $who }: tilbake
# $who (String) - name and cell
board-talk = { $who }: avtalt samtale
# $place (String) - where to
board-to-place = Til { $place }
# $place (String) - where from
board-from-place = Tilbake fra { $place }
board-prepare = Klargjør
board-show = Vis
board-write = Skriv
board-mark = Merk
board-staff-duty = Betjentene
board-wall-unlocked = Låst opp
board-wall-stays = Blir inne
board-wall-out = Ute
board-wall-shut = Ute av bruk
board-wall-empty = Ledig
board-paper-unlocked = Låst opp
board-paper-stays = Blir
board-paper-refused = Nekter
board-paper-notes = Notater
board-paper-sign = Tid og navn:
house-present = Til stede
# $count (Number) - people
house-of-held = av { $count } innsatte
house-unlocked = Låst opp
# $stays (Number) - people
# $refused (Number) - people
house-stays = { $stays } blir på cella, { $refused } nekter
house-out = Ute nå
# $gone (Number) - people
# $of (Number) - people
house-gone = { $gone } av { $of } i dag har gått
house-overdue = Over tiden
house-back = Tilbake i dag
# $count (Number) - people
house-come = { $count } har kommet
house-received = Innsatt i dag
# $count (Number) - people
house-receiving = { $count } i mottak nå
house-free = Ledige plasser
house-no-cell = Uten celle
house-units = Avdelinger
house-col-unlocked = Opplåst
house-col-overdue = Over tiden
house-col-no-cell = Uten celle
house-col-staff = På vakt
house-col-count = Telling
house-col-watched = Tilsyn
house-col-isolated = Isolert
# $due (String) - when the roll was due
house-counted = Talt { $due }
house-watched = Under tilsyn
# $count (Number) - people
house-of-isolated = { $count } i isolasjon etter kjennelse
house-roll-agreed = Godkjent av vakthavende
house-roll-late = Over tiden
house-roll-open = Telles nå
house-nobody = Ingen på vakt
house-total = Hele fengselet
# $names (String) - names
house-duty = Vakthavende: { $names }
handover-history = Overleveringer
# $unit (String) - unit
handover-history-title = Overleveringer, { $unit }
handover-history-text = Det én vakt sier til den neste. Det som er overlevert, kan ikke endres.
handover-latest = Siste overlevering
handover-none = Ingen overlevering ennå
handover-none-text = Når en vakt overleverer, står det her.
handover-open = Les alt
# $count (Number) - points
handover-more = { $count } punkter til
handover-from-day = Fra dagvakten
handover-from-evening = Fra kveldsvakten
handover-from-night = Fra nattevakten
handover-shift-day = Dagvakt
handover-shift-evening = Kveldsvakt
handover-shift-night = Nattevakt
# $shift (String) - shift
# $day (String) - day
handover-title = Overlevering, { $shift } { $day }
# $shift (String) - shift
handover-begin = Skriv for { $shift }
# $shift (String) - shift
handover-go-on = Fortsett på { $shift }
# $by (String) - name
# $at (String) - when
handover-handed-by = Overlevert av { $by }, { $at }
# $by (String) - name
handover-draft-by = Kladd, begynt av { $by }
handover-draft = Kladd
handover-draft-text = Dette er en kladd. Neste vakt ser den ikke på tavlen før den er overlevert.
handover-draft-kept = Vi hentet fram det du skrev sist.
handover-edit = Rediger og overlever
handover-read = Lest
handover-unread = Du har ikke lest
# $count (Number) - readers
handover-reads = { $count ->
    [0] ingen har lest
    [one] lest av én
   *[other] lest av { $count }
}
handover-mark-read = Jeg har lest
handover-read-by = Lest av
handover-not-read-by = Ikke lest av
# $at (String) - when
handover-you-read = Du leste dette { $at }
handover-not-yet = Ikke overlevert ennå.
handover-nobody-yet = Ingen har lest ennå.
handover-note = Med egne ord
handover-note-hint = Stemningen på avdelingen, det neste vakt må begynne med. Opplysninger om helse hører ikke hjemme her.
handover-note-long = Skriv høyst 4000 tegn
handover-word = Til neste vakt
handover-points = Punkter
handover-points-hint = Ta bort haken for det som ikke skal med
handover-no-points = Ingenting å melde
handover-no-points-text = Systemet fant ingen hendelser på vakten. Du kan legge til punkter selv.
# $who (String) - what the point is about
handover-text-of = Tekst: { $who }
handover-point-long = Skriv høyst 1000 tegn i hvert punkt
handover-point-empty = Skriv hva det gjelder
handover-who-unknown = Velg en person fra listen
handover-add = Legg til et punkt
handover-new-text = Hva det gjelder
handover-new-inmate = Gjelder
handover-nobody = Ingen bestemt person
# $at (String) - when
handover-assembled = Hendelser er hentet til og med { $at }
handover-hand-over = Overlever
handover-save = Lagre kladd
handover-refresh = Hent nye hendelser
handover-conflict = En annen har lagret mens du skrev. Det du skrev, står i skjemaet. Slik lyder deres tekst til neste vakt nå:
# $what (String) - why
handover-kind-out = Ut: { $what }
# $what (String) - why
handover-kind-back = Tilbake: { $what }
# $what (String) - why
handover-kind-overdue = Ikke tilbake: { $what }
handover-kind-refused = Nektet å komme ut
handover-kind-stays = Ble på cella
handover-kind-arrived = Ny på avdelingen
# $cell (String) - cell
handover-kind-cell = Celle { $cell } ute av bruk
# $duty (String) - duty
handover-kind-duty = Ikke gjort: { $duty }
handover-kind-own = Melding
rota = Ukeplan
# $unit (String) - unit
rota-title = Ukeplan, { $unit }
# $week (Number) - week
rota-week = Uke { $week }
rota-weeks = Bla mellom uker
rota-week-before = Uken før
rota-week-after = Uken etter
rota-plan = Fordel resten av uken
rota-new = Ny plikt
# $unit (String) - unit
rota-new-title = Ny ukentlig plikt, { $unit }
rota-none = Ingen plikter på avdelingen
rota-none-text = Legg til vaskeri, renhold, kjøkken eller romsjekk, og la systemet fordele dem på omgang.
rota-nothing = Ingenting planlagt
rota-duties = Faste plikter
rota-no-duties = Ingen ennå.
rota-end = Avslutt
rota-every-day = hver dag
# $count (Number) - people
rota-in-turn = { $count ->
    [one] én på omgang
   *[other] { $count } på omgang
}
rota-col-duty = Plikt
rota-col-who = Hvem
rota-col-state = Status
rota-done = Gjort
rota-not-done = Ikke gjort
rota-reason = Hvorfor ikke (valgfritt)
rota-swap = Bytt
rota-swap-with = Bytt med …
# $name (String) - whose turn it was
rota-instead-of = i stedet for { $name }
rota-not-here = En person du ikke har tilgang til
rota-kind = Hva
rota-kind-laundry = Vaskeri
rota-kind-cleaning = Renhold av fellesrom
rota-kind-inspection = Romsjekk
rota-kind-kitchen = Kjøkken
rota-kind-waste = Søppel
rota-kind-outdoors = Uteområdet
rota-kind-other = Annet
rota-kind-missing = Velg hva plikten gjelder
rota-choose = Velg
rota-own-name = Eget navn
rota-own-name-hint = Kreves bare når du velger «Annet».
rota-title-long = Skriv høyst 80 tegn
rota-title-missing = Skriv hva plikten heter
rota-weekdays = Dager
rota-weekday-missing = Velg minst én dag
rota-people = Hvor mange om gangen
rota-people-hint = 1 til 12. Står tomt for det betjentene gjør selv.
rota-people-wrong = Skriv et tall fra 1 til 12
rota-who = Hvem
rota-who-turn = Alle på avdelingen, på omgang
rota-who-named = Bestemte personer
rota-who-staff = Betjentene selv
rota-who-missing = Velg hvem som har plikten
rota-members = Velg bestemte personer
rota-members-legend = Personer
rota-members-missing = Velg minst én person
rota-nobody = Ingen er satt opp
rota-swap-title = De skal holdes fra hverandre
rota-apart-kept = De kan likevel ha plikten sammen
rota-apart-why-hint = For eksempel: en betjent er med hele tiden, eller de gjør hver sin del til ulik tid.
# $who (String) - Who is met, and that they must be kept apart
rota-apart = { $who } Velg noen andre, eller kryss av for at de likevel kan ha plikten sammen.
# $why (String) - The reason
rota-kept-apart = Holdes fra hverandre: { $why }
home-board = Åpne tavlen: på avdelingen
# $at (String) - when the count is due
board-count-open = Telling { $at } er påbegynt
# $at (String) - when the count is due
# $counted (Number) - how many were there
# $expected (Number) - how many should be
board-counted = Telling { $at }: { $counted } av { $expected } bekreftet
# $at (String) - when the count is due
# $counted (Number) - how many were there
# $expected (Number) - how many should be
board-count-differs = Telling { $at } stemmer ikke: { $counted } av { $expected }
# $at (String) - when the count is due
board-count-due = Telling { $at } er ikke begynt
board-count-begin = Tell nå
board-count-go-on = Fortsett tellingen
board-count-see = Se tellingen
board-count-solve = Forklar eller tell på nytt
# $cell (String) - cell
# $name (String) - name
board-queue = { $cell } { $name }, døra
board-unsent = Ikke lagret: ingen forbindelse. Døra står som før på tavlen. Trykk igjen når nettet er tilbake.
board-observe = Observasjon
board-observe-one = Skriv observasjon
wall-title = Veggskjermer
wall-lead = En tavle som henger på veggen: bare den, uten navn, uten å kunne endre noe, til et bestemt klokkeslett.
wall-hanging = Henger nå
wall-none = Ingen veggskjermer henger nå
wall-none-text = Logg inn på skjermen som skal henge, og sett den opp nedenfor.
# $by (String) - who put it up
# $since (String) - when
# $until (String) - when it ends
wall-since = Satt opp av { $by }, { $since }. Slutter { $until }.
wall-take-down = Ta ned
wall-down = Veggskjermen er tatt ned.
wall-put-up = Sett opp denne skjermen
wall-put-up-here = Sett opp her
wall-board = Tavle
wall-prison = Hele fengselet
wall-until = Til
wall-until-hint = Høyst 24 timer fram.
wall-choose = Velg en tavle
wall-bad-until = Skriv dag og klokkeslett slik: 24.11.2026 07:00
wall-past = Tidspunktet er passert
wall-long = Velg et tidspunkt innen 24 timer
wall-then-out = Du blir logget ut av denne skjermen
wall-then-only = Skjermen viser tavlen og ingenting annet, og logger ikke ut av seg selv før tiden
wall-then-until = Alle vakthavende i fengselet kan ta den ned herfra
