//! The calendar of courts: a week, day by day, and a day's list for those who drive.

use std::collections::{BTreeMap, BTreeSet};

use axum::response::Response;
use chrono::{Days, NaiveDate};
use serde_json::json;

use crate::access::{Action, Class, Entry, Role};
use crate::custody::movements::{restraint_name, transport_name};
use crate::custody::roll;
use crate::inmates::store::full_name;
use crate::law::calendar::{day_span, iso_week, monday_of, oslo_day};
use crate::platform::id::{InmateId, PrisonId};
use crate::sentences::court::model::{Listed, Manner, State};
use crate::sentences::court::store;
use crate::sentences::court::view::{CalendarView, ChooseView, Day, TransportRow, TransportView, row};
use crate::sentences::court::words::Words;
use crate::web::parts::Chip;
use crate::web::{Ctx, Error};

/// Whose courts: a prison's, one's own people's, or a prison to be chosen.
enum Place {
    Prison(PrisonId),
    Own,
    Choose,
}

fn place(ctx: &Ctx) -> Result<Place, Error> {
    match ctx.actor.role().ok_or(Error::Forbidden)? {
        // Assigned people are all that these roles read of a sentence.
        Role::ContactOfficer | Role::Reintegration => return Ok(Place::Own),
        Role::CaseManager if ctx.query("show").as_deref() == Some("mine") => return Ok(Place::Own),
        _ => {}
    }
    if let Some(wanted) = ctx.query("prison") {
        let wanted: PrisonId = wanted.parse().map_err(|_| Error::NotFound)?;
        return if ctx.actor.prisons.contains(&wanted) { Ok(Place::Prison(wanted)) } else { Err(Error::NotFound) };
    }
    // Whoever has several prisons says which: the first of a list is nobody's choice.
    Ok(match ctx.actor.prisons.as_slice() {
        [only] => Place::Prison(*only),
        _ => Place::Choose,
    })
}

async fn choose(mut ctx: Ctx, path: &str) -> Result<Response, Error> {
    let ids = ctx.actor.prisons.clone();
    let prisons = roll::store::prisons(ctx.conn(), &ids).await?;
    let prisons = prisons.into_iter().map(|p| (format!("{path}?prison={}", p.id), p.name, p.municipality.unwrap_or_default())).collect();
    let frame = ctx.frame("court", ctx.t.msg_court_nav());
    ctx.page(ChooseView { frame, prisons }).await
}

/// What an address of the calendar says.
struct Filter {
    prison: Option<String>,
    mine: bool,
    court: Option<String>,
}

impl Filter {
    fn of(ctx: &Ctx) -> Self {
        Self { prison: ctx.query("prison"), mine: ctx.query("show").as_deref() == Some("mine"), court: ctx.query("court") }
    }

    fn href(&self, path: &str, what: &str, day: NaiveDate) -> String {
        let mut query = format!("{path}?{what}={day}");
        for (name, value) in [("prison", self.prison.as_deref()), ("show", self.mine.then_some("mine")), ("court", self.court.as_deref())] {
            if let Some(value) = value {
                query += &format!("&{name}={value}");
            }
        }
        query
    }
}

async fn name_of(ctx: &mut Ctx, prison: Option<PrisonId>) -> Result<String, Error> {
    let Some(prison) = prison else { return Ok(ctx.t.msg_court_own_people()) };
    let name = roll::store::prisons(ctx.conn(), &[prison]).await?.pop().map(|p| p.name);
    Ok(name.unwrap_or_else(|| ctx.actor.prison_name.clone()))
}

fn shown(ctx: &mut Ctx, action: Action, prison: Option<PrisonId>, lines: &[&Listed], day: NaiveDate) {
    let ids = lines.iter().map(|l| InmateId(l.inmate)).collect::<BTreeSet<_>>();
    let mut entry = Entry::new(action, Class::Sentence).showing(ids.into_iter().collect()).with(json!({ "court": day.to_string() }));
    entry.prison = prison;
    ctx.record(entry);
}

fn wanted(ctx: &Ctx, name: &str) -> Result<NaiveDate, Error> {
    match ctx.query(name) {
        None => Ok(ctx.today),
        Some(text) => crate::web::form::day(&text).ok_or(Error::NotFound),
    }
}

pub(super) async fn show(mut ctx: Ctx) -> Result<Response, Error> {
    let prison = match place(&ctx)? {
        Place::Prison(prison) => Some(prison),
        Place::Own => None,
        Place::Choose => return choose(ctx, "/court").await,
    };
    let monday = monday_of(wanted(&ctx, "week")?);
    let (first, last) = (monday, monday + Days::new(6));
    let lines = store::calendar(ctx.conn(), prison, day_span(first).start..day_span(last).end).await?;
    let place = name_of(&mut ctx, prison).await?;
    let filter = Filter::of(&ctx);
    let kept: Vec<&Listed> = lines.iter().filter(|l| filter.court.as_deref().is_none_or(|c| c == l.court)).collect();
    let view = {
        let words = Words::of(&ctx);
        let t = ctx.t;
        let days = (0..7u64)
            .map(|n| monday + Days::new(n))
            .zip(1..)
            .map(|(day, n)| {
                let rows: Vec<_> = kept.iter().filter(|l| oslo_day(l.starts_at) == day).map(|l| row(&words, &ctx, l)).collect();
                Day {
                    id: format!("day-{day}"),
                    label: ctx.fmt().long_day(day),
                    short: ctx.fmt().short_weekday(n).to_owned(),
                    date: ctx.fmt().day(day).chars().take(6).collect(),
                    count: rows.iter().filter(|r| !r.gone).count() as i64,
                    today: day == ctx.today,
                    print: filter.href("/court/print", "day", day),
                    rows,
                }
            })
            .collect();
        CalendarView {
            frame: ctx.frame("court", t.msg_court_title()),
            place,
            week: t.msg_court_week(i64::from(iso_week(monday).1), ctx.fmt().day(first).as_str(), ctx.fmt().day(last).as_str()),
            totals: totals(&words, &kept),
            earlier: filter.href("/court", "week", monday - Days::new(7)),
            later: filter.href("/court", "week", monday + Days::new(7)),
            this_week: (monday != monday_of(ctx.today)).then(|| filter.href("/court", "week", ctx.today)),
            scopes: scopes(&ctx, &filter, monday),
            courts: courts(&words, &filter, &lines, monday),
            choose: (prison.is_some() && ctx.actor.prisons.len() > 1).then(|| "/court".to_owned()),
            days,
        }
    };
    shown(&mut ctx, Action::List, prison, &kept, monday);
    ctx.page(view).await
}

