//! All SQL of receptions.

mod arrivals;
mod people;
mod property;
mod task;

pub use arrivals::{Coming, ForHealth, Recent, announce, cancel, coming, expected, expected_one, health_list, recent};
pub use people::{
    Blocked, Candidate, Decided, Named, Officer, Undoing, Undone, candidates, contact_officers, decide_known, decide_new, give_officer, kin, named,
    state_gender, tell_role, undone, unregister,
};
pub use property::{add_item, held_items, held_receipts, items, receipt, remove_item, sign};
pub use task::{Admission, New, Place, admit, answer, begin, close, complete, document_came, free_places, mover, one, unfinished};
