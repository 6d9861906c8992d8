//! Forms. Every field is text, so reading never fails; a form's `parse` turns it into a command or into messages beside the fields.

use axum::body::Bytes;
use axum::extract::{FromRequest, Request};
use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::error::Error;
use super::lang::Text;
use super::state::App;
use crate::law::calendar::{self, Reading};

/// What every form carries besides its fields.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Envelope {
    pub csrf: String,
    pub once: String,
}

/// A form as it came. Its fields are reached only through `Ctx::open`, which checks the token, or [`Form::anonymous`].
pub struct Form<T> {
    fields: T,
    envelope: Envelope,
}

impl<T> Form<T> {
    pub(super) fn into_parts(self) -> (T, Envelope) {
        (self.fields, self.envelope)
    }

    /// The fields of a form that anybody may send: signing in, choosing a language. Other hosts' pages are kept out by the
    /// fetch-metadata layer; there is no session yet that a token could belong to.
    pub fn anonymous(self, _visitor: &super::Visitor) -> T {
        self.fields
    }
}

impl<T: DeserializeOwned> FromRequest<App> for Form<T> {
    type Rejection = Error;
    async fn from_request(request: Request, app: &App) -> Result<Self, Error> {
        let key = request.headers().get("idempotency-key").and_then(|v| v.to_str().ok()).filter(|v| !v.is_empty()).map(str::to_owned);
        let bytes = Bytes::from_request(request, app)
            .await
            .map_err(|e| if e.status() == axum::http::StatusCode::PAYLOAD_TOO_LARGE { Error::TooLarge } else { Error::BadRequest })?;
        // A NUL can be typed by no one and stored by no Postgres text.
        if bytes.contains(&0) || bytes.windows(3).any(|w| w == b"%00") {
            return Err(Error::BadRequest);
        }
        let bytes = with_choices(bytes);
        let fields = serde_html_form::from_bytes(&bytes).map_err(|_| Error::BadRequest)?;
        let mut envelope: Envelope = serde_html_form::from_bytes(&bytes).map_err(|_| Error::BadRequest)?;
        // A tablet's queue sends the same change until it is answered; its key stands in a header, whatever the form had.
        if let Some(key) = key {
            envelope.once = key;
        }
        Ok(Self { fields, envelope })
    }
}

/// Messages beside fields, in the reader's language, in the order they were found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Errors(Vec<(&'static str, String)>);

impl Errors {
    /// None yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// A message beside a field. The first one for a field stands.
    pub fn add(&mut self, field: &'static str, message: impl Into<String>) {
        if self.of(field).is_none() {
            self.0.push((field, message.into()));
        }
    }

    /// The message beside a field.
    pub fn of(&self, field: &str) -> Option<&str> {
        self.0.iter().find(|(f, _)| *f == field).map(|(_, m)| m.as_str())
    }

    /// Whether nothing is wrong.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Every field with its message.
    pub fn iter(&self) -> impl Iterator<Item = (&'static str, &str)> {
        self.0.iter().map(|(f, m)| (*f, m.as_str()))
    }

    /// The command, unless something was wrong.
    ///
    /// # Errors
    /// The messages.
    pub fn into_result<T>(self, command: Option<T>) -> Result<T, Self> {
        match command {
            Some(command) if self.0.is_empty() => Ok(command),
            _ => Err(self),
        }
    }
}

/// Text as typed: spaces around it do not count, line ends are one kind.
pub fn clean(text: &str) -> String {
    text.trim().replace("\r\n", "\n").replace('\r', "\n")
}

/// Text as typed, of at least and at most so many characters; what is not is said beside the field.
pub fn text(t: Text, field: &'static str, typed: &str, (least, most): (usize, usize), errors: &mut Errors) -> String {
    let value = clean(typed);
    let length = value.chars().count();
    if length < least {
        errors.add(field, t.msg_work_too_short(least as i64));
    } else if length > most {
        errors.add(field, t.msg_place_too_long(most as i64));
    }
    value
}

