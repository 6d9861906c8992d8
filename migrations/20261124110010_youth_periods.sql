-- What 20261123120010_youth_terms.sql says of youth sentences is not how it is: a youth sentence is a time in which a plan is carried out, mostly
-- outside prison. It has a first day and an end; leave, day release and probation do not hang on it. The imprisonment that a court orders in its
-- place (straffeloven § 52 c) is a basis of its own, `other_sanction`, and has the dates of whoever serves.
set local role overgang_owner;
comment on column sentences.legal_basis.kind is 'youth_sentence: a time with an end and no shares of it (straffeloven §§ 52 a, 52 b); beside what is served it is calculated by itself. Imprisonment in its place (§ 52 c): other_sanction.';
comment on function sentences.calculation_input(uuid[]) is 'What the program calculates from, one document a person; a youth sentence among it is a period with an end, by itself or beside what is served (docs/sentence-time.md).';
reset role;
