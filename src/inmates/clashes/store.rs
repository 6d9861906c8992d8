//! SQL of what meets what.

use chrono::{DateTime, Utc};
use sqlx::PgConnection;

use crate::platform::id::InmateId;

/// Two things at one time.
#[derive(Clone, Debug)]
pub(super) struct Clash {
    pub stays: String,
    pub gives_way: String,
    pub place: Option<String>,
    pub from: DateTime<Utc>,
    pub until: Option<DateTime<Utc>>,
    pub undecided: bool,
}

/// What meets what in somebody's time, from now until then, in the order of time.
///
/// # Errors
/// When the database is away.
pub(super) async fn ahead(connection: &mut PgConnection, inmate: InmateId, until: DateTime<Utc>) -> Result<Vec<Clash>, sqlx::Error> {
    sqlx::query_as!(
        Clash,
        r#"select c.stays as "stays!", c.gives_way as "gives_way!", c.place, c.starts_at as "from!", c.ends_at as until, c.undecided as "undecided!" from activities.clashes_ahead($1, $2) c"#,
        inmate.0,
        until
    )
    .fetch_all(connection)
    .await
}
