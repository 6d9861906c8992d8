//! Sending requests: as fast as answers come, at a steady rate, all at once. Every answer is read to its end and checked.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex as Lock, PoisonError};
use std::time::{Duration, Instant};

use anyhow::ensure;
use tokio::sync::{Mutex, mpsc};
use uuid::Uuid;

use super::http::{self, Answer, Line};
use super::script::MARK;
use super::stats::Times;

/// Makes each text that is sent another one.
static MARKS: AtomicU64 = AtomicU64::new(0);

/// A request that can be sent again and again.
pub struct Shot {
    /// Who sends it.
    pub cookie: String,
    /// Where to.
    pub path: String,
    /// Fields, for a form.
    pub form: Option<Fields>,
    /// The status that must come back.
    pub status: u16,
    /// What the answer must contain: a page in its body, a redirect in its place.
    pub must: Vec<String>,
    /// Whom it is about.
    pub inmate: Option<Uuid>,
}

/// A form as the page filled it; some fields are set anew each time.
pub struct Fields {
    /// Fields that stay.
    pub fixed: Vec<(String, String)>,
    /// The field of the key by which it acts once, if it has one.
    pub once: bool,
    /// The field that is changed.
    pub mark: Option<&'static str>,
    /// The field that has one value and the other in turn.
    pub turn: Option<Turn>,
    /// What the form says was there when it was opened.
    pub was: Option<Was>,
}

/// A field with two values, each of them in its turn.
pub struct Turn {
    name: &'static str,
    values: [&'static str; 2],
    second: AtomicBool,
}

impl Turn {
    /// Beginning with the first.
    pub fn new(name: &'static str, values: [&'static str; 2]) -> Self {
        Self { name, values, second: AtomicBool::new(false) }
    }

    fn take(&self) -> (String, String) {
        let [first, second] = self.values;
        (self.name.to_owned(), if self.second.fetch_xor(true, Ordering::Relaxed) { second } else { first }.to_owned())
    }
}

/// The field `was` of an edit: all values as they were read.
pub struct Was {
    /// The values in the order of the form.
    pub values: Vec<String>,
    /// Which of them is changed.
    pub at: usize,
    /// Its value now.
    pub now: Lock<String>,
}

impl Was {
    /// Somebody else changed it.
    pub fn set(&self, now: String) {
        *self.now.lock().unwrap_or_else(PoisonError::into_inner) = now;
    }

    fn pack(&self) -> String {
        let mut values = self.values.clone();
        if let Some(value) = values.get_mut(self.at) {
            value.clone_from(&self.now.lock().unwrap_or_else(PoisonError::into_inner));
        }
        serde_json::Value::from(values).to_string()
    }
}

impl Shot {
    /// The request's bytes, and the text in it that is unlike every other.
    pub fn request(&self, encoding: &str) -> (Vec<u8>, Option<String>) {
        let Some(form) = &self.form else { return (http::get(&self.path, &self.cookie, encoding), None) };
        let mut fields = form.fixed.clone();
        if form.once {
            fields.push(("once".to_owned(), Uuid::now_v7().to_string()));
        }
        fields.extend(form.turn.as_ref().map(Turn::take));
        if let Some(was) = &form.was {
            fields.push(("was".to_owned(), was.pack()));
        }
        let mark = form.mark.map(|name| {
            let mark = format!("{MARK}{}-{}", std::process::id(), MARKS.fetch_add(1, Ordering::Relaxed));
            fields.push((name.to_owned(), mark.clone()));
            mark
        });
        (http::post(&self.path, &self.cookie, encoding, &http::encode(&fields)), mark)
    }

    /// Whether the answer is the one that must come.
    pub fn check(&self, answer: &Answer<'_>, mark: Option<String>) -> anyhow::Result<()> {
        ensure!(answer.status == self.status, "{} answered {} instead of {}", self.pattern(), answer.status, self.status);
        if answer.status == 303 {
            let place = answer.header("location").unwrap_or_default();
            ensure!(self.must.iter().all(|m| place.contains(m.as_str())), "{} led to {place}", self.pattern());
        } else if answer.header("content-encoding").is_none() {
            let text = std::str::from_utf8(&answer.body)?;
            for must in &self.must {
                ensure!(text.contains(must.as_str()), "{} answered without {must:?}", self.pattern());
            }
        }
        if let (Some(was), Some(mark)) = (self.form.as_ref().and_then(|f| f.was.as_ref()), mark) {
            was.set(mark);
        }
        Ok(())
    }

    /// The path without ids.
    fn pattern(&self) -> String {
        self.path.split('/').map(|p| if p.len() == 36 { "{id}" } else { p }).collect::<Vec<_>>().join("/")
    }
}

/// What a round gave.
#[derive(Default)]
pub struct Round {
    /// Time of every request that was answered rightly.
    pub times: Times,
    /// How long the round took.
    pub seconds: f64,
    /// Requests that failed, by what was wrong.
    pub faults: BTreeMap<String, u64>,
}

