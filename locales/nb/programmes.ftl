prog-nav = Programmer
prog-tab = Programmer
prog-class = Programmer
# $name (String) - the name
prog-of = Programmer, { $name }
prog-lead = Grupper, plasser og ventelister her, og alle programmene i katalogen.
prog-all-groups = Alle grupper
prog-my-groups = Mine grupper
prog-groups = Grupper
prog-groups-none = Ingen grupper
prog-groups-none-text = Ingen programgrupper er satt opp her nå.
prog-group-new = Ny gruppe
prog-group-edit = Endre gruppa
prog-set-up = Sett opp gruppe
prog-programme = Program
prog-places = Plasser
prog-place = Sted
prog-name = Navn på gruppa
prog-name-hint = For eksempel «Høst 2026».
prog-starts-on = Starter
prog-leaders = Programledere
prog-leaders-hint = De som leder gruppa, ser alle i den, fører oppmøte og gir plasser.
# $n (Number) - which
prog-leader-n = Programleder { $n }
prog-leader-add = Ny programleder
prog-leader-remove = Leder ikke lenger
prog-col-waiting = På venteliste
prog-col-next = Neste samling
prog-none-ahead = Ingen planlagt
prog-wanted = Ventelister
prog-wanted-none = Ingen venter
prog-wanted-none-text = Alle som har ønsket et program, har fått plass.
prog-catalogue = Programkatalog
# $day (String) - the day
prog-from = fra { $day }
# $taken (Number) - how many
# $places (Number) - of how many
prog-places-taken = { $taken } av { $places } plasser
# $programme (String) - the programme
# $name (String) - the group
prog-group-title = { $programme }, { $name }
# $programme (String) - the programme
# $name (String) - the group
# $prison (String) - the prison
prog-group-at = { $programme }, { $name }, { $prison }
# $programme (String) - the programme
# $prison (String) - the prison
prog-at = { $programme }, { $prison }
prog-group-open = Pågår
prog-group-finished = Avsluttet
prog-group-cancelled = Avlyst
prog-done = Lagret.
prog-hidden = En person du ikke har tilgang til
# $n (Number) - how many
prog-hidden-here = { $n ->
    [one] Én person på lista ser du ikke. Den som har tilgang, fører oppmøtet.
   *[other] { $n } personer på lista ser du ikke. Den som har tilgang, fører oppmøtet.
}
prog-members = Har plass
prog-members-none = Ingen har plass ennå
prog-members-none-text = Gi plass fra ventelista, eller legg til med nummer.
prog-before = Har vært med
prog-queue = Venteliste
prog-queue-none = Ingen på venteliste
prog-queue-none-text = Ønsker om dette programmet kommer hit i den rekkefølgen de ble meldt.
# $n (Number) - how many
prog-left-places = { $n ->
    [one] { $n } ledig plass
   *[other] { $n } ledige plasser
}
prog-no-place = Fullt
# $n (Number) - the place in the queue
prog-turn = Nummer { $n } i køen
prog-give = Gi plass
prog-give-all-the-same = Gi plass likevel
prog-to-queue = Sett på venteliste
prog-add-by-number = Legg til med nummer
prog-number = Innsattnummer
prog-bad-number = Ingen her har dette nummeret. Skriv det som 2026-01482.
# $came (Number) - how often
# $of (Number) - of how often
prog-came = møtt { $came } av { $of } ganger
prog-no-sessions = ingen samlinger ennå
# $why (String) - the reason
prog-accepted = Skal holdes atskilt fra noen i gruppa: { $why }
# $when (String) - when
prog-asked-on = Meldt { $when }
# $when (String) - when
# $by (String) - by whom
# $source (String) - where it comes from
prog-asked-line = Meldt { $when } av { $by } · { $source }
# $why (String) - why
# $text (String) - in words
prog-because = { $why }: { $text }
# $when (String) - when
prog-enrolled-on = Fikk plass { $when }
# $when (String) - when
prog-ended-on = Avsluttet { $when }
# $goal (String) - the goal
prog-serves = Til målet «{ $goal }»
prog-waiting = Venter
prog-enrolled = Har plass
prog-completed = Fullført
prog-left = Sluttet
prog-excluded = Utvist
prog-withdrawn = Tatt av ventelista
prog-transferred = Overført
prog-released = Løslatt
prog-source = Hvor kommer ønsket fra?
prog-source-goal = Et mål i planen
prog-source-wish = Eget ønske
prog-source-staff = Foreslått av ansatte
prog-waits-asked = Venter på plass
prog-waits-full = Gruppa var full
prog-waits-group-cancelled = Gruppa ble avlyst
prog-end-place = Avslutt plassen
prog-end-why = Begrunnelse
prog-end-completed = Har fullført
prog-end-left = Har sluttet
prog-end-excluded = Utvist
prog-end-withdrawn = Ta av ventelista
prog-end-group = Avslutt gruppa
prog-finish = Gruppa er ferdig
prog-finish-text = Alle som fortsatt har plass, har fullført.
prog-cancel-group = Avlys gruppa
prog-cancel-text = Alle som har plass, går tilbake til ventelista fra den dagen de meldte seg, med begrunnelsen.
prog-cancel-why = Hvorfor?
prog-sessions = Samlinger
prog-sessions-none = Ingen samlinger er planlagt.
prog-session-new = Nye samlinger
prog-session-save = Planlegg
prog-session-day = Dag
prog-session-from = Fra klokka
prog-session-until = Til klokka
prog-session-weeks = Antall uker
prog-session-weeks-hint = Samme dag og tid hver uke.
prog-session-topic = Tema
# $when (String) - when
prog-session-title = Samling { $when }
prog-session-due = Oppmøte mangler
prog-session-planned = Planlagt
prog-session-held = Holdt
prog-session-cancelled = Avlyst
prog-session-cancel = Avlys samlingen
prog-session-twice = Gruppa har en samling på dette tidspunktet fra før.
prog-session-stale = Noen andre har ført eller avlyst denne samlingen. Det du skrev, står her. Se over og lagre på nytt.
prog-attendance = Oppmøte
prog-attendance-hint = Alle som skulle komme, står som møtt. Endre bare det som er annerledes.
prog-attendance-save = Lagre oppmøtet
prog-expected-none = Ingen skulle komme
prog-expected-none-text = Ingen hadde plass i gruppa da samlingen ble holdt.
prog-early = Oppmøtet føres når samlingen har begynt.
prog-mark = Oppmøte
prog-mark-note = Merknad
prog-mark-present = Møtt
prog-mark-late = Kom sent
prog-mark-excused = Gyldig fravær
prog-mark-absent = Ikke møtt
prog-not-marked = Ikke ført
# $reason (String) - why
prog-out = Ute: { $reason }
# $by (String) - by whom
# $when (String) - when
prog-taken-by = Ført av { $by }, { $when }
prog-correction = Hvorfor rettes det?
prog-correction-hint = Kreves når noe endres. Det som sto før, blir stående i historikken.
# $by (String) - by whom
# $why (String) - why
prog-corrected = Rettet, { $by }: { $why }
prog-consider = Skal holdes atskilt
prog-consider-text = I gruppa er det noen som denne personen skal holdes atskilt fra. Plassen krever en begrunnelse.
prog-apart = Atskilt
prog-apart-hidden = Skal holdes atskilt fra en i gruppa som du ikke kan se.
prog-accepted-why = Hvorfor er det forsvarlig likevel?
prog-accepted-hint = Står ved plassen så lenge den varer.
prog-inmate-lead = Det som er ønsket, det som pågår og det som er gjort, også i andre fengsler.
prog-inmate-none = Ingen programmer
prog-inmate-none-text = Ønsker om program skrives her, og får en plass i køen.
prog-remand = Varetekt: programmer om lovbrudd tilbys ikke. Ingenting forutsetter skyld.
prog-ask = Nytt ønske
prog-ask-save = Lagre ønsket
prog-what = Gruppe eller venteliste
# $programme (String) - the programme
# $name (String) - the group
# $n (Number) - places left
prog-choice-group = { $n ->
    [0] Plass: { $programme }, { $name } (fullt)
    [one] Plass: { $programme }, { $name } ({ $n } ledig)
   *[other] Plass: { $programme }, { $name } ({ $n } ledige)
}
# $programme (String) - the programme
prog-choice-wait = Venteliste: { $programme }
prog-goal = Mål i planen
prog-goal-none = Ikke knyttet til et mål
prog-note = Merknad
prog-note-hint = Ingenting om lovbrudd eller helse.
prog-already = Personen venter på dette programmet eller er med i det fra før.
prog-full-choose = Noen andre fikk den siste plassen. Velg en annen gruppe eller ventelista.
prog-full-now = Gruppa er full: noen andre fikk den siste plassen.
prog-group-gone = Gruppa er avsluttet eller avlyst. Velg en annen eller ventelista.
prog-waits-no-longer = Personen står ikke lenger på ventelista. Noen andre var først.
prog-place-stale = Noen andre har endret denne plassen. Se hvordan den står nå.
prog-group-stale = Noen andre har endret gruppa mens du skrev. Se over og prøv igjen.
prog-talks = Individuelle samtaler
prog-talks-none = Ingen samtaler
prog-talks-none-text = Samtaler etter et program føres her: at de er holdt, ikke hva som ble sagt.
prog-talk-new = Ny samtale
prog-talk-hint = Bare at samtalen er holdt. Ikke hva som ble sagt.
prog-talk-save = Lagre samtalen
prog-talk-at = Når
prog-talk-minutes = Minutter
prog-talk-came = Kom personen?
prog-talk-came-yes = Ja
prog-talk-came-no = Nei
prog-talk-next-on = Neste samtale
# $day (String) - the day
prog-talk-next = Neste: { $day }
# $when (String) - when
# $minutes (Number) - how long
# $by (String) - by whom
prog-talk-line = { $when }, { $minutes } minutter, { $by }
prog-talk-held = Holdt
prog-talk-missed = Kom ikke
prog-talk-withdrawn = Trukket tilbake
prog-talk-withdraw = Ført ved en feil
prog-missing-name = Gi gruppa et navn på 2 til 80 tegn
prog-name-taken = Det er en åpen gruppe av dette programmet med samme navn
prog-bad-places = Skriv et tall fra 1 til 40
prog-too-small = Flere enn dette har plass i gruppa
prog-bad-day = Velg en dag
prog-missing-leader = Velg minst én programleder
prog-missing-programme = Velg et program
prog-missing-source = Velg hvor ønsket kommer fra
prog-missing-goal = Velg målet dette hører til
prog-missing-accepted = Skriv hvorfor det er forsvarlig, 3 til 400 tegn
prog-missing-end = Velg hvordan det sluttet
prog-missing-reason = Skriv en begrunnelse på minst 3 tegn
prog-missing-cancel = Skriv hvorfor, minst 3 tegn
prog-missing-correction = Skriv hvorfor oppmøtet rettes, 3 til 300 tegn
prog-bad-session-day = Velg en dag innen et år
prog-bad-time = Skriv et klokkeslett som finnes, som 13:00
prog-bad-until = Slutten må komme etter starten
prog-bad-weeks = Skriv et tall fra 1 til 30
prog-bad-talk-at = Skriv når samtalen var. Den kan ikke ligge fram i tid eller mer enn tre måneder tilbake.
prog-bad-minutes = Skriv et tall fra 5 til 480
prog-theme-sanction = Dom med program
prog-theme-substance = Rus
prog-theme-resettlement = Tilbakeføring
prog-theme-activity = Aktivitet
prog-theme-coping = Mestring
prog-theme-health = Helse og livsstil
prog-theme-offending = Tanker og valg
prog-theme-violence = Vold og sinne
prog-theme-women = For kvinner
prog-theme-sexual = Seksuallovbrudd
prog-theme-family = Familie
prog-theme-restorative = Gjenopprettende prosess
prog-theme-motivation = Motivasjon
