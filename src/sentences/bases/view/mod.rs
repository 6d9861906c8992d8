//! The pages of why somebody is held.

mod form;
mod list;
mod one;
mod restriction;

use chrono::NaiveDate;
use uuid::Uuid;

use super::model::{Basis, Document, Facts, Kind, Restriction, RestrictionKind, Term, goes_on_from};
use super::status::{self, Releases, Stay};
use super::store::Named;
use super::words;
use crate::inmates::InmateCtx;
use crate::law::rule::Book;
use crate::reference::List;
use crate::sentences::court::hearings::Hearing;

pub use form::{ChooseView, EndView, FormView, Shown};
pub use list::HeldView;
pub use one::OneView;
pub use restriction::{Aim, LiftForm, LiftView, RestrictionForm, RestrictionView, label};

/// Everything about why one person is held.
pub struct Held {
    /// All rows.
    pub bases: Vec<Basis>,
    /// All restrictions.
    pub restrictions: Vec<Restriction>,
    /// All documents.
    pub documents: Vec<Document>,
    /// Days of admission and release.
    pub stays: Vec<Stay>,
    /// Those named in restrictions whom the reader may know.
    pub named: Vec<Named>,
    /// Hearings that took place; only where documents are written or read one by one.
    pub hearings: Vec<Hearing>,
}

impl Held {
    /// Rows that count.
    pub fn current(&self) -> impl Iterator<Item = &Basis> + Clone {
        self.bases.iter().filter(|b| b.is_current())
    }

    /// The releases after which nothing holds on.
    pub fn releases(&self) -> Releases {
        Releases::of(&self.stays)
    }

    /// The newest row of a basis.
    pub fn newest(&self, root: Uuid) -> Option<&Basis> {
        self.bases.iter().find(|b| b.root == root && b.replaced_at.is_none())
    }

    /// How far an order reaches with all that goes on from it.
    pub fn reaches(&self, root: Uuid) -> Option<NaiveDate> {
        let mut last = self.newest(root)?.last_day();
        let mut at = root;
        // An order is extended by one other; a chain of more than a hundred is none of ours.
        for _ in 0..100 {
            let Some(next) = self.current().find(|b| b.facts.extends == Some(at)) else { break };
            (last, at) = (last.max(next.last_day()), next.root);
        }
        last
    }
}

/// Days of the present stay on which nothing held the person: first and last.
pub fn gaps(held: &Held, book: &Book, today: NaiveDate) -> Vec<(NaiveDate, NaiveDate)> {
    let Some(admitted) = held.stays.iter().find(|s| s.released.is_none()).map(|s| s.admitted) else { return Vec::new() };
    let releases = held.releases();
    let mut gaps: Vec<(NaiveDate, NaiveDate)> = Vec::new();
    for day in admitted.iter_days().take_while(|d| *d <= today) {
        if !status::holding(held.current(), &releases, book, day).is_empty() {
            continue;
        }
        match gaps.last_mut() {
            Some((_, last)) if last.succ_opt() == Some(day) => *last = day,
            _ => gaps.push((day, day)),
        }
    }
    gaps
}

/// A small state beside a row.
pub struct Mark {
    pub color: &'static str,
    pub icon: &'static str,
    pub label: String,
}

/// How a basis stands on the day of the page.
fn mark(ctx: &InmateCtx, basis: &Basis, holds: bool) -> Mark {
    let (t, fmt, f) = (ctx.t, ctx.fmt(), &basis.facts);
    let of = |color, icon, label| Mark { color, icon, label };
    if basis.withdrawn {
        return of("neutral", "XMark", t.msg_bases_mark_withdrawn());
    }
    if let (Some(on), Some(how)) = (f.ended_on, f.ended_as)
        && on < ctx.today
    {
        return of("neutral", "CheckmarkCircle", t.msg_bases_mark_ended(words::ended_as(t, how).as_str(), fmt.day(on).as_str()));
    }
    if holds {
        return match basis.last_day().map(|d| (d, (d - ctx.today).num_days())) {
            Some((_, ..=3)) if f.kind == Kind::Remand => of("warning", "HourglassTopFilled", t.msg_bases_mark_holds_soon()),
            _ => of("success", "CheckmarkCircle", t.msg_bases_mark_holds()),
        };
    }
    match (f.from_day, basis.last_day()) {
        (None, _) if f.kind.is_judgment() && f.final_on.is_none() => of("info", "Clock", t.msg_bases_mark_not_final()),
        (None, _) => of("info", "Clock", t.msg_bases_mark_not_begun()),
        (Some(from), _) if from > ctx.today => of("info", "Clock", t.msg_bases_mark_from(fmt.day(from).as_str())),
        (_, Some(last)) if last < ctx.today => of("neutral", "CheckmarkCircle", t.msg_bases_mark_run_out(fmt.day(last).as_str())),
        _ => of("neutral", "CheckmarkCircle", t.msg_bases_mark_over()),
    }
}

