//! The page of one's own entries.

use askama::Template;

use super::store::Row;
use crate::audit::words;
use crate::inmates::store::full_name;
use crate::law::calendar;
use crate::web::{Ctx, Frame};

/// An entry, ready to be shown.
pub struct Item {
    pub time: String,
    pub machine: String,
    pub what: String,
    pub role: String,
    pub person: String,
    pub refused: bool,
}

/// The entries of a day.
pub struct Day {
    pub label: String,
    pub items: Vec<Item>,
}

#[derive(Template)]
#[template(path = "audit/mine.html")]
pub struct MineView {
    pub frame: Frame,
    pub days: Vec<Day>,
    pub newest: Option<String>,
    pub older: Option<String>,
}

impl MineView {
    pub fn new(ctx: &Ctx, rows: &[Row], paged: bool, more: bool) -> Self {
        let (t, fmt) = (ctx.t, ctx.fmt());
        let mut days: Vec<Day> = Vec::new();
        for row in rows {
            let label = fmt.long_day(calendar::oslo_day(row.at));
            let person = match (row.inmate_id, &row.family_name, &row.given_name, &row.number) {
                (Some(_), Some(family), Some(given), Some(number)) => t.msg_review_person(full_name(family, given).as_str(), number.as_str()),
                (Some(_), ..) => t.msg_mine_out_of_reach(),
                (None, ..) if row.people > 0 => t.msg_log_list_of(i64::from(row.people)),
                _ => String::new(),
            };
            let item = Item {
                time: fmt.time(row.at),
                machine: fmt.machine(row.at),
                what: t.msg_log_what(words::action(t, &row.action).as_str(), words::class(t, &row.class).as_str()),
                role: row.role.as_deref().map(|r| words::role(t, Some(r))).unwrap_or_default(),
                person,
                refused: row.action == "deny",
            };
            match days.last_mut().filter(|d| d.label == label) {
                Some(day) => day.items.push(item),
                None => days.push(Day { label, items: vec![item] }),
            }
        }
        Self {
            frame: ctx.frame("me", t.msg_mine_heading()),
            days,
            newest: paged.then(|| "/me/log".to_owned()),
            older: rows.last().filter(|_| more).map(|r| format!("/me/log?before={:x}.{:x}", r.at.timestamp_micros(), r.id)),
        }
    }
}
