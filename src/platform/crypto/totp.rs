//! The second factor: six digits from an authenticator, RFC 6238 with SHA-1 and 30 seconds (the only
//! combination every authenticator follows).

use std::fmt::{self, Write as _};

use chrono::{DateTime, Utc};
use qrcode::{Color, EcLevel, QrCode};
use totp_rs::{Builder, Secret};

/// Seconds in a step.
const STEP_SECONDS: u64 = 30;
/// Steps accepted on either side of now: clocks drift, thumbs are slow.
const TOLERANCE: i64 = 1;
/// Light modules around a QR code, as the standard asks.
const QUIET_ZONE: usize = 4;

/// Why an enrolment could not be made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum TotpError {
    /// The account or issuer name is empty or holds a colon.
    #[error("account and issuer must not be empty or hold a colon")]
    Name,
    /// The secret is not base32 or has fewer than 128 bits.
    #[error("not a usable secret")]
    Secret,
    /// The names are too long for a QR code.
    #[error("too long for a QR code")]
    TooLong,
}

/// What a person needs to set up an authenticator. Shown once; the secret is stored sealed.
#[derive(Clone, PartialEq, Eq)]
pub struct Enrolment {
    /// 160 random bits in base32, for typing by hand.
    pub secret: String,
    /// The `otpauth://` address.
    pub uri: String,
    /// That address as an SVG element, without styles or scripts, hidden from screen readers: show the
    /// secret as text beside it.
    pub qr_svg: String,
}

impl fmt::Debug for Enrolment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Enrolment(redacted)")
    }
}

/// A new random secret for `account` (the user name) under `issuer` (the installation).
pub fn enrol(issuer: &str, account: &str) -> Result<Enrolment, TotpError> {
    enrol_again(&Secret::generate().to_base32(), issuer, account)
}

/// The same page again for a secret not yet confirmed.
pub fn enrol_again(secret: &str, issuer: &str, account: &str) -> Result<Enrolment, TotpError> {
    if [issuer, account].iter().any(|name| name.is_empty() || name.contains(':')) {
        return Err(TotpError::Name);
    }
    let uri = Builder::new()
        .with_secret(Secret::try_from_base32(secret).map_err(|_| TotpError::Secret)?)
        .with_issuer(Some(issuer))
        .with_account_name(account)
        .build()
        .map_err(|_| TotpError::Secret)?
        .to_url()
        .map_err(|_| TotpError::Name)?;
    Ok(Enrolment { secret: secret.to_owned(), qr_svg: qr_svg(&uri)?, uri })
}

/// The step that `code` belongs to, if it is right now (one step either way) and later than `last_step`,
/// the step of the last code this person used: a code works once. Store the step that comes back, in the
/// same transaction, under a lock on the account. Spaces in the code are allowed.
#[must_use]
pub fn check(secret: &str, code: &str, now: DateTime<Utc>, last_step: Option<i64>) -> Option<i64> {
    let totp = Builder::new().with_secret(Secret::try_from_base32(secret).ok()?).with_skew(0).build_noncompliant();
    let code: String = code.chars().filter(|c| !c.is_whitespace()).collect();
    let current = i64::try_from(u64::try_from(now.timestamp()).ok()? / STEP_SECONDS).ok()?;
    // Step by step rather than by the library's own window: that returns the first match, and a used
    // earlier step must not hide a fresh later one.
    (current - TOLERANCE..=current + TOLERANCE)
        .filter(|step| last_step.is_none_or(|last| *step > last))
        .find(|step| u64::try_from(*step).is_ok_and(|step| totp.check(&code, step * STEP_SECONDS).is_some()))
}

