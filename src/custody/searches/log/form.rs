//! Searches, seized things and steps of a chain, as typed.

use chrono::{DateTime, Utc};
use serde::Deserialize;
use uuid::Uuid;

use crate::custody::searches::model::{Category, Ground, SearchKind, Step};
use crate::custody::searches::moment;
use crate::custody::searches::rules::{self, BodySearch, Stop};
use crate::custody::searches::store::{Room, Subject};
use crate::platform::id::InmateId;
use crate::web::Errors;
use crate::web::form::clean;
use crate::web::lang::Text;

/// A search.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct SearchForm {
    /// The prison.
    pub prison: String,
    /// Whom: number, or number and name.
    pub who: String,
    /// What and how.
    pub kind: String,
    /// The cell.
    pub cell: String,
    /// Or another place.
    pub place: String,
    /// Why.
    pub ground: String,
    /// Why, in words.
    pub ground_text: String,
    /// When.
    pub at: String,
    /// Why so late.
    pub late: String,
    /// Who searched.
    pub by: String,
    /// Of which sex.
    pub sex: String,
    /// Who was there.
    pub witness: String,
    /// `yes`: the alert was followed.
    pub followed: String,
    /// Why another sex.
    pub sex_reason: String,
    /// When the doctor made a statement.
    pub doctor: String,
    /// `nothing` or `found`.
    pub result: String,
    /// In words.
    pub result_text: String,
    /// What was taken.
    #[serde(flatten)]
    pub item: ItemForm,
}

/// A thing that was taken.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct ItemForm {
    /// What kind.
    pub category: String,
    /// In words.
    pub description: String,
    /// Where it was found.
    pub found_where: String,
    /// Its seal.
    pub seal: String,
    /// Where it was put.
    pub stored: String,
}

/// A thing to be recorded.
#[derive(Debug)]
pub struct ItemCommand {
    /// What kind.
    pub category: Category,
    /// In words.
    pub description: String,
    /// Where it was found.
    pub found_where: String,
    /// Its seal.
    pub seal: String,
    /// Where it was put.
    pub stored: String,
}

/// A search to be recorded.
#[derive(Debug)]
pub struct SearchCommand {
    /// Whom.
    pub inmate: Option<InmateId>,
    /// The unit.
    pub unit: Option<Uuid>,
    /// The cell.
    pub cell: Option<Uuid>,
    /// Another place.
    pub place: String,
    /// What and how.
    pub kind: SearchKind,
    /// Why.
    pub ground: Ground,
    /// In words.
    pub ground_text: String,
    /// When.
    pub at: DateTime<Utc>,
    /// Why so late.
    pub late_reason: Option<String>,
    /// Who searched.
    pub searched_by: Uuid,
    /// Of which sex.
    pub searcher_sex: Option<String>,
    /// Who was there.
    pub witness: Option<Uuid>,
    /// The alert was followed.
    pub followed_alert: bool,
    /// Why another sex.
    pub sex_reason: Option<String>,
    /// Whether something was found.
    pub found: bool,
    /// In words.
    pub result_text: String,
    /// When a doctor made a statement.
    pub doctor_stated_at: Option<DateTime<Utc>>,
    /// What was taken.
    pub item: Option<ItemCommand>,
}

/// What the page knows when it reads a form.
pub struct Known<'a> {
    /// The person with the number that was typed.
    pub subject: Option<&'a Subject>,
    /// Cells of the prison.
    pub rooms: &'a [Room],
    /// Staff of the prison.
    pub staff: &'a [Uuid],
    /// The instant.
    pub now: DateTime<Utc>,
}

/// Whom and where, as typed.
pub struct Target<'a> {
    /// Whom.
    pub who: &'a str,
    /// Whether there is such a person here.
    pub known: bool,
    /// The cell.
    pub cell: &'a str,
    /// Another place.
    pub place: &'a str,
    /// Cells of the prison.
    pub rooms: &'a [Room],
}

impl Target<'_> {
    /// Adds what is wrong: each kind is of a person, of a place, or of either.
    pub fn check(&self, t: Text, kind: Option<SearchKind>, errors: &mut Errors) {
        let named = !self.who.trim().is_empty();
        if named && !self.known {
            errors.add("who", t.msg_control_nobody());
        }
        if !named && kind.is_some_and(rules::needs_person) {
            errors.add("who", t.msg_control_whom());
        }
        if !self.cell.is_empty() && !self.rooms.iter().any(|r| r.id.to_string() == self.cell) {
            errors.add("cell", t.msg_control_no_such_cell());
        }
        if self.cell.is_empty() && self.place.trim().is_empty() && (kind.is_some_and(rules::needs_place) || (kind == Some(SearchKind::Dog) && !named)) {
            errors.add("cell", t.msg_control_where());
        }
        if self.place.chars().count() > 120 {
            errors.add("place", t.msg_control_bad_text(0, 120));
        }
    }
}

