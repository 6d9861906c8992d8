//! What can go wrong with a request, as the person in front of the screen meets it. Causes are logged with an id and never shown.

use askama::Template;
use axum::extract::{Request, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};
use uuid::Uuid;

use super::frame::Shell;
use super::lang::Lang;
use super::state::App;
use crate::platform::db;

/// Why a request got no page.
#[derive(Debug)]
pub enum Error {
    /// No such thing, or not in the reader's scope: the same answer for both.
    NotFound,
    /// The acting role may not do this.
    Forbidden,
    /// The prison has not taken this part of the product into use.
    NotInUse,
    /// Nobody is signed in.
    SignIn,
    /// The second factor or a new password is waited for first.
    Unfinished(&'static str),
    /// The password or key must be given again before this; the path to come back to.
    Confirm(String),
    /// The form's token was not this session's: the page was old, or the form was not ours.
    StaleForm,
    /// The form was sent before; this is where it led.
    AlreadyDone(String),
    /// Made too long ago, or by a clock that runs ahead: not applied, and shown to whoever made it.
    Stale,
    /// The request could not be read at all.
    BadRequest,
    /// Too much was sent.
    TooLarge,
    /// Too many tries; seconds to wait.
    TooMany(u32),
    /// Somebody else holds what is needed just now.
    Busy,
    /// The database or another part is away.
    Unavailable,
    /// A page that is an answer in itself (a form with messages, a conflict).
    Page(Box<Response>),
    /// A mistake of ours. The cause goes to the log.
    Internal(String),
}

impl Error {
    /// A mistake of ours, with what is known of it.
    pub fn internal(cause: impl std::fmt::Display) -> Self {
        Self::Internal(cause.to_string())
    }
}

impl From<sqlx::Error> for Error {
    fn from(error: sqlx::Error) -> Self {
        if db::is_outage(&error) {
            tracing::warn!(cause = %error, "database away");
            return Self::Unavailable;
        }
        let code = match &error {
            sqlx::Error::Database(e) => e.code().map(|c| c.into_owned()),
            _ => None,
        };
        match code.as_deref() {
            // Lock not available, deadlock, serialization: somebody else is at it.
            Some("55P03" | "40P01" | "40001") => Self::Busy,
            // What a prison does not use is refused by the database as well, whatever way it comes (`estate.guard_use`).
            Some("OV403") => Self::NotInUse,
            // Statement timeout.
            Some("57014") => Self::Unavailable,
            _ => Self::Internal(error.to_string()),
        }
    }
}

impl From<askama::Error> for Error {
    fn from(error: askama::Error) -> Self {
        Self::Internal(format!("template: {error}"))
    }
}

/// Carried to the layer that makes the page.
#[derive(Clone, Copy)]
struct ErrorPage(Kind);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    NotFound,
    Forbidden,
    NotInUse,
    StaleForm,
    Stale,
    BadRequest,
    TooLarge,
    TooMany,
    Busy,
    Unavailable,
    Internal,
}

