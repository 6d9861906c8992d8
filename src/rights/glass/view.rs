//! The page of breaking the glass.

use askama::Template;

use super::form::{EXPLANATION, GlassForm, Reason};
use crate::web::field::Summary;
use crate::web::{Choice, Ctx, Errors, Field, Frame};

#[derive(Template)]
#[template(path = "rights/glass.html")]
pub struct GlassView {
    pub frame: Frame,
    pub errors: bool,
    pub summary: Summary,
    pub number: Field,
    pub birth: Field,
    pub depth: Field,
    pub code: Field,
    pub reason: Field,
}

impl GlassView {
    pub fn new(ctx: &Ctx, form: &GlassForm, errors: &Errors) -> Self {
        let t = ctx.t;
        let reasons = Reason::ALL.iter().map(|r| Choice::new(r.as_str(), r.label(t))).collect();
        Self {
            frame: ctx.frame("glass", t.msg_glass_heading()),
            errors: !errors.is_empty(),
            summary: Summary::of(t, errors),
            number: Field::text("number", t.msg_glass_number(), &form.number)
                .hint(t.msg_glass_number_hint())
                .width("w-code")
                .max(20)
                .code()
                .required(t)
                .errors(errors),
            birth: Field::day("birth", t.msg_glass_birth(), &form.birth).hint(t.msg_glass_birth_hint()).errors(errors),
            depth: Field::radio("depth", t.msg_glass_depth(), &form.depth, GlassForm::depths(t)).required(t).errors(errors),
            code: Field::radio("code", t.msg_glass_reason(), &form.code, reasons).required(t).errors(errors),
            reason: Field::area("reason", t.msg_glass_text(), &form.reason, 4)
                .hint(t.msg_glass_text_hint())
                .max(u32::try_from(*EXPLANATION.end()).unwrap_or(600))
                .required(t)
                .errors(errors),
        }
    }
}
