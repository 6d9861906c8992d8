//! The page of reopening.

use askama::Template;

use super::form::ReopenForm;
use crate::web::field::Summary;
use crate::web::{Ctx, Errors, Field, Frame};

#[derive(Template)]
#[template(path = "rights/closed.html")]
pub struct ReopenView {
    pub frame: Frame,
    pub errors: bool,
    pub summary: Summary,
    pub number: Field,
    pub birth: Field,
    pub reason: Field,
}

impl ReopenView {
    pub fn new(ctx: &Ctx, form: &ReopenForm, errors: &Errors) -> Self {
        let t = ctx.t;
        Self {
            frame: ctx.frame("closed", t.msg_closed_heading()),
            errors: !errors.is_empty(),
            summary: Summary::of(t, errors),
            number: Field::text("number", t.msg_glass_number(), &form.number)
                .hint(t.msg_glass_number_hint())
                .width("w-code")
                .max(20)
                .code()
                .required(t)
                .errors(errors),
            birth: Field::day("birth", t.msg_glass_birth(), &form.birth).hint(t.msg_closed_birth_hint()).errors(errors),
            reason: Field::area("reason", t.msg_closed_reason(), &form.reason, 3).hint(t.msg_closed_reason_hint()).max(600).required(t).errors(errors),
        }
    }
}