/// A day as typed: `2026-11-23` from a date field, or `23.11.2026`, `23.11.26`, `231126` by hand.
pub fn day(text: &str) -> Option<chrono::NaiveDate> {
    let text = text.trim();
    ["%Y-%m-%d", "%d.%m.%Y", "%d/%m/%Y", "%d %m %Y", "%d%m%Y"].iter().find_map(|f| chrono::NaiveDate::parse_from_str(text, f).ok()).filter(|d| {
        use chrono::Datelike;
        (1850..=2200).contains(&d.year())
    })
}

/// Kroner as typed, as øre: `79`, `79,50`, `1 234,5`, `1234.50`, `kr 0`; none of anything else, and none of what is more than anybody has.
pub fn kroner(text: &str) -> Option<i64> {
    let text: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let text = text.strip_prefix("kr").unwrap_or(&text);
    let (kroner, rest) = text.split_once([',', '.']).unwrap_or((text, ""));
    let digits = |s: &str| s.chars().all(|c| c.is_ascii_digit());
    if kroner.is_empty() || kroner.len() > 9 || rest.len() > 2 || !digits(kroner) || !digits(rest) || text.ends_with([',', '.']) {
        return None;
    }
    let ore = match rest.len() {
        0 => 0,
        1 => rest.parse::<i64>().ok()? * 10,
        _ => rest.parse().ok()?,
    };
    Some(kroner.parse::<i64>().ok()? * 100 + ore)
}

/// What stands behind a time that a clock shows twice in the night of October when the second is meant: the offset of winter. A form's
/// [`Form::from_request`] puts it there when the choice beside the field says so.
const LATER: &str = "+01:00";

/// The text before the mark, and whether it bears it.
fn later(text: &str) -> (&str, bool) {
    let text = text.trim();
    text.strip_suffix(LATER).map_or((text, false), |plain| (plain.trim_end(), true))
}

/// A time of day as typed, `07:15`, `7.15`, `0715`, without the mark of the second of two.
pub fn time(text: &str) -> Option<chrono::NaiveTime> {
    let text = later(text).0.replace('.', ":");
    let text = match (text.len(), text.contains(':')) {
        (4, false) => format!("{}:{}", text.get(..2)?, text.get(2..)?),
        _ => text,
    };
    ["%H:%M", "%H:%M:%S"].iter().find_map(|f| chrono::NaiveTime::parse_from_str(&text, f).ok())
}

/// The instant of a time that stands on a day, with the choice between two when the text bears one.
pub fn clock(local: chrono::NaiveDateTime, typed: &str) -> Reading {
    calendar::read_clock(local).chosen(later(typed).1)
}

/// The instant of a day and a time as typed in one field ([`moment`]).
pub fn instant(text: &str) -> Option<Reading> {
    moment(text).map(|local| clock(local, text))
}

/// An instant as a field takes it that [`instant`] reads again.
pub fn typed(at: chrono::DateTime<chrono::Utc>) -> String {
    let text = calendar::oslo_time(at).format("%Y-%m-%dT%H:%M").to_string();
    if is_later(at) { text + LATER } else { text }
}

/// The time of day alone, as [`typed`].
pub fn typed_time(at: chrono::DateTime<chrono::Utc>) -> String {
    let text = calendar::oslo_time(at).format("%H:%M").to_string();
    if is_later(at) { text + LATER } else { text }
}

/// Whether an instant is the second at which the clock shows its time.
fn is_later(at: chrono::DateTime<chrono::Utc>) -> bool {
    matches!(calendar::read_clock(calendar::oslo_time(at)), Reading::Twice { first, .. } if first != at)
}

/// The text of a time field without the mark, and whether the second of two is chosen: for showing it again.
pub fn shown_time(text: &str) -> (&str, bool) {
    later(text)
}

/// A time as typed, with what was chosen beside it.
pub fn with_choice(time: String, later: bool) -> String {
    if later { time + LATER } else { time }
}

