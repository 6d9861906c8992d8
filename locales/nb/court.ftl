court-nav = Rettsmøter
court-title = Rettsmøter
court-tab = Rettsmøter
# $name (String) - the inmate
court-person-title = Rettsmøter, { $name }
court-purpose-first-hearing = Fengslingsmøte, første gang
court-purpose-remand-extension = Forlengelse av varetekt
court-purpose-main-hearing = Hovedforhandling
court-purpose-appeal = Ankeforhandling
court-purpose-enforcement = Fullbyrdelse
court-purpose-other = Annet
court-manner-in-person = Fremstilles i retten
court-manner-video = Fjernmøte (video)
court-interpreter-none = Trengs ikke
court-interpreter-needed = Ikke bestilt
court-interpreter-ordered = Bestilt
court-interpreter-confirmed = Bekreftet
# $language (String) - the language
# $state (String) - how far it is
court-interpreter-line = Tolk { $language }: { $state }
court-outcome-remanded = Varetektsfengslet
court-outcome-released = Løslates
court-outcome-judgment = Dom
court-outcome-other = Annet resultat
court-counsel-public = Offentlig forsvarer
court-counsel-own = Privat forsvarer
court-state-planned = Berammet
court-state-lacks-result = Resultat mangler
court-state-held = Holdt
court-state-postponed = Utsatt
court-state-cancelled = Avlyst
# $cite (String) - the section
court-warn-isolated = Personen er fullt isolert av retten den dagen. Fjernmøte krever samtykke ({ $cite }).
# $last (String) - the last day in person
# $n (Number) - days at most
# $cite (String) - the section
court-warn-too-long = Personen møtte sist i retten { $last }. Etter { $n } dager kan møtet ikke holdes som fjernmøte ({ $cite }).
# $last (String) - the last day of the order
court-warn-expiry = Kjennelsen løper ut { $last }. Rettsmøtet må holdes før det, ellers er det ikke grunnlag for å holde personen.
court-warn-day-off = Dagen er en lørdag, søndag eller helligdag.
# $language (String) - the language
court-warn-interpreter = Personen trenger tolk ({ $language }), og det er ikke ført noen.
# $what (String) - the purpose or reason
# $when (String) - when
court-warn-elsewhere = Personen skal et annet sted på samme tid: { $what }, { $when }.
# $who (String) - Who is met, and that they must be kept apart
# $detail (String) - How far apart and why
court-warn-apart = { $who } ({ $detail }) Velg en annen tid, eller skriv i begrunnelsen hvordan de holdes fra hverandre.
court-choose-court = Velg domstol.
court-choose-purpose = Velg hva rettsmøtet gjelder.
court-choose-manner = Velg om personen møter i retten eller i fjernmøte.
court-choose-interpreter = Velg hvor langt det er kommet med tolk.
court-choose-language = Velg språket det trengs tolk på.
court-choose-counsel = Velg en forsvarer fra listen.
court-choose-appointed = Velg om forsvareren er offentlig eller privat.
court-choose-ending = Velg hva som skjedde.
court-past = Tidspunktet er passert.
court-ends-before = Slutten må være etter begynnelsen.
court-bad-travel = Skriv reisetiden i minutter, fra 0 til 720.
# $n (Number) - characters
court-too-long = Høyst { $n } tegn.
court-not-begun = Rettsmøtet har ikke begynt ennå. Det kan utsettes eller avlyses.
court-say-what = Skriv hva resultatet ble.
court-counsel-name-missing = Skriv navnet på forsvareren, med 2 til 120 tegn.
court-bad-phone = Skriv telefonnummeret med tall.
court-counsel-to-before = Siste dag må være etter den første.
court-see-warnings = Se gjennom det som er merket. Lagre en gang til hvis det likevel skal stå slik.
court-reason-missing = Skriv hvorfor det likevel skal være slik. Begrunnelsen blir stående i saken.
court-twice = Det er alt ført et rettsmøte på dette tidspunktet i samme domstol.
court-changed-meanwhile = Noen endret rettsmøtet mens du skrev. Se over, og lagre en gang til.
court-way-why = Rettsmøtet er ført eller endret
court-way-made = Fremstillingen er planlagt og står på vaktens liste.
court-way-joined = Rettsmøtet er knyttet til fremstillingen som alt var planlagt den dagen.
court-way-moved = Den planlagte fremstillingen er flyttet med rettsmøtet.
court-way-cancelled = Den planlagte fremstillingen er avlyst.
court-way-over = Rettsmøtet var allerede avsluttet. Det ble ikke endret.
court-no-way = Ingen fremstilling planlagt
court-field-court = Domstol
court-field-case = Saksnummer
court-field-case-hint = For eksempel 26-012345ENE-TOSL/08
court-field-purpose = Gjelder
court-field-start = Begynner
court-field-end = Ventes å slutte
court-field-end-hint = Kan stå tomt. Flere dager: siste dag.
court-field-manner = Hvordan møter personen?
court-field-reason = Begrunnelse
court-field-reason-hint = Kreves når loven står imot, for eksempel samtykke til fjernmøte under isolasjon.
court-field-room = Rettssal
court-field-language = Språk for tolk
court-field-interpreter = Tolk
court-field-counsel = Forsvarer
court-field-travel = Reisetid, minutter
court-field-travel-hint = Fra porten til retten. Fremstillingen planlegges etter den.
court-field-way = Fremstilling
court-field-why = Hvorfor
court-field-why-hint = Kreves når rettsmøtet er utsatt eller avlyst.
court-field-text = Resultat med ord
court-field-text-hint = For eksempel fire ukers fengsling, brev- og besøkskontroll.
court-field-ending = Hva skjedde?
court-field-new-start = Utsatt til
court-field-new-start-hint = Fylles ut når det fortsetter i et nytt rettsmøte, som da føres med det samme.
court-ending-heading = Hva ble det av rettsmøtet?
court-ending-postponed = Utsatt til en annen dag
court-ending-cancelled = Avlyst
court-language-none = Ingen
court-counsel-unknown = Ikke kjent
# $name (String) - counsel
# $firm (String) - the firm
court-counsel-of = { $name }, { $firm }
# $name (String) - counsel
# $phone (String) - the telephone
court-counsel-with-phone = { $name }, tlf. { $phone }
# $at (String) - when
court-way = Reiser { $at }
# $at (String) - when
# $escort (String) - who goes along
court-way-with = Reiser { $at }, følges av { $escort }
court-postponed-to = Utsatt til
court-recorded = Resultat ført
court-planned-by = Ført av
# $by (String) - who
# $at (String) - when
court-by-at = { $by }, { $at }
court-verb-result = Før resultat
court-verb-ending = Utsett eller avlys
court-verb-change = Endre
court-record-order = Registrer kjennelsen
court-record-judgment = Registrer dommen
court-to-release = Til løslatelse
court-nothing = ikke ført
# $field (String) - the field
# $old (String) - before
# $new (String) - after
# $by (String) - who
# $at (String) - when
court-change = { $field }: fra «{ $old }» til «{ $new }» ({ $by }, { $at })
# $from (String) - from
# $to (String) - to
court-span = { $from }–{ $to }
court-counsel-name = Navn
court-counsel-firm = Firma
court-counsel-phone = Telefon
court-counsel-appointed = Oppnevnt eller valgt
court-counsel-case = Saksnummer
court-counsel-from = Fra og med
court-counsel-to = Til og med
court-counsel-to-hint = Står tomt så lenge oppdraget varer.
# $from (String) - from
# $to (String) - to
court-counsel-period = { $from } til { $to }
# $from (String) - from
court-counsel-since = siden { $from }
court-counsel = Forsvarer
court-counsel-new = Ny forsvarer
court-counsel-change = Endre forsvarer
court-counsel-none = Ingen forsvarer er ført.
court-counsel-over = avsluttet
court-unmonitored = Samtaler, brev og besøk mellom den innsatte og forsvareren kontrolleres aldri (strpl § 186 første ledd, strgjfl §§ 30 til 32).
court-change-heading = Endre rettsmøte
court-new-heading = Nytt rettsmøte
court-new-button = Nytt rettsmøte
# $n (Number) - warnings
court-warnings = { $n ->
    [one] Ett forhold må vurderes
   *[other] { $n } forhold må vurderes
}
court-warnings-text = Rettsmøtet er ikke lagret ennå. Endre det, eller lagre en gang til hvis det skal stå slik.
court-part-what = Sak
court-part-when = Tid og sted
court-part-who = Tolk og forsvarer
court-part-not-held = Hvis det ikke ble holdt
court-consequence = Dette skjer
court-consequence-way = Møter personen i retten, planlegges fremstillingen, eller rettsmøtet knyttes til den som alt er planlagt den dagen. Vakten ser den på sin liste.
# $n (Number) - changes
court-changes = { $n ->
    [one] Én endring
   *[other] { $n } endringer
}
# $outcome (String) - the outcome
court-recorded-as = Resultatet er ført: { $outcome }
court-next-step = Ett steg gjenstår.
court-ahead = Kommende rettsmøter
court-ahead-none = Ingen rettsmøter er berammet.
court-past-heading = Tidligere
court-past-none = Ingen tidligere rettsmøter er ført.
# $court (String) - the court
# $room (String) - the room
court-and-room = { $court }, { $room }
# $purpose (String) - what for
# $court (String) - the court
court-what = { $purpose }, { $court }
court-own-people = Mine saker
court-whole-prison = Hele fengselet
# $n (Number) - the week's number
# $from (String) - its first day
# $to (String) - its last day
court-week = Uke { $n }, { $from }–{ $to }
# $n (Number) - hearings
# $out (Number) - in person
court-totals = { $n ->
    [one] ett rettsmøte
   *[other] { $n } rettsmøter
}, { $out ->
    [one] én fremstilling
   *[other] { $out } fremstillinger
}
court-week-before = Uken før
court-week-after = Uken etter
court-this-week = Denne uken
court-choose-scope = Hvem som vises
court-choose-court-filter = Domstol
# $n (Number) - hearings
court-count = { $n ->
    [0] ingen
    [one] ett møte
   *[other] { $n } møter
}
court-day-none = Ingen rettsmøter i dag.
court-col-what = Rettsmøte
court-col-way = Fremstilling
court-col-leaves = Reiser
court-col-starts = Rettsmøte
court-col-court = Domstol og sak
# $at (String) - when
court-leaves = Reiser { $at }
court-not-planned = Ikke planlagt
# $name (String) - counsel
court-with-counsel = Forsvarer: { $name }
court-transport = Transportliste
court-transport-none = Ingen skal fremstilles i retten denne dagen.
# $n (Number) - people
court-transport-people = { $n ->
    [0] Ingen fremstillinger
    [one] Én fremstilling
   *[other] { $n } fremstillinger
}
court-back = Til kalenderen
court-other-prison = Velg et annet fengsel
# $out (String) - when it leaves
# $back (String) - when it is back
# $out (String) - when it leaves
# $back (String) - when it is back
court-warn-joins = Det er allerede planlagt en fremstilling for retten den dagen, fra { $out } til { $back }. Rettsmøtet knyttes til den, og tiden ut og inn utvides om nødvendig. Lagre igjen for å knytte dem sammen, eller velg en annen dag.

