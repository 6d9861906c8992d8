# $name (String) - the inmate
timeline-title = Tidslinje, { $name }
timeline = Tidslinje
timeline-all = Alt
timeline-filter = Velg hva du vil se
timeline-none = Ingenting å vise
timeline-none-text = Det har ikke skjedd noe du har tilgang til å se.
source-observations = Observasjoner
source-movements = Bevegelser
source-alerts = Varsler
source-changes = Endringer
# $reason (String) - why
happened-out = Ut: { $reason }
# $reason (String) - why
happened-back = Tilbake: { $reason }
# $place (String) - prison
happened-admitted = Innsatt i { $place }
# $place (String) - cell or unit
happened-placed = Flyttet til { $place }
# $kind (String) - kind of alert
happened-alert = Varsel: { $kind }
# $kind (String) - kind of alert
happened-alert-ended = Varsel avsluttet: { $kind }
# $count (Number) - fields
happened-change = { $count ->
    [one] Én opplysning endret
   *[other] { $count } opplysninger endret
}
overview-now = Nå og framover
overview-no-movements = Ingen bevegelser er planlagt.
# $out (String) - when out
# $back (String) - when back
overview-out-and-back = { $out }, tilbake { $back }
# $out (String) - when out
overview-out-from = fra { $out }
# $reason (String) - why
# $place (String) - where
overview-movement-to = { $reason }, { $place }
overview-to-do = Varsler: dette gjør du
overview-all-alerts = Alle varsler
overview-no-alerts = Ingen varsler du har tilgang til gjelder nå.
overview-no-instruction = Ingen tiltak er skrevet. Spør vakthavende.
# $until (String) - when it ends
overview-until = Gjelder til { $until }
overview-latest = Siste hendelser
overview-whole-timeline = Hele tidslinjen
overview-facts = Nøkkelinfo
overview-basis = Grunnlag for fengslingen
overview-no-basis = Ingen dom eller kjennelse er registrert.
overview-kinds = Observasjoner siste 30 dager
overview-kin = Pårørende
overview-no-kin = Ingen pårørende er registrert.
overview-stays = Tidligere opphold
overview-all = Alle
# $from (String) - day
# $to (String) - day
overview-from-to = { $from } til { $to }
overview-extract = Det du ser her
overview-extract-text = Rollen din viser det arbeidet ditt krever: hvem og hvor, og hva du skal gjøre. Resten av saken er ikke for denne rollen. Trenger du å vite mer, spør kontaktbetjenten eller vakthavende.
fact-level = Sikkerhetsnivå
fact-basis = Grunnlag
fact-admitted = Innsatt siden
fact-release = Ventet løslatt
fact-release-open = ikke fastsatt
fact-languages = Språk
fact-citizenship = Statsborgerskap
fact-identity = Identitet
fact-children = Barn
fact-contact-officer = Kontaktbetjent
fact-case-manager = Saksbehandler
fact-coordinator = Tilbakeføring
fact-nobody = ingen
fact-faith = Tro eller livssyn
fact-faith-untold = har ikke bedt om at det registreres
fact-interpreter = Tolk
identity-verified = bekreftet
identity-stated = oppgitt, ikke bekreftet
identity-unknown = ukjent
basis-offence = Forhold
basis-court = Domstol
basis-case = Saksnummer
basis-decided = Avsagt
basis-term = Straff
basis-from = Fra
basis-to = Endt tid
basis-expires = Fengslingsfrist
# $count (Number) - years
term-years = { $count } år
# $count (Number) - months
term-months = { $count ->
    [one] 1 måned
   *[other] { $count } måneder
}
# $count (Number) - days
term-days = { $count ->
    [one] 1 dag
   *[other] { $count } dager
}
kin-next = nærmeste pårørende
kin-emergency = varsles i nødstilfelle
source-incidents = Hendelser
# $kind (String) - type of incident
happened-incident = Hendelse: { $kind }
# $kind (String) - what holds
basis-run-out = { $kind }, utløpt
