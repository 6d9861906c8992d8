//! What is measured: who asks for which page about whom, and what must be in the answer.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

use anyhow::{Context, bail, ensure};
use sqlx::PgConnection;
use uuid::Uuid;

use super::http::{self, Line};
use super::load::{Fields, Shot, Turn, Was};
use super::store;

/// The login that the custody side uses, and pgbench with it.
pub const LOGIN: &str = "overgang_custody";
/// The field that an edit changes: free text that no rule looks into.
const EDITED: &str = "stated_gender";

/// A kind of request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The front page of an inmate.
    Overview,
    /// Everybody in a prison.
    List,
    /// A search for a family name and a given name.
    Search,
    /// A change to who somebody is.
    Edit,
    /// The page after signing in.
    Home,
    /// The board of a unit.
    Board,
    /// The board of a prison.
    House,
    /// A tap at a door.
    Unlock,
    /// The page after signing in, of a case manager: the whole caseload's deadlines, plans and releases.
    Caseload,
    /// The sentence plan of an inmate.
    Plan,
    /// The register of a class.
    Register,
    /// The unlock list of a unit.
    UnlockList,
}

impl Kind {
    /// All of them.
    pub const ALL: [Self; 12] = [
        Self::Overview,
        Self::List,
        Self::Search,
        Self::Edit,
        Self::Home,
        Self::Board,
        Self::House,
        Self::Unlock,
        Self::Caseload,
        Self::Plan,
        Self::Register,
        Self::UnlockList,
    ];

    /// Its name on the command line and in the table.
    pub fn name(self) -> &'static str {
        match self {
            Self::Overview => "overview",
            Self::List => "list",
            Self::Search => "search",
            Self::Edit => "edit",
            Self::Home => "home",
            Self::Board => "board",
            Self::House => "prison",
            Self::Unlock => "unlock",
            Self::Caseload => "caseload",
            Self::Plan => "plan",
            Self::Register => "register",
            Self::UnlockList => "doors",
        }
    }

    /// The request.
    pub fn what(self) -> &'static str {
        match self {
            Self::Overview => "GET /inmates/{inmate}",
            Self::List => "GET /inmates",
            Self::Search => "POST /search, family and given name",
            Self::Edit => "POST /inmates/{inmate}/person/edit, one field",
            Self::Home => "GET /",
            Self::Board => "GET /units/{unit}/board",
            Self::House => "GET /prison-board",
            Self::Unlock => "POST /units/{unit}/unlock, one door",
            Self::Caseload => "GET / of a case manager",
            Self::Plan => "GET /inmates/{inmate}/plan",
            Self::Register => "GET /register/{session}, the fullest of today",
            Self::UnlockList => "GET /units/{unit}/lists/unlock",
        }
    }

    /// The share of pgbench that is aimed at, with 8 clients.
    pub fn target(self) -> Option<f64> {
        match self {
            Self::Overview => Some(0.6),
            Self::List => Some(0.7),
            Self::Search => Some(0.5),
            Self::Edit => Some(0.45),
            // The design names no share for these.
            Self::Home | Self::Board | Self::House | Self::Unlock | Self::Caseload | Self::Plan | Self::Register | Self::UnlockList => None,
        }
    }

    /// The round trips that are aimed at.
    pub fn trips(self) -> Option<u32> {
        match self {
            Self::Overview | Self::List | Self::Board | Self::House => Some(4),
            Self::Search | Self::Edit | Self::Unlock | Self::UnlockList => Some(3),
            Self::Home | Self::Caseload | Self::Plan | Self::Register => None,
        }
    }

    /// Who asks. One group of roles for each kind: a connection that changes its group plans every statement anew.
    fn roles(self) -> &'static [&'static str] {
        match self {
            Self::Edit | Self::Caseload | Self::Plan => &["CAS"],
            Self::Overview | Self::List | Self::Search | Self::Home => &["DUT", "GOV"],
            Self::House => &["DUT"],
            Self::Board | Self::Unlock | Self::UnlockList => &["OFF"],
            Self::Register => &["WRK"],
        }
    }

    /// At how many prisons: more where many different requests are needed that one prison does not have.
    fn prisons(self) -> usize {
        match self {
            Self::Edit | Self::Board | Self::Unlock | Self::Caseload | Self::Plan | Self::Register | Self::UnlockList => 16,
            _ => 4,
        }
    }
}

