//! Case manager: what is over the limit, due today, this week, waiting for others; two weeks ahead; what is new about one's own people.

use chrono::{Datelike, Days, NaiveDate};

use super::store::cases::{self as store, Event, Work};
use super::view::{Body, Card, Fortnight, FortnightDay, Home, Mark, Resume, Steps, Tile, WorkGroup, WorkRow, flag};
use crate::inmates::banner::Flag;
use crate::inmates::store::full_name;
use crate::law::calendar;
use crate::platform::id::InmateId;
use crate::reference::List;
use crate::sentences::drafts::WARNED_BEFORE;
use crate::web::parts::{Event as Noted, Timeline};
use crate::web::{Ctx, Error};

pub(super) async fn home(ctx: &mut Ctx) -> Result<Home, Error> {
    let (today, nb) = (ctx.today, ctx.lang.is_nb());
    let since = calendar::start_of_day(last_working_day(today));
    let work = store::work(ctx.conn(), nb, today).await;
    let work = ctx.panel("work of the caseload", work).await?;
    let events = store::events(ctx.conn(), today, since).await;
    let events = ctx.panel("two weeks ahead", events).await?;
    let mut home = Home { lead: ctx.actor.prison_name.clone(), ..Home::default() };
    match &work {
        Some(work) => {
            home.aside.extend(drafts(ctx, work));
            list(ctx, work, &mut home);
        }
        None => home.main.push(Card::new("work", "Tasklist", ctx.t.msg_cases_work(), Body::Missing)),
    }
    match &events {
        Some(events) => {
            home.aside.push(strip(ctx, events));
            home.aside.push(news(ctx, events));
        }
        None => home.aside.push(Card::new("ahead", "Calendar", ctx.t.msg_cases_ahead(), Body::Missing)),
    }
    home.names(work.iter().flatten().filter_map(|w| w.inmate).map(InmateId));
    home.names(events.iter().flatten().map(|e| InmateId(e.inmate)));
    Ok(home)
}

/// The working day before today: on a Monday what happened since Friday is new.
fn last_working_day(today: NaiveDate) -> NaiveDate {
    let mut day = today - Days::new(1);
    for _ in 0..10 {
        if calendar::is_working_day(day) {
            break;
        }
        day = day - Days::new(1);
    }
    day
}

/// Where an item stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Late,
    Today,
    Week,
    Waiting,
}

fn place(ctx: &Ctx, w: &Work) -> Place {
    let due = w.due_on.unwrap_or(ctx.today);
    if w.due_at.is_some_and(|at| at < ctx.now) || due < ctx.today {
        // What is too late is too late, whoever it waits for.
        Place::Late
    } else if w.waiting_for.is_some() {
        Place::Waiting
    } else if due == ctx.today {
        Place::Today
    } else {
        Place::Week
    }
}

