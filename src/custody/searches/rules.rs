//! What may follow what, who may search whom, and when the region must have decided. Pure; the database asks the same again.

use chrono::{DateTime, TimeDelta, Utc};

use super::model::{Category, SearchKind, Step};

/// Days in the room with a special toilet after which the region decides (strgjfl. § 29 second paragraph, forskrift § 3-26).
const TOILET_ROOM_DAYS: i64 = 3;

/// Where a chain can go from here. Police, destruction and return are ends.
pub fn next_steps(last: Option<Step>) -> &'static [Step] {
    match last {
        None => &[Step::Seized],
        Some(Step::Seized | Step::Stored) => &[Step::Stored, Step::Laboratory, Step::Police, Step::Destroyed, Step::Returned],
        Some(Step::Laboratory) => &[Step::Stored, Step::Police, Step::Destroyed],
        Some(Step::Police | Step::Destroyed | Step::Returned) => &[],
    }
}

/// Whether the thing is still the prison's to keep.
pub fn still_kept(last: Option<Step>) -> bool {
    !next_steps(last).is_empty()
}

/// When the region must have decided on a stay that goes on.
pub fn region_decides_by(began: DateTime<Utc>) -> DateTime<Utc> {
    began + TimeDelta::days(TOILET_ROOM_DAYS)
}

/// Why a body search is stopped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stop {
    /// Nobody said of which sex the searcher was.
    SexUnknown,
    /// The searcher is of another sex than the inmate.
    OtherSex,
    /// An alert asks for staff of a stated sex, and nobody said it was followed.
    Alert,
    /// Two are always there.
    NoWitness,
}

/// A body search as it is to be recorded.
#[derive(Clone, Copy, Debug)]
pub struct BodySearch<'a> {
    /// The inmate's sex, `M`, `F` or `X`.
    pub inmate: Option<&'a str>,
    /// The searcher's.
    pub searcher: Option<&'a str>,
    /// Whether there is somebody else.
    pub witness: bool,
    /// Whether an alert GENDER_STAFF is in force.
    pub alert: bool,
    /// Whether it was followed.
    pub followed: bool,
    /// Whether it is told why it could not wait.
    pub reason: bool,
}

/// The same sex as the inmate, or what an alert asks for; anything else only with a reason that stays on record (forskrift § 3-25, Mandela rule 52).
pub fn body_search(s: BodySearch<'_>) -> Result<(), Stop> {
    let Some(searcher) = s.searcher else { return Err(Stop::SexUnknown) };
    if !s.witness {
        return Err(Stop::NoWitness);
    }
    if s.reason {
        return Ok(());
    }
    // The alert stands over the rule: it is the inmate's own need that was decided on.
    if s.alert {
        return if s.followed { Ok(()) } else { Err(Stop::Alert) };
    }
    match s.inmate {
        Some(sex @ ("M" | "F")) if sex != searcher => Err(Stop::OtherSex),
        _ => Ok(()),
    }
}

/// Whether a kind of search is of a person.
pub fn needs_person(kind: SearchKind) -> bool {
    matches!(kind, SearchKind::Technical | SearchKind::Frisk | SearchKind::Body | SearchKind::Belongings | SearchKind::ToiletRoom)
}

/// Whether it is of a place.
pub fn needs_place(kind: SearchKind) -> bool {
    matches!(kind, SearchKind::Cell | SearchKind::CommonRoom)
}

/// The type of incident a find leads to, a code of the list `incident_type`.
pub fn incident_of(category: Category) -> &'static str {
    match category {
        Category::Drugs | Category::Medicine => "DRUG_FIND",
        Category::Phone => "PHONE_FIND",
        Category::Weapon | Category::Tool => "WEAPON_FIND",
        Category::Alcohol => "ALCOHOL",
        Category::Money | Category::Document | Category::Other => "OTHER_FIND",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_body_search_is_done_by_the_same_sex_or_as_an_alert_asks() {
        let plain = BodySearch { inmate: Some("M"), searcher: Some("M"), witness: true, alert: false, followed: false, reason: false };
        for (case, search, expected) in [
            ("same sex", plain, Ok(())),
            ("other sex", BodySearch { searcher: Some("F"), ..plain }, Err(Stop::OtherSex)),
            ("other sex with a reason", BodySearch { searcher: Some("F"), reason: true, ..plain }, Ok(())),
            ("alert not followed", BodySearch { alert: true, ..plain }, Err(Stop::Alert)),
            ("alert followed, other sex", BodySearch { alert: true, followed: true, searcher: Some("F"), ..plain }, Ok(())),
            ("alert, with a reason", BodySearch { alert: true, reason: true, ..plain }, Ok(())),
            ("sex X", BodySearch { inmate: Some("X"), searcher: Some("F"), ..plain }, Ok(())),
            ("alone", BodySearch { witness: false, reason: true, ..plain }, Err(Stop::NoWitness)),
            ("nobody said", BodySearch { searcher: None, ..plain }, Err(Stop::SexUnknown)),
        ] {
            assert_eq!(body_search(search), expected, "{case}");
        }
    }

    #[test]
    fn a_chain_has_a_beginning_and_an_end() {
        assert_eq!(next_steps(None), [Step::Seized]);
        for end in [Step::Police, Step::Destroyed, Step::Returned] {
            assert!(!still_kept(Some(end)), "{end:?}");
        }
        assert!(next_steps(Some(Step::Laboratory)).contains(&Step::Stored));
        assert!(Step::ALL.iter().all(|s| !next_steps(Some(*s)).contains(&Step::Seized)));
    }

    #[test]
    fn the_region_decides_after_three_days() {
        let began = DateTime::from_timestamp(1_795_000_000, 0).unwrap_or_default();
        assert_eq!((region_decides_by(began) - began).num_hours(), 72);
    }
}
