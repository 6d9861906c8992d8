//! Stub.
use crate::access::Actor;
use crate::web::Routes;
pub fn routes() -> Routes {
    Routes::new()
}
pub fn may_use(_: &Actor) -> bool {
    false
}

/// An inmate number as people type it: `2026-01482`, with or without the hyphen.
pub fn number(text: &str) -> Option<String> {
    let digits: String = text.chars().filter(|c| !c.is_whitespace() && *c != '-' && *c != '–').collect();
    (digits.len() == 9 && digits.bytes().all(|b| b.is_ascii_digit())).then(|| format!("{}-{}", &digits[..4], &digits[4..]))
}
