//! What a day gives somebody in prison, and why, line by line.
//!
//! strgjfl § 19 and forskrift § 3-13: the same for work, education and programme; nothing on refusal or absence without reason; a support rate for who cannot work,
//! is out of company by own wish, or is on remand and does not; on movable holidays the support rate for who is not in ordinary work. § 3-37: discipline may cut the rate.
//! Amounts and ways are rows of law ([`Book`](super::rule::Book)): a day is worked out by the rows of that day, keeps which it used, and comes out the same when it is worked out again.
//!
//! All money is øre.

use chrono::{Datelike as _, NaiveDate, Weekday};

use super::calendar::{self, Holiday};
use super::rule::{Day, Missing, Rule, Value};
use crate::platform::words::words;

words! {
    /// Which rate some time gives.
    Gives {
        /// The ordinary rate.
        Ordinary = "ordinary",
        /// The support rate.
        Support = "support",
        /// Nothing.
        Nothing = "none",
    }

    /// What a day was as a whole.
    Basis {
        /// The ordinary rate alone.
        Ordinary = "ordinary",
        /// The support rate alone.
        Support = "support",
        /// Some of one, some of another.
        Mixed = "mixed",
        /// Nothing.
        Nothing = "none",
    }

    /// How much of the day the person was held.
    Held {
        /// From midnight to midnight.
        Whole = "whole",
        /// Came this day.
        Admission = "admission",
        /// Left this day.
        Release = "release",
        /// Came and left.
        InAndOut = "in_and_out",
    }

    /// Whether there was anything to do.
    Offer {
        /// Has a place.
        Placed = "placed",
        /// Has said no to one.
        Refused = "refused",
        /// Has been offered none.
        Nothing = "nothing",
    }

    /// What a line of the explanation says.
    What {
        /// Attended.
        Worked = "worked",
        /// Took part in a programme.
        Programme = "programme",
        /// Away for a reason that gives the same.
        Excused = "excused",
        /// Away for a reason that gives support.
        Supported = "supported",
        /// Refused, or away without a valid reason.
        Refused = "refused",
        /// Cancelled on a holiday.
        Holiday = "holiday",
        /// The register is not taken.
        NotTaken = "not_taken",
        /// Saturday or Sunday.
        Weekend = "weekend",
        /// A weekday without a session.
        FreeDay = "free_day",
        /// No place was offered.
        WithoutPlace = "without_place",
        /// A place was refused.
        OfferRefused = "offer_refused",
        /// Unfit for work.
        Unfit = "unfit",
        /// Out of company by own wish.
        OwnIsolation = "own_isolation",
        /// The day of admission.
        AdmissionDay = "admission_day",
        /// The day of release.
        ReleaseDay = "release_day",
        /// For a task of its own.
        Addition = "addition",
        /// Cut by a disciplinary decision.
        Cut = "cut",
        /// Food money.
        Food = "food",
        /// Was not held on this day after all.
        NotHeld = "not_held",
    }

    /// What must be known before the day can be approved.
    Waits {
        /// A register.
        Register = "register",
        /// A rate for the day.
        Rate = "rate",
    }
}

/// What came of a session that gives an allowance.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// Was there, in time or late.
    Worked,
    /// Took part in a programme, which gives the same and is nobody's task.
    Programme,
    /// Was not, or it was cancelled, and that gives so much: by the list of reasons.
    Away(Gives),
    /// Cancelled because of a holiday: the rule of holidays says.
    Holiday,
    /// Nobody has taken the register.
    NotTaken,
}

/// A session that was planned for the person and gives an allowance. What was only moved to another time is none: the other time is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    /// Minutes that pass, on the night of the change too.
    pub minutes: u32,
    /// What came of it.
    pub outcome: Outcome,
    /// The code of the reason, for the explanation; empty when attended.
    pub reason: String,
}

/// Everything of a day that bears on it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Facts {
    /// The day in Oslo.
    pub day: NaiveDate,
    /// How much of it.
    pub held: Held,
    /// No duty of activity (forskrift § 1-4).
    pub remand: bool,
    /// Cooks for themselves.
    pub self_catering: bool,
    /// Whether there was anything to do.
    pub offer: Offer,
    /// Cannot work.
    pub unfit: bool,
    /// Out of company by own wish.
    pub own_isolation: bool,
    /// More for a task of its own, a whole day's.
    pub addition_ore: i64,
    /// The share a disciplinary decision takes (§ 3-37).
    pub cut: Option<(u32, u32)>,
    /// What was planned.
    pub sessions: Vec<Session>,
}