/// A text of a length.
pub fn text_of(t: Text, field: &'static str, text: &str, least: usize, most: usize, errors: &mut Errors) -> String {
    let text = clean(text);
    let n = text.chars().count();
    if n < least || n > most {
        errors.add(field, t.msg_control_bad_text(least as i64, most as i64));
    }
    text
}

impl SearchForm {
    /// The search, or what is wrong with each field.
    ///
    /// # Errors
    /// The messages.
    pub fn parse(&self, t: Text, known: &Known<'_>) -> Result<SearchCommand, Errors> {
        let mut errors = Errors::new();
        let kind = SearchKind::from_word(&self.kind);
        let ground = Ground::from_word(&self.ground);
        if kind.is_none() {
            errors.add("kind", t.msg_control_choose_kind());
        }
        Target { who: &self.who, known: known.subject.is_some(), cell: &self.cell, place: &self.place, rooms: known.rooms }.check(t, kind, &mut errors);
        if ground.is_none() {
            errors.add("ground", t.msg_control_choose_ground());
        }
        let least = if matches!(ground, Some(Ground::Suspicion | Ground::Concealment)) { 10 } else { 0 };
        let ground_text = text_of(t, "ground_text", &self.ground_text, least, 1000, &mut errors);
        let at = moment::past(t, "at", &self.at, known.now, &mut errors);
        let late_reason = moment::late_reason(t, "late", &self.late, at, known.now, &mut errors);
        let searched_by = self.by.parse().ok().filter(|by| known.staff.contains(by));
        if searched_by.is_none() {
            errors.add("by", t.msg_control_choose_searcher());
        }
        let witness = self.witness.parse::<Uuid>().ok().filter(|w| known.staff.contains(w));
        if witness.is_some() && witness == searched_by {
            errors.add("witness", t.msg_control_witness_is_another());
        }
        let sex_reason = Some(clean(&self.sex_reason)).filter(|r| !r.is_empty());
        if sex_reason.as_ref().is_some_and(|r| !(20..=600).contains(&r.chars().count())) {
            errors.add("sex_reason", t.msg_control_sex_reason_short());
        }
        if kind == Some(SearchKind::Body) {
            self.body(t, known, witness.is_some(), sex_reason.is_some(), &mut errors);
        }
        if self.result != "nothing" && self.result != "found" {
            errors.add("result", t.msg_control_choose_result());
        }
        let found = self.result == "found";
        let result_text = text_of(t, "result_text", &self.result_text, 0, 2000, &mut errors);
        let doctor_stated_at = moment::optional(t, "doctor", &self.doctor, known.now, &mut errors).filter(|_| kind == Some(SearchKind::ToiletRoom));
        let item = if found && self.item.begun() { self.item.read(t, &mut errors) } else { None };
        if found && !self.item.begun() && result_text.is_empty() {
            errors.add("result_text", t.msg_control_found_what());
        }
        let room = known.rooms.iter().find(|r| r.id.to_string() == self.cell);
        let command = match (kind, ground, at, searched_by) {
            (Some(kind), Some(ground), Some(at), Some(searched_by)) => Some(SearchCommand {
                inmate: known.subject.map(|s| InmateId(s.id)),
                unit: room.map(|r| r.unit_id).or(known.subject.and_then(|s| s.unit_id)),
                cell: room.map(|r| r.id),
                place: clean(&self.place),
                kind,
                ground,
                ground_text,
                at,
                late_reason,
                searched_by,
                searcher_sex: Some(self.sex.clone()).filter(|s| s == "M" || s == "F"),
                witness,
                followed_alert: self.followed == "yes",
                sex_reason: sex_reason.filter(|_| kind == SearchKind::Body),
                found,
                result_text,
                doctor_stated_at,
                item,
            }),
            _ => None,
        };
        errors.into_result(command)
    }

