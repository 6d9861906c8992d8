language-name = Bokmål
skip = Hopp til hovedinnhold
required = påkrevd
error-summary = Rett opp dette
fault-prefix = Feil:
save = Lagre
cancel = Avbryt
close = Lukk
help = Hjelp
about = Om Overgang
licences = Lisenser
search = Søk
search-label = Søk etter person, nummer eller celle
search-placeholder = Søk person, nummer, celle …
main-menu = Hovedmeny
menu-house = Huset
menu-people = De innsatte
menu-cases = Frister og saker
menu-oversight = Tilgang og tilsyn
menu-reference = Oppslag
me = Min konto
role = Rolle
no-role = Ingen rolle
sign-out = Logg ut
shortcuts = Snarveier
key-rows = Neste og forrige rad
to-start = Til forsiden
demo-label = Demonstrasjon
demo-strip = Demonstrasjon. Alle personer og hendelser er oppdiktet.
demo-switch = Bytt rolle
# $count (Number) - unread notices
notices-unread = { $count ->
    [0] Varsler, ingen uleste
    [one] Varsler, { $count } ulest
   *[other] Varsler, { $count } uleste
}
# $at (String) - when
# $name (String) - by whom
printed = Skrevet ut { $at } av { $name }. Makuleres etter bruk.
# $until (String) - the time it ends
glass-open = Åpnet med begrunnelse til { $until }.
glass-logged = Alt du ser og gjør er loggført og blir gjennomgått.
glass-end = Avslutt nå
role-off = Betjent
role-con = Kontaktbetjent
role-dut = Vakthavende
role-gov = Fengselsleder
role-wrk = Verksbetjent
role-edu = Lærer
role-nur = Sykepleier
role-doc = Lege
role-psy = Psykolog
role-pha = Farmasøyt
role-cas = Saksbehandler
role-rei = Tilbakeføringskoordinator
role-tra = Overføringer, region
role-vis = Besøk og vaktstue
role-fin = Økonomi og butikk
role-chp = Prest
role-aud = Tilsyn og revisjon
role-sys = Systemadministrator
error-id = Oppgi dette nummeret om du melder fra:
error-not-found = Fant ikke siden
error-not-found-text = Siden eller personen finnes ikke, eller den ligger utenfor det du har tilgang til. Vi sier ikke hvilken av delene.
error-forbidden = Ikke for denne rollen
error-forbidden-text = Rollen du arbeider i nå gir ikke adgang til dette. Har du flere roller, kan du bytte i menyen ved navnet ditt.
error-not-in-use = Ikke tatt i bruk her
error-not-in-use-text = Fengselet har ikke tatt denne delen av Overgang i bruk, eller det er stengt. Det som er skrevet før, kan fortsatt leses. Fengselslederen eller en systemadministrator slår delen på under Fengsler.
error-stale-form = Skjemaet var for gammelt
error-stale-form-text = Siden ble laget i en annen innlogging. Gå tilbake, last siden på nytt og send en gang til. Ingenting ble lagret.
error-bad-request = Vi forsto ikke det som ble sendt
error-bad-request-text = Gå tilbake og prøv igjen. Ingenting ble lagret.
error-too-large = For mye på en gang
error-too-large-text = Det som ble sendt er større enn vi tar imot. Ingenting ble lagret.
error-too-many = For mange forsøk
error-too-many-text = Vent et kvarter og prøv igjen, eller be systemadministrator om hjelp.
error-busy = En annen arbeider med det samme akkurat nå
error-busy-text = Vent et øyeblikk og prøv igjen. Ingenting ble lagret.
error-unavailable = Overgang svarer ikke akkurat nå
error-unavailable-text = Databasen er borte for øyeblikket. Vi prøver igjen av oss selv. Ingenting ble lagret; bruk papirrutinene om det haster.
error-internal = Noe gikk galt hos oss
error-internal-text = Feilen er loggført. Ingenting ble lagret.
clock-twice = Klokka viser denne tida to ganger den natta. Hvilken mener du?
clock-first = Første gang (sommertid)
clock-second = Andre gang (normaltid)
clock-later = Klokka viste tiden to ganger, og jeg mener andre gang (normaltid)
