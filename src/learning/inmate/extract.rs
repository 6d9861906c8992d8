//! What a contact officer knows of somebody's school: which course, how, and when it meets. Marks, goals and notes are the school's, and so is why a course ended.

use askama::Template;

use super::store::Taken;
use crate::inmates::banner::Flag;
use crate::inmates::{BannerView, InmateCtx};
use crate::learning::words;
use crate::web::Frame;

struct Row {
    title: String,
    text: String,
    flag: Flag,
    /// "mandag 08:15–11:30".
    times: Vec<String>,
}

#[derive(Template)]
#[template(path = "learning/extract.html")]
pub struct ExtractView {
    frame: Frame,
    banner: BannerView,
    week: String,
    rows: Vec<Row>,
}

fn time(ctx: &InmateCtx, x: &Taken) -> Option<String> {
    let (t, fmt) = (ctx.t, ctx.fmt());
    let hours = format!("{} {}–{}", fmt.weekday(x.weekday?), x.starts?.format("%H:%M"), x.ends?.format("%H:%M"));
    Some(match x.weeks.as_deref() {
        Some("odd") => t.msg_wish_odd_weeks(hours.as_str()),
        Some("even") => t.msg_wish_even_weeks(hours.as_str()),
        _ => hours,
    })
}

impl ExtractView {
    /// Of rows in the order of courses: one for each time of a course, one for a course without times.
    pub fn new(ctx: &InmateCtx, taken: &[Taken]) -> Self {
        let (t, fmt) = (ctx.t, ctx.fmt());
        let row = |x: &Taken| {
            let span = match x.to {
                Some(to) => t.msg_term_span(fmt.day(x.from).as_str(), fmt.day(to).as_str()),
                None => t.msg_place_since(fmt.day(x.from).as_str()),
            };
            Row {
                title: words::course(ctx.catalogue(), fmt.is_nb(), &x.course),
                text: [Some(span), Some(words::manner(t, x.manner)), x.place.clone()].into_iter().flatten().collect::<Vec<_>>().join(" · "),
                flag: words::standing(t, x.state),
                times: Vec::new(),
            }
        };
        let mut rows: Vec<(uuid::Uuid, Row)> = Vec::new();
        for x in taken {
            if rows.last().is_none_or(|last| last.0 != x.enrolment) {
                rows.push((x.enrolment, row(x)));
            }
            if let (Some(last), Some(time)) = (rows.last_mut(), time(ctx, x)) {
                last.1.times.push(time);
            }
        }
        Self {
            frame: ctx.frame("inmates", t.msg_learn_of(ctx.inmate.name().as_str())),
            banner: BannerView::of(ctx, "learning"),
            week: format!("/inmates/{}/activities", ctx.inmate.id),
            rows: rows.into_iter().map(|r| r.1).collect(),
        }
    }
}
