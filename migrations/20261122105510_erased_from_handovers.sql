-- A handover keeps what it said, except information that has been deleted (FOR-2013-1099 § 6): where somebody wrote it over while editing the
-- handover, the copy goes with the entry, and the point follows the entry again, which says that it is gone.
set local role overgang_owner;
create or replace function custody.handover_stands() returns trigger language plpgsql security definer set search_path = custody, pg_temp as $$
begin
    if tg_op = 'DELETE' then raise exception 'a handover is kept' using errcode = 'insufficient_privilege'; end if;
    if tg_table_name = 'handover' then
        if old.handed_at is not null then raise exception 'handed over' using errcode = 'insufficient_privilege'; end if;
    elsif exists (select from custody.handover h where h.id = new.handover_id and h.handed_at is not null) then
        if tg_op = 'UPDATE' then
            if old.kind = 'observation' and new.text = '' and new.dropped = old.dropped
               and exists (select from custody.observation o where o.id = old.source_id and o.settled_as = 'erased') then return new; end if;
        end if;
        raise exception 'handed over' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create function custody.observation_erased() returns trigger language plpgsql security definer set search_path = custody, pg_temp as $$
begin
    update custody.handover_item p set text = '' where p.kind = 'observation' and p.source_id = new.id and p.text <> '';
    return null;
end $$;
create trigger erased after update of settled_as on custody.observation for each row when (new.settled_as = 'erased') execute function custody.observation_erased();
create index handover_item_source on custody.handover_item (source_id) where kind = 'observation';
reset role;
