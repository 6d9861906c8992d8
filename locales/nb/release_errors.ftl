relerr-title = Feil ved løslatelse
relerr-add = Registrer feil ved løslatelse
relerr-more = Skriv mer eller rett
relerr-lead = Skriv det som skjedde, også når feilen er vår. Ingenting slettes senere.
relerr-lead-more = Det nye tar plassen til det som stod. Det gamle blir stående i historikken.
relerr-kind = Hva gikk galt
relerr-held = Holdt for lenge
relerr-early = Løslatt for tidlig
relerr-what = Hva skjedde
relerr-what-hint = Hvordan feilen oppstod, hvordan den ble oppdaget, og hva som er gjort
relerr-from = Fra
relerr-from-hint = Holdt for lenge: dagen personen skulle vært løslatt. Løslatt for tidlig: dagen personen ble løslatt.
relerr-to = Til
relerr-to-hint = Holdt for lenge: dagen personen ble løslatt. Løslatt for tidlig: dagen personen var tilbake. Tomt hvis det ikke er skjedd ennå.
relerr-who-told = Hvem er varslet
relerr-who-told-hint = Dagen hver av dem ble varslet. Tomt hvis de ikke er varslet ennå.
relerr-prosecutor = Påtalemyndigheten
relerr-directorate = Kriminalomsorgsdirektoratet
relerr-person = Personen selv
relerr-then-told = Leder og vaktleder varsles.
relerr-then-calculated = Soningstiden beregnes på nytt. Om dagene får betydning for straffen, avgjøres av den som bekrefter beregningen, eller av retten (strpl § 462).
relerr-choose-kind = Velg hva som gikk galt
relerr-left-missing = Personen er ikke her. Skriv dagen personen ble løslatt
relerr-back-missing = Personen er her. Skriv dagen personen var tilbake
relerr-what-missing = Skriv hva som skjedde, mellom 10 og 4000 tegn
relerr-told-before = Dagen er før feilen skjedde
# $n (Number) - days
# $from (String) - first day
# $to (String) - last day
relerr-days-held = { $n ->
    [one] Holdt 1 dag for lenge, fra { $from } til { $to }
   *[other] Holdt { $n } dager for lenge, fra { $from } til { $to }
}
# $n (Number) - days
# $from (String) - first day
relerr-days-held-still = { $n ->
    [one] Holdt 1 dag for lenge siden { $from }, og er her fortsatt
   *[other] Holdt { $n } dager for lenge siden { $from }, og er her fortsatt
}
# $n (Number) - days
# $from (String) - first day
# $to (String) - last day
relerr-days-free = { $n ->
    [one] På frifot 1 dag, fra { $from } til { $to }
   *[other] På frifot { $n } dager, fra { $from } til { $to }
}
# $n (Number) - days
# $from (String) - first day
relerr-days-free-still = { $n ->
    [one] På frifot 1 dag siden { $from }, og er ikke tilbake
   *[other] På frifot { $n } dager siden { $from }, og er ikke tilbake
}
# $who (String) - who
# $day (String) - when
relerr-told = { $who }: varslet { $day }
# $who (String) - who
relerr-not-told = { $who }: ikke varslet ennå
relerr-untold = Varsling mangler
relerr-replaced = Erstattet
relerr-notice = Feil ved løslatelse
# $number (String) - the inmate's number
relerr-notice-text = { $number }: en feil ved løslatelse er registrert. Åpne soningssiden.
relerr-none = Ingen feil er registrert.
