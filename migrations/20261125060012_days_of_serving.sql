set local role overgang_owner;

-- What the rules count from that nobody raises by hand: the day of probation (strgjfl § 15 second subsection), an interruption and a stay in an
-- institution while they last (forskrift §§ 3-33, 3-5), the end of the trial of preventive detention (strl § 46), the end of a probation period
-- (strgjfl § 45). Only what is not on the clock as it stands. Each has a reference of its own, so that ending it ends nothing else.
--   p_probation_from: nobody is asked about who had less left when the clock first saw them; p_trial_from, p_period_from: what has lapsed is not begun.
create function sentences.days_unset(p_probation_from date, p_trial_from date, p_period_from date, p_limit int)
    returns table (trigger text, inmate_id uuid, reference uuid, on_day date, at timestamptz) language sql stable security definer set search_path = sentences, pg_temp as $$
    with found as (
        select 'probation.date' as trigger, w.inmate_id, md5('probation.date' || s.id)::uuid as reference, k.probation_on as on_day, k.probation_on::timestamp at time zone 'Europe/Oslo' as at
          from custody.in_custody w join custody.stay s on s.inmate_id = w.inmate_id and s.released_at is null
          join lateral (select x.basis, x.probation_on from calculation x where x.inmate_id = w.inmate_id and x.state <> 'superseded' order by x.state = 'preliminary', x.version desc limit 1) k on true
         where w.legal_status = 'sentenced' and w.security_level in ('especially_high', 'high') and k.basis = 'sentence' and k.probation_on > platform.today()
           and (k.probation_on >= p_probation_from or exists (select from deadline d where d.reference = md5('probation.date' || s.id)::uuid))
        union all
        select case m.reason when 'INTERRUPT' then 'interruption.start' else 'institution.start' end, m.inmate_id, md5('away' || m.id)::uuid, (m.out_at at time zone 'Europe/Oslo')::date, m.out_at
          from custody.movement m where m.state = 'out' and m.reason in ('INTERRUPT', 'TRF_P12')
        union all
        select 'preventive_detention.trial_end', b.inmate_id, md5('trial' || b.root_id)::uuid, b.trial_to, b.trial_to::timestamp at time zone 'Europe/Oslo'
          from legal_basis b where b.kind = 'preventive_detention' and b.replaced_at is null and not b.withdrawn and b.trial_to >= p_trial_from
        union all
        select 'probation.period_end', r.inmate_id, md5('period' || r.id)::uuid, k.end_on, k.end_on::timestamp at time zone 'Europe/Oslo'
          from custody.release r
          join lateral (select x.end_on from calculation x where x.inmate_id = r.inmate_id and x.basis = 'sentence' and x.end_on is not null and x.made_at <= r.recorded_at
                         order by x.version desc limit 1) k on true
         where r.kind = 'release' and r.reason = 'REL_LICENCE' and k.end_on >= p_period_from and k.end_on > (r.at at time zone 'Europe/Oslo')::date)
    select f.trigger, f.inmate_id, f.reference, f.on_day, f.at from found f
     where not exists (select from deadline d where d.reference = f.reference and d.trigger = f.trigger and (d.state <> 'open' or d.event_at = f.at))
     order by f.trigger, f.reference limit p_limit
$$;

-- What is on the clock and over: moved to where it is easier, back, or there never was such a day.
create function sentences.days_over(p_limit int) returns table (reference uuid, outcome text) language sql stable security definer set search_path = sentences, pg_temp as $$
    select d.reference, case when w.security_level in ('lower', 'halfway') then 'done' else 'ended' end
      from deadline d left join custody.in_custody w on w.inmate_id = d.inmate_id
     where d.state = 'open' and d.trigger = 'probation.date' and (w.inmate_id is null or w.legal_status <> 'sentenced' or w.security_level not in ('especially_high', 'high'))
    union all
    select d.reference, 'ended' from deadline d
     where d.state = 'open' and d.trigger in ('interruption.start', 'institution.start')
       and not exists (select from custody.movement m where m.inmate_id = d.inmate_id and m.state = 'out' and m.reason in ('INTERRUPT', 'TRF_P12') and md5('away' || m.id)::uuid = d.reference)
    union all
    select d.reference, 'mistake' from deadline d
     where d.state = 'open' and d.trigger = 'preventive_detention.trial_end'
       and not exists (select from legal_basis b where b.inmate_id = d.inmate_id and b.replaced_at is null and not b.withdrawn and b.trial_to is not null and md5('trial' || b.root_id)::uuid = d.reference)
     limit p_limit
$$;
grant execute on function sentences.days_unset(date, date, date, int), sentences.days_over(int) to og_jobs;
reset role;
