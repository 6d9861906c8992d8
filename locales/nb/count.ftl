count-nav = Telling
count-now = Nå
# $due (String) - when
count-alert-late = Tellingen { $due } er ikke fullført.
# $due (String) - when
count-alert-differs = Tellingen { $due } stemmer ikke.
count-alert-open = Se tellingen
count-extra = Ekstra telling
count-extra-text = Hele huset telles nå, alle avdelinger. Bruk den ved brann, rømning eller når noe er uklart.
count-extra-why = Hvorfor telles det nå?
count-extra-why-hint = Vises for alle som teller.
count-extra-call = Start ekstra telling
count-bad-called = Skriv hvorfor med minst 3 og høyst 400 tegn.
count-whole-house = Hele tellingen
# $at (String) - when
count-late-at = Frist { $at }
count-my-unit = Min avdeling
count-unit-closed = Stengt avdeling
# $expected (Number) - should be in
# $away (Number) - out
count-line-expected = { $expected } skal være inne, { $away } er ute.
# $counted (Number) - counted
# $expected (Number) - should be in
# $away (Number) - out
count-line-counted = { $counted } av { $expected } talt, { $away } ute.
count-line-recount = Omtelling.
count-begin = Start telling
count-go-on = Fortsett
count-look = Se
count-nothing-now = Ingen telling nå
count-nothing-now-text = En telling kan startes en halvtime før tiden.
count-ahead = Senere i dag
count-ahead-none = Ingen flere tellinger i dag.
count-done-today = Ferdig i dag
count-done-none = Ingen telling er godkjent i dag.
count-history = Tidligere tellinger
count-history-none = Ingen tellinger her
count-history-none-text = Ingen er talt ennå på det du har valgt.
count-all-units = Alle avdelinger
count-print = Skriv ut
count-state-none = Ikke startet
count-state-late = Ikke startet, over tiden
count-state-open = Telles nå
count-state-open-late = Telles, over tiden
count-state-counted = Signert, stemmer
count-state-differs = Stemmer ikke
count-state-explained = Avvik forklart
count-state-agreed = Godkjent
count-state-empty = Tom avdeling
# $by (String) - who
# $at (String) - when
count-roll-agreed = Godkjent av { $by } { $at }
count-roll-missed = Ikke holdt
count-roll-differs = Stemmer ikke
# $waits (Number) - units left
count-roll-late = Over tiden: { $waits ->
    [one] én avdeling
   *[other] { $waits } avdelinger
 } gjenstår
count-roll-ahead = Ikke begynt
# $waits (Number) - units left
count-roll-open = { $waits ->
    [one] Én avdeling
   *[other] { $waits } avdelinger
 } gjenstår
count-roll-ready = Klar til godkjenning
# $what (String) - what is counted
# $due (String) - when
count-roll-title = { $what } { $due }
# $unit (String) - unit
# $due (String) - when
count-title-unit = Telling { $unit } { $due }
count-sum-expected = Skal være inne
count-sum-counted = Talt
count-sum-waits = Gjenstår
count-sum-away = Ute
count-sum-missing = Ikke funnet
count-sum-surplus = For mange
count-sum-units-wait = Avdelinger gjenstår
count-sum-reception = I mottak
count-sums = Summer
count-units = Avdelinger
count-no-units = Ingen avdelinger
count-no-units-text = Ingen avdelinger hører til denne tellingen.
count-col-unit = Avdeling
count-col-state = Status
count-col-by = Signert
count-col-due = Tid
count-col-numbers = Talt
# $counted (String) - counted
# $expected (String) - should be in
count-of = { $counted } av { $expected }
count-cells = Celler
count-without-cell = Uten celle
count-shut-inhabited = Ute av bruk
count-no-cells = Ingen på lista
count-no-cells-text = Avdelingen har verken celler eller innsatte. Signer likevel, så er den talt.
count-present = Til stede
count-elsewhere = Sett et annet sted
# $place (String) - where
count-elsewhere-at = Sett: { $place }
count-missing = Ikke funnet
count-surplus = Her, men ute ifølge bøkene
count-out-unbooked = Ute, men ikke registrert ut
# $what (String) - what was seen
# $place (String) - where
count-found-at = { $what }: { $place }
# $what (String) - what was seen
# $place (String) - where
count-found = { $what }, funnet: { $place }
count-not-here = Ikke her
count-where = Sett hvor?
count-undo = Angre
count-here-all-the-same = Er her likevel
count-whole-cell = Alle i cella til stede
# $by (String) - who
# $at (String) - when
count-seen-by = { $by }, { $at }
# $by (String) - who
# $at (String) - when
# $received (String) - when received
count-seen-by-late = { $by }, { $at }, mottatt { $received }
# $name (String) - name
# $cell (String) - cell
count-queue-person = { $name }, celle { $cell }
# $cell (String) - cell
count-queue-cell = Celle { $cell }: alle til stede
# $unit (String) - unit
count-queue-sign = Signatur, { $unit }
# $changes (Number) - changes
count-changed = { $changes ->
    [one] Én endring
   *[other] { $changes } endringer
 } siden tellingen startet
