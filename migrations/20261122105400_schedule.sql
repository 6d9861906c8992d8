-- The hours of a unit's day: when doors open and close, when people are counted. Reference data, installed from data/daily_schedule.csv.
set local role overgang_owner;

-- owner: custody. Times are what a clock in Oslo shows. A row that ends before it starts ends on the next day.
create table custody.schedule_row (
    unit_type text not null check (unit_type in ('HIGH', 'LOWER', 'HALFWAY')),
    day_type text not null check (day_type in ('weekday', 'weekend', 'holiday')),
    starts time not null,
    ends time not null,
    code text not null check (code ~ '^[A-Z0-9_]{2,20}$'),
    label_nb text not null,
    label_en text not null,
    doors text not null check (doors in ('open', 'locked', 'in_house')),
    counts boolean not null,
    basis text,
    primary key (unit_type, day_type, starts)
);
select access.own('custody.schedule_row');
create policy reads on custody.schedule_row for select to og_custody, og_case, og_activity, og_desk, og_region, og_auditor, og_health, og_jobs using (true);
grant select on custody.schedule_row to og_custody, og_case, og_activity, og_desk, og_region, og_auditor, og_health, og_jobs;

-- How long after the hour a roll may still be under way before the whole house is told.
alter table estate.prison add column count_grace_minutes int not null default 30 check (count_grace_minutes between 5 and 240);
reset role;
