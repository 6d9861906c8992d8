figures-nav = Tall for planene
figures-title = Tall for planene
figures-lead = Hvert tall er en telling av personer, og leder til dem.
figures-house = Hele fengselet
# $n (Number) - counted
# $of (Number) - of so many
figures-of = { $n } av { $of }
figures-none = ingen
figures-yes = Ja
figures-no = Nei
figures-coverage = Hvem har en plan
figures-late = Hva er over fristen
figures-goals-title = Mål som er nådd
figures-continuity-title = Samme betjent
figures-step-down-title = Steg før løslatelse
figures-assessed = Kartlagt
figures-assessed-means = Kartlagt: alle innsatte, og de som har en ferdig kartlegging i dette oppholdet.
figures-planned = Har plan
figures-planned-means = Har plan: de som gjennomfører straff, og de som har en versjon som er drøftet med dem.
figures-agreed = Enig i planen
figures-agreed-means = Enig i planen: de som gjennomfører straff, og de som sa seg enige i den nyeste versjonen.
figures-assessment-late = Kartlegging over fristen
figures-assessment-late-means = Kartlegging over fristen: alle innsatte, og de der fristen er passert.
figures-review-late = Plan eller evaluering over fristen
figures-review-late-means = Plan eller evaluering over fristen: de som gjennomfører straff, og de der fristen er passert.
figures-not-ready = Løslates innen 30 dager, ikke klare
figures-not-ready-means = Ikke klare: de som etter planen løslates innen 30 dager, og de som mangler noe.
figures-goals = Mål nådd
figures-goals-means = Mål nådd: mål som ble nådd eller forlatt de siste tolv månedene, og de som ble nådd. Temaer som ikke er delt, er ikke med.
figures-continuity = Samtaler med samme betjent
# $days (Number) - days
figures-continuity-means = Samme betjent: samtaler med kontaktbetjent de siste { $days } dagene, og de som ble holdt av den som har hatt flest med den innsatte.
figures-step-down = Løslatt etter minst ett steg
figures-step-down-means = Steg: de som ble løslatt etter dom de siste tolv månedene, og de som før det hadde permisjon, frigang, lavere sikkerhet, overgangsbolig eller gjennomføring utenfor.
figures-outside = Utenfor fengsel eller elektronisk kontroll
figures-plot-coverage = Andel med plan, avdeling for avdeling
figures-plot-goals = Andel av avsluttede mål som ble nådd, måned for måned
figures-plot-steps = Andel løslatt etter minst ett steg, måned for måned
figures-col-unit = Avdeling
figures-col-theme = Tema
figures-col-step = Steg
figures-col-counted = Teller
figures-col-what = Hva
figures-part-yes = Teller
figures-part-no = Teller ikke
figures-part-all = Alle
# $n (Number) - counted
# $of (Number) - of so many
# $means (String) - what it counts
figures-list-lead = { $n } av { $of }. { $means }
# $n (Number) - people
figures-closed = { $n ->
    [one] I tillegg én person med lukket journal. Personen telles, men navngis ikke.
   *[other] I tillegg { $n } personer med lukket journal. De telles, men navngis ikke.
}
