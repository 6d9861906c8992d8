set local role overgang_owner;

-- The day of release of preventive detention is the end of its frame: until a court says otherwise it holds (straffeloven §§ 43, 44). The
-- minimum term is only the first day on which release on probation may be asked for, never a day on which anybody goes.
alter table sentences.calculation disable trigger append_only;
update sentences.calculation set release_on = end_on where basis = 'detention' and release_on is distinct from end_on;
alter table sentences.calculation enable trigger append_only;
create function sentences.detention_ends_with_its_frame() returns trigger language plpgsql set search_path = sentences, pg_temp as $$
begin
    new.release_on := new.end_on;
    return new;
end $$;
create trigger detention_ends_with_its_frame before insert on sentences.calculation for each row when (new.basis = 'detention') execute function sentences.detention_ends_with_its_frame();
alter table sentences.calculation add constraint calculation_detention_release check (basis <> 'detention' or release_on is not distinct from end_on);
update custody.in_custody w set expected_release = c.release_on from sentences.calculation c
 where c.inmate_id = w.inmate_id and c.basis = 'detention' and c.state in ('confirmed', 'overridden') and w.expected_release is distinct from c.release_on;

-- The last day on which a basis holds, when that is known and confirmed: the order's own day; of what is executed, the day when all of it is
-- served, as long as nothing that it rests on has changed since. Release on probation before that day is a decision (strgjfl § 42), not a date
-- that comes by itself. None: only a decision lets the person go. An arrest ends by the court's hearing or a decision, never by itself.
create or replace function sentences.holds_until(b sentences.legal_basis) returns date language sql stable security definer set search_path = sentences, pg_temp as $$
    select case b.kind when 'remand' then least(b.to_day, b.ended_on) when 'arrest' then b.ended_on
           else least(b.ended_on, (select c.end_on from sentences.calculation c where c.inmate_id = b.inmate_id and c.state in ('confirmed', 'overridden')
                        and not exists (select from sentences.recalculation r where r.inmate_id = b.inmate_id)
                        and not exists (select from sentences.calculation n where n.inmate_id = b.inmate_id and n.state = 'preliminary'))) end
$$;
reset role;
