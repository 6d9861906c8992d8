class-roster = Vaktlister
roster-nav = Vaktlister
# $place (String) - Avdelingen, eller «hele huset».
roster-title = Vaktliste: { $place }
# $week (Number) - Ukens nummer.
# $from (String) - Mandagen.
# $to (String) - Søndagen.
roster-week = Uke { $week }, { $from }–{ $to }
roster-weeks = Uker
roster-week-before = Uken før
roster-week-after = Neste uke
roster-this-week = Denne uken
roster-prisons = Fengsel
roster-units = Avdelinger
roster-holes = Tallet ved en avdeling er antall vakter denne uken som ingen står på.
roster-house = Hele huset
roster-day = Dag
roster-kind = Vakt
roster-kind-day = Dagvakt
roster-kind-evening = Kveldsvakt
roster-kind-night = Nattevakt
# $from (String) - Når vakten begynner.
# $to (String) - Når vakten slutter.
roster-usual = { $from }–{ $to }
# $from (String) - Når vakten begynner.
# $to (String) - Når vakten slutter.
roster-hours = { $from }–{ $to }
roster-now = På vakt nå
roster-nobody = Ingen
roster-add = Legg til
roster-new = Ny vakt
roster-change = Endre vakt
roster-remove = Fjern vakten
roster-who = Hvem
roster-who-hint = De som har en rolle i huset (betjent, kontaktbetjent eller vakthavende) ved fengselet denne dagen.
# $name (String) - Navnet.
# $roles (String) - Rollene.
roster-person = { $name } ({ $roles })
roster-unit = Avdeling
roster-from = Fra klokken
roster-to = Til klokken
roster-begins = Begynte
roster-hours-hint = La feltene stå tomme for vanlig vakttid. Slutter vakten før den begynner, slutter den neste dag.
roster-means = Dette skjer
roster-means-access = Den som står på vakt på en avdeling, får tilgang til mappene til dem som bor der, den dagen.
roster-running = Vakten har begynt. Bare slutten kan endres; flyttes noen til en annen avdeling, avslutter du denne og legger til en ny.
roster-ended = Vakten er over og kan ikke endres: den viser hvem som hadde tilgang.
# $name (String) - Hvem som satte opp vakten.
# $at (String) - Når.
roster-set-by = Satt opp av { $name } { $at }
roster-copy = Kopier en uke
roster-copy-do = Kopier vaktene
roster-copy-hint = Vaktene kopieres til samme ukedag og klokkeslett. Den som har vakt fra før, beholder den.
roster-source = Fra uken med denne dagen
roster-into = Til uken med denne dagen
roster-scope = Hva som kopieres
roster-scope-prison = Alle avdelinger
roster-scope-missing = Velg hva som skal kopieres
roster-same-week = Velg en annen uke enn den du kopierer fra
roster-week-past = Velg denne uken eller en senere
roster-who-missing = Velg hvem som skal ha vakten
roster-unit-missing = Velg en avdeling som er i bruk
roster-kind-missing = Velg dag-, kvelds- eller nattevakt
roster-day-missing = Skriv dagen som dd.mm.åååå
roster-time-wrong = Skriv klokkeslettet som 07:15
roster-time-never = Dette klokkeslettet finnes ikke: klokken stilles fram denne natten
roster-past = Vakten ville vært over allerede
roster-far = Velg en dag innen ett år
roster-short = En vakt varer minst en halv time
roster-long = En vakt varer høyst 16 timer
roster-end-past = Vakten kan ikke slutte før nå
roster-not-here = Har ingen rolle i huset ved dette fengselet den dagen
# $from (String) - Når den andre vakten begynner.
# $to (String) - Når den slutter.
# $place (String) - Hvor.
roster-busy = Har allerede vakt { $from }–{ $to } ({ $place })
roster-busy-now = Fikk en annen vakt i samme tid akkurat nå
roster-changed-meanwhile = Noen endret vakten mens du så på den. Se over og prøv igjen.
roster-has-begun = Vakten har begynt og kan ikke fjernes. Endre slutten i stedet.
roster-done-added = Vakten er lagt til.
roster-done-changed = Vakten er endret.
roster-done-removed = Vakten er fjernet.
# $found (Number) - Hvor mange uken hadde.
# $added (Number) - Hvor mange som ble kopiert.
roster-done-copied = { $found ->
    [0] Uken du kopierte fra, har ingen vakter.
   *[other] Kopierte { $added } av { $found } vakter.
}
# $count (Number) - Hvor mange.
roster-left-past = { $count ->
    [one] Én ville ha begynt før nå.
   *[other] { $count } ville ha begynt før nå.
}
# $count (Number) - Hvor mange.
roster-left-unfit = { $count ->
    [one] Én gjelder noen som ikke har rolle i huset den dagen, eller en avdeling som er stengt.
   *[other] { $count } gjelder noen som ikke har rolle i huset den dagen, eller en avdeling som er stengt.
}
# $count (Number) - Hvor mange.
roster-left-busy = { $count ->
    [one] Én har vakt i samme tid fra før.
   *[other] { $count } har vakt i samme tid fra før.
}
