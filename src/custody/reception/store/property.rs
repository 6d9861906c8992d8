//! Property: the list, and the receipts for it.

use chrono::{DateTime, Utc};
use sqlx::PgConnection;
use uuid::Uuid;

use crate::custody::reception::model::{Answers, Item, Receipt, Reception};
use crate::platform::id::{AccountId, InmateId, RowId};

/// The list of a reception: what was brought, and what came along from another prison.
pub async fn items(conn: &mut PgConnection, r: RowId) -> Result<Vec<Item>, sqlx::Error> {
    sqlx::query_as!(
        Item,
        r#"select i.id, i.category, i.description, i.quantity, i.serial, i.condition, i.handling, i.value_nok, coalesce(a.display_name, '') as "by!", i.recorded_at as at
             from property.item i left join access.account a on a.id = i.recorded_by
            where i.id = any(custody.reception_items($1)) order by i.id limit 300"#,
        r.0
    )
    .fetch_all(conn)
    .await
}

/// Everything kept of a person.
pub async fn held_items(conn: &mut PgConnection, inmate: InmateId) -> Result<Vec<Item>, sqlx::Error> {
    sqlx::query_as!(
        Item,
        r#"select i.id, i.category, i.description, i.quantity, i.serial, i.condition, i.handling, i.value_nok, coalesce(a.display_name, '') as "by!", i.recorded_at as at
             from property.item i left join access.account a on a.id = i.recorded_by
            where i.inmate_id = $1 and i.ended_at is null order by i.handling, i.category, i.id limit 500"#,
        inmate.0
    )
    .fetch_all(conn)
    .await
}

/// Writes a thing down.
pub async fn add_item(conn: &mut PgConnection, r: &Reception, a: &Answers, by: AccountId, now: DateTime<Utc>) -> Result<(), sqlx::Error> {
    let quantity: i32 = a.get("quantity").parse().unwrap_or(1);
    let value: Option<i32> = a.get("value_nok").parse().ok();
    sqlx::query!(
        "insert into property.item (id, reception_id, prison_id, inmate_id, category, description, quantity, serial, condition, handling, value_nok, recorded_by, recorded_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
        Uuid::now_v7(),
        r.id.0,
        r.prison.0,
        r.inmate.map(|i| i.0),
        a.get("category"),
        a.get("description"),
        quantity,
        a.get("serial"),
        a.get("condition"),
        a.get("handling"),
        value,
        by.0,
        now
    )
    .execute(conn)
    .await
    .map(drop)
}

/// Takes a thing off the list; false when it is off.
pub async fn remove_item(conn: &mut PgConnection, r: RowId, item: RowId, by: AccountId, now: DateTime<Utc>, reason: &str) -> Result<bool, sqlx::Error> {
    let done = sqlx::query!(
        "update property.item set ended_by = $3, ended_at = $4, end_reason = $5 where id = $2 and id = any(custody.reception_items($1)) and ended_at is null",
        r.0,
        item.0,
        by.0,
        now,
        reason
    )
    .execute(conn)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Keeps that the list was gone through, signed or not.
pub async fn sign(conn: &mut PgConnection, r: &Reception, covers: &[Uuid], a: &Answers, by: AccountId, now: DateTime<Utc>) -> Result<(), sqlx::Error> {
    let mut covers = covers.to_vec();
    covers.sort();
    sqlx::query!(
        "insert into property.receipt (id, reception_id, prison_id, inmate_id, covers, together, signed_name, refused_reason, taken_by, at)
         values ($1, $2, $3, $4, $5, $6, nullif($7, ''), nullif($8, ''), $9, $10)",
        Uuid::now_v7(),
        r.id.0,
        r.prison.0,
        r.inmate.map(|i| i.0),
        &covers,
        a.is("together", "yes"),
        a.get("signed_name"),
        a.get("refused_reason"),
        by.0,
        now
    )
    .execute(conn)
    .await
    .map(drop)
}

/// The latest receipt of a reception.
pub async fn receipt(conn: &mut PgConnection, r: RowId) -> Result<Option<Receipt>, sqlx::Error> {
    sqlx::query_as!(
        Receipt,
        r#"select p.covers, p.together, p.signed_name, p.refused_reason, coalesce(a.display_name, '') as "by!", p.at
             from property.receipt p left join access.account a on a.id = p.taken_by where p.reception_id = $1 order by p.at desc, p.id desc limit 1"#,
        r.0
    )
    .fetch_optional(conn)
    .await
}

/// Every receipt of a person, the latest first, with the reception it was given in.
pub async fn held_receipts(conn: &mut PgConnection, inmate: InmateId) -> Result<Vec<(Option<Uuid>, Receipt)>, sqlx::Error> {
    let rows = sqlx::query!(
        r#"select p.reception_id, p.covers, p.together, p.signed_name, p.refused_reason, coalesce(a.display_name, '') as "by!", p.at
             from property.receipt p left join access.account a on a.id = p.taken_by where p.inmate_id = $1 order by p.at desc, p.id desc limit 50"#,
        inmate.0
    )
    .fetch_all(conn)
    .await?;
    Ok(rows
        .into_iter()
        .map(|r| {
            (
                r.reception_id,
                Receipt { covers: r.covers, together: r.together, signed_name: r.signed_name, refused_reason: r.refused_reason, by: r.by, at: r.at },
            )
        })
        .collect())
}
