//! The weeks ahead: what they are written from, and the rows.

use chrono::NaiveDate;
use sqlx::PgConnection;
use uuid::Uuid;

use crate::activities::sessions::rules::{OfPlace, Put, Shut};
use crate::law::recurrence::{Pattern as Weekly, Weeks};

/// What the weeks ahead are made of, of one prison.
pub struct Sources {
    pub prison: Uuid,
    pub patterns: Vec<OfPlace>,
    pub shut: Vec<Shut>,
}

/// Of every prison, or of one: patterns that hold in the days asked for, and closures that touch them. What was opened again is shut until then.
pub async fn sources(connection: &mut PgConnection, prison: Option<Uuid>, first: NaiveDate, end: NaiveDate) -> Result<Vec<Sources>, sqlx::Error> {
    let patterns = sqlx::query!(
        r#"select t.prison_id, t.id, t.place_id, t.room_id, t.weekday, t.starts, t.ends, t.weeks, lower(t.during) as "from!", upper(t.during) as until, t.holidays = 'runs' as "runs!"
             from activities.pattern t where ($1::uuid is null or t.prison_id = $1) and t.during && daterange($2, $3) order by t.prison_id, t.id"#,
        prison,
        first,
        end
    )
    .fetch_all(&mut *connection)
    .await?;
    let closures = sqlx::query!(
        r#"select c.prison_id, c.id, c.place_id, c.room_id, lower(c.during) as "from!", least(upper(c.during), c.ended_at) as until, c.reason_code, c.reason
             from activities.closure c
            where ($1::uuid is null or c.prison_id = $1) and (c.ended_at is null or c.ended_at > lower(c.during))
              and c.during && tstzrange($2::date::timestamp at time zone 'Europe/Oslo', $3::date::timestamp at time zone 'Europe/Oslo') order by c.prison_id, c.made_at, c.id"#,
        prison,
        first,
        end
    )
    .fetch_all(connection)
    .await?;
    let mut out: Vec<Sources> = Vec::new();
    for p in patterns {
        if out.last().is_none_or(|s| s.prison != p.prison_id) {
            out.push(Sources { prison: p.prison_id, patterns: Vec::new(), shut: Vec::new() });
        }
        let weeks = match p.weeks.as_str() {
            "odd" => Weeks::Odd,
            "even" => Weeks::Even,
            _ => Weeks::Every,
        };
        let pattern = Weekly {
            weekday: u32::from(p.weekday.unsigned_abs()),
            starts: p.starts,
            ends: p.ends,
            weeks,
            from: p.from,
            until: p.until,
            runs_on_holidays: p.runs,
        };
        if let Some(of) = out.last_mut() {
            of.patterns.push(OfPlace { id: p.id, place: p.place_id, room: p.room_id, pattern });
        }
    }
    for c in closures {
        if let Some(of) = out.iter_mut().find(|s| s.prison == c.prison_id) {
            of.shut.push(Shut { id: c.id, place: c.place_id, room: c.room_id, from: c.from, until: c.until, reason_code: c.reason_code, reason: c.reason });
        }
    }
    Ok(out)
}

/// Writes the rows of a house. How many were written or changed.
pub async fn put(connection: &mut PgConnection, rows: &[Put]) -> Result<u64, sqlx::Error> {
    let rows: Vec<serde_json::Value> = rows
        .iter()
        .map(|r| {
            serde_json::json!({ "pattern": r.pattern, "day": r.day, "starts": r.starts, "ends": r.ends, "reason_code": r.reason_code, "reason": r.reason, "closure": r.closure })
        })
        .collect();
    let written = sqlx::query_scalar!(r#"select activities.put_sessions($1) as "n!""#, serde_json::Value::Array(rows)).fetch_one(connection).await?;
    Ok(u64::from(written.unsigned_abs()))
}
