//! Who proposes and who decides which role, and for how long. Pure; the database holds the same.

use chrono::{Months, NaiveDate};

use crate::access::Role;
use crate::platform::id::{AccountId, PrisonId};

/// Which line a role belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Family {
    /// Of one prison.
    Prison,
    /// Of the health service that serves a prison.
    Health,
    /// Across prisons: transfers of a region, audit, system administration.
    Central,
}

/// The line of a role.
pub fn family(role: Role) -> Family {
    match role {
        Role::Transfers | Role::Auditor | Role::System => Family::Central,
        Role::Nurse | Role::Doctor | Role::Psychologist | Role::Pharmacy => Family::Health,
        _ => Family::Prison,
    }
}

/// Whether `by` may ever propose `role`.
pub fn proposes(by: Role, role: Role) -> bool {
    match by {
        Role::System => true,
        Role::DutyOfficer | Role::Governor | Role::Transfers => family(role) == Family::Prison,
        Role::Doctor => family(role) == Family::Health,
        _ => false,
    }
}

/// Whether `by` may ever decide about `role`. A system administrator never gives anybody a way to a record.
pub fn decides(by: Role, role: Role) -> bool {
    match family(role) {
        Family::Prison => by == Role::Governor,
        Family::Health => by == Role::Doctor,
        Family::Central => by == Role::System,
    }
}

/// Where a role is held.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// One prison.
    Prison(PrisonId),
    /// The prisons of a region; `*` for the whole service.
    Region(String),
}

/// Whether a role can be held at such a place.
pub fn fits(role: Role, place: &Place) -> bool {
    match (family(role), place) {
        (Family::Central, Place::Region(region)) => role != Role::System || region == "*",
        (Family::Prison | Family::Health, Place::Prison(_)) => true,
        _ => false,
    }
}

/// Who asks: the acting role, the account, the prisons of the role.
#[derive(Clone, Copy, Debug)]
pub struct Standing<'a> {
    pub role: Role,
    pub account: AccountId,
    pub prisons: &'a [PrisonId],
}

/// Why not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// Another role proposes or decides this.
    NotForRole,
    /// Another prison's.
    OtherPrison,
    /// Nobody decides what they have proposed.
    OwnProposal,
    /// Nobody decides about themselves.
    AboutOneself,
    /// It is decided or withdrawn.
    Finished,
    /// The role cannot be held there.
    WrongPlace,
}

/// What a decision is about.
#[derive(Clone, Debug)]
pub struct Case<'a> {
    pub account: AccountId,
    pub role: Role,
    pub prisons: &'a [PrisonId],
    pub proposed_by: AccountId,
    pub decided: bool,
    pub ended: bool,
}

/// Whether `by` may propose `role` at `place` for `account`.
pub fn propose(by: Standing<'_>, account: AccountId, role: Role, place: &Place) -> Result<(), Refusal> {
    if account == by.account {
        return Err(Refusal::AboutOneself);
    }
    if !proposes(by.role, role) {
        return Err(Refusal::NotForRole);
    }
    if !fits(role, place) {
        return Err(Refusal::WrongPlace);
    }
    match place {
        Place::Prison(prison) if by.role != Role::System && !by.prisons.contains(prison) => Err(Refusal::OtherPrison),
        _ => Ok(()),
    }
}

/// Whether `by` may grant or refuse.
pub fn decide(by: Standing<'_>, case: &Case<'_>) -> Result<(), Refusal> {
    if case.decided || case.ended {
        return Err(Refusal::Finished);
    }
    if case.account == by.account {
        return Err(Refusal::AboutOneself);
    }
    if case.proposed_by == by.account {
        return Err(Refusal::OwnProposal);
    }
    if !decides(by.role, case.role) {
        return Err(Refusal::NotForRole);
    }
    in_scope(by, case)
}

/// Whether `by` may end it: who decides about such roles, any system administrator (an end opens nothing), or whoever proposed what
/// is still waiting.
pub fn end(by: Standing<'_>, case: &Case<'_>) -> Result<(), Refusal> {
    if case.ended {
        return Err(Refusal::Finished);
    }
    if !case.decided && case.proposed_by == by.account {
        return Ok(());
    }
    if case.account == by.account {
        return Err(Refusal::AboutOneself);
    }
    if by.role == Role::System {
        return Ok(());
    }
    if !decides(by.role, case.role) {
        return Err(Refusal::NotForRole);
    }
    in_scope(by, case)
}

fn in_scope(by: Standing<'_>, case: &Case<'_>) -> Result<(), Refusal> {
    let central = family(case.role) == Family::Central;
    let all = !case.prisons.is_empty() && case.prisons.iter().all(|p| by.prisons.contains(p));
    if central || all { Ok(()) } else { Err(Refusal::OtherPrison) }
}

