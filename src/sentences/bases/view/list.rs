//! The tab: what holds now, what binds now, and everything before it.

use askama::Template;

use super::{Held, Mark, Paper, Restrained, facts, gaps, gist, mark, paper, restrained};
use crate::access::{Act, Class};
use crate::inmates::{BannerView, InmateCtx, banner};
use crate::sentences::bases::model::Kind;
use crate::sentences::bases::status::{self, Status};
use crate::sentences::bases::words;
use crate::web::{Errors, Field, Frame};

/// A basis that holds.
pub struct Card {
    pub href: String,
    pub title: String,
    pub mark: Mark,
    pub facts: Vec<(String, String)>,
    pub extend: Option<String>,
}

/// A basis in the list.
pub struct Row {
    pub href: String,
    pub title: String,
    pub sub: String,
    pub decided: String,
    pub gist: String,
    pub mark: Mark,
    pub corrected: bool,
}

/// The legal status of any day, when one is asked for.
pub struct OnDay {
    pub field: Field,
    pub said: Option<OnDaySaid>,
}

/// What is said of it.
pub struct OnDaySaid {
    pub words: String,
    pub status: Mark,
    pub holding: Vec<(String, String)>,
}

impl OnDay {
    fn new(ctx: &InmateCtx, held: &Held, base: &str) -> Self {
        let (t, fmt) = (ctx.t, ctx.fmt());
        let typed = ctx.query("on").unwrap_or_default();
        let day = crate::web::form::day(&typed);
        let mut errors = Errors::new();
        if day.is_none() && !typed.is_empty() {
            errors.add("on", t.msg_bases_bad_day());
        }
        let said = day.map(|day| {
            let holding = status::holding(held.current(), &held.releases(), ctx.catalogue().law(), day);
            let status = status::of(holding.iter().map(|b| &b.facts));
            let mark = status_mark(ctx, status);
            // That nothing held somebody on a day is an alarm only for the days in prison, which stand above.
            let color = if status == Status::None { "neutral" } else { mark.color };
            OnDaySaid {
                words: t.msg_bases_on_day_said(fmt.long_day(day).as_str()),
                status: Mark { color, ..mark },
                holding: holding.iter().map(|b| (format!("{base}/{}", b.id), words::line(t, fmt, &b.facts))).collect(),
            }
        });
        Self { field: Field::day("on", t.msg_bases_on_day(), &typed).errors(&errors), said }
    }
}

/// The page.
#[derive(Template)]
#[template(path = "sentences/held.html")]
pub struct HeldView {
    pub frame: Frame,
    pub banner: BannerView,
    pub base: String,
    pub status: Mark,
    pub explain: Vec<String>,
    pub alarms: Vec<(String, String)>,
    pub holding: Vec<Card>,
    pub binding: Vec<Restrained>,
    pub rows: Vec<Row>,
    pub ended: Vec<Restrained>,
    pub papers: Vec<Paper>,
    pub on_day: OnDay,
    pub writes: bool,
}

impl HeldView {
    pub fn new(ctx: &InmateCtx, held: &Held) -> Self {
        let (t, fmt, base) = (ctx.t, ctx.fmt(), format!("/inmates/{}/held", ctx.inmate.id));
        let writes = ctx.may_here(Class::Sentence, Act::Write);
        let holding = status::holding(held.current(), &held.releases(), ctx.catalogue().law(), ctx.today);
        let status = status::of(holding.iter().map(|b| &b.facts));
        let holds = |root| holding.iter().any(|b| b.root == root);
        let cards = holding.iter().map(|b| Card {
            href: format!("{base}/{}", b.id),
            title: words::kind(t, b.facts.kind),
            mark: mark(ctx, b, true),
            facts: facts(ctx, b, false),
            extend: (writes && b.facts.kind == Kind::Remand).then(|| format!("{base}/new/remand?extends={}", b.root)),
        });
        let rows = held.bases.iter().filter(|b| b.replaced_at.is_none()).map(|b| Row {
            href: format!("{base}/{}", b.id),
            title: words::kind(t, b.facts.kind),
            sub: t.msg_bases_sub(b.facts.court.as_str(), b.facts.case_number.as_str()),
            decided: fmt.day(b.facts.decided_on),
            gist: gist(ctx, &b.facts),
            mark: mark(ctx, b, holds(b.root)),
            corrected: b.change_reason.is_some(),
        });
        let (binding, ended) = held.restrictions.iter().filter(|r| !r.replaced).map(|r| restrained(ctx, held, r, writes)).partition(|r: &Restrained| r.binds);
        Self {
            frame: ctx.frame("inmates", t.msg_bases_tab()),
            banner: BannerView::of(ctx, "held"),
            status: status_mark(ctx, status),
            explain: explain(ctx, held, status, holding.len()),
            alarms: alarms(ctx, held, status),
            holding: cards.collect(),
            binding,
            rows: rows.collect(),
            ended,
            papers: held.documents.iter().map(|d| paper(ctx, d, false)).collect(),
            on_day: OnDay::new(ctx, held, &base),
            writes,
            base,
        }
    }
}

fn in_custody(held: &Held) -> bool {
    held.stays.iter().any(|s| s.released.is_none())
}

fn status_mark(ctx: &InmateCtx, status: Status) -> Mark {
    let color = if status == Status::None { "danger" } else { "success" };
    Mark { color, icon: if status == Status::None { "ExclamationmarkTriangle" } else { "Gavel" }, label: banner::legal_status(ctx.t, status.as_str()) }
}

/// Why the one word is what it is.
fn explain(ctx: &InmateCtx, held: &Held, status: Status, holding: usize) -> Vec<String> {
    let t = ctx.t;
    let mut lines = Vec::new();
    if !in_custody(held) {
        lines.push(t.msg_bases_explain_not_held());
    }
    if holding > 1 {
        lines.push(match status {
            Status::Remand | Status::Arrested => t.msg_bases_explain_interrupted(),
            _ => t.msg_bases_explain_weight(),
        });
    }
    if status == Status::Remand && held.current().any(|b| b.facts.kind.is_judgment() && b.facts.from_day.is_none() && b.facts.ended_on.is_none()) {
        lines.push(t.msg_bases_explain_judgment_waits());
    }
    if matches!(status, Status::Remand | Status::Arrested) {
        lines.push(t.msg_bases_explain_no_leave());
    }
    lines
}

/// What somebody must act on: nothing that holds, days that nothing held, isolation, an order about to run out.
fn alarms(ctx: &InmateCtx, held: &Held, status: Status) -> Vec<(String, String)> {
    let (t, fmt) = (ctx.t, ctx.fmt());
    let mut list = Vec::new();
    if status == Status::None && in_custody(held) {
        list.push((t.msg_bases_alarm_none(), t.msg_bases_alarm_none_text()));
    }
    for (from, to) in gaps(held, ctx.catalogue().law(), ctx.today) {
        if !(status == Status::None && to == ctx.today && from == to) {
            list.push((t.msg_bases_alarm_gap(), t.msg_bases_alarm_gap_text(fmt.day(from).as_str(), fmt.day(to).as_str())));
        }
    }
    list
}
