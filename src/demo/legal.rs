//! Why everybody was and is held: arrests, orders of remand one after the other, restrictions, judgments with their acts, fines, preventive
//! detention, sentences of other countries. Each stay has a history that a court could have made, at the rates of the service.

use uuid::Uuid;

use super::clock::{self, DAY, Day, HOUR, Instant};
use super::copy::{Batch, Table};
use super::course::{Status, Stay};
use super::ids::Rows;
use super::people::{House, Person};
use super::rng::Rng;
use super::term::{LONGEST, left, parts};
use super::words::{Offence, running};

/// The offence groups that fill prisons, with rough shares.
const GROUPS: &[(&str, f64)] =
    &[("DRUGS", 0.27), ("VIOLENCE", 0.23), ("PROPERTY", 0.19), ("SEXUAL", 0.14), ("TRAFFIC", 0.06), ("ECONOMIC", 0.05), ("FREEDOM", 0.04), ("PUBLIC", 0.02)];

/// Police districts by number, and where people are arrested.
const DISTRICTS: &[&str] = &["201", "201", "201", "202", "202", "203", "204", "205", "206", "207", "208", "209", "210", "211", "212"];
const PLACES: &[&str] = &["Egen bopel", "Jernbanetorget", "Sentrum", "Bopel til bekjent", "Grensestasjon", "Kjøpesenter", "Legevakten", "Parkering ved E6"];

/// Countries whose judgments are executed here, and one of their courts.
const ABROAD: &[(&str, &str)] = &[
    ("SE", "Stockholms tingsrätt"),
    ("DK", "Københavns Byret"),
    ("ES", "Audiencia Provincial de Alicante"),
    ("DE", "Landgericht Hamburg"),
    ("PL", "Sąd Okręgowy w Gdańsku"),
];

/// An offence that can carry so many months.
fn offence<'a>(house: &'a House<'_>, months: i64, youth: bool, rng: &mut Rng) -> Option<&'a Offence> {
    let offences = &house.world.words.offences;
    let fits = |o: &&Offence| o.max_months >= months.max(1) && o.min_months <= months.max(1) && o.code != "OTHER-05";
    let groups: Vec<&(&str, f64)> =
        GROUPS.iter().filter(|(g, _)| offences.iter().any(|o| o.group == *g && fits(&o)) && (!youth || ["VIOLENCE", "PROPERTY"].contains(g))).collect();
    let group = groups.get(rng.weighted(&running(groups.iter().map(|(_, w)| *w)))).map_or("VIOLENCE", |(g, _)| g);
    let all: Vec<&Offence> = offences.iter().filter(|o| o.group == group).filter(fits).collect();
    // The file has the commoner offences of a group first.
    let skewed = rng.below(all.len()).min(rng.below(all.len()));
    all.get(skewed).copied().or_else(|| offences.iter().find(|o| o.code == "VIOLENCE-01"))
}

/// A row on its way: what its kind does not have stays empty.
#[derive(Default)]
struct Row<'a> {
    kind: &'a str,
    letters: &'a str,
    hearing: i64,
    abroad: Option<(&'a str, &'a str)>,
    district: Option<&'a str>,
    decided: Day,
    notified: Option<Day>,
    final_on: Option<Day>,
    from: Option<Day>,
    to: Option<Day>,
    ended: Option<(Day, &'a str)>,
    extends: Option<Uuid>,
    arrested_at: Option<Instant>,
    place: Option<&'a str>,
    grounds: Vec<&'a str>,
    after_judgment: bool,
    term: (i64, i64, i64),
    suspended: (i64, i64, i64),
    probation: Option<i64>,
    credit: Option<i64>,
    raised: bool,
    minimum: (i64, i64),
    fine: Option<(i64, i64)>,
}

