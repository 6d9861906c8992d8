//! Handlers of the clock's pages.

use axum::response::Response;
use serde_json::json;
use uuid::Uuid;

use super::asked::{Asked, own};
use super::form::{AssignForm, CloseForm, WaitForm, seen};
use super::item::{ItemView, Typed, Whole};
use super::model::{Outcome, State};
use super::rules;
use super::store::{self, Counts, Filter, Line, Shown};
use super::view::{ListView, PersonView, Piece, Row, Strip, groups};
use crate::access::matrix::{self, Reach};
use crate::access::{Act, Action, Actor, Class, Entry};
use crate::inmates::{BannerView, InmateCtx};
use crate::law::deadline::Band;
use crate::law::rule::Mode;
use crate::platform::id::{InmateId, PrisonId};
use crate::platform::paging::{Mark, Page};
use crate::web::frame::NavItem;
use crate::web::lang::Text;
use crate::web::parts::Chip;
use crate::web::{Ctx, Error, Errors, Form, Routes, needs, needs_for};

const A_PAGE: usize = 50;
const OF_A_PERSON: i64 = 100;

/// The routes of deadlines.
pub fn routes() -> Routes {
    let writes = needs(Class::Deadlines, Act::Write);
    Routes::new()
        .get("/deadlines", needs(Class::Deadlines, Act::Read), list)
        .get("/deadlines/{deadline}", needs(Class::Deadlines, Act::Read), show)
        .post("/deadlines/{deadline}/close", writes, close)
        .post("/deadlines/{deadline}/owner", writes, assign)
        .post("/deadlines/{deadline}/wait", writes, wait)
        .get("/inmates/{inmate}/deadlines", needs_for(Class::Deadlines, Act::Read), of_person)
}

/// The item of the main menu.
pub fn nav(actor: &Actor, t: Text) -> Vec<NavItem> {
    if actor.may(Class::Deadlines, Act::Read) {
        vec![NavItem { section: "deadlines", href: "/deadlines".to_owned(), icon: "HourglassTopFilled", label: t.msg_deadline_nav(), key: "" }]
    } else {
        Vec::new()
    }
}

/// The persons of a list, for the trail.
fn persons(lines: &[Line]) -> Vec<InmateId> {
    let mut ids: Vec<InmateId> = lines.iter().filter_map(|l| l.inmate_id).map(InmateId).collect();
    ids.sort_unstable();
    ids.dedup();
    ids
}

