//! Preventive detention (strl §§ 40–46, forvaringsforskriften).

use super::case::Detention;
use super::outcome::{Absent, Milestone, Point, When};
use super::serving::Serving;
use super::why::{Lookup, Step, Why};
use crate::law::rule::Missing;

/// Its points: from the minimum term, and from the frame.
pub(super) fn points(look: &mut Lookup<'_>, judgment: &Detention, frame: &Serving, minimum: Option<&Serving>) -> Result<Vec<Milestone>, Missing> {
    let mut found = Vec::new();

    let (when, why) = progress(look, minimum)?;
    for point in [Point::MinimumTwoThirds, Point::LowerSecurity, Point::ShortLeave, Point::Leave, Point::DayRelease, Point::HalfwayHouse] {
        found.push(Milestone::new(point, when.clone(), why.clone()));
    }
    let mut why = Why::default();
    why.rule(look, "preventive_detention.outside_prison", "")?;
    for point in [Point::OutsidePrison, Point::MonitoringInstead, Point::MonitoringLast] {
        found.push(Milestone::new(point, When::Not(Absent::Detention), why.clone()));
    }

    let mut why = Why::default();
    let when = match minimum {
        Some(minimum) => {
            why = minimum.why();
            why.rule(look, "detention.release", "")?;
            minimum.reach(&mut why, look, minimum.total, 0)?
        }
        None => When::Not(Absent::NoMinimum),
    };
    found.push(Milestone::new(Point::Probation, when, why));

    let mut why = Why::default();
    let amount = why.amount(look, "preventive_detention.request", "")?;
    let when = match judgment.final_on {
        Some(from) => {
            let on = amount.after(from);
            why.step(Step::After { from, amount, on });
            When::On { date: on }
        }
        None => When::Not(Absent::NotFinal),
    };
    found.push(Milestone::new(Point::ReleaseRequest, when, why));

    let mut why = frame.why();
    let end = frame.reach(&mut why, look, frame.total, 0)?;
    let mut case = Why { steps: Vec::new(), rules: why.rules.clone() };
    let amount = case.amount(look, "preventive_detention.extension", "")?;
    let when = match &end {
        When::On { date } => {
            let on = amount.before(*date);
            case.step(Step::Before { from: *date, amount, on });
            When::On { date: on }
        }
        not => not.clone(),
    };
    found.push(Milestone::new(Point::ExtensionCase, when, case));
    found.push(Milestone::new(Point::End, end, why));
    found.sort_by_key(|m| m.point);
    Ok(found)
}

/// Lower security, leave, day release and halfway house open after two thirds of the minimum term (forvaringsf. §§ 9, 11, 12).
fn progress(look: &mut Lookup<'_>, minimum: Option<&Serving>) -> Result<(When, Why), Missing> {
    match minimum {
        Some(minimum) => {
            let mut why = minimum.why();
            let days = minimum.share(&mut why, look, "detention.progress_share")?;
            let when = minimum.reach(&mut why, look, days, 0)?;
            Ok((when, why))
        }
        None => {
            let mut why = Why::default();
            why.share(look, "detention.progress_share", "")?;
            Ok((When::Not(Absent::NoMinimum), why))
        }
    }
}
