//! The form, and what the sentence page says of it.

use askama::Template;

use super::form::ErrorForm;
use super::store::{Kind, ReleaseError};
use crate::access::{Act, Class};
use crate::inmates::{BannerView, InmateCtx};
use crate::web::field::Summary;
use crate::web::lang::Text;
use crate::web::{Choice, Errors, Field, Frame};

/// What went wrong, in words.
fn kind(t: Text, kind: Kind) -> String {
    match kind {
        Kind::HeldTooLong => t.msg_relerr_held(),
        Kind::ReleasedTooEarly => t.msg_relerr_early(),
    }
}

/// An account on the sentence page.
pub struct ErrorRow {
    pub title: String,
    pub days: String,
    pub what: String,
    pub told: Vec<String>,
    pub untold: bool,
    pub by: String,
    pub replaced: bool,
    pub more: Option<String>,
}

/// Every account of a person.
pub fn rows(ctx: &InmateCtx, found: &[ReleaseError]) -> Vec<ErrorRow> {
    let (t, fmt) = (ctx.t, ctx.fmt());
    let writes = ctx.may_here(Class::Sentence, Act::Write);
    found
        .iter()
        .map(|e| {
            let n = e.told.days(ctx.today);
            let (from, to) = (fmt.day(e.told.from_day), e.told.to_day.map(|d| fmt.day(d)));
            let days = match (e.told.kind, to) {
                (Kind::HeldTooLong, Some(to)) => t.msg_relerr_days_held(n, from.as_str(), to.as_str()),
                (Kind::HeldTooLong, None) => t.msg_relerr_days_held_still(n, from.as_str()),
                (Kind::ReleasedTooEarly, Some(to)) => t.msg_relerr_days_free(n, from.as_str(), to.as_str()),
                (Kind::ReleasedTooEarly, None) => t.msg_relerr_days_free_still(n, from.as_str()),
            };
            let told = [
                (e.told.prosecutor_on, t.msg_relerr_prosecutor()),
                (e.told.directorate_on, t.msg_relerr_directorate()),
                (e.told.person_on, t.msg_relerr_person()),
            ]
            .into_iter()
            .map(|(on, who)| match on {
                Some(on) => t.msg_relerr_told(who.as_str(), fmt.day(on).as_str()),
                None => t.msg_relerr_not_told(who.as_str()),
            })
            .collect();
            ErrorRow {
                title: kind(t, e.told.kind),
                days,
                what: e.told.what.clone(),
                told,
                untold: !e.replaced && (e.told.prosecutor_on.is_none() || e.told.directorate_on.is_none()),
                by: t.msg_bases_recorded(e.by.as_str(), fmt.at(e.at).as_str()),
                replaced: e.replaced,
                more: (writes && !e.replaced).then(|| format!("/inmates/{}/release-errors/{}", ctx.inmate.id, e.id)),
            }
        })
        .collect()
}

/// The form.
#[derive(Template)]
#[template(path = "sentences/release_error.html")]
pub struct ErrorView {
    pub frame: Frame,
    pub banner: BannerView,
    pub action: String,
    pub back: String,
    pub lead: String,
    pub faulty: bool,
    pub summary: Summary,
    pub first: Vec<Field>,
    pub days: Vec<Field>,
    pub told: Vec<Field>,
}

impl ErrorView {
    /// A new account, or one that takes another's place.
    pub fn new(ctx: &InmateCtx, form: &ErrorForm, earlier: Option<&ReleaseError>, errors: &Errors) -> Self {
        let (t, base) = (ctx.t, format!("/inmates/{}", ctx.inmate.id));
        let kinds = Kind::ALL.iter().map(|k| Choice::new(k.as_str(), kind(t, *k))).collect();
        Self {
            frame: ctx.frame("inmates", t.msg_relerr_title()),
            banner: BannerView::of(ctx, "sentence"),
            action: earlier.map_or_else(|| format!("{base}/release-errors/new"), |e| format!("{base}/release-errors/{}", e.id)),
            back: format!("{base}/sentence"),
            lead: if earlier.is_some() { t.msg_relerr_lead_more() } else { t.msg_relerr_lead() },
            faulty: !errors.is_empty(),
            summary: Summary::of(t, errors),
            first: vec![
                Field::radio("kind", t.msg_relerr_kind(), &form.kind, kinds).required(t).errors(errors),
                Field::area("what", t.msg_relerr_what(), &form.what, 5).hint(t.msg_relerr_what_hint()).max(4000).required(t).errors(errors),
            ],
            days: vec![
                Field::day("from_day", t.msg_relerr_from(), &form.from_day).hint(t.msg_relerr_from_hint()).required(t).errors(errors),
                Field::day("to_day", t.msg_relerr_to(), &form.to_day).hint(t.msg_relerr_to_hint()).errors(errors),
            ],
            told: vec![
                Field::day("prosecutor_on", t.msg_relerr_prosecutor(), &form.prosecutor_on).errors(errors),
                Field::day("directorate_on", t.msg_relerr_directorate(), &form.directorate_on).errors(errors),
                Field::day("person_on", t.msg_relerr_person(), &form.person_on).errors(errors),
            ],
        }
    }
}
