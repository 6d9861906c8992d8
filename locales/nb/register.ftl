reg-core = Identitet
reg-names = Andre navn
reg-identifiers = Identitetsnumre
reg-citizenships = Statsborgerskap
reg-languages = Språk
reg-addresses = Adresser
reg-contacts = Pårørende og kontakter
reg-children = Barn
reg-marks = Kjennetegn
reg-alerts = Varsler
reg-photos = Fotografier
reg-family-name = Etternavn
reg-given-name = Fornavn
reg-working-name = Ukjent
reg-identity = Identitet
reg-identity-hint = Kontrollert mot et gyldig dokument, oppgitt av personen selv, eller ikke kjent? Er den ukjent, kan navnet stå tomt: da blir arbeidsnavnet «Ukjent» og nummeret i registeret.
reg-identity-verified = Kontrollert
reg-identity-stated = Oppgitt
reg-identity-unknown = Ukjent
reg-birth-date = Fødselsdato
reg-birth-date-basis = Hvor fødselsdatoen kommer fra
reg-basis-verified = Kontrollert dokument
reg-basis-stated = Oppgitt av personen
reg-basis-estimated = Anslått
reg-basis-unknown = Ikke kjent
reg-sex = Kjønn
reg-sex-man = Mann
reg-sex-woman = Kvinne
reg-sex-other = Annet eller uavklart
reg-stated-gender = Oppgitt kjønnsidentitet
reg-stated-gender-hint = Bare når personen selv ønsker det, med egne ord.
reg-birth-country = Fødeland
reg-interpreter = Tolk
reg-interpreter-none = Trenger ikke tolk
reg-interpreter-hint = Språket det trengs tolk for. Vises som varsel på alle sider om personen.
reg-religion = Tro eller livssyn
reg-religion-hint = Bare når personen selv ønsker at det registreres. Presten ser det.
reg-kind = Type
reg-name = Navn
reg-number-kind = Type nummer
reg-number = Nummer
reg-issuing-country = Utstedt av
reg-issuing-country-hint = For pass og utenlandske numre.
reg-document-checked = Kontrollert mot dokument
reg-document-checked-short = Kontrollert
reg-document-unchecked = Ikke kontrollert
reg-number-national = Fødselsnummer
reg-number-d = D-nummer
reg-number-duf = DUF-nummer
reg-number-passport = Pass
reg-number-foreign = Utenlandsk identitetsnummer
reg-number-sis = SIS-referanse
reg-number-interpol = Interpol-referanse
reg-number-none = Har ikke noe nummer
reg-country = Land
reg-language = Språk
reg-level = Hvor godt
reg-level-mother-tongue = Morsmål
reg-level-good = Godt
reg-level-some = Litt
reg-level-reads-only = Leser, snakker ikke
reg-street = Gate og nummer
reg-postcode = Postnummer
reg-town = Sted
reg-municipality = Kommune
reg-address-residence = Folkeregistrert adresse
reg-address-postal = Postadresse
reg-address-temporary = Midlertidig adresse
reg-address-after-release = Adresse etter løslatelse
reg-address-none = Uten fast bopel
reg-protection-code = Adressebeskyttelse
reg-protection-code-hint = Etter vedtak fra folkeregisteret eller politiet.
reg-protection-none = Ingen
reg-protection-6 = Strengt fortrolig (kode 6)
reg-protection-7 = Fortrolig (kode 7)
reg-protection-note = En beskyttet adresse ser bare de som har klarering for denne personen. Har du ikke det selv, blir den borte for deg også når du lagrer.
reg-relationship = Relasjon
reg-phone = Telefon
reg-phone-hint = Gjerne med landkode, for eksempel +47 900 12 345.
reg-next-of-kin = Nærmeste pårørende
reg-emergency = Skal varsles ved akutt hendelse
reg-emergency-short = Varsles ved akutt hendelse
reg-language-spoken = Språk i samtale
reg-note = Merknad
reg-carer = Hvem har omsorgen
reg-carer-hint = Den andre forelderen, fosterforeldre, besteforeldre, barnevernet …
reg-lives-with = Hvor barnet bor
reg-contact-wanted = Ønsker kontakt
reg-child-birth-hint = Vet du bare alderen, la feltet stå tomt og skriv alderen i «Hvor barnet bor».
reg-body-part = Hvor på kroppen
reg-body-part-hint = For eksempel venstre underarm.
reg-description = Beskrivelse
reg-mark-tattoo = Tatovering
reg-mark-scar = Arr
reg-mark-piercing = Piercing
reg-mark-prosthesis = Protese
reg-mark-other = Annet
reg-severity = Alvor
reg-severity-high = Høy
reg-severity-medium = Middels
reg-severity-low = Lav
reg-instruction = Hva skal gjøres
reg-instruction-hint = Kort og konkret. Alle som møter personen i arbeidet ser dette.
reg-detail = Hvorfor
reg-detail-hint = Bakgrunnen. Ses bare av dem som har tilgang til hele varselet. Ikke helseopplysninger ut over det som er nødvendig.
reg-from-day = Fra og med
reg-to-day = Til og med
reg-to-day-hint = La stå tom når slutten ikke er kjent.
reg-taken-on = Dato tatt
reg-prison = Fengsel
reg-yes = Ja
reg-no = Nei
reg-not-asked = Ikke spurt
reg-not-stated = Ikke oppgitt
reg-none = Ingen
reg-choose-one = Velg
reg-empty-value = (tomt)
reg-choose = Velg ett av alternativene.
# $max (Number) - most characters
reg-too-long = Teksten er for lang. Høyst { $max } tegn.
reg-not-a-day = Skriv datoen som dag, måned og år, for eksempel 14.03.1988.
reg-birth-future = Fødselsdatoen er ikke kommet ennå.
reg-birth-too-old = Fødselsdatoen er mer enn 120 år siden.
reg-nameless = Skriv et navn, eller velg at identiteten er ukjent.
reg-name-missing = Skriv et navn.
reg-date-without-basis = Velg hvor fødselsdatoen kommer fra.
reg-basis-without-date = Skriv fødselsdatoen, eller velg at den ikke er kjent.
reg-unknown-but-verified = Når identiteten er ukjent, kan ikke fødselsdatoen være kontrollert.
reg-number-missing = Skriv nummeret.
# $expected (Number) - digits it must have
# $found (Number) - digits typed
reg-number-length = Nummeret skal ha { $expected } sifre. Dette har { $found }.
reg-number-not-digits = Nummeret består bare av sifre.
reg-number-date = De første sifrene er ikke en gyldig dato.
reg-number-control = Kontrollsifrene stemmer ikke. Se etter tastefeil.
reg-number-is-d = Dette er et D-nummer. Velg D-nummer som type.
reg-number-is-not-d = Dette er ikke et D-nummer. Er det et fødselsnummer?
reg-number-other = Bruk 2 til 40 bokstaver og sifre, eventuelt med mellomrom, punktum, bindestrek og skråstrek.
reg-number-synthetic = Dette er et testnummer. Ingen levende person har det.
reg-number-taken = Nummeret er registrert på en annen person. Ta kontakt med vakthavende eller saksbehandlerkontoret.
# $number (String) - number of the other record
reg-number-taken-by = Nummeret tilhører { $number }. Er det samme person, åpne den saken; ellers er ett av numrene feil.
reg-number-and-none = Du har valgt at personen ikke har noe nummer. Fjern nummeret, eller velg type.
reg-no-number-reason = Hvorfor mangler nummer
reg-no-number-reason-hint = Bare når personen ikke har noe nummer, for eksempel «turist, pass hos politiet».
reg-no-number-reason-missing = Skriv kort hvorfor personen ikke har noe nummer.
# $born (String) - date of birth
# $number (String) - date the number speaks of
reg-birth-differs = Fødselsdatoen { $born } stemmer ikke med nummeret, som peker mot { $number }. Det kan være riktig, men er oftest en tastefeil.
reg-warnings = Se over dette
reg-confirm = Jeg har kontrollert det, og det er riktig
reg-confirm-missing = Kontroller advarselen, og bekreft at det er riktig.
reg-postcode-wrong = Et norsk postnummer har fire sifre.
reg-address-missing = Skriv gate eller sted, eller velg «uten fast bopel».
reg-phone-wrong = Skriv telefonnummeret med sifre, gjerne med landkode.
reg-phone-missing = Den som skal varsles, må ha et telefonnummer.
reg-child-older = Barnet kan ikke være født før forelderen.
reg-body-part-missing = Skriv hvor på kroppen.
reg-already-there = Dette er registrert allerede.
reg-alert-not-yours = Rollen din kan ikke sette dette varselet.
reg-instruction-missing = Skriv hva de ansatte skal gjøre.
reg-detail-clinical = Bakgrunnen for et helsevarsel skrives av helsetjenesten. Skriv bare hva som skal gjøres.
reg-from-missing = Skriv når varselet gjelder fra.
reg-to-before-from = Slutten kan ikke være før begynnelsen.
reg-end-reason-missing = Skriv kort hvorfor det avsluttes.
reg-new = Registrer person
# $prison (String) - prison
reg-new-at = { $prison } får ansvaret for saken, og du blir saksbehandler.
reg-register = Registrer
reg-part-who = Hvem
reg-part-other-name = Kjent under et annet navn?
reg-part-number = Nummer
reg-part-about = Tilhørighet og språk
reg-part-where = Hvor
reg-alias-given-name = Alias, fornavn
reg-alias-family-name = Alias, etternavn
reg-citizenship = Statsborgerskap
reg-citizenship-2 = Annet statsborgerskap
reg-alike = Er det en av disse?
reg-alike-look = Personen kan være registrert fra før. Se på listen, og åpne saken om det er samme person.
reg-alike-number = Samme nummer
reg-alike-name-and-birth = Samme navn og fødselsdato
reg-alike-sound = Samme fødselsdato, navnet ligner
reg-alike-alias = Kjent under samme navn
reg-alike-name = Samme navn, en fødselsdato mangler
reg-another-person = Dette er en annen person
reg-another-reason = Hvordan vet du det?
reg-another-reason-hint = For eksempel «annet bilde, annet fødeland».
reg-another-reason-missing = Skriv kort hvordan du vet at det er en annen person.
reg-open-record = Åpne saken
# $day (String) - date of birth
reg-born = født { $day }
reg-born-unknown = fødselsdato ikke kjent
reg-one-name = Annet navn
reg-one-number = Nummer
reg-one-address = Adresse
reg-one-contact = Kontakt
reg-one-child = Barn
reg-one-mark = Kjennetegn
reg-one-alert = Varsel
reg-one-photo = Fotografi
reg-change = Endre
reg-change-core = Endre identitet
reg-change-name = Endre navn
reg-change-number = Endre nummer
reg-change-citizenship = Endre statsborgerskap
reg-change-language = Endre språk
reg-change-address = Endre adresse
reg-change-contact = Endre kontakt
reg-change-child = Endre barn
reg-change-mark = Endre kjennetegn
reg-change-alert = Endre varsel
reg-add-name = Legg til navn
reg-add-number = Legg til nummer
reg-add-citizenship = Legg til statsborgerskap
reg-add-language = Legg til språk
reg-add-address = Legg til adresse
reg-add-contact = Legg til kontakt
reg-add-child = Legg til barn
reg-add-mark = Legg til kjennetegn
reg-add-alert = Nytt varsel
reg-name-alias = Alias
reg-name-former = Tidligere navn
reg-name-nickname = Kallenavn
reg-name-document = Som i dokument
reg-no-names = Ingen andre navn er registrert.
reg-no-numbers = Ikke noe nummer er registrert.
reg-no-citizenships = Statsborgerskap er ikke registrert.
reg-no-languages = Språk er ikke registrert.
reg-no-addresses = Ingen adresse å vise.
reg-no-contacts = Ingen pårørende eller kontakter er registrert.
reg-no-children = Ingen barn er registrert.
reg-no-marks = Ingen kjennetegn er registrert.
reg-no-phone = telefon mangler
# $what (String) - kind of mark
# $place (String) - part of the body
reg-mark-at = { $what }, { $place }
# $language (String) - language
reg-speaks = snakker { $language }
# $years (Number) - whole years
reg-age = { $years } år
reg-age-unknown = alder ikke kjent
# $place (String) - where the child lives
reg-child-lives-with = bor: { $place }
# $who (String) - who has care
reg-child-carer = omsorg: { $who }
reg-contact-yes = Ønsker kontakt
reg-contact-no = Ønsker ikke kontakt
reg-family-hidden = Pårørende og barn vises for dem som har hele saken.
reg-end-row = Ta ut av registeret
reg-end-row-text = Raden blir borte fra siden, men står i endringsloggen.
reg-end-reason = Hvorfor
reg-merged = Noen andre lagret samtidig i andre felt. Begge endringene er tatt vare på.
reg-conflict = To har endret det samme
# $name (String) - who
# $at (String) - when
reg-conflict-who = { $name } lagret { $at }, mens du skrev.
reg-conflict-text = Velg hva som skal gjelde for hvert felt. Ingenting er lagret av ditt ennå, og ingenting er tapt.
reg-conflict-differs = Ulik
reg-conflict-before = Før
reg-conflict-theirs = Den andre
# $name (String) - who
# $at (String) - when
reg-conflict-by = { $name }, { $at }
reg-conflict-mine = Du
reg-conflict-save = Lagre det jeg har valgt
reg-conflict-keep-theirs = Behold alt som den andre skrev
reg-gone = Noen andre har avsluttet dette
reg-gone-text = Raden du arbeidet med ble tatt ut av registeret mens du skrev. Ingenting ble lagret. Trengs den likevel, legg den til på nytt.
reg-back = Tilbake
reg-alerts-extract = Du ser hva som skal gjøres. Bakgrunnen er for dem som har tilgang til hele varselet.
reg-no-alerts = Ingen varsler nå
reg-no-alerts-text = Det er ikke noe særskilt å passe på ved denne personen.
reg-in-force = gjelder nå
reg-coming = Kommende
reg-earlier = Tidligere
reg-why = Hvorfor:
reg-change-or-end = Endre eller avslutt
# $from (String) - first day
reg-since = Siden { $from }
# $from (String) - first day
# $to (String) - last day
reg-from-to = Fra { $from } til { $to }
# $name (String) - who
reg-set-by = satt av { $name }
# $at (String) - when
reg-ended = Avsluttet { $at }
# $at (String) - when
# $reason (String) - why
reg-ended-because = Avsluttet { $at }: { $reason }
reg-end-alert = Avslutt varselet
reg-end-alert-text = Varselet slutter å gjelde med en gang, og blir stående under tidligere.
reg-group-health = Helse
reg-group-security = Sikkerhet
reg-group-separation = Holdes atskilt
reg-group-care = Omsorg
reg-group-legal = Rettslige forhold
reg-group-other = Annet
reg-photos-text = Bilder gjøres om ved opplasting: størrelse, retning og skjulte opplysninger fra kameraet blir borte.
reg-no-photos = Ingen fotografier
reg-no-photos-text = Inntil et bilde er lagt til, vises en tegning som ikke forestiller personen.
reg-photo-add = Legg til fotografi
reg-photo-file = Bildefil
reg-photo-file-hint = JPEG, PNG eller WebP, høyst 8 MB. Ansiktet forfra, alene i bildet.
reg-photo-missing = Velg en bildefil.
reg-photo-too-many-bytes = Filen er større enn 8 MB.
reg-photo-format = Filen er ikke JPEG, PNG eller WebP.
reg-photo-too-large = Bildet er større enn 8000 punkter på en side.
reg-photo-too-small = Bildet er for lite til å vise noen.
reg-photo-damaged = Bildet er skadet eller avkortet og kan ikke leses.
reg-photo-day-missing = Skriv når bildet ble tatt.
reg-photo-day-future = Bildet kan ikke være tatt i fremtiden.
# $day (String) - day
reg-photo-taken = Tatt { $day }
# $day (String) - day
reg-photo-alt = Fotografi tatt { $day }
# $name (String) - who
# $at (String) - when
reg-photo-added = Lagt til av { $name } { $at }
reg-photo-current = Vises på alle sider
reg-photo-end = Ta ut av bruk
reg-photo-end-text = Bildet vises ikke mer. Det slettes ikke.
reg-history-text = Alle endringer i registeret, felt for felt. Ingenting kan fjernes herfra.
# $area (String) - part of the register
reg-history-added = { $area }: lagt til
# $area (String) - part of the register
reg-history-changed = { $area }: endret
# $area (String) - part of the register
reg-history-ended = { $area }: avsluttet
reg-history-no-number = Registrert uten nummer
# $reason (String) - why
reg-history-reason = Begrunnelse: { $reason }
reg-history-none = Ingen endringer
reg-history-none-text = Ingenting er endret siden saken ble opprettet.
reg-history-none-here = Ingen endringer her
reg-history-none-here-text = Denne delen av registeret er ikke endret. Velg «Alle deler» for å se resten.
reg-all-areas = Alle deler
reg-filter = Deler av registeret
