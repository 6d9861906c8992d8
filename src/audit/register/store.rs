//! SQL of the register.

use chrono::{DateTime, Utc};
use sqlx::PgConnection;

use crate::platform::id::{GrantId, InmateId};

/// Which uses are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Show {
    /// Every one.
    All,
    /// Those that nobody has reviewed.
    Waiting,
    /// Those that should have been reviewed.
    Overdue,
    /// Those that were judged to be misuse.
    Misuse,
}

impl Show {
    /// Every choice, with its word in the address.
    pub const ALL: &'static [(Self, &'static str)] = &[(Self::All, "all"), (Self::Waiting, "waiting"), (Self::Overdue, "overdue"), (Self::Misuse, "misuse")];

    /// From the word; everything for any other.
    pub fn from_word(word: &str) -> Self {
        Self::ALL.iter().find(|(_, w)| *w == word).map_or(Self::All, |(show, _)| *show)
    }

    /// The word in the address.
    pub fn as_str(self) -> &'static str {
        Self::ALL.iter().find(|(show, _)| *show == self).map_or("all", |(_, word)| word)
    }
}

/// A use.
pub struct Use {
    pub id: GrantId,
    pub at: DateTime<Utc>,
    pub name: Option<String>,
    pub staff_number: Option<String>,
    pub role: String,
    pub prison: Option<String>,
    pub inmate: Option<(InmateId, String)>,
    pub code: String,
    pub reason: String,
    pub verdict: Option<String>,
    pub reviewer: Option<String>,
    pub verdict_reason: Option<String>,
}

/// Uses, newest first, below the one given.
pub async fn uses(connection: &mut PgConnection, show: Show, before: Option<GrantId>, now: DateTime<Utc>, limit: i64) -> Result<Vec<Use>, sqlx::Error> {
    let rows = sqlx::query!(
        r#"select g.id, lower(g.during) as "at!", a.display_name as "name?", a.staff_number as "staff_number?", g.role, p.name as "prison?", i.id as "inmate_id?", i.number as "number?",
                  g.reason_code as "code!", g.reason, g.verdict, r.display_name as "reviewer?", g.verdict_reason
             from access.person_grant g left join access.account a on a.id = g.account_id left join access.account r on r.id = g.reviewed_by
             left join estate.prison p on p.id = g.prison_id left join inmates.inmate i on i.id = g.inmate_id
            where g.kind = 'break_glass'
              and case $1 when 'waiting' then g.reviewed_by is null when 'overdue' then g.reviewed_by is null and lower(g.during) < $2::timestamptz - interval '7 days'
                          when 'misuse' then g.verdict = 'misuse' else true end
              and ($3::uuid is null or g.id < $3)
            order by g.id desc limit $4"#,
        show.as_str(),
        now,
        before.map(|g| g.0),
        limit
    )
    .fetch_all(connection)
    .await?;
    Ok(rows
        .into_iter()
        .map(|r| Use {
            id: GrantId(r.id),
            at: r.at,
            name: r.name,
            staff_number: r.staff_number,
            role: r.role,
            prison: r.prison,
            inmate: r.inmate_id.map(InmateId).zip(r.number),
            code: r.code,
            reason: r.reason,
            verdict: r.verdict,
            reviewer: r.reviewer,
            verdict_reason: r.verdict_reason,
        })
        .collect())
}
