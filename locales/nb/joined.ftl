class-joins = Sammenslåing av registreringer
join-nav = Sammenslåinger
join-title = Samme person to ganger
join-text = To registreringer av én person slås sammen. Ingenting flyttes: det som er skrevet, blir stående der det ble skrevet.
join-number = Nummeret på den andre registreringen
join-number-label = Nummer
join-number-hint = For eksempel 2026-00123. Du må ha tilgang til begge registreringene.
join-number-unknown = Ingen registrering du har tilgang til, har dette nummeret
join-same = Dette er den samme registreringen
join-by-number = Finn ved nummer
join-compare = Sammenlign
join-alike-title = Ligner på denne personen
join-alike-none = Ingen ligner
join-alike-none-text = Ingen du har tilgang til, har samme navn eller fødselsdato. Søk med nummeret.
join-held-now = innsatt nå
# $number (String) - nummeret
join-kept-head = Beholdes: { $number }
# $number (String) - nummeret
join-joined-head = Slås sammen: { $number }
join-both = Det som står på begge
join-part = Opplysning
join-comes = Etterpå
join-alike = likt
join-stays = den som beholdes, gjelder
join-carried = følger med når den andre mangler det
join-leads = fører hit i søk
join-other-names = Andre navn
join-numbers = Fødselsnummer og andre numre
join-citizenships = Statsborgerskap
join-where = Hvor
join-since = Registrert
# $prison (String) - fengselet
join-held-at = Innsatt i { $prison }
join-closed = Avsluttet
join-rows = Hvor mye som står hvor
join-rows-text = Alt dette blir stående under sitt eget nummer, og leses derfra.
join-part-stays = Opphold
join-part-bases = Fullbyrdelsesgrunnlag
join-part-running = Grunnlag som løper nå
join-part-observations = Observasjoner
join-part-movements = Bevegelser
join-part-alerts = Varsler
join-part-photos = Bilder
join-part-goals = Mål i planen
join-part-placements = Plasseringer i arbeid, skole og fritid
join-part-items = Eiendeler
join-part-contacts = Kontaktpersoner
join-cannot = Kan ikke slås sammen slik
join-keep = Hvilken registrering beholdes?
join-keep-hint = Alt nytt skrives i den som beholdes. Den innsatte er, blir alltid den.
# $number (String) - nummeret
# $name (String) - navnet
join-keep-one = { $number }, { $name }
join-keep-missing = Velg hvilken registrering som skal beholdes
join-reason-hint = Hvordan vet dere at det er samme person? For eksempel fingeravtrykk, pass eller melding fra politiet.
join-reason-missing = Skriv hvordan dere vet at det er samme person
join-reason-short = Skriv litt mer
join-propose = Foreslå sammenslåing
join-means-governor = Fengselslederen avgjør. Ingen avgjør sitt eget forslag.
join-means-nothing-moves = Det gamle nummeret fører til den som beholdes. Mappen som slås sammen, kan leses som før, men ikke skrives i.
join-means-undo = De to som slo dem sammen, kan angre i 90 dager.
join-not-joined = En av dem er allerede slått sammen med en annen registrering.
join-not-both-held = Begge er innsatt nå. Da er det to personer.
join-not-overlap = De har vært innsatt samtidig. Da er det to personer.
join-not-held = Den som slås sammen, er innsatt eller under innkomst. Behold den i stedet.
join-not-protected = Bare den ene er skjermet. Skjerm begge eller ingen først.
join-not-numbers = De har ulike fødselsnumre, D-numre eller DUF-numre. Rett det som er galt først.
join-not-own = Den som foreslo eller ba om det, kan ikke også avgjøre.
join-not-late = Det er gått mer enn 90 dager.
join-not-pair = Bare de to som slo registreringene sammen, kan angre.
join-not-decided = Noen andre har avgjort dette imens.
join-none = Ingen forslag
join-none-text = Her kommer forslag om å slå sammen to registreringer, og det som er avgjort de siste 90 dagene.
join-open = Åpne
# $joined (String) - nummeret som slås sammen
# $kept (String) - nummeret som beholdes
# $name (String) - navnet
join-line = { $joined } inn i { $kept } ({ $name })
# $name (String) - hvem som foreslo
# $at (String) - når
join-proposed = Foreslått av { $name } { $at }
join-proposal = Forslaget
join-proposer = Foreslått
join-decider = Avgjort
join-decision-reason = Begrunnelse for avgjørelsen
# $name (String) - hvem som ba om å angre
join-undo-reason = { $name } ber om å angre
join-outcome = Avgjørelse
join-outcome-missing = Velg om de skal slås sammen
join-grant = Slå dem sammen
join-refuse = Nei, det er to personer eller uklart
join-undo = Angre sammenslåingen
join-undo-text = Begge som slo dem sammen, må være med: den ene ber om det, den andre bekrefter.
join-undo-hint = Hvorfor er det likevel ikke samme person?
join-state-waits = venter
join-state-refused = avslått
join-state-undone = angret
join-state-undo-asked = ønskes angret
join-state-joined = slått sammen
# $number (String) - nummeret som beholdes
join-banner-joined = Slått sammen med { $number }. Alt nytt skrives der.
# $number (String) - det andre nummeret
join-banner-kept = Også registrert som { $number }. Les det som står der.
notice-join-proposed = To registreringer kan være samme person
# $by (String) - hvem
# $number (String) - nummeret
notice-join-proposed-text = { $by } foreslår å slå sammen en registrering med { $number }. Du avgjør.
notice-join-granted = Registreringene er slått sammen
notice-join-refused = Registreringene er ikke slått sammen
# $number (String) - nummeret
notice-join-decided-text = Forslaget om { $number } er avgjort.
notice-join-undo = En sammenslåing ønskes angret
# $number (String) - nummeret
notice-join-undo-text = Den andre av dere ber om å angre sammenslåingen med { $number }. Bekreft om du er enig.
notice-join-undone = Sammenslåingen er angret
# $number (String) - nummeret
notice-join-undone-text = { $number } og den andre registreringen er to igjen.
join-runs = Noe løper fortsatt i den som slås sammen
join-runs-text = En dom eller kjennelse som ikke er ferdig, må også føres på den som beholdes. Ellers regnes den ikke med i tiden.
