//! People who may be the same as somebody being registered, among those the writer may see.

use chrono::NaiveDate;
use serde::Deserialize;
use sqlx::PgConnection;
use uuid::Uuid;

use crate::inmates::register::model::Number;
use crate::inmates::register::rules::{Described, Spelt};

#[derive(Deserialize)]
struct Other {
    family: String,
    given: String,
}

/// Somebody already in the register.
#[derive(Clone, Debug)]
pub struct Candidate {
    /// Who.
    pub id: Uuid,
    /// The number people use.
    pub number: String,
    /// Family name.
    pub family_name: String,
    /// Given names.
    pub given_name: String,
    /// Birth date.
    pub birth_date: Option<NaiveDate>,
    /// The prison that answers for them.
    pub prison: Option<String>,
    /// Whether they are in custody.
    pub in_custody: bool,
    /// Whether they have the number asked for.
    pub same_number: bool,
    /// To compare with.
    pub described: Described,
}

/// At most fifty, the likeliest first. Cheap to find, judged afterwards by [`crate::inmates::register::rules::likeness`].
///
/// # Errors
/// When the database is away.
pub async fn candidates(conn: &mut PgConnection, new: &Described, number: Option<&Number>) -> Result<Vec<Candidate>, sqlx::Error> {
    let alias_terms = new.others.first().map(Spelt::terms).unwrap_or_default();
    let sounds: Vec<String> = new.others.iter().chain([&new.name]).flat_map(Spelt::sounds).collect();
    let rows = sqlx::query!(
        r#"with hit as (
               select d.inmate_id from inmates.identifier d where d.ended_at is null and d.kind = $1 and d.value = $2
               union
               select i.id from inmates.inmate i join inmates.search_term s on s.inmate_id = i.id where i.birth_date = $3 and s.sound = any($4)
               union
               (select s.inmate_id from inmates.search_term s where s.term = any($5) group by s.inmate_id having count(distinct s.term) = cardinality($5))
               union
               (select s.inmate_id from inmates.search_term s where s.term = any($6) group by s.inmate_id having count(distinct s.term) = cardinality($6)))
           select i.id, i.number, i.family_name, i.given_name, i.birth_date, p.name as "prison?",
                  exists (select from custody.in_custody c where c.inmate_id = i.id) as "in_custody!",
                  exists (select from inmates.identifier d where d.inmate_id = i.id and d.ended_at is null and d.kind = $1 and d.value = $2) as "same_number!",
                  coalesce((select jsonb_agg(jsonb_build_object('family', n.family_name, 'given', n.given_name)) from inmates.name n where n.inmate_id = i.id and n.ended_at is null), '[]') as "others!"
             from hit join inmates.inmate i on i.id = hit.inmate_id left join estate.prison p on p.id = i.prison_id
            order by 8 desc, (i.birth_date = $3) desc nulls last, length(i.family_name || i.given_name), i.number
            limit 50"#,
        number.map(|n| n.kind.as_str()),
        number.map(|n| n.value.as_str()),
        new.birth_date,
        &sounds,
        &new.name.terms(),
        &alias_terms
    )
    .fetch_all(conn)
    .await?;
    Ok(rows
        .into_iter()
        .map(|r| {
            let others: Vec<Other> = serde_json::from_value(r.others).unwrap_or_default();
            let described = Described {
                name: Spelt::of(&r.family_name, &r.given_name),
                others: others.iter().map(|o| Spelt::of(&o.family, &o.given)).collect(),
                birth_date: r.birth_date,
            };
            Candidate {
                id: r.id,
                number: r.number,
                family_name: r.family_name,
                given_name: r.given_name,
                birth_date: r.birth_date,
                prison: r.prison,
                in_custody: r.in_custody,
                same_number: r.same_number,
                described,
            }
        })
        .collect())
}