/// One case of one person, with what its rows share.
struct Case<'a, 'b> {
    house: &'a House<'a>,
    person: &'a Person<'a>,
    offence: &'a Offence,
    court: &'a (&'a str, &'a str),
    serial: i64,
    year: i32,
    rng: &'b mut Rng,
    rows: &'b mut Rows,
    batch: &'b mut Batch,
}

impl Case<'_, '_> {
    /// Writes a row and its acts; returns its id.
    fn write(&mut self, row: &Row<'_>) -> Uuid {
        let (id, person) = (self.rows.next(), self.person);
        let number = format!("{:02}-{:06}{}-{}/{:02}", self.year.rem_euclid(100), self.serial, row.letters, self.court.1, row.hearing.clamp(1, 99));
        let number = if row.district.is_some() { format!("{:02}-{:06}", self.year.rem_euclid(100), self.serial) } else { number };
        let words = &self.house.world.words;
        let name = match (row.abroad, row.district) {
            (Some((_, court)), _) => court,
            (None, Some(_)) => "Politiet",
            (None, None) => words.court_name(self.court.0),
        };
        let mut line = self.batch.row(Table::LegalBasis);
        line.id(id).id(person.id).optional_id(person.prison).id(id).text(row.kind).text(&number).text(name);
        line.optional(if row.abroad.is_none() && row.district.is_none() { Some(self.court.0) } else { None });
        line.text(if row.kind == "fine_default" { "OTHER-05" } else { &self.offence.code });
        line.day(row.decided).optional_day(row.notified).optional_day(row.final_on).optional_day(row.from).optional_day(row.to);
        line.optional_day(row.ended.map(|e| e.0)).optional(row.ended.map(|e| e.1)).optional_id(row.extends);
        line.optional_at(row.arrested_at).optional(row.place).optional(row.district).words(&row.grounds).flag(row.after_judgment);
        for n in [row.term.0, row.term.1, row.term.2, row.suspended.0, row.suspended.1, row.suspended.2] {
            line.number(n);
        }
        for n in [row.probation, row.credit, (row.kind != "fine_default").then_some(self.offence.max_months)] {
            match n {
                Some(n) => line.number(n),
                None => line.null(),
            };
        }
        line.words(if row.raised { &["multiple"][..] } else { &[] }).flag(person.life.youth && !matches!(row.kind, "arrest" | "remand"));
        line.number(row.minimum.0).number(row.minimum.1);
        match row.fine {
            Some((fine, paid)) => line.number(fine).number(paid),
            None => line.null().number(0),
        };
        line.optional(row.abroad.map(|a| a.0)).optional_day(row.abroad.and(row.from)).id(person.clerk).at(self.house.world.clock.at(row.decided, 13 * 60));
        drop(line);
        if row.kind != "fine_default" {
            self.counts(id, row.decided, matches!(row.kind, "arrest" | "remand"));
        }
        id
    }

    /// What it is for: the gravest act, and with it others of its group.
    fn counts(&mut self, basis: Uuid, decided: Day, charge: bool) {
        // The acts of a case are the same in every document of it.
        let mut dice =
            Rng::new(u64::from_le_bytes(self.person.id.as_bytes()[8..].try_into().unwrap_or_default()), u64::from(self.serial.unsigned_abs() as u32));
        let before = dice.between(2, if charge { 40 } else { 240 }) as Day;
        let first = if charge { decided - before.min(20) } else { decided - before - 30 };
        let group: Vec<&Offence> =
            self.house.world.words.offences.iter().filter(|o| o.group == self.offence.group && o.max_months <= self.offence.max_months).collect();
        let more = if charge { 0 } else { [0, 0, 1, 1, 2, 3][dice.below(6)] };
        for position in 1..=more + 1 {
            let code = if position == 1 { &self.offence.code } else { dice.pick(&group).map_or(&self.offence.code, |o| &o.code) };
            let from = first - if position == 1 { 0 } else { dice.between(3, 200) as Day };
            let mut line = self.person.begin(self.batch, Table::Count, self.rows);
            line.id(basis).number(position).text(code).flag(dice.chance(0.06)).day(from).optional_day(dice.chance(0.2).then_some(from + 2));
        }
    }

