//! From why somebody is held to the events that the clock counts from. Pure.
//!
//! The rows of legal bases are the truth; items follow them. What is in force is raised, and raising it again changes nothing; what was extended,
//! lifted, ended or withdrawn is settled. So it does not matter in which order things were recorded, nor by which page.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::model::{Event, Outcome, What};
use crate::law::calendar;
use crate::law::deadline::Due;
use crate::law::rule::Book;
use crate::platform::id::{InmateId, PrisonId};

/// A legal basis as it stands. `root` names it through all its corrections.
#[derive(Clone, Debug, Deserialize)]
pub struct Basis {
    /// Its name for ever.
    pub root: Uuid,
    /// `arrest`, `remand`, `sentence`, `preventive_detention`, …
    pub kind: String,
    /// Of which case, without the letters of the procedure and the court: what is ordered in one says nothing of another.
    pub case: String,
    /// When it was decided.
    pub decided_on: NaiveDate,
    /// The first day on which it holds.
    pub from_day: Option<NaiveDate>,
    /// The last, where it says one.
    pub to_day: Option<NaiveDate>,
    /// When it became final.
    pub final_on: Option<NaiveDate>,
    /// When it ended otherwise than by running out.
    pub ended_on: Option<NaiveDate>,
    /// As what.
    pub ended_as: Option<String>,
    /// The basis that it goes on from.
    pub extends: Option<Uuid>,
    /// The instant of an arrest.
    pub arrested_at: Option<DateTime<Utc>>,
    /// Of an arrest: the first order or judgment of its case since.
    pub answered_by: Option<Uuid>,
    /// Of an order of remand: the judgment of its case that was given while it held (strpl § 187).
    pub judged_on: Option<NaiveDate>,
    /// Of an act committed before 18.
    pub under_18: bool,
    /// Of preventive detention: the day after the last of its frame, by the calculation (custody deducted, extensions added); none until there is one.
    pub frame_end: Option<NaiveDate>,
    /// There never was one.
    pub withdrawn: bool,
}

/// A restriction as it stands.
#[derive(Clone, Debug, Deserialize)]
pub struct Restriction {
    /// Its name through all corrections.
    pub root: Uuid,
    /// The order beside which it was ordered, by its name through all corrections.
    pub basis: Uuid,
    /// `letters_ban`, `full_isolation`, …
    pub kind: String,
    /// The first day.
    pub from_day: NaiveDate,
    /// The last.
    pub until_day: NaiveDate,
    /// Since when, where that is known.
    pub from_at: Option<DateTime<Utc>>,
    /// Lifted before its time.
    pub lifted_on: Option<NaiveDate>,
    /// The row that goes on from it.
    pub extended_by: Option<Uuid>,
    /// There never was one.
    pub withdrawn: bool,
}

/// A hearing that took place, and that the clock waited for or must answer.
#[derive(Clone, Debug, Deserialize)]
pub struct Hearing {
    /// The row.
    pub id: Uuid,
    /// Of which case, as of a basis; empty where nobody wrote it down.
    pub case: String,
    /// When it began.
    pub at: DateTime<Utc>,
    /// The first after an arrest.
    pub first: bool,
    /// The court released.
    pub released: bool,
}

/// What is known of why one person is held.
#[derive(Clone, Debug)]
pub struct Known {
    /// Who.
    pub inmate: InmateId,
    /// Where.
    pub prison: Option<PrisonId>,
    /// Born.
    pub birth: Option<NaiveDate>,
    /// Since when in custody; none: not in custody.
    pub admitted_at: Option<DateTime<Utc>>,
    /// Bases, current rows only.
    pub bases: Vec<Basis>,
    /// Restrictions, current rows only.
    pub restrictions: Vec<Restriction>,
    /// First hearings that were held, and those that released.
    pub hearings: Vec<Hearing>,
}

