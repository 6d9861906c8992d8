//! Two years of a prison, played through event by event: people come, are moved, and leave, each bed holding one at a time. What
//! stands at the end is the present; everything before it is the history, and both agree with the building at every instant.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::clock::{Clock, DAY, HISTORY_DAYS, HOUR, Instant, MINUTE};
use super::estate::{Level, Plan, Purpose, Template};
use super::rng::Rng;

/// Why somebody is held.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Status {
    Remand,
    Sentenced,
    Detention,
    Fine,
}

impl Status {
    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::Remand => "remand",
            Self::Sentenced => "sentenced",
            Self::Detention => "preventive_detention",
            Self::Fine => "fine_default",
        }
    }
}

/// A night's place, dated. The cell is not known for time spent in another prison.
#[derive(Clone, Debug)]
pub(super) struct Place {
    pub(super) prison: u32,
    pub(super) unit: usize,
    pub(super) cell: Option<usize>,
    pub(super) from: Instant,
    pub(super) to: Option<Instant>,
    pub(super) reason: &'static str,
}

/// From admission to release.
#[derive(Clone, Debug)]
pub(super) struct Stay {
    pub(super) admitted: Instant,
    /// When it ends or is going to end; a future end is the plan.
    pub(super) ends: Instant,
    pub(super) released: bool,
    pub(super) first_status: Status,
    pub(super) status: Status,
    /// When a remand prisoner was sentenced and went on serving here.
    pub(super) sentenced: Option<Instant>,
    pub(super) reason: &'static str,
    pub(super) places: Vec<Place>,
}

/// One person's stays here.
#[derive(Clone, Debug)]
pub(super) struct Life {
    pub(super) female: bool,
    pub(super) youth: bool,
    pub(super) stays: Vec<Stay>,
    stream: usize,
}

/// People who may share units: the same sex, the same ground, the same level.
#[derive(Debug)]
struct Stream {
    kind: Kind,
    level: Level,
    units: Vec<usize>,
    target: usize,
    count: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Remand,
    Sentenced,
    Detention,
    Youth,
    /// Women in a prison for both: one unit for every ground.
    Women,
    Security,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Event {
    Admit(usize),
    Move(usize, usize),
    End(usize, usize),
}

/// Where people come from when they are transferred here: prison and one of its units.
pub(super) type Donor<'a> = dyn FnMut(&mut Rng, bool) -> Option<(u32, usize)> + 'a;

struct Play<'a> {
    clock: &'a Clock,
    plan: &'a Plan,
    template: &'a Template,
    rng: Rng,
    donor: &'a mut Donor<'a>,
    streams: Vec<Stream>,
    reception: Vec<usize>,
    /// Free beds of each unit: the cell's number.
    free: Vec<Vec<usize>>,
    lives: Vec<Life>,
    gone: Vec<usize>,
    events: BinaryHeap<Reverse<(Instant, u64, Event)>>,
    sequence: u64,
}

/// Plays the prison through. `now` is the end.
pub(super) fn play<'a>(clock: &'a Clock, plan: &'a Plan, template: &'a Template, rng: Rng, donor: &'a mut Donor<'a>) -> Vec<Life> {
    let free = plan.units.iter().map(|u| u.cells.iter().filter(|c| !c.out_of_use).flat_map(|c| std::iter::repeat_n(c.number, c.places)).collect()).collect();
    let mut play = Play {
        clock,
        plan,
        template,
        rng,
        donor,
        streams: Vec::new(),
        reception: Vec::new(),
        free,
        lives: Vec::new(),
        gone: Vec::new(),
        events: BinaryHeap::new(),
        sequence: 0,
    };
    play.set_streams();
    play.fill();
    play.run();
    play.lives
}

