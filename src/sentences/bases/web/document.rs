//! Documents: attached, fetched, taken back.

use axum::extract::Multipart;
use axum::extract::multipart::MultipartError;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use uuid::Uuid;

use super::{find, hand, load, told};
use crate::access::Action;
use crate::inmates::InmateCtx;
use crate::platform::crypto::token::sha256;
use crate::sentences::bases::documents::{self, Fault};
use crate::sentences::bases::model::DocumentKind;
use crate::sentences::bases::store::{self, Attached};
use crate::web::form::clean;
use crate::web::{Error, Errors, Form};

/// What an upload brings.
#[derive(Default)]
struct Sent {
    csrf: String,
    once: String,
    kind: String,
    name: String,
    bytes: Vec<u8>,
    too_large: bool,
}

async fn read(mut multipart: Multipart) -> Result<Sent, Error> {
    let mut sent = Sent::default();
    loop {
        let field = match multipart.next_field().await {
            Ok(Some(field)) => field,
            Ok(None) => return Ok(sent),
            Err(error) => return too_large(sent, &error),
        };
        let name = field.name().unwrap_or_default().to_owned();
        if name == "file" {
            sent.name = documents::short_name(field.file_name().unwrap_or_default());
        }
        match (name.as_str(), field.bytes().await) {
            (_, Err(error)) => return too_large(sent, &error),
            ("file", Ok(bytes)) => sent.bytes = bytes.to_vec(),
            (field, Ok(bytes)) => {
                let text = String::from_utf8(bytes.to_vec()).map_err(|_| Error::BadRequest)?;
                match field {
                    "csrf" => sent.csrf = text,
                    "once" => sent.once = text,
                    "kind" => sent.kind = text,
                    _ => {}
                }
            }
        }
    }
}

/// More than the request may hold is a message beside the field; anything else is no form of ours.
fn too_large(sent: Sent, error: &MultipartError) -> Result<Sent, Error> {
    if error.status() == StatusCode::PAYLOAD_TOO_LARGE { Ok(Sent { too_large: true, ..sent }) } else { Err(Error::BadRequest) }
}

pub(super) async fn attach(mut ctx: InmateCtx, multipart: Multipart) -> Result<Response, Error> {
    let sent = read(multipart).await?;
    ctx.open_envelope(&sent.csrf, sent.once.parse().ok()).await?;
    let t = ctx.t;
    let held = load(&mut ctx).await?;
    let basis = find(&held, ctx.param("row")?)?;
    if !basis.is_current() {
        return Err(Error::AlreadyDone(format!("/inmates/{}/held", ctx.inmate.id)));
    }
    let mut errors = Errors::new();
    let kind = DocumentKind::of(&sent.kind);
    if kind.is_none() {
        errors.add("kind", t.msg_bases_choose());
    }
    let found = if sent.too_large { Err(Fault::TooLarge) } else { documents::media_type(&sent.bytes) };
    match (found, kind) {
        (Ok(media_type), Some(kind)) => {
            let (id, hand, digest) = (Uuid::now_v7(), hand(&ctx), sha256(&sent.bytes));
            let name = if sent.name.is_empty() { t.msg_bases_file_unnamed() } else { sent.name.clone() };
            let doc = Attached { kind, name: &name, media_type, bytes: &sent.bytes, sha256: &digest };
            if store::attach(ctx.conn(), hand, id, basis.root, doc).await? {
                told(&mut ctx, Action::Collect, "document", id);
                let to = format!("/inmates/{}/held/{}", ctx.inmate.id, basis.id);
                return ctx.into_ctx().save(&to).await;
            }
            errors.add("file", t.msg_bases_file_twice());
        }
        (Err(fault), _) => errors.add(
            "file",
            match fault {
                Fault::Empty => t.msg_bases_file_missing(),
                Fault::TooLarge => t.msg_bases_file_too_large(),
                Fault::Type => t.msg_bases_file_type(),
            },
        ),
        (Ok(_), None) => {}
    }
    let view = super::basis::page(&mut ctx, &errors).await?;
    ctx.into_ctx().invalid(view).await
}

/// The document as a file: never shown in the browser's own page, so that nothing in it runs here.
pub(super) async fn download(mut ctx: InmateCtx) -> Result<Response, Error> {
    let (id, inmate): (Uuid, _) = (ctx.param("document")?, ctx.inmate.id);
    let (name, media_type, bytes, digest) = store::bytes(ctx.conn(), inmate, id).await?.ok_or(Error::NotFound)?;
    if sha256(&bytes).as_slice() != digest.as_slice() {
        return Err(Error::internal("a document is not what was kept"));
    }
    told(&mut ctx, Action::Export, "document", id);
    let disposition = format!("attachment; filename=\"{}\"", documents::file_name(&name, &media_type));
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_str(&media_type).map_err(|_| Error::NotFound)?),
        (header::CONTENT_DISPOSITION, HeaderValue::from_str(&disposition).map_err(|_| Error::NotFound)?),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
        (header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
    ];
    ctx.into_ctx().respond((headers, bytes).into_response()).await
}

/// Why a document is taken back.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Withdrawal {
    document_reason: String,
}

pub(super) async fn withdraw(mut ctx: InmateCtx, form: Form<Withdrawal>) -> Result<Response, Error> {
    let raw = ctx.open(form).await?;
    let (id, hand): (Uuid, _) = (ctx.param("document")?, hand(&ctx));
    let home = format!("/inmates/{}/held", ctx.inmate.id);
    let why = clean(&raw.document_reason);
    if !(3..=600).contains(&why.chars().count()) {
        // The field is required; without a script the browser says so.
        return Err(Error::BadRequest);
    }
    if !store::withdraw_document(ctx.conn(), hand, id, &why).await? {
        return Err(Error::AlreadyDone(home));
    }
    told(&mut ctx, Action::Alter, "document withdrawn", id);
    ctx.into_ctx().save(&home).await
}
