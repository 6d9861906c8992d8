-- What a board shows from tables that came after it.
set local role overgang_owner;
select custody.live('custody.count', 'unit'), custody.live('custody.talk', 'inmate');
reset role;
