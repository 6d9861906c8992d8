-- What a board shows from tables that came after it.
set local role overgang_owner;
select custody.live('custody.count', 'unit'), custody.live('custody.talk', 'inmate');
-- Which units a roll counts, for whoever reads the board.
grant execute on function custody.unit_type(text) to og_custody, og_case, og_auditor;
reset role;
