//! Handlers of the door.

use axum::http::{HeaderValue, StatusCode};
use axum::response::{Html, IntoResponse, Redirect, Response};
use serde_json::json;

use askama::Template;

use super::form::{self, Code, Confirm, Demonstration, Hat, Language, Leaving, SignIn};
use super::view::{AboutView, ConfirmView, SecondFactorView, SignInView};
use crate::access::actor::Stage;
use crate::access::door::{self, DoorEvent, NewSession, SessionOutcome};
use crate::access::{Action, Class, Entry};
use crate::platform::crypto::{password, totp};
use crate::platform::db::Side;
use crate::platform::id::{AccountId, SessionId};
use crate::web::ctx::{local_path, with_cookie};
use crate::web::session::{self, Fresh};
use crate::web::{Access, Ctx, Error, Errors, Form, Lang, Routes, Visitor};

/// Tries within a quarter of an hour for one account, and for one address. An address is a whole house at seven in the morning.
const TRIES_PER_ACCOUNT: i32 = 10;
const TRIES_PER_ADDRESS: i32 = 300;

/// The routes of the door.
pub fn routes() -> Routes {
    Routes::new()
        .get("/sign-in", Access::Anyone, show_sign_in)
        .post("/sign-in", Access::Anyone, sign_in)
        .post("/demo/sign-in", Access::Anyone, demonstration)
        .post("/language", Access::Anyone, language)
        .get("/about", Access::Anyone, about)
        .get("/second-factor", Access::Begun, show_second_factor)
        .post("/second-factor", Access::Begun, second_factor)
        .post("/sign-out", Access::Begun, sign_out)
        .get("/confirm", Access::SignedIn, show_confirm)
        .post("/confirm", Access::SignedIn, confirm)
        .post("/hat", Access::SignedIn, switch_hat)
}

/// The side this process answers first.
fn first_side(visitor: &Visitor) -> Side {
    if visitor.app.db.runs(Side::Custody) { Side::Custody } else { Side::Health }
}

async fn sign_in_page(visitor: &Visitor, username: &str, station: &str, errors: &Errors) -> Result<Response, Error> {
    let mut tx = visitor.begin(first_side(visitor)).await?;
    let accounts = if visitor.app.demonstration { door::demonstration_accounts(&mut tx).await? } else { Vec::new() };
    tx.commit().await?;
    let view = SignInView::new(visitor.shell(visitor.t.msg_sign_in()), username, station, errors, accounts);
    let status = if errors.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    Ok((status, Html(view.render()?)).into_response())
}

async fn show_sign_in(visitor: Visitor) -> Result<Response, Error> {
    sign_in_page(&visitor, "", "office", &Errors::new()).await
}

