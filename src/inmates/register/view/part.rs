//! The form of a row, and what is shown when two people changed it.

use askama::Template;
use uuid::Uuid;

use super::{address, home, lines, tab};
use crate::inmates::register::form::{Check, Part};
use crate::inmates::register::model::Area;
use crate::inmates::register::sheet::Clash;
use crate::inmates::register::store::LastChange;
use crate::inmates::{BannerView, InmateCtx};
use crate::web::field::Summary;
use crate::web::lang::Text;
use crate::web::{Field, Frame};

/// The heading of the form for a new row.
fn adding(t: Text, area: Area) -> String {
    match area {
        Area::Name => t.msg_reg_add_name(),
        Area::Identifier => t.msg_reg_add_number(),
        Area::Citizenship => t.msg_reg_add_citizenship(),
        Area::Language => t.msg_reg_add_language(),
        Area::Address => t.msg_reg_add_address(),
        Area::Contact => t.msg_reg_add_contact(),
        Area::Child => t.msg_reg_add_child(),
        Area::Mark => t.msg_reg_add_mark(),
        Area::Alert => t.msg_reg_add_alert(),
        Area::Person | Area::Photo => t.msg_reg_core(),
    }
}

/// The heading of the form for a row that is there.
fn changing(t: Text, area: Area) -> String {
    match area {
        Area::Name => t.msg_reg_change_name(),
        Area::Identifier => t.msg_reg_change_number(),
        Area::Citizenship => t.msg_reg_change_citizenship(),
        Area::Language => t.msg_reg_change_language(),
        Area::Address => t.msg_reg_change_address(),
        Area::Contact => t.msg_reg_change_contact(),
        Area::Child => t.msg_reg_change_child(),
        Area::Mark => t.msg_reg_change_mark(),
        Area::Alert => t.msg_reg_change_alert(),
        Area::Person | Area::Photo => t.msg_reg_change_core(),
    }
}

/// Ending a row, beneath its form.
pub struct Ending {
    /// Where it is sent.
    pub action: String,
    /// Why.
    pub reason: Field,
    /// The button.
    pub label: String,
    /// What it means.
    pub text: String,
    /// Whether it stands open.
    pub open: bool,
}

/// The form of a row.
#[derive(Template)]
#[template(path = "inmates/part.html")]
pub struct PartView {
    pub frame: Frame,
    pub banner: BannerView,
    pub faulty: bool,
    pub summary: Summary,
    pub heading: String,
    pub action: String,
    pub home: String,
    pub lines: Vec<Vec<Field>>,
    pub was: Option<String>,
    pub warnings: Vec<String>,
    pub confirmation: Field,
    pub note: Option<String>,
    pub ending: Option<Ending>,
}

impl PartView {
    /// For a new row.
    pub fn adding<P: Part>(ctx: &InmateCtx, sheet: &P, check: &Check<'_>) -> Self {
        Self::new::<P>(ctx, sheet, check, "new", None, None)
    }

    /// For a row that is there: what is typed, what was seen when the writer began, and the reason typed for ending it.
    pub fn changing<P: Part>(ctx: &InmateCtx, id: Uuid, sheet: &P, seen: &P, check: &Check<'_>, reason: &str) -> Self {
        let ending = P::ENDS.then(|| Self::ending::<P>(ctx, id, check, reason));
        Self::new::<P>(ctx, sheet, check, &id.to_string(), Some(seen.pack()), ending)
    }

    fn new<P: Part>(ctx: &InmateCtx, sheet: &P, check: &Check<'_>, which: &str, was: Option<String>, ending: Option<Ending>) -> Self {
        let t = ctx.t;
        let heading = if was.is_some() { changing(t, P::AREA) } else { adding(t, P::AREA) };
        let note = (P::AREA == Area::Address).then(|| t.msg_reg_protection_note());
        Self {
            frame: ctx.frame("inmates", heading.clone()),
            banner: BannerView::of(ctx, tab::<P>()),
            faulty: !check.errors.is_empty(),
            summary: Summary::of(t, &check.errors),
            heading,
            action: address::<P>(ctx.inmate.id, which),
            home: home::<P>(ctx.inmate.id, false),
            lines: lines(sheet.fields(check)),
            was,
            warnings: check.warnings.clone(),
            confirmation: check.confirmation(),
            note,
            ending,
        }
    }

