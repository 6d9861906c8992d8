//! Handlers of accounts.

use axum::response::Response;
use serde_json::json;

use super::form::{Edit, NewAccount, Nothing};
use super::store::{self, Account};
use super::view::{self, EditView, FirstPasswordView, ListView, NewView, OneView};
use crate::access::{Act, Action, Class, Entry};
use crate::platform::crypto::password;
use crate::platform::db;
use crate::platform::id::AccountId;
use crate::staff::{assignments, first_password};
use crate::web::conflict::{ConflictView, Edited};
use crate::web::{Ctx, Error, Errors, Form, Routes, needs};

/// On one page.
const PAGE: usize = 50;

pub fn routes() -> Routes {
    let (read, write) = (needs(Class::Accounts, Act::Read), needs(Class::Accounts, Act::Write));
    Routes::new()
        .get("/admin/accounts", read, show)
        .post("/admin/accounts", write, add)
        .get("/admin/accounts/new", write, show_new)
        .get("/admin/accounts/{account}", read, show_one)
        .get("/admin/accounts/{account}/edit", write, show_edit)
        .post("/admin/accounts/{account}/edit", write, edit)
        .post("/admin/accounts/{account}/disable", write, disable)
        .post("/admin/accounts/{account}/enable", write, enable)
        .post("/admin/accounts/{account}/reset-password", write, reset_password)
        .post("/admin/accounts/{account}/reset-second-factor", write, reset_second_factor)
        .post("/admin/accounts/{account}/end-sessions", write, end_sessions)
}

async fn show(mut ctx: Ctx) -> Result<Response, Error> {
    let searched = ctx.query("q").map(|q| q.trim().to_owned()).unwrap_or_default();
    let after: Option<AccountId> = ctx.query("after").and_then(|a| a.parse().ok());
    let mut accounts = store::page(ctx.conn(), &searched, after, PAGE as i64 + 1).await?;
    let more = accounts.len() > PAGE;
    accounts.truncate(PAGE);
    let next = accounts.last().filter(|_| more).map(|a| a.id.to_string());
    let view = ListView::new(&ctx, accounts, &searched, after.is_some(), next);
    ctx.page(view).await
}

async fn show_new(ctx: Ctx) -> Result<Response, Error> {
    ctx.confirmed("/admin/accounts/new")?;
    let view = NewView::new(&ctx, &NewAccount::default(), &Errors::new());
    ctx.page(view).await
}

fn entry(account: AccountId, did: &str) -> Entry {
    Entry::new(Action::Administer, Class::Accounts).with(json!({ "account": account, "did": did }))
}

async fn add(mut ctx: Ctx, form: Form<NewAccount>) -> Result<Response, Error> {
    let raw = ctx.open(form).await?;
    ctx.confirmed("/admin/accounts/new")?;
    let new = match raw.parse(ctx.t) {
        Ok(new) => new,
        Err(errors) => {
            let view = NewView::new(&ctx, &raw, &errors);
            return ctx.invalid(view).await;
        }
    };
    let first = first_password::make();
    let phc = password::hash(first.clone()).await.map_err(Error::internal)?;
    let (id, me, now) = (AccountId::fresh(), ctx.actor.account, ctx.now);
    if let Err(error) = store::add(ctx.conn(), id, &new, &phc, Some(me), now).await {
        let mut errors = Errors::new();
        match db::violated(&error) {
            Some("username_taken") => errors.add("username", ctx.t.msg_account_username_taken()),
            Some("staff_number_taken") => errors.add("staff_number", ctx.t.msg_account_number_taken()),
            _ => return Err(error.into()),
        }
        let view = NewView::new(&ctx, &raw, &errors);
        return ctx.invalid(view).await;
    }
    ctx.record(entry(id, "made"));
    let frame = ctx.frame("accounts", ctx.t.msg_account_first_password());
    let view = FirstPasswordView { frame, id: id.to_string(), name: new.display_name, username: new.username, password: first, made: true };
    ctx.save_showing(view, &format!("/admin/accounts/{id}")).await
}

async fn one(ctx: &mut Ctx) -> Result<Account, Error> {
    let id: AccountId = ctx.param("account")?;
    store::find(ctx.conn(), id).await?.ok_or(Error::NotFound)
}

async fn show_one(mut ctx: Ctx) -> Result<Response, Error> {
    let account = one(&mut ctx).await?;
    let (id, now) = (AccountId(account.id), ctx.now);
    let state = store::state(ctx.conn(), id).await?;
    let wanted = assignments::store::Wanted { account: Some(id), ..Default::default() };
    let mut held = assignments::store::list(ctx.conn(), wanted, now, 100).await?;
    held.sort_by_key(|a| std::cmp::Reverse(a.proposed_at));
    let t = ctx.t;
    let done = ctx.query("done").and_then(|d| match d.as_str() {
        "saved" => Some(t.msg_account_done_saved()),
        "disabled" => Some(t.msg_account_done_disabled()),
        "enabled" => Some(t.msg_account_done_enabled()),
        "factor" => Some(t.msg_account_done_factor()),
        "sessions" => Some(t.msg_account_done_sessions()),
        _ => None,
    });
    let view = OneView::new(&ctx, done, account, state, &held);
    ctx.page(view).await
}

