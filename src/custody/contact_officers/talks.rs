//! Talks with the contact officer: what it was about, what was agreed, when the next one is.

use askama::Template;
use axum::response::Response;
use chrono::NaiveDate;
use serde::Deserialize;
use serde_json::json;
use uuid::Uuid;

use super::store_talk::{self as store, Item, NewAgreed, NewTalk};
use crate::access::{Act, Action, Class, Entry, Feature};
use crate::custody::observations::{Common, Line, add, body, when};
use crate::inmates::banner::Flag;
use crate::inmates::{BannerView, InmateCtx};
use crate::platform::id::InmateId;
use crate::web::field::Summary;
use crate::web::form::{clean, day};
use crate::web::lang::Text;
use crate::web::{Ctx, Error, Errors, Field, Form, Frame, Routes, needs_for};

/// Lines for what is agreed.
const LINES: usize = 3;
/// What talks are about.
const TOPICS: [&str; 9] = ["wellbeing", "family", "work", "school", "leave", "economy", "health", "plan", "release"];
/// Who does what was agreed.
const WHO: [&str; 3] = ["inmate", "officer", "other"];

pub(super) fn routes() -> Routes {
    let write = needs_for(Class::Observations, Act::Write);
    Routes::new()
        .get("/inmates/{inmate}/talks/new", write, fresh)
        .post("/inmates/{inmate}/talks", write, record)
        .post("/inmates/{inmate}/talks/done", write, done)
        .post("/inmates/{inmate}/agreed/{item}", write, settle)
}

/// Who does it, in words.
pub(super) fn who(t: Text, who: &str) -> String {
    match who {
        "inmate" => t.msg_talk_who_inmate(),
        "officer" => t.msg_talk_who_officer(),
        _ => t.msg_talk_who_other(),
    }
}

fn topic(t: Text, topic: &str) -> String {
    match topic {
        "wellbeing" => t.msg_talk_topic_wellbeing(),
        "family" => t.msg_talk_topic_family(),
        "work" => t.msg_talk_topic_work(),
        "school" => t.msg_talk_topic_school(),
        "leave" => t.msg_talk_topic_leave(),
        "economy" => t.msg_talk_topic_economy(),
        "health" => t.msg_talk_topic_health(),
        "plan" => t.msg_talk_topic_plan(),
        _ => t.msg_talk_topic_release(),
    }
}

/// The day something agreed is due, when there is one.
pub(super) fn deadline(ctx: &Ctx, by_day: Option<NaiveDate>) -> Option<Flag> {
    let (t, day) = (ctx.t, by_day?);
    let words = ctx.fmt().day(day);
    let flag = |color, icon, label| Flag { color, icon, label, instruction: String::new(), solid: false };
    Some(match (day - ctx.today).num_days() {
        n if n < 0 => flag("danger", "HourglassTopFilled", t.msg_talk_late(words.as_str())),
        0..=2 => flag("warning", "Hourglass", t.msg_talk_by(words.as_str())),
        _ => flag("neutral", "Hourglass", t.msg_talk_by(words.as_str())),
    })
}

/// Something agreed, ready to be read.
pub struct Agreed {
    /// The row.
    pub id: String,
    /// What.
    pub what: String,
    /// By whom.
    pub who: String,
    /// Until when, or when it was done.
    pub by: String,
    /// Open, late, done, dropped.
    pub flag: Flag,
}

fn agreed(ctx: &Ctx, item: &Item) -> Agreed {
    let (t, fmt) = (ctx.t, ctx.fmt());
    let flag = |color, icon, label| Flag { color, icon, label, instruction: String::new(), solid: false };
    let late = item.by_day.is_some_and(|day| day < ctx.today);
    let state = match item.state.as_str() {
        "done" => flag("success", "Checkmark", t.msg_talk_state_done()),
        "dropped" => flag("neutral", "XMark", t.msg_talk_state_dropped()),
        _ if late => flag("danger", "HourglassTopFilled", t.msg_talk_state_late()),
        _ => flag("info", "Circle", t.msg_talk_state_open()),
    };
    let by = match (item.ended_at, item.by_day) {
        (Some(at), _) => fmt.near(at),
        (None, Some(day)) => t.msg_talk_by(fmt.day(day).as_str()),
        (None, None) => String::new(),
    };
    Agreed { id: item.id.to_string(), what: item.what.clone(), who: who(t, &item.who), by, flag: state }
}

