//! The pages of notes.

use askama::Template;

use super::super::model::NoteKind;
use super::actions::Note;
use super::form::NoteForm;
use super::rules;
use crate::access::{Act, Class, Feature};
use crate::inmates::{BannerView, InmateCtx};
use crate::law::calendar;
use crate::web::field::Summary;
use crate::web::frame::role_name;
use crate::web::lang::Text;
use crate::web::{Errors, Field, Fmt, Frame};

/// A note folds when it is longer than so many characters.
const FOLDS_AT: usize = 600;

/// One version, ready to be shown.
pub struct NoteItem {
    pub href: String,
    pub kind: String,
    pub icon: &'static str,
    /// Time of the consultation, with the day where it stands alone.
    pub at: String,
    pub machine: String,
    /// "Kari Moen, sykepleier".
    pub by: String,
    /// When it was written, if that was later than the consultation.
    pub written: String,
    pub version: i32,
    pub text: Option<String>,
    pub long: bool,
}

impl NoteItem {
    fn of(t: Text, fmt: Fmt, base: &str, note: &Note, with_day: bool) -> Self {
        let by = match note.role {
            Some(role) => t.msg_health_by(note.author.as_str(), role_name(t, role).to_lowercase().as_str()),
            None => note.author.clone(),
        };
        let text = note.text.as_ref().map(|text| text.to_string());
        Self {
            href: format!("{base}/notes/{}", note.thread),
            kind: note.kind.label(t),
            icon: note.kind.icon(),
            at: if with_day { fmt.at(note.at) } else { fmt.time(note.at) },
            machine: fmt.machine(note.at),
            by,
            written: fmt.at(note.recorded_at),
            version: note.version,
            long: text.as_ref().is_some_and(|t| t.chars().count() > FOLDS_AT),
            text,
        }
    }
}

/// Notes of one day.
pub struct Day {
    pub label: String,
    pub notes: Vec<NoteItem>,
}

/// A filter by kind.
pub struct Chip {
    pub href: String,
    pub label: String,
    pub count: i64,
    pub current: bool,
}

#[derive(Template)]
#[template(path = "health/notes.html")]
pub struct NotesView {
    pub frame: Frame,
    pub banner: BannerView,
    pub base: String,
    pub writes: bool,
    pub chips: Vec<Chip>,
    pub days: Vec<Day>,
    pub older: Option<String>,
    pub filtered: bool,
}

impl NotesView {
    pub fn new(ctx: &InmateCtx, kind: Option<NoteKind>, counts: &[(String, i64)], notes: &[Note], more: bool) -> Self {
        let (t, fmt) = (ctx.t, ctx.fmt());
        let base = format!("/inmates/{}/health", ctx.inmate.id);
        let count = |k: NoteKind| counts.iter().find(|(word, _)| word == k.as_str()).map_or(0, |(_, n)| *n);
        let mut chips = vec![Chip { href: base.clone(), label: t.msg_health_all(), count: counts.iter().map(|(_, n)| n).sum(), current: kind.is_none() }];
        chips.extend(NoteKind::ALL.iter().filter(|k| count(**k) > 0).map(|k| Chip {
            href: format!("{base}?kind={}", k.as_str()),
            label: k.label(t),
            count: count(*k),
            current: kind == Some(*k),
        }));
        let mut days: Vec<Day> = Vec::new();
        for note in notes {
            let label = fmt.long_day(calendar::oslo_day(note.at));
            let item = NoteItem::of(t, fmt, &base, note, false);
            match days.last_mut().filter(|d| d.label == label) {
                Some(day) => day.notes.push(item),
                None => days.push(Day { label, notes: vec![item] }),
            }
        }
        let older = notes.last().filter(|_| more).map(|last| match kind {
            Some(kind) => format!("{base}?kind={}&before={}", kind.as_str(), last.thread),
            None => format!("{base}?before={}", last.thread),
        });
        Self {
            frame: ctx.frame("inmates", t.msg_health_heading()),
            banner: BannerView::of(ctx, "health"),
            writes: ctx.may_here(Class::Clinical, Act::Write) && ctx.in_use(Feature::Health, ctx.inmate.prison_id).is_ok(),
            chips,
            days,
            older,
            filtered: kind.is_some(),
            base,
        }
    }
}

