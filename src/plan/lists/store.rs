//! SQL of the list of plans.

use chrono::{DateTime, NaiveDate, Utc};
use sqlx::PgConnection;
use uuid::Uuid;

/// Somebody in custody and where their plan stands.
#[derive(Clone, Debug)]
pub struct Standing {
    pub inmate: Uuid,
    pub number: String,
    pub family_name: String,
    pub given_name: String,
    pub place: Option<String>,
    pub prison: Option<String>,
    pub photographed: bool,
    pub remand: bool,
    pub assessed_at: Option<DateTime<Utc>>,
    pub version_outcome: Option<String>,
    pub version_at: Option<DateTime<Utc>>,
    pub no_assessment: bool,
    pub no_plan: bool,
    pub changed: bool,
    pub not_agreed: bool,
    pub unsigned: bool,
    pub assess_by: Option<NaiveDate>,
    pub review_by: Option<NaiveDate>,
    pub assess_late: bool,
    pub review_late: bool,
    pub review_at: Option<DateTime<Utc>>,
    pub gone: i64,
}

/// Everybody within the reader's reach, by name.
pub async fn standing(connection: &mut PgConnection, limit: i64) -> Result<Vec<Standing>, sqlx::Error> {
    sqlx::query_as!(
        Standing,
        r#"select s.inmate_id as "inmate!", i.number, i.family_name, i.given_name, coalesce(c.code, u.name) as place, p.name as "prison?",
                  exists (select from inmates.photo f where f.inmate_id = i.id and f.ended_at is null) as "photographed!", s.legal_status in ('arrested', 'remand', 'none') as "remand!",
                  s.assessed_at, s.version_outcome, s.version_at, s.no_assessment as "no_assessment!", s.no_plan as "no_plan!", s.changed as "changed!", s.not_agreed as "not_agreed!",
                  coalesce(s.unsigned, false) as "unsigned!", s.assess_by, s.review_by, s.assess_late as "assess_late!", s.review_late as "review_late!", s.review_at, s.gone as "gone!"
             from plan.standing s join inmates.inmate i on i.id = s.inmate_id
             left join estate.unit u on u.id = s.unit_id left join estate.cell c on c.id = s.cell_id left join estate.prison p on p.id = s.prison_id
            order by i.family_name, i.given_name, i.id limit $1"#,
        limit
    )
    .fetch_all(connection)
    .await
}
