//! Conflicts by priority: court, transfer, visit, hearing, appointment, activity. A house may see it otherwise later; the order is the one that the field uses.

use chrono::{DateTime, Duration, Utc};
use uuid::Uuid;

use crate::platform::words::words;

words! {
    /// What claims somebody's time. The words are those of `activities.timetable`.
    Kind {
        /// A hearing before a court, the way there and back with it; the police.
        Court = "court",
        /// To another prison.
        Transfer = "transfer",
        /// Leave, escorted or not.
        Leave = "leave",
        /// Out for another reason.
        Out = "out",
        /// A visit.
        Visit = "visit",
        /// A disciplinary hearing.
        Hearing = "hearing",
        /// Health, in the house or outside.
        Health = "health",
        /// A programme or a talk of one.
        Programme = "programme",
        /// Another appointment.
        Appointment = "appointment",
        /// A review of the sentence plan.
        Review = "review",
        /// An exam.
        Exam = "exam",
        /// Work outside the house: where the activity takes place, and no conflict with it.
        DayRelease = "day_release",
        /// Work or school.
        Activity = "activity",
        /// Library, gym, music.
        Leisure = "leisure",
    }

    /// How an entry stands.
    State {
        /// It is to be.
        Planned = "planned",
        /// It is under way: somebody is out.
        Out = "out",
        /// On the way inside the house.
        Left = "left",
        /// There.
        Arrived = "arrived",
        /// It was.
        Back = "back",
        /// It is not.
        Cancelled = "cancelled",
        /// Held back from this one session.
        HeldBack = "held_back",
        /// The place rests.
        Suspended = "suspended",
    }
}

impl Kind {
    /// Lower comes first. An exam comes before a visit, which can be moved when it cannot; nothing but court and transfer comes before it.
    #[must_use]
    pub fn weight(self) -> u8 {
        match self {
            Self::Court => 1,
            Self::Transfer | Self::Leave | Self::Out | Self::Exam => 2,
            Self::Visit => 3,
            Self::Hearing => 4,
            Self::Health | Self::Programme | Self::Appointment | Self::Review => 5,
            Self::DayRelease | Self::Activity => 6,
            Self::Leisure => 7,
        }
    }

    /// Whether both may be at one time: work outside is where the day release leads.
    fn belongs_with(self, other: Self) -> bool {
        matches!((self, other), (Self::DayRelease, Self::Activity) | (Self::Activity, Self::DayRelease))
    }
}

impl State {
    /// Whether it takes the person's time.
    #[must_use]
    pub fn claims(self) -> bool {
        !matches!(self, Self::Cancelled | Self::HeldBack | Self::Suspended)
    }
}

/// One thing of a person's time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The row it comes from.
    pub id: Uuid,
    /// What it is.
    pub kind: Kind,
    /// How it stands.
    pub state: State,
    /// From when.
    pub from: DateTime<Utc>,
    /// Until when; none: not known.
    pub until: Option<DateTime<Utc>>,
}

impl Entry {
    /// Both ends touching is no meeting.
    fn overlap(&self, other: &Self) -> Option<(DateTime<Utc>, DateTime<Utc>)> {
        let from = self.from.max(other.from);
        let until = match (self.until, other.until) {
            (Some(a), Some(b)) => a.min(b),
            (Some(one), None) | (None, Some(one)) => one,
            (None, None) => DateTime::<Utc>::MAX_UTC,
        };
        (from < until).then_some((from, until))
    }

    /// Whether it comes before another: by weight; of two that weigh the same the one that begins first, which somebody would have to be taken out of.
    fn before(&self, other: &Self) -> bool {
        (self.kind.weight(), self.from, self.id) < (other.kind.weight(), other.from, other.id)
    }
}

/// Two things at one time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clash {
    /// What stays.
    pub stays: Uuid,
    /// What gives way.
    pub gives_way: Uuid,
    /// The time they share.
    pub from: DateTime<Utc>,
    /// Until when.
    pub until: DateTime<Utc>,
    /// They weigh the same: a person decides, the order is only a suggestion.
    pub undecided: bool,
}

