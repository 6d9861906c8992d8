//! Pages of a calculation.

mod lists;
mod mark;
mod page;
mod parts;
mod sheet;
mod words;

pub use lists::{CompareView, QueueView, RuleResultsView};
pub use mark::MarkView;
pub use page::{OverrideView, Read, SentenceView};
pub use parts::{DateLine, RuleLine};
pub use sheet::SheetView;
pub use words::Say;

use super::model::Calculation;
use crate::web::Ctx;
use crate::web::lang::Lang;

/// In the reader's language.
pub fn say(ctx: &Ctx) -> Say {
    Say { t: ctx.t, fmt: ctx.fmt(), nb: ctx.lang == Lang::Nb }
}

/// The newest, and the one in force when that is another.
pub struct Current {
    /// The newest.
    pub newest: Calculation,
    /// The one in force, when the newest waits.
    pub in_force: Option<Calculation>,
}

impl Current {
    /// Of what the store gives, the newest first.
    pub fn of(mut rows: Vec<Calculation>) -> Option<Self> {
        if rows.is_empty() {
            return None;
        }
        let newest = rows.remove(0);
        Some(Self { newest, in_force: rows.into_iter().find(Calculation::in_force) })
    }
}
