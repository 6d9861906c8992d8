allowance-nav = Dagpenger
allowance-tab = Dagpenger
# $name (String) - the name
allowance-of = Dagpenger, { $name }
allowance-lead = Dager som er regnet ut og venter på godkjenning, og det som er godkjent (forskriften § 3-13).
allowance-to-approve = Til godkjenning
allowance-none = Ingen dager venter
allowance-none-text = Alle dager som er over, er godkjent. Hver natt regnes dagen før ut.
allowance-batches = Godkjent
allowance-batches-none = Ingenting er godkjent ennå
allowance-batches-none-text = Når en måned er godkjent, står den her med antall dager og sum.
allowance-col-month = Måned
allowance-col-people = Personer
allowance-col-days = Dager
allowance-col-notes = Merk
allowance-col-approved = Godkjent
allowance-col-basis = Fordelt på
allowance-col-without = Hold tilbake
allowance-col-day = Dag
allowance-col-why = Hvorfor
allowance-col-state = Status
# $n (Number) - days
# $sum (String) - kroner
allowance-corrected = { $n ->
    [one] { $n } godkjent dag er endret: { $sum } kr
   *[other] { $n } godkjente dager er endret: { $sum } kr
}
# $n (Number) - days
allowance-days-register = { $n ->
    [one] { $n } dag venter på oppmøte
   *[other] { $n } dager venter på oppmøte
}
# $n (Number) - days
allowance-days-rate = { $n ->
    [one] { $n } dag venter på sats
   *[other] { $n } dager venter på sats
}
# $n (Number) - days
allowance-of-those-corrected = { $n ->
    [one] { $n } rettet dag
   *[other] { $n } rettede dager
}
# $month (String) - the month
allowance-month-title = Godkjenn dagpenger for { $month }
# $n (Number) - days
# $sum (String) - kroner
allowance-month-lead = { $n ->
    [one] { $n } dag kan godkjennes, { $sum } kr til sammen.
   *[other] { $n } dager kan godkjennes, { $sum } kr til sammen.
}
# $n (Number) - days
allowance-n-ordinary = { $n } ordinær sats
# $n (Number) - days
allowance-n-support = { $n } støttesats
# $n (Number) - days
allowance-n-mixed = { $n } delt dag
# $n (Number) - days
allowance-n-none = { $n } uten dagpenger
# $sum (String) - kroner
allowance-with-food = kostpenger { $sum }
# $name (String) - the name
allowance-hold-back = Hold tilbake { $name }
allowance-approve-heading = Godkjenn
allowance-approve = Godkjenn dagene
allowance-this-happens = Dette skjer
allowance-happens-booked = Beløpene føres på dagpengekontoene i dag, ett bilag per person.
allowance-happens-corrected = Dager som har vært godkjent som noe annet, blir tilbakeført og ført på nytt.
allowance-happens-stays = De du holder tilbake, og dager som venter på oppmøte, blir stående til neste gang.
allowance-changed-heading = Dagene er endret
allowance-changed = Dagene er regnet ut på nytt eller godkjent av en annen siden du åpnet siden. Ingenting er ført. Se over tallene slik de er nå.
allowance-nobody-left = Alle er holdt tilbake. Ta med minst én person.
allowance-batch = Godkjenningen
# $month (String) - the month
allowance-batch-title = Godkjente dagpenger, { $month }
# $at (String) - the time
# $by (String) - the name
allowance-batch-lead = Godkjent { $at } av { $by }.
allowance-fact-corrected = Av dem rettede dager
allowance-fact-total = Sum av dagene
allowance-fact-booked = Ført på kontoene
allowance-booked = Ført
allowance-booked-none = Ingenting er ført
allowance-booked-none-text = Dagene i denne godkjenningen ga ikke penger.
# $sum (String) - kroner
allowance-undone = herav tilbakeført { $sum }
allowance-done = Dagene er godkjent og ført.
allowance-day-by-day = Dag for dag
# $month (String) - the month
allowance-days-lead = Hva hver dag i { $month } ga, hvorfor, og hvilken regel det bygger på.
allowance-days-none = Ingen dager er regnet ut
allowance-days-none-text = Personen var ikke her denne måneden, eller dagene er ikke over ennå.
# $n (Number) - versions
allowance-earlier = { $n ->
    [one] Slik sto det før ({ $n } gang)
   *[other] Slik sto det før ({ $n } ganger)
}
# $n (Number) - the version
# $at (String) - the time
allowance-computed = Utregning { $n }, { $at }
# $sum (String) - kroner
allowance-booked-as = Ført som { $sum } til endringen godkjennes
allowance-sum = Måneden
allowance-fact-approved = Godkjent
allowance-fact-proposed = Venter på godkjenning
allowance-fact-waiting = Dager som mangler noe
# $of (Number) - minutes
# $planned (Number) - minutes
allowance-minutes = { $of } av { $planned } min
allowance-rate-ordinary = ordinær sats
allowance-rate-support = støttesats
allowance-rate-mixed = delt
allowance-rate-none = uten dagpenger
allowance-state-proposed = Venter på godkjenning
allowance-state-approved = Godkjent
allowance-state-replaced = Erstattet
allowance-state-overtaken = Regnet ut på nytt
allowance-waits-register = Oppmøtet er ikke ført
allowance-waits-rate = Satsen mangler
allowance-what-worked = Møtte
allowance-what-programme = Deltok i program
allowance-what-excused = Borte med gyldig grunn
allowance-what-supported = Borte, får støttesats
allowance-what-refused = Nektet eller borte uten gyldig grunn
allowance-what-holiday = Helligdag
allowance-what-not-taken = Oppmøtet er ikke ført
allowance-what-weekend = Lørdag eller søndag
allowance-what-free-day = Hverdag uten økt
allowance-what-without-place = Ikke fått tilbud om plass
allowance-what-offer-refused = Har sagt nei til plass
allowance-what-unfit = Kan ikke arbeide
allowance-what-own-isolation = Utelukket etter eget ønske
allowance-what-admission-day = Innsettelsesdag
allowance-what-release-day = Løslatelsesdag
allowance-what-addition = Tillegg
allowance-what-cut = Tap av dagpenger
allowance-what-food = Kostpenger
allowance-what-not-held = Var ikke i fengsel denne dagen
money-nav = Konto og regnskap
money-tab = Konto
money-tab-theme = Økonomi
# $name (String) - the name
money-of = Konto, { $name }
money-lead = Dagpengekonto, egne penger og sparing for hver enkelt, og fengselets egne kontoer.
money-house = Fengsel
money-find = Navn eller nummer
# $n (Number) - people
money-found = { $n ->
    [one] { $n } treff.
   *[other] { $n } treff.
}
money-show = Vis
money-show-all = Alle
money-show-left = Løslatt, ikke gjort opp
money-show-below = Under null
money-left = Løslatt
money-moved-on = Overført til et annet fengsel
money-accounts = Kontoer
money-none = Ingen kontoer her
money-none-text = Kontoer åpnes når det første beløpet føres.
money-house-accounts = Fengselets kontoer
money-house-none = Ingenting er ført ennå.
money-latest = Sist ført
money-latest-none = Ingen bilag
money-latest-none-text = Kjøp, innskudd og uttak som føres for hånd, står her.
money-col-name = Navn
money-col-amount = Beløp (kr)
money-col-together = Til sammen
money-col-what = Hva
money-col-balance = Saldo
money-col-number = Bilag
money-col-kind = Type
money-col-account = Konto
money-col-in = Inn
money-col-out = Ut
money-col-entries = Bilag
money-col-moved = Beveget (kr)
money-own-allowance = Dagpenger
money-own-private = Egne penger
money-own-savings = Sparing
money-house-wages = Dagpenger, utgift
money-house-food = Kostpenger, utgift
money-house-bank = Bank
money-house-shop = Butikk
money-house-compensation = Erstatning
money-house-unclaimed = Uavhentede penger
money-house-written-off = Ettergitt
money-kind-allowance = Dagpenger
money-kind-deposit = Innskudd
money-kind-withdrawal = Uttak
money-kind-purchase = Kjøp
money-kind-transfer = Overføring
money-kind-savings = Sparing
money-kind-compensation = Erstatning
money-kind-release = Oppgjør ved løslatelse
money-kind-opening = Inngående saldo
money-kind-reversal = Tilbakeføring
# $kind (String) - what it is
# $from (String) - the account
# $to (String) - the account
money-way = { $kind }: fra { $from } til { $to }
money-way-label = Hva skal føres?
money-missing-way = Velg hva som skal føres
money-amount = Beløp
money-amount-hint = I kroner, for eksempel 79,50
money-bad-amount = Skriv et beløp i kroner større enn 0, for eksempel 79,50
money-booked-on = Føres på dag
money-bad-day = Skriv en dato
money-day-ahead = Dagen er ikke kommet ennå
money-day-long-ago = Dagen er mer enn et år tilbake
money-month-closed = Måneden er avsluttet. Før beløpet på en dag i en åpen måned.
money-text = Tekst
money-text-hint = Står på kontoutskriften.
money-reason = Begrunnelse
money-days-corrected = Dagene er rettet
# $sum (String) - kroner
money-not-enough = Det er ikke nok på kontoen. Den har { $sum } kr.
money-not-enough-now = Det er ikke nok på kontoen lenger. Noe er ført i mellomtiden.
money-new-entry = Nytt bilag
money-post = Før
money-done = Beløpet er ført.
money-person-lead = Hva som kom inn og gikk ut av hver konto, og hva som er igjen.
money-person-none = Ingen bevegelser
money-person-none-text = Ingenting er ført på kontoene ennå.
money-month-none = Ingen bevegelser denne måneden.
# $sum (String) - kroner
money-opening = fra før { $sum }
# $sum (String) - kroner
money-closing = Saldo { $sum }
money-owed = Til gode
money-owed-accounts = På kontoene
# $n (Number) - days
money-owed-days = { $n ->
    [one] { $n } dag som ikke er godkjent
   *[other] { $n } dager som ikke er godkjent
}
money-owed-together = Til sammen
# $n (Number) - days
money-owed-waiting = { $n ->
    [one] { $n } dag mangler oppmøte eller sats
   *[other] { $n } dager mangler oppmøte eller sats
}
money-to-approve = Godkjenn dagene
money-settle = Oppgjør ved løslatelse
money-settle-here = Personen er ikke løslatt ennå. Oppgjøret kan gjøres samme dag som løslatelsen.
# $sum (String) - kroner
money-settle-words = { $sum } kr går ut, og kontoene blir tomme.
money-settle-to = Pengene går til
money-settle-missing-to = Velg hvor pengene skal
money-settle-stale = Noe er ført på kontoene siden du åpnet siden. Ingenting er gjort opp. Se over summen slik den er nå.
money-settle-below = En konto er under null. Dekk den først med en overføring.
money-settle-nothing = Det er ingenting å gjøre opp
money-settle-save = Gjør opp
money-settled = Kontoene er gjort opp.
money-settled-already = En annen har gjort opp kontoen. Ingenting mer er ført.
money-settled-paid-out = Utbetalt
money-settled-unclaimed = Personen er ikke å få tak i. Fengselet oppbevarer pengene.
money-settled-paid-in = Det skyldige er betalt inn
money-settled-written-off = Ettergitt
money-settled-between = Den ene kontoen dekker den andre
money-settled-collected = Pengene er hentet
money-settle-way = Slik gjøres det opp
money-settle-missing-way = Velg hvordan det gjøres opp
money-settle-reason-hint = Må fylles ut når beløpet ettergis.
money-settle-missing-reason = Skriv hvorfor, med minst tre tegn
# $sum (String) - kroner
money-settle-owes = Personen skylder { $sum } kr.
# $sum (String) - kroner
money-settle-kept = Fengselet har { $sum } kr som ikke er hentet.
money-settle-even = Kontoene er til sammen null, men den ene er under null.
money-settle-only-days = Det er ingenting på kontoene. Dager som ikke er godkjent, kommer på kontoen når de godkjennes.
# $name (String) - the name
money-left-title = Oppgjør, { $name }
# $number (String) - the person's number
# $at (String) - the time of release
money-left-lead = { $number }, løslatt { $at }
money-left-list-lead = Kontoer som ikke er gjort opp etter løslatelse, uansett hvor lenge siden det er. Listen blir tom når alt er gjort opp.
money-left-to-settle = Skal gjøres opp
money-left-col-days = I dager
money-left-closed = Mappen er lukket
money-left-closed-text = Mappen ble lukket 30 dager etter løslatelsen. Her står bare det som trengs for å gjøre opp.
money-left-account = Kontoen
# $number (String) - the entry's number
money-undoes = Tilbakeføring av { $number }
money-entry = Bilaget
# $number (String) - the number
money-entry-title = Bilag { $number }
# $at (String) - the time
# $by (String) - the name
money-entry-lead = Ført { $at } av { $by }.
money-lines = Linjer
money-link-reverses = Bilaget som er tilbakeført
money-link-reversed-by = Tilbakeført med dette bilaget
money-reverse = Tilbakefør
money-reverse-mirror = Et nytt bilag føres i dag med de samme beløpene motsatt vei.
money-reverse-stays = Det første bilaget blir stående. Et bilag tilbakeføres bare én gang.
money-reverse-why = Hvorfor tilbakeføres det?
money-reverse-hint = Minst tre tegn. Står på bilaget.
money-missing-reason = Skriv hvorfor
money-reversed = Bilaget er tilbakeført.
money-reversed-already = Bilaget er alt tilbakeført av en annen. Ingenting mer er ført.
money-not-this-way = Dagpenger rettes ved at dagene regnes ut på nytt, og en tilbakeføring tilbakeføres ikke.
money-periods = Måneder
money-periods-lead = En måned som er avsluttet, tar ikke imot flere bilag. Rettelser føres i den åpne måneden.
money-months = Måneder
money-periods-none = Ingen måneder ennå
money-periods-none-text = Regnskapet begynner med det første bilaget.
money-period-close = Avslutt
money-period-closed = Avsluttet
money-period-open = Åpen
# $at (String) - the time
# $by (String) - the name
money-period-closed-by = { $at } av { $by }
# $sum (String) - kroner
money-period-owed = { $sum } kr på de innsattes kontoer
money-period-not-over = Måneden er ikke over
# $n (Number) - days
money-period-open-days = { $n ->
    [one] { $n } dag med dagpenger er ikke godkjent
   *[other] { $n } dager med dagpenger er ikke godkjent
}
money-period-still-open = Måneden har dager som ikke er godkjent. Godkjenn dem først.
money-period-closed-already = Måneden er alt avsluttet av en annen.
money-period-done = Måneden er avsluttet.
money-statement = Kontoutskrift
# $month (String) - the month
money-statements = Kontoutskrifter for { $month }
money-statements-all = Kontoutskrifter
# $n (Number) - statements
money-statements-lead = { $n ->
    [one] { $n } utskrift, på eget ark. Engelsk for den som trenger tolk.
   *[other] { $n } utskrifter, hver på eget ark, i dørenes rekkefølge. Engelsk for den som trenger tolk.
}
# $from (String) - the day
# $until (String) - the day
money-statement-period = { $from } – { $until }
# $at (String) - the time
money-statement-made = Skrevet ut { $at }.
money-statement-open = Måneden er ikke over.
money-statement-none = Ingenting er ført på kontoene dine.
money-statement-opening = Saldo fra før
money-statement-closing = Saldo ved slutten
# $sum (String) - kroner
money-statement-total = Til sammen på kontoene dine: { $sum } kr
money-statement-ask = Spør kontaktbetjenten din hvis noe ikke stemmer.
