//! The last day of a place. With people in it: everybody in it is shown, and all end with one reason or go to another place, in one transaction.

use askama::Template;
use axum::response::Response;
use chrono::{DateTime, Days, NaiveDate, Utc};
use serde::Deserialize;
use serde_json::json;
use uuid::Uuid;

use super::people::{self, Row};
use super::store::{self, Listed, Moved, Person, Place};
use super::words::{self, Kind};
use super::{decides, run};
use crate::access::{Act, Action, Class, Entry};
use crate::inmates::store::full_name;
use crate::law::calendar;
use crate::platform::id::{InmateId, PrisonId};
use crate::web::field::{Choice, Summary};
use crate::web::form::{clean, day};
use crate::web::lang::Text;
use crate::web::{Ctx, Error, Errors, Field, Form, Frame, Routes, needs};

pub(super) fn routes() -> Routes {
    let write = needs(Class::ActivityPlaces, Act::Write);
    Routes::new().get("/activities/{place}/close", write, show).post("/activities/{place}/close", write, close)
}

/// How it closes, as typed. `people`: `end`, or the id of the place they go to.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
struct CloseForm {
    last: String,
    reason: String,
    people: String,
    version: String,
}

/// What becomes of those who are there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum People {
    /// There is nobody, as far as the one who closes knows.
    Nobody,
    /// All end with the reason of the place.
    End,
    /// All go there.
    To(Uuid),
}

impl CloseForm {
    fn parse(&self, t: Text, place: &Place, others: &[Listed]) -> Result<(NaiveDate, String, People), Errors> {
        let mut errors = Errors::new();
        let last = day(&self.last);
        match last {
            None => errors.add("last", t.msg_place_bad_day()),
            Some(d) if d < place.opened_on => errors.add("last", t.msg_place_close_before()),
            Some(_) => {}
        }
        let reason = clean(&self.reason);
        if !(3..=400).contains(&reason.chars().count()) {
            errors.add("reason", t.msg_place_missing_reason());
        }
        let people = match self.people.as_str() {
            "" => Some(People::Nobody),
            "end" => Some(People::End),
            id => id.parse().ok().filter(|id| others.iter().any(|o| o.id == *id)).map(People::To),
        };
        if people.is_none() {
            errors.add("people", t.msg_place_missing_choice());
        }
        errors.into_result(last.zip(people).map(|(last, people)| (last, reason, people)))
    }
}

#[derive(Template)]
#[template(path = "activities/close.html")]
struct CloseView {
    frame: Frame,
    errors: bool,
    summary: Summary,
    base: String,
    name: String,
    version: i32,
    /// What somebody else did meanwhile, or what stands against it.
    stale: Option<String>,
    against: Vec<(String, String)>,
    people: Vec<Row>,
    fields: Vec<Field>,
}

/// What the page needs.
struct Known {
    people: Vec<Person>,
    others: Vec<Listed>,
}

async fn known(ctx: &mut Ctx, place: &Place) -> Result<Known, Error> {
    let people = store::people(ctx.conn(), place.id).await?;
    let all = store::of_prison(ctx.conn(), PrisonId(place.prison_id)).await?;
    let others = all.into_iter().filter(|o| o.id != place.id && o.kind != Kind::Facility).collect();
    let shown = people.iter().map(|p| InmateId(p.inmate)).collect();
    ctx.record(Entry::new(Action::List, Class::Activities).showing(shown).at(PrisonId(place.prison_id)).with(json!({ "place": place.id })));
    Ok(Known { people, others })
}

/// What is said on the page besides the form.
#[derive(Default)]
struct Said {
    stale: Option<String>,
    against: Vec<(String, String)>,
    errors: Errors,
}

fn view(ctx: &Ctx, place: &Place, known: &Known, raw: &CloseForm, said: Said) -> CloseView {
    let t = ctx.t;
    let mut fields = vec![
        Field::day("last", t.msg_place_last_day(), &raw.last).hint(t.msg_place_last_day_hint()).required(t).errors(&said.errors),
        Field::area("reason", t.msg_place_close_reason(), &raw.reason, 2).hint(t.msg_place_close_reason_hint()).max(400).required(t).errors(&said.errors),
    ];
    // Also when those who are there are people whom the reader may not see.
    if !known.people.is_empty() || place.here.is_some_and(|n| n > 0) {
        let free = |o: &Listed| i64::from(o.places) - o.here;
        let line = |o: &Listed| Choice::new(o.id.to_string(), t.msg_place_close_to(o.name.as_str(), free(o).max(0)));
        let choices = std::iter::once(Choice::new("end", t.msg_place_close_end_all())).chain(known.others.iter().map(line)).collect();
        fields.push(Field::select("people", t.msg_place_close_people(), &raw.people, choices).or_none(t.msg_plan_choose()).required(t).errors(&said.errors));
    }
    CloseView {
        frame: ctx.frame("activities", t.msg_place_close()),
        errors: !said.errors.is_empty(),
        summary: Summary::of(t, &said.errors),
        base: format!("/activities/{}", place.id),
        name: place.name.clone(),
        version: place.version,
        stale: said.stale,
        against: said.against,
        people: known.people.iter().map(|p| people::person(ctx, p, false)).collect(),
        fields,
    }
}

