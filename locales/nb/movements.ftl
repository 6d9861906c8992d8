move-nav = Bevegelser
move-title = Bevegelser i dag
move-tab = Bevegelser
# $name (String) - the inmate
move-person-title = Bevegelser, { $name }
move-bad-time = Skriv dag og klokkeslett slik: 23.11.2026 10:05.
move-skipped-time = Dette klokkeslettet finnes ikke: natten klokka stilles fram, går den rett fra 02:00 til 03:00.
move-twice = Klokkeslettet kom to ganger den natten (klokka ble stilt tilbake). Det første av de to er ført.
move-bad-reason = Skriv en begrunnelse på 3 til 300 tegn.
move-late-missing = Det er mer enn 15 minutter siden. Skriv hvorfor det føres først nå.
move-future = Tidspunktet har ikke vært ennå.
move-choose = Velg
move-choose-reason = Velg hva bevegelsen gjelder.
# $cite (String) - the section
move-closed-remand = Gjelder ikke for den som er pågrepet eller i varetekt ({ $cite }).
# $cite (String) - the section
move-closed-detention = Gjelder ikke i forvaring ({ $cite }).
# $cite (String) - the section
move-closed-fine = Fengsel for bot gjennomføres fullt ut, uten prøveløslatelse ({ $cite }).
move-bad-destination = Skriv hvor personen skal, med 2 til 120 tegn.
move-choose-when = Velg om personen skal senere, reiser nå eller allerede har reist.
move-release-by-page = En løslatelse kan planlegges her, men føres på siden «Løslat», med grunnlaget.
move-change-reason-missing = Skriv hvorfor forventet retur endres. Den som venter, må kunne se det.
move-escort-missing = Skriv hvem som følger: antall, ansatte eller andre.
move-plan-past = Tidspunktet er passert. Velg «Reiser nå» eller «Har allerede reist».
move-plan-far = Så langt fram kan ikke noe planlegges. Kontroller året.
move-back-missing = Skriv når personen er ventet tilbake.
move-back-before-out = Returen må være etter at personen har reist.
move-bad-number = Skriv et antall fra 0 til 12.
move-staff-twice = Den samme ansatte er valgt to ganger.
move-staff-unknown = Velg en ansatt fra listen.
move-others-long = Høyst 200 tegn.
move-choose-restraint = Velg tvangsmiddel, eller «Ingen».
move-restraint-reason-missing = Skriv hvorfor tvangsmiddelet er nødvendig.
move-choose-transport = Velg transport fra listen.
move-choose-kind = Velg hva det gjelder.
move-place-long = Høyst 120 tegn (200 for hvor noen løslates til).
move-bad-to = Skriv hvor personen skal, med 2 til 120 tegn.
move-inside-past = Tidspunktet er passert. Kryss av for «Går nå» hvis personen går nå.
move-until-before = Slutten må være etter begynnelsen.
move-choose-release = Velg hva slags løslatelse det er.
move-choose-basis = Velg et registrert grunnlag, eller «Et annet dokument».
move-bad-document = Skriv dokumentets referanse, for eksempel et saksnummer.
move-bad-authority = Skriv hvem som har truffet avgjørelsen.
move-bad-decided = Skriv datoen slik: 23.11.2026.
move-decided-ahead = Avgjørelsen kan ikke være datert fram i tid.
move-escape-place-missing = Skriv hvor personen rømte fra, med 2 til 120 tegn.
move-restraint-none = Ingen
move-restraint-handcuffs = Håndjern
move-restraint-escort-chain = Føringslenke
move-restraint-transport-irons = Transportjern
move-restraint-escort-belt = Transportbelte
move-restraint-strips = Strips
move-restraint-other = Annet
# $restraint (String) - the restraint
# $why (String) - the reason
move-restraint-because = { $restraint }: { $why }
move-transport-prison-car = Fengselets bil
move-transport-police = Politiets transport
move-transport-ambulance = Ambulanse
move-transport-taxi = Drosje
move-transport-public = Kollektivt
move-transport-private-car = Privat bil
move-transport-on-foot = Til fots eller på sykkel
move-transport-plane = Fly
move-transport-other = Annet
move-inside-work = Arbeid
move-inside-school = Skole
move-inside-programme = Program
move-inside-appointment = Avtale
move-inside-visit = Besøk
move-inside-health = Helseavdelingen
move-inside-exercise = Trening og uteluft
move-inside-faith = Prest og trosliv
move-inside-other = Annet
move-state-on-the-way = På vei
move-state-there = Framme
move-state-over-time = Over tiden
move-should-have-left = Skulle ha reist
move-ended-release = Avsluttet ved løslatelsen
move-ended-death = Avsluttet ved dødsfallet
move-ended-transfer = Overtatt av et annet fengsel
move-ended-escape = Gikk over i rømming
move-ended-out = Avbrutt: reiste ut
# $number (Number) - how many
move-escort-number-only = { $number } i følge
# $number (Number) - how many
# $names (String) - who goes along
move-escort-line = { $number } i følge: { $names }
# $place (String) - a place
move-from = fra { $place }
# $from (String) - from
# $to (String) - to
move-from-to = { $from } til { $to }
# $at (String) - day and time
move-since = siden { $at }
move-not-held = Personen er ikke innsatt nå. Løslatelsen eller innsettelsen står under bevegelser.
# $at (String) - day and time
move-before-stay = Personen ble innsatt { $at }. Tidspunktet må være etter det.
# $at (String) - day and time
move-before-first = Steget før var { $at }. Tidspunktet kan ikke være før det.
# $at (String) - day and time
move-before-last = Det siste som er ført om personen, skjedde { $at }. Tidspunktet må være etter det.
# $what (String) - what and where
# $when (String) - from when to when
move-out-already = Personen er allerede ute: { $what }, { $when }.
# $what (String) - what and where
# $when (String) - from when to when
# $by (String) - who recorded it
move-out-already-by = Personen er allerede ute: { $what }, { $when }. Ført av { $by }.
# $what (String) - what and where
# $when (String) - from when to when
move-contradicts = Det stemmer ikke med det som er ført fra før: { $what }, { $when }.
# $at (String) - day and time
move-never-left = Personen har ikke reist. Bevegelsen er planlagt til { $at }.
# $at (String) - day and time
# $by (String) - who recorded it
move-left-already = Personen har allerede reist: { $at }, ført av { $by }.
# $at (String) - day and time
# $by (String) - who recorded it
move-arrived-already = Personen er allerede framme: { $at }, ført av { $by }.
# $at (String) - day and time
# $by (String) - who recorded it
move-back-already = Personen er allerede tilbake: { $at }, ført av { $by }.
# $at (String) - day and time
# $by (String) - who recorded it
move-cancelled-already = Bevegelsen er avlyst { $at } av { $by }.
# $by (String) - who recorded it
move-inside-cancelled-already = Bevegelsen er avlyst av { $by }.
move-at-none = Ikke innsatt
# $what (String) - what and where
move-at-out = Ute: { $what }
# $what (String) - what and where
move-at-inside = I huset: { $what }
# $what (String) - what and where
move-at-on-the-way = På vei: { $what }
move-at-reception = I mottak, ingen celle ennå
move-list-out = Ute nå
move-list-out-none = Ingen er ute nå.
move-list-planned = Skal ut i dag
move-list-planned-none = Ingen flere skal ut i dag.
move-list-inside = I huset nå
move-list-inside-none = Ingen er ført på vei eller på aktivitet nå.
move-list-inside-planned = I huset senere i dag
move-list-inside-planned-none = Ingenting er planlagt i huset resten av dagen.
move-list-over = Tilbake og avlyst i dag
# $out (Number) - people out
# $late (Number) - of them late
# $planned (Number) - going out
# $inside (Number) - about the house
move-list-totals = { $out } ute, { $late } over tiden, { $planned } skal ut, { $inside } på vei eller framme i huset
# $n (Number) - how many
move-list-hidden = Av dem som er ute, er { $n } skjermet og vises ikke her.
move-part-out = Ut og inn
move-part-inside = I huset
move-choose-part = Velg hva du vil se
move-part-escort = Hvem som følger
move-part-restraint = Tvangsmiddel og transport
move-part-basis = Grunnlag
move-col-time = Tid
move-col-what = Hva og hvor
move-col-where = Hvor
move-col-verb = Handling
move-verb-leave = Reiser nå
move-verb-back = Tilbake nå
move-verb-go = Går nå
move-verb-arrive = Framme nå
move-verb-release = Løslat
move-change = Endre
move-cancel = Avlys
move-leave-details = Reist tidligere
move-back-details = Tilbake tidligere
move-fact-left = Reiste
move-fact-back = Tilbake
move-fact-expected = Ventet tilbake
move-fact-out-by = Utreise ført av
move-fact-out-late = Ført sent fordi
move-fact-back-by = Retur ført av
move-fact-back-late = Retur ført sent fordi
move-fact-cancelled-by = Avlyst av
move-fact-cancelled-why = Avlyst fordi
move-fact-planned-by = Planlagt av
# $field (String) - what was changed
# $old (String) - before
# $new (String) - after
# $by (String) - who recorded it
# $at (String) - day and time
move-changed = { $field }: { $old } → { $new }, { $by } { $at }
# $field (String) - what was changed
# $old (String) - before
# $new (String) - after
# $by (String) - who recorded it
# $at (String) - day and time
# $why (String) - the reason
move-changed-because = { $field }: { $old } → { $new }, { $by } { $at }: { $why }
# $n (Number) - how many
move-changes = Endringer ({ $n })
move-details = Detaljer
# $basis (String) - a case or document
# $authority (String) - court or authority
# $day (String) - a day
move-basis-line = { $basis }, { $authority }, { $day }
# $kind (String) - kind of basis
# $number (String) - how many
# $court (String) - court
# $day (String) - a day
move-basis-choice = { $kind }: { $number }, { $court }, { $day }
move-field-number = Antall i følge
move-field-staff = Ansatt
move-field-staff2 = Ansatt til
move-field-others = Andre som følger
move-field-others-hint = Navn eller rolle, for eksempel politiet eller transporttjenesten.
move-field-restraint = Tvangsmiddel
move-field-restraint-reason = Hvorfor tvangsmiddel
move-field-restraint-reason-hint = Må fylles ut når noe annet enn «Ingen» er valgt.
move-field-transport = Transport
move-nobody = Ingen valgt
move-not-decided = Ikke bestemt
move-field-late = Hvorfor det føres sent
move-field-late-hint = Bare når det er mer enn 15 minutter siden.
move-when-later = Skal senere
move-when-now = Reiser nå
move-when-earlier = Har allerede reist
move-field-when = Når
move-field-out = Ut
move-field-out-hint = Når personen skal ut, eller reiste.
move-field-back = Ventet tilbake
move-field-back-hint = Tom bare når personen ikke skal tilbake hit.
move-field-reason = Hva det gjelder
move-field-to-prison = Til fengsel
move-field-to-prison-hint = Bare ved overføring, og bare fengsler som overføringen er besluttet til. Fengselet ser at personen er på vei, og overføringen er ferdig når de tar imot.
move-no-transfer = Ikke overføring til et fengsel
move-to-prison-missing = Velg fengselet personen overføres til.
move-not-decided-transfer = Overføringen dit er ikke besluttet, eller vedtaket er trukket tilbake eller løpt ut. Den må foreslås og besluttes før noen reiser.
move-to-prison-no-transfer = Årsaken er ikke overføring til et annet fengsel. Velg en annen årsak, eller ta bort fengselet.
move-field-destination = Hvor
move-field-change-reason = Hvorfor det endres
move-field-change-reason-hint = Må fylles ut når forventet retur endres mens personen er ute. Det som sto før, blir stående i historikken.
move-plan-heading = Planlegg bevegelse ut
move-plan-button = Ut av fengselet
move-change-heading = Endre bevegelsen
move-leave-heading = Registrer utreise
move-leave-button = Registrer utreise
move-field-left-at = Reiste
move-field-now-hint = Tomt felt betyr nå.
move-field-at = Tidspunkt
move-back-heading = Registrer retur
move-back-button = Registrer retur
move-go-heading = Registrer at personen går
move-go-button = Registrer
move-arrive-heading = Registrer ankomst
move-arrive-button = Registrer ankomst
move-cancel-heading = Avlys bevegelsen
move-cancel-button = Avlys
move-cancel-keep = La den stå
move-field-cancel-reason = Hvorfor den avlyses
move-field-cancel-reason-hint = For eksempel: retten har utsatt saken.
move-inside-heading = Planlegg bevegelse i huset
move-inside-button = I huset
move-field-kind = Hva det gjelder
move-field-to = Hvor
move-field-to-hint = For eksempel snekkerverkstedet eller klasserom 2.
move-field-goes-now = Går nå
move-field-planned-at = Fra
move-field-planned-until = Til
move-release-heading = Løslat
move-death-heading = Registrer dødsfall
move-death-lead = Oppholdet avsluttes, og leder og vakthavende varsles om meldeplikten. På neste side ser du alt som skjer.
move-field-release-reason = Løslatelse
move-field-release-at = Løslatt
move-field-death-at = Død
move-field-release-to = Løslates til
move-field-death-place = Hvor
move-field-document = Dokument
move-field-authority = Myndighet
move-field-decided = Dato for avgjørelsen
move-end-next = Videre
move-end-changed = Noe ble endret mens du leste. Her er det som gjelder nå.
move-end-effects = Dette skjer
move-end-edit = Tilbake uten å lagre
move-release-button = Løslat
move-death-confirm = Bekreft dødsfallet
move-death-button = Registrer dødsfallet
# $since (String) - since when
# $at (String) - day and time
move-effect-stay = Oppholdet siden { $since } avsluttes { $at }.
# $cell (String) - the cell
move-effect-cell = { $cell } blir ledig.
# $unit (String) - the unit
move-effect-unit = Plassen på { $unit } blir ledig.
# $what (String) - what and where
# $since (String) - since when
move-effect-out = Er ute nå: { $what }, siden { $since }. Bevegelsen avsluttes.
# $what (String) - what and where
# $at (String) - day and time
move-effect-planned = Planlagt: { $what }, { $at }. Avlyses.
move-effect-plan-done = Den planlagte løslatelsen er dermed gjennomført.
# $what (String) - what and where
# $since (String) - since when
move-effect-inside = Er i huset: { $what }, siden { $since }. Avsluttes.
move-effect-closes = Personen går ut av innsattlisten med en gang. Saken lukkes etter 30 dager.
move-effect-death-told = Leder og vakthavende varsles straks om plikten til å melde fra til politiet og tilsynet, sikre spor og varsle pårørende.
move-effect-escape-roll = Personen blir stående på innsattlisten, som ute med årsak rømming.
move-effect-escape-told = Leder og vakthavende varsles straks.
move-escape-heading = Registrer rømming
move-escape-button = Registrer rømmingen
move-field-escape-at = Oppdaget eller skjedde
move-field-escape-at-hint = Så nøyaktig som det er kjent.
move-field-escape-place = Hvor personen rømte fra
move-more = Løslatelse, rømming, dødsfall
move-open = Ute og planlagt
move-open-none = Personen er ikke ute, og ingenting er planlagt.
move-inside-title = I huset
move-inside-none = Ingen bevegelser i huset er ført.
move-past = Tidligere
move-past-none = Ingen tidligere bevegelser.
move-ended = Slik endte oppholdene
move-where = Hvor var personen?
move-where-now = Nå
move-ask = Vis
move-moved-heading = Ikke registrert
move-moved-text = Ingenting er endret. Se hvordan det står før du prøver igjen.
move-moved-person = Personens bevegelser
move-back-to-list = Til listen
# $day (String) - a day
move-print-title = Bevegelser, { $day }
move-positions = Hvor alle var
# $day (String) - a day
# $time (String) - time of day
move-positions-at = { $day } kl. { $time }
move-positions-hint = Nå eller når som helst tidligere.
move-positions-future = Velg et tidspunkt som har vært.
# $all (Number) - everybody
# $here (Number) - in the prison
# $out (Number) - people out
move-positions-sum = { $all } på innsattlisten: { $here } i fengselet, { $out } ute
# $all (Number) - everybody
# $here (Number) - in the prison
# $out (Number) - people out
# $hidden (Number) - without a name
move-positions-sum-hidden = { $all } på innsattlisten: { $here } i fengselet, { $out } ute ({ $hidden } av dem vises uten navn)
move-positions-none = Ingen var her da
move-positions-none-text = Velg et annet tidspunkt.
move-pos-cell = På cellen
move-pos-no-cell = Uten celle
move-pos-reception = I mottak
move-pos-inside = På aktivitet
move-pos-on-the-way = På vei
move-pos-out = Ute
notice-death = Dødsfall i fengselet
# $number (String) - the number
notice-death-text = Innsatt { $number } er død. Meld fra til politiet og tilsynet med en gang, sikre spor, varsle pårørende og hold dem som er berørt, utenfor undersøkelsen.
notice-escape = Rømming
# $number (String) - the number
notice-escape-text = Innsatt { $number } er meldt rømt. Varsle politiet og følg rutinen for rømming.
notice-transfer-received = Mottatt i et annet fengsel
# $number (String) - the number
notice-transfer-received-text = Innsatt { $number } er tatt imot i fengselet de ble overført til. Dere kan lese saken i 14 dager til.
notice-recaptured = Tilbake etter rømming
# $number (String) - the number
notice-recaptured-text = Innsatt { $number } er tilbake etter rømming.
move-correct = Rett tidspunkt
move-correct-heading = Rett når det skjedde
move-correct-why = Hvorfor rettes det?
move-correct-why-missing = Skriv hvorfor tidspunktet rettes.
move-correct-order = Kan ikke være før personen gikk ut.
move-correct-nothing = Ingen av tidspunktene er endret.
move-correct-then = Dette skjer
move-correct-then-text = Det som sto, blir stående i historikken med begrunnelsen din. Hvor personen var, regnes ut på nytt.
move-correct-button = Rett
move-apart-kept = De holdes fra hverandre: følges hver for seg, eller går til ulik tid
# $who (String) - whom, in a sentence
move-apart = { $who } Velg et annet tidspunkt eller sted, eller kryss av for at de holdes fra hverandre.
move-apart-why = Hvorfor det er forsvarlig
move-apart-why-hint = For eksempel: følges av to betjenter, eller møtes ikke fordi den ene sitter i et annet rom.
# $who (String) - whom, in a sentence
move-apart-bad-why = { $who } Skriv hvorfor det er forsvarlig, med 3 til 300 tegn.
move-fact-apart = Holdes fra hverandre
move-field-to-other = Et annet sted
move-field-to-other-hint = Bare når stedet ikke står i listen.
move-place-or-words = Velg et sted fra listen, eller skriv et annet: ikke begge deler.
move-no-such-place = Stedet står ikke lenger i listen. Velg et annet.