async fn show_edit(mut ctx: Ctx) -> Result<Response, Error> {
    let account = one(&mut ctx).await?;
    let view = EditView::new(&ctx, &account, &view::filled(&account), &Errors::new());
    ctx.page(view).await
}

async fn edit(mut ctx: Ctx, form: Form<Edit>) -> Result<Response, Error> {
    let raw = ctx.open(form).await?;
    let account = one(&mut ctx).await?;
    let (name, title) = match raw.parse(ctx.t) {
        Ok(command) => command,
        Err(errors) => {
            let view = EditView::new(&ctx, &account, &raw, &errors);
            return ctx.invalid(view).await;
        }
    };
    let id = AccountId(account.id);
    let version = raw.version.parse().map_err(|_| Error::BadRequest)?;
    if !store::update(ctx.conn(), id, &name, title.as_deref(), version).await? {
        let now = one(&mut ctx).await?;
        let read = |value: &str| value.to_owned();
        let theirs = now.title.clone().unwrap_or_default();
        let mine = title.unwrap_or_default();
        let fields = [
            Edited { name: "display_name", label: ctx.t.msg_account_name(), theirs: &now.display_name, mine: &name, read: &read },
            Edited { name: "title", label: ctx.t.msg_account_title(), theirs: &theirs, mine: &mine, read: &read },
        ];
        let frame = ctx.frame("accounts", ctx.t.msg_conflict_title());
        let view = ConflictView::new(frame, format!("/admin/accounts/{id}/edit"), now.version, &raw.was, &fields);
        return ctx.conflict(view).await;
    }
    ctx.record(entry(id, "edited"));
    ctx.save(&format!("/admin/accounts/{id}?done=saved")).await
}

/// The account that a button is about: never one's own, and only with a fresh confirmation.
async fn other(mut ctx: Ctx, form: Form<Nothing>) -> Result<(Ctx, Account), Error> {
    ctx.open(form).await?;
    let account = one(&mut ctx).await?;
    if account.id == ctx.actor.account.0 {
        return Err(ctx.deny(Entry::new(Action::Deny, Class::Accounts)).await);
    }
    ctx.confirmed(&format!("/admin/accounts/{}", account.id))?;
    Ok((ctx, account))
}

async fn disable(ctx: Ctx, form: Form<Nothing>) -> Result<Response, Error> {
    let (mut ctx, account) = other(ctx, form).await?;
    let id = AccountId(account.id);
    store::set_active(ctx.conn(), id, false).await?;
    store::end_sessions(ctx.conn(), id, "disabled").await?;
    ctx.record(entry(id, "disabled"));
    ctx.save(&format!("/admin/accounts/{id}?done=disabled")).await
}

async fn enable(ctx: Ctx, form: Form<Nothing>) -> Result<Response, Error> {
    let (mut ctx, account) = other(ctx, form).await?;
    let id = AccountId(account.id);
    store::set_active(ctx.conn(), id, true).await?;
    ctx.record(entry(id, "enabled"));
    ctx.save(&format!("/admin/accounts/{id}?done=enabled")).await
}

async fn reset_password(ctx: Ctx, form: Form<Nothing>) -> Result<Response, Error> {
    let (mut ctx, account) = other(ctx, form).await?;
    let id = AccountId(account.id);
    let first = first_password::make();
    let phc = password::hash(first.clone()).await.map_err(Error::internal)?;
    store::set_credential(ctx.conn(), id, &phc).await?;
    store::tell_reset(ctx.conn(), id).await?;
    ctx.record(entry(id, "password reset"));
    let frame = ctx.frame("accounts", ctx.t.msg_account_first_password());
    let view = FirstPasswordView { frame, id: id.to_string(), name: account.display_name, username: account.username, password: first, made: false };
    ctx.save_showing(view, &format!("/admin/accounts/{id}")).await
}

async fn reset_second_factor(ctx: Ctx, form: Form<Nothing>) -> Result<Response, Error> {
    let (mut ctx, account) = other(ctx, form).await?;
    let id = AccountId(account.id);
    store::reset_second_factor(ctx.conn(), id).await?;
    store::tell_reset(ctx.conn(), id).await?;
    ctx.record(entry(id, "second factor reset"));
    ctx.save(&format!("/admin/accounts/{id}?done=factor")).await
}

async fn end_sessions(ctx: Ctx, form: Form<Nothing>) -> Result<Response, Error> {
    let (mut ctx, account) = other(ctx, form).await?;
    let id = AccountId(account.id);
    store::end_sessions(ctx.conn(), id, "ended_by_administrator").await?;
    ctx.record(entry(id, "sessions ended"));
    ctx.save(&format!("/admin/accounts/{id}?done=sessions")).await
}
