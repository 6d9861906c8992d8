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
        "inmates" => t.msg_help_page_register(),
        "reviews" => t.msg_help_page_reviews(),
        "audit" => t.msg_help_page_audit(),
        "health" | "patients" => t.msg_help_page_health(),
        "grants" => t.msg_help_page_grants(),
        "clearances" => t.msg_help_page_clearances(),
        "assignments" => t.msg_help_page_assignments(),
        "accounts" => t.msg_help_page_accounts(),
        "prisons" => t.msg_help_page_prisons(),
        "attendance" => t.msg_help_page_attendance(),
        "plan-steps" => t.msg_help_page_steps(),
        "my-people" => t.msg_help_page_people(),
        "cells" => t.msg_help_page_cells(),
        "movements" => t.msg_help_page_movements(),
        "receptions" => t.msg_help_page_receptions(),
        "searches" => t.msg_help_page_searches(),
        "incidents" => t.msg_help_page_incidents(),
        "security" => t.msg_help_page_security(),
        "counts" => t.msg_help_page_counts(),
        "plans" => t.msg_help_page_plans(),
        "promises" => t.msg_help_page_promises(),
        "programmes" => t.msg_help_page_programmes(),
        "activities" => t.msg_help_page_activities(),
        "facilities" => t.msg_help_page_facilities(),
        "timetable" => t.msg_help_page_timetable(),
        "waiting" => t.msg_help_page_waiting(),
        "idle" => t.msg_help_page_idle(),
        "allocation" => t.msg_help_page_allocation(),
        "learners" => t.msg_help_page_learners(),
        "exams" => t.msg_help_page_exams(),
        "inmates-new" => t.msg_help_page_new(),
        "deadlines" => t.msg_help_page_deadlines(),
        "court" => t.msg_help_page_court(),
        "releases" => t.msg_help_page_releases(),
        "calculations" => t.msg_help_page_calculations(),
        "plan-figures" => t.msg_help_page_plan_figures(),
        "activity-figures" => t.msg_help_page_activity_figures(),
        "alert-reviews" => t.msg_help_page_alerts(),
        "release-care" => t.msg_help_page_care(),
        "allowance" => t.msg_help_page_allowance(),
        "money" => t.msg_help_page_money(),
        "glass" => t.msg_help_page_glass(),
        "register" => t.msg_help_page_glass_register(),
        "protected" => t.msg_help_page_protected(),
        "closed" => t.msg_help_page_closed(),
        "law" => t.msg_help_page_law(),
        "roster" => t.msg_help_page_roster(),
        "transfers" => t.msg_help_page_transfers(),
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