    fn chance(&mut self, p: f64) -> bool {
        self.rng.chance(p)
    }
}

/// What a stay rested on, from the arrest to what the judgment says.
pub(super) fn history(house: &House<'_>, person: &Person<'_>, stay: &Stay, ended: Option<&str>, rng: &mut Rng, rows: &mut Rows, batch: &mut Batch) {
    let clock = &house.world.clock;
    let courts: Vec<(&str, &str)> = house.world.words.list("court", house.template.county_number()).iter().filter_map(|c| c.split_once('|')).collect();
    let Some(court) = rng.pick(&courts).copied() else { return };
    let (admitted, ends) = (clock.day_of(stay.admitted), clock.day_of(stay.ends));
    let days = i64::from(ends - admitted).max(1);
    // Release on licence comes after two thirds of more than 74 days.
    let term = if days > 50 { (days * 3 / 2).min(LONGEST) } else { days.max(14) };
    let months = match stay.status {
        Status::Detention => 120,
        _ if stay.first_status == Status::Remand => term.max(300) / 30,
        _ => term / 30,
    };
    let Some(offence) = offence(house, months, person.life.youth, rng) else { return };
    let serial = rng.between(1_200, 198_000);
    let mut case = Case { house, person, offence, court: &court, serial, year: clock::year(admitted), rng, rows, batch };
    let last = match ended {
        Some("REL_LICENCE") => Some((ends, "probation")),
        Some("REL_FINE") => Some((ends, "paid")),
        Some("REL_REMAND") => Some((ends, "released")),
        Some(_) => Some((ends, "served")),
        None => None,
    };
    let judged = stay.sentenced.map(|at| clock.day_of(at).max(admitted + 1));
    let remanded = (stay.first_status == Status::Remand).then(|| remand(&mut case, stay, judged, last.filter(|_| judged.is_none())));
    match (stay.status, judged, remanded) {
        (Status::Remand, ..) => {}
        (Status::Fine, ..) => fine(&mut case, admitted, days, last),
        (Status::Detention, ..) => detention(&mut case, admitted, days, last),
        (_, Some(serving), Some(before)) => after_remand(&mut case, serving, term, &before, last),
        _ => from_liberty(&mut case, admitted, days, last),
    }
}

/// What the judgment must know of the remand before it.
struct Before {
    judgment: Day,
    credit: i64,
}