/// Every two of one person's entries that are at one time, in the order of time. Shown when something is planned, and again on the day.
#[must_use]
pub fn clashes(entries: &[Entry]) -> Vec<Clash> {
    let claiming: Vec<&Entry> = entries.iter().filter(|entry| entry.state.claims()).collect();
    let mut found = Vec::new();
    for (i, a) in claiming.iter().enumerate() {
        for b in &claiming[..i] {
            let Some((from, until)) = a.overlap(b).filter(|_| a.id != b.id && !a.kind.belongs_with(b.kind)) else { continue };
            let (stays, gives_way) = if a.before(b) { (a, b) } else { (b, a) };
            found.push(Clash { stays: stays.id, gives_way: gives_way.id, from, until, undecided: a.kind.weight() == b.kind.weight() });
        }
    }
    found.sort_by_key(|clash| (clash.from, clash.stays, clash.gives_way));
    found
}

/// What takes somebody from a session.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Claim {
    /// What.
    pub kind: Kind,
    /// From when.
    pub from: DateTime<Utc>,
    /// Until when; none: not known.
    pub until: Option<DateTime<Utc>>,
}

/// Who comes to a session, and when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Expected {
    /// All of it.
    Whole,
    /// From a later moment, because of something before.
    Late(DateTime<Utc>, Claim),
    /// Up to an earlier moment, because of something after.
    Early(DateTime<Utc>, Claim),
    /// With something in between.
    Between(Claim),
    /// Not at all, because of this.
    Away(Claim),
    /// The session or the place is not for the person: held back, suspended, cancelled.
    Not(State),
}

/// So short a rest of a session is not worth the way.
const WORTH_COMING: Duration = Duration::minutes(30);

