-- Whoever is in prison on a youth sentence serves the imprisonment in its place (straffeloven § 52 c) and has dates like everybody who serves: that
-- kind is among the bases that `calculation_input` reads. The rest of the function stays as it is, whichever migration wrote it last.
set local role overgang_owner;
do $$
declare v_was text := pg_get_functiondef('sentences.calculation_input(uuid[])'::regprocedure); v_is text;
begin
    if v_was like '%''youth_sentence''%' then return; end if;
    v_is := replace(v_was, 'x.kind in (''sentence'', ''foreign_sentence''', 'x.kind in (''sentence'', ''youth_sentence'', ''foreign_sentence''');
    if v_is = v_was then raise exception 'the bases of a calculation are not where they were'; end if;
    execute v_is;
end $$;

-- Those in custody on one are calculated.
select sentences.ask_calculation(b.inmate_id, 'asked') from sentences.legal_basis b join custody.in_custody c using (inmate_id)
 where b.kind = 'youth_sentence' and b.replaced_at is null and not b.withdrawn and b.from_day is not null and b.ended_on is null;

reset role;
