//! A listener between the program and Postgres: passes every byte on, and while the tape runs writes down each statement as it
//! was sent, with types, values, rows and round trips.
//!
//! Chosen over logs because nothing is left out and nothing is set up: sqlx's own log has no values and no `begin`, the server's log
//! has no types and needs settings that a production server must not have, `auto_explain` needs a library loaded at start.

use std::collections::{HashMap, VecDeque};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use anyhow::Context;
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::net::{TcpStream, UnixListener, UnixStream};

/// Where Postgres listens.
#[derive(Clone, Debug)]
pub enum Server {
    /// A Unix socket.
    Unix(PathBuf),
    /// Host and port on the loopback.
    Tcp(String, u16),
}

/// A statement as it was sent.
#[derive(Clone, Debug)]
pub struct Sent {
    /// The text.
    pub sql: Arc<str>,
    /// The types that the program declared for its parameters.
    pub types: Arc<[u32]>,
    /// The parameters, binary.
    pub values: Vec<Option<Vec<u8>>>,
    /// Rows that came back.
    pub rows: u64,
}

/// What was written down of one request.
#[derive(Clone, Debug, Default)]
pub struct Recording {
    /// The statements in their order, `begin` and `commit` among them.
    pub sent: Vec<Sent>,
    /// How often the program waited for Postgres.
    pub trips: u32,
    /// Trips with no question: sqlx asks whether the connection lives when it is given back, after the answer has left.
    pub pings: u32,
}

#[derive(Default)]
struct Tape {
    running: bool,
    recording: Recording,
}

/// The listener; ends with the value.
pub struct Wire {
    tape: Arc<Mutex<Tape>>,
    folder: PathBuf,
    port: u16,
    task: tokio::task::JoinHandle<()>,
}

impl Wire {
    /// Listens in `folder` in front of `server`, and writes down what `login` sends.
    pub fn start(folder: &Path, server: Server, login: &str) -> anyhow::Result<Self> {
        let port = 5432;
        let path = folder.join(format!(".s.PGSQL.{port}"));
        if path.exists() {
            std::fs::remove_file(&path)?;
        }
        let listener = UnixListener::bind(&path).with_context(|| format!("cannot listen at {}", path.display()))?;
        let tape = Arc::new(Mutex::new(Tape::default()));
        let (shared, login) = (tape.clone(), login.to_owned());
        let task = tokio::spawn(async move {
            while let Ok((client, _)) = listener.accept().await {
                let (tape, server, login) = (shared.clone(), server.clone(), login.clone());
                tokio::spawn(async move {
                    // A connection that ends is what connections do.
                    drop(connect(client, server, tape, login).await);
                });
            }
        });
        Ok(Self { tape, folder: folder.to_owned(), port, task })
    }

    /// The URL of a database through here.
    pub fn url(&self, user: &str, database: &str) -> String {
        format!("postgres://{user}@localhost:{}/{database}?host={}", self.port, self.folder.display())
    }

    /// Starts the tape.
    pub fn record(&self) {
        *lock(&self.tape) = Tape { running: true, recording: Recording::default() };
    }

    /// Stops it, and gives what is on it.
    pub fn stop(&self) -> Recording {
        std::mem::take(&mut *lock(&self.tape)).recording
    }
}

