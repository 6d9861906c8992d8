//! Handlers for one's own account.

use axum::response::Response;
use serde_json::json;

use super::form::{Code, NewPassword, Nothing, OneSession, Relation, Settings};
use super::store;
use super::view::{Factor, FactorView, MeView, PasswordView, RelationsView, SessionsView};
use crate::access::actor::Stage;
use crate::access::door;
use crate::access::{Action, Class, Entry};
use crate::platform::crypto::{password, totp};
use crate::platform::id::SessionId;
use crate::web::ctx::with_cookie;
use crate::web::{Access, Ctx, Error, Errors, Form, Routes};

/// Wrong passwords or codes within a quarter of an hour.
const TRIES: i32 = 10;
/// The name an authenticator shows.
const ISSUER: &str = "Overgang";

pub fn routes() -> Routes {
    Routes::new()
        .get("/me", Access::SignedIn, show)
        .post("/me", Access::SignedIn, save_settings)
        .get("/me/sessions", Access::SignedIn, show_sessions)
        .post("/me/sessions/end", Access::SignedIn, end_session)
        .post("/me/sessions/end-others", Access::SignedIn, end_other_sessions)
        .get("/me/password", Access::Begun, show_password)
        .post("/me/password", Access::Begun, change_password)
        .get("/me/second-factor", Access::SignedIn, show_factor)
        .post("/me/second-factor/begin", Access::SignedIn, begin_factor)
        .post("/me/second-factor", Access::SignedIn, confirm_factor)
        .post("/me/second-factor/remove", Access::SignedIn, remove_factor)
        .get("/me/relations", Access::SignedIn, show_relations)
        .post("/me/relations", Access::SignedIn, tell_relation)
}

async fn settings_page(ctx: &mut Ctx, typed: Option<&Settings>, errors: &Errors) -> Result<MeView, Error> {
    let (account, now) = (ctx.actor.account, ctx.now);
    let roles = store::roles(ctx.conn(), account, now).await?;
    let kept = store::settings(ctx.conn(), account, now).await?;
    let factor = door::my_credential(ctx.conn()).await?.is_some_and(|c| c.totp_confirmed);
    let (language, shortcuts) = typed.map_or((kept.language.as_str(), kept.shortcuts), |s| (s.language.as_str(), s.single_keys == "yes"));
    let done = ctx.query("done").and_then(|d| match d.as_str() {
        "settings" => Some(ctx.t.msg_me_saved()),
        "password" => Some(ctx.t.msg_pw_changed()),
        _ => None,
    });
    Ok(MeView::new(ctx, done, roles, factor, (language, shortcuts, kept.sessions), errors))
}

async fn show(mut ctx: Ctx) -> Result<Response, Error> {
    let view = settings_page(&mut ctx, None, &Errors::new()).await?;
    ctx.page(view).await
}

async fn save_settings(mut ctx: Ctx, form: Form<Settings>) -> Result<Response, Error> {
    let raw = ctx.open(form).await?;
    let (lang, shortcuts) = match raw.parse(ctx.t) {
        Ok(command) => command,
        Err(errors) => {
            let view = settings_page(&mut ctx, Some(&raw), &errors).await?;
            return ctx.invalid(view).await;
        }
    };
    let (account, secure) = (ctx.actor.account, ctx.app.secure_cookies);
    store::set_settings(ctx.conn(), account, lang.tag(), shortcuts).await?;
    ctx.record(Entry::new(Action::Administer, Class::Accounts).with(json!({ "own": "settings", "language": lang.tag(), "shortcuts": shortcuts })));
    ctx.save_with("/me?done=settings", with_cookie(lang.cookie(secure))).await
}

async fn show_sessions(mut ctx: Ctx) -> Result<Response, Error> {
    let (account, now) = (ctx.actor.account, ctx.now);
    let sessions = store::sessions(ctx.conn(), account, now).await?;
    let done = ctx.query("done").map(|_| ctx.t.msg_session_ended());
    let view = SessionsView::new(&ctx, done, sessions);
    ctx.page(view).await
}

