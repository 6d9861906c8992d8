//! Days of allowance: from what happened to what the day gives, the batch that a clerk approves, and what is worked out anew.

pub mod facts;
