glass-nav = Åpne med begrunnelse
glass-heading = Åpne med begrunnelse
glass-lead = For deg som må vite noe om én bestemt person utenfor det du ellers har tilgang til. Ingen spørres først; alt blir gjennomgått etterpå.
glass-who = Hvem
glass-number = Innsattnummer
glass-number-hint = Hele nummeret, for eksempel 2026-01482.
glass-missing-number = Skriv hele innsattnummeret.
glass-birth = Fødselsdato
glass-birth-hint = Om du kjenner den. Da åpner du ikke feil person ved en skrivefeil.
glass-bad-birth = Skriv fødselsdatoen slik: 23.11.1990.
glass-depth = Hva må du se?
glass-depth-identity = Hvem personen er: navn, bilde, varsler, hvor personen er
glass-depth-record = Hele saken, unntatt helse
glass-choose-depth = Velg hva du må se.
glass-why = Hvorfor
glass-reason = Grunn
glass-reason-life = Fare for liv eller helse
glass-reason-security = Rømning eller fare for sikkerheten
glass-reason-court = Rettsmøte eller transport
glass-reason-family = Akutt hendelse i familien
glass-reason-other = Annet
glass-choose-reason = Velg en grunn.
glass-text = Forklaring
glass-text-hint = Minst 20 tegn. Den leses av den som gjennomgår bruken.
glass-bad-reason = Forklar med minst 20 og høyst 600 tegn hvorfor du må se dette nå.
glass-consequence = Dette skjer
glass-consequence-hours = Saken er åpen for deg i fire timer. Du kan avslutte før.
glass-consequence-told = Leder og vakthavende i personens fengsel og tilsynet får vite det med en gang.
glass-consequence-review = En annen gjennomgår bruken innen sju dager.
glass-consequence-insight = Oppslagene dine vises når den innsatte ber om innsyn.
glass-consequence-health = Helseopplysninger åpnes aldri på denne måten.
glass-open-record = Åpne saken
glass-nobody = Ingen person kunne åpnes med dette nummeret. Sjekk nummeret og fødselsdatoen. Forsøket er loggført.
review-nav = Gjennomgang
review-heading = Gjennomgang av åpninger
review-lead = Hver gang noen åpner en sak med begrunnelse, skal en annen vurdere det innen sju dager.
review-waiting = Venter på gjennomgang
review-none = Ingen åpninger venter
review-none-text = Når noen åpner en sak i fengselet med begrunnelse, står det her.
review-reviewed = Gjennomgått siste 90 dager
# $day (String) - the last day
review-due = Frist { $day }
# $day (String) - the last day
review-overdue = Over fristen { $day }
review-do = Gjennomgå
review-see = Se
review-one = Åpning med begrunnelse
review-use = Bruken
review-label-who = Hvem
review-label-when = Når
review-label-person = Person
# $name (String) - who
# $role (String) - in which role, lower case
# $number (String) - staff number
review-who = { $name }, { $role }, tjenestenr. { $number }
# $name (String) - the inmate's name
# $number (String) - the inmate's number
review-person = { $name }, { $number }
review-hidden-person = En person du ikke har tilgang til
# $at (String) - when
review-given-back = Avsluttet { $at }.
review-four-hours = Gjaldt i fire timer.
review-looked-at = Gjort mens saken var åpen
review-nothing = Ingenting er sett eller gjort ennå.
# $what (String) - record class
# $action (String) - what was done, lower case
# $count (Number) - how often
review-done = { $what }: { $action } ({ $count })
review-verdict = Vurdering
review-justified = Berettiget
review-unclear = Uklart
review-misuse = Misbruk
review-choose = Velg en vurdering.
review-reason = Begrunnelse
review-reason-hint = Den som åpnet saken kan be om å få se den.
# $least (Number) - characters
review-bad-reason = Skriv en begrunnelse på minst { $least } og høyst 600 tegn.
review-consequence-told = Den som åpnet saken får vite at bruken er vurdert.
review-consequence-misuse = Misbruk varsles til fengselsleder og tilsynet.
review-consequence-final = Vurderingen kan ikke endres etterpå.
review-save = Lagre vurderingen
# $name (String) - the reviewer
# $at (String) - when
# $reason (String) - why
review-by = { $name } { $at }: { $reason }
review-mine = Dette er din egen bruk. En annen må vurdere den.
protection-nav = Skjermede personer
protection-heading = Skjerming
protection-lead = En skjermet person finnes ikke i søk og lister for andre enn dem som er klarert for saken.
protection-history = Skjerming av denne personen
protection-list = Skjermede personer
protection-list-lead = Personer du ikke er klarert for, står bare som nummer i rekken, så antallet stemmer.
protection-waiting = Venter på avgjørelse
protection-all = Skjermet nå
protection-none = Ingen er skjermet
protection-none-text = Skjerming foreslås fra siden til den det gjelder.
protection-open = Åpne
# $number (Number) - place in the list
protection-placeholder = Skjermet person { $number }
protection-waits = Foreslått
protection-in-force = Skjermet
protection-refused = Avslått
protection-over = Avsluttet
# $from (String) - first day
# $until (String) - last day
protection-period = { $from } til { $until }
# $from (String) - first day
protection-since = Fra { $from }
# $name (String) - who proposed
# $at (String) - when
protection-proposed-by = Foreslått av { $name } { $at }
# $name (String) - who decided
# $at (String) - when
protection-decided-by = Innvilget av { $name } { $at }
# $name (String) - who decided
# $at (String) - when
# $reason (String) - why
protection-refused-by = Avslått av { $name } { $at }: { $reason }
# $name (String) - who lifted it
# $at (String) - when
# $reason (String) - why
protection-lifted-by = Opphevet av { $name } { $at }: { $reason }
protection-propose = Foreslå skjerming
protection-kind = Hvorfor må personen skjermes?
protection-staff-relative = Nær ansatte
protection-high-profile = Offentlig kjent sak eller person
protection-address-6 = Strengt fortrolig adresse (kode 6)
protection-address-7 = Fortrolig adresse (kode 7)
protection-witness = Vitne
protection-choose = Velg hvorfor personen må skjermes.
protection-reason = Begrunnelse
protection-reason-hint = 10 til 400 tegn.
protection-bad-reason = Skriv en begrunnelse på 10 til 400 tegn.
protection-until = Til og med
protection-until-hint = Høyst fem år. Da må det vurderes på nytt.
protection-bad-until = Skriv siste dag for skjermingen.
protection-past-until = Siste dag kan ikke ha vært.
protection-far-until = Skjerming kan gjelde i høyst fem år om gangen.
protection-consequence-decided = Fengselsleder avgjør. Den som foreslår, kan ikke avgjøre.
protection-consequence-absent = Personen forsvinner fra søk og lister for alle som ikke er klarert.
protection-consequence-roll = Tellinger stemmer fortsatt: personen står som en plass uten navn.
protection-consequence-you = Innvilger du, ser heller ikke du personen lenger, med mindre du er klarert.
protection-send = Send forslaget
protection-decide = Avgjør
protection-decision = Avgjørelse
protection-choose-decision = Velg om skjermingen innvilges eller avslås.
protection-grant = Innvilg skjerming
protection-refuse = Avslå
protection-refuse-reason = Begrunnelse for avslag
protection-lift = Opphev skjermingen
protection-lift-reason = Hvorfor er skjermingen ikke lenger nødvendig?
protection-lift-text = Alle med ansvar for personen ser saken igjen med en gang.
protection-wait-text = Et forslag venter på avgjørelse av en annen enn den som foreslo det.
closed-nav = Lukkede saker
closed-heading = Åpne en lukket sak
closed-lead = Saken til en som ble løslatt for mer enn 30 dager siden, er lukket. Trenger du den i arbeidet, kan du åpne den igjen.
closed-birth-hint = La feltet stå tomt bare om fødselsdatoen er ukjent i saken.
closed-reason = Hva trenger du saken til?
closed-reason-hint = 10 til 600 tegn.
closed-bad-reason = Skriv med 10 til 600 tegn hva du trenger saken til.
closed-consequence-days = Saken er åpen for deg i 30 dager.
closed-consequence-logged = Åpningen og grunnen er loggført, og vises når personen ber om innsyn.
closed-open = Åpne saken
closed-nobody = Ingen lukket sak kunne åpnes med disse opplysningene. Sjekk nummeret og fødselsdatoen. Forsøket er loggført.
tab-protection = Skjerming
notice-break-glass-reviewed = Åpningen din er gjennomgått
notice-break-glass-reviewed-text = En annen har vurdert at du åpnet en sak med begrunnelse.
notice-break-glass-misuse = Misbruk av åpning med begrunnelse
# $by (String) - who broke the glass
notice-break-glass-misuse-text = En åpning av { $by } er vurdert som misbruk.
notice-protection-proposed = Skjerming er foreslått
notice-protection-proposed-text = Et forslag om skjerming venter på avgjørelse.
notice-protection-granted = Skjerming er innvilget
notice-protection-refused = Skjerming er avslått
notice-protection-decided-text = Forslaget ditt om skjerming er avgjort.