/// The end of what hangs on an event.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct End {
    /// The event.
    pub reference: Uuid,
    /// One rule of it; none: all.
    pub rule: Option<&'static str>,
    /// What became of it.
    #[serde(serialize_with = "word")]
    pub outcome: Outcome,
    /// What did it.
    pub by: Option<Uuid>,
    /// When; none: now.
    pub at: Option<DateTime<Utc>>,
}

fn word<S: serde::Serializer>(outcome: &Outcome, to: S) -> Result<S::Ok, S::Error> {
    to.serialize_str(outcome.as_str())
}

impl End {
    fn of(reference: Uuid, outcome: Outcome) -> Self {
        Self { reference, rule: None, outcome, by: None, at: None }
    }

    /// Which items are meant.
    pub fn what(&self) -> What<'_> {
        self.rule.map_or(What::Every, What::Rule)
    }
}

/// A step that the clock takes.
#[derive(Clone, Debug)]
pub enum Do {
    /// Set.
    Raise(Event<'static>),
    /// End.
    Settle(End),
}

/// Everything that must be done so that the clock says what the bases say.
pub fn steps(book: &Book, known: &Known, now: DateTime<Utc>) -> Vec<Do> {
    let mut out: Vec<Do> = known.bases.iter().flat_map(|b| basis(book, known, b, now)).collect();
    out.extend(known.restrictions.iter().map(|r| restriction(known, r)));
    out.extend(known.hearings.iter().filter(|h| h.released).filter_map(|h| released(known, h, now)));
    out
}

fn event(known: &Known, trigger: &'static str, at: DateTime<Utc>, reference: Uuid) -> Event<'static> {
    Event { prison: known.prison, ..Event::of(trigger, known.inmate, at, reference) }
}

/// The families of somebody arrested on a day: for whoever is a minor the stricter time of strpl § 183 second subsection holds.
pub fn families(book: &Book, birth: Option<NaiveDate>, day: NaiveDate) -> &'static [&'static str] {
    let adult = book.on(day).span("arrest.adult_age", "");
    if birth.zip(adult.ok()).is_some_and(|(born, (age, _))| age.is_older_than(born, day)) { &["under_18"] } else { &[] }
}

fn basis(book: &Book, known: &Known, b: &Basis, now: DateTime<Utc>) -> Vec<Do> {
    if b.withdrawn {
        return vec![Do::Settle(End::of(b.root, Outcome::Mistake))];
    }
    if let Some(end) = over(known, b) {
        return vec![Do::Settle(end)];
    }
    if known.admitted_at.is_none() {
        return Vec::new();
    }
    match b.kind.as_str() {
        "arrest" => arrest(book, known, b, now),
        "remand" => remand(known, b),
        "preventive_detention" => frame(known, b),
        // The execution of a minor's judgment is sent within a week of its becoming final; somebody who serves it has it.
        "sentence" | "youth_sentence" if b.under_18 && b.from_day.is_none() => {
            b.final_on.map(|day| Do::Raise(event(known, "judgment.final", calendar::start_of_day(day), b.root).subjects(&["under_18"]))).into_iter().collect()
        }
        _ => Vec::new(),
    }
}

impl Basis {
    /// Whether it is served, as far as anybody knows: what a court has set aside is not.
    fn is_served(&self) -> bool {
        !matches!(self.kind.as_str(), "arrest" | "remand") && !matches!(self.ended_as.as_deref(), Some("quashed" | "lapsed"))
    }

