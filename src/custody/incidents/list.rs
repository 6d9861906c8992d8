//! Handlers of the lists of incidents: the prison's, and one person's.

use axum::response::Response;
use serde_json::json;
use uuid::Uuid;

use super::store::{self, Line};
use super::view::{ListView, PersonView, Row, group_name, groups, named};
use crate::access::{Act, Action, Class, Entry};
use crate::custody::searches::store as people;
use crate::custody::searches::view::{prison_field, prison_of};
use crate::inmates::{BannerView, InmateCtx};
use crate::platform::paging::{Mark, Page};
use crate::reference::List;
use crate::web::parts::Chip;
use crate::web::{Choice, Ctx, Error, Field, Routes, needs, needs_for};

const A_PAGE: usize = 30;

/// The routes of the lists.
pub fn routes() -> Routes {
    Routes::new().get("/incidents", needs(Class::Incidents, Act::Read), list).get(
        "/inmates/{inmate}/incidents",
        needs_for(Class::Incidents, Act::Read),
        of_person,
    )
}

/// The codes of a group of types.
fn kinds_of(ctx: &Ctx, group: &str) -> Vec<String> {
    let catalogue = ctx.catalogue();
    let codes = catalogue.options(List::IncidentType, true).into_iter().map(|(code, _)| code.to_owned());
    codes.filter(|c| !group.is_empty() && catalogue.get(List::IncidentType, c).is_some_and(|k| k.attribute("group") == group)).collect()
}

async fn rows(ctx: &mut Ctx, lines: &[Line]) -> Result<Vec<Row>, Error> {
    let ids: Vec<Uuid> = lines.iter().map(|l| l.id).collect();
    let strangers = store::strangers(ctx.conn(), &ids).await?;
    Ok(lines.iter().map(|l| Row::of(ctx, l, &strangers)).collect())
}

async fn list(mut ctx: Ctx) -> Result<Response, Error> {
    let prison = prison_of(&ctx)?;
    let (today, group) = (ctx.today, ctx.query("group").filter(|g| groups(&ctx).contains(g)).unwrap_or_default());
    let wanted = ctx.query("list").filter(|l| ["todo", "submitted", "reviewed", "closed", "overdue", "stalled", "mine", "all"].contains(&l.as_str()));
    let filter = store::Filter {
        prison: Some(prison.0),
        inmate: None,
        list: wanted.unwrap_or_else(|| "submitted".to_owned()),
        kinds: kinds_of(&ctx, &group),
        unit: ctx.query("unit").and_then(|u| u.parse().ok()),
    };
    let asked = ctx.query("before");
    let found = store::list(ctx.conn(), &filter, today, Mark::of(asked.as_deref()), A_PAGE as i64 + 1).await?;
    let page = Page::of(found, A_PAGE, Line::mark);
    let counts = store::counts(ctx.conn(), prison, today).await?;
    let units = people::units(ctx.conn(), prison).await?;
    let rows = rows(&mut ctx, &page.rows).await?;
    let mut filters: Vec<Field> = prison_field(&mut ctx, prison).await?.into_iter().collect();
    let (t, fmt) = (ctx.t, ctx.fmt());
    let unit = filter.unit.map(|u| u.to_string()).unwrap_or_default();
    let choices = groups(&ctx).into_iter().map(|g| Choice::new(g.clone(), group_name(t, &g))).collect();
    filters.push(Field::select("group", t.msg_incident_group(), &group, choices).or_none(t.msg_control_all()));
    let units = units.into_iter().map(|(id, name)| Choice::new(id.to_string(), name)).collect();
    filters.push(Field::select("unit", t.msg_control_unit(), &unit, units).or_none(t.msg_control_all()));
    let base = |list: &str| format!("/incidents?list={list}&prison={prison}&group={group}&unit={unit}");
    let chip = |word: &str, label: String, n: Option<i64>| Chip::new(base(word), label, n.map(|n| fmt.number(n)), filter.list == word);
    let chips = vec![
        chip("mine", t.msg_incident_list_mine(), Some(counts.mine)),
        chip("overdue", t.msg_incident_list_overdue(), Some(counts.overdue)),
        chip("stalled", t.msg_incident_list_stalled(), Some(counts.stalled)),
        chip("todo", t.msg_incident_list_todo(), Some(counts.todo)),
        chip("submitted", t.msg_incident_list_submitted(), Some(counts.submitted)),
        chip("reviewed", t.msg_incident_list_reviewed(), Some(counts.reviewed)),
        chip("closed", t.msg_incident_list_closed(), Some(counts.closed)),
        chip("all", t.msg_control_all(), None),
    ];
    let view = ListView {
        chips,
        filters,
        rows,
        filtered: !group.is_empty() || !unit.is_empty(),
        newest: asked.map(|_| base(&filter.list)),
        older: page.older.map(|m| format!("{}&before={m}", base(&filter.list))),
        submits: ctx.may(Class::Incidents, Act::Submit),
        frame: ctx.frame("incidents", t.msg_incident_heading()),
        list: filter.list.clone(),
    };
    ctx.record(Entry::new(Action::List, Class::Incidents).showing(named(&page.rows)).at(prison).with(json!({ "list": filter.list })));
    ctx.page(view).await
}

async fn of_person(mut ctx: InmateCtx) -> Result<Response, Error> {
    let (inmate, today, asked) = (ctx.inmate.id, ctx.today, ctx.query("before"));
    let base = format!("/inmates/{inmate}/incidents");
    let filter = store::Filter { inmate: Some(inmate.0), ..store::Filter::default() };
    let found = store::list(ctx.conn(), &filter, today, Mark::of(asked.as_deref()), A_PAGE as i64 + 1).await?;
    let page = Page::of(found, A_PAGE, Line::mark);
    let t = ctx.t;
    let here = ctx.inmate.prison_id.is_some_and(|p| ctx.actor.prisons.first() == Some(&p));
    let banner = BannerView::of(&ctx, "incidents");
    let mut ctx = ctx.into_ctx();
    let rows = rows(&mut ctx, &page.rows).await?;
    // Others in the same incidents are named as well, where the reader may see them.
    ctx.record(Entry::new(Action::List, Class::Incidents).showing(named(&page.rows)));
    let view = PersonView {
        frame: ctx.frame("inmates", t.msg_incident_of(banner.name.as_str())),
        rows,
        newest: asked.map(|_| base.clone()),
        older: page.older.map(|m| format!("{base}?before={m}")),
        report: (here && ctx.may(Class::Incidents, Act::Submit)).then(|| format!("/incidents/new?inmate={inmate}")),
        banner,
    };
    ctx.page(view).await
}
