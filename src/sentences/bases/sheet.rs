//! A basis as a form holds it: which fields each kind asks for, how they are read, and how a row fills them again.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::Deserialize;
use uuid::Uuid;

use super::model::{Basis, Count, EndedAs, Facts, Ground, Kind, Raised, Sanction, Term};
use super::words;
use crate::law::calendar::{self, Reading};
use crate::reference::{Catalogue, List};
use crate::web::form::{clean, day, moment};
use crate::web::lang::Text;
use crate::web::{Choice, Errors, Field};

/// How many acts a form holds.
pub const COUNTS: usize = 6;
const OFFENCE: [&str; COUNTS] = ["offence_1", "offence_2", "offence_3", "offence_4", "offence_5", "offence_6"];
const SECTION: [&str; COUNTS] = ["section_1", "section_2", "section_3", "section_4", "section_5", "section_6"];
const ATTEMPTED: [&str; COUNTS] = ["attempted_1", "attempted_2", "attempted_3", "attempted_4", "attempted_5", "attempted_6"];
const ACT_FROM: [&str; COUNTS] = ["act_from_1", "act_from_2", "act_from_3", "act_from_4", "act_from_5", "act_from_6"];
const ACT_TO: [&str; COUNTS] = ["act_to_1", "act_to_2", "act_to_3", "act_to_4", "act_to_5", "act_to_6"];

/// Most in a number of days.
const MOST_DAYS: i64 = 36_500;

/// What is typed, by field.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(transparent)]
pub struct Sheet(BTreeMap<String, String>);

type Say = fn(Text) -> String;

/// What a field holds.
#[derive(Clone, Copy)]
enum Shape {
    Line(u32),
    Lines(u32),
    Day,
    Moment,
    Number(i64),
    Kroner,
    Tick,
    Code(List),
    Choice(fn(Text) -> Vec<Choice>),
    /// One of the person's bases of the same kind.
    Earlier,
}

/// A field of a form.
#[derive(Clone, Copy)]
pub struct Spec {
    /// Its name.
    pub name: &'static str,
    /// What it is called.
    pub say: Say,
    hint: Option<Say>,
    shape: Shape,
    need: bool,
}

const fn spec(name: &'static str, say: Say, shape: Shape) -> Spec {
    Spec { name, say, hint: None, shape, need: false }
}

impl Spec {
    const fn hint(mut self, hint: Say) -> Self {
        self.hint = Some(hint);
        self
    }

    const fn needed(mut self) -> Self {
        self.need = true;
        self
    }
}

/// How fields stand together.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Layout {
    /// One under the other.
    Stack,
    /// Side by side.
    Beside,
    /// A heading and ticks.
    Ticks,
}

/// Fields under one heading.
pub struct Part {
    /// The heading; empty when it goes on from the one before.
    pub heading: Option<Say>,
    /// How they stand.
    pub layout: Layout,
    /// The fields.
    pub specs: Vec<Spec>,
}

fn part(heading: Say, layout: Layout, specs: &[Spec]) -> Part {
    Part { heading: Some(heading), layout, specs: specs.to_vec() }
}

fn more(layout: Layout, specs: &[Spec]) -> Part {
    Part { heading: None, layout, specs: specs.to_vec() }
}

