//! The law, as pure functions: no I/O, no clock. Each rule cites its section.

pub mod calendar;
pub mod deadline;
pub mod national_id;
pub mod rule;
pub mod sentence;
