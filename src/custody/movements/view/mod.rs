//! The pages of movements.

mod end;
mod forms;
mod list;
mod person;
mod positions;
mod release;
mod words;

pub use end::{ConfirmView, EndView, EscapeView};
pub use forms::{CancelView, InsideView, LeaveView, PlanView, StepView};
pub use list::{ChooseView, Filter, ListView, PrintView, Section};
pub use person::{Asked, MovedView, PersonView, Rights, card, ended, inside};
pub use positions::PositionsView;
pub use release::{ReleasePlanView, ReleaseState, ReleaseView};
pub use words::Words;