fn list(ctx: &Ctx, work: &[Work], home: &mut Home) {
    let (t, fmt) = (ctx.t, ctx.fmt());
    let number = |what: &str| work.iter().find(|w| w.what == what).map_or(0, |w| w.n);
    let items: Vec<(&Work, Place)> = work
        .iter()
        .filter(|w| !matches!(w.what.as_str(), "people" | "done" | "draft" | "no_assessment" | "no_plan" | "review_late" | "unready"))
        .map(|w| (w, place(ctx, w)))
        .collect();
    let of = |p: Place| items.iter().filter(move |(_, x)| *x == p).map(|(w, _)| *w);
    let (late, waiting) = (of(Place::Late).count() as i64, of(Place::Waiting).count() as i64);
    let (now, week) = (of(Place::Today).count() as i64, of(Place::Week).count() as i64);
    home.lead = t.msg_cases_lead(number("people"), ctx.actor.prison_name.as_str());
    let oldest = of(Place::Late).filter_map(|w| w.due_on).min().map(|d| (ctx.today - d).num_days());
    let mut tile = |href: &str, color, icon, value: i64, label, note| {
        home.tiles.push(Tile { href: href.to_owned(), color: if value == 0 { "neutral" } else { color }, icon, value: fmt.number(value), label, note });
    };
    let note = oldest.map(|n| t.msg_cases_oldest(n)).unwrap_or_default();
    tile("#work", "danger", "ExclamationmarkTriangle", late, t.msg_cases_late(), note);
    tile("#work", "warning", "HourglassTopFilled", now + week, t.msg_cases_this_week(), t.msg_cases_of_today(now));
    tile("#work", "info", "Clock", waiting, t.msg_cases_waiting(), String::new());
    tile("/plans?show=no_assessment", "warning", "ClipboardCheckmark", number("no_assessment"), t.msg_plan_home_no_assessment(), String::new());
    tile("/plans?show=no_plan", "warning", "Compass", number("no_plan"), t.msg_plan_home_no_plan(), String::new());
    tile("/plans?show=review_late", "danger", "Calendar", number("review_late"), t.msg_plan_home_review_late(), String::new());
    tile("/releases?within=90&show=mine&only=unready&whole=yes", "warning", "Leave", number("unready"), t.msg_ready_home_not_ready(), String::new());
    tile("/deadlines", "success", "CheckmarkCircle", number("done"), t.msg_cases_done(), String::new());
    let groups = [
        (Place::Late, t.msg_cases_late()),
        (Place::Today, t.msg_home_today_group()),
        (Place::Week, t.msg_cases_later()),
        (Place::Waiting, t.msg_cases_waiting()),
    ];
    let groups: Vec<WorkGroup> = groups
        .into_iter()
        .map(|(p, label)| WorkGroup { label, rows: of(p).take(40).map(|w| row(ctx, w, p)).collect() })
        .filter(|g| !g.rows.is_empty())
        .collect();
    let shown: usize = groups.iter().map(|g| g.rows.len()).sum();
    let card = if groups.is_empty() {
        Card::new("work", "Tasklist", t.msg_cases_work(), Body::Empty("CheckmarkCircle", t.msg_cases_none(), t.msg_cases_none_text()))
    } else {
        Card::new("work", "Tasklist", t.msg_cases_work(), Body::Work(groups)).note(t.msg_cases_shown(shown as i64, items.len() as i64))
    };
    home.main.push(card.link("/inmates?show=mine", t.msg_home_my_cases()));
}

fn when(ctx: &Ctx, w: &Work, place: Place) -> Flag {
    let (t, fmt) = (ctx.t, ctx.fmt());
    let due = w.due_on.unwrap_or(ctx.today);
    let days = (due - ctx.today).num_days();
    let mut chip = match place {
        Place::Late if days < 0 => flag("danger", "ExclamationmarkTriangle", t.msg_cases_days_over(-days)),
        Place::Late => flag("danger", "ExclamationmarkTriangle", t.msg_cases_over_since(w.due_at.map(|at| fmt.time(at)).unwrap_or_default().as_str())),
        Place::Waiting => flag("neutral", "PersonSuit", waits(ctx, w.waiting_for.as_deref().unwrap_or_default())),
        Place::Today => {
            flag("warning", "HourglassTopFilled", w.due_at.map_or_else(|| t.msg_home_today_group(), |at| t.msg_cases_today_at(fmt.time(at).as_str())))
        }
        Place::Week => {
            let weekday = i64::from(due.weekday().num_days_from_monday());
            flag("info", "Clock", t.msg_deadline_weekday(weekday, fmt.short_day(due).as_str()))
        }
    };
    chip.instruction = fmt.long_day(due);
    chip
}

fn waits(ctx: &Ctx, who: &str) -> String {
    let t = ctx.t;
    match who {
        "region" => t.msg_cases_waits_region(),
        "kdi" => t.msg_cases_waits_kdi(),
        "court" => t.msg_cases_waits_court(),
        "police" => t.msg_cases_waits_police(),
        "prosecutor" => t.msg_cases_waits_prosecutor(),
        "second" => t.msg_cases_waits_second(),
        _ => t.msg_cases_waits_other(),
    }
}

/// How many steps of a reception have an answer of their own.
const RECEPTION_STEPS: i64 = 9;

/// At which step of how many a thing stands, where it has steps: a remand is asked for, heard and recorded; a release is prepared, confirmed and
/// recorded; a calculation is made and confirmed.
fn steps(w: &Work) -> Option<(i64, i64)> {
    match w.what.as_str() {
        "expiry" => Some((1, 3)),
        "result" => Some((2, 3)),
        "order" => Some((3, 3)),
        "release" => Some((2, 3)),
        "calculation" => Some((2, 2)),
        "hole" => Some((3 - i64::from(w.n.count_ones()) + 1, 4)),
        "reception" => Some((w.n.clamp(1, RECEPTION_STEPS), RECEPTION_STEPS)),
        _ => None,
    }
}

