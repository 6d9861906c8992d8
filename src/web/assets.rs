//! Static files, embedded, named after their content, compressed at build time.

use axum::extract::Path;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};

/// One embedded file.
pub struct Asset {
    /// Its name below `/assets/`.
    pub path: &'static str,
    /// Its content type.
    pub mime: &'static str,
    /// As it is.
    pub raw: &'static [u8],
    /// Compressed with gzip; empty when it does not pay.
    pub gz: &'static [u8],
    /// Compressed with brotli; empty when it does not pay.
    pub br: &'static [u8],
}

include!(concat!(env!("OUT_DIR"), "/assets.rs"));

/// `GET /sw.js`: the worker of enrolled tablets. Outside `/assets/` and under a name that stays, because a worker rules over the pages below
/// its own path; told here which files belong to this build. Never kept by the browser beyond its own check.
pub async fn worker() -> Response {
    let source = ASSETS.iter().find(|a| format!("/assets/{}", a.path) == SW_JS).map(|a| a.raw).unwrap_or_default();
    let mut body = format!("const FILES = [{APP_CSS:?}, {APP_JS:?}, {ICONS:?}, {FAVICON:?}, {FONT:?}];\n").into_bytes();
    body.extend_from_slice(source);
    ([(header::CONTENT_TYPE, HeaderValue::from_static("text/javascript; charset=utf-8"))], body).into_response()
}

/// `GET /assets/{file}`. The name changes with the content, so browsers may keep it for ever.
pub async fn serve(Path(file): Path<String>, headers: HeaderMap) -> Response {
    let Some(asset) = ASSETS.iter().find(|a| a.path == file) else { return StatusCode::NOT_FOUND.into_response() };
    let accepted = headers.get(header::ACCEPT_ENCODING).and_then(|v| v.to_str().ok()).unwrap_or_default();
    let (body, encoding) = if !asset.br.is_empty() && accepted.contains("br") {
        (asset.br, Some("br"))
    } else if !asset.gz.is_empty() && accepted.contains("gzip") {
        (asset.gz, Some("gzip"))
    } else {
        (asset.raw, None)
    };
    let mut response = body.into_response();
    let h = response.headers_mut();
    h.insert(header::CONTENT_TYPE, HeaderValue::from_static(asset.mime));
    h.insert(header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=31536000, immutable"));
    h.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    if let Some(encoding) = encoding {
        h.insert(header::CONTENT_ENCODING, HeaderValue::from_static(encoding));
    }
    response
}
