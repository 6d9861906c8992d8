//! Who somebody is: names, birth, numbers, languages, addresses, family. Invented throughout; every number is a test number.

use uuid::Uuid;

use super::clock::{self, Clock, DAY, Day, HOUR, Instant};
use super::copy::{Batch, Table};
use super::course::{Life, Status, Stay};
use super::estate::{Plan, Template};
use super::ids::Rows;
use super::names::Origin;
use super::numbers::Numbers;
use super::rng::Rng;
use super::staff::Staff;
use super::world::World;
use crate::inmates::fold;

/// Everything about the prison whose people are being written.
pub(super) struct House<'a> {
    pub(super) world: &'a World,
    pub(super) plan: &'a Plan,
    pub(super) template: &'a Template,
    pub(super) staff: &'a Staff,
    pub(super) prison: Uuid,
}

impl House<'_> {
    /// The id of one of the prison's accounts.
    pub(super) fn account(&self, number: usize) -> Uuid {
        self.world.ids.account(self.plan.index, number)
    }

    pub(super) fn one_of(&self, rng: &mut Rng, role: &str) -> Uuid {
        self.account(self.staff.pick(rng, role))
    }
}

/// What sets a few people apart, decided for the whole prison before they are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Special {
    /// The name is not known.
    pub(super) unknown: bool,
    /// Why the record is protected.
    pub(super) protected: Option<&'static str>,
}

/// A person as decided, for the rows that follow.
pub(super) struct Person<'a> {
    pub(super) id: Uuid,
    pub(super) life: &'a Life,
    /// The prison that answers for the record.
    pub(super) prison: Option<Uuid>,
    pub(super) origin: &'a Origin,
    pub(super) foreign: bool,
    pub(super) interpreter: bool,
    pub(super) special: Special,
    /// Who wrote the identity down, and when.
    pub(super) clerk: Uuid,
    pub(super) recorded: Instant,
    pub(super) family: String,
    birth: Option<Day>,
}

impl Person<'_> {
    pub(super) fn first_stay(&self) -> Option<&Stay> {
        self.life.stays.first()
    }

    /// `id, inmate_id, prison_id`, with which nearly every row begins.
    pub(super) fn begin<'b>(&self, batch: &'b mut Batch, table: Table, rows: &mut Rows) -> super::copy::Line<'b> {
        let mut line = batch.row(table);
        line.id(rows.next()).id(self.id).optional_id(self.prison);
        line
    }
}

/// Decides who the person is and writes the register's rows.
pub(super) fn person<'a>(
    house: &House<'a>,
    life: &'a Life,
    special: Special,
    numbers: &mut Numbers,
    rng: &mut Rng,
    rows: &mut Rows,
    batch: &mut Batch,
) -> Person<'a> {
    let (world, clock) = (house.world, &house.world.clock);
    let (first, last) = (life.stays.first(), life.stays.last());
    let admitted = first.map_or(clock.now, |s| s.admitted);
    let released = last.filter(|s| s.released).map(|s| s.ends);
    let origin = origin(house, life, special, rng);
    let abroad = origin.key != "no" && origin.key != "sami";
    let settled = !abroad || rng.chance(origin.settled);
    let foreign = abroad && !(settled && rng.chance(0.6)) || special.unknown;
    let (given, family) = if special.unknown { unknown_name(house, admitted, rng) } else { world.names.person(rng, origin, life.female) };
    let birth = (!special.unknown).then(|| numbers.birth(birth_year(clock, life, rng), life.female, !settled));
    let birth_day = birth.as_ref().map(|b| b.day);
    let speaks = !abroad || settled && rng.chance(0.85) || matches!(origin.language, "sv" | "da");
    let person = Person {
        id: rows.next(),
        life,
        prison: world.answers_for(house.prison, released),
        origin,
        foreign,
        interpreter: !speaks,
        special,
        clerk: house.one_of(rng, "CAS"),
        recorded: (admitted + rng.between(20, 300) * 60).min(clock.now - 5 * 60),
        family: family.clone(),
        birth: birth_day,
    };
    // Most have shown a paper; those not settled here often have not.
    let verified = !special.unknown && rng.chance(if settled { 0.93 } else { 0.55 });
    let born_in = if abroad && settled && rng.chance(0.25) { "NO" } else { origin.country.as_str() };
    batch
        .row(Table::Inmate)
        .id(person.id)
        .text(&numbers.inmate(clock, clock.day_of(admitted)))
        .text(&family)
        .text(&given)
        .text(if special.unknown {
            "unknown"
        } else if verified {
            "verified"
        } else {
            "stated"
        })
        .optional_day(birth_day)
        .text(if special.unknown {
            "unknown"
        } else if verified {
            "verified"
        } else {
            "stated"
        })
        .text(if life.female { "F" } else { "M" })
        .optional((!special.unknown).then_some(born_in))
        .optional(person.interpreter.then_some(origin.language))
        .optional(origin.faith(rng))
        .optional_id(person.prison)
        .id(house.prison)
        .flag(special.protected.is_some())
        .at(admitted)
        .id(person.clerk);
    let mut terms = Vec::new();
    add_terms(&mut terms, &given, false);
    add_terms(&mut terms, &family, false);
    other_names(&person, world, &given, rng, rows, batch, &mut terms);
    terms.sort_unstable();
    terms.dedup();
    for (term, alias) in &terms {
        batch.row(Table::SearchTerm).id(person.id).optional_id(person.prison).text(term).text(&fold::sound(term)).flag(*alias);
    }
    identifiers(&person, settled, verified, birth.and_then(|b| b.number.map(|number| (number, b.d_number))), numbers, rng, rows, batch);
    if !special.unknown {
        citizenship_and_languages(&person, abroad, speaks, rng, rows, batch);
        address(&person, house, settled, rng, rows, batch);
        family_rows(&person, house, rng, rows, batch);
    }
    marks(&person, house, rng, rows, batch);
    person
}

fn origin<'a>(house: &House<'a>, life: &Life, special: Special, rng: &mut Rng) -> &'a Origin {
    let remand = life.stays.last().is_some_and(|s| s.first_status == Status::Remand);
    let foreign = match () {
        () if special.unknown || house.template.is("foreign_nationals") => 100.0,
        () if life.youth => 0.6,
        () if remand => 1.5,
        () if house.template.high == 0 => 0.6,
        () => 0.9,
    };
    let north = matches!(house.template.county_number(), "55" | "56");
    house.world.names.origin(rng, foreign, if north { 14.0 } else { 0.6 })
}

/// What staff write when nobody knows the name: where and when.
fn unknown_name(house: &House<'_>, admitted: Instant, rng: &mut Rng) -> (String, String) {
    let places = house.world.words.list("found", house.template.county_number());
    let (place, day) = (rng.pick(&places).copied().unwrap_or("Gardermoen"), clock::date(house.world.clock.day_of(admitted)));
    ("Ukjent mann".to_owned(), format!("{place} {}", day.format("%d.%m.")))
}

/// Adults are at least 18 at their first admission, youths under 18 at the end of their last day.
fn birth_year(clock: &Clock, life: &Life, rng: &mut Rng) -> i32 {
    let admitted = life.stays.first().map_or(clock.today, |s| clock.day_of(s.admitted));
    if life.youth {
        return if life.stays.last().is_some_and(|s| s.released) { clock::year(admitted) - 16 } else { clock::year(clock.today) - 17 };
    }
    let age = 19.0 + rng.lognormal(13.5, 0.72);
    let age = if age < 74.0 { age } else { 25.0 + 45.0 * rng.unit() };
    clock::year(admitted) - (age as i32).max(19)
}

fn add_terms(terms: &mut Vec<(String, bool)>, name: &str, alias: bool) {
    terms.extend(fold::terms(name).into_iter().map(|term| (term, alias)));
}

fn other_names(person: &Person<'_>, world: &World, given: &str, rng: &mut Rng, rows: &mut Rows, batch: &mut Batch, terms: &mut Vec<(String, bool)>) {
    if person.special.unknown || !rng.chance(0.15) {
        return;
    }
    let female = person.life.female;
    let short: String = given.chars().take_while(|c| c.is_alphabetic()).take(4).collect();
    let (kind, first, last) = match rng.below(4) {
        0 => ("nickname", format!("{short}s"), String::new()),
        1 if female => ("former", String::new(), world.names.family(rng, person.origin, female)),
        2 if person.origin.key != "no" => ("document", format!("{given} {}", world.names.given(rng, person.origin, female)), person.family.clone()),
        _ => ("alias", world.names.given(rng, person.origin, female), world.names.family(rng, person.origin, female)),
    };
    add_terms(terms, &first, true);
    add_terms(terms, &last, true);
    person.begin(batch, Table::Name, rows).text(kind).text(&last).text(&first).id(person.clerk).at(person.recorded);
}

#[expect(clippy::too_many_arguments, reason = "the facts that decide which numbers a person has, and where they are written")]
fn identifiers(
    person: &Person<'_>,
    settled: bool,
    verified: bool,
    number: Option<(String, bool)>,
    numbers: &mut Numbers,
    rng: &mut Rng,
    rows: &mut Rows,
    batch: &mut Batch,
) {
    let mut add = |kind: &str, value: &str, country: Option<&str>, verified: bool| {
        person.begin(batch, Table::Identifier, rows).text(kind).text(value).optional(country).flag(verified).id(person.clerk).at(person.recorded);
    };
    if let Some((number, d_number)) = number
        && (settled || rng.chance(0.5))
    {
        add(if d_number { "d_number" } else { "national" }, &number, Some("NO"), verified);
    }
    if person.foreign && !person.special.unknown {
        let asylum = matches!(person.origin.key.as_str(), "so" | "iq" | "sy" | "af" | "ir" | "er" | "et_am" | "ma");
        if asylum && rng.chance(0.7) {
            let arrived = 2008 + rng.between(0, 17) as i32;
            if let Some(duf) = numbers.duf(arrived) {
                add("duf", &duf, Some("NO"), true);
            }
        }
        if verified && rng.chance(0.7) {
            let letter = char::from(b'A' + rng.below(26) as u8);
            let passport = format!("X{letter}{:07}", rng.between(1, 9_999_999));
            add("passport", &passport, Some(&person.origin.country), true);
        }
    }
}

fn citizenship_and_languages(person: &Person<'_>, abroad: bool, speaks: bool, rng: &mut Rng, rows: &mut Rows, batch: &mut Batch) {
    let mut citizen = |country: &str| {
        person.begin(batch, Table::Citizenship, rows).text(country).id(person.clerk).at(person.recorded);
    };
    if person.foreign {
        citizen(&person.origin.country);
    } else {
        citizen("NO");
        if abroad && rng.chance(0.15) {
            citizen(&person.origin.country);
        }
    }
    let mut language = |code: &str, level: &str| {
        person.begin(batch, Table::Language, rows).text(code).text(level).id(person.clerk).at(person.recorded);
    };
    language(person.origin.language, "mother_tongue");
    if person.origin.language != "nb" && speaks {
        language("nb", "good");
    } else if abroad && rng.chance(0.4) {
        language("nb", "some");
    }
    if person.origin.language != "en" && abroad && rng.chance(0.5) {
        language("en", if rng.chance(0.5) { "good" } else { "some" });
    }
}

fn address(person: &Person<'_>, house: &House<'_>, settled: bool, rng: &mut Rng, rows: &mut Rows, batch: &mut Batch) {
    let words = &house.world.words;
    let code = person.special.protected.and_then(|kind| kind.strip_prefix("address_"));
    let mut line = person.begin(batch, Table::Address, rows);
    match words.town(rng, house.template.county_number()) {
        Some(town) if settled && (code.is_some() || rng.chance(0.9)) => {
            let street = format!("{} {}", words.word(rng, "street"), rng.between(1, 120));
            line.text("residence").text(&street).text(&town.postcode).text(&town.name).text(&town.municipality).text("NO").optional(code);
        }
        _ => {
            let country = if settled { "NO" } else { person.origin.country.as_str() };
            line.text("none").text("").text("").text("").null().text(country).null();
        }
    }
    line.id(person.clerk).at(person.recorded);
}

fn family_rows(person: &Person<'_>, house: &House<'_>, rng: &mut Rng, rows: &mut Rows, batch: &mut Batch) {
    let (names, words) = (&house.world.names, &house.world.words);
    let kin: &[(&str, Option<bool>, bool)] = if person.life.youth {
        &[("MOTHER", Some(true), false), ("FATHER", Some(false), true), ("CHILDWELFARE", None, false)]
    } else {
        &[
            ("MOTHER", Some(true), false),
            ("COHAB", Some(!person.life.female), false),
            ("SPOUSE", Some(!person.life.female), true),
            ("BROTHER", Some(false), true),
            ("SISTER", Some(true), true),
            ("FATHER", Some(false), true),
            ("FRIEND", Some(false), false),
        ]
    };
    let number = if rng.chance(0.12) { 0 } else { 1 + usize::from(rng.chance(0.4)) };
    let from = rng.below(kin.len());
    for turn in 0..number {
        let (relation, female, same_name) = kin[(from + turn) % kin.len()];
        let name = match female {
            Some(female) => {
                let family = if same_name { person.family.clone() } else { names.family(rng, person.origin, female) };
                format!("{} {family}", names.given(rng, person.origin, female))
            }
            None => "Barneverntjenesten".to_owned(),
        };
        // No Norwegian number begins with 0, so these are nobody's.
        let phone = format!("+47 0{:02} {:02} {:03}", rng.between(0, 99), rng.between(0, 99), rng.between(0, 999));
        person
            .begin(batch, Table::Contact, rows)
            .text(&name)
            .text(relation)
            .optional(rng.chance(0.9).then_some(phone.as_str()))
            .flag(turn == 0)
            .flag(turn == 0 || rng.chance(0.3))
            .optional(person.interpreter.then_some(person.origin.language))
            .id(person.clerk)
            .at(person.recorded);
    }
    let clock = &house.world.clock;
    if person.life.youth || !rng.chance(0.4) {
        return;
    }
    let age = person.birth.map_or(30, |b| (clock.today - b) / 365);
    for _ in 0..rng.between(1, 3) {
        // Children under 18, born when the parent was 18 or more.
        let oldest = (age - 18).clamp(0, 17);
        let born = clock.today - (rng.between(30, i64::from(oldest.max(1)) * 365) as Day);
        let female = rng.chance(0.5);
        let carer = words.word(rng, "carer");
        person
            .begin(batch, Table::Child, rows)
            .text(&names.given(rng, person.origin, female))
            .day(born)
            .text(if person.life.female && carer == "Mor" { "Far" } else { carer })
            .text(words.town(rng, house.template.county_number()).map_or("", |t| t.name.as_str()))
            .flag(rng.chance(0.85))
            .id(person.clerk)
            .at(person.recorded);
    }
}

fn marks(person: &Person<'_>, house: &House<'_>, rng: &mut Rng, rows: &mut Rows, batch: &mut Batch) {
    let number = if person.special.unknown { 2 } else { [0, 0, 1, 1, 2][rng.below(5)] };
    let mut seen = Vec::new();
    for _ in 0..number {
        let (kind, text) = house.world.words.entry(rng, "mark");
        if seen.contains(&text) {
            continue;
        }
        seen.push(text);
        let (part, description) = text.split_once('|').unwrap_or((text, ""));
        let when = (person.recorded + HOUR).min(house.world.clock.now - DAY / 96);
        person.begin(batch, Table::Mark, rows).text(kind).text(part).text(description).id(person.clerk).at(when);
    }
}