/// Puts what was chosen beside a time field (`at.later=yes`) behind its value, and takes the choice out.
fn with_choices(bytes: Bytes) -> Bytes {
    let mark = b".later=yes";
    if !bytes.windows(mark.len()).any(|w| w == mark) {
        return bytes;
    }
    let Ok(text) = std::str::from_utf8(&bytes) else { return bytes };
    let chosen: Vec<&str> = text.split('&').filter_map(|pair| pair.strip_suffix("=yes")?.strip_suffix(".later")).collect();
    let pairs = text.split('&').filter(|pair| !pair.split('=').next().is_some_and(|name| name.ends_with(".later")));
    let marked = pairs.map(|pair| match pair.split_once('=') {
        Some((name, value)) if !value.is_empty() && chosen.contains(&name) => format!("{name}={value}%2B01%3A00"),
        _ => pair.to_owned(),
    });
    Bytes::from(marked.collect::<Vec<_>>().join("&"))
}

/// A day and a time as typed: `2026-11-23T10:05` from the browser's own control, or `23.11.2026 10:05`, `23.11.2026 kl. 10.05` by hand.
pub fn moment(text: &str) -> Option<chrono::NaiveDateTime> {
    let text = later(text).0;
    let (date, time) = text.split_once('T').or_else(|| text.split_once(' '))?;
    let time = time.trim().trim_start_matches("kl.").trim_start_matches("kl").trim().replace('.', ":");
    let time = ["%H:%M", "%H:%M:%S", "%H%M"].iter().find_map(|f| chrono::NaiveTime::parse_from_str(&time, f).ok())?;
    day(date).map(|d| d.and_time(time))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_as_people_type_them() {
        let expected = chrono::NaiveDate::from_ymd_opt(2026, 11, 23);
        for text in ["2026-11-23", "23.11.2026", " 23.11.2026 ", "23/11/2026", "23112026"] {
            assert_eq!(day(text), expected, "{text}");
        }
        for text in ["", "31.02.2026", "2026-13-01", "23.11.0026", "i morgen"] {
            assert_eq!(day(text), None, "{text}");
        }
    }

    #[test]
    fn times_as_people_type_them() {
        let expected = chrono::NaiveDate::from_ymd_opt(2026, 11, 23).and_then(|d| d.and_hms_opt(10, 5, 0));
        for text in ["2026-11-23T10:05", "2026-11-23T10:05:00", "23.11.2026 10:05", "23.11.2026 kl. 10.05", "23.11.2026 1005"] {
            assert_eq!(moment(text), expected, "{text}");
        }
        for text in ["", "2026-11-23", "10:05", "23.11.2026 25:00", "nå"] {
            assert_eq!(moment(text), None, "{text}");
        }
    }

    #[test]
    fn of_a_time_that_comes_twice_either_can_be_meant() {
        let utc = |text: &str| text.parse::<chrono::DateTime<chrono::Utc>>().unwrap_or_default();
        let (first, second) = (utc("2026-10-25T00:30:00Z"), utc("2026-10-25T01:30:00Z"));
        assert_eq!(instant("2026-10-25T02:30"), Some(Reading::Twice { taken: first, first }), "the earlier, unless said otherwise");
        assert_eq!(instant("2026-10-25T02:30+01:00"), Some(Reading::Twice { taken: second, first }));
        for at in [first, second, utc("2026-10-25T03:30:00Z"), utc("2026-07-01T10:00:00Z")] {
            assert_eq!(instant(&typed(at)).and_then(Reading::instant), Some(at), "{at} is read as it was written");
        }
        // On any other day the mark says nothing.
        assert_eq!(instant("2026-07-01T12:00+01:00"), Some(Reading::Once(utc("2026-07-01T10:00:00Z"))));
        assert_eq!(time("02.30+01:00"), time("0230"));
        let body = |text: &'static str| String::from_utf8_lossy(&with_choices(Bytes::from_static(text.as_bytes()))).into_owned();
        assert_eq!(body("a=1&at=2026-10-25T02%3A30&at.later=yes&b=x"), "a=1&at=2026-10-25T02%3A30%2B01%3A00&b=x");
        assert_eq!(body("at=02%3A30&at.later=no"), "at=02%3A30&at.later=no", "nothing chosen, nothing touched");
        assert_eq!(body("at=&at.later=yes"), "at=");
    }

    #[test]
    fn the_first_message_for_a_field_stands() {
        let mut errors = Errors::new();
        errors.add("name", "one");
        errors.add("name", "two");
        assert_eq!(errors.of("name"), Some("one"));
    }
}