count-changed-text = Lista under er oppdatert. Den som er flyttet etter at du så dem, må bekreftes på nytt.
count-arrived = Kom hit etter at tellingen startet
# $from (String) - cell before
count-moved = Flyttet fra { $from }
count-went-out = Gikk ut etter at tellingen startet
count-came-back = Kom tilbake etter at tellingen startet
# $name (String) - name
# $cell (String) - cell
count-left = { $name } er ikke lenger på avdelingen (var i { $cell }).
count-closed-unit = Avdelingen er stengt, men det er folk i den. De telles som alle andre.
count-is-recount = Dette er en omtelling.
count-first = Se den første tellingen
count-was-recounted = Denne tellingen er erstattet av en omtelling.
count-second = Se omtellingen
count-recount = Tell på nytt
count-sign-heading = Signatur
count-sign = Signer tellingen
# $waits (Number) - people left
count-sign-waits = { $waits ->
    [one] Én person
   *[other] { $waits } personer
 } er ikke gjort rede for ennå.
count-sign-differs = Tellingen stemmer ikke med bøkene. Du kan signere; etterpå må avviket forklares eller avdelingen telles på nytt.
count-sign-ready = Alle er gjort rede for, og tallene stemmer.
count-extra-people = Andre personer funnet her
count-extra-people-hint = Personer på avdelingen som ikke står på lista.
count-bad-extra = Skriv et tall fra 0 til 50.
count-from-paper = Skriv inn fra papir
# $by (String) - who
# $at (String) - when
# $how (String) - by what
count-signed = Signert av { $by } { $at } ({ $how })
# $by (String) - who counted
# $at (String) - when
# $enterer (String) - who entered it
# $entered (String) - when it was entered
count-signed-paper = Talt på papir av { $by } { $at }. Skrevet inn av { $enterer } { $entered }.
count-how-tablet = nettbrett
count-how-desk = kontor
count-how-paper = papir
count-explain = Avviket må forklares
count-explain-text = Skriv hva som var grunnen og hvor hver enkelt ble funnet. Er du i tvil, tell på nytt.
count-explain-code = Hva var grunnen?
count-explain-books = Bevegelsen var ikke registrert
count-explain-elsewhere = Personen var et annet sted i fengselet
count-explain-not-found = Personen er ikke funnet, og det er meldt
count-explain-other = Annet
count-explain-words = Forklaring
count-explain-words-hint = Minst 10 tegn. Hvem så personen, og når.
count-explain-save = Lagre forklaringen
# $code (String) - reason
# $by (String) - who
# $at (String) - when
count-explained-by = { $code }. Forklart av { $by } { $at }.
# $name (String) - name
count-found-where = Hvor ble { $name } funnet?
count-choose-explanation = Velg hva som var grunnen.
count-bad-words = Forklar med minst 10 og høyst 1000 tegn.
count-bad-found = Skriv hvor hver enkelt ble funnet, med minst 2 tegn.
count-bad-mark = Velg hva som er sett.
count-bad-place = Skriv hvor personen ble sett, med minst 2 tegn.
count-refused-title = Dette ble ikke lagret
count-refused-back = Tilbake til tellingen
count-refused-back-all = Til dagens tellinger
count-refused-signed = Tellingen er allerede signert. Er noe feil, tell på nytt.
count-refused-left = Personen er ikke lenger på avdelingen. Lista er oppdatert.
count-refused-moved = Personen er flyttet til en annen celle siden lista ble laget. Bekreft på nytt der personen er nå.
count-refused-out = Personen er nå registrert ute. Lista er oppdatert.
count-refused-changed = Lista er endret siden du så den: noen er flyttet, gått ut eller kommet. Se hva som er nytt, og signer igjen.
count-refused-unfinished = Ikke alle er gjort rede for. Bekreft dem som gjenstår før du signerer.
count-refused-closed-unit = Avdelingen er stengt og tom. Det er ingen å telle.
count-refused-closed-roll = Denne tellingen er godkjent eller avsluttet. Vakthavende kan starte en ekstra telling.
count-refused-not-in-roll = Denne avdelingen telles ikke på dette tidspunktet.
count-refused-early = Tellingen kan startes tidligst en halvtime før tiden.
count-refused-explained = Det er ikke noe uforklart avvik her. Noen kan ha vært raskere enn deg.
# $unit (String) - unit
count-paper-title = Fra papir: { $unit }
count-paper-at = Når ble det talt?
count-paper-at-hint = Dato og klokkeslett fra arket, for eksempel 23.11.2026 07:35.
count-paper-by = Hvem telte?
count-paper-by-hint = De som var på vakt da, og deg selv.
count-paper-next = Vis lista fra da
# $at (String) - when
count-paper-list = Lista slik den var { $at }
count-paper-seen = Sett
count-paper-empty = Ingen var på avdelingen da.
count-paper-save = Signer fra papir
count-choose-counter = Velg hvem som telte, blant dem som var på vakt.
count-bad-time = Skriv dato og klokkeslett, for eksempel 23.11.2026 07:35.
count-no-such-time = Dette klokkeslettet fantes ikke: klokka ble stilt fram den natta.
count-twice = Dette klokkeslettet kom to ganger den natta. Den første gangen er brukt.
count-time-ahead = Tidspunktet er ikke kommet ennå.
count-time-far = Tidspunktet er for langt fra tellingen: tidligst en time før, senest tolv timer etter.
# $due (String) - when
count-sheet-due = Telles { $due }.
# $expected (Number) - should be in
# $away (Number) - out
count-sheet-sums = { $expected } skal være inne, { $away } er ute.
# $at (String) - when
# $by (String) - who
count-sheet-made = Lista gjelder slik det var { $at }. Skrevet ut av { $by }. Makuleres når den er skrevet inn.
count-sheet-where = Hvor / merknad
count-sheet-counted = Talt i alt
count-sheet-time = Dato og klokkeslett
count-sheet-name = Navn og tjenestenummer
count-sheet-after = Skrives inn under «Skriv inn fra papir» på tellingen.
count-outside = Ute nå
# $count (Number) - people
count-outside-now = { $count ->
    [one] én person
   *[other] { $count } personer
 }
