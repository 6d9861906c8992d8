//! Rows that a person may have several of: nine tables, the same five statements each.

use sqlx::PgConnection;
use uuid::Uuid;

use super::{Editable, History, Holder, Listed};
use crate::inmates::register::form::{AddressSheet, AlertSheet, ChildSheet, CitizenshipSheet, ContactSheet, MarkSheet, NameSheet, NumberSheet, TongueSheet};
use crate::inmates::register::model::{
    Address, AddressKind, Alert, Child, Citizenship, Contact, Level, Mark, MarkKind, NameKind, Number, NumberKind, OtherName, ProtectionCode, Severity, Tongue,
};
use crate::platform::id::InmateId;

/// Nobody has more of anything than fits on a page.
const MOST: i64 = 200;

/// A row with its id.
#[derive(Clone, Debug)]
pub struct Held<R> {
    /// The id.
    pub id: Uuid,
    /// The row.
    pub row: R,
}

/// Declares a table's statements. Columns are given once as read and once as written; `query!` checks every one of them.
macro_rules! listed {
    ($sheet:ident => $row:ident { $($field:ident),+ }, find: $find:literal, list: $list:literal, update: $update:literal, told: $told:literal, add: $add:literal, end: $end:literal, |$r:ident| [$($value:expr),+]) => {
        impl Editable for $sheet {
            async fn find(conn: &mut PgConnection, inmate: InmateId, id: Uuid) -> Result<Option<$row>, sqlx::Error> {
                sqlx::query_as!($row, $find, id, inmate.0).fetch_optional(conn).await
            }

            async fn update(conn: &mut PgConnection, id: Uuid, $r: &$row, history: &History) -> Result<(), sqlx::Error> {
                sqlx::query!($update + $told, id, $($value),+, history.of, history.changes).execute(conn).await.map(drop)
            }
        }

        impl Listed for $sheet {
            async fn list(conn: &mut PgConnection, inmate: InmateId) -> Result<Vec<Held<$row>>, sqlx::Error> {
                let rows = sqlx::query!($list, inmate.0, MOST).fetch_all(conn).await?;
                Ok(rows.into_iter().map(|r| Held { id: r.id, row: $row { $($field: r.$field),+ } }).collect())
            }

            async fn add(conn: &mut PgConnection, holder: Holder, id: Uuid, $r: &$row) -> Result<(), sqlx::Error> {
                sqlx::query!($add, id, holder.inmate.0, holder.prison.map(|p| p.0), holder.by.0, holder.at, $($value),+).execute(conn).await.map(drop)
            }

            async fn end(conn: &mut PgConnection, holder: Holder, id: Uuid, _reason: Option<&str>) -> Result<(), sqlx::Error> {
                sqlx::query!($end, id, holder.at).execute(conn).await.map(drop)
            }
        }
    };
}

listed!(
    NameSheet => OtherName { kind, family_name, given_name },
    find: r#"select kind as "kind: NameKind", family_name, given_name from inmates.name where id = $1 and inmate_id = $2 and ended_at is null"#,
    list: r#"select id, kind as "kind: NameKind", family_name, given_name from inmates.name where inmate_id = $1 and ended_at is null order by recorded_at, id limit $2"#,
    update: "update inmates.name set kind = $2, family_name = $3, given_name = $4 where id = $1 and ended_at is null",
    told: " returning inmates.remember($5, $6)",
    add: "insert into inmates.name (id, inmate_id, prison_id, recorded_by, recorded_at, kind, family_name, given_name) values ($1, $2, $3, $4, $5, $6, $7, $8)",
    end: "update inmates.name set ended_at = $2 where id = $1 and ended_at is null",
    |r| [r.kind.as_str(), r.family_name, r.given_name]
);