async fn end_session(mut ctx: Ctx, form: Form<OneSession>) -> Result<Response, Error> {
    let raw = ctx.open(form).await?;
    let session: SessionId = raw.session.parse().map_err(|_| Error::NotFound)?;
    let now = ctx.now;
    if !door::end_session(ctx.conn(), session, now, "ended_by_self").await? {
        return Err(Error::NotFound);
    }
    ctx.record(Entry::new(Action::SignOut, Class::Accounts).with(json!({ "session": session })));
    ctx.save("/me/sessions?done=one").await
}

async fn end_other_sessions(mut ctx: Ctx, form: Form<Nothing>) -> Result<Response, Error> {
    ctx.open(form).await?;
    let running = ctx.actor.session;
    let ended = store::end_others(ctx.conn(), running).await?;
    ctx.record(Entry::new(Action::SignOut, Class::Accounts).with(json!({ "others": ended })));
    ctx.save("/me/sessions?done=others").await
}

/// The second factor is asked for before the password may be changed.
fn past_second_factor(ctx: &Ctx) -> Result<(), Error> {
    if ctx.actor.stage == Stage::SecondFactor { Err(Error::Unfinished("/second-factor")) } else { Ok(()) }
}

async fn show_password(ctx: Ctx) -> Result<Response, Error> {
    past_second_factor(&ctx)?;
    let view = PasswordView::new(&ctx, ctx.actor.stage == Stage::ChangePassword, &Errors::new());
    ctx.page(view).await
}

async fn change_password(mut ctx: Ctx, form: Form<NewPassword>) -> Result<Response, Error> {
    let raw = ctx.open(form).await?;
    past_second_factor(&ctx)?;
    not_too_many(&mut ctx).await?;
    let forced = ctx.actor.stage == Stage::ChangePassword;
    let mut errors = raw.parse(ctx.t, &[&ctx.actor.username, &ctx.actor.name, &ctx.actor.prison_name]);
    if errors.is_empty() {
        let mine = door::my_credential(ctx.conn()).await?.ok_or(Error::Forbidden)?;
        if !password::verify(mine.phc, raw.current).await.map_err(Error::internal)? {
            count_failure(&ctx).await?;
            errors.add("current", ctx.t.msg_password_wrong());
        }
    }
    if !errors.is_empty() {
        let view = PasswordView::new(&ctx, forced, &errors);
        return ctx.invalid(view).await;
    }
    let phc = password::hash(raw.password).await.map_err(Error::internal)?;
    let session = ctx.actor.session;
    door::set_my_password(ctx.conn(), &phc, session).await?;
    door::advance_session(ctx.conn(), session, Stage::Full).await?;
    ctx.record(Entry::new(Action::Administer, Class::Accounts).with(json!({ "own": "password", "forced": forced })));
    ctx.save(if forced { "/" } else { "/me?done=password" }).await
}

async fn not_too_many(ctx: &mut Ctx) -> Result<(), Error> {
    let (key, now) = (throttle_key(ctx), ctx.now);
    if door::failures(ctx.conn(), &key, now).await? >= TRIES { Err(Error::TooMany(900)) } else { Ok(()) }
}

/// In a transaction of its own: a refused form undoes what its own did.
async fn count_failure(ctx: &Ctx) -> Result<(), Error> {
    let mut tx = ctx.begin_on(ctx.actor.side).await?;
    door::count_failure(&mut tx, &throttle_key(ctx), ctx.now).await?;
    Ok(tx.commit().await?)
}

/// Apart from the door's key: a mistyped password here must not lock the way in.
fn throttle_key(ctx: &Ctx) -> String {
    format!("own:{}", ctx.actor.username)
}

async fn factor(ctx: &mut Ctx) -> Result<Factor, Error> {
    let mine = door::my_credential(ctx.conn()).await?.ok_or(Error::Forbidden)?;
    Ok(match mine.totp_secret {
        _ if mine.totp_confirmed => Factor::On,
        None => Factor::Off,
        Some(secret) => {
            let made = totp::enrol_again(&secret, ISSUER, &ctx.actor.username).map_err(Error::internal)?;
            Factor::Begun { qr: made.qr_svg, secret: spaced(&made.secret) }
        }
    })
}

/// In groups of four, for typing by hand.
fn spaced(secret: &str) -> String {
    secret.as_bytes().chunks(4).map(String::from_utf8_lossy).collect::<Vec<_>>().join(" ")
}

