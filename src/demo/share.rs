//! Who answers for whom: contact officers, case managers, teachers, workshops, and those who prepare a release.

use super::clock::{DAY, Day};
use super::copy::{Batch, Table};
use super::ids::Rows;
use super::people::House;
use super::record::Inside;
use super::rng::Rng;
use super::staff::DUTY_OFFICER;

/// Most a demonstration account is given: enough to see, few enough to know.
const DEMONSTRATION_SHARE: usize = 15;

/// Gives every person here a contact officer and a case manager, and shares out school, work and release.
pub(super) fn share(house: &House<'_>, inside: &[Inside], busiest: &[usize], rng: &mut Rng, rows: &mut Rows, batch: &mut Batch) {
    contact_officers(house, inside, busiest, rng, rows, batch);
    let clock = &house.world.clock;
    let everybody: Vec<&Inside> = inside.iter().collect();
    let mut leaving: Vec<&Inside> = inside.iter().filter(|i| i.leaves.is_some_and(|day: Day| day <= clock.today + 90)).collect();
    if leaving.is_empty() {
        // A house where nobody leaves soon prepares whoever is next.
        leaving.extend(inside.iter().min_by_key(|i| i.leaves.unwrap_or(Day::MAX)));
    }
    in_turn(house, "CAS", &everybody, rows, batch);
    in_turn(house, "REI", &leaving, rows, batch);
    for role in ["EDU", "WRK"] {
        for account in house.staff.role(role) {
            // Some come twice in the draw; nobody is given twice.
            let mut given = Vec::new();
            for _ in 0..rng.between(9, 17) {
                let who = rng.below(everybody.len());
                if !everybody.is_empty() && !given.contains(&who) {
                    given.push(who);
                    grant(house, role, account, everybody[who], rows, batch);
                }
            }
        }
    }
}

/// The officers of one's own unit, or any where the unit has none; the demonstration's contact officer has up to eight of hers.
fn contact_officers(house: &House<'_>, inside: &[Inside], busiest: &[usize], rng: &mut Rng, rows: &mut Rows, batch: &mut Batch) {
    let all = house.staff.role("CON");
    let demonstration: Vec<usize> = all.iter().copied().filter(|n| house.staff.members[*n].demonstration).collect();
    let ordinary: Vec<usize> = all.iter().copied().filter(|n| !house.staff.members[*n].demonstration).collect();
    let hers = busiest.get(1.min(busiest.len().saturating_sub(1))).copied().unwrap_or(0);
    let mut given = vec![0; demonstration.len()];
    for person in inside {
        let turn = demonstration.iter().enumerate().find(|(i, _)| given[*i] < 8).filter(|(i, _)| person.unit == hers && (given[*i] == 0 || rng.chance(0.6)));
        let account = match turn {
            Some((i, account)) => {
                given[i] += 1;
                Some(*account)
            }
            None => {
                let own: Vec<usize> = ordinary.iter().copied().filter(|n| house.staff.members[*n].unit == person.unit).collect();
                rng.pick(if own.is_empty() { &ordinary } else { &own }).copied()
            }
        };
        if let Some(account) = account {
            grant(house, "CON", account, person, rows, batch);
        }
    }
}

/// The role's people in turn; the demonstration account first until it has its share.
fn in_turn(house: &House<'_>, role: &str, people: &[&Inside], rows: &mut Rows, batch: &mut Batch) {
    let (demonstration, ordinary): (Vec<usize>, Vec<usize>) = house.staff.role(role).into_iter().partition(|n| house.staff.members[*n].demonstration);
    // Every second person, so that the share is not one unit only.
    let step = (people.len() / DEMONSTRATION_SHARE).max(1);
    for (i, person) in people.iter().enumerate() {
        let account = match demonstration.first() {
            Some(account) if (i % step == 0 && i / step < DEMONSTRATION_SHARE) || ordinary.is_empty() => Some(*account),
            _ => ordinary.get(i % ordinary.len().max(1)).copied(),
        };
        if let Some(account) = account {
            grant(house, role, account, person, rows, batch);
        }
    }
}

fn grant(house: &House<'_>, role: &str, account: usize, person: &Inside, rows: &mut Rows, batch: &mut Batch) {
    let clock = &house.world.clock;
    let reason = match role {
        "CON" => "Kontaktbetjent",
        "CAS" => "Saksbehandler",
        "REI" => "Forbereder løslatelse",
        "EDU" => "Deltar i undervisning",
        _ => "Arbeider i verkstedet",
    };
    let given_at = (person.admitted + DAY / 4).min(clock.now - 120);
    // A duty officer proposes; a governor confirms.
    let by = house.account(house.staff.role("GOV").first().copied().unwrap_or(DUTY_OFFICER));
    let mut line = batch.row(Table::Grant);
    line.id(rows.next()).id(house.account(account)).id(person.inmate).id(house.prison).text("assigned").text(role).text(reason);
    line.during(given_at, None).id(house.account(DUTY_OFFICER)).id(by).at(given_at).text("granted");
}
