//! Values in statements that are sent as text, beside `begin` or `commit`. No value can end its literal: none of these writes a quote
//! or a backslash that somebody typed, whatever Postgres makes of backslashes.

use chrono::{DateTime, SecondsFormat, Utc};
use serde::Serialize;

/// Bytes.
pub fn bytes(value: &[u8]) -> String {
    let mut text = String::with_capacity(value.len() * 2 + 25);
    text.push_str("decode('");
    for byte in value {
        text.push_str(&format!("{byte:02x}"));
    }
    text.push_str("', 'hex')");
    text
}

/// An instant.
pub fn instant(value: DateTime<Utc>) -> String {
    format!("'{}'::timestamptz", value.to_rfc3339_opts(SecondsFormat::Micros, true))
}

/// Anything else, as JSON. In JSON quotes and backslashes stand within strings only, where an escape says the same.
///
/// # Errors
/// When the value cannot be written as JSON.
pub fn json(value: &impl Serialize) -> Result<String, sqlx::Error> {
    let text = serde_json::to_string(value).map_err(|e| sqlx::Error::Encode(e.into()))?;
    Ok(format!("'{}'::jsonb", text.replace('\'', "\\u0027")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_typed_ends_a_literal() {
        let hostile = serde_json::json!({ "purpose": "'; drop table x; --", "path": "\\'" });
        let text = json(&hostile).unwrap_or_default();
        assert_eq!(text.matches('\'').count(), 2, "{text}");
        let inner = text.trim_start_matches('\'').trim_end_matches("'::jsonb");
        assert_eq!(serde_json::from_str::<serde_json::Value>(inner).unwrap_or_default(), hostile, "and it means the same");
    }

    #[test]
    fn bytes_and_instants() {
        assert_eq!(bytes(&[0, 255, 16]), "decode('00ff10', 'hex')");
        assert_eq!(instant(DateTime::UNIX_EPOCH), "'1970-01-01T00:00:00.000000Z'::timestamptz");
    }
}
