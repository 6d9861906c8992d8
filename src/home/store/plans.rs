//! What front pages ask of plans: who leaves and is not ready, what is missing, and the steps that are one's own.

use chrono::NaiveDate;
use sqlx::PgConnection;

use crate::platform::id::PrisonId;

/// A point of readiness that is missing.
#[derive(Clone, Debug)]
pub struct Missing {
    /// The point; empty: people who are not ready at all, whatever the point.
    pub item: String,
    /// For how many people.
    pub people: i64,
    /// For how many of them its day has passed.
    pub late: i64,
}

/// What is missing for one's own people who leave within ninety days, point by point, and how many of them are not ready.
///
/// # Errors
/// When the database is away.
pub async fn missing(connection: &mut PgConnection, today: NaiveDate) -> Result<Vec<Missing>, sqlx::Error> {
    sqlx::query_as!(
        Missing,
        r#"with leaving as materialized (select r.inmate_id from sentences.expected_releases(null, $1::date + 90) r where r.source <> 'order')
           select '' as "item!", count(*) as "people!", count(*) filter (where p.late > 0) as "late!"
             from leaving l left join plan.ready p on p.inmate_id = l.inmate_id where p.needed is null or p.done < p.needed
           union all
           select r.item, count(*), count(*) filter (where r.due_on < $1)
             from leaving l join plan.readiness r on r.inmate_id = l.inmate_id join custody.stay s on s.id = r.stay_id and s.released_at is null
            where r.state in ('open', 'under_way', 'no') group by r.item order by 3 desc, 2 desc, 1"#,
        today
    )
    .fetch_all(connection)
    .await
}

/// Plans of a house, as its governor sees them.
#[derive(Clone, Copy, Debug, Default)]
pub struct House {
    /// Leave within thirty days and are not ready.
    pub unready: i64,
    /// Serve a sentence without a plan.
    pub no_plan: i64,
    /// Reviews past their day.
    pub review_late: i64,
}

/// One trip.
///
/// # Errors
/// When the database is away.
pub async fn house(connection: &mut PgConnection, prison: PrisonId, today: NaiveDate) -> Result<House, sqlx::Error> {
    sqlx::query_as!(
        House,
        r#"select (select count(*) from sentences.expected_releases($1, $2::date + 30) r left join plan.ready p on p.inmate_id = r.inmate_id
                    where r.source <> 'order' and (p.needed is null or p.done < p.needed)) as "unready!", s.no_plan as "no_plan!", s.review_late as "review_late!"
             from (select count(*) filter (where x.no_plan) as no_plan, count(*) filter (where x.review_late) as review_late from plan.standing x join inmates.inmate i on i.id = x.inmate_id where x.prison_id = $1) s"#,
        prison.0,
        today
    )
    .fetch_one(connection)
    .await
}

/// Steps of plans that are the reader's own and due by the end of the week.
///
/// # Errors
/// When the database is away.
pub async fn own_steps(connection: &mut PgConnection, today: NaiveDate) -> Result<i64, sqlx::Error> {
    sqlx::query_scalar!(
        r#"select count(*) as "n!" from plan.action a join plan.goal g on g.id = a.goal_id
            where g.state = 'current' and a.state in ('planned', 'under_way', 'not_now') and a.by_day <= date_trunc('week', $1::date)::date + 6"#,
        today
    )
    .fetch_one(connection)
    .await
}

/// What health owes to plans: wishes to be contacted that are open, and people who leave and are not answered.
#[derive(Clone, Copy, Debug, Default)]
pub struct Care {
    /// Steps that are health's.
    pub steps: i64,
    /// Whether care goes on: not answered.
    pub open: i64,
    /// Past their day.
    pub late: i64,
}

/// One trip, for health.
///
/// # Errors
/// When the database is away.
pub async fn care(connection: &mut PgConnection, today: NaiveDate) -> Result<Care, sqlx::Error> {
    sqlx::query_as!(
        Care,
        r#"select (select count(*) from plan.action a join plan.goal g on g.id = a.goal_id where g.state = 'current' and a.state in ('planned', 'under_way', 'not_now')) as "steps!",
                  count(*) as "open!", count(*) filter (where r.due_on < $1) as "late!"
             from plan.readiness r join custody.stay s on s.id = r.stay_id and s.released_at is null where r.item = 'treatment' and r.state = 'open'"#,
        today
    )
    .fetch_one(connection)
    .await
}
