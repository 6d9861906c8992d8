//! Pages of the figures.

use askama::Template;
use uuid::Uuid;

use super::plot::{self, Bar, Plot};
use super::rules::{self, Figure, Row, Share};
use super::store::{Ended, Left, Now, Unit};
use crate::inmates::Face;
use crate::inmates::banner::Flag;
use crate::plan::model::Theme;
use crate::plan::words::{self, flag};
use crate::web::lang::Text;
use crate::web::parts::Chip;
use crate::web::{Ctx, Frame};

/// Talks are counted so many days back.
pub const TALKS_BACK: u64 = 90;
/// Who leaves within so many days must be ready.
const READY_WITHIN: i64 = 30;

/// What was read.
pub struct Read {
    pub now: Vec<Now>,
    pub goals: Vec<Ended>,
    pub releases: Vec<Left>,
    pub units: Vec<Unit>,
}

/// The steps of a release.
fn steps(l: &Left) -> Vec<String> {
    let every = [(l.leave, "leave"), (l.day_release, "day_release"), (l.lower, "lower"), (l.halfway, "halfway"), (l.outside, "outside")];
    every.into_iter().filter(|s| s.0).map(|s| s.1.to_owned()).collect()
}

/// The kinds of step, in order.
const STEPS: [&str; 5] = ["leave", "day_release", "lower", "halfway", "outside"];

fn step(t: Text, code: &str) -> String {
    match code {
        "leave" => t.msg_way_rung_leave(),
        "day_release" => t.msg_way_rung_day_release(),
        "lower" => t.msg_way_rung_lower_security(),
        "halfway" => t.msg_way_rung_halfway_house(),
        _ => t.msg_figures_outside(),
    }
}

impl Read {
    /// The rows that a figure counts.
    pub fn rows(&self, figure: Figure, today: chrono::NaiveDate) -> Vec<Row> {
        let people = |keep: &dyn Fn(&Now) -> bool, yes: &dyn Fn(&Now) -> bool| {
            let row = |p: &Now| Row { inmate: Some(p.inmate), unit: Some(p.unit), on: p.release_on, of: 1, n: i64::from(yes(p)), about: Vec::new() };
            self.now.iter().filter(|p| keep(p)).map(row).collect()
        };
        let soon = |p: &Now| p.serving && p.release_on.is_some_and(|d| d >= today && (d - today).num_days() <= READY_WITHIN);
        match figure {
            Figure::Assessed => people(&|_| true, &|p| p.assessed),
            Figure::Planned => people(&|p| p.serving, &|p| p.planned),
            Figure::Agreed => people(&|p| p.serving, &|p| p.agreed),
            Figure::AssessmentLate => people(&|_| true, &|p| p.assess_late),
            Figure::ReviewLate => people(&|p| p.serving, &|p| p.review_late),
            Figure::NotReady => people(&soon, &|p| !p.ready),
            Figure::Continuity => {
                let row = |p: &Now| Row { inmate: Some(p.inmate), unit: Some(p.unit), on: None, of: p.talks, n: p.with_one, about: Vec::new() };
                self.now.iter().filter(|p| p.talks > 0).map(row).collect()
            }
            Figure::Goals => {
                let row = |g: &Ended| Row { inmate: Some(g.inmate), unit: None, on: Some(g.on), of: 1, n: i64::from(g.achieved), about: vec![g.theme.clone()] };
                self.goals.iter().map(row).collect()
            }
            Figure::StepDown => self
                .releases
                .iter()
                .map(|l| {
                    let about = steps(l);
                    Row { inmate: l.inmate, unit: None, on: Some(l.on), of: 1, n: i64::from(!about.is_empty()), about }
                })
                .collect(),
        }
    }
}

/// A figure's name.
pub fn name(t: Text, figure: Figure) -> String {
    match figure {
        Figure::Assessed => t.msg_figures_assessed(),
        Figure::Planned => t.msg_figures_planned(),
        Figure::Agreed => t.msg_figures_agreed(),
        Figure::AssessmentLate => t.msg_figures_assessment_late(),
        Figure::ReviewLate => t.msg_figures_review_late(),
        Figure::NotReady => t.msg_figures_not_ready(),
        Figure::Goals => t.msg_figures_goals(),
        Figure::Continuity => t.msg_figures_continuity(),
        Figure::StepDown => t.msg_figures_step_down(),
    }
}

/// What a figure counts, in a sentence.
fn meaning(t: Text, figure: Figure) -> String {
    match figure {
        Figure::Assessed => t.msg_figures_assessed_means(),
        Figure::Planned => t.msg_figures_planned_means(),
        Figure::Agreed => t.msg_figures_agreed_means(),
        Figure::AssessmentLate => t.msg_figures_assessment_late_means(),
        Figure::ReviewLate => t.msg_figures_review_late_means(),
        Figure::NotReady => t.msg_figures_not_ready_means(),
        Figure::Goals => t.msg_figures_goals_means(),
        Figure::Continuity => t.msg_figures_continuity_means(TALKS_BACK as i64),
        Figure::StepDown => t.msg_figures_step_down_means(),
    }
}