/// Black on white in both colour schemes, since scanners want dark on light. The renderer of `qrcode`
/// starts with an XML declaration, which does not belong inside a page.
fn qr_svg(text: &str) -> Result<String, TotpError> {
    let code = QrCode::with_error_correction_level(text, EcLevel::M).map_err(|_| TotpError::TooLong)?;
    let width = code.width();
    let size = width + 2 * QUIET_ZONE;
    let mut path = String::new();
    for (y, row) in code.to_colors().chunks(width).enumerate() {
        let mut x = 0;
        for run in row.chunk_by(|a, b| a == b) {
            if run.first() == Some(&Color::Dark) {
                // Writing to a String cannot fail.
                let _ = write!(path, "M{} {}h{}v1h-{}z", x + QUIET_ZONE, y + QUIET_ZONE, run.len(), run.len());
            }
            x += run.len();
        }
    }
    Ok(format!(
        concat!(
            r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {s} {s}" width="{p}" height="{p}""#,
            r#" shape-rendering="crispEdges" aria-hidden="true" focusable="false">"#,
            r##"<path fill="#fff" d="M0 0h{s}v{s}H0z"/><path fill="#000" d="{d}"/></svg>"##
        ),
        s = size,
        p = size * 4,
        d = path
    ))
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;

    /// RFC 6238 appendix B: "12345678901234567890" in ASCII, here in base32.
    const RFC_SECRET: &str = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

    fn at(seconds: i64) -> DateTime<Utc> {
        DateTime::from_timestamp(seconds, 0).unwrap()
    }

    #[test]
    fn codes_are_those_of_rfc_6238() {
        // The RFC's eight digits, of which six are the last six.
        for (seconds, code) in [(59, "287082"), (1_111_111_109, "081804"), (1_111_111_111, "050471"), (1_234_567_890, "005924"), (2_000_000_000, "279037")] {
            assert_eq!(check(RFC_SECRET, code, at(seconds), None), Some(seconds / 30), "{seconds}");
        }
    }

    #[test]
    fn a_code_works_once_and_for_three_steps() {
        let step = 1_234_567_890 / 30;
        let cases = [
            ("now", 0, None, true),
            ("one step late", 30, None, true),
            ("one step early", -30, None, true),
            ("two steps late", 60, None, false),
            ("two steps early", -60, None, false),
            ("after an older one", 0, Some(step - 1), true),
            ("again", 0, Some(step), false),
            ("again, one step later", 30, Some(step), false),
            ("older than the last", 0, Some(step + 1), false),
        ];
        for (case, drift, last, accepted) in cases {
            let found = check(RFC_SECRET, "005924", at(1_234_567_890 + drift), last);
            assert_eq!(found, accepted.then_some(step), "{case}");
        }
    }

    #[test]
    fn what_is_not_a_code_is_refused() {
        for code in ["", "5924", "+05924", "00592a", "0059244", "００５９２４"] {
            assert_eq!(check(RFC_SECRET, code, at(1_234_567_890), None), None, "{code}");
        }
        assert!(check(RFC_SECRET, " 005 924 ", at(1_234_567_890), None).is_some(), "spaces");
        assert_eq!(check("not base32!", "005924", at(1_234_567_890), None), None);
        assert_eq!(check("", "005924", at(1_234_567_890), None), None);
        assert_eq!(check(RFC_SECRET, "005924", at(-5), None), None);
        assert_eq!(check(RFC_SECRET, "755224", at(0), None), Some(0), "the first step has none before it");
    }

    #[test]
    fn an_enrolment_is_fresh_complete_and_plain() {
        let made = enrol("Overgang Østfold", "kari.moen").unwrap();
        assert_ne!(made, enrol("Overgang Østfold", "kari.moen").unwrap());
        assert_eq!(made.secret.len(), 32);
        assert!(made.uri.starts_with("otpauth://totp/Overgang%20%C3%98stfold:kari.moen?secret="), "{}", made.uri);
        assert_eq!(enrol_again(&made.secret, "Overgang Østfold", "kari.moen").unwrap(), made);
        for bad in ["<?xml", "style", "script", "<image", "href"] {
            assert!(!made.qr_svg.contains(bad), "{bad}");
        }
        assert!(!format!("{made:?}").contains(&made.secret));
    }

    #[test]
    fn names_the_address_cannot_carry_are_refused() {
        assert_eq!(enrol("Overgang", "a:b"), Err(TotpError::Name));
        assert_eq!(enrol("", "ab"), Err(TotpError::Name));
        assert_eq!(enrol("Overgang", &"x".repeat(4000)), Err(TotpError::TooLong));
        assert_eq!(enrol_again("ABC", "Overgang", "ab"), Err(TotpError::Secret));
    }
}