listed!(
    NumberSheet => Number { kind, value, country, verified },
    find: r#"select kind as "kind: NumberKind", value, country, verified from inmates.identifier where id = $1 and inmate_id = $2 and ended_at is null"#,
    list: r#"select id, kind as "kind: NumberKind", value, country, verified from inmates.identifier where inmate_id = $1 and ended_at is null order by recorded_at, id limit $2"#,
    update: "update inmates.identifier set kind = $2, value = $3, country = $4, verified = $5 where id = $1 and ended_at is null",
    told: " returning inmates.remember($6, $7)",
    add: "insert into inmates.identifier (id, inmate_id, prison_id, recorded_by, recorded_at, kind, value, country, verified) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
    end: "update inmates.identifier set ended_at = $2 where id = $1 and ended_at is null",
    |r| [r.kind.as_str(), r.value, r.country.as_deref(), r.verified]
);

listed!(
    CitizenshipSheet => Citizenship { country },
    find: r#"select country from inmates.citizenship where id = $1 and inmate_id = $2 and ended_at is null"#,
    list: r#"select id, country from inmates.citizenship where inmate_id = $1 and ended_at is null order by recorded_at, id limit $2"#,
    update: "update inmates.citizenship set country = $2 where id = $1 and ended_at is null",
    told: " returning inmates.remember($3, $4)",
    add: "insert into inmates.citizenship (id, inmate_id, prison_id, recorded_by, recorded_at, country) values ($1, $2, $3, $4, $5, $6)",
    end: "update inmates.citizenship set ended_at = $2 where id = $1 and ended_at is null",
    |r| [r.country]
);

listed!(
    TongueSheet => Tongue { language, level },
    find: r#"select language, level as "level: Level" from inmates.language where id = $1 and inmate_id = $2 and ended_at is null"#,
    list: r#"select id, language, level as "level: Level" from inmates.language where inmate_id = $1 and ended_at is null order by array_position(array['mother_tongue', 'good', 'some', 'reads_only'], level), recorded_at, id limit $2"#,
    update: "update inmates.language set language = $2, level = $3 where id = $1 and ended_at is null",
    told: " returning inmates.remember($4, $5)",
    add: "insert into inmates.language (id, inmate_id, prison_id, recorded_by, recorded_at, language, level) values ($1, $2, $3, $4, $5, $6, $7)",
    end: "update inmates.language set ended_at = $2 where id = $1 and ended_at is null",
    |r| [r.language, r.level.as_str()]
);

listed!(
    ContactSheet => Contact { name, relationship, phone, next_of_kin, emergency, language, note },
    find: r#"select name, relationship, phone, next_of_kin, emergency, language, note from inmates.contact_person where id = $1 and inmate_id = $2 and ended_at is null"#,
    list: r#"select id, name, relationship, phone, next_of_kin, emergency, language, note from inmates.contact_person where inmate_id = $1 and ended_at is null order by emergency desc, next_of_kin desc, recorded_at, id limit $2"#,
    update: "update inmates.contact_person set name = $2, relationship = $3, phone = $4, next_of_kin = $5, emergency = $6, language = $7, note = $8 where id = $1 and ended_at is null",
    told: " returning inmates.remember($9, $10)",
    add: "insert into inmates.contact_person (id, inmate_id, prison_id, recorded_by, recorded_at, name, relationship, phone, next_of_kin, emergency, language, note) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
    end: "update inmates.contact_person set ended_at = $2 where id = $1 and ended_at is null",
    |r| [r.name, r.relationship, r.phone.as_deref(), r.next_of_kin, r.emergency, r.language.as_deref(), r.note.as_deref()]
);

listed!(
    ChildSheet => Child { name, birth_date, carer, lives_with, contact_wanted },
    find: r#"select name, birth_date, carer, lives_with, contact_wanted from inmates.child where id = $1 and inmate_id = $2 and ended_at is null"#,
    list: r#"select id, name, birth_date, carer, lives_with, contact_wanted from inmates.child where inmate_id = $1 and ended_at is null order by birth_date nulls last, recorded_at, id limit $2"#,
    update: "update inmates.child set name = $2, birth_date = $3, carer = $4, lives_with = $5, contact_wanted = $6 where id = $1 and ended_at is null",
    told: " returning inmates.remember($7, $8)",
    add: "insert into inmates.child (id, inmate_id, prison_id, recorded_by, recorded_at, name, birth_date, carer, lives_with, contact_wanted) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
    end: "update inmates.child set ended_at = $2 where id = $1 and ended_at is null",
    |r| [r.name, r.birth_date, r.carer, r.lives_with, r.contact_wanted]
);

