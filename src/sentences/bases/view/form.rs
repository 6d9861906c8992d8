//! The forms: which kind, what the document says, how it ended.

use askama::Template;

use super::Held;
use crate::inmates::{BannerView, InmateCtx};
use crate::sentences::bases::model::{Basis, EndedAs, Kind};
use crate::sentences::bases::rules::{Finding, Gravity, What};
use crate::sentences::bases::sheet::{self, Desk, Layout, Sheet};
use crate::sentences::bases::words;
use crate::sentences::drafts::Draft;
use crate::web::field::Summary;
use crate::web::lang::Text;
use crate::web::{Choice, Errors, Field, Frame};

/// A kind to choose.
pub struct Option_ {
    pub href: String,
    pub label: String,
    pub hint: String,
}

/// Which kind.
#[derive(Template)]
#[template(path = "sentences/choose.html")]
pub struct ChooseView {
    pub frame: Frame,
    pub banner: BannerView,
    pub base: String,
    pub options: Vec<Option_>,
}

impl ChooseView {
    pub fn new(ctx: &InmateCtx) -> Self {
        let (t, base) = (ctx.t, format!("/inmates/{}/held", ctx.inmate.id));
        let options = Kind::ALL
            .iter()
            .map(|k| Option_ { href: format!("{base}/new/{}", k.as_str()), label: words::kind(t, *k), hint: words::kind_hint(t, *k) })
            .collect();
        Self { frame: ctx.frame("inmates", t.msg_bases_new()), banner: BannerView::of(ctx, "held"), base, options }
    }
}

/// Fields under a heading.
pub struct Group {
    pub heading: Option<String>,
    pub layout: &'static str,
    pub fields: Vec<Field>,
}

/// One act.
pub struct Act {
    pub n: usize,
    pub offence: Field,
    pub fields: Vec<Field>,
    pub attempted: Field,
}

/// What a document says, new or corrected.
#[derive(Template)]
#[template(path = "sentences/form.html")]
pub struct FormView {
    pub frame: Frame,
    pub banner: BannerView,
    pub back: String,
    pub action: String,
    pub lead: String,
    pub faulty: bool,
    pub summary: Summary,
    pub groups: Vec<Group>,
    pub acts: Vec<Act>,
    /// Whether there is room for more of them, and where that will stand.
    pub more: Option<String>,
    /// What is known of the draft that the form was filled from.
    pub draft: Option<String>,
    pub last: Vec<Field>,
    pub between: Option<Field>,
    pub warnings: Vec<String>,
    pub confirm: Option<Field>,
    /// Of a correction: why, and what the form was filled with.
    pub correction: Option<(Field, String)>,
}

/// What a form is shown with.
pub struct Shown<'a> {
    pub kind: Kind,
    pub sheet: &'a Sheet,
    pub desk: &'a Desk<'a>,
    pub errors: &'a Errors,
    pub findings: &'a [Finding],
    /// The row that is corrected, and the values the form was filled with.
    pub correcting: Option<(&'a Basis, String)>,
    /// The draft of the page.
    pub draft: Option<&'a Draft>,
}

impl<'a> Shown<'a> {
    /// A new one, with nothing found yet.
    pub fn of(kind: Kind, sheet: &'a Sheet, desk: &'a Desk<'a>, errors: &'a Errors) -> Self {
        Self { kind, sheet, desk, errors, findings: &[], correcting: None, draft: None }
    }
}

