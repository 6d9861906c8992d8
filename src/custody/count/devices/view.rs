//! The page of tablets, and what a tablet shows without a network.

use askama::Template;

use super::form::EnrolForm;
use super::store::Device;
use crate::access::{Act, Class};
use crate::web::field::Summary;
use crate::web::frame::Shell;
use crate::web::{Ctx, Errors, Field, Frame};

/// A tablet as a line.
pub(super) struct Line {
    pub id: String,
    pub name: String,
    pub this: bool,
    pub enrolled: String,
    pub seen: String,
    pub revoked: Option<String>,
}

/// The tablets of a prison.
#[derive(Template)]
#[template(path = "custody/count/devices.html")]
pub(super) struct DevicesView {
    pub frame: Frame,
    pub devices: Vec<Line>,
    pub enrol: Option<Field>,
    pub summary: Summary,
    pub errors: bool,
}

impl DevicesView {
    pub fn new(ctx: &Ctx, devices: &[Device], raw: &EnrolForm, errors: &Errors) -> Self {
        let (t, fmt) = (ctx.t, ctx.fmt());
        let lines = devices.iter().map(|d| Line {
            id: d.id.to_string(),
            name: d.name.clone(),
            this: d.revoked_at.is_none() && ctx.actor.around.device.as_deref() == Some(d.name.as_str()),
            enrolled: t.msg_device_enrolled_by(d.enroller.as_deref().unwrap_or("–"), fmt.near(d.enrolled_at).as_str()),
            seen: t.msg_device_seen(fmt.near(d.seen_at).as_str()),
            revoked: d.revoked_at.map(|at| t.msg_device_revoked_by(d.revoker.as_deref().unwrap_or("–"), fmt.near(at).as_str())),
        });
        Self {
            frame: ctx.frame("counts", t.msg_device_nav()),
            devices: lines.collect(),
            enrol: ctx
                .may(Class::UnitDay, Act::Decide)
                .then(|| Field::text("name", t.msg_device_name(), &raw.name).hint(t.msg_device_name_hint()).max(60).required(t).width("w-half").errors(errors)),
            summary: Summary::of(t, errors),
            errors: !errors.is_empty(),
        }
    }
}

/// Without a network, or locked after two hours without one. Kept by the worker.
#[derive(Template)]
#[template(path = "custody/count/offline.html")]
pub(super) struct OfflineView {
    pub shell: Shell,
    pub heading: String,
    pub text: String,
}

impl OfflineView {
    fn back(&self) -> &str {
        "/"
    }
}