/// A number that leads to its list.
pub struct Number {
    pub href: String,
    pub words: String,
    /// In hundredths, as it is read.
    pub percent: String,
    pub label: String,
}

fn number(t: Text, figure: Figure, share: Share, narrowed: &str, of_what: &str) -> Number {
    Number {
        href: format!("/plan-figures/{}?part=yes{narrowed}", figure.as_str()),
        words: t.msg_figures_of(share.n, share.of),
        percent: share.percent().map(|p| format!("{p}\u{a0}%")).unwrap_or_default(),
        label: format!("{}, {of_what}", name(t, figure)),
    }
}

/// A line of a table.
pub struct Line {
    pub label: String,
    pub numbers: Vec<Number>,
}

/// A table with its heads.
pub struct Table {
    pub id: &'static str,
    pub icon: &'static str,
    pub title: String,
    pub means: Vec<String>,
    pub first: String,
    pub heads: Vec<String>,
    pub lines: Vec<Line>,
    pub plot: Option<Plot>,
}

/// A number at the top of the page.
pub struct Head {
    pub href: String,
    pub color: &'static str,
    pub icon: &'static str,
    pub percent: String,
    pub label: String,
    pub words: String,
}

fn head(t: Text, figure: Figure, share: Share) -> Head {
    let color = match share.percent() {
        None => "neutral",
        Some(p) if figure.more_is_better() && p >= 80 => "success",
        Some(0) if !figure.more_is_better() => "success",
        Some(_) => "warning",
    };
    Head {
        href: format!("/plan-figures/{}?part=yes", figure.as_str()),
        color,
        icon: match figure {
            Figure::Assessed => "ClipboardCheckmark",
            Figure::Planned => "Compass",
            Figure::Agreed => "Handshake",
            Figure::AssessmentLate | Figure::ReviewLate => "HourglassTopFilled",
            Figure::NotReady => "Leave",
            Figure::Goals => "CheckmarkCircle",
            Figure::Continuity => "PersonChat",
            Figure::StepDown => "Footprint",
        },
        percent: share.percent().map_or_else(|| "–".to_owned(), |p| format!("{p}\u{a0}%")),
        label: name(t, figure),
        words: t.msg_figures_of(share.n, share.of),
    }
}

fn bar(t: Text, label: String, share: Share) -> Bar {
    Bar { label, percent: share.percent(), words: share.percent().map_or_else(|| t.msg_figures_none(), |_| t.msg_figures_of(share.n, share.of)) }
}

/// Of people in custody: the house, and every unit.
fn by_unit(t: Text, read: &Read, today: chrono::NaiveDate, figures: &[Figure]) -> Vec<Line> {
    let rows: Vec<(Figure, Vec<Row>)> = figures.iter().map(|f| (*f, read.rows(*f, today))).collect();
    let line = |label: String, unit: Option<Uuid>| Line {
        numbers: rows
            .iter()
            .map(|(f, rows)| {
                let share = Share::of(rows.iter().filter(|r| unit.is_none_or(|u| r.unit == Some(u))));
                number(t, *f, share, &unit.map(|u| format!("&unit={u}")).unwrap_or_default(), &label)
            })
            .collect(),
        label,
    };
    std::iter::once(line(t.msg_figures_house(), None)).chain(read.units.iter().map(|u| line(u.name.clone(), Some(u.id)))).collect()
}

fn month_bars(ctx: &Ctx, rows: &[Row]) -> Vec<Bar> {
    rules::months(ctx.today).into_iter().map(|m| bar(ctx.t, m.format("%m/%y").to_string(), Share::of(rules::within(rows, m)))).collect()
}

