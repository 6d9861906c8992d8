//! Who is on duty where: from a few days back to two months ahead, without an empty unit as long as there is anybody to send.

use uuid::Uuid;

use super::clock::{Clock, Day, Instant};
use super::copy::{Batch, Table};
use super::estate::Plan;
use super::ids::Rows;
use super::rng::Rng;
use super::staff::{Member, Staff};
use super::world::World;

/// How far ahead rosters are made, and how far back they reach.
pub(super) const AHEAD: Day = 60;
const BACK: Day = 3;
/// Four weeks of an officer: day, evening, night, free. Rosters repeat after it, which is how they are carried on later.
const PATTERN: &[u8; 28] = b"DDEEE---DD-NNN--EEDDD-DDE---";

/// Somebody's shift before it is written.
struct Duty {
    account: usize,
    unit: Option<usize>,
}

/// Writes the rosters of officers and duty officers. `busiest` orders the units by how many people live there now.
pub(super) fn write(world: &World, plan: &Plan, staff: &Staff, busiest: &[usize], rng: &mut Rng, rows: &mut Rows, batch: &mut Batch) {
    let clock = &world.clock;
    always_on(world, plan, staff, busiest, rows, batch);
    for day in clock.today - BACK..=clock.today + AHEAD {
        for kind in [b'D', b'E', b'N'] {
            let mut duties: Vec<Duty> = staff
                .members
                .iter()
                .enumerate()
                .filter(|(number, member)| !member.demonstration && (is_officer(member) || member.role == "DUT") && turn(day, *number) == kind)
                .map(|(account, member)| {
                    let lent = if rng.chance(0.06) { rng.pick(busiest).copied() } else { None };
                    Duty { account, unit: is_officer(member).then_some(lent.unwrap_or(member.unit)) }
                })
                .collect();
            cover(&mut duties, busiest);
            let (word, from, to) = hours(clock, day, kind);
            for duty in duties {
                let unit = duty.unit.map(|unit| world.ids.unit(plan.index, unit));
                shift(batch, rows, world.ids.account(plan.index, duty.account), world.ids.prison(plan.index), unit, word, (from, to));
            }
        }
    }
}

fn is_officer(member: &Member) -> bool {
    member.role == "OFF" || member.role == "CON" || member.also.is_some()
}

fn turn(day: Day, number: usize) -> u8 {
    let place = (i64::from(day) + number as i64 * 5).rem_euclid(28);
    PATTERN[place as usize]
}

/// Lends somebody to a unit that would stand alone, from the unit with most on duty.
fn cover(duties: &mut [Duty], units: &[usize]) {
    for unit in units {
        let on = |unit: usize, duties: &[Duty]| duties.iter().filter(|d| d.unit == Some(unit)).count();
        if on(*unit, duties) > 0 {
            continue;
        }
        let Some(most) = units.iter().copied().max_by_key(|u| on(*u, duties)).filter(|u| on(*u, duties) > 1) else { return };
        if let Some(lent) = duties.iter_mut().find(|d| d.unit == Some(most)) {
            lent.unit = Some(*unit);
        }
    }
}

fn hours(clock: &Clock, day: Day, kind: u8) -> (&'static str, Instant, Instant) {
    match kind {
        b'D' => ("day", clock.at(day, 7 * 60), clock.at(day, 14 * 60 + 45)),
        b'E' => ("evening", clock.at(day, 14 * 60 + 45), clock.at(day, 22 * 60)),
        _ => ("night", clock.at(day, 22 * 60), clock.at(day + 1, 7 * 60)),
    }
}

/// A visitor comes at any hour: the demonstration's officers are always on shift, the contact officer on the second busiest unit.
fn always_on(world: &World, plan: &Plan, staff: &Staff, busiest: &[usize], rows: &mut Rows, batch: &mut Batch) {
    let clock = &world.clock;
    for (number, member) in staff.members.iter().enumerate().filter(|(_, m)| m.demonstration && is_officer(m)) {
        let place = usize::from(member.role == "CON").min(busiest.len().saturating_sub(1));
        let unit = world.ids.unit(plan.index, busiest.get(place).copied().unwrap_or(0));
        for day in clock.today - 1..=clock.today + AHEAD {
            let whole_day = (clock.midnight(day), clock.midnight(day + 1));
            shift(batch, rows, world.ids.account(plan.index, number), world.ids.prison(plan.index), Some(unit), "day", whole_day);
        }
    }
}

fn shift(batch: &mut Batch, rows: &mut Rows, account: Uuid, prison: Uuid, unit: Option<Uuid>, kind: &str, hours: (Instant, Instant)) {
    batch.row(Table::Shift).id(rows.next()).id(account).id(prison).optional_id(unit).text(kind).during(hours.0, Some(hours.1));
}
