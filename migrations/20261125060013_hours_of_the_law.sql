set local role overgang_owner;

-- How many hours a community sentence may have is a rule of the law (`community.hours_minimum`, `community.hours_maximum`), not of the table.
alter table sentences.legal_basis drop constraint legal_basis_community_hours_check, add constraint legal_basis_community_hours_check check (community_hours between 1 and 9999);
reset role;
