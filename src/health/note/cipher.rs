//! Sealing and opening notes. What a ciphertext belongs to is bound in: a row moved to another person, table or version does not open.

use uuid::Uuid;
use zeroize::Zeroizing;

use crate::platform::crypto::envelope::{self, Aad, Dek, EnvelopeError, Kek, Sealed};
use crate::platform::id::{InmateId, RowId};

const KEY_TABLE: &str = "health.person_key";
const NOTE_TABLE: &str = "health.note";

fn key_aad(inmate: InmateId) -> Aad<'static> {
    Aad { table: KEY_TABLE, row: inmate.0, person: inmate.0, version: 1 }
}

fn note_aad(row: Uuid, inmate: InmateId, version: i32) -> Aad<'static> {
    Aad { table: NOTE_TABLE, row, person: inmate.0, version }
}

/// A new key for a person, and how it is stored.
///
/// # Errors
/// Never in practice: a key is 32 bytes.
pub fn new_key(kek: &Kek, inmate: InmateId) -> Result<(Dek, Vec<u8>), EnvelopeError> {
    let dek = Dek::random();
    let wrapped = envelope::wrap(kek, &dek, &key_aad(inmate))?.to_bytes();
    Ok((dek, wrapped))
}

/// A person's key as it was stored.
///
/// # Errors
/// When it was wrapped by another key, belongs to another person or was altered.
pub fn unwrap_key(kek: &Kek, inmate: InmateId, wrapped: &[u8]) -> Result<Dek, EnvelopeError> {
    envelope::unwrap(kek, &Sealed::from_bytes(wrapped)?, &key_aad(inmate))
}

/// Seals the text of one version.
///
/// # Errors
/// When the text is larger than the cipher takes.
pub fn seal(dek: &Dek, row: RowId, inmate: InmateId, version: i32, text: &str) -> Result<Sealed, EnvelopeError> {
    envelope::seal(dek, &note_aad(row.0, inmate, version), text.as_bytes())
}

/// Opens the text of one version.
///
/// # Errors
/// When anything about the row is not as it was sealed.
pub fn open(dek: &Dek, row: RowId, inmate: InmateId, version: i32, nonce: &[u8], ciphertext: Vec<u8>) -> Result<Zeroizing<String>, EnvelopeError> {
    let nonce = nonce.try_into().map_err(|_| EnvelopeError::Truncated)?;
    let bytes = envelope::open(dek, &note_aad(row.0, inmate, version), &Sealed { nonce, ciphertext })?;
    std::str::from_utf8(&bytes).map(|text| Zeroizing::new(text.to_owned())).map_err(|_| EnvelopeError::Opening)
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;

    fn people() -> (InmateId, InmateId) {
        (InmateId(Uuid::from_u128(1)), InmateId(Uuid::from_u128(2)))
    }

    #[test]
    fn a_note_opens_in_its_own_row_only() {
        let (kek, (anna, berit)) = (Kek::random(), people());
        let (dek, wrapped) = new_key(&kek, anna).unwrap();
        let dek = {
            assert_eq!(unwrap_key(&kek, anna, &wrapped).unwrap(), dek);
            dek
        };
        let row = RowId(Uuid::from_u128(7));
        let sealed = seal(&dek, row, anna, 2, "Sover bedre.").unwrap();
        let opens = |row, person, version| open(&dek, row, person, version, &sealed.nonce, sealed.ciphertext.clone()).map(|t| t.to_string());
        assert_eq!(opens(row, anna, 2).unwrap(), "Sover bedre.");
        for (case, answer) in
            [("another row", opens(RowId(Uuid::from_u128(8)), anna, 2)), ("another person", opens(row, berit, 2)), ("an earlier version", opens(row, anna, 1))]
        {
            assert_eq!(answer, Err(EnvelopeError::Opening), "{case}");
        }
    }

    #[test]
    fn a_key_moved_to_another_person_does_not_open() {
        let (kek, (anna, berit)) = (Kek::random(), people());
        let (_, wrapped) = new_key(&kek, anna).unwrap();
        assert!(unwrap_key(&kek, berit, &wrapped).is_err());
        assert!(unwrap_key(&Kek::random(), anna, &wrapped).is_err());
        assert!(unwrap_key(&kek, anna, &wrapped[..20]).is_err());
    }
}
