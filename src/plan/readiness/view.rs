//! Pages of readiness.

use askama::Template;

use super::form::PointForm;
use super::model::{Item, Standing};
use super::rules::Score;
use super::store::{Move, Point};
use crate::access::{Act, Class};
use crate::inmates::banner::Flag;
use crate::inmates::{BannerView, InmateCtx};
use crate::plan::goals::Colleague;
use crate::plan::model::Who;
use crate::plan::rules::unconvicted;
use crate::plan::support::partner_names;
use crate::plan::words::{self, flag};
use crate::web::conflict::was;
use crate::web::field::{Choice, Summary};
use crate::web::lang::Text;
use crate::web::law::RuleNote;
use crate::web::{Errors, Field, Frame};

/// A point in words.
pub fn item(t: Text, item: Item) -> String {
    match item {
        Item::Housing => t.msg_ready_item_housing(),
        Item::Income => t.msg_ready_item_income(),
        Item::Occupation => t.msg_ready_item_occupation(),
        Item::IdPapers => t.msg_ready_item_id_papers(),
        Item::Bank => t.msg_ready_item_bank(),
        Item::TaxCard => t.msg_ready_item_tax_card(),
        Item::Doctor => t.msg_ready_item_doctor(),
        Item::Treatment => t.msg_ready_item_treatment(),
        Item::DebtPlan => t.msg_ready_item_debt_plan(),
        Item::Family => t.msg_ready_item_family(),
        Item::Clothing => t.msg_ready_item_clothing(),
        Item::Travel => t.msg_ready_item_travel(),
    }
}

/// A point by its word in the database.
pub fn item_name(t: Text, word: &str) -> String {
    Item::of(word).map(|i| item(t, i)).unwrap_or_default()
}

fn icon(item: Item) -> &'static str {
    match item {
        Item::Housing => "House",
        Item::Income => "BankNote",
        Item::Occupation => "Briefcase",
        Item::IdPapers => "FileText",
        Item::Bank => "Receipt",
        Item::TaxCard => "DocPencil",
        Item::Doctor => "Stethoscope",
        Item::Treatment => "HandHeart",
        Item::DebtPlan => "Tasklist",
        Item::Family => "PersonGroup",
        Item::Clothing => "ShoppingBasket",
        Item::Travel => "LocationPin",
    }
}

/// How a point stands; of treatment yes, no or not asked, and nothing else.
pub fn standing(t: Text, item: Item, state: Standing) -> Flag {
    match (item.is_healths(), state) {
        (true, Standing::Done) => flag("success", "Checkmark", t.msg_ready_treatment_yes()),
        (true, Standing::No) => flag("warning", "XMark", t.msg_ready_treatment_no()),
        (true, _) => flag("neutral", "QuestionmarkCircle", t.msg_ready_treatment_open()),
        (false, _) => match state {
            Standing::Open | Standing::No => flag("neutral", "Circle", t.msg_ready_state_open()),
            Standing::UnderWay => flag("info", "ArrowRight", t.msg_ready_state_under_way()),
            Standing::Done => flag("success", "Checkmark", t.msg_ready_state_done()),
            Standing::NotNeeded => flag("neutral", "XMark", t.msg_ready_state_not_needed()),
        },
    }
}

/// "5 av 11 på plass", as lists show it; what is late stands out.
pub fn figure(t: Text, done: i64, needed: i64, late: i64) -> Flag {
    let words = t.msg_ready_figure(done, needed);
    match (done == needed, late > 0) {
        (true, _) => flag("success", "CheckmarkCircle", words),
        (false, true) => flag("danger", "HourglassTopFilled", words),
        (false, false) => flag("warning", "Hourglass", words),
    }
}

/// A point as a row.
pub struct PointRow {
    pub id: &'static str,
    pub icon: &'static str,
    pub label: String,
    pub state: Flag,
    pub doer: String,
    pub due: Option<Flag>,
    pub evidence: String,
    pub moved: String,
    pub edit: Option<String>,
    pub late: bool,
}

fn row(ctx: &InmateCtx, p: &Point, writes: bool) -> PointRow {
    let (t, fmt) = (ctx.t, ctx.fmt());
    let late = p.state.missing() && p.due_on.is_some_and(|d| d < ctx.today);
    let name = p.owner_name.clone().unwrap_or_else(|| p.partner.clone());
    PointRow {
        id: p.item.as_str(),
        icon: icon(p.item),
        label: item(t, p.item),
        state: standing(t, p.item, p.state),
        doer: words::doer(t, p.who, &name),
        due: p.due_on.filter(|_| p.state.missing()).map(|d| {
            let day = fmt.day(d);
            if late {
                flag("danger", "HourglassTopFilled", t.msg_ready_due_late(day.as_str()))
            } else {
                flag("neutral", "Calendar", t.msg_ready_due(day.as_str()))
            }
        }),
        evidence: p.evidence.clone(),
        moved: match (p.moved_at, p.moved_by.as_deref()) {
            (Some(at), Some(by)) => t.msg_ready_moved(by, fmt.near(at).as_str()),
            _ => String::new(),
        },
        edit: (writes && !p.item.is_healths()).then(|| format!("/inmates/{}/readiness/{}", ctx.inmate.id, p.item.as_str())),
        late,
    }
}

/// The figure, and what it is made of.
pub struct Explained {
    pub words: String,
    pub percent: i64,
    /// The bar's length, in the drawing's units.
    pub bar: String,
    pub whole: bool,
    /// What is left.
    pub left: Vec<String>,
    pub not_needed: Vec<String>,
    pub rule: Option<RuleNote>,
}

