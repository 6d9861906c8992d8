//! The list of those who leave.

use std::collections::BTreeSet;

use axum::response::Response;
use chrono::{Days, NaiveDate};
use serde_json::json;

use super::store::{self, Leaving};
use super::view::{Group, ReleasesView, WeekSum, row};
use crate::access::{Act, Action, Class, Entry, Role};
use crate::custody::roll;
use crate::law::calendar::{iso_week, monday_of};
use crate::platform::id::{InmateId, PrisonId};
use crate::sentences::court::ChooseView;
use crate::web::parts::Chip;
use crate::web::{Ctx, Error, Routes, needs};

/// How far ahead the list looks.
const WITHIN: [u64; 4] = [7, 30, 90, 180];

/// The routes of the list.
pub fn routes() -> Routes {
    Routes::new().get("/releases", needs(Class::Sentence, Act::Read), show)
}

/// From how many days on the list is read a week at a time.
const BY_WEEK: u64 = 90;

/// What of the list stands on the page: one week of a long list, or all of it.
struct Pages {
    /// Monday of the week; none: all of it.
    week: Option<NaiveDate>,
    /// A long list, whole, as it is printed.
    whole: bool,
    /// Mondays, from this week to the last.
    weeks: Vec<NaiveDate>,
}

impl Pages {
    fn of(lines: &[Leaving], today: NaiveDate, within: u64, asked: Option<String>, whole: bool) -> Result<Self, Error> {
        if within < BY_WEEK {
            return Ok(Self { week: None, whole: false, weeks: Vec::new() });
        }
        let (first, last) = (monday_of(today), monday_of(today + Days::new(within)));
        let weeks: Vec<NaiveDate> = first.iter_weeks().take_while(|w| *w <= last).collect();
        let week = match asked {
            Some(text) => crate::web::form::day(&text).map(monday_of).filter(|w| weeks.contains(w)).ok_or(Error::NotFound)?,
            // The first week in which anybody leaves.
            None => lines.iter().find(|l| l.day >= today).map_or(first, |l| monday_of(l.day)),
        };
        Ok(Self { week: (!whole).then_some(week), whole, weeks })
    }

    /// What has passed stands on every page: it is the gravest.
    fn shows(&self, l: &Leaving, today: NaiveDate) -> bool {
        self.week.is_none_or(|week| l.day < today || monday_of(l.day) == week)
    }

    /// Every week with its sums.
    fn sums(&self, ctx: &Ctx, lines: &[Leaving], base: &str) -> Vec<WeekSum> {
        let fmt = ctx.fmt();
        self.weeks
            .iter()
            .map(|week| {
                let of = || lines.iter().filter(|l| l.day >= ctx.today && monday_of(l.day) == *week);
                WeekSum {
                    href: format!("{base}&week={week}"),
                    label: ctx.t.msg_releases_week(i64::from(iso_week(*week).1)),
                    days: ctx.t.msg_bases_from_to(fmt.day(*week).as_str(), fmt.day(*week + Days::new(6)).as_str()),
                    current: self.week == Some(*week),
                    people: of().filter(|l| l.source != "order").count() as i64,
                    unconfirmed: of().filter(|l| l.unconfirmed()).count() as i64,
                    orders: of().filter(|l| l.source == "order").count() as i64,
                    held: of().filter(|l| l.others > 0).count() as i64,
                    unready: of().filter(|l| l.unready()).count() as i64,
                }
            })
            .collect()
    }

    /// The week before and the one after.
    fn pager(&self, base: &str) -> Option<(Option<String>, Option<String>)> {
        let at = self.weeks.iter().position(|w| Some(*w) == self.week)?;
        let href = |i: usize| self.weeks.get(i).map(|w| format!("{base}&week={w}"));
        Some((at.checked_sub(1).and_then(href), href(at + 1)))
    }
}

