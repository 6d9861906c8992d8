//! What a move must be weighed against. Pure: facts in, findings out.

use super::model::{Age, Finding, Grade, Mate, Mover, Room, Target, What};
use crate::custody::apart::{Conflict, Level, Meets};

const SHARING: &str = "strgjfl. § 17";
const SHARING_REMAND: &str = "strgjfl. § 47 (3)";
const MANDELA_SEX: &str = "Mandela 11 a";
const MANDELA_REMAND: &str = "Mandela 11 b";
const MANDELA_YOUNG: &str = "Mandela 11 d";
const MANDELA_CARE: &str = "Mandela 12.2";
const MANDELA_ROOM: &str = "Mandela 13";
const MANDELA_ACCESS: &str = "Mandela 5.2";
const YOUTH: &str = "strgjfl. § 11 (6), forskr. § 3-4";
const CHILD: &str = "BK art. 37 c";
const LEVEL: &str = "strgjfl. §§ 14, 15";
const ORDER: &str = "strgjfl. § 2";

/// Everything to be weighed about moving somebody to a room in which `mates` are and stay.
pub fn consider(mover: &Mover, room: &Room, mates: &[Mate], conflicts: &[Conflict]) -> Vec<Finding> {
    let mut found = Findings(Vec::new());
    place(&mut found, mover, room, mates);
    conflicts.iter().for_each(|c| apart(&mut found, c));
    unit(&mut found, mover, room);
    for mate in mates {
        shared(&mut found, mover, mate);
    }
    alone_or_not(&mut found, mover, room, mates);
    let mut found = found.0;
    found.sort_by_key(|f| f.grade);
    found
}

struct Findings(Vec<Finding>);

impl Findings {
    fn add(&mut self, grade: Grade, what: What, law: &'static str) {
        self.0.push(Finding { grade, what, law });
    }
    fn stop(&mut self, what: What, law: &'static str) {
        self.add(Grade::Stop, what, law);
    }
    fn reason(&mut self, what: What, law: &'static str) {
        self.add(Grade::Reason, what, law);
    }
    fn note(&mut self, what: What, law: &'static str) {
        self.add(Grade::Note, what, law);
    }
}

/// Whether there is room, and whether it may be used.
fn place(found: &mut Findings, mover: &Mover, room: &Room, mates: &[Mate]) {
    let target = room.cell_id.map_or(Target::Unit(room.unit_id), Target::Cell);
    if mover.target() == Some(target) {
        found.stop(What::Same, "");
    }
    if room.unit_closed {
        found.stop(What::UnitClosed, "");
    }
    if room.closed {
        found.stop(What::CellClosed, "");
    }
    if let Some((reason, back)) = &room.out {
        found.stop(What::OutOfUse(reason.clone(), *back), MANDELA_ROOM);
    }
    if room.cell_id.is_none() {
        found.reason(What::NoCell, MANDELA_ROOM);
        return;
    }
    let people = i64::try_from(mates.len()).unwrap_or(i64::MAX).saturating_add(1);
    if people > i64::from(room.maximum) {
        found.stop(What::Full(people, room.maximum), MANDELA_ROOM);
    } else if people > i64::from(room.working) {
        found.reason(What::OverWorking(people, room.working), MANDELA_ROOM);
    } else if people > i64::from(room.certified) {
        found.note(What::OverCertified(people, room.certified), MANDELA_ROOM);
    }
    if room.poor {
        found.note(What::Poor, MANDELA_ROOM);
    }
}

/// People who must be kept apart: never in one cell; on one landing, in one unit or prison only with a reason when they must be further apart than that.
fn apart(found: &mut Findings, conflict: &Conflict) {
    let grade = match (conflict.meets, conflict.level) {
        (Meets::Cell | Meets::Together, _) => Grade::Stop,
        (Meets::Landing, Level::Landing | Level::Unit | Level::Prison) | (Meets::Unit, Level::Unit | Level::Prison) => Grade::Reason,
        // In the same prison they are already, before and after the move.
        (Meets::Landing | Meets::Unit | Meets::Prison, _) => Grade::Note,
    };
    found.add(grade, What::Apart(conflict.clone()), ORDER);
}

/// Held for a case that nobody has been convicted of: arrested or remanded.
fn unconvicted(legal: &str) -> bool {
    matches!(legal, "remand" | "arrested")
}

