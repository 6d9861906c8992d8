//! Seven in the morning: every officer opens their board at once, keeps it open, and doors are unlocked.
//!
//! Each has a session and connections of their own, as browsers have: the page, the stream of the board's news, and another fetch of its part
//! whenever the news says that it is old. At the end every open board must know what the database knows.

use std::collections::{BTreeMap, HashMap};
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use anyhow::{Context, ensure};
use sqlx::PgConnection;
use tokio::task::JoinSet;
use uuid::Uuid;

use super::http::{self, Line, Stream};
use super::load::{self, Shot};
use super::stats::Times;
use super::store::{self, Door};
use super::{proc, scenario};

/// Doors unlocked a second, in the whole country: some three thousand within a quarter of an hour.
const TAPS: u64 = 4;
/// How long an open board may take to hear of the last tap and to fetch itself.
const GRACE: Duration = Duration::from_secs(5);

/// What was found.
#[derive(Default)]
pub struct Morning {
    /// Who came: officers signed in, accounts among them, units.
    pub who: (usize, usize, usize),
    /// From the instant at which everybody asked until a board was there.
    pub boards: Times,
    /// From the instant at which everybody asked until a stream said its first word.
    pub opened: Times,
    /// Streams that were open until the end.
    pub streams: usize,
    /// Seconds for which they were kept.
    pub kept: u64,
    /// Resident memory before the boards, with the boards loaded, with the streams, after the taps.
    pub resident: [Option<u64>; 4],
    /// Taps.
    pub taps: u64,
    /// From a tap until a board that shows the unit heard of it.
    pub told: Times,
    /// Fetching a board anew.
    pub reloads: Times,
    /// What went wrong, and how often.
    pub faults: BTreeMap<String, u64>,
}

impl Morning {
    fn fault(&mut self, error: &anyhow::Error) {
        *self.faults.entry(format!("07:00: {error:#}")).or_default() += 1;
    }
}

/// Somebody at work.
struct Present {
    cookie: String,
    unit: Uuid,
}

/// When a door of a unit was last tapped.
type Taps = Arc<Mutex<HashMap<Uuid, Instant>>>;

/// What an open board went through.
#[derive(Default)]
struct Watched {
    told: Times,
    reloads: Times,
    /// The newest version it has shown.
    version: i64,
    /// Why it ended before its time.
    fault: Option<anyhow::Error>,
}

/// So many officers, with several sessions for each account when there are fewer of these.
pub async fn run(address: SocketAddr, program: u32, admin: &mut PgConnection, people: usize, keep: Duration) -> anyhow::Result<Morning> {
    let officers = store::officers(admin, people).await?;
    ensure!(!officers.is_empty(), "the demonstration has no officers");
    let mut line = Line::open(address).await?;
    let mut present = Vec::with_capacity(people);
    for officer in officers.iter().cycle().take(people) {
        present.push(Present { cookie: scenario::enter(&mut line, officer.account).await?, unit: officer.door.unit });
    }
    let mut units: Vec<Uuid> = present.iter().map(|p| p.unit).collect();
    units.sort_unstable();
    units.dedup();
    let mut morning = Morning { who: (present.len(), officers.len().min(people), units.len()), kept: keep.as_secs(), ..Morning::default() };
    morning.resident[0] = proc::resident(program);
    load_boards(address, &present, &mut morning).await?;
    morning.resident[1] = proc::resident(program);

    let taps = Taps::default();
    let (streams, until) = open_streams(address, present, &mut morning, keep).await;
    tokio::time::sleep(Duration::from_secs(1)).await;
    morning.resident[2] = proc::resident(program);
    let mut watching = JoinSet::new();
    for (one, stream, version) in streams {
        let taps = taps.clone();
        watching.spawn(async move {
            let unit = one.unit;
            (unit, watch(address, one, stream, version, &taps, until).await)
        });
    }
    let doors: Vec<(Uuid, Door)> = officers.iter().map(|o| (o.account, o.door)).collect();
    unlock(&mut line, &doors, &taps, until.checked_sub(GRACE).unwrap_or(until), &mut morning).await;
    let mut boards = Vec::new();
    while let Some(ended) = watching.join_next().await {
        boards.push(ended?);
    }
    morning.resident[3] = proc::resident(program);
    let now = store::versions(admin, &units).await?;
    for (unit, watched) in boards {
        morning.told.add(&watched.told);
        morning.reloads.add(&watched.reloads);
        match watched.fault {
            Some(error) => morning.fault(&error),
            None => morning.streams += 1,
        }
        if now.get(&unit).is_some_and(|version| watched.version < *version) {
            morning.fault(&anyhow::anyhow!("an open board was never told that it is old"));
        }
    }
    Ok(morning)
}

async fn load_boards(address: SocketAddr, present: &[Present], morning: &mut Morning) -> anyhow::Result<()> {
    let shot = |p: &Present| Shot {
        cookie: p.cookie.clone(),
        path: format!("/units/{}/board", p.unit),
        form: None,
        status: 200,
        must: vec!["data-version=\"".to_owned(), "</html>".to_owned()],
        inmate: None,
    };
    let round = load::burst(address, &Arc::new(present.iter().map(shot).collect()), present.len()).await?;
    morning.boards = round.times;
    for (fault, n) in round.faults {
        *morning.faults.entry(format!("07:00: {fault}")).or_default() += n;
    }
    Ok(())
}

