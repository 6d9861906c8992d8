tab-overview = Oversikt
tab-person = Person
tab-alerts = Varsler
tab-observations = Observasjoner
tab-places = Opphold og bevegelser
tab-health = Helse
tab-shared-health = Delte helsevarsler
tab-history = Endringer
tab-insight = Hvem har sett
fact-number = Nr.
fact-born = Født
fact-lives = Bor
fact-now = Nå
# $day (String) - birth date
# $age (Number) - whole years
born-with-age = { $day } ({ $age } år)
not-known = ikke kjent
# $unit (String) - unit
# $cell (String) - cell
unit-and-cell = { $unit }, celle { $cell }
# $unit (String) - unit
unit-no-cell = { $unit }, ingen celle
not-in-custody = Ikke innsatt
now-in-prison = I fengselet
# $place (String) - place in the prison
# $since (String) - time
now-inside = { $place }, siden { $since }
# $what (String) - reason and place
# $until (String) - time
out-until = { $what }, til { $until }
# $what (String) - reason and place
# $until (String) - time
out-overdue = { $what }, skulle vært tilbake { $until }
state-protected = Skjermet person. Du har klarering for denne saken; den er synlig for få.
state-closed = Saken er lukket. Den er åpnet for deg med begrunnelse.
state-arrived-24 = Ny her siste døgn. Noe kan mangle.
state-arrived-72 = Ny her de siste tre døgn. Noe kan mangle.
state-not-in-custody = Ikke innsatt nå.
# $language (String) - language
flag-interpreter = Tolk: { $language }
flag-unknown-identity = Ukjent identitet
legal-remand = Varetekt
legal-sentenced = Dom
legal-preventive = Forvaring
legal-fine = Bøtesoning
legal-arrested = Pågrepet
legal-youth = Ungdomsstraff
legal-foreign = Overført dom fra utlandet
legal-none = Mangler grunnlag for å holdes
legal-other = Annet grunnlag
level-especially-high = Særlig høyt sikkerhetsnivå
level-high = Høyt sikkerhetsnivå
level-lower = Lavere sikkerhetsnivå
level-halfway = Overgangsbolig
shared-allergy = Allergi
shared-diet = Kosthold
shared-hearing-sight = Hørsel eller syn
shared-mobility = Bevegelse
shared-observation-level = Tilsynsnivå
shared-infection-precaution = Smitteverntiltak
shared-fit-for-work = Arbeidsførhet
shared-bunk = Seng og celle
shared-emergency = Ved akutt hendelse
shared-not-isolated = Kontakt helse før isolering
inmate-pages = Sider om den innsatte
flag-ask = Spør vakthavende
# $count (Number) - alerts
flag-mind = { $count ->
    [one] Ta hensyn
   *[other] { $count } ting å ta hensyn til
}
restriction-letters-control = Brevkontroll
restriction-letters-ban = Brevforbud
restriction-visits-control = Besøkskontroll
restriction-visits-ban = Besøksforbud
restriction-media = Medieforbud
restriction-company = Utelukket fra navngitte
restriction-partial = Delvis isolasjon
restriction-full = Full isolasjon
restriction-by-court = Besluttet av retten eller politiet
tab-sentence = Dom og frister
tab-place = Celle og bevegelser
tab-order = Orden og eiendeler