/// How long the bar is.
const BAR: f64 = 792.0;

impl Explained {
    pub fn of(ctx: &InmateCtx, points: &[Point]) -> Self {
        let t = ctx.t;
        let score = Score::of(points.iter().map(|p| p.state));
        let named = |keep: &dyn Fn(Standing) -> bool| points.iter().filter(|p| keep(p.state)).map(|p| item(t, p.item)).collect();
        let book = ctx.catalogue().law().clone();
        Self {
            words: t.msg_ready_figure(score.done, score.needed),
            percent: score.percent(),
            bar: format!("{:.1}", if score.needed == 0 { 0.0 } else { BAR * score.done as f64 / score.needed as f64 }),
            whole: score.whole(),
            left: named(&Standing::missing),
            not_needed: named(&|s| s == Standing::NotNeeded),
            rule: book.on(ctx.today).rule("plan.readiness_weight", "").ok().map(|r| RuleNote::of(ctx.lang, r)),
        }
    }
}

#[derive(Template)]
#[template(path = "plan/readiness.html")]
pub struct ReadinessView {
    frame: Frame,
    banner: BannerView,
    base: String,
    lead: String,
    remand: bool,
    opens: bool,
    done: Option<String>,
    explained: Option<Explained>,
    rows: Vec<PointRow>,
    history: Vec<(String, Flag, String, String)>,
}

impl ReadinessView {
    pub fn new(ctx: &InmateCtx, points: &[Point], history: &[Move]) -> Self {
        let (t, fmt) = (ctx.t, ctx.fmt());
        let writes = ctx.may_here(Class::Release, Act::Write);
        let remand = unconvicted(ctx.inmate.legal_status.as_deref());
        let lead = match ctx.inmate.expected_release.filter(|_| !remand) {
            Some(day) => {
                let left = (day - ctx.today).num_days();
                if left < 0 { t.msg_ready_lead_passed(fmt.day(day).as_str()) } else { t.msg_ready_lead(fmt.long_day(day).as_str(), left) }
            }
            None => t.msg_ready_lead_open(),
        };
        Self {
            frame: ctx.frame("inmates", t.msg_ready_title()),
            banner: BannerView::of(ctx, "readiness"),
            base: format!("/inmates/{}/readiness", ctx.inmate.id),
            lead,
            remand,
            opens: writes && points.is_empty() && ctx.inmate.in_custody(),
            done: ctx.query("done").map(|_| t.msg_plan_done_saved()),
            explained: (!points.is_empty()).then(|| Explained::of(ctx, points)),
            rows: points.iter().map(|p| row(ctx, p, writes && ctx.inmate.in_custody())).collect(),
            history: history
                .iter()
                .map(|m| {
                    let by = t.msg_ready_moved(m.by.as_deref().unwrap_or_default(), fmt.near(m.at).as_str());
                    (item(t, m.item), standing(t, m.item, m.state), m.evidence.clone(), by)
                })
                .collect(),
        }
    }
}

#[derive(Template)]
#[template(path = "plan/readiness_form.html")]
pub struct PointView {
    frame: Frame,
    banner: BannerView,
    errors: bool,
    summary: Summary,
    action: String,
    back: String,
    fields: Vec<Field>,
    version: String,
    was: String,
}

impl PointView {
    pub fn new(ctx: &InmateCtx, of: Item, form: &PointForm, colleagues: &[Colleague], errors: &Errors) -> Self {
        let t = ctx.t;
        let back = format!("/inmates/{}/readiness", ctx.inmate.id);
        let role = |code: &str| Who::ALL.iter().copied().find(|w| w.role() == Some(code)).map(|w| words::who(t, w)).unwrap_or_default();
        let people = colleagues.iter().map(|c| Choice::new(c.id.to_string(), t.msg_plan_who_named(role(&c.role).as_str(), c.name.as_str()))).collect();
        let states = words::choices(Standing::SET, Standing::as_str, |s| standing(t, of, s).label);
        let who = words::choices(Who::ALL.iter().copied().filter(|w| *w != Who::Health), Who::as_str, |w| words::who(t, w));
        Self {
            frame: ctx.frame("inmates", t.msg_ready_point(item(t, of).as_str())),
            banner: BannerView::of(ctx, "readiness"),
            errors: !errors.is_empty(),
            summary: Summary::of(t, errors),
            action: format!("{back}/{}", of.as_str()),
            back,
            fields: vec![
                Field::radio("state", t.msg_ready_state(), &form.state, states).required(t).errors(errors),
                Field::area("evidence", t.msg_ready_evidence(), &form.evidence, 2).hint(t.msg_ready_evidence_hint()).max(400).errors(errors),
                Field::select("who", t.msg_plan_who(), &form.who, who).or_none(t.msg_plan_choose()).required(t).errors(errors),
                Field::select("owner", t.msg_plan_owner(), &form.owner, people).or_none(t.msg_plan_owner_none()).hint(t.msg_plan_owner_hint()).errors(errors),
                Field::text("partner", t.msg_plan_partner(), &form.partner)
                    .hint(t.msg_plan_partner_hint())
                    .suggest(partner_names(ctx.catalogue(), ctx.fmt().is_nb()))
                    .max(120)
                    .errors(errors),
                Field::day("due_on", t.msg_ready_due_on(), &form.due_on).hint(t.msg_ready_due_hint()).errors(errors),
            ],
            version: form.version.clone(),
            was: if form.was.is_empty() { was(&form.pairs()) } else { form.was.clone() },
        }
    }
}