# $what (String) - what and where
# $when (String) - when
court-hearing-on = { $what }, { $when }
court-day-not-known = Dagen er ikke kjent ennå
court-postponed-from = Utsatt fra
court-verb-new-day = Før det nye rettsmøtet
court-see-document = Se dokumentet
court-choose-to = Velg hvor rettsmøtet fortsetter.
court-choose-after = Velg om dette er det utsatte rettsmøtet eller et eget rettsmøte.
court-field-to = Hvor fortsetter det?
# $hearing (String) - a planned hearing
court-to-planned = I rettsmøtet som er ført: { $hearing }
court-to-new = I et nytt rettsmøte
court-to-unknown = Retten har ikke satt ny dag
court-field-after = Er dette et utsatt rettsmøte?
# $hearing (String) - the postponed hearing
court-after-one = Ja, dette ble utsatt: { $hearing }
court-after-separate = Nei, det er et eget rettsmøte
court-after-gone = Noen har alt ført hvor det utsatte rettsmøtet fortsetter. Lagre en gang til hvis dette er et eget rettsmøte.

court-ending-hint = Ved løslatelse avsluttes pågripelse og kjennelser i samme sak fra dagen for rettsmøtet.
# $day (String) - The day of the hearing.
court-released-reason = Retten løslot i rettsmøte { $day }
