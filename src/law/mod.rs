//! The law, as pure functions: no I/O, no clock. Each rule cites its section.

pub mod allowance;
pub mod calendar;
pub mod deadline;
pub mod national_id;
pub mod recurrence;
pub mod rule;
pub mod sentence;
