tab-activity = Aktivitet
place-nav = Arbeid og skole
place-lead = Arbeidsplasser, kurs og fritidstilbud her: hvem som driver dem, hvor fulle de er, og hvor mange som venter.
place-prison = Fengsel
place-kind = Type
place-kind-work = Arbeid
place-kind-course = Opplæring
place-kind-facility = Fritid
place-kind-outside = Utenfor fengselet
place-all = Alle
place-mine = Mine
place-closed-ones = Lagt ned
place-places-heading = Plasser og tilbud
place-name = Navn
place-name-hint = Slik det kalles i huset. To kan ikke hete det samme.
place-name-taken = Et annet sted i fengselet heter det samme
place-staff = Ansvarlig
place-staff-none = Ingen har ansvaret
place-in-it = I plass
# $here (Number) - here
# $places (Number) - places
place-here = { $here } av { $places } plasser
# $here (Number) - here
# $places (Number) - places
# $rests (Number) - rests
place-here-rests = { $here } av { $places }, { $rests } hviler
# $n (Number) - n
place-free = { $n ->
    [one] Én ledig
   *[other] { $n } ledige
}
place-free-heading = Ledig
place-full = Fullt
# $n (Number) - n
place-over = { $n ->
    [one] Én for mange
   *[other] { $n } for mange
}
place-waiting = Venter
# $n (Number) - n
place-waiting-n = { $n ->
    [one] Én venter
   *[other] { $n } venter
}
# $n (Number) - n
place-unanswered = { $n ->
    [one] (én ubesvart)
   *[other] ({ $n } ubesvarte)
}
place-by-session = Bestilles for hver økt
place-sum-places = Plasser
place-sum-here = I plass
place-sum-free = Ledige
place-sum-waiting = På venteliste
place-none = Ingen plasser her
place-none-text = Ingen arbeidsplasser, kurs eller fritidstilbud passer til valget.
place-none-closed = Ingen er lagt ned
place-none-closed-text = Alt som er opprettet her, er i bruk.
place-done = Lagret.
place-new = Ny plass
place-edit = Endre plassen
place-code = Hva slags
place-room = Rom
place-no-room = Ikke noe rom
place-bad-room = Rommet finnes ikke her
# $room (String) - room
# $n (Number) - n
place-room-holds = { $room }, inntil { $n }
# $n (Number) - n
place-room-too-small = Rommet er for { $n }
place-places = Plasser
place-places-hint = Hvor mange som kan være der på én gang.
place-bad-places = Skriv et tall fra 1 til 200
place-levels = For sikkerhetsnivå
place-levels-hint = De som er på et annet nivå, får ikke plass.
place-missing-level = Velg minst ett nivå
place-provider = Hvem som tilbyr
place-provider-prison = Fengselet
place-provider-county-school = Fylkeskommunens skole
place-provider-university = Universitet eller høyskole
place-provider-distance = Nettskole
place-provider-firm = Bedrift
place-provider-municipality = Kommunen
place-provider-ngo = Organisasjon
place-partner = Samarbeidspartner
place-partner-hint = Navnet på skolen, bedriften eller organisasjonen.
# $provider (String) - provider
# $partner (String) - partner
place-with-partner = { $provider }: { $partner }
place-tools = Verktøy og risiko
place-tools-hint = Det farligste som er i bruk.
place-tools-none = Ikke noe som telles
place-tools-counted = Verktøy som telles
place-tools-knives = Kniver
place-tools-machines = Maskiner
place-tools-chemicals = Kjemikalier
place-tools-vehicles = Kjøretøy
place-language = Språk
place-paid = Gir dagpenger
place-paid-yes = Ja
place-paid-no = Nei
place-leisure-unpaid = Fritid gir ikke dagpenger (forskriften § 3-13)
place-opened-on = Åpnet
place-about = Om plassen
place-about-hint = Hva en gjør der, og hva en lærer.
place-safety = Sikkerhet
place-safety-hint = Verneutstyr, telling av verktøy, hvem som starter maskinene.
place-orders = Oppdrag
place-orders-hint = Det som skal leveres, og når.
place-leads-to = Fører til
place-leads-to-hint = Fagbrev, vitnemål eller kursbevis.
# $n (Number) - n
place-too-long = Høyst { $n } tegn
place-missing-kind = Velg hva slags plass det er
place-missing-code = Velg fra lista
place-missing-name = Skriv et navn på 2 til 120 tegn
place-missing-choice = Velg ett av alternativene
place-missing-reason = Skriv en begrunnelse på 3 til 400 tegn
place-bad-day = Skriv en dato, for eksempel 23.11.2026
place-bad-until = Slutten må komme etter begynnelsen
place-facility-gym = Treningsrom
place-facility-library = Bibliotek
place-facility-music = Musikkrom
place-facility-art = Kunst og håndverk
place-facility-chapel = Kapell eller livssynsrom
place-facility-yard = Luftegård og bane
place-facility-hobby = Hobbyrom
place-facts = Fakta
place-week = Ukeplan
place-ahead = De neste øktene
place-ahead-text = to uker fram
# $n (Number) - how many
place-later = { $n ->
    [one] Én økt til
   *[other] { $n } økter til
}
place-ahead-none = Ingen økter
place-ahead-none-text = Ingen økter er satt opp de neste to ukene.
place-people = I plassen
place-nobody = Ingen har plass
place-nobody-text = Ingen har plass her nå.
# $n (Number) - n
place-unseen = { $n ->
    [one] Én til har plass, men du har ikke tilgang til den personen.
   *[other] { $n } til har plass, men du har ikke tilgang til dem.
}
# $day (String) - day
place-since = siden { $day }
# $day (String) - day
place-until = til { $day }
place-begins = Begynner
# $n (Number) - n
# $total (Number) - total
place-some-times = { $n } av { $total } tider
place-rests-health = Hviler: helse
place-rests-leave = Hviler: permisjon
place-rests-security = Hviler: sikkerhet
place-rests-conduct = Hviler: oppførsel
place-rests-exclusion = Hviler: utelukket fra fellesskapet
place-rests-programme = Hviler: program
place-rests-own-wish = Hviler: eget ønske
place-rests-other = Hviler
place-queue = Venter på plass
# $n (Number) - n
place-turn = Nummer { $n }
# $at (String) - at
place-waits-since = har ventet siden { $at }
place-apart = Skal holdes atskilt
place-apart-text = To som har plass her, skal holdes fra hverandre. Ingenting avsluttes av seg selv: en saksbehandler må ta stilling til det.
place-apart-decide = Se dem og ta stilling
place-apart-flag = Holdes fra noen her
# $one (String) - a name
# $other (String) - another
place-apart-pair = { $one } og { $other }
place-placement = Plassen
place-needs = Krav
place-needs-none = Ingen krav utover sikkerhetsnivået.
place-need = Krav
place-need-value = Verdi
place-need-value-hint = Navnet på språket, kurset, varselet eller oppgaven, eller antall dager eller år. Står tomt ved arbeidsfør og domfelt.
place-need-weight = Hvor viktig
place-need-hard = Må være oppfylt
place-need-soft = Teller med
place-need-add = Legg til krav
place-need-remove = Fjern
place-need-twice = Kravet står der allerede
place-need-fit = Arbeidsfør
place-need-language = Språk
place-need-course = Fullført kurs
place-need-certificate = Kursbevis
place-need-skill = Oppgave en mestrer
place-need-no-alert = Ikke et bestemt varsel
place-need-days = Dager igjen
place-need-sentenced = Domfelt
place-need-age = Alder
# $language (String) - language
place-needs-language = Forstår { $language }
# $course (String) - course
place-needs-course = Har fullført { $course }
# $course (String) - course
place-needs-certificate = Har kursbevis: { $course }
# $skill (String) - skill
place-needs-skill = Mestrer { $skill }
# $alert (String) - alert
place-needs-no-alert = Ikke varsel om: { $alert }
# $n (Number) - n
place-needs-days = Minst { $n } dager igjen
# $n (Number) - n
place-needs-age = Fylt { $n } år
place-missing-need = Velg et krav
place-bad-need = Skriv en verdi som passer til kravet
place-staff-who = Hvem
place-staff-part = Oppgave
place-staff-from = Fra
place-staff-until = Til og med
place-staff-add = Legg til ansvarlig eller vikar
place-staff-end = Avslutt
place-staff-twice = Har alt en oppgave her i den tida
place-missing-staff = Velg en som arbeider her
place-part-runs = Ansvarlig til daglig
place-part-leads = Leder
place-part-stands-in = Vikar
place-part-leads-all = Leder for hele området
# $day (String) - day
place-from = fra { $day }
# $day (String) - day
place-to = til og med { $day }
# $day (String) - day
place-closed-on = lagt ned { $day }
# $day (String) - day
# $reason (String) - reason
place-closes-on = Siste dag er { $day }. { $reason }
place-close = Legg ned plassen
place-close-before = Siste dag kan ikke være før plassen åpnet
place-last-day = Siste dag
place-last-day-hint = Alt etter denne dagen avlyses.
place-close-reason = Begrunnelse
place-close-reason-hint = De som har plass eller venter, får vite den.
place-close-people = De som har plass
place-close-end-all = Alle slutter, med samme begrunnelse
# $place (String) - place
# $free (Number) - free
place-close-to = Alle flyttes til { $place } ({ $free } ledige)
place-close-then = Dette skjer
place-close-then-sessions = Økter etter siste dag avlyses.
place-close-then-waiting = Søknader som venter, faller bort.
place-close-then-people = Påbegynt opplæring blir avbrutt, aldri fullført.
place-has-people = Noen har plass her. Velg hva som skal skje med dem
place-register-after = Oppmøtet er ført for en økt etter den dagen. Velg en senere dag.
place-changed = Noen andre lagret mens du skrev. Se over det som står nå, og lagre på nytt.
place-not-all-go = Ikke alle kan flyttes dit, så ingenting er endret.
place-against-no-seat = det er ikke plass
place-against-double = er et annet sted på de tidene
place-against-apart = skal holdes fra noen som er der
place-against-level = er på et annet sikkerhetsnivå
place-against-already = har allerede plass der
place-against-no-times = plassen har ingen tider
place-against-closed = plassen er ikke åpen da
place-against-not-here = er ikke i dette fengselet
pattern-nav = Faste tider
pattern-one = Fast tid
pattern-new = Ny fast tid
pattern-none = Ingen faste tider
pattern-none-text = Øktene skrives seks uker fram av seg selv når plassen har faste tider.
# $day (String) - day
# $from (String) - from
# $until (String) - until
pattern-when = { $day } { $from }–{ $until }
pattern-every = Hver uke
pattern-odd = Oddetallsuker
pattern-even = Partallsuker
pattern-weeks = Hvilke uker
pattern-weekday = Ukedag
pattern-starts = Begynner
pattern-ends = Slutter
pattern-time-hint = For eksempel 08:15. Slutter den tidligere enn den begynner, varer den til neste dag.
pattern-room-of-place = Plassens rom
pattern-from = Fra og med
pattern-last = Siste dag
pattern-last-hint = Står tomt når den gjelder inntil videre.
pattern-holidays = På helligdager
pattern-rests = Faller bort
pattern-runs = Holdes også på helligdager
# $n (Number) - n
pattern-places = { $n ->
    [one] én plass
   *[other] { $n } plasser
}
pattern-places-hint = Står tomt når det er like mange som ellers.
# $n (Number) - n
pattern-seats = { $n ->
    [one] én har plass
   *[other] { $n } har plass
}
pattern-bad-from = Skriv en dato fra i dag av
pattern-twice = Plassen har alt en tid som overlapper
pattern-room-twice = Rommet er i bruk på den tida
pattern-people-elsewhere = Noen som har plass, er et annet sted på den tida
pattern-replace = Bytt til andre tider
pattern-replace-text = De som har plass, følger med til den nye tida. Er en av dem et annet sted da, endres ingenting.
pattern-end = Avslutt tida
pattern-end-text = Øktene fra den dagen avlyses, og plassene på denne tida opphører.
pattern-end-from = Gjelder ikke lenger fra
pattern-end-reason = Begrunnelse
pattern-register-after = Oppmøtet er ført for en økt etter den dagen. Velg en senere dag.
pattern-not-then = Tida gjelder ikke da. Velg en annen dag.
# $day (String) - day
# $from (String) - from
# $until (String) - until
session-when = { $day } kl. { $from }–{ $until }
session-about = Økta
session-taken = Oppmøte ført
session-taken-stands = Oppmøtet er ført. Økta står der og da den ble holdt. Skal den endres, må oppmøtet først tas tilbake.
session-was-taken = Oppmøtet ble ført imens. Økta kan ikke endres nå.
session-was-changed = Noen andre endret økta imens. Se hva som står nå; det du skrev, står i skjemaet.
session-changed = Endret
# $hours (Number) - hours
session-clocks = Klokka stilles: varer { $hours } timer
session-lasts = Varighet
# $hours (Number) - hours
# $minutes (Number) - minutes
session-lasts-hours = { $hours } t { $minutes } min, fordi klokka stilles
session-no-room = Uten rom
session-starts = Begynner
session-ends = Slutter
session-ends-hint = Er klokkeslettet tidligere enn begynnelsen, slutter den neste dag.
session-reason = Begrunnelse
session-why = Årsak
session-missing-reason = Skriv en begrunnelse på 3 til 300 tegn
session-bad-time = Skriv et klokkeslett, for eksempel 11:30
session-bad-moment = Skriv en dato og et klokkeslett som finnes, for eksempel 23.11.2026 08:15
session-move = Flytt
session-cancel = Avlys
session-restore = Holdes likevel
session-stand-in = Vikar
session-stand-in-hint = Vikaren ser dem som kommer, fra dagen før til dagen etter.
# $name (String) - name
session-stands-in = vikar: { $name }
session-stand-in-busy = Er opptatt et annet sted på den tida
session-nobody = Ingen
session-nothing = ikke satt
session-room-taken = Rommet er opptatt på den tida
session-room-exam = Rommet er satt av til en eksamen på den tida
# $place (String) - place
session-room-taken-by = Rommet er opptatt på den tida: { $place }
session-history = Endringer
session-history-none = Ingen endringer er gjort for hånd.
# $old (String) - old
# $new (String) - new
session-change-starts = Begynnelsen flyttet fra { $old } til { $new }
# $old (String) - old
# $new (String) - new
session-change-ends = Slutten flyttet fra { $old } til { $new }
# $old (String) - old
# $new (String) - new
session-change-room = Rom: fra { $old } til { $new }
# $name (String) - name
session-change-stand-in = Vikar: { $name }
session-change-no-stand-in = Ikke lenger vikar
session-change-cancelled = Avlyst
session-change-restored = Holdes likevel
session-change-taken = Oppmøte ført
session-change-untaken = Oppmøtet tatt tilbake
closure-nav = Stenging
closure-lead = Når huset, en plass eller et rom er stengt, avlyses øktene der, og de holdes igjen når det åpnes.
closure-new = Steng
closure-shut = Steng
closure-open = Åpne igjen
closure-what = Hva
closure-house = Hele huset
# $room (String) - room
closure-room = Rom: { $room }
closure-from = Fra
closure-until = Til
closure-until-hint = Står tomt når det er stengt inntil videre.
closure-bad-from = Skriv dato og klokkeslett fra i dag av
# $from (String) - from
# $until (String) - until
closure-span = { $from } til { $until }
# $from (String) - from
closure-open-end = fra { $from } inntil videre
closure-over = Åpent igjen
closure-ahead = Kommer
closure-now = Stengt nå
# $n (Number) - n
closure-sessions = { $n ->
    [one] én økt avlyst
   *[other] { $n } økter avlyst
}
# $at (String) - at
closure-opened = åpnet { $at }
closure-none = Ingenting er stengt
closure-none-text = Ingen stengninger nå eller framover.
term-nav = Skoleår
term-lead = Skoleårets terminer. De er en ramme å planlegge i, og avlyser ingenting.
term-new = Ny termin
term-edit = Endre terminen
term-name = Navn
term-name-hint = For eksempel «Høsten 2026».
term-missing-name = Skriv et navn på 2 til 60 tegn
term-from = Første dag
term-last = Siste dag
# $from (String) - from
# $until (String) - until
term-span = { $from }–{ $until }
term-now = Nå
term-none = Ingen terminer
term-none-text = Skoleåret er ikke lagt inn her.
term-overlaps = Overlapper en annen termin
facility-nav = Fritid
# $week (Number) - week
# $from (String) - from
# $until (String) - until
facility-week = Uke { $week }, { $from }–{ $until }
facility-weeks = Uker
facility-before = Uken før
facility-now = Denne uken
facility-after = Neste uke
facility-place = Tilbud
# $weekday (String) - weekday
# $day (String) - day
facility-day = { $weekday }. { $day }
# $from (String) - from
# $until (String) - until
facility-time = { $from }–{ $until }
# $place (String) - place
# $day (String) - day
facility-cell = { $place } { $day }
facility-none = Ingen tilbud denne uken
facility-none-text = Ingen fritidstilbud har økter i denne uken.
facility-booked = Har plass
facility-nobody = Ingen har plass
facility-nobody-text = Alle plassene er ledige.
# $name (String) - name
facility-booked-by = bestilt av { $name }
facility-book = Gi plass
facility-unbook = Fjern
facility-number-hint = Nummeret til den som skal ha plass.
facility-already = Har allerede plass på denne økta
facility-busy = Har noe annet i timeplanen da, og fritid må vike
facility-full-now = Det er ikke flere plasser igjen på denne økta.
facility-off = Denne økta holdes ikke, eller er over.