/// The lists by their words in the address, with what each shows.
fn lists(now: chrono::DateTime<chrono::Utc>) -> [(&'static str, Shown); 6] {
    let [over, today, week] = Band::ends(now);
    [
        ("open", Shown::Open),
        ("over", Shown::Between(None, Some(over))),
        ("today", Shown::Between(Some(over), Some(today))),
        ("week", Shown::Between(Some(today), Some(week))),
        ("later", Shown::Between(Some(week), None)),
        ("waiting", Shown::Waiting),
    ]
}

fn which(ctx: &Ctx, base: &str, chosen: &str, counts: &Counts) -> Vec<Chip> {
    let (t, fmt) = (ctx.t, ctx.fmt());
    let chip = |word: &str, label: String, n: i64| Chip::new(format!("{base}&list={word}"), label, Some(fmt.number(n)), word == chosen);
    vec![
        chip("open", t.msg_deadline_open(), counts.over + counts.today + counts.week + counts.later),
        chip("over", t.msg_deadline_over(), counts.over),
        chip("today", t.msg_deadline_today(), counts.today),
        chip("week", t.msg_deadline_week(), counts.week),
        chip("later", t.msg_deadline_later(), counts.later),
        chip("waiting", t.msg_deadline_waiting(), counts.waiting),
    ]
}

async fn list(mut ctx: Ctx) -> Result<Response, Error> {
    let asked = Asked::of(&mut ctx).await?;
    let now = ctx.now;
    let chosen = ctx.query("list").unwrap_or_default();
    let (word, shown) = lists(now).into_iter().find(|l| l.0 == chosen).unwrap_or(("open", Shown::Open));
    let after = ctx.query("after").and_then(|m| m.parse::<Mark>().ok());
    let found = store::list(ctx.conn(), &asked.filter, shown, now, after, A_PAGE as i64 + 1).await?;
    let page = Page::of(found, A_PAGE, Line::mark);
    let counts = store::counts(ctx.conn(), &asked.filter, Band::ends(now)).await?;
    let (t, tail) = (ctx.t, asked.tail());
    let base = format!("/deadlines?whose={}{tail}", asked.whose());
    let whose = own(&ctx).map(|_| {
        let chip = |w: &str, label| {
            Chip::new(format!("/deadlines?whose={w}{}&list={word}", if w == "mine" { asked.places() } else { tail.clone() }), label, None, w == asked.whose())
        };
        vec![chip("mine", t.msg_deadline_mine()), chip("all", t.msg_deadline_everybodys())]
    });
    let view = ListView {
        which: which(&ctx, &base, word, &counts),
        whose: whose.unwrap_or_default(),
        filters: asked.fields(&ctx),
        kept: vec![("whose", asked.whose().to_owned()), ("list", word.to_owned())],
        groups: groups(&ctx, &page.rows, Some(&counts).filter(|_| word != "waiting"), asked.is_everywhere()),
        newest: after.map(|_| format!("{base}&list={word}")),
        older: page.older.map(|m| format!("{base}&list={word}&after={m}")),
        frame: ctx.frame("deadlines", t.msg_deadline_heading()),
        place: asked.place(&ctx),
    };
    let entry = Entry::new(Action::List, Class::Deadlines)
        .showing(persons(&page.rows))
        .with(json!({ "list": word, "whose": asked.whose(), "region": asked.filter.region }));
    ctx.record(Entry { prison: asked.at(&ctx), ..entry });
    ctx.page(view).await
}

/// Whether the reader may act on an item: as the matrix says of the person, or as the one whose item it is.
fn acts(ctx: &Ctx, x: &Whole) -> bool {
    let Some(role) = ctx.actor.role() else { return false };
    let reach = Reach { assigned: x.about.assigned, deep: x.about.deep, writable: x.about.writable };
    let own = x.kept.owner == Some(ctx.actor.account.0) || (x.kept.owner.is_none() && x.kept.owner_role == role.code());
    matrix::decide(role, Class::Deadlines, Act::Write, reach) || (own && x.about.deep && ctx.may(Class::Deadlines, Act::Write))
}

/// The item in the path with all that hangs on it, if it is the reader's to see.
async fn the_item(ctx: &mut Ctx) -> Result<Whole, Error> {
    let id: Uuid = ctx.param("deadline")?;
    let kept = store::kept(ctx.conn(), id).await?.ok_or(Error::NotFound)?;
    let about = store::about(ctx.conn(), id).await?.ok_or(Error::NotFound)?;
    let steps = store::steps(ctx.conn(), id).await?;
    let rounds = if kept.repeat.is_some() { store::rounds(ctx.conn(), &kept.rule_id, kept.reference).await? } else { Vec::new() };
    let entry = Entry::new(Action::Look, Class::Deadlines).with(json!({ "deadline": id }));
    ctx.record(Entry { inmate: kept.inmate_id.map(InmateId), prison: kept.prison_id.map(PrisonId), ..entry });
    let mut whole = Whole { kept, about, steps, rounds, colleagues: Vec::new(), acts: false };
    whole.acts = acts(ctx, &whole);
    if let Some(prison) = whole.kept.prison_id.filter(|_| whole.acts && whole.about.state == State::Open) {
        whole.colleagues = store::colleagues(ctx.conn(), prison).await?;
    }
    Ok(whole)
}

async fn show(mut ctx: Ctx) -> Result<Response, Error> {
    let x = the_item(&mut ctx).await?;
    let view = ItemView::new(&ctx, &x, &Typed::default(), &Errors::new());
    ctx.page(view).await
}

/// The item, open and the reader's to act on.
async fn to_act_on(ctx: &mut Ctx) -> Result<Whole, Error> {
    let x = the_item(ctx).await?;
    if !x.acts || rules::settled_elsewhere(&x.kept.trigger) {
        return Err(Error::Forbidden);
    }
    if x.about.state == State::Open { Ok(x) } else { Err(Error::AlreadyDone(format!("/deadlines/{}", x.kept.id))) }
}

fn did(x: &Whole, action: Action, what: &str) -> Entry {
    let entry = Entry::new(action, Class::Deadlines).with(json!({ "deadline": x.kept.id, "rule": x.kept.rule_id, "did": what }));
    Entry { inmate: x.kept.inmate_id.map(InmateId), prison: x.kept.prison_id.map(PrisonId), ..entry }
}

async fn close(mut ctx: Ctx, form: Form<CloseForm>) -> Result<Response, Error> {
    let raw = ctx.open(form).await?;
    let x = to_act_on(&mut ctx).await?;
    let (outcome, note): (Outcome, String) = match raw.parse(ctx.t, &rules::outcomes(&x.kept.trigger, Mode::of(&x.kept.mode))) {
        Ok(parsed) => parsed,
        Err(errors) => {
            let view = ItemView::new(&ctx, &x, &Typed { close: raw, ..Typed::default() }, &errors);
            return ctx.invalid(view).await;
        }
    };
    let (id, by, now) = (x.kept.id, ctx.actor.account, ctx.now);
    if rules::is_release_alarm(&x.kept.trigger)
        && let Some(message) = obstacle(ctx.t, &store::alarm_obstacle(ctx.conn(), id, outcome).await?)
    {
        let mut errors = Errors::new();
        errors.add("outcome", message);
        let view = ItemView::new(&ctx, &x, &Typed { close: raw, ..Typed::default() }, &errors);
        return ctx.invalid(view).await;
    }
    if !store::close(ctx.conn(), id, seen(&raw.version), outcome, &note, by, now).await? {
        return Err(Error::AlreadyDone(format!("/deadlines/{id}")));
    }
    if outcome.goes_on()
        && let Some(next) = rules::next_round(&x.kept).map_err(Error::internal)?
    {
        store::raise(ctx.conn(), &[next]).await?;
    }
    ctx.record(did(&x, Action::Decide, outcome.as_str()));
    ctx.save(&format!("/deadlines/{id}?done=1")).await
}

/// What is recorded against what is said.
fn obstacle(t: Text, said: &str) -> Option<String> {
    match said {
        "still_here" => Some(t.msg_deadline_still_here()),
        "no_basis" => Some(t.msg_deadline_no_basis()),
        "not_corrected" => Some(t.msg_deadline_not_corrected()),
        _ => None,
    }
}

async fn assign(mut ctx: Ctx, form: Form<AssignForm>) -> Result<Response, Error> {
    let raw = ctx.open(form).await?;
    let x = to_act_on(&mut ctx).await?;
    let offered: Vec<Uuid> = x.colleagues.iter().map(|c| c.id).collect();
    let owner = match raw.parse(ctx.t, &offered) {
        Ok(owner) => owner,
        Err(errors) => {
            let view = ItemView::new(&ctx, &x, &Typed { assign: Some(raw), ..Typed::default() }, &errors);
            return ctx.invalid(view).await;
        }
    };
    let id = x.kept.id;
    if !store::assign(ctx.conn(), id, seen(&raw.version), owner).await? {
        return Err(Error::AlreadyDone(format!("/deadlines/{id}")));
    }
    if let Some(owner) = owner.filter(|o| *o != ctx.actor.account.0 && x.kept.owner != Some(*o)) {
        let time = if x.kept.timed { crate::law::calendar::oslo_time(x.kept.due_at).format("%H:%M").to_string() } else { String::new() };
        let arguments = json!({ "nb": x.kept.label_nb, "en": x.kept.label_en, "cite": x.kept.cite, "day": x.kept.due_on, "time": time });
        store::tell(ctx.conn(), owner, arguments, &format!("/deadlines/{id}")).await?;
    }
    ctx.record(did(&x, Action::Alter, "owner"));
    ctx.save(&format!("/deadlines/{id}?done=1")).await
}

async fn wait(mut ctx: Ctx, form: Form<WaitForm>) -> Result<Response, Error> {
    let raw = ctx.open(form).await?;
    let x = to_act_on(&mut ctx).await?;
    let waiting = match raw.parse(ctx.t) {
        Ok(waiting) => waiting,
        Err(errors) => {
            let view = ItemView::new(&ctx, &x, &Typed { wait: Some(raw), ..Typed::default() }, &errors);
            return ctx.invalid(view).await;
        }
    };
    let (id, now) = (x.kept.id, ctx.now);
    let pair = waiting.as_ref().map(|(party, sent)| (party.as_str(), sent.as_str()));
    if !store::wait(ctx.conn(), id, seen(&raw.version), pair, now).await? {
        return Err(Error::AlreadyDone(format!("/deadlines/{id}")));
    }
    ctx.record(did(&x, Action::Alter, if pair.is_some() { "waiting" } else { "resumed" }));
    ctx.save(&format!("/deadlines/{id}?done=1")).await
}

async fn of_person(mut ctx: InmateCtx) -> Result<Response, Error> {
    let inmate = ctx.inmate.id;
    let lines = store::of_inmate(ctx.conn(), inmate.0, OF_A_PERSON).await?;
    let banner = BannerView::of(&ctx, "deadlines");
    let ctx = ctx.into_ctx();
    let (open, closed): (Vec<&Line>, Vec<&Line>) = lines.iter().partition(|l| l.state == State::Open);
    let rows = |list: Vec<&Line>| list.into_iter().map(|l| Row::of(&ctx, l, true)).collect();
    let view = PersonView { frame: ctx.frame("inmates", ctx.t.msg_deadline_of(banner.name.as_str())), open: rows(open), closed: rows(closed), banner };
    ctx.page(view).await
}

/// What a front page shows of deadlines: how many, the overdue ones (hard ones first), two weeks.
pub struct Overview {
    /// How many in each group.
    pub counts: Counts,
    /// Over the limit.
    pub overdue: Piece,
    /// Two weeks.
    pub strip: Strip,
    /// Who is named.
    pub shown: Vec<InmateId>,
}

/// Among how many overdue items the gravest are sought.
const SOUGHT: i64 = 500;

/// Of the reader's prison, or of the reader alone.
///
/// # Errors
/// When the database is away.
pub async fn overview(ctx: &mut Ctx, prison: Option<PrisonId>, mine: bool, most: i64) -> Result<Option<Overview>, Error> {
    let filter = Filter { prison, mine: own(ctx).filter(|_| mine), ..Filter::default() };
    let now = ctx.now;
    let [over, ..] = Band::ends(now);
    let lines = store::list(ctx.conn(), &filter, Shown::Between(None, Some(over)), now, None, SOUGHT).await;
    let Some(lines) = ctx.panel("overdue", lines).await? else { return Ok(None) };
    let counts = store::counts(ctx.conn(), &filter, Band::ends(now)).await;
    let Some(counts) = ctx.panel("deadlines by group", counts).await? else { return Ok(None) };
    let (from, to) = Strip::stretch(ctx.today);
    let days = store::days(ctx.conn(), &filter, from, to).await;
    let days = ctx.panel("deadlines by day", days).await?.unwrap_or_default();
    // Whoever is held past the end of an order stands first, however short ago it was.
    let mut lines = lines;
    lines.sort_by_key(|l| !l.hard);
    lines.truncate(usize::try_from(most).unwrap_or_default());
    Ok(Some(Overview { counts, overdue: Piece::of(ctx, &lines, false), strip: Strip::of(ctx, &days), shown: persons(&lines) }))
}

/// A tile's note: how old the oldest is.
pub fn oldest(ctx: &Ctx, counts: &Counts) -> String {
    super::view::oldest(ctx, counts)
}
