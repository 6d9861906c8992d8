//! SQL of the list of learners.

use chrono::NaiveDate;
use sqlx::PgConnection;
use uuid::Uuid;

/// A course under way, of somebody whom the reader teaches.
#[derive(Clone, Debug)]
pub struct Learner {
    pub inmate: Uuid,
    pub number: String,
    pub family_name: String,
    pub given_name: String,
    pub prison: Option<String>,
    pub course: String,
    pub from: NaiveDate,
    /// The last day on which something was reached, passed or tested.
    pub last: Option<NaiveDate>,
    pub reached: i64,
    pub of_n: i64,
    pub adapted: bool,
    /// The next exam.
    pub exam: Option<chrono::DateTime<chrono::Utc>>,
    /// Whether the record opens for the reader: a leader of the school reads the list, and the records of those whom the places give.
    pub opens: bool,
}

/// Those of the reader: row security says whose.
pub async fn mine(connection: &mut PgConnection) -> Result<Vec<Learner>, sqlx::Error> {
    sqlx::query_as!(
        Learner,
        r#"select i.id as inmate, i.number, i.family_name, i.given_name, p.name as "prison?", e.course_code as course, e.from_day as "from",
                  greatest((select max(r.on_day) from learning.reached r where r.enrolment_id = e.id and r.taken_back_at is null), (select max(x.on_day) from learning.result x where x.enrolment_id = e.id),
                           (select max(l.on_day) from learning.level_test l where l.inmate_id = e.inmate_id and l.withdrawn_at is null)) as last,
                  (select count(*) from learning.reached r where r.enrolment_id = e.id and r.taken_back_at is null) as "reached!",
                  (select count(distinct c.number) from learning.competence c where c.course_code = e.course_code
                      and (c.closed_on is null or exists (select from learning.reached r where r.enrolment_id = e.id and r.competence_id = c.id and r.taken_back_at is null))) as "of_n!",
                  exists (select from learning.adapted a where a.inmate_id = e.inmate_id and a.ended_at is null) as "adapted!",
                  (select min(q.starts_at) from learning.candidate k join learning.exam q on q.id = k.exam_id where k.inmate_id = e.inmate_id and k.withdrawn_at is null and q.state = 'planned' and q.starts_at > platform.now()) as exam,
                  e.inmate_id = any((select access.assigned())::uuid[]) as "opens!"
             from learning.enrolment e join inmates.inmate i on i.id = e.inmate_id left join estate.prison p on p.id = e.prison_id
            where e.state = 'under_way' order by i.family_name, i.given_name, i.id, e.course_code limit 400"#
    )
    .fetch_all(connection)
    .await
}