/// A line of the explanation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// What it says.
    pub what: What,
    /// The rate it was given at; none of what is no rate.
    pub gives: Option<Gives>,
    /// What it adds; a cut takes.
    pub ore: i64,
    /// So many minutes of those planned, where it is about time.
    pub minutes: Option<(u32, u32)>,
    /// The code of the reason of absence; empty: none.
    pub reason: String,
    /// The rows of law it rests on: id, subject, version.
    pub rules: Vec<(String, String, i32)>,
    /// One of them is yet to be confirmed by the service.
    pub to_be_confirmed: bool,
}

/// What the day gives.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Allowance {
    /// As a whole.
    pub basis: Basis,
    /// By rate, after any cut.
    pub base_ore: i64,
    /// For a task of its own, after any cut.
    pub addition_ore: i64,
    /// For food; nothing is cut of that.
    pub food_ore: i64,
    /// Why.
    pub lines: Vec<Line>,
    /// What is not known yet.
    pub waits_for: Option<Waits>,
}

impl Allowance {
    /// All of it.
    #[must_use]
    pub fn total_ore(&self) -> i64 {
        self.base_ore + self.addition_ore + self.food_ore
    }
}

/// Works a day out by the law of that day.
///
/// # Errors
/// When a rate or a rule has no row for the day: nothing is guessed, and the day waits for it.
pub fn work_out(facts: &Facts, law: Day<'_>) -> Result<Allowance, Missing> {
    let mut lines = if facts.sessions.is_empty() { vec![idle(facts, law)?] } else { by_sessions(facts, law)? };
    if facts.held == Held::Release {
        lines = release_day(facts, lines, law)?;
    }
    let base: i64 = lines.iter().map(|line| line.ore).sum();
    let addition = addition(facts, law, &mut lines)?;
    let (base_cut, addition_cut) = cut(facts, law, base, addition, &mut lines)?;
    let food_ore = food(facts, law, &mut lines)?;
    let waits_for = lines.iter().any(|line| line.what == What::NotTaken).then_some(Waits::Register);
    Ok(Allowance { basis: basis(&lines), base_ore: base - base_cut, addition_ore: addition - addition_cut, food_ore, lines, waits_for })
}

fn subject(facts: &Facts) -> &'static str {
    if facts.remand { "remand" } else { "" }
}

/// A rate and its row.
fn rate<'b>(gives: Gives, law: Day<'b>) -> Result<(i64, Option<&'b Rule>), Missing> {
    Ok(match gives {
        Gives::Ordinary => law.number("allowance.ordinary", "").map(|(n, rule)| (n, Some(rule)))?,
        Gives::Support => law.number("allowance.support", "").map(|(n, rule)| (n, Some(rule)))?,
        Gives::Nothing => (0, None),
    })
}

/// What a row says that something gives.
fn way<'b>(law: Day<'b>, id: &str, subject: &str) -> Result<(Gives, &'b Rule), Missing> {
    let rule = law.rule(id, subject)?;
    match &rule.value {
        Value::Way(way) => Gives::of(way).map(|gives| (gives, rule)),
        _ => None,
    }
    .ok_or_else(|| Missing { id: id.to_owned(), subject: subject.to_owned(), day: law.day })
}

fn line(what: What, gives: Option<Gives>, ore: i64, rules: &[Option<&Rule>]) -> Line {
    let used = rules.iter().flatten();
    Line {
        what,
        gives,
        ore,
        minutes: None,
        reason: String::new(),
        rules: used.clone().map(|rule| (rule.id.clone(), rule.subject.clone(), rule.version)).collect(),
        to_be_confirmed: used.clone().any(|rule| rule.confidence.to_be_confirmed()),
    }
}

