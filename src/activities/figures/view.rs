//! The page of the figures, its plots drawn here.

use askama::Template;

use super::store::{Place, Unit, Weekday};
use crate::plan::Share;
use crate::plan::plot::{self, Bar, Plot};
use crate::web::lang::Text;
use crate::web::{Ctx, Fmt, Frame};

/// A number at the top.
struct Head {
    href: String,
    color: &'static str,
    icon: &'static str,
    value: String,
    label: String,
    note: String,
}

/// A cell, and the list behind it.
struct Cell {
    words: String,
    href: Option<String>,
}

/// A line of a table.
struct Line {
    label: String,
    cells: Vec<Cell>,
}

/// A table with its plot.
struct Table {
    id: &'static str,
    icon: &'static str,
    title: String,
    means: String,
    heads: Vec<String>,
    lines: Vec<Line>,
    plot: Option<Plot>,
}

#[derive(Template)]
#[template(path = "placements/figures.html")]
pub struct View {
    frame: Frame,
    place: String,
    heads: Vec<Head>,
    tables: Vec<Table>,
}

/// What the page knows.
pub struct Known {
    pub prison: String,
    pub units: Vec<Unit>,
    pub weekdays: Vec<Weekday>,
    pub places: Vec<Place>,
    /// So many weeks back.
    pub weeks: i64,
}

fn cell(words: String, href: Option<String>) -> Cell {
    Cell { words, href }
}

/// "2,4 t" or "2.4 h".
pub(super) fn hours(t: Text, fmt: Fmt, hours: f64) -> String {
    let text = format!("{hours:.1}");
    t.msg_actfig_hours(if fmt.is_nb() { text.replace('.', ",") } else { text }.as_str())
}

fn percent(share: Share) -> String {
    share.percent().map_or_else(|| "–".to_owned(), |p| format!("{p}\u{a0}%"))
}

fn by_unit(ctx: &Ctx, prison: &str, units: &[Unit]) -> Table {
    let t = ctx.t;
    let people = |show: &str, narrowed: &str| Some(format!("/activity-figures/people?show={show}{narrowed}"));
    let share = |u: &Unit| Share { n: u.active, of: u.people };
    let line = |label: String, u: &Unit, narrowed: String| Line {
        label,
        cells: vec![
            cell(percent(share(u)), None),
            cell(t.msg_figures_of(u.active, u.people), people("active", &narrowed)),
            cell(ctx.fmt().number(u.resting), people("resting", &narrowed)),
            cell(ctx.fmt().number((u.people - u.active - u.resting).max(0)), Some(format!("/activities/idle?show=all&prison={prison}{narrowed}"))),
        ],
    };
    let whole = units.iter().fold(Unit { id: uuid::Uuid::nil(), name: String::new(), people: 0, active: 0, resting: 0 }, |sum, u| Unit {
        people: sum.people + u.people,
        active: sum.active + u.active,
        resting: sum.resting + u.resting,
        ..sum
    });
    let bars: Vec<Bar> =
        units.iter().map(|u| Bar { label: u.name.clone(), percent: share(u).percent(), words: t.msg_figures_of(u.active, u.people) }).collect();
    Table {
        id: "rate",
        icon: "Wrench",
        title: t.msg_actfig_rate(),
        means: t.msg_actfig_rate_means(),
        heads: vec![t.msg_figures_col_unit(), t.msg_actfig_share(), t.msg_actfig_active(), t.msg_actfig_resting(), t.msg_actfig_nothing()],
        lines: std::iter::once(line(t.msg_figures_house(), &whole, String::new()))
            .chain(units.iter().map(|u| line(u.name.clone(), u, format!("&unit={}", u.id))))
            .collect(),
        plot: (!bars.is_empty()).then(|| plot::lying("plot-rate", t.msg_actfig_plot_rate(), "fill-accent", &bars)),
    }
}

