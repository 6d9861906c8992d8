//! What the file says: stays and placements, judgments and orders, alerts, notices from health, protection.

use super::clock::{DAY, Day, HOUR, Instant};
use super::copy::{Batch, Table};
use super::course::{Place, Status, Stay};
use super::days::Out;
use super::estate::Level;
use super::ids::Rows;
use super::legal;
use super::people::{House, Person};
use super::rng::Rng;
use super::staff::DUTY_OFFICER;
use super::words::AlertText;

/// Somebody who is here now, for those who share the work out.
pub(super) struct Inside {
    pub(super) inmate: uuid::Uuid,
    pub(super) unit: usize,
    pub(super) admitted: Instant,
    pub(super) leaves: Option<Day>,
}

/// Stays, nights, and the reasons for them. Returns the present place of somebody who is here.
pub(super) fn custody(house: &House<'_>, person: &Person<'_>, out: Option<&Out>, rng: &mut Rng, rows: &mut Rows, batch: &mut Batch) -> Option<Inside> {
    let (ids, clock) = (&house.world.ids, &house.world.clock);
    for stay in &person.life.stays {
        let first = stay.places.first().map_or(house.plan.index, |p| p.prison);
        let ended = stay.released.then(|| release_reason(person, stay, rng));
        let mut line = person.begin(batch, Table::Stay, rows);
        line.id(ids.prison(first)).at(stay.admitted).text(stay.reason);
        if let Some(reason) = ended {
            let to = if reason == "REL_EXPULSION" { "Uttransport med politiet" } else { house.world.words.word(rng, "released_to") };
            line.at(stay.ends).text(reason).text(to);
        } else {
            line.null().null().null();
        }
        drop(line);
        for place in &stay.places {
            let decided_by = if place.prison == house.plan.index { house.one_of(rng, "DUT") } else { ids.account(place.prison, DUTY_OFFICER) };
            person
                .begin(batch, Table::Placement, rows)
                .id(ids.prison(place.prison))
                .id(ids.unit(place.prison, place.unit))
                .optional_id(place.cell.map(|cell| ids.cell(place.prison, cell)))
                .during(place.from, place.to)
                .text(place.reason)
                .id(decided_by);
        }
        legal::history(house, person, stay, ended, rng, rows, batch);
        // The sending prison reads on for a fortnight.
        if let [.., from, here] = stay.places.as_slice()
            && from.prison != here.prison
            && !stay.released
            && here.from > clock.now - 14 * DAY
        {
            batch.row(Table::ScopeTail).id(person.id).id(ids.prison(from.prison)).at(here.from + 14 * DAY);
        }
    }
    let stay = person.life.stays.last().filter(|s| !s.released)?;
    let here = stay.places.last()?;
    let leaves = matches!(stay.status, Status::Sentenced | Status::Fine).then(|| clock.day_of(stay.ends).max(clock.today));
    let level = house.plan.units[here.unit].level;
    batch
        .row(Table::InCustody)
        .id(person.id)
        .id(house.prison)
        .id(ids.unit(house.plan.index, here.unit))
        .optional_id(here.cell.map(|cell| ids.cell(house.plan.index, cell)))
        .at(stay.admitted)
        .at(here.from)
        .text(stay.status.as_str())
        .text(level.as_str())
        .optional(out.map(|o| o.reason))
        .optional(out.map(|o| o.place.as_str()))
        .optional_at(out.map(|o| o.since))
        .optional_at(out.map(|o| o.until))
        .optional_day(leaves);
    Some(Inside { inmate: person.id, unit: here.unit, admitted: here.from, leaves })
}

