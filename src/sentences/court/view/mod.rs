//! Pages about courts. Display-ready values only.

mod calendar;

pub use calendar::{CalendarView, ChooseView, Day, TransportRow, TransportView, row};

use askama::Template;
use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

use crate::inmates::banner::Flag;
use crate::inmates::{BannerView, InmateCtx};
use crate::law::calendar as days;
use crate::platform::id::InmateId;
use crate::reference::List;
use crate::sentences::court::form::{AppearanceForm, CounselForm, EndingForm, MOST_REASON, NEW, SEPARATE, UNKNOWN};
use crate::sentences::court::model::{Appearance, Appointed, Counsel, Interpreter, Manner, Outcome, Purpose, State};
use crate::sentences::court::rules::Warning;
use crate::sentences::court::store::Change;
use crate::sentences::court::words::{Words, flag};
use crate::sentences::drafts::Draft;
use crate::web::field::Summary;
use crate::web::lang::Text;
use crate::web::{Choice, Errors, Field, Frame};

/// A link with its words.
pub struct Link {
    pub href: String,
    pub label: String,
}

/// A hearing on the person's page.
pub struct Card {
    pub id: String,
    pub what: String,
    pub when: String,
    pub state: Flag,
    pub flags: Vec<Flag>,
    pub facts: Vec<(String, String)>,
    pub history: Vec<String>,
    pub verbs: Vec<Link>,
    pub attention: bool,
}

/// Counsel on the person's page.
pub struct CounselLine {
    pub name: String,
    pub firm: String,
    pub phone: String,
    pub facts: String,
    pub over: bool,
    pub edit: Option<String>,
}

#[derive(Template)]
#[template(path = "sentences/court/person.html")]
pub struct PersonView {
    pub frame: Frame,
    pub banner: BannerView,
    pub base: String,
    pub may_write: bool,
    /// What was done about the way there.
    pub note: Option<String>,
    /// What comes next after a result.
    pub next: Option<(String, Option<Link>)>,
    /// What meets what in the days ahead.
    pub clashes: Vec<String>,
    pub ahead: Vec<Card>,
    pub past: Vec<Card>,
    pub counsel: Vec<CounselLine>,
}

fn fact(facts: &mut Vec<(String, String)>, label: String, value: impl Into<String>) {
    let value = value.into();
    if !value.is_empty() {
        facts.push((label, value));
    }
}

/// A hearing as a card; `writes` is the person's base path for those who may change it.
pub fn card(words: &Words<'_>, inmate: InmateId, a: &Appearance, changes: &[Change], writes: Option<&str>, now: DateTime<Utc>) -> Card {
    let (t, fmt) = (words.t, words.fmt);
    let lacks = a.lacks_result(now);
    let mut flags: Vec<Flag> = Vec::new();
    if a.manner == Manner::Video {
        flags.push(flag("info", "Video", words.manner(a.manner)));
    }
    flags.extend(words.interpreter_flag(a.language.as_deref(), a.interpreter));
    if a.lacks_way(now) {
        flags.push(flag("warning", "DoorOpen", t.msg_court_no_way()));
    }
    let mut facts = Vec::new();
    fact(&mut facts, t.msg_court_field_case(), a.case_number.as_str());
    fact(&mut facts, t.msg_court_field_room(), a.courtroom.as_str());
    let counsel = a.counsel.clone().map(|name| match a.counsel_phone.as_deref() {
        Some(phone) if !phone.is_empty() => t.msg_court_counsel_with_phone(name.as_str(), phone),
        _ => name,
    });
    fact(&mut facts, t.msg_court_field_counsel(), counsel.unwrap_or_default());
    if let (Some(out), Some("planned" | "out" | "back")) = (a.way_out, a.way_state.as_deref()) {
        let escort = a.way_escort.clone().unwrap_or_default();
        let line = if escort.is_empty() { t.msg_court_way(fmt.at(out).as_str()) } else { t.msg_court_way_with(fmt.at(out).as_str(), escort.as_str()) };
        fact(&mut facts, t.msg_court_field_way(), line);
    }
    fact(&mut facts, t.msg_court_field_reason(), a.manner_reason.clone().unwrap_or_default());
    fact(&mut facts, t.msg_court_field_why(), a.state_reason.clone().unwrap_or_default());
    if a.state == State::Postponed {
        fact(&mut facts, t.msg_court_postponed_to(), a.postponed_to.map_or_else(|| t.msg_court_day_not_known(), |at| fmt.at(at)));
    }
    if let Some(at) = a.postponed_from {
        fact(&mut facts, t.msg_court_postponed_from(), fmt.at(at));
    }
    fact(&mut facts, t.msg_court_field_text(), a.result_text.clone().unwrap_or_default());
    if let Some(at) = a.result_at {
        fact(&mut facts, t.msg_court_recorded(), t.msg_court_by_at(a.result_by.clone().unwrap_or_default().as_str(), fmt.at(at).as_str()));
    } else {
        fact(&mut facts, t.msg_court_planned_by(), a.recorded_by.clone().unwrap_or_default());
    }
    let history = changes.iter().filter(|c| c.appearance == a.id).map(|c| change(words, c)).collect();
    let mut verbs = Vec::new();
    if let Some(base) = writes.filter(|_| a.state == State::Planned) {
        verbs.push(Link { href: format!("{base}/{}/result", a.id), label: if lacks { t.msg_court_verb_result() } else { t.msg_court_verb_ending() } });
        if !lacks {
            verbs.push(Link { href: format!("{base}/{}/edit", a.id), label: t.msg_court_verb_change() });
        }
    }
    if let Some(base) = writes.filter(|_| a.lacks_day()) {
        verbs.push(Link { href: format!("{base}/new?after={}", a.id), label: t.msg_court_verb_new_day() });
    }
    match (a.basis, writes) {
        (Some(basis), _) => verbs.push(Link { href: format!("/inmates/{inmate}/held/{basis}"), label: t.msg_court_see_document() }),
        (None, Some(base)) if a.state == State::Held => verbs.extend(next(t, base, a.result, a.id)),
        (None, _) => {}
    }
    Card {
        id: a.id.to_string(),
        what: t.msg_court_what(words.purpose(a.purpose).as_str(), words.court(&a.court).as_str()),
        when: span(words, a.starts_at, a.ends_at),
        state: words.state(a.state, a.result, lacks),
        flags,
        facts,
        history,
        verbs,
        attention: lacks || a.lacks_way(now) || a.lacks_day(),
    }
}