async fn sign_in(visitor: Visitor, form: Form<SignIn>) -> Result<Response, Error> {
    let raw = form.anonymous(&visitor);
    let t = visitor.t;
    let mut errors = Errors::new();
    let username = raw.username.trim().to_lowercase();
    if username.is_empty() {
        errors.add("username", t.msg_sign_in_missing_username());
    }
    if raw.password.is_empty() {
        errors.add("password", t.msg_sign_in_missing_password());
    }
    if !errors.is_empty() {
        return sign_in_page(&visitor, &raw.username, form::station(&raw.station), &errors).await;
    }
    let keys = [(format!("account:{username}"), TRIES_PER_ACCOUNT), (format!("address:{}", visitor.client().1), TRIES_PER_ADDRESS)];
    let mut tx = visitor.begin(first_side(&visitor)).await?;
    for (key, most) in &keys {
        if door::failures(&mut tx, key, visitor.now).await? >= *most {
            errors.add("username", t.msg_sign_in_too_many());
        }
    }
    let known = door::credentials(&mut tx, &username).await?;
    tx.commit().await?;
    if !errors.is_empty() {
        return sign_in_page(&visitor, &raw.username, form::station(&raw.station), &errors).await;
    }
    // The same work for an account that does not exist, so that time tells nothing.
    let right = match &known {
        Some(c) => password::verify(c.phc.clone(), raw.password).await.map_err(Error::internal)?,
        None => {
            password::verify_dummy(raw.password).await.map_err(Error::internal)?;
            false
        }
    };
    let Some(known) = known.filter(|_| right) else {
        let mut tx = visitor.begin(first_side(&visitor)).await?;
        for (key, _) in &keys {
            door::count_failure(&mut tx, key, visitor.now).await?;
        }
        let event = DoorEvent {
            action: Action::SignInFailed,
            account: None,
            request: visitor.request_id,
            route: visitor.route(),
            detail: json!({ "reason": "password" }),
        };
        door::record(&mut tx, event, visitor.now).await?;
        tx.commit().await?;
        errors.add("password", t.msg_sign_in_wrong());
        return sign_in_page(&visitor, &raw.username, form::station(&raw.station), &errors).await;
    };
    let stage = match (known.second_factor, known.must_change) {
        (true, _) => Stage::SecondFactor,
        (false, true) => Stage::ChangePassword,
        (false, false) => Stage::Full,
    };
    let next = match stage {
        Stage::SecondFactor => "/second-factor",
        Stage::ChangePassword => "/me/password",
        Stage::Full => "/",
    };
    match enter(&visitor, known.account, stage, form::station(&raw.station), Some(&keys[0].0)).await? {
        Some((side, fresh)) => {
            let mut headers = with_cookie(fresh.cookie(side, visitor.app.secure_cookies));
            if let Some(cookie) = Lang::from_tag(&known.language).and_then(|l| l.cookie(visitor.app.secure_cookies)) {
                headers.append(axum::http::header::SET_COOKIE, cookie);
            }
            Ok((headers, Redirect::to(next)).into_response())
        }
        None => {
            errors.add("username", t.msg_sign_in_other_side());
            sign_in_page(&visitor, &raw.username, form::station(&raw.station), &errors).await
        }
    }
}

/// Makes the session on the first side of this process where the account has a role.
async fn enter(visitor: &Visitor, account: AccountId, stage: Stage, station: &str, throttle: Option<&str>) -> Result<Option<(Side, Fresh)>, Error> {
    let (client, address) = visitor.client();
    for side in [Side::Custody, Side::Health] {
        if !visitor.app.db.runs(side) {
            continue;
        }
        let fresh = Fresh::new();
        let mut tx = visitor.begin(side).await?;
        let new = NewSession { id: SessionId::fresh(), token_hash: &fresh.hash, account, stage, station, client, address };
        if door::create_session(&mut tx, new, visitor.now).await? == SessionOutcome::Made {
            if let Some(key) = throttle {
                door::clear_failures(&mut tx, key).await?;
            }
            let event = DoorEvent {
                action: Action::SignIn,
                account: Some(account),
                request: visitor.request_id,
                route: visitor.route(),
                detail: json!({ "stage": stage.as_str(), "station": station }),
            };
            door::record(&mut tx, event, visitor.now).await?;
            tx.commit().await?;
            return Ok(Some((side, fresh)));
        }
    }
    Ok(None)
}

async fn demonstration(visitor: Visitor, form: Form<Demonstration>) -> Result<Response, Error> {
    let raw = form.anonymous(&visitor);
    let account: AccountId = raw.account.parse().map_err(|_| Error::NotFound)?;
    if !visitor.app.demonstration {
        return Err(Error::NotFound);
    }
    let mut tx = visitor.begin(first_side(&visitor)).await?;
    let allowed = door::is_demonstration_account(&mut tx, account).await?;
    tx.commit().await?;
    if !allowed {
        return Err(Error::NotFound);
    }
    let (side, fresh) = enter(&visitor, account, Stage::Full, "office", None).await?.ok_or(Error::NotFound)?;
    // Nobody has chosen a language for an invented account: it takes the one its visitor reads.
    keep_language(&visitor, side, &fresh.hash, visitor.lang).await?;
    Ok((with_cookie(fresh.cookie(side, visitor.app.secure_cookies)), Redirect::to("/")).into_response())
}

/// Keeps a choice on the account of a session, for the next computer.
async fn keep_language(visitor: &Visitor, side: Side, token_hash: &[u8], lang: Lang) -> Result<(), Error> {
    let (mut tx, answer) = visitor.app.db.begin_asking(side, &door::question(token_hash, None, false, visitor.now)).await?;
    // What hangs on a wall chooses for nobody.
    if let Some(actor) = door::actor(side, &answer)?.filter(|actor| actor.wall.is_none()) {
        door::remember_language(&mut tx, actor.account, lang.tag()).await?;
    }
    Ok(tx.commit().await?)
}

