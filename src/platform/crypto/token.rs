//! Session tokens and the form tokens that hang on them.
//!
//! The browser holds the token, the database only its SHA-256: whoever reads the table cannot sign in.

use hmac::digest::CtOutput;
use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::{Digest as _, Sha256};

use super::{hex, random_bytes};

/// A new session token: 256 random bits as 64 hexadecimal characters, safe in cookies and addresses.
#[must_use]
pub fn session() -> String {
    hex(&random_bytes::<32>())
}

/// SHA-256, under which a token is stored and looked up. Enough for random tokens; passwords need
/// [`super::password`].
#[must_use]
pub fn sha256(bytes: impl AsRef<[u8]>) -> [u8; 32] {
    Sha256::digest(bytes).into()
}

/// Whether two secrets are the same, in a time that tells neither where they differ nor how long they are.
#[must_use]
pub fn equal(left: impl AsRef<[u8]>, right: impl AsRef<[u8]>) -> bool {
    CtOutput::<Sha256>::new(Sha256::digest(left)) == CtOutput::new(Sha256::digest(right))
}

/// The form token of a session, from the session token's hash: nothing to store, gone with the session.
#[must_use]
pub fn csrf(session_hash: &[u8; 32]) -> String {
    // A 32-byte key is always accepted; an unusable token is still refused by `csrf_matches`.
    Hmac::<Sha256>::new_from_slice(session_hash).map(|mac| hex(&mac.chain_update(b"overgang csrf v1").finalize().into_bytes())).unwrap_or_default()
}

/// Whether a form brought its session's token.
#[must_use]
pub fn csrf_matches(session_hash: &[u8; 32], presented: &str) -> bool {
    !presented.is_empty() && equal(csrf(session_hash), presented)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn session_tokens_are_long_plain_and_new() {
        let token = session();
        assert_eq!(token.len(), 64);
        assert!(token.bytes().all(|c| c.is_ascii_hexdigit()));
        assert_ne!(token, session());
    }

    #[test]
    fn sha256_is_sha256() {
        assert_eq!(hex(&sha256("abc")), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    #[test]
    fn equal_means_equal() {
        for (left, right, same) in [("", "", true), ("a", "a", true), ("a", "b", false), ("a", "aa", false)] {
            assert_eq!(equal(left, right), same, "{left} {right}");
        }
    }

    #[test]
    fn a_form_token_belongs_to_its_session() {
        let (mine, theirs) = (sha256(session()), sha256(session()));
        assert!(csrf_matches(&mine, &csrf(&mine)));
        assert!(!csrf_matches(&mine, &csrf(&theirs)));
        assert!(!csrf_matches(&mine, ""));
        assert_ne!(csrf(&mine), hex(&mine), "the form never shows the stored hash");
    }
}