/// Everything as tables.
pub fn tables(ctx: &Ctx, read: &Read) -> Vec<Table> {
    let (t, today) = (ctx.t, ctx.today);
    let table = |id, icon, title: String, figures: &[Figure], first: String, lines, plot| Table {
        id,
        icon,
        title,
        means: figures.iter().map(|f| meaning(t, *f)).collect(),
        first,
        heads: figures.iter().map(|f| name(t, *f)).collect(),
        lines,
        plot,
    };
    let planned = read.rows(Figure::Planned, today);
    let bars: Vec<Bar> =
        read.units.iter().map(|u| bar(t, u.name.clone(), Share::of(planned.iter().filter(|r| r.unit == Some(u.id))))).filter(|b| b.percent.is_some()).collect();
    let coverage = [Figure::Assessed, Figure::Planned, Figure::Agreed];
    let late = [Figure::AssessmentLate, Figure::ReviewLate, Figure::NotReady];
    let goals = read.rows(Figure::Goals, today);
    let theme_line = |theme: &Theme| {
        let share = Share::of(goals.iter().filter(|r| r.about.first().is_some_and(|a| a == theme.as_str())));
        let label = words::theme(t, *theme);
        (share.of > 0).then(|| Line { numbers: vec![number(t, Figure::Goals, share, &format!("&about={}", theme.as_str()), &label)], label })
    };
    let whole = |figure, rows: &[Row]| Line { label: t.msg_figures_house(), numbers: vec![number(t, figure, Share::of(rows), "", &t.msg_figures_house())] };
    let left = read.rows(Figure::StepDown, today);
    let step_line = |code: &&str| {
        let n = left.iter().filter(|r| r.about.iter().any(|a| a == *code)).count() as i64;
        let label = step(t, code);
        Line { numbers: vec![number(t, Figure::StepDown, Share { n, of: left.len() as i64 }, &format!("&about={code}"), &label)], label }
    };
    vec![
        table(
            "coverage",
            "Compass",
            t.msg_figures_coverage(),
            &coverage,
            t.msg_figures_col_unit(),
            by_unit(t, read, today, &coverage),
            (!bars.is_empty()).then(|| plot::lying("plot-coverage", t.msg_figures_plot_coverage(), "fill-accent", &bars)),
        ),
        table("late", "HourglassTopFilled", t.msg_figures_late(), &late, t.msg_figures_col_unit(), by_unit(t, read, today, &late), None),
        table(
            "goals",
            "CheckmarkCircle",
            t.msg_figures_goals_title(),
            &[Figure::Goals],
            t.msg_figures_col_theme(),
            std::iter::once(whole(Figure::Goals, &goals)).chain(Theme::ALL.iter().filter_map(theme_line)).collect(),
            Some(plot::standing("plot-goals", t.msg_figures_plot_goals(), "fill-success", &month_bars(ctx, &goals))),
        ),
        table(
            "continuity",
            "PersonChat",
            t.msg_figures_continuity_title(),
            &[Figure::Continuity],
            t.msg_figures_col_unit(),
            by_unit(t, read, today, &[Figure::Continuity]),
            None,
        ),
        table(
            "steps",
            "Footprint",
            t.msg_figures_step_down_title(),
            &[Figure::StepDown],
            t.msg_figures_col_step(),
            std::iter::once(whole(Figure::StepDown, &left)).chain(STEPS.iter().map(step_line)).collect(),
            Some(plot::standing("plot-steps", t.msg_figures_plot_steps(), "fill-brand1", &month_bars(ctx, &left))),
        ),
    ]
}

#[derive(Template)]
#[template(path = "plan/figures.html")]
pub struct FiguresView {
    frame: Frame,
    place: String,
    heads: Vec<Head>,
    tables: Vec<Table>,
}

impl FiguresView {
    pub fn new(ctx: &Ctx, read: &Read) -> Self {
        let t = ctx.t;
        let shown = [Figure::Planned, Figure::Agreed, Figure::ReviewLate, Figure::NotReady, Figure::Goals, Figure::Continuity, Figure::StepDown];
        Self {
            frame: ctx.frame("plan-figures", t.msg_figures_title()),
            place: ctx.actor.prison_name.clone(),
            heads: shown.into_iter().map(|f| head(t, f, Share::of(&read.rows(f, ctx.today)))).collect(),
            tables: tables(ctx, read),
        }
    }
}

/// A row of the list behind a number.
pub struct ListRow {
    pub face: Face,
    pub place: String,
    pub yes: Flag,
    pub text: String,
}

#[derive(Template)]
#[template(path = "plan/figure_list.html")]
pub struct ListView {
    pub frame: Frame,
    pub lead: String,
    pub chips: Vec<Chip>,
    pub rows: Vec<ListRow>,
    /// How many are not named.
    pub closed: i64,
    pub newest: Option<String>,
    pub older: Option<String>,
}

/// What a row says besides the name.
pub fn said(ctx: &Ctx, figure: Figure, row: &Row) -> (Flag, String) {
    let (t, fmt) = (ctx.t, ctx.fmt());
    let yes = row.n > 0;
    let day = row.on.map(|d| fmt.day(d)).unwrap_or_default();
    let good = yes == figure.more_is_better();
    let (color, icon) = if good { ("success", "Checkmark") } else { ("warning", "XMark") };
    let word = if yes { t.msg_figures_yes() } else { t.msg_figures_no() };
    match figure {
        Figure::Goals => {
            let theme = row.about.first().and_then(|a| Theme::of(a)).map(|x| words::theme(t, x)).unwrap_or_default();
            let word = if yes { t.msg_plan_goal_achieved() } else { t.msg_plan_goal_left() };
            (flag(if yes { "success" } else { "neutral" }, icon, word), format!("{theme} · {day}"))
        }
        Figure::Continuity => (
            flag("neutral", "PersonChat", t.msg_figures_of(row.n, row.of)),
            Share { n: row.n, of: row.of }.percent().map(|p| format!("{p} %")).unwrap_or_default(),
        ),
        Figure::StepDown => {
            let steps = row.about.iter().map(|s| step(t, s)).collect::<Vec<_>>().join(", ");
            (flag(color, icon, word), if steps.is_empty() { day } else { format!("{day} · {steps}") })
        }
        Figure::NotReady => (flag(color, icon, word), day),
        _ => (flag(color, icon, word), String::new()),
    }
}

/// The title of a list and what it counts.
pub fn heading(t: Text, figure: Figure) -> (String, String) {
    (name(t, figure), meaning(t, figure))
}
