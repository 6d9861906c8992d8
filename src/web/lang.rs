//! The two languages.

use std::sync::LazyLock;

use axum::http::{HeaderMap, HeaderValue, header};

use crate::l10n::{L10n, L10nLanguage};

/// The words of one language, as typed functions.
pub type Text = &'static L10nLanguage;

/// The cookie that keeps a visitor's choice.
pub const COOKIE: &str = "overgang_lang";

/// A language of the interface.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub enum Lang {
    /// Norwegian bokmål.
    #[default]
    Nb,
    /// English.
    En,
}

static WORDS: LazyLock<[L10nLanguage; 2]> = LazyLock::new(|| [L10n::Nb.load(), L10n::En.load()]);

impl Lang {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Nb, Self::En];

    /// The tag in HTML and in the database.
    pub fn tag(self) -> &'static str {
        match self {
            Self::Nb => "nb",
            Self::En => "en",
        }
    }

    /// From a tag; none for any other.
    pub fn from_tag(tag: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|l| l.tag() == tag)
    }

    /// Its words.
    pub fn text(self) -> Text {
        &WORDS[self as usize]
    }

    /// The cookie that keeps this choice for a year.
    pub fn cookie(self, secure: bool) -> Option<HeaderValue> {
        let secure = if secure { "; Secure" } else { "" };
        HeaderValue::from_str(&format!("{COOKIE}={}; Path=/; Max-Age=31536000; SameSite=Lax{secure}", self.tag())).ok()
    }

    /// Whether it is bokmål, for data that carries both labels.
    pub fn is_nb(self) -> bool {
        self == Self::Nb
    }

    /// The visitor's choice, else the browser's wish, else bokmål.
    pub fn of(headers: &HeaderMap) -> Self {
        super::session::cookie(headers, COOKIE).and_then(Self::from_tag).unwrap_or_else(|| {
            let wish = headers.get(header::ACCEPT_LANGUAGE).and_then(|v| v.to_str().ok()).unwrap_or_default();
            wish.split(',')
                .find_map(|part| match part.split([';', '-']).next().map(str::trim) {
                    Some("nb" | "no" | "nn") => Some(Self::Nb),
                    Some("en") => Some(Self::En),
                    _ => None,
                })
                .unwrap_or_default()
        })
    }
}
