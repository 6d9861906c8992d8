-- Somebody announced may be in the hands of the police: since when, so that the two days until a prison (forskrift om straffegjennomføring § 4-1) and the
-- hours until a court (straffeprosessloven § 183) run from the announcement on, and not only from the gate.
set local role overgang_owner;

alter table custody.expected_arrival add column arrested_at timestamptz;
alter table custody.expected_arrival add constraint arrested_before_due check (arrested_at <= due_at);
alter table custody.expected_arrival add constraint arrested_in_custody check (arrested_at is null or basis in ('arrest', 'remand'));

-- One source: the limit is the row `arrest.prison_place` of the rules, which can be changed with reason and four eyes.
drop table reference.law_limit;

reset role;