    fn body(&self, t: Text, known: &Known<'_>, witness: bool, reason: bool, errors: &mut Errors) {
        let search = BodySearch {
            inmate: known.subject.and_then(|s| s.sex.as_deref()),
            searcher: Some(self.sex.as_str()).filter(|s| *s == "M" || *s == "F"),
            witness,
            alert: known.subject.is_some_and(|s| s.alert.is_some()),
            followed: self.followed == "yes",
            reason,
        };
        match rules::body_search(search) {
            Ok(()) => {}
            Err(Stop::SexUnknown) => errors.add("sex", t.msg_control_choose_sex()),
            Err(Stop::NoWitness) => errors.add("witness", t.msg_control_needs_witness()),
            Err(Stop::OtherSex) => errors.add("sex_reason", t.msg_control_stop_other_sex()),
            Err(Stop::Alert) => errors.add("followed", t.msg_control_stop_alert()),
        }
    }
}

impl ItemForm {
    /// Whether anything of it was filled in.
    pub fn begun(&self) -> bool {
        [&self.category, &self.description, &self.found_where, &self.seal, &self.stored].iter().any(|f| !f.trim().is_empty())
    }

    fn read(&self, t: Text, errors: &mut Errors) -> Option<ItemCommand> {
        let category = Category::from_word(&self.category);
        if category.is_none() {
            errors.add("category", t.msg_seized_choose_category());
        }
        let description = text_of(t, "description", &self.description, 2, 500, errors);
        let found_where = text_of(t, "found_where", &self.found_where, 2, 200, errors);
        let seal = text_of(t, "seal", &self.seal, 2, 40, errors);
        let stored = text_of(t, "stored", &self.stored, 2, 200, errors);
        category.map(|category| ItemCommand { category, description, found_where, seal, stored })
    }

    /// The thing, or what is wrong with each field.
    ///
    /// # Errors
    /// The messages.
    pub fn parse(&self, t: Text) -> Result<ItemCommand, Errors> {
        let mut errors = Errors::new();
        let item = self.read(t, &mut errors);
        errors.into_result(item)
    }
}

/// The next hand.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct StepForm {
    /// A word of [`Step`].
    pub step: String,
    /// Where, or to whom.
    pub place: String,
    /// The receipt.
    pub receipt: String,
    /// When.
    pub at: String,
}

/// A hand to be recorded.
#[derive(Debug)]
pub struct StepCommand {
    /// Which.
    pub step: Step,
    /// Where, or to whom.
    pub place: String,
    /// The receipt.
    pub receipt: String,
    /// When.
    pub at: DateTime<Utc>,
}

impl StepForm {
    /// The step, or what is wrong with each field.
    ///
    /// # Errors
    /// The messages.
    pub fn parse(&self, t: Text, last: Option<Step>, last_at: Option<DateTime<Utc>>, now: DateTime<Utc>) -> Result<StepCommand, Errors> {
        let mut errors = Errors::new();
        let step = Step::from_word(&self.step).filter(|s| rules::next_steps(last).contains(s));
        if step.is_none() {
            errors.add("step", t.msg_chain_choose());
        }
        let place = text_of(t, "place", &self.place, if step == Some(Step::Destroyed) { 0 } else { 2 }, 200, &mut errors);
        let receipt = clean(&self.receipt);
        let least = if matches!(step, Some(Step::Police | Step::Returned | Step::Laboratory)) { 2 } else { 0 };
        if receipt.chars().count() < least || receipt.chars().count() > 120 {
            errors.add("receipt", t.msg_chain_needs_receipt());
        }
        let at = moment::past(t, "at", &self.at, now, &mut errors);
        // The control shows minutes; the step before may be of the same one.
        let at = at.map(|at| last_at.filter(|l| at < *l && *l - at < chrono::TimeDelta::minutes(1)).unwrap_or(at));
        if at.zip(last_at).is_some_and(|(at, last)| at < last) {
            errors.add("at", t.msg_chain_too_early());
        }
        errors.into_result(step.zip(at).map(|(step, at)| StepCommand { step, place, receipt, at }))
    }
}

/// A stay in the room with a special toilet.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct ToiletForm {
    /// When the doctor made a statement.
    pub doctor: String,
    /// When the region decided.
    pub region: String,
    /// When it ended.
    pub ended: String,
}

/// What is noted of it.
#[derive(Debug)]
pub struct ToiletCommand {
    /// When the doctor made a statement.
    pub doctor_stated_at: Option<DateTime<Utc>>,
    /// When the region decided.
    pub region_decided_at: Option<DateTime<Utc>>,
    /// When it ended.
    pub ended_at: Option<DateTime<Utc>>,
}

