release-lead = En løslatelse forberedes av én og bekreftes av en annen samme dag. Deretter føres den når personen går ut porten.
release-probation-by-decision = Løslatelse på prøve skjer etter vedtak (strgjfl § 42). Velg «Etter en avgjørelse».
release-no-basis = Det er ikke registrert noe grunnlag med en dato. Velg «Etter en avgjørelse».
release-choose-ground = Velg hvorfor personen kan løslates nå.
release-effective-before = Dagen kan ikke være før avgjørelsen.
release-before-confirmation = Løslatelsen var ikke bekreftet da. Skriv hvorfor personen gikk først.
release-held = Noe holder personen ennå. Se listen.
release-field-basis = Hva personen holdes på
release-field-ground = Hvorfor personen kan løslates
release-field-ground-hint = Dagen må følge av en bekreftet beregning, eller av at kjennelsen løper ut.
release-ground-date = Dagen er nådd
release-ground-document = Etter en avgjørelse
release-field-document-hint = Vedtak om prøveløslatelse, rettens kjennelse eller påtalemyndighetens beslutning.
release-field-effective = Løslates fra og med
release-field-why = Hvorfor den trekkes tilbake
release-part-decision = Avgjørelsen
# $n (Number) - how many
release-hindrances = { $n ->
    [one] Ett forhold står i veien
   *[other] { $n } forhold står i veien
}
# $kind (String) - the kind of basis
# $case (String) - the case number
# $day (String) - the day
release-not-due = { $kind } { $case }: dagen er { $day }, og er ikke nådd.
# $kind (String) - the kind of basis
# $case (String) - the case number
release-not-calculated = { $kind } { $case }: det finnes ingen bekreftet beregning av løslatelsesdagen.
release-arrest-holds = En pågripelse opphører ikke av seg selv. Det må foreligge en avgjørelse.
# $day (String) - the day
release-not-effective = Avgjørelsen gjelder først fra { $day }.
# $kind (String) - the kind of basis
# $case (String) - the case number
# $day (String) - until when
release-holds-until = { $kind } { $case } holder personen til { $day }.
# $kind (String) - the kind of basis
# $case (String) - the case number
release-holds = { $kind } { $case } holder personen, og det finnes ingen bekreftet dag for når det opphører.
# $kind (String) - kind of basis
# $case (String) - case number
release-basis-changed = { $kind } { $case } er kommet til eller endret etter at løslatelsen ble forberedt. Trekk den tilbake, og forbered den på nytt.
release-basis-gone = Grunnlaget er rettet eller trukket tilbake siden. Velg på nytt.
release-fix-calculation = Se beregningen
release-fix-basis = Se grunnlaget
release-then = Dette skjer
release-then-second = En annen (vakthavende, leder eller saksbehandler) må bekrefte før dagen er omme.
release-then-gate = Personen løslates først når løslatelsen er bekreftet og føres ved porten.
release-prepare = Forbered løslatelsen
# $by (String) - who
# $at (String) - when
release-step-prepared = Forberedt av { $by } kl. { $at }
# $by (String) - who
# $at (String) - when
release-step-confirmed = Bekreftet av { $by } kl. { $at }
release-step-to-confirm = Bekreftes av en annen
release-step-gate = Føres ved porten
# $day (String) - the day
release-expires = Gjelder til og med { $day }. Etter midnatt må den forberedes på nytt.
release-not-you = Du har forberedt løslatelsen. En annen må bekrefte den.
release-you-confirm = Du bekrefter
release-you-confirm-basis = at grunnlaget er sett, og at ikke noe annet holder personen i dag
release-you-confirm-person = at det er rett person
release-confirm-button = Bekreft løslatelsen
release-changed = Noe er endret siden siden ble vist. Se over på nytt.
release-overdue-heading = Skulle vært løslatt
# $day (String) - the last day
# $days (Number) - days
release-overdue = Siste dag noe holdt personen, var { $day }. Det er { $days ->
    [one] én dag
   *[other] { $days } dager
} siden. Leder og vakthavende varsles når løslatelsen føres.
release-withdraw = Trekk tilbake
release-withdraw-button = Trekk løslatelsen tilbake
# $name (String) - who
release-confirmed-by = Bekreftet av { $name }
# $hours (Number) - hours
# $day (String) - the last day
release-over-hours = { $hours ->
    [one] Én time
   *[other] { $hours } timer
} for lenge (siste dag { $day })
# $days (Number) - days
# $day (String) - the last day
release-over-days = { $days } dager for lenge (siste dag { $day })
# $by (String) - who
state-release-waits = Løslatelse er forberedt av { $by } og må bekreftes av en annen i dag.
state-release-confirmed = Løslatelse er bekreftet og kan føres ved porten i dag.
# $n (Number) - how many
home-releases = { $n ->
    [one] Én løslatelse må bekreftes i dag
   *[other] { $n } løslatelser må bekreftes i dag
}
home-releases-text = Forberedt av en annen. Gjelder til midnatt.
notice-release-to-confirm = Løslatelse må bekreftes
# $by (String) - who
# $number (String) - the inmate's number
notice-release-to-confirm-text = { $by } har forberedt løslatelsen av { $number }. En annen må bekrefte den i dag.
notice-release-confirmed = Løslatelse bekreftet
# $by (String) - who
# $number (String) - the inmate's number
notice-release-confirmed-text = { $by } har bekreftet løslatelsen av { $number }.
notice-released-late = Løslatt for sent
# $number (String) - the inmate's number
# $days (String) - days
notice-released-late-text = { $number } ble løslatt for sent (påbegynte døgn: { $days }). Det må følges opp.
notice-released-unconfirmed = Løslatt før bekreftelse
# $number (String) - the inmate's number
notice-released-unconfirmed-text = { $number } gikk ut før løslatelsen var bekreftet av en annen. Det må følges opp.
