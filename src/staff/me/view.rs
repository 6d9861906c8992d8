//! The pages about one's own account.

use askama::Template;

use super::{rules, store};
use crate::access::{Act, Class};
use crate::staff::words;
use crate::web::ctx::Ctx;
use crate::web::field::Summary;
use crate::web::frame::Shell;
use crate::web::lang::Text;
use crate::web::{Choice, Errors, Field, Fmt, Frame, Lang};

/// A line of the list of roles.
pub struct RoleLine {
    pub role: String,
    pub place: String,
    pub until: String,
    pub current: bool,
}

#[derive(Template)]
#[template(path = "staff/me.html")]
pub struct MeView {
    pub frame: Frame,
    pub done: Option<String>,
    pub errors: bool,
    pub summary: Summary,
    pub username: String,
    pub roles: Vec<RoleLine>,
    pub language: Field,
    pub shortcuts: Field,
    pub sessions: i64,
    pub second_factor: bool,
    pub log: bool,
}

impl MeView {
    pub fn new(ctx: &Ctx, done: Option<String>, roles: Vec<store::MyRole>, second_factor: bool, typed: (&str, bool, i64), errors: &Errors) -> Self {
        let (t, fmt) = (ctx.t, ctx.fmt());
        let (language, shortcuts, sessions) = typed;
        let current = ctx.actor.role().map(|r| r.code());
        Self {
            frame: ctx.frame("me", t.msg_me()),
            done,
            errors: !errors.is_empty(),
            summary: Summary::of(t, errors),
            username: ctx.actor.username.clone(),
            roles: roles
                .into_iter()
                .map(|r| RoleLine {
                    current: current == Some(r.role.as_str()),
                    role: words::role(t, &r.role),
                    place: words::place(t, &r.prisons, r.region.as_deref()),
                    until: r.until.map_or_else(|| t.msg_me_no_end(), |at| fmt.day(crate::law::calendar::oslo_day(at))),
                })
                .collect(),
            language: Field::radio("language", t.msg_me_language(), language, languages()).errors(errors),
            shortcuts: Field::checkbox("single_keys", t.msg_me_single_keys(), if shortcuts { "yes" } else { "" }).hint(t.msg_me_single_keys_hint()),
            sessions,
            second_factor,
            log: ctx.may(Class::Audit, Act::Own),
        }
    }
}

/// A language is named in itself.
fn languages() -> Vec<Choice> {
    Lang::ALL.into_iter().map(|l| Choice::new(l.tag(), l.text().msg_language_name())).collect()
}

/// One session as shown.
pub struct SessionLine {
    pub id: String,
    pub client: String,
    pub address: String,
    pub station: String,
    pub since: String,
    pub seen: String,
    pub current: bool,
}

#[derive(Template)]
#[template(path = "staff/sessions.html")]
pub struct SessionsView {
    pub frame: Frame,
    pub done: Option<String>,
    pub sessions: Vec<SessionLine>,
}

impl SessionsView {
    pub fn new(ctx: &Ctx, done: Option<String>, sessions: Vec<store::MySession>) -> Self {
        let (t, fmt) = (ctx.t, ctx.fmt());
        let line = |s: store::MySession| SessionLine {
            current: s.id == ctx.actor.session.0,
            id: s.id.to_string(),
            client: s.client.filter(|c| !c.is_empty()).unwrap_or_else(|| t.msg_session_unknown_browser()),
            address: s.address.filter(|a| !a.is_empty()).unwrap_or_else(|| t.msg_not_known()),
            station: station(t, &s.station),
            since: fmt.at(s.created_at),
            seen: fmt.near(s.last_seen_at),
        };
        Self { frame: ctx.frame("me", t.msg_session_title()), done, sessions: sessions.into_iter().map(line).collect() }
    }
}

fn station(t: Text, station: &str) -> String {
    match station {
        "shared" => t.msg_session_shared(),
        "tablet" => t.msg_session_tablet(),
        "wall" => t.msg_session_wall(),
        _ => t.msg_session_office(),
    }
}

/// The one page that stands both inside and before a finished sign-in, so it has no menu.
#[derive(Template)]
#[template(path = "staff/password.html")]
pub struct PasswordView {
    pub shell: Shell,
    pub forced: bool,
    pub errors: bool,
    pub summary: Summary,
    pub username: String,
    pub current: Field,
    pub password: Field,
    pub again: Field,
}

impl PasswordView {
    fn back(&self) -> &str {
        "/me/password"
    }

    pub fn new(ctx: &Ctx, forced: bool, errors: &Errors) -> Self {
        let t = ctx.t;
        Self {
            shell: ctx.shell(t.msg_pw_title()),
            forced,
            errors: !errors.is_empty(),
            summary: Summary::of(t, errors),
            username: ctx.actor.username.clone(),
            current: Field::password("current", t.msg_pw_current(), "current-password").required(t).errors(errors),
            password: Field::password("password", t.msg_pw_new(), "new-password").hint(t.msg_pw_new_hint()).required(t).errors(errors),
            again: Field::password("again", t.msg_pw_again(), "new-password").required(t).errors(errors),
        }
    }
}

/// How far one's second factor has come.
pub enum Factor {
    Off,
    Begun { qr: String, secret: String },
    On,
}

#[derive(Template)]
#[template(path = "staff/second_factor.html")]
pub struct FactorView {
    pub frame: Frame,
    pub done: Option<String>,
    pub errors: bool,
    pub summary: Summary,
    pub factor: Factor,
    pub code: Field,
}

impl FactorView {
    pub fn new(ctx: &Ctx, done: Option<String>, factor: Factor, errors: &Errors) -> Self {
        let t = ctx.t;
        Self {
            frame: ctx.frame("me", t.msg_second_factor()),
            done,
            errors: !errors.is_empty(),
            summary: Summary::of(t, errors),
            factor,
            code: Field::text("code", t.msg_code(), "")
                .hint(t.msg_code_hint())
                .autocomplete("one-time-code")
                .inputmode("numeric")
                .width("w-code")
                .max(8)
                .code()
                .required(t)
                .errors(errors),
        }
    }
}

/// Somebody one has told of.
pub struct ToldLine {
    pub number: String,
    pub relation: String,
    pub at: String,
}

#[derive(Template)]
#[template(path = "staff/relations.html")]
pub struct RelationsView {
    pub frame: Frame,
    pub done: bool,
    pub errors: bool,
    pub summary: Summary,
    pub number: Field,
    pub relation: Field,
    pub told: Vec<ToldLine>,
}

impl RelationsView {
    pub fn new(ctx: &Ctx, done: bool, told: Vec<store::Told>, typed: (&str, &str), errors: &Errors) -> Self {
        let (t, fmt): (Text, Fmt) = (ctx.t, ctx.fmt());
        Self {
            frame: ctx.frame("me", t.msg_relation_title()),
            done,
            errors: !errors.is_empty(),
            summary: Summary::of(t, errors),
            number: Field::text("number", t.msg_relation_number(), typed.0)
                .hint(t.msg_relation_number_hint())
                .width("w-code")
                .max(20)
                .code()
                .required(t)
                .errors(errors),
            relation: Field::select(
                "relation",
                t.msg_relation_kind(),
                typed.1,
                rules::RELATIONS.iter().map(|r| Choice::new(*r, rules::relation(t, r))).collect(),
            )
            .or_none(t.msg_staff_choose())
            .width("w-half")
            .required(t)
            .errors(errors),
            told: told.into_iter().map(|x| ToldLine { number: x.number, relation: rules::relation(t, &x.relation), at: fmt.at(x.at) }).collect(),
        }
    }
}
