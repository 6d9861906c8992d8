//! What a request carries whoever sent it.

use axum::extract::{FromRequestParts, RawPathParams};
use axum::http::Method;
use axum::http::request::Parts;
use chrono::{DateTime, Utc};
use uuid::Uuid;

use crate::access::audit::Occasion;
use crate::web::error::Error;
use crate::web::headers::RequestId;
use crate::web::lang::Lang;
use crate::web::routes::Gate;
use crate::web::session::Presented;
use crate::web::state::App;

/// Route, language, time, session, path.
pub(super) struct Facts {
    pub(super) gate: Gate,
    pub(super) lang: Lang,
    pub(super) now: DateTime<Utc>,
    pub(super) request_id: Uuid,
    pub(super) presented: Option<Presented>,
    pub(super) params: Vec<(String, String)>,
    pub(super) query: String,
    pub(super) path: String,
    pub(super) fragment: bool,
    pub(super) client: String,
    pub(super) address: String,
    /// Sent by the script of a tablet, which keeps what could not be sent: when it was made, as the tablet says.
    pub(super) queued: Option<String>,
}

impl Facts {
    pub(super) async fn of(parts: &mut Parts, app: &App) -> Result<Self, Error> {
        let gate = *parts.extensions.get::<Gate>().ok_or_else(|| Error::internal("a handler was mounted without an access rule"))?;
        let params = RawPathParams::from_request_parts(parts, app).await.map_err(|_| Error::NotFound)?;
        let params = params.iter().map(|(k, v)| (k.to_owned(), v.to_owned())).collect();
        let headers = &parts.headers;
        let text = |name: &str| headers.get(name).and_then(|v| v.to_str().ok()).unwrap_or_default();
        let address = app
            .client_address_header
            .as_deref()
            .map(|h| text(h).split(',').next().unwrap_or_default().trim().to_owned())
            .filter(|a| !a.is_empty())
            .unwrap_or_else(|| parts.extensions.get::<axum::extract::ConnectInfo<std::net::SocketAddr>>().map(|c| c.0.ip().to_string()).unwrap_or_default());
        // Only looking: who sends a form is there.
        let by_itself = gate.stream || (parts.method == Method::GET && headers.contains_key("x-by-itself"));
        Ok(Self {
            gate,
            lang: Lang::of(headers),
            now: app.clock.now(),
            request_id: parts.extensions.get::<RequestId>().map_or_else(Uuid::now_v7, |r| r.0),
            presented: Presented::of(headers, app.secure_cookies).map(|p| Presented { by_itself, ..p }),
            params,
            query: parts.uri.query().unwrap_or_default().to_owned(),
            path: parts.uri.path().to_owned(),
            fragment: headers.contains_key("x-fragment"),
            client: short_client(text("user-agent")),
            address,
            queued: headers.contains_key("idempotency-key").then(|| text("x-made-at").to_owned()),
        })
    }

    pub(super) fn occasion(&self) -> Occasion<'_> {
        Occasion { at: self.now, request: self.request_id, route: self.gate.path }
    }
}

/// "Firefox on Linux": enough to recognise a session by, too little to follow a person by.
fn short_client(agent: &str) -> String {
    let pick = |names: &[&'static str]| names.iter().find(|n| agent.contains(**n)).copied().unwrap_or("");
    let browser = pick(&["Edg", "OPR", "Firefox", "Chrome", "Safari", "curl"]);
    let system = pick(&["Android", "iPad", "iPhone", "Windows", "Mac OS", "Linux"]);
    [browser, system].join(" ").trim().to_owned()
}