/// What was begun and not saved, the newest first: only its author has it here.
fn drafts(ctx: &Ctx, work: &[Work]) -> Option<Card> {
    let (t, fmt) = (ctx.t, ctx.fmt());
    let mut found: Vec<&Work> = work.iter().filter(|w| w.what == "draft").collect();
    found.sort_by_key(|w| std::cmp::Reverse(w.due_at));
    let resume = |w: &&Work| {
        let kind = crate::sentences::bases::model::Kind::of(&w.title).map(|k| crate::sentences::bases::words::kind(t, k)).unwrap_or_default();
        let title = match w.waiting_for.as_deref() {
            Some("correction") => t.msg_cases_draft_correction(kind.as_str()),
            Some("result") => t.msg_cases_draft_result(),
            _ => kind,
        };
        let saved = w.due_at.map(|at| fmt.near(at)).unwrap_or_default();
        Resume {
            title,
            text: t.msg_cases_draft_saved(full_name(&w.family_name, &w.given_name).as_str(), saved.as_str()),
            ends: w.due_on.filter(|end| (*end - ctx.today).num_days() <= WARNED_BEFORE).map(|end| t.msg_draft_ends(fmt.day(end).as_str())),
            verb: (w.cite.clone(), t.msg_cases_draft_open()),
        }
    };
    let rows: Vec<Resume> = found.iter().map(resume).collect();
    (!rows.is_empty()).then(|| Card::new("drafts", "NotePencil", t.msg_cases_drafts(), Body::Drafts(rows)))
}

/// One line: what it is, where it follows from, about whom, and the one thing to do.
fn row(ctx: &Ctx, w: &Work, place: Place) -> WorkRow {
    let t = ctx.t;
    let person = w.inmate.map(|id| format!("/inmates/{id}")).unwrap_or_default();
    let id = w.id.map(|id| id.to_string()).unwrap_or_default();
    let (title, href, verb) = match w.what.as_str() {
        "deadline" => (w.title.clone(), format!("/deadlines/{id}"), t.msg_cases_verb_open()),
        "result" => (t.msg_cases_result(), format!("{person}/court/{id}/result"), t.msg_court_verb_result()),
        "order" => (t.msg_cases_order(), format!("{person}/held/new/remand"), t.msg_cases_verb_record()),
        "reception" => (t.msg_cases_reception(), format!("/receptions/{id}"), t.msg_cases_verb_open()),
        "interpreter" => (t.msg_cases_interpreter(), format!("{person}/court/{id}/edit"), t.msg_cases_verb_interpreter()),
        "expiry" => (t.msg_cases_expiry(), format!("{person}/court"), t.msg_cases_verb_court()),
        "release" if w.waiting_for.is_none() => (t.msg_cases_release(), format!("{person}/release"), t.msg_cases_verb_confirm()),
        "release" => (t.msg_cases_release(), format!("{person}/release"), t.msg_cases_verb_open()),
        "calculation" => (
            t.msg_cases_calculation(),
            format!("{person}/sentence"),
            if w.waiting_for.is_none() { t.msg_cases_verb_confirm() } else { t.msg_cases_verb_open() },
        ),
        _ => {
            let missing = [(1, t.msg_home_hole_identity()), (2, t.msg_home_hole_number()), (4, t.msg_home_hole_basis())];
            let missing: Vec<String> = missing.into_iter().filter(|(bit, _)| w.n & bit != 0).map(|(_, m)| m).collect();
            (t.msg_cases_hole(missing.join(", ").as_str()), format!("{person}/person"), t.msg_cases_verb_complete())
        }
    };
    WorkRow {
        when: when(ctx, w, place),
        title,
        cite: w.cite.clone(),
        name: full_name(&w.family_name, &w.given_name),
        href: person,
        place: w.place.clone().unwrap_or_default(),
        verb: (href, verb),
        late: place == Place::Late,
        steps: steps(w).map(|(at, all)| Steps::of(t, at, all)),
    }
}