impl Drop for Wire {
    fn drop(&mut self) {
        self.task.abort();
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

async fn connect(client: UnixStream, server: Server, tape: Arc<Mutex<Tape>>, login: String) -> anyhow::Result<()> {
    let (client_in, client_out) = client.into_split();
    match server {
        Server::Unix(path) => {
            let (server_in, server_out) = UnixStream::connect(path).await?.into_split();
            both_ways(client_in, client_out, server_in, server_out, tape, login).await
        }
        Server::Tcp(host, port) => {
            let (server_in, server_out) = TcpStream::connect((host, port)).await?.into_split();
            both_ways(client_in, client_out, server_in, server_out, tape, login).await
        }
    }
}

async fn both_ways(
    client_in: impl AsyncRead + Unpin,
    client_out: impl AsyncWrite + Unpin,
    server_in: impl AsyncRead + Unpin,
    server_out: impl AsyncWrite + Unpin,
    tape: Arc<Mutex<Tape>>,
    login: String,
) -> anyhow::Result<()> {
    let ear = Arc::new(Mutex::new(Ear { tape, login, listens: false, statements: HashMap::new(), bound: None, asking: false, waiting: VecDeque::new() }));
    let there = pump(client_in, server_out, Messages { started: false, held: Vec::new() }, {
        let ear = ear.clone();
        move |tag, body: &[u8]| lock(&ear).hear_program(tag, body)
    });
    let back = pump(server_in, client_out, Messages { started: true, held: Vec::new() }, move |tag, _: &[u8]| lock(&ear).hear_server(tag));
    // When one side hangs up, so does the other.
    tokio::select! {
        ended = there => ended,
        ended = back => ended,
    }
}

/// Passes bytes on, and tells `hear` of each message first: what is heard of the question is known before its answer comes.
async fn pump(
    mut from: impl AsyncRead + Unpin,
    mut to: impl AsyncWrite + Unpin,
    mut messages: Messages,
    mut hear: impl FnMut(u8, &[u8]),
) -> anyhow::Result<()> {
    let mut buffer = vec![0; 64 << 10];
    loop {
        let n = from.read(&mut buffer).await?;
        if n == 0 {
            return Ok(());
        }
        messages.take(&buffer[..n], &mut hear);
        to.write_all(&buffer[..n]).await?;
    }
}

/// Cuts a stream into messages. The first one of a client has no tag; it is told as tag 0.
struct Messages {
    started: bool,
    held: Vec<u8>,
}

impl Messages {
    fn take(&mut self, bytes: &[u8], hear: &mut impl FnMut(u8, &[u8])) {
        self.held.extend_from_slice(bytes);
        let mut at = 0;
        loop {
            let skip = usize::from(self.started);
            let Some(length) = self.held[at..].get(skip..skip + 4).and_then(|b| b.try_into().ok()).map(u32::from_be_bytes) else { break };
            let end = at + skip + length as usize;
            if self.held.len() < end {
                break;
            }
            let tag = if self.started { self.held[at] } else { 0 };
            self.started = true;
            hear(tag, &self.held[at + skip + 4..end]);
            at = end;
        }
        self.held.drain(..at);
    }
}

/// A statement's text and the types of its parameters.
type Prepared = (Arc<str>, Arc<[u32]>);

/// What is known of one connection.
struct Ear {
    tape: Arc<Mutex<Tape>>,
    login: String,
    listens: bool,
    statements: HashMap<Vec<u8>, Prepared>,
    bound: Option<Sent>,
    /// Whether anything was sent since the last wait.
    asking: bool,
    /// Answers that are still to come, and where on the tape their questions stand.
    waiting: VecDeque<Option<usize>>,
}

impl Ear {
    fn hear_program(&mut self, tag: u8, body: &[u8]) {
        // A message that cannot be read is Postgres's to refuse.
        let _ = self.hear(tag, body);
    }

    fn hear(&mut self, tag: u8, body: &[u8]) -> Option<()> {
        let mut rest = body;
        match tag {
            0 => {
                let words: Vec<&[u8]> = body.get(4..)?.split(|b| *b == 0).collect();
                self.listens = words.chunks(2).any(|pair| pair.first() == Some(&b"user".as_slice()) && pair.get(1) == Some(&self.login.as_bytes()));
            }
            b'P' => {
                let name = word(&mut rest)?.to_vec();
                let sql: Arc<str> = String::from_utf8_lossy(word(&mut rest)?).into();
                let count = short(&mut rest)?;
                let types = (0..count).map_while(|_| long(&mut rest).map(i32::cast_unsigned)).collect();
                self.statements.insert(name, (sql, types));
            }
            b'B' => self.bound = self.bind(rest),
            b'E' => {
                if let Some(sent) = self.bound.clone() {
                    self.asked(sent);
                }
            }
            b'Q' => {
                for sent in as_text(&String::from_utf8_lossy(word(&mut rest)?)) {
                    self.asked(sent);
                }
                self.on_tape(|r| r.trips += 1);
            }
            b'S' => {
                let asked = std::mem::take(&mut self.asking);
                self.on_tape(|r| if asked { r.trips += 1 } else { r.pings += 1 });
                return Some(());
            }
            _ => {}
        }
        self.asking = tag != 0 && tag != b'Q';
        Some(())
    }

    fn bind(&self, mut rest: &[u8]) -> Option<Sent> {
        word(&mut rest)?;
        let (sql, types) = self.statements.get(word(&mut rest)?)?.clone();
        for _ in 0..short(&mut rest)? {
            short(&mut rest)?;
        }
        let mut values = Vec::new();
        for _ in 0..short(&mut rest)? {
            let length = long(&mut rest)?;
            values.push(match usize::try_from(length) {
                Ok(length) => {
                    let (value, tail) = rest.split_at_checked(length)?;
                    rest = tail;
                    Some(value.to_vec())
                }
                Err(_) => None,
            });
        }
        Some(Sent { sql, types, values, rows: 0 })
    }

    fn on_tape(&self, note: impl FnOnce(&mut Recording)) {
        let mut tape = lock(&self.tape);
        if self.listens && tape.running {
            note(&mut tape.recording);
        }
    }

    fn asked(&mut self, sent: Sent) {
        let mut at = None;
        self.on_tape(|r| {
            at = Some(r.sent.len());
            r.sent.push(sent);
        });
        self.waiting.push_back(at);
    }

    fn hear_server(&mut self, tag: u8) {
        match tag {
            b'D' => {
                if let Some(Some(at)) = self.waiting.front().copied() {
                    self.on_tape(|r| {
                        if let Some(sent) = r.sent.get_mut(at) {
                            sent.rows += 1;
                        }
                    });
                }
            }
            // Complete, empty, suspended.
            b'C' | b'I' | b's' => drop(self.waiting.pop_front()),
            // Ready: whatever an error left unanswered stays so.
            b'Z' => self.waiting.clear(),
            _ => {}
        }
    }
}

/// `text` among the types of Postgres.
const TEXT: u32 = 25;

/// The statements of a message sent as text. What the program writes into them is quoted, so every literal is a parameter, as if the
/// statement had been prepared.
fn as_text(message: &str) -> Vec<Sent> {
    let (mut out, mut sql, mut values) = (Vec::new(), String::new(), Vec::new());
    let mut chars = message.chars().peekable();
    loop {
        match chars.next() {
            Some('\'') => {
                let mut literal = String::new();
                while let Some(c) = chars.next() {
                    if c == '\'' && chars.next_if_eq(&'\'').is_none() {
                        break;
                    }
                    literal.push(c);
                }
                values.push(Some(literal.into_bytes()));
                sql.push_str(&format!("${}", values.len()));
            }
            Some(c) if c != ';' => sql.push(c),
            end => {
                let (text, values) = (std::mem::take(&mut sql), std::mem::take(&mut values));
                if !text.trim().is_empty() {
                    out.push(Sent { sql: text.trim().into(), types: vec![TEXT; values.len()].into(), values, rows: 0 });
                }
                if end.is_none() {
                    return out;
                }
            }
        }
    }
}

fn word<'a>(rest: &mut &'a [u8]) -> Option<&'a [u8]> {
    let end = rest.iter().position(|b| *b == 0)?;
    let (found, tail) = (&rest[..end], &rest[end + 1..]);
    *rest = tail;
    Some(found)
}

