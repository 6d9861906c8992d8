wish-tab = Aktiviteter
# $name (String) - the name
wish-of = Aktiviteter, { $name }
wish-done = Lagret.
wish-sent = Søknaden er levert. Du ser den ikke her: den som fordeler plasser, svarer.
wish-lead-duty = Soner dom og har aktivitetsplikt: arbeid, opplæring eller program (straffegjennomføringsloven § 3).
wish-lead-remand = Sitter i varetekt: aktivitet er et tilbud, ikke en plikt (forskriften § 1-4).
# $n (Number) - the week
wish-week = Uke { $n }
wish-weeks = Andre uker
wish-week-before = Uken før
wish-week-after = Uken etter
wish-today = I dag
wish-day-none = Ingenting
wish-now = Har plass
wish-now-none = Ingen plass nå
wish-now-none-text = Ny søknad eller tilbud settes opp øverst på siden.
wish-applications = Søknader og tilbud
wish-applications-none = Ingen søknader
wish-applications-none-text = Ønsker og tilbud vises her med plassen i køen.
wish-past = Tidligere plasser
wish-past-none = Ingen tidligere plasser.
wish-goes-on = Pågår
# $day (String) - the day
wish-begins = Begynner { $day }
# $day (String) - the day
wish-ends = Slutter { $day }
# $day (String) - the day
wish-since = siden { $day }
# $from (String) - from
# $until (String) - until
wish-from-until = { $from } til { $until }
# $why (String) - why
wish-rests = Hviler: { $why }
# $day (String) - the day
wish-rests-until = Hviler til { $day }
# $source (String) - where from
# $at (String) - when
wish-line = { $source }, { $at }
# $n (Number) - which
wish-rank = Valg nummer { $n }
# $n (Number) - which
# $of (Number) - of how many
wish-turn = Nummer { $n } av { $of } på ventelista
wish-state-open = Ikke avgjort
wish-state-waiting = På venteliste
wish-state-placed = Fikk plass
wish-state-declined = Avslått
wish-state-withdrawn = Trukket
wish-state-refused = Takket nei
wish-state-lapsed = Falt bort
wish-source = Hvor den kommer fra
wish-source-wish = Eget ønske
wish-source-plan = Mål i planen
wish-source-staff = Forslag fra ansatte
wish-source-offer = Tilbud
wish-suited = Egnet
wish-suited-conditions = Egnet på vilkår
wish-not-suited = Ikke egnet
wish-priority = Rekkefølge
wish-priority-first = Først i køen
wish-priority-plan = Mål i planen går foran
wish-priority-ordinary = Vanlig tur
wish-end-finished = Fullført
wish-end-own-wish = Eget ønske
wish-end-other-place = Fikk en annen plass
wish-end-not-suited = Passet ikke
wish-end-misconduct = Oppførsel
wish-end-security = Sikkerhet
wish-end-health = Helse
wish-end-place-closed = Plassen ble lagt ned
wish-end-released = Løslatt
wish-end-transferred = Overført
wish-end-error = Feilført
wish-gives = Dagpenger mens plassen hviler
wish-gives-ordinary = Som vanlig
wish-gives-support = Støttesats
wish-gives-none = Uten dagpenger
wish-rest-health = Helse
wish-rest-leave = Permisjon
wish-rest-security = Sikkerhet
wish-rest-conduct = Oppførsel
wish-rest-exclusion = Utelukket fra fellesskapet
wish-rest-programme = Følger program
wish-rest-own-wish = Eget ønske
wish-rest-other = Annet
wish-need-fit = arbeidsfør
wish-need-sentenced = soner dom
# $language (String) - the language
wish-need-language = kan { $language }
# $alert (String) - the alert
wish-need-no-alert = ikke varselet «{ $alert }»
# $days (Number) - days
wish-need-days-left = minst { $days } dager igjen
# $years (Number) - years
wish-need-age = fylt { $years } år
# $what (String) - the course or skill
wish-need-has = har «{ $what }»
wish-stop = Stopper
wish-needs-reason = Må begrunnes
wish-note = Til orientering
wish-find-other-prison = Plassen er i et annet fengsel.
wish-find-closed = Plassen er lagt ned.
wish-find-level = Plassen er ikke for personens sikkerhetsnivå.
# $what (String) - what is asked
wish-find-lacks = Plassen krever: { $what }. Det er ikke oppfylt.
# $what (String) - what to mind
wish-find-health = Helsetjenesten har meldt: { $what }
# $why (String) - why
# $day (String) - the day
wish-find-ended = Hadde plassen før. Den ble avsluttet { $day }: { $why }.
wish-find-apart = Noen som personen skal holdes atskilt fra, er der på alle tidene.
wish-find-apart-some = Noen som personen skal holdes atskilt fra, er der på noen av tidene. De tidene kan ikke velges.
wish-find-full = Ingen ledig plass på noen av tidene. Personen kan settes på venteliste.
# $place (String) - the place
wish-find-elsewhere = Er på { $place } på samme tid.
wish-find-remand = Sitter i varetekt: plassen er et tilbud som personen kan si nei til.
wish-no-closed = Plassen er lagt ned på den datoen.
wish-no-not-here = Personen er ikke lenger i dette fengselet.
wish-no-level = Plassen er ikke for personens sikkerhetsnivå.
wish-no-times = Velg minst én tid
wish-no-decided = Søknaden er avgjort.
wish-no-not-assessed = Søknaden er ikke vurdert.
wish-no-not-suited = Personen er vurdert som ikke egnet.
wish-no-already = Personen har denne plassen fra før.
wish-no-apart = Noen som personen skal holdes atskilt fra, er der på samme tid.
wish-no-seat = Den siste ledige plassen er tatt.
wish-no-double = Personen har en annen plass på samme tid.
# $why (String) - what stands against it
# $by (String) - who
# $place (String) - the place
# $at (String) - when
wish-first = { $why } { $by } ga plass på { $place } { $at }.
# $by (String) - who
# $at (String) - when
# $state (String) - how it stands
wish-stale = { $by } endret søknaden { $at }. Nå står den slik: { $state }. Det du skrev, er tatt vare på.
wish-changed = Endret i mellomtiden
# $by (String) - who
# $at (String) - when
wish-changed-since = { $by } endret plassen { $at }. Se hvordan den står nå. Det du skrev, er tatt vare på.
wish-idle-just-came = Kom nylig
wish-idle-refused = Har takket nei
wish-idle-ended = Plassen tok slutt
wish-idle-waits = Venter på plass
wish-idle-unanswered = Søknad uten svar
wish-idle-never = Ikke fått tilbud
# $from (String) - the first day
# $to (String) - the last day
wish-days-from-to = { $from } til { $to }
# $time (String) - the time
wish-odd-weeks = { $time }, oddetallsuker
# $time (String) - the time
wish-even-weeks = { $time }, partallsuker
wish-new = Ny søknad eller nytt tilbud
wish-new-lead = Et ønske fra personen, et mål i planen, eller et tilbud fra ansatte.
wish-submit-only = Du leverer søknaden for personen. Den som fordeler plasser, ser den og svarer; du kan ikke lese den etterpå.
wish-hand-in = Lever
wish-place = Plass
# $place (String) - the place
wish-other-level = { $place } (et annet sikkerhetsnivå)
wish-goal = Mål i planen
wish-goal-hint = Oppmøtet vises under målet uke for uke.
wish-rank-label = Valg nummer
wish-rank-hint = 1 er det personen helst vil.
wish-words = Med egne ord
wish-words-hint = Hvorfor personen ønsker det, eller hvorfor det tilbys.
wish-missing-place = Velg en plass
wish-missing-source = Velg hvor søknaden kommer fra
wish-missing-goal = Velg målet i planen
wish-bad-rank = Skriv et tall fra 1 til 9
wish-already = Personen har allerede en åpen søknad til denne plassen
# $place (String) - the place
wish-title = Søknad: { $place }
wish-application = Søknaden
wish-made = Levert
wish-list = Venteliste
wish-waiting-since = Venter siden
wish-assessment = Vurdering
wish-assessed = Vurdert av
wish-why = Hvorfor
wish-why-hint = For den som avgjør. De som driver plassen, leser det ikke.
wish-conditions = Vilkår for dem som driver plassen
wish-conditions-hint = Hva de skal gjøre, aldri hvorfor. For eksempel «Ikke alene ved kniver».
wish-decided = Avgjort av
wish-reason = Begrunnelse
wish-reason-hint = Påkrevd ved avslag.
wish-findings = Dette må vurderes
wish-findings-none = Ingenting taler imot
wish-findings-none-text = Sikkerhetsnivå, krav, atskillelse, plasser og timeplan er sett på.
wish-assess = Vurder
wish-assess-save = Lagre vurderingen
wish-missing-suited = Velg en vurdering
wish-missing-priority = Velg rekkefølge
wish-missing-conditions = Skriv vilkårene
wish-stopped = Noe stopper dette: bare «ikke egnet» kan velges
wish-say-why = Skriv hvorfor, med minst ti tegn
wish-missing-reason = Skriv en begrunnelse
wish-bad-from = Velg en dato fra i dag og inntil et år fram
wish-bad-addition = Skriv hele kroner fra 0 til 1000
wish-to-place = Til plassen
wish-give = Gi plass
wish-times = Tider
wish-times-none = Plassen har ingen tider framover.
wish-time-apart = noen personen skal holdes atskilt fra, er der
wish-time-full = fullt
# $free (Number) - free
# $of (Number) - of how many
wish-free-of = { $free } av { $of } ledige
wish-from = Fra dato
wish-addition = Tillegg per dag
wish-addition-hint = Hele kroner, for en oppgave ut over det vanlige. La stå tomt ellers.
# $kroner (Number) - kroner
wish-kroner = { $kroner } kr
wish-close = Avslutt uten plass
wish-decline = Avslå
wish-refuse = Personen takker nei
wish-withdraw = Personen trekker søknaden
wish-to-list = Sett på venteliste
wish-placement = Plassen
# $place (String) - the place
wish-placement-in = Plass: { $place }
wish-span = Når
wish-attendance = Oppmøte
# $n (Number) - times
# $of (Number) - of how many
wish-came = Kom { $n } av { $of } ganger
wish-end-why = Hvorfor den slutter
wish-ended-by = Avsluttet av
wish-rests-title = Hviler
wish-rests-none = Plassen har ikke hvilt.
wish-rest-now = Hviler nå
wish-rest-ahead = Planlagt
# $from (String) - from
wish-rest-open = fra { $from }, til noen sier noe annet
# $by (String) - who
# $at (String) - when
wish-by = { $by }, { $at }
wish-resume = Gjenoppta
wish-suspend = La plassen hvile
wish-rest-why = Hvorfor
wish-rest-from = Fra dato
wish-rest-last-day = Siste dag
wish-rest-last-day-hint = La stå tomt når ingen vet det ennå.
wish-rest-reason-hint = For dem som avgjør. De som driver plassen, leser bare typen.
wish-missing-rest = Velg hvorfor
wish-missing-gives = Velg om det gis dagpenger
wish-bad-rest-from = Velg en dato i den siste måneden eller inntil et år fram, ikke før plassen begynte
wish-bad-until = Siste dag må være en dato etter den første
wish-rests-already = Plassen hviler allerede på noen av dagene.
wish-end = Avslutt plassen
wish-end-text = Tidene blir ledige for andre fra da av.
wish-last-day = Siste dag
wish-last-day-hint = I dag betyr nå.
wish-end-reason-hint = Påkrevd når den ikke passet, ved oppførsel og av sikkerhetsgrunner.
wish-missing-end = Velg hvorfor den slutter
wish-bad-end-day = Velg en dato i den siste måneden eller inntil et år fram
wish-end-attended = Personen er ført som møtt etter denne datoen
wish-hold-title = Hold igjen
wish-hold-lead = Fra én økt. Plassen står, og de andre øktene går som før.
wish-hold = Hold igjen fra økta
wish-hold-code = Hva de som driver plassen får vite
wish-hold-code-hint = De leser bare dette, ikke begrunnelsen.
wish-hold-reason-hint = For dem som avgjør.
wish-session = Økt
wish-missing-session = Velg en økt
wish-held-already = Noen holdt personen igjen fra denne økta rett før deg.
wish-lift = Slipp likevel
wish-ahead = De neste fjorten dagene
wish-ahead-none = Ingen økter framover
wish-ahead-none-text = Personen har ingen økter de neste fjorten dagene.
wish-waiting-title = Ventelister
wish-waiting-lead = Hvem som venter på hvilken plass, i hvilken rekkefølge, og på hva.
wish-waiting-none = Ingen venter
wish-waiting-none-text = Ingen søknader som ikke er avgjort.
wish-waits-decision = Ledig plass, kan avgjøres
wish-waits-turn = Ledig plass, andre står foran
wish-waits-seat = Venter på ledig plass
wish-waits-assessed = Vurdert, ikke avgjort
wish-waits-answer = Ingen har svart
wish-has-place = har noe å gjøre imens
# $what (String) - what to mind
wish-minds = Vilkår: { $what }
# $n (Number) - how many
wish-free = { $n ->
    [0] Ingen ledige
    [one] 1 ledig
   *[other] { $n } ledige
}
wish-chip-all = Alle
wish-chip-waiting = I kø
wish-chip-ready = Kan avgjøres
wish-chip-open = Uten svar
wish-col-turn = Tur
wish-col-waits = Venter på
wish-col-since = Siden
wish-col-about = Om søknaden
wish-col-days = Uten aktivitet
wish-col-why = Hvorfor
wish-col-standing = Plikt eller tilbud
wish-col-action = Handling
wish-idle-title = Uten aktivitet
# $days (Number) - days
wish-idle-lead = De som ikke har noen plass nå, lengst først. Domfelte skal ha et tilbud innen { $days } dager.
wish-idle-all = Alle
wish-idle-duty = Aktivitetsplikt
wish-idle-offer = Varetekt, tilbud
# $days (Number) - days
wish-idle-late = Over { $days } dager
wish-idle-chip-unanswered = Uten svar eller tilbud
wish-idle-none = Alle har noe å gjøre
wish-idle-none-text = Ingen i utvalget er uten plass.
wish-duty = Plikt
wish-offer = Tilbud
wish-offer-place = Tilby plass
wish-somebody = En person du ikke har tilgang til
# $place (String) - the place
wish-apart-title = Holdes atskilt: { $place }
wish-apart-lead = To som skal holdes atskilt, har plass på samme tid. Ingenting avsluttes av seg selv: noen må avgjøre.
wish-apart-none = Ingen
wish-apart-none-text = Ingen som skal holdes atskilt, er her på samme tid.
# $at (String) - when
wish-apart-opened = Holdes atskilt fra { $at }
# $at (String) - when
wish-apart-next = Neste felles økt: { $at }.
wish-apart-do = Hold én igjen, la plassen hvile, eller avslutt den.
wish-apart-held = Én er holdt igjen fra neste økt
wish-apart-open = Ikke avgjort
wish-apart-later = Kom sist hit: skal ikke inn på neste økt før noen har avgjort.
wish-notice-apart = To som skal holdes atskilt, er på samme plass
wish-notice-apart-text = En atskillelse er åpnet mellom to som har plass på samme tid. Avgjør hvem som holdes igjen.
alloc-title = Forslag til fordeling
alloc-lead = Et forslag over alle som venter og alle ledige plasser, innenfor reglene, med grunn for hvert nei. Du avgjør linje for linje.
alloc-run = Lag nytt forslag
alloc-none = Ingen forslag ennå
alloc-none-text = Et forslag endrer ingenting før du tar en linje.
alloc-none-read = Saksbehandlere og leder kan be om et forslag. Da står det her, linje for linje.
# $at (String) - when
# $by (String) - who
alloc-made = Forslag { $at }, { $by }
# $people (Number) - people
# $seats (Number) - free seats
# $placed (Number) - placed
# $taken (Number) - taken
alloc-numbers = { $people } venter eller er uten aktivitet, { $seats } ledige plasser. { $placed } får noe i forslaget; { $taken } linjer er tatt.
alloc-proven = Ingen bedre fordeling finnes
alloc-not-proven = Beste som ble funnet
alloc-earlier = Andre forslag
alloc-given = Får plass
alloc-given-none = Ingen får plass
alloc-given-none-text = Det er ingen ledige plasser som noen kan få.
alloc-nothing = Får ingenting nå
alloc-nothing-none = Alle får noe
alloc-nothing-none-text = Ingen av dem som venter, står igjen.
alloc-nowhere = Har ikke søkt, og ingen plass kan pålegges.
alloc-col-gets = Plass
alloc-col-why = Hvorfor
# $rank (Number) - which choice
alloc-wished = Valg nummer { $rank }
alloc-ordered = Pålegges, uten søknad
alloc-why-not = Hvorfor ikke andre plasser
# $n (Number) - how many
alloc-why-not-n = { $n ->
    [one] Hvorfor ikke: én plass
   *[other] Hvorfor ikke: { $n } plasser
}
alloc-take = Gi plass
alloc-leave = La være
alloc-taken = Tatt
alloc-left = Latt være
alloc-answered = Noen har allerede svart på denne linja.
# $why (String) - why
alloc-taken-since = Tatt i mellomtiden. { $why }
alloc-done-run = Forslaget er laget. Ingenting er endret.
alloc-done-taken = Plassen er gitt.
alloc-done-left = Linja er latt være.
alloc-no-wish = Har ikke søkt, og plassen kan ikke pålegges.
alloc-not-assessed = Søknaden er ikke vurdert.
alloc-not-suited = Vurdert som ikke egnet.
alloc-level = Et annet sikkerhetsnivå.
# $what (String) - what is asked
alloc-lacks = Krever: { $what }.
alloc-busy = Er et annet sted på de tidene.
alloc-kept-apart = Noen å holdes atskilt fra er der.
alloc-full = Ingen ledig plass.
# $n (Number) - how many
alloc-others-first = De ledige plassene går til { $n } som står foran.
alloc-elsewhere = Foreslås et annet sted på samme tid.
alloc-apart-suggested = Kan ikke være der sammen med en annen som foreslås.
alloc-not-needed = Har noe å gjøre og har ikke søkt om mer.
tt-title = Timeplan
tt-find = Person
tt-find-hint = Navn, innsattnummer eller celle
tt-find-button = Finn uka
tt-find-title = Finn en persons uke
tt-find-missing = Skriv et navn, et nummer eller en celle
tt-find-none = Ingen av dem du har tilgang til, heter eller bor slik
tt-found = Hvem mener du?
tt-to-person = Plasser og søknader
# $name (String) - whose
tt-of = Uka til { $name }
clash-heading = På samme tid
# $when (String) - day and hours
# $what (String) - what gives way
# $stays (String) - what stays
clash-gives-way = { $when }: { $what } viker for { $stays }
# $when (String) - day and hours
# $one (String) - one thing
# $other (String) - the other
clash-undecided = { $when }: { $one } og { $other } samtidig. Noen må avgjøre hva som flyttes.
tt-day = Dag
tt-unit = Avdeling
tt-place = Plass
tt-none = Ingen valgt
tt-show = Vis
tt-before = Dagen før
tt-after = Dagen etter
tt-conflicts = Kollisjoner
tt-nobody = Ingen her
tt-nobody-text = Ingen bor i avdelingen eller har plass her denne dagen.
tt-free = Ingenting
tt-court = Rett
tt-transfer = Overføring
tt-leave = Permisjon
tt-out = Ute
tt-visit = Besøk
tt-hearing = Behandling av refselse
tt-health = Helse
tt-programme = Program
tt-appointment = Avtale
tt-review = Planmøte
tt-exam = Eksamen
tt-day-release = Frigang
tt-activity = Aktivitet
tt-leisure = Fritid
tt-under-way = Underveis
tt-over = Over
tt-cancelled = Avlyst
tt-held-back = Holdt igjen
tt-suspended = Plassen hviler
# $what (String) - what
# $time (String) - when
tt-gives-way = Viker for { $what } { $time }
# $what (String) - what
# $time (String) - when
tt-same-time = Samtidig med { $what } { $time }: noen må avgjøre
actfig-title = Tall for aktivitet
actfig-lead = Aktivitetsgrad, timer og ledige plasser, med listene bak.
actfig-rate = Aktivitetsgrad
actfig-rate-means = Andelen som har en plass som ikke hviler, av alle i avdelingen nå.
actfig-share = Andel
actfig-active = I aktivitet
actfig-resting = Plassen hviler
actfig-nothing = Uten aktivitet
actfig-plot-rate = Aktivitetsgrad per avdeling
actfig-hours-title = Timer per person og ukedag
# $weeks (Number) - weeks
actfig-hours-means = De siste { $weeks } hele ukene, delt på alle i fengselet nå. En hel stolpe er åtte timer.
# $n (String) - hours
actfig-hours = { $n } t
actfig-weekday = Ukedag
actfig-attended = Møtt
actfig-planned = Planlagt
actfig-days = Dager
actfig-plot-hours = Timer per person, etter ukedag
actfig-workday = Per person og hverdag
actfig-seats = Ledige plasser og ventende
actfig-seats-means = Ledige plasser nå ved siden av dem som venter på dem.
actfig-taken = Har plass
actfig-free = Ledige plasser
actfig-waiting = Venter
# $n (Number) - applications
# $people (Number) - people
actfig-waiting-n = { $n } i kø, { $people } personer
actfig-came = Møtte
actfig-nobody = Ingen
actfig-nobody-text = Ingen i utvalget er talt her.
actfig-no-sessions = Ingen økter
actfig-no-sessions-text = Ingen økt denne ukedagen har ført oppmøte i ukene som telles.
# $sessions (Number) - sessions
# $days (Number) - days
actfig-hours-lead = { $sessions } økter med ført oppmøte på { $days } dager. Timer møtt er øktens lengde ganger dem som møtte; delt på dagene og på alle i fengselet er de tallet på forrige side.
actfig-unanswered = Uten svar
actfig-mind = Merk
# $n (Number) - how many
actfig-over = { $n } over
# $free (Number) - free
# $waiting (Number) - waiting
actfig-free-waiting = { $free } ledige, { $waiting } venter
actfig-plot-seats = Ledige plasser, med ventende
# $n (Number) - days
wish-days = { $n ->
    [one] { $n } dag
   *[other] { $n } dager
}
wish-apply-goal = Søk arbeid eller kurs
