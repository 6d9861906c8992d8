//! A 256-bit key in a file: 64 hexadecimal characters and a line end, readable by its owner.
//!
//! Text rather than raw bytes, so that the key can be printed and put into escrow: a lost key is lost data.

use std::fs::{File, OpenOptions};
use std::io::{self, Read as _, Write as _};
use std::os::unix::fs::{OpenOptionsExt as _, PermissionsExt as _};
use std::path::{Path, PathBuf};

use zeroize::Zeroizing;

use super::{hex, random_bytes};

/// Group may read (that is how service managers hand over credentials); nobody else may do anything.
const FORBIDDEN_MODE: u32 = 0o037;
/// Enough for the key and some blank space; keeps a wrong path from being read whole.
const MAX_FILE_BYTES: u64 = 256;

/// Why a key file cannot be used. Names the path, never a byte of the content.
#[derive(Debug, thiserror::Error)]
pub enum KeyFileError {
    /// There is no such file, and the caller did not ask for one to be made.
    #[error("key file {0} does not exist")]
    Missing(PathBuf),
    /// Others than the owner (and, reading only, the group) can reach it.
    #[error("key file {path} has mode {mode:03o}: remove access for others (chmod 600)")]
    Exposed {
        /// The file.
        path: PathBuf,
        /// Its permission bits.
        mode: u32,
    },
    /// It does not hold 64 hexadecimal characters.
    #[error("key file {0} does not hold a 256-bit key as 64 hexadecimal characters")]
    Malformed(PathBuf),
    /// The file system refused.
    #[error("key file {path}: {source}")]
    Io {
        /// The file.
        path: PathBuf,
        /// What the file system said.
        source: io::Error,
    },
}

type Key = Zeroizing<[u8; 32]>;

/// Reads the key.
pub(super) fn load(path: &Path) -> Result<Key, KeyFileError> {
    let file = File::open(path).map_err(|source| match source.kind() {
        io::ErrorKind::NotFound => KeyFileError::Missing(path.to_owned()),
        _ => failed(path, source),
    })?;
    // Asked of the open file, not of the path, so that nobody can swap it in between.
    let mode = file.metadata().map_err(|source| failed(path, source))?.permissions().mode() & 0o777;
    if mode & FORBIDDEN_MODE != 0 {
        return Err(KeyFileError::Exposed { path: path.to_owned(), mode });
    }
    let mut text = Zeroizing::new(String::new());
    file.take(MAX_FILE_BYTES).read_to_string(&mut text).map_err(|source| match source.kind() {
        io::ErrorKind::InvalidData => KeyFileError::Malformed(path.to_owned()),
        _ => failed(path, source),
    })?;
    decode(text.trim()).ok_or_else(|| KeyFileError::Malformed(path.to_owned()))
}

/// Reads the key, making a random one first when there is no file.
///
/// The file appears whole or not at all, and never replaces one: two processes that start together end
/// up with the same key, and a crash leaves no half of one.
pub(super) fn load_or_create(path: &Path) -> Result<Key, KeyFileError> {
    match load(path) {
        Err(KeyFileError::Missing(_)) => {
            create(path).map_err(|source| failed(path, source))?;
            load(path)
        }
        other => other,
    }
}

fn create(path: &Path) -> io::Result<()> {
    let mut partial = path.as_os_str().to_owned();
    partial.push(format!(".{}", hex(&random_bytes::<8>())));
    let partial = PathBuf::from(partial);
    let written = write_new(&partial).and_then(|()| {
        // A hard link fails when the name is taken, where a rename would overwrite the other's key.
        match std::fs::hard_link(&partial, path) {
            Err(error) if error.kind() != io::ErrorKind::AlreadyExists => Err(error),
            _ => Ok(()),
        }
    });
    let removed = std::fs::remove_file(&partial);
    written.and(removed)?;
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    File::open(folder.unwrap_or(Path::new(".")))?.sync_all()
}

