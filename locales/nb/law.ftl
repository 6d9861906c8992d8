law-nav = Regler
law-intro = Alt programmet regner med: hva regelen sier, hvor den står, og når den gjelder. En endring er en ny rad, og de gamle blir stående.
law-to-be-confirmed = Skal bekreftes av kriminalomsorgen
law-practice = praksis
# $source (String) - where it is told
law-practice-of = praksis ({ $source })
# $kroner (String) - whole kroner
# $ore (String) - two digits
law-kroner = kr { $kroner },{ $ore }
# $hour (String) - two digits
law-hour = kl. { $hour }.00
# $event (String) - what happens
law-runs-from = regnes fra { $event }
law-clock-elapsed = timer som er gått
law-clock-calendar-day = samme klokkeslett så mange døgn senere
law-clock-dates = etter dato
law-clock-working-day = etter dato, slutter på en virkedag
law-clock-before = regnes bakover, før dagen
law-mode-max = skal være avsluttet
law-mode-decide = skal være avgjort på nytt
law-mode-report = skal være meldt
law-mode-review = skal være vurdert på nytt
# $span (String) - a span of time
law-repeat = deretter hver { $span }
# $spans (String) - spans of time
law-warn = varsler { $spans } før
law-level-local = lokalt nivå
law-level-region = regionen
law-level-kdi = direktoratet (KDI)
law-level-court = retten
law-level-prosecutor = påtalemyndigheten
law-status-in-force = I kraft
law-status-enacted = Vedtatt, ikke i kraft
law-status-practice = Praksis
law-ahead = Gjelder senere
law-past = Opphørt
law-never = Erstattet fra første dag
law-confidence-verified = Lest i kilden
law-confidence-secondary = Skal bekreftes: gjengitt
law-confidence-memory = Skal bekreftes: etter minnet
law-confidence-derived = Utledet
law-confidence-assumed = Skal bekreftes: valgt av oss
law-unit-hours = timer
law-unit-days = dager
law-unit-weeks = uker
law-unit-months = måneder
law-unit-years = år
law-not-set = ikke fastsatt
# $day (String) - first day
law-from = fra { $day }
# $from (String) - first day
# $to (String) - last day
law-from-to = { $from }–{ $to }
# $day (String) - the day it would have begun
law-never-in-force = fra { $day }, aldri brukt
law-topic-sentences = Straffer og rammer
law-topic-calculation = Beregning av tid
law-topic-preventive = Forvaring
law-topic-remand = Pågripelse og varetekt
law-topic-levels = Hvem som avgjør, og klage
law-topic-placement = Plassering og gjennomføringsformer
law-topic-leave = Permisjon, frigang og avbrudd
law-topic-release = Prøveløslatelse
law-topic-day = Dagen, arbeid og penger
law-topic-contact = Besøk, telefon og post
law-topic-measures = Utelukkelse, tvang, disiplin og kontroll
law-topic-data = Personopplysninger
law-topic-other = Andre regler
law-topics = Emner
law-all-topics = Alle
law-used = Brukes til
law-used-deadlines = Frister: når hendelsen skjer, lager programmet en oppgave med denne fristen, varsler før den går ut, og løfter den når den er gått ut.
law-used-sentences = Kontroll når dommer registreres: programmet varsler eller stopper når det som skrives, ikke passer med regelen.
law-used-calculation = Soningstidsberegningen: datoene på dommen til hver innsatt. Hver beregning viser hvilken rad den brukte.
law-used-preventive = Registrering og beregning av forvaring: rammer, minstetid og prøvetid.
law-used-remand = Kjennelser om varetekt: hvor lange frister som kan settes, og hva som ikke vises for den som sitter i varetekt.
law-used-eligibility = Soningstidsberegningen, som viser når dette tidligst er mulig, og opplysning på sidene det gjelder.
law-used-other = Opplysning på sidene det gjelder, og kontroll der programmet regner ut eller teller.
law-text = Ord eller paragraf
law-act = Lov eller forskrift
law-any-act = Alle
law-no-act = Ingen (praksis)
law-status = Status
law-any-status = Alle
law-only-unconfirmed = Bare det som skal bekreftes
law-show-all = Vis alle
law-none = Ingen regler passer
law-none-text = Prøv et annet ord, eller vis alle.
law-rule = Regel
law-value = Verdi
law-source = Kilde
law-period = Gjelder
law-by = Av
law-clock = Tid
# $n (Number) - which row
law-version = rad { $n }
law-everybody = Alle
law-waiting = Forslag som venter
law-proposals = Forslag
law-look = Se
law-history = Se historikken
# $rule (String) - the rule
# $value (String) - the value
# $from (String) - first day
law-proposal-line = { $rule }: { $value } fra { $from }
# $name (String) - who
# $at (String) - when
law-by-at = { $name }, { $at }
# $proposer (String) - who proposed
# $approver (String) - who approved
# $at (String) - when
law-by-two = Foreslått av { $proposer }, godkjent av { $approver } { $at }
law-by-program = Programmets fil
law-waits = Venter
law-approved = Godkjent
law-rejected = Avvist
law-withdrawn = Trukket
law-strategy = Slik regnes måneder og år om til dager
law-strategy-intro = Loven sier det ikke, og vi har ikke funnet en offentlig kilde. Tjenesten velger, og valget gjelder alle beregninger. Sluttdatoen kan flytte seg flere dager.
law-strategy-calendar = 8 måneder fra 2. mars slutter 2. november, så lange som månedene er. Et skuddår har 366 dager.
law-strategy-days = 8 måneder er alltid 240 dager, og 1 år er alltid 365. Sluttdatoen blir som oftest noen dager tidligere.
law-strategy-used = Brukes nå
law-strategy-propose = Foreslå denne
law-strategy-confirm = Bekreft valget
law-propose = Foreslå endring
law-propose-title = Foreslå en ny rad
law-today = I dag
law-new-value = Ny verdi
law-unit = Enhet
law-valid-from = Gjelder fra
law-valid-from-hint = Raden som gjelder nå, slutter dagen før.
law-section = Paragraf
law-section-hint = For eksempel § 42(1), eller rundskrivet det står i.
law-confirmed = Lest i kilden eller bekreftet av kriminalomsorgen
law-confirmed-hint = Uten dette står det «skal bekreftes» ved alle resultater som bygger på regelen.
law-reason-hint = Hva er endret, og hvor står det? Den som godkjenner, og alle som ser historikken, leser dette.
law-happens-waits = Forslaget venter til en annen systemadministrator eller en fengselsleder har godkjent det.
law-happens-row = Når det er godkjent, slutter raden som gjelder nå, dagen før. Historikken blir stående.
law-happens-recompute = Beregninger som bygger på regelen, gjøres på nytt, og de som berøres, vises.
law-value-span = Skriv et helt tall, og velg enhet.
law-value-share = Skriv en brøk som 2/3.
law-value-number = Skriv et helt tall.
law-value-money = Skriv kroner og øre, som 82,50.
law-value-way = Velg en av måtene.
law-value-same = Dette er det som gjelder. Endre verdien, kilden eller om den er bekreftet.
law-from-missing = Skriv dagen regelen gjelder fra, som 01.01.2027.
law-past-missing = Datoen er i fortida. Resultater som alt er regnet ut, blir regnet ut på nytt. Kryss av om det er meningen.
law-past-accept = Ja, regelen skal gjelde fra en dag som har vært
law-act-missing = Velg loven eller forskriften.
law-act-wrong = Velg en av lovene i lista.
law-section-missing = Skriv paragrafen.
law-section-long = Skriv høyst 80 tegn.
law-another-waits = Et annet forslag om denne regelen venter på svar. Det må besvares eller trekkes før et nytt kan sendes.
law-done-proposed = Forslaget er sendt og venter på en annen.
law-done-approved = Godkjent. Den nye raden står i historikken.
law-done-rejected = Forslaget er avvist.
law-done-withdrawn = Forslaget er trukket.
law-proposal-title = Forslag til ny rad
law-change = Endringen
law-nothing = ingen
law-row-of-today = Raden som gjelder nå
# $day (String) - last day
law-ends = slutter { $day }
law-in-the-past = Datoen er i fortida
law-recompute = Resultater som alt er regnet ut med den gamle raden, blir regnet ut på nytt når forslaget godkjennes. Datoer kan flytte seg, også til dager som har vært.
law-proposed-by = Foreslått av
law-answered-by = Besvart av
law-answer = Svar på forslaget
law-answer-text = Les kilden før du godkjenner. Regelen gjelder for alle i tjenesten fra dagen over.
law-answer-hint = Hva bygger svaret på?
law-approve = Godkjenn
law-reject = Avvis
law-withdraw = Trekk forslaget
law-waits-for-another = Venter på en annen
law-waits-for-another-text = Du foreslo dette. En annen systemadministrator eller en fengselsleder må svare.
law-own = Du foreslo dette selv. En annen må svare.
law-not-own = Bare den som foreslo, kan trekke forslaget.
law-changed-since = Regelen har fått en ny rad siden dette ble foreslått. Avvis det, og foreslå på nytt.
law-decided-already = Noen har alt svart på forslaget.
notice-law-proposed = En regel er foreslått endret
# $by (String) - who
# $rule (String) - the rule
notice-law-proposed-text = { $by } foreslår å endre «{ $rule }». En annen må svare.
notice-law-approved = Forslaget ditt er godkjent
notice-law-rejected = Forslaget ditt er avvist
# $by (String) - who
# $rule (String) - the rule
notice-law-decided-text = { $by } har svart om «{ $rule }».
# $n (Number) - hours of a rule
law-hours = { $n ->
    [one] { $n } time
   *[other] { $n } timer
}
# $n (Number) - days
law-days = { $n ->
    [one] { $n } dag
   *[other] { $n } dager
}
# $n (Number) - weeks
law-weeks = { $n ->
    [one] { $n } uke
   *[other] { $n } uker
}
# $n (Number) - months
law-months = { $n ->
    [one] { $n } måned
   *[other] { $n } måneder
}
# $n (Number) - years
law-years = { $n ->
    [one] { $n } år
   *[other] { $n } år
}
# $n (Number) - minutes
law-minutes = { $n ->
    [one] { $n } minutt
   *[other] { $n } minutter
}
# $n (Number) - rows of its history
law-rows = { $n ->
    [one] { $n } rad
   *[other] { $n } rader
}
# $n (Number) - rules shown
law-shown = { $n ->
    [one] { $n } regel
   *[other] { $n } regler
}
law-results = Hvem regelen gjelder
# $n (Number) - people
law-results-people = { $n ->
    [one] 1 soningsberegning bygger på regelen.
   *[other] { $n } soningsberegninger bygger på regelen.
}
# $day (String) - when it begins
law-results-ahead = En ny rad gjelder fra { $day }. Den dagen beregnes de på nytt; til da regnes det etter regelen som gjelder nå.
# $n (Number) - people
law-results-pending = { $n ->
    [one] 1 av dem venter på å bli beregnet på nytt.
   *[other] { $n } av dem venter på å bli beregnet på nytt.
}
# $n (Number) - people
law-results-waiting = { $n ->
    [one] 1 ble annerledes da regelen ble endret, og venter på en annen person.
   *[other] { $n } ble annerledes da regelen ble endret, og venter på en annen person.
}
law-results-link = Se hvem det gjelder
