//! Pieces of the page: the bar, the dates, the ledger, the difference. Display-ready.

use std::collections::HashMap;

use chrono::NaiveDate;
use uuid::Uuid;

use super::super::model::{Calculation, Named};
use super::words::Say;
use crate::law::sentence::{Account, Basis, Cause, Difference, Milestone, Outcome, Point, Used, When};
use crate::web::law;

/// A rule as cited.
pub struct RuleLine {
    pub words: String,
    pub cite: String,
    pub href: String,
    pub to_confirm: bool,
}

impl RuleLine {
    pub fn of(say: &Say, rule: &Used) -> Self {
        Self { words: say.rule(rule).to_owned(), cite: say.cite(rule), href: law::href(&rule.id), to_confirm: rule.to_be_confirmed() }
    }
}

/// A date with its reason.
pub struct DateLine {
    pub id: &'static str,
    pub label: String,
    /// The day; none when it does not apply.
    pub day: Option<String>,
    /// Why there is none.
    pub absent: String,
    /// Whether the day has come.
    pub reached: bool,
    /// One of the few that everybody asks for.
    pub key: bool,
    pub to_confirm: bool,
    pub by_hand: Option<(String, String)>,
    pub steps: Vec<String>,
    pub rules: Vec<RuleLine>,
}

impl DateLine {
    /// All dates of a calculation.
    pub fn all(say: &Say, calculation: &Calculation, names: &HashMap<Uuid, String>) -> Vec<Self> {
        calculation.outcome.milestones.iter().map(|m| Self::of(say, calculation, m, names)).collect()
    }

    fn of(say: &Say, calculation: &Calculation, m: &Milestone, names: &HashMap<Uuid, String>) -> Self {
        let (t, outcome) = (say.t, &calculation.outcome);
        let date = calculation.date(m.point);
        let name = |id: &Uuid| names.get(id).cloned().unwrap_or_default();
        let by_hand = calculation.overrides.get(m.point.as_str()).map(|o| {
            let was = outcome.date(m.point).map_or_else(|| t.msg_calc_not_date(), |d| say.day(d));
            (t.msg_calc_by_hand_was(was.as_str()), t.msg_calc_by_hand_who(name(&o.by).as_str(), name(&o.decided_by).as_str(), o.reason.as_str()))
        });
        Self {
            id: m.point.as_str(),
            label: say.point(m.point, outcome.basis),
            day: date.map(|d| say.fmt.long_day(d)),
            absent: match &m.when {
                When::Not(absent) => say.absent(absent),
                When::On { .. } => String::new(),
            },
            reached: date.is_some_and(|d| d <= say.fmt.today()),
            key: matches!(m.point, Point::Probation | Point::End),
            to_confirm: outcome.to_be_confirmed(m).next().is_some(),
            by_hand,
            steps: m.steps.iter().map(|s| say.step(s)).collect(),
            rules: m.rules.iter().filter_map(|i| outcome.rules.get(*i)).map(|r| RuleLine::of(say, r)).collect(),
        }
    }
}

/// A youth sentence that stands beside what is served: its dates and its ledger by themselves.
pub struct BesideView {
    pub lead: String,
    pub dates: Vec<DateLine>,
    pub ledger: LedgerView,
}

impl BesideView {
    pub fn of(say: &Say, calculation: &Calculation, documents: &HashMap<Uuid, Named>, names: &HashMap<Uuid, String>) -> Option<Self> {
        let outcome = calculation.outcome.beside.as_deref()?;
        // No date of it is ever set by hand: those are of what is served.
        let alone = Calculation { outcome: outcome.clone(), overrides: HashMap::new(), ..calculation.clone() };
        let dates = DateLine::all(say, &alone, names).into_iter().map(|d| DateLine { id: "beside", ..d }).collect();
        let lead = say.t.msg_calc_beside_lead(say.amount(outcome.amount).as_str());
        Some(Self { lead, dates, ledger: LedgerView::of(say, outcome, documents, names) })
    }
}