/// Opens every stream at once, and hears its first word. Until when they are kept.
async fn open_streams(address: SocketAddr, present: Vec<Present>, morning: &mut Morning, keep: Duration) -> (Vec<(Present, Stream, i64)>, Instant) {
    let begun = Instant::now();
    let mut opening = JoinSet::new();
    for one in present {
        opening.spawn(async move {
            let open = async {
                let mut stream = Stream::open(address, &format!("/units/{}/live", one.unit), &one.cookie).await?;
                let version = version(&stream.next().await?, one.unit)?;
                Ok::<_, anyhow::Error>((stream, version))
            };
            let (stream, version) = tokio::time::timeout(Duration::from_secs(30), open).await.context("a stream says nothing for 30 s")??;
            Ok::<_, anyhow::Error>((one, stream, version, begun.elapsed()))
        });
    }
    let mut streams = Vec::new();
    while let Some(opened) = opening.join_next().await {
        match opened.map_err(anyhow::Error::from).and_then(|opened| opened) {
            Ok((one, stream, version, took)) => {
                morning.opened.push(took);
                streams.push((one, stream, version));
            }
            Err(error) => morning.fault(&error),
        }
    }
    (streams, Instant::now() + keep + GRACE)
}

/// An open board: hears, and fetches itself when it is old.
async fn watch(address: SocketAddr, one: Present, mut stream: Stream, version: i64, taps: &Taps, until: Instant) -> Watched {
    let mut watched = Watched { version, ..Watched::default() };
    // A browser keeps the connection of the page for a while; here it is made when it is first needed.
    let mut line = None;
    while let Ok(heard) = tokio::time::timeout_at(until.into(), stream.next()).await {
        if let Err(error) = reload(address, &one, heard, &mut line, taps, &mut watched).await {
            watched.fault = Some(error);
            break;
        }
    }
    watched
}

async fn reload(
    address: SocketAddr,
    one: &Present,
    heard: anyhow::Result<String>,
    line: &mut Option<Line>,
    taps: &Taps,
    watched: &mut Watched,
) -> anyhow::Result<()> {
    let told = version(&heard?, one.unit)?;
    if told <= watched.version {
        return Ok(());
    }
    if let Some(tapped) = taps.lock().unwrap_or_else(PoisonError::into_inner).get(&one.unit) {
        watched.told.push(tapped.elapsed());
    }
    let line = match line {
        Some(line) => line,
        None => line.insert(Line::open(address).await?),
    };
    let begun = Instant::now();
    let answer = line.ask(&http::get_anew(&format!("/units/{}/board", one.unit), &one.cookie)).await?;
    ensure!(answer.status == 200, "a board fetched anew answered {}", answer.status);
    watched.reloads.push(begun.elapsed());
    let text = answer.text();
    let shown = text.split("data-version=\"").nth(1).and_then(|rest| rest.split('"').next()?.parse().ok()).context("a board without its version")?;
    ensure!(shown >= told, "a board was told of version {told} and fetched {shown}");
    watched.version = shown;
    Ok(())
}

/// The version of which an event tells.
fn version(data: &str, unit: Uuid) -> anyhow::Result<i64> {
    let told = data.split_once(' ').filter(|(id, _)| id.parse() == Ok(unit)).and_then(|(_, version)| version.parse().ok());
    told.with_context(|| format!("an event says {data:?}"))
}

/// Doors are unlocked, one unit after the other, until then.
async fn unlock(line: &mut Line, doors: &[(Uuid, Door)], taps: &Taps, until: Instant, morning: &mut Morning) {
    let mut shots: HashMap<Uuid, Shot> = HashMap::new();
    let mut beat = tokio::time::interval(Duration::from_millis(1000 / TAPS));
    for (account, door) in doors.iter().cycle() {
        beat.tick().await;
        if Instant::now() >= until {
            return;
        }
        let tap = async {
            if !shots.contains_key(account) {
                let cookie = scenario::enter(line, *account).await?;
                let csrf = scenario::form_token(line, &cookie).await?;
                shots.insert(*account, scenario::tap(&cookie, &csrf, door));
            }
            let shot = shots.get(account).context("nobody to tap")?;
            taps.lock().unwrap_or_else(PoisonError::into_inner).insert(door.unit, Instant::now());
            let (request, mark) = shot.request("identity");
            let answer = line.ask(&request).await?;
            shot.check(&answer, mark)
        };
        match tap.await {
            Ok(()) => morning.taps += 1,
            Err(error) => {
                morning.fault(&error);
                return;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::version;

    #[test]
    fn an_event_is_a_unit_and_a_version() {
        let unit = uuid::Uuid::from_u128(7);
        assert_eq!(version(&format!("{unit} 12"), unit).ok(), Some(12));
        assert!(version("x 12", unit).is_err());
        assert!(version(&unit.to_string(), unit).is_err());
    }
}
