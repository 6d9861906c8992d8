-- What is counted back says from which day: the end of an order, the end of a frame.
set local role overgang_owner;
alter table sentences.deadline add column base_on date;
-- As in 20261122110100, and that day.
create or replace function sentences.put_deadlines(p_items jsonb) returns table (deadline uuid, rule text, done text) language plpgsql volatile security definer set search_path = sentences, pg_temp as $$
#variable_conflict use_column
begin
    return query
    with item as (
        select x.*, i.prison_id as at_prison
          from jsonb_to_recordset(p_items) x (id uuid, inmate uuid, prison uuid, rule_id text, subject text, version int, trigger text, cite text, to_confirm boolean, label_nb text, label_en text,
                  span text, clock text, repeat text, warn text, mode text, level text, reference uuid, round int, event_at timestamptz, base_on date, due_at timestamptz, due_on date, timed boolean, given boolean,
                  owner_role text, owner uuid, hard boolean, lapses boolean, in_custody_only boolean, warn_at timestamptz[], raised_at timestamptz)
          left join inmates.inmate i on i.id = x.inmate),
    put as (
        insert into deadline as d (id, inmate_id, prison_id, rule_id, subject, rule_version, trigger, cite, to_confirm, label_nb, label_en, span, clock, repeat, warn, mode, level, reference, round,
                event_at, base_on, due_at, due_on, timed, given, owner_role, owner, hard, lapses, in_custody_only, warn_at, raised_by, raised_at)
        select x.id, x.inmate, coalesce(x.at_prison, x.prison), x.rule_id, x.subject, x.version, x.trigger, x.cite, x.to_confirm, x.label_nb, x.label_en, x.span, x.clock, x.repeat, x.warn, x.mode,
               x.level, x.reference, x.round, x.event_at, x.base_on, x.due_at, x.due_on, x.timed, x.given, x.owner_role,
               coalesce(x.owner, (select g.account_id from access.person_grant g
                                   where x.owner_role = 'CAS' and g.inmate_id = x.inmate and g.kind = 'assigned' and g.role = 'CAS' and g.ended_at is null and g.during @> platform.now()
                                   order by lower(g.during), g.id limit 1)),
               x.hard, x.lapses, x.in_custody_only, coalesce(x.warn_at, '{}'), access.account(), least(x.raised_at, platform.now())
          from item x
        on conflict (rule_id, reference, round) do update set due_at = excluded.due_at, due_on = excluded.due_on, event_at = excluded.event_at, base_on = excluded.base_on, timed = excluded.timed,
               given = excluded.given, warn_at = excluded.warn_at, warned = 0, escalated_at = null, version = d.version + 1
         where d.state = 'open' and d.due_at is distinct from excluded.due_at
        returning d.id, d.rule_id, d.reference, d.round, d.version)
    select coalesce(p.id, d.id), x.rule_id, case when p.id is null then 'same' when p.version > 1 then 'moved' else 'new' end
      from item x left join put p on (p.rule_id, p.reference, p.round) = (x.rule_id, x.reference, x.round)
      left join deadline d on (d.rule_id, d.reference, d.round) = (x.rule_id, x.reference, x.round);
end $$;
reset role;
