//! The sheet for the inmate, in plain language (retningslinjer 11.4.1: a third, half, two thirds and the end are told in writing).

use askama::Template;

use super::super::model::{Calculation, State};
use super::Say;
use crate::inmates::InmateCtx;
use crate::law::sentence::{Absent, Basis, Point, When};
use crate::web::Frame;
use crate::web::lang::{Lang, Text};

/// A date and what it means.
pub struct SheetDate {
    pub label: String,
    pub day: String,
    pub text: String,
}

#[derive(Template)]
#[template(path = "sentences/sheet.html")]
pub struct SheetView {
    pub frame: Frame,
    pub base: String,
    /// Words of the sheet, which may be in another language than the page.
    pub t: Text,
    pub tag: &'static str,
    pub languages: Vec<(&'static str, &'static str, bool)>,
    pub who: String,
    pub made: String,
    pub checked: String,
    pub intro: Vec<String>,
    pub dates: Vec<SheetDate>,
    pub full: Option<String>,
    pub how: Vec<(String, Vec<String>)>,
    pub unconfirmed: bool,
}

const FIRST: &[Point] =
    &[Point::Third, Point::Half, Point::TwoThirds, Point::MinimumTwoThirds, Point::Leave, Point::Probation, Point::ReleaseRequest, Point::End];

impl SheetView {
    pub fn new(ctx: &InmateCtx, calculation: &Calculation, lang: Lang) -> Self {
        let t = lang.text();
        let fmt = crate::web::Fmt::new(lang, ctx.today);
        let say = Say { t, fmt, nb: lang == Lang::Nb };
        let outcome = &calculation.outcome;
        let mut intro = Vec::new();
        match outcome.basis {
            Basis::Detention => intro.push(t.msg_calc_sheet_detention(say.amount(outcome.amount).as_str())),
            Basis::Sentence => intro.push(t.msg_calc_sheet_sentence(say.amount(outcome.amount).as_str())),
            Basis::Youth => intro.push(t.msg_calc_sheet_youth(say.amount(outcome.amount).as_str())),
            _ => {}
        }
        if outcome.fine_days > 0 {
            intro.push(t.msg_calc_sheet_fine(outcome.fine_days));
        }
        intro.push(t.msg_calc_sheet_credit(outcome.credit));
        if outcome.lost > 0 {
            intro.push(t.msg_calc_sheet_lost(outcome.lost));
        }
        if let Some(beside) = &outcome.beside {
            let amount = say.amount(beside.amount);
            intro.push(match beside.date(Point::End) {
                Some(end) => t.msg_calc_sheet_beside(amount.as_str(), fmt.long_day(end).as_str()),
                None => t.msg_calc_sheet_beside_open(amount.as_str()),
            });
        }
        let mut dates: Vec<SheetDate> =
            outcome.start.map(|s| SheetDate { label: t.msg_calc_point_start(), day: fmt.long_day(s.on), text: String::new() }).into_iter().collect();
        dates.extend(FIRST.iter().filter_map(|p| {
            let date = calculation.date(*p)?;
            Some(SheetDate { label: say.point(*p, outcome.basis), day: fmt.long_day(date), text: meaning(t, *p, outcome.basis) })
        }));
        let in_full = outcome.milestone(Point::Probation).is_some_and(|m| matches!(m.when, When::Not(Absent::ServedInFull)));
        let how = [Point::Probation, Point::End]
            .into_iter()
            .filter_map(|p| outcome.milestone(p))
            .filter(|m| m.when.date().is_some())
            .map(|m| (say.point(m.point, outcome.basis), m.steps.iter().map(|s| say.step(s)).collect()))
            .collect();
        Self {
            frame: ctx.frame("inmates", ctx.t.msg_calc_sheet_title()),
            base: format!("/inmates/{}/sentence", ctx.inmate.id),
            tag: lang.tag(),
            languages: vec![("nb", "Bokmål", lang == Lang::Nb), ("en", "English", lang == Lang::En)],
            who: t.msg_calc_sheet_for(ctx.inmate.name().as_str(), ctx.inmate.number.as_str()),
            made: t.msg_calc_sheet_made(fmt.at(calculation.made_at).as_str()),
            checked: if calculation.state == State::Preliminary { t.msg_calc_sheet_preliminary() } else { t.msg_calc_sheet_confirmed() },
            intro,
            dates,
            full: in_full.then(|| t.msg_calc_sheet_full_text()),
            how,
            unconfirmed: outcome.all_rules().any(crate::law::sentence::Used::to_be_confirmed),
            t,
        }
    }
}

fn meaning(t: Text, point: Point, basis: Basis) -> String {
    match (point, basis) {
        (Point::Probation, _) => t.msg_calc_sheet_probation_text(),
        (Point::Leave, _) => t.msg_calc_sheet_leave_text(),
        (Point::End, Basis::Detention) => t.msg_calc_sheet_frame_text(),
        (Point::End, Basis::Youth) => t.msg_calc_sheet_youth_text(),
        (Point::End, _) => t.msg_calc_sheet_end_text(),
        _ => String::new(),
    }
}
