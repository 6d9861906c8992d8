//! Photographs: seen, added, taken away.

use axum::extract::Multipart;
use axum::extract::multipart::MultipartError;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use uuid::Uuid;

use super::Desk;
use crate::access::Feature;
use crate::inmates::InmateCtx;
use crate::inmates::photo::{self, PhotoError};
use crate::inmates::register::form::{Check, End, Facts};
use crate::inmates::register::photos as acts;
use crate::inmates::register::store;
use crate::inmates::register::view::PhotosView;
use crate::web::{Error, Form};

/// The largest request: a photograph that is a little too large is read whole, so that the page can say so.
pub const MOST_BYTES: usize = 2 * photo::MAX_BYTES;

/// The gallery.
pub async fn show(mut ctx: InmateCtx) -> Result<Response, Error> {
    let (desk, inmate) = (Desk::of(&ctx)?, ctx.inmate.id);
    let photos = store::photos(ctx.conn(), inmate).await?;
    let page = PhotosView::new(&ctx, &desk.check(Facts::default()), photos, "");
    ctx.into_ctx().page(page).await
}

/// What an upload brings.
#[derive(Default)]
struct Upload {
    csrf: String,
    once: String,
    taken_on: String,
    picture: Option<Result<Vec<u8>, PhotoError>>,
}

/// Adds a photograph: checked, decoded, and encoded anew.
pub async fn upload(mut ctx: InmateCtx, multipart: Multipart) -> Result<Response, Error> {
    ctx.in_use(Feature::Photographs, ctx.inmate.prison_id)?;
    let sent = read(multipart).await?;
    ctx.open_envelope(&sent.csrf, sent.once.parse().ok()).await?;
    let (desk, inmate) = (Desk::of(&ctx)?, ctx.inmate.id);
    let mut check = desk.check(Facts::default());
    let taken_on = taken_on(&mut check, &sent.taken_on);
    let made = match sent.picture.unwrap_or(Err(PhotoError::Empty)) {
        Ok(bytes) => photo::process(bytes).await,
        Err(fault) => Err(fault),
    };
    match (made, taken_on) {
        (Ok(made), Some(day)) if check.errors.is_empty() => {
            acts::add(&mut ctx, &made, day).await?;
            ctx.into_ctx().save(&format!("/inmates/{inmate}/photos")).await
        }
        (made, _) => {
            if let Err(fault) = made {
                check.errors.add("photo", fault_words(&check, fault));
            }
            let photos = store::photos(ctx.conn(), inmate).await?;
            let page = PhotosView::new(&ctx, &check, photos, &sent.taken_on);
            ctx.into_ctx().invalid(page).await
        }
    }
}

fn taken_on(check: &mut Check<'_>, typed: &str) -> Option<chrono::NaiveDate> {
    let day = check.day("taken_on", typed);
    match day {
        None => check.errors.add("taken_on", check.words.t.msg_reg_photo_day_missing()),
        Some(day) if day > check.today => check.errors.add("taken_on", check.words.t.msg_reg_photo_day_future()),
        Some(_) => {}
    }
    day
}

async fn read(mut multipart: Multipart) -> Result<Upload, Error> {
    let mut sent = Upload::default();
    loop {
        let field = match multipart.next_field().await {
            Ok(Some(field)) => field,
            Ok(None) => return Ok(sent),
            Err(error) => return too_large(sent, &error),
        };
        let name = field.name().unwrap_or_default().to_owned();
        match (name.as_str(), field.bytes().await) {
            ("photo", Ok(bytes)) => sent.picture = Some(Ok(bytes.to_vec())),
            (_, Err(error)) => return too_large(sent, &error),
            (field, Ok(bytes)) => {
                let text = String::from_utf8(bytes.to_vec()).map_err(|_| Error::BadRequest)?;
                match field {
                    "csrf" => sent.csrf = text,
                    "once" => sent.once = text,
                    "taken_on" => sent.taken_on = text,
                    _ => {}
                }
            }
        }
    }
}

/// More than the request may hold is a message beside the field; anything else is no form of ours.
fn too_large(sent: Upload, error: &MultipartError) -> Result<Upload, Error> {
    if error.status() == StatusCode::PAYLOAD_TOO_LARGE { Ok(Upload { picture: Some(Err(PhotoError::TooManyBytes)), ..sent }) } else { Err(Error::BadRequest) }
}

fn fault_words(check: &Check<'_>, fault: PhotoError) -> String {
    let t = check.words.t;
    match fault {
        PhotoError::Empty => t.msg_reg_photo_missing(),
        PhotoError::TooManyBytes => t.msg_reg_photo_too_many_bytes(),
        PhotoError::Format => t.msg_reg_photo_format(),
        PhotoError::TooLarge => t.msg_reg_photo_too_large(),
        PhotoError::TooSmall => t.msg_reg_photo_too_small(),
        PhotoError::Damaged | PhotoError::Worker => t.msg_reg_photo_damaged(),
    }
}

/// Takes a photograph out of use.
pub async fn end(mut ctx: InmateCtx, form: Form<End>) -> Result<Response, Error> {
    ctx.open(form).await?;
    let (id, inmate): (Uuid, _) = (ctx.param("photo")?, ctx.inmate.id);
    acts::end(&mut ctx, id).await?;
    ctx.into_ctx().save(&format!("/inmates/{inmate}/photos")).await
}

/// The newest photograph, small. A page that shows it has been recorded as a look or a list a moment before: that look covers the
/// thumbnail. Asked for out of nowhere it is a look of its own.
pub async fn thumbnail(mut ctx: InmateCtx) -> Result<Response, Error> {
    let (inmate, account, now) = (ctx.inmate.id, ctx.actor.account, ctx.now);
    if store::looked_lately(ctx.conn(), account, inmate, now).await? {
        ctx.covered_by_another_look();
    }
    let bytes = store::thumbnail(ctx.conn(), inmate).await?.ok_or(Error::NotFound)?;
    jpeg(ctx, bytes).await
}

/// One photograph.
pub async fn picture(mut ctx: InmateCtx) -> Result<Response, Error> {
    let (id, inmate) = (ctx.param("photo")?, ctx.inmate.id);
    let bytes = store::picture(ctx.conn(), inmate, id).await?.ok_or(Error::NotFound)?;
    jpeg(ctx, bytes).await
}

async fn jpeg(ctx: InmateCtx, bytes: Vec<u8>) -> Result<Response, Error> {
    ctx.into_ctx().respond(([(header::CONTENT_TYPE, "image/jpeg"), (header::CACHE_CONTROL, "no-store")], bytes).into_response()).await
}
