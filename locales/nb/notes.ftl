note-section = Dynamisk sikkerhet
note-nav = Dynamisk sikkerhet
note-new = Ny observasjon
note-write = Skriv observasjon
note-here = Du er her
note-what = Hva skjedde?
note-who = Hvem gjelder det?
note-kind = Type
note-choose-kind = Velg type
note-text = Observasjon
note-text-hint = Det du så eller hørte, kort og konkret. Den innsatte kan få innsyn.
note-missing-text = Skriv noen ord om det
# $length (Number) - characters typed
# $most (Number) - the limit
note-long-text = Teksten er { $length } tegn. Det er plass til { $most }.
# $most (Number) - the limit
note-long-line = Skriv kortere, høyst { $most } tegn
note-place = Sted
note-place-hint = For eksempel luftegården eller fellesrommet
note-nature = Faktum eller vurdering?
note-nature-fact = Faktum: det jeg så eller hørte
note-nature-assessment = Vurdering: slik jeg tolker det
note-choose-nature = Velg om dette er et faktum eller en vurdering
note-assessment = vurdering
note-source = Kilde
note-source-own = egen observasjon
note-source-colleague = kollega
note-source-inmate = innsatt
note-source-other = annen person
note-source-document = dokument
note-choose-source = Velg hvor opplysningen kommer fra
note-source-detail = Hvem eller hvilket dokument?
note-source-detail-hint = Ikke skriv navn på en innsatt som kan være i fare på grunn av det
note-missing-source = Skriv hvem opplysningen kommer fra, eller hvilket dokument
note-verified = Er opplysningen bekreftet?
note-verified-hint = Det som ikke er bekreftet, merkes, og slettes etter fire måneder hvis ingen bekrefter det
note-verified-yes = Ja, bekreftet
note-verified-no = Nei, ubekreftet
note-choose-verified = Velg om opplysningen er bekreftet
note-details = Kilde, sted og tidspunkt
note-details-source = Kilde
note-details-when = Når og hvor
note-day = Dato, hvis det ikke var nå
note-time = Klokkeslett
note-time-hint = Tomt betyr nå
note-bad-day = Skriv en dato, for eksempel 23.11.2026
note-bad-time = Skriv et klokkeslett, for eksempel 14:30
note-time-never-was = Klokka ble stilt fram den natta, så dette klokkeslettet fantes ikke. Velg et annet.
note-time-ahead = Dette er fram i tid. En observasjon kan bare gjelde noe som har skjedd.
note-time-long-ago = Dette er mer enn et år siden. Sjekk datoen.
note-late = Hvorfor skrives det senere?
note-late-hint = Når det er mer enn et kvarter siden
note-missing-late = Det er mer enn et kvarter siden. Skriv kort hvorfor det kommer nå.
note-draft = Vi hentet fram det du skrev sist.
note-save = Lagre
note-forever = Det som er lagret kan rettes, ikke slettes.
note-about = Gjelder
note-present = Til stede
note-part-subject = det gjelder
note-part-present = til stede
note-units = Velg avdeling
note-mine = Mine innsatte
note-nobody-here = Du har ingen innsatte å skrive om her nå. Du skriver om dem på avdelingene du har vakt på, og om dine egne.
# $count (Number) - people
note-more-people = Legg til flere fra avdelingen ({ $count })
note-several = Skriv om flere fra avdelingen samtidig
# $cell (String) - the cell's code
note-cell = celle { $cell }
note-choose-people = Velg hvem det gjelder
# $most (Number) - the limit
note-too-many = Velg høyst { $most } personer
# $names (String) - names
note-outside = Du kan ikke skrive om { $names }: ikke på en avdeling du har vakt på, og ikke blant dine egne. Ingenting er lagret. Ta bort avkryssingen, eller be vakthavende skrive.
note-unknown-people = Minst én av de valgte finnes ikke lenger her. Ingenting er lagret. Velg på nytt.
note-done-written = Observasjonen er lagret.
note-done-several = Observasjonen er lagret på alle du valgte.
note-done-twice = Observasjonen er lagret. Klokka viste dette tidspunktet to ganger den natta, og vi har brukt den første.
note-done-health = Observasjonen er lagret. Helseavdelingen har fått varsel om hvem det gjelder, men ikke det du skrev. Haster det, så ring.
note-done-nobody = Observasjonen er lagret, men ingen i helsetjenesten her kan få varsel. Ring helsevakta nå.
note-done-corrected = Rettelsen er lagret. Det som sto før, vises under.
note-done-verified = Opplysningen er bekreftet.
note-done-kept = Opplysningen beholdes fordi en avgjørelse bygger på den. Den er fortsatt merket som ubekreftet.
note-done-erased = Teksten er slettet.
note-done-talk = Samtalen er lagret.
# $kind (String) - the kind
note-unverified-heading = { $kind }, ubekreftet
# $kind (String) - the kind
note-erased-heading = { $kind }, slettet
note-erased-text = Opplysningen var ubekreftet og er slettet.
# $kind (String) - the kind
# $name (String) - the inmate
note-page-title = { $kind }, { $name }
# $name (String) - the inmate
note-correct-title = Rett observasjon, { $name }
note-correct = Rett
note-correct-save = Lagre rettelsen
note-reason = Hvorfor rettes det?
note-reason-hint = Påkrevd når du retter det en annen har skrevet
note-missing-reason = Skriv kort hvorfor det rettes
note-consequence = Dette skjer
note-consequence-kept = Det som sto før, blir stående under rettelsen, med navn og tid.
note-consequence-several = Rettelsen gjelder alle i samme hendelse som du har tilgang til.
note-overtaken = En annen rettet den først
note-overtaken-text = Her er det som står nå. Det du skrev, er i skjemaet. Lagrer du, blir det en rettelse av det nye.
note-too-old = Den ble skrevet for mer enn fire måneder siden og kan ikke merkes som ubekreftet nå. Skriv den om uten opplysningen.
note-earlier = Slik sto det før
note-facts = Om observasjonen
note-others = Andre i hendelsen
note-fact-at = Skjedde
note-fact-written = Skrevet
note-fact-author = Skrevet av
note-fact-unit = Avdeling
note-fact-part = Rolle
note-fact-verified = Bekreftet
note-fact-kept = Beholdt
note-fact-erased = Slettet
note-fact-how = Hvordan
note-settled-by-rule = etter fire måneder
note-doubt-heading = Ubekreftet opplysning
# $day (String) - the day it goes away
# $days (Number) - days left
note-doubt = { $days ->
    [one] Ingen har bekreftet dette. Slettes { $day }, om én dag, hvis ingen gjør det.
   *[other] Ingen har bekreftet dette. Slettes { $day }, om { $days } dager, hvis ingen gjør det.
}
note-doubt-kept = Ingen har bekreftet dette. Den er beholdt fordi en avgjørelse bygger på den.
note-verify = Bekreft
note-verify-text = Opplysningen stemmer. Den mister merket, og slettes ikke.
note-verify-how = Hvordan ble den bekreftet?
note-erase = Slett teksten
note-erase-text = Opplysningen stemmer ikke, eller lar seg ikke bekrefte. Teksten og tidligere utgaver slettes for godt. Linja blir stående uten innhold.
note-erase-how = Hvorfor slettes den?
note-keep = Behold: en avgjørelse bygger på den
note-keep-text = Da slettes den ikke etter fire måneder, men er fortsatt merket som ubekreftet.
note-keep-how = Hvilken avgjørelse, og fra når?
note-missing-how = Skriv minst tre tegn
note-not-yours = Dette kan bare den som skrev den eller vakthavende gjøre. At en avgjørelse bygger på den, fører vakthavende eller fengselsleder.
note-settled-already = En annen var først, eller den er rettet i mellomtiden. Last siden på nytt.
note-settle = Avklar
note-unverified-title = Ubekreftede opplysninger
note-unverified-lead = Opplysninger som ingen har bekreftet. De bekreftes eller slettes innen fire måneder, om ingen avgjørelse bygger på dem (forskrift 2013-09-20-1099 §§ 4 og 6).
note-unverified-none = Ingen ubekreftede opplysninger
note-unverified-none-text = Det som skrives med en annen kilde enn egen observasjon og ikke er bekreftet, kommer hit.
note-unverified-cut = Bare de 200 som slettes først, vises.
note-kept-flag = Avgjørelse
# $days (Number) - days left
note-days-left = { $days ->
    [0] Slettes i natt
    [one] 1 dag igjen
   *[other] { $days } dager igjen
}
notice-health-concern = Bekymring meldt til helse
# $number (String) - the inmate's number
# $cell (String) - the cell
# $by (String) - who wrote
notice-health-concern-text = { $by } melder bekymring for { $number }, celle { $cell }. Ta kontakt med avdelingen.
notice-suicide-watch = Fare for selvmord meldt
# $number (String) - the inmate's number
# $cell (String) - the cell
# $by (String) - who wrote
notice-suicide-watch-text = { $by } melder om mulig selvmordsfare: { $number }, celle { $cell }. Ta kontakt med avdelingen nå.
notice-unverified-due = Ubekreftede opplysninger slettes snart
# $n (String) - how many
# $days (String) - days
notice-unverified-due-text = { $n } ubekreftede opplysninger slettes innen { $days } dager. Bekreft dem, eller la dem gå.
talk-new = Ny samtale
talk-what = Samtale med kontaktbetjent
# $name (String) - the inmate
talk-page-title = Samtale, { $name }
talk-topics = Tema
talk-topic-wellbeing = Hvordan det går
talk-topic-family = Familie og nettverk
talk-topic-work = Arbeid
talk-topic-school = Skole
talk-topic-leave = Permisjon og fremstilling
talk-topic-economy = Økonomi
talk-topic-health = Helse
talk-topic-plan = Fremtidsplan
talk-topic-release = Løslatelse
talk-text = Det dere snakket om
talk-text-hint = Kort. Den innsatte kan få innsyn.
talk-agreed = Avtalt
talk-item-what = Hva
talk-item-who = Hvem
talk-item-by = Innen
# $what (String) - what was agreed
# $who (String) - by whom
talk-item = { $what } ({ $who })
talk-who-inmate = innsatt
talk-who-officer = kontaktbetjent
talk-who-other = andre
talk-bad-what = Skriv hva som er avtalt, høyst 300 tegn
talk-bad-day = Fristen må være en dato fra i dag og framover
talk-next = Neste samtale
talk-bad-next = Velg en dato fra i dag og høyst et år fram
talk-earlier = Samtalen var tidligere
talk-open = Avtalt og åpent
talk-open-none = Ingen åpne avtaler.
# $day (String) - the day
talk-by = innen { $day }
# $day (String) - the day
talk-late = frist { $day }
talk-state-open = Åpen
talk-state-late = Over fristen
talk-state-done = Gjort
talk-state-dropped = Frafalt
talk-mark-done = Gjort
talk-mark-dropped = Frafall
talk-settled = Avtalen er oppdatert.
talk-done-text = Samtale gjennomført.
people-title = Mine innsatte
# $days (Number) - days between talks
# $late (Number) - how many overdue
people-lead = { $late ->
    [0] Samtale minst hver { $days }. dag. Ingen er over tiden.
    [one] Samtale minst hver { $days }. dag. Én er over tiden.
   *[other] Samtale minst hver { $days }. dag. { $late } er over tiden.
}
people-none = Du er ikke kontaktbetjent for noen nå
people-none-text = Vakthavende fordeler kontaktbetjentene. Når du får en innsatt, står vedkommende her.
# $days (Number) - days overdue
people-overdue = { $days ->
    [one] 1 dag over tiden
   *[other] { $days } dager over tiden
}
people-due-today = Samtale i dag
# $days (Number) - days ahead
people-due-in = { $days ->
    [one] Samtale i morgen
   *[other] Samtale om { $days } dager
}
# $day (String) - the day
# $days (Number) - days ago
people-last = { $days ->
    [one] Siste samtale { $day }, i går
   *[other] Siste samtale { $day }, for { $days } dager siden
}
people-last-today = Siste samtale i dag
people-never = Ingen samtale ennå
# $until (String) - when
people-cover-until = Dekker til { $until }
people-birthday-today = Har bursdag i dag
# $days (Number) - days ahead
people-birthday = { $days ->
    [one] Har bursdag i morgen
   *[other] Har bursdag om { $days } dager
}
# $count (Number) - children
people-children = { $count ->
    [one] Har ett barn
   *[other] Har { $count } barn
}
people-done = Samtale gjennomført
people-word = Et ord om samtalen (valgfritt)
# $goal (String) - the goal in words
people-talked-about = Snakket om: { $goal }
people-done-save = Lagre samtalen
people-write = Skriv samtale
officer-title = Kontaktbetjent
# $name (String) - the inmate
officer-page-title = Kontaktbetjent, { $name }
officer-present = Nå
officer-none = Ingen kontaktbetjent
officer-none-text = Alle innsatte skal ha en kontaktbetjent. Vakthavende, saksbehandler eller leder velger en.
officer-history = Tidligere
officer-kind-cover = vikar
officer-kind-assigned = kontaktbetjent
# $from (String) - when
# $to (String) - when
officer-from-to = { $from } til { $to }
# $from (String) - when
officer-since = siden { $from }
# $by (String) - who
officer-given-by = gitt av { $by }
officer-continuity = Kontinuitet
# $count (Number) - officers
officer-steady = { $count ->
    [0] Har ikke hatt kontaktbetjent i dette oppholdet
    [one] Har hatt 1 kontaktbetjent i dette oppholdet
   *[other] Har hatt { $count } kontaktbetjenter i dette oppholdet
}
# $days (Number) - days
officer-days = { $days ->
    [one] 1 dag
   *[other] { $days } dager
}
# $days (Number) - days
officer-days-without = { $days ->
    [one] 1 dag uten
   *[other] { $days } dager uten
}
officer-choose = Velg kontaktbetjent
officer-change = Bytt kontaktbetjent
officer-end = Avslutt
# $name (String) - the officer
officer-present-is = Kontaktbetjent nå er { $name }. Når du bytter, avsluttes det.
officer-capacity = Ikke nok kapasitet
# $cap (Number) - the cap
officer-no-capacity = Ingen kontaktbetjent på vakt de neste to ukene har færre enn { $cap } innsatte. Du kan likevel velge en, eller heve taket.
officer-nobody-here = Ingen andre har rollen kontaktbetjent her. Rollen gis under tilganger.
officer-recommended = Forslag
officer-recommended-hint = I rekkefølge: under taket og på vakt, kjenner personen fra før, felles språk, arbeider på avdelingen, færrest innsatte. Du velger.
# $count (Number) - officers
officer-others = Andre ({ $count })
officer-reason = Begrunnelse
officer-reason-change = Hvorfor bytte?
officer-reason-hint = Valgfritt
officer-reason-missing = Skriv en begrunnelse på minst tre tegn
officer-missing = Velg en kontaktbetjent
officer-pick = Velg
officer-give = Gi kontaktbetjent
officer-is-already = Er kontaktbetjent allerede
officer-cover-oneself = Kontaktbetjenten kan ikke dekke for seg selv
officer-relative = Denne kontaktbetjenten kan ikke velges her. Velg en annen.
officer-not-here = Har ikke lenger rollen kontaktbetjent her. Velg en annen.
officer-why-previous = Har vært kontaktbetjent før
# $language (String) - the language
officer-why-language = Snakker { $language }
officer-why-unit = Arbeider på avdelingen
# $count (Number) - people
# $cap (Number) - the cap
officer-why-load = { $count } av { $cap }
# $count (Number) - people
# $cap (Number) - the cap
officer-why-full = Fullt: { $count } av { $cap }
officer-why-away = Ikke på vakt de neste to ukene
# $name (String) - the officer
# $why (String) - reasons
officer-with-reasons = { $name }: { $why }
officer-cover = Vikar for en vakt
officer-cover-lead = Vikaren får tilgang til personen i denne vakta og ikke lenger. Kontaktbetjenten blir stående.
officer-who-covers = Hvem
officer-cover-day = Fra dato
officer-cover-time = Klokka
officer-cover-hours = Timer
# $most (Number) - the limit
officer-cover-hours-bad = Skriv et helt antall timer, fra 1 til { $most }
officer-cover-reason = Hvorfor
officer-cover-past = Denne vakta er over
officer-cover-far = Velg en vakt i de neste 30 dagene
officer-cover-give = Gi vikar
officer-done-given = Kontaktbetjenten er gitt og har fått beskjed.
officer-done-cover = Vikaren er gitt og har fått beskjed.
officer-done-ended = Det er avsluttet.
officers-title = Kontaktbetjenter
officers-without = Uten kontaktbetjent
officers-without-none = Alle har kontaktbetjent
officers-without-none-text = Nyinnsatte kommer hit til noen velger en for dem.
officers-away = Kontaktbetjenten er borte
officers-list = Kontaktbetjenter
# $days (Number) - days
officers-days-without = { $days ->
    [0] I dag
    [one] 1 dag
   *[other] { $days } dager
}
officers-all-have = alle har kontaktbetjent
# $need (Number) - inmates without
# $free (Number) - places
officers-enough = { $need } uten, { $free } ledige plasser
# $need (Number) - inmates without
# $free (Number) - places
officers-not-enough = ikke nok kapasitet: { $need } uten, { $free } ledige plasser
# $day (String) - the day
officers-next-on = på vakt igjen { $day }
officers-no-shift = ikke satt opp på vakt
# $count (String) - people
officers-covering = vikar for { $count }
# $count (Number) - people
# $cap (Number) - the cap
officers-load = { $count } av { $cap }
# $days (Number) - days
# $cap (Number) - the cap
officers-rule = Samtale minst hver { $days }. dag. Høyst { $cap } innsatte for hver.
officers-rule-heading = Regel for fengselet
officers-rule-done = Regelen gjelder fra i dag.
officers-cap = Høyst så mange innsatte
officers-cap-bad = Skriv et tall fra 1 til 40
officers-talk-days = Dager mellom samtaler
officers-talk-days-bad = Skriv et tall fra 1 til 90
sign-title = Tidlige tegn
# $name (String) - the inmate
sign-page-title = Tidlige tegn, { $name }
sign-units = Velg avdeling
sign-all-units = Alle
sign-my-units = Avdelingene du har vakt på
sign-lead = Her står de som det er skrevet mer om enn vanlig de siste sju dagene. Et tegn er en grunn til å snakke med noen, ikke en konklusjon. Det bygger på oppføringene som står under det, og ikke på noe annet.
sign-none = Ingen tegn nå
sign-none-text = Det er ikke skrevet mer om noen enn det som er vanlig for dem.
sign-none-here = Ingen tegn nå. Dette er det som ble sett etter:
sign-conflict = Konflikter
sign-intox = Tegn på rus
sign-distress = Humør, søvn og mat
sign-health = Bekymring for helsen
sign-isolation = Utelukkelse
sign-refusal = Sier nei ved opplåsing
sign-incident = Hendelser
# $count (Number) - entries
sign-count-new = { $count ->
    [0] Ingen siste 7 dager.
    [one] 1 siste 7 dager. Har vært her for kort til å sammenlignes med før.
   *[other] { $count } siste 7 dager. Har vært her for kort til å sammenlignes med før.
}
# $count (Number) - entries
sign-count-none-before = { $count ->
    [0] Ingen siste 7 dager, og ingen de tre ukene før.
    [one] 1 siste 7 dager, ingen de tre ukene før.
   *[other] { $count } siste 7 dager, ingen de tre ukene før.
}
# $count (Number) - entries
# $level (String) - entries a week before
sign-count = { $count ->
    [0] Ingen siste 7 dager. Før det { $level } i uken.
    [one] 1 siste 7 dager. Før det { $level } i uken.
   *[other] { $count } siste 7 dager. Før det { $level } i uken.
}
# $kinds (String) - kinds of observation
# $least (Number) - at least so many
# $factor (String) - times the earlier level
sign-rule = Teller: { $kinds }. Tegn fra { $least } på sju dager, når det er minst { $factor } ganger det som var vanlig for personen.
# $least (Number) - at least so many
# $factor (String) - times the earlier level
sign-rule-refusal = Teller: ganger personen sa nei til å komme ut. Tegn fra { $least } på sju dager, når det er minst { $factor } ganger det som var vanlig for personen.
# $least (Number) - at least so many
# $factor (String) - times the earlier level
sign-rule-incident = Teller: hendelser personen var del av. Tegn fra { $least } på sju dager, når det er minst { $factor } ganger det som var vanlig for personen.
sign-entry-refusal = Sa nei ved opplåsing
sign-how = Slik regnes det
sign-how-text = Vi teller oppføringer de siste sju dagene og sammenligner med personens egne tre uker før, i samme opphold. Personen sammenlignes ikke med andre.
sign-how-not = Ubekreftede opplysninger teller ikke. Ingen poengsum lages eller lagres.
sign-how-insight = Den innsatte kan få se det samme.
officers-col-name = Navn
officers-col-load = Innsatte
officers-col-next = Neste vakt
officers-col-languages = Språk
sign-insight = Tidlige tegn om personen, og hva de bygger på
