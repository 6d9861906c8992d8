bases-tab = Dom og varetekt
bases-heading = Dom og varetekt
bases-now = Holder personen nå
bases-nothing-holds = Ingen gyldig dom eller kjennelse i dag
bases-nothing-holds-text = Alt som er registrert, står under.
bases-all = Alle grunnlag
bases-none = Ingen grunnlag er registrert
bases-none-text = Registrer pågripelsen, kjennelsen eller dommen.
bases-basis = Grunnlag
bases-amount = Gjelder
bases-state = Status
bases-corrected = Rettet
bases-restrictions = Restriksjoner
bases-no-restrictions = Ingen restriksjoner gjelder.
bases-restrictions-ended = Opphevede og utløpte
bases-documents = Dokumenter
bases-no-documents = Ingen dokumenter er lagt ved.
bases-new = Nytt grunnlag
bases-new-lead = Hva slags dokument har kommet?
bases-new-order = Ny kjennelse i saken
bases-extend = Forleng
bases-correct = Rett
bases-end = Avslutt
bases-save = Lagre
bases-choose = Velg
bases-yes = Ja
bases-missing = Fyll ut dette feltet
bases-bad-day = Skriv en dato, for eksempel 23.11.2026
bases-bad-moment = Skriv dato og klokkeslett, for eksempel 23.11.2026 14:30
bases-no-such-time = Dette klokkeslettet fantes ikke: natten klokken ble stilt fram
bases-moment-future = Tidspunktet kan ikke være i framtiden
# $most (Number) - the largest
bases-bad-number = Skriv et helt tall fra 0 til { $most }
bases-bad-kroner = Skriv beløpet i kroner, for eksempel 12000 eller 12000,50
# $most (Number) - how many letters
bases-too-long = Skriv høyst { $most } tegn
bases-ends-before = Slutten kan ikke være før begynnelsen
bases-from-before-decision = Grunnlaget kan ikke gjelde fra før det ble besluttet
bases-act-backwards = Siste dag kan ikke være før første dag
bases-suspended-above = Den betingede delen er større enn hele straffen (strl § 34)
bases-suspended-units = Skriv hele straffen og den betingede delen i samme enhet: begge i dager, eller begge i måneder og år
bases-decided-on = Avsagt eller besluttet
bases-case-number = Saksnummer
bases-case-number-hint = Slik det står på dokumentet
bases-court = Domstol
bases-court-foreign = Utenlandsk domstol
bases-court-or-police = Besluttet av
bases-police = Politidistrikt
bases-notified = Forkynt
bases-final-on = Rettskraftig
bases-from-day = Gjelder fra
bases-from-day-hint = Dagen soningen begynner. La stå tomt til dommen er rettskraftig og soningen har begynt.
bases-to-day = Frist (siste dag)
bases-to-day-hint = Kan stå tomt bare når hovedforhandlingen har begynt
bases-note = Merknad
bases-credit = Fradrag fastsatt av retten (dager)
bases-credit-hint = Strl § 83. Skriv 0 når dommen sier at det ikke er noe fradrag; la stå tomt når den ikke sier noe.
bases-offence-frame = Strafferamme
bases-max-months = Strafferamme (måneder)
bases-max-months-hint = Tomt: rammen til det groveste lovbruddet i listen
bases-under-18 = Under 18 år på gjerningstidspunktet
bases-years = År
bases-months = Måneder
bases-days = Dager
bases-extends = Forlenger
bases-extends-hint = Velg den forrige kjennelsen i saken når denne forlenger den
bases-extends-detention-hint = Velg dommen som forlenges. Tidsrammen over er da forlengelsen.
bases-extends-none = Forlenger ingen
# $line (String) - the basis in one line
# $case (String) - its case number
bases-earlier = { $line } ({ $case })
# $kind (String) - what kind
# $court (String) - who decided
# $day (String) - when
bases-line = { $kind }, { $court }, { $day }
# $court (String) - who decided
# $case (String) - case number
bases-sub = { $court } · { $case }
bases-part-arrest = Pågripelsen
bases-part-decision = Avgjørelsen
bases-part-remand = Varetektsfristen
bases-part-term = Fengselsstraff i alt
bases-part-suspended = Av dette betinget
bases-part-special = Særlige forhold
bases-part-frame = Tidsramme
bases-part-minimum = Minstetid
bases-part-trial = Løslatelse på prøve
bases-part-fine = Boten
bases-part-begins = Fullbyrdingen
bases-grounds = Fengslingsgrunn
bases-arrested-at = Pågrepet
bases-arrested-at-hint = Fradraget regnes fra dette tidspunktet (strl § 83), og fristen for fremstilling (strpl § 183)
bases-arrest-place = Sted
bases-country = Domsland
bases-transferred-on = Overtatt til soning i Norge
bases-sanction = Hva slags reaksjon
bases-main-hearing = Hovedforhandlingen har begynt: gjelder til dom
bases-after-judgment = Etter dom (strpl § 187)
bases-review-pointless = Hvorfor ny prøving etter fire uker er uten betydning
bases-review-pointless-hint = Bare når fristen er lengre enn fire uker (strpl § 185). Slik retten begrunner det.
bases-trial-from = Løslatt på prøve
bases-trial-to = Prøvetiden slutter
bases-fine = Bot (kr)
bases-paid = Betalt (kr)
bases-paid-hint = Delbetaling setter ned antall dager forholdsmessig i hele dager (strl § 55)
bases-fine-days = Subsidiær fengselsstraff (dager)
bases-probation-years = Prøvetid (år)
bases-community-hours = Samfunnsstraff ved siden av (timer)
# $least (Number) - fewest
# $most (Number) - most
bases-community-hours-outside = Samfunnsstraff er fra { $least } til { $most } timer
bases-community-hours-hint = Bare når dommen gir begge deler (strl § 51)
bases-additional = Tilleggsdom eller fellesdom etter en tidligere dom (strl § 82)
bases-raised = Hevet strafferamme
bases-raised-multiple = Flere lovbrudd (strl § 79 a)
bases-raised-repeated = Gjentakelse (strl § 79 b)
bases-raised-organised = Organisert kriminalitet (strl § 79 c)
bases-unconditional = Ubetinget del
bases-extended-by = Forlenget med
bases-ended = Avsluttet
bases-counts = Lovbrudd
bases-counts-hint = Det groveste først. Paragrafen fylles ut bare når dokumentet viser til en annen enn listen. Et lovbrudd fjernes ved å tømme feltene.
# $n (Number) - which
bases-count = Lovbrudd { $n }
bases-more-counts = Legg til et lovbrudd
bases-offence = Lovbrudd
bases-section = Paragraf
bases-act-from = Begått (første dag)
bases-act-to = Siste dag
bases-act-day = Begått
bases-attempted = Bare forsøk
bases-attempted-short = forsøk
# $what (String) - the first offence
# $n (Number) - how many more
bases-and-more = { $what } og { $n } til
bases-kind-arrest = Pågripelse
bases-kind-arrest-hint = Politiet har pågrepet personen, og retten har ikke avgjort noe ennå
bases-kind-remand = Varetektskjennelse
bases-kind-remand-hint = Retten har bestemt eller forlenget varetekt
bases-kind-sentence = Fengselsdom
bases-kind-sentence-hint = Ubetinget fengsel, også når en del er betinget
bases-kind-detention = Forvaringsdom
bases-kind-detention-hint = Forvaring med tidsramme og minstetid, eller en dom som forlenger den
bases-kind-fine = Bøtesoning
bases-kind-fine-hint = Subsidiær fengselsstraff for en bot som ikke er betalt
bases-kind-youth = Ungdomsstraff
bases-kind-youth-hint = Gjennomføringstid og subsidiær fengselsstraff for den som var under 18 år
bases-kind-foreign = Dom fra utlandet
bases-kind-foreign-hint = En dom fra et annet land som er overtatt til soning i Norge
bases-kind-other = Annen reaksjon
bases-kind-other-hint = Omgjort samfunnsstraff, gjeninnsettelse, utlevering, utlendingssak og annet
bases-ground-evasion = Unndragelsesfare (strpl § 171 nr. 1)
bases-ground-evidence = Bevisforspillelsesfare (strpl § 171 nr. 2)
bases-ground-repetition = Gjentakelsesfare (strpl § 171 nr. 3)
bases-ground-own-wish = Eget ønske (strpl § 171 nr. 4)
bases-ground-grave = Særlig skjellig grunn ved alvorlig forbrytelse (strpl § 172)
bases-ground-caught = Ferske gjerninger eller uten fast bopel (strpl § 173)
bases-sanction-community = Omgjort samfunnsstraff (strl § 52)
bases-sanction-youth = Omgjort ungdomsstraff (strl § 52 c)
bases-sanction-probation = Gjeninnsatt etter prøveløslatelse (strgjfl § 44)
bases-sanction-outside = Gjeninnsatt etter soning utenfor fengsel (strgjfl § 16)
bases-sanction-order = Brudd på pålegg fra retten
bases-sanction-extradition = Utlevering eller overlevering
bases-sanction-immigration = Utlendingsloven
bases-sanction-military = Militær arrest
bases-sanction-other = Annet
bases-ended-released = Løslatt
bases-ended-lifted = Opphevet av retten
bases-ended-quashed = Opphevet etter anke
bases-ended-replaced = Avløst av et annet grunnlag
bases-ended-served = Sonet ferdig
bases-ended-paid = Boten er betalt
bases-ended-lapsed = Bortfalt
bases-ended-interrupted = Soningen avbrutt
bases-ended-probation = Løslatt på prøve
bases-ended-other = Annet
bases-by-court = Besluttet av retten
bases-by-police = Besluttet av politiet
bases-doc-judgment = Dom
bases-doc-order = Kjennelse
bases-doc-warrant = Pågripelses- eller fengslingsordre
bases-doc-enforcement = Fullbyrdingsordre
bases-doc-fine = Forelegg eller bot
bases-doc-other = Annet dokument
# $n (Number) - hours
bases-span-hours = { $n } timer
# $n (Number) - weeks
bases-span-weeks = { $n } uker
bases-dated-decision = Avgjørelsen
bases-dated-arrest = Pågripelsen
bases-dated-notice = Forkynnelsen
bases-dated-final = Datoen for rettskraft
bases-dated-act = Gjerningen
bases-dated-end = Slutten
# $what (String) - the finding
# $cite (String) - the section
bases-found = { $what } ({ $cite }).
# $what (String) - the finding
# $cite (String) - the section
bases-found-unconfirmed = { $what } ({ $cite }; regelen er ikke bekreftet av kriminalomsorgen ennå).
# $what (String) - which date
bases-future = { $what } er datert i framtiden
# $what (String) - which date
bases-before-decision = { $what } er datert før avgjørelsen
bases-act-after = Et lovbrudd er datert etter avgjørelsen
# $day (String) - of the arrest
bases-judgment-before-arrest = Dommen er datert før pågripelsen i samme sak, { $day }
# $limit (String) - the limit
bases-too-short = Fengselsstraff er minst { $limit }
# $limit (String) - the limit
bases-told-in-days = Straff over { $limit } utmåles i måneder og år, ikke i dager
# $limit (String) - the limit
bases-told-in-months = Straff til og med { $limit } utmåles i dager
# $limit (String) - the frame
bases-above-frame = Straffen er høyere enn strafferammen, { $limit }
# $limit (String) - the limit
bases-above-young = Den som var under 18 år, kan ikke få mer enn { $limit }
# $limit (String) - the limit
bases-unconditional-short = Den ubetingede delen er minst { $limit }
bases-no-probation = En betinget del har prøvetid; den mangler
# $limit (String) - the limit
bases-probation-long = Prøvetiden er høyst { $limit }
# $limit (String) - the limit
bases-beside-community = Fengsel ved siden av samfunnsstraff er høyst { $limit }
bases-credit-above = Fradraget er lengre enn den ubetingede delen: straffen er sonet ved varetekt, og personen skal ikke holdes på den
bases-no-credit = Personen har sittet i varetekt i saken, og dommen sier ikke noe om fradrag
bases-no-term = Ingen straff er registrert
bases-not-final-warning = Dommen skal fullbyrdes, men datoen for rettskraft mangler
bases-was-under-18 = Etter fødselsdatoen var personen under 18 år på gjerningstidspunktet
bases-was-adult = Etter fødselsdatoen var personen fylt 18 år på gjerningstidspunktet
# $least (String) - lower limit
# $most (String) - upper limit
bases-fine-outside = Subsidiær fengselsstraff er { $least } til { $most }
# $limit (String) - the age
bases-fine-under = Subsidiær fengselsstraff kan ikke fastsettes for den som var under { $limit }
bases-overpaid = Det er betalt mer enn boten
# $limit (String) - the limit
bases-youth-short = Ungdomsstraff er minst { $limit }
# $limit (String) - the limit
bases-youth-unusual = Ungdomsstraff er vanligvis høyst { $limit }
# $limit (String) - the limit
bases-youth-long = Ungdomsstraff kan ikke være lengre enn { $limit }
# $limit (String) - the limit
bases-frame-unusual = Tidsrammen er vanligvis høyst { $limit }
# $limit (String) - the limit
bases-frame-long = Tidsrammen kan ikke være lengre enn { $limit }
# $day (String) - the last day on which it could begin
# $limit (String) - the period
bases-time-barred = Straffen er foreldet: den måtte fullbyrdes innen { $day }, { $limit } etter at dommen ble rettskraftig. Kontroller om fristen er avbrutt før den fullbyrdes
# $from (String) - first day
# $to (String) - last day
bases-extends-ended-frame = Tidsrammen som forlenges, var ute: { $from } til { $to } hadde personen ingen gyldig dom. Si hva som skjedde
# $from (String) - first day
# $to (String) - last day
bases-frame-gap = Forlengelsen er avsagt etter at tidsrammen var ute; { $from } til { $to } holdt ingen dom personen
bases-frame-unknown = Når tidsrammen går ut, er ikke beregnet. Kontroller at forlengelsen er avsagt før den gikk ut
# $limit (String) - the limit
bases-extension-long = Forvaring forlenges med høyst { $limit } om gangen
# $limit (String) - the limit
bases-minimum-long = Minstetiden kan ikke være lengre enn { $limit }
bases-minimum-above = Minstetiden er lengre enn tidsrammen
# $day (String) - when the minimum is served
bases-trial-early = Løslatt på prøve før minstetiden er ute, { $day }
# $least (String) - lower limit
# $most (String) - upper limit
bases-trial-outside = Prøvetiden er fra { $least } til { $most }
# $limit (String) - the limit
bases-remand-long = Fristen er lengre enn { $limit }. Skriv hvorfor ny prøving er uten betydning, eller at hovedforhandlingen har begynt
# $limit (String) - the limit
bases-remand-young-long = For den som er under 18 år, er fristen høyst { $limit } om gangen
# $limit (String) - the limit
bases-after-judgment-long = Varetekt etter dom er høyst { $limit } når retten ikke bestemmer annet
bases-no-ground = Ingen fengslingsgrunn er registrert
# $day (String) - when
bases-run-out = Fristen er ute, { $day }
# $from (String) - first day
# $to (String) - last day
bases-overlaps-same = Gjelder samtidig med en annen kjennelse i samme sak, { $from } til { $to }. Velg at den forlenger den andre
# $from (String) - first day
# $to (String) - last day
bases-overlaps-other = Gjelder samtidig med en kjennelse i en annen sak, { $from } til { $to }
# $from (String) - first day
# $to (String) - last day
bases-extends-run-out = Kjennelsen som forlenges, var utløpt: { $from } til { $to } hadde personen ingen gyldig kjennelse. Si hva som skjedde
# $from (String) - first day
# $to (String) - last day
bases-held-on-nothing = Personen ble holdt uten gyldig kjennelse { $from } til { $to }
# $day (String) - the order's last day
bases-outlives = Restriksjonen varer lenger enn varetektsfristen, { $day }
# $day (String) - the order's first day
bases-before-order = Restriksjonen begynner før kjennelsen gjelder, { $day }
# $limit (String) - the age
bases-isolated-under = Full isolasjon er forbudt for den som er under { $limit }
bases-isolation-ground = Full isolasjon krever at fengslingsgrunnen er bevisforspillelsesfare (§ 171 nr. 2)
# $limit (String) - the limit
bases-isolation-long = Full isolasjon er høyst { $limit } om gangen
# $days (Number) - how many
# $limit (String) - the limit
bases-isolated-continuously = Personen vil ha vært isolert { $days } dager i sammenheng; grensen er { $limit } når ikke tungtveiende hensyn gjør mer nødvendig
bases-isolation-frame = Strafferammen er ikke registrert; den korteste grensen er brukt
# $from (String) - first day
# $to (String) - last day
bases-restriction-overlaps = Den samme restriksjonen gjelder allerede { $from } til { $to }
# $day (String) - when
bases-restriction-run-out = Restriksjonen som forlenges, sluttet { $day }. Det som er bestemt etter det, føres som en ny restriksjon
# $id (String) - the rule
bases-no-rule = Reglene for denne datoen er ikke lagt inn ({ $id }); grensene er ikke kontrollert.
bases-mark-withdrawn = Feilregistrert
# $how (String) - how it ended
# $day (String) - when
bases-mark-ended = { $how } { $day }
bases-mark-holds = Gjelder
bases-mark-holds-soon = Gjelder, fristen er snart ute
bases-mark-not-final = Ikke rettskraftig
bases-mark-not-begun = Soningen har ikke begynt
# $day (String) - from when
bases-mark-from = Fra { $day }
# $day (String) - when
bases-mark-run-out = Utløpt { $day }
bases-mark-over = Gjelder ikke lenger
# $day (String) - last day
bases-mark-until = Til { $day }
# $day (String) - when
bases-mark-lifted = Opphevet { $day }
# $day (String) - last day
bases-gist-until = til { $day }
# $frame (String) - the frame
# $minimum (String) - the minimum term
bases-gist-detention = ramme { $frame }, minstetid { $minimum }
# $term (String) - unconditional
# $suspended (String) - suspended
bases-gist-suspended = { $term }, og { $suspended } betinget
# $suspended (String) - suspended
bases-gist-only-suspended = { $suspended } betinget
# $from (String) - first day
# $to (String) - last day
bases-from-to = { $from } til { $to }
# $family (String) - family name
# $given (String) - given names
# $number (String) - the number
bases-person = { $family }, { $given } ({ $number })
# $n (Number) - how many
bases-hidden = { $n } person(er) du ikke kan se
# $who (String) - from whom
bases-apart-from = Utelukket fra: { $who }
# $at (String) - when
bases-since = Isolert fra { $at }
# $why (String) - why
bases-pointless = Ny prøving er uten betydning: { $why }
# $by (String) - who
# $why (String) - why
bases-lifted-by = Opphevet, registrert av { $by }: { $why }
# $why (String) - why
bases-changed-because = Rettet: { $why }
# $by (String) - who
# $at (String) - when
bases-recorded = { $by }, { $at }
# $n (Number) - size
bases-kilobytes = { $n } kB
bases-explain-not-held = Personen er ikke i fengsel nå.
bases-explain-interrupted = Flere grunnlag gjelder. Personen regnes som varetektsfengslet fordi varetekten begynte etter soningen, som da er avbrutt (forskrift om straffegjennomføring § 3-3).
bases-explain-weight = Flere grunnlag gjelder. Statusen følger det tyngste av dem.
bases-explain-judgment-waits = Det er avsagt dom som ikke fullbyrdes ennå.
bases-explain-no-leave = Permisjon og prøveløslatelse gjelder ikke for den som sitter i varetekt.
bases-alarm-none = Ingen gyldig grunn til å holde personen
bases-alarm-none-text = Siste kjennelse er utløpt eller mangler. Personen skal løslates hvis det ikke foreligger en ny kjennelse (strpl § 187 a). Ring påtalemyndigheten nå.
bases-alarm-gap = Holdt uten gyldig grunnlag
# $from (String) - first day
# $to (String) - last day
bases-alarm-gap-text = Fra { $from } til { $to } er det ikke registrert noe grunnlag (strpl § 187 a). Rett registreringen, eller meld fra som ulovlig frihetsberøvelse.
bases-all-link = Alle grunnlag
bases-replaced = Denne versjonen er rettet
bases-to-newest = Gå til den som gjelder
bases-findings = Kontroller dette
bases-facts = Hva dokumentet sier
bases-history = Historikk
bases-first-recorded = Registrert
bases-restriction-add = Ny restriksjon
bases-restriction-extend = Forleng restriksjon
bases-restriction-kind = Restriksjon
bases-restriction-from = Fra
bases-restriction-until = Til og med
bases-restriction-until-hint = Hver restriksjon har sin egen frist
# $what (String) - what
# $day (String) - last day
bases-restriction-lead = { $what }, til { $day }
bases-ordered-by = Besluttet av
bases-company-numbers = Innsatte (numre)
bases-company-numbers-hint = Ved utelukkelse fra navngitte: fangenumre med komma mellom
bases-company-others = Andre
bases-company-others-hint = Navn på dem som ikke er innsatte her
bases-company-missing = Skriv hvem personen er utelukket fra
bases-company-many = Skriv høyst 40 numre
# $numbers (String) - which
bases-company-unknown = Finner ingen med nummer { $numbers }
bases-company-self = Nummeret er personens eget
bases-isolated-from = Isolert fra (klokkeslett)
bases-isolated-from-hint = Bare ved full isolasjon: ekstra fradrag regnes fra dette tidspunktet (strl § 83)
bases-isolated-other-day = Klokkeslettet hører til en annen dag
bases-isolation-pointless = Hvorfor ny prøving etter to uker er uten betydning
bases-isolation-pointless-hint = Bare ved full isolasjon over to uker (strpl § 186 a)
bases-lift = Opphev
bases-lift-on = Siste dag
bases-lift-on-hint = Dagen restriksjonen ble opphevet
bases-lift-at = Klokkeslett
bases-lift-at-hint = Når isolasjonen sluttet
bases-lift-outside = Dagen er utenfor restriksjonen
bases-lift-reason = Begrunnelse
bases-then = Dette skjer
bases-then-status = Rettslig status regnes ut på nytt fra denne dagen.
bases-then-history = Det som stod, beholdes i historikken.
bases-then-lifted = Restriksjonen gjelder ikke etter denne dagen, og betjentene ser det straks.
bases-holds-alone = Dette er det eneste som holder personen
bases-holds-alone-text = Avslutt det bare når personen løslates eller når et nytt grunnlag er registrert.
bases-ended-on = Siste dag grunnlaget gjaldt
bases-ended-on-hint = Ved løslatelse: dagen personen ble løslatt
bases-ended-as = Hvordan
bases-end-reason = Begrunnelse
bases-end-future = Dagen har ikke kommet ennå
bases-withdraw = Feilregistrert
bases-withdraw-text = Bruk dette bare når grunnlaget aldri har eksistert, eller gjelder en annen person. Det blir stående i historikken.
bases-withdraw-reason = Begrunnelse
bases-change-reason = Hvorfor rettes det
bases-reason-missing = Skriv en begrunnelse på minst 3 tegn
bases-confirm = Jeg har kontrollert dette mot dokumentet
bases-confirm-missing = Kontroller punktene og bekreft
bases-warnings = Kontroller dette før du lagrer
bases-between = Hva skjedde mens ingen kjennelse gjaldt
bases-between-released = Personen var løslatt
bases-between-held = Personen ble holdt likevel
bases-between-hint = Er personen holdt uten kjennelse, vises det som avvik
bases-file = Fil
bases-file-hint = PDF, JPEG eller PNG, høyst 12 MB
bases-file-kind = Hva slags dokument
bases-file-missing = Velg en fil
bases-file-too-large = Filen er større enn 12 MB
bases-file-type = Filen er verken PDF, JPEG eller PNG
bases-file-twice = Denne filen er lagt ved allerede
bases-file-unnamed = Uten navn
bases-document-add = Legg ved dokument
bases-document-withdraw = Trekk tilbake
# $why (String) - why
bases-document-withdrawn = Trukket tilbake: { $why }
# $n (Number) - the most
bases-too-many-acts = Skjemaet rommer høyst { $n } lovbrudd
# $at (String) - when it was kept
# $until (String) - the last day
draft-note = Dette er utkastet du lagret { $at }. Bare du ser det. Det slettes { $until }, eller når du lagrer skjemaet.
draft-keep = Lagre utkast
draft-discard = Forkast utkastet
bases-restriction-correct = Rett restriksjon
bases-restriction-withdraw-text = Bruk dette bare når restriksjonen aldri ble besluttet, eller gjelder en annen person. Den blir stående i historikken.
# $what (String) - what it restricted
# $from (String) - first day
# $until (String) - last day
bases-restriction-was = { $what }, { $from } til { $until }
# $by (String) - who
# $at (String) - when
# $why (String) - why
bases-restriction-changed = Rettet av { $by }, { $at }: { $why }
bases-company-hidden = Restriksjonen gjelder også noen du ikke kan se. Be en som kan se alle, om å endre hvem den gjelder.
bases-lifted-on = Opphevet, siste dag
bases-lifted-on-hint = Tøm feltet hvis restriksjonen ikke er opphevet
bases-lifted-why = Hvorfor den ble opphevet
bases-then-mark = En jurists vurdering av om isolasjonen gir fradrag, må gis på nytt (strl § 83).
# $whole (String) - the whole
# $days (String) - what comes off
bases-term-less = { $whole } med fratrekk av { $days }
bases-hearing = Kommer av rettsmøtet
bases-hearing-hint = Rettsmøtet der dette ble avgjort, hvis det er ført.
bases-hearing-none = Ikke knyttet til et rettsmøte
bases-hearing-gone = Velg et rettsmøte som er holdt.
# $at (String) - when
draft-kept-at = Utkast lagret { $at }
draft-notice = Et utkast slettes snart
# $number (String) - the inmate's number
# $when (String) - the day
draft-notice-text = Utkastet ditt om innsatt { $number } slettes { $when }. Åpne det og lagre skjemaet eller utkastet på nytt hvis du trenger det.
# $day (String) - the day
draft-ends = Slettes { $day }
bases-on-day-heading = Status på en annen dag
bases-on-day = Dag
bases-on-day-show = Vis
# $day (String) - the day
bases-on-day-said = { $day }:
