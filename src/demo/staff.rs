//! Those who work in a prison: accounts, roles, rosters, and the demonstration's clearly named accounts, one a role.

use std::collections::HashMap;

use uuid::Uuid;

use super::clock::{Day, Instant};
use super::copy::{Batch, Table};
use super::estate::{Plan, Template};
use super::ids::Rows;
use super::names::Names;
use super::numbers::Numbers;
use super::rng::Rng;
use super::world::World;

/// Roles of the health service; their assignments are decided by a doctor, never by the prison.
const HEALTH: &[&str] = &["NUR", "DOC", "PSY", "PHA"];

/// One account.
#[derive(Clone, Debug)]
pub(super) struct Member {
    pub(super) role: &'static str,
    /// A second role at the same prison.
    pub(super) also: Option<&'static str>,
    /// The unit an officer belongs to.
    pub(super) unit: usize,
    pub(super) demonstration: bool,
}

/// Everybody at one prison. A member's place in the list is the account's number; the first is a duty officer, and every prison
/// has two, so that other prisons can name one without knowing the list.
#[derive(Clone, Debug)]
pub(super) struct Staff {
    pub(super) members: Vec<Member>,
}

/// Account numbers that every prison has.
pub(super) const DUTY_OFFICER: usize = 0;

impl Staff {
    /// Who works here; follows from the building alone.
    pub(super) fn of(plan: &Plan, template: &Template) -> Self {
        let mut members = Vec::new();
        let weights: Vec<usize> = plan.units.iter().map(|u| u.places).collect();
        let total = weights.iter().sum::<usize>().max(1);
        for (role, number) in numbers(template) {
            for i in 0..number {
                // Officers are spread over the units by their places.
                let mut at = (i * total / number + total / (2 * number)).min(total - 1);
                let unit = weights
                    .iter()
                    .position(|w| {
                        if at < *w {
                            true
                        } else {
                            at -= w;
                            false
                        }
                    })
                    .unwrap_or(0);
                members.push(Member { role, also: None, unit, demonstration: false });
            }
        }
        for (role, _) in numbers(template) {
            members.push(Member { role, also: None, unit: 0, demonstration: true });
        }
        if template.code == "HAL" {
            members.push(Member { role: "DUT", also: Some("CON"), unit: 0, demonstration: true });
        }
        Self { members }
    }

    /// The account numbers of a role, demonstration accounts last.
    pub(super) fn role(&self, role: &str) -> Vec<usize> {
        self.members.iter().enumerate().filter(|(_, m)| m.role == role || m.also == Some(role)).map(|(i, _)| i).collect()
    }

    /// Ordinary officers of a unit, or of the whole prison where the unit has none.
    pub(super) fn officers(&self, unit: usize) -> Vec<usize> {
        let of = |here: bool| -> Vec<usize> {
            let fits = |m: &Member| !m.demonstration && (m.role == "OFF" || m.role == "CON") && (!here || m.unit == unit);
            self.members.iter().enumerate().filter(|(_, m)| fits(m)).map(|(i, _)| i).collect()
        };
        let own = of(true);
        if own.is_empty() { of(false) } else { own }
    }

    /// One account of a role; a duty officer where the prison has nobody of it.
    pub(super) fn pick(&self, rng: &mut Rng, role: &str) -> usize {
        let all = self.role(role);
        rng.pick(&all).copied().unwrap_or(DUTY_OFFICER)
    }
}

/// Roles a prison has, and how many work in each. Duty officers and governors come first.
fn numbers(t: &Template) -> Vec<(&'static str, usize)> {
    let places = t.places();
    let per = |each: usize, least: usize| places.div_ceil(each).max(least);
    let youth = t.is("youth");
    let officers = if youth { 18 } else { (t.high as f64 * 0.78 + t.lower as f64 * 0.46 + t.halfway as f64 * 0.5).ceil() as usize }.max(6);
    let contact = officers * 2 / 5;
    let open = t.high == 0 && t.lower == 0;
    let mut all = vec![
        ("DUT", per(35, 3)),
        ("GOV", per(90, 2)),
        ("OFF", officers - contact),
        ("CON", contact),
        ("CAS", per(18, 2)),
        ("REI", per(60, 1)),
        ("EDU", per(28, 1)),
        ("NUR", per(25, 1)),
        ("FIN", per(80, 1)),
    ];
    if !open {
        all.extend([("WRK", per(20, 1)), ("VIS", per(50, 1)), ("CHP", per(150, 1)), ("DOC", per(150, 1))]);
    }
    if !open && places >= 20 || youth {
        all.push(("PSY", per(120, 1)));
    }
    if !open && places >= 40 {
        all.push(("PHA", 1));
    }
    all
}

/// What somebody of the role is called.
fn title(role: &str) -> &'static str {
    match role {
        "OFF" => "Fengselsbetjent",
        "CON" => "Kontaktbetjent",
        "DUT" => "Vaktleder",
        "GOV" => "Fengselsleder",
        "WRK" => "Verksbetjent",
        "EDU" => "Lærer",
        "NUR" => "Sykepleier",
        "DOC" => "Fengselslege",
        "PSY" => "Psykolog",
        "PHA" => "Farmasøyt",
        "CAS" => "Saksbehandler",
        "REI" => "Tilbakeføringskoordinator",
        "TRA" => "Overføringskoordinator",
        "VIS" => "Besøksansvarlig",
        "FIN" => "Økonomikonsulent",
        "CHP" => "Fengselsprest",
        "AUD" => "Revisor",
        _ => "Systemforvalter",
    }
}

/// Usernames given so far. It holds one entry for each pair of names in the lists, however many people there are.
#[derive(Default)]
pub(super) struct Usernames(HashMap<String, u32>);

impl Usernames {
    fn give(&mut self, given: &str, family: &str) -> String {
        let plain = |name: &str| name.to_lowercase().chars().filter(|c| matches!(c, 'a'..='z' | 'æ' | 'ø' | 'å')).collect::<String>();
        let first = plain(given.split([' ', '-']).next().unwrap_or_default());
        let last = plain(family.rsplit([' ', '-']).next().unwrap_or_default());
        let base = format!("{first}.{last}").chars().take(32).collect::<String>();
        let count = self.0.entry(base.clone()).or_insert(0);
        *count += 1;
        // Three letters before the dot could be a role: those names belong to the demonstration's accounts.
        if *count == 1 && first.len() != 3 { base } else { format!("{base}{count}") }
    }
}

/// What the writing of accounts needs besides the world.
pub(super) struct Roll<'a> {
    pub(super) world: &'a World,
    pub(super) usernames: &'a mut Usernames,
    pub(super) numbers: &'a mut Numbers,
    pub(super) phc: &'a str,
}

impl Roll<'_> {
    /// Writes one account with its credential where it has one.
    fn account(&mut self, batch: &mut Batch, rng: &mut Rng, id: Uuid, role: &str, demonstration: Option<&str>, created: Instant) {
        let names = &self.world.names;
        let female = rng.chance(0.45);
        let (given, family) = staff_name(names, rng, female);
        let display = format!("{given} {family}");
        let (username, title) = match demonstration {
            Some(username) => (username.to_owned(), format!("{} (demo)", title(role))),
            None => (self.usernames.give(&given, &family), title(role).to_owned()),
        };
        let number = self.numbers.staff();
        batch.row(Table::Account).id(id).text(&username).text(&display).text(&number).text(&title).flag(demonstration.is_some()).at(created);
        if demonstration.is_some() {
            batch.row(Table::Credential).id(id).text(self.phc).at(created);
        }
    }

    /// Writes everybody of a prison: accounts and assignments.
    pub(super) fn prison(&mut self, batch: &mut Batch, plan: &Plan, staff: &Staff, rng: &mut Rng, rows: &mut Rows) {
        let (clock, ids) = (&self.world.clock, self.world.ids.clone());
        let national = self.world.national();
        let (administrator, second) = (ids.account(national, SYS_FIRST), ids.account(national, SYS_FIRST + 1));
        let governor = |own: Uuid| staff.role("GOV").into_iter().map(|g| ids.account(plan.index, g)).find(|g| *g != own).unwrap_or(second);
        let doctor = staff.role("DOC").first().map(|d| ids.account(plan.index, *d));
        let code = plan.code.to_lowercase();
        for (number, member) in staff.members.iter().enumerate() {
            let id = ids.account(plan.index, number);
            let worked = rng.between(40, 4_000) as Day;
            let created = clock.at(clock.today - worked, rng.between(480, 900));
            let username = member.demonstration.then(|| match member.also {
                Some(_) => format!("duo.{code}"),
                None => format!("{}.{code}", member.role.to_lowercase()),
            });
            self.account(batch, rng, id, member.role, username.as_deref(), created);
            for role in [Some(member.role), member.also].into_iter().flatten() {
                let decided_by = match (role, doctor) {
                    ("GOV" | "DOC", _) => second,
                    (role, Some(doctor)) if HEALTH.contains(&role) && doctor != id => doctor,
                    (role, _) if HEALTH.contains(&role) => second,
                    _ => governor(id),
                };
                let open = member.demonstration || rng.chance(0.4);
                let start_day = clock.today - rng.between(20, 300).min(worked.into()) as Day;
                let start = clock.midnight(start_day);
                batch
                    .row(Table::Assignment)
                    .id(rows.next())
                    .id(id)
                    .text(role)
                    .words(&[ids.prison(plan.index)])
                    .null()
                    .during(start, (!open).then(|| clock.midnight(start_day + 365)))
                    .text(if member.demonstration { "Demonstrasjonskonto" } else { "Ansatt ved enheten" })
                    .id(administrator)
                    .at(start - 5 * 86_400)
                    .id(decided_by)
                    .at(start - 2 * 86_400)
                    .text("granted");
            }
        }
    }

    /// Accounts above the prisons: one transfers office a region, the inspectorate, the system's keepers.
    pub(super) fn national(&mut self, batch: &mut Batch) {
        let world = self.world;
        let (index, clock) = (world.national(), &world.clock);
        let mut rng = Rng::new(world.seed, 0x0a71_0a71);
        let mut rows = world.ids.rows(index);
        let mut people: Vec<(&str, Option<String>, String)> = vec![("SYS", None, "*".to_owned()); SYS_COUNT];
        people.push(("SYS", Some("sys.kdi".to_owned()), "*".to_owned()));
        people.extend(std::iter::repeat_n(("AUD", None, "*".to_owned()), 6));
        people.push(("AUD", Some("aud.kdi".to_owned()), "*".to_owned()));
        let mut regions: Vec<&str> = world.templates.iter().map(|t| t.region.as_str()).collect();
        regions.sort_unstable();
        regions.dedup();
        for region in regions {
            people.extend(std::iter::repeat_n(("TRA", None, region.to_owned()), 4));
            let plain = region.to_lowercase().replace('ø', "o");
            people.push(("TRA", Some(format!("tra.{plain}")), region.to_owned()));
        }
        let sys = |n: usize| world.ids.account(index, n);
        for (number, (role, demonstration, region)) in people.into_iter().enumerate() {
            let id = world.ids.account(index, number);
            let start = clock.midnight(clock.today - rng.between(30, 400) as Day);
            self.account(batch, &mut rng, id, role, demonstration.as_deref(), start - 9 * 86_400);
            // Two keepers who are not the account itself.
            let others: Vec<Uuid> = (0..SYS_COUNT).map(sys).filter(|other| *other != id).take(2).collect();
            let (Some(proposer), Some(decider)) = (others.first(), others.get(1)) else { continue };
            batch
                .row(Table::Assignment)
                .id(rows.next())
                .id(id)
                .text(role)
                .words::<Uuid>(&[])
                .text(&region)
                .during(start, None)
                .text(if demonstration.is_some() { "Demonstrasjonskonto" } else { "Ansatt i direktoratet" })
                .id(*proposer)
                .at(start - 5 * 86_400)
                .id(*decider)
                .at(start - 2 * 86_400)
                .text("granted");
        }
    }
}

const SYS_FIRST: usize = 0;
const SYS_COUNT: usize = 4;

/// Staff come from everywhere too, though less often.
fn staff_name(names: &Names, rng: &mut Rng, female: bool) -> (String, String) {
    let origin = if rng.chance(0.88) { names.norwegian() } else { names.origin(rng, 1.0, 1.0) };
    (names.given(rng, origin, female), names.family(rng, origin, female))
}
