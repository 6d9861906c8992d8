shared-heading = Delte helsevarsler
shared-lead = Det fengselet må vite for å gjøre det rette: hva som skal gjøres, aldri hvorfor.
shared-current = Gjelder nå
shared-none = Ingen varsler gjelder nå
shared-none-text = Fengselet ser ingenting fra helsetjenesten om denne personen.
shared-past-heading = Avsluttet
shared-new = Nytt helsevarsel
shared-share = Del med fengselet
shared-kind = Gjelder
shared-choose = Velg
shared-choose-kind = Velg hva varselet gjelder.
shared-instruction = Hva skal de ansatte gjøre?
shared-instruction-hint = Skriv handlingen, aldri diagnosen. Høyst 300 tegn. For eksempel: «Skal ha nederste køye.»
shared-missing-instruction = Skriv hva de ansatte skal gjøre.
# $count (Number) - characters typed
# $most (Number) - characters allowed
shared-long-instruction = Teksten er { $count } tegn. Den kan være høyst { $most }.
shared-basis = Hjemmel for å dele
shared-basis-consent = Samtykke (helsepersonelloven § 22)
shared-basis-necessity = Strengt nødvendig for liv og helse (straffegjennomføringsloven § 7 a c)
shared-basis-weighty = Tungtveiende interesser (helsepersonelloven § 23 nr. 4)
shared-basis-alert = Varsling for å avverge alvorlig skade (helsepersonelloven § 31)
shared-choose-basis = Velg hjemmelen for å dele dette.
shared-from = Gjelder fra og med
shared-bad-from = Skriv datoen varselet gjelder fra.
shared-past = Varselet kan ikke gjelde fra en dag som har vært.
shared-to = Gjelder til og med
shared-to-hint = Høyst ett år. Da må det vurderes på nytt.
shared-bad-to = Skriv datoen varselet gjelder til.
shared-backwards = Siste dag må være etter første dag.
shared-too-long = Et varsel kan gjelde i høyst ett år.
# $from (String) - first day
# $to (String) - last day
shared-period = { $from } til { $to }
shared-coming = Gjelder ikke ennå
# $name (String) - who shared it
# $at (String) - when
shared-by = Delt av { $name } { $at }
# $at (String) - when
# $name (String) - who ended it
# $reason (String) - why
shared-ended = Avsluttet { $at } av { $name }: { $reason }
shared-run-out = Utløpt
shared-end = Avslutt varselet
shared-end-reason = Hvorfor avsluttes det?
shared-end-reason-hint = Ses bare av helsetjenesten.
shared-bad-reason = Skriv hvorfor varselet avsluttes, med 3 til 300 tegn.
shared-end-text = Varselet forsvinner fra fengselets sider med en gang. Det blir stående her som avsluttet.
shared-consequence = Dette skjer
shared-consequence-seen = Alle ansatte med ansvar for personen ser varselet, også verksted, skole og besøk om det gjelder allergi, kosthold, hørsel, syn eller arbeidsførhet.
shared-consequence-end = Varselet forsvinner av seg selv etter siste dag.
shared-consequence-logged = Delingen loggføres som utlevering, med hjemmelen.
