sign-in = Logg inn
username = Brukernavn
password = Passord
station = Hvor sitter du?
station-hint = Avgjør hvor lenge du er innlogget uten å gjøre noe.
station-more = Delt maskin eller nettbrett?
station-office = Egen arbeidsplass (60 minutter)
station-shared = Delt maskin (10 minutter)
station-tablet = Nettbrett på avdeling (30 minutter)
sign-in-wrong = Brukernavnet eller passordet stemmer ikke.
sign-in-missing-username = Skriv brukernavnet ditt.
sign-in-missing-password = Skriv passordet ditt.
sign-in-too-many = For mange forsøk. Vent et kvarter og prøv igjen.
sign-in-other-side = Denne kontoen arbeider på en annen side av Overgang. Bruk adressen du har fått for den.
demo-choose = Velg hvem du vil være
demo-choose-text = Denne databasen er en demonstrasjon. Ett klikk logger deg inn som rollen.
whole-service = Hele kriminalomsorgen og regionene
# $region (String) - the region
region = Region { $region }
# $count (Number) - accounts
accounts-count = { $count ->
    [one] én konto
   *[other] { $count } kontoer
}
second-factor = Andre faktor
code = Engangskode
code-hint = Seks sifre fra autentiseringsappen.
code-wrong = Koden stemmer ikke, eller den er brukt før. Vent på den neste.
continue = Fortsett
confirm = Bekreft at det er deg
confirm-text = Det du skal gjøre angår andres rettigheter. Skriv passordet på nytt. Det gjelder i ti minutter.
password-wrong = Passordet stemmer ikke.
about-what = Overgang følger et menneske gjennom kriminalomsorgen, fra innsettelse til løslatelse. Hver yrkesgruppe ser den delen som arbeidet krever.
about-privacy = Innsyn og logging
about-privacy-text = Hvert oppslag og hver endring blir loggført med hvem, når og hvorfor. Den innsatte kan få vite hvem som har sett på saken. Loggen kan ikke endres uten at det synes.
about-accessibility = Tilgjengelighet
about-accessibility-text = Overgang er laget for WCAG 2.2 AA og kan brukes med tastatur alene, uten skript, på nettbrett og på papir. Meld fra til systemadministrator om noe ikke virker for deg.
# $role (String) - role
# $place (String) - region
role-at = { $role }, { $place }
# $one (String) - role
# $other (String) - role
two-roles = { $one } og { $other }
