//! Handlers of force used, and of the duty to report.

use axum::response::Response;
use chrono::{DateTime, Utc};
use serde_json::json;
use uuid::Uuid;

use super::form::{DutyForm, ForceForm, ForceNoteForm};
use super::model::{DutyItem, ForceGround, Means};
use super::rules;
use super::show::the_incident;
use super::store::{self, Parts, Whole};
use super::view::{DutyView, ForceNoteView, ForceView, number};
use crate::access::{Act, Action, Class, Entry};
use crate::custody::searches::fields::{Boxes, Moment};
use crate::custody::searches::moment;
use crate::deadlines::{self, Event};
use crate::inmates::store::full_name;
use crate::law::calendar;
use crate::platform::id::{InmateId, PrisonId, RowId};
use crate::web::field::Summary;
use crate::web::{Choice, Ctx, Error, Errors, Field, Form, Routes, needs};

/// The routes of force and duty.
pub fn routes() -> Routes {
    let writes = needs(Class::Incidents, Act::Write);
    Routes::new()
        .get("/incidents/{incident}/force", writes, ask)
        .post("/incidents/{incident}/force", writes, keep)
        .get("/incidents/{incident}/force/{force}", writes, ask_note)
        .post("/incidents/{incident}/force/{force}", writes, note)
        .get("/incidents/{incident}/duty/{item}", writes, ask_duty)
        .post("/incidents/{incident}/duty/{item}", writes, settle)
}

/// The incident in the path, when the reader may record force in it, with those it can have been used on.
async fn the_force(ctx: &mut Ctx) -> Result<(Whole, Vec<Choice>, Vec<Uuid>), Error> {
    let (x, parts, may): (Whole, Parts, _) = the_incident(ctx).await?;
    if !may.forces {
        return Err(Error::AlreadyDone(format!("/incidents/{}", x.id)));
    }
    let there: Vec<_> = parts.people.iter().filter(|p| p.removed_at.is_none()).collect();
    let choices = there.iter().map(|p| Choice::new(p.inmate_id.to_string(), full_name(&p.family_name, &p.given_name))).collect();
    Ok((x, choices, there.iter().map(|p| p.inmate_id).collect()))
}

fn page(ctx: &Ctx, x: &Whole, people: Vec<Choice>, form: &ForceForm, errors: &Errors) -> ForceView {
    let t = ctx.t;
    ForceView {
        frame: ctx.frame("incidents", t.msg_force_new()),
        errors: !errors.is_empty(),
        summary: Summary::of(t, errors),
        href: format!("/incidents/{}", x.id),
        number: number(x.year, x.number),
        anybody: !people.is_empty(),
        inmate: Field::select("inmate", t.msg_force_inmate(), &form.inmate, people).or_none(t.msg_control_choose()).required(t).errors(errors),
        grounds: Boxes::new("grounds", t.msg_force_grounds(), t.msg_force_grounds_hint(), ForceGround::choices(t), &form.grounds, errors),
        means: Boxes::new("means", t.msg_force_means(), t.msg_force_means_hint(), Means::choices(t), &form.means, errors),
        started: Moment::new(t, "started", t.msg_force_started(), &form.started, errors).hint(t.msg_control_when_hint()).required(t),
        ended: Moment::new(t, "ended", t.msg_force_ended(), &form.ended, errors).hint(t.msg_force_ended_hint()),
        lesser: Field::area("lesser", t.msg_force_lesser(), &form.lesser, 3).hint(t.msg_force_lesser_hint()).max(2000).required(t).errors(errors),
        ordered: Field::text("ordered", t.msg_force_ordered(), &form.ordered).max(120).required(t).errors(errors),
        hurt_inmate: Field::area("hurt_inmate", t.msg_force_hurt_inmate(), &form.hurt_inmate, 2).max(1000).errors(errors),
        hurt_staff: Field::area("hurt_staff", t.msg_force_hurt_staff(), &form.hurt_staff, 2).max(1000).errors(errors),
        health: Moment::new(t, "health", t.msg_force_health(), &form.health, errors),
        doctor: Moment::new(t, "doctor", t.msg_force_doctor(), &form.doctor, errors),
        no_health: Field::area("no_health", t.msg_force_no_health(), &form.no_health, 2).hint(t.msg_force_no_health_hint()).max(600).errors(errors),
    }
}

async fn ask(mut ctx: Ctx) -> Result<Response, Error> {
    let (x, people, _) = the_force(&mut ctx).await?;
    let only = if let [one] = people.as_slice() { one.value.clone() } else { String::new() };
    let form = ForceForm { inmate: only, started: moment::typed(x.at), ordered: ctx.actor.name.clone(), ..ForceForm::default() };
    let view = page(&ctx, &x, people, &form, &Errors::new());
    ctx.page(view).await
}

