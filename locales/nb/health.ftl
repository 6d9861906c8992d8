health-heading = Pasientjournal
health-lead = Bare helsetjenesten ser denne siden. Fengselet ser det dere deler som helsevarsler, og ikke noe mer.
health-notes = Notater
health-note = Journalnotat
health-all = Alle
health-filter = Vis bare én type
health-pages = Sider med notater
health-older = Eldre
health-more = Vis mer
health-less = Vis mindre
health-none = Ingen notater ennå
health-none-text = Det første notatet er gjerne innkomstsamtalen.
health-none-of-kind = Ingen notater av denne typen
health-none-of-kind-text = Velg «Alle» for å se resten av journalen.
health-kind = Type
health-kind-consultation = Konsultasjon
health-kind-screening = Innkomstsamtale
health-kind-telephone = Telefon eller video
health-kind-plan = Plan
health-kind-other = Annet
health-choose-kind = Velg hva slags notat det er.
health-new = Skriv notat
health-day = Dato for kontakten
health-bad-day = Skriv datoen for kontakten, for eksempel 23.11.2026.
health-time = Klokkeslett
health-time-hint = For eksempel 14:30. Du kan skrive om noe som har vært.
health-bad-time = Skriv klokkeslettet, for eksempel 14:30.
health-time-never-was = Dette klokkeslettet fantes ikke: klokken ble stilt fram.
health-time-ahead = Tidspunktet har ikke vært ennå.
health-time-long-ago = Tidspunktet er mer enn ti år siden. Sjekk årstallet.
health-text = Notat
health-text-hint = Krypteres før det lagres. Skriv ikke om andre innsatte.
health-missing-text = Skriv notatet.
# $count (Number) - characters typed
# $most (Number) - characters allowed
health-long-text = Notatet er { $count } tegn. Det kan være høyst { $most }. Del det i to.
# $name (String) - who wrote it
# $role (String) - in which role, lower case
health-by = { $name }, { $role }
# $by (String) - name and role
# $at (String) - when it was written
health-written = Skrevet av { $by } { $at }
# $count (Number) - times it was corrected
health-corrected = { $count ->
    [one] Rettet
   *[other] Rettet { $count } ganger
}
# $number (Number) - which version
health-version = Versjon { $number }
health-earlier = Tidligere versjoner
health-correct = Rett notatet
health-correct-text = Det som sto før blir stående som tidligere versjon (helsepersonelloven § 43).
health-unreadable = Dette notatet kan ikke leses
health-unreadable-text = Teksten er ikke slik den ble lagret. Meld fra til systemadministrator med en gang, og skriv ikke over notatet. Feilen er loggført.
health-conflict = En kollega rettet notatet mens du skrev
health-conflict-text = Ingenting er tapt. Sammenlign tekstene, gjør din ferdig i skjemaet under og lagre. Begge blir stående i historikken.
health-before = Før
health-you = Du
you-are-here = Du er her
health-no-key = Journalen er låst
health-no-key-text = Nøkkelen til pasientjournalene er ikke lastet på denne serveren. Ingenting kan leses eller lagres. Kontakt systemadministrator, og bruk papirrutinene så lenge.