const DECIDED: Spec = spec("decided_on", |t| t.msg_bases_decided_on(), Shape::Day).needed();
const CASE: Spec = spec("case_number", |t| t.msg_bases_case_number(), Shape::Line(60)).hint(|t| t.msg_bases_case_number_hint()).needed();
const COURT: Spec = spec("court", |t| t.msg_bases_court(), Shape::Code(List::Court)).needed();
const POLICE: Spec = spec("police", |t| t.msg_bases_police(), Shape::Code(List::PoliceDistrict));
const NOTIFIED: Spec = spec("notified", |t| t.msg_bases_notified(), Shape::Day);
const FINAL: Spec = spec("final_on", |t| t.msg_bases_final_on(), Shape::Day);
const FROM: Spec = spec("from_day", |t| t.msg_bases_from_day(), Shape::Day);
const NOTE: Spec = spec("note", |t| t.msg_bases_note(), Shape::Lines(2000));
const CREDIT: Spec = spec("credit_days", |t| t.msg_bases_credit(), Shape::Number(MOST_DAYS)).hint(|t| t.msg_bases_credit_hint());
const MAX: Spec = spec("max_months", |t| t.msg_bases_max_months(), Shape::Number(480)).hint(|t| t.msg_bases_max_months_hint());
const UNDER_18: Spec = spec("under_18", |t| t.msg_bases_under_18(), Shape::Tick);
const YEARS: Spec = spec("years", |t| t.msg_bases_years(), Shape::Number(99));
const MONTHS: Spec = spec("months", |t| t.msg_bases_months(), Shape::Number(999));
const DAYS: Spec = spec("days", |t| t.msg_bases_days(), Shape::Number(MOST_DAYS));
const EXTENDS: Spec = spec("extends", |t| t.msg_bases_extends(), Shape::Earlier);

/// The form of a kind.
pub fn parts(kind: Kind) -> Vec<Part> {
    use Layout::{Beside, Stack, Ticks};
    let term = [YEARS, MONTHS, DAYS];
    let mut parts = vec![match kind {
        Kind::Arrest => part(
            |t| t.msg_bases_part_arrest(),
            Stack,
            &[
                spec("arrested_at", |t| t.msg_bases_arrested_at(), Shape::Moment).hint(|t| t.msg_bases_arrested_at_hint()).needed(),
                spec("arrest_place", |t| t.msg_bases_arrest_place(), Shape::Line(200)),
                POLICE.needed(),
                CASE,
            ],
        ),
        Kind::Foreign => part(
            |t| t.msg_bases_part_decision(),
            Stack,
            &[
                spec("country", |t| t.msg_bases_country(), Shape::Code(List::Country)).needed(),
                spec("court_text", |t| t.msg_bases_court_foreign(), Shape::Line(120)).needed(),
                CASE,
            ],
        ),
        Kind::Other => part(
            |t| t.msg_bases_part_decision(),
            Stack,
            &[
                spec("sanction", |t| t.msg_bases_sanction(), Shape::Choice(|t| Sanction::ALL.iter().map(|s| Choice::new(s.as_str(), words::sanction(t, *s))).collect()))
                    .needed(),
                Spec { need: false, ..COURT },
                CASE,
            ],
        ),
        _ => part(|t| t.msg_bases_part_decision(), Stack, &[COURT, CASE]),
    }];
    match kind {
        Kind::Arrest => {}
        Kind::Remand => {
            parts.push(more(Beside, &[DECIDED, NOTIFIED]));
            parts.push(part(|t| t.msg_bases_part_remand(), Beside, &[FROM.needed(), spec("to_day", |t| t.msg_bases_to_day(), Shape::Day).hint(|t| t.msg_bases_to_day_hint())]));
            parts.push(more(
                Stack,
                &[
                    EXTENDS.hint(|t| t.msg_bases_extends_hint()),
                    spec("main_hearing", |t| t.msg_bases_main_hearing(), Shape::Tick),
                    spec("after_judgment", |t| t.msg_bases_after_judgment(), Shape::Tick),
                    spec("review_pointless", |t| t.msg_bases_review_pointless(), Shape::Lines(600)).hint(|t| t.msg_bases_review_pointless_hint()),
                ],
            ));
            parts.push(part(
                |t| t.msg_bases_grounds(),
                Ticks,
                &[
                    spec("ground_171_1", |t| words::ground(t, Ground::Evasion), Shape::Tick),
                    spec("ground_171_2", |t| words::ground(t, Ground::Evidence), Shape::Tick),
                    spec("ground_171_3", |t| words::ground(t, Ground::Repetition), Shape::Tick),
                    spec("ground_171_4", |t| words::ground(t, Ground::OwnWish), Shape::Tick),
                    spec("ground_172", |t| words::ground(t, Ground::Grave), Shape::Tick),
                    spec("ground_173", |t| words::ground(t, Ground::Caught), Shape::Tick),
                ],
            ));
        }
        Kind::Sentence | Kind::Youth | Kind::Detention | Kind::Foreign | Kind::Other | Kind::Fine => {
            parts.push(more(Beside, &[DECIDED, NOTIFIED, FINAL]));
            judgment(kind, &mut parts, &term);
            parts.push(part(|t| t.msg_bases_part_begins(), Stack, &[FROM.hint(|t| t.msg_bases_from_day_hint())]));
        }
    }
    parts
}

