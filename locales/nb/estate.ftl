estate-nav = Fengsler
estate-text = Plasser etter celler i bruk, region for region.
estate-none = Ingen fengsler
estate-none-text = Du har ikke ansvar for noe fengsel.
estate-total = Til sammen
estate-prison = Fengsel
estate-cells = Celler
estate-certified = Godkjent
estate-certified-hint = plasser rommet er godkjent for
estate-working = I drift
estate-working-hint = plasser som brukes til daglig
estate-maximum = Høyst
estate-maximum-hint = plasser i en nødssituasjon
estate-out = Ute av bruk
estate-out-hint = plasser akkurat nå
estate-edit-prison = Endre fengselet
estate-units = Avdelinger
estate-unit = Avdeling
estate-no-units = Ingen avdelinger
estate-no-units-text = Legg til den første. Deretter kommer cellene.
estate-new-unit = Ny avdeling
estate-edit-unit = Endre avdelingen
estate-close-unit = Steng avdelingen
estate-open-unit = Åpne avdelingen igjen
estate-facts = Opplysninger
estate-code = Kode
estate-name = Navn
estate-name-wrong = Skriv et navn på 2 til 120 tegn.
estate-region = Region
estate-region-hint = Avgjør hvem som når fengselet på tvers: overføringer og tilsyn.
estate-region-wrong = Skriv regionen.
estate-municipality = Kommune
estate-county = Fylke
estate-places-high = Plasser, høyt nivå
estate-places-lower = Plasser, lavere nivå
estate-places-halfway = Plasser, overgangsbolig
estate-places-wrong = Skriv et tall fra 0 til 2000.
estate-capacity-basis = Grunnlag for kapasiteten
estate-capacity-basis-hint = Vedtaket eller brevet som fastsetter den.
estate-status-missing = Velg status.
estate-status-active = i drift
estate-status-temporarily-closed = midlertidig stengt
estate-status-closed = nedlagt
estate-features = Tatt i bruk
estate-features-text = Deler av Overgang som fengselet bruker
estate-feature-registration = Registrering av innsatte
estate-feature-health = Helse
estate-feature-photographs = Fotografier
estate-feature-observations = Observasjoner
estate-unit-code = Kode
estate-unit-code-hint = Kort, slik den står på døren: A2, M1.
estate-unit-code-wrong = En kode har 1 til 10 tegn: store bokstaver, tall og bindestrek.
estate-unit-code-taken = Fengselet har en avdeling med denne koden.
estate-unit-name-wrong = Skriv et navn på 1 til 120 tegn.
estate-level = Sikkerhetsnivå
estate-level-missing = Velg sikkerhetsnivå.
estate-purpose = Formål
estate-purpose-missing = Velg formål.
estate-purpose-ordinary = Vanlig avdeling
estate-purpose-reception = Mottaksavdeling
estate-purpose-remand = Varetektsavdeling
estate-purpose-women = Avdeling for kvinner
estate-purpose-youth = Ungdomsenhet
estate-purpose-drug-recovery = Rusmestringsenhet
estate-purpose-preventive = Forvaringsavdeling
estate-purpose-special-needs = Avdeling for innsatte med særlige behov
estate-purpose-security = Sikkerhetsavdeling
estate-basis = Grunnlag
estate-basis-hint = Vedtaket som oppretter avdelingen, om det er et.
estate-sort = Rekkefølge
estate-sort-hint = Laveste tall først i lister.
estate-sort-wrong = Skriv et tall fra 0 og oppover.
# $count (Number) - people placed there
estate-unit-occupied = { $count ->
    [one] Én person er plassert på avdelingen. Flytt personen før du stenger.
   *[other] { $count } personer er plassert på avdelingen. Flytt dem før du stenger.
}
# $day (String) - day
estate-closed-on = Stengt { $day }
estate-in-walking-order = i den rekkefølgen dere går
estate-no-cells = Ingen celler
estate-no-cells-text = Legg til flere på en gang, for eksempel 201-220.
estate-new-cells = Nye celler
estate-new-cells-text = Cellene kommer bakerst i gangrekkefølgen. Alle får samme kapasitet; endre enkeltvis etterpå.
estate-add-cells = Legg til
estate-codes = Celler
estate-codes-hint = For eksempel 201-220, 225 eller C2-101-120.
estate-codes-missing = Skriv hvilke celler som skal legges til.
# $part (String) - what was typed
estate-codes-part = «{ $part }» er verken en celle eller en rekke fra lavest til høyest.
# $code (String) - cell
estate-codes-twice = Celle { $code } står to ganger.
# $most (Number) - most cells
estate-codes-many = Høyst { $most } celler på en gang.
# $codes (String) - cells
estate-codes-taken = Avdelingen har allerede { $codes }.
estate-capacity-wrong = Skriv et tall fra 0 til 12.
estate-capacity-order = Høyeste kapasitet kan ikke være lavere enn godkjent kapasitet eller kapasitet i drift.
estate-condition = Tilstand
estate-condition-missing = Velg tilstand.
estate-condition-good = God
estate-condition-worn = Slitt
estate-condition-poor = Dårlig
estate-accessible = Tilpasset rullestol
estate-accessible-hint = Dør, bad og snuplass er godkjent.
# $code (String) - cell
estate-cell-title = Celle { $code }
estate-cell-code = Celle
estate-cell-code-wrong = Skriv én celle, høyst 12 tegn.
estate-cell-code-taken = Avdelingen har allerede en celle med denne koden.
estate-walking-order = Gangrekkefølge
estate-walking-order-hint = Laveste tall først på opplåsingslisten.
estate-close-cell = Steng cellen
estate-open-cell = Åpne cellen igjen
# $count (Number) - people placed there
estate-cell-occupied = { $count ->
    [one] Én person bor i cellen. Flytt personen først.
   *[other] { $count } personer bor i cellen. Flytt dem først.
}
estate-in-use = i bruk
estate-out-of-use = Ute av bruk
estate-is-out = Cellen er ute av bruk nå.
estate-take-out = Ta ut av bruk
estate-take-back = Ta i bruk igjen
estate-expected-back = Ventet tilbake
estate-out-reason = Årsak
estate-out-reason-missing = Skriv årsaken, minst tre tegn.
estate-out-ahead = Cellen kan ikke tas ut av bruk fram i tid.
estate-out-long-ago = Skriv en dag det siste året.
estate-out-overlaps = Cellen er ute av bruk i denne tiden fra før.
# $reason (String) - reason
# $day (String) - day
estate-out-until = { $reason }, ventet { $day }
# $day (String) - day
estate-expected = ventet { $day }
estate-for-now = inntil videre
estate-yes = ja
estate-no = nei
estate-done-saved = Lagret.
estate-done-unit = Avdelingen er stengt.
estate-done-cells = Cellene er lagt til.
estate-cell-code-hint = Slik den står på døren.
estate-landing = Gang
estate-landing-hint = For eksempel «2. etasje» eller «Nord». Tomt: ingen gang.
estate-landing-also = Gjelder også cellene
estate-landing-also-hint = Valgfritt. Samme avdeling, for eksempel 202-208, 210.
estate-landing-save = Lagre gangen
estate-landing-none = Ingen gang
estate-landing-long = Skriv høyst 24 tegn.
# $day (String) - day
estate-landing-later = En senere gang er registrert fra { $day }. Velg den dagen eller en senere.
# $codes (String) - cells
estate-landing-unknown = Avdelingen har ikke: { $codes }
# $from (String) - day
# $by (String) - who
estate-landing-since = Fra { $from }, { $by }
# $from (String) - day
# $until (String) - day
# $by (String) - who
estate-landing-was = { $from }–{ $until }, { $by }
estate-places = Steder
estate-places-lead = Verksteder, klasserom og andre steder innsatte går til. Bevegelser i huset velger fra denne listen.
estate-new-place = Nytt sted
estate-edit-place = Endre stedet
estate-close-place = Steng stedet
estate-open-place = Åpne stedet igjen
estate-no-places = Ingen steder
estate-no-places-text = Legg til det første, for eksempel snekkerverkstedet.
estate-place-kind = Brukes til
estate-place-kind-missing = Velg hva stedet brukes til.
estate-place-name-hint = Slik dere sier det: Klasserom 2, Snekkerverkstedet.
estate-place-planned = På vei, der nå eller planlagt
estate-place-taken = Fengselet har et åpent sted med dette navnet.
# $count (Number) - people on the way, there or planned to go there
estate-place-in-use = { $count ->
    [one] Én bevegelse er planlagt hit eller pågår. Flytt eller avlys den før du stenger.
   *[other] { $count } bevegelser er planlagt hit eller pågår. Flytt eller avlys dem før du stenger.
}
estate-kept = Nettbrett etter vakten
# $minutes (Number) - minutes
estate-kept-minutes = { $minutes ->
    [0] Tømmes når vakten slutter
    [one] Tømmes ett minutt etter vakten
   *[other] Tømmes { $minutes } minutter etter vakten
}
estate-kept-field = Minutter før nettbrett tømmes etter vakten
estate-kept-hint = 0 til 240. Det som ikke er sendt, blir liggende og sendes når nettet er tilbake.
estate-kept-wrong = Skriv et tall fra 0 til 240.
estate-new-prison = Nytt fengsel
estate-prison-code-hint = Kort og entydig, slik andre systemer kjenner fengselet: HAL, ROM-2. Kan ikke endres siden.
estate-prison-code-wrong = En kode har 2 til 12 tegn: store bokstaver A–Z, tall og bindestrek.
estate-prison-code-taken = Et annet fengsel har denne koden.
# $count (Number) - people in custody there
estate-prison-occupied = { $count ->
    [one] Én person er innsatt eller under innkomst her. Fengselet stenges når ingen er igjen.
   *[other] { $count } personer er innsatt eller under innkomst her. Fengselet stenges når ingen er igjen.
}
estate-sexes = Tar imot
estate-sexes-missing = Velg hvem fengselet tar imot.
estate-sexes-men = menn
estate-sexes-women = kvinner
estate-sexes-both = menn og kvinner
estate-done-added = Fengselet er lagt til. Nå kommer avdelingene og cellene, og så rollene.
estate-feature-registration-hint = Av: ingen nye registreres eller tas imot her.
estate-feature-health-hint = Av: ingen nye helsenotater eller delte helseopplysninger.
estate-feature-photographs-hint = Av: ingen nye bilder.
estate-feature-observations-hint = Av: ingen nye observasjoner eller samtaler. Det som er skrevet, kan leses og rettes.
