//! Clinical text: a data key per person, wrapped by a key that only the health side loads.
//!
//! XChaCha20-Poly1305 with a random 24-byte nonce; table, row, person and version are bound in as
//! associated data, so that a ciphertext moved to another row does not open. Destroying a person's
//! wrapped key erases their text, in backups too.

use std::fmt;
use std::path::Path;

use chacha20poly1305::aead::{Aead as _, KeyInit as _, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use sha2::{Digest as _, Sha256};
use uuid::Uuid;
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

use super::{KeyFileError, hex, keyfile, random_bytes};

const KEY_BYTES: usize = 32;
const NONCE_BYTES: usize = 24;
const TAG_BYTES: usize = 16;

/// Why something was not sealed or opened. Says nothing about the content.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum EnvelopeError {
    /// The text is too long for the cipher (hundreds of gigabytes).
    #[error("could not seal")]
    Sealing,
    /// Wrong key, another row's ciphertext, or altered bytes: the cipher cannot tell which.
    #[error("could not open: wrong key, wrong row or altered data")]
    Opening,
    /// Shorter than a nonce and a tag: not something this module wrote.
    #[error("too short to be sealed data")]
    Truncated,
}

/// The key that wraps data keys. Only the health side loads it; wiped from memory when dropped.
#[derive(Clone, Zeroize, ZeroizeOnDrop)]
pub struct Kek([u8; KEY_BYTES]);

impl Kek {
    /// Reads the key from `path` (64 hexadecimal characters, closed to others).
    pub fn load(path: &Path) -> Result<Self, KeyFileError> {
        keyfile::load(path).map(|key| Self(*key))
    }

    /// Reads the key from `path`, making the file with a random key first (mode 0600) when there is none.
    pub fn load_or_create(path: &Path) -> Result<Self, KeyFileError> {
        keyfile::load_or_create(path).map(|key| Self(*key))
    }

    /// A random key, for tests and for throw-away databases.
    #[must_use]
    pub fn random() -> Self {
        Self(random_bytes())
    }

    /// Sixteen hexadecimal characters that name the key without giving it away: stored beside what it
    /// wraps, so that rotation and a wrong key file can be told from damage.
    #[must_use]
    pub fn fingerprint(&self) -> String {
        let digest = Sha256::new_with_prefix(b"overgang kek\0").chain_update(self.0).finalize();
        hex(digest.get(..8).unwrap_or_default())
    }
}

impl fmt::Debug for Kek {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Kek({})", self.fingerprint())
    }
}

/// One person's data key; wiped from memory when dropped.
#[derive(Clone, PartialEq, Eq, Zeroize, ZeroizeOnDrop)]
pub struct Dek([u8; KEY_BYTES]);

impl Dek {
    /// A new random key.
    #[must_use]
    pub fn random() -> Self {
        Self(random_bytes())
    }
}

impl fmt::Debug for Dek {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Dek(redacted)")
    }
}

/// What a ciphertext belongs to. All of it must be the same at opening as it was at sealing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Aad<'a> {
    /// The table, with its schema: `health.note`.
    pub table: &'a str,
    /// The row's id.
    pub row: Uuid,
    /// Whose record it is.
    pub person: Uuid,
    /// The row's version: an older text cannot be put back as a newer one.
    pub version: i32,
}

/// What the ciphertext is for, so that a wrapped key can never be read as a note or the other way round.
#[derive(Clone, Copy)]
enum Purpose {
    Data = 1,
    Key = 2,
}

impl Aad<'_> {
    /// Every part with its length in front: no two different sets of parts give the same bytes.
    fn encode(&self, purpose: Purpose) -> Vec<u8> {
        let version = self.version.to_be_bytes();
        let parts: [&[u8]; 5] = [&[purpose as u8], self.table.as_bytes(), self.row.as_bytes(), self.person.as_bytes(), &version];
        parts.iter().fold(Vec::with_capacity(128), |mut bytes, part| {
            bytes.extend((part.len() as u64).to_be_bytes());
            bytes.extend(*part);
            bytes
        })
    }
}

/// Nonce and ciphertext (with its tag), as they are stored.
#[derive(Clone, PartialEq, Eq)]
pub struct Sealed {
    /// 24 random bytes, new for each sealing.
    pub nonce: [u8; NONCE_BYTES],
    /// The encrypted bytes and the 16-byte tag.
    pub ciphertext: Vec<u8>,
}

impl Sealed {
    /// Nonce, then ciphertext: one `bytea`.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        [self.nonce.as_slice(), &self.ciphertext].concat()
    }

    /// Reads what [`Sealed::to_bytes`] wrote.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, EnvelopeError> {
        let (nonce, ciphertext) = bytes.split_first_chunk().ok_or(EnvelopeError::Truncated)?;
        if ciphertext.len() < TAG_BYTES {
            return Err(EnvelopeError::Truncated);
        }
        Ok(Self { nonce: *nonce, ciphertext: ciphertext.to_vec() })
    }
}

impl fmt::Debug for Sealed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Sealed({} bytes)", self.ciphertext.len())
    }
}

/// Encrypts a data key under the key-encrypting key.
pub fn wrap(kek: &Kek, dek: &Dek, aad: &Aad<'_>) -> Result<Sealed, EnvelopeError> {
    encrypt(&kek.0, &aad.encode(Purpose::Key), &dek.0)
}

/// Opens a wrapped data key.
pub fn unwrap(kek: &Kek, sealed: &Sealed, aad: &Aad<'_>) -> Result<Dek, EnvelopeError> {
    let bytes = decrypt(&kek.0, &aad.encode(Purpose::Key), sealed)?;
    let key: [u8; KEY_BYTES] = bytes.as_slice().try_into().map_err(|_| EnvelopeError::Opening)?;
    Ok(Dek(key))
}

