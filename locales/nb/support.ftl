support-nav = Løfter
support-tab = Ansvarsgruppe
# $name (String) - the name
support-of = Ansvarsgruppe, { $name }
support-lead = De som står rundt den innsatte, inne og ute: hva som er lovet, av hvem og til når.
support-new = Nytt møte
support-save = Lagre møtet
# $when (String) - when
support-on = Ansvarsgruppemøte { $when }
support-meetings = Møter
support-meetings-none = Ingen møter ennå.
support-members = Hvem er med
support-members-hint = Velg rolle eller organisasjon. Navn er frivillig.
support-purpose = Hva møtet gjelder
support-facts = Om møtet
support-hold = Møtet er holdt
support-hold-save = Lagre referatet
support-notes-hint = Ingenting om helse eller behandling.
support-not-yet = Møtet er ikke holdt ennå
support-cancel = Avlys møtet
support-stale = Møtet ble avsluttet mens du skrev
support-promises = Løfter
# $n (Number) - how many
support-promises-n = { $n ->
    [one] { $n } løfte
   *[other] { $n } løfter
}
support-promises-none = Ingen løfter ennå
support-promises-none-text = Det noen lover i et møte eller på telefonen, skrives her med dag og navn.
support-promise-new = Nytt løfte
support-promise-save = Lagre løftet
support-promise-stale = Noen andre har gjort opp dette løftet. Se hvordan det står nå.
support-who = Hvem lover?
support-name = Navn
support-what = Hva er lovet?
support-what-hint = En ting per løfte. Ingenting om helse.
support-under-label = Mål eller tema
support-under-hint = Bare temaer den innsatte har samtykket til å dele.
# $goal (String) - the goal
support-goal = Mål: { $goal }
# $theme (String) - the theme
# $goal (String) - the goal
support-under = { $theme }, til målet «{ $goal }»
# $day (String) - the day
support-by = Innen { $day }
# $day (String) - the day
support-late = Skulle vært gjort { $day }
# $n (Number) - how many
support-late-n = { $n } over fristen
support-kept = Holdt
support-broken = Brutt
support-withdrawn = Ikke lenger aktuelt
support-set-kept = Holdt
support-set-broken = Brutt
support-set-withdrawn = Ikke lenger aktuelt
support-otherwise = Ble ikke holdt
support-note = Hva skjedde?
support-list = Åpne løfter
# $n (Number) - how many
support-list-lead = { $n ->
    [0] Ingen åpne løfter.
    [one] Ett åpent løfte, etter hvem som lovet.
   *[other] { $n } åpne løfter, etter hvem som lovet.
}
support-list-none = Ingen åpne løfter
support-list-none-text = Løfter skrives på siden om ansvarsgruppa til hver innsatt.
support-list-none-so = Ingen slike løfter
support-list-none-so-text = Velg et annet filter for å se resten.
support-whose = Hvem sine
support-mine = Mine
support-everybody = Alle
support-filter = Hvem har lovet
support-filter-all = Alle som har lovet noe
support-steps = Steg i planer som venter på dem
support-all-open = Alle åpne
support-only-late = Over fristen
# $day (String) - the day
support-leaves = løslates { $day }
support-home-text = Hva kommunen, Nav og andre har lovet dine, etter hvem og tema.
support-bad-at = Velg når møtet er: høyst et år fram eller 60 dager tilbake
support-missing-who = Velg hvem
support-missing-two = Velg minst to deltakere
support-missing-what = Skriv hva som er lovet, 3 til 300 tegn
support-missing-under = Velg et mål eller et tema
support-bad-day = Velg en dag fra i dag og høyst tre år fram
support-missing-end = Velg hvordan det gikk
support-missing-note = Skriv hva som skjedde, minst 3 tegn
support-event = Løfte i ansvarsgruppa
support-notice = Ansvarsgruppemøte
# $number (String) - the inmate's number
# $when (String) - when
support-notice-text = Du er bedt om å komme til et ansvarsgruppemøte for { $number }, { $when }.
support-notice-near = Et løfte skal snart være holdt
# $number (String) - the inmate's number
# $when (String) - the day
support-notice-near-text = Noe som er lovet { $number }, skal være gjort innen { $when }. Den som skrev det ned, følger ikke lenger planen.
support-notice-over = Dagen for et løfte er passert
# $number (String) - the inmate's number
# $when (String) - the day
support-notice-over-text = Noe som er lovet { $number }, skulle vært gjort innen { $when }. Skriv om det ble holdt. Ble det ikke det, skriv hvorfor, og hva som er lovet i stedet.
support-notice-broken = Et løfte ble brutt
# $number (String) - the inmate's number
support-notice-broken-text = Noe som var lovet { $number }, ble ikke holdt. Se hva det betyr for planen.
