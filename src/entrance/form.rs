//! What is typed at the door.

use serde::Deserialize;

/// Signing in.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct SignIn {
    pub username: String,
    pub password: String,
    pub station: String,
}

/// A code from the authenticator.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Code {
    pub code: String,
}

/// The password again.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Confirm {
    pub password: String,
    pub code: String,
    pub back: String,
}

/// Another of one's own roles.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Hat {
    pub hat: String,
}

/// A language.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Language {
    pub to: String,
    pub back: String,
}

/// A demonstration account.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Demonstration {
    pub account: String,
}

/// Signing out.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Leaving {
    /// `empty` when the script of an enrolled tablet says that nothing waits to be sent there.
    pub queue: String,
}

/// The station as known to the database.
pub fn station(wanted: &str) -> &'static str {
    match wanted {
        "shared" => "shared",
        "tablet" => "tablet",
        _ => "office",
    }
}