# $at (String) - when
count-back = Tilbake { $at }
# $count (Number) - people
count-hidden-out = { $count ->
    [one] Én skjermet person
   *[other] { $count } skjermede personer
 } ute
# $count (Number) - people
count-moved-heading = { $count ->
    [one] Én person er flyttet
   *[other] { $count } personer er flyttet
 } mens tellingen gikk
count-moved-text = Tell avdelingen på nytt, eller skriv i merknaden hvor personen er sett.
# $name (String) - name
# $unit (String) - unit
count-moved-uncounted = { $name } er nå på { $unit } og står ikke på noen signert liste.
# $name (String) - name
# $unit (String) - unit
count-moved-twice = { $name } er talt to steder, blant annet på { $unit }.
count-somebody = En skjermet person
count-agree-heading = Vakthavendes godkjenning
count-agree = Godkjenn tellingen
count-agree-consequence = Dette skjer
count-agree-consequence-text = Tellingen er huset slik det var. Den kan ikke endres etterpå, bare telles på nytt.
count-note = Merknad
count-note-hint = Om noe var utenom det vanlige. Kan stå tom.
count-note-moved = Noen er flyttet mens tellingen gikk. Skriv hvor de er sett, eller tell avdelingen på nytt.
count-bad-note = Skriv minst 3 og høyst 1000 tegn, eller la feltet stå tomt.
count-agree-four-eyes = Du har selv talt en avdeling i denne tellingen. En annen vakthavende må godkjenne.
# $waits (Number) - units left
count-agree-open = Tellingen kan godkjennes når { $waits ->
    [one] én avdeling
   *[other] { $waits } avdelinger
 } til er signert.
