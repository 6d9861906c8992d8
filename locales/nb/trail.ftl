audit-nav = Tilsyn
audit-heading = Tilsyn og logg
audit-lead = Personer og logg leses bare under et saksnummer, som følger med hvert oppslag.
audit-case = Sak
# $number (String) - case number
audit-open-case = Du arbeider under sak { $number }. Nummeret står på alt du ser og søker etter.
audit-no-case = Ingen sak er åpen. Åpne en for å søke i loggen eller se personer.
audit-number = Saksnummer
audit-number-hint = Nummeret i deres eget arkiv, minst tre tegn.
audit-bad-number = Skriv saksnummeret, med 3 til 40 tegn.
audit-purpose = Formål
audit-purpose-hint = Hva skal undersøkes? 10 til 400 tegn, uten navn på innsatte.
audit-bad-purpose = Skriv formålet, med 10 til 400 tegn.
audit-begin = Åpne saken
audit-end = Avslutt saken
audit-cases = Saker
audit-no-cases = Ingen saker ennå
audit-no-cases-text = Hver sak som åpnes her, blir stående med nummer og formål.
# $from (String) - when it began
# $to (String) - when it ended
audit-period = { $from } til { $to }
# $from (String) - when it began
audit-since = åpen siden { $from }
audit-seals = Loggens segl
audit-seals-text = Hvert minutt forsegles loggen i en signert kjede. Hele kjeden regnes etter hver natt. Sammenlign hodet med det som er skrevet ut og sendt ut av huset.
audit-state-good = Loggen stemmer med seglene
audit-state-none = Ingenting er forseglet ennå
# $at (String) - the last seal
audit-state-late = Siste segl er fra { $at }. Forseglingen går kanskje ikke.
# $number (Number) - the batch
# $why (String) - what is wrong
audit-state-broken = Segl { $number } stemmer ikke: { $why }
audit-fault-gap = et segl mangler
audit-fault-chain = seglet er endret
audit-fault-signature = signaturen er feil
audit-fault-key = det er signert med en ukjent nøkkel
audit-fault-missing = minst én oppføring mangler
audit-fault-added = minst én oppføring er lagt til etterpå
audit-fault-changed = minst én oppføring er endret
audit-last-at = Sist forseglet
audit-sealed = Forseglet
# $number (Number) - the last batch
# $entries (String) - entries, formatted
audit-last = segl { $number }, { $entries } oppføringer i alt
audit-verified-at = Regnet etter
# $at (String) - when
# $count (Number) - batches
audit-verified = { $count ->
    [0] { $at }: ingen segl å regne etter ennå
    [one] { $at }: seglet stemte
   *[other] { $at }: alle { $count } segl stemte
}
audit-head = Hodet på kjeden
audit-key = Nøkkelen som signerte
audit-print = Skriv ut
log-nav = Søk i loggen
log-heading = Søk i loggen
log-lead = Søket ditt blir selv en oppføring, med saksnummeret.
log-criteria = Kriterier
log-number = Innsattnummer
log-no-inmate = Ingen innsatt med dette nummeret i ditt område.
log-staff-field = Ansatt
log-staff-hint = Brukernavn, tjenestenummer eller begynnelsen av navnet.
log-no-staff = Ingen ansatt passer til dette.
log-action = Handling
log-class = Opplysninger
log-route = Del av sidens adresse
log-prison = Fengsel
log-any = Alle
log-unknown-choice = Velg fra listen.
log-from = Fra og med
log-to = Til og med
log-bad-from = Skriv første dag.
log-bad-to = Skriv siste dag.
log-backwards = Siste dag må være etter første dag.
log-too-long = Velg et tidsrom på høyst ett år.
log-at = Tidspunkt
log-who = Hvem
log-what-heading = Hva
log-person = Innsatt
log-people = Antall i listen
log-why = Grunn
log-staff-number = Tjenestenummer
log-request = Forespørsel
log-detail = Detaljer
log-yes = ja
# $action (String) - what was done
# $class (String) - to which records
log-what = { $action }: { $class }
# $name (String) - who
# $number (String) - staff number
log-staff = { $name }, { $number }
log-unknown-actor = Ukjent
# $count (Number) - persons in the list
log-list-of = { $count ->
    [one] Liste med én person
   *[other] Liste med { $count } personer
}
log-nobody = Utenfor ditt område
log-none = Ingen oppføringer
log-none-text = Ingenting i loggen passer til kriteriene i dette tidsrommet.
log-export = Last ned som fil (høyst 20 000)
register-nav = Åpninger med begrunnelse
register-heading = Åpninger med begrunnelse
register-lead = Alle åpninger i hele tjenesten, med vurderingen av dem.
register-filter = Vis bare
register-all = Alle
register-waiting = Ikke vurdert
register-waits = Venter
register-overdue = Over fristen
register-justified = Berettiget
register-unclear = Uklart
register-misuse = Misbruk
register-reviewed = Vurdering
# $name (String) - the reviewer
# $reason (String) - why
register-review = { $name }: { $reason }
register-none = Ingen åpninger
register-none-text = Ingen åpninger passer til valget.
mine-heading = Det jeg har sett og gjort
mine-short = Din egen del av loggen.
mine-lead = Din egen del av loggen. Ingen andre enn tilsynet kan søke i den.
mine-none = Ingenting ennå
mine-none-text = Når du ser eller gjør noe i Overgang, står det her.
mine-out-of-reach = En person du ikke har tilgang til nå
insight-heading = Hvem har sett
# $from (String) - first day
# $to (String) - last day
insight-period = { $from } til { $to }
insight-show = Vis tidsrom
insight-explain = Listen viser hvem som har åpnet eller endret opplysninger om deg, når de gjorde det og hvorfor de kunne.
insight-lists = Også søk og lister der navnet ditt sto sammen med andre, er loggført. De vises ikke enkeltvis her, men tilsynet kan undersøke dem.
insight-health = Helsetjenesten fører egen journal, som fengselet ikke kan se. Spør helsetjenesten om hvem som har lest den.
insight-why = Hvorfor
# $count (Number) - how often
# $first (String) - first time
# $last (String) - last time
insight-times = { $first }–{ $last }, { $count } ganger
# $role (String) - role
# $name (String) - name
# $number (String) - staff number
insight-who = { $role } { $name }, tjenestenr. { $number }
# $role (String) - role, lower case
insight-by-duty = I arbeidet som { $role }
# $number (String) - case number
insight-by-case = Tilsyn, sak { $number }
insight-by-reopening = Lukket sak åpnet igjen
insight-by-glass = Åpnet med begrunnelse
# $reason (String) - the reason
insight-by-glass-for = Åpnet med begrunnelse: { $reason }
insight-none = Ingen oppslag i dette tidsrommet
insight-none-text = Velg et annet tidsrom for å se eldre oppslag.
insight-cut = Listen er for lang for én side. Velg et kortere tidsrom for å se alt.
insight-complain = Mener du at noen har sett på opplysninger uten grunn, kan du klage til fengselet eller til Datatilsynet.
insight-clinical-heading = Hvem har sett journalen
insight-clinical-explain = Listen viser hvem i helsetjenesten som har åpnet, skrevet eller rettet i helsejournalen din, når de gjorde det og hvorfor de kunne.
insight-clinical-prison = Fengselet ser ikke journalen. Hvem som har åpnet fengselets egne opplysninger, spør du fengselet om.
insight-clinical-complain = Mener du at noen har lest journalen uten grunn, kan du klage til helsetjenesten, Statsforvalteren eller Helsetilsynet.