/// Whether the unit is one for such a person.
fn unit(found: &mut Findings, mover: &Mover, room: &Room) {
    let mixed = room.sexes.len() > 1;
    match (mover.sex.as_str(), room.purpose.as_str()) {
        ("M", "women") => found.stop(What::WomenUnit, MANDELA_SEX),
        ("F", purpose) if purpose != "women" && mixed => found.reason(What::MenUnit, MANDELA_SEX),
        ("X", _) => found.note(What::SexX, MANDELA_SEX),
        _ => {}
    }
    if matches!(mover.sex.as_str(), "M" | "F") && !room.sexes.contains(&mover.sex) {
        found.reason(What::PrisonSex, MANDELA_SEX);
    }
    match (mover.age, room.purpose.as_str()) {
        (Age::Minor, purpose) if purpose != "youth" => found.reason(What::MinorUnit, YOUTH),
        (Age::Young | Age::Adult, "youth") => found.reason(What::YouthUnit, YOUTH),
        _ => {}
    }
    if room.purpose == "remand" && mover.legal.as_deref().is_some_and(|l| !unconvicted(l)) {
        found.note(What::RemandUnit, MANDELA_REMAND);
    }
    if mover.current.as_ref().is_some_and(|c| c.level != room.level) {
        found.reason(What::Level(room.level.clone()), LEVEL);
    }
}

/// The two who would share.
fn shared(found: &mut Findings, mover: &Mover, mate: &Mate) {
    let who = mate.person.as_ref().map(|p| p.name.clone());
    if mate.sex != mover.sex {
        found.stop(What::SharesSex(who.clone()), MANDELA_SEX);
    }
    match (mover.age, mate.age) {
        (Age::Minor, Age::Young | Age::Adult | Age::Unknown) | (Age::Young | Age::Adult | Age::Unknown, Age::Minor) => {
            found.stop(What::MinorShares(who.clone()), CHILD);
        }
        (Age::Young, Age::Adult) | (Age::Adult, Age::Young) => found.note(What::YoungShares(who.clone()), MANDELA_YOUNG),
        _ => {}
    }
    let remand = unconvicted;
    if mover.legal.as_deref().is_some_and(|l| remand(l) != remand(&mate.legal)) {
        found.reason(What::RemandShares(who.clone()), MANDELA_REMAND);
    }
    if mate.consent != Some(true) {
        let law = if remand(&mate.legal) { SHARING_REMAND } else { SHARING };
        found.reason(What::MateNoConsent(who.clone(), mate.consent == Some(false)), law);
    }
    if mate.violent {
        found.reason(What::MateViolent(who), MANDELA_CARE);
    }
}

