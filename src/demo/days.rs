//! What happens day by day: going out and coming back, and what officers write down.

use super::clock::{DAY, Day, HISTORY_DAYS, HOUR, Instant, MINUTE};
use super::copy::{Batch, Table};
use super::course::{Place, Status, Stay};
use super::estate::Level;
use super::ids::Rows;
use super::people::{House, Person};
use super::rng::Rng;
use super::words::running;

/// Somebody out of the house at this moment.
pub(super) struct Out {
    pub(super) reason: &'static str,
    pub(super) place: String,
    pub(super) since: Instant,
    pub(super) until: Instant,
}

/// What the prison's day has in store for somebody; shared out before people are written, so that every prison has something today.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Today {
    #[default]
    Nothing,
    Out,
    Overdue,
    Planned,
    BackAlready,
    /// In so many days.
    Ahead(Day),
}

/// What kind of day-to-day somebody lives.
fn life_of(house: &House<'_>, stay: &Stay) -> (Status, Level) {
    let level = stay.places.last().filter(|p| p.prison == house.plan.index).map_or(Level::High, |p| house.plan.units[p.unit].level);
    (stay.status, level)
}

/// Reasons for going out, each with its chance a day.
fn outings(status: Status, level: Level, at: Instant, stay: &Stay) -> &'static [(&'static str, f64)] {
    let third = stay.admitted + (stay.ends - stay.admitted) / 3;
    match (status, level) {
        (Status::Remand, _) if stay.sentenced.is_none_or(|s| at < s) => &[("COURT", 0.022), ("POLICE", 0.008), ("DOCTOR", 0.006), ("HOSP", 0.002)],
        (Status::Detention, _) => &[("ESC_LEAVE", 0.006), ("DOCTOR", 0.005), ("HOSP", 0.002)],
        (_, Level::Halfway) => &[("DAYREL", 0.5), ("LEAVE", 0.06), ("DOCTOR", 0.006)],
        (_, Level::Lower) => &[("LEAVE", 0.026), ("DAYREL", 0.012), ("DOCTOR", 0.007), ("ESC_LEAVE", 0.002)],
        _ if at > third => &[("LEAVE", 0.008), ("ESC_LEAVE", 0.003), ("DOCTOR", 0.006), ("HOSP", 0.002), ("FUNERAL", 0.0002)],
        _ => &[("DOCTOR", 0.006), ("HOSP", 0.002), ("COURT", 0.002), ("ESC_LEAVE", 0.001)],
    }
}

/// When an outing begins, how long it is to last, and who goes along.
struct Outing {
    reason: &'static str,
    place: String,
    out: Instant,
    back: Instant,
    escort: &'static str,
}

fn outing(house: &House<'_>, reason: &'static str, day: Day, rng: &mut Rng) -> Outing {
    let (words, clock) = (&house.world.words, &house.world.clock);
    let county = house.template.county_number();
    let mut by_county = |kind: &str| rng.pick(&words.list(kind, county)).map_or_else(String::new, |text| (*text).to_owned());
    let place = match reason {
        "COURT" => by_county("court").split('|').next().map_or_else(String::new, |code| words.court_name(code).to_owned()),
        "POLICE" => "Politiet".to_owned(),
        "HOSP" | "HOSP_ADM" => by_county("hospital"),
        "DOCTOR" => ["Tannlege", "Fastlege", "Poliklinikk"][rng.below(3)].to_owned(),
        "DAYREL" => words.word(rng, "workplace").to_owned(),
        "FUNERAL" => "Kirke".to_owned(),
        "ESC_LEAVE" => words.town_near(rng, county).map_or_else(String::new, |town| town.name.clone()),
        _ => words.town(rng, county).map_or_else(String::new, |town| town.name.clone()),
    };
    let (from, to, hours) = match reason {
        "COURT" => (8, 11, (2, 6)),
        "DAYREL" => (6, 7, (9, 10)),
        "LEAVE" => (9, 14, (7, 52)),
        "HOSP_ADM" => (8, 20, (20, 90)),
        "POLICE" => (9, 13, (1, 4)),
        _ => (8, 14, (1, 5)),
    };
    let out = clock.at(day, rng.between(from * 12, to * 12 + 6) * 5);
    let back = out + rng.between(hours.0 * 2, hours.1 * 2) * HOUR / 2;
    let escort = match reason {
        "LEAVE" | "DAYREL" => "",
        "COURT" | "POLICE" if rng.chance(0.4) => "Politiet",
        "COURT" | "HOSP" | "HOSP_ADM" => "To betjenter",
        _ => ["En betjent", "To betjenter"][rng.below(2)],
    };
    Outing { reason, place, out, back, escort }
}