fn short(rest: &mut &[u8]) -> Option<i16> {
    let (head, tail) = rest.split_first_chunk::<2>()?;
    *rest = tail;
    Some(i16::from_be_bytes(*head))
}

fn long(rest: &mut &[u8]) -> Option<i32> {
    let (head, tail) = rest.split_first_chunk::<4>()?;
    *rest = tail;
    Some(i32::from_be_bytes(*head))
}

#[cfg(test)]
mod tests {
    use super::{Messages, as_text};

    #[test]
    fn a_message_of_text_is_its_statements_with_parameters() {
        let sent = as_text("begin; select access.enter(decode('00ff', 'hex'), 'it''s; so'::text); ");
        let told: Vec<(&str, Vec<&str>)> =
            sent.iter().map(|s| (&*s.sql, s.values.iter().flatten().map(|v| std::str::from_utf8(v).unwrap_or("?")).collect())).collect();
        assert_eq!(told, [("begin", vec![]), ("select access.enter(decode($1, $2), $3::text)", vec!["00ff", "hex", "it's; so"])]);
        assert!(sent.iter().all(|s| s.types.len() == s.values.len()));
        assert!(as_text(" ; ").is_empty());
    }

    #[test]
    fn messages_are_found_wherever_the_stream_is_cut() {
        let mut stream = vec![0, 0, 0, 9, b'h', b'e', b'l', b'l', b'o'];
        stream.extend_from_slice(&[b'Q', 0, 0, 0, 6, b'a', 0, b'S', 0, 0, 0, 4]);
        for cut in 0..stream.len() {
            let (mut heard, mut messages) = (Vec::new(), Messages { started: false, held: Vec::new() });
            let mut hear = |tag: u8, body: &[u8]| heard.push((tag, body.to_vec()));
            messages.take(&stream[..cut], &mut hear);
            messages.take(&stream[cut..], &mut hear);
            assert_eq!(heard, [(0, b"hello".to_vec()), (b'Q', b"a\0".to_vec()), (b'S', Vec::new())]);
        }
    }
}