/// A day on which nothing was planned: what the first thing gives that is true of it.
fn idle(facts: &Facts, law: Day<'_>) -> Result<Line, Missing> {
    let weekend = matches!(facts.day.weekday(), Weekday::Sat | Weekday::Sun);
    // Whoever has a duty and said no gets nothing, on a holiday either. And nobody who cannot work gets more on a Sunday than who works all week.
    let (what, id) = if facts.offer == Offer::Refused && !facts.remand {
        (What::OfferRefused, "allowance.offer_refused")
    } else if weekend {
        (What::Weekend, "allowance.weekend")
    } else if facts.unfit {
        (What::Unfit, "allowance.unfit")
    } else if facts.own_isolation {
        (What::OwnIsolation, "allowance.own_isolation")
    } else if let Some(id) = holiday_rule(facts.day) {
        (What::Holiday, id)
    } else {
        match (facts.held, facts.offer) {
            (Held::Admission | Held::InAndOut, _) => (What::AdmissionDay, "allowance.admission_day"),
            (_, Offer::Placed) => (What::FreeDay, "allowance.free_day"),
            (_, Offer::Refused) => (What::OfferRefused, "allowance.offer_refused"),
            (_, Offer::Nothing) => (What::WithoutPlace, "allowance.without_place"),
        }
    };
    let (gives, rule) = way(law, id, subject(facts))?;
    let (ore, amount) = rate(gives, law)?;
    Ok(line(what, Some(gives), ore, &[Some(rule), amount]))
}

/// The rule of a holiday: of two on one day that of the fixed one.
fn holiday_rule(day: NaiveDate) -> Option<&'static str> {
    Some(match calendar::holiday(day)? {
        Holiday::MaundyThursday
        | Holiday::GoodFriday
        | Holiday::EasterSunday
        | Holiday::EasterMonday
        | Holiday::AscensionDay
        | Holiday::WhitSunday
        | Holiday::WhitMonday => "allowance.movable_holiday",
        Holiday::NewYearsDay | Holiday::LabourDay | Holiday::ConstitutionDay | Holiday::ChristmasDay | Holiday::SecondChristmasDay => "allowance.fixed_holiday",
    })
}

/// Minutes that are told in one line: the same thing, at the same rate, for the same reason.
struct Kind<'a> {
    what: What,
    gives: Gives,
    reason: &'a str,
    minutes: u32,
    rule: Option<&'a Rule>,
}

/// A day with sessions: each rate for its share of the minutes.
fn by_sessions(facts: &Facts, law: Day<'_>) -> Result<Vec<Line>, Missing> {
    let planned = facts.sessions.iter().map(|s| s.minutes).sum::<u32>().max(1);
    // In the order in which they first came.
    let mut kinds: Vec<Kind<'_>> = Vec::new();
    for session in &facts.sessions {
        let (what, gives, rule) = judge(session, facts, law)?;
        match kinds.iter_mut().find(|k| (k.what, k.gives, k.reason) == (what, gives, session.reason.as_str())) {
            Some(kind) => kind.minutes += session.minutes,
            None => kinds.push(Kind { what, gives, reason: &session.reason, minutes: session.minutes, rule }),
        }
    }
    let part = law.rule("allowance.part_day", "")?;
    let whole_day = part.value == Value::Way("whole_day".to_owned());
    if whole_day {
        // What most of the day was, it was; of two equal halves the one that gives more, which stands first.
        kinds.sort_by_key(|k| (std::cmp::Reverse(k.minutes), k.gives));
        kinds.truncate(1);
    }
    // Rounded along the sum: the lines together are the day, and a whole day is the rate.
    let (mut exact, mut told) = (0_i64, 0_i64);
    kinds
        .into_iter()
        .map(|kind| {
            let (ore, amount) = rate(kind.gives, law)?;
            exact += ore * i64::from(if whole_day { planned } else { kind.minutes });
            let upto = nearest(exact, i64::from(planned));
            let ore = upto - std::mem::replace(&mut told, upto);
            let rules = [kind.rule, amount, (kind.minutes < planned).then_some(part)];
            Ok(Line { minutes: Some((kind.minutes, planned)), reason: kind.reason.to_owned(), ..line(kind.what, Some(kind.gives), ore, &rules) })
        })
        .collect()
}