impl Kind {
    fn status(self) -> StatusCode {
        match self {
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::Forbidden | Self::NotInUse | Self::StaleForm => StatusCode::FORBIDDEN,
            Self::Stale => StatusCode::CONFLICT,
            Self::BadRequest => StatusCode::BAD_REQUEST,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::TooMany => StatusCode::TOO_MANY_REQUESTS,
            Self::Busy | Self::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
            Self::Internal => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    fn of_status(status: StatusCode) -> Option<Self> {
        Some(match status {
            StatusCode::NOT_FOUND | StatusCode::METHOD_NOT_ALLOWED => Self::NotFound,
            StatusCode::FORBIDDEN => Self::StaleForm,
            StatusCode::BAD_REQUEST | StatusCode::UNSUPPORTED_MEDIA_TYPE => Self::BadRequest,
            StatusCode::PAYLOAD_TOO_LARGE => Self::TooLarge,
            StatusCode::SERVICE_UNAVAILABLE | StatusCode::REQUEST_TIMEOUT | StatusCode::GATEWAY_TIMEOUT => Self::Unavailable,
            StatusCode::INTERNAL_SERVER_ERROR => Self::Internal,
            _ => return None,
        })
    }
}

impl IntoResponse for Error {
    fn into_response(self) -> Response {
        let kind = match self {
            Self::Page(response) => return *response,
            // The session is over: what the browser has in its own cache of it goes too. Kept pages of a tablet are dropped by its worker on the
            // way to the sign-in page; `storage` would take what waits to be sent with it.
            Self::SignIn => return ([("clear-site-data", "\"cache\"")], Redirect::to("/sign-in")).into_response(),
            Self::Unfinished(next) => return Redirect::to(next).into_response(),
            Self::Confirm(back) => return Redirect::to(&format!("/confirm?back={}", urlencode(&back))).into_response(),
            Self::AlreadyDone(location) => return Redirect::to(&location).into_response(),
            Self::NotFound => Kind::NotFound,
            Self::Forbidden => Kind::Forbidden,
            Self::NotInUse => Kind::NotInUse,
            Self::StaleForm => Kind::StaleForm,
            Self::Stale => Kind::Stale,
            Self::BadRequest => Kind::BadRequest,
            Self::TooLarge => Kind::TooLarge,
            Self::TooMany(_) => Kind::TooMany,
            Self::Busy => Kind::Busy,
            Self::Unavailable => Kind::Unavailable,
            Self::Internal(cause) => {
                tracing::error!(%cause, "internal error");
                Kind::Internal
            }
        };
        let mut response = kind.status().into_response();
        response.extensions_mut().insert(ErrorPage(kind));
        response
    }
}

fn urlencode(text: &str) -> String {
    text.bytes().map(|b| if b.is_ascii_alphanumeric() || b"-_.~/".contains(&b) { char::from(b).to_string() } else { format!("%{b:02X}") }).collect()
}

#[derive(Template)]
#[template(path = "errors/error.html")]
struct ErrorView {
    shell: Shell,
    status: u16,
    heading: String,
    explanation: String,
    id: String,
}

impl ErrorView {
    /// A page that failed is not one to come back to.
    fn back(&self) -> &str {
        "/"
    }
}

/// The layer that gives every refusal its page, in the reader's language.
pub async fn pages(State(app): State<App>, request: Request, next: Next) -> Response {
    let lang = Lang::of(request.headers());
    let id = request.extensions().get::<super::headers::RequestId>().map_or_else(Uuid::now_v7, |r| r.0);
    let response = next.run(request).await;
    let kind = match response.extensions().get::<ErrorPage>() {
        Some(page) => page.0,
        // axum's own refusals (no such route, wrong method, body too large) have no page of their own.
        None if response.headers().get(header::CONTENT_TYPE).is_none_or(|t| t.as_bytes().starts_with(b"text/plain")) => {
            match Kind::of_status(response.status()) {
                Some(kind) => kind,
                None => return response,
            }
        }
        None => return response,
    };
    let t = lang.text();
    let (heading, explanation) = match kind {
        Kind::NotFound => (t.msg_error_not_found(), t.msg_error_not_found_text()),
        Kind::Forbidden => (t.msg_error_forbidden(), t.msg_error_forbidden_text()),
        Kind::NotInUse => (t.msg_error_not_in_use(), t.msg_error_not_in_use_text()),
        Kind::StaleForm => (t.msg_error_stale_form(), t.msg_error_stale_form_text()),
        Kind::Stale => (t.msg_offline_stale(), t.msg_offline_stale_text()),
        Kind::BadRequest => (t.msg_error_bad_request(), t.msg_error_bad_request_text()),
        Kind::TooLarge => (t.msg_error_too_large(), t.msg_error_too_large_text()),
        Kind::TooMany => (t.msg_error_too_many(), t.msg_error_too_many_text()),
        Kind::Busy => (t.msg_error_busy(), t.msg_error_busy_text()),
        Kind::Unavailable => (t.msg_error_unavailable(), t.msg_error_unavailable_text()),
        Kind::Internal => (t.msg_error_internal(), t.msg_error_internal_text()),
    };
    let view = ErrorView { shell: Shell::of(&app, lang, heading.clone()), status: kind.status().as_u16(), heading, explanation, id: id.to_string() };
    let Ok(body) = view.render() else { return kind.status().into_response() };
    let mut page = (kind.status(), axum::response::Html(body)).into_response();
    if kind.status() == StatusCode::SERVICE_UNAVAILABLE {
        page.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from_static("2"));
    }
    page
}