/// Arrest, orders without a gap, and what was ordered beside them. With a judgment the remand goes on until it is final.
fn remand(case: &mut Case<'_, '_>, stay: &Stay, serving: Option<Day>, last: Option<(Day, &'static str)>) -> Before {
    let clock = &case.house.world.clock;
    let (admitted, today) = (clock.day_of(stay.admitted), clock.today);
    let arrested_at = stay.admitted - case.rng.between(18, 45) * HOUR;
    let arrested = clock.day_of(arrested_at);
    let district = case.rng.pick(DISTRICTS).copied().unwrap_or("201");
    let place = case.rng.pick(PLACES).copied();
    case.write(&Row {
        kind: "arrest",
        district: Some(district),
        decided: arrested,
        from: Some(arrested),
        arrested_at: Some(arrested_at),
        place,
        ..Row::default()
    });
    // A judgment is final a fortnight later, when nobody appeals; execution begins then.
    let judgment = serving.map(|s| (s - 15).max(admitted + (s - admitted) / 2).max(admitted));
    let until = judgment.or(last.map(|l| l.0)).unwrap_or(today);
    let step = if case.person.life.youth { 14 } else { 28 };
    let grounds = case.grounds();
    let (mut from, mut extends, mut hearing) = (admitted, None, 1);
    let mut regime = Regime::of(case, arrested_at);
    loop {
        let to = from + step;
        let is_last = to >= until;
        let over = last.filter(|(day, _)| is_last && *day < to).map(|(day, how)| (day.max(from), how));
        let lifted = judgment.filter(|j| is_last && *j < to).map(|j| (j.max(from), "replaced"));
        let id = case.write(&Row {
            kind: "remand",
            letters: "ENE",
            hearing,
            decided: from,
            notified: Some(from),
            from: Some(from),
            to: Some(to),
            ended: over.or(lifted),
            extends,
            grounds: grounds.clone(),
            ..Row::default()
        });
        regime.beside(case, id, (from, over.or(lifted).map_or(to, |e| e.0)), hearing);
        (extends, hearing) = (Some(id), hearing + 1);
        if is_last {
            break;
        }
        from = to;
    }
    if let (Some(judgment), Some(serving)) = (judgment, serving) {
        case.write(&Row {
            kind: "remand",
            letters: "MED",
            hearing: 1,
            decided: judgment,
            notified: Some(judgment),
            from: Some(judgment),
            to: Some(judgment.max(serving - 15) + 28),
            ended: Some((serving.max(judgment), "replaced")),
            extends,
            grounds,
            after_judgment: true,
            ..Row::default()
        });
    }
    let judgment = judgment.unwrap_or(until);
    // Started days beyond four hours, and one more for two started days of full isolation (straffeloven § 83).
    let credit = (clock.at(judgment, 12 * 60) - arrested_at - 4 * HOUR).max(0).div_euclid(DAY) + 1 + (regime.isolated + 1) / 2;
    Before { judgment, credit }
}

impl Case<'_, '_> {
    fn grounds(&mut self) -> Vec<&'static str> {
        let mut grounds = Vec::new();
        if self.chance(0.62) {
            grounds.push("171_2");
        }
        if self.chance(if self.person.foreign { 0.7 } else { 0.15 }) {
            grounds.push("171_1");
        }
        if self.chance(0.45) || grounds.is_empty() {
            grounds.push("171_3");
        }
        if self.offence.max_months >= 120 && self.chance(0.3) {
            grounds.push("172");
        }
        grounds.sort_unstable();
        grounds
    }
}

/// How strictly somebody is held, and what has been ordered so far.
struct Regime {
    letters: Option<&'static str>,
    visits: Option<&'static str>,
    media: bool,
    named: bool,
    isolated_orders: i64,
    isolated: i64,
    arrested_at: Instant,
    earlier: Vec<(&'static str, Uuid)>,
}

impl Regime {
    fn of(case: &mut Case<'_, '_>, arrested_at: Instant) -> Self {
        let strict = case.chance(0.42);
        let ban = strict && case.chance(0.4);
        Self {
            letters: strict.then_some(if ban { "letters_ban" } else { "letters_control" }),
            visits: strict.then_some(if ban { "visits_ban" } else { "visits_control" }),
            media: ban && case.chance(0.6),
            named: case.chance(0.06),
            isolated_orders: if ban && !case.person.life.youth && case.chance(0.3) { case.rng.between(1, 2) } else { 0 },
            isolated: 0,
            arrested_at,
            earlier: Vec::new(),
        }
    }

    /// What stands beside one order: the restrictions fall away as the investigation goes on.
    fn beside(&mut self, case: &mut Case<'_, '_>, id: Uuid, (from, to): (Day, Day), hearing: i64) {
        if hearing > 4 {
            return;
        }
        let kinds = [self.letters, self.visits, self.media.then_some("media"), self.named.then_some("company_named")];
        for kind in kinds.into_iter().flatten() {
            self.restriction(case, id, kind, (from, to.min(from + if hearing > 2 { 14 } else { 28 })), None);
        }
        if hearing <= self.isolated_orders && to > from {
            let until = to.min(from + 14);
            self.isolated += i64::from(until - from);
            let at = if hearing == 1 { self.arrested_at.max(case.house.world.clock.at(from, 10 * 60)) } else { case.house.world.clock.at(from, 12 * 60) };
            self.restriction(case, id, "full_isolation", (from, until), Some(at));
        }
        if hearing == 2 && case.chance(0.5) {
            (self.letters, self.visits, self.media) = (self.letters.and(Some("letters_control")), self.visits.and(Some("visits_control")), false);
        }
    }

