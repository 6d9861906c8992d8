releases-nav = Løslatelser
releases-title = Hvem løslates når
# $n (Number) - people
# $days (Number) - days
releases-totals = { $n ->
    [0] ingen
    [one] én person
   *[other] { $n } personer
} de neste { $days } dagene
# $n (Number) - days
releases-within = { $n } dager
releases-choose-within = Hvor langt fram
# $n (Number) - people
releases-late = { $n ->
    [one] Dagen er passert for én person
   *[other] Dagen er passert for { $n } personer
}
releases-late-text = Løslat, eller registrer det nye grunnlaget, med det samme.
releases-passed = Dagen er passert
# $n (Number) - the week
releases-week = Uke { $n }
releases-none = Ingen løslates i perioden
releases-none-text = Listen viser dager som følger av en bekreftet beregning, og ellers det dommen eller kjennelsen selv sier.
releases-col-day = Dag
releases-col-basis = Grunnlag
releases-col-missing = Mangler
releases-nothing-missing = Ingenting
releases-calculated = Beregnet og bekreftet
releases-preliminary = Beregnet, ikke bekreftet
releases-stated = Etter dommen, ikke beregnet
releases-order = Kjennelsen løper ut
releases-to-confirm = Beregningen må bekreftes
releases-not-calculated = Ingen beregning
# $n (Number) - bases
releases-others = { $n ->
    [one] Et annet grunnlag holder
   *[other] { $n } andre grunnlag holder
}
releases-new-order = Ny kjennelse, ellers løslates
releases-confirmed = Løslatelsen er bekreftet
releases-second = Venter på den andre personen
releases-to-prepare = Løslatelsen er ikke forberedt
releases-verb-court = Rettsmøter
releases-weeks = Uke for uke
releases-whole = Vis alle ukene, for utskrift
releases-by-week = Vis en uke om gangen
releases-col-week = Uke
releases-col-people = Løslates
releases-col-unconfirmed = Ikke bekreftet
releases-col-orders = Varetektsfrister
releases-col-held = Holdes av mer
releases-sum = Til sammen
