rec-title = Mottak
rec-one-title = Mottak
rec-crumbs = Du er her
rec-steps = Trinn i mottaket
# $done (Number) - steps done
# $all (Number) - all steps
rec-progress = { $done } av { $all } trinn er gjort
rec-nav = Mottak
rec-back = Tilbake
rec-see = Se mottaket
rec-go-on = Fortsett
# $by (String) - member of staff
# $at (String) - when
rec-by-at = { $by }, { $at }
# $by (String) - member of staff
rec-begun-by = begynt av { $by }
# $at (String) - when
# $from (String) - from where
rec-arrived-line = ankom { $at } fra { $from }
rec-nameless = Ukjent navn
rec-done = Gjort
rec-missing = Mangler
rec-after-admission = Etter innsettelsen
rec-yes = Ja
rec-no = Nei
rec-unclear = Usikkert
rec-declined = Vil ikke svare
rec-not-relevant = Ikke aktuelt
rec-reason = Begrunnelse
rec-note = Merknad
rec-not-answered = Ingen har svart på dette trinnet ennå.
rec-step-document = Innsettelsesdokument
rec-step-identity = Identitet
rec-step-arrest = Pågripelse
rec-step-injuries = Skader og klager
rec-step-questions = Første spørsmål
rec-step-property = Eiendeler
rec-step-information = Informasjon gitt
rec-step-family = Familie, barn og konsulat
rec-step-photo = Fotografi
rec-step-cell = Celle og innsettelse
rec-step-officer = Kontaktbetjent
rec-unfinished = Under arbeid, og mottak som mangler noe
rec-oldest-first = eldste først
rec-unfinished-none = Ingen mottak mangler noe
rec-unfinished-none-text = Alle som er kommet, har det som skal være registrert.
rec-nothing-missing = Ingenting mangler. Mottaket kan fullføres.
# $what (String) - what is missing
rec-missing-are = Mangler: { $what }
# $count (Number) - more things
rec-missing-more = og { $count } til
rec-expected = Ventede
rec-expected-none = Ingen er meldt
rec-expected-none-text = Den som blir meldt av politi, domstol eller saksbehandler, står her til personen er kommet eller ankomsten er avlyst.
rec-due-overdue = Skulle vært kommet
rec-due-today = I dag
rec-due-tomorrow = I morgen
rec-receive = Ta imot
rec-cancel-short = Avlys
rec-recent = Nylig ankommet
rec-recent-hours = siste 72 timer
rec-recent-none = Ingen nye siste 72 timer
rec-recent-none-text = Den som settes inn, står her i tre døgn.
rec-mark-24 = Ny siste døgn
rec-mark-72 = Ny siste tre døgn
# $at (String) - when
# $reason (String) - why
rec-came-line = { $at } · { $reason }
# $from (String) - from where
# $authority (String) - who announces
rec-from-by = fra { $from }, meldt av { $authority }
# $by (String) - member of staff
rec-entered-by = ført av { $by }
rec-announce = Meld ankomst
rec-announce-text = Den som er meldt, står i listen til noen tar imot personen eller avlyser.
rec-announce-save = Meld ankomst
rec-due-day = Ventet dag
rec-due-time = Ventet tid
rec-due-past = Dagen er mer enn et døgn tilbake. Den som er kommet, tas imot direkte.
rec-due-far = Dagen er mer enn et år fram.
# $at (String) - when
rec-limit-arrested = Pågrepet { $at }
# $at (String) - when
rec-limit-prison = I fengsel innen { $at }
# $at (String) - when
rec-limit-court = For retten innen { $at }
# $limit (String) - the limit that is missed
rec-limit-too-late = { $limit }, ventes senere
rec-due-arrest-hint = Når politiet pågrep personen. Fristene for fengselsplass (to døgn) og framstilling for retten regnes herfra.
rec-due-arrest-other-basis = Tidspunktet for pågripelse gjelder bare den som er pågrepet eller varetektsfengslet.
rec-due-arrest-after = Pågripelsen kan ikke være etter ventet ankomst.
rec-due-arrest-long-ago = Pågripelsen er mer enn 14 dager tilbake. Kontroller datoen.
rec-authority = Hvem melder
rec-authority-hint = For eksempel Øst politidistrikt, Oslo tingrett, domsadministrasjonen.
rec-cancel = Avlys ankomst
# $at (String) - when
# $from (String) - from where
rec-cancel-text = Ankomsten { $at } fra { $from } tas ut av listen.
rec-begin = Begynn mottak
rec-begin-save = Begynn mottaket
rec-begin-walk-in = Noen står i porten uten å være meldt. Er personen meldt, ta imot fra listen i stedet.
# $at (String) - when
# $authority (String) - who announced
rec-begin-expected = Meldt til { $at } av { $authority }.
rec-arrived-day = Ankomst, dag
rec-arrived-time = Ankomst, tid
rec-late-reason = Hvorfor føres ankomsten først nå
rec-late-reason-hint = Kreves når ankomsten var for mer enn 15 minutter siden.
rec-late-reason-missing = Ankomsten var for mer enn 15 minutter siden. Skriv kort hvorfor den føres nå.
rec-arrived-long-ago = Ankomsten er mer enn 14 dager tilbake. Snakk med vakthavende.
rec-working-name-hint = Slik det blir sagt i porten. La stå tomt hvis navnet ikke er kjent.
rec-admission-reason = Årsak til innsettelsen
rec-brought-from = Kommer fra
rec-brought-from-hint = For eksempel Lillestrøm arrest, Oslo tingrett, frifot.
rec-state-open = Under mottak
rec-state-admitted = På rullen
rec-state-complete = Fullført
rec-state-ended = Avsluttet uten innsettelse
rec-missing-text = Skriv noe her.
rec-day-missing = Oppgi dagen.
rec-time-missing = Oppgi klokkeslettet.
rec-day-ahead = Dagen er ikke kommet ennå.
rec-day-past = Dagen er forbi.
rec-time-bad = Skriv klokkeslettet som 14:30.
rec-time-ahead = Tidspunktet er ikke kommet ennå.
rec-time-past = Tidspunktet er forbi.
rec-time-never-was = Dette klokkeslettet finnes ikke den natten: klokken stilles fram fra 02:00 til 03:00.
rec-time-twice = Klokkeslettet kommer to ganger denne natten. Det regnes som det første, før klokken stilles tilbake.
# $most (Number) - the largest
rec-number-bad = Skriv et helt tall, høyst { $most }.
rec-quantity-none = Antallet må være minst 1.
rec-basis = Rettslig grunnlag
rec-basis-remand = Varetekt
rec-basis-sentence = Fengselsstraff
rec-basis-preventive = Forvaring
rec-basis-fine = Subsidiært fengsel for bot
rec-basis-arrest = Pågrepet, ikke fremstilt for retten ennå
rec-document-kind = Dokument
rec-document-court-order = Kjennelse om varetektsfengsling
rec-document-judgment = Dom
rec-document-execution = Iverksettingsordre
rec-document-prosecutor = Påtalemyndighetens beslutning
rec-document-fine = Ordre om bøtesoning
rec-document-recall = Beslutning om gjeninnsettelse
rec-authority-kind = Utstedt av
rec-authority-court = Domstol
rec-authority-police = Politi eller påtalemyndighet
rec-authority-corrections = Kriminalomsorgen
rec-court = Domstol
rec-police-district = Politidistrikt
rec-reference = Saksnummer
rec-reference-hint = Domstolens, politiets eller vårt saksnummer, slik det står på dokumentet.
rec-offence = Siktelse eller lovbrudd
rec-decided-on = Datert
rec-expires-on = Gjelder til og med
rec-expires-on-hint = Kreves for varetekt: dagen fengslingen løper ut.
rec-expires-before = Utløpsdagen er før dokumentets dato.
rec-expired = Fengslingen er utløpt. Uten gyldig dokument kan ingen settes inn.
rec-lead-document = Uten gyldig dokument blir ingen satt inn. Haster det, kan bare vakthavende gjøre et unntak med frist.
rec-exception = Unntak i hastetilfelle
rec-exception-give = Ta inn uten dokument (vakthavende)
rec-exception-text = Personen kan settes inn uten dokument fram til fristen. Fengselsleder blir varslet. Er dokumentet ikke kommet da, vises mottaket som over fristen.
rec-exception-reason = Hvorfor det haster
rec-exception-reason-hint = Hvem har lovet dokumentet, og hvorfor kan det ikke ventes på?
rec-exception-reason-short = Skriv en begrunnelse på minst ti tegn.
rec-exception-day = Frist, dag
rec-exception-time = Frist, tid
# $hours (Number) - hours
rec-exception-too-long = Fristen kan være høyst { $hours } timer fram.
rec-exception-save = Gjør unntak
# $by (String) - duty officer
# $until (String) - deadline
# $reason (String) - why
rec-exception-line = { $by } har gjort unntak til { $until }. Begrunnelse: { $reason }
rec-exception-overdue = Fristen for innsettelsesdokumentet er gått ut. Skaff dokumentet nå, eller snakk med fengselsleder.
rec-exception-overdue-short = Dokument over fristen
rec-exception-runs = Unntak, venter på dokument
rec-find = Finnes personen fra før?
rec-find-text = Det søkes blant alle som noen gang er registrert, også i andre fengsler. Søket blir loggført.
rec-find-number = Fødselsnummer, D-nummer eller DUF
rec-find-number-hint = 11 eller 12 siffer.
rec-find-number-bad = Dette er ikke et gyldig fødselsnummer, D-nummer eller DUF-nummer.
rec-find-previous = Tidligere innsattnummer
rec-find-previous-hint = For eksempel 2024-00931.
rec-find-previous-bad = Skriv nummeret som 2024-00931.
rec-found-none = Ingen funnet
rec-found-none-text = Registrer personen som ny. Er du i tvil, søk på et annet navn eller nummer først.
# $count (Number) - people found
rec-found = { $count ->
    [one] Én som kan være personen
   *[other] { $count } som kan være personen
}
rec-match-reason = Hvordan vet du at det er denne personen?
rec-match-reason-hint = For eksempel: pass kontrollert, kjent fra tidligere opphold, politiets fotoutskrift.
rec-match-reason-missing = Skriv hvordan du vet det, minst fem tegn.
rec-match-confirm = Ja, det er denne personen
rec-match-not-left = Avgangen fra det andre fengselet er ført etter tidspunktet for ankomsten. Avslutt mottaket og begynn på nytt med riktig tid, eller be det andre fengselet rette avgangen.
rec-coming = på vei hit
rec-coming-heading = På vei hit fra andre fengsler
# $prison (String) - the prison
rec-coming-from = fra { $prison }
# $at (String) - when
rec-coming-left = Reiste { $at }
# $at (String) - when
rec-coming-planned = Planlagt { $at }
# $prison (String) - the prison
rec-came-along = Fulgte med fra { $prison }
rec-weigh = Vurder plassen
rec-match-held = Er allerede innsatt eller under mottak her.
rec-blocked = Snakk med vakthavende
rec-blocked-text = Mottaket kan ikke gå videre med disse opplysningene. Vakthavende er varslet og må avgjøre hva som skal gjøres.
rec-register = Registrer som ny
rec-register-another = Ingen av disse: registrer som ny
# $name (String) - the person
# $by (String) - by whom and when
rec-decided-new = { $name } er registrert som ny av { $by }.
# $name (String) - the person
# $by (String) - by whom and when
# $reason (String) - why
rec-decided-another = { $name } er registrert som ny av { $by }. Ingen av dem som liknet: { $reason }
# $name (String) - the person
# $by (String) - by whom and when
# $reason (String) - why
rec-decided-known = { $name } er gjenkjent av { $by }: { $reason }
rec-lead-arrest = Tid og sted for pågripelsen. Plass i fengsel skal være klar innen to døgn; det regnes her som timer fra pågripelse til ankomst.
rec-arrested = Er personen pågrepet?
rec-arrested-yes = Ja, pågrepet
rec-arrested-no = Nei, møtte selv eller kommer fra annen gjennomføring
rec-arrest-day = Pågrepet, dag
rec-arrest-time = Pågrepet, tid
rec-arrest-place = Sted for pågripelsen
rec-arrest-after-arrival = Pågripelsen kan ikke være etter ankomsten.
rec-over-reason = Hvorfor tok det mer enn to døgn
rec-over-reason-hint = Politiets forklaring, kort. Kreves når fristen er oversittet; vakthavende og fengselsleder blir varslet.
# $hours (Number) - hours
# $minutes (Number) - minutes
rec-over-reason-missing = Fristen er oversittet med { $hours } timer og { $minutes } minutter. Skriv hvorfor.
rec-limit-kept = Innenfor to døgn
# $hours (Number) - hours
# $minutes (Number) - minutes
rec-limit-over = { $hours } timer og { $minutes } minutter over fristen
# $arrested (String) - when
# $limit (Number) - hours
# $ends (String) - when
# $arrived (String) - when
# $hours (Number) - hours
# $minutes (Number) - minutes
# $cite (String) - the law
rec-limit-sum = Pågrepet { $arrested }. Fristen på { $limit } timer gikk ut { $ends }. Ankom { $arrived }: { $hours } timer og { $minutes } minutter hos politiet ({ $cite }).
rec-lead-injuries = Skriv det du ser og det personen sier, med personens egne ord. Bilder trengs ikke. Helse undersøker.
rec-injuries-seen = Synlige skader
rec-injuries-hint = Spør, og se på det personen vil vise.
rec-injuries-none = Ingen synlige skader
rec-injuries-some = Ja, beskrevet under
rec-injuries-declined = Personen vil ikke vise eller svare
rec-injury-1 = Skade 1
rec-injury-2 = Skade 2
rec-injury-3 = Skade 3
rec-injury-part = Hvor på kroppen
rec-injury-look = Hvordan den ser ut
rec-injury-words = Hva personen sier om den
rec-injury-missing = Beskriv minst én skade.
rec-injury-look-missing = Beskriv hvordan skaden ser ut.
rec-injury-part-missing = Skriv hvor på kroppen.
rec-injury-none-and-some = Skader er beskrevet under. Velg «Ja».
rec-complaint-part = Klage på mishandling
rec-complaint = Klager personen på mishandling?
rec-complaint-hint = Svares det ja, varsles fengselsleder og helse straks.
rec-complaint-of = Hvem klagen gjelder
rec-complaint-police = Politiet
rec-complaint-prison = Ansatte i fengsel
rec-complaint-other = Andre
rec-complaint-words = Hva personen forteller, med egne ord
rec-complaint-told = Klage på mishandling: fengselsleder og helse er varslet
rec-lead-questions = Spør rolig og på et språk personen forstår. Svar som haster, varsles til helse og vakthavende idet du lagrer.
rec-questions-life = Liv
rec-questions-health = Helse nå
rec-questions-safety = Trygghet
rec-questions-person = Personen selv
rec-gender-hint = Med personens egne ord. Kommer også i registeret.
rec-gender-declined = Ønsker ikke å oppgi kjønn
rec-gender-both = Kjønn er oppgitt. Ta bort haken, eller tøm feltet.
rec-suicide-now = Tanker om å ta sitt liv nå?
rec-suicide-before = Har personen tidligere forsøkt å ta sitt liv eller skadet seg selv?
rec-withdrawal = Rus eller abstinens nå?
rec-medicines = Bruker medisiner, eller har medisiner med?
rec-medicines-what = Hvilke medisiner
rec-medicines-hint = Slik personen sier eller slik det står på pakningen. Medisinene går til helse.
rec-pregnant = Gravid?
rec-apart = Må holdes atskilt fra noen?
rec-apart-from = Fra hvem, og hvorfor
rec-apart-hint = Navn eller gruppe, slik personen sier det. Vakthavende vurderer.
rec-children-alone = Barn eller andre alene hjemme, uten tilsyn?
rec-children-alone-where = Hvem og hvor
rec-questions-more = Annet personen vil at vi skal vite
rec-health-told = Helse er varslet om svarene
rec-duty-told = Vakthavende er varslet om svarene
rec-suggest = Forslag til varsler
rec-suggest-text = Svarene på de første spørsmålene taler for disse varslene:
rec-suggest-duty = Vakthavende setter varsler. Vakthavende har fått beskjed.
rec-set-alert = Sett varsel
rec-lead-information = Hva personen har fått vite, på hvilket språk, og hvordan.
# $language (String) - language
rec-lead-information-interpreter = Registeret sier at personen trenger tolk på { $language }.
rec-info-part = Informert om
rec-info-rights = Rettigheter og plikter
rec-info-rules = Husreglene
rec-info-complaints = Hvordan man klager
rec-info-health = Hvordan man får kontakt med helse
rec-info-legal-aid = Forsvarer og rettshjelp
rec-info-calls = Telefon, brev og besøk
rec-info-left-out = Hvorfor noe ikke er gitt ennå
rec-info-left-out-hint = Fylles ut når ikke alt er krysset av.
rec-info-left-out-missing = Kryss av alt som er gitt, eller skriv hvorfor noe mangler.
rec-info-how = Hvordan
rec-info-language = Språk
rec-info-form = Form
rec-info-spoken = Muntlig
rec-info-written = Skriftlig
rec-info-both = Muntlig og skriftlig
rec-info-interpreter = Tolk
rec-interpreter-none = Ikke nødvendig
rec-interpreter-present = Til stede
rec-interpreter-phone = På telefon eller skjerm
rec-interpreter-other = Annen som oversatte
rec-interpreter-who = Hvem tolket
rec-lead-family = Personen kan selv, eller gjennom oss, varsle familien med en gang.
rec-lead-family-first = Pårørende og barn kan skrives inn når det er avgjort hvem personen er.
rec-named = Pårørende og barn
rec-named-none = Ingen er oppgitt ennå.
rec-add-contact = Legg til pårørende
rec-add-child = Legg til barn
rec-child = barn
rec-family-told = Er familien varslet?
rec-family-hint = Nummeret som ble ringt, skrives ikke her; det står på pårørende.
rec-family-yes = Ja, av oss
rec-family-self = Ja, personen ringte selv
rec-family-refused = Personen ønsker ikke at noen varsles
rec-family-not-reached = Ikke fått tak i noen
rec-family-who = Hvem ble varslet
rec-family-day = Varslet, dag
rec-family-time = Varslet, tid
rec-family-why = Hva er forsøkt
rec-names-nobody = Personen vil ikke oppgi noen pårørende
rec-names-nobody-hint = Da mangler ikke pårørende i mottaket. Kan legges til senere.
rec-children-part = Barn
rec-children = Har personen barn under 18 år?
rec-children-told = Barneansvarlig som er varslet
rec-children-told-hint = Navn. Kreves når personen har barn under 18 år.
rec-consul-part = Konsulat
rec-consul = Ønsker personen at konsulatet varsles?
rec-consul-hint = Skal tilbys alle utenlandske statsborgere.
rec-consul-accepted = Tilbudt, ønsker varsel
rec-consul-declined = Tilbudt, ønsker ikke varsel
rec-consul-day = Konsulatet varslet, dag
rec-consul-day-hint = La stå tomt til konsulatet er varslet.
rec-lead-photo = Er det ikke mulig eller riktig å fotografere, skriv hvorfor.
rec-photo-take = Ta eller last opp bilde
rec-photo-duty = Vakthavende tar bildet. Be vakthavende om hjelp.
rec-photo-waived = Hvorfor det ikke er tatt bilde
rec-photo-waived-hint = For eksempel: bilde fra forrige måned er godt nok, avventer etter skade i ansiktet.
rec-admit = Sett inn
rec-admit-go = Velg celle og sett inn
rec-admit-ready = Dokument, identitet og pågripelse er på plass. Resten kan gjøres etterpå.
rec-admit-before = Før personen kan settes inn, trengs:
rec-admit-lacking = Noe som kreves før innsettelsen, mangler nå. Last siden på nytt.
rec-admit-full = Den siste plassen er tatt, eller cellen er ute av bruk. Velg en annen.
rec-admit-happens = Dette skjer
rec-admit-roll = Personen kommer på rullen med en gang, med ankomsttiden som innsettelsestid.
rec-admit-record = Saken flyttes til dette fengselet, og det rettslige grunnlaget føres fra dokumentet.
rec-admit-rest = Det som mangler i mottaket, står i listen til det er gjort.
rec-place = Celle
rec-place-hint = Bare celler med ledig plass vises. Uten celle vises personen som «ingen celle».
# $unit (String) - unit
rec-place-no-cell = { $unit }: ingen celle ennå
# $unit (String) - unit
# $cell (String) - cell
# $free (Number) - places free
rec-place-cell = { $unit }, celle { $cell } ({ $free } ledig)
# $unit (String) - unit
# $cell (String) - cell
# $free (Number) - places free
rec-place-cell-accessible = { $unit }, celle { $cell } ({ $free } ledig, tilrettelagt)
rec-move = Vurder annen celle
rec-officer-later = Kontaktbetjent velges når personen er satt inn.
rec-officer-ask = Vakthavende, fengselsleder eller saksbehandler gir kontaktbetjent. Spør vakthavende.
rec-officer-hint = Den som har færrest, står først.
# $name (String) - contact officer
# $count (Number) - people
rec-officer-load = { $name } ({ $count ->
    [one] én person
   *[other] { $count } personer
})
rec-officer-reason = Kontaktbetjent fra mottak
rec-officer-refused = Denne betjenten kan ikke være kontaktbetjent for personen. Velg en annen.
rec-end = Avslutt uten innsettelse
rec-end-text = Personen blir ikke satt inn. Skriv hvorfor: for eksempel at dokumentet mangler, eller at mottaket ble begynt ved en feil.
rec-undo = Angre registreringen
# $number (String) - the number of the record
rec-undo-text = Journal { $number } ble opprettet her ved en feil. Den tas ut av registeret, og mottaket er tilbake til å avgjøre hvem personen er. Det som er skrevet i mottaket, blir stående.
rec-undo-rests = Noe annet bygger på journalen nå, for eksempel et varsel, en pårørende eller en tilgang. Da kan den ikke angres herfra. Avslutt det først, eller rett opplysningene i journalen.
# $number (String) - the number of the record
# $by (String) - member of staff
# $at (String) - when
# $why (String) - the reason
rec-undone = Journal { $number } ble registrert ved en feil og angret av { $by }, { $at }: { $why }
rec-complete = Fullfør mottaket
rec-complete-text = Alt som skal være registrert ved innkomst, er der. Mottaket går ut av listen og kan ikke endres etterpå.
rec-lacks = Mangler for at mottaket er fullstendig
# $number (Number) - number in records.md
rec-rule = krav { $number }
rec-missing-document = innsettelsesdokument
rec-missing-identity = hvem personen er
rec-missing-identity-unknown = identiteten er ukjent
rec-missing-gender = kjønn, slik personen selv oppgir det
rec-missing-arrest = tid og sted for pågripelsen
rec-missing-admission = innsettelse
rec-missing-injuries = skader og klager
rec-missing-property = eiendeler med signatur
rec-missing-kin = familie og barn
rec-missing-emergency = noen å ringe i nødstilfelle
rec-missing-questions = første spørsmål
rec-missing-information = informasjon på et språk personen forstår
rec-missing-family = varsling av familien
rec-missing-childrens-officer = varsel til barneansvarlig
rec-missing-consul = tilbud om varsel til konsulatet
rec-missing-photo = fotografi
rec-missing-cell = celle
rec-missing-officer = kontaktbetjent
rec-facts = Om mottaket
rec-fact-arrived = Ankomst
rec-fact-begun = Begynt av
rec-fact-admitted = Satt inn av
rec-fact-match = Identiteten
rec-open-record = Åpne saken
rec-sheet = Mottaksskjema
rec-sheet-title = Mottaksskjema
# $count (Number) - things on the list
rec-items = { $count ->
    [0] ingen ting
    [one] én ting
   *[other] { $count } ting
}
rec-items-list = Mottatt
rec-items-none = Ingenting er skrevet opp
rec-items-none-text = Skriv opp tingene én for én. Har personen ingenting med, signeres en tom liste.
rec-item-add = Skriv opp
rec-item-category = Hva slags ting
rec-item-description = Beskrivelse
rec-item-description-hint = Farge, merke, særtrekk. For eksempel: svart boblejakke, Helly Hansen.
rec-item-quantity = Antall
rec-item-serial = Nummer på tingen
rec-item-condition = Tilstand
rec-condition-good = Hel
rec-condition-worn = Slitt
rec-condition-damaged = Skadet
rec-item-handling = Hvor den går
rec-item-handling-hint = Uten valg: det vanlige for denne typen.
rec-handling-cell = På cellen
rec-handling-stored = På lager
rec-handling-valuables = Verdisaker
rec-handling-health = Til helse
rec-handling-seized = Beslaglagt
rec-handling-refused = Ikke tatt imot
rec-item-value = Oppgitt verdi i kroner
rec-item-value-short = Verdi
# $amount (String) - amount
rec-kroner = kr { $amount }
rec-item-remove = Ta av listen
rec-item-remove-text = Tingen blir stående i historikken med begrunnelsen.
rec-sign-title = Gå gjennom og signer
rec-sign-text = Les opp listen for personen. Signaturen gjelder listen slik den står nå.
rec-sign-together = Gått gjennom sammen med personen?
rec-sign = Signerer personen?
rec-sign-yes = Ja
rec-sign-no = Nei, vil eller kan ikke
rec-sign-name = Signert med navnet
rec-sign-refused = Hvorfor ikke
rec-sign-save = Lagre kvitteringen
rec-sign-changed = Listen er endret siden siden ble åpnet. Se gjennom den på nytt.
# $name (String) - the person
# $at (String) - when
# $by (String) - member of staff
rec-signed-by = Signert { $name }, { $at }, mottatt av { $by }.
# $reason (String) - why
# $at (String) - when
# $by (String) - member of staff
rec-not-signed = Ikke signert: { $reason }. { $at }, { $by }.
rec-gone-through-together = Gått gjennom sammen med personen.
rec-gone-through-alone = Gått gjennom uten personen.
rec-receipt-title = Kvittering for eiendeler
rec-receipt-current = Kvittert
rec-receipt-old = Listen er endret etter kvitteringen
rec-receipt-text = Kvitteringen skrives ut i to eksemplarer. Personen beholder det ene.
rec-receipt-line = Underskrift:
rec-receipts = Kvitteringer
rec-receipts-none = Ingen kvitteringer.
rec-inventory = Eiendeler
# $name (String) - the inmate
rec-inventory-title = Eiendeler, { $name }
rec-inventory-none = Ingen eiendeler er registrert
rec-inventory-none-text = Det som tas imot ved innkomst, står her.
rec-tab-property = Eiendeler
rec-health-title = Nye innsatte
rec-health-text = Svar på de første spørsmålene og skader sett ved innkomst, siste 14 dager.
# $at (String) - when
rec-health-arrived = ankom { $at }
rec-health-none = Ingen nye siste 14 dager
rec-health-none-text = Den som tas imot i fengslene dine, står her med det helse trenger å vite.
rec-flag-medicines = Medisiner
rec-flag-injuries = Synlige skader
rec-flag-complaint = Klage på mishandling
rec-flag-not-asked = Ikke spurt ennå
rec-notice-health = Ny innsatt: helse må vite
# $number (String) - inmate number, or nothing
rec-notice-health-text = Svarene ved innkomst krever at helse ser på dem nå. { $number }
rec-notice-injuries = Skader sett ved innkomst
# $number (String) - inmate number, or nothing
rec-notice-injuries-text = En ny innsatt har synlige skader. { $number }
rec-notice-ill-treatment = Klage på mishandling ved innkomst
# $number (String) - inmate number, or nothing
rec-notice-ill-treatment-text = En ny innsatt klager på mishandling. { $number }
rec-notice-duty = Ny innsatt: se på svarene
# $number (String) - inmate number, or nothing
rec-notice-duty-text = Svar ved innkomst taler for varsel eller tiltak nå. { $number }
rec-notice-over = Mer enn to døgn hos politiet
# $number (String) - inmate number, or nothing
rec-notice-over-text = En ny innsatt kom til fengselet etter fristen. { $number }
rec-notice-exception = Tatt inn uten dokument
# $number (String) - inmate number, or nothing
rec-notice-exception-text = Vakthavende har gjort unntak i hastetilfelle. { $number }
rec-notice-blocked = Et mottak trenger deg
# $number (String) - inmate number, or nothing
rec-notice-blocked-text = En betjent kan ikke gå videre med å avgjøre hvem personen er. { $number }