/// What a judgment pronounces.
fn judgment(kind: Kind, parts: &mut Vec<Part>, term: &[Spec]) {
    use Layout::{Beside, Stack, Ticks};
    match kind {
        Kind::Detention => {
            parts.push(part(|t| t.msg_bases_part_frame(), Beside, term));
            parts.push(part(
                |t| t.msg_bases_part_minimum(),
                Beside,
                &[
                    spec("minimum_years", |t| t.msg_bases_years(), Shape::Number(99)),
                    spec("minimum_months", |t| t.msg_bases_months(), Shape::Number(999)),
                    spec("minimum_days", |t| t.msg_bases_days(), Shape::Number(MOST_DAYS)),
                ],
            ));
            parts.push(more(Stack, &[EXTENDS.hint(|t| t.msg_bases_extends_detention_hint()), CREDIT, MAX, UNDER_18]));
            parts.push(part(
                |t| t.msg_bases_part_trial(),
                Beside,
                &[spec("trial_from", |t| t.msg_bases_trial_from(), Shape::Day), spec("trial_to", |t| t.msg_bases_trial_to(), Shape::Day)],
            ));
        }
        Kind::Fine => {
            parts.push(part(
                |t| t.msg_bases_part_fine(),
                Beside,
                &[
                    spec("fine", |t| t.msg_bases_fine(), Shape::Kroner).needed(),
                    spec("paid", |t| t.msg_bases_paid(), Shape::Kroner).hint(|t| t.msg_bases_paid_hint()),
                    Spec { say: |t| t.msg_bases_fine_days(), need: true, ..DAYS },
                ],
            ));
            parts.push(more(Stack, &[UNDER_18]));
        }
        _ => {
            parts.push(part(|t| t.msg_bases_part_term(), Beside, term));
            if matches!(kind, Kind::Sentence | Kind::Foreign) {
                parts.push(part(
                    |t| t.msg_bases_part_suspended(),
                    Beside,
                    &[
                        spec("suspended_years", |t| t.msg_bases_years(), Shape::Number(99)),
                        spec("suspended_months", |t| t.msg_bases_months(), Shape::Number(999)),
                        spec("suspended_days", |t| t.msg_bases_days(), Shape::Number(MOST_DAYS)),
                        spec("probation_years", |t| t.msg_bases_probation_years(), Shape::Number(10)),
                    ],
                ));
            }
            let mut rest = vec![CREDIT];
            match kind {
                Kind::Sentence => rest.extend([MAX, spec("community_hours", |t| t.msg_bases_community_hours(), Shape::Number(420)).hint(|t| t.msg_bases_community_hours_hint())]),
                Kind::Foreign => rest.push(spec("transferred_on", |t| t.msg_bases_transferred_on(), Shape::Day)),
                _ => {}
            }
            parts.push(more(Stack, &rest));
            let mut ticks = vec![UNDER_18];
            if kind == Kind::Sentence {
                ticks.extend([
                    spec("additional", |t| t.msg_bases_additional(), Shape::Tick),
                    spec("raised_multiple", |t| words::raised(t, Raised::Multiple), Shape::Tick),
                    spec("raised_repeated", |t| words::raised(t, Raised::Repeated), Shape::Tick),
                    spec("raised_organised", |t| words::raised(t, Raised::Organised), Shape::Tick),
                ]);
            }
            parts.push(part(|t| t.msg_bases_part_special(), Ticks, &ticks));
        }
    }
}

