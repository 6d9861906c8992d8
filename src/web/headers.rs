//! What every answer carries, and one log line for each.

use std::time::Instant;

use axum::extract::{MatchedPath, Request};
use axum::http::{HeaderValue, header};
use axum::middleware::Next;
use axum::response::Response;
use uuid::Uuid;

/// Names a request in the log, in the audit trail and on an error page.
#[derive(Clone, Copy, Debug)]
pub struct RequestId(pub Uuid);

/// Everything comes from here: no inline script or style, no frames, no other host.
const CSP: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; manifest-src 'self'; worker-src 'self'";

/// Headers of safety, and `no-store` for everything that is not a static file.
pub async fn security(request: Request, next: Next) -> Response {
    let asset = request.uri().path().starts_with("/assets/");
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(CSP));
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.insert(header::REFERRER_POLICY, HeaderValue::from_static("same-origin"));
    headers.insert("cross-origin-opener-policy", HeaderValue::from_static("same-origin"));
    headers.insert("cross-origin-resource-policy", HeaderValue::from_static("same-origin"));
    headers.insert("permissions-policy", HeaderValue::from_static("camera=(), microphone=(), geolocation=(), interest-cohort=()"));
    if !asset {
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    }
    response
}

/// Gives the request its id and writes its line: route pattern, status, milliseconds. Never a path, query or body.
pub async fn log(mut request: Request, next: Next) -> Response {
    let id = RequestId(Uuid::now_v7());
    request.extensions_mut().insert(id);
    let started = Instant::now();
    let method = request.method().clone();
    let route = request.extensions().get::<MatchedPath>().map(|p| p.as_str().to_owned());
    let mut response = next.run(request).await;
    let elapsed = started.elapsed();
    let route = route.as_deref().unwrap_or("-");
    let status = response.status().as_u16();
    metrics::counter!("http_requests_total", "route" => route.to_owned(), "status" => status.to_string()).increment(1);
    metrics::histogram!("http_request_seconds", "route" => route.to_owned()).record(elapsed.as_secs_f64());
    if !route.starts_with("/assets/") {
        tracing::info!(request = %id.0, %method, route, status, ms = elapsed.as_secs_f64() * 1000.0, "request");
    }
    if let Ok(value) = HeaderValue::from_str(&id.0.to_string()) {
        response.headers_mut().insert("x-request-id", value);
    }
    response
}