async fn keep(mut ctx: Ctx, form: Form<ForceForm>) -> Result<Response, Error> {
    let raw = ctx.open(form).await?;
    let (x, people, ids) = the_force(&mut ctx).await?;
    let command = match raw.parse(ctx.t, &ids, ctx.now) {
        Ok(command) => command,
        Err(errors) => {
            let view = page(&ctx, &x, people, &raw, &errors);
            return ctx.invalid(view).await;
        }
    };
    let (by, now) = (ctx.actor.account, ctx.now);
    let force = store::add_force(ctx.conn(), RowId(x.id), &command, by, now).await?;
    let lasting = Lasting::of(&mut ctx, force, command.inmate, &command.means, command.started_at).await?;
    lasting.begin(&mut ctx, command.ended_at).await?;
    let detail = json!({ "incident": x.id, "force": command.means });
    ctx.record(Entry::new(Action::Collect, Class::Incidents).of(InmateId(command.inmate)).at(PrisonId(x.prison_id)).with(detail));
    ctx.save(&format!("/incidents/{}", x.id)).await
}

/// Force that lasts, for the clock: what it is, on whom, since when.
struct Lasting {
    reference: Uuid,
    inmate: InmateId,
    triggers: Vec<&'static str>,
    since: DateTime<Utc>,
    subjects: &'static [&'static str],
}

impl Lasting {
    async fn of(ctx: &mut Ctx, reference: Uuid, inmate: Uuid, means: &[String], since: DateTime<Utc>) -> Result<Self, Error> {
        let inmate = InmateId(inmate);
        let triggers: Vec<&'static str> = means.iter().filter_map(|m| Means::from_word(m)).filter_map(Means::trigger).collect();
        let born = if triggers.is_empty() { None } else { store::born(ctx.conn(), inmate).await? };
        let minor = born.and_then(|b| calendar::age_on(b, calendar::oslo_day(since))).is_some_and(|years| years < 18);
        Ok(Self { reference, inmate, triggers, since, subjects: if minor { &["under_18"] } else { &[] } })
    }

