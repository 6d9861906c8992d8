//! Lists of items: the page, one person's, and the pieces that front pages show.

use askama::Template;
use chrono::{Days, NaiveDate};

use super::model::State;
use super::store::{Counts, Line};
use super::words;
use crate::inmates::BannerView;
use crate::inmates::banner::Flag;
use crate::inmates::store::full_name;
use crate::law::calendar;
use crate::law::deadline::Band;
use crate::law::rule::Level;
use crate::web::lang::Text;
use crate::web::parts::Chip;
use crate::web::{Ctx, Field, Frame, assets};

/// An item as a line of a list.
pub struct Row {
    /// Where it is told in full.
    pub href: String,
    /// How near it is.
    pub flag: Flag,
    /// Over the limit.
    pub late: bool,
    /// The rule in words.
    pub label: String,
    /// Its section, who decides, which round.
    pub sub: String,
    /// The person's name; empty for none, or one whom the reader may not see.
    pub name: String,
    /// The record.
    pub person: String,
    /// Cell, unit or prison.
    pub place: String,
    /// Whose it is.
    pub owner: String,
}

impl Row {
    /// For a reader; `everywhere` where several prisons stand in one list.
    pub fn of(ctx: &Ctx, line: &Line, everywhere: bool) -> Self {
        let t = ctx.t;
        let name = full_name(line.family_name.as_deref().unwrap_or_default(), line.given_name.as_deref().unwrap_or_default());
        let level = line.level.as_deref().and_then(Level::of).filter(|l| *l != Level::Local).map(|l| words::level(t, l));
        let round = (line.round > 1).then(|| t.msg_deadline_round(i64::from(line.round)));
        let place = match (everywhere, &line.cell) {
            (true, _) => &line.prison,
            (false, Some(_)) => &line.cell,
            (false, None) => &line.unit,
        };
        let gate = line.inmate_id.is_none().then(|| words::at_the_gate(ctx, &line.trigger, line.reference, line.prison_id)).flatten();
        let (person, name) = match (gate, line.inmate_id.filter(|_| !name.is_empty())) {
            (Some(gate), _) => gate,
            (None, Some(id)) => (format!("/inmates/{id}"), name),
            (None, None) => (String::new(), String::new()),
        };
        Self {
            href: format!("/deadlines/{}", line.id),
            flag: words::flag(ctx, line),
            late: line.state == State::Open && !line.lapses && line.due().over(ctx.now),
            label: if ctx.lang.is_nb() { line.label_nb.clone() } else { line.label_en.clone() },
            sub: [Some(line.cite.clone()), level, round].into_iter().flatten().collect::<Vec<_>>().join(" · "),
            person,
            name,
            place: place.clone().unwrap_or_default(),
            owner: line.owner.clone().unwrap_or_else(|| words::role(t, &line.owner_role)),
        }
    }
}

/// The items of one group.
pub struct Group {
    /// Over the limit, today, …
    pub heading: String,
    /// How many there are in all, also on other pages of the list.
    pub count: String,
    /// Its rows.
    pub rows: Vec<Row>,
}

/// Rows under the headings of their groups, in the order they come.
pub fn groups(ctx: &Ctx, lines: &[Line], counts: Option<&Counts>, everywhere: bool) -> Vec<Group> {
    let mut out: Vec<(Band, Group)> = Vec::new();
    for line in lines {
        let band = line.due().standing(ctx.now).band();
        let row = Row::of(ctx, line, everywhere);
        match out.last_mut() {
            Some((last, group)) if *last == band => group.rows.push(row),
            _ => out.push((
                band,
                Group { heading: words::band(ctx.t, band), count: counts.map(|c| ctx.fmt().number(c.of(band))).unwrap_or_default(), rows: vec![row] },
            )),
        }
    }
    out.into_iter().map(|(_, group)| group).collect()
}