/// Where the result of a hearing leads on.
pub fn next(t: Text, base: &str, result: Option<Outcome>, hearing: Uuid) -> Option<Link> {
    let person = base.strip_suffix("/court").unwrap_or(base);
    match result? {
        Outcome::Remanded => Some(Link { href: format!("{person}/held/new/remand?hearing={hearing}"), label: t.msg_court_record_order() }),
        Outcome::Judgment => Some(Link { href: format!("{person}/held/new/sentence?hearing={hearing}"), label: t.msg_court_record_judgment() }),
        Outcome::Released => Some(Link { href: format!("{person}/release"), label: t.msg_court_to_release() }),
        Outcome::Other => None,
    }
}

fn change(words: &Words<'_>, c: &Change) -> String {
    let t = words.t;
    let read = |v: &Option<String>| -> String {
        let Some(v) = v.as_deref().filter(|v| !v.is_empty()) else { return t.msg_court_nothing() };
        match c.field.as_str() {
            "court" => words.court(v),
            "language" => words.language(v),
            "purpose" => Purpose::of(v).map_or_else(|| v.to_owned(), |p| words.purpose(p)),
            "manner" => Manner::of(v).map_or_else(|| v.to_owned(), |m| words.manner(m)),
            "interpreter" => Interpreter::of(v).map_or_else(|| v.to_owned(), |i| words.interpreter(i)),
            "starts_at" | "ends_at" => v.parse::<DateTime<Utc>>().map_or_else(|_| v.to_owned(), |at| words.fmt.at(at)),
            _ => v.to_owned(),
        }
    };
    let label = label(t, &c.field);
    let (old, new, at) = (read(&c.old), read(&c.new), words.fmt.at(c.at));
    t.msg_court_change(label.as_str(), old.as_str(), new.as_str(), c.by.as_deref().unwrap_or_default(), at.as_str())
}

/// A field's label by its name.
pub fn label(t: Text, field: &str) -> String {
    match field {
        "court" => t.msg_court_field_court(),
        "case_number" => t.msg_court_field_case(),
        "purpose" => t.msg_court_field_purpose(),
        "starts_at" => t.msg_court_field_start(),
        "ends_at" => t.msg_court_field_end(),
        "manner" => t.msg_court_field_manner(),
        "reason" => t.msg_court_field_reason(),
        "courtroom" => t.msg_court_field_room(),
        "language" => t.msg_court_field_language(),
        "interpreter" => t.msg_court_field_interpreter(),
        "counsel" => t.msg_court_field_counsel(),
        "name" => t.msg_court_counsel_name(),
        "firm" => t.msg_court_counsel_firm(),
        "phone" => t.msg_court_counsel_phone(),
        "appointed" => t.msg_court_counsel_appointed(),
        "from_day" => t.msg_court_counsel_from(),
        "to_day" => t.msg_court_counsel_to(),
        _ => t.msg_court_field_travel(),
    }
}

