//! Invented readiness: most points of those who leave soon are settled, some are late, a few are not needed; health has answered for most.

/// In this order; `$1` is the present. Deterministic by ids.
pub const STATEMENTS: &[(&str, &str)] = &[
    (
        "points",
        "update plan.readiness r set state = s.state, evidence = case s.state when 'done' then (t.done)[1 + s.h % 2] when 'not_needed' then t.spare else '' end, partner = t.partner,
                moved_by = c.cas, moved_at = least($1, greatest(r.opened_at - interval '40 days' + interval '1 day' * (s.h % 40), $1 - interval '40 days')), version = r.version + 1
           from plan.file f join custody.in_custody w on w.inmate_id = f.inmate_id
           cross join (values
             ('housing', 'Boligkontoret', array['Leiekontrakt vist fram', 'Kommunen har bekreftet bolig skriftlig'], 'Bor i egen leilighet'),
             ('income', '', array['Vedtak fra Nav', 'Lønnsavtale med arbeidsgiver'], 'Har uførepensjon'),
             ('occupation', '', array['Arbeidsavtale undertegnet', 'Skoleplass bekreftet'], 'Alderspensjonist'),
             ('id_papers', '', array['ID-kort hentet hos politiet', 'Gyldig pass ligger i eiendelene'], 'Har gyldig pass'),
             ('bank', '', array['Konto og kort er i orden', 'Avtale med banken'], 'Har konto fra før'),
             ('tax_card', '', array['Skattekort hentet', 'Frikort bestilt og bekreftet'], 'Har ingen inntekt i år'),
             ('doctor', '', array['Fastlege bekreftet', 'Byttet fastlege på nett'], 'Har fastlege fra før'),
             ('debt_plan', 'Gjeldsrådgiveren i kommunen', array['Nedbetalingsavtale undertegnet', 'Avtale om betalingsutsettelse'], 'Har ingen gjeld'),
             ('family', '', array['Mor henter ved porten', 'Samtale med familien holdt'], 'Ønsker ikke kontakt nå'),
             ('clothing', '', array['Klær for årstiden er funnet fram', 'Handlet sammen med kontaktbetjenten'], 'Har egne klær her'),
             ('travel', '', array['Billett kjøpt', 'Blir hentet'], 'Blir hentet')) t (item, partner, done, spare)
           cross join lateral (select abs(hashtext(f.inmate_id::text || t.item || 'ready')) as h, greatest(0, least(95, 30 + (180 - (w.expected_release - ($1 at time zone 'Europe/Oslo')::date)) * 60 / 180)) as share) x
           cross join lateral (select x.h, case when x.h % 100 < 9 then 'not_needed' when (x.h / 100) % 100 < x.share then 'done' when (x.h / 100) % 100 < x.share + 20 then 'under_way' else 'open' end as state) s
           cross join lateral (select g.account_id as cas from access.person_grant g where g.inmate_id = f.inmate_id and g.role = 'CAS' and g.kind = 'assigned' and g.ended_at is null order by g.id limit 1) c
          where f.inmate_id = r.inmate_id and f.stay_id = r.stay_id and r.item = t.item and r.state = 'open' and s.state <> 'open'",
    ),
    (
        "health's answers",
        "update plan.readiness r set state = case when x.h % 100 < 64 then 'done' else 'no' end, moved_by = n.nurse, moved_at = $1 - interval '1 day' * (1 + x.h % 30), version = r.version + 1
           from plan.file f cross join lateral (select abs(hashtext(f.inmate_id::text || 'care')) as h) x
           cross join lateral (select a.account_id as nurse from access.assignment a where a.role = 'NUR' and a.prisons @> array[f.prison_id] and a.outcome = 'granted' and a.ended_at is null order by a.id limit 1) n
          where f.inmate_id = r.inmate_id and f.stay_id = r.stay_id and r.item = 'treatment' and r.state = 'open' and x.h % 100 < 72",
    ),
];