/// Hours a person and weekday: of everybody in the house, whether they had something to do or not.
fn by_weekday(ctx: &Ctx, known: &Known) -> Table {
    let (t, fmt) = (ctx.t, ctx.fmt());
    let people = known.units.iter().map(|u| u.people).sum::<i64>().max(1) as f64;
    // A full working day stands as the whole of a bar.
    const FULL: f64 = 8.0;
    let each = |n: f64, days: i64| n / people / days.max(1) as f64;
    let bars: Vec<Bar> = known
        .weekdays
        .iter()
        .map(|d| {
            let n = each(d.attended, d.days);
            Bar { label: fmt.weekday(d.weekday).to_owned(), percent: Some((n * 100.0 / FULL).round() as i64), words: hours(t, fmt, n) }
        })
        .collect();
    let line = |d: &Weekday| Line {
        label: fmt.weekday(d.weekday).to_owned(),
        cells: vec![
            cell(hours(t, fmt, each(d.attended, d.days)), Some(format!("/activity-figures/hours?weekday={}", d.weekday))),
            cell(hours(t, fmt, each(d.planned, d.days)), None),
            cell(fmt.number(d.days), None),
        ],
    };
    Table {
        id: "hours",
        icon: "Timer",
        title: t.msg_actfig_hours_title(),
        means: t.msg_actfig_hours_means(known.weeks),
        heads: vec![t.msg_actfig_weekday(), t.msg_actfig_attended(), t.msg_actfig_planned(), t.msg_actfig_days()],
        lines: known.weekdays.iter().map(line).collect(),
        plot: (!bars.is_empty()).then(|| plot::lying("plot-hours", t.msg_actfig_plot_hours(), "fill-success", &bars)),
    }
}

fn free(p: &Place) -> i64 {
    (p.places - p.here).max(0)
}

fn by_place(ctx: &Ctx, places: &[Place]) -> Table {
    let (t, fmt) = (ctx.t, ctx.fmt());
    let most = places.iter().map(|p| free(p).max(p.waiting)).max().unwrap_or(1).max(1);
    let bars: Vec<Bar> = places
        .iter()
        .filter(|p| free(p) > 0 || p.waiting > 0)
        .map(|p| Bar { label: p.name.chars().take(28).collect(), percent: Some(free(p) * 100 / most), words: t.msg_actfig_free_waiting(free(p), p.waiting) })
        .collect();
    let line = |p: &Place| Line {
        label: p.name.clone(),
        cells: vec![
            cell(t.msg_prog_places_taken(p.here, p.places), Some(format!("/activities/{}", p.id))),
            cell(fmt.number(free(p)), None),
            cell(fmt.number(p.waiting), (p.waiting > 0).then(|| format!("/waiting?place={}&show=waiting", p.id))),
            cell(fmt.number(p.unanswered), (p.unanswered > 0).then(|| format!("/waiting?place={}&show=open", p.id))),
            cell(if p.over > 0 { t.msg_actfig_over(p.over) } else { String::new() }, None),
        ],
    };
    Table {
        id: "seats",
        icon: "Hourglass",
        title: t.msg_actfig_seats(),
        means: t.msg_actfig_seats_means(),
        heads: vec![t.msg_wish_place(), t.msg_actfig_taken(), t.msg_actfig_free(), t.msg_actfig_waiting(), t.msg_actfig_unanswered(), t.msg_actfig_mind()],
        lines: places.iter().map(line).collect(),
        plot: (!bars.is_empty()).then(|| plot::lying("plot-seats", t.msg_actfig_plot_seats(), "fill-warning", &bars)),
    }
}

impl View {
    pub fn new(ctx: &Ctx, known: &Known) -> Self {
        let (t, fmt) = (ctx.t, ctx.fmt());
        let (people, active): (i64, i64) = known.units.iter().fold((0, 0), |(a, b), u| (a + u.people, b + u.active));
        let rate = Share { n: active, of: people };
        let (free, waiting) = known.places.iter().fold((0, 0), |(a, b), p| (a + free(p), b + p.waiting));
        let workdays: Vec<&Weekday> = known.weekdays.iter().filter(|d| d.weekday <= 5).collect();
        let days = workdays.iter().map(|d| d.days).sum::<i64>().max(1) as f64;
        let each = workdays.iter().map(|d| d.attended).sum::<f64>() / people.max(1) as f64 / days;
        let head = |href: &str, color, icon, value: String, label: String, note: String| Head { href: href.to_owned(), color, icon, value, label, note };
        let heads = vec![
            head(
                "#rate-h",
                if rate.percent().is_some_and(|p| p >= 80) { "success" } else { "warning" },
                "Wrench",
                percent(rate),
                t.msg_actfig_rate(),
                t.msg_figures_of(active, people),
            ),
            head("#hours-h", "info", "Timer", hours(t, fmt, each), t.msg_actfig_workday(), t.msg_actfig_hours_means(known.weeks)),
            head(
                "#seats-h",
                if free > 0 && waiting > 0 { "warning" } else { "success" },
                "Hourglass",
                fmt.number(free),
                t.msg_actfig_free(),
                t.msg_actfig_waiting_n(waiting, known.places.first().map_or(0, |p| p.people_waiting)),
            ),
        ];
        Self {
            frame: ctx.frame("activity-figures", t.msg_actfig_title()),
            place: ctx.actor.prison_name.clone(),
            heads,
            tables: vec![by_unit(ctx, &known.prison, &known.units), by_weekday(ctx, known), by_place(ctx, &known.places)],
        }
    }
}
