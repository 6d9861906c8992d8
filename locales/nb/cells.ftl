cells-nav = Celler
cells-heading = Celler og ledige plasser
# $cells (Number) - cells
# $free (Number) - free places by working capacity
# $certified (Number) - certified places
# $out (Number) - cells out of use
cells-totals = { $cells } celler, { $free } ledige plasser, godkjent for { $certified }, { $out } ute av bruk
# $count (Number) - people without a cell
cells-without-count = { $count ->
    [0] Ingen uten celle
    [one] 1 uten celle
   *[other] { $count } uten celle
}
cells-without = Uten celle
cells-without-none = Alle har celle
cells-without-none-text = Ingen i dette fengselet mangler celle nå.
# $count (Number) - people the reader may not see
cells-without-hidden = I tillegg { $count } du ikke kan se.
# $free (Number) - free places
cells-unit-free = { $free ->
    [0] ingen ledige
    [one] 1 ledig
   *[other] { $free } ledige
}
cells-show-free = Med ledig plass
cells-show-all = Alle
cells-show-out = Ute av bruk
cells-choose-show = Vis celler
cells-none = Ingen celler å vise
cells-none-text = Velg en annen avdeling eller «Alle».
cells-col-free = Ledig
cells-col-capacity = Godkjent / brukes / maks
cells-col-people = Bor her
cells-col-mind = Merk
cells-col-act = Handling
cells-col-since = Siden
cells-col-before = Celle før
# $certified (Number) - certified
# $working (Number) - working
# $maximum (Number) - maximum
cells-capacity-three = { $certified } / { $working } / { $maximum }
# $certified (Number) - certified
# $working (Number) - working
# $maximum (Number) - maximum
cells-capacity-words = godkjent for { $certified }, brukes for { $working }, høyst { $maximum }
# $certified (Number) - certified
# $working (Number) - working
cells-capacity-short = godkjent { $certified }, brukes { $working }
cells-capacity = Plasser
cells-people-now = Bor her nå
cells-fitted = Tilrettelagt
# $count (Number) - free places
cells-free = { $count } ledig
cells-full = Fullt
cells-over = Overfylt
cells-out = Ute av bruk
cells-accessible = For rullestol
cells-poor = Dårlig stand
cells-weigh = Vurder
cells-swap = Bytt
cells-find-cell = Finn celle
cells-facts = Om cellen
cells-saved = Lagret.
cells-out-of-use = Ute av bruk
cells-take-out = Ta ut av bruk
cells-take-back = Ta i bruk igjen
cells-never-out = Har ikke vært ute av bruk.
cells-out-reason = Hvorfor
cells-out-reason-hint = For eksempel: knust rute, vannlekkasje, teknisk undersøkelse.
cells-out-reason-missing = Skriv hvorfor, mellom 3 og 400 tegn
cells-out-back = Ventes tilbake
cells-out-back-past = Velg i dag eller senere
# $count (Number) - people in the cell
cells-out-occupied = { $count ->
    [one] Det bor 1 i cellen. Flytt personen først.
   *[other] Det bor { $count } i cellen. Flytt dem først.
}
# $from (String) - when
# $until (String) - when
# $by (String) - who took it out
# $back (String) - who took it back
cells-was-out = Fra { $from } ({ $by }) til { $until } ({ $back })
# $from (String) - when
# $day (String) - day
# $by (String) - who
cells-is-out-until = Siden { $from }, ventes tilbake { $day }, { $by }
# $from (String) - when
# $by (String) - who
cells-is-out = Siden { $from }, { $by }
# $name (String) - the inmate
cells-of = Celle, { $name }
cells-move = Flytt
cells-now = Bor nå
cells-nowhere = Har ingen celle
cells-nowhere-text = Personen er ikke plassert på noen avdeling.
cells-shares = Deler celle
cells-history = Celler før og nå
# $since (String) - when
cells-mate-since = siden { $since }
# $since (String) - when
# $by (String) - who
cells-mate-since-by = siden { $since }, besluttet av { $by }
# $at (String) - when
# $why (String) - reason
cells-recorded-late = Ført { $at }: { $why }
cells-from-reception = Mottak
cells-consent = Samtykke til å dele celle
cells-consent-none = Ikke spurt ennå. Uten samtykke kan celle bare deles av helsehensyn eller plassmangel.
cells-consent-question = Vil personen dele celle?
cells-consent-day = Sagt den
cells-consent-note = Merknad
cells-consent-save = Lagre svaret
cells-consent-missing = Velg ja eller nei
# $day (String) - day
# $by (String) - who
cells-consent-yes-on = Sa ja { $day }, ført av { $by }
# $day (String) - day
# $by (String) - who
cells-consent-no-on = Sa nei { $day }, ført av { $by }
cells-yes = Ja
cells-no = Nei
cells-done-move = Flyttingen er lagret.
cells-done-swap = Byttet er lagret for begge.
cells-done-twice = Flyttingen er lagret. Klokken viste dette tidspunktet to ganger den natten; det første er brukt.
cells-done-consent = Svaret er lagret.
cells-choose-heading = Velg celle
cells-choose-lead = Celler i den rekkefølgen du går. «Vurder» viser hva som taler imot før noe blir bestemt.
cells-place-without = Plasser uten celle
cells-place-without-text = Når det ikke finnes celle. Personen kommer på listen over dem uten celle til det er ordnet.
# $place (String) - unit and cell
cells-consider-heading = Vurder flytting til { $place }
# $name (String) - the other person
cells-swap-heading = Vurder bytte med { $name }
# $from (String) - place
# $to (String) - place
cells-from-to = fra { $from } til { $to }
cells-nothing-found = Ingenting taler imot
cells-nothing-found-text = Det er sjekket for atskillelse, kjønn, alder, varetekt, samtykke, varsler og plass.
cells-there-now = Bor der nå
cells-grade-stop = Stopp
cells-grade-reason = Begrunnes
cells-grade-note = Merk
cells-reason = Hvorfor flyttes personen
cells-choose-reason = Velg grunn
cells-note = Merknad
cells-note-needed = Hver begrunnelse har minst 10 tegn og blir stående i historikken.
cells-note-hint = Valgfritt.
cells-note-missing = Skriv hvorfor dette er riktig likevel, minst 10 tegn
cells-note-length = Skriv mellom 10 og 600 tegn
cells-earlier = Det skjedde tidligere
cells-on = Dag
cells-clock = Klokkeslett
cells-clock-hint = For eksempel 07:15.
cells-late-reason = Hvorfor føres det nå
cells-late-hint = Når det er mer enn 15 minutter siden.
cells-late-missing = Skriv hvorfor det føres så sent, minst 10 tegn
cells-bad-day = Skriv en dato
cells-bad-clock = Skriv klokkeslettet slik: 07:15
cells-no-such-clock = Dette klokkeslettet fantes ikke: klokken ble stilt fram denne natten
cells-future = Tidspunktet er ikke kommet ennå
# $name (String) - who
# $at (String) - when
cells-contradicts = { $name } ble plassert der personen bor nå { $at }. Velg et tidspunkt etter det.
# $at (String) - when
cells-before-admission = Oppholdet begynte { $at }. Velg et tidspunkt etter det.
cells-move-confirm = Flytt
cells-swap-confirm = Bytt celler
cells-choose-other = Velg en annen celle
cells-changed = Noe er endret siden du så siden
cells-stopped = Flyttingen kan ikke gjøres nå
cells-changed-text = Ingenting er lagret. Se over det som står her nå.
# $name (String) - who moved in last
# $at (String) - when
# $by (String) - who decided
cells-last-in = Ingenting er lagret. Sist inn i cellen: { $name }, { $at }. Besluttet av { $by }.
cells-find-same = Personen bor der allerede
cells-find-cell-closed = Cellen er nedlagt
cells-find-unit-closed = Avdelingen er stengt
cells-find-out-of-use = Cellen er ute av bruk
# $reason (String) - reason
# $day (String) - day
cells-find-out-until = { $reason } Ventes tilbake { $day }.
# $people (Number) - people
# $most (Number) - places
cells-find-full = { $people } i cellen, men det er plass til høyst { $most }
# $people (Number) - people
# $most (Number) - places
cells-find-over-working = { $people } i cellen, som brukes for { $most }
# $people (Number) - people
# $most (Number) - places
cells-find-over-certified = { $people } i cellen, som er godkjent for { $most }
cells-find-women-unit = Avdelingen er for kvinner
cells-find-men-unit = Avdelingen er ikke for kvinner
cells-find-prison-sex = Fengselet tar ikke imot personer av dette kjønnet
cells-find-sex-x = Kjønn er verken mann eller kvinne: vurder sammen med personen
# $who (String) - the other
cells-find-shares-sex = Deler celle med det annet kjønn: { $who }
# $who (String) - the other
cells-find-minor-shares = Under 18 år sammen med voksen: { $who }
cells-find-minor-unit = Under 18 år utenfor ungdomsenheten
cells-find-youth-unit = Over 18 år på ungdomsenheten
# $who (String) - the other
cells-find-young-shares = 18–23 år sammen med eldre: { $who }
cells-find-age-unknown = Alderen er ikke kjent
# $who (String) - the other
cells-find-remand-shares = Varetekt sammen med domfelt: { $who }
cells-find-remand-unit = Domfelt på varetektsavdeling
cells-find-not-asked = Personen er ikke spurt om å dele celle
cells-find-said-no = Personen har sagt nei til å dele celle
# $who (String) - the other
cells-find-mate-not-asked = { $who } er ikke spurt om å dele celle
# $who (String) - the other
cells-find-mate-said-no = { $who } har sagt nei til å dele celle
cells-find-consent-text = Uten samtykke bare av helsehensyn eller plassmangel: skriv hvilken.
cells-find-needs-access = Personen trenger tilrettelagt celle, og denne er ikke det
cells-find-access-taken = Cellen er en av de få som er tilrettelagt
# $kind (String) - alert
cells-find-alert = Varsel: { $kind }
cells-find-violent = Vold eller trusler mot innsatte, og cellen deles
# $who (String) - the other
cells-find-mate-violent = Vold eller trusler mot innsatte: { $who }
cells-find-alone-in-danger = Fare for liv, og personen blir alene. Snakk med helse.
# $level (String) - level of security
cells-find-level = Annet sikkerhetsnivå: { $level }
cells-find-level-text = Krever eget vedtak. Vis til vedtaket i begrunnelsen.
cells-find-out-now = Er ute nå
cells-find-poor = Cellen er i dårlig stand
cells-find-no-cell = Personen blir uten celle
cells-swap-reason = Hvorfor bytter de
# $at (String) - when
cells-weighed-then = Vurdert ut fra hvem som var der { $at }
cells-weighed-then-text = Ingenting er lagret ennå. Se over funnene for det tidspunktet, og bekreft.
cells-why = Hvorfor dette er riktig likevel
# $what (String) - what stood against the move
# $why (String) - the reason
cells-accepted = { $what }. { $why }
cells-was-over-working = Flere i cellen enn den brukes for
cells-was-apart = Bor nær en som personen skal holdes atskilt fra
cells-was-remand-shares = Varetekt sammen med domfelt
cells-was-no-consent = Personen har ikke samtykket til å dele celle
cells-was-mate-no-consent = En som bor der, har ikke samtykket til å dele celle
cells-was-mate-violent = Vold eller trusler mot innsatte fra en som bor der
cells-was-level = Et annet sikkerhetsnivå
cells-landing = Gang
# $who (String) - the other
# $level (String) - how far apart
# $place (String) - where the other lives
cells-pair = { $who }: { $level }. Bor på { $place }.
# $who (String) - the other
# $level (String) - how far apart
cells-pair-elsewhere = { $who }: { $level }.