/// A line of the ledger.
pub struct LedgerLine {
    pub words: String,
    pub document: String,
    pub days: String,
    pub author: String,
    pub cites: String,
    pub minimum: bool,
}

/// The ledger with its sums.
pub struct LedgerView {
    pub lines: Vec<LedgerLine>,
    pub sum: String,
    pub minimum: Option<String>,
}

impl LedgerView {
    pub fn of(say: &Say, outcome: &Outcome, documents: &HashMap<Uuid, Named>, names: &HashMap<Uuid, String>) -> Self {
        let mut lines = Vec::new();
        for l in &outcome.ledger.lines {
            let mut cites: Vec<String> = l.rules.iter().filter_map(|i| outcome.rules.get(*i)).map(|r| say.cite(r)).collect();
            cites.dedup();
            lines.push(LedgerLine {
                words: say.entry(&l.entry),
                document: say.document(l, documents),
                days: say.signed(l.days),
                author: match l.source {
                    None => say.t.msg_calc_the_program(),
                    Some(source) => source.author.and_then(|a| names.get(&a).cloned()).unwrap_or_default(),
                },
                cites: cites.join("; "),
                minimum: l.account == Account::Minimum,
            });
        }
        let has_minimum = outcome.ledger.lines.iter().any(|l| l.account == Account::Minimum);
        Self {
            lines,
            sum: say.fmt.number(outcome.ledger.sum(Account::Serving)),
            minimum: has_minimum.then(|| say.fmt.number(outcome.ledger.sum(Account::Minimum))),
        }
    }
}

/// A date that is another one now.
pub struct Move {
    pub label: String,
    /// Before; empty for a date that there was none of.
    pub was: String,
    /// Now; empty for a date that is no more.
    pub now: String,
    /// By how much, in words.
    pub by: String,
}

/// What moved and why.
pub struct Change {
    pub moves: Vec<Move>,
    pub causes: Vec<String>,
}

impl Change {
    /// From one calculation to a later one, dates by hand included.
    pub fn between(say: &Say, before: &Calculation, after: &Calculation) -> Option<Self> {
        let t = say.t;
        let difference = Difference::between(&before.outcome, &after.outcome);
        let mut moves = Vec::new();
        for point in Point::ALL {
            moves.extend(moved(say, say.point(*point, after.outcome.basis).as_str(), before.date(*point), after.date(*point)));
        }
        for m in &difference.beside {
            let label = t.msg_calc_beside_point(say.point(m.point, Basis::Youth).as_str());
            moves.extend(moved(say, label.as_str(), m.from, m.to));
        }
        let mut causes: Vec<String> = difference.causes.iter().map(|c| cause(say, c)).collect();
        causes.extend(after.overrides.iter().filter(|(p, _)| !before.overrides.contains_key(*p)).map(|(_, o)| o.reason.clone()));
        (!moves.is_empty() || !causes.is_empty()).then_some(Self { moves, causes })
    }
}

/// A date that is another one now; nothing for one that stands.
fn moved(say: &Say, label: &str, from: Option<NaiveDate>, to: Option<NaiveDate>) -> Option<Move> {
    let t = say.t;
    let by = match (from, to) {
        (Some(a), Some(b)) if b > a => t.msg_calc_moved_later((b - a).num_days()),
        (Some(a), Some(b)) if b < a => t.msg_calc_moved_earlier((a - b).num_days()),
        (None, Some(_)) => t.msg_calc_moved_new(),
        (Some(_), None) => t.msg_calc_moved_gone(),
        (Some(_), Some(_)) | (None, None) => return None,
    };
    let day = |d: Option<NaiveDate>| d.map(|d| say.day(d)).unwrap_or_default();
    Some(Move { label: label.to_owned(), was: day(from), now: day(to), by })
}

