//! A person's days: what each gave and why, line by line, with the rows of law it rests on.

use askama::Template;
use axum::response::Response;
use chrono::{Datelike, NaiveDate};

use super::store::{self, State, Version};
use super::words;
use crate::access::{Act, Class};
use crate::inmates::InmateCtx;
use crate::inmates::banner::{BannerView, Flag};
use crate::money::month::Month;
use crate::web::law::RuleNote;
use crate::web::parts::Chip;
use crate::web::{Error, Frame, Routes, needs_for};

pub(super) fn routes() -> Routes {
    Routes::new().get("/inmates/{inmate}/allowance", needs_for(Class::Allowance, Act::Read), show)
}

/// A line of the explanation.
struct LineRow {
    label: String,
    more: String,
    ore: String,
    notes: Vec<RuleNote>,
}

/// A version of a day.
struct VersionRow {
    flag: Flag,
    waits: Option<Flag>,
    basis: String,
    ore: String,
    lines: Vec<LineRow>,
    when: String,
    batch: Option<String>,
}

/// A day: the version that counts, and those before it.
struct DayRow {
    day: String,
    house: Option<String>,
    attn: bool,
    now: VersionRow,
    /// Approved as something else, and still booked so.
    booked: Option<String>,
    earlier: Vec<VersionRow>,
}

#[derive(Template)]
#[template(path = "money/days.html")]
struct DaysView {
    frame: Frame,
    banner: BannerView,
    months: Vec<Chip>,
    lead: String,
    facts: Vec<(String, String)>,
    rows: Vec<DayRow>,
}

async fn show(mut ctx: InmateCtx) -> Result<Response, Error> {
    let month = ctx.query("month").and_then(|m| m.parse().ok()).unwrap_or(Month::of(ctx.today)).min(Month::of(ctx.today));
    let inmate = ctx.inmate.id;
    let versions = store::days(ctx.conn(), inmate, (month.first(), month.last())).await?;
    let view = view(&ctx, month, &versions);
    ctx.into_ctx().page(view).await
}

/// The months beside one another: the one before, this one, the one after when it has come.
pub(in crate::money) fn month_chips(ctx: &InmateCtx, path: &str, month: Month) -> Vec<Chip> {
    let fmt = ctx.fmt();
    [month.before(), month, month.after()]
        .into_iter()
        .filter(|m| *m <= Month::of(ctx.today))
        .map(|m| Chip::new(format!("/inmates/{}/{path}?month={m}", ctx.inmate.id), fmt.month(m.first()), None, m == month))
        .collect()
}

fn row(ctx: &InmateCtx, v: &Version) -> VersionRow {
    let (t, fmt) = (ctx.t, ctx.fmt());
    let book = ctx.catalogue().law();
    let lines = v.lines.iter().map(|kept| {
        let (label, more) = words::line(t, fmt, ctx.catalogue(), kept);
        let notes = kept.rules.iter().filter_map(|(id, subject, version)| book.version(id, subject, *version)).map(|r| RuleNote::of(ctx.lang, r)).collect();
        LineRow { label, more, ore: fmt.kroner(kept.ore), notes }
    });
    VersionRow {
        flag: words::state(t, v.state),
        waits: v.waits_for.map(|w| words::waits(t, w)),
        basis: words::basis(t, v.basis),
        ore: fmt.kroner(i64::from(v.total_ore)),
        lines: lines.collect(),
        when: t.msg_allowance_computed(i64::from(v.version), fmt.at(v.computed_at).as_str()),
        batch: v.batch_id.map(|b| format!("/allowance/batches/{b}")),
    }
}

fn view(ctx: &InmateCtx, month: Month, versions: &[Version]) -> DaysView {
    let (t, fmt) = (ctx.t, ctx.fmt());
    let mut rows: Vec<(NaiveDate, DayRow)> = Vec::new();
    for v in versions {
        match rows.last_mut().filter(|(day, _)| *day == v.day) {
            // The first of a day is its newest.
            Some((_, row_of_day)) => {
                if v.state == State::Approved {
                    row_of_day.booked = Some(t.msg_allowance_booked_as(fmt.kroner(i64::from(v.total_ore)).as_str()));
                }
                row_of_day.earlier.push(row(ctx, v));
            }
            None => {
                let house = (ctx.inmate.prison.as_deref() != Some(v.prison.as_str())).then(|| v.prison.clone());
                // Under the name of the month: the day of the week tells more than the year.
                let day = format!("{} {}", fmt.weekday(v.day.weekday().number_from_monday() as i16), fmt.short_day(v.day));
                rows.push((v.day, DayRow { day, house, attn: v.waits_for.is_some(), now: row(ctx, v), booked: None, earlier: Vec::new() }));
            }
        }
    }
    let sum = |keep: &dyn Fn(&Version) -> bool| versions.iter().filter(|v| keep(v)).map(|v| i64::from(v.total_ore)).sum::<i64>();
    let approved = sum(&|v| v.state == State::Approved);
    let proposed = sum(&|v| v.state == State::Proposed && v.waits_for.is_none());
    let waiting = versions.iter().filter(|v| v.state == State::Proposed && v.waits_for.is_some()).count() as i64;
    let name = fmt.month(month.first());
    DaysView {
        months: month_chips(ctx, "allowance", month),
        lead: t.msg_allowance_days_lead(name.as_str()),
        facts: vec![
            (t.msg_allowance_fact_approved(), fmt.kroner(approved)),
            (t.msg_allowance_fact_proposed(), fmt.kroner(proposed)),
            (t.msg_allowance_fact_waiting(), fmt.number(waiting)),
        ],
        rows: rows.into_iter().map(|r| r.1).collect(),
        banner: BannerView::of(ctx, "allowance"),
        frame: ctx.frame("inmates", t.msg_allowance_of(ctx.inmate.name().as_str())),
    }
}
