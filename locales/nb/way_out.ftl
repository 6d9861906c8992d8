way-tab = Veien ut
way-title = Veien ut
way-lead = Hvert steg med tidligste dag og hvorfor, hva som står i veien, og hva det er søkt om.
way-lead-remand = Varetekt: permisjon, frigang, overføring og prøveløslatelse gjelder ikke (strgjfl. § 52). Her står det retten og kjennelsene avgjør.
way-here = Her er personen nå
way-level = Sikkerhetsnivå
way-status = Holdes som
way-since = Innsatt
way-expected = Ventet løslatt
way-next = Neste som åpner
way-none = Ingen steg å vise
way-none-text = Det er ikke beregnet noen soningstid, eller dommen har ingen steg før den er gjennomført.
way-remand-next = Det som avgjøres nå
way-remand-none = Det er ikke registrert noe rettsmøte eller noen frist framover.
way-remand-hearing = Rettsmøte
# $kind (String) - the restriction
way-remand-restriction = Restriksjonen løper ut: { $kind }
way-remand-order = Kjennelsen løper ut. Uten ny kjennelse løslates personen.
way-rung = Steg
way-rung-leave = Permisjon
way-rung-day-release = Frigang
way-rung-lower-security = Lavere sikkerhetsnivå
way-rung-halfway-house = Overgangsbolig
way-rung-outside-prison = Gjennomføring utenfor fengsel (§ 16)
way-rung-monitoring = Elektronisk kontroll
way-rung-probation = Prøveløslatelse
way-by-inmate = den innsatte
way-by-counsel = forsvarer
way-by-prison = fengselet av eget tiltak
way-answer-pending = Til behandling
way-answer-granted = Innvilget
way-answer-refused = Avslått
way-answer-withdrawn = Trukket
way-answer-mistake = Feilført
way-state-here = Her nå
# $day (String) - the day
way-state-pending = Søkt { $day }
# $day (String) - the day
way-state-granted = Innvilget { $day }
# $day (String) - the day
way-state-refused = Avslått, kan søkes igjen { $day }
way-state-refused-open = Avslått, kan søkes igjen nå
# $day (String) - the day
way-state-open = Åpent siden { $day }
# $day (String) - the day
way-state-ahead = Tidligst { $day }
way-state-no-day = Ingen dag i loven
# $day (String) - the day
# $by (String) - who
way-applied = Søkt { $day } av { $by }
# $day (String) - the day
# $level (String) - the level
# $by (String) - who
way-decided = Avgjort { $day } av { $by } ({ $level })
# $day (String) - the day
way-from = Gjelder fra { $day }
# $day (String) - the day
way-again = Kan søkes igjen { $day }
# $by (String) - who
way-recorded-by = Ført av { $by }
way-apply = Før søknad
way-apply-lead = Søknaden føres når den er kommet inn, også når dagen ikke er nådd.
way-applied-on = Søkt dato
way-applied-by = Søkt av
way-about = Hva det gjelder
way-about-hint = Kort: hvor, hvor lenge, hvem som er med. Ingenting om helse.
way-missing-rung = Velg et steg som gjelder for denne personen
way-bad-applied-on = Skriv dagen søknaden kom, ikke fram i tid
way-missing-applicant = Velg hvem som søkte
way-one-waits = Det ligger alt en søknad om dette til behandling
# $rung (String) - the step
way-end = Svar på søknad: { $rung }
way-record-answer = Før svar
way-outcome = Hva ble det
way-reason = Begrunnelse
way-reason-hint = Ved avslag: de grunnene vedtaket bygger på (fvl. § 24).
way-decision = Vedtaket
way-decision-hint = Fylles ut når det er innvilget eller avslått.
way-decided-on = Vedtaksdato
way-decided-level = Hvem avgjorde
way-decided-by = Navn eller enhet
way-from-on = Gjelder fra
way-again-on = Kan søkes igjen
# $day (String) - the day
way-again-hint = Ved avslag. Tom: etter regelen, for et avslag i dag { $day }.
way-missing-outcome = Velg hva det ble
way-missing-reason = Skriv grunnene for avslaget
way-bad-decided-on = Vedtaksdatoen ligger mellom søknaden og i dag
way-missing-level = Velg hvem som avgjorde
way-missing-decider = Skriv hvem som avgjorde
way-bad-after = Dagen kan ikke ligge før vedtaket
way-stale-title = En annen har ført svaret
# $answer (String) - what became of it
# $by (String) - who
# $at (String) - when
# $reason (String) - why
way-stale = { $answer }, ført av { $by } { $at }. { $reason }
way-mistake = Feilført
way-mistake-why = Hva er feil?
way-missing-mistake = Skriv hva som er feil
way-obstacles = Det som står i veien
way-no-obstacles = Ingenting er registrert som står i veien.
way-unseen = Noe av dette er ikke synlig for din rolle.
# $span (String) - how long
way-conduct = Prøver og sviktet permisjon regnes med { $span } tilbake.
# $n (Number) - goals
way-goals = { $n ->
    [one] Ett mål i planen er ikke nådd
   *[other] { $n } mål i planen er ikke nådd
}
way-no-plan = Ingen plan den innsatte er enig i
# $n (Number) - items
way-plan-late = { $n ->
    [one] Én frist i planen er brutt
   *[other] { $n } frister i planen er brutt
}
# $n (Number) - incidents
way-incidents = { $n ->
    [one] Én hendelse er ikke avsluttet
   *[other] { $n } hendelser er ikke avsluttet
}
# $n (Number) - tests
# $day (String) - the last
way-tests = { $n ->
    [one] Én positiv eller nektet prøve, { $day }
   *[other] { $n } positive eller nektede prøver, sist { $day }
}
# $n (Number) - times
# $day (String) - the last
way-late-back = { $n ->
    [one] Ikke tilbake i tide, { $day }
   *[other] { $n } ganger ikke tilbake i tide, sist { $day }
}
# $day (String) - until
way-remand-besides = Varetekt i en annen sak til { $day }
# $n (Number) - hearings
# $day (String) - the next
way-hearings = { $n ->
    [one] Åpen sak: rettsmøte { $day }
   *[other] Åpne saker: { $n } rettsmøter, neste { $day }
}
way-calculation = Soningstiden er ikke bekreftet
way-identity = Identiteten er ikke bekreftet
way-papers = Legitimasjon mangler
way-risk = Ingen gyldig risikovurdering