    /// Whether it has taken the place of an order of remand: the next order of the same case, or its judgment that is served.
    fn replaces(&self, order: &Self) -> bool {
        let began = order.from_day.unwrap_or(order.decided_on);
        self.case == order.case
            && self.from_day.is_some_and(|from| match self.kind.as_str() {
                "remand" => (from, self.decided_on, self.root) > (began, order.decided_on, order.root),
                _ => from >= began && self.is_served(),
            })
    }
}

impl Known {
    /// Whether an order ran out before the person came, and something newer holds them: then it held an earlier stay. With nothing newer it is the
    /// paper they came on, and that is an alarm.
    fn of_an_earlier_stay(&self, b: &Basis) -> bool {
        let (Some(last), Some(came)) = (b.to_day.filter(|_| b.kind == "remand"), self.admitted_at.map(calendar::oslo_day)) else { return false };
        let holds = |o: &&Basis| !o.withdrawn && o.ended_on.is_none() && o.to_day.is_none_or(|to| to >= came);
        last < came && self.bases.iter().filter(holds).any(|o| o.from_day.is_some_and(|from| from > last))
    }
}

/// Whether something has taken the place of a basis, or ended it. Only what belongs to the same case can: whoever is remanded in one and serves, or
/// is remanded, in another is held by both, and both have their days.
fn over(known: &Known, b: &Basis) -> Option<End> {
    let later = || known.bases.iter().filter(|o| o.root != b.root && !o.withdrawn);
    if let Some(next) = later().find(|o| o.extends == Some(b.root)) {
        return Some(End { by: Some(next.root), ..End::of(b.root, if b.kind == "remand" { Outcome::NewOrder } else { Outcome::Extended }) });
    }
    if b.ended_on.is_some() {
        let outcome = match b.ended_as.as_deref() {
            Some("lifted" | "quashed") => Outcome::Lifted,
            Some("replaced" | "served" | "paid" | "lapsed" | "interrupted" | "probation") => Outcome::Ended,
            _ => Outcome::Released,
        };
        return Some(End { by: Some(b.root), ..End::of(b.root, outcome) });
    }
    let next = match b.kind.as_str() {
        "arrest" => later().find(|o| b.answered_by == Some(o.root)),
        "remand" => later().filter(|o| o.replaces(b)).min_by_key(|o| (o.from_day, o.root)),
        _ => None,
    };
    let Some(next) = next else {
        return known.of_an_earlier_stay(b).then(|| End::of(b.root, Outcome::Released));
    };
    let outcome = match (b.kind.as_str(), next.kind.as_str()) {
        ("arrest", "remand") => Outcome::Remanded,
        (_, "remand") => Outcome::NewOrder,
        _ => Outcome::Serving,
    };
    Some(End { by: Some(next.root), ..End::of(b.root, outcome) })
}

fn arrest(book: &Book, known: &Known, b: &Basis, now: DateTime<Utc>) -> Vec<Do> {
    let Some(at) = b.arrested_at else { return Vec::new() };
    let mut out = vec![Do::Raise(event(known, "arrest", at, b.root).subjects(families(book, known.birth, calendar::oslo_day(at))))];
    // Held, however late: what comes of it is the next question (strpl § 183).
    if let Some(h) = known.hearings.iter().find(|h| h.first && answers(known, h, b, at)) {
        let held = |rule| Do::Settle(End { rule: Some(rule), by: Some(h.id), at: Some(h.at), ..End::of(b.root, Outcome::InCourt) });
        out.extend(["arrest.court", "arrest.court_latest"].map(held));
    }
    // Whoever stands in the register has come to a prison.
    if let Some(came) = known.admitted_at.filter(|came| *came <= now) {
        out.push(Do::Settle(End { rule: Some("arrest.prison_place"), at: Some(came.max(at)), ..End::of(b.root, Outcome::InPrison) }));
    }
    out
}

/// Whether a first hearing is that of an arrest: of its case, or, where one of the two has no number of a court, the first after it.
fn answers(known: &Known, h: &Hearing, b: &Basis, at: DateTime<Utc>) -> bool {
    let numbered = |case: &str| case.trim_start_matches(|c: char| c.is_ascii_digit()).starts_with('-');
    let latest = || known.bases.iter().filter(|o| !o.withdrawn).filter_map(|o| o.arrested_at).filter(|o| *o <= h.at).max() == Some(at);
    at <= h.at && (h.case == b.case || ((!numbered(&h.case) || !numbered(&b.case)) && latest()))
}

/// A court has released somebody (strpl § 187 a). That is done when they are out, or when something else holds them; until then it is an alarm. What
/// was ordered in the case before is ended when the result is recorded; where no case was named, somebody must say which.
fn released(known: &Known, h: &Hearing, now: DateTime<Utc>) -> Option<Do> {
    // Whoever was released, and came back since, is here on something else.
    if known.admitted_at.is_none_or(|came| came > h.at) {
        return None;
    }
    let (today, on) = (calendar::oslo_day(now), calendar::oslo_day(h.at));
    let lasts = |b: &&Basis| !b.withdrawn && b.from_day.is_some_and(|from| from <= today) && over(known, b).is_none();
    let in_custody = |b: &Basis| matches!(b.kind.as_str(), "arrest" | "remand");
    let (ordered, others): (Vec<&Basis>, Vec<&Basis>) =
        known.bases.iter().filter(lasts).partition(|b| in_custody(b) && b.decided_on <= on && (h.case.is_empty() || b.case == h.case));
    let other = others.into_iter().find(|b| b.to_day.is_none_or(|last| !in_custody(b) || last >= today));
    match other.filter(|_| ordered.is_empty()) {
        Some(other) => Some(Do::Settle(End { by: Some(other.root), ..End::of(h.id, Outcome::OtherBasis) })),
        None => Some(Do::Raise(event(known, "release.ordered", h.at, h.id))),
    }
}

/// What is counted of an order that is in force. A document that comes or goes ends and begins what hangs on it: then the order itself is named as
/// what did it, so that the item can stand again.
fn remand(known: &Known, b: &Basis) -> Vec<Do> {
    let from = calendar::start_of_day(b.from_day.unwrap_or(b.decided_on));
    let ended = |rule| Do::Settle(End { rule: Some(rule), by: Some(b.root), ..End::of(b.root, Outcome::Ended) });
    let mut out = match (b.to_day, b.judged_on) {
        (Some(last), _) => vec![Do::Raise(event(known, "remand_order", from, b.root).due(Due::day(last)))],
        // While the main hearing goes on there is no day (strpl § 185 first subsection): somebody looks whether it still does.
        (None, None) => vec![Do::Raise(event(known, "remand.main_hearing", from, b.root))],
        (None, Some(_)) => vec![ended("remand.main_hearing")],
    };
    // Four weeks from the judgment, unless the court has decided otherwise: then there is a later order (strpl § 187).
    out.push(match b.judged_on {
        Some(day) => Do::Raise(event(known, "remand.judgment", calendar::start_of_day(day), b.root)),
        None => ended("remand.after_judgment_ends"),
    });
    out
}

/// When the frame ends is what the calculation says: one arithmetic for the sentence page and for the clock (strl §§ 43 and 83 fifth subsection).
fn frame(known: &Known, b: &Basis) -> Vec<Do> {
    let mut out = Vec::new();
    if let Some(day) = b.final_on {
        out.push(Do::Raise(event(known, "preventive_detention.final", calendar::start_of_day(day), b.root)));
    }
    // A frame that is no time at all is a row still to be completed.
    if let Some(end) = b.frame_end.filter(|end| b.from_day.is_none_or(|from| *end > from)) {
        let last = end.pred_opt().unwrap_or(end);
        out.push(Do::Raise(event(known, "preventive_detention.frame_end", calendar::start_of_day(end), b.root).due(Due::day(last))));
    }
    out
}

/// Whether an order is one of the chain that goes on from another.
fn goes_on_from(known: &Known, order: &Basis, root: Uuid) -> bool {
    let before = |at: Uuid| known.bases.iter().find(|b| b.root == at).and_then(|b| b.extends);
    // A chain of more than a hundred is none of ours.
    std::iter::successors(order.extends, |at| before(*at)).take(100).any(|at| at == root)
}

fn restriction(known: &Known, r: &Restriction) -> Do {
    if r.withdrawn {
        return Do::Settle(End::of(r.root, Outcome::Mistake));
    }
    if let Some(next) = r.extended_by {
        return Do::Settle(End { by: Some(next), ..End::of(r.root, Outcome::Extended) });
    }
    if r.lifted_on.is_some() || known.admitted_at.is_none() {
        return Do::Settle(End::of(r.root, if r.lifted_on.is_some() { Outcome::Lifted } else { Outcome::Released }));
    }
    // It stands on an order, and falls with the last one of its case: whoever serves that judgment is not restricted by what the remand court
    // ordered (strpl § 186), whatever holds them in another.
    let own = known.bases.iter().find(|b| b.root == r.basis);
    let of_its_case = |b: &Basis| own.is_none_or(|own| own.case == b.case || goes_on_from(known, b, own.root));
    if !known.bases.iter().any(|b| matches!(b.kind.as_str(), "arrest" | "remand") && !b.withdrawn && of_its_case(b) && over(known, b).is_none()) {
        return Do::Settle(End { by: Some(r.basis), ..End::of(r.root, Outcome::Ended) });
    }
    let trigger = if r.kind == "full_isolation" { "isolation_order" } else { "restriction" };
    let at = r.from_at.unwrap_or_else(|| calendar::start_of_day(r.from_day));
    Do::Raise(event(known, trigger, at, r.root).due(Due::day(r.until_day)))
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;
    use crate::reference::law_of_the_files;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn of(kind: &str, n: u128, from: &str) -> Basis {
        Basis {
            root: Uuid::from_u128(n),
            kind: kind.to_owned(),
            case: "26-000001".to_owned(),
            decided_on: day(from),
            from_day: Some(day(from)),
            to_day: None,
            final_on: None,
            ended_on: None,
            ended_as: None,
            extends: None,
            arrested_at: None,
            answered_by: None,
            judged_on: None,
            under_18: false,
            frame_end: None,
            withdrawn: false,
        }
    }

    fn remand(n: u128, from: &str, to: &str) -> Basis {
        Basis { to_day: Some(day(to)), ..of("remand", n, from) }
    }

    fn known(bases: Vec<Basis>) -> Known {
        let admitted_at = Some(calendar::start_of_day(day("2026-11-01")));
        Known {
            inmate: InmateId(Uuid::nil()),
            prison: None,
            birth: Some(day("2009-01-01")),
            admitted_at,
            bases,
            restrictions: Vec::new(),
            hearings: Vec::new(),
        }
    }

    fn elsewhere(b: Basis) -> Basis {
        Basis { case: "26-000777".to_owned(), ..b }
    }

    /// What is done, in short: `+trigger` or `-outcome`, with the number of the basis; that no judgment has been given is left out.
    fn told(bases: Vec<Basis>) -> Vec<String> {
        steps(&law_of_the_files(), &known(bases), calendar::start_of_day(day("2026-11-23")))
            .into_iter()
            .filter(|step| !matches!(step, Do::Settle(End { rule: Some("remand.after_judgment_ends"), .. })))
            .map(|step| match step {
                Do::Raise(e) => format!("+{} {}", e.trigger, e.reference.as_u128()),
                Do::Settle(e) => format!("-{} {}", e.outcome.as_str(), e.reference.as_u128()),
            })
            .collect()
    }

    #[test]
    fn the_clock_follows_the_bases() {
        let arrested = |n| Basis { arrested_at: Some(calendar::start_of_day(day("2026-11-20"))), ..of("arrest", n, "2026-11-20") };
        for (case, bases, expected) in [
            ("strpl § 183: an arrest alone", vec![arrested(1)], vec!["+arrest 1", "-in_prison 1"]),
            (
                "strpl § 183: remanded after the arrest",
                vec![Basis { answered_by: Some(Uuid::from_u128(2)), ..arrested(1) }, remand(2, "2026-11-21", "2026-12-05")],
                vec!["-remanded 1", "+remand_order 2"],
            ),
            (
                "strpl § 183: the order of another case is extended, and this arrest waits for its court",
                vec![
                    elsewhere(arrested(3)),
                    remand(1, "2026-10-24", "2026-11-21"),
                    Basis { extends: Some(Uuid::from_u128(1)), ..remand(2, "2026-11-21", "2026-12-19") },
                ],
                vec!["+arrest 3", "-in_prison 3", "-new_order 1", "+remand_order 2"],
            ),
            (
                "strpl § 185: an order of another case takes nobody's place",
                vec![remand(1, "2026-10-24", "2026-11-24"), elsewhere(remand(2, "2026-11-20", "2026-12-18"))],
                vec!["+remand_order 1", "+remand_order 2"],
            ),
            (
                "strpl § 187 a: and when it is lifted, the first still ends on its day",
                vec![
                    remand(1, "2026-10-24", "2026-11-24"),
                    elsewhere(Basis { ended_on: Some(day("2026-11-22")), ended_as: Some("lifted".to_owned()), ..remand(2, "2026-11-20", "2026-12-18") }),
                ],
                vec!["+remand_order 1", "-lifted 2"],
            ),
            (
                "strpl § 187 a: an order that ran out before they came back in another case held the stay before",
                vec![elsewhere(remand(1, "2026-07-01", "2026-08-29")), remand(2, "2026-11-01", "2026-11-29")],
                vec!["-released 1", "+remand_order 2"],
            ),
            (
                "strpl § 187 a: an order that had run out when they came, and nothing newer, is an alarm",
                vec![remand(1, "2026-07-01", "2026-08-29")],
                vec!["+remand_order 1"],
            ),
            (
                "strpl § 185: serving in another case ends no remand",
                vec![remand(1, "2026-10-24", "2026-11-24"), elsewhere(of("sentence", 2, "2026-11-18"))],
                vec!["+remand_order 1"],
            ),
            (
                "strpl § 187: a judgment that was set aside is served no more",
                vec![
                    remand(1, "2026-10-24", "2026-11-24"),
                    Basis { ended_on: Some(day("2026-11-20")), ended_as: Some("quashed".to_owned()), ..of("sentence", 2, "2026-11-18") },
                ],
                vec!["+remand_order 1", "-lifted 2"],
            ),
            ("strpl § 185(1): while the main hearing goes on", vec![of("remand", 1, "2026-10-24")], vec!["+remand.main_hearing 1"]),
            (
                "strpl § 187: four weeks from the judgment, where the order has no day",
                vec![Basis { judged_on: Some(day("2026-11-10")), ..of("remand", 1, "2026-10-24") }],
                vec!["-ended 1", "+remand.judgment 1"],
            ),
            (
                "strpl § 187: and beside the day that it has",
                vec![Basis { judged_on: Some(day("2026-11-10")), ..remand(1, "2026-10-24", "2026-11-20") }],
                vec!["+remand_order 1", "+remand.judgment 1"],
            ),
            (
                "strpl § 185: a later order takes the earlier one's place",
                vec![remand(1, "2026-10-24", "2026-11-20"), Basis { extends: Some(Uuid::from_u128(1)), ..remand(2, "2026-11-20", "2026-12-18") }],
                vec!["-new_order 1", "+remand_order 2"],
            ),
            (
                "strpl § 185: also one recorded beside it, whichever is read first",
                vec![remand(2, "2026-11-20", "2026-12-18"), remand(1, "2026-10-24", "2026-11-20")],
                vec!["+remand_order 2", "-new_order 1"],
            ),
            ("forskrift § 4-4: serving begins", vec![remand(1, "2026-10-24", "2026-11-20"), of("sentence", 2, "2026-11-20")], vec!["-serving 1"]),
            (
                "strpl § 187 a: lifted by the court",
                vec![Basis { ended_on: Some(day("2026-11-10")), ended_as: Some("lifted".to_owned()), ..remand(1, "2026-10-24", "2026-11-20") }],
                vec!["-lifted 1"],
            ),
            ("recorded in error", vec![Basis { withdrawn: true, ..remand(1, "2026-10-24", "2026-11-20") }], vec!["-mistake 1"]),
            (
                "strl § 43: a frame, and the first day of a request",
                vec![Basis { frame_end: Some(day("2028-11-03")), final_on: Some(day("2024-01-01")), ..of("preventive_detention", 1, "2024-01-01") }],
                vec!["+preventive_detention.final 1", "+preventive_detention.frame_end 1"],
            ),
        ] {
            assert_eq!(told(bases), expected, "{case}");
        }
    }

    #[test]
    fn the_frame_ends_on_the_day_of_the_calculation() {
        let frame = |end: Option<&str>| Basis { frame_end: end.map(day), ..of("preventive_detention", 1, "2024-01-01") };
        let due = |end| {
            let found = steps(&law_of_the_files(), &known(vec![frame(end)]), calendar::start_of_day(day("2026-11-23")));
            found.into_iter().find_map(|step| match step {
                Do::Raise(e) => e.due.map(|due| due.on),
                Do::Settle(_) => None,
            })
        };
        assert_eq!(due(Some("2028-11-03")), Some(day("2028-11-02")), "strl §§ 43(1), 83(5): the last day of the frame, custody deducted");
        assert_eq!(due(None), None, "strl § 43(1): not guessed while nothing has been calculated");
    }

    #[test]
    fn a_restriction_falls_with_the_last_order() {
        let until = |n, to: &str| Restriction {
            root: Uuid::from_u128(n),
            basis: Uuid::from_u128(1),
            kind: "letters_control".to_owned(),
            from_day: day("2026-10-24"),
            until_day: day(to),
            from_at: None,
            lifted_on: None,
            extended_by: None,
            withdrawn: false,
        };
        for (case, bases, expected) in [
            ("strpl § 186: it has its own end while the order stands", vec![remand(1, "2026-10-24", "2026-11-20")], "+restriction"),
            ("strpl § 186: a judgment is served", vec![remand(1, "2026-10-24", "2026-11-20"), of("sentence", 2, "2026-11-18")], "-ended"),
            (
                "strpl § 186: the judgment of another case is served",
                vec![remand(1, "2026-10-24", "2026-11-20"), elsewhere(of("sentence", 2, "2026-11-18"))],
                "+restriction",
            ),
            (
                "strpl § 186: its own order is lifted, and one of another case stands",
                vec![
                    Basis { ended_on: Some(day("2026-11-15")), ended_as: Some("lifted".to_owned()), ..remand(1, "2026-10-24", "2026-11-20") },
                    elsewhere(remand(2, "2026-11-01", "2026-11-29")),
                ],
                "-ended",
            ),
        ] {
            let known = Known { restrictions: vec![until(9, "2026-11-20")], ..known(bases) };
            let found = steps(&law_of_the_files(), &known, calendar::start_of_day(day("2026-11-19"))).into_iter().next_back();
            let told = match found {
                Some(Do::Raise(e)) => format!("+{}", e.trigger),
                Some(Do::Settle(e)) => format!("-{}", e.outcome.as_str()),
                None => String::new(),
            };
            assert_eq!(told, expected, "{case}");
        }
    }

    #[test]
    fn what_came_of_a_hearing() {
        let at = |text: &str| calendar::start_of_day(day(text)) + chrono::TimeDelta::hours(10);
        let hearing = |case: &str, on: &str, first, released| Hearing { id: Uuid::from_u128(9), case: case.to_owned(), at: at(on), first, released };
        let arrested = || Basis { arrested_at: Some(at("2026-11-20")), ..of("arrest", 1, "2026-11-20") };
        let lifted = |b| Basis { ended_on: Some(day("2026-11-22")), ended_as: Some("lifted".to_owned()), ..b };
        let told = |bases: Vec<Basis>, hearing: Hearing| -> Vec<String> {
            let known = Known { hearings: vec![hearing], ..known(bases) };
            steps(&law_of_the_files(), &known, at("2026-11-23"))
                .into_iter()
                .filter_map(|step| match step {
                    Do::Raise(e) if e.trigger == "release.ordered" => Some(format!("+{}", e.trigger)),
                    Do::Settle(e) if matches!(e.outcome, Outcome::InCourt | Outcome::OtherBasis) => {
                        Some(format!("-{} {}", e.outcome.as_str(), e.rule.unwrap_or_default()))
                    }
                    _ => None,
                })
                .collect()
        };
        let in_court = ["-in_court arrest.court", "-in_court arrest.court_latest"];
        for (case, bases, hearing, expected) in [
            ("strpl § 183: the first hearing of the case", vec![arrested()], hearing("26-000001", "2026-11-21", true, false), in_court.to_vec()),
            ("strpl § 183: of a case that nobody wrote down", vec![arrested()], hearing("", "2026-11-21", true, false), in_court.to_vec()),
            ("strpl § 183: of another case", vec![arrested()], hearing("26-000777", "2026-11-21", true, false), vec![]),
            ("strpl § 183: before the arrest", vec![arrested()], hearing("26-000001", "2026-11-19", true, false), vec![]),
            (
                "strpl § 187 a: released, and nothing holds",
                vec![lifted(remand(1, "2026-11-01", "2026-11-29"))],
                hearing("26-000001", "2026-11-22", false, true),
                vec!["+release.ordered"],
            ),
            (
                "strpl § 187 a: released, and the order is still recorded as in force",
                vec![remand(1, "2026-11-01", "2026-11-29")],
                hearing("26-000001", "2026-11-22", false, true),
                vec!["+release.ordered"],
            ),
            (
                "strpl § 187 a: released in one case, remanded in another",
                vec![lifted(remand(1, "2026-11-01", "2026-11-29")), elsewhere(remand(2, "2026-11-01", "2026-11-29"))],
                hearing("26-000001", "2026-11-22", false, true),
                vec!["-other_basis "],
            ),
            (
                "strpl § 187 a: an order of another case that has run out holds nobody",
                vec![lifted(remand(1, "2026-11-01", "2026-11-29")), elsewhere(remand(2, "2026-11-01", "2026-11-20"))],
                hearing("26-000001", "2026-11-22", false, true),
                vec!["+release.ordered"],
            ),
            (
                "strpl § 187 a: released in one case, serving in another",
                vec![lifted(remand(1, "2026-11-01", "2026-11-29")), elsewhere(of("sentence", 2, "2026-06-01"))],
                hearing("26-000001", "2026-11-22", false, true),
                vec!["-other_basis "],
            ),
            ("strpl § 187 a: before this stay", vec![], hearing("26-000001", "2026-10-22", false, true), vec![]),
        ] {
            assert_eq!(told(bases, hearing), expected, "{case}");
        }
    }

    #[test]
    fn a_minor_has_the_shorter_time() {
        let arrested = Basis { arrested_at: Some(calendar::start_of_day(day("2026-11-20"))), ..of("arrest", 1, "2026-11-20") };
        let found = steps(&law_of_the_files(), &known(vec![arrested]), calendar::start_of_day(day("2026-11-23")));
        assert!(matches!(&found[0], Do::Raise(e) if e.subjects == ["under_18"]), "strpl § 183(2)");
        let law = law_of_the_files();
        for (case, born, expected) in [
            ("strpl § 183(2): the day before 18", Some("2008-11-24"), &["under_18"][..]),
            ("strpl § 183(2): 18 on the day of the arrest", Some("2008-11-23"), &[]),
            ("strpl § 183(2): nobody knows how old", None, &[]),
        ] {
            assert_eq!(families(&law, born.map(day), day("2026-11-23")), expected, "{case}");
        }
        // The age is a row of law: with none there is no shorter time, and nothing is guessed.
        assert!(families(&Book::default(), Some(day("2020-01-01")), day("2026-11-23")).is_empty());
    }
}