impl ToiletForm {
    /// What is noted, or what is wrong with each field.
    ///
    /// # Errors
    /// The messages.
    pub fn parse(&self, t: Text, began: DateTime<Utc>, now: DateTime<Utc>) -> Result<ToiletCommand, Errors> {
        let mut errors = Errors::new();
        let command = ToiletCommand {
            doctor_stated_at: moment::optional(t, "doctor", &self.doctor, now, &mut errors),
            region_decided_at: moment::optional(t, "region", &self.region, now, &mut errors),
            ended_at: moment::optional(t, "ended", &self.ended, now, &mut errors),
        };
        if command.ended_at.is_some_and(|at| at < began) {
            errors.add("ended", t.msg_control_toilet_order());
        }
        if errors.is_empty() && command.doctor_stated_at.is_none() && command.region_decided_at.is_none() && command.ended_at.is_none() {
            errors.add("ended", t.msg_control_when_missing());
        }
        errors.into_result(Some(command))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::Lang;

    fn now() -> DateTime<Utc> {
        DateTime::parse_from_rfc3339("2026-11-23T09:00:00Z").map(|d| d.with_timezone(&Utc)).unwrap_or_default()
    }

    fn subject(alert: bool) -> Subject {
        Subject { id: Uuid::from_u128(1), sex: Some("F".into()), unit_id: None, alert: alert.then(|| "Visiteres bare av kvinnelig betjent.".into()) }
    }

    fn body() -> SearchForm {
        SearchForm {
            who: "2026-00001".into(),
            kind: "body".into(),
            ground: "arrival".into(),
            at: "2026-11-23T10:00".into(),
            by: Uuid::from_u128(7).to_string(),
            witness: Uuid::from_u128(8).to_string(),
            sex: "F".into(),
            result: "nothing".into(),
            ..SearchForm::default()
        }
    }

    #[test]
    fn a_body_search_is_stopped_beside_the_field() {
        let (t, staff) = (Lang::Nb.text(), [Uuid::from_u128(7), Uuid::from_u128(8)]);
        let (plain, alert) = (subject(false), subject(true));
        let read = |form: &SearchForm, subject| form.parse(t, &Known { subject: Some(subject), rooms: &[], staff: &staff, now: now() });
        assert!(read(&body(), &plain).is_ok());
        let wrong = |form: SearchForm, subject, field: &str| assert!(read(&form, subject).err().unwrap_or_default().of(field).is_some(), "{field}");
        wrong(SearchForm { sex: "M".into(), ..body() }, &plain, "sex_reason");
        wrong(SearchForm { sex: "M".into(), sex_reason: "Hastet.".into(), ..body() }, &plain, "sex_reason");
        wrong(SearchForm { sex: String::new(), ..body() }, &plain, "sex");
        wrong(SearchForm { witness: String::new(), ..body() }, &plain, "witness");
        wrong(SearchForm { witness: body().by, ..body() }, &plain, "witness");
        wrong(body(), &alert, "followed");
        assert!(read(&SearchForm { followed: "yes".into(), ..body() }, &alert).is_ok());
    }

    #[test]
    fn every_field_says_what_is_wrong() {
        let t = Lang::Nb.text();
        let known = Known { subject: None, rooms: &[], staff: &[], now: now() };
        let errors = SearchForm::default().parse(t, &known).err().unwrap_or_default();
        for field in ["kind", "ground", "at", "by", "result"] {
            assert!(errors.of(field).is_some(), "{field}");
        }
        let errors = SearchForm { kind: "cell".into(), result: "found".into(), ..SearchForm::default() }.parse(t, &known).err().unwrap_or_default();
        assert!(errors.of("cell").is_some() && errors.of("result_text").is_some());
        let errors = ItemForm::default().parse(t).err().unwrap_or_default();
        for field in ["category", "description", "found_where", "seal", "stored"] {
            assert!(errors.of(field).is_some(), "{field}");
        }
    }

    #[test]
    fn a_step_follows_the_last_one() {
        let t = Lang::Nb.text();
        let form = StepForm { step: "police".into(), place: "Sør-Øst politidistrikt".into(), receipt: "A 12".into(), at: "2026-11-23T09:50".into() };
        let earlier = Some(now() - chrono::TimeDelta::hours(2));
        assert!(form.parse(t, Some(Step::Stored), earlier, now()).is_ok());
        assert!(form.parse(t, Some(Step::Police), earlier, now()).err().unwrap_or_default().of("step").is_some());
        assert!(form.parse(t, Some(Step::Stored), Some(now()), now()).err().unwrap_or_default().of("at").is_some());
        let bare = StepForm { receipt: String::new(), place: String::new(), ..form };
        let errors = bare.parse(t, Some(Step::Stored), earlier, now()).err().unwrap_or_default();
        assert!(errors.of("receipt").is_some() && errors.of("place").is_some());
    }
}