/// What depends on whether anybody shares the room at all.
fn alone_or_not(found: &mut Findings, mover: &Mover, room: &Room, mates: &[Mate]) {
    if mates.is_empty() {
        if room.cell_id.is_some() && (mover.has("SUICIDE") || mover.has("SELFHARM")) {
            found.note(What::AloneInDanger, MANDELA_CARE);
        }
    } else {
        if mover.consent != Some(true) {
            let law = if mover.legal.as_deref().is_some_and(unconvicted) { SHARING_REMAND } else { SHARING };
            found.reason(What::NoConsent(mover.consent == Some(false)), law);
        }
        if mover.has("VIOLENCE_PRIS") {
            found.reason(What::Violent, MANDELA_CARE);
        }
        if mover.age == Age::Unknown {
            found.note(What::AgeUnknown, MANDELA_YOUNG);
        }
    }
    if room.cell_id.is_some() && mover.needs_access != room.accessible {
        if mover.needs_access {
            found.reason(What::NeedsAccess, MANDELA_ACCESS);
        } else {
            found.note(What::AccessTaken, MANDELA_ACCESS);
        }
    }
    for alert in mover.alerts.iter().filter(|a| a.severity == "high" && (mates.is_empty() || a.kind != "VIOLENCE_PRIS")) {
        found.note(What::Alert(alert.kind.clone()), "");
    }
    if mover.out {
        found.note(What::OutNow, "");
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;
    use crate::custody::cells::model::{Current, Person};
    use crate::inmates::store::AlertFlag;
    use crate::platform::id::{CellId, InmateId, PrisonId, UnitId};
    use chrono::{DateTime, NaiveDate};
    use uuid::Uuid;

    fn id(n: u128) -> Uuid {
        Uuid::from_u128(n)
    }

    fn mover() -> Mover {
        Mover {
            person: Person { id: InmateId(id(1)), name: "Hansen, Jonas".into(), number: "2026-00001".into() },
            sex: "M".into(),
            age: Age::Adult,
            legal: Some("sentenced".into()),
            consent: Some(true),
            needs_access: false,
            alerts: Vec::new(),
            out: false,
            prison: PrisonId(id(9)),
            admitted_at: DateTime::UNIX_EPOCH,
            current: Some(Current {
                id: id(20),
                since: DateTime::UNIX_EPOCH,
                unit_id: UnitId(id(3)),
                unit: "A".into(),
                level: "high".into(),
                cell_id: Some(CellId(id(30))),
                cell: Some("101".into()),
            }),
        }
    }

    fn room() -> Room {
        Room {
            cell_id: Some(CellId(id(31))),
            cell: Some("102".into()),
            unit_id: UnitId(id(3)),
            unit: "A".into(),
            prison_id: PrisonId(id(9)),
            certified: 2,
            working: 2,
            maximum: 3,
            accessible: false,
            poor: false,
            closed: false,
            landing: None,
            out: None,
            unit_closed: false,
            purpose: "ordinary".into(),
            level: "high".into(),
            sexes: vec!["M".into()],
        }
    }

    fn mate() -> Mate {
        Mate {
            person: Some(Person { id: InmateId(id(2)), name: "Berg, Tomas".into(), number: "2026-00002".into() }),
            sex: "M".into(),
            age: Age::Adult,
            legal: "sentenced".into(),
            consent: Some(true),
            violent: false,
            since: DateTime::UNIX_EPOCH,
            decided_by: None,
        }
    }

    fn conflict(level: Level, meets: Meets) -> Conflict {
        Conflict { keep_apart: id(5), inmate: InmateId(id(1)), other: None, level, meets, role: None, other_role: None, reason: None, text: None }
    }

    /// What is found, as "grade code".
    fn said(mover: &Mover, room: &Room, mates: &[Mate], conflicts: &[Conflict]) -> Vec<String> {
        consider(mover, room, mates, conflicts).iter().map(|f| format!("{:?} {}", f.grade, f.what.code())).collect()
    }

    #[test]
    fn nothing_stands_against_an_ordinary_move() {
        assert!(said(&mover(), &room(), &[], &[]).is_empty());
        assert!(said(&mover(), &room(), &[mate()], &[]).is_empty());
    }

    #[test]
    fn the_place() {
        let back = NaiveDate::from_ymd_opt(2026, 12, 1);
        let cases: Vec<(Room, usize, &str)> = vec![
            (Room { cell_id: Some(CellId(id(30))), ..room() }, 0, "Stop same"),
            (Room { closed: true, ..room() }, 0, "Stop cell_closed"),
            (Room { unit_closed: true, ..room() }, 0, "Stop unit_closed"),
            (Room { out: Some(("Knust rute".into(), back)), ..room() }, 0, "Stop out_of_use"),
            (room(), 3, "Stop full"),
            (room(), 2, "Reason over_working"),
            (Room { certified: 1, ..room() }, 1, "Note over_certified"),
            (Room { poor: true, ..room() }, 0, "Note poor"),
            (Room { cell_id: None, cell: None, ..room() }, 0, "Reason no_cell"),
            (Room { level: "lower".into(), ..room() }, 0, "Reason level"),
            (Room { accessible: true, ..room() }, 0, "Note access_taken"),
        ];
        for (room, mates, expected) in cases {
            let mates = vec![mate(); mates];
            assert_eq!(said(&mover(), &room, &mates, &[]), [expected]);
        }
    }

    #[test]
    fn two_who_must_be_kept_apart() {
        for (level, meets, expected) in [
            (Level::Cell, Meets::Cell, "Stop apart"),
            (Level::Prison, Meets::Cell, "Stop apart"),
            (Level::Landing, Meets::Cell, "Stop apart"),
            (Level::Landing, Meets::Landing, "Reason apart"),
            (Level::Unit, Meets::Landing, "Reason apart"),
            (Level::Unit, Meets::Unit, "Reason apart"),
            (Level::Prison, Meets::Unit, "Reason apart"),
            (Level::Prison, Meets::Prison, "Note apart"),
        ] {
            assert_eq!(said(&mover(), &room(), &[], &[conflict(level, meets)]), [expected], "{level:?} {meets:?}");
        }
    }

    #[test]
    fn sex_and_age() {
        let both = vec!["M".to_owned(), "F".to_owned()];
        let women = Room { purpose: "women".into(), sexes: both.clone(), ..room() };
        let youth = Room { purpose: "youth".into(), ..room() };
        let woman = Mover { sex: "F".into(), ..mover() };
        let minor = Mover { age: Age::Minor, ..mover() };
        let cases: Vec<(Mover, Room, Vec<Mate>, &[&str])> = vec![
            (mover(), women.clone(), vec![], &["Stop women_unit"]),
            (woman.clone(), women, vec![], &[]),
            (woman.clone(), Room { sexes: both, ..room() }, vec![], &["Reason men_unit"]),
            (woman, room(), vec![mate()], &["Stop shares_sex", "Reason prison_sex"]),
            (minor.clone(), room(), vec![], &["Reason minor_unit"]),
            (minor.clone(), youth.clone(), vec![], &[]),
            (minor.clone(), youth.clone(), vec![mate()], &["Stop minor_shares"]),
            (minor, youth.clone(), vec![Mate { age: Age::Minor, ..mate() }], &[]),
            (mover(), youth, vec![], &["Reason youth_unit"]),
            (mover(), room(), vec![Mate { age: Age::Minor, ..mate() }], &["Stop minor_shares"]),
            (Mover { age: Age::Young, ..mover() }, room(), vec![mate()], &["Note young_shares"]),
            (Mover { age: Age::Unknown, ..mover() }, room(), vec![mate()], &["Note age_unknown"]),
        ];
        for (mover, room, mates, expected) in cases {
            assert_eq!(said(&mover, &room, &mates, &[]), expected, "{} {:?} {}", mover.sex, mover.age, room.purpose);
        }
    }

    #[test]
    fn consent_remand_and_alerts() {
        let remand = Mover { legal: Some("remand".into()), ..mover() };
        let alert = |kind: &str| vec![AlertFlag { kind: kind.into(), severity: "high".into(), instruction: String::new() }];
        let cases: Vec<(Mover, Vec<Mate>, &[&str])> = vec![
            (Mover { consent: None, ..mover() }, vec![], &[]),
            (Mover { consent: None, ..mover() }, vec![mate()], &["Reason no_consent"]),
            (Mover { consent: Some(false), ..mover() }, vec![mate()], &["Reason no_consent"]),
            (mover(), vec![Mate { consent: None, ..mate() }], &["Reason mate_no_consent"]),
            (remand.clone(), vec![mate()], &["Reason remand_shares"]),
            (remand, vec![Mate { legal: "remand".into(), ..mate() }], &[]),
            (Mover { alerts: alert("VIOLENCE_PRIS"), ..mover() }, vec![mate()], &["Reason violent"]),
            (Mover { alerts: alert("VIOLENCE_PRIS"), ..mover() }, vec![], &["Note alert"]),
            (Mover { alerts: alert("SUICIDE"), ..mover() }, vec![], &["Note alone_in_danger", "Note alert"]),
            (mover(), vec![Mate { violent: true, ..mate() }], &["Reason mate_violent"]),
            (Mover { needs_access: true, ..mover() }, vec![], &["Reason needs_access"]),
            (Mover { out: true, ..mover() }, vec![], &["Note out_now"]),
        ];
        for (mover, mates, expected) in cases {
            assert_eq!(said(&mover, &room(), &mates, &[]), expected);
        }
        let law = consider(&Mover { legal: Some("remand".into()), consent: None, ..mover() }, &room(), &[Mate { legal: "remand".into(), ..mate() }], &[]);
        assert_eq!(law.first().unwrap().law, SHARING_REMAND, "remand has its own paragraph");
    }

    #[test]
    fn a_hidden_person_counts_and_is_not_named() {
        let hidden = Mate { person: None, consent: None, ..mate() };
        let found = consider(&mover(), &Room { working: 1, certified: 1, maximum: 1, ..room() }, &[hidden], &[]);
        assert!(found.iter().any(|f| matches!(f.what, What::Full(2, 1))));
        assert!(found.iter().any(|f| matches!(&f.what, What::MateNoConsent(None, false))));
    }
}