fn release_reason(person: &Person<'_>, stay: &Stay, rng: &mut Rng) -> &'static str {
    match stay.status {
        Status::Remand => "REL_REMAND",
        Status::Fine if rng.chance(0.3) => "REL_FINE",
        Status::Fine => "REL_FULL",
        _ if person.foreign && rng.chance(0.35) => "REL_EXPULSION",
        _ if stay.ends - stay.admitted > 74 * DAY && rng.chance(0.85) => "REL_LICENCE",
        _ => "REL_FULL",
    }
}

/// The present state of somebody, as far as alerts depend on it.
fn applies(alert: &AlertText, house: &House<'_>, person: &Person<'_>, stay: &Stay, place: &Place) -> bool {
    let level = if place.prison == house.plan.index { house.plan.units[place.unit].level } else { Level::High };
    match alert.applies.as_str() {
        "remand" => stay.status == Status::Remand,
        "sentenced" => stay.status != Status::Remand,
        "women" => person.life.female,
        "youth" => person.life.youth,
        "high" => level <= Level::High,
        "shs" => level == Level::EspeciallyHigh,
        "foreign" => person.foreign && stay.status == Status::Sentenced,
        "interpreter" => person.interpreter,
        _ => true,
    }
}

/// Alerts, in force and past. Returns whether the person is under watch now.
pub(super) fn alerts(house: &House<'_>, person: &Person<'_>, rng: &mut Rng, rows: &mut Rows, batch: &mut Batch) -> bool {
    let clock = &house.world.clock;
    let Some((stay, place)) = person.life.stays.last().and_then(|s| s.places.last().map(|p| (s, p))) else { return false };
    let (mut watched, mut seen) = (false, Vec::new());
    for alert in &house.world.words.alerts {
        if seen.contains(&alert.kind.as_str()) || !applies(alert, house, person, stay, place) || !rng.chance(alert.rate) {
            continue;
        }
        seen.push(alert.kind.as_str());
        let end = if stay.released { stay.ends } else { clock.now };
        let recorded = (stay.admitted + rng.between(HOUR, (end - stay.admitted).max(2 * HOUR))).min(end - 600).max(stay.admitted);
        let old = recorded < clock.now - 60 * DAY;
        let ended = (alert.health && (old || stay.released))
            || (alert.applies == "remand" && stay.released)
            || (old && rng.chance(0.25))
            || (stay.released && rng.chance(0.3));
        // Ended within its stay, or at its end.
        let ended_at = ended.then(|| (recorded + rng.between(5 * DAY, 50 * DAY)).min(end - 60).max(recorded));
        let recorder = if alert.health { "NUR" } else { ["CON", "DUT", "OFF"][rng.below(3)] };
        let by = house.one_of(rng, recorder);
        let mut line = person.begin(batch, Table::Alert, rows);
        line.text(&alert.kind).text(&alert.severity).text(&alert.instruction).text(&alert.detail);
        line.day(clock.day_of(recorded)).optional_day(ended_at.map(|at| clock.day_of(at))).id(by).at(recorded);
        line.optional_id(ended_at.map(|_| by)).optional_at(ended_at).optional(ended_at.map(|_| "Ikke lenger aktuelt"));
        watched |= alert.kind == "SUICIDE" && ended_at.is_none();
    }
    watched
}

/// What health staff chose to share: for some of those who are here.
pub(super) fn shared_health(house: &House<'_>, person: &Person<'_>, rng: &mut Rng, rows: &mut Rows, batch: &mut Batch) {
    let clock = &house.world.clock;
    let Some(stay) = person.life.stays.last().filter(|s| !s.released) else { return };
    if !rng.chance(0.09) {
        return;
    }
    let Some([kind, basis, instruction]) = rng.pick(&house.world.words.shared_health) else { return };
    let from = (clock.now - rng.between(HOUR, 80 * DAY)).max(stay.admitted + 600).min(clock.now - 300);
    let until = clock.at(clock.today + rng.between(3, 150) as Day, 12 * 60);
    person.begin(batch, Table::SharedHealth, rows).text(kind).text(instruction).text(basis).during(from, Some(until)).id(house.one_of(rng, "NUR")).at(from);
}

/// The dated reason of a protected record, and who may see it all the same: the demonstration's governor.
pub(super) fn protection(house: &House<'_>, person: &Person<'_>, kind: &str, rng: &mut Rng, rows: &mut Rows, batch: &mut Batch) {
    let clock = &house.world.clock;
    let since = person.first_stay().map_or(clock.now - DAY, |s| s.admitted.max(clock.now - 200 * DAY)) + 30 * 60;
    let governors = house.staff.role("GOV");
    let (Some(decider), Some(reader)) = (governors.first(), governors.last()) else { return };
    let (proposer, decider, reader) = (house.account(DUTY_OFFICER), house.account(*decider), house.account(*reader));
    let reason = match kind {
        "staff_relative" => "Nær slektning av ansatt ved enheten",
        "high_profile" => "Stor oppmerksomhet i mediene",
        "address_6" => "Adresse med kode 6, strengt fortrolig",
        "address_7" => "Adresse med kode 7, fortrolig",
        _ => "Vitne i straffesak, opplyst av politiet",
    };
    person.begin(batch, Table::Protection, rows).text(kind).during(since, None).text(reason).id(proposer).id(decider);
    let until = clock.midnight(clock.today + 300);
    let mut grant = batch.row(Table::Grant);
    grant.id(rows.next()).id(reader).id(person.id).id(house.prison).text("clearance").text("GOV").text("Ansvarlig for skjermet sak");
    grant.during(since + HOUR / 2, Some(until)).id(proposer).id(decider).at(since + HOUR / 2).text("granted");
    drop(grant);
    if kind == "staff_relative" {
        let relative = house.one_of(rng, "OFF");
        batch.row(Table::Conflict).id(relative).id(person.id).text("Søskenbarn").id(relative).at(since);
    }
}