fn totals(words: &Words<'_>, lines: &[&Listed]) -> String {
    let live = || lines.iter().filter(|l| matches!(l.state, State::Planned | State::Held));
    let out = live().filter(|l| l.manner == Manner::InPerson).count() as i64;
    words.t.msg_court_totals(live().count() as i64, out)
}

/// One's own people, or the whole prison: for whoever has both.
fn scopes(ctx: &Ctx, filter: &Filter, monday: NaiveDate) -> Vec<Chip> {
    if ctx.actor.role() != Some(Role::CaseManager) {
        return Vec::new();
    }
    let at = |mine: bool| Filter { prison: filter.prison.clone().filter(|_| !mine), mine, court: None }.href("/court", "week", monday);
    vec![Chip::new(at(false), ctx.t.msg_court_whole_prison(), None, !filter.mine), Chip::new(at(true), ctx.t.msg_court_own_people(), None, filter.mine)]
}

fn courts(words: &Words<'_>, filter: &Filter, lines: &[Listed], monday: NaiveDate) -> Vec<Chip> {
    let mut counts: BTreeMap<String, (String, i64)> = BTreeMap::new();
    // As many as the days above say: what was postponed or cancelled is no sitting.
    for l in lines.iter().filter(|l| matches!(l.state, State::Planned | State::Held)) {
        counts.entry(words.court(&l.court)).or_insert_with(|| (l.court.clone(), 0)).1 += 1;
    }
    if counts.len() < 2 && filter.court.is_none() {
        return Vec::new();
    }
    let at = |court: Option<String>| Filter { prison: filter.prison.clone(), mine: filter.mine, court }.href("/court", "week", monday);
    let mut chips = vec![Chip::new(at(None), words.t.msg_show_all(), None, filter.court.is_none())];
    chips.extend(counts.into_iter().map(|(name, (code, n))| {
        let current = filter.court.as_deref() == Some(code.as_str());
        Chip::new(at(Some(code)), name, Some(words.fmt.number(n)), current)
    }));
    chips
}

/// Who is driven to which court on a day: nobody who appears by video.
pub(super) async fn print(mut ctx: Ctx) -> Result<Response, Error> {
    let prison = match place(&ctx)? {
        Place::Prison(prison) => Some(prison),
        Place::Own => None,
        Place::Choose => return choose(ctx, "/court/print").await,
    };
    let day = wanted(&ctx, "day")?;
    let lines = store::calendar(ctx.conn(), prison, day_span(day)).await?;
    let place = name_of(&mut ctx, prison).await?;
    let filter = Filter::of(&ctx);
    let kept: Vec<&Listed> = lines
        .iter()
        .filter(|l| l.manner == Manner::InPerson && matches!(l.state, State::Planned | State::Held) && filter.court.as_deref().is_none_or(|c| c == l.court))
        .collect();
    let view = {
        let words = Words::of(&ctx);
        let mut rows: Vec<(Option<chrono::DateTime<chrono::Utc>>, TransportRow)> = kept.iter().map(|l| (l.way_out, transport(&words, &ctx, l))).collect();
        rows.sort_by_key(|(out, _)| (out.is_none(), *out));
        TransportView {
            frame: ctx.frame("court", ctx.t.msg_court_transport()),
            place,
            day: ctx.fmt().long_day(day),
            back: filter.href("/court", "week", day),
            rows: rows.into_iter().map(|(_, r)| r).collect(),
        }
    };
    shown(&mut ctx, Action::List, prison, &kept, day);
    ctx.page(view).await
}

fn transport(words: &Words<'_>, ctx: &Ctx, l: &Listed) -> TransportRow {
    let t = ctx.t;
    let r = row(words, ctx, l);
    let mut with: Vec<String> = r.interpreter.iter().map(|f| f.label.clone()).collect();
    if !r.counsel.is_empty() {
        with.push(t.msg_court_with_counsel(r.counsel.as_str()));
    }
    TransportRow {
        leaves: r.way,
        starts: r.time,
        name: full_name(&l.family_name, &l.given_name),
        number: l.number.clone(),
        cell: r.cell,
        court: r.court,
        what: if r.case_number.is_empty() { r.what } else { format!("{}, {}", r.what, r.case_number) },
        escort: r.escort,
        restraint: l.way_restraint.as_deref().filter(|w| *w != "none").map(|w| restraint_name(t, w)).unwrap_or_default(),
        transport: l.way_transport.as_deref().filter(|w| !w.is_empty()).map(|w| transport_name(t, w)).unwrap_or_default(),
        with: with.join(" · "),
    }
}
