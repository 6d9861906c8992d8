//! The front page: which one, and the greeting.

use axum::response::Response;
use chrono::Timelike;

use super::view::{Home, HomeView};
use super::{audit, cases, contact, desk, gate, group, health, house, officer, region, reintegration, system};
use crate::access::{Action, Class, Entry, Role};
use crate::law::calendar;
use crate::web::{Access, Ctx, Error, Routes};

/// The routes of the front page.
pub fn routes() -> Routes {
    Routes::new().get("/", Access::SignedIn, show)
}

async fn show(mut ctx: Ctx) -> Result<Response, Error> {
    let home = match ctx.actor.role() {
        Some(Role::Officer) => officer::home(&mut ctx).await?,
        Some(Role::ContactOfficer) => contact::home(&mut ctx).await?,
        Some(Role::DutyOfficer | Role::Governor) => house::home(&mut ctx).await?,
        Some(role @ (Role::WorkSupervisor | Role::Teacher)) => group::home(&mut ctx, role).await?,
        Some(role @ (Role::Nurse | Role::Doctor | Role::Psychologist | Role::Pharmacy)) => health::home(&mut ctx, role).await?,
        Some(Role::CaseManager) => cases::home(&mut ctx).await?,
        Some(Role::Reintegration) => reintegration::home(&mut ctx).await?,
        Some(Role::Transfers) => region::home(&mut ctx).await?,
        Some(Role::Visits) => gate::home(&mut ctx).await?,
        Some(Role::Finance) => desk::finance(&mut ctx).await?,
        Some(Role::Chaplain) => desk::chaplain(&mut ctx).await?,
        Some(Role::Auditor) => audit::home(&ctx),
        Some(Role::System) => system::home(&mut ctx).await?,
        None => system::no_role(&ctx),
    };
    page(ctx, home).await
}

async fn page(mut ctx: Ctx, mut home: Home) -> Result<Response, Error> {
    let shown = std::mem::take(&mut home.shown);
    if !shown.is_empty() {
        let mut entry = Entry::new(Action::List, Class::Person).showing(shown);
        entry.prison = ctx.actor.hat.as_ref().filter(|h| h.prisons.len() == 1).and_then(|h| h.prisons.first().copied());
        ctx.record(entry);
    }
    let (t, fmt) = (ctx.t, ctx.fmt());
    let first = ctx.actor.name.split_whitespace().next().unwrap_or_default().to_owned();
    let greeting = match calendar::oslo_time(ctx.now).hour() {
        4..=9 => t.msg_home_morning(first.as_str()),
        10..=17 => t.msg_home_day(first.as_str()),
        _ => t.msg_home_evening(first.as_str()),
    };
    let frame = ctx.frame("home", t.msg_home());
    let day = fmt.long_day(ctx.today);
    ctx.page(HomeView { frame, greeting, day, home: home.sorted() }).await
}