async fn language(visitor: Visitor, form: Form<Language>) -> Result<Response, Error> {
    let raw = form.anonymous(&visitor);
    let lang = Lang::from_tag(&raw.to).ok_or(Error::BadRequest)?;
    if let Some(presented) = visitor.presented().filter(|p| visitor.app.db.runs(p.side)) {
        keep_language(&visitor, presented.side, &presented.hash, lang).await?;
    }
    Ok((with_cookie(lang.cookie(visitor.app.secure_cookies)), Redirect::to(local_path(&raw.back))).into_response())
}

async fn about(visitor: Visitor) -> Result<Response, Error> {
    Ok(Html(AboutView { shell: visitor.shell(visitor.t.msg_about()) }.render()?).into_response())
}

async fn show_second_factor(ctx: Ctx) -> Result<Response, Error> {
    if ctx.actor.stage != Stage::SecondFactor {
        return Ok(Redirect::to("/").into_response());
    }
    let view = SecondFactorView::new(ctx.shell(ctx.t.msg_second_factor()), &Errors::new());
    ctx.page(view).await
}

/// Whether the code is right and new; counts a failure in its own transaction, so that a refused page cannot undo it.
async fn code_is_right(ctx: &mut Ctx, code: &str) -> Result<bool, Error> {
    let Some(mine) = door::my_credential(ctx.conn()).await? else { return Ok(false) };
    let (Some(secret), true) = (&mine.totp_secret, mine.totp_confirmed) else { return Ok(false) };
    let code: String = code.chars().filter(char::is_ascii_digit).collect();
    match totp::check(secret, &code, ctx.now, mine.totp_last_step) {
        Some(step) => Ok(door::use_totp_step(ctx.conn(), step).await?),
        None => Ok(false),
    }
}

async fn count_failure(ctx: &Ctx) -> Result<(), Error> {
    let mut tx = ctx.begin_on(ctx.actor.side).await?;
    door::count_failure(&mut tx, &format!("account:{}", ctx.actor.username), ctx.now).await?;
    let event = DoorEvent {
        action: Action::SignInFailed,
        account: Some(ctx.actor.account),
        request: ctx.request_id,
        route: ctx.path(),
        detail: json!({ "reason": "second step" }),
    };
    door::record(&mut tx, event, ctx.now).await?;
    Ok(tx.commit().await?)
}

async fn too_many(ctx: &mut Ctx) -> Result<(), Error> {
    let (key, now) = (format!("account:{}", ctx.actor.username), ctx.now);
    if door::failures(ctx.conn(), &key, now).await? >= TRIES_PER_ACCOUNT { Err(Error::TooMany(900)) } else { Ok(()) }
}

async fn second_factor(mut ctx: Ctx, form: Form<Code>) -> Result<Response, Error> {
    let raw = ctx.open(form).await?;
    if ctx.actor.stage != Stage::SecondFactor {
        return Ok(Redirect::to("/").into_response());
    }
    too_many(&mut ctx).await?;
    if !code_is_right(&mut ctx, &raw.code).await? {
        count_failure(&ctx).await?;
        let mut errors = Errors::new();
        errors.add("code", ctx.t.msg_code_wrong());
        let view = SecondFactorView::new(ctx.shell(ctx.t.msg_second_factor()), &errors);
        return ctx.invalid(view).await;
    }
    let session = ctx.actor.session;
    let username = ctx.actor.username.clone();
    let must_change = door::credentials(ctx.conn(), &username).await?.is_some_and(|c| c.must_change);
    let (stage, next) = if must_change { (Stage::ChangePassword, "/me/password") } else { (Stage::Full, "/") };
    door::advance_session(ctx.conn(), session, stage).await?;
    finish_at_door(ctx, Action::SignIn, json!({ "stage": stage.as_str() }), next, axum::http::HeaderMap::new()).await
}

