apart-level-cell = Ikke samme celle
apart-level-landing = Ikke samme gang
apart-level-unit = Ikke samme avdeling
apart-level-prison = Ikke samme fengsel
apart-role-victim = Utsatt
apart-role-perpetrator = Utøver
apart-role-mutual = Gjensidig
apart-role-witness = Vitne
apart-role-unknown = Ukjent
apart-reason-threats = Trusler
apart-reason-violence = Vold
apart-reason-same-case = Samme straffesak
apart-reason-witness = Har vitnet eller skal vitne
apart-reason-victim = Fornærmet i den andres sak
apart-reason-network = Motsatte kriminelle nettverk
apart-reason-debt = Gjeld
apart-reason-own-wish = Eget ønske
apart-reason-other = Annet
# $name (String) - the other person
# $number (String) - their number
apart-person = { $name } ({ $number })
apart-hidden = en person du ikke kan se
# $who (String) - the other person
apart-meets-together = Skal holdes atskilt fra { $who }, som er med her.
# $who (String) - the other person
apart-meets-cell = Skal holdes atskilt fra { $who }, som bor i samme celle.
# $who (String) - the other person
apart-meets-landing = Skal holdes atskilt fra { $who }, som bor på samme gang.
# $who (String) - the other one
apart-meets-unit = Skal holdes atskilt fra { $who }, som bor på samme avdeling.
# $who (String) - the other person
apart-meets-prison = Skal holdes atskilt fra { $who }, som er i samme fengsel.
# $level (String) - how far apart
# $why (String) - the kind of reason
apart-detail = { $level }. Grunn: { $why }.
# $level (String) - how far apart
# $why (String) - the kind of reason
# $text (String) - the reason in words
apart-detail-text = { $level }. Grunn: { $why }. { $text }
tab-apart = Atskilt
# $count (Number) - how many others
apart-flag = { $count ->
    [one] Holdes atskilt fra 1
   *[other] Holdes atskilt fra { $count }
}
apart-heading = Holdes atskilt
apart-lead = Gjelder til den lukkes, også ved ny innsettelse. Celleflytting, oppdrag og aktiviteter sjekkes mot denne listen.
apart-open = Gjelder nå
apart-closed = Lukket
apart-none = Skal ikke holdes atskilt fra noen
apart-none-text = Det er ikke registrert noen som denne personen skal holdes atskilt fra nå.
apart-add = Hold atskilt
apart-new = Hold atskilt fra en annen
apart-new-lead = Gjelder begge. Den andre kan være i et annet fengsel.
apart-look = Se
apart-all = Alle som skal holdes atskilt
apart-hidden-short = En person du ikke kan se
apart-text-hidden = Begrunnelsen vises ikke, fordi den gjelder en person du ikke kan se.
# $other (String) - the other person
apart-one = Holdes atskilt: { $other }
# $unit (String) - unit
# $cell (String) - cell
apart-lives-cell = Bor på { $unit }, celle { $cell }
# $unit (String) - unit
apart-lives = Bor på { $unit }
# $by (String) - who
# $at (String) - when
apart-opened = Opprettet av { $by }, { $at }
# $by (String) - who
# $at (String) - when
apart-opened-again = Gjenåpnet av { $by }, { $at }
# $by (String) - who
# $at (String) - when
apart-reviewed = Sist vurdert av { $by }, { $at }
# $by (String) - who
# $at (String) - when
# $why (String) - reason
apart-closed-by = Lukket av { $by }, { $at }: { $why }
# $day (String) - day
apart-review-on = Vurderes på nytt { $day }
# $mine (String) - role of this person
# $theirs (String) - role of the other
apart-roles = denne: { $mine }, den andre: { $theirs }
apart-other = Den andre
apart-other-hint = Nummer, eller navnet på en i dette fengselet. I et annet fengsel: nummeret.
apart-pick-label = Hvem er det?
apart-pick = Velg hvem du mener
apart-level = Hvor langt fra hverandre
apart-level-hint = Ikke samme gang og ikke samme avdeling gjelder også fellesskap, transport og aktiviteter. Der gangene ikke er registrert, regnes avdelingen som én gang.
apart-role = Rollen til denne personen
apart-other-role = Rollen til den andre
apart-reason = Grunn
apart-text = Begrunnelse
apart-text-hint = Hva som har skjedd, og hvem som har sagt det. Minst 10 tegn.
apart-review-field = Vurderes på nytt
apart-review-hint = Senest om 12 måneder.
apart-next = Neste vurdering
apart-review = Vurder på nytt
apart-still-needed = Fortsatt nødvendig
apart-close = Lukk
apart-closed-reason = Hvorfor det ikke lenger trengs
apart-again = Åpne på nytt
apart-due = Skal vurderes
apart-then = Dette skjer
apart-then-both = Begge får merket «Holdes atskilt» øverst på siden sin
apart-then-stop = Felles celle stoppes, og felles gang eller avdeling krever begrunnelse
apart-then-review = Saken kommer på vurderingslisten den dagen du velger
apart-choose = Velg
apart-missing-other = Skriv nummeret eller navnet til den andre
apart-nobody = Ingen har dette nummeret
apart-nobody-named = Ingen i dette fengselet har et slikt navn. Prøv nummeret.
apart-same = Dette er personens eget nummer
apart-already = De to holdes atskilt fra før. Lukk den gamle først hvis noe er endret.
apart-not-closed = Den er ikke lukket
apart-bad-text = Skriv mellom 10 og 600 tegn
apart-bad-review = Skriv en dato
apart-past-review = Velg en dag etter i dag
apart-far-review = Velg en dag innen 12 måneder
apart-mutual-is-both = «Gjensidig» gjelder begge: velg det for begge eller ingen
tab-cell = Celle
notice-keep-apart = To skal holdes atskilt
notice-keep-apart-text = Et annet fengsel har registrert at en hos dere skal holdes atskilt fra en hos dem.
notice-alert-life = Fare for liv: snakk med personen nå
# $by (String) - who set the alert
notice-alert-life-text = { $by } har satt varsel om selvmordsrisiko eller fare for selvskading.
reg-danger-reason = Skriv hva du har sett eller hørt. Helse varsles med en gang.
review-due-nav = Til vurdering
review-due-heading = Varsler og atskillelse til vurdering
review-due-lead = over fristen og de neste sju dagene
review-due-alerts = Varsler
review-due-none = Ingenting å vurdere
review-due-none-text = Ingen frister de neste sju dagene.
review-due-done = Vurderingen er lagret.
review-due-today = I dag
# $day (String) - day
review-due-since = Frist { $day }
# $kind (String) - alert
# $day (String) - day
review-runs-out = { $kind }, gjelder bare til { $day }
