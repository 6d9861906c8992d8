//! Nurse, doctor, psychologist, pharmacy: newcomers to screen within 24 hours, people to watch, notices that end.

use chrono::TimeDelta;

use super::store::{self, Newcomer, Patients, Watched};
use super::view::{Body, Card, Home, Numbers, Person, Tile, flag};
use crate::access::{Act, Class, Role};
use crate::inmates::banner;
use crate::inmates::face::{Face, ListFlags};
use crate::inmates::store::full_name;
use crate::platform::id::InmateId;
use crate::reference::List;
use crate::web::{Ctx, Error};

pub(super) async fn home(ctx: &mut Ctx, role: Role) -> Result<Home, Error> {
    let prisons = ctx.actor.prisons.clone();
    let (today, now) = (ctx.today, ctx.now);
    // A list by kind of alert tells why: it is for those who read alerts, not for the pharmacy.
    let mut watched = None;
    if ctx.may(Class::Alerts, Act::Read) {
        let found = store::watched(ctx.conn(), &prisons, today).await;
        watched = Some(ctx.panel("watched", found).await?);
    }
    let ending = store::ending_notices(ctx.conn(), &prisons, now + TimeDelta::days(7)).await;
    let ending = ctx.panel("ending notices", ending).await?;
    let patients = store::patients(ctx.conn(), &prisons).await;
    let patients = ctx.panel("patients", patients).await?;
    // The pharmacy reads no notes: it has nobody to screen.
    let screens = ctx.may(Class::Clinical, Act::Read) && role != Role::Pharmacy;
    let mut newcomers = None;
    if screens {
        let found = store::newcomers(ctx.conn(), &prisons, now - TimeDelta::hours(72)).await;
        newcomers = Some(ctx.panel("newcomers", found).await?);
    }

    let mut care = None;
    if ctx.may(Class::ReleaseCare, Act::Write) {
        let found = store::plans::care(ctx.conn(), today).await;
        care = ctx.panel("plans and health", found).await?;
    }

    let t = ctx.t;
    let mut home = Home { lead: if prisons.len() == 1 { ctx.actor.prison_name.clone() } else { t.msg_home_prisons(prisons.len() as i64) }, ..Home::default() };
    tiles(ctx, &mut home, patients.as_deref(), newcomers.as_ref().and_then(|n| n.as_deref()), watched.as_ref().and_then(|w| w.as_deref()), ending.as_deref());
    if let Some(care) = care {
        plan_tiles(ctx, &mut home, care);
    }
    if let Some(found) = newcomers {
        home.main.push(screening(ctx, &mut home.shown, found));
    }
    if let Some(found) = watched {
        let card =
            list(ctx, &mut home.shown, "watched", "HeadHeart", t.msg_home_watched(), found, (t.msg_home_nobody_watched(), t.msg_home_nobody_watched_text()));
        home.main.push(card);
    }
    let card = list(ctx, &mut home.shown, "ending", "Hourglass", t.msg_home_ending_notices(), ending, (t.msg_home_no_ending(), t.msg_home_no_ending_text()));
    // The pharmacy has this one list: it stands first.
    if role == Role::Pharmacy {
        home.main.push(card)
    } else {
        home.aside.push(card)
    }
    home.aside.push(by_prison(ctx, patients));
    Ok(home)
}

/// What is health's of plans: who asked to be contacted, and who leaves without an answer whether care goes on.
fn plan_tiles(ctx: &Ctx, home: &mut Home, care: store::plans::Care) {
    let (t, fmt) = (ctx.t, ctx.fmt());
    let color = |late: bool, n: i64| {
        if n == 0 {
            "neutral"
        } else if late {
            "danger"
        } else {
            "info"
        }
    };
    for (href, icon, n, late, label) in [
        ("/plan-steps", "Footprint", care.steps, false, t.msg_ready_home_wishes()),
        ("/release-care", "HandHeart", care.open, care.late > 0, t.msg_ready_home_care()),
    ] {
        home.tiles.push(Tile { href: href.to_owned(), color: color(late, n), icon, value: fmt.number(n), label, note: String::new() });
    }
}

