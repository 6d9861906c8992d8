//! The dates of a calculation with why, for pages about what somebody may ask for when.

use std::collections::HashMap;

use chrono::NaiveDate;

use super::model::Calculation;
use super::store;
use super::view::{Current, DateLine, say};
use crate::inmates::InmateCtx;
use crate::inmates::banner::Flag;
use crate::law::sentence::{Absent, Amount, Basis, Fact, Point, When};
use crate::web::Error;

/// A date, ready to be shown, and as a date.
pub struct Dated {
    /// Which.
    pub point: Point,
    /// The day: one set by hand before the calculated one.
    pub on: Option<NaiveDate>,
    /// Why there is none.
    pub absent: Option<Absent>,
    /// With rules, citations and arithmetic.
    pub line: DateLine,
}

/// The dates that are in force, else those that wait to be confirmed.
pub struct Dates {
    /// Of what.
    pub basis: Basis,
    /// Somebody has confirmed them.
    pub in_force: bool,
    /// How the calculation stands, in words.
    pub state: Flag,
    /// All of them.
    pub dates: Vec<Dated>,
    /// How often a refusal of probation is considered again, and the family of that rule (forskrift § 3-41).
    pub reassess: Option<(Amount, String)>,
}

/// Of the person on this page; none: nothing is calculated.
///
/// # Errors
/// When the database is away.
pub async fn dates(ctx: &mut InmateCtx) -> Result<Option<Dates>, Error> {
    let inmate = ctx.inmate.id;
    let Some(current) = Current::of(store::current(ctx.conn(), inmate).await?) else { return Ok(None) };
    let k = current.in_force.unwrap_or(current.newest);
    let ids: Vec<_> = k.overrides.values().flat_map(|o| [o.by, o.decided_by]).collect();
    let names = if ids.is_empty() { HashMap::new() } else { store::names(ctx.conn(), &ids).await? };
    Ok(Some(shown(ctx, &k, &names)))
}

fn shown(ctx: &InmateCtx, k: &Calculation, names: &HashMap<uuid::Uuid, String>) -> Dates {
    let say = say(ctx);
    let (color, icon, label) = say.state(k.state);
    let lines = DateLine::all(&say, k, names);
    Dates {
        basis: k.outcome.basis,
        in_force: k.in_force(),
        state: Flag { color, icon, label, instruction: String::new(), solid: false },
        dates: k
            .outcome
            .milestones
            .iter()
            .zip(lines)
            .map(|(m, line)| Dated {
                point: m.point,
                on: k.date(m.point),
                absent: match &m.when {
                    When::Not(absent) => Some(absent.clone()),
                    When::On { .. } => None,
                },
                line,
            })
            .collect(),
        reassess: k.outcome.facts.iter().find_map(|f| match f {
            Fact::Reassessment { amount, rule } => Some((*amount, k.outcome.rules.get(*rule).map(|r| r.subject.clone()).unwrap_or_default())),
            _ => None,
        }),
    }
}
