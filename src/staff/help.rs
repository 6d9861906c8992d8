//! Help: what each page does for the acting role, how one gets access, what is logged.

use askama::Template;
use axum::response::Response;

use crate::access::Role;
use crate::web::lang::Text;
use crate::web::{Access, Ctx, Error, Frame, Routes};

pub fn routes() -> Routes {
    Routes::new().get("/help", Access::SignedIn, show)
}

/// A page of the menu and what it is for.
struct Page {
    href: String,
    label: String,
    text: String,
}

#[derive(Template)]
#[template(path = "staff/help.html")]
struct HelpView {
    frame: Frame,
    role_text: String,
    pages: Vec<Page>,
    glass: bool,
}

async fn show(ctx: Ctx) -> Result<Response, Error> {
    let t = ctx.t;
    let frame = ctx.frame("help", t.msg_help());
    let pages =
        frame.nav.iter().flat_map(|g| &g.items).map(|item| Page { href: item.href.clone(), label: item.label.clone(), text: page(t, item.section) }).collect();
    let role = ctx.actor.role();
    let glass = matches!(role, Some(Role::Officer | Role::ContactOfficer | Role::DutyOfficer | Role::Governor | Role::CaseManager));
    let view = HelpView { frame, role_text: role.map_or_else(|| t.msg_me_no_roles_text(), |r| duty(t, r)), pages, glass };
    ctx.page(view).await
}

/// What the page behind a menu item is for; nothing for one that explains itself.
fn page(t: Text, section: &str) -> String {
    match section {
        "home" => t.msg_help_page_home(),
        "search" => t.msg_help_page_search(),
        "board" | "unit" | "units" => t.msg_help_page_board(),
        "register" | "inmates" => t.msg_help_page_register(),
        "reviews" => t.msg_help_page_reviews(),
        "audit" => t.msg_help_page_audit(),
        "health" | "patients" => t.msg_help_page_health(),
        "grants" => t.msg_help_page_grants(),
        "clearances" => t.msg_help_page_clearances(),
        "assignments" => t.msg_help_page_assignments(),
        "accounts" => t.msg_help_page_accounts(),
        "prisons" => t.msg_help_page_prisons(),
        _ => String::new(),
    }
}

/// What the role sees and does.
fn duty(t: Text, role: Role) -> String {
    match role {
        Role::Officer => t.msg_help_role_off(),
        Role::ContactOfficer => t.msg_help_role_con(),
        Role::DutyOfficer => t.msg_help_role_dut(),
        Role::Governor => t.msg_help_role_gov(),
        Role::WorkSupervisor => t.msg_help_role_wrk(),
        Role::Teacher => t.msg_help_role_edu(),
        Role::Nurse | Role::Doctor | Role::Psychologist => t.msg_help_role_health(),
        Role::Pharmacy => t.msg_help_role_pha(),
        Role::CaseManager => t.msg_help_role_cas(),
        Role::Reintegration => t.msg_help_role_rei(),
        Role::Transfers => t.msg_help_role_tra(),
        Role::Visits => t.msg_help_role_vis(),
        Role::Finance => t.msg_help_role_fin(),
        Role::Chaplain => t.msg_help_role_chp(),
        Role::Auditor => t.msg_help_role_aud(),
        Role::System => t.msg_help_role_sys(),
    }
}