/// The topics and the agreements of the talk behind these entries.
///
/// # Errors
/// When the database is away.
pub async fn agreed_of(ctx: &mut InmateCtx, entries: &[Uuid]) -> Result<(Vec<String>, Vec<Agreed>), Error> {
    let (topics, items) = store::of_entries(ctx.conn(), entries).await?;
    let topics = topics.iter().filter(|k| TOPICS.contains(&k.as_str())).map(|k| topic(ctx.t, k)).collect();
    Ok((topics, items.iter().map(|i| agreed(ctx, i)).collect()))
}

/// A talk as typed.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
struct TalkForm {
    text: String,
    topics: Vec<String>,
    day: String,
    time: String,
    late: String,
    what: Vec<String>,
    by_whom: Vec<String>,
    by_day: Vec<String>,
    next_on: String,
    /// Actions of the plan that the talk moved, each `action:state`.
    moved: Vec<String>,
}

/// A talk that can be written.
struct Talk {
    text: String,
    topics: Vec<String>,
    when: (chrono::DateTime<chrono::Utc>, Option<String>),
    agreed: Vec<NewAgreed>,
    next_on: Option<NaiveDate>,
}

impl TalkForm {
    fn parse(&self, t: Text, now: chrono::DateTime<chrono::Utc>, today: NaiveDate) -> Result<Talk, Errors> {
        let mut errors = Errors::new();
        let text = body(&self.text, t, &mut errors);
        let when = when(&self.day, &self.time, now, t, &mut errors);
        let late = Some(clean(&self.late)).filter(|l| !l.is_empty());
        if when.is_some_and(|w| w.late) && late.as_ref().is_none_or(|l| !(3..=300).contains(&l.chars().count())) {
            errors.add("late", t.msg_note_missing_late());
        }
        let mut agreed = Vec::new();
        for (i, what) in self.what.iter().enumerate().take(LINES) {
            let what = clean(what);
            if what.is_empty() {
                continue;
            }
            let who = self.by_whom.get(i).and_then(|w| WHO.into_iter().find(|k| k == w)).unwrap_or("inmate");
            let typed = self.by_day.get(i).map(|d| d.trim()).unwrap_or_default();
            let by_day = day(typed);
            if !(2..=300).contains(&what.chars().count()) {
                errors.add("what", t.msg_talk_bad_what());
            }
            if (by_day.is_none() && !typed.is_empty()) || by_day.is_some_and(|d| d < today) {
                errors.add("what", t.msg_talk_bad_day());
            }
            agreed.push(NewAgreed { what, who, by_day });
        }
        let next_on = day(&self.next_on);
        if (next_on.is_none() && !self.next_on.trim().is_empty()) || next_on.is_some_and(|d| d < today || (d - today).num_days() > 366) {
            errors.add("next_on", t.msg_talk_bad_next());
        }
        let topics = TOPICS.iter().filter(|k| self.topics.iter().any(|x| x == *k)).map(|k| (*k).to_owned()).collect();
        errors.into_result(when.map(|w| Talk { text, topics, when: (w.at, late.filter(|_| w.late)), agreed, next_on }))
    }
}