    fn event(&self, trigger: &'static str) -> Event<'static> {
        Event::of(trigger, self.inmate, self.since, self.reference).subjects(self.subjects)
    }

    /// The limits run from its beginning; of what was over when it was recorded, those that were reached.
    async fn begin(&self, ctx: &mut Ctx, ended: Option<DateTime<Utc>>) -> Result<(), Error> {
        for trigger in self.triggers.iter().copied() {
            match ended {
                None => drop(deadlines::raise(ctx, self.event(trigger)).await?),
                Some(at) => deadlines::raise_reached(ctx, self.event(trigger), at).await?,
            }
        }
        Ok(())
    }

    async fn end(&self, ctx: &mut Ctx, at: DateTime<Utc>) -> Result<(), Error> {
        for trigger in self.triggers.iter().copied() {
            deadlines::ended(ctx, &self.event(trigger), at).await?;
        }
        Ok(())
    }
}

/// The force in the path of which something can still be noted.
async fn the_noted(ctx: &mut Ctx) -> Result<(Whole, store::Force), Error> {
    let id: RowId = ctx.param("force")?;
    let (x, parts, may) = the_incident(ctx).await?;
    let open = may.forces || may.settles;
    let found = parts.force.into_iter().find(|f| f.id == id.0).ok_or(Error::NotFound)?;
    if open && found.notable() { Ok((x, found)) } else { Err(Error::AlreadyDone(format!("/incidents/{}", x.id))) }
}

fn note_page(ctx: &Ctx, x: &Whole, f: &store::Force, form: &ForceNoteForm, errors: &Errors) -> ForceNoteView {
    let t = ctx.t;
    let href = format!("/incidents/{}", x.id);
    let means = f.means.iter().map(|m| Means::name_of(t, m)).collect::<Vec<_>>().join(", ");
    ForceNoteView {
        frame: ctx.frame("incidents", t.msg_force_note()),
        errors: !errors.is_empty(),
        summary: Summary::of(t, errors),
        action: format!("{href}/force/{}", f.id),
        href,
        number: number(x.year, x.number),
        what: t.msg_force_note_of(full_name(&f.name.0, &f.name.1).as_str(), means.as_str(), ctx.fmt().at(f.started_at).as_str()),
        ended: f.ended_at.is_none().then(|| Moment::new(t, "ended", t.msg_force_ended(), &form.ended, errors)),
        doctor: f.doctor_seen_at.is_none().then(|| Moment::new(t, "doctor", t.msg_force_doctor(), &form.doctor, errors)),
    }
}

async fn ask_note(mut ctx: Ctx) -> Result<Response, Error> {
    let (x, f) = the_noted(&mut ctx).await?;
    let view = note_page(&ctx, &x, &f, &ForceNoteForm::default(), &Errors::new());
    ctx.page(view).await
}

async fn note(mut ctx: Ctx, form: Form<ForceNoteForm>) -> Result<Response, Error> {
    let raw = ctx.open(form).await?;
    let (x, f) = the_noted(&mut ctx).await?;
    let command = match raw.parse(ctx.t, f.started_at, (f.ended_at.is_none(), f.doctor_seen_at.is_none()), ctx.now) {
        Ok(command) => command,
        Err(errors) => {
            let view = note_page(&ctx, &x, &f, &raw, &errors);
            return ctx.invalid(view).await;
        }
    };
    let back = format!("/incidents/{}", x.id);
    if !store::note_force(ctx.conn(), RowId(x.id), f.id, &command).await? {
        return Err(Error::AlreadyDone(back));
    }
    if let Some(at) = command.ended_at {
        let lasting = Lasting::of(&mut ctx, f.id, f.inmate_id, &f.means, f.started_at).await?;
        lasting.end(&mut ctx, at).await?;
    }
    let detail = json!({ "incident": x.id, "force": f.id, "ended": command.ended_at.is_some(), "doctor": command.doctor_seen_at.is_some() });
    ctx.record(Entry::new(Action::Alter, Class::Incidents).of(InmateId(f.inmate_id)).at(PrisonId(x.prison_id)).with(detail));
    ctx.save(&back).await
}

/// The item in the path, when it waits and the reader may settle it.
async fn the_item(ctx: &mut Ctx) -> Result<(Whole, DutyItem), Error> {
    let item = ctx.param::<String>("item").ok().and_then(|i| DutyItem::from_word(&i)).ok_or(Error::NotFound)?;
    let (x, parts, may) = the_incident(ctx).await?;
    let waits = parts.duty.iter().any(|d| d.item == item.as_str() && d.settled_at.is_none());
    if may.settles && waits { Ok((x, item)) } else { Err(Error::AlreadyDone(format!("/incidents/{}", x.id))) }
}

fn duty_page(ctx: &Ctx, x: &Whole, item: DutyItem, form: &DutyForm, errors: &Errors) -> DutyView {
    let t = ctx.t;
    let href = format!("/incidents/{}", x.id);
    let how = vec![Choice::new("done", t.msg_incident_duty_done()), Choice::new("left", t.msg_incident_duty_left())];
    DutyView {
        frame: ctx.frame("incidents", item.label(t)),
        errors: !errors.is_empty(),
        summary: Summary::of(t, errors),
        action: format!("{href}/duty/{}", item.as_str()),
        href,
        number: number(x.year, x.number),
        heading: item.label(t),
        cite: rules::cite(item),
        how: Field::radio("how", t.msg_incident_duty_how(), &form.how, how).required(t).errors(errors),
        at: Moment::new(t, "at", t.msg_incident_duty_at(), &form.at, errors),
        told: Field::text("told", t.msg_incident_duty_told(), &form.told).hint(t.msg_incident_duty_told_hint()).max(200).errors(errors),
        left_reason: Field::area("left_reason", t.msg_incident_duty_left_reason(), &form.left_reason, 2).max(600).errors(errors),
    }
}

async fn ask_duty(mut ctx: Ctx) -> Result<Response, Error> {
    let (x, item) = the_item(&mut ctx).await?;
    let form = DutyForm { how: "done".to_owned(), at: moment::typed(ctx.now), ..DutyForm::default() };
    let view = duty_page(&ctx, &x, item, &form, &Errors::new());
    ctx.page(view).await
}

async fn settle(mut ctx: Ctx, form: Form<DutyForm>) -> Result<Response, Error> {
    let raw = ctx.open(form).await?;
    let (x, item) = the_item(&mut ctx).await?;
    let command = match raw.parse(ctx.t, item, ctx.now) {
        Ok(command) => command,
        Err(errors) => {
            let view = duty_page(&ctx, &x, item, &raw, &errors);
            return ctx.invalid(view).await;
        }
    };
    let (by, now, back) = (ctx.actor.account, ctx.now, format!("/incidents/{}", x.id));
    if !store::settle(ctx.conn(), RowId(x.id), item, &command, by, now).await? {
        return Err(Error::AlreadyDone(back));
    }
    let detail = json!({ "incident": x.id, "item": item.as_str(), "done": command.done_at.is_some() });
    ctx.record(Entry::new(if command.done_at.is_some() { Action::Disclose } else { Action::Alter }, Class::Incidents).at(PrisonId(x.prison_id)).with(detail));
    ctx.save(&back).await
}
