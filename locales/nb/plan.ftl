plan-nav = Planer
plan-nav-steps = Steg i planen
plan-tab = Fremtidsplan
# $name (String) - the name
plan-of = Fremtidsplan, { $name }
plan-lead = Det som er avtalt, hvem som gjør hva, og hvordan det går.
plan-lead-draft = Målene er et utkast. De er ikke drøftet ferdig med den innsatte.
plan-lead-none = Det er ikke skrevet noen mål ennå.
plan-none = Ingen plan ennå
plan-none-text = Begynn med kartleggingen. Målene skrives sammen med den innsatte, med den innsattes egne ord.
plan-remand = Varetekt: alt her er så langt personen selv ønsker det. Ingenting handler om siktelsen, og ingenting forutsetter skyld.
plan-theme-housing = Bolig
plan-theme-education = Utdanning
plan-theme-work = Arbeid og ferdigheter
plan-theme-finances = Økonomi og gjeld
plan-theme-family = Familie, barn og nettverk
plan-theme-health = Helse
plan-theme-substance-use = Rus
plan-theme-leisure = Fritid
plan-theme-papers = ID-papirer, språk og opphold
plan-theme-attitudes = Holdninger og risiko
plan-importance = Hvor viktig er det, slik dere er enige om?
plan-importance-none = Ingenting å gjøre nå
plan-importance-some = Noe viktig
plan-importance-much = Svært viktig
plan-why = Hvorfor kartlegges det?
plan-why-reception = etter innkomst
plan-why-transfer = etter overføring
plan-why-interval = tiden er inne
plan-why-change = noe er endret
plan-who-inmate = Den innsatte
plan-who-contact-officer = Kontaktbetjent
plan-who-case-manager = Saksbehandler
plan-who-coordinator = Tilbakeføringskoordinator
plan-who-teacher = Lærer
plan-who-supervisor = Verksbetjent
plan-who-health = Helseavdelingen
plan-who-nav = Nav
plan-who-municipality = Kommunen
plan-who-ngo = Frivillig organisasjon
plan-who-family = Familie
plan-who-other = Andre
# $who (String) - who
# $name (String) - the name
plan-who-named = { $who }, { $name }
plan-health-goal = Ønsker å bli kontaktet av helseavdelingen
plan-health-action = Ta kontakt med den innsatte
plan-health-no-longer = Ønsker ikke lenger kontakt
plan-goal-current = Nå
plan-goal-later = Senere
plan-goal-achieved = Nådd
plan-goal-left = Lagt bort
plan-group-current = Mål nå
plan-group-later = Mål for senere
plan-group-achieved = Mål som er nådd
plan-group-left = Mål som er lagt bort
plan-step-planned = Planlagt
plan-step-under-way = I gang
plan-step-done = Gjort
plan-step-not-now = Går ikke nå
plan-step-dropped = Utgår
# $state (String) - how it stands
plan-step-late = { $state }, over fristen
plan-verdict = Hva sa den innsatte?
plan-verdict-agreed = Enig
plan-verdict-not-agreed = Ikke enig
plan-verdict-not-answered = Kunne ikke svare
plan-meeting-planned = Planlagt
plan-meeting-held = Holdt
plan-meeting-cancelled = Avlyst
plan-meeting-interrupted = Avbrutt av overføring
plan-took-part = Deltok den innsatte?
plan-part-yes = Ja
plan-part-partly = Delvis
plan-part-no = Nei
plan-outcome-goes-on = Planen går videre
plan-outcome-changes = Mål endres
plan-outcome-new-assessment = Behov og ressurser kartlegges på nytt
# $times (Number) - how often
# $last (String) - the last time
plan-progress-talk = { $times ->
    [one] { $times } samtale, { $last }
   *[other] { $times } samtaler, sist { $last }
}
# $times (Number) - how often
# $last (String) - the last time
plan-progress-attendance = { $times ->
    [one] { $times } periode med oppmøte, { $last }
   *[other] { $times } perioder med oppmøte, sist { $last }
}
# $times (Number) - how often
# $last (String) - the last time
plan-progress-result = { $times ->
    [one] { $times } resultat, { $last }
   *[other] { $times } resultater, sist { $last }
}
# $times (Number) - how often
# $last (String) - the last time
plan-progress-aim = { $times ->
    [one] Læringsmål nådd, sist { $last }
   *[other] Læringsmål nådd i { $times } kurs, sist { $last }
}
# $times (Number) - how often
# $last (String) - the last time
plan-progress-skill = { $times ->
    [one] { $times } ferdighet fra arbeidet, { $last }
   *[other] { $times } ferdigheter fra arbeidet, sist { $last }
}
# $times (Number) - how often
# $last (String) - the last time
plan-progress-leave = { $times ->
    [one] { $times } permisjon, { $last }
   *[other] { $times } permisjoner, sist { $last }
}
# $times (Number) - how often
# $last (String) - the last time
plan-progress-visit = { $times ->
    [one] { $times } besøk, { $last }
   *[other] { $times } besøk, sist { $last }
}
# $times (Number) - how often
# $last (String) - the last time
plan-progress-session = { $times ->
    [one] { $times } programsamling, { $last }
   *[other] { $times } programsamlinger, sist { $last }
}
# $times (Number) - how often
# $last (String) - the last time
plan-progress-support-group = { $times ->
    [one] { $times } ansvarsgruppemøte, { $last }
   *[other] { $times } ansvarsgruppemøter, sist { $last }
}
# $line (String) - what happened
# $n (Number) - how many
# $of (Number) - of how many
plan-progress-figures = { $line } ({ $n } av { $of })
plan-assessment = Kartlegging
plan-assessments = Alle kartlegginger
# $name (String) - the name
plan-assessment-of = Kartlegging av behov og ressurser, { $name }
# $n (Number) - how many
# $why (String) - why
plan-assessment-no = Kartlegging { $n }, { $why }
# $n (Number) - how many
# $day (String) - the day
plan-assessment-on = Kartlegging { $n }, { $day }
plan-assessment-none = Behov og ressurser er ikke kartlagt.
plan-assessment-none-text = Kartleggingen er frivillig, tema for tema. Den begynner med det personen selv sier.
plan-assessment-compare = Kartlegginger ved siden av hverandre
plan-compare-before = Sammenlign med den forrige
plan-stage-open = Pågår
plan-stage-finished = Ferdig
plan-stage-declined = Ønsker ingen kartlegging nå
# $by (String) - by whom
# $when (String) - when
plan-begun-by = Begynt av { $by }, { $when }
# $by (String) - by whom
# $when (String) - when
plan-ended-by = Avsluttet av { $by }, { $when }
# $by (String) - by whom
# $when (String) - when
plan-written-by = { $by }, { $when }
plan-begin = Ny kartlegging
plan-begin-save = Begynn
plan-end = Avslutt kartleggingen
plan-end-text = Når den er avsluttet, står den som den er. Den neste blir en ny, og de kan sammenlignes.
plan-end-finished = Ferdig
plan-end-declined = Personen ønsker ingen kartlegging nå
plan-end-declined-save = Avslutt uten kartlegging
plan-declined-words = Med egne ord
plan-no-words = Ingen ord er skrevet ned.
plan-nothing-written = Skriv minst ett tema først, eller velg at personen ikke ønsker kartlegging
plan-own-words = Med egne ord
plan-own-words-hint = Skriv det personen sier, slik det blir sagt.
plan-resources = Ressurser
plan-resources-hint = Det personen kan, har og får til, og hvem som er der.
plan-needs = Behov
plan-contact = Ønsker personen å bli kontaktet av helse?
plan-contact-hint = Bare ønsket om kontakt. Skriv aldri noe om helse her.
plan-contact-yes = Ønsker kontakt
plan-contact-no = Ønsker ikke kontakt
plan-consent = Personen samtykker i at dette temaet skrives ned og deles
plan-consent-hint = Deles med dem som arbeider med planen. Samtykket kan trekkes når som helst.
plan-consent-short = Samtykke
plan-consent-withdraw = Trekk samtykket
plan-consent-give = Samtykker igjen
# $when (String) - when
plan-consent-withdrawn = Samtykke trukket { $when }
plan-no-consent = Uten samtykke skrives det ingenting. Kryss av når personen har samtykket
plan-only-you-see = Samtykket er trukket: bare saksbehandleren ser dette
plan-not-shared = Ikke delt
plan-not-shared-text = Personen har trukket samtykket. Det som er skrevet, ser bare saksbehandleren.
plan-theme-nothing = Ikke snakket om.
plan-theme-write = Skriv
plan-theme-change = Endre
# $theme (String) - the theme
plan-theme-title = Kartlegging: { $theme }
plan-theme-lead = Snakk sammen først. Skriv det dere er enige om å skrive.
plan-from-before = Skjemaet er fylt med det som ble sagt sist. Endre det som er blitt annerledes.
plan-missing-why = Velg hvorfor det kartlegges
plan-missing-words = Skriv noe med personens egne ord, en ressurs eller et behov
plan-missing-importance = Velg hvor viktig det er
plan-missing-contact = Velg om personen ønsker kontakt
# $n (Number) - how many
plan-too-long = Høyst { $n } tegn
# $when (String) - when
plan-assessed-at = Kartlagt { $when }
plan-not-assessed = Ikke kartlagt i dette oppholdet.
plan-done-begun = Kartleggingen er begynt.
plan-done-ended = Kartleggingen er avsluttet, og neste frist er satt.
plan-done-withdrawn = Samtykket er trukket. Fra nå av ser bare saksbehandleren det som er skrevet.
plan-done-given = Temaet deles igjen.
plan-done-saved = Lagret.
plan-risks = Risikovurderinger
plan-risk-new = Ny risikovurdering
plan-risk-none = Ingen risikovurderinger er registrert.
plan-risk-lead = Verktøyet har et navn, en dag og en som har brukt det. Resultatet skrives med ord.
plan-risk-instrument = Verktøy
plan-risk-day = Vurdert
plan-risk-author = Vurdert av
plan-risk-result = Resultat med ord
plan-risk-result-hint = Hva vurderingen sier, og hva som gjør risikoen mindre. Ingen kliniske opplysninger.
plan-risk-valid = Gjelder til
# $day (String) - the day
plan-risk-until = Gjelder til { $day }
# $day (String) - the day
plan-risk-over = Gikk ut { $day }
plan-risk-withdrawn = Feilført
plan-risk-withdraw = Feilført
# $day (String) - the day
# $by (String) - by whom
plan-risk-line = { $day }, { $by }
plan-risk-missing-instrument = Skriv navnet på verktøyet
plan-risk-missing-author = Skriv hvem som har vurdert
plan-risk-missing-result = Skriv resultatet med ord, 3 til 1500 tegn
plan-risk-missing-day = Skriv dagen det ble vurdert, ikke frem i tid
plan-risk-missing-until = Skriv hvor lenge den gjelder, ikke før dagen den ble gjort
plan-goal-new = Nytt mål
plan-goal-edit = Endre målet
plan-goal-lead = Skriv målet sammen med den innsatte.
plan-goal-lead-agreed = Planen er avtalt. En endring her er et utkast til neste versjon til den er drøftet; den avtalte står.
plan-theme = Tema
plan-theme-hint = Bare tema personen har samtykket i å dele.
plan-choose = Velg
plan-goal-words = Målet, med den innsattes egne ord
plan-goal-words-hint = «Jeg vil …». Høyst 300 tegn.
plan-when = Når
plan-when-current = Nå
plan-when-later = Senere
plan-target-on = Innen
# $day (String) - the day
plan-target = Innen { $day }
plan-daily = Angår hverdagen på avdelingen
plan-daily-field = Målet angår hverdagen på avdelingen
plan-daily-hint = Da kan betjentene på avdelingen lese målet og hjelpe til.
plan-first-step = Det første som skal gjøres
plan-no-steps = Ingen har fått noe å gjøre her ennå.
plan-goal-to-achieved = Nådd
plan-goal-to-later = Senere
plan-goal-to-current = Ta opp igjen
plan-goal-to-left = Legg bort
plan-left-why = Hvorfor legges målet bort?
# $when (String) - when
# $reason (String) - why
plan-ended = { $when }. { $reason }
plan-step-new = Nytt steg
plan-step-edit = Endre steget
plan-what = Hva skal gjøres
plan-what-hint = For helseavdelingen skrives ingenting: de tar kontakt.
plan-who = Hvem
plan-owner = En bestemt ansatt
plan-owner-hint = Bare for kontaktbetjent, saksbehandler, koordinator, lærer og verksbetjent.
plan-owner-none = Den som har rollen
plan-partner = Hvem utenfra
plan-partner-hint = Kontor, organisasjon eller navn, for dem utenfor fengselet.
plan-by = Innen
# $day (String) - the day
plan-by-day = innen { $day }
# $name (String) - the name
plan-owner-gone = { $name } kan ikke gjøre dette lenger. Gi det til en annen.
plan-change = Endre
plan-open = Åpne
plan-move-under-way = I gang
plan-move-done = Gjort
plan-move-again = Ikke gjort likevel
plan-move-more = Mer
plan-move-not-now = Går ikke nå
plan-move-drop = Steget utgår
plan-evidence = Hva viser det?
plan-missing-theme = Velg et tema
plan-missing-goal = Skriv målet, 3 til 300 tegn
plan-missing-when = Velg nå eller senere
plan-missing-what = Skriv hva som skal gjøres, 3 til 300 tegn
plan-missing-who = Velg hvem
plan-missing-reason = Skriv hvorfor, minst 3 tegn
plan-bad-day = Skriv en dag fra i dag og fremover
plan-bad-owner = Velg en som har den rollen, eller ingen
plan-theme-not-shared = Personen har ikke samtykket i å dele dette temaet. Skriv det i kartleggingen først
# $n (Number) - how many
plan-alert-gone = { $n ->
    [one] Ett steg hører til en som ikke er her lenger. Gi det til en annen.
   *[other] { $n } steg hører til noen som ikke er her lenger. Gi dem til andre.
}
# $when (String) - when
plan-alert-changed = Målene er endret { $when }, etter at planen ble drøftet. Endringene er et utkast til neste versjon.
# $n (Number) - how many
plan-alert-unshared = { $n ->
    [one] Personen har trukket samtykket for ett tema. Det vises ikke her.
   *[other] Personen har trukket samtykket for { $n } tema. De vises ikke her.
}
# $n (Number) - how many
plan-alert-unshared-cas = { $n ->
    [one] Personen har trukket samtykket for ett tema. Bare du ser det.
   *[other] Personen har trukket samtykket for { $n } tema. Bare du ser dem.
}
plan-state-none = Ingen plan
plan-state-draft = Utkast
plan-done-goal = Målet er lagret.
plan-done-agreed = Det dere kom frem til, er lagret som en ny versjon.
plan-done-review = Evalueringen er lagret, og neste frist er satt.
plan-part-title = Min del av fremtidsplanen
plan-part-lead = Målene der du har noe å gjøre, og ikke mer av planen.
plan-part-lead-daily = Mål som angår hverdagen på avdelingen, og ikke mer av planen.
plan-part-none = Ingenting her
plan-part-none-text = Ingen mål i planen gjelder deg nå.
plan-dates = Frister
plan-dates-none = Ingen frister er satt.
plan-assess-by = Kartlegges innen
plan-review-by = Evalueres innen
plan-made-by = Drøftes ferdig innen
plan-review-planned = Evaluering planlagt
# $day (String) - the day
# $n (Number) - how many
plan-day-over = { $day }, { $n ->
    [one] { $n } dag over
   *[other] { $n } dager over
}
plan-talk-about = Mål dere snakket om
plan-talk-heading = Steg i fremtidsplanen
plan-talk-hint = Velg bare der noe er nytt. Samtalen vises under målet.
# $state (String) - how it stands
plan-talk-same = Som før: { $state }
plan-agree = Drøft planen
# $n (Number) - how many
plan-agree-lead = Det blir versjon { $n }. Gå gjennom målene sammen før du lagrer.
plan-agree-what = Det som drøftes
plan-agree-save = Lagre som ny versjon
plan-agree-happens = Dette skjer
plan-agree-happens-frozen = Målene og stegene står slik de er nå i denne versjonen, for alltid.
plan-agree-happens-review = Fristen for første evaluering settes.
plan-agree-happens-sign = Fengselslederen får beskjed og skal underskrive i tillegg.
plan-inmate-words = Den innsattes egne ord
plan-inmate-words-hint = Må fylles ut når den innsatte ikke er enig.
plan-agreed-on = Drøftet
plan-participants = Hvem var med
plan-participants-hint = Navn eller roller.
plan-explained = Forklart
plan-explained-by = Forklart av
plan-explained-in = Forklart på
plan-interpreter = Med tolk
# $language (String) - the language
plan-with-interpreter = { $language }, med tolk
# $by (String) - by whom
# $language (String) - the language
plan-explained-by-in = { $by }, på { $language }
plan-recorded = Skrevet av
plan-missing-verdict = Velg hva den innsatte sa
plan-missing-disagreement = Skriv hva den innsatte er uenig i, med egne ord
plan-bad-agreed-on = Skriv dagen dere snakket sammen, høyst en måned tilbake
plan-missing-explained-by = Skriv hvem som forklarte planen
plan-missing-language = Velg språket den ble forklart på
plan-stale = Planen er endret av en annen
plan-stale-text = Målene til høyre er slik de er nå. Det du skrev, står. Gå gjennom endringene med den innsatte og lagre igjen.
# $n (Number) - how many
plan-version = Versjon { $n }
# $n (Number) - how many
# $day (String) - the day
plan-version-on = Versjon { $n }, { $day }
plan-versions = Alle versjoner
plan-earlier = Tidligere versjoner
plan-version-goals = Mål i denne versjonen
plan-version-facts = Slik ble den drøftet
# $n (Number) - how many
plan-compared-with = Sammenlignet med versjon { $n }
plan-change-new = Nytt
plan-change-changed = Endret
plan-change-gone = Ikke lenger med
plan-change-was = Slik var det
# $what (String) - what
# $who (String) - who
plan-action = { $what } ({ $who })
# $what (String) - what
# $who (String) - who
# $day (String) - the day
plan-action-by = { $what } ({ $who }, innen { $day })
plan-countersign = Underskriv
plan-countersign-waits = Venter på underskrift fra fengselslederen
# $by (String) - by whom
# $when (String) - when
plan-countersigned = Underskrevet av { $by }, { $when }
plan-done-signed = Planen er underskrevet.
plan-print = Skriv ut
plan-print-language = Språk på utskriften
plan-print-title = Min fremtidsplan
# $name (String) - the name
# $number (String) - the number
plan-print-who = { $name }, nr. { $number }
plan-print-intro = Dette er planen din. Her står det du selv vil, og hva du og andre skal gjøre for å komme dit.
# $day (String) - the day
plan-print-agreed = Du sa deg enig i planen { $day }.
# $day (String) - the day
plan-print-not-agreed = Du var ikke enig i planen { $day }. Det du sa, er skrevet ned.
# $day (String) - the day
plan-print-not-answered = Planen ble forklart { $day }, men du kunne ikke svare da.
plan-print-draft = Dette er et utkast. Du kan endre det sammen med saksbehandleren eller kontaktbetjenten din.
plan-print-now = Det jeg arbeider med nå
plan-print-later = Det som kommer senere
plan-print-achieved = Det jeg har fått til
plan-print-next = Neste gang vi ser på planen
# $when (String) - when
plan-print-review = Senest { $when }.
plan-print-yours = Planen er din
plan-print-yours-text = Du kan be om at planen endres, og du kan trekke samtykket for et tema når som helst. Snakk med kontaktbetjenten din.
plan-print-me = meg selv
plan-print-signed = Mottatt:
plan-reviews = Evalueringer
# $name (String) - the name
plan-reviews-of = Evalueringer av planen, { $name }
plan-reviews-lead = Møter der planen ses på igjen sammen med den innsatte.
plan-reviews-none = Ingen evalueringer ennå
plan-reviews-none-text = Planlegg den første når planen er drøftet.
plan-review-new = Planlegg evaluering
plan-review-save = Planlegg og inviter
# $when (String) - when
plan-review-on = Evaluering { $when }
plan-review-when = Når
plan-review-place = Sted
plan-review-facts = Møtet
plan-review-outcome = Hva ble utfallet?
plan-invited = Invitert
plan-invited-hint = Den innsatte skal alltid inviteres. De i huset får et varsel.
plan-invited-name = Navn eller kontor
plan-nobody = Ingen
plan-bad-review-at = Skriv et tidspunkt som ligger foran, innen et år
plan-invited-who = Velg hvem det er som er invitert
plan-invite-inmate = Den innsatte må være invitert: det er den innsattes plan
plan-hold = Møtet er holdt
plan-hold-save = Lagre evalueringen
plan-who-came = Hvem kom
plan-came = kom
plan-came-not = kom ikke
plan-notes = Notater
plan-notes-none = Ingen notater.
plan-missing-part = Velg om den innsatte deltok
plan-missing-outcome = Velg utfallet
plan-missing-notes = Skriv hva som ble sagt
plan-cancel = Avlys møtet
plan-cancel-save = Avlys
plan-why-cancelled = Hvorfor avlyst
plan-missing-why-cancelled = Skriv hvorfor møtet avlyses
plan-ended-label = Avsluttet av
plan-interrupted-text = Personen ble overført før møtet. Mottakende fengsel holder et nytt innen tre uker.
plan-review-stale = Møtet er allerede avsluttet av en annen
plan-review-stale-text = Det du skrev, står nedenfor. Se hva som er lagret før du går videre.
plan-filter = Utvalg
plan-col-who = Hvem
plan-which-all = Alle
plan-which-no-assessment = Ikke kartlagt
plan-which-assessment-late = Kartlegging over fristen
plan-which-no-plan = Uten plan
plan-which-review-late = Evaluering over fristen
plan-which-changed = Endret siden sist
plan-which-not-agreed = Ikke enig
plan-which-unsigned = Venter på underskrift
plan-which-gone = Steg uten eier
# $n (Number) - how many
plan-list-lead = { $n ->
    [one] { $n } person
   *[other] { $n } personer
}
plan-list-not-assessed = Ikke kartlagt
plan-list-no-plan = Ingen plan
plan-list-remand = Varetekt, ingen plan
plan-list-changed = Endret siden sist
plan-list-unsigned = Mangler underskrift
# $n (Number) - how many
plan-list-gone = { $n ->
    [one] Ett steg uten eier
   *[other] { $n } steg uten eier
}
# $day (String) - the day
plan-list-assess-by = Kartlegges innen { $day }
# $day (String) - the day
plan-list-review-by = Evalueres innen { $day }
# $day (String) - the day
plan-list-made-by = Drøftes innen { $day }
# $when (String) - when
plan-list-review-at = Evaluering { $when }
plan-list-none = Ingen her
plan-list-none-text = Ingen personer i varetekt eller på dom er innenfor det du har tilgang til.
plan-list-none-so = Ingen med dette utvalget
plan-list-none-so-text = Ingenting mangler her.
plan-steps-week = Denne uken
plan-steps-all = Åpne og gjort siste uke
plan-all-partners = Alle utenfor fengselet
plan-filter-partner = Venter på
plan-promised = Det de har lovet
# $name (String) - what is counted
# $n (Number) - how many
plan-counted = { $name } ({ $n })
plan-all-themes = Alle tema
plan-steps-lead-own = Det som skal gjøres for dem du følger opp, og hvordan det går.
plan-steps-lead = Det som er din del av planene.
plan-steps-none = Ingen steg nå
plan-steps-none-text = Ingen mål i planene venter på deg.
plan-steps-none-so = Ingenting med dette utvalget
plan-steps-none-so-text = Ingenting skal gjøres her nå.
plan-home-no-assessment = Ikke kartlagt
plan-home-no-plan = Uten fremtidsplan
plan-home-review-late = Evaluering over fristen
plan-home-steps-week = Steg i planene denne uken
notice-plan-review = Du er invitert til evaluering av en fremtidsplan
# $number (String) - the number
# $when (String) - when
notice-plan-review-text = { $number }: { $when }
notice-plan-countersign = En fremtidsplan venter på underskrift
# $number (String) - the number
notice-plan-countersign-text = Planen til { $number } er drøftet og skal underskrives av fengselslederen.
