//! Documents as they come: what the bytes are, by themselves and not by their name, and how large they may be.

/// The largest document.
pub const MOST_BYTES: usize = 12 * 1024 * 1024;

/// The largest request: a document that is a little too large is read whole, so that the page can say so.
pub const MOST_SENT: usize = MOST_BYTES + MOST_BYTES / 4;

/// What is wrong with a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// Nothing was chosen.
    Empty,
    /// More than the limit.
    TooLarge,
    /// Neither PDF nor JPEG nor PNG.
    Type,
}

/// The type by the first bytes: a PDF, a JPEG, a PNG; nothing else is kept.
///
/// # Errors
/// What is wrong.
pub fn media_type(bytes: &[u8]) -> Result<&'static str, Fault> {
    match bytes {
        [] => Err(Fault::Empty),
        _ if bytes.len() > MOST_BYTES => Err(Fault::TooLarge),
        // A script can hide behind a comment, but a reader of PDF wants the mark among the first kilobyte; we want it first.
        [b'%', b'P', b'D', b'F', b'-', ..] => Ok("application/pdf"),
        [0xFF, 0xD8, 0xFF, ..] => Ok("image/jpeg"),
        [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1A, b'\n', ..] => Ok("image/png"),
        _ => Err(Fault::Type),
    }
}

/// A name that a file system and a header can carry: letters of the alphabet, digits, a few marks, and the ending of the type.
pub fn file_name(name: &str, media_type: &str) -> String {
    let ending = match media_type {
        "application/pdf" => "pdf",
        "image/png" => "png",
        _ => "jpg",
    };
    let stem = name.rsplit_once('.').filter(|(stem, end)| !stem.is_empty() && end.len() <= 4).map_or(name, |(stem, _)| stem);
    let kept: String = stem.chars().map(|c| if c.is_ascii_alphanumeric() || matches!(c, '-' | '_') { c } else { '-' }).take(80).collect();
    let kept = kept.trim_matches('-');
    format!("{}.{ending}", if kept.is_empty() { "dokument" } else { kept })
}

/// The last part of a path as browsers send it, short enough to be kept.
pub fn short_name(sent: &str) -> String {
    let name = sent.rsplit(['/', '\\']).next().unwrap_or_default();
    name.chars().filter(|c| !c.is_control()).take(120).collect::<String>().trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_say_what_they_are() {
        for (bytes, found) in [
            (&b"%PDF-1.7\n"[..], Ok("application/pdf")),
            (&[0xFF, 0xD8, 0xFF, 0xE0, 0], Ok("image/jpeg")),
            (b"\x89PNG\r\n\x1a\n....", Ok("image/png")),
            (b"", Err(Fault::Empty)),
            (b"<html><script>", Err(Fault::Type)),
            (b"GIF89a", Err(Fault::Type)),
            (b" %PDF-1.7", Err(Fault::Type)),
        ] {
            assert_eq!(media_type(bytes), found);
        }
        assert_eq!(media_type(&vec![b'x'; MOST_BYTES + 1]), Err(Fault::TooLarge));
    }

    #[test]
    fn names_are_made_safe() {
        for (name, media, file) in [
            ("Kjennelse 26-012345.pdf", "application/pdf", "Kjennelse-26-012345.pdf"),
            ("dom.exe", "application/pdf", "dom.pdf"),
            ("\"; rm -rf.png", "image/png", "rm--rf.png"),
            ("åæø", "image/jpeg", "dokument.jpg"),
        ] {
            assert_eq!(file_name(name, media), file);
        }
        assert_eq!(short_name("C:\\Users\\x\\dom.pdf"), "dom.pdf");
    }
}