impl Play<'_> {
    fn set_streams(&mut self) {
        for (i, unit) in self.plan.units.iter().enumerate() {
            if self.is_reception(i) {
                self.reception.push(i);
                continue;
            }
            let kind = match unit.purpose {
                Purpose::Remand => Kind::Remand,
                Purpose::Women => Kind::Women,
                Purpose::Youth => Kind::Youth,
                Purpose::Detention => Kind::Detention,
                Purpose::Security => Kind::Security,
                _ => Kind::Sentenced,
            };
            match self.streams.iter_mut().find(|s| s.kind == kind && s.level == unit.level) {
                Some(stream) => stream.units.push(i),
                None => self.streams.push(Stream { kind, level: unit.level, units: vec![i], target: 0, count: 0 }),
            }
        }
        let beds = |units: &[usize]| units.iter().map(|u| self.free[*u].len()).sum::<usize>() as f64;
        // Reception belongs mostly to those who come on remand.
        let reception = beds(&self.reception);
        let remand_here = self.streams.iter().any(|s| s.kind == Kind::Remand);
        let occupancy = 0.895 + 0.02 * self.rng.unit();
        let targets: Vec<usize> = self
            .streams
            .iter()
            .map(|stream| {
                let share = match stream.kind {
                    Kind::Remand => 0.65,
                    Kind::Sentenced if self.is_main(stream.level) => {
                        if remand_here {
                            0.35
                        } else {
                            1.0
                        }
                    }
                    _ => 0.0,
                };
                ((beds(&stream.units) + share * reception) * occupancy).round() as usize
            })
            .collect();
        for (stream, target) in self.streams.iter_mut().zip(targets) {
            stream.target = target.max(1);
        }
    }

    fn is_reception(&self, unit: usize) -> bool {
        self.plan.units[unit].purpose == Purpose::Reception
    }

    /// The level that a prison's reception leads to.
    fn is_main(&self, level: Level) -> bool {
        level == if self.template.high > 0 { Level::High } else { Level::Lower }
    }

    fn push(&mut self, at: Instant, event: Event) {
        self.sequence += 1;
        self.events.push(Reverse((at, self.sequence, event)));
    }

    /// An hour of the day for what happens by day; never before `at`.
    fn by_day(&mut self, at: Instant, from: i64, to: i64) -> Instant {
        let day = self.clock.day_of(at);
        let then = self.clock.at(day, self.rng.between(from * 60, to * 60));
        if then > at { then } else { self.clock.at(day + 1, self.rng.between(from * 60, to * 60)) }
    }

    /// Median days and spread of a stay.
    fn length(&self, stream: usize, status: Status) -> (f64, f64) {
        let stream = &self.streams[stream];
        match (stream.kind, status, stream.level) {
            (_, Status::Fine, _) => (15.0, 0.5),
            (Kind::Youth, ..) => (45.0, 0.7),
            (Kind::Detention, ..) => (2_300.0, 0.5),
            (Kind::Security, ..) => (420.0, 0.5),
            (_, Status::Remand, _) => (75.0, 0.9),
            (_, _, Level::Halfway) => (120.0, 0.45),
            (_, _, Level::Lower) => (100.0, 0.8),
            _ => (210.0, 1.1),
        }
    }

    /// Fourteen years are two thirds of the longest sentence. Nobody in a youth unit stays until 18.
    fn longest(&self, stream: usize, status: Status) -> f64 {
        match (self.streams[stream].kind, status) {
            (Kind::Youth, _) => 300.0,
            (_, Status::Remand) => 600.0,
            (_, Status::Fine) => 90.0,
            (_, Status::Sentenced) => 5_000.0,
            (_, Status::Detention) => 6_500.0,
        }
    }

    fn status(&mut self, stream: usize) -> Status {
        let stream = &self.streams[stream];
        match stream.kind {
            Kind::Remand => Status::Remand,
            Kind::Detention => Status::Detention,
            Kind::Youth if self.rng.chance(0.5) => Status::Remand,
            Kind::Women if stream.level == Level::High && self.rng.chance(0.4) => Status::Remand,
            Kind::Sentenced if stream.level != Level::Halfway && self.rng.chance(0.06) => Status::Fine,
            _ => Status::Sentenced,
        }
    }

    /// The people who are here when the two years begin: the longer the stay, the likelier it is under way.
    fn fill(&mut self) {
        let start = self.clock.at(self.clock.today - HISTORY_DAYS, 0);
        for stream in 0..self.streams.len() {
            for _ in 0..self.streams[stream].target {
                let status = self.status(stream);
                let (median, sigma) = self.length(stream, status);
                let whole = self.rng.lognormal(median * (sigma * sigma).exp(), sigma).min(self.longest(stream, status));
                let elapsed = whole * self.rng.unit();
                let admitted = self.by_day(start - (elapsed * DAY as f64) as Instant - 2 * DAY, 9, 19);
                let ends = admitted + (whole.max(elapsed + 2.0) * DAY as f64) as Instant;
                self.admit(stream, status, admitted, ends, None);
            }
            // And some who have just come, in every house of some size.
            let remand = self.streams.iter().position(|s| s.kind == Kind::Remand).unwrap_or(0);
            if stream == remand && self.template.places() >= 15 {
                let now = self.clock.now;
                let minutes = self.rng.between(70, 1_300);
                self.push(now - minutes * MINUTE, Event::Admit(stream));
                let hours = self.rng.between(26, 66);
                self.push(now - hours * HOUR, Event::Admit(stream));
            }
        }
    }

    fn run(&mut self) {
        // What is a few minutes old would be half recorded.
        let end = self.clock.now - 20 * MINUTE;
        while let Some(Reverse((at, _, event))) = self.events.pop() {
            if at > end {
                break;
            }
            match event {
                Event::Admit(stream) => self.arrive(stream, at),
                Event::Move(life, stay) => self.move_within(life, stay, at),
                Event::End(life, stay) => self.end(life, stay, at),
            }
        }
    }

    /// Somebody new, or somebody who comes back.
    fn arrive(&mut self, stream: usize, at: Instant) {
        let status = self.status(stream);
        let (median, sigma) = self.length(stream, status);
        let length = self.rng.lognormal(median, sigma).clamp(2.0, self.longest(stream, status));
        let ends = at + (length * DAY as f64) as Instant;
        let again = if self.rng.chance(0.16) { self.returning(stream, at) } else { None };
        if !self.admit(stream, status, at, ends, again) {
            let later = self.by_day(at + DAY, 9, 19);
            self.push(later, Event::Admit(stream));
        }
    }

    /// Somebody released from here some time ago.
    fn returning(&mut self, stream: usize, at: Instant) -> Option<usize> {
        let kind = self.streams[stream].kind;
        if matches!(kind, Kind::Youth | Kind::Detention | Kind::Security) || self.gone.is_empty() {
            return None;
        }
        let place = self.rng.below(self.gone.len());
        let life = self.gone[place];
        let fits = self.lives[life].female == self.is_female(kind) && self.lives[life].stays.last().is_some_and(|s| s.ends < at - 20 * DAY);
        fits.then(|| self.gone.swap_remove(place))
    }

    fn is_female(&self, kind: Kind) -> bool {
        kind == Kind::Women || self.template.only_women()
    }

    /// Takes a bed and begins a stay; false when there is none.
    fn admit(&mut self, stream: usize, status: Status, at: Instant, ends: Instant, again: Option<usize>) -> bool {
        let (kind, level) = (self.streams[stream].kind, self.streams[stream].level);
        let first_time = at < self.clock.at(self.clock.today - HISTORY_DAYS, 0);
        let by_reception = matches!(kind, Kind::Remand | Kind::Sentenced) && self.is_main(level) && !first_time;
        let Some((unit, cell)) = self.take_bed(stream, by_reception) else {
            if let Some(life) = again {
                self.gone.push(life);
            }
            return false;
        };
        let youth = kind == Kind::Youth;
        let female = if youth { self.rng.chance(0.12) } else { self.is_female(kind) };
        let transferred = again.is_none()
            && !youth
            && self.rng.chance(match (kind, level) {
                (Kind::Security | Kind::Detention, _) => 0.8,
                (_, Level::Halfway) => 0.9,
                (Kind::Sentenced, Level::Lower) => 0.45,
                (Kind::Sentenced | Kind::Women, _) if status == Status::Sentenced => 0.2,
                _ => 0.0,
            })
            && status != Status::Fine;
        let mut places = Vec::new();
        let mut admitted = at;
        let mut reason = match status {
            Status::Remand => "ADM_REMAND",
            Status::Fine => "ADM_FINE",
            _ if level == Level::Lower && self.rng.chance(0.8) => "ADM_SELF",
            _ if self.rng.chance(0.07) => "ADM_RECALL",
            _ => "ADM_POLICE",
        };
        if transferred && let Some((prison, unit)) = (self.donor)(&mut self.rng, female) {
            let before = self.rng.lognormal(110.0, 0.7).clamp(12.0, 2_000.0);
            admitted = self.by_day(at - (before * DAY as f64) as Instant, 9, 19).min(at - DAY);
            places.push(Place { prison, unit, cell: None, from: admitted, to: Some(at), reason: "ADM_POLICE" });
            reason = "ADM_POLICE";
        }
        let here = match (places.is_empty(), level) {
            (true, _) => reason,
            (_, Level::Halfway) => "TRF_HALF",
            (_, Level::Lower) => "TRF_LOWER",
            _ => "TRF_IN",
        };
        places.push(Place { prison: self.plan.index, unit, cell: Some(cell), from: at, to: None, reason: here });
        let ends = self.by_day(ends - DAY, 9, 13).max(at + DAY / 2);
        // Preventive detention is served in ordinary units as well: three in ten of those who stay longest behind high walls.
        let status = match status {
            Status::Sentenced if level == Level::High && ends - at > 1_000 * DAY && (ends / MINUTE).rem_euclid(10) < 3 => Status::Detention,
            other => other,
        };
        let stay = Stay { admitted, ends, released: false, first_status: status, status, sentenced: None, reason, places };
        let life = match again {
            Some(life) => {
                self.lives[life].stays.push(stay);
                self.lives[life].stream = stream;
                life
            }
            None => {
                self.lives.push(Life { female, youth, stays: vec![stay], stream });
                self.lives.len() - 1
            }
        };
        let stay = self.lives[life].stays.len() - 1;
        self.streams[stream].count += 1;
        self.push(ends, Event::End(life, stay));
        let first_move = if self.is_reception(unit) { Some(self.rng.between(4, 24) as f64) } else { self.next_move() };
        if let Some(days) = first_move {
            let when = self.by_day(at.max(self.clock.at(self.clock.today - HISTORY_DAYS, 0)) + (days * DAY as f64) as Instant, 9, 17);
            self.push(when, Event::Move(life, stay));
        }
        true
    }

    /// A bed in reception where that is the way in, else in the stream's own units, fuller units less likely.
    fn take_bed(&mut self, stream: usize, by_reception: bool) -> Option<(usize, usize)> {
        let own = &self.streams[stream].units;
        let mut beds: Vec<(usize, usize)> = Vec::new();
        let candidates = |units: &[usize], beds: &mut Vec<(usize, usize)>| {
            for unit in units {
                beds.extend((0..self.free[*unit].len()).map(|bed| (*unit, bed)));
            }
        };
        if by_reception {
            candidates(&self.reception, &mut beds);
        }
        if beds.is_empty() {
            candidates(own, &mut beds);
        }
        if beds.is_empty() && matches!(self.streams[stream].kind, Kind::Remand | Kind::Sentenced) && self.is_main(self.streams[stream].level) {
            candidates(&self.reception, &mut beds);
        }
        let (unit, bed) = *self.rng.pick(&beds)?;
        Some((unit, self.free[unit].swap_remove(bed)))
    }

    fn next_move(&mut self) -> Option<f64> {
        self.rng.chance(0.4).then(|| 5.0 + self.rng.exponential(110.0))
    }

    fn move_within(&mut self, life: usize, stay: usize, at: Instant) {
        let Some(last) = self.lives[life].stays.get(stay).filter(|s| !s.released).and_then(|s| s.places.last()) else { return };
        let (unit, from) = (last.unit, last.from);
        let Some((next, cell)) = self.take_bed(self.lives[life].stream, false) else {
            let later = self.by_day(at + 3 * DAY, 9, 17);
            self.push(later, Event::Move(life, stay));
            return;
        };
        if from >= at || (self.is_reception(next) && self.is_reception(unit)) {
            self.free[next].push(cell);
            return;
        }
        let reason = if self.is_reception(unit) {
            "RECEPTION"
        } else if next == unit {
            ["CELL", "CELL", "REPAIR", "OWN_WISH"][self.rng.below(4)]
        } else {
            ["UNIT", "UNIT", "CAPACITY", "OWN_WISH", "SEPARATE"][self.rng.below(5)]
        };
        self.go_to(life, stay, next, cell, at, reason);
        if let Some(days) = self.next_move() {
            let when = self.by_day(at + (days * DAY as f64) as Instant, 9, 17);
            self.push(when, Event::Move(life, stay));
        }
    }

    fn go_to(&mut self, life: usize, stay: usize, unit: usize, cell: usize, at: Instant, reason: &'static str) {
        let places = &mut self.lives[life].stays[stay].places;
        if let Some(last) = places.last_mut() {
            last.to = Some(at);
            if let Some(old) = last.cell {
                self.free[last.unit].push(old);
            }
        }
        places.push(Place { prison: self.plan.index, unit, cell: Some(cell), from: at, to: None, reason });
    }

    /// The end of a stay, or of its first part: some go on from remand to serving.
    fn end(&mut self, life: usize, stay: usize, at: Instant) {
        let stream = self.lives[life].stream;
        if self.lives[life].stays[stay].status == Status::Remand && self.streams[stream].kind == Kind::Remand && self.rng.chance(0.35) {
            let to = self.streams.iter().position(|s| s.kind == Kind::Sentenced && s.level == Level::High && s.count < s.target);
            if let Some(to) = to
                && let Some((unit, cell)) = self.take_bed(to, false)
            {
                self.go_to(life, stay, unit, cell, at, "UNIT");
                let (median, sigma) = self.length(to, Status::Sentenced);
                let length = self.rng.lognormal(median, sigma).clamp(20.0, self.longest(to, Status::Sentenced));
                let ends = self.by_day(at + (length * DAY as f64) as Instant, 9, 13);
                let stay_now = &mut self.lives[life].stays[stay];
                (stay_now.status, stay_now.sentenced, stay_now.ends) = (Status::Sentenced, Some(at), ends);
                self.lives[life].stream = to;
                self.streams[to].count += 1;
                self.leave_stream(stream, at);
                self.push(ends, Event::End(life, stay));
                return;
            }
        }
        let ending = &mut self.lives[life].stays[stay];
        ending.released = true;
        ending.ends = at;
        if let Some(last) = ending.places.last_mut() {
            last.to = Some(at);
            if let Some(cell) = last.cell {
                self.free[last.unit].push(cell);
            }
        }
        self.gone.push(life);
        self.leave_stream(stream, at);
    }

    fn leave_stream(&mut self, stream: usize, at: Instant) {
        self.streams[stream].count -= 1;
        if self.streams[stream].count < self.streams[stream].target {
            let gap = self.rng.exponential(1.3).clamp(0.1, 6.0);
            let next = self.by_day(at + (gap * DAY as f64) as Instant, 9, 20);
            self.push(next, Event::Admit(stream));
        }
    }
}
