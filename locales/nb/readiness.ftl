ready-title = Klar for løslatelse
ready-tab = Klar for løslatelse
# $day (String) - the day
# $n (Number) - days left
ready-lead = Løslates etter planen { $day }. { $n ->
    [0] Det er i dag.
    [one] Det er én dag igjen.
   *[other] Det er { $n } dager igjen.
}
# $day (String) - the day
ready-lead-passed = Dagen som var ventet, { $day }, er passert.
ready-lead-open = Ingen kjent løslatelsesdag ennå.
ready-remand = I varetekt vet ingen dagen. Listen kan åpnes så langt personen selv ønsker det, slik at en løslatelse fra retten ikke kommer uforberedt.
ready-none = Listen er ikke åpnet
ready-none-text = Den åpner av seg selv når løslatelsen nærmer seg, og kan åpnes før.
ready-open = Åpne listen nå
# $done (Number) - done
# $needed (Number) - needed
ready-figure = { $done } av { $needed } på plass
ready-explained = Tallet er punktene som er ordnet, av dem som trengs. Hvert punkt teller likt.
ready-nothing-left = Alt er på plass.
ready-left = Gjenstår
ready-not-counted = Trengs ikke
ready-points = Punkt for punkt
ready-col-point = Punkt
ready-col-release = Løslates
ready-state = Status
ready-evidence = Hva viser det
ready-evidence-hint = Når noe er ordnet: avtale, bekreftelse, dato. Når det ikke trengs: hvorfor.
ready-due-on = Innen
ready-due-hint = Følger løslatelsesdagen til noen setter en annen dag.
# $day (String) - the day
ready-due = Innen { $day }
# $day (String) - the day
ready-due-late = Skulle vært ordnet { $day }
# $by (String) - who
# $at (String) - when
ready-moved = { $by }, { $at }
# $item (String) - the point
ready-point = Før løslatelse: { $item }
ready-history = Hva som er gjort, og når
ready-no-day = Dag ikke kjent
ready-item-housing = Bolig
ready-item-income = Inntekt
ready-item-occupation = Arbeid eller skole
ready-item-id-papers = Legitimasjon
ready-item-bank = Bankkonto
ready-item-tax-card = Skattekort
ready-item-doctor = Fastlege
ready-item-treatment = Videre oppfølging fra helse avtalt
ready-item-debt-plan = Plan for gjeld
ready-item-family = Kontakt med familie
ready-item-clothing = Klær
ready-item-travel = Hjemreise
ready-state-open = Ikke begynt
ready-state-under-way = I gang
ready-state-done = Ordnet
ready-state-not-needed = Trengs ikke
ready-treatment-yes = Ja
ready-treatment-no = Nei
ready-treatment-open = Ikke spurt
ready-missing-state = Velg hvordan det står
ready-missing-evidence = Skriv hva som viser at det er ordnet
ready-missing-why = Skriv hvorfor det ikke trengs
ready-care-title = Oppfølging etter løslatelse
ready-care-nav = Oppfølging ved løslatelse
ready-care-lead = Svar ja når det helse skal ordne, er avtalt, eller når det ikke er noe å ordne. Fengselet ser bare ja, nei eller ikke spurt.
ready-care-open = Ikke besvart
ready-care-all = Alle som skal ut
ready-care-none-open = Alle er besvart
ready-care-none = Ingen løslates snart
ready-care-none-text = De som løslates innen et halvt år, kommer hit av seg selv.
ready-care-answer = Svar
ready-care-yes = Ja, avtalt
ready-care-no = Nei
ready-care-again = Ikke avklart
ready-releases-closed = Forberedelsen er ikke begynt
ready-releases-only = Bare de som ikke er klare
ready-releases-unready = Ikke klare
ready-releases-every = Alle
ready-home-not-ready = Løslates innen 90 dager, ikke klare
ready-home-not-ready-30 = Løslates innen 30 dager, ikke klare
ready-home-care = Oppfølging ikke besvart
ready-home-wishes = Ønsker kontakt med helse
ready-home-mine = Mine steg i planer denne uken
ready-home-by-point = Hva som mangler før løslatelse
ready-home-by-point-none = Ingenting mangler
ready-home-by-point-none-text = Alle som løslates innen 90 dager, har alt på plass.
ready-home-col-people = Mangler hos
ready-home-col-late = Over dagen