/// The facts of a document as a list of label and value; `whole`: all of them, else those of a summary.
fn facts(ctx: &InmateCtx, basis: &Basis, whole: bool) -> Vec<(String, String)> {
    let (t, fmt, nb, f) = (ctx.t, ctx.fmt(), ctx.lang.is_nb(), &basis.facts);
    let catalogue = ctx.catalogue();
    let mut rows: Vec<(String, String)> = Vec::new();
    let mut put = |label: String, value: Option<String>| {
        if let Some(value) = value.filter(|v| !v.is_empty()) {
            rows.push((label, value));
        }
    };
    let day = |d: Option<NaiveDate>| d.map(|d| fmt.day(d));
    let term = |x: Term| Some(words::term(t, x));
    let court = f.court_code.as_deref().map_or_else(|| f.court.clone(), |c| catalogue.label(List::Court, c, nb).to_owned());
    put(t.msg_bases_court_or_police(), Some(court));
    put(t.msg_bases_case_number(), Some(f.case_number.clone()));
    put(t.msg_bases_arrested_at(), f.arrested_at.map(|at| fmt.at(at)));
    put(t.msg_bases_arrest_place(), f.arrest_place.clone().filter(|_| whole));
    if f.kind != Kind::Arrest {
        put(t.msg_bases_decided_on(), day(Some(f.decided_on)));
    }
    put(t.msg_bases_sanction(), f.sanction.map(|s| words::sanction(t, s)));
    put(t.msg_bases_country(), f.country.as_deref().map(|c| catalogue.label(List::Country, c, nb).to_owned()));
    put(t.msg_bases_transferred_on(), day(f.transferred_on));
    if basis.counts.is_empty() || !whole {
        let more = basis.counts.len().saturating_sub(1) as i64;
        let offence = catalogue.label(List::Offence, &f.offence, nb).to_owned();
        put(t.msg_bases_offence(), Some(if more > 0 { t.msg_bases_and_more(offence.as_str(), more) } else { offence }));
    }
    put(t.msg_bases_grounds(), Some(f.grounds.iter().map(|g| words::ground(t, *g)).collect::<Vec<_>>().join("; ")).filter(|_| whole));
    match f.kind {
        Kind::Detention if f.extends.is_some() => put(t.msg_bases_extended_by(), term(f.term)),
        Kind::Detention => put(t.msg_bases_part_frame(), term(f.term)),
        Kind::Fine => put(t.msg_bases_fine_days(), term(f.term)),
        _ if f.suspended.is_zero() => put(t.msg_bases_part_term(), term(f.term)),
        _ => put(t.msg_bases_unconditional(), term(f.term)),
    }
    put(t.msg_bases_part_minimum(), term(f.minimum));
    put(t.msg_bases_part_suspended(), term(f.suspended));
    put(t.msg_bases_probation_years(), f.probation_years.map(|y| t.msg_term_years(i64::from(y))));
    put(t.msg_bases_credit(), f.credit_days.map(|d| t.msg_term_days(i64::from(d))));
    put(t.msg_bases_fine(), f.fine_ore.map(|o| fmt.kroner(o)));
    put(t.msg_bases_paid(), Some(f.paid_ore).filter(|o| *o > 0).map(|o| fmt.kroner(o)));
    if whole {
        put(t.msg_bases_offence_frame(), f.max_months.filter(|m| *m > 0).map(|m| words::term(t, Term::new(m / 12, m % 12, 0))));
        put(t.msg_bases_raised(), Some(f.raised.iter().map(|r| words::raised(t, *r)).collect::<Vec<_>>().join("; ")));
        put(t.msg_bases_community_hours(), f.community_hours.map(|h| h.to_string()));
        for (on, label) in [
            (f.additional, t.msg_bases_additional()),
            (f.under_18, t.msg_bases_under_18()),
            (f.after_judgment, t.msg_bases_after_judgment()),
            (f.main_hearing_started, t.msg_bases_main_hearing()),
        ] {
            put(label, on.then(|| t.msg_bases_yes()));
        }
        put(t.msg_bases_review_pointless(), f.review_pointless.clone());
        put(t.msg_bases_notified(), day(f.notified));
    }
    put(t.msg_bases_final_on(), day(f.final_on));
    put(t.msg_bases_from_day(), day(f.from_day));
    put(t.msg_bases_to_day(), day(f.to_day));
    put(t.msg_bases_trial_from(), day(f.trial_from));
    put(t.msg_bases_trial_to(), day(f.trial_to));
    if let (Some(on), Some(how)) = (f.ended_on, f.ended_as) {
        put(t.msg_bases_ended(), Some(t.msg_bases_mark_ended(words::ended_as(t, how).as_str(), fmt.day(on).as_str())));
    }
    if whole {
        put(t.msg_bases_note(), f.note.clone());
    }
    rows
}

