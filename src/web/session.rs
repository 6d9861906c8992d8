//! The session cookie: which side of the wall, and a random token. The database keeps only the token's hash.

use axum::http::{HeaderMap, HeaderValue, header};

use crate::platform::crypto::token;
use crate::platform::db::Side;

/// What a browser shows to be recognised.
#[derive(Clone)]
pub struct Presented {
    /// The side the session lives on. Only a hint of where to ask: the other side's door knows nothing of it.
    pub side: Side,
    /// SHA-256 of the token.
    pub hash: [u8; 32],
    /// SHA-256 of an enrolled tablet's token.
    pub device: Option<[u8; 32]>,
    /// Whether an open page asks by itself, and not its reader: such a request is checked and recorded as any other, and does not keep the
    /// session from growing idle. The page says so (`x-by-itself`), which can only shorten its own session: nothing else depends on it.
    pub by_itself: bool,
}

impl Presented {
    /// From a request's cookies.
    pub fn of(headers: &HeaderMap, secure: bool) -> Option<Self> {
        let value = cookie(headers, name(secure))?;
        let (side, token) = value.split_once('.')?;
        let side = match side {
            "c" => Side::Custody,
            "h" => Side::Health,
            _ => return None,
        };
        let device = cookie(headers, device_name(secure)).map(|token| token::sha256(token.as_bytes()));
        Some(Self { side, hash: token::sha256(token.as_bytes()), device, by_itself: false })
    }

    /// The form token of this session.
    pub fn csrf(&self) -> String {
        token::csrf(&self.hash)
    }
}

/// A token to be handed to a browser.
pub struct Fresh {
    /// SHA-256 of the token, for the database.
    pub hash: [u8; 32],
    text: String,
}

impl Fresh {
    /// 256 random bits.
    pub fn new() -> Self {
        let text = token::session();
        Self { hash: token::sha256(text.as_bytes()), text }
    }

    /// The `Set-Cookie` header.
    pub fn cookie(&self, side: Side, secure: bool) -> Option<HeaderValue> {
        let side = match side {
            Side::Custody => "c",
            Side::Health => "h",
        };
        HeaderValue::from_str(&format!("{}={side}.{}; Path=/; HttpOnly; SameSite=Lax{}", name(secure), self.text, if secure { "; Secure" } else { "" })).ok()
    }
}

impl Default for Fresh {
    fn default() -> Self {
        Self::new()
    }
}

/// The header that makes a browser forget the session.
pub fn forget(secure: bool) -> Option<HeaderValue> {
    HeaderValue::from_str(&format!("{}=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0{}", name(secure), if secure { "; Secure" } else { "" })).ok()
}

/// `__Host-` binds the cookie to this host and to TLS. Over plain HTTP on the loopback (the demonstration) a browser refuses such a cookie.
fn name(secure: bool) -> &'static str {
    if secure { "__Host-overgang" } else { "overgang" }
}

/// The cookie of a tablet that is being enrolled, for half a year; it stays when people sign in and out.
pub fn device_cookie(fresh: &Fresh, secure: bool) -> Option<HeaderValue> {
    HeaderValue::from_str(&format!(
        "{}={}; Path=/; HttpOnly; SameSite=Lax; Max-Age=15552000{}",
        device_name(secure),
        fresh.text,
        if secure { "; Secure" } else { "" }
    ))
    .ok()
}

fn device_name(secure: bool) -> &'static str {
    if secure { "__Host-overgang-device" } else { "overgang-device" }
}

/// The value of a cookie.
pub fn cookie<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|v| v.to_str().ok())
        .flat_map(|v| v.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(key, _)| *key == name)
        .map(|(_, value)| value)
}
