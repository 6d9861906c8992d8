-- A release that was told as a mistake ends nothing: what held the person before it holds on when they are back, and the days at large are a
-- line of the ledger (docs/sentence-time.md). The law names interruption and escape (forskrift om straffegjennomføring § 3-3), not this: whether the
-- days count is a row of the rules, `sentence.released_in_error`.
set local role overgang_owner;

alter table sentences.calculation_line drop constraint calculation_line_document_check,
    add constraint calculation_line_document_check check (document in ('basis', 'stay', 'movement', 'isolation', 'release_error'));

create index release_error_of_day on sentences.release_error (inmate_id, from_day) where kind = 'released_too_early';

-- The functions stay as they are but for the releases they look at and for the mistakes they tell; whichever migration wrote them last.
do $$
declare
    v_was text; v_is text; v_mistaken text := ' and not exists (select from sentences.release_error e where e.inmate_id = S.inmate_id and e.kind = ''released_too_early''
                            and e.from_day = (S.released_at at time zone ''Europe/Oslo'')::date and not exists (select from sentences.release_error n where n.supersedes = e.id))';
begin
    v_was := pg_get_functiondef('sentences.holding_on(uuid, date)'::regprocedure);
    v_is := replace(v_was, 's.released_at is not null', 's.released_at is not null' || replace(v_mistaken, 'S.', 's.'));
    if v_is = v_was then raise exception 'the releases of holding_on are not where they were'; end if;
    execute v_is;

    v_was := pg_get_functiondef('sentences.calculation_input(uuid[])'::regprocedure);
    v_is := replace(v_was, 'z.inmate_id = i.id and z.released_at is not null', 'z.inmate_id = i.id and z.released_at is not null' || replace(v_mistaken, 'S.', 'z.'));
    if v_is = v_was then raise exception 'the releases of a calculation are not where they were'; end if;
    v_was := v_is;
    v_is := replace(v_was, '''custody'', coalesce(o.rows, ''[]''))', '''custody'', coalesce(o.rows, ''[]''), ''mistakes'', coalesce(w.rows, ''[]''))');
    if v_is = v_was then raise exception 'the input of a calculation is not where it was'; end if;
    v_was := v_is;
    -- Back is the day that was told, else the day on which the person was taken in again.
    v_is := replace(v_was, 'not x.withdrawn) r on true;', 'not x.withdrawn) r on true
      left join lateral (
        select jsonb_agg(jsonb_build_object(''id'', e.id, ''from'', e.from_day, ''by'', e.recorded_by, ''back'', coalesce(e.to_day,
                   (select min((y.admitted_at at time zone ''Europe/Oslo'')::date) from custody.stay y where y.inmate_id = i.id and (y.admitted_at at time zone ''Europe/Oslo'')::date >= e.from_day
                                                                                                   and y.admitted_at > z.released_at))) order by e.from_day, e.id) as rows
          from release_error e join custody.stay z on z.inmate_id = i.id and (z.released_at at time zone ''Europe/Oslo'')::date = e.from_day
         where e.inmate_id = i.id and e.kind = ''released_too_early'' and not exists (select from release_error n where n.supersedes = e.id)) w on true;');
    if v_is = v_was then raise exception 'the end of a calculation''s input is not where it was'; end if;
    execute v_is;
end $$;

-- Whoever was told of before is calculated anew.
select sentences.ask_calculation(e.inmate_id, 'custody') from sentences.release_error e where e.kind = 'released_too_early'
    and not exists (select from sentences.release_error n where n.supersedes = e.id);
reset role;