    fn ending<P: Part>(ctx: &InmateCtx, id: Uuid, check: &Check<'_>, reason: &str) -> Ending {
        let t = ctx.t;
        let field = Field::text("reason", t.msg_reg_end_reason(), reason).max(300).errors(&check.errors);
        let alert = P::AREA == Area::Alert;
        Ending {
            action: format!("{}/end", address::<P>(ctx.inmate.id, &id.to_string())),
            reason: if P::END_REASON { field.required(t) } else { field },
            label: if alert { t.msg_reg_end_alert() } else { t.msg_reg_end_row() },
            text: if alert { t.msg_reg_end_alert_text() } else { t.msg_reg_end_row_text() },
            open: check.errors.of("reason").is_some(),
        }
    }
}

/// One field that two people changed.
pub struct ClashView {
    pub field: &'static str,
    pub label: String,
    pub before: String,
    pub theirs: String,
    pub mine: String,
    pub theirs_raw: String,
    pub mine_raw: String,
}

/// Somebody else saved first, and the same field.
#[derive(Template)]
#[template(path = "inmates/conflict.html")]
pub struct ConflictView {
    pub frame: Frame,
    pub banner: BannerView,
    pub heading: String,
    pub who: Option<String>,
    pub by: String,
    pub action: String,
    pub home: String,
    pub clashes: Vec<ClashView>,
    pub settled: Vec<(&'static str, String)>,
    pub was: String,
    pub confirmed: bool,
}

impl ConflictView {
    /// Of a row as far as it is settled and as it is now.
    pub fn new<P: Part>(ctx: &InmateCtx, check: &Check<'_>, id: Uuid, (merged, theirs): (&P, &P), clashes: &[Clash], last: Option<LastChange>) -> Self {
        let (t, w, area) = (ctx.t, &check.words, P::AREA.as_str());
        let shown = |field: &str, raw: &str| if raw.is_empty() { t.msg_reg_empty_value() } else { w.value(area, field, raw) };
        let open = |field: &str| clashes.iter().any(|c| c.field == field);
        Self {
            frame: ctx.frame("inmates", t.msg_reg_conflict()),
            banner: BannerView::of(ctx, tab::<P>()),
            heading: changing(t, P::AREA),
            who: last.as_ref().map(|l| t.msg_reg_conflict_who(l.by.as_str(), ctx.fmt().near(l.at).as_str())),
            by: last.map_or_else(|| t.msg_reg_conflict_theirs(), |l| t.msg_reg_conflict_by(l.by.as_str(), ctx.fmt().near(l.at).as_str())),
            action: address::<P>(ctx.inmate.id, &id.to_string()),
            home: home::<P>(ctx.inmate.id, false),
            clashes: clashes
                .iter()
                .map(|c| ClashView {
                    field: c.field,
                    label: w.label(area, c.field),
                    before: shown(c.field, &c.before),
                    theirs: shown(c.field, &c.theirs),
                    mine: shown(c.field, &c.mine),
                    theirs_raw: c.theirs.clone(),
                    mine_raw: c.mine.clone(),
                })
                .collect(),
            settled: P::FIELDS.iter().zip(merged.values()).filter(|(f, _)| !open(f)).map(|(f, v)| (*f, v.to_owned())).collect(),
            was: theirs.pack(),
            confirmed: !check.warnings.is_empty(),
        }
    }
}

/// Somebody ended the row meanwhile.
#[derive(Template)]
#[template(path = "inmates/gone.html")]
pub struct GoneView {
    pub frame: Frame,
    pub banner: BannerView,
    pub home: String,
}

impl GoneView {
    /// For a part's rows.
    pub fn new<P: Part>(ctx: &InmateCtx) -> Self {
        Self { frame: ctx.frame("inmates", ctx.t.msg_reg_gone()), banner: BannerView::of(ctx, tab::<P>()), home: home::<P>(ctx.inmate.id, false) }
    }
}
