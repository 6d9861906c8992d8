//! The page of wall screens.

use askama::Template;
use chrono::TimeDelta;

use super::form::WallForm;
use super::store::Hanging;
use crate::custody::board::store::Choice as Unit;
use crate::web::field::Summary;
use crate::web::{Choice, Ctx, Errors, Field, Frame, form};

/// A screen as a line.
pub(super) struct Line {
    pub id: String,
    pub board: String,
    pub text: String,
    pub place: String,
}

#[derive(Template)]
#[template(path = "custody/board/walls.html")]
pub(super) struct WallsView {
    pub frame: Frame,
    pub done: bool,
    pub errors: bool,
    pub summary: Summary,
    pub lines: Vec<Line>,
    pub fields: Vec<Field>,
}

/// As the form begins: until the shift after this one is over, on the hour.
pub(super) fn proposed(ctx: &Ctx) -> WallForm {
    let until = ctx.now + TimeDelta::hours(12);
    let on_the_hour = until - TimeDelta::seconds(until.timestamp().rem_euclid(3600));
    WallForm { board: "prison".to_owned(), until: form::typed(on_the_hour) }
}

impl WallsView {
    pub fn new(ctx: &Ctx, hanging: &[Hanging], units: &[Unit], raw: &WallForm, errors: &Errors) -> Self {
        let (t, fmt) = (ctx.t, ctx.fmt());
        let mut boards = vec![Choice::new("prison", t.msg_wall_prison())];
        boards.extend(units.iter().map(|u| Choice::new(u.id.to_string(), u.name.clone())));
        Self {
            frame: ctx.frame("board", t.msg_wall_title()),
            done: ctx.query("done").is_some(),
            errors: !errors.is_empty(),
            summary: Summary::of(t, errors),
            lines: hanging
                .iter()
                .map(|w| Line {
                    id: w.id.to_string(),
                    board: w.unit.clone().unwrap_or_else(|| t.msg_wall_prison()),
                    text: t.msg_wall_since(w.by.as_str(), fmt.near(w.since).as_str(), fmt.near(w.until).as_str()),
                    place: [w.client.as_str(), w.address.as_str()].into_iter().filter(|s| !s.is_empty()).collect::<Vec<_>>().join(" · "),
                })
                .collect(),
            fields: vec![
                Field::select("board", t.msg_wall_board(), &raw.board, boards).width("w-half").required(t).errors(errors),
                Field::moment(t, "until", t.msg_wall_until(), &raw.until).hint(t.msg_wall_until_hint()).required(t).errors(errors),
            ],
        }
    }
}
