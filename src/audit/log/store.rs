//! SQL of searching the trail.

use chrono::{DateTime, Utc};
use sqlx::{FromRow, PgConnection, Postgres, QueryBuilder};
use uuid::Uuid;

use super::form::Criteria;
use crate::platform::id::{AccountId, InmateId};

/// An entry with the names that its ids stand for.
#[derive(Debug, FromRow)]
pub struct Row {
    pub id: i64,
    pub at: DateTime<Utc>,
    pub name: Option<String>,
    pub staff_number: Option<String>,
    pub role: Option<String>,
    pub action: String,
    pub class: String,
    pub inmate_id: Option<Uuid>,
    pub number: Option<String>,
    pub people: i32,
    pub prison: Option<String>,
    pub purpose: Option<String>,
    pub broke_glass: bool,
    pub route: String,
    pub request_id: Uuid,
    pub detail: String,
}

/// Whom the criteria name.
#[derive(Clone, Debug, Default)]
pub struct Named {
    /// The inmate.
    pub inmate: Option<InmateId>,
    /// Members of staff.
    pub staff: Option<Vec<AccountId>>,
}

/// The inmate with this number, in the auditor's scope.
pub async fn inmate(connection: &mut PgConnection, number: &str) -> Result<Option<InmateId>, sqlx::Error> {
    Ok(sqlx::query_scalar!("select id from inmates.inmate where number = $1", number).fetch_optional(connection).await?.map(InmateId))
}

/// Accounts by user name, staff number or the beginning of a name; at most 50.
pub async fn staff(connection: &mut PgConnection, text: &str) -> Result<Vec<AccountId>, sqlx::Error> {
    let found = sqlx::query_scalar!(
        r#"select id from access.account where username = lower($1) or staff_number = $1 or lower(display_name) like replace(replace(lower($1), '\', '\\'), '%', '\%') || '%' limit 50"#,
        text
    )
    .fetch_all(connection)
    .await?;
    Ok(found.into_iter().map(AccountId).collect())
}

/// Prisons to choose from.
pub async fn prisons(connection: &mut PgConnection) -> Result<Vec<(Uuid, String)>, sqlx::Error> {
    Ok(sqlx::query!("select id, name from estate.prison order by name limit 300").fetch_all(connection).await?.into_iter().map(|r| (r.id, r.name)).collect())
}

/// Entries that meet the criteria, newest first. Built at run time: with a condition only where something was asked, each search has the
/// plan that fits it.
pub async fn search(connection: &mut PgConnection, criteria: &Criteria, named: &Named, limit: i64) -> Result<Vec<Row>, sqlx::Error> {
    let mut query = QueryBuilder::<Postgres>::new(
        "select e.id, e.at, a.display_name as name, a.staff_number, e.role, e.action, e.class, e.inmate_id, i.number, coalesce(cardinality(e.inmates), 0) as people,
                p.name as prison, e.purpose, g.id is not null as broke_glass, e.route, e.request_id, e.detail::text as detail
           from (select * from audit.entry e where e.at >= ",
    );
    query.push_bind(criteria.from).push(" and e.at < ").push_bind(criteria.to);
    if let Some(inmate) = named.inmate {
        query.push(" and (e.inmate_id = ").push_bind(inmate.0).push(" or e.inmates @> array[").push_bind(inmate.0).push("])");
    }
    if let Some(staff) = &named.staff {
        query.push(" and e.actor = any(").push_bind(staff.iter().map(|a| a.0).collect::<Vec<_>>()).push(")");
    }
    if let Some(action) = criteria.action {
        query.push(" and e.action = ").push_bind(action.as_str());
    }
    if let Some(class) = criteria.class {
        query.push(" and e.class = ").push_bind(class.as_str());
    }
    if let Some(route) = &criteria.route {
        query.push(" and position(").push_bind(route.clone()).push(" in e.route) > 0");
    }
    if let Some(prison) = criteria.prison {
        query.push(" and e.prison_id = ").push_bind(prison.0);
    }
    if let Some(after) = criteria.after {
        query.push(" and (e.at, e.id) < (").push_bind(after.at).push(", ").push_bind(after.id).push(")");
    }
    query.push(" order by e.at desc, e.id desc limit ").push_bind(limit);
    query.push(
        ") e left join access.account a on a.id = e.actor left join inmates.inmate i on i.id = e.inmate_id left join estate.prison p on p.id = e.prison_id
            left join access.person_grant g on g.id = e.grant_id and g.kind = 'break_glass'
          order by e.at desc, e.id desc",
    );
    query.build_query_as::<Row>().fetch_all(connection).await
}
