//! The pages of accounts.

use askama::Template;

use super::form::{Edit, NewAccount};
use super::store::{Account, State};
use crate::access::{Act, Class};
use crate::staff::assignments::store::Assignment;
use crate::staff::assignments::view::Line;
use crate::web::conflict;
use crate::web::field::Summary;
use crate::web::{Ctx, Errors, Field, Frame};

/// An account in the list.
pub struct Row {
    pub id: String,
    pub name: String,
    pub username: String,
    pub number: String,
    pub title: String,
    pub active: bool,
}

#[derive(Template)]
#[template(path = "staff/accounts.html")]
pub struct ListView {
    pub frame: Frame,
    pub rows: Vec<Row>,
    pub wanted: Field,
    pub searched: String,
    pub paged: bool,
    pub next: Option<String>,
    pub administers: bool,
}

impl ListView {
    pub fn new(ctx: &Ctx, accounts: Vec<Account>, searched: &str, paged: bool, next: Option<String>) -> Self {
        Self {
            frame: ctx.frame("accounts", ctx.t.msg_account_nav()),
            rows: accounts
                .into_iter()
                .map(|a| Row {
                    id: a.id.to_string(),
                    name: a.display_name,
                    username: a.username,
                    number: a.staff_number,
                    title: a.title.unwrap_or_default(),
                    active: a.active,
                })
                .collect(),
            wanted: Field::text("q", ctx.t.msg_account_search(), searched).width("w-half").max(80).code(),
            searched: form_urlencoded::byte_serialize(searched.as_bytes()).collect(),
            paged,
            next,
            administers: ctx.may(Class::Accounts, Act::Write),
        }
    }
}

#[derive(Template)]
#[template(path = "staff/account_new.html")]
pub struct NewView {
    pub frame: Frame,
    pub errors: bool,
    pub summary: Summary,
    pub display_name: Field,
    pub username: Field,
    pub staff_number: Field,
    pub title: Field,
}

impl NewView {
    pub fn new(ctx: &Ctx, typed: &NewAccount, errors: &Errors) -> Self {
        let t = ctx.t;
        Self {
            frame: ctx.frame("accounts", t.msg_account_new()),
            errors: !errors.is_empty(),
            summary: Summary::of(t, errors),
            display_name: Field::text("display_name", t.msg_account_name(), &typed.display_name)
                .hint(t.msg_account_name_hint())
                .max(120)
                .code()
                .required(t)
                .errors(errors),
            username: Field::text("username", t.msg_username(), &typed.username)
                .hint(t.msg_account_username_hint())
                .width("w-half")
                .max(40)
                .code()
                .required(t)
                .errors(errors),
            staff_number: Field::text("staff_number", t.msg_account_number(), &typed.staff_number).width("w-half").max(20).code().required(t).errors(errors),
            title: title(ctx, &typed.title, errors),
        }
    }
}

fn title(ctx: &Ctx, value: &str, errors: &Errors) -> Field {
    Field::text("title", ctx.t.msg_account_title(), value).hint(ctx.t.msg_account_title_hint()).width("w-half").max(80).errors(errors)
}

/// The one page that shows a first password.
#[derive(Template)]
#[template(path = "staff/first_password.html")]
pub struct FirstPasswordView {
    pub frame: Frame,
    pub id: String,
    pub name: String,
    pub username: String,
    pub password: String,
    pub made: bool,
}

#[derive(Template)]
#[template(path = "staff/account.html")]
pub struct OneView {
    pub frame: Frame,
    pub done: Option<String>,
    pub account: Row,
    pub created: String,
    pub password_set: String,
    pub must_change: bool,
    pub second_factor: bool,
    pub sessions: i64,
    pub assignments: Vec<Line>,
    pub administers: bool,
    pub own: bool,
}

impl OneView {
    pub fn new(ctx: &Ctx, done: Option<String>, a: Account, state: State, assignments: &[Assignment]) -> Self {
        let (t, fmt) = (ctx.t, ctx.fmt());
        Self {
            frame: ctx.frame("accounts", a.display_name.clone()),
            done,
            created: fmt.at(a.created_at),
            password_set: state.password_set_at.map_or_else(|| t.msg_account_no_password(), |at| fmt.at(at)),
            must_change: state.must_change,
            second_factor: state.second_factor,
            sessions: state.sessions,
            assignments: assignments.iter().map(|x| Line::of(ctx, x)).collect(),
            administers: ctx.may(Class::Accounts, Act::Write),
            own: a.id == ctx.actor.account.0,
            account: Row {
                id: a.id.to_string(),
                name: a.display_name,
                username: a.username,
                number: a.staff_number,
                title: a.title.unwrap_or_default(),
                active: a.active,
            },
        }
    }
}

#[derive(Template)]
#[template(path = "staff/account_edit.html")]
pub struct EditView {
    pub frame: Frame,
    pub errors: bool,
    pub summary: Summary,
    pub id: String,
    pub name: String,
    pub version: String,
    pub was: String,
    pub display_name: Field,
    pub title: Field,
}

impl EditView {
    pub fn new(ctx: &Ctx, account: &Account, typed: &Edit, errors: &Errors) -> Self {
        let t = ctx.t;
        Self {
            frame: ctx.frame("accounts", t.msg_account_edit()),
            errors: !errors.is_empty(),
            summary: Summary::of(t, errors),
            id: account.id.to_string(),
            name: account.display_name.clone(),
            version: typed.version.clone(),
            was: typed.was.clone(),
            display_name: Field::text("display_name", t.msg_account_name(), &typed.display_name)
                .hint(t.msg_account_name_hint())
                .max(120)
                .code()
                .required(t)
                .errors(errors),
            title: title(ctx, &typed.title, errors),
        }
    }
}

/// The form as filled from the row.
pub fn filled(account: &Account) -> Edit {
    let title = account.title.clone().unwrap_or_default();
    Edit {
        was: conflict::was(&[("display_name", &account.display_name), ("title", &title)]),
        display_name: account.display_name.clone(),
        title,
        version: account.version.to_string(),
    }
}
