-- Who has a role at a prison is asked for every person, place and count; by this index the answer costs the same in a service of any size.
set local role overgang_owner;

create index assignment_prisons on access.assignment using gin (prisons);

reset role;