/// Two weeks from Monday of this one: at most two marks a day, the rest in words for those who cannot see it.
fn strip(ctx: &Ctx, events: &[Event]) -> Card {
    let (t, fmt) = (ctx.t, ctx.fmt());
    let monday = calendar::monday_of(ctx.today);
    let mut said = Vec::new();
    let days = (0..14u64)
        .map(|n| {
            let day = monday + Days::new(n);
            let mut marks: Vec<(&'static str, String)> = Vec::new();
            let mut counts: Vec<String> = Vec::new();
            let mut all = 0_usize;
            for (what, class, short) in [
                ("expiry", "fill-danger", t.msg_cases_short_expiry()),
                ("release", "fill-brand1", t.msg_cases_short_release()),
                ("hearing", "fill-warning", t.msg_cases_short_hearing()),
                ("leave", "fill-accent", t.msg_cases_short_leave()),
            ] {
                let n = events.iter().filter(|e| e.what == what && e.day == Some(day)).count();
                if n > 0 {
                    counts.push(format!("{short} {n}"));
                    all += n;
                    marks.push((class, short));
                }
            }
            if !counts.is_empty() {
                said.push(format!("{}: {}", fmt.long_day(day), counts.join(", ")));
            }
            let x = (n % 7) * 46;
            // The gravest in a word, and how many more stand behind it.
            let more = all.saturating_sub(1);
            let word = match marks.first() {
                Some((_, word)) if more > 0 => format!("{word} +{more}"),
                Some((_, word)) => word.clone(),
                None => String::new(),
            };
            let width = if marks.len() == 1 { 30 } else { 8 };
            FortnightDay {
                x,
                y: if n < 7 { 18 } else { 72 },
                number: day.day().to_string(),
                today: day == ctx.today,
                marks: marks.into_iter().take(3).zip(0u64..).map(|((class, _), i)| Mark { class, x: x + 6 + 11 * i, width }).collect(),
                word,
            }
        })
        .collect();
    let legend = vec![
        ("fill-danger", t.msg_cases_legend_expiry()),
        ("fill-brand1", t.msg_cases_legend_release()),
        ("fill-warning", t.msg_cases_legend_hearing()),
        ("fill-accent", t.msg_cases_legend_leave()),
    ];
    let said = if said.is_empty() { t.msg_cases_ahead_none() } else { said.join(". ") };
    let heads = (0..7u8).map(|n| (u64::from(n) * 46 + 8, ctx.fmt().short_weekday(n + 1).to_owned())).collect();
    let body = Body::Fortnight(Fortnight { title: t.msg_cases_ahead(), said, heads, days, legend });
    Card::new("ahead", "Calendar", t.msg_cases_ahead(), body).link("/court?show=mine", t.msg_cases_calendar())
}

/// What others have recorded about one's own people.
fn news(ctx: &Ctx, events: &[Event]) -> Card {
    let (t, fmt, nb) = (ctx.t, ctx.fmt(), ctx.lang.is_nb());
    let mut new: Vec<&Event> = events.iter().filter(|e| e.at.is_some()).collect();
    new.sort_by_key(|e| std::cmp::Reverse(e.at));
    let title = t.msg_cases_news(fmt.day(last_working_day(ctx.today)).as_str());
    if new.is_empty() {
        return Card::new("news", "Bell", title, Body::Empty("Inbox", t.msg_cases_news_none(), t.msg_cases_news_none_text()));
    }
    let noted = new.into_iter().take(8).filter_map(|e| {
        let at = e.at?;
        let label = |list| ctx.catalogue().label(list, &e.code, nb).to_owned();
        let (icon, color, text) = match e.what.as_str() {
            "observation" => ("Eye", "warning", t.msg_cases_new_observation(label(List::ObservationType).as_str())),
            "alert" => ("ExclamationmarkTriangle", "danger", t.msg_cases_new_alert(label(List::AlertType).as_str())),
            "out" => ("DoorOpen", "info", t.msg_cases_new_out(label(List::MovementReason).as_str())),
            _ => ("Gavel", "info", t.msg_cases_new_result()),
        };
        let day = calendar::oslo_day(at);
        let heading = if day == ctx.today { t.msg_home_today_group() } else { fmt.long_day(day) };
        let event = Noted {
            icon,
            color,
            heading: full_name(&e.family_name, &e.given_name),
            time: fmt.time(at),
            machine: fmt.machine(at),
            by: String::new(),
            text,
            earlier: None,
            href: Some(format!("/inmates/{}", e.inmate)),
        };
        Some((heading, event))
    });
    let timeline = Timeline::of(t, noted.collect::<Vec<_>>());
    Card::new("news", "Bell", title, Body::Notes(timeline))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn on_a_monday_friday_is_the_last_day() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap_or_default();
        assert_eq!(last_working_day(day("2026-11-23")), day("2026-11-20"));
        assert_eq!(last_working_day(day("2026-11-24")), day("2026-11-23"));
        assert_eq!(last_working_day(day("2026-12-28")), day("2026-12-24"), "after Christmas");
    }
}