/// The fields of one act.
pub fn count_specs(i: usize) -> [Spec; 5] {
    [
        spec(OFFENCE[i], |t| t.msg_bases_offence(), Shape::Code(List::Offence)),
        spec(SECTION[i], |t| t.msg_bases_section(), Shape::Line(120)),
        spec(ACT_FROM[i], |t| t.msg_bases_act_from(), Shape::Day),
        spec(ACT_TO[i], |t| t.msg_bases_act_to(), Shape::Day),
        spec(ATTEMPTED[i], |t| t.msg_bases_attempted(), Shape::Tick),
    ]
}

/// The last fields of every form.
pub const LAST: [Spec; 1] = [NOTE];

/// How it ended: not in the form, and in the history.
pub const ENDING: [Spec; 2] = [
    spec("ended_on", |t| t.msg_bases_ended_on(), Shape::Day),
    spec("ended_as", |t| t.msg_bases_ended_as(), Shape::Choice(|t| EndedAs::ALL.iter().map(|e| Choice::new(e.as_str(), words::ended_as(t, *e))).collect())),
];

/// Every field of a kind's form, in order.
pub fn specs(kind: Kind) -> Vec<Spec> {
    parts(kind).into_iter().flat_map(|p| p.specs).chain((0..COUNTS).flat_map(count_specs)).chain(LAST).collect()
}

/// What fields need to know to be shown and read.
pub struct Desk<'a> {
    /// Words.
    pub t: Text,
    /// Codes.
    pub catalogue: &'a Catalogue,
    /// Bokmål or English.
    pub nb: bool,
    /// Bases that this one may go on from: root and label.
    pub earlier: Vec<(Uuid, String)>,
}

impl Sheet {
    /// What stands in a field.
    pub fn get(&self, name: &str) -> &str {
        self.0.get(name).map(String::as_str).unwrap_or_default().trim()
    }

    /// Puts something in a field.
    pub fn put(&mut self, name: &str, value: impl Into<String>) {
        let value = value.into();
        if !value.is_empty() {
            self.0.insert(name.to_owned(), value);
        }
    }

    fn ticked(&self, name: &str) -> bool {
        self.get(name) == "yes"
    }

    /// A field, ready for the page.
    pub fn field(&self, spec: &Spec, desk: &Desk<'_>, errors: &Errors) -> Field {
        let (t, name, label, value) = (desk.t, spec.name, (spec.say)(desk.t), self.get(spec.name));
        let field = match spec.shape {
            Shape::Line(max) => Field::text(name, label, value).max(max).width("w-half"),
            Shape::Lines(max) => Field::area(name, label, value, 2).max(max),
            Shape::Day => Field::day(name, label, value),
            Shape::Moment => Field::moment(name, label, value),
            Shape::Number(_) => Field::text(name, label, value).width("w-num").inputmode("numeric").max(6),
            Shape::Kroner => Field::text(name, label, value).width("w-num").inputmode("decimal").max(14),
            Shape::Tick => Field::checkbox(name, label, value),
            Shape::Code(list) => {
                let offered = desk.catalogue.options(list, desk.nb).into_iter().map(|(code, label)| Choice::new(code, code_label(desk, list, code, label))).collect();
                Field::select(name, label, value, offered).or_none(t.msg_bases_choose())
            }
            Shape::Choice(of) => Field::select(name, label, value, of(t)).or_none(t.msg_bases_choose()),
            Shape::Earlier => {
                let offered = desk.earlier.iter().map(|(root, label)| Choice::new(root.to_string(), label.clone())).collect();
                Field::select(name, label, value, offered).or_none(t.msg_bases_extends_none())
            }
        };
        let field = if spec.need { field.required(t) } else { field };
        let field = match spec.hint {
            Some(hint) => field.hint(hint(t)),
            None => field,
        };
        field.errors(errors)
    }