impl Round {
    /// Requests a second.
    pub fn rate(&self) -> f64 {
        self.times.count() as f64 / self.seconds
    }

    fn add(&mut self, other: &Self) {
        self.times.add(&other.times);
        for (fault, n) in &other.faults {
            *self.faults.entry(fault.clone()).or_default() += n;
        }
    }

    fn fault(&mut self, error: &anyhow::Error) {
        *self.faults.entry(format!("{error:#}")).or_default() += 1;
    }
}

/// Each of `clients` sends its next request when it has the answer to the last. A request that has begun is finished and counts.
pub async fn closed(address: SocketAddr, shots: &Arc<Vec<Shot>>, clients: usize, time: Duration, encoding: &'static str) -> anyhow::Result<Round> {
    let mut lines = Vec::new();
    for _ in 0..clients {
        lines.push(Line::open(address).await?);
    }
    let begun = Instant::now();
    let mut tasks = Vec::new();
    for (client, mut line) in lines.into_iter().enumerate() {
        let shots = shots.clone();
        tasks.push(tokio::spawn(async move {
            let mut round = Round::default();
            // Nobody edits what another is editing.
            for shot in shots.iter().skip(client).step_by(clients).collect::<Vec<_>>().into_iter().cycle() {
                if begun.elapsed() >= time {
                    break;
                }
                if let Err(error) = one(&mut line, shot, encoding, Instant::now(), &mut round).await {
                    round.fault(&error);
                    line = Line::open(address).await?;
                }
            }
            Ok::<_, anyhow::Error>(round)
        }));
    }
    let mut all = Round::default();
    for task in tasks {
        all.add(&task.await??);
    }
    all.seconds = begun.elapsed().as_secs_f64();
    Ok(all)
}

async fn one(line: &mut Line, shot: &Shot, encoding: &str, since: Instant, round: &mut Round) -> anyhow::Result<()> {
    let (request, mark) = shot.request(encoding);
    let answer = line.ask(&request).await?;
    let took = since.elapsed();
    shot.check(&answer, mark)?;
    round.times.push(took);
    Ok(())
}

/// `rate` requests a second whatever the answers do. Time counts from the instant at which a request was due.
pub async fn steady(address: SocketAddr, shots: &Arc<Vec<Shot>>, rate: u32, time: Duration) -> anyhow::Result<Round> {
    let idle: Arc<Mutex<Vec<Line>>> = Arc::default();
    let (report, mut reports) = mpsc::unbounded_channel::<Round>();
    let begun = Instant::now();
    let total = (f64::from(rate) * time.as_secs_f64()) as u32;
    for n in 0..total {
        let due = begun + Duration::from_secs_f64(f64::from(n) / f64::from(rate));
        tokio::time::sleep_until(due.into()).await;
        let (shots, idle, report) = (shots.clone(), idle.clone(), report.clone());
        tokio::spawn(async move {
            let mut round = Round::default();
            let free = idle.lock().await.pop();
            let outcome = async {
                let mut line = match free {
                    Some(line) => line,
                    None => Line::open(address).await?,
                };
                // Steps that share no factor with the usual numbers of shots, so that every one is sent.
                let shot = shots.get(n as usize * 7 % shots.len().max(1)).ok_or_else(|| anyhow::anyhow!("nothing to send"))?;
                one(&mut line, shot, "identity", due, &mut round).await?;
                idle.lock().await.push(line);
                Ok::<_, anyhow::Error>(())
            };
            if let Err(error) = outcome.await {
                round.fault(&error);
            }
            drop(report.send(round));
        });
    }
    drop(report);
    let mut all = Round::default();
    while let Some(round) = reports.recv().await {
        all.add(&round);
    }
    all.seconds = begun.elapsed().as_secs_f64();
    Ok(all)
}

/// So many people, each with a connection of their own, press the same key at the same instant.
pub async fn burst(address: SocketAddr, shots: &Arc<Vec<Shot>>, people: usize) -> anyhow::Result<Round> {
    let mut lines = Vec::new();
    for _ in 0..people {
        lines.push(Line::open(address).await?);
    }
    let begun = Instant::now();
    let mut tasks = Vec::new();
    for (n, mut line) in lines.into_iter().enumerate() {
        let shots = shots.clone();
        tasks.push(tokio::spawn(async move {
            let mut round = Round::default();
            if let Some(shot) = shots.get(n % shots.len().max(1))
                && let Err(error) = one(&mut line, shot, "identity", begun, &mut round).await
            {
                round.fault(&error);
            }
            round
        }));
    }
    let mut all = Round::default();
    for task in tasks {
        all.add(&task.await?);
    }
    all.seconds = begun.elapsed().as_secs_f64();
    Ok(all)
}

/// Connections that have asked once and now only wait.
pub async fn waiting(address: SocketAddr, count: usize) -> anyhow::Result<Vec<Line>> {
    let mut lines = Vec::new();
    for _ in 0..count {
        let mut line = Line::open(address).await?;
        line.ask(&http::get("/healthz", "", "identity")).await?;
        lines.push(line);
    }
    Ok(lines)
}
