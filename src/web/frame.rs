//! What stands around every page.

use std::ops::Deref;

use super::assets;
use super::ctx::Ctx;
use super::fmt::Fmt;
use super::lang::{Lang, Text};
use super::state::App;
use crate::access::{Act, Class, Role};
use crate::l10n::L10nLanguage;

/// One item of the main menu.
#[derive(Clone, Debug)]
pub struct NavItem {
    /// Which pages it stands for.
    pub section: &'static str,
    /// Where it leads.
    pub href: String,
    /// The icon's name in the sprite.
    pub icon: &'static str,
    /// The word.
    pub label: String,
    /// The letter after `g`.
    pub key: &'static str,
}

/// Items of the main menu that belong together.
#[derive(Clone, Debug)]
pub struct NavGroup {
    /// What they have in common; empty for those that come first.
    pub heading: String,
    /// The items.
    pub items: Vec<NavItem>,
}

/// The least a page has: language, assets, demonstration strip. Derefs to the words: `{{ shell.msg_sign_in() }}`.
#[derive(Clone)]
pub struct Shell {
    /// The words.
    pub t: Text,
    /// The language.
    pub lang: Lang,
    /// The page's title.
    pub title: String,
    /// Whether the demonstration strip is shown.
    pub demonstration: bool,
    /// The form token, empty before a session.
    pub csrf: String,
}

impl Shell {
    /// For a page outside a session.
    pub fn of(app: &App, lang: Lang, title: String) -> Self {
        Self { t: lang.text(), lang, title, demonstration: app.demonstration, csrf: String::new() }
    }

    /// With the form token of a session.
    #[must_use]
    pub fn with_csrf(mut self, csrf: String) -> Self {
        self.csrf = csrf;
        self
    }

    /// The style sheet.
    pub fn css(&self) -> &'static str {
        assets::APP_CSS
    }

    /// The script.
    pub fn js(&self) -> &'static str {
        assets::APP_JS
    }

    /// The icon sprite.
    pub fn icons(&self) -> &'static str {
        assets::ICONS
    }

    /// The sign in the browser's tab.
    pub fn favicon(&self) -> &'static str {
        assets::FAVICON
    }

    /// Licences of what others made.
    pub fn licences(&self) -> &'static str {
        assets::LICENCES
    }

    /// A key for a form that must act once.
    pub fn once(&self) -> String {
        uuid::Uuid::now_v7().to_string()
    }
}

impl Deref for Shell {
    type Target = L10nLanguage;
    fn deref(&self) -> &L10nLanguage {
        self.t
    }
}

/// A role in the menu behind the name.
pub struct HatItem {
    /// The assignment.
    pub id: String,
    /// The role and where.
    pub label: String,
    /// Whether it is the acting one.
    pub current: bool,
}

/// The frame of a page for somebody signed in. Derefs to [`Shell`], and so to the words.
pub struct Frame {
    shell: Shell,
    /// Which item of the menu is current.
    pub section: &'static str,
    /// The main menu.
    pub nav: Vec<NavGroup>,
    /// The name of the acting person.
    pub name: String,
    /// Their initials.
    pub initials: String,
    /// The acting role.
    pub hat: String,
    /// Every role.
    pub hats: Vec<HatItem>,
    /// The prison or region.
    pub place: String,
    /// The auditor's case.
    pub case_number: Option<String>,
    /// Unread notices.
    pub unread: i64,
    /// Whether single-letter shortcuts are on.
    pub shortcuts: bool,
    /// The path, to come back to.
    pub path: String,
    /// The request that made the page: by it a browser tells that the page was printed.
    pub page: String,
    /// When the page was made, for paper.
    pub made_at: String,
    /// Whether searching for persons is offered.
    pub searches: bool,
    /// Records open by break-glass, until when.
    pub glass: Vec<(String, String)>,
    /// The enrolled tablet's name.
    pub device: Option<String>,
    /// Whose pages a tablet keeps.
    pub account: String,
    /// A roll that is late or does not agree: where, and what about it.
    pub roll: Option<(String, String)>,
    /// Formats.
    pub fmt: Fmt,
}

impl Frame {
    pub(super) fn new(ctx: &Ctx, section: &'static str, title: String) -> Self {
        let t = ctx.t;
        let fmt = ctx.fmt();
        let hat_label = |h: &crate::access::Hat| role_name(t, h.role);
        Self {
            shell: ctx.shell(title),
            section,
            nav: (ctx.app.nav)(&ctx.actor, t),
            name: ctx.actor.name.clone(),
            initials: ctx.actor.name.split_whitespace().filter_map(|w| w.chars().next()).take(2).collect(),
            hat: ctx.actor.hat.as_ref().map(hat_label).unwrap_or_else(|| t.msg_no_role()),
            hats: ctx
                .actor
                .hats
                .iter()
                .map(|h| HatItem { id: h.id.to_string(), label: hat_label(h), current: ctx.actor.hat.as_ref().is_some_and(|c| c.id == h.id) })
                .collect(),
            place: ctx.actor.prison_name.clone(),
            case_number: ctx.actor.case_number.clone(),
            unread: ctx.actor.unread,
            shortcuts: ctx.actor.shortcuts,
            path: ctx.path().to_owned(),
            page: ctx.request_id.to_string(),
            made_at: fmt.at(ctx.now),
            searches: ctx.may(Class::Person, Act::Extract),
            glass: ctx.actor.broken.iter().map(|b| (b.inmate.to_string(), fmt.time(b.until))).collect(),
            device: ctx.actor.around.device.clone(),
            account: ctx.actor.account.to_string(),
            roll: ctx.actor.around.roll.as_ref().map(|roll| {
                let due = fmt.near(roll.due);
                let what = if roll.differs { t.msg_count_alert_differs(due.as_str()) } else { t.msg_count_alert_late(due.as_str()) };
                (format!("/roll-call/{}", roll.id), what)
            }),
            fmt,
        }
    }
}

impl Deref for Frame {
    type Target = Shell;
    fn deref(&self) -> &Shell {
        &self.shell
    }
}

/// A role's name.
pub fn role_name(t: Text, role: Role) -> String {
    match role {
        Role::Officer => t.msg_role_off(),
        Role::ContactOfficer => t.msg_role_con(),
        Role::DutyOfficer => t.msg_role_dut(),
        Role::Governor => t.msg_role_gov(),
        Role::WorkSupervisor => t.msg_role_wrk(),
        Role::Teacher => t.msg_role_edu(),
        Role::Nurse => t.msg_role_nur(),
        Role::Doctor => t.msg_role_doc(),
        Role::Psychologist => t.msg_role_psy(),
        Role::Pharmacy => t.msg_role_pha(),
        Role::CaseManager => t.msg_role_cas(),
        Role::Reintegration => t.msg_role_rei(),
        Role::Transfers => t.msg_role_tra(),
        Role::Visits => t.msg_role_vis(),
        Role::Finance => t.msg_role_fin(),
        Role::Chaplain => t.msg_role_chp(),
        Role::Auditor => t.msg_role_aud(),
        Role::System => t.msg_role_sys(),
    }
}
