//! Where people were at an instant.

use chrono::{DateTime, Utc};
use sqlx::PgConnection;
use uuid::Uuid;

use crate::platform::id::{InmateId, PrisonId};

/// Where one person was.
#[derive(Clone, Debug)]
pub struct Position {
    /// `none`, `reception`, `no_cell`, `cell`, `inside`, `on_the_way`, `out`.
    pub state: String,
    /// The prison that held the person.
    pub prison: Option<String>,
    /// The unit.
    pub unit: Option<String>,
    /// The cell.
    pub cell: Option<String>,
    /// Since when.
    pub since: Option<DateTime<Utc>>,
    /// Until when it was meant to last.
    pub until: Option<DateTime<Utc>>,
    /// Reason or kind.
    pub reason: Option<String>,
    /// Where.
    pub place: Option<String>,
}

/// Where one person was at an instant.
pub async fn position(connection: &mut PgConnection, inmate: InmateId, at: DateTime<Utc>) -> Result<Option<Position>, sqlx::Error> {
    sqlx::query_as!(
        Position,
        r#"select p.state as "state!", r.name as "prison?", u.name as "unit?", c.code as "cell?", p.since, p.until, p.reason, p.place
             from custody.position_at($1, $2) p
             left join estate.prison r on r.id = p.prison_id left join estate.unit u on u.id = p.unit_id left join estate.cell c on c.id = p.cell_id"#,
        inmate.0,
        at
    )
    .fetch_optional(connection)
    .await
}

/// Where somebody of a prison was.
#[derive(Clone, Debug)]
pub struct Whereabouts {
    /// Who.
    pub inmate: Uuid,
    /// Family name.
    pub family_name: String,
    /// Given names.
    pub given_name: String,
    /// The number.
    pub number: String,
    /// As in [`Position`].
    pub state: String,
    /// The unit.
    pub unit_id: Option<Uuid>,
    /// Its name.
    pub unit: Option<String>,
    /// The cell's code.
    pub cell: Option<String>,
    /// Since when.
    pub since: Option<DateTime<Utc>>,
    /// Until when.
    pub until: Option<DateTime<Utc>>,
    /// Reason or kind.
    pub reason: Option<String>,
    /// Where.
    pub place: Option<String>,
}

/// A place with somebody whom the reader may not see.
#[derive(Clone, Debug)]
pub struct Hidden {
    /// As in [`Position`].
    pub state: String,
    /// The unit.
    pub unit_id: Option<Uuid>,
    /// Its name.
    pub unit: Option<String>,
    /// The cell's code.
    pub cell: Option<String>,
}

/// Everybody of a prison at an instant.
#[derive(Clone, Debug, Default)]
pub struct Everybody {
    /// Those the reader sees, in walking order.
    pub people: Vec<Whereabouts>,
    /// The others.
    pub hidden: Vec<Hidden>,
}

/// Everybody of a prison at an instant.
pub async fn everybody(connection: &mut PgConnection, prison: PrisonId, at: DateTime<Utc>) -> Result<Everybody, sqlx::Error> {
    let people = sqlx::query_as!(
        Whereabouts,
        r#"select p.inmate_id as "inmate!", i.family_name, i.given_name, i.number, p.state as "state!", p.unit_id, u.name as "unit?", c.code as "cell?", p.since, p.until, p.reason, p.place
             from custody.positions_at($1, $2) p join inmates.inmate i on i.id = p.inmate_id
             left join estate.unit u on u.id = p.unit_id left join estate.cell c on c.id = p.cell_id
            order by u.sort nulls first, u.code, c.walking_order nulls first, c.code, i.family_name, i.given_name, i.id limit 3000"#,
        prison.0,
        at
    )
    .fetch_all(&mut *connection)
    .await?;
    let hidden = sqlx::query_as!(
        Hidden,
        r#"select h.state as "state!", h.unit_id, u.name as "unit?", c.code as "cell?"
             from custody.positions_hidden($1, $2) h left join estate.unit u on u.id = h.unit_id left join estate.cell c on c.id = h.cell_id
            order by u.sort nulls first, u.code, c.walking_order nulls first, c.code limit 3000"#,
        prison.0,
        at
    )
    .fetch_all(connection)
    .await?;
    Ok(Everybody { people, hidden })
}
