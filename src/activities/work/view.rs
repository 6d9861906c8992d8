//! The page of what somebody has learnt at work.

use askama::Template;

use super::Level;
use super::form::WorkForm;
use super::store::{Accident, Placement, Reference, Skill};
use crate::access::{Act, Class};
use crate::activities::places::words::flag;
use crate::inmates::banner::Flag;
use crate::inmates::{BannerView, InmateCtx};
use crate::law::calendar;
use crate::web::conflict;
use crate::web::field::{Choice, Summary};
use crate::web::lang::Text;
use crate::web::{Errors, Field, Frame};

/// What the page knows.
pub struct Known {
    pub placements: Vec<Placement>,
    pub skills: Vec<Skill>,
    pub references: Vec<Reference>,
    pub accidents: Vec<Accident>,
}

struct SkillRow {
    id: String,
    title: String,
    text: String,
    flag: Flag,
    withdraws: bool,
}

struct ReferenceRow {
    href: String,
    title: String,
    words: String,
}

struct AccidentRow {
    id: String,
    title: String,
    text: String,
    lines: Vec<(String, String)>,
    version: i32,
    was: String,
    reported_to: String,
    measures: String,
    /// The form that came back.
    open: bool,
}

/// Which form came back.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Which {
    None,
    Skill,
    Reference,
    Accident,
    /// Of the accident with this id.
    FollowUp(uuid::Uuid),
}

#[derive(Template)]
#[template(path = "activities/work.html")]
pub struct WorkView {
    frame: Frame,
    banner: BannerView,
    errors: bool,
    summary: Summary,
    done: Option<String>,
    base: String,
    skills: Vec<SkillRow>,
    references: Vec<ReferenceRow>,
    accidents: Vec<AccidentRow>,
    skill: Option<Vec<Field>>,
    reference: Option<Vec<Field>>,
    accident: Option<Vec<Field>>,
    which: Which,
    writes: bool,
}

fn level(t: Text, level: Level) -> String {
    match level {
        Level::Shown => t.msg_work_level_shown(),
        Level::WithHelp => t.msg_work_level_with_help(),
        Level::Alone => t.msg_work_level_alone(),
        Level::Teaches => t.msg_work_level_teaches(),
    }
}

/// "01.03.2026–23.11.2026".
pub fn span(ctx: &InmateCtx, fmt: crate::web::Fmt, r: (Option<chrono::DateTime<chrono::Utc>>, Option<chrono::DateTime<chrono::Utc>>)) -> String {
    let day = |at| fmt.day(calendar::oslo_day(at));
    match r {
        (Some(from), Some(until)) if until <= ctx.now => format!("{}–{}", day(from), day(until)),
        (Some(from), _) => format!("{}–", day(from)),
        _ => String::new(),
    }
}

