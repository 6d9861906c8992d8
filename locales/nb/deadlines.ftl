deadline-nav = Frister
deadline-heading = Frister
deadline-tab = Frister
deadline-lead = Det loven krever, innen når, og hvem som skal sørge for det.
deadline-mine = Mine
deadline-everybodys = Alle
deadline-whose = Hvem sine
deadline-which = Hvilke frister
deadline-open = Alle åpne
deadline-over = Over fristen
deadline-today = I dag
deadline-week = Innen en uke
deadline-later = Senere
deadline-waiting = Venter på andre
deadline-col-due = Frist
deadline-col-what = Hva
deadline-col-who = Hvem
deadline-col-owner = Ansvarlig
deadline-col-state = Status
deadline-none = Ingen frister her
deadline-none-text = Ingenting venter med dette utvalget.
deadline-none-of = Ingen frister
deadline-none-of-text = Ingen hendelser som loven setter frist for, er registrert på denne personen.
deadline-settled = Avsluttet
deadline-look = Åpne
# $name (String) - the person
deadline-of = Frister, { $name }
# $hours (Number) - whole hours past the end
deadline-hours-over = { $hours ->
    [0] Nettopp gått ut
    [one] { $hours } time over
   *[other] { $hours } timer over
}
# $days (Number) - days past the end
deadline-days-over = { $days ->
    [one] { $days } dag over
   *[other] { $days } dager over
}
# $time (String) - time of day
deadline-today-at = I dag { $time }
# $time (String) - time of day
deadline-tomorrow-at = I morgen { $time }
deadline-tomorrow = I morgen
# $weekday (Number) - 0 is Monday
# $date (String) - the day without its year
deadline-weekday = { $weekday ->
    [0] Mandag { $date }
    [1] Tirsdag { $date }
    [2] Onsdag { $date }
    [3] Torsdag { $date }
    [4] Fredag { $date }
    [5] Lørdag { $date }
   *[other] Søndag { $date }
}
# $days (Number) - days to the end
deadline-in-days = Om { $days } dager
deadline-passed = Utløpt
# $who (String) - region, court, police
deadline-waits-for = Venter på { $who }
deadline-party-region = regionen
deadline-party-kdi = KDI
deadline-party-court = retten
deadline-party-police = politiet
deadline-party-prosecutor = påtalemyndigheten
deadline-party-other = andre
deadline-level-local = Fengselet
deadline-level-region = Regionen
deadline-level-kdi = Kriminalomsorgsdirektoratet
deadline-level-court = Retten
deadline-level-prosecutor = Politi og påtalemyndighet
deadline-mode-max = Må være avsluttet
deadline-mode-decide = Må være avgjort eller reist
deadline-mode-report = Må være meldt
deadline-mode-review = Må være vurdert på nytt
deadline-mode-limit = Tidligst eller senest, går av seg selv
deadline-clock-elapsed = timer som faktisk går, også over natten klokken stilles
deadline-clock-calendar-day = dager, til samme klokkeslett
deadline-clock-date-arithmetic = etter dato, ut den siste dagen
deadline-clock-working-day-end = etter dato, til første virkedag (domstolloven § 149)
deadline-clock-before = regnet bakover fra datoen
# $n (Number) - how many
deadline-span-hours = { $n ->
    [one] { $n } time
   *[other] { $n } timer
}
# $n (Number) - how many
deadline-span-days = { $n ->
    [one] { $n } dag
   *[other] { $n } dager
}
# $n (Number) - how many
deadline-span-weeks = { $n ->
    [one] { $n } uke
   *[other] { $n } uker
}
# $n (Number) - how many
deadline-span-months = { $n ->
    [one] { $n } måned
   *[other] { $n } måneder
}
# $n (Number) - how many
deadline-span-years = { $n } år
# $event (String) - what happened
# $at (String) - when
# $span (String) - how long
# $clock (String) - how it is counted
# $due (String) - the end
deadline-arithmetic = { $event } { $at } + { $span } ({ $clock }) = { $due }
# $event (String) - what will happen
# $at (String) - when
# $span (String) - how long before
# $due (String) - the end
deadline-arithmetic-before = { $event }: { $at } − { $span } = { $due }
# $event (String) - the document
# $due (String) - the end that it states
deadline-arithmetic-given = { $event }: dokumentet sier { $due }
# $first (String) - the first end, in words of the arithmetic
# $times (Number) - how often after it
# $span (String) - each
# $due (String) - the end
deadline-arithmetic-round = { $first }; deretter { $times } × { $span } = { $due }
# $day (String) - the last day
deadline-end-of-day = ut { $day }
deadline-rule = Regelen
deadline-rule-cite = Hjemmel
deadline-rule-id = Regel i loven
# $id (String) - the rule
# $version (Number) - its row
deadline-rule-version = { $id }, versjon { $version }
deadline-rule-level = Hvem avgjør
deadline-rule-mode = Krav
deadline-rule-repeat = Gjentas hver
deadline-rule-warn = Varsler før
deadline-rule-round = Runde
deadline-arithmetic-heading = Slik er fristen regnet
deadline-to-confirm = Regelen er ikke bekreftet av kriminalomsorgen. Kontroller den før du bygger på datoen.
deadline-facts = Om fristen
deadline-person = Person
deadline-prison = Fengsel
deadline-owner = Ansvarlig
# $role (String) - the role
deadline-anyone = { $role }, ingen bestemt
deadline-due = Frist
deadline-event = Hendelse
deadline-history = Historikk
deadline-rounds = Andre runder
# $n (Number) - which
deadline-round = Runde { $n }
deadline-close = Avslutt fristen
deadline-close-lead = En frist kan ikke fjernes uten at det står hva som ble gjort.
deadline-outcome = Hva skjedde
deadline-note = Forklaring
deadline-note-hint = Hvem, når og hvor det står. Blir stående i historikken.
deadline-choose-outcome = Velg hva som skjedde.
deadline-note-missing = Skriv hva som ble gjort, minst tre tegn.
deadline-note-long = Forklaringen kan være på 2000 tegn.
deadline-assign = Gi til en annen
deadline-assign-save = Lagre ansvarlig
deadline-choose-owner = Velg en av dem som kan ha fristen.
deadline-wait = Venter på andre
deadline-wait-party = Hvem venter vi på
deadline-wait-nobody = Ingen, saken er hos oss
deadline-wait-sent = Hva er sendt, og når
deadline-wait-save = Lagre
deadline-choose-party = Velg hvem det er.
deadline-sent-missing = Skriv hva som er sendt, mellom 3 og 400 tegn.
deadline-elsewhere = Fristen avsluttes der opplysningen bekreftes eller slettes.
deadline-elsewhere-link = Åpne opplysningen
deadline-hard = Kan ikke holdes lenger uten nytt grunnlag. Overgang løslater ingen; det gjør du.
# $when (String) - when it ended
deadline-hard-order = Varetektsfristen gikk ut { $when }. Løslat, om det ikke foreligger en ny kjennelse.
# $when (String) - when it ended
deadline-hard-arrest = Siste frist for fremstilling for retten gikk ut { $when }. Løslat, om retten ikke har bestemt noe annet.
# $when (String) - when it ended
deadline-hard-frame = Tidsrammen for forvaringen gikk ut { $when }. Løslat, om retten ikke har forlenget den.
deadline-saved = Lagret.
deadline-by-clock = Klokken
# $now (String) - due
deadline-step-raised = Fristen satt til { $now }
# $was (String) - due before
# $now (String) - due after
deadline-step-moved = Flyttet fra { $was } til { $now }
deadline-step-warned = Varsel sendt
deadline-step-escalated = Over fristen: vakthavende og fengselsleder varslet
deadline-step-waiting = Venter på andre
deadline-step-resumed = Tilbake hos oss
deadline-step-assigned = Ansvarlig endret
deadline-step-closed = Avsluttet
deadline-step-nobody = Ingen bestemt
deadline-closed-heading = Fristen er avsluttet
# $late (Number) - days past the end
deadline-closed-late = { $late ->
    [one] Avsluttet { $late } dag etter fristen.
   *[other] Avsluttet { $late } dager etter fristen.
}
deadline-closed-late-today = Avsluttet etter fristen, samme døgn.
deadline-strip = To uker fram
# $days (String) - day and number, one after the other
deadline-strip-text = Frister dag for dag: { $days }
deadline-strip-none = Ingen frister de neste to ukene.
deadline-strip-due = frist
deadline-strip-hard = dag der fengsling utløper
deadline-mon = ma
deadline-tue = ti
deadline-wed = on
deadline-thu = to
deadline-fri = fr
deadline-sat = lø
deadline-sun = sø
# $n (Number) - how many days the oldest is over
deadline-oldest = { $n ->
    [0] Gikk ut i dag
    [one] Eldste: { $n } dag
   *[other] Eldste: { $n } dager
}
# $n (Number) - how many today
deadline-of-these-today = { $n } i dag
deadline-home-overdue = Over fristen
deadline-home-none = Ingen frister er over
deadline-home-none-text = Alt loven krever så langt, er gjort.
deadline-home-all = Alle frister
deadline-notice-near = En frist nærmer seg
# $what (String) - the rule
# $cite (String) - its section
# $when (String) - the end
deadline-notice-near-text = { $what } ({ $cite }): { $when }
deadline-notice-over = En frist er gått ut
# $what (String) - the rule
# $cite (String) - its section
# $when (String) - the end
deadline-notice-over-text = { $what } ({ $cite }) gikk ut { $when }. Ingen har ført hva som ble gjort.
deadline-notice-hard = Grunnlaget for å holde en person er gått ut
# $what (String) - the rule
# $cite (String) - its section
# $when (String) - the end
deadline-notice-hard-text = { $what } ({ $cite }) gikk ut { $when }. Løslat, om det ikke foreligger et nytt grunnlag.
deadline-notice-given = Du har fått ansvar for en frist
# $what (String) - the rule
# $cite (String) - its section
# $when (String) - the end
deadline-notice-given-text = { $what } ({ $cite }): { $when }
deadline-event-other = Hendelsen
deadline-outcome-new-order = Ny kjennelse foreligger
deadline-outcome-in-court = Fremstilt for retten
deadline-outcome-remanded = Varetektsfengslet
deadline-outcome-released = Løslatt
deadline-outcome-in-prison = Satt inn i fengsel
deadline-outcome-serving = Soner dom
deadline-outcome-other-basis = Holdes på et annet grunnlag
deadline-outcome-lifted = Opphevet
deadline-outcome-extended = Forlenget
deadline-outcome-filed = Begjæring eller sak er reist
deadline-outcome-not-filed = Det reises ikke sak
deadline-outcome-reassessed = Vurdert på nytt, fortsatt avslag
deadline-outcome-granted = Innvilget
deadline-outcome-decided = Avgjort på nytt
deadline-outcome-reported = Meldt
deadline-outcome-ended = Det gjaldt er avsluttet
deadline-outcome-done = Gjort
deadline-outcome-sent = Sendt
deadline-outcome-appealed = Klaget
deadline-outcome-waived = Frafalt klage
deadline-outcome-verified = Bekreftet
deadline-outcome-kept = Beholdt, et vedtak bygger på den
deadline-outcome-erased = Slettet
deadline-outcome-lapsed = Tiden gikk ut, ingenting skulle gjøres
deadline-outcome-mistake = Feilregistrert, det var ingen slik hendelse
deadline-event-arrest = Pågripelse
deadline-event-remand-order = Varetektskjennelse
deadline-event-remand-judgment = Dom avsagt under varetekt
deadline-event-restriction = Restriksjon
deadline-event-isolation-order = Kjennelse om full isolasjon
deadline-event-judgment-final = Dommen er rettskraftig
deadline-event-preventive-detention-frame-end = Tidsrammen for forvaring
deadline-event-preventive-detention-final = Forvaringsdommen er rettskraftig
deadline-event-preventive-detention-release-refused = Prøveløslatelse fra forvaring nektet
deadline-event-preventive-detention-trial-end = Prøvetiden er ute
deadline-event-probation-refused = Prøveløslatelse avslått
deadline-event-probation-period-end = Prøvetiden er ute
deadline-event-probation-date = Dato for prøveløslatelse
deadline-event-admission-exception = Innsatt uten dokument, som hastende unntak
deadline-event-observation-unverified = Ubekreftet opplysning ført
deadline-event-decision-notified = Underrettet om vedtaket
deadline-event-disciplinary-notified = Underrettet om reaksjonen
deadline-event-appeal-received = Klagen mottatt
deadline-event-decision-reversed = Vedtaket omgjort
deadline-event-application-received = Søknaden mottatt
deadline-event-exclusion-full = Full utelukkelse begynte
deadline-event-exclusion-partial = Delvis utelukkelse begynte
deadline-event-exclusion-collective = Kollektiv utelukkelse begynte
deadline-event-exclusion-collective-extended = Kollektiv utelukkelse forlenget
deadline-event-exclusion-building = Utelukkelse av bygningsmessige grunner
deadline-event-exclusion-building-extended = Utelukkelsen forlenget
deadline-event-security-cell = Satt i sikkerhetscelle
deadline-event-restraint-bed = Lagt i sikkerhetsseng
deadline-event-toilet-room = Satt i rom med spesialtoalett
deadline-event-exclusion-immediate = Umiddelbar utelukkelse
deadline-event-discipline-interrupted = Reaksjonen avbrutt
deadline-event-visitor-held = Besøkende holdt tilbake
deadline-event-shs-decision = Vedtak om særlig høy sikkerhet
deadline-event-shs-visitor-checked = Vandel kontrollert
deadline-event-institution-start = Opphold i institusjon begynte
deadline-event-interruption-start = Straffavbrudd begynte
deadline-event-monitoring-letter = Brev om elektronisk kontroll
deadline-event-plan-reception = Innkomst
deadline-event-plan-transfer = Overføring
deadline-event-plan-assessed = Kartlegging
deadline-event-plan-review = Fremtidsplan drøftet eller evaluert
deadline-event-plan-review-interrupted = Evaluering avbrutt av overføring
deadline-elsewhere-plan = Fristen avsluttes når det er gjort i fremtidsplanen.
deadline-elsewhere-plan-link = Åpne fremtidsplanen
# $region (String) - the region
deadline-in-region = Region { $region }
deadline-region = Region
deadline-of-nobody = Ingen bestemt
deadline-announced = Ventet ankomst
deadline-reception = Mottak
deadline-outcome-recalculated = Feil beregnet, beregningen er rettet
deadline-outcome-refused = Prøveløslatelse er avslått
deadline-still-here = Personen står fortsatt som innsatt. Registrer løslatelsen først.
deadline-no-basis = Det er ikke registrert noe annet som holder personen i dag. Registrer grunnlaget først.
deadline-not-corrected = Den nyeste beregningen sier det samme fortsatt. Rett det den bygger på først.
deadline-alarm = Skulle vært løslatt
deadline-alarm-text = Løslat straks, eller dokumenter hva som holder personen. Var det for sent eller for tidlig, registreres det som det var: dagene, og hvem som er varslet.
deadline-alarm-link = Soningssiden
