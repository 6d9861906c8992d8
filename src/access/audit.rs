//! Entries of the audit trail. Written in the transaction of the change or the look they tell of; if that fails, so does the page.

use serde_json::Value;
use sqlx::PgConnection;
use uuid::Uuid;

use super::actor::Actor;
use super::matrix::Class;
use crate::platform::id::{GrantId, InmateId, PrisonId};
use chrono::{DateTime, Utc};

macro_rules! actions {
    ($($(#[$doc:meta])* $name:ident = $word:literal;)+) => {
        /// What was done. After article 25 of the Law Enforcement Directive.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Action { $($(#[$doc])* $name,)+ }

        impl Action {
            /// Every action.
            pub const ALL: &'static [Self] = &[$(Self::$name,)+];

            /// The word in the database.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$name => $word,)+ }
            }
        }
    };
}

actions! {
    /// One person's record was shown.
    Look = "look";
    /// Something was searched for.
    Search = "search";
    /// A list of persons was shown.
    List = "list";
    /// Something new was recorded.
    Collect = "collect";
    /// Something recorded was changed or ended.
    Alter = "alter";
    /// Something was told to somebody outside its class.
    Disclose = "disclose";
    /// Something was erased.
    Erase = "erase";
    /// Data left as a file.
    Export = "export";
    /// A page was made for paper.
    Print = "print";
    /// Something was refused.
    Deny = "deny";
    /// Somebody signed in.
    SignIn = "sign_in";
    /// Signing in failed.
    SignInFailed = "sign_in_failed";
    /// Somebody signed out.
    SignOut = "sign_out";
    /// A right was proposed, given or ended.
    Grant = "grant";
    /// A decision was made.
    Decide = "decide";
    /// The glass was broken.
    BreakGlass = "break_glass";
    /// Accounts, prisons or settings were changed.
    Administer = "administer";
}

/// One entry, before it is written.
#[derive(Clone, Debug)]
pub struct Entry {
    /// What was done.
    pub action: Action,
    /// To which class of record.
    pub class: Class,
    /// To whom.
    pub inmate: Option<InmateId>,
    /// Everybody a list showed.
    pub inmates: Vec<InmateId>,
    /// Where.
    pub prison: Option<PrisonId>,
    /// By which personal right.
    pub grant: Option<GrantId>,
    /// Why, in the code of the purpose.
    pub purpose: Option<String>,
    /// More, without content of records.
    pub detail: Value,
}

impl Entry {
    /// An entry about no one in particular.
    pub fn new(action: Action, class: Class) -> Self {
        Self { action, class, inmate: None, inmates: Vec::new(), prison: None, grant: None, purpose: None, detail: Value::Object(Default::default()) }
    }

    /// About this person.
    #[must_use]
    pub fn of(mut self, inmate: InmateId) -> Self {
        self.inmate = Some(inmate);
        self
    }

    /// A list that showed these persons.
    #[must_use]
    pub fn showing(mut self, inmates: Vec<InmateId>) -> Self {
        self.inmates = inmates;
        self
    }

    /// At this prison.
    #[must_use]
    pub fn at(mut self, prison: PrisonId) -> Self {
        self.prison = Some(prison);
        self
    }

    /// With this detail.
    #[must_use]
    pub fn with(mut self, detail: Value) -> Self {
        self.detail = detail;
        self
    }

    /// For this purpose.
    #[must_use]
    pub fn for_purpose(mut self, purpose: impl Into<String>) -> Self {
        self.purpose = Some(purpose.into());
        self
    }
}

/// What every entry of one request shares.
#[derive(Clone, Copy, Debug)]
pub struct Occasion<'a> {
    /// The instant.
    pub at: DateTime<Utc>,
    /// The request.
    pub request: Uuid,
    /// The route's pattern, never the path.
    pub route: &'a str,
}

/// Writes entries, all in one statement.
///
/// # Errors
/// When the database refuses: the caller must then refuse the page.
pub async fn write(connection: &mut PgConnection, actor: &Actor, occasion: Occasion<'_>, entries: &[Entry]) -> Result<(), sqlx::Error> {
    for entry in entries {
        let grant = entry.grant.or_else(|| entry.inmate.and_then(|i| actor.broken.iter().find(|b| b.inmate == i).map(|b| b.grant)));
        let purpose = entry.purpose.as_deref().or(actor.case_number.as_deref());
        let inmates: Vec<Uuid> = entry.inmates.iter().map(|i| i.0).collect();
        sqlx::query!(
            r#"insert into audit.entry (at, actor, role, session_id, action, class, inmate_id, inmates, prison_id, grant_id, purpose, request_id, route, detail)
               values ($1, $2, $3, $4, $5, $6, $7, nullif($8::uuid[], '{}'), $9, $10, $11, $12, $13, $14)"#,
            occasion.at,
            actor.account.0,
            actor.role().map(|r| r.code()),
            actor.session.0,
            entry.action.as_str(),
            entry.class.as_str(),
            entry.inmate.map(|i| i.0),
            &inmates,
            entry.prison.map(|p| p.0),
            grant.map(|g| g.0),
            purpose,
            occasion.request,
            occasion.route,
            entry.detail,
        )
        .execute(&mut *connection)
        .await?;
    }
    Ok(())
}