async fn factor_page(ctx: &mut Ctx, errors: &Errors) -> Result<FactorView, Error> {
    let factor = factor(ctx).await?;
    let done = ctx.query("done").and_then(|d| match d.as_str() {
        "on" => Some(ctx.t.msg_factor_now_on()),
        "off" => Some(ctx.t.msg_factor_now_off()),
        _ => None,
    });
    Ok(FactorView::new(ctx, done, factor, errors))
}

async fn show_factor(mut ctx: Ctx) -> Result<Response, Error> {
    let view = factor_page(&mut ctx, &Errors::new()).await?;
    ctx.page(view).await
}

async fn begin_factor(mut ctx: Ctx, form: Form<Nothing>) -> Result<Response, Error> {
    ctx.open(form).await?;
    // Somebody else's hands on an open browser must not bind it to their own telephone.
    ctx.confirmed("/me/second-factor")?;
    if matches!(factor(&mut ctx).await?, Factor::On) {
        return Err(Error::AlreadyDone("/me/second-factor".to_owned()));
    }
    let made = totp::enrol(ISSUER, &ctx.actor.username).map_err(Error::internal)?;
    door::set_my_totp(ctx.conn(), Some(&made.secret), false).await?;
    ctx.record(Entry::new(Action::Administer, Class::Accounts).with(json!({ "own": "second factor", "state": "begun" })));
    ctx.save("/me/second-factor").await
}

async fn confirm_factor(mut ctx: Ctx, form: Form<Code>) -> Result<Response, Error> {
    let raw = ctx.open(form).await?;
    not_too_many(&mut ctx).await?;
    let mine = door::my_credential(ctx.conn()).await?.ok_or(Error::Forbidden)?;
    let (false, Some(secret)) = (mine.totp_confirmed, mine.totp_secret) else { return Err(Error::AlreadyDone("/me/second-factor".to_owned())) };
    let Some(step) = totp::check(&secret, &raw.code, ctx.now, None) else {
        count_failure(&ctx).await?;
        let mut errors = Errors::new();
        errors.add("code", ctx.t.msg_code_wrong());
        let view = factor_page(&mut ctx, &errors).await?;
        return ctx.invalid(view).await;
    };
    door::set_my_totp(ctx.conn(), Some(&secret), true).await?;
    // This code has been used: it opens nothing else.
    door::use_totp_step(ctx.conn(), step).await?;
    ctx.record(Entry::new(Action::Administer, Class::Accounts).with(json!({ "own": "second factor", "state": "on" })));
    ctx.save("/me/second-factor?done=on").await
}

async fn remove_factor(mut ctx: Ctx, form: Form<Nothing>) -> Result<Response, Error> {
    ctx.open(form).await?;
    ctx.confirmed("/me/second-factor")?;
    door::set_my_totp(ctx.conn(), None, false).await?;
    ctx.record(Entry::new(Action::Administer, Class::Accounts).with(json!({ "own": "second factor", "state": "off" })));
    ctx.save("/me/second-factor?done=off").await
}

async fn relations_page(ctx: &mut Ctx, typed: &Relation, errors: &Errors) -> Result<RelationsView, Error> {
    let account = ctx.actor.account;
    let told = store::told(ctx.conn(), account).await?;
    let done = ctx.query("done").is_some();
    Ok(RelationsView::new(ctx, done, told, (&typed.number, &typed.relation), errors))
}

async fn show_relations(mut ctx: Ctx) -> Result<Response, Error> {
    let view = relations_page(&mut ctx, &Relation::default(), &Errors::new()).await?;
    ctx.page(view).await
}

async fn tell_relation(mut ctx: Ctx, form: Form<Relation>) -> Result<Response, Error> {
    let raw = ctx.open(form).await?;
    let (number, relation) = match raw.parse(ctx.t) {
        Ok(command) => command,
        Err(errors) => {
            let view = relations_page(&mut ctx, &raw, &errors).await?;
            return ctx.invalid(view).await;
        }
    };
    store::tell(ctx.conn(), &number, relation).await?;
    ctx.record(Entry::new(Action::Administer, Class::Protection).with(json!({ "own": "relation" })));
    ctx.save("/me/relations?done=told").await
}