/// Encrypts `plaintext` under a person's data key.
pub fn seal(dek: &Dek, aad: &Aad<'_>, plaintext: &[u8]) -> Result<Sealed, EnvelopeError> {
    encrypt(&dek.0, &aad.encode(Purpose::Data), plaintext)
}

/// Opens what [`seal`] made, given the very same `aad`; the text is wiped from memory when dropped.
pub fn open(dek: &Dek, aad: &Aad<'_>, sealed: &Sealed) -> Result<Zeroizing<Vec<u8>>, EnvelopeError> {
    decrypt(&dek.0, &aad.encode(Purpose::Data), sealed)
}

fn encrypt(key: &[u8; KEY_BYTES], aad: &[u8], msg: &[u8]) -> Result<Sealed, EnvelopeError> {
    let nonce = random_bytes::<NONCE_BYTES>();
    XChaCha20Poly1305::new(key.into())
        .encrypt(&XNonce::from(nonce), Payload { msg, aad })
        .map(|ciphertext| Sealed { nonce, ciphertext })
        .map_err(|_| EnvelopeError::Sealing)
}

fn decrypt(key: &[u8; KEY_BYTES], aad: &[u8], sealed: &Sealed) -> Result<Zeroizing<Vec<u8>>, EnvelopeError> {
    XChaCha20Poly1305::new(key.into())
        .decrypt(&XNonce::from(sealed.nonce), Payload { msg: &sealed.ciphertext, aad })
        .map(Zeroizing::new)
        .map_err(|_| EnvelopeError::Opening)
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn aad() -> Aad<'static> {
        Aad { table: "health.note", row: Uuid::from_u128(1), person: Uuid::from_u128(2), version: 3 }
    }

    #[test]
    fn a_note_opens_only_where_it_belongs() {
        let dek = Dek::random();
        let sealed = seal(&dek, &aad(), "søvnvansker".as_bytes()).unwrap();
        assert_eq!(*open(&dek, &aad(), &sealed).unwrap(), "søvnvansker".as_bytes());
        let elsewhere = [
            ("another table", Aad { table: "health.plan", ..aad() }),
            ("another row", Aad { row: Uuid::from_u128(9), ..aad() }),
            ("another person", Aad { person: Uuid::from_u128(9), ..aad() }),
            ("an older version", Aad { version: 2, ..aad() }),
            ("row and person swapped", Aad { row: aad().person, person: aad().row, ..aad() }),
        ];
        for (case, other) in elsewhere {
            assert_eq!(open(&dek, &other, &sealed), Err(EnvelopeError::Opening), "{case}");
        }
        assert_eq!(open(&Dek::random(), &aad(), &sealed), Err(EnvelopeError::Opening), "another key");
    }

    #[test]
    fn a_wrapped_key_opens_under_its_own_key_only() {
        let (kek, dek) = (Kek::random(), Dek::random());
        let sealed = wrap(&kek, &dek, &aad()).unwrap();
        assert_eq!(unwrap(&kek, &sealed, &aad()).unwrap(), dek);
        assert_eq!(unwrap(&Kek::random(), &sealed, &aad()), Err(EnvelopeError::Opening));
        let other = Aad { person: Uuid::from_u128(9), ..aad() };
        assert_eq!(unwrap(&kek, &sealed, &other), Err(EnvelopeError::Opening));
    }

    #[test]
    fn a_wrapped_key_is_not_data() {
        // The same key bytes in both roles: only the purpose differs.
        let (kek, same) = (Kek([7; 32]), Dek([7; 32]));
        let sealed = wrap(&kek, &Dek::random(), &aad()).unwrap();
        assert_eq!(open(&same, &aad(), &sealed), Err(EnvelopeError::Opening));
    }

    #[test]
    fn the_same_text_never_looks_the_same() {
        let dek = Dek::random();
        assert_ne!(seal(&dek, &aad(), b"ja").unwrap(), seal(&dek, &aad(), b"ja").unwrap());
    }

    #[test]
    fn stored_bytes_too_short_are_refused() {
        assert_eq!(Sealed::from_bytes(&[0; 39]), Err(EnvelopeError::Truncated));
        assert!(Sealed::from_bytes(&[0; 40]).is_ok());
    }

    #[test]
    fn keys_do_not_print() {
        let shown = format!("{:?} {:?}", Kek([0xab; 32]), Dek([0xab; 32]));
        assert!(!shown.contains("abab") && !shown.contains("171"), "{shown}");
    }

    proptest! {
        #[test]
        fn what_is_sealed_opens_again(text: Vec<u8>, row: u128, person: u128, version: i32) {
            let aad = Aad { table: "t", row: Uuid::from_u128(row), person: Uuid::from_u128(person), version };
            let dek = Dek::random();
            let stored = seal(&dek, &aad, &text).unwrap().to_bytes();
            prop_assert_eq!(&*open(&dek, &aad, &Sealed::from_bytes(&stored).unwrap()).unwrap(), &text);
        }

        #[test]
        fn one_flipped_bit_is_noticed(text in prop::collection::vec(any::<u8>(), 0..40), at: prop::sample::Index, bit in 0..8) {
            let dek = Dek::random();
            let mut stored = seal(&dek, &aad(), &text).unwrap().to_bytes();
            let at = at.index(stored.len());
            stored[at] ^= 1_u8 << bit;
            prop_assert_eq!(open(&dek, &aad(), &Sealed::from_bytes(&stored).unwrap()), Err(EnvelopeError::Opening));
        }
    }
}