impl WorkView {
    pub fn new(ctx: &InmateCtx, k: &Known, raw: &WorkForm, which: Which, errors: &Errors) -> Self {
        let (t, fmt) = (ctx.t, ctx.fmt());
        let writes = ctx.may_here(Class::Activities, Act::Write) && ctx.inmate.prison_id.is_some();
        let (none, blank) = (Errors::new(), WorkForm::default());
        let of = |form: Which| if which == form { (raw, errors) } else { (&blank, &none) };
        let mut places: Vec<Choice> = Vec::new();
        for p in &k.placements {
            if !places.iter().any(|c| c.value == p.place_id.to_string()) {
                places.push(Choice::new(p.place_id.to_string(), p.place.clone()));
            }
        }
        let writes_here = writes && !places.is_empty();
        let placements = k
            .placements
            .iter()
            .map(|p| Choice::new(p.id.to_string(), t.msg_work_placement(p.place.as_str(), span(ctx, fmt, (p.from, p.until)).as_str())))
            .collect();
        let pick = |typed: &str| if typed.is_empty() { places.first().map(|c| c.value.clone()).unwrap_or_default() } else { typed.to_owned() };
        let base = format!("/inmates/{}/work", ctx.inmate.id);
        Self {
            frame: ctx.frame("inmates", t.msg_work_of(ctx.inmate.name().as_str())),
            banner: BannerView::of(ctx, "work"),
            errors: !errors.is_empty(),
            summary: Summary::of(t, errors),
            done: ctx.query("done").map(|_| t.msg_place_done()),
            skills: k.skills.iter().map(|s| skill(ctx, s, writes)).collect(),
            references: k
                .references
                .iter()
                .map(|r| ReferenceRow {
                    href: format!("{base}/references/{}", r.id),
                    title: [Some(fmt.day(r.given_on)), r.by.clone()].into_iter().flatten().collect::<Vec<_>>().join(" · "),
                    words: r.words.clone(),
                })
                .collect(),
            accidents: k.accidents.iter().map(|a| accident(ctx, a, raw, which)).collect(),
            skill: writes_here.then(|| {
                let (f, e) = of(Which::Skill);
                let levels = Level::ALL.iter().map(|l| Choice::new(l.as_str(), level(t, *l))).collect();
                let today = if f.on_day.is_empty() { ctx.today.to_string() } else { f.on_day.clone() };
                vec![
                    Field::text("what", t.msg_work_skill_what(), &f.what).hint(t.msg_work_skill_hint()).max(160).required(t).errors(e),
                    Field::select("level", t.msg_work_level(), if f.level.is_empty() { "shown" } else { &f.level }, levels).width("w-half").errors(e),
                    Field::select("place", t.msg_work_place(), &pick(&f.place), places.clone()).errors(e),
                    Field::day("on_day", t.msg_work_on_day(), &today).required(t).errors(e),
                ]
            }),
            reference: writes_here.then(|| {
                let (f, e) = of(Which::Reference);
                vec![
                    Field::select("placement", t.msg_work_place(), &f.placement, placements).errors(e),
                    Field::area("words", t.msg_work_reference_words(), &f.words, 5).hint(t.msg_work_reference_hint()).max(2000).required(t).errors(e),
                ]
            }),
            accident: writes_here.then(|| {
                let (f, e) = of(Which::Accident);
                vec![
                    Field::select("accident_place", t.msg_work_place(), &pick(&f.accident_place), places.clone()).errors(e),
                    Field::moment(t, "at", t.msg_work_accident_at(), &f.at).required(t).errors(e),
                    Field::area("happened", t.msg_work_accident_what(), &f.happened, 3).hint(t.msg_work_accident_hint()).max(1500).required(t).errors(e),
                    Field::checkbox("health_called", t.msg_work_health_called(), &f.health_called),
                    Field::text("reported_to", t.msg_work_reported_to(), &f.reported_to).hint(t.msg_work_reported_hint()).max(160).errors(e),
                    Field::area("measures", t.msg_work_measures(), &f.measures, 2).max(1000).errors(e),
                ]
            }),
            base,
            which,
            writes,
        }
    }

    fn is_back(&self, form: &str) -> bool {
        matches!((self.which, form), (Which::Skill, "skill") | (Which::Reference, "reference") | (Which::Accident, "accident"))
    }
}

fn skill(ctx: &InmateCtx, s: &Skill, writes: bool) -> SkillRow {
    let (t, fmt) = (ctx.t, ctx.fmt());
    SkillRow {
        id: s.id.to_string(),
        title: s.what.clone(),
        text: [s.place.clone(), Some(fmt.day(s.on_day)), s.by.clone()].into_iter().flatten().collect::<Vec<_>>().join(" · "),
        flag: match s.withdrawn_at {
            Some(_) => flag("neutral", "XMark", t.msg_work_withdrawn()),
            None => flag(if matches!(s.level, Level::Alone | Level::Teaches) { "success" } else { "info" }, "Star", level(t, s.level)),
        },
        withdraws: writes && s.withdrawn_at.is_none(),
    }
}

fn accident(ctx: &InmateCtx, a: &Accident, raw: &WorkForm, which: Which) -> AccidentRow {
    let (t, fmt) = (ctx.t, ctx.fmt());
    let open = which == Which::FollowUp(a.id);
    let lines = [
        (t.msg_work_health_called(), if a.health_called { t.msg_work_yes() } else { t.msg_work_no() }),
        (t.msg_work_reported_to(), a.reported_to.clone()),
        (t.msg_work_measures(), a.measures.clone()),
    ];
    AccidentRow {
        id: a.id.to_string(),
        title: [Some(fmt.at(a.at)), a.place.clone(), a.by.clone()].into_iter().flatten().collect::<Vec<_>>().join(" · "),
        text: a.what.clone(),
        lines: lines.into_iter().filter(|l| !l.1.is_empty()).collect(),
        version: a.version,
        was: conflict::was(&[("reported_to", &a.reported_to), ("measures", &a.measures)]),
        reported_to: if open { raw.reported_to.clone() } else { a.reported_to.clone() },
        measures: if open { raw.measures.clone() } else { a.measures.clone() },
        open,
    }
}