impl FormView {
    pub fn new(ctx: &InmateCtx, s: &Shown<'_>) -> Self {
        let (t, fmt, base) = (ctx.t, ctx.fmt(), format!("/inmates/{}/held", ctx.inmate.id));
        let field = |spec: &sheet::Spec| s.sheet.field(spec, s.desk, s.errors);
        let groups = sheet::parts(s.kind)
            .into_iter()
            .map(|p| Group {
                heading: p.heading.map(|h| h(t)),
                layout: match p.layout {
                    Layout::Stack => "stack",
                    Layout::Beside => "beside",
                    Layout::Ticks => "ticks",
                },
                fields: p.specs.iter().filter(|spec| s.desk.offers(spec)).map(field).collect(),
            })
            .collect();
        let room = s.sheet.room();
        let act = |(n, specs): (usize, [sheet::Spec; 5])| {
            let [offence, rest @ .., attempted] = specs;
            Act { n, offence: field(&offence), fields: rest.iter().map(field).collect(), attempted: field(&attempted) }
        };
        let warnings: Vec<String> = s.findings.iter().filter(|f| f.gravity == Gravity::Warn).map(|f| words::finding(t, fmt, f)).collect();
        let bare =
            s.findings.iter().any(|f| matches!(f.what, What::ExtendsRunOut(..) | What::HeldOnNothing(..) | What::ExtendsEndedFrame(..) | What::FrameGap(..)))
                || !s.sheet.get("between").is_empty();
        let (action, back, lead, title) = match &s.correcting {
            Some((b, _)) => (format!("{base}/{}/correct", b.id), format!("{base}/{}", b.id), words::line(t, fmt, &b.facts), t.msg_bases_correct()),
            None => (format!("{base}/new/{}", s.kind.as_str()), base.clone(), words::kind_hint(t, s.kind), words::kind(t, s.kind)),
        };
        Self {
            frame: ctx.frame("inmates", title),
            banner: BannerView::of(ctx, "held"),
            back,
            lead,
            faulty: !s.errors.is_empty(),
            summary: Summary::of(t, s.errors),
            groups,
            acts: (1..).zip(sheet::act_specs(room)).map(act).collect(),
            more: (room < sheet::MOST_ACTS).then(|| format!("{action}#act-{}", room + 1)),
            draft: s.draft.map(|d| d.note(t, fmt)),
            last: sheet::LAST.iter().map(field).collect(),
            between: bare.then(|| between(t, s.sheet).errors(s.errors)),
            confirm: (!warnings.is_empty()).then(|| Field::checkbox("confirmed", t.msg_bases_confirm(), s.sheet.get("confirmed")).errors(s.errors)),
            warnings,
            action,
            correction: s.correcting.as_ref().map(|(_, was)| {
                (Field::area("change_reason", t.msg_bases_change_reason(), s.sheet.get("change_reason"), 2).max(600).required(t).errors(s.errors), was.clone())
            }),
        }
    }
}

/// What happened between the order that ran out and this one.
fn between(t: Text, sheet: &Sheet) -> Field {
    let choices = vec![Choice::new("released", t.msg_bases_between_released()), Choice::new("held", t.msg_bases_between_held())];
    Field::radio("between", t.msg_bases_between(), sheet.get("between"), choices).hint(t.msg_bases_between_hint())
}

/// Ending one before its time, or taking back one that never was.
#[derive(Template)]
#[template(path = "sentences/end.html")]
pub struct EndView {
    pub frame: Frame,
    pub banner: BannerView,
    pub base: String,
    pub lead: String,
    pub faulty: bool,
    pub summary: Summary,
    pub fields: Vec<Field>,
    pub withdraw: Field,
    pub holds_alone: bool,
}

impl EndView {
    pub fn new(ctx: &InmateCtx, held: &Held, basis: &Basis, sheet: &Sheet, errors: &Errors) -> Self {
        let (t, fmt) = (ctx.t, ctx.fmt());
        let holding = super::status::holding(held.current(), &held.releases(), ctx.catalogue().law(), ctx.today);
        let choices = EndedAs::ALL.iter().map(|e| Choice::new(e.as_str(), words::ended_as(t, *e))).collect();
        Self {
            frame: ctx.frame("inmates", t.msg_bases_end()),
            banner: BannerView::of(ctx, "held"),
            base: format!("/inmates/{}/held/{}", ctx.inmate.id, basis.id),
            lead: words::line(t, fmt, &basis.facts),
            faulty: !errors.is_empty(),
            summary: Summary::of(t, errors),
            fields: vec![
                Field::day("ended_on", t.msg_bases_ended_on(), sheet.get("ended_on")).hint(t.msg_bases_ended_on_hint()).required(t).errors(errors),
                Field::select("ended_as", t.msg_bases_ended_as(), sheet.get("ended_as"), choices).or_none(t.msg_bases_choose()).required(t).errors(errors),
                Field::area("change_reason", t.msg_bases_end_reason(), sheet.get("change_reason"), 2).max(600).required(t).errors(errors),
            ],
            withdraw: Field::area("withdraw_reason", t.msg_bases_withdraw_reason(), sheet.get("withdraw_reason"), 2).max(600).required(t).errors(errors),
            holds_alone: holding.len() == 1 && holding.iter().any(|b| b.id == basis.id),
        }
    }
}