    /// A value in words, for comparing two sheets.
    pub fn read(spec: &Spec, value: &str, desk: &Desk<'_>) -> String {
        match spec.shape {
            Shape::Code(list) if !value.is_empty() => desk.catalogue.label(list, value, desk.nb).to_owned(),
            Shape::Choice(of) => of(desk.t).into_iter().find(|c| c.value == value).map_or_else(|| value.to_owned(), |c| c.label),
            Shape::Earlier => desk.earlier.iter().find(|(root, _)| root.to_string() == value).map_or_else(|| value.to_owned(), |(_, l)| l.clone()),
            Shape::Tick => if value == "yes" { desk.t.msg_bases_yes() } else { String::new() },
            _ => value.to_owned(),
        }
    }
}

/// An offence goes by its section as well.
fn code_label(desk: &Desk<'_>, list: List, code: &str, label: &str) -> String {
    let section = if list == List::Offence { desk.catalogue.get(list, code).map(|c| c.attribute("section")).unwrap_or_default() } else { "" };
    if section.is_empty() { label.to_owned() } else { format!("{label} ({section})") }
}

/// A form as read.
pub struct Read {
    /// What the document says.
    pub facts: Facts,
    /// The acts.
    pub counts: Vec<Count>,
}

struct Reader<'a> {
    sheet: &'a Sheet,
    desk: &'a Desk<'a>,
    errors: Errors,
}

impl Reader<'_> {
    fn text(&mut self, name: &'static str, most: usize) -> Option<String> {
        let text = clean(self.sheet.get(name));
        if text.chars().count() > most {
            self.errors.add(name, self.desk.t.msg_bases_too_long(most as i64));
        }
        (!text.is_empty()).then_some(text)
    }

    fn day(&mut self, name: &'static str) -> Option<NaiveDate> {
        let typed = self.sheet.get(name);
        let read = day(typed);
        if read.is_none() && !typed.is_empty() {
            self.errors.add(name, self.desk.t.msg_bases_bad_day());
        }
        read
    }

    fn number(&mut self, name: &'static str, most: i64) -> Option<i32> {
        let typed: String = self.sheet.get(name).chars().filter(|c| !c.is_whitespace()).collect();
        if typed.is_empty() {
            return None;
        }
        match typed.parse::<i32>() {
            Ok(n) if (0..=most).contains(&i64::from(n)) => Some(n),
            _ => {
                self.errors.add(name, self.desk.t.msg_bases_bad_number(most));
                None
            }
        }
    }

    /// Kroner with a comma or a point, as øre.
    fn kroner(&mut self, name: &'static str) -> Option<i64> {
        let typed: String = self.sheet.get(name).chars().filter(|c| !c.is_whitespace() && *c != '\u{a0}').collect();
        if typed.is_empty() {
            return None;
        }
        let (whole, part) = typed.split_once([',', '.']).unwrap_or((&typed, ""));
        let digits = |s: &str| !s.is_empty() && s.len() <= 9 && s.chars().all(|c| c.is_ascii_digit());
        if !digits(whole) || !(part.is_empty() || (part.len() == 2 && digits(part))) {
            self.errors.add(name, self.desk.t.msg_bases_bad_kroner());
            return None;
        }
        Some(whole.parse::<i64>().unwrap_or(0) * 100 + part.parse::<i64>().unwrap_or(0))
    }

    fn code(&mut self, name: &'static str, list: List) -> Option<String> {
        let typed = self.sheet.get(name).to_owned();
        if typed.is_empty() {
            return None;
        }
        if self.desk.catalogue.get(list, &typed).is_none() {
            self.errors.add(name, self.desk.t.msg_bases_choose());
            return None;
        }
        Some(typed)
    }

    fn term(&mut self, names: [&'static str; 3]) -> Term {
        Term::new(self.number(names[0], 99).unwrap_or(0), self.number(names[1], 999).unwrap_or(0), self.number(names[2], MOST_DAYS).unwrap_or(0))
    }

    fn counts(&mut self, needed: bool) -> Vec<Count> {
        let mut counts = Vec::new();
        for i in 0..COUNTS {
            let offence = self.code(OFFENCE[i], List::Offence);
            let section = self.text(SECTION[i], 120).unwrap_or_default();
            let (act_from, act_to) = (self.day(ACT_FROM[i]), self.day(ACT_TO[i]));
            if act_to.is_some_and(|to| act_from.is_none_or(|from| to < from)) {
                self.errors.add(ACT_TO[i], self.desk.t.msg_bases_act_backwards());
            }
            match offence {
                Some(offence) => counts.push(Count { offence, section, attempted: self.sheet.ticked(ATTEMPTED[i]), act_from, act_to }),
                None if act_from.is_some() || !section.is_empty() => self.errors.add(OFFENCE[i], self.desk.t.msg_bases_choose()),
                None => {}
            }
        }
        if needed && counts.is_empty() {
            self.errors.add(OFFENCE[0], self.desk.t.msg_bases_missing());
        }
        counts
    }

    fn moment(&mut self, name: &'static str) -> Option<chrono::DateTime<chrono::Utc>> {
        let typed = self.sheet.get(name);
        if typed.is_empty() {
            return None;
        }
        let Some(local) = moment(typed) else {
            self.errors.add(name, self.desk.t.msg_bases_bad_moment());
            return None;
        };
        let reading = calendar::read_clock(local);
        // On the night that has no 02:30 there was no such time; of the night that has two, the earlier is taken.
        if reading == Reading::Never {
            self.errors.add(name, self.desk.t.msg_bases_no_such_time());
            return None;
        }
        reading.instant()
    }
}

