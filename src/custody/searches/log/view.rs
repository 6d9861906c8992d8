//! Pages of searches.

use askama::Template;

use super::form::{ItemForm, SearchForm, StepForm, ToiletForm};
use crate::custody::searches::due::DueRow;
use crate::custody::searches::fields::{Moment, Pick};
use crate::custody::searches::model::{Category, Ground, SearchKind, Step};
use crate::custody::searches::rules;
use crate::custody::searches::store::log::{Hand, Item, Line, Whole};
use crate::custody::searches::store::{Colleague, Room, Subject};
use crate::custody::searches::view::{Person, colleagues, fact, moment};
use crate::web::field::Summary;
use crate::web::lang::Text;
use crate::web::parts::Chip;
use crate::web::{Choice, Ctx, Errors, Field, Fmt, Frame};

/// A search in a list.
pub struct Row {
    /// Where it is told in full.
    pub href: String,
    /// When.
    pub at: String,
    /// For the `datetime` attribute.
    pub machine: String,
    /// What and how.
    pub kind: String,
    /// Why.
    pub ground: String,
    /// Of whom, when the reader may see.
    pub person: Option<Person>,
    /// Of somebody the reader may not see.
    pub hidden: bool,
    /// Where.
    pub place: String,
    /// Who searched.
    pub by: String,
    /// What came of it.
    pub result: (&'static str, &'static str, String),
}

fn result(t: Text, word: &str, items: i64) -> (&'static str, &'static str, String) {
    match (word, items) {
        ("found", 0) => ("warning", "ExclamationmarkTriangle", t.msg_control_found()),
        ("found", n) => ("warning", "Package", t.msg_control_found_items(n)),
        _ => ("neutral", "Checkmark", t.msg_control_nothing()),
    }
}

impl Row {
    /// Of a search.
    pub fn of(t: Text, fmt: Fmt, l: &Line) -> Self {
        let person = Person::of(l.inmate_id, l.number.as_deref(), l.family_name.as_deref(), l.given_name.as_deref());
        Self {
            href: format!("/searches/{}", l.id),
            at: fmt.near(l.at),
            machine: fmt.machine(l.at),
            kind: SearchKind::name_of(t, &l.kind),
            ground: Ground::name_of(t, &l.ground),
            hidden: person.is_none() && l.inmate_id.is_some(),
            person,
            place: l.place.clone(),
            by: l.by.clone(),
            result: result(t, &l.result, l.items),
        }
    }
}

