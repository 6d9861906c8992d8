//! Who it is: the search, those found, and the new record.

use askama::Template;

use super::{Head, Parts, writes};
use crate::custody::reception::model::{Reception, Step};
use crate::custody::reception::rules;
use crate::custody::reception::store::{Candidate, Undone};
use crate::custody::reception::web::identity::{Choice, Typed};
use crate::inmates::register::form::{Check, NewSheet};
use crate::inmates::register::rules::Likeness;
use crate::inmates::store::full_name;
use crate::web::field::Summary;
use crate::web::lang::Text;
use crate::web::{Ctx, Errors, Field, Frame};

/// How far the search has come.
pub enum Search<'a> {
    /// Nothing was asked.
    Begun,
    /// What was asked could not be read.
    Faulty(Vec<(&'static str, String)>),
    /// There is somebody of whom nothing may be told.
    Blocked,
    /// Those found; the form of a new record.
    Found {
        /// Those alike, the likeliest first.
        alike: &'a [(Likeness, Candidate)],
        /// The new record as typed.
        sheet: &'a NewSheet,
        /// What was wrong with it.
        check: &'a Check<'a>,
        /// The choice as typed.
        choice: &'a Choice,
    },
}

/// Somebody found.
pub struct Alike {
    id: String,
    name: String,
    facts: String,
    why: String,
    /// In custody here already: not to be chosen.
    held: bool,
    chosen: bool,
}

#[derive(Template)]
#[template(path = "reception/identity.html")]
pub struct IdentityView {
    frame: Frame,
    head: Head,
    summary: Summary,
    faulty: bool,
    decided: Option<String>,
    /// Where a record that was made by mistake is taken back, for whoever may.
    undo: Option<String>,
    /// What was taken back here.
    undone: Vec<String>,
    /// Decided for good, or nobody's to change.
    closed: bool,
    search: Vec<Vec<Field>>,
    action: String,
    blocked: bool,
    asked: bool,
    alike: Vec<Alike>,
    /// Fields that go with a choice: what was searched by.
    kept: Vec<(&'static str, String)>,
    match_reason: String,
    match_fault: Option<String>,
    another: Vec<Field>,
    seen: String,
    parts: Parts,
    warnings: Vec<String>,
    confirmation: Option<Field>,
    new_allowed: bool,
}

impl IdentityView {
    pub fn new(ctx: &Ctx, r: &Reception, typed: &Typed, search: Search<'_>) -> Self {
        let t = ctx.t;
        let mut errors = Errors::new();
        if let Search::Faulty(faults) = &search {
            for (field, message) in faults {
                errors.add(field, message.clone());
            }
        }
        let mut view = Self {
            frame: ctx.frame("receptions", t.msg_rec_step_identity()),
            head: Head::of(ctx, r, Some(Step::Identity)),
            summary: Summary::of(t, &errors),
            faulty: !errors.is_empty(),
            decided: decided(ctx, r),
            undo: (ctx.actor.role().is_some_and(rules::may_unregister) && writes(ctx, r) && rules::was_registered_here(r))
                .then(|| format!("/receptions/{}/identity/undo", r.id)),
            undone: Vec::new(),
            closed: !writes(ctx, r) || r.admitted_at.is_some() || r.matched.as_deref() == Some("new"),
            search: search_fields(t, typed, &errors),
            action: format!("/receptions/{}/identity", r.id),
            blocked: matches!(search, Search::Blocked),
            asked: false,
            alike: Vec::new(),
            kept: Vec::new(),
            match_reason: String::new(),
            match_fault: None,
            another: Vec::new(),
            seen: String::new(),
            parts: Vec::new(),
            warnings: Vec::new(),
            confirmation: None,
            new_allowed: false,
        };
        if let Search::Found { alike, sheet, check, choice } = search {
            view.found(ctx, r, alike, sheet, check, choice);
        }
        view
    }

    /// With what was taken back here.
    pub fn with_undone(self, ctx: &Ctx, undone: &[Undone]) -> Self {
        let line = |u: &Undone| ctx.t.msg_rec_undone(u.number.as_str(), u.by.as_str(), ctx.fmt().near(u.at).as_str(), u.reason.as_str());
        Self { undone: undone.iter().map(line).collect(), ..self }
    }

    fn found(&mut self, ctx: &Ctx, r: &Reception, alike: &[(Likeness, Candidate)], sheet: &NewSheet, check: &Check<'_>, choice: &Choice) {
        let t = ctx.t;
        self.asked = true;
        self.faulty |= !check.errors.is_empty();
        self.summary = Summary::of(t, &check.errors);
        self.alike = alike.iter().map(|(why, c)| shown(ctx, *why, c, &choice.inmate)).collect();
        self.seen = alike.iter().map(|(_, c)| c.id.to_string()).collect::<Vec<_>>().join(" ");
        let (core, more) = (&sheet.core, &sheet.more);
        self.kept = vec![
            ("given_name", core.given_name.clone()),
            ("family_name", core.family_name.clone()),
            ("birth_date", core.birth_date.clone()),
            ("number", more.number.clone()),
            ("number_kind", more.number_kind.clone()),
        ];
        self.match_reason.clone_from(&choice.match_reason);
        self.match_fault = check.errors.of("match_reason").map(str::to_owned);
        // The very number is somebody's: it is that person, or the number is wrong. No third record is made.
        self.new_allowed = r.inmate.is_none() && !alike.iter().any(|(why, _)| *why == Likeness::SameNumber);
        if !self.new_allowed {
            return;
        }
        if !alike.is_empty() {
            self.another = vec![
                Field::checkbox("another_person", t.msg_reg_another_person(), &more.another_person).errors(&check.errors),
                Field::text("another_reason", t.msg_reg_another_reason(), &more.another_reason)
                    .hint(t.msg_reg_another_reason_hint())
                    .max(300)
                    .errors(&check.errors),
            ];
        }
        let beside =
            [("given_name", "family_name"), ("birth_date", "birth_date_basis"), ("alias_given_name", "alias_family_name"), ("citizenship", "citizenship_2")];
        let lines = |fields: Vec<Field>| {
            let mut lines: Vec<Vec<Field>> = Vec::new();
            for field in fields {
                match lines.last_mut() {
                    Some(line) if line.len() == 1 && line.first().is_some_and(|f| beside.contains(&(f.name(), field.name()))) => line.push(field),
                    _ => lines.push(vec![field]),
                }
            }
            lines
        };
        self.parts = sheet.parts(check, Vec::new()).into_iter().map(|(heading, fields)| (heading, lines(fields))).collect();
        self.warnings.clone_from(&check.warnings);
        self.confirmation = (!check.warnings.is_empty()).then(|| check.confirmation());
    }
}

fn decided(ctx: &Ctx, r: &Reception) -> Option<String> {
    let t = ctx.t;
    let by = t.msg_rec_by_at(r.matched_by.as_deref()?, ctx.fmt().near(r.matched_at?).as_str());
    let name = super::name(t, r);
    Some(match (r.matched.as_deref(), &r.match_reason) {
        (Some("new"), None) => t.msg_rec_decided_new(name.as_str(), by.as_str()),
        (Some("new"), Some(reason)) => t.msg_rec_decided_another(name.as_str(), by.as_str(), reason.as_str()),
        (_, reason) => t.msg_rec_decided_known(name.as_str(), by.as_str(), reason.as_deref().unwrap_or_default()),
    })
}

fn search_fields(t: Text, typed: &Typed, errors: &Errors) -> Vec<Vec<Field>> {
    vec![
        vec![
            Field::text("find_given", t.msg_reg_given_name(), &typed.find_given).max(120).code().errors(errors),
            Field::text("find_family", t.msg_reg_family_name(), &typed.find_family).max(120).code().errors(errors),
        ],
        vec![
            Field::day("find_birth", t.msg_reg_birth_date(), &typed.find_birth).errors(errors),
            Field::text("find_number", t.msg_rec_find_number(), &typed.find_number)
                .hint(t.msg_rec_find_number_hint())
                .max(30)
                .inputmode("numeric")
                .code()
                .errors(errors),
        ],
        vec![
            Field::text("find_previous", t.msg_rec_find_previous(), &typed.find_previous)
                .hint(t.msg_rec_find_previous_hint())
                .max(20)
                .width("w-half")
                .code()
                .errors(errors),
        ],
    ]
}

fn shown(ctx: &Ctx, why: Likeness, c: &Candidate, chosen: &str) -> Alike {
    let (t, fmt) = (ctx.t, ctx.fmt());
    let born = c.birth_date.map_or_else(|| t.msg_reg_born_unknown(), |d| t.msg_reg_born(fmt.day(d).as_str()));
    let id = c.id.to_string();
    Alike {
        chosen: id == chosen,
        id,
        name: full_name(&c.family_name, &c.given_name),
        facts: if c.coming { format!("{} · {born} · {}", c.number, t.msg_rec_coming()) } else { format!("{} · {born}", c.number) },
        why: match why {
            Likeness::SameNumber => t.msg_reg_alike_number(),
            Likeness::SameNameAndBirth => t.msg_reg_alike_name_and_birth(),
            Likeness::SameBirthSoundsAlike => t.msg_reg_alike_sound(),
            Likeness::KnownByThatName => t.msg_reg_alike_alias(),
            Likeness::SameNameBirthUnknown => t.msg_reg_alike_name(),
        },
        held: c.held,
    }
}
