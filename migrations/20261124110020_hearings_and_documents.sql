-- From which hearing a document came, and which hearing came after one that was postponed.
set local role overgang_owner;

alter table sentences.legal_basis add column appearance_id uuid references sentences.appearance;
create index on sentences.legal_basis (appearance_id) where appearance_id is not null;
create trigger append_only_hearing before update of appearance_id on sentences.legal_basis for each row execute function platform.append_only();

-- A document comes of a hearing that took place, of the same person.
create function sentences.basis_hearing() returns trigger language plpgsql security definer set search_path = sentences, pg_temp as $$
begin
    if not exists (select from sentences.appearance a where a.id = new.appearance_id and a.inmate_id = new.inmate_id and a.state = 'held') then
        raise exception 'no such hearing of this person' using errcode = '23514', constraint = 'basis_hearing';
    end if;
    return new;
end $$;
create trigger basis_hearing before insert on sentences.legal_basis for each row when (new.appearance_id is not null) execute function sentences.basis_hearing();

-- What was postponed goes on in one other hearing of the same person, and a chain does not close.
create function sentences.appearance_goes_on() returns trigger language plpgsql security definer set search_path = sentences, pg_temp as $$
begin
    if new.state <> 'postponed' or new.postponed_to = new.id
       or not exists (select from sentences.appearance a where a.id = new.postponed_to and a.inmate_id = new.inmate_id)
       or exists (with recursive after (id) as (select new.postponed_to union select a.postponed_to from sentences.appearance a join after on a.id = after.id where a.postponed_to is not null)
                  select from after where id = new.id) then
        raise exception 'it does not go on there' using errcode = '23514', constraint = 'appearance_goes_on';
    end if;
    return new;
end $$;
create trigger appearance_goes_on before insert or update of postponed_to on sentences.appearance for each row when (new.postponed_to is not null) execute function sentences.appearance_goes_on();
reset role;