impl std::str::FromStr for Kind {
    type Err = String;
    fn from_str(text: &str) -> Result<Self, String> {
        Self::ALL.into_iter().find(|k| k.name() == text).ok_or_else(|| format!("one of {}", Self::ALL.map(Self::name).join(", ")))
    }
}

/// A kind of request, ready to be sent.
pub struct Scenario {
    /// The kind.
    pub kind: Kind,
    /// The requests.
    pub shots: Arc<Vec<Shot>>,
}

/// Somebody who is signed in.
pub struct Session {
    cookie: String,
    csrf: String,
    role: String,
    /// The people on their list.
    people: Vec<store::Person>,
    /// The doors of their prison at which they may tap, unit by unit.
    doors: Vec<store::Door>,
    /// The sessions whose registers they take today, the fullest first.
    registers: Vec<Uuid>,
    /// How many people their prison holds.
    held: i64,
}

/// How many people a prison shall hold, or nearly.
const PRISON: i64 = 120;

/// Signs in as everybody who is needed, and reads their lists.
pub async fn sign_in(address: SocketAddr, admin: &mut PgConnection, kinds: &[Kind]) -> anyhow::Result<Vec<Session>> {
    let mut roles: Vec<(&str, usize)> = Vec::new();
    for (role, prisons) in kinds.iter().flat_map(|k| k.roles().iter().map(|r| (*r, k.prisons()))) {
        match roles.iter_mut().find(|(known, _)| *known == role) {
            Some(known) => known.1 = known.1.max(prisons),
            None => roles.push((role, prisons)),
        }
    }
    let mut line = Line::open(address).await?;
    let mut sessions = Vec::new();
    for (role, prisons) in &roles {
        for account in store::accounts(admin, &[role], PRISON, *prisons).await? {
            let cookie = enter(&mut line, account.id).await?;
            let csrf = form_token(&mut line, &cookie).await?;
            let list = if Kind::Edit.roles().contains(role) { "/inmates?show=mine" } else { "/inmates" };
            let answer = line.ask(&http::get(list, &cookie, "identity")).await?;
            let ids = if answer.status == 200 { http::inmates(&answer.text()) } else { Vec::new() };
            let people = store::people(admin, &ids).await?;
            let doors = if Kind::Unlock.roles().contains(role) { store::doors(admin, account.id).await? } else { Vec::new() };
            let registers = if Kind::Register.roles().contains(role) { store::registers(admin, account.id).await? } else { Vec::new() };
            sessions.push(Session { cookie, csrf, role: account.role, people, doors, registers, held: account.people });
        }
    }
    ensure!(!sessions.is_empty(), "the demonstration has no accounts with the roles {roles:?}");
    Ok(sessions)
}

/// Signs in as a demonstration account, and gives the session's cookie.
pub async fn enter(line: &mut Line, account: Uuid) -> anyhow::Result<String> {
    let body = http::encode(&[("account".to_owned(), account.to_string())]);
    let answer = line.ask(&http::post("/demo/sign-in", "", "identity", &body)).await?;
    ensure!(answer.status == 303, "signing in answered {}", answer.status);
    Ok(answer.header("set-cookie").and_then(|c| c.split(';').next()).context("signing in gave no cookie")?.to_owned())
}

/// The form token of a session.
pub async fn form_token(line: &mut Line, cookie: &str) -> anyhow::Result<String> {
    let answer = line.ask(&http::get("/", cookie, "identity")).await?;
    let text = answer.text();
    let token = text.split("name=\"csrf\" value=\"").nth(1).and_then(|rest| rest.split('"').next());
    Ok(token.context("no form token on the first page")?.to_owned())
}

/// Whom was signed in as, for the report.
pub fn who(sessions: &[Session]) -> String {
    let mut roles: Vec<&str> = sessions.iter().map(|s| s.role.as_str()).collect();
    roles.sort_unstable();
    roles.dedup();
    let mut held: Vec<i64> = sessions.iter().map(|s| s.held).collect();
    held.sort_unstable();
    held.dedup();
    let held: Vec<String> = held.iter().map(i64::to_string).collect();
    format!("{} accounts ({}) at prisons of {} people", sessions.len(), roles.join(", "), held.join(", "))
}