/// A line for something agreed.
struct LineView {
    n: usize,
    what: String,
    who: Vec<(&'static str, String, bool)>,
    day: String,
}

#[derive(Template)]
#[template(path = "custody/talk_new.html")]
struct TalkView {
    frame: Frame,
    banner: BannerView,
    errors: bool,
    summary: Summary,
    base: String,
    text: Field,
    topics: Vec<(&'static str, String, bool)>,
    day: Field,
    time: Field,
    late: Field,
    earlier: bool,
    lines: Vec<LineView>,
    fault: Option<String>,
    next_on: Field,
    open: Vec<Agreed>,
    plan: Option<crate::plan::Piece>,
    draft: String,
    done: Option<String>,
}

async fn view(ctx: &mut InmateCtx, typed: &TalkForm, errors: &Errors) -> Result<TalkView, Error> {
    let inmate = ctx.inmate.id;
    let open = store::open(ctx.conn(), inmate).await?;
    let plan = crate::plan::piece(ctx, &typed.moved).await?;
    let t = ctx.t;
    let line = |n: usize| {
        let chosen = typed.by_whom.get(n).map_or("inmate", String::as_str);
        LineView {
            n,
            what: typed.what.get(n).cloned().unwrap_or_default(),
            who: WHO.iter().map(|w| (*w, who(t, w), *w == chosen)).collect(),
            day: typed.by_day.get(n).cloned().unwrap_or_default(),
        }
    };
    let banner = BannerView::of(ctx, "observations");
    Ok(TalkView {
        frame: ctx.frame("inmates", t.msg_talk_page_title(banner.name.as_str())),
        errors: !errors.is_empty(),
        summary: Summary::of(t, errors),
        base: format!("/inmates/{inmate}"),
        text: Field::area("text", t.msg_talk_text(), &typed.text, 6).hint(t.msg_talk_text_hint()).max(4000).required(t).errors(errors),
        topics: TOPICS.iter().map(|k| (*k, topic(t, k), typed.topics.iter().any(|x| x == k))).collect(),
        day: Field::day("day", t.msg_note_day(), &typed.day).errors(errors),
        time: Field::text("time", t.msg_note_time(), &typed.time).width("w-num").hint(t.msg_note_time_hint()).max(5).errors(errors),
        late: Field::text("late", t.msg_note_late(), &typed.late).hint(t.msg_note_late_hint()).max(300).errors(errors),
        earlier: !typed.day.is_empty() || !typed.time.is_empty() || ["day", "time", "late"].iter().any(|f| errors.of(f).is_some()),
        lines: (0..LINES).map(line).collect(),
        fault: errors.of("what").map(str::to_owned),
        next_on: Field::day("next_on", t.msg_talk_next(), &typed.next_on).errors(errors),
        open: open.iter().map(|i| agreed(ctx, i)).collect(),
        plan,
        draft: format!("{}:talk:{inmate}", ctx.actor.account),
        done: ctx.query("done").map(|_| t.msg_talk_settled()),
        banner,
    })
}

async fn fresh(mut ctx: InmateCtx) -> Result<Response, Error> {
    ctx.in_use(Feature::Observations, ctx.inmate.prison_id)?;
    let view = view(&mut ctx, &TalkForm::default(), &Errors::new()).await?;
    ctx.into_ctx().page(view).await
}

/// Writes the talk: its text as an observation, what was agreed beside it.
async fn write(ctx: &mut InmateCtx, talk: &Talk, moved: &[String]) -> Result<(), Error> {
    let (now, me, inmate, prison) = (ctx.now, ctx.actor.account, ctx.inmate.id, ctx.inmate.prison_id);
    let common = Common {
        kind: "CONTACT_OFFICER",
        body: &talk.text,
        at: talk.when.0,
        recorded_at: now,
        author: me,
        happening: None,
        place: "",
        late_reason: talk.when.1.as_deref(),
        nature: "fact",
        source: "own",
        source_detail: "",
        verify_by: None,
    };
    let line = Line { id: Uuid::now_v7(), inmate: inmate.0, prison: prison.map(|p| p.0), unit: ctx.inmate.unit_id.map(|u| u.0), part: "subject" };
    add(ctx.conn(), &common, std::slice::from_ref(&line)).await?;
    let new = NewTalk { id: Uuid::now_v7(), observation: line.id, inmate, prison, topics: &talk.topics, next_on: talk.next_on, by: me };
    store::add(ctx.conn(), &new, &talk.agreed, now).await?;
    let detail = json!({ "observation": line.id, "kind": "CONTACT_OFFICER", "agreed": talk.agreed.len() });
    ctx.record(Entry { prison, ..Entry::new(Action::Collect, Class::Observations).of(inmate).with(detail) });
    crate::plan::talked(ctx, line.id, talk.when.0, moved).await
}

async fn record(mut ctx: InmateCtx, form: Form<TalkForm>) -> Result<Response, Error> {
    ctx.in_use(Feature::Observations, ctx.inmate.prison_id)?;
    let raw = ctx.open(form).await?;
    match raw.parse(ctx.t, ctx.now, ctx.today) {
        Ok(talk) => {
            write(&mut ctx, &talk, &raw.moved).await?;
            let to = format!("/inmates/{}/observations?done=talk", ctx.inmate.id);
            ctx.into_ctx().save(&to).await
        }
        Err(errors) => {
            let view = view(&mut ctx, &raw, &errors).await?;
            ctx.into_ctx().invalid(view).await
        }
    }
}

/// Two taps from the list of one's own people: that there was a talk, and a word if there is one.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct DoneForm {
    text: String,
    /// Actions of the plan that the talk moved, each `action:state`.
    moved: Vec<String>,
}

async fn done(mut ctx: InmateCtx, form: Form<DoneForm>) -> Result<Response, Error> {
    let raw = ctx.open(form).await?;
    let mut errors = Errors::new();
    let text = clean(&raw.text);
    let text = if text.is_empty() { ctx.t.msg_talk_done_text() } else { body(&text, ctx.t, &mut errors) };
    if !errors.is_empty() {
        let typed = TalkForm { text: raw.text, moved: raw.moved, ..TalkForm::default() };
        let view = view(&mut ctx, &typed, &errors).await?;
        return ctx.into_ctx().invalid(view).await;
    }
    let now = ctx.now;
    write(&mut ctx, &Talk { text, topics: Vec::new(), when: (now, None), agreed: Vec::new(), next_on: None }, &raw.moved).await?;
    ctx.into_ctx().save("/my-people?done=talk").await
}

/// Done, or no longer wanted.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct SettleForm {
    state: String,
}

