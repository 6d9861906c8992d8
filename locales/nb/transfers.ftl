transfer-nav = Overføringer
transfer-tab = Overføring
transfer-heading = Overføring til et annet fengsel
transfer-lead = Én foreslår, en annen beslutter. Ingen reiser uten et vedtak som gjelder (strgjfl. §§ 14 og 15).
transfer-cases = Saker
transfer-none = Ingen overføring er foreslått.
# $from (String) - The prison they leave
# $to (String) - The prison they go to
# $reason (String) - Why, from the list of reasons
transfer-what = Fra { $from } til { $to } · { $reason }
# $name (String) - Who proposed it
# $at (String) - When
transfer-proposed-by = Foreslått av { $name }, { $at }
# $day (String) - The day
transfer-wanted-on = Ønsket dato: { $day }
# $name (String) - Who decided
# $at (String) - When
# $why (String) - The grounds
transfer-granted-by = Innvilget av { $name }, { $at }: { $why }
# $name (String) - Who decided
# $at (String) - When
# $why (String) - The grounds
transfer-refused-by = Avslått av { $name }, { $at }: { $why }
# $name (String) - Who took it back
# $at (String) - When
# $why (String) - The reason
transfer-withdrawn-by = Trukket tilbake av { $name }, { $at }: { $why }
# $at (String) - When
transfer-goes = Reiser { $at }
# $at (String) - When
transfer-went = Reiste { $at }
# $at (String) - When
transfer-came = Tatt imot { $at }
# $day (String) - The last day
transfer-stands-until = Vedtaket gjelder til og med { $day }
transfer-state-waiting = Venter på vedtak
transfer-state-granted = Innvilget
transfer-state-planned = Reisen er planlagt
transfer-state-under-way = På vei
transfer-state-done = Gjennomført
transfer-state-refused = Avslått
transfer-state-lapsed = Løpt ut
transfer-state-withdrawn = Trukket tilbake
transfer-part-waiting = Venter på vedtak
transfer-none-waiting = Ingen forslag venter.
transfer-part-under-way = På vei og planlagt
transfer-none-under-way = Ingen er på vei, og ingen reise er planlagt.
transfer-part-granted = Innvilget, reisen er ikke planlagt
transfer-none-granted = Ingen vedtak venter på reise.
transfer-part-over = Siste 14 dager
transfer-none-over = Ingen overføringer er avsluttet de siste 14 dagene.
transfer-propose = Foreslå overføring
transfer-to = Til fengsel
transfer-reason = Årsak
transfer-ground = Begrunnelse
transfer-ground-hint = Hva saken gjelder, og hvorfor nettopp dit. Familie, plan, skole, arbeid og helsehjelp hører med.
transfer-wanted = Ønsket dato
transfer-wanted-hint = Kan stå tomt.
transfer-send = Send til beslutning
transfer-consequence-other = En annen enn deg beslutter: fengselsleder eller overføringskontoret i regionen.
transfer-consequence-sent = Fram til det er besluttet, kan ingen reise planlegges.
transfer-decide = Beslutt
transfer-decision = Vedtak
transfer-grant = Innvilge
transfer-refuse = Avslå
transfer-why = Begrunnelse for vedtaket
transfer-why-hint = Den innsatte kan be om å få den, og kan klage.
transfer-consequence-way = Innvilges den, kan reisen planlegges. Vedtaket gjelder i 30 dager.
transfer-consequence-scope = Saken følger med når det nye fengselet tar imot. Det gamle fengselet leser i 14 dager til.
transfer-wait-text = Forslaget venter på vedtak av en annen enn den som foreslo.
transfer-back = Trekk tilbake
transfer-back-why = Hvorfor den trekkes tilbake
transfer-choose-prison = Velg et annet fengsel enn det personen er i
transfer-choose-reason = Velg årsaken
transfer-choose-decision = Velg om den innvilges eller avslås
transfer-bad-day = Velg en dag fra og med i dag og inntil ett år fram
# $least (Number) - The fewest characters
# $most (Number) - The most characters
transfer-bad-text = Skriv en begrunnelse på mellom { $least } og { $most } tegn
notice-transfer-proposed = En overføring venter på vedtak
# $number (String) - The inmate's number
notice-transfer-proposed-text = Overføring av innsatt { $number } er foreslått, og en annen enn den som foreslo må beslutte.
notice-transfer-granted = Overføringen er innvilget
# $number (String) - The inmate's number
notice-transfer-granted-text = Overføringen du foreslo av innsatt { $number }, er innvilget. Reisen kan planlegges.
notice-transfer-refused = Overføringen er avslått
# $number (String) - The inmate's number
notice-transfer-refused-text = Overføringen du foreslo av innsatt { $number }, er avslått. Begrunnelsen står i saken.
home-transfers-waiting = Venter på vedtak
home-transfers-none = Ingen forslag venter
home-transfers-none-text = Forslag fra fengslene i regionen står her til de er besluttet.
home-transfers-today = På vei og planlagt
home-transfers-nobody = Ingen er på vei
home-transfers-nobody-text = Reiser til og fra regionens fengsler står her når de er planlagt.
home-transfers-all = Alle overføringer