fn cause(say: &Say, cause: &Cause) -> String {
    let t = say.t;
    match cause {
        Cause::Start { from, to } => {
            let day = |d: &Option<NaiveDate>| d.map_or_else(|| t.msg_calc_not_date(), |d| say.day(d));
            t.msg_calc_because_start(day(to).as_str(), day(from).as_str())
        }
        Cause::Line { from, to } => match (from, to) {
            (Some(a), Some(b)) => t.msg_calc_because_line(say.entry(&b.entry).as_str(), say.signed(a.days).as_str(), say.signed(b.days).as_str()),
            (None, Some(b)) => t.msg_calc_because_line_new(say.entry(&b.entry).as_str(), say.signed(b.days).as_str()),
            (Some(a), None) => t.msg_calc_because_line_gone(say.entry(&a.entry).as_str(), say.signed(a.days).as_str()),
            (None, None) => String::new(),
        },
        Cause::Rule { from, to } => t.msg_calc_because_rule(say.rule(to), say.value(from).as_str(), say.value(to).as_str()),
    }
}

/// A mark on the bar.
pub struct BarMark {
    pub x: String,
    pub anchor: &'static str,
    /// Label and date; none where there is no room for words.
    pub words: Option<(String, String)>,
}

/// The time from custody to the end as a line.
pub struct Bar {
    pub done: String,
    pub start: Option<String>,
    pub marks: Vec<BarMark>,
    pub today: Option<(String, &'static str, String)>,
    pub text: String,
}

const LEFT: f64 = 14.0;
const WIDE: f64 = 792.0;
/// Words nearer to each other than this would run together.
const ROOM: f64 = 92.0;

impl Bar {
    /// Of a calculation that has an end.
    pub fn of(say: &Say, calculation: &Calculation) -> Option<Self> {
        let outcome = &calculation.outcome;
        let (start, end) = (outcome.start?.on, calculation.date(Point::End)?);
        // Custody that was deducted comes before the first day: so the shares lie where they belong.
        let begin = start.checked_sub_days(chrono::Days::new(u64::try_from(outcome.credit).unwrap_or(0))).unwrap_or(start).min(start);
        let all = (end - begin).num_days();
        // All of it was served in custody: there is no line to draw.
        if all <= 0 || end <= start {
            return None;
        }
        let part = |d: NaiveDate| ((d - begin).num_days() as f64 / all as f64).clamp(0.0, 1.0);
        let x = |d: NaiveDate| LEFT + WIDE * part(d);
        let today = say.fmt.today();
        let percent = (part(today) * 100.0).floor() as i64;
        let points: &[Point] = match outcome.basis {
            Basis::Detention => &[Point::MinimumTwoThirds, Point::Probation],
            Basis::Sentence => &[Point::Third, Point::Half, Point::Probation],
            _ => &[],
        };
        let mut dated: Vec<(NaiveDate, String)> =
            points.iter().filter_map(|p| Some((calculation.date(*p)?, say.point(*p, outcome.basis)))).filter(|(d, _)| *d > start && *d < end).collect();
        dated.sort_by_key(|(d, _)| *d);
        let mut marks = vec![BarMark { x: at(x(start)), anchor: "start", words: Some((say.t.msg_calc_point_start(), say.day(start))) }];
        let mut last = x(start) + 40.0;
        for (day, label) in dated {
            let here = x(day);
            let room = here - last >= ROOM && LEFT + WIDE - here >= ROOM;
            if room {
                last = here;
            }
            marks.push(BarMark { x: at(here), anchor: "middle", words: room.then(|| (label, say.day(day))) });
        }
        marks.push(BarMark { x: at(LEFT + WIDE), anchor: "end", words: Some((say.point(Point::End, outcome.basis), say.day(end))) });
        let now = (today >= begin && today < end).then(|| {
            let here = x(today);
            let anchor = if here < 80.0 {
                "start"
            } else if here > 740.0 {
                "end"
            } else {
                "middle"
            };
            (at(here), anchor, say.t.msg_calc_today(percent))
        });
        Some(Self {
            done: at(WIDE * part(today)),
            start: (begin < start).then(|| at(x(start) - LEFT)),
            marks,
            today: now,
            text: say.t.msg_calc_bar_text(say.day(start).as_str(), say.day(end).as_str(), percent),
        })
    }
}

fn at(x: f64) -> String {
    format!("{x:.1}")
}