listed!(
    MarkSheet => Mark { kind, body_part, description },
    find: r#"select kind as "kind: MarkKind", body_part, description from inmates.mark where id = $1 and inmate_id = $2 and ended_at is null"#,
    list: r#"select id, kind as "kind: MarkKind", body_part, description from inmates.mark where inmate_id = $1 and ended_at is null order by recorded_at, id limit $2"#,
    update: "update inmates.mark set kind = $2, body_part = $3, description = $4 where id = $1 and ended_at is null",
    told: " returning inmates.remember($5, $6)",
    add: "insert into inmates.mark (id, inmate_id, prison_id, recorded_by, recorded_at, kind, body_part, description) values ($1, $2, $3, $4, $5, $6, $7, $8)",
    end: "update inmates.mark set ended_at = $2 where id = $1 and ended_at is null",
    |r| [r.kind.as_str(), r.body_part, r.description]
);

impl Editable for AddressSheet {
    async fn find(conn: &mut PgConnection, inmate: InmateId, id: Uuid) -> Result<Option<Address>, sqlx::Error> {
        sqlx::query_as!(
            Address,
            r#"select kind as "kind: AddressKind", street, postcode, town, municipality, country, protection_code as "protection_code: ProtectionCode"
                 from inmates.address where id = $1 and inmate_id = $2 and ended_at is null"#,
            id,
            inmate.0
        )
        .fetch_optional(conn)
        .await
    }

    async fn update(conn: &mut PgConnection, id: Uuid, r: &Address, history: &History) -> Result<(), sqlx::Error> {
        let code = r.protection_code.map(ProtectionCode::as_str);
        // An open address that is given a code may vanish from the writer's own sight, which only the function may bring about.
        // Where the code was there before, the writer is cleared, or would not have found the row.
        sqlx::query!(
            "update inmates.address set kind = $2, street = $3, postcode = $4, town = $5, municipality = $6, country = $7,
                    protection_code = case when protection_code is null then null else $8 end
              where id = $1 and ended_at is null returning inmates.remember($9, $10)",
            id,
            r.kind.as_str(),
            r.street,
            r.postcode,
            r.town,
            r.municipality,
            r.country,
            code,
            history.of,
            history.changes
        )
        .execute(&mut *conn)
        .await?;
        if let Some(code) = code {
            sqlx::query!("select inmates.seal_address($1, $2)", id, code).fetch_one(conn).await?;
        }
        Ok(())
    }
}

impl Listed for AddressSheet {
    async fn list(conn: &mut PgConnection, inmate: InmateId) -> Result<Vec<Held<Address>>, sqlx::Error> {
        let rows = sqlx::query!(
            r#"select id, kind as "kind: AddressKind", street, postcode, town, municipality, country, protection_code as "protection_code: ProtectionCode"
                 from inmates.address where inmate_id = $1 and ended_at is null order by recorded_at, id limit $2"#,
            inmate.0,
            MOST
        )
        .fetch_all(conn)
        .await?;
        Ok(rows
            .into_iter()
            .map(|r| Held {
                id: r.id,
                row: Address {
                    kind: r.kind,
                    street: r.street,
                    postcode: r.postcode,
                    town: r.town,
                    municipality: r.municipality,
                    country: r.country,
                    protection_code: r.protection_code,
                },
            })
            .collect())
    }

