//! Passwords: Argon2id, and what a new one must withstand.
//!
//! One hash costs 19 MiB and some tens of milliseconds on purpose. It runs on a blocking thread, two at a
//! time, so that a shift change neither stalls the pages nor eats the memory.

use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{Error as HashError, PasswordHasher as _, PasswordVerifier as _};
use argon2::{Algorithm, Argon2, Params, Version};
use tokio::sync::Semaphore;
use zeroize::Zeroizing;

const MEMORY_KIB: u32 = 19 * 1024;
const PASSES: u32 = 2;
const LANES: u32 = 1;

static SLOTS: Semaphore = Semaphore::const_new(2);

/// The hash of a random password that nobody knows, at today's cost: what an unknown user is checked
/// against.
const NOBODY: &str = "$argon2id$v=19$m=19456,t=2,p=1$Eq2UylMJNuh6brxQcDMnrg$hGTm+HIkukA1x2MqwmdJtHJcpt62I02HuqpV7w1Wg/I";

/// Why a hash could not be made or checked. A wrong password is not an error.
#[derive(Debug, thiserror::Error)]
pub enum PasswordError {
    /// The stored text is not a PHC string that this program can check.
    #[error("the stored password hash cannot be read")]
    Stored,
    /// The hash function refused, which only a programming error can bring about.
    #[error("the password could not be hashed")]
    Hashing,
    /// The worker thread ended early (shutdown).
    #[error("the password worker stopped")]
    Worker,
}

/// Hashes a new password with a random salt; the result is a PHC string (`$argon2id$v=19$…`).
pub async fn hash(password: String) -> Result<String, PasswordError> {
    let password = Zeroizing::new(password);
    on_worker(move || hash_now(&password)).await
}

/// Whether `password` is the one behind the stored PHC string; the cost is the one written in it.
pub async fn verify(phc: String, password: String) -> Result<bool, PasswordError> {
    let password = Zeroizing::new(password);
    on_worker(move || verify_now(&phc, &password)).await
}

/// Takes as long as [`verify`] and comes to nothing: for user names that do not exist, so that the
/// clock does not tell which ones do.
pub async fn verify_dummy(password: String) -> Result<(), PasswordError> {
    verify(NOBODY.to_owned(), password).await.map(|_| ())
}

/// Whether a stored hash was made at another cost than today's; hash again at the next sign-in.
#[must_use]
pub fn needs_rehash(phc: &str) -> bool {
    let Ok(stored) = PasswordHash::new(phc) else { return true };
    let same = stored.algorithm == Algorithm::Argon2id.ident()
        && Params::try_from(&stored).is_ok_and(|params| (params.m_cost(), params.t_cost(), params.p_cost()) == (MEMORY_KIB, PASSES, LANES));
    !same
}

async fn on_worker<T: Send + 'static>(work: impl FnOnce() -> Result<T, PasswordError> + Send + 'static) -> Result<T, PasswordError> {
    let slot = SLOTS.acquire().await.map_err(|_| PasswordError::Worker)?;
    tokio::task::spawn_blocking(move || {
        // Held by the work, not by the request: a browser that gives up does not free a slot early.
        let _slot = slot;
        work()
    })
    .await
    .map_err(|_| PasswordError::Worker)?
}

fn hash_now(password: &str) -> Result<String, PasswordError> {
    let params = Params::new(MEMORY_KIB, PASSES, LANES, None).map_err(|_| PasswordError::Hashing)?;
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params).hash_password(password.as_bytes()).map(|phc| phc.to_string()).map_err(|_| PasswordError::Hashing)
}

fn verify_now(phc: &str, password: &str) -> Result<bool, PasswordError> {
    let stored = PasswordHash::new(phc).map_err(|_| PasswordError::Stored)?;
    match Argon2::default().verify_password(password.as_bytes(), &stored) {
        Ok(()) => Ok(true),
        Err(HashError::PasswordInvalid) => Ok(false),
        Err(_) => Err(PasswordError::Stored),
    }
}

