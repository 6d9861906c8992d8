//! Incidents that open by themselves: what another page records is an incident too, and the duty to report begins at that moment and not when
//! somebody comes to write the report (Mandela rules 57.3 and 71.1; records.md 66 and 80).

use chrono::{DateTime, Datelike as _, Utc};
use serde_json::json;
use uuid::Uuid;

use super::form::{PersonCommand, ReportCommand};
use super::model::{Injury, PersonRole, State};
use super::store::{self, Author, Origin};
use super::{rules, view::number};
use crate::access::{Action, Class, Entry};
use crate::law::calendar;
use crate::platform::id::{InmateId, PrisonId, RowId};
use crate::web::{Ctx, Error};

/// An end of a stay, or an escape, as an incident.
pub struct Grave<'a> {
    /// Who.
    pub inmate: InmateId,
    /// The prison that answers for it.
    pub prison: PrisonId,
    /// A code of the list `incident_type`.
    pub kind: &'static str,
    /// When.
    pub at: DateTime<Utc>,
    /// Where.
    pub place: &'a str,
    /// Why it is told late.
    pub late: Option<&'a str>,
}

/// A death, or somebody who is gone. One that was reported already gets the checklist it lacks, and no second incident.
///
/// # Errors
/// When the database is away.
pub async fn grave(ctx: &mut Ctx, g: &Grave<'_>) -> Result<(), Error> {
    let death = matches!(g.kind, "DEATH" | "SUICIDE");
    let kinds: &[&str] = if death { &["DEATH", "SUICIDE"] } else { rules::DISAPPEARANCES };
    let duty = rules::duty(g.kind, [], false);
    if let Some(standing) = store::standing(ctx.conn(), g.inmate, kinds, g.at).await? {
        store::raise_duty(ctx.conn(), RowId(standing), &duty, &rules::items(&duty), false).await?;
        ctx.record(Entry::new(Action::Alter, Class::Incidents).of(g.inmate).at(g.prison).with(json!({ "incident": standing, "duty": true })));
        return Ok(());
    }
    let (role, injury) = if death { (PersonRole::Deceased, Injury::Fatal) } else { (PersonRole::Involved, Injury::None) };
    let description = if death { ctx.t.msg_incident_opened_death() } else { ctx.t.msg_incident_opened_escape() };
    let report = Opened {
        prison: g.prison,
        kind: g.kind,
        at: g.at,
        place: g.place,
        late: g.late,
        description,
        people: vec![PersonCommand { inmate: g.inmate, role, injury }],
        reception: None,
    };
    open(ctx, report).await
}

/// Somebody says at the gate that they were ill-treated. Who it is may not be known yet: the incident belongs to the reception until it is. What was
/// said stands in the reception, for those who may read it there.
///
/// # Errors
/// When the database is away.
pub async fn complaint(ctx: &mut Ctx, reception: Uuid, prison: PrisonId, at: DateTime<Utc>) -> Result<(), Error> {
    if store::of_reception(ctx.conn(), reception).await?.is_some() {
        return Ok(());
    }
    let (place, description) = (ctx.t.msg_rec_title(), ctx.t.msg_incident_opened_complaint());
    let report = Opened { prison, kind: "ILL_TREATMENT", at, place: &place, late: None, description, people: Vec::new(), reception: Some(reception) };
    open(ctx, report).await?;
    Ok(store::complainant(ctx.conn(), reception).await?)
}

struct Opened<'a> {
    prison: PrisonId,
    kind: &'static str,
    at: DateTime<Utc>,
    place: &'a str,
    late: Option<&'a str>,
    description: String,
    people: Vec<PersonCommand>,
    reception: Option<Uuid>,
}

async fn open(ctx: &mut Ctx, o: Opened<'_>) -> Result<(), Error> {
    let Some(role) = ctx.actor.role() else { return Err(Error::Forbidden) };
    let author = Author { account: ctx.actor.account, role: role.code(), prison: o.prison, now: ctx.now };
    let command = ReportCommand {
        kind: o.kind.to_owned(),
        unit: None,
        place: o.place.chars().take(120).collect(),
        at: o.at,
        late_reason: o.late.map(str::to_owned),
        description: o.description,
        measures: String::new(),
        force: false,
        allegation: false,
        submit: true,
        people: o.people,
    };
    let duty = rules::duty(o.kind, command.people.iter().map(|p| p.injury), false);
    let owner = store::default_owner(ctx.conn(), o.prison).await?.unwrap_or(author.account.0);
    let due = rules::due(State::Submitted, ctx.today);
    let origin = Origin { search: None, test: None, reception: o.reception, owner, due, duty: duty.clone() };
    let (id, year) = (RowId::fresh(), calendar::oslo_day(o.at).year());
    let n = store::insert(ctx.conn(), id, &author, year, &command, &origin).await?;
    store::raise_duty(ctx.conn(), id, &duty, &rules::items(&duty), true).await?;
    if owner != author.account.0 {
        store::tell(ctx.conn(), owner, "incident_owner", &number(year, n), id.0).await?;
    }
    let detail = json!({ "incident": id, "kind": o.kind, "state": State::Submitted.as_str(), "duty": true, "opened": "by itself" });
    ctx.record(Entry::new(Action::Collect, Class::Incidents).showing(command.people.iter().map(|p| p.inmate).collect()).at(o.prison).with(detail));
    Ok(())
}