#[derive(Template)]
#[template(path = "health/note.html")]
pub struct NoteView {
    pub frame: Frame,
    pub banner: BannerView,
    pub base: String,
    pub newest: NoteItem,
    pub earlier: Vec<NoteItem>,
    /// Where to correct it; none when it cannot be read or the reader may not.
    pub correct: Option<String>,
}

impl NoteView {
    pub fn new(ctx: &InmateCtx, newest: &Note, earlier: &[Note]) -> Self {
        let (t, fmt) = (ctx.t, ctx.fmt());
        let base = format!("/inmates/{}/health", ctx.inmate.id);
        let may = ctx.may_here(Class::Clinical, Act::Write) && newest.text.is_some();
        Self {
            frame: ctx.frame("inmates", t.msg_health_note()),
            banner: BannerView::of(ctx, "health"),
            newest: NoteItem::of(t, fmt, &base, newest, true),
            earlier: earlier.iter().map(|n| NoteItem::of(t, fmt, &base, n, true)).collect(),
            correct: may.then(|| format!("{base}/notes/{}/correct", newest.thread)),
            base,
        }
    }
}

/// What somebody else saved first, beside what was read.
pub struct Conflict {
    pub before: Option<NoteItem>,
    pub theirs: NoteItem,
    pub mine: String,
}

impl Conflict {
    pub fn of(ctx: &InmateCtx, before: Option<&Note>, theirs: &Note, mine: &str) -> Self {
        let base = format!("/inmates/{}/health", ctx.inmate.id);
        let item = |note: &Note| NoteItem::of(ctx.t, ctx.fmt(), &base, note, true);
        Self { before: before.map(item), theirs: item(theirs), mine: mine.to_owned() }
    }
}

#[derive(Template)]
#[template(path = "health/note_form.html")]
pub struct NoteFormView {
    pub frame: Frame,
    pub banner: BannerView,
    pub heading: String,
    pub to: String,
    pub back: String,
    pub version: String,
    pub correcting: bool,
    pub errors: bool,
    pub summary: Summary,
    pub kind: Field,
    pub day: Field,
    pub time: Field,
    pub text: Field,
    pub conflict: Option<Conflict>,
}

impl NoteFormView {
    /// For a new note, or the correction of `thread`.
    pub fn new(ctx: &InmateCtx, thread: Option<crate::platform::id::RowId>, form: &NoteForm, errors: &Errors, conflict: Option<Conflict>) -> Self {
        let t = ctx.t;
        let base = format!("/inmates/{}/health", ctx.inmate.id);
        let (to, back, heading) = match thread {
            Some(thread) => (format!("{base}/notes/{thread}"), format!("{base}/notes/{thread}"), t.msg_health_correct()),
            None => (format!("{base}/notes"), base, t.msg_health_new()),
        };
        let in_words = crate::web::form::day(&form.day).map(|d| ctx.fmt().long_day(d)).unwrap_or_default();
        Self {
            frame: ctx.frame("inmates", heading.clone()),
            banner: BannerView::of(ctx, "health"),
            to,
            back,
            heading,
            version: form.version.clone(),
            correcting: thread.is_some(),
            errors: !errors.is_empty(),
            summary: Summary::of(t, errors),
            kind: Field::select("kind", t.msg_health_kind(), &form.kind, NoteKind::choices(t)).width("w-half").required(t).errors(errors),
            day: Field::day("day", t.msg_health_day(), &form.day).required(t).in_words(in_words).errors(errors),
            time: Field::text("time", t.msg_health_time(), &form.time)
                .hint(t.msg_health_time_hint())
                .width("w-num")
                .inputmode("numeric")
                .max(5)
                .code()
                .required(t)
                .errors(errors),
            text: Field::area("text", t.msg_health_text(), &form.text, 14)
                .hint(t.msg_health_text_hint())
                .max(u32::try_from(rules::MOST_CHARACTERS).unwrap_or(u32::MAX))
                .required(t)
                .errors(errors),
            conflict,
        }
    }
}

/// The key of the notes is not loaded: nothing can be read and nothing may be written.
#[derive(Template)]
#[template(path = "health/no_key.html")]
pub struct NoKeyView {
    pub frame: Frame,
}