/// A short text of what a basis amounts to: the term, the last day, the minimum.
fn gist(ctx: &InmateCtx, f: &Facts) -> String {
    let (t, fmt) = (ctx.t, ctx.fmt());
    match f.kind {
        Kind::Arrest => f.arrested_at.map(|at| fmt.at(at)).unwrap_or_default(),
        Kind::Remand => match f.to_day {
            Some(to) => t.msg_bases_gist_until(fmt.day(to).as_str()),
            None => t.msg_bases_main_hearing(),
        },
        Kind::Detention if f.extends.is_none() && !f.minimum.is_zero() => {
            t.msg_bases_gist_detention(words::term(t, f.term).as_str(), words::term(t, f.minimum).as_str())
        }
        _ if !f.suspended.is_zero() && !f.term.is_zero() => t.msg_bases_gist_suspended(words::term(t, f.term).as_str(), words::term(t, f.suspended).as_str()),
        _ if f.term.is_zero() && !f.suspended.is_zero() => t.msg_bases_gist_only_suspended(words::term(t, f.suspended).as_str()),
        _ => words::term(t, f.term),
    }
}

/// A restriction, ready to be shown.
pub struct Restrained {
    pub kind: String,
    pub mark: Mark,
    pub days: String,
    pub detail: Vec<String>,
    pub order: String,
    pub lift: Option<String>,
    pub extend: Option<String>,
    pub correct: Option<String>,
    /// What it said before it was corrected: its days, and by whom and why that was replaced.
    pub before: Vec<(String, String)>,
    pub binds: bool,
    pub isolation: bool,
}

