//! A page that knows when it is old: a stream of server-sent events with a unit or a prison and its version, and nothing else. What has changed the
//! page fetches as any page, with the rights its reader has then.

use std::collections::HashSet;
use std::convert::Infallible;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use axum::http::HeaderValue;
use axum::response::sse::{Event, Sse};
use axum::response::{IntoResponse, Response};
use futures_core::Stream;
use tokio::sync::broadcast::{
    self,
    error::{RecvError, TryRecvError},
};
use tokio::sync::mpsc;
use uuid::Uuid;

use super::ctx::Ctx;
use super::state::App;
use crate::access::door;
use crate::platform::db::{Side, is_outage};
use crate::platform::id::{PrisonId, SessionId, UnitId};
use crate::platform::live::News;

/// How often a stream says that it lives, and asks whether its session does. A page that hears nothing for two minutes says that it is old.
const BEAT: Duration = Duration::from_secs(25);

/// So long a house gathers its news: at unlocking there are many a second.
const SETTLE: Duration = Duration::from_secs(1);

/// What an open page looks at.
pub enum Watched {
    /// A unit.
    Unit(UnitId),
    /// A prison, by the units whose changes are its own.
    House(PrisonId, HashSet<UnitId>),
}

impl Watched {
    fn id(&self) -> Uuid {
        match self {
            Self::Unit(unit) => unit.0,
            Self::House(prison, _) => prison.0,
        }
    }

    fn hears(&self, of: UnitId) -> bool {
        match self {
            Self::Unit(unit) => *unit == of,
            Self::House(_, units) => units.contains(&of),
        }
    }
}

/// Who watches what.
struct Watch {
    token: [u8; 32],
    side: Side,
    session: SessionId,
    what: Watched,
}

/// The stream of a unit or a house. Take `news` before asking for the version: then nothing is missed in between.
pub fn stream(ctx: &Ctx, what: Watched, version: i64, news: broadcast::Receiver<News>) -> Response {
    let watch = Watch { token: ctx.token_hash(), side: ctx.actor.side, session: ctx.actor.session, what };
    let (out, events) = mpsc::channel(8);
    tokio::spawn(tell(ctx.app.clone(), watch, version, news, out));
    let mut response = Sse::new(Events(events)).into_response();
    // A proxy that collects answers would keep the news to itself.
    response.headers_mut().insert("x-accel-buffering", HeaderValue::from_static("no"));
    response
}

struct Events(mpsc::Receiver<Event>);

impl Stream for Events {
    type Item = Result<Event, Infallible>;
    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.0.poll_recv(cx).map(|event| event.map(Ok))
    }
}

fn event(what: &Watched, version: i64) -> Event {
    Event::default().retry(Duration::from_secs(3)).data(format!("{} {version}", what.id()))
}

/// Until the reader leaves, the session ends or the program stops.
async fn tell(app: App, watch: Watch, version: i64, mut news: broadcast::Receiver<News>, out: mpsc::Sender<Event>) {
    if out.send(event(&watch.what, version)).await.is_err() {
        return;
    }
    let mut stopped = app.live.stopped();
    let mut beat = tokio::time::interval_at(tokio::time::Instant::now() + BEAT, BEAT);
    loop {
        let heard = tokio::select! {
            () = out.closed() => return,
            _ = stopped.changed() => return,
            _ = beat.tick() => None,
            heard = news.recv() => Some(heard),
        };
        let answer = match heard {
            Some(Ok(News::Unit { unit, version })) if watch.what.hears(unit) => match watch.what {
                Watched::Unit(_) => Answer::Version(version),
                Watched::House(..) => {
                    tokio::time::sleep(SETTLE).await;
                    // Whatever else has come meanwhile, a session's end too, is in the answer.
                    while !matches!(news.try_recv(), Err(TryRecvError::Empty | TryRecvError::Closed)) {}
                    ask(&app, &watch).await
                }
            },
            Some(Ok(News::SessionEnded(session))) if session == watch.session => ask(&app, &watch).await,
            None | Some(Ok(News::Missed) | Err(RecvError::Lagged(_))) => ask(&app, &watch).await,
            Some(Ok(_)) => continue,
            Some(Err(RecvError::Closed)) => return,
        };
        let event = match answer {
            Answer::Version(version) => event(&watch.what, version),
            Answer::Ended => Event::default().event("ended").data("-"),
            // The page hears nothing, and says so after two minutes.
            Answer::Unknown => continue,
        };
        if out.send(event).await.is_err() || matches!(answer, Answer::Ended) {
            return;
        }
    }
}

/// What the database says of an open page.
enum Answer {
    Version(i64),
    Ended,
    Unknown,
}

async fn ask(app: &App, watch: &Watch) -> Answer {
    let asked = async {
        let mut tx = app.db.begin(watch.side).await?;
        let now = app.clock.now();
        let version = match &watch.what {
            Watched::Unit(unit) => door::watching(&mut tx, &watch.token, *unit, now).await?,
            Watched::House(prison, _) => door::watching_house(&mut tx, &watch.token, *prison, now).await?,
        };
        tx.commit().await?;
        Ok::<_, sqlx::Error>(version)
    };
    match asked.await {
        Ok(Some(version)) => Answer::Version(version),
        Ok(None) => Answer::Ended,
        Err(error) => {
            if !is_outage(&error) {
                tracing::error!(cause = %error, "an open board could not be asked for");
            }
            Answer::Unknown
        }
    }
}