    async fn add(conn: &mut PgConnection, holder: Holder, id: Uuid, r: &Address) -> Result<(), sqlx::Error> {
        // No `returning`: it would ask for the right to read what was written, which a writer without clearance has not.
        sqlx::query!(
            "insert into inmates.address (id, inmate_id, prison_id, recorded_by, recorded_at, kind, street, postcode, town, municipality, country, protection_code)
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
            id,
            holder.inmate.0,
            holder.prison.map(|p| p.0),
            holder.by.0,
            holder.at,
            r.kind.as_str(),
            r.street,
            r.postcode,
            r.town,
            r.municipality,
            r.country,
            r.protection_code.map(ProtectionCode::as_str)
        )
        .execute(conn)
        .await
        .map(drop)
    }

    async fn end(conn: &mut PgConnection, holder: Holder, id: Uuid, _reason: Option<&str>) -> Result<(), sqlx::Error> {
        sqlx::query!("update inmates.address set ended_at = $2 where id = $1 and ended_at is null", id, holder.at).execute(conn).await.map(drop)
    }
}

impl Editable for AlertSheet {
    async fn find(conn: &mut PgConnection, inmate: InmateId, id: Uuid) -> Result<Option<Alert>, sqlx::Error> {
        sqlx::query_as!(
            Alert,
            r#"select kind, severity as "severity: Severity", instruction, detail, from_day, to_day from inmates.alert where id = $1 and inmate_id = $2 and ended_at is null"#,
            id,
            inmate.0
        )
        .fetch_optional(conn)
        .await
    }

    async fn update(conn: &mut PgConnection, id: Uuid, r: &Alert, history: &History) -> Result<(), sqlx::Error> {
        sqlx::query!(
            "update inmates.alert set kind = $2, severity = $3, instruction = $4, detail = $5, from_day = $6, to_day = $7, version = version + 1
              where id = $1 and ended_at is null returning inmates.remember($8, $9)",
            id,
            r.kind,
            r.severity.as_str(),
            r.instruction,
            r.detail,
            r.from_day,
            r.to_day,
            history.of,
            history.changes
        )
        .execute(conn)
        .await
        .map(drop)
    }
}

impl Listed for AlertSheet {
    async fn list(conn: &mut PgConnection, inmate: InmateId) -> Result<Vec<Held<Alert>>, sqlx::Error> {
        let rows = sqlx::query!(
            r#"select id, kind, severity as "severity: Severity", instruction, detail, from_day, to_day from inmates.alert
                where inmate_id = $1 and ended_at is null order by array_position(array['high', 'medium', 'low'], severity), from_day desc, id limit $2"#,
            inmate.0,
            MOST
        )
        .fetch_all(conn)
        .await?;
        Ok(rows
            .into_iter()
            .map(|r| Held {
                id: r.id,
                row: Alert { kind: r.kind, severity: r.severity, instruction: r.instruction, detail: r.detail, from_day: r.from_day, to_day: r.to_day },
            })
            .collect())
    }

    async fn add(conn: &mut PgConnection, holder: Holder, id: Uuid, r: &Alert) -> Result<(), sqlx::Error> {
        sqlx::query!(
            "insert into inmates.alert (id, inmate_id, prison_id, recorded_by, recorded_at, kind, severity, instruction, detail, from_day, to_day)
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
            id,
            holder.inmate.0,
            holder.prison.map(|p| p.0),
            holder.by.0,
            holder.at,
            r.kind,
            r.severity.as_str(),
            r.instruction,
            r.detail,
            r.from_day,
            r.to_day
        )
        .execute(conn)
        .await
        .map(drop)
    }

    async fn end(conn: &mut PgConnection, holder: Holder, id: Uuid, reason: Option<&str>) -> Result<(), sqlx::Error> {
        sqlx::query!(
            "update inmates.alert set ended_at = $2, ended_by = $3, end_reason = $4, version = version + 1 where id = $1 and ended_at is null",
            id,
            holder.at,
            holder.by.0,
            reason
        )
        .execute(conn)
        .await
        .map(drop)
    }
}
