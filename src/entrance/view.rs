//! The pages at the door.

use askama::Template;

use crate::access::Role;
use crate::access::door::DemonstrationAccount;
use crate::web::field::Summary;
use crate::web::frame::{Shell, role_name};
use crate::web::lang::Text;
use crate::web::{Choice, Errors, Field};

#[derive(Template)]
#[template(path = "entrance/sign_in.html")]
pub struct SignInView {
    pub shell: Shell,
    pub errors: bool,
    pub summary: Summary,
    pub username: Field,
    pub password: Field,
    pub station: Field,
    pub places: Vec<Place>,
}

impl SignInView {
    fn back(&self) -> &str {
        "/sign-in"
    }

    pub fn new(shell: Shell, username: &str, station: &str, errors: &Errors, accounts: Vec<DemonstrationAccount>) -> Self {
        let t = shell.t;
        Self {
            errors: !errors.is_empty(),
            summary: Summary::of(t, errors),
            username: Field::text("username", t.msg_username(), username).autocomplete("username").max(40).code().required(t).errors(errors),
            password: Field::password("password", t.msg_password(), "current-password").required(t).errors(errors),
            station: Field::radio(
                "station",
                t.msg_station(),
                station,
                vec![
                    Choice::new("office", t.msg_station_office()),
                    Choice::new("shared", t.msg_station_shared()),
                    Choice::new("tablet", t.msg_station_tablet()),
                ],
            )
            .hint(t.msg_station_hint()),
            places: places(t, accounts),
            shell,
        }
    }
}

/// The demonstration's accounts at one place.
pub struct Place {
    pub name: String,
    rank: u8,
    pub accounts: Vec<Pick>,
}

/// One account to enter by a click.
pub struct Pick {
    pub id: String,
    pub role: String,
    pub icon: &'static str,
    pub name: String,
    pub username: String,
}

/// By place: first the prison that shows most (Halden, when it is there), then the service and its regions, then the other prisons.
fn places(t: Text, accounts: Vec<DemonstrationAccount>) -> Vec<Place> {
    let mut places: Vec<Place> = Vec::new();
    for a in accounts {
        let role = match a.region.as_deref().filter(|_| a.prison.is_none()) {
            Some(region) if region != "*" => t.msg_role_at(role_name(t, a.role).as_str(), t.msg_region(region).as_str()),
            _ => role_name(t, a.role),
        };
        let name = a.prison.unwrap_or_else(|| t.msg_whole_service());
        let pick = Pick { id: a.id.to_string(), role, icon: icon(a.role), name: a.name, username: a.username };
        let at = places.iter().position(|p| p.name == name).unwrap_or_else(|| {
            let rank = if a.prison_code.as_deref() == Some("HAL") {
                0
            } else if a.prison_code.is_none() {
                1
            } else {
                2
            };
            places.push(Place { name, rank, accounts: Vec::new() });
            places.len() - 1
        });
        let accounts = &mut places[at].accounts;
        match accounts.iter_mut().find(|p| p.id == pick.id) {
            Some(same) => same.role = t.msg_two_roles(same.role.as_str(), pick.role.as_str()),
            None => accounts.push(pick),
        }
    }
    places.sort_by_key(|p| p.rank);
    places
}

fn icon(role: Role) -> &'static str {
    match role {
        Role::Officer | Role::DutyOfficer => "KeyHorizontal",
        Role::ContactOfficer => "PersonChat",
        Role::Governor => "Buildings3",
        Role::WorkSupervisor => "Wrench",
        Role::Teacher => "HatSchool",
        Role::Nurse => "FirstAidKit",
        Role::Doctor => "Stethoscope",
        Role::Psychologist => "HeadHeart",
        Role::Pharmacy => "PillCircle",
        Role::CaseManager => "Tasklist",
        Role::Reintegration => "Handshake",
        Role::Transfers => "ArrowRightLeft",
        Role::Visits => "DoorOpen",
        Role::Finance => "BankNote",
        Role::Chaplain => "HandHeart",
        Role::Auditor => "Eye",
        Role::System => "Cog",
    }
}

#[derive(Template)]
#[template(path = "entrance/second_factor.html")]
pub struct SecondFactorView {
    pub shell: Shell,
    pub summary: Summary,
    pub errors: bool,
    pub code: Field,
}

impl SecondFactorView {
    fn back(&self) -> &str {
        "/second-factor"
    }

    pub fn new(shell: Shell, errors: &Errors) -> Self {
        let t = shell.t;
        Self {
            summary: Summary::of(t, errors),
            errors: !errors.is_empty(),
            code: Field::text("code", t.msg_code(), "")
                .hint(t.msg_code_hint())
                .autocomplete("one-time-code")
                .inputmode("numeric")
                .width("w-code")
                .max(8)
                .code()
                .required(t)
                .errors(errors),
            shell,
        }
    }
}

#[derive(Template)]
#[template(path = "entrance/confirm.html")]
pub struct ConfirmView {
    pub shell: Shell,
    pub summary: Summary,
    pub errors: bool,
    pub password: Field,
    pub code: Option<Field>,
    pub to: String,
}

impl ConfirmView {
    fn back(&self) -> &str {
        "/"
    }

    pub fn new(shell: Shell, to: String, second_factor: bool, errors: &Errors) -> Self {
        let t = shell.t;
        Self {
            summary: Summary::of(t, errors),
            errors: !errors.is_empty(),
            password: Field::password("password", t.msg_password(), "current-password").required(t).errors(errors),
            code: second_factor.then(|| {
                Field::text("code", t.msg_code(), "")
                    .hint(t.msg_code_hint())
                    .autocomplete("one-time-code")
                    .inputmode("numeric")
                    .width("w-code")
                    .max(8)
                    .code()
                    .required(t)
                    .errors(errors)
            }),
            to,
            shell,
        }
    }
}

#[derive(Template)]
#[template(path = "entrance/about.html")]
pub struct AboutView {
    pub shell: Shell,
}

impl AboutView {
    fn back(&self) -> &str {
        "/about"
    }
}
