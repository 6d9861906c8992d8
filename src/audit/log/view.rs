//! The pages of the trail.

use askama::Template;
use uuid::Uuid;

use super::form::{Cursor, LogForm};
use super::store::Row;
use crate::access::{Action, Class};
use crate::audit::words;
use crate::web::field::Summary;
use crate::web::{Choice, Ctx, Errors, Field, Frame};

/// An entry, ready to be shown.
pub struct Item {
    pub at: String,
    pub machine: String,
    pub who: String,
    pub role: String,
    pub what: String,
    pub person: Option<(String, String)>,
    pub people: Option<String>,
    pub prison: String,
    pub why: String,
    pub glass: bool,
    pub route: String,
    pub refused: bool,
}

impl Item {
    fn of(ctx: &Ctx, row: &Row) -> Self {
        let (t, fmt) = (ctx.t, ctx.fmt());
        Self {
            at: fmt.at(row.at),
            machine: fmt.machine(row.at),
            who: match (&row.name, &row.staff_number) {
                (Some(name), Some(number)) => t.msg_log_staff(name.as_str(), number.as_str()),
                _ => t.msg_log_unknown_actor(),
            },
            role: row.role.as_deref().map(|r| words::role(t, Some(r))).unwrap_or_default(),
            what: t.msg_log_what(words::action(t, &row.action).as_str(), words::class(t, &row.class).as_str()),
            person: row.inmate_id.zip(row.number.as_ref()).map(|(id, number)| (format!("/inmates/{id}"), number.clone())),
            people: (row.people > 0).then(|| t.msg_log_list_of(i64::from(row.people))),
            prison: row.prison.clone().unwrap_or_default(),
            why: row.purpose.clone().unwrap_or_default(),
            glass: row.broke_glass,
            route: row.route.clone(),
            refused: row.action == "deny",
        }
    }
}

/// A page of what was found.
pub struct Found {
    pub items: Vec<Item>,
    /// Where the next page begins.
    pub after: Option<String>,
    /// Whether this is a later page.
    pub paged: bool,
}

impl Found {
    pub fn of(ctx: &Ctx, rows: &[Row], more: bool, paged: bool) -> Self {
        Self {
            items: rows.iter().map(|r| Item::of(ctx, r)).collect(),
            after: rows.last().filter(|_| more).map(|r| Cursor { at: r.at, id: r.id }.encode()),
            paged,
        }
    }
}

#[derive(Template)]
#[template(path = "audit/log.html")]
pub struct LogView {
    pub frame: Frame,
    pub errors: bool,
    pub summary: Summary,
    pub number: Field,
    pub staff: Field,
    pub action: Field,
    pub class: Field,
    pub route: Field,
    pub prison: Field,
    pub from: Field,
    pub to: Field,
    /// The criteria again, for the buttons below the list.
    pub typed: Vec<(&'static str, String)>,
    pub found: Option<Found>,
}

impl LogView {
    pub fn new(ctx: &Ctx, form: &LogForm, prisons: &[(Uuid, String)], errors: &Errors, found: Option<Found>) -> Self {
        let t = ctx.t;
        let actions = Action::ALL.iter().map(|a| Choice::new(a.as_str(), words::action_name(t, *a))).collect();
        let mut classes: Vec<Choice> = Class::ALL.iter().map(|c| Choice::new(c.as_str(), words::class_name(t, *c))).collect();
        classes.sort_by(|a, b| a.label.cmp(&b.label));
        let prisons = prisons.iter().map(|(id, name)| Choice::new(id.to_string(), name.clone())).collect();
        let typed = [
            ("number", &form.number),
            ("staff", &form.staff),
            ("action", &form.action),
            ("class", &form.class),
            ("route", &form.route),
            ("prison", &form.prison),
            ("from", &form.from),
            ("to", &form.to),
        ];
        Self {
            frame: ctx.frame("log", t.msg_log_heading()),
            errors: !errors.is_empty(),
            summary: Summary::of(t, errors),
            number: Field::text("number", t.msg_log_number(), &form.number).max(20).code().errors(errors),
            staff: Field::text("staff", t.msg_log_staff_field(), &form.staff).hint(t.msg_log_staff_hint()).max(80).code().errors(errors),
            action: Field::select("action", t.msg_log_action(), &form.action, actions).or_none(t.msg_log_any()).errors(errors),
            class: Field::select("class", t.msg_log_class(), &form.class, classes).or_none(t.msg_log_any()).errors(errors),
            route: Field::text("route", t.msg_log_route(), &form.route).max(80).code().errors(errors),
            prison: Field::select("prison", t.msg_log_prison(), &form.prison, prisons).or_none(t.msg_log_any()).errors(errors),
            from: Field::day("from", t.msg_log_from(), &form.from).errors(errors),
            to: Field::day("to", t.msg_log_to(), &form.to).errors(errors),
            typed: typed.into_iter().filter(|(_, v)| !v.is_empty()).map(|(k, v)| (k, v.clone())).collect(),
            found,
        }
    }
}