impl Sheet {
    /// What was typed as a document, or what is wrong with which field. Limits of the law are for [`super::rules`].
    ///
    /// # Errors
    /// The messages.
    pub fn parse(&self, kind: Kind, desk: &Desk<'_>) -> Result<Read, Errors> {
        let mut r = Reader { sheet: self, desk, errors: Errors::new() };
        for s in parts(kind).iter().flat_map(|p| &p.specs).filter(|s| s.need) {
            if self.get(s.name).is_empty() {
                r.errors.add(s.name, desk.t.msg_bases_missing());
            }
        }
        let arrested_at = if kind == Kind::Arrest { r.moment("arrested_at") } else { None };
        let decided = match arrested_at {
            Some(at) => Some(calendar::oslo_day(at)),
            None => r.day("decided_on"),
        };
        let counts = r.counts(!matches!(kind, Kind::Other));
        let mut f = Facts::new(kind, decided.unwrap_or_default());
        f.case_number = r.text("case_number", 60).unwrap_or_default();
        f.court_code = r.code("court", List::Court);
        f.police_district = r.code("police", List::PoliceDistrict);
        f.court = match (&f.court_code, &f.police_district) {
            (Some(court), _) => desk.catalogue.label(List::Court, court, true).to_owned(),
            (None, Some(police)) => desk.catalogue.label(List::PoliceDistrict, police, true).to_owned(),
            (None, None) => r.text("court_text", 120).unwrap_or_default(),
        };
        f.offence = counts.first().map(|c| c.offence.clone()).unwrap_or_default();
        (f.notified, f.final_on, f.from_day) = (r.day("notified"), r.day("final_on"), r.day("from_day"));
        f.arrested_at = arrested_at;
        if arrested_at.is_some() {
            f.from_day = decided;
        }
        f.arrest_place = r.text("arrest_place", 200);
        f.note = r.text("note", 2000);
        f.under_18 = self.ticked("under_18");
        if !self.get("extends").is_empty() {
            f.extends = self.get("extends").parse().ok().filter(|root| desk.earlier.iter().any(|(r, _)| r == root));
        }
        f.released_between = self.get("between") == "released";
        self.remand(&mut f, &mut r);
        self.terms(&mut f, &mut r, &counts);
        (f.ended_on, f.ended_as) = (r.day("ended_on"), EndedAs::of(self.get("ended_as")));
        if f.from_day.is_some_and(|from| from < f.decided_on) && kind != Kind::Arrest && kind != Kind::Foreign {
            r.errors.add("from_day", desk.t.msg_bases_from_before_decision());
        }
        r.errors.into_result(decided.map(|_| Read { facts: f, counts }))
    }