    fn restriction(&mut self, case: &mut Case<'_, '_>, order: Uuid, kind: &'static str, (from, until): (Day, Day), at: Option<Instant>) {
        let clock = &case.house.world.clock;
        // A few are lifted before their time, when the interviews are done.
        let lifted = (until - from > 8 && from + 8 < clock.today && case.rng.chance(0.08)).then(|| from + 7);
        let extends = self.earlier.iter().find(|(k, _)| *k == kind).map(|(_, id)| *id);
        let id = case.rows.next();
        let person = case.person;
        let names = (kind == "company_named").then(|| ["Medsiktede i saken", "To medsiktede, navn i kjennelsen", "Siktedes bror"][case.rng.below(3)]);
        let mut line = case.batch.row(Table::Restriction);
        line.id(id)
            .id(person.id)
            .optional_id(person.prison)
            .id(order)
            .text(kind)
            .day(from)
            .day(until)
            .optional_at(at)
            .text("court")
            .optional(names)
            .optional_id(extends);
        line.id(person.clerk).at(clock.at(from, 13 * 60)).optional_day(lifted).optional_at(lifted.filter(|_| at.is_some()).map(|d| clock.at(d, 12 * 60)));
        line.optional_id(lifted.map(|_| person.clerk)).optional_at(lifted.map(|d| clock.at(d, 13 * 60)));
        line.optional(lifted.map(|_| "Avhørene er gjennomført, opphevet av påtalemyndigheten"));
        drop(line);
        self.earlier.retain(|(k, _)| *k != kind);
        if lifted.is_none() {
            self.earlier.push((kind, id));
        }
    }
}

/// A term, a part of which may be suspended in the same unit.
fn with_suspended(case: &mut Case<'_, '_>, term: (i64, i64, i64)) -> ((i64, i64, i64), Option<i64>) {
    let months = term.0 * 12 + term.1;
    if months > 24 || (term.2 > 0 && term.2 < 21) || !case.chance(0.22) {
        return ((0, 0, 0), None);
    }
    let suspended = if months > 0 { (0, case.rng.between(2, 6), 0) } else { (0, 0, case.rng.between(2, 4) * 15) };
    // Days stay within four months together.
    if term.2 + suspended.2 > 120 { ((0, 0, 0), None) } else { (suspended, Some(2)) }
}

/// Convicted while remanded: the court deducts the remand, and execution begins when the judgment is final.
fn after_remand(case: &mut Case<'_, '_>, serving: Day, term: i64, before: &Before, last: Option<(Day, &'static str)>) {
    let term = parts(term.max(before.credit + 21));
    let (suspended, probation) = with_suspended(case, term);
    let held = last.map_or(0, |(day, _)| i64::from(day - before.judgment));
    let (term, credit) = left(term, before.credit, serving, held, last);
    let raised = (term.0 * 12 + term.1) > case.offence.max_months;
    case.write(&Row {
        kind: "sentence",
        letters: "MED",
        hearing: 1,
        decided: before.judgment,
        notified: Some(before.judgment),
        final_on: Some(serving),
        from: Some(serving),
        ended: last,
        term,
        suspended,
        probation,
        credit: Some(credit),
        raised,
        ..Row::default()
    });
}

/// Convicted at liberty, called in to serve: now and then with some days of arrest to deduct, at times by a court abroad.
fn from_liberty(case: &mut Case<'_, '_>, admitted: Day, days: i64, last: Option<(Day, &'static str)>) {
    let credit = if case.chance(0.25) { case.rng.between(1, if days > 120 { 60 } else { 3 }) } else { 0 };
    let whole = if days > 50 { ((days + credit) * 3 / 2).min(LONGEST) } else { (days + credit).max(14) };
    let term = parts(whole);
    let abroad = (case.chance(0.012) && days > 200).then(|| case.rng.pick(ABROAD).copied()).flatten();
    let (suspended, probation) = if abroad.is_some() { ((0, 0, 0), None) } else { with_suspended(case, term) };
    let decided = admitted - case.rng.between(32, 220) as Day;
    let youth = case.person.life.youth && case.chance(0.3) && whole >= 120;
    let told = decided + case.rng.between(0, 6) as Day;
    case.year = clock::year(decided);
    let (term, credit) = left(term, credit, admitted, days, last);
    case.write(&Row {
        kind: if abroad.is_some() {
            "foreign_sentence"
        } else if youth {
            "youth_sentence"
        } else {
            "sentence"
        },
        letters: "MED",
        hearing: 1,
        decided,
        notified: Some(told),
        final_on: Some(decided + 20),
        from: Some(admitted),
        ended: last,
        abroad,
        term,
        suspended: if youth { (0, 0, 0) } else { suspended },
        probation: probation.filter(|_| !youth),
        credit: Some(credit),
        raised: (term.0 * 12 + term.1) > case.offence.max_months,
        ..Row::default()
    });
}

/// A fine that was not paid; of some a fifth was, and the days fell with it.
fn fine(case: &mut Case<'_, '_>, admitted: Day, days: i64, last: Option<(Day, &'static str)>) {
    let part = days >= 4 && days * 5 / 4 <= 120 && case.chance(0.2);
    let days = if part { days * 5 / 4 } else { days }.clamp(1, 120);
    let fine = days * case.rng.between(3, 8) * 10_000;
    let decided = admitted - case.rng.between(90, 500) as Day;
    case.year = clock::year(decided);
    case.write(&Row {
        kind: "fine_default",
        letters: "ENE",
        hearing: 1,
        decided,
        notified: Some(decided),
        final_on: Some(decided + 14),
        from: Some(admitted),
        ended: last,
        term: (0, 0, days),
        fine: Some((fine, if part { fine / 5 } else { 0 })),
        ..Row::default()
    });
}

/// Preventive detention, and every judgment that has extended it since.
fn detention(case: &mut Case<'_, '_>, admitted: Day, days: i64, last: Option<(Day, &'static str)>) {
    let today = case.house.world.clock.today;
    let years = if case.chance(0.1) { case.rng.between(16, 21) } else { case.rng.between(6, 15) };
    // Nobody is released before the minimum term is served (straffeloven § 44).
    let minimum = (years * 2 / 3).min(if years > 15 { 14 } else { 10 }).min(days / 365).max(1);
    let decided = admitted - case.rng.between(30, 200) as Day;
    case.year = clock::year(decided);
    let credit = case.rng.between(60, 420);
    // What the court deducted shortens the frame as well (straffeloven § 83).
    let mut end = admitted + (years * 365 + years / 4 - credit) as Day;
    let base = Row {
        kind: "preventive_detention",
        letters: "MED",
        hearing: 1,
        decided,
        notified: Some(decided),
        final_on: Some(admitted - 10),
        from: Some(admitted),
        ended: last,
        term: (years, 0, 0),
        credit: Some(credit),
        minimum: (minimum, 0),
        ..Row::default()
    };
    let mut root = case.write(&base);
    while end <= today + 2 && last.is_none() {
        let more = case.rng.between(3, 5);
        case.year = clock::year(end);
        root = case.write(&Row {
            kind: "preventive_detention",
            letters: "MED",
            hearing: 2,
            decided: end - 40,
            notified: Some(end - 40),
            final_on: Some(end - 10),
            from: Some(end),
            extends: Some(root),
            term: (more, 0, 0),
            ..Row::default()
        });
        end += (more * 365 + more / 4) as Day;
    }
}
