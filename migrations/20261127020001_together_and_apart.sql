-- Who must be kept apart is asked about the way to a court and about duties that people share, as about every other way and place: what was accepted
-- stands with its reason, so that nobody at the gate is asked again, and nobody has to guess why two did a duty together.
set local role overgang_owner;

-- Keeps with the way of a hearing which pairs go there together all the same, and why. Answers whether there is such a way.
create function sentences.accept_together(p_appearance uuid, p_pairs uuid[], p_why text) returns boolean language plpgsql volatile security definer set search_path = sentences, pg_temp as $$
declare a sentences.appearance;
begin
    select * into a from sentences.appearance x where x.id = p_appearance;
    if not found or not sentences.may_write_court(a.inmate_id) then raise exception 'not for this role' using errcode = 'insufficient_privilege'; end if;
    update custody.movement m
       set apart_accepted = m.apart_accepted || p_pairs, apart_why = m.apart_why || array_fill(left(p_why, 300), array[cardinality(p_pairs)])
     where m.id = a.movement_id and m.state = 'planned' and cardinality(p_pairs) > 0;
    return found;
end $$;
revoke execute on function sentences.accept_together(uuid, uuid[], text) from public;
grant execute on function sentences.accept_together(uuid, uuid[], text) to og_case;

alter table custody.rota_duty
    add column apart_accepted uuid[] not null default '{}',
    add column apart_why text not null default '' check (length(apart_why) <= 300),
    add constraint duty_apart_reasoned check (apart_accepted = '{}' or length(apart_why) >= 3);
alter table custody.rota_task
    add column apart_accepted uuid[] not null default '{}',
    add column apart_why text not null default '' check (length(apart_why) <= 300),
    add constraint task_apart_reasoned check (apart_accepted = '{}' or length(apart_why) >= 3);
grant update (apart_accepted, apart_why) on custody.rota_task to og_custody;
reset role;
