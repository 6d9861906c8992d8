//! All SQL of the rows of law.

use chrono::NaiveDate;
use sqlx::PgConnection;

use super::merge::{self, Asked, Step};
use super::{Kept, Origin, source};
use crate::law::rule::{Book, Citation, Clock, Confidence, Level, Malformed, Mode, Rule, Span, Status};

/// A row as the database has it.
pub struct Row {
    pub rule_id: String,
    pub subject: String,
    pub version: i32,
    pub trigger_event: String,
    pub value: String,
    pub clock: Clock,
    pub mode: Mode,
    pub level: Option<Level>,
    pub repeat: Option<String>,
    pub warn: Vec<String>,
    pub act: String,
    pub section: String,
    pub valid_from: NaiveDate,
    pub valid_to: Option<NaiveDate>,
    pub status: Status,
    pub confidence: Confidence,
    pub label_nb: String,
    pub label_en: String,
    pub origin: Origin,
}

impl TryFrom<Row> for Kept {
    type Error = Malformed;

    fn try_from(r: Row) -> Result<Self, Malformed> {
        let rule = Rule {
            id: r.rule_id,
            subject: r.subject,
            trigger: r.trigger_event,
            value: r.value.parse()?,
            clock: r.clock,
            mode: r.mode,
            level: r.level,
            repeat: r.repeat.map(|t| t.parse()).transpose()?,
            warn: r.warn.iter().map(|t| t.parse()).collect::<Result<Vec<Span>, _>>()?,
            cite: Citation { act: r.act, section: r.section },
            valid_from: r.valid_from,
            valid_to: r.valid_to,
            status: r.status,
            confidence: r.confidence,
            label_nb: r.label_nb,
            label_en: r.label_en,
            version: r.version,
        };
        Ok(Self { rule, origin: r.origin })
    }
}

/// Every row ever.
async fn kept(connection: &mut PgConnection) -> Result<Vec<Kept>, sqlx::Error> {
    let rows = sqlx::query_as!(
        Row,
        r#"select rule_id, subject, version, trigger_event, value, clock as "clock: Clock", mode as "mode: Mode", level as "level: Level", repeat, warn, act, section,
                  valid_from, valid_to, status as "status: Status", confidence as "confidence: Confidence", label_nb, label_en, origin as "origin: Origin"
             from reference.law_rule"#
    )
    .fetch_all(connection)
    .await?;
    rows.into_iter().map(|r| Kept::try_from(r).map_err(|e| sqlx::Error::Decode(e.into()))).collect()
}

/// Reads the law.
///
/// # Errors
/// When the database refuses, or holds what no row of law can be.
pub async fn load(connection: &mut PgConnection) -> Result<Book, sqlx::Error> {
    Ok(Book::new(kept(connection).await?.into_iter().map(|k| k.rule)))
}

/// Brings the database to the embedded files. Running it again changes nothing.
///
/// # Errors
/// When an embedded file cannot be read or the database refuses.
pub async fn install(connection: &mut PgConnection) -> Result<(), sqlx::Error> {
    let file = source::rows().map_err(|e| sqlx::Error::Configuration(e.into()))?;
    // Two programs that start at once, or an approval in between, must not both number the same row.
    sqlx::query!("select pg_advisory_xact_lock(hashtext('reference.law')) as locked").fetch_one(&mut *connection).await?;
    let kept = kept(connection).await?;
    let asked = sqlx::query_as!(Asked, "select rule_id as id, subject, valid_from, value from reference.law_proposal where origin = 'file'")
        .fetch_all(&mut *connection)
        .await?;
    for step in merge::plan(&kept, &asked, &file) {
        match step {
            Step::Put(rule) => put(connection, rule).await?,
            Step::Propose(rule) => propose(connection, rule).await?,
            Step::Rename(version, r) => {
                sqlx::query!(
                    "update reference.law_rule set label_nb = $4, label_en = $5 where rule_id = $1 and subject = $2 and version = $3",
                    r.id,
                    r.subject,
                    version,
                    r.label_nb,
                    r.label_en
                )
                .execute(&mut *connection)
                .await?;
            }
            Step::Close(version, r, last) => {
                sqlx::query!(
                    "update reference.law_rule set valid_to = $4 where rule_id = $1 and subject = $2 and version = $3",
                    r.id,
                    r.subject,
                    version,
                    last
                )
                .execute(&mut *connection)
                .await?;
            }
        }
    }
    Ok(())
}

/// A row as an object with the columns' names.
pub fn columns(r: &Rule) -> serde_json::Value {
    serde_json::json!({
        "rule_id": r.id, "subject": r.subject, "trigger_event": r.trigger, "value": r.value.to_string(), "clock": r.clock.as_str(), "mode": r.mode.as_str(),
        "level": r.level.map(Level::as_str), "repeat": r.repeat.map(|s| s.to_string()), "warn": r.warn.iter().map(ToString::to_string).collect::<Vec<_>>(),
        "act": r.cite.act, "section": r.cite.section, "valid_from": r.valid_from, "valid_to": r.valid_to, "status": r.status.as_str(),
        "confidence": r.confidence.as_str(), "label_nb": r.label_nb, "label_en": r.label_en,
    })
}

async fn put(connection: &mut PgConnection, rule: &Rule) -> Result<(), sqlx::Error> {
    sqlx::query!("select reference.put_law(jsonb_populate_record(null::reference.law_rule, $1::jsonb || '{\"origin\": \"file\"}')) as version", columns(rule))
        .fetch_one(connection)
        .await
        .map(drop)
}

/// While another proposal of the same rule waits, the file's waits for the next start.
async fn propose(connection: &mut PgConnection, rule: &Rule) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "insert into reference.law_proposal select (jsonb_populate_record(null::reference.law_proposal, $1::jsonb || jsonb_build_object('id', gen_random_uuid(), 'origin', 'file',
            'proposed_at', platform.now(), 'base_version', (select max(k.version) from reference.law_rule k where k.rule_id = $2 and k.subject = $3)))).*
         on conflict (rule_id, subject) where outcome is null do nothing",
        columns(rule),
        rule.id,
        rule.subject
    )
    .execute(connection)
    .await
    .map(drop)
}

/// A change of the law that may change what was computed before.
#[derive(Debug)]
pub struct Change {
    pub id: i64,
    pub rule_id: String,
    pub subject: String,
    pub version: i32,
    /// The days on which the rule now says something else.
    pub from_day: NaiveDate,
    pub to_day: Option<NaiveDate>,
}

/// The changes that nobody has recomputed for yet, oldest first; for background work. Locked until the transaction ends.
///
/// # Errors
/// When the database refuses.
pub async fn changes(connection: &mut PgConnection, limit: i64) -> Result<Vec<Change>, sqlx::Error> {
    sqlx::query_as!(
        Change,
        "select id, rule_id, subject, version, from_day, to_day from reference.law_change where handled_at is null order by id limit $1 for update skip locked",
        limit
    )
    .fetch_all(connection)
    .await
}

/// Marks changes as recomputed for.
///
/// # Errors
/// When the database refuses.
pub async fn handled(connection: &mut PgConnection, changes: &[i64]) -> Result<(), sqlx::Error> {
    sqlx::query!("update reference.law_change set handled_at = platform.now() where id = any($1)", changes).execute(connection).await.map(drop)
}