fn span(words: &Words<'_>, from: DateTime<Utc>, to: Option<DateTime<Utc>>) -> String {
    let fmt = words.fmt;
    match to {
        Some(to) if days::oslo_day(to) == days::oslo_day(from) => words.t.msg_court_span(fmt.near(from).as_str(), fmt.time(to).as_str()),
        Some(to) => words.t.msg_court_span(fmt.near(from).as_str(), fmt.at(to).as_str()),
        None => fmt.near(from),
    }
}

/// Counsel as a line.
pub fn counsel_line(words: &Words<'_>, c: &Counsel, today: NaiveDate, base: Option<&str>) -> CounselLine {
    let t = words.t;
    let from = words.fmt.day(c.from_day);
    let period = match c.to_day {
        Some(to) => t.msg_court_counsel_period(from.as_str(), words.fmt.day(to).as_str()),
        None => t.msg_court_counsel_since(from.as_str()),
    };
    let mut facts = vec![words.appointed(c.appointed), period];
    if !c.case_number.is_empty() {
        facts.push(c.case_number.clone());
    }
    CounselLine {
        name: c.name.clone(),
        firm: c.firm.clone(),
        phone: c.phone.clone(),
        facts: facts.join(" · "),
        over: !c.on(today) && c.from_day <= today,
        edit: base.map(|b| format!("{b}/{}/edit", c.id)),
    }
}

#[derive(Template)]
#[template(path = "sentences/court/form.html")]
pub struct FormView {
    pub frame: Frame,
    pub banner: BannerView,
    pub base: String,
    pub action: String,
    pub heading: String,
    pub summary: Summary,
    pub errors: bool,
    pub warnings: Vec<String>,
    pub seen: String,
    pub edits: Option<(String, String)>,
    pub court: Field,
    pub case_number: Field,
    pub purpose: Field,
    pub starts_at: Field,
    pub ends_at: Field,
    pub manner: Field,
    pub reason: Field,
    pub courtroom: Field,
    pub travel: Field,
    pub language: Field,
    pub interpreter: Field,
    pub counsel: Field,
    pub add_counsel: String,
    /// Which postponed hearing goes on here, where one is open.
    pub after: Option<Field>,
}

impl FormView {
    /// For a new hearing, or a changed one.
    pub fn new(ctx: &InmateCtx, form: &AppearanceForm, counsel: &[Counsel], edits: Option<&Appearance>, warnings: &[Warning], errors: &Errors) -> Self {
        let (t, words) = (ctx.t, Words::of(ctx));
        let base = format!("/inmates/{}/court", ctx.inmate.id);
        let heading = if edits.is_some() { t.msg_court_change_heading() } else { t.msg_court_new_heading() };
        let purposes = Purpose::ALL.iter().map(|p| Choice::new(p.as_str(), words.purpose(*p))).collect();
        let manners = Manner::ALL.iter().map(|m| Choice::new(m.as_str(), words.manner(*m))).collect();
        let steps = Interpreter::ALL.iter().map(|i| Choice::new(i.as_str(), words.interpreter(*i))).collect();
        let today = ctx.today;
        let offered = counsel.iter().filter(|c| c.on(today) || c.id.to_string() == form.counsel);
        let offered = offered
            .map(|c| Choice::new(c.id.to_string(), if c.firm.is_empty() { c.name.clone() } else { t.msg_court_counsel_of(c.name.as_str(), c.firm.as_str()) }))
            .collect();
        Self {
            frame: ctx.frame("inmates", heading.clone()),
            banner: BannerView::of(ctx, "court"),
            action: edits.map_or_else(|| base.clone(), |a| format!("{base}/{}/edit", a.id)),
            add_counsel: format!("/inmates/{}/counsel/new", ctx.inmate.id),
            base,
            heading,
            summary: Summary::of(t, errors),
            errors: !errors.is_empty(),
            warnings: warnings.iter().map(|w| words.warning(w)).collect(),
            seen: crate::sentences::court::rules::seen(warnings),
            edits: edits.map(|a| {
                let was = if form.was.is_empty() { crate::web::conflict::was(&AppearanceForm::of(a).pairs()) } else { form.was.clone() };
                (if form.version.is_empty() { a.version.to_string() } else { form.version.clone() }, was)
            }),
            court: Field::select("court", label(t, "court"), &form.court, words.choices(List::Court)).or_none(t.msg_move_choose()).required(t).errors(errors),
            case_number: Field::text("case_number", label(t, "case_number"), &form.case_number)
                .hint(t.msg_court_field_case_hint())
                .max(60)
                .code()
                .errors(errors),
            purpose: Field::select("purpose", label(t, "purpose"), &form.purpose, purposes).or_none(t.msg_move_choose()).required(t).errors(errors),
            starts_at: Field::moment(t, "starts_at", label(t, "starts_at"), &form.starts_at).required(t).errors(errors),
            ends_at: Field::moment(t, "ends_at", label(t, "ends_at"), &form.ends_at).hint(t.msg_court_field_end_hint()).errors(errors),
            manner: Field::radio("manner", label(t, "manner"), &form.manner, manners).required(t).errors(errors),
            reason: Field::text("reason", label(t, "reason"), &form.reason).hint(t.msg_court_field_reason_hint()).max(MOST_REASON).errors(errors),
            courtroom: Field::text("courtroom", label(t, "courtroom"), &form.courtroom).max(60).errors(errors),
            travel: Field::text("travel", label(t, "travel"), &form.travel)
                .hint(t.msg_court_field_travel_hint())
                .width("w-num")
                .inputmode("numeric")
                .required(t)
                .errors(errors),
            language: Field::select("language", label(t, "language"), &form.language, words.choices(List::Language))
                .or_none(t.msg_court_language_none())
                .errors(errors),
            interpreter: Field::select("interpreter", label(t, "interpreter"), &form.interpreter, steps).required(t).errors(errors),
            counsel: Field::select("counsel", label(t, "counsel"), &form.counsel, offered).or_none(t.msg_court_counsel_unknown()).errors(errors),
            after: None,
        }
    }

