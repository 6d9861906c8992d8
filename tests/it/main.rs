//! Integration tests: the whole program in process, each test on a database of its own, the clock standing still.
//!
//! Needs `DATABASE_URL` of a server where databases may be made (`bin/test` starts one). Files mirror the routes; the walks go over everything.
#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on should say where it stopped")]

mod support;

mod access;
mod accounts;
mod activities;
mod activity_figures;
mod allocation;
mod announced;
mod attendance;
mod bases;
mod board;
mod budget;
mod calculation;
mod cells;
mod clearances;
mod count;
mod court;
mod deadlines;
mod demonstration;
mod door;
mod estate;
mod faults;
mod figures;
mod health;
mod house;
mod joined;
mod law;
mod learning;
mod lists;
mod money;
mod moves;
mod notes;
mod one_case_and_another;
mod order;
mod placements;
mod plan;
mod plan_lists;
mod plan_parts;
mod plan_progress;
mod printed;
mod programmes;
mod readiness;
mod reception;
mod records;
mod register;
mod release_guards;
mod rights;
mod roster;
mod school;
mod search_due;
mod support_groups;
mod timetable;
mod together;
mod trail;
mod transfers;
mod unregistered;
mod walks;
mod wall;
mod way_out;
