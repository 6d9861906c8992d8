//! Everything that touches a key, a password or a random number.
//!
//! - [`password`]: Argon2id and what a new password must withstand;
//! - [`envelope`]: clinical text under a key per person, itself under the health side's key;
//! - [`merkle`] and [`seal`]: the audit trail's tamper evidence;
//! - [`token`]: session tokens and form tokens;
//! - [`totp`]: the second factor.
//!
//! One generation of the RustCrypto crates throughout: never mix in an older `argon2` or `sha2`.

pub mod envelope;
mod keyfile;
pub mod merkle;
pub mod password;
pub mod seal;
pub mod token;
pub mod totp;

pub use keyfile::KeyFileError;

use std::fmt::Write as _;

/// `N` bytes from the process's cryptographic generator, which the operating system seeds.
#[must_use]
pub fn random_bytes<const N: usize>() -> [u8; N] {
    let mut bytes = [0_u8; N];
    rand::fill(&mut bytes);
    bytes
}

/// Lower-case hexadecimal, two characters a byte.
#[must_use]
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        // Writing to a String cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hex_is_two_characters_a_byte() {
        assert_eq!(hex(&[0x00, 0x0f, 0xa0, 0xff]), "000fa0ff");
        assert_eq!(hex(&[]), "");
    }

    #[test]
    fn random_bytes_do_not_repeat() {
        assert_ne!(random_bytes::<32>(), random_bytes::<32>());
    }
}