    /// Asks whether a new hearing is one of those that were postponed to a day not known.
    pub fn after(self, ctx: &InmateCtx, form: &AppearanceForm, open: &[&Appearance], errors: &Errors) -> Self {
        let (t, words) = (ctx.t, Words::of(ctx));
        let mut choices: Vec<Choice> = open.iter().map(|a| Choice::new(a.id.to_string(), t.msg_court_after_one(named(&words, a).as_str()))).collect();
        choices.push(Choice::new(SEPARATE, t.msg_court_after_separate()));
        let field = Field::radio("after", t.msg_court_field_after(), &form.after, choices).required(t).errors(errors);
        Self { after: (!open.is_empty()).then_some(field), ..self }
    }
}

/// A hearing in one line: what, where and when.
fn named(words: &Words<'_>, a: &Appearance) -> String {
    let what = words.t.msg_court_what(words.purpose(a.purpose).as_str(), words.court(&a.court).as_str());
    words.t.msg_court_hearing_on(what.as_str(), words.fmt.at(a.starts_at).as_str())
}

#[derive(Template)]
#[template(path = "sentences/court/ending.html")]
pub struct EndingView {
    pub frame: Frame,
    pub banner: BannerView,
    pub base: String,
    pub action: String,
    pub what: String,
    pub when: String,
    pub summary: Summary,
    pub errors: bool,
    pub version: String,
    /// Whether it lies ahead: it can be put off or called off, and has no result.
    pub ahead: bool,
    pub ending: Field,
    pub text: Field,
    pub to: Field,
    pub new_start: Field,
    pub why: Field,
    /// What stands against the new hearing.
    pub warnings: Vec<String>,
    pub seen: String,
    /// What is known of the draft that the form was filled from.
    pub draft: Option<String>,
}

