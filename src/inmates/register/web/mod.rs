//! Handlers of the register.

mod alerts;
mod history;
mod new;
mod parts;
mod person;
mod photos;

use std::sync::Arc;

use super::form::{AddressSheet, AlertSheet, Check, ChildSheet, CitizenshipSheet, ContactSheet, Facts, MarkSheet, NameSheet, NumberSheet, TongueSheet};
use super::words::Words;
use crate::access::{Act, Class, Role};
use crate::reference::Catalogue;
use crate::web::{Access, App, Ctx, Error, Fmt, Lang, Routes, needs, needs_for};

const READ: Access = Access::NeedsFor(Class::Person, Act::Read);
const WRITE: Access = Access::NeedsFor(Class::Person, Act::Write);
const ALERTS: Access = Access::NeedsFor(Class::Alerts, Act::Write);

/// Mounts the pages of rows of one kind: adding, changing, ending.
macro_rules! mount {
    ($routes:expr; $($base:literal, $access:expr => $part:ty;)+) => {
        $routes$(
            .get(concat!("/inmates/{inmate}", $base, "/new"), $access, parts::show_new::<$part>)
            .post(concat!("/inmates/{inmate}", $base, "/new"), $access, parts::create::<$part>)
            .get(concat!("/inmates/{inmate}", $base, "/{row}"), $access, parts::show_edit::<$part>)
            .post(concat!("/inmates/{inmate}", $base, "/{row}"), $access, parts::update::<$part>)
            .post(concat!("/inmates/{inmate}", $base, "/{row}/end"), $access, parts::end::<$part>)
        )+
    };
}

/// The routes of the register.
pub fn routes() -> Routes {
    let routes = Routes::new()
        .get("/inmates/new", needs(Class::Person, Act::Write), new::show)
        .post("/inmates/new", needs(Class::Person, Act::Write), new::create)
        .get("/inmates/{inmate}/person", READ, person::show)
        .get("/inmates/{inmate}/person/edit", WRITE, parts::show_core)
        .post("/inmates/{inmate}/person/edit", WRITE, parts::update_core)
        .get("/inmates/{inmate}/alerts", needs_for(Class::Alerts, Act::Extract), alerts::show)
        .get("/inmates/{inmate}/history", READ, history::show)
        .get("/inmates/{inmate}/photos", needs_for(Class::Photo, Act::Read), photos::show)
        .post_upload("/inmates/{inmate}/photos", needs_for(Class::Photo, Act::Write), photos::MOST_BYTES, photos::upload)
        .get("/inmates/{inmate}/photo/thumbnail", needs_for(Class::Photo, Act::Read), photos::thumbnail)
        .get("/inmates/{inmate}/photo/{photo}", needs_for(Class::Photo, Act::Read), photos::picture)
        .post("/inmates/{inmate}/photo/{photo}/end", needs_for(Class::Photo, Act::Write), photos::end);
    mount!(routes;
        "/person/names", WRITE => NameSheet;
        "/person/numbers", WRITE => NumberSheet;
        "/person/citizenships", WRITE => CitizenshipSheet;
        "/person/languages", WRITE => TongueSheet;
        "/person/addresses", WRITE => AddressSheet;
        "/person/contacts", WRITE => ContactSheet;
        "/person/children", WRITE => ChildSheet;
        "/person/marks", WRITE => MarkSheet;
        "/alerts", ALERTS => AlertSheet;
    )
}

/// What a page needs of its request while the request's transaction is in use elsewhere.
pub(super) struct Desk {
    app: App,
    catalogue: Arc<Catalogue>,
    lang: Lang,
    fmt: Fmt,
    role: Role,
}

impl Desk {
    pub(super) fn of(ctx: &Ctx) -> Result<Self, Error> {
        Ok(Self { app: ctx.app.clone(), catalogue: ctx.catalogue().clone(), lang: ctx.lang, fmt: ctx.fmt(), role: ctx.actor.role().ok_or(Error::Forbidden)? })
    }

    pub(super) fn words(&self) -> Words<'_> {
        Words::new(self.lang.text(), self.lang, self.fmt, &self.catalogue)
    }

    pub(super) fn check(&self, facts: Facts) -> Check<'_> {
        Check::new(self.words(), self.fmt.today(), self.role, self.app.demonstration, facts)
    }
}