/// What is wrong with a proposed password, for a message beside the field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Weakness {
    /// Fewer characters than [`Policy::MIN_CHARS`].
    TooShort {
        /// How many there are.
        chars: usize,
    },
    /// More characters than [`Policy::MAX_CHARS`].
    TooLong {
        /// How many there are.
        chars: usize,
    },
    /// Little but words that anybody would try: the person's own name, the prison, a season.
    KnownWords,
    /// Short work for a guessing program (keyboard walks, repeats, well-known passwords).
    Guessable,
}

/// The rule for new passwords: long enough and hard to guess. Any characters, spaces included; no demands
/// for digits or signs, no expiry (NIST SP 800-63B).
#[derive(Debug, Clone, Default)]
pub struct Policy {
    house: Vec<String>,
}

impl Policy {
    /// Least number of characters; the page advises 15.
    pub const MIN_CHARS: usize = 12;
    /// Most, so that a form cannot be used to keep the worker busy.
    pub const MAX_CHARS: usize = 128;
    /// What must remain when known words are taken away.
    const OWN_CHARS: usize = 8;

    /// A policy that also knows the words of this installation: prisons, units, places.
    pub fn new(house_words: impl IntoIterator<Item = impl AsRef<str>>) -> Self {
        Self { house: house_words.into_iter().flat_map(|words| known_words(words.as_ref())).collect() }
    }

    /// Checks a proposed password. `context` holds what belongs to the person: user name, names, birth
    /// year, phone. Costs some milliseconds, and tens of them for the longest passwords.
    pub fn check(&self, password: &str, context: &[&str]) -> Result<(), Weakness> {
        let chars = password.chars().count();
        if chars < Self::MIN_CHARS {
            return Err(Weakness::TooShort { chars });
        }
        if chars > Self::MAX_CHARS {
            return Err(Weakness::TooLong { chars });
        }
        let mut known: Vec<String> = context.iter().flat_map(|words| known_words(words)).collect();
        known.extend(WELL_KNOWN.iter().map(|word| (*word).to_owned()));
        known.extend(self.house.iter().cloned());
        // Longest first: "fengselet" must go before "fengsel" leaves a stump.
        known.sort_unstable_by_key(|word| std::cmp::Reverse(word.len()));
        known.dedup();

        let own = known.iter().fold(plain(password), |rest, word| rest.replace(word, ""));
        if own.chars().count() < Self::OWN_CHARS && own != plain(password) {
            return Err(Weakness::KnownWords);
        }
        let inputs: Vec<&str> = known.iter().map(String::as_str).collect();
        if zxcvbn::zxcvbn(password, &inputs).score() < zxcvbn::Score::Three {
            return Err(Weakness::Guessable);
        }
        Ok(())
    }
}

/// Words that come up in Norwegian passwords and in this trade, as [`plain`] writes them. English ones
/// are in zxcvbn.
const WELL_KNOWN: &[&str] = &[
    "overgang",
    "fengselet",
    "fengsels",
    "fengsel",
    "kriminalomsorgen",
    "kriminalomsorg",
    "betjent",
    "anstalt",
    "passordet",
    "passord",
    "password",
    "hemmelig",
    "velkommen",
    "adgang",
    "logginn",
    "bruker",
    "admin",
    "ansatt",
    "norge",
    "norsk",
    "sommer",
    "vinter",
    "hosten",
    "varen",
    "januar",
    "februar",
    "april",
    "august",
    "september",
    "oktober",
    "november",
    "desember",
    "mandag",
    "tirsdag",
    "onsdag",
    "torsdag",
    "fredag",
    "lordag",
    "sondag",
    "qwerty",
    "asdfgh",
    "zxcvbn",
    "123456",
];

/// The words of a name or phrase that are long enough to matter (four characters).
fn known_words(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_alphanumeric()).map(plain).filter(|word| word.chars().count() >= 4).collect()
}

