//! The embedded file, and all SQL of the hours.

use chrono::NaiveTime;
use sqlx::{PgConnection, Row as _};

use super::model::{DayType, Doors, Plan, Row, UnitType};

const FILE: &str = include_str!("../../../data/daily_schedule.csv");

/// The rows of the embedded file.
pub(super) fn embedded() -> Result<Vec<Row>, csv::Error> {
    let mut reader = csv::ReaderBuilder::new().comment(Some(b'#')).from_reader(FILE.as_bytes());
    let bad = |what: &str| csv::Error::from(std::io::Error::other(format!("daily_schedule.csv: {what}")));
    let mut rows = Vec::new();
    for record in reader.records() {
        let record = record?;
        let field = |n: usize| record.get(n).unwrap_or_default();
        let time = |n: usize| NaiveTime::parse_from_str(field(n), "%H:%M").map_err(|_| bad(field(n)));
        rows.push(Row {
            unit_type: UnitType::from_word(field(0)).ok_or_else(|| bad(field(0)))?,
            day_type: DayType::from_word(field(1)).ok_or_else(|| bad(field(1)))?,
            starts: time(2)?,
            ends: time(3)?,
            code: field(4).to_owned(),
            label_nb: field(5).to_owned(),
            label_en: field(6).to_owned(),
            doors: Doors::from_word(field(7)).ok_or_else(|| bad(field(7)))?,
            counts: field(8) == "1",
            basis: field(9).to_owned(),
        });
    }
    Ok(rows)
}

/// Writes the embedded hours to the database: rows of the file are added or corrected, rows that left it are removed.
///
/// # Errors
/// When the embedded file cannot be read or the database refuses.
pub async fn install(connection: &mut PgConnection) -> Result<(), sqlx::Error> {
    let rows = embedded().map_err(|e| sqlx::Error::Configuration(e.into()))?;
    let text = |pick: fn(&Row) -> &str| rows.iter().map(|r| pick(r).to_owned()).collect::<Vec<_>>();
    sqlx::query(
        "with given as (
            select * from unnest($1::text[], $2::text[], $3::time[], $4::time[], $5::text[], $6::text[], $7::text[], $8::text[], $9::boolean[], $10::text[])
                     t (unit_type, day_type, starts, ends, code, label_nb, label_en, doors, counts, basis)),
         gone as (delete from custody.schedule_row r where not exists (select from given g where (g.unit_type, g.day_type, g.starts) = (r.unit_type, r.day_type, r.starts)))
         insert into custody.schedule_row as r (unit_type, day_type, starts, ends, code, label_nb, label_en, doors, counts, basis) select * from given
         on conflict (unit_type, day_type, starts) do update set ends = excluded.ends, code = excluded.code, label_nb = excluded.label_nb, label_en = excluded.label_en,
             doors = excluded.doors, counts = excluded.counts, basis = excluded.basis
         where (r.ends, r.code, r.label_nb, r.label_en, r.doors, r.counts, r.basis)
            is distinct from (excluded.ends, excluded.code, excluded.label_nb, excluded.label_en, excluded.doors, excluded.counts, excluded.basis)",
    )
    .bind(text(|r| r.unit_type.as_str()))
    .bind(text(|r| r.day_type.as_str()))
    .bind(rows.iter().map(|r| r.starts).collect::<Vec<_>>())
    .bind(rows.iter().map(|r| r.ends).collect::<Vec<_>>())
    .bind(text(|r| &r.code))
    .bind(text(|r| &r.label_nb))
    .bind(text(|r| &r.label_en))
    .bind(text(|r| r.doors.as_str()))
    .bind(rows.iter().map(|r| r.counts).collect::<Vec<_>>())
    .bind(text(|r| &r.basis))
    .execute(connection)
    .await
    .map(drop)
}

/// Reads the hours.
///
/// # Errors
/// When the database refuses.
pub async fn load(connection: &mut PgConnection) -> Result<Plan, sqlx::Error> {
    let rows = sqlx::query(
        "select unit_type, day_type, starts, ends, code, label_nb, label_en, doors, counts, coalesce(basis, '') as basis from custody.schedule_row",
    )
    .fetch_all(connection)
    .await?;
    let mut found = Vec::with_capacity(rows.len());
    for row in rows {
        let words = (UnitType::from_word(row.try_get("unit_type")?), DayType::from_word(row.try_get("day_type")?), Doors::from_word(row.try_get("doors")?));
        let (Some(unit_type), Some(day_type), Some(doors)) = words else { continue };
        found.push(Row {
            unit_type,
            day_type,
            doors,
            starts: row.try_get("starts")?,
            ends: row.try_get("ends")?,
            code: row.try_get("code")?,
            label_nb: row.try_get("label_nb")?,
            label_en: row.try_get("label_en")?,
            counts: row.try_get("counts")?,
            basis: row.try_get("basis")?,
        });
    }
    Ok(Plan::of(found))
}
