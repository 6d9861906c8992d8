//! Registering somebody.

use askama::Template;

use super::lines;
use crate::inmates::register::form::{Check, NewSheet};
use crate::inmates::register::rules::Likeness;
use crate::inmates::register::store::Candidate;
use crate::inmates::store::full_name;
use crate::platform::id::PrisonId;
use crate::web::field::Summary;
use crate::web::lang::Text;
use crate::web::{Choice, Ctx, Field, Frame};

/// Somebody who may be the one being registered.
pub struct Alike {
    pub href: String,
    pub name: String,
    pub facts: String,
    pub why: String,
}

/// The page.
#[derive(Template)]
#[template(path = "inmates/new.html")]
pub struct NewView {
    pub frame: Frame,
    pub faulty: bool,
    pub summary: Summary,
    pub parts: Vec<(String, Vec<Vec<Field>>)>,
    pub place: Option<String>,
    pub alike: Vec<Alike>,
    pub seen: String,
    /// Empty when one of them has the very number: then it is no question.
    pub another: Vec<Field>,
    pub warnings: Vec<String>,
    pub confirmation: Field,
}

impl NewView {
    /// The form as typed, with those who are alike.
    pub fn new(ctx: &Ctx, sheet: &NewSheet, check: &Check<'_>, prisons: &[(PrisonId, String)], alike: &[(Likeness, Candidate)]) -> Self {
        let t = ctx.t;
        let choices: Vec<Choice> = prisons.iter().map(|(id, name)| Choice::new(id.to_string(), name.clone())).collect();
        Self {
            frame: ctx.frame("inmates-new", t.msg_reg_new()),
            faulty: !check.errors.is_empty(),
            summary: Summary::of(t, &check.errors),
            parts: sheet.parts(check, choices).into_iter().map(|(heading, fields)| (heading, lines(fields))).collect(),
            place: match prisons {
                [(_, only)] => Some(t.msg_reg_new_at(only.as_str())),
                _ => None,
            },
            alike: alike.iter().map(|(why, c)| shown(ctx, *why, c)).collect(),
            seen: alike.iter().map(|(_, c)| c.id.to_string()).collect::<Vec<_>>().join(" "),
            another: if alike.iter().any(|(why, _)| *why == Likeness::SameNumber) {
                Vec::new()
            } else {
                vec![
                    Field::checkbox("another_person", t.msg_reg_another_person(), &sheet.more.another_person).errors(&check.errors),
                    Field::text("another_reason", t.msg_reg_another_reason(), &sheet.more.another_reason)
                        .hint(t.msg_reg_another_reason_hint())
                        .max(300)
                        .errors(&check.errors),
                ]
            },
            warnings: check.warnings.clone(),
            confirmation: check.confirmation(),
        }
    }
}

fn shown(ctx: &Ctx, why: Likeness, c: &Candidate) -> Alike {
    let (t, fmt) = (ctx.t, ctx.fmt());
    let born = c.birth_date.map_or_else(|| t.msg_reg_born_unknown(), |d| t.msg_reg_born(fmt.day(d).as_str()));
    let place = c.prison.clone().unwrap_or_default();
    let place = if c.in_custody { place } else { t.msg_not_in_custody() };
    Alike {
        href: format!("/inmates/{}/person", c.id),
        name: full_name(&c.family_name, &c.given_name),
        facts: [c.number.clone(), born, place].into_iter().filter(|p| !p.is_empty()).collect::<Vec<_>>().join(" · "),
        why: reason(t, why),
    }
}

fn reason(t: Text, why: Likeness) -> String {
    match why {
        Likeness::SameNumber => t.msg_reg_alike_number(),
        Likeness::SameNameAndBirth => t.msg_reg_alike_name_and_birth(),
        Likeness::SameBirthSoundsAlike => t.msg_reg_alike_sound(),
        Likeness::KnownByThatName => t.msg_reg_alike_alias(),
        Likeness::SameNameBirthUnknown => t.msg_reg_alike_name(),
    }
}
