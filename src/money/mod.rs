//! Money: what a day gives, worked out and approved, and the double-entry ledger it is booked in.
//!
//! strgjfl § 19, forskrift § 3-13: an allowance for work, education and programme alike, and a statement of account at the end of each month. What a day gives is law
//! (`law::allowance`); here it becomes days, batches and entries. The database holds the ledger whatever a program does: each entry sums to zero, none changes, a closed
//! month takes no more (`money` in the migrations).

pub mod allowance;
pub mod ledger;