/// What a session is, what it gives, and by which rule when not by the list of reasons.
fn judge<'b>(session: &Session, facts: &Facts, law: Day<'b>) -> Result<(What, Gives, Option<&'b Rule>), Missing> {
    Ok(match session.outcome {
        Outcome::Worked => (What::Worked, Gives::Ordinary, None),
        Outcome::Programme => (What::Programme, Gives::Ordinary, None),
        Outcome::Away(Gives::Ordinary) => (What::Excused, Gives::Ordinary, None),
        Outcome::Away(Gives::Support) => (What::Supported, Gives::Support, None),
        Outcome::Away(Gives::Nothing) => {
            let (gives, rule) = way(law, "allowance.refused", subject(facts))?;
            (What::Refused, gives, Some(rule))
        }
        // A session cancelled as a holiday on a day that is none: by a staff decision, as any free day.
        Outcome::Holiday => {
            let (gives, rule) = way(law, holiday_rule(facts.day).unwrap_or("allowance.free_day"), subject(facts))?;
            (What::Holiday, gives, Some(rule))
        }
        Outcome::NotTaken => (What::NotTaken, Gives::Nothing, None),
    })
}

/// On the day of release nothing is given for what was not earned.
fn release_day(facts: &Facts, lines: Vec<Line>, law: Day<'_>) -> Result<Vec<Line>, Missing> {
    let earned = facts.sessions.iter().any(|s| matches!(s.outcome, Outcome::Worked | Outcome::Programme | Outcome::Away(Gives::Ordinary) | Outcome::NotTaken));
    let rule = law.rule("allowance.release_day", "")?;
    let earned_only = rule.value == Value::Way("earned_only".to_owned());
    Ok(if earned || !earned_only { lines } else { vec![line(What::ReleaseDay, Some(Gives::Nothing), 0, &[Some(rule)])] })
}

/// The addition, for the share of the day that was worked, never above the highest.
fn addition(facts: &Facts, law: Day<'_>, lines: &mut Vec<Line>) -> Result<i64, Missing> {
    let worked: u32 = facts.sessions.iter().filter(|s| s.outcome == Outcome::Worked).map(|s| s.minutes).sum();
    if facts.addition_ore <= 0 || worked == 0 {
        return Ok(0);
    }
    let (highest, rule) = law.number("allowance.extra", "")?;
    let planned: u32 = facts.sessions.iter().filter(|s| s.outcome != Outcome::Programme).map(|s| s.minutes).sum();
    let ore = nearest(facts.addition_ore.min(highest) * i64::from(worked), i64::from(planned));
    lines.push(Line { minutes: Some((worked, planned)), ..line(What::Addition, None, ore, &[Some(rule)]) });
    Ok(ore)
}

/// What discipline takes of base and addition: never more than the rule lets it.
fn cut(facts: &Facts, law: Day<'_>, base: i64, addition: i64, lines: &mut Vec<Line>) -> Result<(i64, i64), Missing> {
    let Some((a, b)) = facts.cut.filter(|(a, b)| *a > 0 && *b > 0) else { return Ok((0, 0)) };
    let ((most_a, most_b), rule) = law.share("discipline.allowance_cut", "")?;
    let (a, b) = if u64::from(a) * u64::from(most_b) > u64::from(most_a) * u64::from(b) { (most_a, most_b) } else { (a, b) };
    let of = |ore: i64| nearest(ore * i64::from(a), i64::from(b));
    let (from_base, from_addition) = (of(base), of(addition));
    lines.push(line(What::Cut, None, -(from_base + from_addition), &[Some(rule)]));
    Ok((from_base, from_addition))
}

/// Food money, for every day that ends in the house.
fn food(facts: &Facts, law: Day<'_>, lines: &mut Vec<Line>) -> Result<i64, Missing> {
    if !facts.self_catering || matches!(facts.held, Held::Release | Held::InAndOut) {
        return Ok(0);
    }
    let (ore, rule) = law.number("allowance.food", "")?;
    lines.push(line(What::Food, None, ore, &[Some(rule)]));
    Ok(ore)
}

/// The nearest whole number of a division of what is not negative; half goes up (`allowance.rounding`).
fn nearest(a: i64, b: i64) -> i64 {
    (2 * a + b).div_euclid(2 * b)
}

fn basis(lines: &[Line]) -> Basis {
    let gives = |rate: Gives| lines.iter().any(|line| line.gives == Some(rate));
    match (gives(Gives::Ordinary), gives(Gives::Support), gives(Gives::Nothing)) {
        (true, false, false) => Basis::Ordinary,
        (false, true, false) => Basis::Support,
        (false, false, _) => Basis::Nothing,
        _ => Basis::Mixed,
    }
}

#[cfg(test)]
mod tests;