/// What of a session is left of a person, when everything that comes before it has had its time.
#[must_use]
pub fn expected(session: &Entry, entries: &[Entry]) -> Expected {
    if !session.state.claims() {
        return Expected::Not(session.state);
    }
    let end = session.until.unwrap_or(DateTime::<Utc>::MAX_UTC);
    let mut before: Vec<&Entry> = entries
        .iter()
        .filter(|e| {
            e.id != session.id
                && e.state.claims()
                && e.kind.weight() < session.kind.weight()
                && !e.kind.belongs_with(session.kind)
                && e.overlap(session).is_some()
        })
        .collect();
    before.sort_by_key(|e| (e.from, e.id));
    let claim = |e: &Entry| Claim { kind: e.kind, from: e.from, until: e.until };
    // What remains, piece by piece.
    let (mut at, mut pieces) = (session.from, Vec::new());
    for entry in &before {
        if entry.from > at {
            pieces.push((at, entry.from.min(end)));
        }
        at = at.max(entry.until.unwrap_or(end));
    }
    if at < end {
        pieces.push((at, end));
    }
    pieces.retain(|(from, until)| *until - *from >= WORTH_COMING);
    let longest = || before.iter().max_by_key(|e| (e.overlap(session).map(|(from, until)| until - from), std::cmp::Reverse(e.from)));
    match (pieces.first(), pieces.last(), longest()) {
        (_, _, None) => Expected::Whole,
        (None, _, Some(most)) | (_, None, Some(most)) => Expected::Away(claim(most)),
        (Some((from, _)), Some((_, until)), Some(most)) => {
            let first = before.first().map_or(claim(most), |e| claim(e));
            let last = before.last().map_or(claim(most), |e| claim(e));
            match (*from > session.from, *until < end) {
                (true, false) => Expected::Late(*from, first),
                (false, true) => Expected::Early(*until, last),
                // Comes late and goes early: when they come is what somebody waits for.
                (true, true) => Expected::Late(*from, first),
                (false, false) => Expected::Between(claim(most)),
            }
        }
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;

    fn at(clock: &str) -> DateTime<Utc> {
        format!("2026-11-23T{clock}:00Z").parse().unwrap()
    }

    fn entry(n: u128, kind: Kind, from: &str, until: &str) -> Entry {
        Entry { id: Uuid::from_u128(n), kind, state: State::Planned, from: at(from), until: (!until.is_empty()).then(|| at(until)) }
    }

    fn id(n: u128) -> Uuid {
        Uuid::from_u128(n)
    }

    #[test]
    fn what_stays_and_what_gives_way() {
        use Kind::{Activity, Court, DayRelease, Exam, Health, Hearing, Leisure, Review, Transfer, Visit};
        for (case, first, second, stays, undecided) in [
            ("court before school", Activity, Court, 2, false),
            ("court before a visit", Court, Visit, 1, false),
            ("a transfer before a visit", Visit, Transfer, 2, false),
            ("a visit before a hearing", Hearing, Visit, 2, false),
            ("a hearing before the doctor", Health, Hearing, 2, false),
            ("the doctor before work", Activity, Health, 2, false),
            ("work before the gym", Leisure, Activity, 2, false),
            ("an exam before a visit", Visit, Exam, 2, false),
            ("court before an exam", Exam, Court, 2, false),
            ("doctor and review: who came first", Health, Review, 1, true),
            ("two activities", Activity, Activity, 1, true),
        ] {
            let found = clashes(&[entry(1, first, "08:00", "11:00"), entry(2, second, "09:00", "10:00")]);
            assert_eq!(found.len(), 1, "{case}");
            assert_eq!((found[0].stays, found[0].undecided), (id(stays), undecided), "{case}");
            assert_eq!((found[0].from, found[0].until), (at("09:00"), at("10:00")), "{case}");
        }
        assert_eq!(clashes(&[entry(1, DayRelease, "07:00", "16:00"), entry(2, Activity, "08:00", "15:00")]), [], "the way to work is work");
    }

    #[test]
    fn touching_cancelled_and_open_ended() {
        let school = entry(1, Kind::Activity, "08:00", "11:00");
        assert_eq!(clashes(&[school.clone(), entry(2, Kind::Visit, "11:00", "12:00")]), []);
        let cancelled = Entry { state: State::Cancelled, ..entry(2, Kind::Court, "08:00", "12:00") };
        assert_eq!(clashes(&[school.clone(), cancelled]), []);
        for state in [State::HeldBack, State::Suspended] {
            assert_eq!(clashes(&[Entry { state, ..school.clone() }, entry(2, Kind::Visit, "09:00", "10:00")]), []);
        }
        let out = Entry { state: State::Out, ..entry(2, Kind::Out, "10:00", "") };
        let found = clashes(&[school.clone(), out]);
        assert_eq!((found[0].stays, found[0].until), (id(2), at("11:00")), "nobody knows when they are back");
        assert_eq!(clashes(&[school.clone(), school]), [], "a thing does not meet itself");
    }

    #[test]
    fn who_comes_and_when() {
        let session = entry(1, Kind::Activity, "08:00", "11:30");
        for (case, others, expected_is) in [
            ("nothing else", vec![], Expected::Whole),
            ("a visit after it", vec![entry(2, Kind::Visit, "11:30", "12:30")], Expected::Whole),
            ("the gym never matters", vec![entry(2, Kind::Leisure, "08:00", "11:30")], Expected::Whole),
            (
                "doctor first",
                vec![entry(2, Kind::Health, "07:30", "08:40")],
                Expected::Late(at("08:40"), Claim { kind: Kind::Health, from: at("07:30"), until: Some(at("08:40")) }),
            ),
            (
                "visit at the end",
                vec![entry(2, Kind::Visit, "10:00", "11:30")],
                Expected::Early(at("10:00"), Claim { kind: Kind::Visit, from: at("10:00"), until: Some(at("11:30")) }),
            ),
            (
                "a lawyer in between",
                vec![entry(2, Kind::Appointment, "09:30", "10:00")],
                Expected::Between(Claim { kind: Kind::Appointment, from: at("09:30"), until: Some(at("10:00")) }),
            ),
            (
                "court all day",
                vec![entry(2, Kind::Court, "06:00", "16:00")],
                Expected::Away(Claim { kind: Kind::Court, from: at("06:00"), until: Some(at("16:00")) }),
            ),
            (
                "so much that the rest is not worth it",
                vec![entry(2, Kind::Court, "07:00", "11:10")],
                Expected::Away(Claim { kind: Kind::Court, from: at("07:00"), until: Some(at("11:10")) }),
            ),
            (
                "out, nobody knows how long",
                vec![Entry { state: State::Out, ..entry(2, Kind::Out, "07:00", "") }],
                Expected::Away(Claim { kind: Kind::Out, from: at("07:00"), until: None }),
            ),
            (
                "doctor before and visit after",
                vec![entry(3, Kind::Visit, "11:00", "12:00"), entry(2, Kind::Health, "07:30", "09:00")],
                Expected::Late(at("09:00"), Claim { kind: Kind::Health, from: at("07:30"), until: Some(at("09:00")) }),
            ),
        ] {
            assert_eq!(expected(&session, &others), expected_is, "{case}");
        }
        for state in [State::HeldBack, State::Suspended, State::Cancelled] {
            assert_eq!(expected(&Entry { state, ..session.clone() }, &[]), Expected::Not(state));
        }
    }
}
