staff-choose = Velg
staff-place = Hvor
staff-until = Til
staff-from = Fra
staff-action = Handling
staff-you-are-here = Du er her
staff-happens = Dette skjer
staff-pages = Sider
staff-older = Eldre
staff-newest = Nyeste
staff-next = Neste
staff-first = Første side
staff-reason = Begrunnelse
staff-reason-missing = Skriv en begrunnelse.
staff-reason-short = Skriv en begrunnelse på minst ti tegn.
# $most (Number) - most characters
staff-reason-long = Skriv høyst { $most } tegn.
staff-confirm-first = Bekreft at det er deg
staff-confirm-first-text = Du kan gjøre dette når du har skrevet passordet ditt på nytt. Det gjelder i ti minutter.
me-roles = Rollene mine
me-acting = i bruk nå
me-no-roles = Du har ingen rolle
me-no-roles-text = Kontoen din har ingen rolle som gjelder nå. Be lederen din foreslå en.
me-no-end = ingen sluttdato
me-settings = Innstillinger
me-saved = Innstillingene er lagret.
me-language = Språk
me-language-choose = Velg et språk.
me-single-keys = Snarveier med én tast
me-single-keys-hint = Slå av om du bruker talestyring eller lett kommer borti tastene. Ctrl+K virker uansett.
me-safety = Sikkerhet
me-password-text = Bytt når noen kan ha sett det.
me-change = Endre
me-see = Se
session-title = Innlogginger
session-text = Steder der du er logget inn nå. Avslutt dem du ikke kjenner, og bytt passord.
# $count (Number) - running sessions
session-count = { $count ->
    [one] Innlogget ett sted
   *[other] Innlogget { $count } steder
}
session-browser = Nettleser
session-address = Adresse
session-station = Plass
session-since = Siden
session-seen = Sist brukt
session-this = denne
session-end = Avslutt
session-end-others = Avslutt alle andre
session-ended = Avsluttet.
session-unknown-browser = Ukjent nettleser
session-office = Egen arbeidsplass
session-shared = Delt maskin
session-tablet = Nettbrett
pw-title = Nytt passord
pw-text = Alle andre innlogginger blir avsluttet.
pw-forced = Passordet ditt er laget av en annen. Velg ditt eget før du går videre.
pw-current = Passordet du har nå
pw-new = Nytt passord
pw-new-hint = Minst 12 tegn, gjerne 15 eller flere. Flere ord etter hverandre er lett å huske og vanskelig å gjette.
pw-again = Nytt passord en gang til
pw-change = Bytt passord
pw-changed = Passordet er byttet. Alle andre innlogginger er avsluttet.
pw-current-missing = Skriv passordet du har nå.
pw-missing = Skriv et nytt passord.
# $least (Number) - least characters
# $chars (Number) - characters typed
pw-too-short = Passordet må ha minst { $least } tegn. Dette har { $chars }.
# $most (Number) - most characters
# $chars (Number) - characters typed
pw-too-long = Passordet kan ha høyst { $most } tegn. Dette har { $chars }.
pw-known-words = Passordet består av navn eller ord som mange vil prøve. Bland inn noe eget.
pw-guessable = Passordet er lett å gjette. Velg flere ord som ikke hører sammen.
pw-same = Velg et annet passord enn det du har nå.
pw-differ = De to passordene er ikke like.
factor-text = En kode fra telefonen i tillegg til passordet. Da hjelper det ingen å ha sett passordet ditt.
factor-on = Andre faktor er på
factor-off = Andre faktor er av
factor-set-up = Sett opp
factor-begin-text = Du trenger en autentiseringsapp på telefonen.
factor-begun = Koble til appen
factor-scan = Skann koden med autentiseringsappen.
factor-qr = QR-kode for autentiseringsappen
factor-by-hand = Kan du ikke skanne? Skriv nøkkelen inn i appen:
factor-type = Skriv koden som appen viser.
factor-turn-on = Slå på
factor-drop = Avbryt oppsettet
factor-remove = Fjern andre faktor
factor-remove-text = Ved neste innlogging blir du spurt om passord og kode. Skal du bytte telefon, fjern den først og sett opp på nytt.
factor-now-on = Andre faktor er slått på.
factor-now-off = Andre faktor er fjernet.
relation-title = Noen jeg kjenner
relation-short = Kjenner du en innsatt privat, skal du ikke se saken.
relation-go = Meld fra om noen du kjenner
relation-text = Den som kjenner en innsatt privat, er inhabil (forvaltningsloven § 6) og skal ikke ha innsyn i saken.
relation-tell = Meld fra
relation-number = Innsattnummer
relation-number-hint = For eksempel 2026-01482.
relation-number-missing = Skriv innsattnummeret.
relation-number-wrong = Et innsattnummer har årstall, bindestrek og fem sifre, for eksempel 2026-01482.
relation-kind = Hvordan kjenner du personen?
relation-choose = Velg hvordan du kjenner personen.
relation-family = Familie
relation-partner = Partner eller tidligere partner
relation-friend = Venn
relation-neighbour = Nabo eller bekjent
relation-adversary = Motpart eller uvenn
relation-other = Annet
relation-consequence = Du ser ikke lenger noe om personen, i noen av rollene dine.
relation-kept = Du kan ikke angre selv. Lederen din kan ikke gi deg tilgang til personen.
relation-send = Meld fra
relation-done = Takk. Gjelder nummeret en person i registeret, ser du ikke lenger noe om vedkommende.
relation-told = Meldt av deg
relation-none = Du har ikke meldt fra om noen.
notice-title = Varsler
notice-none = Ingen varsler
notice-none-text = Her kommer det som venter på deg, og det som er bestemt om tilgangen din.
notice-unread = ulest
notice-mark-read = Lest
notice-all-read = Merk alle som lest
notice-break-glass = En sak er åpnet med nødtilgang
# $by (String) - staff
notice-break-glass-text = { $by } åpnet en sak utenfor sin tilgang. Bruken skal vurderes innen sju dager.
notice-assignment-proposed = En rolle venter på avgjørelse
# $by (String) - staff
# $role (String) - role
# $who (String) - staff
notice-assignment-proposed-text = { $by } foreslår rollen { $role } for { $who }.
notice-assignment-granted = Rolle innvilget
# $role (String) - role
# $who (String) - staff
notice-assignment-granted-text = { $role }: { $who }.
notice-assignment-refused = Rolle avslått
# $role (String) - role
# $who (String) - staff
notice-assignment-refused-text = { $role }: { $who }. Begrunnelsen står i saken.
notice-assignment-ended = En rolle er avsluttet
# $role (String) - role
notice-assignment-ended-text = Du har ikke lenger rollen { $role } der.
notice-grant-given = Du har fått tilgang til en person
# $by (String) - staff
# $number (String) - inmate number
notice-grant-given-text = { $by } har gitt deg tilgang til { $number }.
notice-grant-ended = En tilgang er avsluttet
# $number (String) - inmate number
notice-grant-ended-text = Du har ikke lenger egen tilgang til { $number }.
notice-clearance-proposed = En klarering venter på avgjørelse
# $by (String) - staff
# $who (String) - staff
notice-clearance-proposed-text = { $by } foreslår å klarere { $who } for en skjermet person.
notice-clearance-granted = Klarering innvilget
# $who (String) - staff
notice-clearance-granted-text = { $who } er klarert for en skjermet person.
notice-clearance-refused = Klarering avslått
# $who (String) - staff
notice-clearance-refused-text = { $who } er ikke klarert.
notice-account-reset = Kontoen din er tilbakestilt
notice-account-reset-text = En systemadministrator har gitt deg nytt passord eller fjernet andre faktor. Meld fra hvis du ikke ba om det.
notice-other = Noe har skjedd
notice-other-text = Åpne lenken for å se hva det gjelder.
# $role (String) - role
help-for = Det du kan gjøre som { $role }.
help-access = Tilgang
help-access-role = Roller blir foreslått av en leder og avgjort av en annen: fengselslederen for fengselet, legen for helseroller. En rolle varer høyst tolv måneder.
help-access-person = Tilgang til en enkelt innsatt (kontaktbetjent, saksbehandler, vikar for en vakt) gir vakthavende, saksbehandler eller fengselsleder.
help-access-glass = Haster det og du mangler tilgang, kan du åpne en sak med begrunnelse. Den gjelder i fire timer, og noen andre vurderer bruken etterpå.
help-access-404 = «Fant ikke siden» betyr enten at siden ikke finnes, eller at den ligger utenfor din tilgang. Vi sier ikke hvilken av delene.
help-log = Hva blir logget
help-log-text = Hvert oppslag, søk, utskrift og endring blir logget med navnet ditt, rollen, tiden og formålet. Loggen kan ikke endres uten at det synes.
help-log-inmate = Den innsatte kan få vite hvem som har sett på saken. Slå bare opp det du trenger i arbeidet.
help-key-new = Ny, der siden har en slik knapp
help-keys-on = Snarveier med én tast kan slås av under
help-keys-off = Snarveier med én tast er slått av. Slå dem på under
help-more = Mer
help-wrong = Er noe galt, meld fra til systemadministrator med nummeret som står på feilsiden.
help-page-home = Det som haster nå, og det som venter på deg.
help-page-search = Finn en person med navn, nummer eller celle.
help-page-board = Hvem som er i hvilken celle, hvem som er ute, og hvem som trenger tilsyn.
help-page-register = Personene du har tilgang til, og registrering av nye.
help-page-reviews = Bruk av nødtilgang som en annen skal vurdere innen sju dager.
help-page-audit = Hvem som gjorde hva, og hvem som så på hvem.
help-page-health = Pasientene i fengslene du betjener.
help-page-grants = Kontaktbetjenter, vikarer for en vakt og klareringer for skjermede personer.
help-page-assignments = Foreslå, avgjør og avslutt roller.
help-page-accounts = Kontoer, passord og andre faktor.
help-page-prisons = Fengsler, avdelinger og celler: kapasitet og rom ute av bruk.
help-role-off = Du ser hvem som er i fengselet, varsler og hva du skal gjøre. Observasjoner leser og skriver du på avdelingene du har vakt på i dag.
help-role-con = Som betjent, og dessuten planen og historikken til dem du er kontaktbetjent for.
help-role-dut = Du ser hele huset. Du foreslår roller og skjerming, gir tilgang til enkeltpersoner og vurderer nødtilgang.
help-role-gov = Du avgjør i fengselet ditt: roller, klareringer og nødtilgang. Helseopplysninger og helseroller ligger utenfor.
help-role-wrk = Du ser dem som er tildelt verkstedet ditt, og hva du skal gjøre. Grunnen ser du ikke.
help-role-edu = Du ser elevene dine og hva du skal gjøre. Dom, lovbrudd og observasjoner ser du ikke.
help-role-health = Du ser pasientene i fengslene du betjener. Det du velger å dele, blir synlig for dem som trenger det; resten blir hos helsetjenesten.
help-role-pha = Du ser pasientene og legemidlene deres i fengslene du betjener.
help-role-cas = Du leser sakene i fengselet og skriver i dem du er saksbehandler for.
help-role-rei = Du ser dem du er tildelt, og følger dem mot løslatelse.
help-role-tra = Du ser overføringer i regionen og plassene i fengslene.
help-role-vis = Du ser dem som har besøk eller passerer vakten i dag.
help-role-fin = Du ser navn, nummer og celle, og det som gjelder penger.
help-role-chp = Du ser navn, celle, språk og livssyn når den innsatte har bedt om det.
help-role-aud = Du leser alt, men bare med et saksnummer som hvert oppslag blir logget med.
help-role-sys = Du styrer kontoer, fengsler og oppsett. Opplysninger om innsatte ser du ikke.
grant-nav = Tilganger
assignment-nav = Roller
account-nav = Kontoer