async fn show(mut ctx: Ctx) -> Result<Response, Error> {
    let within = match ctx.query("within") {
        None => 30,
        Some(n) => n.parse().ok().filter(|n| WITHIN.contains(n)).ok_or(Error::NotFound)?,
    };
    let role = ctx.actor.role().ok_or(Error::Forbidden)?;
    let mine = ctx.query("show").as_deref() == Some("mine") && role == Role::CaseManager;
    let own = mine || matches!(role, Role::ContactOfficer | Role::Reintegration);
    let wanted: Option<PrisonId> = ctx.query("prison").map(|p| p.parse().map_err(|_| Error::NotFound)).transpose()?;
    if wanted.is_some_and(|p| !ctx.actor.prisons.contains(&p)) {
        return Err(Error::NotFound);
    }
    let only = match ctx.actor.prisons.as_slice() {
        [only] => Some(*only),
        _ => None,
    };
    let prison = if own { None } else { wanted.or(only) };
    if prison.is_none() && !own {
        let ids = ctx.actor.prisons.clone();
        let prisons = roll::store::prisons(ctx.conn(), &ids).await?;
        let prisons = prisons.into_iter().map(|p| (format!("/releases?prison={}", p.id), p.name, p.municipality.unwrap_or_default())).collect();
        let frame = ctx.frame("releases", ctx.t.msg_releases_nav());
        return ctx.page(ChooseView { frame, prisons }).await;
    }
    let until = ctx.today + Days::new(within);
    let only = ctx.query("only").as_deref() == Some("unready");
    let mut lines = store::leaving(ctx.conn(), prison, until).await?;
    let (everybody, unready) = (lines.len(), lines.iter().filter(|l| l.unready()).count());
    if only {
        lines.retain(Leaving::unready);
    }
    let place = match prison {
        Some(prison) => roll::store::prisons(ctx.conn(), &[prison]).await?.pop().map_or_else(String::new, |p| p.name),
        None => ctx.t.msg_court_own_people(),
    };
    let shown = Pages::of(&lines, ctx.today, within, ctx.query("week"), ctx.query("whole").is_some())?;
    let view = {
        let t = ctx.t;
        let late = lines.iter().filter(|l| l.day < ctx.today).count() as i64;
        let link = |within: u64, mine: bool, only: bool| {
            let mut href = format!("/releases?within={within}");
            if let Some(prison) = wanted.filter(|_| !mine) {
                href += &format!("&prison={prison}");
            }
            if mine {
                href += "&show=mine";
            }
            if only {
                href += "&only=unready";
            }
            href
        };
        let href = |within: u64, mine: bool| link(within, mine, only);
        let mut groups: Vec<(NaiveDate, Group)> = Vec::new();
        for l in lines.iter().filter(|l| shown.shows(l, ctx.today)) {
            // Everything that has passed stands in one group, on top.
            let week = if l.day < ctx.today { NaiveDate::MIN } else { monday_of(l.day) };
            if groups.last().is_none_or(|(w, _)| *w != week) {
                let label = if week == NaiveDate::MIN { t.msg_releases_passed() } else { t.msg_releases_week(i64::from(iso_week(week).1)) };
                groups.push((week, Group { label, rows: Vec::new() }));
            }
            if let Some((_, group)) = groups.last_mut() {
                group.rows.push(row(&ctx, l));
            }
        }
        ReleasesView {
            frame: ctx.frame("releases", t.msg_releases_title()),
            place,
            totals: t.msg_releases_totals(lines.len() as i64 - late, within as i64),
            within: WITHIN.iter().map(|n| Chip::new(href(*n, mine), t.msg_releases_within(*n as i64), None, *n == within)).collect(),
            scopes: if role == Role::CaseManager {
                vec![
                    Chip::new(href(within, false), t.msg_court_whole_prison(), None, !mine),
                    Chip::new(href(within, true), t.msg_court_own_people(), None, mine),
                ]
            } else {
                Vec::new()
            },
            which: if ctx.may(Class::Release, Act::Read) {
                vec![
                    Chip::new(link(within, mine, false), t.msg_ready_releases_every(), Some(everybody.to_string()), !only),
                    Chip::new(link(within, mine, true), t.msg_ready_releases_only(), Some(unready.to_string()), only),
                ]
            } else {
                Vec::new()
            },
            groups: groups.into_iter().map(|(_, g)| g).collect(),
            sums: shown.sums(&ctx, &lines, &href(within, mine)),
            pager: shown.pager(&href(within, mine)),
            whole: shown.week.is_some().then(|| format!("{}&whole=yes", href(within, mine))),
            by_week: shown.whole.then(|| href(within, mine)),
            late,
        }
    };
    let ids = lines.iter().filter(|l| shown.shows(l, ctx.today)).map(|l| InmateId(l.inmate)).collect::<BTreeSet<_>>();
    let mut entry = Entry::new(Action::List, Class::Sentence).showing(ids.into_iter().collect()).with(json!({ "within": within }));
    entry.prison = prison;
    ctx.record(entry);
    ctx.page(view).await
}
