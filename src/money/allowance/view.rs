//! Pages of what a clerk approves.

use askama::Template;
use sha2::{Digest as _, Sha256};
use uuid::Uuid;

use super::store::{Batch, Booked, Person, Waiting};
use super::words;
use crate::access::{Act, Class, Named};
use crate::inmates::banner::Flag;
use crate::inmates::store::full_name;
use crate::money::month::Month;
use crate::platform::id::PrisonId;
use crate::web::parts::Chip;
use crate::web::{Ctx, Frame};

/// What a form carries of what it showed: so many days, so much together, and which versions they were. Two changes that together come to the same are changes.
pub(super) struct Seen {
    pub days: i64,
    pub ore: i64,
    pub mark: String,
}

impl Seen {
    pub fn of<'a>(people: impl IntoIterator<Item = &'a Person>) -> Self {
        let (mut days, mut ore, mut mark) = (0, 0, Sha256::new());
        for person in people.into_iter().filter(|p| p.days > 0) {
            days += person.days;
            ore += person.ore;
            mark.update(person.inmate_id.as_bytes());
            mark.update(person.mark.as_deref().unwrap_or_default());
        }
        Self { days, ore, mark: mark.finalize().iter().take(12).map(|b| format!("{b:02x}")).collect() }
    }
}

/// A month that waits.
struct MonthRow {
    href: String,
    name: String,
    people: String,
    days: String,
    ore: String,
    flags: Vec<Flag>,
}

/// A batch in the list.
struct BatchRow {
    href: String,
    at: String,
    name: String,
    people: String,
    days: String,
    ore: String,
    corrected: Option<String>,
    by: String,
}

/// Months to approve, and what was.
#[derive(Template)]
#[template(path = "money/allowance.html")]
pub(super) struct ListView {
    frame: Frame,
    houses: Vec<Chip>,
    months: Vec<MonthRow>,
    batches: Vec<BatchRow>,
}

impl ListView {
    pub fn new(ctx: &Ctx, prison: PrisonId, houses: Vec<Chip>, months: &[Waiting], batches: &[Batch], names: &Named) -> Self {
        let (t, fmt) = (ctx.t, ctx.fmt());
        let several = if houses.is_empty() { String::new() } else { format!("?prison={prison}") };
        let months = months.iter().map(|m| {
            let mut flags = Vec::new();
            if m.corrected > 0 {
                flags.push(words::flag("warning", "ArrowsCirclepath", t.msg_allowance_corrected(m.corrected, fmt.kroner(m.difference).as_str())));
            }
            if m.register > 0 {
                flags.push(words::flag("neutral", "Hourglass", t.msg_allowance_days_register(m.register)));
            }
            if m.rate > 0 {
                flags.push(words::flag("warning", "Hourglass", t.msg_allowance_days_rate(m.rate)));
            }
            MonthRow {
                href: format!("/allowance/months/{}{several}", Month::of(m.month)),
                name: fmt.month(m.month),
                people: fmt.number(m.people),
                days: fmt.number(m.days),
                ore: fmt.kroner(m.ore),
                flags,
            }
        });
        let batches = batches.iter().map(|b| BatchRow {
            href: format!("/allowance/batches/{}", b.id),
            at: fmt.at(b.approved_at),
            name: fmt.month(b.from_day),
            people: fmt.number(i64::from(b.people)),
            days: fmt.number(i64::from(b.days)),
            ore: fmt.kroner(b.total_ore),
            corrected: (b.corrected > 0).then(|| t.msg_allowance_of_those_corrected(i64::from(b.corrected))),
            by: names.of(Some(b.approved_by)).unwrap_or_default().to_owned(),
        });
        Self { months: months.collect(), batches: batches.collect(), houses, frame: ctx.frame("allowance", t.msg_allowance_nav()) }
    }
}

/// Somebody in a month that waits.
struct PersonRow {
    id: Uuid,
    name: String,
    number: String,
    href: Option<String>,
    days: String,
    basis: String,
    ore: String,
    flags: Vec<Flag>,
    /// There is something to approve.
    can: bool,
    held_back: bool,
    changed: bool,
}

/// A month to approve.
#[derive(Template)]
#[template(path = "money/month.html")]
pub(super) struct MonthView {
    frame: Frame,
    name: String,
    action: String,
    prison: String,
    seen: Seen,
    lead: String,
    rows: Vec<PersonRow>,
    may: bool,
    error: Option<String>,
    stale: Option<String>,
}

