calc-tab = Soning
calc-nav = Beregninger
calc-title = Soning
calc-lead = Datoene som følger av dommene, hvorfor de er slik, og hvem som har bekreftet dem.
calc-none = Ingenting å beregne
calc-none-text = Personen gjennomfører ingen dom. Når en dom er registrert med første soningsdag, beregnes datoene her.
calc-remand = Varetekt
calc-remand-text = Varetektsinnsatte har ingen soningsdatoer. Permisjon, frigang, lavere sikkerhetsnivå og prøveløslatelse gjelder ikke (strgjfl § 52).
calc-pending = Noe er endret, og datoene under gjelder det som stod før. De beregnes på nytt nå; last siden på nytt om noen sekunder.
calc-state-preliminary = Foreløpig
calc-state-confirmed = Bekreftet
calc-state-overridden = Overstyrt
calc-state-superseded = Erstattet
calc-cause-first = Første beregning
calc-cause-basis = Dom eller annet grunnlag er registrert eller rettet
calc-cause-custody = Opphold, avbrudd eller rømming er registrert
calc-cause-isolation = Isolasjon eller juristens vurdering er registrert
calc-cause-law = En regel er endret
calc-cause-day = Datoen
calc-cause-asked = Beregnet på nytt på forespørsel
calc-cause-override = En dato er satt manuelt
calc-cause-person = Fødselsdatoen er rettet
# $version (Number) - which version
calc-version = Versjon { $version }
# $version (Number) - which version
# $when (String) - when it was made
calc-version-made = Versjon { $version }, beregnet { $when }
# $name (String) - who confirmed
# $when (String) - when
calc-confirmed-by = Bekreftet av { $name } { $when }
calc-needs-confirmation = Må bekreftes av en annen
# $version (Number) - the version in force
calc-in-force-still = Versjon { $version } gjelder til den nye er bekreftet.
calc-own = Beregningen bygger på noe du selv har registrert. En annen må bekrefte den.
calc-confirm = Bekreft beregningen
calc-confirm-lead = Kontroller regnskapet mot dokumentene før du bekrefter.
calc-confirm-note = Merknad
calc-recompute = Beregn på nytt
calc-sheet = Utskrift til den innsatte
calc-alarm-overdue = Skulle vært løslatt
calc-alarm-overdue-text = Etter beregningen er hele straffen gjennomført, og personen er fortsatt i fengsel. Løslat straks, eller dokumenter hva som ellers holder personen.
calc-alarm-probation = Dagen for prøveløslatelse er passert
calc-alarm-probation-text = En ny beregning flytter dagen for prøveløslatelse til en dag som er passert. Avgjør prøveløslatelse straks.
calc-changes = Hva som er endret
calc-change-date = Dato
calc-change-was = Før
calc-change-now = Nå
calc-change-by = Forskjell
# $days (Number) - how many days
calc-moved-later = { $days ->
    [one] 1 dag senere
   *[other] { $days } dager senere
}
# $days (Number) - how many days
calc-moved-earlier = { $days ->
    [one] 1 dag tidligere
   *[other] { $days } dager tidligere
}
calc-moved-new = ny dato
calc-moved-gone = gjelder ikke lenger
calc-because = Fordi
# $from (String) - before
# $to (String) - now
calc-because-start = Soningen begynner { $to }, ikke { $from }
# $what (String) - a line of the ledger
# $days (String) - its days with sign
calc-because-line-new = Ny linje i regnskapet: { $what } ({ $days })
# $what (String) - a line of the ledger
# $days (String) - its days with sign
calc-because-line-gone = Ikke lenger i regnskapet: { $what } ({ $days })
# $what (String) - a line of the ledger
# $from (String) - days before
# $to (String) - days now
calc-because-line = { $what }: { $from } ble { $to }
# $rule (String) - the rule in words
# $from (String) - its value before
# $to (String) - its value now
calc-because-rule = Regelen «{ $rule }» er endret fra { $from } til { $to }
calc-because-nothing = Ingen linjer eller regler er endret.
calc-bar = Tidslinje
# $percent (Number) - served so far
calc-today = I dag · { $percent } %
calc-today-plain = I dag
# $start (String) - first day
# $end (String) - end
# $percent (Number) - served so far
calc-bar-text = Soningen begynte { $start } og er ferdig { $end }. { $percent } prosent er gjennomført.
calc-dates = Datoer
calc-why = Hvorfor
calc-why-close = Skjul
calc-rules = Regler
calc-to-confirm = Skal bekreftes av kriminalomsorgen
# $count (Number) - rules
calc-to-confirm-count = { $count ->
    [one] Beregningen bygger på 1 regel som kriminalomsorgen må bekrefte
   *[other] Beregningen bygger på { $count } regler som kriminalomsorgen må bekrefte
}
calc-by-hand = Satt manuelt
# $date (String) - as calculated
calc-by-hand-was = Beregnet dato: { $date }
# $by (String) - who proposed
# $decided (String) - who decided
# $reason (String) - why
calc-by-hand-who = Foreslått av { $by }, godkjent av { $decided }. { $reason }
calc-reached = Nådd
calc-not-applicable = Gjelder ikke
calc-ledger = Regnskap
calc-ledger-lead = Hver linje med dokumentet den er hentet fra.
calc-ledger-minimum = Minstetid
calc-line = Linje
calc-document = Dokument
calc-days = Dager
calc-recorded-by = Registrert av
calc-the-program = Beregningen
calc-sum = Dager å gjennomføre fra første soningsdag
calc-sum-minimum = Dager til minstetiden er ute
# $court (String) - the court
# $number (String) - the case number
# $day (String) - its day
calc-judgment = { $court } { $number }, { $day }
calc-entry-fine = Subsidiær fengselsstraff for bot
# $amount (String) - as pronounced
calc-entry-sentence = Dom på { $amount }
# $amount (String) - as pronounced
calc-entry-frame = Tidsramme for forvaring, { $amount }
# $amount (String) - as pronounced
calc-entry-extension = Forlenget tidsramme, { $amount }
# $amount (String) - as pronounced
calc-entry-minimum = Minstetid, { $amount }
calc-entry-lapsed = Falt bort da forvaring ble idømt
calc-entry-court-credit = Fradrag for varetekt, fastsatt i dommen
# $from (String) - first day
# $to (String) - last day
calc-entry-service-credit = Varetekt etter dommen, { $from }–{ $to }
# $day (String) - the day
calc-entry-below = Frihetsberøvelse { $day } varte ikke lenger enn grensen
# $from (String) - first day
# $to (String) - last day
calc-entry-isolation = Full isolasjon { $from }–{ $to }, med juristens vurdering
# $from (String) - first day
# $to (String) - last day
calc-entry-unmarked = Full isolasjon { $from }–{ $to }, ikke vurdert til fradrag
calc-entry-not-used = Fradrag som ikke er brukt
# $from (String) - first day
# $to (String) - last day
calc-entry-interruption = Straffavbrudd { $from }–{ $to }
# $from (String) - first day
# $to (String) - last day
calc-entry-escape = Rømming eller ulovlig fravær { $from }–{ $to }
# $from (String) - first day
# $to (String) - last day
calc-entry-other = Annen frihetsberøvelse { $from }–{ $to }
calc-doc-basis = Dom eller annet grunnlag
calc-doc-stay = Opphold i fengsel
calc-doc-movement = Bevegelse
calc-doc-isolation = Kjennelse om isolasjon
calc-point-third = En tredel
calc-point-half = Halvparten
calc-point-two-thirds = To tredeler
calc-point-lower-security = Lavere sikkerhetsnivå vurderes
calc-point-short-leave = Korttidspermisjon
calc-point-leave = Ordinær permisjon
calc-point-day-release = Frigang
calc-point-halfway-house = Overgangsbolig
calc-point-outside-prison = Gjennomføring utenfor fengsel (§ 16)
calc-point-monitoring-instead = Elektronisk kontroll i stedet for fengsel
calc-point-monitoring-last = Elektronisk kontroll, siste del
calc-point-probation-half = Prøveløslatelse på halv tid, særlige grunner
calc-point-probation-before = Prøveløslatelse kort tid før, særlige grunner
calc-point-minimum-two-thirds = To tredeler av minstetiden
calc-point-release-request = Løslatelse kan begjæres
calc-point-probation = Prøveløslatelse
calc-point-minimum-end = Minstetiden er ute; prøveløslatelse
calc-point-extension-case = Sak om forlengelse må være reist
calc-point-end = Endt tid
calc-point-frame-end = Tidsrammen er ute
calc-point-start = Soningen begynner
# $day (String) - the day
calc-step-reached = Varetekten dekker dette: nådd når soningen begynner { $day }
# $amount (String) - as pronounced
# $days (Number) - days
calc-step-total = { $amount } er { $days } dager
# $share (String) - a share
# $of (Number) - of days
# $days (Number) - days
calc-step-share = { $share } av { $of } dager = { $days } dager
# $share (String) - a share
# $of (Number) - of days
# $days (Number) - days
calc-step-share-up = { $share } av { $of } dager, rundet opp = { $days } dager
# $share (String) - a share
# $of (Number) - of days
# $days (Number) - days
calc-step-share-down = { $share } av { $of } dager, rundet ned = { $days } dager
# $share (String) - a share
# $of (Number) - of days
# $days (Number) - days
calc-step-share-nearest = { $share } av { $of } dager, avrundet = { $days } dager
# $days (Number) - days
calc-step-floor = Minst { $days } dager
# $amount (String) - as the law says
# $days (Number) - days
calc-step-stated = Loven sier { $amount }: { $days } dager
# $of (Number) - days
# $credit (Number) - days off
# $left (Number) - days left
calc-step-credit = { $of } − { $credit } dager i fradrag = { $left } dager
# $days (Number) - days
calc-step-fine = + { $days } dager subsidiær fengselsstraff, uavkortet
# $from (String) - first day
# $days (Number) - days
# $day (String) - the date
calc-step-count = { $from } + { $days } dager = { $day }
# $from (String) - first day
# $days (Number) - days
# $skipped (Number) - days that do not count
# $day (String) - the date
calc-step-count-skipped = { $from } + { $days } dager + { $skipped } dager som ikke regnes = { $day }
# $from (String) - a day
# $amount (String) - how long
# $day (String) - the date
calc-step-after = { $from } + { $amount } = { $day }
# $from (String) - a day
# $amount (String) - how long
# $day (String) - the date
calc-step-before = { $from } − { $amount } = { $day }
# $day (String) - since
calc-step-continuous = Sammenhengende frihetsberøvet siden { $day }
# $day (String) - the date
calc-step-latest = Alle vilkår må være oppfylt: den seneste dagen er { $day }
# $days (Number) - days
# $least (Number) - days asked for
calc-step-remaining = { $days } dager gjenstår; minst { $least } kreves
# $amount (String) - as pronounced
# $limit (String) - the limit
calc-step-over = { $amount } er mer enn { $limit }
# $amount (String) - as pronounced
# $limit (String) - the limit
calc-step-within = { $amount } er ikke mer enn { $limit }
calc-absent-remand = Gjelder ikke varetektsinnsatte
calc-absent-fine = Subsidiær fengselsstraff gjennomføres uavkortet
calc-absent-full = For kort til prøveløslatelse; gjennomføres normalt fullt ut
# $day (String) - the day
calc-absent-end = Ville vært nådd { $day }, etter endt tid
calc-absent-assessment = Loven setter ingen dato; vurderes i hvert tilfelle
calc-absent-begun = Gjelder bare før soningen har begynt
calc-absent-long = Dommen er for lang
# $section (String) - the section
calc-absent-offence = Utelukket etter straffeloven § { $section }
calc-absent-chapter = Utelukket etter straffeloven kapittel 26
calc-absent-young = Brukes ikke for personer under 18 år
calc-absent-detention = Brukes ikke ved forvaring
calc-absent-no-minimum = Dommen setter ingen minstetid
calc-absent-not-final = Dommen er ikke rettskraftig
# $day (String) - since
calc-absent-away = Kan ikke beregnes: soningen har ikke løpt siden { $day }
# $days (Number) - days
calc-note-not-used = { $days ->
    [one] Fradraget er 1 dag større enn straffen: den er allerede gjennomført.
   *[other] Fradraget er { $days } dager større enn straffen: den er allerede gjennomført.
}
# $spells (Number) - spells
calc-note-unmarked = { $spells ->
    [one] 1 tidsrom i full isolasjon gir ikke fradrag før en jurist har vurdert grunnen.
   *[other] { $spells } tidsrom i full isolasjon gir ikke fradrag før en jurist har vurdert grunnen.
}
calc-note-twice = Varetekt etter den første dommen kan være med i det en senere dom trakk fra. Kontroller at ingen dag er trukket fra to ganger.
# $judgments (Number) - judgments
calc-note-lapsed = { $judgments ->
    [one] 1 tidligere dom falt bort da forvaring ble idømt.
   *[other] { $judgments } tidligere dommer falt bort da forvaring ble idømt.
}
# $section (String) - the section
calc-note-monitoring = Elektronisk kontroll er begrenset etter straffeloven § { $section }; vurder unntakene i forskriften § 7-2.
# $amount (String) - how often
calc-fact-reassess = Etter et avslag vurderes prøveløslatelse på nytt minst hver { $amount }
# $amount (String) - how long
calc-fact-meetings = Møteplikten etter prøveløslatelse varer normalt { $amount }
# $amount (String) - how long
calc-fact-day-release = Frigang varer normalt ikke mer enn { $amount }
# $n (Number) - years
calc-years = { $n ->
    [one] 1 år
   *[other] { $n } år
}
# $n (Number) - months
calc-months = { $n ->
    [one] 1 måned
   *[other] { $n } måneder
}
# $n (Number) - days
calc-some-days = { $n ->
    [one] 1 dag
   *[other] { $n } dager
}
# $a (String) - first
# $b (String) - second
calc-and = { $a } og { $b }
# $a (String) - first
# $b (String) - second
# $c (String) - third
calc-and-three = { $a }, { $b } og { $c }
calc-isolation = Full isolasjon og fradrag
calc-isolation-lead = Isolasjon gir fradrag bare når en jurist har vurdert grunnen og avgjort det (straffeloven § 83; HR-2018-1261-A).
# $from (String) - first day
# $to (String) - last day
calc-spell = { $from }–{ $to }
calc-mark-open = Ikke vurdert
calc-mark-yes = Gir fradrag
calc-mark-no = Gir ikke fradrag
# $lawyer (String) - the lawyer
# $reason (String) - why
calc-mark-by = { $lawyer }: { $reason }
calc-mark = Vurder fradraget
calc-mark-credit = Forslag
calc-mark-reason = Begrunnelse
calc-mark-save = Send til avgjørelse
calc-mark-back = Tilbake til soningstiden
calc-words = Vurderinger
calc-word-waits = Venter på avgjørelse
calc-word-accepted = Godkjent
calc-word-refused = Ikke godkjent
# $by (String) - who proposed
# $at (String) - when
calc-word-proposed = Foreslått av { $by }, { $at }
# $by (String) - who decided
# $at (String) - when
calc-word-decided = Avgjort av { $by }, { $at }
calc-word-propose = Foreslå
calc-word-propose-lead = Skriv hva isolasjonen skyldtes, med henvisning til kjennelsen eller vedtaket. Region eller fengselsleder avgjør. Beregningen endres ikke før det er avgjort.
calc-word-decide = Avgjør
calc-word-decide-lead = Du avgjør om isolasjonen gir fradrag. Navnet ditt og begrunnelsen blir stående i beregningen.
calc-word-decision = Avgjørelse
calc-word-accept = Forslaget godkjennes
calc-word-refuse = Forslaget godkjennes ikke
calc-word-note = Rettslig begrunnelse
calc-word-decide-save = Lagre avgjørelsen
calc-word-own = Du har foreslått dette selv. En annen må avgjøre det.
calc-error-outcome = Velg om forslaget godkjennes
calc-notice-isolation = Fradrag for isolasjon venter på avgjørelse
# $number (String) - the inmate's number
calc-notice-isolation-text = Innsatt { $number }: avgjør om isolasjonen gir fradrag.
calc-notice-isolation-yes = Forslaget om fradrag for isolasjon er godkjent
calc-notice-isolation-no = Forslaget om fradrag for isolasjon er ikke godkjent
# $number (String) - the inmate's number
calc-notice-isolation-decided-text = Innsatt { $number }: se begrunnelsen.
class-isolation-credit = Fradrag for isolasjon
calc-override = Overstyr en dato
calc-override-lead = En annen må godkjenne. Begrunnelsen og den beregnede datoen blir stående.
calc-override-point = Hvilken dato
calc-override-on = Ny dato
calc-override-reason = Begrunnelse
calc-override-save = Foreslå dato
calc-proposals = Foreslåtte datoer
# $point (String) - which date
# $from (String) - as calculated
# $to (String) - proposed
calc-proposal = { $point }: { $from } → { $to }
# $by (String) - who
# $when (String) - when
calc-proposal-by = Foreslått av { $by } { $when }
calc-accept = Godkjenn
calc-refuse = Avslå
calc-withdraw = Trekk tilbake
calc-answer-note = Merknad
calc-versions = Versjoner
calc-compare = Sammenlign
calc-compare-title = Sammenlign beregninger
# $a (Number) - a version
# $b (Number) - a version
calc-compare-lead = Versjon { $a } og versjon { $b }
calc-col-version = Versjon
calc-col-state = Status
calc-col-why = Hvorfor
calc-col-release = Ventet løslatelse
calc-col-date = Dato
calc-col-moved = Endring
calc-unchanged = Uendret
calc-queue = Beregnet på nytt, må bekreftes
calc-queue-lead = Beregninger som er endret og venter på at en annen bekrefter dem. Datoene som gjelder, er de forrige til da.
calc-queue-none = Ingen beregninger venter
calc-queue-none-text = Når en dom, et opphold eller en regel endres, kommer beregningen hit.
calc-queue-look = Se beregningen
calc-queue-own = Bygger på det du har registrert
calc-not-date = ingen dato
calc-error-point = Velg hvilken dato
calc-error-day = Skriv en dato
calc-error-reason = Skriv en begrunnelse på 10 til 1000 tegn
calc-error-credit = Velg om isolasjonen gir fradrag
calc-error-note = Skriv høyst 1000 tegn
calc-error-before-start = Datoen er før soningen begynte
calc-refused-own = Du kan ikke bekrefte en beregning som bygger på det du selv har registrert.
calc-refused-own-answer = Du kan ikke godkjenne ditt eget forslag.
calc-refused-pending = Noe er endret siden beregningen ble gjort. Vent til den er beregnet på nytt.
calc-refused-stale = Noen var raskere: det finnes en nyere beregning.
calc-refused-waiting = Noen har allerede foreslått en ny dato her.
calc-notice-overdue = Skulle vært løslatt
# $number (String) - the inmate's number
calc-notice-overdue-text = { $number }: etter beregningen er straffen gjennomført. Åpne soningssiden nå.
calc-notice-probation = Dagen for prøveløslatelse er passert
# $number (String) - the inmate's number
calc-notice-probation-text = { $number }: en ny beregning flytter prøveløslatelsen til en dag som er passert.
calc-sheet-title = Soningstidsberegning
# $name (String) - who
# $number (String) - number
calc-sheet-for = { $name }, nr. { $number }
# $when (String) - when
calc-sheet-made = Beregnet { $when }
calc-sheet-preliminary = Beregningen er foreløpig. En annen ansatt skal kontrollere den, og datoene kan bli endret.
calc-sheet-confirmed = Beregningen er kontrollert av to ansatte.
# $amount (String) - the sentence
calc-sheet-sentence = Du skal gjennomføre { $amount }.
# $amount (String) - the frame
calc-sheet-detention = Du er dømt til forvaring med en tidsramme på { $amount }.
# $days (Number) - fine days
calc-sheet-fine = I tillegg kommer { $days } dager for ubetalt bot. De gjennomføres fullt ut.
# $days (Number) - credit
calc-sheet-credit = { $days ->
    [0] Det er ikke trukket fra dager for varetekt.
    [one] 1 dag i varetekt er trukket fra.
   *[other] { $days } dager i varetekt er trukket fra.
}
# $days (Number) - days lost
calc-sheet-lost = { $days ->
    [one] 1 dag regnes ikke med, fordi du var borte.
   *[other] { $days } dager regnes ikke med, fordi du var borte.
}
calc-sheet-dates = Viktige datoer for deg
calc-sheet-probation-text = Du kan tidligst bli prøveløslatt denne dagen. Prøveløslatelse kan bli nektet; da får du et vedtak du kan klage på.
calc-sheet-full-text = Straffen er så kort at du normalt gjennomfører hele.
calc-sheet-leave-text = Fra denne dagen kan du søke om permisjon. Det er ingen rett til å få den.
calc-sheet-end-text = Hele straffen er gjennomført.
calc-sheet-frame-text = Tidsrammen for forvaringen er ute, hvis retten ikke forlenger den.
calc-sheet-how = Slik er det regnet
calc-sheet-wrong = Er du uenig?
calc-sheet-wrong-text = Si fra til kontaktbetjenten eller saksbehandleren. Hvis du fortsatt er uenig, kan du kreve at retten avgjør spørsmålet (straffeprosessloven § 462). Du kan be om hjelp fra en advokat.
calc-sheet-language = Språk på arket
calc-sheet-print = Skriv ut
calc-sheet-back = Tilbake til soningen
calc-sheet-received = Gitt til den innsatte (dato og underskrift)
calc-sheet-unconfirmed = Noen av reglene for beregningen er ikke endelig bekreftet av kriminalomsorgen. Datoene kan derfor bli justert.
calc-point-youth-end = Gjennomføringstiden slutter
# $judgments (Number) - how many
calc-note-silent = { $judgments ->
    [one] Dommen sier ikke noe om fradrag, men personen satt i varetekt i saken før den. Retten fastsetter fradraget i dommen (strl § 83): spør påtalemyndigheten eller retten, og rett dommen her. Til da er ingenting trukket fra.
   *[other] { $judgments } dommer sier ikke noe om fradrag, men personen satt i varetekt i sakene før dem. Retten fastsetter fradraget i dommen (strl § 83): spør påtalemyndigheten eller retten, og rett dommene her. Til da er ingenting trukket fra.
}
# $day (String) - since
calc-note-other-custody = Soningen løper ikke: den er avbrutt av varetekt i en annen sak siden { $day } (forskrift om straffegjennomføring § 3-3). Datoene beregnes når soningen går videre.
# $day (String) - since
calc-note-unlawful = Personen kom ikke tilbake { $day } og er borte uten tillatelse. Dagene regnes ikke som soning (forskrift om straffegjennomføring § 3-3). Datoene beregnes når personen er tilbake.
# $amount (String) - as pronounced
calc-entry-youth = Ungdomsstraff, gjennomføringstid { $amount }
# $from (String) - first day
# $to (String) - last day
calc-entry-unlawful = Kom for sent tilbake, borte uten tillatelse { $from }–{ $to }
# $amount (String) - the time
calc-sheet-youth = Du skal gjennomføre ungdomsstraff i { $amount }.
calc-sheet-youth-text = Ungdomsstraffen er gjennomført.
calc-of-rule = Beregninger som bygger på regelen
calc-of-rule-none = Ingen du har tilgang til
calc-of-rule-none-text = Ingen av beregningene som bygger på regelen, gjelder personer du har tilgang til.
calc-of-rule-day = Etter reglene
calc-of-rule-first = Til starten
calc-of-rule-more = Flere
calc-waits-anew = Venter på ny beregning
# $day (String) - since
calc-note-interrupted = Soningen løper ikke: straffen er avbrutt siden { $day } (strgjfl § 35). Datoene beregnes når soningen går videre.
# $day (String) - since
calc-note-escaped = Soningen løper ikke: personen er på rømmen siden { $day }, og dagene regnes ikke som soning (forskrift om straffegjennomføring § 3-3). Datoene beregnes når personen er tilbake.
# $day (String) - since
calc-note-at-large = Soningen løper ikke: personen ble løslatt ved en feil og har vært på frifot siden { $day }. Datoene beregnes når personen er tilbake.
calc-note-released-in-error = Personen var på frifot etter løslatelse ved en feil. Loven sier ikke om de dagene regnes som soning. De er ikke regnet med her, og den som bekrefter, må vurdere det.
calc-note-youth-beside = Det er også registrert en ungdomsstraff. Loven sier ikke hvordan den og straffen gjennomføres sammen. Ungdomsstraffens datoer står for seg selv, og ingen dato for den ene flytter den andre. Avklar det med den som fullbyrder.
# $from (String) - first day
# $to (String) - last day
calc-entry-at-large = På frifot etter løslatelse ved en feil { $from }–{ $to }
# $from (String) - first day
calc-entry-interruption-since = Straffavbrudd siden { $from }, soningen løper ikke
# $from (String) - first day
calc-entry-escape-since = På rømmen siden { $from }, soningen løper ikke
# $from (String) - first day
calc-entry-unlawful-since = Borte uten tillatelse siden { $from }, soningen løper ikke
# $from (String) - first day
calc-entry-other-since = Annen frihetsberøvelse siden { $from }, soningen løper ikke
# $from (String) - first day
calc-entry-at-large-since = På frifot etter løslatelse ved en feil siden { $from }, soningen løper ikke
calc-doc-release-error = Melding om feil ved løslatelse
calc-beside = Ungdomsstraff ved siden av
# $amount (String) - as pronounced
calc-beside-lead = Gjennomføringstid { $amount }. Datoene står for seg selv.
# $point (String) - the date
calc-beside-point = Ungdomsstraff: { $point }
# $amount (String) - as pronounced
# $day (String) - its end
calc-sheet-beside = Du har også en ungdomsstraff på { $amount }. Den er beregnet for seg selv og varer til { $day }.
# $amount (String) - as pronounced
calc-sheet-beside-open = Du har også en ungdomsstraff på { $amount }. Den er beregnet for seg selv, og slutten er ikke kjent ennå.
# $day (String) - since
calc-not-running = Soningen løper ikke siden { $day }