async fn settle(mut ctx: InmateCtx, form: Form<SettleForm>) -> Result<Response, Error> {
    let raw = ctx.open(form).await?;
    let state = ["done", "dropped"].into_iter().find(|s| *s == raw.state).ok_or(Error::BadRequest)?;
    let (item, inmate, me, now): (Uuid, InmateId, _, _) = (ctx.param("item")?, ctx.inmate.id, ctx.actor.account, ctx.now);
    if !store::settle(ctx.conn(), inmate, item, state, me, now).await? {
        return Err(Error::NotFound);
    }
    let prison = ctx.inmate.prison_id;
    ctx.record(Entry { prison, ..Entry::new(Action::Alter, Class::Observations).of(inmate).with(json!({ "agreed": item, "did": state })) });
    ctx.into_ctx().save(&format!("/inmates/{inmate}/talks/new?done=settled")).await
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::Lang;

    #[test]
    fn what_is_agreed_is_read_line_by_line() {
        let now = "2026-11-23T09:00:00Z".parse().unwrap_or_default();
        let today: NaiveDate = "2026-11-23".parse().unwrap_or_default();
        let t = Lang::Nb.text();
        let typed = TalkForm {
            text: "Fin prat.".into(),
            topics: vec!["release".into(), "odd".into(), "family".into()],
            what: vec!["Ringe NAV".into(), String::new(), "Skrive søknad".into()],
            by_whom: vec!["officer".into(), "inmate".into(), "inmate".into()],
            by_day: vec!["2026-11-25".into(), String::new(), String::new()],
            ..TalkForm::default()
        };
        let talk = typed.parse(t, now, today).ok();
        assert!(talk.as_ref().is_some_and(|k| k.topics == ["family", "release"]));
        assert_eq!(
            talk.map(|k| k.agreed.iter().map(|a| (a.what.clone(), a.who, a.by_day.is_some())).collect::<Vec<_>>()),
            Some(vec![("Ringe NAV".into(), "officer", true), ("Skrive søknad".into(), "inmate", false)])
        );
        let late = TalkForm { by_day: vec!["2026-11-20".into()], next_on: "2026-11-01".into(), text: " ".into(), ..typed }
            .parse(t, now, today)
            .err()
            .unwrap_or_default();
        for field in ["what", "next_on", "text"] {
            assert!(late.of(field).is_some(), "{field}");
        }
    }
}
