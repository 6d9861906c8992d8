//! A password that the program makes and shows once, for the person to replace at the first sign-in.

use crate::platform::crypto::random_bytes;

/// Thirty-two signs that nobody confuses on a slip of paper: neither 0/o, 1/l/i nor u/v.
const SIGNS: &[u8; 32] = b"23456789abcdefghjkmnpqrstvwxyzAE";

/// Sixteen signs in four groups: 80 random bits.
pub fn make() -> String {
    let mut password = String::with_capacity(19);
    for (i, byte) in random_bytes::<16>().into_iter().enumerate() {
        if i > 0 && i % 4 == 0 {
            password.push('-');
        }
        password.push(char::from(SIGNS[usize::from(byte % 32)]));
    }
    password
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::platform::crypto::password::Policy;

    #[test]
    fn first_passwords_are_fresh_and_pass_the_policy() {
        let one = make();
        assert_eq!(one.len(), 19);
        assert_ne!(one, make());
        assert_eq!(Policy::default().check(&one, &["kari.moen", "Kari Moen"]), Ok(()));
    }

    #[test]
    fn every_sign_is_its_own() {
        let mut signs = SIGNS.to_vec();
        signs.sort_unstable();
        signs.dedup();
        assert_eq!(signs.len(), 32);
    }
}
