//! The signature on the head of the audit chain, printed and sent outside the house.

use std::fmt;
use std::path::Path;

use ed25519_dalek::{Signature, Signer as _, SigningKey, VerifyingKey};

use super::merkle::Hash;
use super::{KeyFileError, hex, keyfile, random_bytes};

/// Before every head, so that a signature made here means nothing anywhere else.
const CONTEXT: &[u8] = b"overgang audit seal v1\0";

/// The Ed25519 key that signs heads; wiped from memory when dropped.
#[derive(Clone)]
pub struct SealKey(SigningKey);

impl SealKey {
    /// Reads the key from `path` (64 hexadecimal characters, closed to others).
    pub fn load(path: &Path) -> Result<Self, KeyFileError> {
        keyfile::load(path).map(|key| Self(SigningKey::from_bytes(&key)))
    }

    /// Reads the key from `path`, making the file with a random key first (mode 0600) when there is none.
    pub fn load_or_create(path: &Path) -> Result<Self, KeyFileError> {
        keyfile::load_or_create(path).map(|key| Self(SigningKey::from_bytes(&key)))
    }

    /// A random key, for tests and for throw-away databases.
    #[must_use]
    pub fn random() -> Self {
        Self(SigningKey::from_bytes(&random_bytes()))
    }

    /// The half that verifies; publish it.
    #[must_use]
    pub fn public_key(&self) -> [u8; 32] {
        self.0.verifying_key().to_bytes()
    }

    /// Signs the head of the chain.
    #[must_use]
    pub fn sign(&self, head: &Hash) -> [u8; 64] {
        self.0.sign(&message(head)).to_bytes()
    }
}

impl fmt::Debug for SealKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SealKey(public {})", hex(&self.public_key()))
    }
}

/// Whether `signature` was made over `head` with the key behind `public_key`. Malformed bytes: no.
#[must_use]
pub fn verify(public_key: &[u8], head: &Hash, signature: &[u8]) -> bool {
    let Ok(public_key) = VerifyingKey::try_from(public_key) else { return false };
    let Ok(signature) = Signature::from_slice(signature) else { return false };
    public_key.verify_strict(&message(head), &signature).is_ok()
}

fn message(head: &Hash) -> Vec<u8> {
    [CONTEXT, head].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_very_head_and_key_verify() {
        let (key, head) = (SealKey::random(), [7; 32]);
        let signature = key.sign(&head);
        assert!(verify(&key.public_key(), &head, &signature));
        assert!(!verify(&key.public_key(), &[8; 32], &signature), "another head");
        assert!(!verify(&SealKey::random().public_key(), &head, &signature), "another key");
        let mut altered = signature;
        altered[10] ^= 1;
        assert!(!verify(&key.public_key(), &head, &altered), "an altered signature");
        assert!(!verify(&[], &head, &signature) && !verify(&key.public_key(), &head, &[]), "nothing at all");
    }

    #[test]
    fn the_key_does_not_print() {
        let key = SealKey(SigningKey::from_bytes(&[0xab; 32]));
        assert!(!format!("{key:?}").contains("abab"));
    }
}