/// A stay in the room with a special toilet that goes on.
pub struct Toilet {
    /// Where it is told in full.
    pub href: String,
    /// Of whom.
    pub person: Option<Person>,
    /// Since when.
    pub since: String,
    /// Until when the region must have decided, with its colour.
    pub due: (&'static str, String),
}

impl Toilet {
    /// Of a stay.
    pub fn of(ctx: &Ctx, w: &Whole) -> Self {
        let (t, fmt) = (ctx.t, ctx.fmt());
        let by = rules::region_decides_by(w.at);
        let due = match w.region_decided_at {
            Some(at) => ("success", t.msg_control_region_decided(fmt.near(at).as_str())),
            None if by < ctx.now => ("danger", t.msg_control_region_overdue(fmt.near(by).as_str())),
            None => ("warning", t.msg_control_region_due(fmt.near(by).as_str())),
        };
        Self {
            href: format!("/searches/{}", w.id),
            person: Person::of(w.inmate_id, w.number.as_deref(), w.family_name.as_deref(), w.given_name.as_deref()),
            since: fmt.near(w.at),
            due,
        }
    }
}

#[derive(Template)]
#[template(path = "custody/searches.html")]
pub struct LogView {
    pub frame: Frame,
    pub between: Vec<Chip>,
    pub filters: Vec<Field>,
    pub rows: Vec<Row>,
    pub toilets: Vec<Toilet>,
    /// The first of what is due.
    pub due: Vec<DueRow>,
    /// Where the rest of it is, and how many there are.
    pub due_all: Option<(String, String)>,
    pub filtered: bool,
    pub newest: Option<String>,
    pub older: Option<String>,
    pub writes: bool,
}

/// A seized thing in a list.
pub struct Thing {
    /// Its chain.
    pub href: String,
    /// What kind.
    pub category: String,
    /// In words.
    pub description: String,
    /// Where it was found.
    pub found_where: String,
    /// Its seal.
    pub seal: String,
    /// Where it is now, with its colour.
    pub now: (&'static str, String),
    /// Since when.
    pub since: String,
}

impl Thing {
    /// Of an item.
    pub fn of(t: Text, fmt: Fmt, i: &Item) -> Self {
        let step = i.step.as_deref().and_then(Step::from_word);
        let word = step.map(|s| s.label(t)).unwrap_or_default();
        let now = if i.place.is_empty() { word } else { t.msg_chain_at(word.as_str(), i.place.as_str()) };
        Self {
            href: format!("/searches/{}/items/{}", i.search_id, i.id),
            category: Category::name_of(t, &i.category),
            description: i.description.clone(),
            found_where: i.found_where.clone(),
            seal: i.seal.clone(),
            now: (if rules::still_kept(step) { "warning" } else { "neutral" }, now),
            since: moment(fmt, i.since),
        }
    }
}

#[derive(Template)]
#[template(path = "custody/seized.html")]
pub struct SeizedView {
    pub frame: Frame,
    pub between: Vec<Chip>,
    pub prisons: Option<Field>,
    pub things: Vec<Thing>,
}

#[derive(Template)]
#[template(path = "custody/search.html")]
pub struct SearchView {
    pub frame: Frame,
    pub href: String,
    pub kind: String,
    pub at: String,
    pub person: Option<Person>,
    pub hidden: bool,
    pub result: (&'static str, &'static str, String),
    pub facts: Vec<(String, String)>,
    pub things: Vec<Thing>,
    pub adds: bool,
    /// Where an incident is opened from it.
    pub incident: Option<String>,
    pub toilet: Option<Toilet>,
    /// Where the stay is continued or ended.
    pub toilet_form: Option<String>,
}

impl SearchView {
    pub fn new(ctx: &Ctx, w: &Whole, items: &[Item], writes: bool, reports: bool) -> Self {
        let (t, fmt) = (ctx.t, ctx.fmt());
        let person = Person::of(w.inmate_id, w.number.as_deref(), w.family_name.as_deref(), w.given_name.as_deref());
        let href = format!("/searches/{}", w.id);
        let mut facts = Vec::new();
        let ground = Ground::from_word(&w.ground).map(|g| g.label(t)).unwrap_or_default();
        fact(&mut facts, t.msg_control_ground(), ground);
        fact(&mut facts, t.msg_control_ground_text(), w.ground_text.as_str());
        fact(&mut facts, t.msg_control_place(), w.place.as_str());
        fact(&mut facts, t.msg_control_by(), w.by.as_str());
        fact(&mut facts, t.msg_control_sex(), w.searcher_sex.as_deref().map(|s| sex(t, s)).unwrap_or_default());
        fact(&mut facts, t.msg_control_witness(), w.witness.clone().unwrap_or_default());
        if w.followed_alert {
            fact(&mut facts, t.msg_control_alert(), t.msg_control_alert_followed());
        }
        fact(&mut facts, t.msg_control_sex_reason(), w.sex_reason.clone().unwrap_or_default());
        fact(&mut facts, t.msg_control_result_text(), w.result_text.as_str());
        fact(&mut facts, t.msg_control_doctor(), w.doctor_stated_at.map(|at| fmt.at(at)).unwrap_or_default());
        fact(&mut facts, t.msg_control_region(), w.region_decided_at.map(|at| fmt.at(at)).unwrap_or_default());
        fact(&mut facts, t.msg_control_ended(), w.ended_at.map(|at| fmt.at(at)).unwrap_or_default());
        fact(&mut facts, t.msg_control_recorded(), t.msg_control_recorded_by(w.recorder.as_str(), fmt.at(w.recorded_at).as_str()));
        fact(&mut facts, t.msg_control_late(), w.late_reason.clone().unwrap_or_default());
        let stays = w.kind == "toilet_room" && w.ended_at.is_none();
        Self {
            frame: ctx.frame("searches", t.msg_control_one(SearchKind::name_of(t, &w.kind).as_str())),
            kind: SearchKind::name_of(t, &w.kind),
            at: fmt.at(w.at),
            hidden: person.is_none() && w.inmate_id.is_some(),
            person,
            result: result(t, &w.result, items.len() as i64),
            facts,
            things: items.iter().map(|i| Thing::of(t, fmt, i)).collect(),
            adds: writes && w.result == "found",
            incident: (reports && w.result == "found").then(|| format!("/incidents/new?search={}", w.id)),
            toilet: stays.then(|| Toilet::of(ctx, w)),
            toilet_form: (writes && stays).then(|| format!("{href}/toilet-room")),
            href,
        }
    }
}

/// A sex, in words.
pub fn sex(t: Text, word: &str) -> String {
    if word == "F" { t.msg_control_sex_f() } else { t.msg_control_sex_m() }
}

/// What the form offers.
pub struct Offer {
    /// Lines of people.
    pub people: Vec<String>,
    /// Staff.
    pub staff: Vec<Colleague>,
    /// Cells.
    pub rooms: Vec<Room>,
    /// Whom it is about, when that is known.
    pub subject: Option<Subject>,
}

#[derive(Template)]
#[template(path = "custody/search_form.html")]
pub struct SearchFormView {
    pub frame: Frame,
    pub errors: bool,
    pub summary: Summary,
    pub prison: String,
    pub people: Vec<String>,
    /// What the alert says, and of which sex the person is.
    pub alert: Option<String>,
    pub who: Pick,
    pub kind: Field,
    pub cell: Field,
    pub place: Field,
    pub ground: Field,
    pub ground_text: Field,
    pub at: Moment,
    pub late: Field,
    pub by: Field,
    pub witness: Field,
    pub sex: Field,
    pub followed: Field,
    pub sex_reason: Field,
    pub doctor: Moment,
    pub result: Field,
    pub result_text: Field,
    pub item: ItemFields,
}

/// The fields of a seized thing.
pub struct ItemFields {
    pub category: Field,
    pub description: Field,
    pub found_where: Field,
    pub seal: Field,
    pub stored: Field,
}

impl ItemFields {
    pub fn new(t: Text, form: &ItemForm, errors: &Errors) -> Self {
        Self {
            category: Field::select("category", t.msg_seized_category(), &form.category, Category::choices(t)).or_none(t.msg_control_choose()).errors(errors),
            description: Field::text("description", t.msg_seized_description(), &form.description)
                .hint(t.msg_seized_description_hint())
                .max(500)
                .errors(errors),
            found_where: Field::text("found_where", t.msg_seized_where(), &form.found_where).max(200).errors(errors),
            seal: Field::text("seal", t.msg_seized_seal(), &form.seal).max(40).code().errors(errors),
            stored: Field::text("stored", t.msg_seized_stored(), &form.stored).max(200).errors(errors),
        }
    }
}

impl SearchFormView {
    pub fn new(ctx: &Ctx, prison: &str, offer: Offer, form: &SearchForm, errors: &Errors) -> Self {
        let t = ctx.t;
        let rooms = offer.rooms.iter().map(|r| Choice::new(r.id.to_string(), r.code.clone())).collect();
        let staff = colleagues(t, &offer.staff);
        let sexes = vec![Choice::new("F", t.msg_control_sex_f()), Choice::new("M", t.msg_control_sex_m())];
        let results = vec![Choice::new("nothing", t.msg_control_nothing()), Choice::new("found", t.msg_control_found())];
        Self {
            frame: ctx.frame("searches", t.msg_control_new()),
            errors: !errors.is_empty(),
            summary: Summary::of(t, errors),
            prison: prison.to_owned(),
            alert: offer.subject.as_ref().and_then(|s| s.alert.clone()),
            people: offer.people,
            who: Pick::new("who", t.msg_control_who(), &form.who, t.msg_control_who_hint(), errors),
            kind: Field::select("kind", t.msg_control_kind(), &form.kind, SearchKind::choices(t)).or_none(t.msg_control_choose()).required(t).errors(errors),
            cell: Field::select("cell", t.msg_control_cell(), &form.cell, rooms).or_none(t.msg_control_no_cell()).errors(errors),
            place: Field::text("place", t.msg_control_other_place(), &form.place).max(120).errors(errors),
            ground: Field::select("ground", t.msg_control_ground(), &form.ground, Ground::choices(t))
                .or_none(t.msg_control_choose())
                .hint(t.msg_control_ground_hint())
                .required(t)
                .errors(errors),
            ground_text: Field::area("ground_text", t.msg_control_ground_text(), &form.ground_text, 2)
                .hint(t.msg_control_ground_text_hint())
                .max(1000)
                .errors(errors),
            at: Moment::new(t, "at", t.msg_control_at(), &form.at, errors).hint(t.msg_control_when_hint()).required(t),
            late: Field::text("late", t.msg_control_late(), &form.late).hint(t.msg_control_late_hint()).max(400).errors(errors),
            by: Field::select("by", t.msg_control_by(), &form.by, staff.clone()).or_none(t.msg_control_choose()).required(t).errors(errors),
            witness: Field::select("witness", t.msg_control_witness(), &form.witness, staff).or_none(t.msg_control_nobody_else()).errors(errors),
            sex: Field::radio("sex", t.msg_control_sex(), &form.sex, sexes).errors(errors),
            followed: Field::checkbox("followed", t.msg_control_followed(), &form.followed).errors(errors),
            sex_reason: Field::area("sex_reason", t.msg_control_sex_reason(), &form.sex_reason, 2)
                .hint(t.msg_control_sex_reason_hint())
                .max(600)
                .errors(errors),
            doctor: Moment::new(t, "doctor", t.msg_control_doctor(), &form.doctor, errors),
            result: Field::radio("result", t.msg_control_result(), &form.result, results).required(t).errors(errors),
            result_text: Field::area("result_text", t.msg_control_result_text(), &form.result_text, 2).max(2000).errors(errors),
            item: ItemFields::new(t, &form.item, errors),
        }
    }
}

#[derive(Template)]
#[template(path = "custody/item_form.html")]
pub struct ItemFormView {
    pub frame: Frame,
    pub errors: bool,
    pub summary: Summary,
    pub search: String,
    pub item: ItemFields,
}

impl ItemFormView {
    pub fn new(ctx: &Ctx, search: &str, form: &ItemForm, errors: &Errors) -> Self {
        let t = ctx.t;
        Self {
            frame: ctx.frame("searches", t.msg_seized_new()),
            errors: !errors.is_empty(),
            summary: Summary::of(t, errors),
            search: search.to_owned(),
            item: ItemFields::new(t, form, errors),
        }
    }
}

/// A hand of a chain, ready to be shown.
pub struct HandLine {
    /// Which.
    pub step: String,
    /// When.
    pub at: String,
    /// For the `datetime` attribute.
    pub machine: String,
    /// Where, or to whom.
    pub place: String,
    /// The receipt.
    pub receipt: String,
    /// Who recorded it, and when if later.
    pub by: String,
}

#[derive(Template)]
#[template(path = "custody/chain.html")]
pub struct ChainView {
    pub frame: Frame,
    pub errors: bool,
    pub summary: Summary,
    pub search: String,
    pub href: String,
    pub thing: Thing,
    pub hands: Vec<HandLine>,
    /// The form, while the chain goes on.
    pub form: Option<(Field, Field, Field, Moment)>,
}

impl ChainView {
    pub fn new(ctx: &Ctx, item: &Item, chain: &[Hand], writes: bool, form: &StepForm, errors: &Errors) -> Self {
        let (t, fmt) = (ctx.t, ctx.fmt());
        let next = rules::next_steps(item.step.as_deref().and_then(Step::from_word));
        let choices = next.iter().map(|s| Choice::new(s.as_str(), s.label(t))).collect();
        let thing = Thing::of(t, fmt, item);
        Self {
            frame: ctx.frame("searches", t.msg_seized_one(item.seal.as_str())),
            errors: !errors.is_empty(),
            summary: Summary::of(t, errors),
            search: format!("/searches/{}", item.search_id),
            href: thing.href.clone(),
            thing,
            hands: chain
                .iter()
                .map(|h| HandLine {
                    step: Step::name_of(t, &h.step),
                    at: fmt.at(h.at),
                    machine: fmt.machine(h.at),
                    place: h.place.clone(),
                    receipt: h.receipt.clone(),
                    by: t.msg_control_recorded_by(h.by.as_str(), fmt.at(h.recorded_at).as_str()),
                })
                .collect(),
            form: (writes && !next.is_empty()).then(|| {
                (
                    Field::radio("step", t.msg_chain_next(), &form.step, choices).required(t).errors(errors),
                    Field::text("place", t.msg_chain_place(), &form.place).hint(t.msg_chain_place_hint()).max(200).errors(errors),
                    Field::text("receipt", t.msg_chain_receipt(), &form.receipt).hint(t.msg_chain_receipt_hint()).max(120).errors(errors),
                    Moment::new(t, "at", t.msg_control_at(), &form.at, errors).required(t),
                )
            }),
        }
    }
}

#[derive(Template)]
#[template(path = "custody/toilet_room.html")]
pub struct ToiletView {
    pub frame: Frame,
    pub errors: bool,
    pub summary: Summary,
    pub search: String,
    pub stay: Toilet,
    pub doctor: Option<Moment>,
    pub region: Option<Moment>,
    pub ended: Moment,
}

impl ToiletView {
    pub fn new(ctx: &Ctx, w: &Whole, form: &ToiletForm, errors: &Errors) -> Self {
        let t = ctx.t;
        Self {
            frame: ctx.frame("searches", SearchKind::ToiletRoom.label(t)),
            errors: !errors.is_empty(),
            summary: Summary::of(t, errors),
            search: format!("/searches/{}", w.id),
            stay: Toilet::of(ctx, w),
            doctor: w.doctor_stated_at.is_none().then(|| Moment::new(t, "doctor", t.msg_control_doctor(), &form.doctor, errors)),
            region: w.region_decided_at.is_none().then(|| Moment::new(t, "region", t.msg_control_region(), &form.region, errors)),
            ended: Moment::new(t, "ended", t.msg_control_ended(), &form.ended, errors),
        }
    }
}