impl Scenario {
    /// Makes `count` requests of a kind, and sends each once: what does not go as it must is a fault of the bench or the program.
    pub async fn prepare(kind: Kind, address: SocketAddr, sessions: &[Session], count: usize) -> anyhow::Result<Self> {
        let sessions: Vec<&Session> = sessions.iter().filter(|s| kind.roles().contains(&s.role.as_str())).collect();
        let mut line = Line::open(address).await?;
        let mut shots = Vec::new();
        let mut refused = Vec::new();
        for n in 0..count * 8 {
            if shots.len() == count {
                break;
            }
            let session = sessions.get(n % sessions.len().max(1)).context("nobody is signed in for this")?;
            let turn = n / sessions.len();
            // Two clients must not edit the same person, nor tap at the same door.
            if kind == Kind::Edit && turn >= session.people.len() || kind == Kind::Unlock && turn >= session.doors.len() {
                continue;
            }
            let made = shot(kind, &mut line, session, turn).await;
            let fired = match made {
                Ok(shot) => fire(&mut line, &shot).await.map(|()| shot),
                Err(error) => Err(error),
            };
            match fired {
                Ok(shot) => shots.push(shot),
                Err(error) => {
                    refused.push(error);
                    line = Line::open(address).await?;
                    // A page that is not there is told at once.
                    if shots.is_empty() && refused.len() >= 5 {
                        break;
                    }
                }
            }
        }
        if let Some(error) = refused.first() {
            eprintln!("    {}: {} requests left out, the first: {error:#}", kind.name(), refused.len());
        }
        // With fewer, clients would have nothing to send.
        ensure!(shots.len() >= 32.min(count), "only {} of {count} requests can be sent", shots.len());
        Ok(Self { kind, shots: Arc::new(shots) })
    }

    /// Keeps the requests at these places. How many were dropped.
    pub fn keep(&mut self, places: &[usize]) -> usize {
        let before = self.shots.len();
        let shots = std::mem::take(&mut self.shots);
        if let Some(shots) = Arc::into_inner(shots) {
            self.shots = Arc::new(shots.into_iter().enumerate().filter(|(n, _)| places.contains(n)).map(|(_, shot)| shot).collect());
        }
        before - self.shots.len()
    }

    /// Edits go by what stands there now: pgbench has been at the same rows.
    pub async fn refresh(&self, admin: &mut PgConnection) -> anyhow::Result<()> {
        let edits: Vec<(Uuid, &Was)> = self.shots.iter().filter_map(|s| Some((s.inmate?, s.form.as_ref()?.was.as_ref()?))).collect();
        if edits.is_empty() {
            return Ok(());
        }
        let ids: Vec<Uuid> = edits.iter().map(|(id, _)| *id).collect();
        for ((_, was), now) in edits.iter().zip(store::edited(admin, &ids).await?) {
            was.set(now);
        }
        Ok(())
    }
}

async fn fire(line: &mut Line, shot: &Shot) -> anyhow::Result<()> {
    let (request, mark) = shot.request("identity");
    let answer = line.ask(&request).await?;
    shot.check(&answer, mark)
}

