//! Entries of the audit trail. Written in the transaction of the change or the look they tell of; if that fails, so does the page.

use serde::Serialize;
use serde_json::{Value, json};
use uuid::Uuid;

use super::actor::Actor;
use super::matrix::Class;
use crate::platform::db::literal;
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

#[derive(Serialize)]
struct Row<'a> {
    action: &'static str,
    class: &'static str,
    inmate: Option<InmateId>,
    inmates: &'a [InmateId],
    prison: Option<PrisonId>,
    grant: Option<GrantId>,
    purpose: Option<&'a str>,
    detail: &'a Value,
}

/// The statement that writes entries, all of them at once, to be sent with the commit. Who acts, in which role, is for the database to
/// say: it was told at the door.
///
/// # Errors
/// When an entry cannot be written down.
pub fn statement(actor: &Actor, occasion: Occasion<'_>, entries: &[Entry]) -> Result<String, sqlx::Error> {
    let rows: Vec<Row<'_>> = entries
        .iter()
        .map(|entry| Row {
            action: entry.action.as_str(),
            class: entry.class.as_str(),
            inmate: entry.inmate,
            inmates: &entry.inmates,
            prison: entry.prison,
            grant: entry.grant.or_else(|| entry.inmate.and_then(|i| actor.broken.iter().find(|b| b.inmate == i).map(|b| b.grant))),
            purpose: entry.purpose.as_deref().or(actor.case_number.as_deref()),
            detail: &entry.detail,
        })
        .collect();
    let of = json!({ "at": occasion.at, "session": actor.session, "request": occasion.request, "route": occasion.route });
    Ok(format!("select audit.keep({}, {})", literal::json(&of)?, literal::json(&rows)?))
}

/// Whether it was the trail that refused.
pub fn refused(error: &sqlx::Error) -> bool {
    let from = |e: &sqlx::postgres::PgDatabaseError| e.r#where().is_some_and(|w| w.contains("audit.keep("));
    matches!(error, sqlx::Error::Database(e) if e.try_downcast_ref().is_some_and(from))
}