fn restrained(ctx: &InmateCtx, held: &Held, r: &Restriction, writes: bool) -> Restrained {
    let (t, fmt, o) = (ctx.t, ctx.fmt(), &r.order);
    let binds = r.binds_on(ctx.today);
    let left = (r.last_day() - ctx.today).num_days();
    let mark = match (r.withdrawn, binds, &r.lifted) {
        (true, ..) => Mark { color: "neutral", icon: "XMark", label: t.msg_bases_mark_withdrawn() },
        (_, true, _) if left <= 3 => Mark { color: "warning", icon: "HourglassTopFilled", label: t.msg_bases_mark_until(fmt.day(r.last_day()).as_str()) },
        (_, true, _) => Mark { color: "info", icon: "PadlockLocked", label: t.msg_bases_mark_until(fmt.day(r.last_day()).as_str()) },
        (_, false, Some(l)) => Mark { color: "neutral", icon: "CheckmarkCircle", label: t.msg_bases_mark_lifted(fmt.day(l.on).as_str()) },
        (_, false, None) if o.from_day > ctx.today => Mark { color: "info", icon: "Clock", label: t.msg_bases_mark_from(fmt.day(o.from_day).as_str()) },
        (_, false, None) => Mark { color: "neutral", icon: "CheckmarkCircle", label: t.msg_bases_mark_run_out(fmt.day(o.until_day).as_str()) },
    };
    let mut detail = vec![words::ordered_by(t, o.ordered_by)];
    let known: Vec<String> = o
        .company_inmates
        .iter()
        .filter_map(|id| held.named.iter().find(|n| n.id == *id))
        .map(|n| t.msg_bases_person(n.family_name.as_str(), n.given_name.as_str(), n.number.as_str()))
        .collect();
    let hidden = o.company_inmates.len().saturating_sub(known.len());
    let mut apart = known;
    apart.extend(o.company_text.clone());
    if hidden > 0 {
        apart.push(t.msg_bases_hidden(hidden as i64));
    }
    if !apart.is_empty() {
        detail.push(t.msg_bases_apart_from(apart.join("; ").as_str()));
    }
    detail.extend(o.from_at.map(|at| t.msg_bases_since(fmt.at(at).as_str())));
    detail.extend(o.review_pointless.as_deref().map(|r| t.msg_bases_pointless(r)));
    detail.extend(r.lifted.as_ref().map(|l| t.msg_bases_lifted_by(l.by.as_str(), l.reason.as_str())));
    let open = writes && r.is_current() && r.lifted.is_none();
    let path = |what: &str| format!("/inmates/{}/restrictions/{}/{what}", ctx.inmate.id, r.id);
    let extended = held.restrictions.iter().any(|x| x.is_current() && goes_on_from(&held.restrictions, &x.order, r.root));
    Restrained {
        kind: words::restriction(t, o.kind),
        mark,
        days: t.msg_bases_from_to(fmt.day(o.from_day).as_str(), fmt.day(o.until_day).as_str()),
        detail,
        order: held.newest(r.basis).map(|b| words::line(t, fmt, &b.facts)).unwrap_or_default(),
        lift: (open && o.until_day >= ctx.today).then(|| path("lift")),
        extend: (open && !extended).then(|| path("extend")),
        correct: (writes && r.is_current()).then(|| path("correct")),
        before: before(ctx, held, r),
        binds,
        isolation: o.kind == RestrictionKind::FullIsolation,
    }
}

/// The earlier rows of a restriction, the newest first, each with what replaced it.
fn before(ctx: &InmateCtx, held: &Held, r: &Restriction) -> Vec<(String, String)> {
    let (t, fmt) = (ctx.t, ctx.fmt());
    let mut rows: Vec<&Restriction> = held.restrictions.iter().filter(|x| x.root == r.root).collect();
    rows.sort_by_key(|x| (x.replaced, std::cmp::Reverse(x.recorded_at)));
    rows.windows(2)
        .filter_map(|pair| {
            let [after, earlier] = pair else { return None };
            let (from, until) = (fmt.day(earlier.order.from_day), fmt.day(earlier.order.until_day));
            let was = t.msg_bases_restriction_was(words::restriction(t, earlier.order.kind).as_str(), from.as_str(), until.as_str());
            let why = after.change_reason.as_deref().unwrap_or_default();
            Some((was, t.msg_bases_restriction_changed(after.recorded_by.as_str(), fmt.at(after.recorded_at).as_str(), why)))
        })
        .collect()
}

/// A document, ready to be shown.
pub struct Paper {
    pub name: String,
    pub kind: String,
    pub by: String,
    pub size: String,
    pub href: Option<String>,
    pub withdraw: Option<String>,
    pub withdrawn: Option<String>,
}

fn paper(ctx: &InmateCtx, d: &Document, writes: bool) -> Paper {
    let (t, fmt) = (ctx.t, ctx.fmt());
    let href = format!("/inmates/{}/held-documents/{}", ctx.inmate.id, d.id);
    Paper {
        name: d.name.clone(),
        kind: words::document(t, d.kind),
        by: t.msg_bases_recorded(d.recorded_by.as_str(), fmt.at(d.recorded_at).as_str()),
        size: t.msg_bases_kilobytes(i64::from(d.size).div_euclid(1024).max(1)),
        withdraw: (writes && d.withdrawn.is_none()).then(|| format!("{href}/withdraw")),
        href: d.withdrawn.is_none().then_some(href),
        withdrawn: d.withdrawn.as_deref().map(|r| t.msg_bases_document_withdrawn(r)),
    }
}