impl EndingView {
    /// Of a hearing. `ahead`: the person's others, in which it may go on.
    pub fn new(
        ctx: &InmateCtx,
        a: &Appearance,
        form: &EndingForm,
        ahead: &[&Appearance],
        draft: Option<&Draft>,
        warnings: &[Warning],
        errors: &Errors,
    ) -> Self {
        let (t, words) = (ctx.t, Words::of(ctx));
        let base = format!("/inmates/{}/court", ctx.inmate.id);
        let mut endings: Vec<Choice> = Outcome::ALL.iter().map(|o| Choice::new(o.as_str(), words.outcome(*o))).collect();
        if a.starts_at > ctx.now {
            endings.clear();
        }
        endings.push(Choice::new("postponed", t.msg_court_ending_postponed()));
        endings.push(Choice::new("cancelled", t.msg_court_ending_cancelled()));
        let mut places: Vec<Choice> = ahead.iter().map(|o| Choice::new(o.id.to_string(), t.msg_court_to_planned(named(&words, o).as_str()))).collect();
        places.push(Choice::new(NEW, t.msg_court_to_new()));
        places.push(Choice::new(UNKNOWN, t.msg_court_to_unknown()));
        Self {
            frame: ctx.frame("inmates", t.msg_court_ending_heading()),
            banner: BannerView::of(ctx, "court"),
            action: format!("{base}/{}/result", a.id),
            base,
            what: t.msg_court_what(words.purpose(a.purpose).as_str(), words.court(&a.court).as_str()),
            when: span(&words, a.starts_at, a.ends_at),
            summary: Summary::of(t, errors),
            errors: !errors.is_empty(),
            version: if form.version.is_empty() { a.version.to_string() } else { form.version.clone() },
            ahead: a.starts_at > ctx.now,
            ending: Field::radio("ending", t.msg_court_field_ending(), &form.ending, endings).hint(t.msg_court_ending_hint()).required(t).errors(errors),
            text: Field::area("text", t.msg_court_field_text(), &form.text, 3).hint(t.msg_court_field_text_hint()).max(2000).errors(errors),
            new_start: Field::moment(t, "new_start", t.msg_court_field_new_start(), &form.new_start).hint(t.msg_court_field_new_start_hint()).errors(errors),
            draft: draft.map(|d| d.note(t, ctx.fmt())),
            to: Field::radio("to", t.msg_court_field_to(), if form.to.is_empty() && ahead.is_empty() { NEW } else { &form.to }, places).errors(errors),
            warnings: warnings.iter().map(|w| words.warning(w)).collect(),
            seen: crate::sentences::court::rules::seen(warnings),
            why: Field::text("why", t.msg_court_field_why(), &form.why).hint(t.msg_court_field_why_hint()).max(MOST_REASON).errors(errors),
        }
    }
}

#[derive(Template)]
#[template(path = "sentences/court/counsel.html")]
pub struct CounselView {
    pub frame: Frame,
    pub banner: BannerView,
    pub base: String,
    pub action: String,
    pub heading: String,
    pub summary: Summary,
    pub errors: bool,
    pub edits: Option<(String, String)>,
    pub name: Field,
    pub firm: Field,
    pub phone: Field,
    pub appointed: Field,
    pub case_number: Field,
    pub from_day: Field,
    pub to_day: Field,
}

impl CounselView {
    /// New counsel, or changed.
    pub fn new(ctx: &InmateCtx, form: &CounselForm, edits: Option<&Counsel>, errors: &Errors) -> Self {
        let (t, words) = (ctx.t, Words::of(ctx));
        let heading = if edits.is_some() { t.msg_court_counsel_change() } else { t.msg_court_counsel_new() };
        let kinds = Appointed::ALL.iter().map(|a| Choice::new(a.as_str(), words.appointed(*a))).collect();
        let base = format!("/inmates/{}/counsel", ctx.inmate.id);
        Self {
            frame: ctx.frame("inmates", heading.clone()),
            banner: BannerView::of(ctx, "court"),
            action: edits.map_or_else(|| base.clone(), |c| format!("{base}/{}/edit", c.id)),
            base: format!("/inmates/{}/court", ctx.inmate.id),
            heading,
            summary: Summary::of(t, errors),
            errors: !errors.is_empty(),
            edits: edits.map(|c| {
                let was = if form.was.is_empty() { crate::web::conflict::was(&CounselForm::of(c).pairs()) } else { form.was.clone() };
                (if form.version.is_empty() { c.version.to_string() } else { form.version.clone() }, was)
            }),
            name: Field::text("name", label(t, "name"), &form.name).required(t).max(120).errors(errors),
            firm: Field::text("firm", label(t, "firm"), &form.firm).max(120).errors(errors),
            phone: Field::text("phone", label(t, "phone"), &form.phone).inputmode("tel").max(40).errors(errors),
            appointed: Field::radio("appointed", label(t, "appointed"), &form.appointed, kinds).required(t).errors(errors),
            case_number: Field::text("case_number", t.msg_court_counsel_case(), &form.case_number).max(60).code().errors(errors),
            from_day: Field::day("from_day", label(t, "from_day"), &form.from_day).required(t).errors(errors),
            to_day: Field::day("to_day", label(t, "to_day"), &form.to_day).hint(t.msg_court_counsel_to_hint()).errors(errors),
        }
    }
}
