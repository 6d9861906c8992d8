//! The hours of a unit's day by kind of unit and kind of day: doors, meals, work, counts. Kept in `custody.schedule_row`, read once into
//! the [`crate::reference::Catalogue`] (`ctx.catalogue().plan()`), turned into instants by [`Plan::day`].

mod model;
pub mod store;

pub use model::{DayType, Doors, Plan, Row, Slot, UnitType};