fn write_new(path: &Path) -> io::Result<()> {
    let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(path)?;
    let key = Zeroizing::new(random_bytes::<32>());
    let mut line = Zeroizing::new(hex(&*key));
    line.push('\n');
    file.write_all(line.as_bytes())?;
    file.sync_all()
}

fn decode(text: &str) -> Option<Key> {
    let digits = text.as_bytes();
    if digits.len() != 64 {
        return None;
    }
    let mut key = Zeroizing::new([0_u8; 32]);
    for (byte, pair) in key.iter_mut().zip(digits.chunks_exact(2)) {
        let [high, low] = pair else { return None };
        *byte = nibble(*high)? << 4 | nibble(*low)?;
    }
    Some(key)
}

fn nibble(digit: u8) -> Option<u8> {
    u8::try_from(char::from(digit).to_digit(16)?).ok()
}

fn failed(path: &Path, source: io::Error) -> KeyFileError {
    KeyFileError::Io { path: path.to_owned(), source }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;

    struct Folder(PathBuf);

    impl Folder {
        fn new() -> Self {
            let path = std::env::temp_dir().join(format!("overgang-key-{}", hex(&random_bytes::<8>())));
            std::fs::create_dir(&path).unwrap();
            Self(path)
        }

        fn with(&self, content: &str, mode: u32) -> PathBuf {
            let path = self.0.join("written");
            std::fs::write(&path, content).unwrap();
            std::fs::set_permissions(&path, std::fs::Permissions::from_mode(mode)).unwrap();
            path
        }
    }

    impl Drop for Folder {
        fn drop(&mut self) {
            let _ = std::fs::remove_dir_all(&self.0);
        }
    }

    #[test]
    fn a_made_key_is_private_and_stays_the_same() {
        let folder = Folder::new();
        let path = folder.0.join("kek");
        assert!(matches!(load(&path), Err(KeyFileError::Missing(_))));
        let made = load_or_create(&path).unwrap();
        assert_eq!(made, load_or_create(&path).unwrap());
        assert_eq!(made, load(&path).unwrap());
        assert_eq!(std::fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
        assert_eq!(std::fs::read_dir(&folder.0).unwrap().count(), 1, "nothing left lying about");
    }

    #[test]
    fn two_that_start_together_agree() {
        let folder = Folder::new();
        let path = folder.0.join("kek");
        let keys: Vec<Key> = std::thread::scope(|scope| {
            let all: Vec<_> = (0..8).map(|_| scope.spawn(|| load_or_create(&path).unwrap())).collect();
            all.into_iter().map(|one| one.join().unwrap()).collect()
        });
        assert!(keys.iter().all(|key| *key == keys[0]));
    }

    #[test]
    fn a_file_others_can_read_is_refused() {
        let folder = Folder::new();
        let line = "ab".repeat(32);
        for mode in [0o604, 0o620, 0o666] {
            assert!(matches!(load(&folder.with(&line, mode)), Err(KeyFileError::Exposed { .. })), "{mode:o}");
        }
        for mode in [0o600, 0o400, 0o440] {
            assert_eq!(*load(&folder.with(&line, mode)).unwrap(), [0xab; 32], "{mode:o}");
        }
    }

    #[test]
    fn anything_but_64_hexadecimal_characters_is_refused() {
        let folder = Folder::new();
        for content in ["", "ab", &"zz".repeat(32), &"ab".repeat(33), &"å".repeat(32)] {
            assert!(matches!(load(&folder.with(content, 0o600)), Err(KeyFileError::Malformed(_))), "{content}");
        }
    }

    #[test]
    fn errors_do_not_show_the_key() {
        let folder = Folder::new();
        let error = load(&folder.with(&"ab".repeat(31), 0o600)).unwrap_err();
        assert!(!format!("{error} {error:?}").contains("abab"));
    }
}
