control-nav = Kontroll
control-tab = Kontroll
control-heading = Ransakinger
control-lead = Undersøkelser av personer, rom og eiendeler etter straffegjennomføringsloven § 28, med grunn, hvem og resultat.
control-between = Kontroll
control-print = Skriv ut
control-show = Vis
control-all = Alle
control-choose = Velg
control-open = Åpne
control-save = Lagre
control-consequence = Dette skjer
control-prison = Fengsel
control-unit = Avdeling
control-cell = Celle
control-no-cell = Ingen celle
control-other-place = Annet sted
control-place = Sted
control-new = Ny ransaking
# $kind (String) - kind of search
control-one = { $kind }
# $name (String) - the inmate
control-title = Kontroll, { $name }
control-what = Hva
control-why = Hvorfor og når
control-who = Innsatt
control-who-hint = Skriv nummeret, eller begynn på navnet og velg.
control-whom = Skriv hvem det gjelder.
control-nobody = Ingen med dette nummeret i fengselet som du har tilgang til.
control-hidden = En person du ikke har tilgang til
control-who-or-where = Hvem eller hvor
control-who-searched = Hvem ransaket
control-where = Velg celle, eller skriv hvor.
control-no-such-cell = Velg en celle fra listen.
control-kind = Type
control-choose-kind = Velg hva slags ransaking det gjelder.
control-kind-technical = Teknisk innretning (detektor, skanner)
control-kind-dog = Hund
control-kind-frisk = Utvendig, utenpå klærne
control-kind-body = Kroppsvisitasjon, avkledd
control-kind-cell = Celle
control-kind-common-room = Fellesrom eller verksted
control-kind-belongings = Eiendeler og forsendelser
control-kind-toilet-room = Rom med spesialtoalett
control-ground = Grunn
control-ground-hint = Straffegjennomføringsloven § 28 og forskrift § 3-25.
control-choose-ground = Velg grunnen.
control-ground-arrival = Ved innsettelse (forskrift § 3-25)
control-ground-absence = Før eller etter fravær (forskrift § 3-25)
control-ground-visit = Før eller etter besøk (§ 28)
control-ground-suspicion = Mistanke (§ 28)
control-ground-routine = Planlagt runde (§ 28)
control-ground-random = Stikkprøve (§ 28)
control-ground-security = Avdeling med særlig høyt sikkerhetsnivå (forskrift § 6-8)
control-ground-concealment = Trolig skjult i kroppen (§ 29 annet ledd)
control-ground-text = Nærmere om grunnen
control-ground-text-hint = Kreves ved mistanke: hva tyder på funn?
control-at = Når
control-late = Hvorfor føres det senere?
control-late-hint = Kreves når det er mer enn et kvarter siden.
control-when-hint = Norsk tid, ikke fram i tid.
control-when-missing = Fyll ut tidspunktet.
control-when-unreadable = Skriv dag og klokkeslett slik: 23.11.2026 10:00.
control-when-skipped = Dette klokkeslettet fantes ikke: klokken ble stilt fra 02 til 03 den natten.
control-when-future = Tidspunktet kan ikke være fram i tid.
control-when-twice = Klokken viste dette to ganger den natten. Det første regnes.
control-when-late-reason = Skriv hvorfor det føres mer enn et kvarter etterpå.
control-by = Utført av
control-choose-searcher = Velg hvem som ransaket.
control-witness = Til stede
control-nobody-else = Ingen andre
control-needs-witness = En kroppsvisitasjon gjøres av to. Velg den andre.
control-witness-is-another = Velg en annen enn den som utførte det.
# $name (String) - name
# $role (String) - role, lower case
control-colleague = { $name }, { $role }
control-body-part = Kroppsvisitasjon: kjønn og hensyn
control-body-rule = Utføres av tilsatt av samme kjønn, eller slik et varsel sier. Ellers må det begrunnes hvorfor det ikke kunne vente.
control-sex = Kjønn på den som utførte
control-sex-f = Kvinne
control-sex-m = Mann
control-choose-sex = Velg kjønnet på den som utførte kroppsvisitasjonen.
control-alert = Varsel om visitasjon
control-alert-followed = Fulgt
control-followed = Varselet om hvem som kan visitere, er fulgt
control-sex-reason = Begrunnelse for å fravike
control-sex-reason-hint = Minst 20 tegn. Vises i loggen og for tilsynet.
control-sex-reason-short = Begrunn med 20 til 600 tegn.
control-stop-other-sex = Stopp: den innsatte er av et annet kjønn. Bytt hvem som utfører, eller begrunn hvorfor det ikke kunne vente.
control-stop-alert = Stopp: et varsel sier hvem som kan visitere. Bekreft at det er fulgt, eller begrunn.
control-toilet-part = Rom med spesialtoalett
control-toilet-rule = Krever at det er overveiende sannsynlig at noe er skjult i kroppen. Legens uttalelse innhentes, og helsepersonell fører tilsyn. Utover tre dager avgjør regionen (straffegjennomføringsloven § 29 annet ledd, forskrift § 3-26).
control-toilet-now = I rom med spesialtoalett nå
control-toilet-note = Noter eller avslutt oppholdet
control-toilet-order = Oppholdet kan ikke slutte før det begynte.
# $at (String) - when
control-since = Siden { $at }
control-doctor = Legens uttalelse
control-region = Regionens avgjørelse
control-ended = Avsluttet
# $at (String) - when
control-region-decided = Regionen avgjorde { $at }
# $at (String) - when
control-region-due = Regionen må avgjøre innen { $at }
# $at (String) - when
control-region-overdue = Regionen skulle avgjort { $at }
control-result = Resultat
control-result-text = Nærmere om resultatet
control-nothing = Ingenting
control-found = Funn
control-choose-result = Velg om noe ble funnet.
control-found-what = Skriv hva som ble funnet, eller før det opp nedenfor.
# $n (Number) - how many
control-found-items = { $n ->
    [one] Funn, ett beslag
   *[other] Funn, { $n } beslag
}
control-recorded = Ført
# $name (String) - who
# $at (String) - when
control-recorded-by = { $name }, { $at }
control-facts = Ransakingen
control-none = Ingen ransakinger
control-none-text = Når noen ransaker et rom eller en person, står det her.
control-none-so = Ingen slike
control-none-so-text = Endre utvalget for å se flere.
control-none-of = Ingen ransakinger er ført på personen.
control-open-incident = Åpne hendelse
# $least (Number) - fewest
# $most (Number) - most
control-bad-text = Skriv { $least } til { $most } tegn.
seized-heading = Beslag
seized-lead = Det fengselet oppbevarer nå, det eldste først.
seized-none = Ingen beslag oppbevares
seized-none-text = Beslag som er overlevert, destruert eller levert tilbake, står på ransakingen.
seized-new = Før opp beslag
# $seal (String) - seal number
seized-one = Beslag { $seal }
seized-part = Før opp det første beslaget
seized-in-search = Beslag i ransakingen
seized-nothing-yet = Ingen beslag er ført ennå.
seized-thing = Gjenstanden
seized-category = Slag
seized-choose-category = Velg hva slags gjenstand det er.
seized-description = Beskrivelse
seized-description-hint = Antall, mengde, merke, kjennetegn.
seized-where = Funnet
seized-seal = Plombenummer
seized-seal-taken = Plombenummeret er brukt på et annet beslag.
seized-stored = Lagt i
seized-now = Nå
seized-since = Siden
seized-drugs = Narkotika
seized-medicine = Medisiner
seized-phone = Telefon og tilbehør
seized-weapon = Våpen
seized-tool = Verktøy eller farlig gjenstand
seized-alcohol = Alkohol
seized-money = Penger
seized-document = Papirer
seized-other = Annet
chain-heading = Beviskjede
chain-next = Neste ledd
chain-choose = Velg et ledd som kan følge nå.
chain-place = Hvor, eller til hvem
chain-place-hint = Skap og hylle, eller navn og etat på mottakeren.
chain-receipt = Kvittering
chain-receipt-hint = Kreves ved overlevering: nummeret på kvitteringen.
# $receipt (String) - number
chain-receipt-is = Kvittering { $receipt }
chain-needs-receipt = Skriv nummeret på kvitteringen.
chain-too-early = Leddet kan ikke være før det forrige.
chain-ended = Kjeden er avsluttet av en annen i mellomtiden.
chain-save = Før leddet
chain-consequence = Leddet kan ikke endres eller slettes. Politi, destruert og levert tilbake avslutter kjeden.
chain-over = Kjeden er avsluttet.
# $step (String) - the step
# $place (String) - where or to whom
chain-at = { $step }: { $place }
chain-seized = Beslaglagt
chain-stored = Oppbevart
chain-laboratory = Sendt til laboratorium
chain-police = Overlevert politiet
chain-destroyed = Destruert
chain-returned = Levert tilbake
drugtest-heading = Rustester
drugtest-lead = Prøver etter straffegjennomføringsloven § 29. Blodprøve tas bare av helsepersonell.
drugtest-lists = Lister
drugtest-list-due = Skal tas
drugtest-list-lab = Venter på laboratoriet
drugtest-list-results = Resultater, siste 30 dager
drugtest-none = Ingen tester her
drugtest-none-text = Tester som skal tas, venter på svar eller er avgjort, fordeler seg på de tre listene.
drugtest-none-of = Ingen tester er ført på personen.
drugtest-new = Ny rustest
drugtest-new-lead = Før opp testen først. Resultatet føres på testen når den er tatt.
# $kind (String) - kind of test
drugtest-one = { $kind }
drugtest-ask = Før opp testen
drugtest-whom = Hvem
drugtest-when = Når
drugtest-state = Status
drugtest-kind = Prøve
drugtest-kind-hint = Blodprøve tas bare av helsepersonell.
drugtest-choose-kind = Velg hva slags prøve.
drugtest-kind-urine = Urinprøve
drugtest-kind-breath = Utåndingsprøve
drugtest-kind-saliva = Spyttprøve
drugtest-kind-blood = Blodprøve
drugtest-reason = Formål
drugtest-choose-reason = Velg hva testen er for.
drugtest-reason-random = Stikkprøve
drugtest-reason-suspicion = Tegn på rus
drugtest-reason-before-leave = Før permisjon
drugtest-reason-after-leave = Etter fravær
drugtest-reason-arrival = Ved innsettelse
drugtest-reason-programme = Program eller rusmestring
drugtest-reason-condition = Vilkår
drugtest-reason-text = Nærmere om formålet
drugtest-reason-hint = Kreves ved tegn på rus: hva ble sett?
drugtest-what-points = Skriv hva som tyder på rus, med 10 til 600 tegn.
drugtest-due-on = Skal tas
drugtest-due-hint = I dag eller innen 90 dager.
drugtest-bad-due = Velg i dag eller en dag innen 90 dager.
drugtest-asked-by = Ført opp av
# $day (String) - day
drugtest-due = Skal tas { $day }
drugtest-due-today = Skal tas i dag
# $day (String) - day
drugtest-overdue = Skulle vært tatt { $day }
drugtest-cancelled = Avlyst
# $outcome (String) - outcome
drugtest-pending = { $outcome }, venter på laboratoriet
# $outcome (String) - outcome
drugtest-confirmed = { $outcome }, bekreftet
drugtest-disproved = Ikke bekreftet
drugtest-facts = Testen
drugtest-take = Før resultatet
drugtest-taken = Tatt
drugtest-taken-by = Tatt av
drugtest-choose-taker = Velg hvem som tok prøven.
drugtest-blood-by-health = Blodprøve tas bare av helsepersonell (straffegjennomføringsloven § 29). Velg sykepleier eller lege.
drugtest-outcome = Utfall
drugtest-choose-outcome = Velg utfallet.
drugtest-outcome-negative = Negativ
drugtest-outcome-positive = Positiv
drugtest-outcome-unclear = Uklar
drugtest-outcome-refused = Nektet
drugtest-substances = Stoffer
drugtest-substances-hint = Kreves ved positiv test.
drugtest-which-substances = Skriv hvilke stoffer testen slo ut på.
drugtest-lab-reference = Laboratoriets referanse
drugtest-lab-hint = Fyll ut når prøven er sendt til bekreftelse.
drugtest-lab-confirms = Bare en positiv eller uklar prøve sendes til bekreftelse.
drugtest-note = Merknad
drugtest-save = Lagre resultatet
drugtest-call-off = Avlys testen
drugtest-cancel-reason = Hvorfor den avlyses
drugtest-lab-form = Svar fra laboratoriet
drugtest-answer = Svaret
drugtest-lab-yes = Bekrefter
drugtest-lab-no = Bekrefter ikke
drugtest-choose-answer = Velg hva laboratoriet svarte.
drugtest-answered = Svar kom
drugtest-answer-before = Svaret kan ikke være før prøven ble tatt.
inspection-heading = Romkontroll
inspection-daily = Daglig
inspection-weekly = Ukentlig
inspection-rounds = Runde
inspection-units = Avdeling
# $done (Number) - how many are done
# $total (Number) - of how many
inspection-daily-lead = Hver celle i bruk i lukkede avdelinger undersøkes en gang om dagen. { $done } av { $total } er gjort i dag.
# $done (Number) - how many are done
# $total (Number) - of how many
# $week (Number) - week
inspection-weekly-lead = Hvert rom gjennomgås en gang i uken. { $done } av { $total } er gjort i uke { $week }.
inspection-whole = Hele fengselet
inspection-mine = Min vakt
inspection-cell = Celle
inspection-who = Bebodd
inspection-seen = Sett
inspection-finding = Funn eller feil
# $cell (String) - cell
inspection-finding-in = Funn eller feil i { $cell }
# $cell (String) - cell
inspection-tick = { $cell } er sett
inspection-empty-cell = tom
# $n (Number) - how many live there
inspection-people = { $n ->
    [one] én
   *[other] { $n }
}
# $at (String) - when
# $name (String) - who
inspection-done-by = { $at }, { $name }
# $done (Number) - how many are done
# $total (Number) - of how many
inspection-progress = { $done } av { $total }
inspection-complete = Ferdig
inspection-keep = Før de avkryssede
inspection-all = Alle er sett
inspection-search = Før ransaking
inspection-findings = Funn og feil, siste sju dager
inspection-no-findings = Ingen.
inspection-nothing = Ingen celler å undersøke
inspection-nothing-text = I åpne avdelinger er det ingen daglig cellekontroll.
inspection-none-ticked = Kryss av minst én celle, eller skriv hva som ble funnet.
inspection-bad-finding = Skriv 2 til 500 tegn om funnet.
incident-heading = Hendelser
incident-lead = Alt som ikke gikk som det skulle: hva som skjedde, hvem som var med, og hvem som følger opp.
incident-new = Meld hendelse
incident-edit = Skriv om utkastet
# $number (String) - number
incident-title = Hendelse { $number }
# $name (String) - the inmate
incident-of = Hendelser, { $name }
incident-submit-only = Meldingen går til vakthavende. Du kan ikke lese den eller andre hendelser etterpå.
incident-number = Nummer
incident-what = Hva som skjedde
incident-who = Hvem som var med
incident-who-hint = Skriv nummeret, eller begynn på navnet og velg. Flere kan legges til etterpå.
# $n (Number) - line
incident-person-line = Innsatt { $n }
# $n (Number) - line
incident-nobody-on-line = Linje { $n }: ingen med dette nummeret som du har tilgang til.
# $n (Number) - line
incident-role-on-line = Linje { $n }: velg rollen.
# $n (Number) - line
incident-twice-on-line = Linje { $n }: personen står allerede.
incident-kind = Type
incident-choose-kind = Velg hva slags hendelse det er.
incident-no-unit = Ikke på en avdeling
incident-place = Sted, for eksempel luftegården
incident-where = Velg avdelingen eller skriv hvor det skjedde.
incident-at = Skjedde
incident-description = Hva skjedde?
incident-description-hint = Det du så og gjorde, i rekkefølge. Når meldingen er sendt inn, står teksten fast; senere opplysninger blir tillegg.
incident-measures = Tiltak
incident-grave = Alvorlig
incident-force = Makt eller tvangsmidler ble brukt
incident-force-hint = Grunnlag, midler og varighet føres på hendelsen etterpå.
incident-allegation = Noen påstår mishandling
incident-allegation-hint = Også når du ikke tror det. Påstanden skal videre med en gang.
incident-duty-rule = Dødsfall, alvorlig skade og påstand om mishandling utløser varslingsplikt: direktør og vakthavende varsles straks, og en sjekkliste må fullføres før hendelsen kan lukkes.
incident-submit = Send inn
incident-save-draft = Lagre utkast
incident-changed-meanwhile = Utkastet ble endret i et annet vindu. Teksten din er beholdt her; lagre på nytt for å bruke den.
incident-received = Meldingen er sendt
# $number (String) - number
incident-received-text = Hendelsen har fått nummer { $number }.
incident-received-then = Vakthavende følger opp. Si fra muntlig i tillegg når det haster.
# $what (String) - what was found
incident-search-found = Funn ved ransaking: { $what }
# $kind (String) - kind of test
# $substances (String) - substances
incident-test-positive = { $kind } var positiv på { $substances }.
incident-from-search = Åpnet fra en ransaking
incident-from-test = Åpnet fra en rustest
incident-lists = Lister
incident-list-mine = Mine å følge opp
incident-list-overdue = Over fristen
incident-list-todo = Utkast og retur
incident-list-submitted = Til gjennomgang
incident-list-reviewed = Følges opp
incident-list-closed = Lukket
incident-none = Ingen hendelser her
incident-none-text = Velg en annen liste for å se flere.
incident-none-of = Ingen hendelser
incident-none-of-text = Personen er ikke med i noen hendelse du har tilgang til.
incident-follow-up = Oppfølging
incident-group = Gruppe
incident-group-violence = Vold og trusler
incident-group-health = Liv og helse
incident-group-escape = Rømming og svikt
incident-group-contraband = Funn og rus
incident-group-property = Brann og skade
incident-group-order = Ro og orden
incident-group-measure = Tvang og tiltak
incident-group-technical = Teknisk svikt
incident-group-visit = Besøk
incident-state-draft = Utkast
incident-state-submitted = Sendt inn
incident-state-returned = Sendt tilbake
incident-state-reviewed = Gjennomgått
incident-state-closed = Lukket
incident-role-aggressor = utøver
incident-role-victim = fornærmet
incident-role-involved = involvert
incident-role-witness = vitne
incident-role-at-risk = i fare
incident-role-deceased = død
incident-role-complainant = påstår mishandling
incident-role-suspected = mistenkt
incident-staff-first = først på stedet
incident-staff-intervened = grep inn
incident-staff-force = brukte makt
incident-staff-witness = vitne
incident-staff-victim = fornærmet
incident-staff-negotiator = forhandlet
incident-staff-leader = ledet
incident-staff-health = ga helsehjelp
incident-staff-accused = anklaget
incident-injury-none = ikke skadet
incident-injury-minor = lettere skadet
incident-injury-serious = alvorlig skadet
incident-injury-fatal = omkom
incident-role = Rolle
incident-injury = Skade
incident-choose-role = Velg rollen.
incident-inmate = Innsatt
incident-staff = Tilsatt
incident-colleague = Hvem
incident-choose-colleague = Velg hvem.
incident-add = Legg til
incident-add-people = Legg til hvem som var med
incident-add-inmate = Legg til innsatt
incident-add-staff = Legg til tilsatt
incident-already-in = Personen er allerede ført opp i hendelsen.
incident-nobody = Ingen er ført opp.
# $n (Number) - how many
incident-stranger = { $n ->
    [one] En person du ikke har tilgang til
   *[other] { $n } personer du ikke har tilgang til
}
incident-withheld = Teksten vises ikke, fordi en person du ikke skal se opplysninger om, er med i hendelsen.
incident-remove = Ta bort navnet
incident-remove-short = Ta bort
incident-remove-reason = Hvorfor personen ikke var med
incident-remove-then = Navnet blir stående, strøket, med begrunnelsen. Hendelsen forsvinner fra personens liste.
# $reason (String) - why
incident-removed = ført opp ved en feil: { $reason }
incident-facts = Om hendelsen
incident-history = Gangen i saken
incident-where-label = Sted
# $place (String) - where
# $prison (String) - prison
incident-place-at = { $place } ({ $prison })
incident-reported = Meldt
# $name (String) - who
# $role (String) - role, lower case
# $at (String) - when
incident-reported-by = { $name }, { $role }, { $at }
incident-submitted-at = Sendt inn
incident-reviewed = Gjennomgått
incident-owner = Følger opp
incident-due-on = Frist
# $day (String) - day
incident-due = Frist { $day }
incident-due-today = Frist i dag
# $day (String) - day
incident-overdue = Fristen var { $day }
incident-needs-owner = Velg hvem som følger opp. En åpen hendelse har alltid en ansvarlig.
incident-needs-due = Velg en frist fra i dag og innen 180 dager.
incident-force-flag = Makt brukt
incident-duty-flag = Varslingsplikt oppfylt
# $n (Number) - how many
incident-duty-open = { $n ->
    [one] Varslingsplikt: ett punkt gjenstår
   *[other] Varslingsplikt: { $n } punkter gjenstår
}
incident-duty-heading = Varslingsplikt
incident-duty-death = dødsfall
incident-duty-disappearance = forsvinning
incident-opened-death = Dødsfallet er ført på personens side. Skriv det som er kjent, som tillegg.
incident-opened-escape = Rømmingen er ført på personens side. Skriv det som er kjent, som tillegg.
incident-opened-complaint = Personen har i mottaket klaget over mishandling. Ordene og skadene står i mottaket.
incident-duty-injury = alvorlig skade
incident-duty-ill-treatment = påstand om mishandling
incident-duty-waits = Gjenstår
incident-duty-done = Gjort
incident-duty-left = Utelatt
# $at (String) - when
# $told (String) - who was told
# $name (String) - who recorded it
incident-duty-done-text = { $at }: { $told }. Ført av { $name }.
# $reason (String) - why
# $name (String) - who
# $at (String) - when
incident-duty-left-text = { $reason } Ført av { $name }, { $at }.
incident-duty-settle = Før
incident-duty-how = Er det gjort?
incident-duty-choose = Velg om det er gjort eller utelates.
incident-duty-at = Når det ble gjort
incident-duty-told = Hvem som ble varslet
incident-duty-told-hint = Navn, etat og eventuelt referanse.
incident-duty-left-reason = Hvorfor det utelates
incident-duty-then = Punktet kan ikke endres etterpå. Hendelsen kan lukkes når alle punkter er gjort eller begrunnet.
incident-item-police = Politiet er varslet
incident-item-scene = Stedet er sperret av og spor er sikret
incident-item-health = Helsepersonell er tilkalt
incident-item-next-of-kin = Pårørende er varslet, eller den innsatte har motsatt seg det
incident-item-region = Regionen er varslet
incident-item-health-trust = Helseforetaket er varslet
incident-item-state-administrator = Statsforvalteren er varslet
incident-item-supervisory = Tilsynsrådet er varslet
incident-item-kept-away = De som kan være innblandet, holdes utenfor undersøkelsen
incident-item-consulate = Konsulatet er varslet, for utenlandsk statsborger
incident-item-remains = Den døde er overlevert med verdighet, gravferd er avklart
incident-item-examination = Undersøkelse hos lege er gjennomført
incident-item-protection = Den som påstår mishandling, er vernet mot gjengjeldelse
incident-item-counsel = Advokat er tilbudt
incident-step-submit = Send inn
incident-step-return = Send tilbake
incident-step-review = Gjennomgå
incident-step-close = Lukk hendelsen
incident-step-reopen = Åpne igjen
incident-step-owner = Endre ansvar eller frist
incident-step-kind = Endre type
incident-taken-created = Påbegynt
incident-taken-submitted = Sendt inn
incident-taken-returned = Sendt tilbake
incident-taken-reviewed = Gjennomgått
incident-taken-closed = Lukket
incident-taken-reopened = Åpnet igjen
incident-taken-owner = Ansvar eller frist endret
incident-taken-kind = Type endret
incident-note-return = Hva mangler?
incident-note-review = Vurdering og oppfølging
incident-note-close = Hvordan den ble fulgt opp
incident-note-reason = Begrunnelse
incident-note-comment = Kommentar
incident-then-submit = Teksten låses. Den som følger opp, får varsel, og en annen enn du går gjennom hendelsen.
# $name (String) - the author
incident-then-return = Hendelsen går tilbake til { $name }, som får varsel. Teksten er fortsatt låst; mangler føres som tillegg.
incident-then-review = Hendelsen er gjennomgått av deg, og følges opp til den lukkes.
incident-then-close = Hendelsen lukkes. Den kan åpnes igjen med begrunnelse.
incident-then-reopen = Hendelsen må gjennomgås på nytt av en annen enn den som meldte den.
incident-then-owner = Den nye ansvarlige får varsel.
incident-then-kind = Den tidligere typen står i gangen i saken.
# $kind (String) - former type
# $note (String) - why
incident-was-called = Het før: { $kind }. { $note }
incident-blocked-duty = Hendelsen kan ikke lukkes før hvert punkt i varslingsplikten er gjort eller begrunnet.
incident-blocked-force-on = Hendelsen kan ikke lukkes mens noen er i sikkerhetscelle eller sikkerhetsseng. Før når det tok slutt.
incident-blocked-force = Hendelsen kan ikke lukkes før bruken av makt er ført: grunnlag, midler, varighet og skader.
incident-blocked-own = Du kan ikke gjennomgå din egen melding.
incident-addenda = Tillegg
incident-addendum = Nytt tillegg
incident-addendum-hint = Teksten over står fast. Tillegget får navnet ditt og tidspunktet, og kan ikke endres.
incident-addendum-save = Legg til
incident-notice-duty = Varslingsplikt er utløst
# $number (String) - number
incident-notice-duty-text = Hendelse { $number } utløser varslingsplikt. Sjekklisten må begynnes nå.
incident-notice-owner = En hendelse er din å følge opp
# $number (String) - number
incident-notice-owner-text = Hendelse { $number } venter på deg.
incident-notice-returned = En hendelse er sendt tilbake til deg
# $number (String) - number
incident-notice-returned-text = Hendelse { $number } trenger mer før den kan gjennomgås.
force-heading = Bruk av makt
force-new = Før bruk av makt
force-lead = Bare når det er strengt nødvendig og lempeligere midler har vært forsøkt eller åpenbart ikke strekker til (straffegjennomføringsloven § 38).
force-missing = Makt er brukt, men ikke ført ennå
force-nobody = Ingen innsatt er ført opp i hendelsen ennå.
force-inmate = Mot hvem
force-on-whom = Velg hvem makten ble brukt mot.
force-grounds = Grunnlag
force-grounds-hint = Straffegjennomføringsloven § 38 første ledd. For å hindre eller sikre:
force-choose-ground = Velg minst ett grunnlag.
force-ground-attack = alvorlig angrep eller skade på person (a)
force-ground-threat = alvorlige trusler eller betydelig skade på eiendom (b)
force-ground-riot = alvorlige opptøyer eller uroligheter (c)
force-ground-escape = rømming (d)
force-ground-intrusion = ulovlig inntrenging eller befrielse av innsatte (e)
force-ground-barricade = adgang til sperret eller barrikadert rom (f)
force-means = Midler
force-means-hint = Bare midler som er godkjent av Kriminalomsorgsdirektoratet. Spyttbeskyttelse brukes bare under tilsyn.
force-choose-means = Velg minst ett middel.
force-means-hold = Fysisk makt, grep og nedlegging
force-means-handcuffs = Håndjern
force-means-irons = Transportjern
force-means-belt = Transportbelte
force-means-strips = Strips
force-means-spit = Spyttbeskyttelse
force-means-shield = Skjold
force-means-baton = Kølle
force-means-gas = Gass
force-means-cell = Sikkerhetscelle
force-means-bed = Sikkerhetsseng
force-time = Varighet
force-started = Fra
force-note = Før slutt og legetilsyn
# $name (String) - on whom
# $means (String) - what
# $at (String) - since when
force-note-of = { $name }: { $means }, fra { $at }
force-ended = Til
force-ended-hint = Kan stå tomt bare så lenge sikkerhetscelle eller sikkerhetsseng varer.
force-needs-end = Skriv når bruken av makt tok slutt.
force-order = Slutten kan ikke være før begynnelsen.
# $from (String) - from
# $to (String) - to
# $minutes (Number) - how long
force-span = { $from } til { $to } ({ $minutes ->
    [one] ett minutt
   *[other] { $minutes } minutter
})
# $from (String) - from
force-goes-on = Fra { $from }, pågår
force-lesser = Lempeligere midler
force-lesser-hint = Hva ble forsøkt først, eller hvorfor var det åpenbart ikke nok?
force-ordered = Besluttet av
force-injuries = Skader og helsehjelp
force-hurt-inmate = Skader på den innsatte
force-hurt-staff = Skader på tilsatte
force-unhurt = Ingen
force-health = Helsepersonell tilkalt
force-doctor = Sett av lege
force-no-health = Hvorfor helsepersonell ikke ble tilkalt
force-no-health-hint = Bare når tidspunktet over står tomt.
force-why-no-health = Skriv når helsepersonell ble tilkalt, eller hvorfor ikke, med minst 10 tegn.
force-recorder = Ført av
incident-list-stalled = Uten framdrift
searchdue-heading = Ransakinger å gjøre
searchdue-lead = Ransakinger som er bestemt, celler som står for tur, og personer som er kommet, har vært ute eller skal ut uten å være undersøkt.
searchdue-lists = Når
searchdue-now = I dag og over fristen
searchdue-coming = Kommende
searchdue-new = Bestem ransaking
searchdue-new-lead = Står på listen til den er ført, eller avlyst med begrunnelse.
searchdue-decide = Bestem
searchdue-record = Registrer
searchdue-open-search = Se ransakingen
searchdue-none = Ingen ransakinger å gjøre
searchdue-none-text = Det som er bestemt eller følger av fengselets regel, vises her når dagen kommer.
# $count (Number) - searches
searchdue-all = Alle ({ $count })
searchdue-arrival = Undersøkelse etter ankomst
searchdue-absence = Undersøkelse etter fravær
searchdue-departure = Undersøkelse før fravær
# $at (String) - time
searchdue-arrived = Kom { $at }
# $at (String) - time
searchdue-back = Tilbake { $at }
# $at (String) - when
searchdue-leaves = Skal ut { $at }
# $day (String) - day
searchdue-last = Sist ransaket { $day }
searchdue-never = Ikke ransaket før
searchdue-leave-out = Unnlat
searchdue-left-out = Unnlatt undersøkelse
searchdue-leave-out-rule = Ved ankomst og etter fravær skal den innsatte undersøkes, med mindre det er åpenbart unødvendig (straffegjennomføringsloven § 28, forskrift § 3-25). Begrunnelsen blir stående.
searchdue-why = Begrunnelse
searchdue-why-hint = For eksempel: har vært under oppsyn av to betjenter hele tiden.
searchdue-due-on = Skal gjøres
# $day (String) - day, or day and time
searchdue-due = Innen { $day }
searchdue-due-today = I dag
# $day (String) - day, or day and time
searchdue-late = Skulle vært gjort { $day }
searchdue-facts = Det som er bestemt
searchdue-decided = Bestemt av
searchdue-done = Utført
searchdue-call-off = Avlys
searchdue-cancelled-why = Hvorfor den ikke gjøres
searchdue-cancelled-by = Avlyst av
searchdue-rule = Fengselets regel
searchdue-rule-basis = Loven setter ingen tall. Regelen er fengselets egen, gjelder fra dagen den ble satt, og vakthavende bestemmer den.
# $hours (Number) - hours
searchdue-rule-after = { $hours ->
    [one] Etter ankomst og fravær: innen én time.
   *[other] Etter ankomst og fravær: innen { $hours } timer.
}
# $days (Number) - days
searchdue-rule-high = { $days ->
    [one] Celler på høyt sikkerhetsnivå: hver dag.
   *[other] Celler på høyt sikkerhetsnivå: hver { $days }. dag.
}
searchdue-rule-high-none = Celler på høyt sikkerhetsnivå: ingen fast rekkefølge.
# $days (Number) - days
searchdue-rule-lower = { $days ->
    [one] Celler på lavere sikkerhetsnivå: hver dag.
   *[other] Celler på lavere sikkerhetsnivå: hver { $days }. dag.
}
searchdue-rule-lower-none = Celler på lavere sikkerhetsnivå: ingen fast rekkefølge.
searchdue-rule-after-field = Timer etter ankomst og fravær
searchdue-rule-before-field = Timer før fravær
searchdue-rule-before-none = Før fravær: ikke fast, etter vurdering.
# $hours (Number) - hours
searchdue-rule-before = { $hours ->
    [one] Før fravær: den siste timen før avreise.
   *[other] Før fravær: de siste { $hours } timene før avreise.
}
searchdue-rule-high-field = Dager mellom ransakinger av en celle, høyt nivå
searchdue-rule-lower-field = Dager mellom ransakinger av en celle, lavere nivå
searchdue-rule-hint = Tomt: ingen regel.
# $most (Number) - the highest number
searchdue-rule-bad = Skriv et tall fra 1 til { $most }.
searchdue-rule-save = Endre regelen fra i dag