async fn show(mut ctx: Ctx) -> Result<Response, Error> {
    let place = run(&mut ctx).await?;
    if !decides(&ctx) {
        return Err(Error::Forbidden);
    }
    let known = known(&mut ctx, &place).await?;
    let raw = CloseForm { last: ctx.today.to_string(), ..CloseForm::default() };
    let view = view(&ctx, &place, &known, &raw, Said::default());
    ctx.page(view).await
}

/// The instant after the last day.
fn after(last: NaiveDate) -> DateTime<Utc> {
    calendar::start_of_day(last.checked_add_days(Days::new(1)).unwrap_or(last))
}

async fn close(mut ctx: Ctx, form: Form<CloseForm>) -> Result<Response, Error> {
    let raw = ctx.open(form).await?;
    let place = run(&mut ctx).await?;
    if !decides(&ctx) {
        return Err(Error::Forbidden);
    }
    let (t, seen): (_, i32) = (ctx.t, raw.version.parse().map_err(|_| Error::BadRequest)?);
    let known = known(&mut ctx, &place).await?;
    let (last, reason, people) = match raw.parse(t, &place, &known.others) {
        Ok(parsed) => parsed,
        Err(errors) => {
            let view = view(&ctx, &place, &known, &raw, Said { errors, ..Said::default() });
            return ctx.invalid(view).await;
        }
    };
    let word = store::close(ctx.conn(), place.id, seen, last, &reason, people != People::Nobody).await?;
    let stale = match word.as_str() {
        "closed_now" => return finish(ctx, place, known, raw, last, people).await,
        "has_people" => {
            let mut errors = Errors::new();
            errors.add("people", t.msg_place_has_people());
            let view = view(&ctx, &place, &known, &raw, Said { errors, ..Said::default() });
            // Nobody was there when the page was made, or nothing was said of them.
            let asked = !known.people.is_empty() || place.here.is_some_and(|n| n > 0);
            return if asked { ctx.invalid(view).await } else { ctx.conflict(view).await };
        }
        "register_after" => t.msg_place_register_after(),
        "before_it_opened" => t.msg_place_close_before(),
        _ => t.msg_place_changed(),
    };
    let view = view(&ctx, &place, &known, &raw, Said { stale: Some(stale), ..Said::default() });
    ctx.conflict(view).await
}

/// It is closed; those who go to another place go there, all or none.
async fn finish(mut ctx: Ctx, place: Place, known: Known, raw: CloseForm, last: NaiveDate, people: People) -> Result<Response, Error> {
    let mut moved = 0;
    if let People::To(other) = people {
        let answers = store::move_people(ctx.conn(), place.id, other, after(last)).await?;
        let (gone, stayed): (Vec<Moved>, Vec<Moved>) = answers.into_iter().partition(|m| m.answer == "placed");
        if !stayed.is_empty() {
            let name = |m: &Moved| known.people.iter().find(|p| p.inmate == m.inmate).map(|p| full_name(&p.family_name, &p.given_name)).unwrap_or_default();
            let t = ctx.t;
            let against = stayed.iter().map(|m| (name(m), words::against(t, &m.answer))).collect();
            let view = view(&ctx, &place, &known, &raw, Said { stale: Some(t.msg_place_not_all_go()), against, ..Said::default() });
            return ctx.conflict(view).await;
        }
        moved = gone.len();
    }
    let detail = json!({ "place": place.id, "did": "closed", "people": known.people.len(), "moved": moved });
    ctx.record(Entry::new(Action::Decide, Class::ActivityPlaces).at(PrisonId(place.prison_id)).with(detail));
    ctx.save(&format!("/activities/{}?done=1", place.id)).await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_day_after_the_last_begins_by_the_clock_in_oslo() {
        let at = |text: &str| text.parse::<DateTime<Utc>>().unwrap_or_default();
        let day = |text: &str| text.parse::<NaiveDate>().unwrap_or_default();
        assert_eq!(after(day("2026-12-31")), at("2026-12-31T23:00:00Z"));
        assert_eq!(after(day("2026-06-30")), at("2026-06-30T22:00:00Z"));
    }
}