/// Lower case, letters and digits only, Norwegian letters and the usual number-for-letter swaps undone.
fn plain(text: &str) -> String {
    let numeric = |c: char| c.is_ascii_digit() || !c.is_alphanumeric();
    // "123456" stays a number; only digits among letters stand for letters.
    let swaps = !text.chars().all(numeric);
    text.chars()
        .flat_map(char::to_lowercase)
        .filter_map(|c| match c {
            'å' | 'ä' | 'æ' => Some('a'),
            'ø' | 'ö' => Some('o'),
            '@' => Some('a'),
            '$' => Some('s'),
            '0' if swaps => Some('o'),
            '1' | '!' if swaps => Some('i'),
            '3' if swaps => Some('e'),
            '4' if swaps => Some('a'),
            '5' if swaps => Some('s'),
            c => c.is_alphanumeric().then_some(c),
        })
        .collect()
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_password_is_its_own_and_no_other() {
        let phc = hash("blåbær på hyttetur i regn".to_owned()).await.unwrap();
        assert!(phc.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{phc}");
        assert!(verify(phc.clone(), "blåbær på hyttetur i regn".to_owned()).await.unwrap());
        assert!(!verify(phc.clone(), "blåbær på hyttetur i sol".to_owned()).await.unwrap());
        assert!(!needs_rehash(&phc));
        assert_ne!(phc, hash("blåbær på hyttetur i regn".to_owned()).await.unwrap(), "salted");
    }

    #[tokio::test]
    async fn a_stored_text_that_is_no_hash_is_an_error() {
        assert!(matches!(verify("x".to_owned(), "y".to_owned()).await, Err(PasswordError::Stored)));
    }

    #[tokio::test]
    async fn nobody_costs_what_somebody_costs() {
        assert!(!needs_rehash(NOBODY), "made at another cost: make a new one");
        assert!(!verify(NOBODY.to_owned(), String::new()).await.unwrap());
        verify_dummy("anything".to_owned()).await.unwrap();
    }

    #[test]
    fn hashes_of_another_cost_are_renewed() {
        for phc in [
            "$argon2id$v=19$m=4096,t=3,p=1$c29tZXNhbHRzb21lc2FsdA$qLml5cbqFAO6YxVHhrSBHP0UWdxrIxkNcM8aMX3blzU",
            "$argon2i$v=19$m=19456,t=2,p=1$c29tZXNhbHRzb21lc2FsdA$qLml5cbqFAO6YxVHhrSBHP0UWdxrIxkNcM8aMX3blzU",
            "nonsense",
        ] {
            assert!(needs_rehash(phc), "{phc}");
        }
    }

    #[test]
    fn what_a_new_password_must_withstand() {
        let policy = Policy::new(["Halden fengsel", "Ullersmo", "Åna"]);
        let context = ["kari.moen", "Kari Sofie", "Moen-Håkonsen"];
        let cases = [
            ("kort", Err(Weakness::TooShort { chars: 4 })),
            ("ørretfiske1", Err(Weakness::TooShort { chars: 11 })),
            ("overgang-fengsel", Err(Weakness::KnownWords)),
            ("0verg4ng 2026!", Err(Weakness::KnownWords)),
            ("Kari Moen Håkonsen", Err(Weakness::KnownWords)),
            ("H@konsenSofie12", Err(Weakness::KnownWords)),
            ("Halden-Ullersmo 26", Err(Weakness::KnownWords)),
            ("Sommer2026Vinter", Err(Weakness::KnownWords)),
            ("PassordPassord1", Err(Weakness::KnownWords)),
            ("aaaaaaaaaaaaaaaa", Err(Weakness::Guessable)),
            ("abcabcabcabcabc", Err(Weakness::Guessable)),
            ("zxcvbnm,.-zxcvbnm", Err(Weakness::KnownWords)),
            ("1qaz2wsx3edc", Err(Weakness::Guessable)),
            ("999999999999", Err(Weakness::Guessable)),
            ("elgen liker ikke regn", Ok(())),
            ("fire epler ved fengselet på Halden", Ok(())),
            ("Ωmega спасибо 雪", Ok(())),
            ("v7Tq-pL2x-9sKd", Ok(())),
        ];
        for (password, expected) in cases {
            assert_eq!(policy.check(password, &context), expected, "{password}");
        }
        assert_eq!(policy.check(&"æ".repeat(129), &[]), Err(Weakness::TooLong { chars: 129 }));
    }
}
