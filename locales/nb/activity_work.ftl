work-tab = Arbeid
# $name (String) - name
work-of = Arbeid, { $name }
work-lead = Det personen mestrer, attester til bruk utenfor, og ulykker.
work-yes = Ja
work-no = Nei
# $n (Number) - n
work-too-short = Skriv minst { $n } tegn
work-bad-past-day = Skriv en dato som ikke er fram i tid
work-bad-at = Skriv dato og klokkeslett som ikke er fram i tid
work-missing-place = Velg en plass personen har eller har hatt
work-place = Plass
# $place (String) - place
# $span (String) - span
work-placement = { $place } ({ $span })
work-on-day = Dato
work-skills = Ferdigheter og oppgaver
work-skills-none = Ingen ferdigheter er ført
work-skills-none-text = Det som mestres, føres etter hvert som det er sett.
work-skill-add = Før en ferdighet
work-skill-what = Hva
work-skill-hint = For eksempel «MIG-sveising» eller «varm lunsj for 80».
work-level = Hvor godt
work-level-shown = Er vist
work-level-with-help = Med hjelp
work-level-alone = Alene
work-level-teaches = Lærer bort
work-withdraw = Trekk tilbake
work-withdrawn = Trukket tilbake
work-references = Attester
work-references-none = Ingen attester
work-references-none-text = En attest sier hva personen har gjort, ikke hvor.
work-reference-add = Skriv en attest
work-reference-words = Attest
work-reference-hint = Den skal brukes utenfor. Ikke nevn fengselet eller at personen har sittet inne.
work-accidents = Ulykker
work-accidents-none = Ingen ulykker
work-accidents-none-text = Ingen arbeidsulykker er ført.
work-accident-add = Før en ulykke
work-accident-at = Når
work-accident-what = Hva som skjedde
work-accident-hint = Ikke skriv hva helsetjenesten fant.
work-health-called = Helsetjenesten ble tilkalt
work-reported-to = Meldt til
work-reported-hint = For eksempel Arbeidstilsynet, med dato.
work-measures = Tiltak
work-follow-up = Følg opp
paper-back = Tilbake
paper-reference = Attest
paper-period = Periode
paper-signature = Underskrift
paper-names-prison = Papiret skal ikke vise hvor personen var. Ta ut navnet på fengselet og ord som «fengsel» og «innsatt»
# $town (String) - town
# $day (String) - day
paper-town-and-day = { $town } { $day }
# $name (String) - name
# $born (String) - born
paper-who = { $name }, født { $born }