count-agree-open-short = Ikke alle avdelinger er signert ennå.
count-agree-differs = Et avvik er ikke forklart. Det må forklares eller avdelingen telles på nytt.
count-miss-heading = Tellingen ble ikke holdt
count-miss-text = Bare når den ikke lenger kan gjennomføres. Det blir stående i historikken.
count-miss = Avslutt som ikke holdt
count-missed-why = Hvorfor ble den ikke holdt?
count-missed-why-hint = Minst 10 tegn.
# $by (String) - who
# $at (String) - when
count-missed-by = Avsluttet som ikke holdt av { $by } { $at }
count-missed-early = Tellingen er ikke over tiden ennå.
count-bad-missed = Skriv hvorfor med minst 10 og høyst 1000 tegn.
notice-count-differs = En telling stemmer ikke
# $unit (String) - unit
notice-count-differs-text = { $unit } er signert med avvik.
device-nav = Nettbrett
device-lead = Nettbrett på lista kan brukes til telling uten nett.
device-list = Registrerte nettbrett
device-none = Ingen nettbrett
device-none-text = Logg inn på nettbrettet og registrer det her.
device-this = Dette
device-revoked = Fjernet
# $by (String) - who
# $at (String) - when
device-enrolled-by = Registrert av { $by } { $at }.
# $at (String) - when
device-seen = Sist i bruk { $at }.
# $by (String) - who
# $at (String) - when
device-revoked-by = Fjernet av { $by } { $at }.
device-revoke = Fjern
device-enrol = Registrer dette nettbrettet
device-enrol-this = Registrer
device-already = Nettbrettet du bruker nå, står på lista.
device-name = Navn
device-name-hint = Det som står på baksiden, for eksempel «Avdeling A, nettbrett 2».
device-bad-name = Skriv et navn med minst 2 og høyst 60 tegn.
device-name-taken = Et annet nettbrett har dette navnet.
device-consequence = Dette skjer
device-consequence-keeps = Nettbrettet beholder tellingen og avdelingstavla i inntil ni timer, med navn, celle og varsler. Aldri helse eller journal.
device-consequence-out = Alt slettes fra nettbrettet når noen logger ut.
device-consequence-lock = Etter to timer uten nett vises ingenting før nettet er tilbake.
offline-title = Frakoblet
offline-text = Denne siden er ikke lagret på nettbrettet. Tellingen du åpnet sist, virker uten nett.
offline-locked = Låst
offline-locked-text = Nettbrettet har ligget urørt uten nett i mer enn to timer. Logg inn når nettet er tilbake.
offline-over = Vakten er slutt
offline-over-text = Det som var lagret på nettbrettet, er fjernet fordi vakten eller innloggingen er over. Logg inn når nettet er tilbake.
offline-queue-safe = Det du har registrert uten nett, er lagret og sendes når nettet er tilbake.
offline-try = Prøv igjen
# $time (String) - time of the page
offline-away = Uten nett. Siden er fra { $time }.
offline-waiting-one = 1 endring sendes når nettet er tilbake.
# $n (String) - how many, two or more
offline-waiting-many = { $n } endringer sendes når nettet er tilbake.
offline-sign-in = Logg inn på nytt for å sende dem.
# $n (String) - how many
offline-others = { $n } endringer venter fra en annen bruker, som må logge inn her.
offline-waits = Venter på nett
offline-read = Lest
# $n (String) - how many
offline-leave = { $n } endringer er ikke sendt. De blir liggende på nettbrettet og sendes når du logger inn på det igjen. Logge ut nå?
offline-refused = Ikke tatt imot
offline-refused-text = Dette ble gjort uten nett og gjelder ikke lenger. Se over og gjør det på nytt om det trengs.
offline-stale = For gammel endring
offline-stale-text = Endringen ble gjort for mer enn ni timer siden, eller klokka på nettbrettet går feil. Den er ikke lagret.
