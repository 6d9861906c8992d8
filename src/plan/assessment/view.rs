//! Pages of assessments.

use askama::Template;
use uuid::Uuid;

use super::form::ThemeForm;
use super::risk;
use super::store::{Assessment, Consent, Written};
use crate::access::{Act, Class};
use crate::inmates::banner::Flag;
use crate::inmates::{BannerView, InmateCtx};
use crate::plan::model::{Importance, Stage, Theme, Why};
use crate::plan::rules::unconvicted;
use crate::plan::words::{self, flag};
use crate::web::conflict::was;
use crate::web::field::{Choice, Summary};
use crate::web::{Errors, Field, Frame};

/// A theme of an assessment.
pub struct ThemeRow {
    pub key: &'static str,
    icon: &'static str,
    name: String,
    flags: Vec<Flag>,
    /// Heading and text: the person's words first.
    lines: Vec<(String, String)>,
    /// Why there is nothing to read.
    nothing: Option<String>,
    by: String,
    write: Option<(String, String)>,
    /// What can be done about sharing it: the word sent, and the button.
    consent: Option<(&'static str, String)>,
}

/// An assessment in the list of all.
struct Earlier {
    href: String,
    label: String,
    state: Flag,
    when: String,
    current: bool,
    compare: Option<String>,
}

/// The page of an assessment.
#[derive(Template)]
#[template(path = "plan/assessment.html")]
pub struct PageView {
    frame: Frame,
    banner: BannerView,
    errors: bool,
    summary: Summary,
    base: String,
    done: Option<String>,
    title: String,
    lead: String,
    remand: bool,
    declined: Option<String>,
    open: bool,
    writes: bool,
    themes: Vec<ThemeRow>,
    earlier: Vec<Earlier>,
    begin: Option<Field>,
    words: Field,
    stage_fault: Option<String>,
    risks: Vec<risk::Line>,
}

fn state(ctx: &InmateCtx, a: &Assessment) -> Flag {
    let t = ctx.t;
    match a.state {
        Stage::Open => flag("warning", "Pencil", t.msg_plan_stage_open()),
        Stage::Finished => flag("success", "CheckmarkCircle", t.msg_plan_stage_finished()),
        Stage::Declined => flag("neutral", "XMark", t.msg_plan_stage_declined()),
    }
}

/// The person's words, needs, resources: what there is of them.
pub fn lines(ctx: &InmateCtx, w: &Written) -> Vec<(String, String)> {
    let t = ctx.t;
    let mut out = vec![(t.msg_plan_own_words(), w.own_words.clone()), (t.msg_plan_resources(), w.resources.clone()), (t.msg_plan_needs(), w.needs.clone())];
    out.retain(|l| !l.1.is_empty());
    if let Some(wants) = w.wants_contact {
        out.push((t.msg_plan_contact(), if wants { t.msg_plan_contact_yes() } else { t.msg_plan_contact_no() }));
    }
    out
}

fn weight(ctx: &InmateCtx, importance: Option<Importance>) -> Option<Flag> {
    let color = match importance? {
        Importance::None => "neutral",
        Importance::Some => "info",
        Importance::Much => "warning",
    };
    Some(flag(color, "TrendUp", words::importance(ctx.t, importance?)))
}

fn row(ctx: &InmateCtx, theme: Theme, w: Option<&Written>, consent: Option<&Consent>, open: bool, writes: bool) -> ThemeRow {
    let (t, fmt) = (ctx.t, ctx.fmt());
    let shared = consent.is_some_and(|c| c.ended_at.is_none());
    let withdrawn = consent.and_then(|c| c.ended_at);
    let mut flags: Vec<Flag> = w.and_then(|w| weight(ctx, w.importance)).into_iter().collect();
    if let Some(at) = withdrawn {
        flags.push(flag("warning", "PadlockLocked", t.msg_plan_consent_withdrawn(fmt.near(at).as_str())));
    }
    let nothing = match (w, withdrawn) {
        (Some(_), Some(_)) => Some(t.msg_plan_only_you_see()),
        (Some(_), None) => None,
        (None, Some(_)) => Some(t.msg_plan_not_shared_text()),
        (None, None) => Some(t.msg_plan_theme_nothing()),
    };
    let name = words::theme(t, theme);
    ThemeRow {
        key: theme.as_str(),
        icon: words::theme_icon(theme),
        flags,
        lines: w.map(|w| lines(ctx, w)).unwrap_or_default(),
        nothing,
        by: w.map(|w| t.msg_plan_written_by(w.by.as_deref().unwrap_or_default(), fmt.near(w.at).as_str())).unwrap_or_default(),
        write: (open && writes).then(|| (theme.as_str().to_owned(), if w.is_some() { t.msg_plan_theme_change() } else { t.msg_plan_theme_write() })),
        consent: match (writes, shared, withdrawn) {
            (true, true, _) => Some(("withdrawn", t.msg_plan_consent_withdraw())),
            (true, false, Some(_)) => Some(("given", t.msg_plan_consent_give())),
            _ => None,
        },
        name,
    }
}

impl PageView {
    #[expect(clippy::too_many_arguments, reason = "a page of several parts, each asked for once")]
    pub fn new(
        ctx: &InmateCtx,
        all: &[Assessment],
        chosen: Option<&Assessment>,
        written: &[Written],
        consents: &[Consent],
        risks: Vec<risk::Line>,
        errors: &Errors,
        typed: &str,
    ) -> Self {
        let (t, fmt) = (ctx.t, ctx.fmt());
        let writes = ctx.may_here(Class::Plan, Act::Write);
        let base = format!("/inmates/{}/plan", ctx.inmate.id);
        let remand = chosen.map_or_else(|| unconvicted(ctx.inmate.legal_status.as_deref()), |a| a.on_remand);
        let open = chosen.is_some_and(|a| a.state == Stage::Open);
        let themes = match chosen {
            Some(a) if a.state != Stage::Declined => Theme::offered(remand)
                .map(|theme| {
                    let w = written.iter().find(|w| w.theme == theme);
                    row(ctx, theme, w, consents.iter().find(|c| c.theme == theme), open, writes)
                })
                .collect(),
            _ => Vec::new(),
        };
        let earlier = all.iter().enumerate().map(|(i, a)| Earlier {
            href: format!("{base}/assessment?n={}", a.number),
            label: t.msg_plan_assessment_no(i64::from(a.number), words::why(t, a.reason).as_str()),
            state: state(ctx, a),
            when: fmt.near(a.ended_at.unwrap_or(a.begun_at)),
            current: chosen.is_some_and(|c| c.id == a.id),
            compare: all.get(i + 1).map(|b| format!("{base}/assessment/compare?a={}&b={}", b.number, a.number)),
        });
        let title = chosen.map_or_else(|| t.msg_plan_assessment(), |a| t.msg_plan_assessment_no(i64::from(a.number), words::why(t, a.reason).as_str()));
        let lead = match chosen {
            None => t.msg_plan_assessment_none(),
            Some(a) => match (&a.ended_by, a.ended_at) {
                (by, Some(at)) => t.msg_plan_ended_by(by.as_deref().unwrap_or_default(), fmt.near(at).as_str()),
                _ => t.msg_plan_begun_by(a.begun_by.as_deref().unwrap_or_default(), fmt.near(a.begun_at).as_str()),
            },
        };
        let any_open = all.iter().any(|a| a.state == Stage::Open);
        let begin = (writes && !any_open && ctx.inmate.in_custody()).then(|| {
            let first = if all.is_empty() { "reception" } else { "" };
            Field::radio("reason", t.msg_plan_why(), first, words::choices(Why::ALL.iter().copied(), Why::as_str, |w| words::why(t, w)))
                .required(t)
                .errors(errors)
        });
        let done = ctx.query("done").map(|done| match done.as_str() {
            "begun" => t.msg_plan_done_begun(),
            "ended" => t.msg_plan_done_ended(),
            "withdrawn" => t.msg_plan_done_withdrawn(),
            "given" => t.msg_plan_done_given(),
            _ => t.msg_plan_done_saved(),
        });
        let banner = BannerView::of(ctx, "plan");
        Self {
            frame: ctx.frame("inmates", t.msg_plan_assessment_of(banner.name.as_str())),
            errors: !errors.is_empty(),
            summary: Summary::of(t, errors),
            done,
            title,
            lead,
            remand,
            declined: chosen.filter(|a| a.state == Stage::Declined).map(|a| a.inmate_words.clone()),
            open,
            writes,
            themes,
            earlier: earlier.collect(),
            begin,
            words: Field::area("words", t.msg_plan_declined_words(), typed, 2).max(1000).errors(errors),
            stage_fault: errors.of("stage").map(str::to_owned),
            risks,
            base,
            banner,
        }
    }
}

/// The form of a theme.
#[derive(Template)]
#[template(path = "plan/theme.html")]
pub struct ThemeView {
    frame: Frame,
    banner: BannerView,
    errors: bool,
    summary: Summary,
    action: String,
    back: String,
    name: String,
    remand: bool,
    from_before: bool,
    consent: Field,
    fields: Vec<Field>,
    version: String,
    was: String,
    draft: String,
}

impl ThemeView {
    pub fn new(ctx: &InmateCtx, theme: Theme, form: &ThemeForm, from_before: bool, errors: &Errors) -> Self {
        let t = ctx.t;
        let fields = if theme == Theme::Health {
            let choices = vec![Choice::new("yes", t.msg_plan_contact_yes()), Choice::new("no", t.msg_plan_contact_no())];
            vec![Field::radio("wants_contact", t.msg_plan_contact(), &form.wants_contact, choices).hint(t.msg_plan_contact_hint()).required(t).errors(errors)]
        } else {
            vec![
                Field::area("own_words", t.msg_plan_own_words(), &form.own_words, 4).hint(t.msg_plan_own_words_hint()).max(1500).errors(errors),
                Field::area("resources", t.msg_plan_resources(), &form.resources, 3).hint(t.msg_plan_resources_hint()).max(1500).errors(errors),
                Field::area("needs", t.msg_plan_needs(), &form.needs, 3).max(1500).errors(errors),
                Field::radio(
                    "importance",
                    t.msg_plan_importance(),
                    &form.importance,
                    words::choices(Importance::ALL.iter().copied(), Importance::as_str, |i| words::importance(t, i)),
                )
                .required(t)
                .errors(errors),
            ]
        };
        let name = words::theme(t, theme);
        let back = format!("/inmates/{}/plan/assessment", ctx.inmate.id);
        Self {
            frame: ctx.frame("inmates", t.msg_plan_theme_title(name.as_str())),
            banner: BannerView::of(ctx, "plan"),
            errors: !errors.is_empty(),
            summary: Summary::of(t, errors),
            action: format!("{back}/{}", theme.as_str()),
            draft: format!("{}:plan:{}:{}", ctx.actor.account, ctx.inmate.id, theme.as_str()),
            remand: unconvicted(ctx.inmate.legal_status.as_deref()),
            from_before,
            consent: Field::checkbox("consent", t.msg_plan_consent(), &form.consent).hint(t.msg_plan_consent_hint()).errors(errors),
            fields,
            version: form.version.clone(),
            was: if form.was.is_empty() { was(&form.pairs()) } else { form.was.clone() },
            back,
            name,
        }
    }
}

/// A theme in two assessments.
struct Beside {
    name: String,
    icon: &'static str,
    /// Heading, before, after; the same in both: no before.
    lines: Vec<(String, Option<String>, String)>,
}

/// Two assessments beside each other.
#[derive(Template)]
#[template(path = "plan/assessment_compare.html")]
pub struct CompareView {
    frame: Frame,
    banner: BannerView,
    back: String,
    before: String,
    after: String,
    themes: Vec<Beside>,
}

impl CompareView {
    pub fn new(ctx: &InmateCtx, before: &Assessment, after: &Assessment, written: &[Written]) -> Self {
        let (t, fmt) = (ctx.t, ctx.fmt());
        let find = |id: Uuid, theme: Theme| written.iter().find(|w| w.assessment_id == id && w.theme == theme);
        let values = |w: Option<&Written>| {
            let weight = w.and_then(|w| w.importance).map(|i| words::importance(t, i)).unwrap_or_default();
            let contact = w.and_then(|w| w.wants_contact).map(|yes| if yes { t.msg_plan_contact_yes() } else { t.msg_plan_contact_no() }).unwrap_or_default();
            let text = |of: fn(&Written) -> &String| w.map(of).cloned().unwrap_or_default();
            [text(|w| &w.own_words), text(|w| &w.resources), text(|w| &w.needs), weight, contact]
        };
        let labels = [t.msg_plan_own_words(), t.msg_plan_resources(), t.msg_plan_needs(), t.msg_plan_importance(), t.msg_plan_contact()];
        let themes = Theme::ALL.iter().filter_map(|theme| {
            let (a, b) = (values(find(before.id, *theme)), values(find(after.id, *theme)));
            let lines: Vec<_> = labels
                .iter()
                .zip(a.into_iter().zip(b))
                .filter(|(_, (a, b))| !(a.is_empty() && b.is_empty()))
                .map(|(label, (a, b))| (label.clone(), (a != b).then_some(a), b))
                .collect();
            (!lines.is_empty()).then(|| Beside { name: words::theme(t, *theme), icon: words::theme_icon(*theme), lines })
        });
        let label = |a: &Assessment| t.msg_plan_assessment_on(i64::from(a.number), fmt.near(a.ended_at.unwrap_or(a.begun_at)).as_str());
        Self {
            frame: ctx.frame("inmates", t.msg_plan_assessment_compare()),
            banner: BannerView::of(ctx, "plan"),
            back: format!("/inmates/{}/plan/assessment", ctx.inmate.id),
            before: label(before),
            after: label(after),
            themes: themes.collect(),
        }
    }
}

/// What an assessment says, in a line a theme, for the page of the plan.
pub fn summary(ctx: &InmateCtx, written: &[Written], consents: &[Consent]) -> Vec<(&'static str, String, Option<Flag>)> {
    let t = ctx.t;
    Theme::ALL
        .iter()
        .filter_map(|theme| {
            let w = written.iter().find(|w| w.theme == *theme);
            let withdrawn = consents.iter().any(|c| c.theme == *theme && c.ended_at.is_some());
            let said = match (w, withdrawn) {
                (_, true) => Some(flag("warning", "PadlockLocked", t.msg_plan_not_shared())),
                (Some(w), false) => {
                    w.wants_contact.filter(|yes| *yes).map(|_| flag("brand2", "HeadHeart", t.msg_plan_contact_yes())).or_else(|| weight(ctx, w.importance))
                }
                (None, false) => return None,
            };
            Some((words::theme_icon(*theme), words::theme(t, *theme), said))
        })
        .collect()
}