/// Half signed in there is no acting group whose policies would take an entry: the door writes its own.
async fn finish_at_door(mut ctx: Ctx, action: Action, detail: serde_json::Value, next: &str, headers: axum::http::HeaderMap) -> Result<Response, Error> {
    let (account, request, now, route) = (ctx.actor.account, ctx.request_id, ctx.now, ctx.path().to_owned());
    let event = DoorEvent { action, account: Some(account), request, route: &route, detail };
    door::record(ctx.conn(), event, now).await?;
    ctx.respond((headers, Redirect::to(next)).into_response()).await
}

async fn sign_out(mut ctx: Ctx, form: Form<Leaving>) -> Result<Response, Error> {
    let raw = ctx.open(form).await?;
    let (session, now, secure) = (ctx.actor.session, ctx.now, ctx.app.secure_cookies);
    door::end_session(ctx.conn(), session, now, "signed_out").await?;
    let mut headers = with_cookie(session::forget(secure));
    // Whatever the browser kept of the shift goes with it; on a tablet only its kept pages when something still waits to be sent there, which
    // the page and the worker see to themselves.
    let everything = ctx.actor.around.device.is_none() || raw.queue == "empty";
    headers.insert("clear-site-data", HeaderValue::from_static(if everything { "\"cache\", \"storage\"" } else { "\"cache\"" }));
    finish_at_door(ctx, Action::SignOut, json!({}), "/sign-in", headers).await
}

async fn show_confirm(mut ctx: Ctx) -> Result<Response, Error> {
    let back = ctx.query("back").unwrap_or_default();
    let second = door::my_credential(ctx.conn()).await?.is_some_and(|c| c.totp_confirmed);
    let view = ConfirmView::new(ctx.shell(ctx.t.msg_confirm()), local_path(&back).to_owned(), second, &Errors::new());
    ctx.page(view).await
}

async fn confirm(mut ctx: Ctx, form: Form<Confirm>) -> Result<Response, Error> {
    let raw = ctx.open(form).await?;
    too_many(&mut ctx).await?;
    let back = local_path(&raw.back).to_owned();
    let mine = door::my_credential(ctx.conn()).await?.ok_or(Error::Forbidden)?;
    let mut errors = Errors::new();
    if !password::verify(mine.phc, raw.password).await.map_err(Error::internal)? {
        errors.add("password", ctx.t.msg_password_wrong());
    } else if mine.totp_confirmed && !code_is_right(&mut ctx, &raw.code).await? {
        errors.add("code", ctx.t.msg_code_wrong());
    }
    if !errors.is_empty() {
        count_failure(&ctx).await?;
        let view = ConfirmView::new(ctx.shell(ctx.t.msg_confirm()), back, mine.totp_confirmed, &errors);
        return ctx.invalid(view).await;
    }
    let session = ctx.actor.session;
    door::advance_session(ctx.conn(), session, Stage::Full).await?;
    ctx.record(Entry::new(Action::SignIn, Class::Audit).with(json!({ "confirmed": true })));
    ctx.save(&back).await
}

async fn switch_hat(mut ctx: Ctx, form: Form<Hat>) -> Result<Response, Error> {
    let raw = ctx.open(form).await?;
    let hat = ctx.actor.hats.iter().find(|h| h.id.to_string() == raw.hat).cloned().ok_or(Error::NotFound)?;
    let side = hat.role.side();
    if !ctx.app.db.runs(side) {
        return Err(Error::Forbidden);
    }
    let fresh = Fresh::new();
    let (old, now, secure, request) = (ctx.token_hash(), ctx.now, ctx.app.secure_cookies, ctx.request_id);
    let (account, route) = (ctx.actor.account, ctx.path().to_owned());
    let mut tx = ctx.begin_on(side).await?;
    // This request's own transaction may hold the session row (last seen): let it go before the other side takes it.
    drop(ctx);
    if !door::switch_role(&mut tx, &old, SessionId::fresh(), &fresh.hash, hat.id, now).await? {
        return Err(Error::SignIn);
    }
    let event = DoorEvent { action: Action::SignIn, account: Some(account), request, route: &route, detail: json!({ "role": hat.role.code() }) };
    door::record(&mut tx, event, now).await?;
    tx.commit().await?;
    Ok((with_cookie(fresh.cookie(side, secure)), Redirect::to("/")).into_response())
}
