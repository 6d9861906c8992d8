//! What a new password must withstand, in words; and the kinds of relation.

use crate::platform::crypto::password::{Policy, Weakness};
use crate::web::lang::Text;

/// How one may know a person, as `access.told_relation` names it.
pub const RELATIONS: [&str; 6] = ["family", "partner", "friend", "neighbour", "adversary", "other"];

/// A relation in words.
pub fn relation(t: Text, kind: &str) -> String {
    match kind {
        "family" => t.msg_relation_family(),
        "partner" => t.msg_relation_partner(),
        "friend" => t.msg_relation_friend(),
        "neighbour" => t.msg_relation_neighbour(),
        "adversary" => t.msg_relation_adversary(),
        _ => t.msg_relation_other(),
    }
}

/// What is wrong with a password, in words.
pub fn weakness(t: Text, weakness: &Weakness) -> String {
    match weakness {
        Weakness::TooShort { chars: 0 } => t.msg_pw_missing(),
        Weakness::TooShort { chars } => t.msg_pw_too_short(count(Policy::MIN_CHARS), count(*chars)),
        Weakness::TooLong { chars } => t.msg_pw_too_long(count(Policy::MAX_CHARS), count(*chars)),
        Weakness::KnownWords => t.msg_pw_known_words(),
        Weakness::Guessable => t.msg_pw_guessable(),
    }
}

fn count(n: usize) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::Lang;

    #[test]
    fn every_weakness_has_its_own_words_in_both_languages() {
        let all =
            [Weakness::TooShort { chars: 0 }, Weakness::TooShort { chars: 5 }, Weakness::TooLong { chars: 200 }, Weakness::KnownWords, Weakness::Guessable];
        for lang in Lang::ALL {
            let mut said: Vec<String> = all.iter().map(|w| weakness(lang.text(), w)).collect();
            said.sort();
            said.dedup();
            assert_eq!(said.len(), all.len());
        }
    }
}