async fn shot(kind: Kind, line: &mut Line, session: &Session, turn: usize) -> anyhow::Result<Shot> {
    let page = |path: &str, must: Vec<String>, inmate| Shot { cookie: session.cookie.clone(), path: path.to_owned(), form: None, status: 200, must, inmate };
    let end = || "</html>".to_owned();
    let person = || session.people.get(turn % session.people.len().max(1)).context("the list of inmates is empty or not there");
    match kind {
        Kind::Home => Ok(page("/", vec![end()], None)),
        Kind::List => {
            person()?;
            let mut must: Vec<String> = session.people.iter().step_by(session.people.len().div_ceil(4).max(1)).map(|p| format!("/inmates/{}", p.id)).collect();
            must.push(end());
            Ok(page("/inmates", must, None))
        }
        Kind::Overview => {
            let person = person()?;
            Ok(page(&format!("/inmates/{}", person.id), vec![person.number.clone(), end()], Some(person.id)))
        }
        Kind::Search => {
            let person = person()?;
            let typed = format!("{} {}", person.family_name, person.given_name.split(' ').next().unwrap_or_default());
            let fixed = vec![("csrf".to_owned(), session.csrf.clone()), ("q".to_owned(), typed)];
            let form = Some(Fields { fixed, once: false, mark: None, turn: None, was: None });
            Ok(Shot { form, ..page("/search", vec![format!("/inmates/{}", person.id), end()], None) })
        }
        Kind::Edit => edit(line, session, person()?).await,
        Kind::House => Ok(page("/prison-board", vec!["href=\"/units/".to_owned(), end()], None)),
        Kind::Board | Kind::UnlockList => {
            let mut units: Vec<Uuid> = session.doors.iter().map(|d| d.unit).collect();
            units.dedup();
            let unit = *units.get(turn % units.len().max(1)).context("nobody lives in this prison")?;
            let lives = session.doors.iter().filter(|d| d.unit == unit).take(3).map(|d| format!("/inmates/{}", d.inmate));
            let what = if kind == Kind::Board { "board" } else { "lists/unlock" };
            Ok(page(&format!("/units/{unit}/{what}"), lives.chain([end()]).collect(), None))
        }
        Kind::Register => {
            let register = session.registers.get(turn % session.registers.len().max(1)).context("no session today")?;
            Ok(page(&format!("/register/{register}"), vec![end()], None))
        }
        Kind::Caseload => Ok(page("/", vec!["/plans?show=no_plan".to_owned(), end()], None)),
        Kind::Plan => {
            let person = person()?;
            Ok(page(
                &format!("/inmates/{}/plan", person.id),
                vec![person.number.clone(), format!("/inmates/{}/plan/assessment", person.id), end()],
                Some(person.id),
            ))
        }
        Kind::Unlock => Ok(tap(&session.cookie, &session.csrf, session.doors.get(turn).context("no door is left")?)),
    }
}

/// A tap at a door, unlocked and locked in turn: each is a change.
pub fn tap(cookie: &str, csrf: &str, door: &store::Door) -> Shot {
    let fixed = vec![("csrf".to_owned(), csrf.to_owned()), ("inmate".to_owned(), door.inmate.to_string())];
    let form = Some(Fields { fixed, once: true, mark: None, turn: Some(Turn::new("state", ["unlocked", "in"])), was: None });
    let path = format!("/units/{}/unlock", door.unit);
    Shot { cookie: cookie.to_owned(), path, form, status: 303, must: vec![format!("/units/{}/board?done=", door.unit)], inmate: Some(door.inmate) }
}

/// Opens the form, as a person would, and keeps what it holds.
async fn edit(line: &mut Line, session: &Session, person: &store::Person) -> anyhow::Result<Shot> {
    let path = format!("/inmates/{}/person/edit", person.id);
    let answer = line.ask(&http::get(&path, &session.cookie, "identity")).await?;
    ensure!(answer.status == 200, "the form answered {}", answer.status);
    let Some(mut fixed) = http::form(&answer.text(), &path) else { bail!("the page has no form that leads to itself") };
    let mut take = |name: &str| fixed.iter().position(|(n, _)| n == name).map(|at| fixed.remove(at).1);
    let (once, edited, was) = (take("once"), take(EDITED), take("was"));
    let edited = edited.with_context(|| format!("the form has no field {EDITED}"))?;
    let values: Vec<String> = serde_json::from_str(&was.context("the form does not say what it was made from")?)?;
    // The same text may stand in two fields: the form's order tells which is meant, and `was` has that order.
    let names: Vec<&str> =
        vec!["identity", "family_name", "given_name", "birth_date", "birth_date_basis", "sex", EDITED, "birth_country", "interpreter_language", "religion"];
    let at = names
        .iter()
        .position(|n| *n == EDITED)
        .filter(|at| values.get(*at) == Some(&edited))
        .context("the form's memory has another shape than the bench knows")?;
    let form = Some(Fields { fixed, once: once.is_some(), mark: Some(EDITED), turn: None, was: Some(Was { values, at, now: Mutex::new(edited) }) });
    Ok(Shot { cookie: session.cookie.clone(), path, form, status: 303, must: vec![person.id.to_string()], inmate: Some(person.id) })
}
