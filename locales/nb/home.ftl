home = Min dag
# $name (String) - first name
home-morning = God morgen, { $name }
# $name (String) - first name
home-day = God dag, { $name }
# $name (String) - first name
home-evening = God kveld, { $name }
home-today = i dag
home-tomorrow = i morgen
# $count (Number) - days
home-in-days = om { $count } dager
# $count (Number) - days
home-days-ago = { $count ->
    [one] én dag siden
   *[other] { $count } dager siden
}
# $unit (String) - units
home-shift-at = Vakt på { $unit }
home-cells = Celler og personer nå
home-off-duty = Du står ikke på vaktlisten i dag
home-off-duty-text = Når du er satt opp på en avdeling, står alle der her. Hvem som bor hvor i huset, ser du i listen over innsatte.
# $count (Number) - people
home-whole-house = Hele huset ({ $count })
# $count (Number) - places
home-places = { $count } plasser i bruk
home-nobody-on-unit = Ingen bor her nå
home-nobody-on-unit-text = Alle cellene på avdelingen er ledige.
home-with-empty-cells = Vis også ledige celler
home-handover = Fra forrige vakt
home-no-notes = Ingenting er skrevet
home-no-notes-text = Ingen observasjoner på avdelingen de siste 14 timene.
# $name (String) - inmate
# $cell (String) - cell
home-name-in-cell = { $name } ({ $cell })
# $kind (String) - kind of observation
# $author (String) - who wrote it
home-kind-by = { $kind } · { $author }
home-my-people = Mine personer
home-no-talk-in-a-week = Ingen samtale siste uke
home-birthdays = Bursdager denne uken
home-talks = Mine personer: siste samtale
# $count (Number) - children
home-children = { $count ->
    [one] ett barn
   *[other] { $count } barn
}
home-no-people = Ingen personer er tildelt deg
home-no-people-text = Vakthavende eller saksbehandler tildeler kontaktbetjent.
home-nobody-leaves = Ingen løslates
home-nobody-leaves-text = Ingen av dine har ventet løslatelse de neste 90 dagene.
# $age (Number) - years
home-turns = Fyller { $age } år
home-no-birthdays = Ingen bursdager
home-no-birthdays-text = Ingen av dine har bursdag denne uken.
home-never-talked = Ingen samtale ennå
home-talked-today = Samtale i dag
# $count (Number) - days
home-talked = { $count ->
    [one] Samtale i går
   *[other] Samtale for { $count } dager siden
}
home-in-custody = Innsatte
# $count (Number) - people
home-in-three-days = { $count } siste tre døgn
home-hidden = Skjermet for deg
home-hidden-note = Telles med, vises uten navn
home-out = Ute nå
home-nobody-out = Alle er inne
home-nobody-out-text = Ingen er ute av fengselet nå.
home-units = Avdelinger
home-col-unit = Avdeling
home-col-held = Innsatte
home-col-places = Plasser
home-col-free = Ledige
home-col-out = Ute
home-col-prison = Fengsel
home-col-shut = Ute av bruk
home-decisions = Venter på deg
# $count (Number) - uses
home-reviews = { $count ->
    [one] Én nødåpning skal gjennomgås
   *[other] { $count } nødåpninger skal gjennomgås
}
home-reviews-text = En sak ble åpnet med begrunnelse. Gjennomgås innen sju dager av en annen.
# $count (Number) - proposals
home-clearances = { $count ->
    [one] Ett forslag om klarering
   *[other] { $count } forslag om klarering
}
home-clearances-text = Den som foreslår, avgjør ikke.
# $count (Number) - proposals
home-assignments = { $count ->
    [one] Ett forslag om rolle
   *[other] { $count } forslag om roller
}
home-assignments-text = Tilganger for ansatte som venter på avgjørelse.
home-nothing-waits = Ingenting venter på deg
home-nothing-waits-text = Ingen forslag eller gjennomganger står åpne. Vedtak om isolasjon, permisjon og overføring kommer hit når de tas i bruk.
home-nobody-new = Ingen nye
home-nobody-new-text = Ingen er satt inn de siste tre døgnene.
home-alerts-changed = Varsler endret siste døgn
# $at (String) - when
home-alert-made = registrert { $at }
# $at (String) - when
home-alert-ended = avsluttet { $at }
home-no-alerts-changed = Ingen endringer
home-no-alerts-changed-text = Ingen varsler er laget eller avsluttet siste døgn.
home-my-class = Elevene mine
home-my-workshop = Verkstedet mitt
home-to-mind = Har noe du skal ta hensyn til
home-empty-group = Ingen er tildelt deg
home-empty-group-text = Når noen får plass hos deg, ser du dem her med det du skal ta hensyn til.
# $count (Number) - prisons
home-prisons = { $count ->
    [one] ett fengsel
   *[other] { $count } fengsler
}
home-to-screen = Mangler innkomstscreening
# $count (Number) - people
home-over-24 = { $count ->
    [one] Én har ventet over 24 timer
   *[other] { $count } har ventet over 24 timer
}
home-watched = Selvmord, selvskading, abstinens
# $count (Number) - people
home-suicide-alerts = { $count ->
    [one] Én med selvmordsrisiko
   *[other] { $count } med selvmordsrisiko
}
home-ending-notices = Delte varsler som går ut innen en uke
home-patients = Pasienter
home-screening = Nye siste tre døgn: screening innen 24 timer
home-screened = Screening gjort
# $count (Number) - hours
home-hours-since = { $count ->
    [one] Én time siden
   *[other] { $count } timer siden
}
# $at (String) - when
home-received = innsatt { $at }
home-nobody-watched = Ingen slike varsler
home-nobody-watched-text = Ingen pasienter har varsel om selvmord, selvskading eller abstinens nå.
home-no-ending = Ingen går ut
home-no-ending-text = Ingen delte helsevarsler går ut de neste sju dagene.
home-patients-by-prison = Pasienter etter fengsel
home-my-cases = Mine saker
home-hole-identity = identitet ikke bekreftet
home-hole-number = ingen fødsels-, D- eller DUF-nummer
home-hole-basis = ingen dom eller kjennelse
home-release-open = Løslatelse ikke fastsatt
home-all-dated = Alle har en dato
home-all-dated-text = Alle dine har ventet løslatelse registrert.
home-free-places = Ledige plasser
# $level (String) - security level
home-free-at = { $level }: ledige
# $count (Number) - places
home-of-places = av { $count } plasser i bruk
home-moved = Overført siste to uker
# $prison (String) - prison
home-moved-to = til { $prison }
# $reason (String) - why
# $at (String) - when
home-reason-at = { $reason }, { $at }
home-nobody-moved = Ingen overføringer
home-nobody-moved-text = Ingen er overført til fengsler i regionen de siste to ukene.
home-gate = Porten i dag
home-gate-planned = Skal ut
home-gate-out = Ute, ventes tilbake
home-gate-back = Tilbake i dag
home-gate-none = Ingen
home-gate-none-text = Ingen står i denne listen i dag.
home-nobody-late = Ingen er over tiden
home-nobody-late-text = Alle som skulle vært tilbake, er tilbake.
home-visits = Besøk
home-visits-text = Bestilte besøk, besøksrom og forbud er ikke i Overgang ennå. Bruk dagens besøksliste.
home-find-person = Alle innsatte
home-faith = Tro, livssyn og språk
home-told-of-faith = Har oppgitt tro eller livssyn
home-need-interpreter = Trenger tolk
home-nobody-told = Ingen har oppgitt tro eller livssyn
home-nobody-told-text = Det registreres bare når den innsatte ber om det.
home-oversight = Tilsyn
home-no-case = Ingen sak er åpen
# $case (String) - case number
home-case = Sak { $case }
home-start-case = Start en sak
home-start-case-text = Personopplysninger vises bare under et saksnummer. Hvert oppslag loggføres med det.
home-trail = Logg over oppslag og endringer
home-trail-text = Hvem så på hva, når og hvorfor.
home-case-people = Innsatte
home-case-people-text = Velg fengsel. Hvert oppslag loggføres med saksnummeret.
home-registers = Registre
home-registers-text = Registre over isolasjon og maktbruk er ikke i Overgang ennå.
home-no-case-data = ingen opplysninger om innsatte
home-accounts = Kontoer og tilganger
home-grants-waiting = Roller som venter på avgjørelse
home-grants-ending = Roller som går ut innen 30 dager
home-accounts-active = Kontoer i bruk
# $count (Number) - accounts
home-accounts-disabled = { $count } stengt
home-without-role = Kontoer uten rolle
home-accounts-page = Kontoer
home-accounts-page-text = Opprett, steng, nytt passord, ny andre faktor.
home-grants-page = Roller
home-grants-page-text = Foreslå og følge tilganger. Den som foreslår, avgjør ikke.
home-prisons-text = Fengsler, avdelinger og celler er grunndata som alle roller bruker.
home-role = Rollen din
home-no-role = Du har ingen rolle nå
home-no-role-text = Kontoen din virker, men ingen rolle gjelder i dag. Snakk med lederen din eller systemadministrator.
# $count (Number) - proposals
home-protections = { $count ->
    [one] Ett forslag om skjerming
   *[other] { $count } forslag om skjerming
}
home-rolls = Tellinger å godkjenne
home-rolls-note = Nå eller innen en halvtime
home-incidents = Hendelser til gjennomgang
# $overdue (Number) - incidents
# $ownerless (Number) - incidents
home-incidents-note = { $overdue ->
    [0] Ingen over fristen, { $ownerless } uten ansvarlig
   *[other] I alt { $overdue } over fristen, { $ownerless } uten ansvarlig
}
home-rolls-open = Åpne tellinger
home-due-cells = Celler å se gjennom i dag
# $count (Number) - cells
home-due-week = { $count ->
    [0] Ukens runde er ferdig
    [one] 1 rom gjenstår i ukens runde
   *[other] { $count } rom gjenstår i ukens runde
}
home-due-tests = Rusprøver å ta
# $count (Number) - tests
home-due-tests-today = { $count ->
    [0] Ingen haster i dag
    [one] 1 skal tas i dag
   *[other] { $count } skal tas i dag
}
home-due-stalled = Hendelser uten framdrift
home-due-stalled-note = Over fristen, eller urørt for lenge
home-talks-due = Samtaler å holde
# $count (Number) - things agreed
home-agreed = { $count ->
    [one] 1 avtale åpen
   *[other] { $count } avtaler åpne
}
# $count (Number) - things agreed
home-agreed-late = { $count ->
    [one] 1 avtale over fristen
   *[other] { $count } avtaler over fristen
}
# $count (Number) - tests
home-tests-of = { $count ->
    [one] Rusprøve å ta
   *[other] { $count } rusprøver å ta
}
people-show-all = Alle
home-due-searches = Ransakinger å gjøre
# $count (Number) - searches
home-due-searches-late = { $count ->
    [0] Ingen over fristen
    [one] 1 over fristen
   *[other] { $count } over fristen
}
home-money-days = Dager å godkjenne
home-money-sum = Sum å godkjenne (kr)
home-money-corrected = Endrede dager
home-money-unsettled = Løslatt uten oppgjør
# $day (String) - the day
home-money-oldest = Eldste: { $day }
# $sum (String) - kroner
home-money-difference = { $sum } kr
home-money-lacking = Dager som mangler noe
# $register (Number) - days
# $rate (Number) - days
home-money-lacking-text = { $rate ->
    [0] { $register } venter på oppmøte. De kan ikke godkjennes før oppmøtet er ført.
   *[other] { $register } venter på oppmøte, { $rate } på sats. De kan ikke godkjennes før det er på plass.
}
home-money-none-unsettled = Alle som er løslatt, er gjort opp med
home-money-none-unsettled-text = Den som løslates med penger på konto eller dager som ikke er godkjent, kommer hit.
# $balance (String) - kroner
# $days (String) - kroner
home-money-unsettled-line = { $balance } kr på konto, { $days } kr i dager
home-asks = Å gjøre
# $count (Number) - lines
home-show-rest = Vis { $count } til
# $when (String) - a day and a time
home-money-left = Løslatt { $when }
