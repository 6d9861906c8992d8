//! HTTP/1.1 over one kept connection, and as much HTML as it takes to fill a form: a browser for measuring, which spends little itself.

use std::borrow::Cow;
use std::net::SocketAddr;
use std::time::Duration;

use anyhow::{Context, bail, ensure};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

/// More than any page of ours; what is longer is a fault.
const MOST_BYTES: usize = 16 << 20;
/// The program itself gives up after twenty seconds.
const PATIENCE: Duration = Duration::from_secs(30);

/// A connection that is kept.
pub struct Line {
    stream: TcpStream,
    buffer: Vec<u8>,
}

/// An answer, in the connection's buffer.
pub struct Answer<'a> {
    /// The status.
    pub status: u16,
    head: &'a str,
    /// The body as it came, compressed or not.
    pub body: Cow<'a, [u8]>,
}

impl Line {
    /// Connects.
    pub async fn open(address: SocketAddr) -> anyhow::Result<Self> {
        let stream = TcpStream::connect(address).await?;
        stream.set_nodelay(true)?;
        Ok(Self { stream, buffer: Vec::with_capacity(64 << 10) })
    }

    /// Sends a request and waits for the whole answer. After an error the connection is of no more use.
    pub async fn ask(&mut self, request: &[u8]) -> anyhow::Result<Answer<'_>> {
        tokio::time::timeout(PATIENCE, self.exchange(request)).await.context("no answer within 30 s")?
    }

    async fn exchange(&mut self, request: &[u8]) -> anyhow::Result<Answer<'_>> {
        self.buffer.clear();
        self.stream.write_all(request).await?;
        let head_end = loop {
            let seen = self.buffer.len().saturating_sub(3);
            self.more().await?;
            if let Some(at) = find(&self.buffer[seen..], b"\r\n\r\n") {
                break seen + at;
            }
            ensure!(self.buffer.len() < 64 << 10, "the head of the answer does not end");
        };
        let start = head_end + 4;
        let (status, length, chunked) = frame(std::str::from_utf8(&self.buffer[..head_end])?)?;
        if chunked {
            let body = self.chunks(start).await?;
            let head = std::str::from_utf8(&self.buffer[..head_end])?;
            return Ok(Answer { status, head, body: Cow::Owned(body) });
        }
        ensure!(length <= MOST_BYTES, "an answer of {length} bytes");
        while self.buffer.len() < start + length {
            self.more().await?;
        }
        let head = std::str::from_utf8(&self.buffer[..head_end])?;
        Ok(Answer { status, head, body: Cow::Borrowed(&self.buffer[start..start + length]) })
    }

    /// A body in pieces, as a compressed page comes.
    async fn chunks(&mut self, mut at: usize) -> anyhow::Result<Vec<u8>> {
        let mut body = Vec::new();
        loop {
            let end = loop {
                if let Some(n) = find(&self.buffer[at..], b"\r\n") {
                    break at + n;
                }
                self.more().await?;
            };
            let size = usize::from_str_radix(std::str::from_utf8(&self.buffer[at..end])?.split(';').next().unwrap_or_default().trim(), 16)?;
            ensure!(body.len() + size <= MOST_BYTES, "an answer without end");
            at = end + 2;
            while self.buffer.len() < at + size + 2 {
                self.more().await?;
            }
            body.extend_from_slice(&self.buffer[at..at + size]);
            at += size + 2;
            if size == 0 {
                return Ok(body);
            }
        }
    }

    async fn more(&mut self) -> anyhow::Result<()> {
        ensure!(self.stream.read_buf(&mut self.buffer).await? > 0, "the program closed the connection");
        Ok(())
    }
}

/// A stream of server-sent events on a connection of its own.
pub struct Stream(Line);

impl Stream {
    /// Opens it.
    pub async fn open(address: SocketAddr, path: &str, cookie: &str) -> anyhow::Result<Self> {
        let mut line = Line::open(address).await?;
        line.stream.write_all(&get(path, cookie, "identity")).await?;
        let head_end = loop {
            line.more().await?;
            if let Some(at) = find(&line.buffer, b"\r\n\r\n") {
                break at;
            }
            ensure!(line.buffer.len() < 64 << 10, "the head of the stream does not end");
        };
        let head = std::str::from_utf8(&line.buffer[..head_end])?;
        let status: u16 = head.split(' ').nth(1).and_then(|s| s.parse().ok()).context("not an answer of HTTP")?;
        ensure!(status == 200 && header(head, "content-type") == Some("text/event-stream"), "a stream answered {status}");
        line.buffer.drain(..head_end + 4);
        // A page's answer needs room, an event does not.
        line.buffer.shrink_to(256);
        Ok(Self(line))
    }

