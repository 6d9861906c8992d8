learn-nav = Mine elever
learn-tab = Opplæring
# $name (String) - name
learn-of = Opplæring, { $name }
learn-lead = De som tar et kurs hos deg, hvor langt de er kommet, og hvem som står stille.
learn-page-school = Skolens egne opplysninger. Fengselet leser bare kurs, resultater og bevis.
learn-page-others = Kurs, resultater og bevis. Resten er skolens.
learn-all = Alle
learn-still = Uten framgang
learn-complete = Alle mål nådd
learn-adapted-flag = Tilrettelagt
learn-who = Elev
learn-course = Kurs
learn-courses-heading = Kurs
learn-courses-none = Ingen kurs
learn-courses-none-text = Personen har ikke vært meldt på noe kurs.
learn-from = Fra
learn-goals = Kompetansemål
learn-next-exam = Neste eksamen
learn-notice = Merk
learn-none = Ingen elever
learn-none-text = Ingen som tar kurs hos deg, passer til valget.
# $n (Number) - n
# $total (Number) - total
learn-reached-of = { $n } av { $total } mål
# $day (String) - day
learn-reached-on = Nådd { $day }
# $n (Number) - n
# $words (String) - words
learn-aim = { $n }. { $words }
learn-reach = Nådd
learn-take-back = Ta tilbake
learn-under-way = Pågår
learn-completed = Fullført
learn-interrupted = Avbrutt
learn-left = Sluttet
learn-manner = Hvordan
learn-manner-class = I klasse
learn-manner-single = Enkeltundervisning
learn-manner-distance = Nettundervisning
learn-manner-candidate = Privatist
learn-enrol = Meld på et kurs
learn-enrolled-already = Tar allerede dette kurset
learn-missing-course = Velg et kurs fra lista
learn-end = Avslutt kurset
learn-end-why = Begrunnelse når det ikke er fullført
learn-ended-released = løslatt
learn-ended-closed = plassen ble lagt ned
learn-ended-own-wish = eget ønske
learn-ended-other-place = gikk til en annen plass
learn-ended-place = plassen opphørte
learn-results = Resultater
learn-results-none = Ingen resultater
learn-results-none-text = Ingen eksamener eller kurs er avlagt.
learn-result-add = Før et resultat
learn-result-kind = Hva det er for
learn-result-kind-hint = Eksamen som holdes her, føres på eksamenen.
learn-result-exam = Eksamen
learn-result-course = Standpunkt eller kurs
learn-result-trade = Fagprøve
learn-result-short = Kort kurs
learn-result-prior = Realkompetanse
learn-result-not-passed = Velg et resultat som er bestått
learn-mark = Resultat
# $grade (String) - grade
learn-mark-grade = Karakter { $grade }
learn-mark-passed = Bestått
learn-mark-not-passed = Ikke bestått
learn-mark-passed-well = Bestått meget godt
learn-mark-absent = Møtte ikke
learn-missing-mark = Velg et resultat
# $why (String) - why
learn-corrected = rettet: { $why }
learn-certified = bevis utstedt
learn-certificate = Bevis
learn-certificates = Bevis
learn-certificates-none = Ingen bevis
learn-certificates-none-text = Ingen bevis er utstedt.
learn-certificate-issue = Utsted bevis
learn-certificate-result = For resultatet
learn-certificate-no-result = Ikke knyttet til et resultat
# $course (String) - course
# $mark (String) - mark
# $day (String) - day
learn-certificate-of = { $course }, { $mark }, { $day }
learn-certificate-title = Tittel
learn-certificate-hint = Slik det står på papiret. Fengselet skal ikke nevnes.
learn-certificate-issuer = Utsteder
learn-certificate-issuer-hint = Skolen, kurssenteret eller nemnda.
learn-certificate-town = Sted
learn-certificate-number = Nummer
learn-certificate-issued = Utstedt
learn-certificate-valid = Gyldig til
learn-certificate-over = Utløpt
learn-certificate-waits = Ikke utlevert
# $day (String) - day
learn-certificate-given = Utlevert { $day }
learn-certificate-withdraw = Trekk tilbake
learn-certificate-withdrawn = Trukket tilbake
# $day (String) - day
learn-certificate-withdrawn-on = Trukket tilbake { $day }. Beviset er ikke gyldig.
learn-hand-over = Utlevert
learn-notes = Lærerens notater
learn-notes-whose = bare skolen leser dem
learn-notes-none = Ingen notater
learn-notes-none-text = Notatene følger eleven til neste skole.
learn-note-body = Notat
learn-note-hint = Om læringen. Skolen leser det, fengselet gjør det ikke.
learn-note-add = Skriv notat
learn-note-correct = Rett notatet
learn-note-corrected = rettet
learn-shared = Tidligere skolegang
learn-not-asked = Eleven er ikke spurt ennå.
learn-not-said = Ikke oppgitt
learn-shares = Vil eleven dele tidligere skolegang?
learn-shares-hint = Det er frivillig. Sier eleven nei, lagres bare ønskene.
learn-shares-yes = Ja
learn-shares-no = Nei
learn-missing-shares = Svar ja eller nei
learn-highest = Høyeste skolegang
learn-highest-none = Ingen
learn-highest-primary = Barneskole
learn-highest-lower = Ungdomsskole
learn-highest-upper-part = Deler av videregående
learn-highest-upper = Videregående
learn-highest-trade = Fagbrev
learn-highest-tertiary = Fagskole
learn-highest-university = Universitet eller høyskole
learn-highest-unknown = Vet ikke
learn-schooling = Om skolegangen
learn-country = Land
learn-wishes = Ønsker
learn-tests = Kartlegging
learn-tests-none = Ingen kartlegging er ført.
learn-test-add = Før kartlegging
learn-test-subject = Fag
learn-test-name = Prøve
learn-test-name-hint = Navnet på prøven.
learn-test-result = Resultat
# $subject (String) - subject
# $result (String) - result
learn-test-line = { $subject }: { $result }
learn-subject-norwegian = Norsk
learn-subject-reading = Lesing
learn-subject-writing = Skriving
learn-subject-mathematics = Regning
learn-subject-english = Engelsk
learn-subject-digital = Digitale ferdigheter
learn-subject-other = Annet
learn-adapted = Tilrettelagt opplæring
learn-adapted-none = Ingen tilrettelegging er avtalt.
learn-adapt = Avtal tilrettelegging
learn-adapted-end = Opphører
# $at (String) - at
learn-adapted-ended = opphørt { $at }
learn-measures = Hva som gjøres
learn-measures-hint = Tiltak, aldri en diagnose.
learn-agreed = Eleven er enig
learn-agreed-day = Avtalt
# $day (String) - day
learn-agreed-on = avtalt { $day }
learn-review-day = Ses på igjen
# $day (String) - day
learn-review-on = Ses på igjen { $day }
learn-bad-review = Skriv en dato etter avtalen, høyst to år fram
learn-missing-agreed = Tilrettelegging må være avtalt med eleven
exam-nav = Eksamener
exam-lead = Kommende og tidligere eksamener i fengselet.
exam-new = Ny eksamen
exam-edit = Endre eksamenen
exam-about = Om eksamenen
exam-ahead = Kommende
exam-behind = Tidligere
exam-none = Ingen eksamener
exam-none-text = Ingen eksamener er planlagt her.
exam-when = Når
exam-state = Status
exam-subject = Fag
exam-subject-hint = Fagkode og navn, for eksempel «NOR1267 Norsk hovedmål».
exam-form = Form
exam-form-written = Skriftlig
exam-form-oral = Muntlig
exam-form-practical = Praktisk
exam-form-trade = Fagprøve
exam-planned = Planlagt
exam-held = Holdt
exam-cancelled = Avlyst
exam-invigilator = Eksamensvakt
exam-invigilator-outside = En utenfra
exam-invigilator-name = Navn på vakt utenfra
exam-aids = Hjelpemidler
exam-network = Nett
exam-network-none = Trengs ikke
exam-network-ordered = Bestilt
exam-network-opened = Åpnet
exam-registered-by = Meldt opp innen
exam-bad-registered = Fristen kan ikke være etter eksamenen
exam-candidate = Kandidat
exam-candidates = Kandidater
exam-nobody = Ingen kandidater
exam-nobody-text = Ingen du har tilgang til, er meldt opp.
exam-register = Meld opp
# $name (String) - name
# $number (String) - number
exam-taught = { $name } ({ $number }), tar kurset
# $name (String) - name
# $number (String) - number
exam-not-taught = { $name } ({ $number }), privatist
exam-missing-candidate = Velg en elev
exam-registered-already = Er allerede meldt opp
exam-own-candidate = privatist
exam-minutes = Ekstra minutter
exam-bad-minutes = Skriv et tall fra 0 til 360
# $n (Number) - n
exam-extra-minutes = { $n } minutter ekstra
exam-extra-aids = Særskilt tilrettelegging
exam-withdraw = Trekk oppmeldingen
# $why (String) - why
exam-withdrawn = trukket: { $why }
exam-protocol = Protokoll
exam-protocol-hint = Når den begynte og sluttet, merknader, hva som ble levert.
exam-missing-protocol = Skriv protokollen
exam-not-begun = Eksamenen har ikke begynt
exam-settle = Eksamenen er holdt
exam-cancel = Avlys eksamenen
exam-mark = Før resultat
exam-correct = Rett resultatet
exam-correction = Hvorfor det rettes
exam-gone = er flyttet til et annet sted
exam-room-clashes = Rommet brukes til noe annet mens eksamen varer
# $what (String) - what else
# $from (String) - from
# $until (String) - until
exam-room-clash = { $what } { $from }–{ $until }
# $prison (String) - where
exam-elsewhere = meldt opp ved { $prison }
learn-page-extract = Kurs og tider. Resultater, mål og lærerens notater er skolens.
learn-to-week = Hele uka
goal-title = Kompetansemål
goal-lead = Hva kursene sikter mot. Målene er felles for alle skoler; de som leder opplæringen, skriver dem.
goal-courses = Kurs
goal-courses-none = Ingen kurs
goal-courses-none-text = Ingen kurs holdes her nå.
# $n (Number) - how many
goal-n = { $n ->
    [one] { $n } mål
   *[other] { $n } mål
}
goal-none-yet = Ingen mål ennå
# $n (Number) - how many
goal-learners = { $n ->
    [0] Ingen elever nå
    [one] { $n } elev
   *[other] { $n } elever
}
goal-none = Ingen mål
goal-none-text = Kurset har ingen kompetansemål ennå.
goal-page-lead = Det du endrer her, gjelder for alle skoler fra i dag. Det elever alt har nådd, beholder ordene det ble nådd under.
goal-page-read = Den som leder opplæringen, kan endre målene.
goal-how = Slik virker endringer
goal-how-text = Nye ord blir en ny utgave av målet. Elever som har nådd målet, og kurs som er avsluttet, beholder den gamle teksten. De som er underveis, får den nye.
goal-words = Målet
goal-words-hint = Med læreplanens ord, ett mål om gangen.
goal-missing = Skriv målet med minst tre tegn
goal-add = Legg til mål
goal-reword = Endre ordene
goal-reword-do = Lagre ny utgave
goal-close = Ta ut målet
goal-changed = Noen andre endret målet først. Det du skrev, står i feltet.
# $day (String) - the day
goal-since = gjelder fra { $day }
# $day (String) - the day
goal-until = gjaldt til { $day }
# $n (Number) - how many
goal-reached = { $n ->
    [one] nådd av { $n } elev
   *[other] nådd av { $n } elever
}
# $n (Number) - how many
goal-before = { $n ->
    [one] { $n } tidligere utgave
   *[other] { $n } tidligere utgaver
}
goal-retired = Tatt ut