/// The last day a role may be given for from this day: twelve months.
pub fn latest_end(from: NaiveDate) -> NaiveDate {
    from.checked_add_months(Months::new(12)).and_then(|d| d.pred_opt()).unwrap_or(from)
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn account(n: u128) -> AccountId {
        AccountId(Uuid::from_u128(n))
    }

    fn prison(n: u128) -> PrisonId {
        PrisonId(Uuid::from_u128(n))
    }

    const HERE: u128 = 1;
    const THERE: u128 = 2;

    #[test]
    fn who_proposes_what_where() {
        use Refusal::*;
        use Role::*;
        let here = Place::Prison(prison(HERE));
        let there = Place::Prison(prison(THERE));
        let everywhere = Place::Region("*".into());
        let region = Place::Region("øst".into());
        let cases = [
            ("a duty officer proposes an officer here", DutyOfficer, Officer, &here, Ok(())),
            ("but not there", DutyOfficer, Officer, &there, Err(OtherPrison)),
            ("a governor proposes a case manager", Governor, CaseManager, &here, Ok(())),
            ("and another governor", Governor, Governor, &here, Ok(())),
            ("but no nurse", Governor, Nurse, &here, Err(NotForRole)),
            ("nor an auditor", Governor, Auditor, &everywhere, Err(NotForRole)),
            ("transfers propose at the region's prisons", Transfers, Officer, &here, Ok(())),
            ("and no others", Transfers, Officer, &there, Err(OtherPrison)),
            ("a doctor proposes a nurse", Doctor, Nurse, &here, Ok(())),
            ("but no officer", Doctor, Officer, &here, Err(NotForRole)),
            ("an officer proposes nothing", Officer, Officer, &here, Err(NotForRole)),
            ("nor does an auditor", Auditor, Officer, &here, Err(NotForRole)),
            ("a system administrator proposes anything anywhere", System, Doctor, &there, Ok(())),
            ("an auditor of a region", System, Auditor, &region, Ok(())),
            ("an officer of a region is nothing", System, Officer, &region, Err(WrongPlace)),
            ("nor a system administrator of one", System, System, &region, Err(WrongPlace)),
            ("but of the whole service", System, System, &everywhere, Ok(())),
            ("and nobody is an auditor of one cell block", System, Auditor, &here, Err(WrongPlace)),
        ];
        for (case, by, role, place, expected) in cases {
            let prisons = [prison(HERE)];
            let by = Standing { role: by, account: account(1), prisons: &prisons };
            assert_eq!(propose(by, account(9), role, place), expected, "{case}");
            assert_eq!(propose(by, account(1), role, place), Err(AboutOneself), "{case}, for oneself");
        }
    }

    #[test]
    fn who_decides_what_where() {
        use Refusal::*;
        use Role::*;
        let cases = [
            ("a governor decides about an officer here", Governor, Officer, HERE, Ok(())),
            ("not there", Governor, Officer, THERE, Err(OtherPrison)),
            ("not about a nurse here", Governor, Nurse, HERE, Err(NotForRole)),
            ("a doctor decides about a nurse here", Doctor, Nurse, HERE, Ok(())),
            ("not there", Doctor, Nurse, THERE, Err(OtherPrison)),
            ("not about an officer", Doctor, Officer, HERE, Err(NotForRole)),
            ("a duty officer decides nothing", DutyOfficer, Officer, HERE, Err(NotForRole)),
            ("a system administrator gives no case role", System, CaseManager, HERE, Err(NotForRole)),
            ("and no health role", System, Doctor, HERE, Err(NotForRole)),
            ("but a central one", System, Auditor, HERE, Ok(())),
            ("another system administrator too", System, System, HERE, Ok(())),
            ("a transfers administrator decides nothing", Transfers, Officer, HERE, Err(NotForRole)),
        ];
        for (what, by, role, at, expected) in cases {
            let (mine, theirs) = ([prison(HERE)], [prison(at)]);
            let by = Standing { role: by, account: account(1), prisons: &mine };
            let case = Case { account: account(9), role, prisons: &theirs, proposed_by: account(2), decided: false, ended: false };
            assert_eq!(decide(by, &case), expected, "{what}");
            assert_eq!(decide(by, &Case { proposed_by: account(1), ..case.clone() }), Err(OwnProposal), "{what}, own proposal");
            assert_eq!(decide(by, &Case { account: account(1), ..case.clone() }), Err(AboutOneself), "{what}, about oneself");
            assert_eq!(decide(by, &Case { decided: true, ..case.clone() }), Err(Finished), "{what}, decided");
            assert_eq!(decide(by, &Case { ended: true, ..case }), Err(Finished), "{what}, withdrawn");
        }
    }

    #[test]
    fn who_ends_what() {
        use Refusal::*;
        use Role::*;
        let (mine, elsewhere) = ([prison(HERE)], [prison(THERE)]);
        let case = Case { account: account(9), role: Officer, prisons: &mine, proposed_by: account(2), decided: true, ended: false };
        let by = |role, n| Standing { role, account: account(n), prisons: &mine };
        assert_eq!(end(by(Governor, 1), &case), Ok(()));
        assert_eq!(end(by(Governor, 1), &Case { prisons: &elsewhere, ..case.clone() }), Err(OtherPrison));
        assert_eq!(end(by(System, 1), &Case { prisons: &elsewhere, ..case.clone() }), Ok(()));
        assert_eq!(end(by(DutyOfficer, 2), &case), Err(NotForRole), "what is decided is no longer the proposer's");
        assert_eq!(end(by(DutyOfficer, 2), &Case { decided: false, ..case.clone() }), Ok(()), "what waits is");
        assert_eq!(end(by(System, 9), &case), Err(AboutOneself));
        assert_eq!(end(by(Governor, 1), &Case { ended: true, ..case }), Err(Finished));
    }

    #[test]
    fn a_role_lasts_twelve_months_at_most() {
        let day = |y, m, d| NaiveDate::from_ymd_opt(y, m, d).unwrap_or_default();
        assert_eq!(latest_end(day(2026, 11, 23)), day(2027, 11, 22));
        assert_eq!(latest_end(day(2028, 2, 29)), day(2029, 2, 27));
    }
}