    /// What the next event says. The program sends each in a piece of its own, so that the lengths of pieces stand between the events.
    pub async fn next(&mut self) -> anyhow::Result<String> {
        loop {
            if let Some(end) = find(&self.0.buffer, b"\n\n") {
                let event: Vec<u8> = self.0.buffer.drain(..end + 2).collect();
                let event = String::from_utf8_lossy(&event);
                ensure!(!event.lines().any(|l| l.starts_with("event: ended")), "the session of an open board ended");
                if let Some(data) = event.lines().find_map(|l| l.strip_prefix("data: ")) {
                    return Ok(data.to_owned());
                }
                continue;
            }
            self.0.more().await?;
        }
    }
}

impl Answer<'_> {
    /// A header's value.
    pub fn header(&self, name: &str) -> Option<&str> {
        header(self.head, name)
    }

    /// The body as text.
    pub fn text(&self) -> Cow<'_, str> {
        String::from_utf8_lossy(&self.body)
    }
}

/// Status, length, and whether the body comes in pieces.
fn frame(head: &str) -> anyhow::Result<(u16, usize, bool)> {
    let status = head.split(' ').nth(1).and_then(|s| s.parse().ok()).context("not an answer of HTTP")?;
    let chunked = header(head, "transfer-encoding").is_some_and(|v| v.eq_ignore_ascii_case("chunked"));
    let length = match header(head, "content-length") {
        Some(n) => n.parse()?,
        None if chunked || status == 304 || status == 204 => 0,
        None => bail!("an answer without length"),
    };
    Ok((status, length, chunked))
}

fn header<'a>(head: &'a str, name: &str) -> Option<&'a str> {
    head.lines().skip(1).filter_map(|l| l.split_once(':')).find(|(n, _)| n.eq_ignore_ascii_case(name)).map(|(_, v)| v.trim())
}

fn find(hay: &[u8], needle: &[u8]) -> Option<usize> {
    hay.windows(needle.len()).position(|w| w == needle)
}

/// A request for a page.
pub fn get(path: &str, cookie: &str, encoding: &str) -> Vec<u8> {
    format!(
        "GET {path} HTTP/1.1\r\nhost: 127.0.0.1\r\ncookie: {cookie}\r\naccept-language: nb\r\naccept-encoding: {encoding}\r\nuser-agent: overgang-bench\r\n\r\n"
    )
    .into_bytes()
}

/// A request for the part of a page that its script fetches anew when it hears that something changed.
pub fn get_anew(path: &str, cookie: &str) -> Vec<u8> {
    format!(
        "GET {path} HTTP/1.1\r\nhost: 127.0.0.1\r\ncookie: {cookie}\r\naccept-language: nb\r\naccept-encoding: identity\r\nuser-agent: overgang-bench\r\n\
         x-fragment: 1\r\nx-by-itself: 1\r\n\r\n"
    )
    .into_bytes()
}

/// A form, sent as a browser does from a page of ours.
pub fn post(path: &str, cookie: &str, encoding: &str, body: &str) -> Vec<u8> {
    format!(
        "POST {path} HTTP/1.1\r\nhost: 127.0.0.1\r\ncookie: {cookie}\r\naccept-language: nb\r\naccept-encoding: {encoding}\r\nuser-agent: overgang-bench\r\n\
         sec-fetch-site: same-origin\r\ncontent-type: application/x-www-form-urlencoded\r\ncontent-length: {}\r\n\r\n{body}",
        body.len()
    )
    .into_bytes()
}

/// `name=value&…`.
pub fn encode(fields: &[(String, String)]) -> String {
    form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish()
}

/// The fields that a browser would send for the form of this page that leads to `action`.
pub fn form(html: &str, action: &str) -> Option<Vec<(String, String)>> {
    let mut rest = html;
    loop {
        let at = rest.find("<form")?;
        let end = at + rest[at..].find("</form>")?;
        let form = &rest[at..end];
        let tag = &form[..form.find('>')?];
        if attribute(tag, "action").as_deref() == Some(action) {
            return Some(fields(form));
        }
        rest = &rest[end..];
    }
}