    fn remand(&self, f: &mut Facts, r: &mut Reader<'_>) {
        if f.kind != Kind::Remand {
            return;
        }
        f.grounds = Ground::ALL.iter().copied().filter(|g| self.ticked(&format!("ground_{}", g.as_str()))).collect();
        (f.after_judgment, f.main_hearing_started) = (self.ticked("after_judgment"), self.ticked("main_hearing"));
        f.review_pointless = r.text("review_pointless", 600);
        f.to_day = r.day("to_day");
        if f.to_day.is_none() && !f.main_hearing_started {
            r.errors.add("to_day", r.desk.t.msg_bases_missing());
        }
        if let (Some(from), Some(to)) = (f.from_day, f.to_day)
            && to < from
        {
            r.errors.add("to_day", r.desk.t.msg_bases_ends_before());
        }
    }

    fn terms(&self, f: &mut Facts, r: &mut Reader<'_>, counts: &[Count]) {
        let t = r.desk.t;
        let whole = r.term(["years", "months", "days"]);
        f.suspended = r.term(["suspended_years", "suspended_months", "suspended_days"]);
        f.minimum = r.term(["minimum_years", "minimum_months", "minimum_days"]);
        // The judgment gives the whole and the part of it that is suspended; what is left is served.
        f.term = match whole.less(f.suspended) {
            Some(left) if !f.suspended.is_zero() => left,
            Some(_) => whole,
            None if f.suspended.measure() > whole.measure() => {
                r.errors.add("suspended_days", t.msg_bases_suspended_above());
                whole
            }
            None => {
                r.errors.add("suspended_days", t.msg_bases_suspended_units());
                whole
            }
        };
        f.probation_years = r.number("probation_years", 10);
        f.credit_days = r.number("credit_days", MOST_DAYS);
        f.community_hours = r.number("community_hours", 420).filter(|h| *h > 0);
        f.raised = Raised::ALL.iter().copied().filter(|x| self.ticked(&format!("raised_{}", x.as_str()))).collect();
        f.additional = self.ticked("additional");
        // The gravest offence gives the frame, unless the document's own is written.
        let gravest = counts.iter().filter_map(|c| r.desk.catalogue.get(List::Offence, &c.offence)?.attribute("max_penalty_months").parse::<i32>().ok()).max();
        f.max_months = r.number("max_months", 480).or(gravest.filter(|m| *m <= 480));
        (f.trial_from, f.trial_to) = (r.day("trial_from"), r.day("trial_to"));
        if f.trial_to.is_some_and(|to| f.trial_from.is_none_or(|from| to < from)) {
            r.errors.add("trial_to", t.msg_bases_ends_before());
        }
        if f.kind == Kind::Fine {
            f.fine_ore = r.kroner("fine").filter(|n| *n > 0);
            f.paid_ore = r.kroner("paid").unwrap_or(0);
        }
        f.country = r.code("country", List::Country);
        f.transferred_on = r.day("transferred_on");
        f.sanction = Sanction::of(self.get("sanction"));
    }

