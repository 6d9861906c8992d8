//! One basis: what it says, its acts, its restrictions, its documents, and how it came to say so.

use askama::Template;

use super::{Held, Mark, Paper, Restrained, facts, mark, paper, restrained};
use crate::access::{Act, Class};
use crate::inmates::{BannerView, InmateCtx};
use crate::reference::List;
use crate::sentences::bases::model::{Basis, DocumentKind, Kind};
use crate::sentences::bases::rules::{Finding, Gravity};
use crate::sentences::bases::sheet::{self, Desk, Sheet};
use crate::sentences::bases::status;
use crate::sentences::bases::words;
use crate::web::field::Summary;
use crate::web::{Choice, Errors, Field, Frame};

/// An act.
pub struct CountLine {
    pub offence: String,
    pub section: String,
    pub days: String,
    pub attempted: bool,
}

/// One row of the history: who wrote it, why, and what it changed.
pub struct Version {
    pub by: String,
    pub reason: String,
    pub changes: Vec<(String, String, String)>,
    pub first: bool,
    pub withdrawn: bool,
}

/// What the writer of this page may do.
pub struct Doing {
    pub correct: String,
    pub end: String,
    pub restrict: Option<String>,
    pub extend: Option<String>,
    pub upload: String,
    pub file: Field,
    pub kind: Field,
}

/// The page.
#[derive(Template)]
#[template(path = "sentences/basis.html")]
pub struct OneView {
    pub frame: Frame,
    pub banner: BannerView,
    pub base: String,
    pub faulty: bool,
    pub summary: Summary,
    pub mark: Mark,
    pub newer: Option<String>,
    pub findings: Vec<(bool, String)>,
    pub facts: Vec<(String, String)>,
    /// The hearing that it came of: where it stands, and what it was.
    pub hearing: Option<(String, String)>,
    pub counts: Vec<CountLine>,
    pub restrictions: Vec<Restrained>,
    pub restrains: bool,
    pub papers: Vec<Paper>,
    pub history: Vec<Version>,
    pub doing: Option<Doing>,
}

impl OneView {
    pub fn new(ctx: &InmateCtx, held: &Held, basis: &Basis, findings: &[Finding], desk: &Desk<'_>, errors: &Errors) -> Self {
        let (t, fmt, base) = (ctx.t, ctx.fmt(), format!("/inmates/{}/held", ctx.inmate.id));
        let writes = ctx.may_here(Class::Sentence, Act::Write);
        let holds = status::holding(held.current(), &held.releases(), ctx.catalogue().law(), ctx.today).iter().any(|b| b.id == basis.id);
        let newer = held.newest(basis.root).filter(|n| n.id != basis.id).map(|n| format!("{base}/{}", n.id));
        let here = format!("{base}/{}", basis.id);
        let remand = basis.facts.kind == Kind::Remand;
        let doing = (writes && basis.is_current()).then(|| Doing {
            correct: format!("{here}/correct"),
            end: format!("{here}/end"),
            restrict: remand.then(|| format!("{here}/restrictions/new")),
            extend: match basis.facts.kind {
                Kind::Remand => Some(format!("{base}/new/remand?extends={}", basis.root)),
                Kind::Detention => Some(format!("{base}/new/preventive_detention?extends={}", basis.root)),
                _ => None,
            },
            upload: format!("{here}/documents"),
            file: Field::file("file", t.msg_bases_file(), "application/pdf,image/jpeg,image/png").hint(t.msg_bases_file_hint()).required(t).errors(errors),
            kind: Field::select(
                "kind",
                t.msg_bases_file_kind(),
                "",
                DocumentKind::ALL.iter().map(|k| Choice::new(k.as_str(), words::document(t, *k))).collect(),
            )
            .errors(errors),
        });
        Self {
            frame: ctx.frame("inmates", words::line(t, fmt, &basis.facts)),
            banner: BannerView::of(ctx, "held"),
            faulty: !errors.is_empty(),
            summary: Summary::of(t, errors),
            mark: mark(ctx, basis, holds),
            newer,
            findings: findings.iter().map(|f| (f.gravity == Gravity::Stop, words::finding(t, fmt, f))).collect(),
            facts: facts(ctx, basis, true),
            hearing: basis.facts.hearing.and_then(|id| held.hearings.iter().find(|h| h.id == id)).map(|h| (h.href(ctx), h.label.clone())),
            counts: counts(ctx, basis),
            restrains: remand || held.restrictions.iter().any(|r| r.basis == basis.root && !r.replaced),
            restrictions: held.restrictions.iter().filter(|r| r.basis == basis.root && !r.replaced).map(|r| restrained(ctx, held, r, writes)).collect(),
            papers: held.documents.iter().filter(|d| d.basis == basis.root).map(|d| paper(ctx, d, writes)).collect(),
            history: history(ctx, held, basis, desk),
            doing,
            base,
        }
    }
}

fn counts(ctx: &InmateCtx, basis: &Basis) -> Vec<CountLine> {
    let (t, fmt, nb) = (ctx.t, ctx.fmt(), ctx.lang.is_nb());
    basis
        .counts
        .iter()
        .map(|c| {
            let of_list = ctx.catalogue().get(List::Offence, &c.offence).map(|o| o.attribute("section").to_owned()).unwrap_or_default();
            CountLine {
                offence: ctx.catalogue().label(List::Offence, &c.offence, nb).to_owned(),
                section: if c.section.is_empty() { of_list } else { c.section.clone() },
                days: match (c.act_from, c.act_to) {
                    (Some(from), Some(to)) if to != from => t.msg_bases_from_to(fmt.day(from).as_str(), fmt.day(to).as_str()),
                    (Some(from), _) => fmt.day(from),
                    _ => String::new(),
                },
                attempted: c.attempted,
            }
        })
        .collect()
}

/// Every row of the basis, the newest first, with what it changed.
fn history(ctx: &InmateCtx, held: &Held, basis: &Basis, desk: &Desk<'_>) -> Vec<Version> {
    let (t, fmt) = (ctx.t, ctx.fmt());
    let mut rows: Vec<&Basis> = held.bases.iter().filter(|b| b.root == basis.root).collect();
    rows.sort_by_key(|b| (b.replaced_at.is_none(), b.recorded_at));
    let most = rows.iter().map(|b| b.counts.len()).max().unwrap_or(0).max(1);
    let mut specs = sheet::specs(basis.facts.kind, most);
    specs.extend(sheet::ENDING);
    let mut versions: Vec<Version> = rows
        .iter()
        .enumerate()
        .map(|(i, b)| {
            let before = i.checked_sub(1).and_then(|i| rows.get(i)).map(|b| Sheet::of(b));
            let now = Sheet::of(b);
            let changes = before.map_or_else(Vec::new, |before| {
                specs
                    .iter()
                    .filter(|s| before.get(s.name) != now.get(s.name))
                    .map(|s| ((s.say)(t), Sheet::read(s, before.get(s.name), desk), Sheet::read(s, now.get(s.name), desk)))
                    .collect()
            });
            Version {
                by: t.msg_bases_recorded(b.recorded_by.as_str(), fmt.at(b.recorded_at).as_str()),
                reason: b.change_reason.clone().unwrap_or_default(),
                changes,
                first: i == 0,
                withdrawn: b.withdrawn,
            }
        })
        .collect();
    versions.reverse();
    versions
}