impl MonthView {
    pub fn new(ctx: &Ctx, prison: PrisonId, month: Month, people: &[Person]) -> Self {
        let (t, fmt) = (ctx.t, ctx.fmt());
        let seen = Seen::of(people);
        let rows = people.iter().map(|p| {
            let mut flags = Vec::new();
            if p.corrected > 0 {
                flags.push(words::flag("warning", "ArrowsCirclepath", t.msg_allowance_corrected(p.corrected, fmt.kroner(p.difference).as_str())));
            }
            if p.register > 0 {
                flags.push(words::flag("neutral", "Hourglass", t.msg_allowance_days_register(p.register)));
            }
            if p.rate > 0 {
                flags.push(words::flag("warning", "Hourglass", t.msg_allowance_days_rate(p.rate)));
            }
            let mut basis = Vec::new();
            for (n, said) in [
                (p.ordinary, t.msg_allowance_n_ordinary(p.ordinary)),
                (p.support, t.msg_allowance_n_support(p.support)),
                (p.mixed, t.msg_allowance_n_mixed(p.mixed)),
                (p.nothing, t.msg_allowance_n_none(p.nothing)),
            ] {
                if n > 0 {
                    basis.push(said);
                }
            }
            if p.food > 0 {
                basis.push(t.msg_allowance_with_food(fmt.kroner(p.food).as_str()));
            }
            PersonRow {
                id: p.inmate_id,
                name: p.family_name.as_deref().map_or_else(|| t.msg_money_moved_on(), |f| full_name(f, p.given_name.as_deref().unwrap_or_default())),
                number: p.number.clone().unwrap_or_default(),
                href: p.here.then(|| format!("/inmates/{}/allowance?month={month}", p.inmate_id)),
                days: fmt.number(p.days),
                basis: basis.join(" · "),
                ore: fmt.kroner(p.ore),
                flags,
                can: p.days > 0,
                held_back: false,
                changed: p.corrected > 0,
            }
        });
        let name = fmt.month(month.first());
        Self {
            frame: ctx.frame("allowance", t.msg_allowance_month_title(name.as_str())),
            action: format!("/allowance/months/{month}"),
            prison: prison.to_string(),
            lead: t.msg_allowance_month_lead(seen.days, fmt.kroner(seen.ore).as_str()),
            rows: rows.collect(),
            may: ctx.may(Class::Allowance, Act::Write) && seen.days > 0,
            error: None,
            stale: None,
            seen,
            name,
        }
    }

    /// Shown again: who was held back still is.
    #[must_use]
    pub fn back(mut self, without: &[Uuid], error: Option<String>, stale: Option<String>) -> Self {
        for row in &mut self.rows {
            row.held_back = without.contains(&row.id);
        }
        Self { error, stale, ..self }
    }
}

/// What a batch booked for somebody.
struct BookedRow {
    name: String,
    number: String,
    href: Option<String>,
    ore: String,
    undone: Option<String>,
}

/// A batch.
#[derive(Template)]
#[template(path = "money/batch.html")]
pub(super) struct BatchView {
    frame: Frame,
    lead: String,
    facts: Vec<(String, String)>,
    rows: Vec<BookedRow>,
    done: Option<String>,
}

impl BatchView {
    pub fn new(ctx: &Ctx, batch: &Batch, booked: &[Booked], names: &Named) -> Self {
        let (t, fmt) = (ctx.t, ctx.fmt());
        let month = Month::of(batch.from_day);
        let name = fmt.month(batch.from_day);
        let rows = booked.iter().map(|b| BookedRow {
            name: b.family_name.as_deref().map_or_else(|| t.msg_money_moved_on(), |f| full_name(f, b.given_name.as_deref().unwrap_or_default())),
            number: b.number.clone().unwrap_or_default(),
            href: b.inmate_id.map(|id| format!("/inmates/{id}/allowance?month={month}")),
            ore: fmt.kroner(b.ore),
            undone: (b.undone != 0).then(|| t.msg_allowance_undone(fmt.kroner(b.undone).as_str())),
        });
        let booked_ore: i64 = booked.iter().map(|b| b.ore).sum();
        let facts = vec![
            (t.msg_allowance_col_people(), fmt.number(i64::from(batch.people))),
            (t.msg_allowance_col_days(), fmt.number(i64::from(batch.days))),
            (t.msg_allowance_fact_corrected(), fmt.number(i64::from(batch.corrected))),
            (t.msg_allowance_fact_total(), fmt.kroner(batch.total_ore)),
            (t.msg_allowance_fact_booked(), fmt.kroner(booked_ore)),
        ];
        let by = names.of(Some(batch.approved_by)).unwrap_or_default();
        Self {
            lead: t.msg_allowance_batch_lead(fmt.at(batch.approved_at).as_str(), by),
            facts,
            rows: rows.collect(),
            done: ctx.query("done").map(|_| t.msg_allowance_done()),
            frame: ctx.frame("allowance", t.msg_allowance_batch_title(name.as_str())),
        }
    }
}