fn fields(form: &str) -> Vec<(String, String)> {
    let mut out: Vec<(String, String)> = Vec::new();
    // The select one is in: its name, and whether an option of it was chosen already.
    let mut select: Option<(String, bool)> = None;
    for piece in form.split('<').skip(1) {
        let (tag, after) = piece.split_once('>').unwrap_or((piece, ""));
        let name = || attribute(tag, "name");
        match tag.split([' ', '\n', '/']).next().unwrap_or_default() {
            "input" => {
                let kind = attribute(tag, "type").unwrap_or_default();
                let left_out =
                    ["submit", "button", "file"].contains(&kind.as_str()) || (["checkbox", "radio"].contains(&kind.as_str()) && !has(tag, "checked"));
                if let (false, Some(name)) = (left_out, name()) {
                    out.push((name, attribute(tag, "value").unwrap_or_default()));
                }
            }
            "textarea" => out.extend(name().map(|n| (n, unescape(after.trim_start_matches('\n'))))),
            "select" => select = name().map(|n| (n, false)),
            "option" => {
                if let Some((name, chosen)) = &mut select {
                    let value = attribute(tag, "value").unwrap_or_default();
                    match out.iter_mut().find(|(n, _)| n == name) {
                        None => out.push((name.clone(), value)),
                        Some(field) if !*chosen && has(tag, "selected") => field.1 = value,
                        Some(_) => {}
                    }
                    *chosen |= has(tag, "selected");
                }
            }
            "/select" => select = None,
            _ => {}
        }
    }
    out
}

/// Whether a tag has an attribute without value, such as `checked`.
fn has(tag: &str, name: &str) -> bool {
    tag.split([' ', '\n']).any(|word| word == name || word.strip_prefix(name).is_some_and(|rest| rest.starts_with('=')))
}

fn attribute(tag: &str, name: &str) -> Option<String> {
    let mut rest = tag;
    loop {
        let at = rest.find(name)?;
        let (before, after) = (&rest[..at], &rest[at + name.len()..]);
        if before.ends_with([' ', '\n'])
            && let Some(value) = after.strip_prefix("=\"")
        {
            return Some(unescape(&value[..value.find('"')?]));
        }
        rest = after;
    }
}

fn unescape(text: &str) -> String {
    if !text.contains('&') {
        return text.to_owned();
    }
    let mut out = text.to_owned();
    for (escaped, plain) in [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#34;", "\""),
        ("&#39;", "'"),
        ("&#x27;", "'"),
        ("&#60;", "<"),
        ("&#62;", ">"),
        ("&#38;", "&"),
        ("&amp;", "&"),
    ] {
        out = out.replace(escaped, plain);
    }
    out
}

/// Every inmate that a page links to, in its order, each once.
pub fn inmates(html: &str) -> Vec<uuid::Uuid> {
    let mut out = Vec::new();
    for piece in html.split("href=\"/inmates/").skip(1) {
        if let Some(id) = piece.get(..36).and_then(|id| id.parse().ok())
            && !out.contains(&id)
        {
            out.push(id);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{form, frame, inmates};

    #[test]
    fn a_form_is_sent_as_a_browser_would() {
        let page = r#"<form method="post" action="/a"><input name="x" value="1"></form>
            <form method="post" action="/b"><input type="hidden" name="csrf" value="a&amp;b"><input type="radio" name="r" value="1"><input type="radio" name="r" value="2" checked>
            <select name="s"><option value="">-</option><option value="q" selected>Q</option></select><select name="u"><option value="first">F</option><option value="second">S</option></select>
            <textarea name="t" rows="3">
long</textarea><button name="go" value="1">Go</button></form>"#;
        let expected = [("csrf", "a&b"), ("r", "2"), ("s", "q"), ("u", "first"), ("t", "long")].map(|(n, v)| (n.to_owned(), v.to_owned()));
        assert_eq!(form(page, "/b").unwrap_or_default(), expected);
        assert_eq!(form(page, "/c"), None);
    }

    #[test]
    fn links_to_inmates_are_found_once() {
        let id = "01a00000-0000-7000-8000-000000000001";
        assert_eq!(inmates(&format!("<a href=\"/inmates/{id}\">x</a><a href=\"/inmates/{id}/alerts\">y</a><a href=\"/inmates\">z</a>")).len(), 1);
    }

    #[test]
    fn heads_are_read() {
        assert_eq!(frame("HTTP/1.1 200 OK\r\nContent-Length: 12").ok(), Some((200, 12, false)));
        assert_eq!(frame("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked").ok(), Some((200, 0, true)));
        assert!(frame("HTTP/1.1 200 OK\r\nx: y").is_err());
    }
}