    /// A row as a form.
    pub fn of(basis: &Basis) -> Self {
        let f = &basis.facts;
        let mut s = Self::default();
        let days = [
            ("decided_on", Some(f.decided_on)),
            ("notified", f.notified),
            ("final_on", f.final_on),
            ("from_day", f.from_day),
            ("to_day", f.to_day),
            ("trial_from", f.trial_from),
            ("trial_to", f.trial_to),
            ("transferred_on", f.transferred_on),
            ("ended_on", f.ended_on),
        ];
        days.into_iter().for_each(|(name, day)| s.put(name, day.map(|d| d.to_string()).unwrap_or_default()));
        let whole = Term::new(f.term.years + f.suspended.years, f.term.months + f.suspended.months, f.term.days + f.suspended.days);
        let whole = Term::new(whole.years + whole.months / 12, whole.months % 12, whole.days);
        for (names, term) in [
            (["years", "months", "days"], whole),
            (["suspended_years", "suspended_months", "suspended_days"], f.suspended),
            (["minimum_years", "minimum_months", "minimum_days"], f.minimum),
        ] {
            for (name, n) in names.into_iter().zip([term.years, term.months, term.days]).filter(|(_, n)| *n > 0) {
                s.put(name, n.to_string());
            }
        }
        for (name, n) in [("probation_years", f.probation_years), ("credit_days", f.credit_days), ("max_months", f.max_months), ("community_hours", f.community_hours)] {
            s.put(name, n.map(|n| n.to_string()).unwrap_or_default());
        }
        let texts = [
            ("case_number", Some(&f.case_number)),
            ("court", f.court_code.as_ref()),
            ("police", f.police_district.as_ref()),
            ("arrest_place", f.arrest_place.as_ref()),
            ("review_pointless", f.review_pointless.as_ref()),
            ("country", f.country.as_ref()),
            ("note", f.note.as_ref()),
        ];
        texts.into_iter().for_each(|(name, text)| s.put(name, text.cloned().unwrap_or_default()));
        if f.court_code.is_none() {
            s.put("court_text", f.court.clone());
        }
        s.put("arrested_at", f.arrested_at.map(|at| calendar::oslo_time(at).format("%Y-%m-%dT%H:%M").to_string()).unwrap_or_default());
        s.put("extends", f.extends.map(|e| e.to_string()).unwrap_or_default());
        s.put("between", if f.released_between { "released" } else { "" });
        s.put("sanction", f.sanction.map(|x| x.as_str()).unwrap_or_default());
        s.put("ended_as", f.ended_as.map(|x| x.as_str()).unwrap_or_default());
        let kroner = |ore: i64| if ore == 0 { String::new() } else { format!("{},{:02}", ore / 100, ore % 100) };
        s.put("fine", f.fine_ore.map(kroner).unwrap_or_default());
        s.put("paid", kroner(f.paid_ore));
        let ticks = [("main_hearing", f.main_hearing_started), ("after_judgment", f.after_judgment), ("additional", f.additional), ("under_18", f.under_18)];
        ticks.into_iter().filter(|(_, on)| *on).for_each(|(name, _)| s.put(name, "yes"));
        f.grounds.iter().for_each(|g| s.put(&format!("ground_{}", g.as_str()), "yes"));
        f.raised.iter().for_each(|x| s.put(&format!("raised_{}", x.as_str()), "yes"));
        // A row of before the acts were kept has its offence alone.
        let alone = [Count { offence: f.offence.clone(), ..Count::default() }];
        let counts = if basis.counts.is_empty() && !f.offence.is_empty() { &alone[..] } else { &basis.counts[..] };
        for (i, c) in counts.iter().take(COUNTS).enumerate() {
            s.put(OFFENCE[i], c.offence.clone());
            s.put(SECTION[i], c.section.clone());
            s.put(ACT_FROM[i], c.act_from.map(|d| d.to_string()).unwrap_or_default());
            s.put(ACT_TO[i], c.act_to.map(|d| d.to_string()).unwrap_or_default());
            s.put(ATTEMPTED[i], if c.attempted { "yes" } else { "" });
        }
        s
    }
}
