//! Who the person is: the inmate's own row.

use chrono::NaiveDate;
use sqlx::PgConnection;
use uuid::Uuid;

use super::{Editable, History};
use crate::inmates::register::form::{CoreSheet, Facts};
use crate::inmates::register::model::{Basis, Core, Identity, NumberKind, Sex};
use crate::inmates::register::rules;
use crate::platform::id::InmateId;

impl Editable for CoreSheet {
    async fn find(conn: &mut PgConnection, inmate: InmateId, _id: Uuid) -> Result<Option<Core>, sqlx::Error> {
        sqlx::query_as!(
            Core,
            r#"select family_name, given_name, identity as "identity: Identity", birth_date, birth_date_basis as "birth_date_basis: Basis", sex as "sex: Sex",
                      stated_gender, birth_country, interpreter_language, religion
                 from inmates.inmate where id = $1"#,
            inmate.0
        )
        .fetch_optional(conn)
        .await
    }

    async fn update(conn: &mut PgConnection, id: Uuid, row: &Core, history: &History) -> Result<(), sqlx::Error> {
        sqlx::query!(
            "update inmates.inmate set family_name = $2, given_name = $3, identity = $4, birth_date = $5, birth_date_basis = $6, sex = $7, stated_gender = $8,
                    birth_country = $9, interpreter_language = $10, religion = $11, version = version + 1
              where id = $1 returning inmates.remember($12, $13)",
            id,
            row.family_name,
            row.given_name,
            row.identity.as_str(),
            row.birth_date,
            row.birth_date_basis.as_str(),
            row.sex.as_str(),
            row.stated_gender,
            row.birth_country,
            row.interpreter_language,
            row.religion,
            history.of,
            history.changes
        )
        .execute(conn)
        .await
        .map(drop)
    }
}

/// What forms about this person compare with.
///
/// # Errors
/// When the database is away.
pub async fn facts(conn: &mut PgConnection, inmate: InmateId) -> Result<Facts, sqlx::Error> {
    let row = sqlx::query!(
        r#"select i.birth_date, array(select d.value from inmates.identifier d where d.inmate_id = i.id and d.ended_at is null and d.kind = 'national') as "national!",
                  array(select d.value from inmates.identifier d where d.inmate_id = i.id and d.ended_at is null and d.kind = 'd_number') as "d_numbers!"
             from inmates.inmate i where i.id = $1"#,
        inmate.0
    )
    .fetch_optional(conn)
    .await?;
    Ok(row.map(|r| compare(r.birth_date, &r.national, &r.d_numbers)).unwrap_or_default())
}

/// What a form compares with, from the birth date and the numbers in force.
pub(super) fn compare(born: Option<NaiveDate>, national: &[String], d_numbers: &[String]) -> Facts {
    let says = |kind| move |value: &String| rules::number(kind, value).ok().and_then(|n| n.born);
    let numbers_say = national.iter().filter_map(says(NumberKind::National)).chain(d_numbers.iter().filter_map(says(NumberKind::DNumber))).collect();
    Facts { born, numbers_say, ..Facts::default() }
}