fn needs_a_working_day(reason: &str) -> bool {
    matches!(reason, "COURT" | "POLICE" | "DOCTOR" | "DAYREL" | "HOSP")
}

fn choose(options: &[(&'static str, f64)], rng: &mut Rng) -> &'static str {
    options.get(rng.weighted(&running(options.iter().map(|(_, rate)| *rate)))).map_or("DOCTOR", |(reason, _)| reason)
}

/// Movements of the past two years, today's and those planned. Returns where the person is, if out.
pub(super) fn movements(house: &House<'_>, person: &Person<'_>, today: Today, rng: &mut Rng, rows: &mut Rows, batch: &mut Batch) -> Option<Out> {
    let clock = &house.world.clock;
    let mut write = |outing: &Outing, state: &str, out_at: Option<Instant>, back_at: Option<Instant>, rng: &mut Rng, batch: &mut Batch| {
        person
            .begin(batch, Table::Movement, rows)
            .text(outing.reason)
            .text(state)
            .text(&outing.place)
            .at(outing.out)
            .optional_at(out_at)
            .at(outing.back)
            .optional_at(back_at)
            .text(outing.escort)
            .id(house.one_of(rng, "DUT"));
    };
    for stay in &person.life.stays {
        let (status, level) = life_of(house, stay);
        let begin =
            stay.places.iter().find(|p| p.prison == house.plan.index).map_or(stay.admitted, |p| p.from).max(clock.now - Instant::from(HISTORY_DAYS) * DAY);
        // The last days before now are shared out for the whole prison below.
        let end = if stay.released { stay.ends } else { clock.midnight(clock.today - 5) };
        let mut at = begin + DAY;
        let mut home = begin;
        loop {
            let options = outings(status, level, at, stay);
            let daily = options.iter().map(|(_, rate)| rate).sum::<f64>() * if at < clock.now - 100 * DAY { 0.35 } else { 1.0 };
            at += (rng.exponential(1.0 / daily.max(0.000_1)) * DAY as f64) as Instant;
            if at >= end - 2 * DAY {
                break;
            }
            let reason = choose(options, rng);
            let day = clock.day_of(at);
            if needs_a_working_day(reason) && !clock.is_working_day(day) {
                continue;
            }
            let trip = outing(house, reason, day, rng);
            if trip.back + 15 * MINUTE >= end || trip.out <= home + HOUR {
                continue;
            }
            let left = trip.out + rng.between(-5, 15) * MINUTE;
            let returned = (trip.back + rng.between(-40, 12) * MINUTE).max(left + 10 * MINUTE);
            write(&trip, "back", Some(left), Some(returned), rng, batch);
            at = at.max(returned);
            home = returned;
        }
    }
    let stay = person.life.stays.last().filter(|s| !s.released)?;
    let (status, level) = life_of(house, stay);
    let hour = clock.minute_of(clock.now) / 60;
    let by_day = clock.is_working_day(clock.today) && (8..15).contains(&hour);
    match today {
        Today::Nothing => None,
        Today::Out | Today::Overdue => {
            let mut trip = outing(house, out_now(status, level, by_day, rng), clock.today, rng);
            let short = needs_a_working_day(trip.reason);
            let since = if short { rng.between(25, 100) * MINUTE } else { rng.between(3, 40) * HOUR };
            trip.out = (clock.now - since).max(stay.places.last().map_or(stay.admitted, |p| p.from) + HOUR);
            trip.back = if today == Today::Overdue {
                trip.out = trip.out.min(clock.now - 2 * HOUR);
                clock.now - rng.between(20, 90) * MINUTE
            } else if short {
                clock.now + rng.between(30, 180) * MINUTE
            } else {
                clock.at(clock.today + rng.between(1, 3) as Day, 20 * 60)
            };
            write(&trip, "out", Some(trip.out), None, rng, batch);
            Some(Out { reason: trip.reason, place: trip.place, since: trip.out, until: trip.back })
        }
        Today::BackAlready => {
            let reason = possible(clock.is_working_day(clock.today), choose(outings(status, level, clock.now, stay), rng), status, level);
            let mut trip = outing(house, reason, clock.today, rng);
            let morning = clock.midnight(clock.today) + rng.between(5, 90) * MINUTE;
            trip.back = (clock.now - rng.between(10, 90) * MINUTE).max(morning);
            trip.out = (trip.back - rng.between(45, 240) * MINUTE).max(clock.midnight(clock.today) + 2 * MINUTE);
            if trip.back > trip.out && trip.back < clock.now {
                write(&trip, "back", Some(trip.out), Some(trip.back), rng, batch);
            }
            None
        }
        Today::Planned | Today::Ahead(_) => {
            let mut day = if let Today::Ahead(days) = today { clock.today + days } else { clock.today };
            let reason = possible(clock.is_working_day(day), choose(outings(status, level, clock.now, stay), rng), status, level);
            let mut trip = outing(house, reason, day, rng);
            if today == Today::Planned {
                let length = trip.back - trip.out;
                let last = clock.at(day, 23 * 60 + 50);
                // Nobody sets out late in the evening, unless it is late already.
                let ahead = (clock.at(day, 20 * 60) - clock.now) / MINUTE;
                trip.out = (clock.now + rng.between(10, ahead.clamp(60, 300)) * MINUTE).min(last);
                // Minutes before midnight there is no today left to plan for.
                if trip.out <= clock.now {
                    day += 1;
                    trip.out = clock.at(day, 9 * 60);
                }
                trip.out -= trip.out.rem_euclid(5 * MINUTE);
                trip.back = trip.out + length;
            }
            if trip.out < stay.ends {
                write(&trip, "planned", None, None, rng, batch);
            }
            None
        }
    }
}

/// What takes its place on a Sunday.
fn possible(working_day: bool, reason: &'static str, status: Status, level: Level) -> &'static str {
    match (status, level) {
        _ if working_day || !needs_a_working_day(reason) => reason,
        (Status::Remand, _) => "HOSP",
        (Status::Sentenced | Status::Fine, Level::Lower | Level::Halfway) => "LEAVE",
        _ => "ESC_LEAVE",
    }
}

/// Why somebody is out at this hour.
fn out_now(status: Status, level: Level, by_day: bool, rng: &mut Rng) -> &'static str {
    match (status, level, by_day) {
        (Status::Sentenced | Status::Fine, Level::Halfway, true) => ["DAYREL", "DAYREL", "LEAVE"][rng.below(3)],
        (Status::Sentenced | Status::Fine, Level::Lower | Level::Halfway, _) => "LEAVE",
        (Status::Remand, _, true) => ["COURT", "COURT", "HOSP", "POLICE"][rng.below(4)],
        (_, _, true) => ["DOCTOR", "HOSP", "COURT", "HOSP_ADM"][rng.below(4)],
        _ => "HOSP_ADM",
    }
}

const KINDS: &[(&str, f64)] = &[
    ("GENERAL", 16.0),
    ("MOOD", 9.0),
    ("CONTACT", 9.0),
    ("SOCIAL", 9.0),
    ("CONFLICT", 3.0),
    ("POSITIVE", 7.0),
    ("WORK", 12.0),
    ("SCHOOL", 5.0),
    ("PROGRAMME", 2.0),
    ("HYGIENE", 5.0),
    ("SLEEP", 4.0),
    ("FOOD", 5.0),
    ("INTOX", 1.0),
    ("HEALTH_CONCERN", 1.5),
    ("NIGHT", 6.0),
    ("VISIT", 5.0),
    ("PHONE", 4.0),
    ("FAMILY", 3.0),
    ("YARD", 5.0),
    ("CONTACT_OFFICER", 8.0),
    ("LEAVE_RETURN", 1.5),
    ("ISOLATION", 0.6),
    ("SECURITY_CELL", 0.05),
];

/// How often somebody is written about, by how long ago it was.
fn per_week(ago: Instant) -> f64 {
    match ago / DAY {
        ..=90 => 2.2,
        91..=180 => 1.1,
        181..=365 => 0.5,
        _ => 0.25,
    }
}

/// What officers of the unit wrote, thinning out into the past.
pub(super) fn observations(house: &House<'_>, person: &Person<'_>, out: Option<&Out>, watched: bool, rng: &mut Rng, rows: &mut Rows, batch: &mut Batch) {
    let clock = &house.world.clock;
    let weights = running(KINDS.iter().map(|(_, w)| *w));
    let end = out.map_or(clock.now, |o| o.since) - 12 * MINUTE;
    for stay in &person.life.stays {
        let (_, level) = life_of(house, stay);
        for place in stay.places.iter().filter(|p| p.prison == house.plan.index) {
            let writers = house.staff.officers(place.unit);
            let last = place.to.unwrap_or(end).min(end);
            let mut at = place.from.max(clock.now - Instant::from(HISTORY_DAYS) * DAY);
            // Everybody is written about on the first day.
            let mut step = 0.1 + 0.4 * rng.unit();
            loop {
                at += (step * DAY as f64) as Instant;
                if at >= last {
                    break;
                }
                let recent = watched && at > clock.now - 14 * DAY && rng.chance(0.5);
                let kind = if recent { "SUICIDE_WATCH" } else { KINDS[rng.weighted(&weights)].0 };
                observation(house, person, place, kind, level, at, last, &writers, rng, rows, batch);
                step = rng.exponential(7.0 / per_week(clock.now - at));
            }
        }
    }
}

#[expect(clippy::too_many_arguments, reason = "one row of the log and the circumstances it must agree with")]
fn observation(
    house: &House<'_>,
    person: &Person<'_>,
    place: &Place,
    kind: &str,
    level: Level,
    at: Instant,
    last: Instant,
    writers: &[usize],
    rng: &mut Rng,
    rows: &mut Rows,
    batch: &mut Batch,
) {
    let (clock, words) = (&house.world.clock, &house.world.words);
    let day = clock.day_of(at);
    let kind = match kind {
        "WORK" | "SCHOOL" | "PROGRAMME" if !clock.is_working_day(day) => "SOCIAL",
        "LEAVE_RETURN" if level < Level::Lower => "VISIT",
        "ISOLATION" | "SECURITY_CELL" | "INTOX" if person.life.youth => "YARD",
        "ISOLATION" | "SECURITY_CELL" if level >= Level::Lower => "GENERAL",
        kind => kind,
    };
    let (from, to) = match kind {
        "NIGHT" | "SLEEP" => (0, 6),
        "WORK" | "SCHOOL" | "PROGRAMME" => (9, 15),
        "VISIT" | "PHONE" => (12, 20),
        _ => (7, 21),
    };
    let at = clock.at(day, rng.between(from * 60, to * 60));
    if at <= place.from || at >= last {
        return;
    }
    let mut body = words.observation(rng, kind, person.life.female);
    if rng.chance(0.2) && !matches!(kind, "NIGHT" | "SUICIDE_WATCH" | "LEAVE_RETURN" | "ISOLATION" | "SECURITY_CELL") {
        let more = words.observation(rng, kind, person.life.female);
        if more != body {
            body.push(' ');
            body.push_str(&more);
        }
    }
    let author = rng.pick(writers).copied().unwrap_or_default();
    let recorded = (at + rng.between(2, 150) * MINUTE).min(clock.now - 60).max(at);
    person
        .begin(batch, Table::Observation, rows)
        .id(house.world.ids.unit(house.plan.index, place.unit))
        .text(kind)
        .text(&body)
        .at(at)
        .at(recorded)
        .id(house.account(author));
}
