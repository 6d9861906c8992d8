//! Where one person has been: stays and cells, shown on the page of movements, and who goes through the gate today.

pub mod store;
mod view;

pub use view::{PlacementRow, StayRow, Words, state_flag};