fn tiles(ctx: &Ctx, home: &mut Home, patients: Option<&[Patients]>, newcomers: Option<&[Newcomer]>, watched: Option<&[Watched]>, ending: Option<&[Watched]>) {
    let (t, fmt) = (ctx.t, ctx.fmt());
    let mut tile = |href: &str, color, icon, value: i64, label, note| {
        home.tiles.push(Tile { href: href.to_owned(), color: if value == 0 { "neutral" } else { color }, icon, value: fmt.number(value), label, note });
    };
    if let Some(new) = newcomers {
        let waiting: Vec<&Newcomer> = new.iter().filter(|n| !n.screened).collect();
        let late = waiting.iter().filter(|n| ctx.now - n.admitted_at > TimeDelta::hours(24)).count() as i64;
        tile(
            "#screening",
            if late > 0 { "danger" } else { "warning" },
            "Stethoscope",
            waiting.len() as i64,
            t.msg_home_to_screen(),
            if late > 0 { t.msg_home_over_24(late) } else { String::new() },
        );
    }
    if let Some(watched) = watched {
        let suicide = watched.iter().filter(|w| w.kind == "SUICIDE").count() as i64;
        tile("#watched", "danger", "HeadHeart", watched.len() as i64, t.msg_home_watched(), t.msg_home_suicide_alerts(suicide));
    }
    if let Some(ending) = ending {
        tile("#ending", "warning", "Hourglass", ending.len() as i64, t.msg_home_ending_notices(), String::new());
    }
    if let Some(patients) = patients {
        let all: i64 = patients.iter().map(|p| p.held).sum();
        tile("/inmates", "accent", "PersonGroup", all, t.msg_home_patients(), String::new());
    }
}

/// Whoever came within three days and has no screening: first those who wait longest.
fn screening(ctx: &Ctx, shown: &mut Vec<InmateId>, found: Option<Vec<Newcomer>>) -> Card {
    let t = ctx.t;
    let Some(new) = found else { return Card::new("screening", "Stethoscope", t.msg_home_screening(), Body::Missing) };
    let rows = new.iter().map(|n| {
        let hours = (ctx.now - n.admitted_at).num_hours().max(0);
        let when = match (n.screened, hours) {
            (true, _) => flag("success", "Checkmark", t.msg_home_screened()),
            (false, 24..) => flag("danger", "ExclamationmarkTriangle", t.msg_home_hours_since(hours)),
            (false, _) => flag("warning", "Hourglass", t.msg_home_hours_since(hours)),
        };
        shown.push(InmateId(n.id));
        Person {
            face: Face::of(n.id, full_name(&n.family_name, &n.given_name), &n.number, n.has_photo),
            place: n.place.clone(),
            flags: ListFlags::default(),
            when: Some(when),
            text: t.msg_home_received(ctx.fmt().near(n.admitted_at).as_str()),
            late: !n.screened && hours >= 24,
        }
    });
    Card::people("screening", "Stethoscope", t.msg_home_screening(), rows.collect(), (t.msg_home_nobody_new(), t.msg_home_nobody_new_text()))
}

fn list(
    ctx: &Ctx,
    shown: &mut Vec<InmateId>,
    id: &'static str,
    icon: &'static str,
    title: String,
    found: Option<Vec<Watched>>,
    none: (String, String),
) -> Card {
    let Some(found) = found else { return Card::new(id, icon, title, Body::Missing) };
    let (t, nb) = (ctx.t, ctx.lang.is_nb());
    let rows = found.iter().map(|w| {
        shown.push(InmateId(w.id));
        let label = match w.until {
            Some(_) => flag("brand2", "Bandage", banner::shared_kind(t, &w.kind)),
            None => flag("danger", "ExclamationmarkTriangle", ctx.catalogue().label(List::AlertType, &w.kind, nb).to_owned()),
        };
        Person {
            face: Face::of(w.id, full_name(&w.family_name, &w.given_name), &w.number, w.has_photo),
            place: w.place.clone().unwrap_or_else(|| w.number.clone()),
            flags: ListFlags { shown: vec![label], more: 0 },
            when: w.until.map(|until| flag("warning", "Hourglass", ctx.fmt().near(until))),
            text: w.instruction.clone(),
            late: false,
        }
    });
    Card::people(id, icon, title, rows.collect(), none)
}

fn by_prison(ctx: &Ctx, found: Option<Vec<Patients>>) -> Card {
    let (t, fmt) = (ctx.t, ctx.fmt());
    let title = t.msg_home_patients_by_prison();
    let Some(found) = found else { return Card::new("prisons", "Hospital", title, Body::Missing) };
    let rows = found
        .into_iter()
        .map(|p| Numbers { href: format!("/inmates?prison={}", p.prison), name: p.name, sub: String::new(), cells: vec![fmt.number(p.held)], full: false })
        .collect();
    Card::new("prisons", "Hospital", title, Body::Table(vec![t.msg_home_col_prison(), t.msg_home_patients()], rows))
}