/// The page of deadlines.
#[derive(Template)]
#[template(path = "deadlines/list.html")]
pub struct ListView {
    pub frame: Frame,
    pub place: String,
    pub whose: Vec<Chip>,
    pub which: Vec<Chip>,
    pub filters: Vec<Field>,
    /// Kept by the filter's form.
    pub kept: Vec<(&'static str, String)>,
    pub groups: Vec<Group>,
    pub newest: Option<String>,
    pub older: Option<String>,
}

/// One person's.
#[derive(Template)]
#[template(path = "deadlines/inmate.html")]
pub struct PersonView {
    pub frame: Frame,
    pub banner: BannerView,
    pub open: Vec<Row>,
    pub closed: Vec<Row>,
}

/// Overdue items on a front page. `{{ piece }}` writes it whole.
#[derive(Template)]
#[template(path = "deadlines/piece.html")]
pub struct Piece {
    t: Text,
    rows: Vec<Row>,
}

impl askama::filters::HtmlSafe for Piece {}

impl Piece {
    /// Of these items.
    pub fn of(ctx: &Ctx, lines: &[Line], everywhere: bool) -> Self {
        Self { t: ctx.t, rows: lines.iter().map(|l| Row::of(ctx, l, everywhere)).collect() }
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    fn icons(&self) -> &'static str {
        assets::ICONS
    }
}

/// One day of the strip.
struct Square {
    x: i64,
    y: i64,
    day: String,
    count: String,
    today: bool,
    hard: bool,
}

/// Two weeks from this Monday: how many items end on each day. `{{ strip }}` writes it whole.
#[derive(Template)]
#[template(path = "deadlines/strip.html")]
pub struct Strip {
    t: Text,
    weekdays: Vec<(i64, String)>,
    squares: Vec<Square>,
    text: String,
}

impl askama::filters::HtmlSafe for Strip {}

/// Squares are so far apart.
const STEP: (i64, i64) = (46, 54);

impl Strip {
    /// The first and the last of its days, as seen on a day.
    pub fn stretch(today: NaiveDate) -> (NaiveDate, NaiveDate) {
        let from = calendar::monday_of(today);
        (from, from.checked_add_days(Days::new(13)).unwrap_or(from))
    }

    /// From what is due on each day: how many, and whether one is hard.
    pub fn of(ctx: &Ctx, due: &[(NaiveDate, i64, bool)]) -> Self {
        let (t, fmt) = (ctx.t, ctx.fmt());
        let (from, to) = Self::stretch(ctx.today);
        let names = [
            t.msg_deadline_mon(),
            t.msg_deadline_tue(),
            t.msg_deadline_wed(),
            t.msg_deadline_thu(),
            t.msg_deadline_fri(),
            t.msg_deadline_sat(),
            t.msg_deadline_sun(),
        ];
        let squares = from
            .iter_days()
            .take_while(|day| *day <= to)
            .zip(0_i64..)
            .map(|(day, n)| {
                let found = due.iter().find(|d| d.0 == day);
                Square {
                    x: n % 7 * STEP.0,
                    y: 18 + n / 7 * STEP.1,
                    day: day.format("%-d").to_string(),
                    count: found.map(|d| d.1.to_string()).unwrap_or_default(),
                    today: day == ctx.today,
                    hard: found.is_some_and(|d| d.2),
                }
            })
            .collect();
        let told: Vec<String> = due.iter().filter(|d| (from..=to).contains(&d.0)).map(|d| format!("{}: {}", fmt.short_day(d.0), d.1)).collect();
        let text = if told.is_empty() { t.msg_deadline_strip_none() } else { t.msg_deadline_strip_text(told.join("; ").as_str()) };
        Self { t, weekdays: names.into_iter().zip(0_i64..).map(|(name, n)| (n * STEP.0 + 8, name)).collect(), squares, text }
    }
}

/// "Eldste: 5 dager", or nothing when none is over.
pub fn oldest(ctx: &Ctx, counts: &Counts) -> String {
    counts.oldest.map(|day| ctx.t.msg_deadline_oldest((ctx.today - day).num_days().max(0))).unwrap_or_default()
}
