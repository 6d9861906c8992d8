//! The harness: a database per test, the router in process, a browser that fills real forms.

mod browser;
mod database;

pub use browser::{Browser, Page};
pub use database::{Database, PASSWORD};

use std::sync::Arc;

use chrono::{DateTime, TimeZone, Utc};

use overgang::access::Role;
use overgang::app;
use overgang::platform::clock::Clock;
use overgang::platform::crypto::envelope::Kek;
use overgang::platform::db::{Db, Logins};
use overgang::reference::Catalogue;
use overgang::web::App;
use overgang::web::state::Parts;
use sqlx::{Connection, PgConnection};

/// Monday 23 November 2026, 10:00 in Oslo: the instant at which every test's world was made and in which it stands.
pub fn world_time() -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2026, 11, 23, 9, 0, 0).unwrap()
}

/// A running program on its own copy of the small demonstration service.
pub struct House {
    pub router: axum::Router,
    pub clock: Clock,
    database: Database,
}

impl House {
    /// Starts one.
    pub async fn open() -> Self {
        let database = Database::copy().await;
        let logins = Logins::from_admin(&database.url).unwrap();
        let db = Db::open(&logins, true, true, 4).unwrap();
        Self::on(database, db, true).await
    }

    /// A second program on the database of a test that runs in another process.
    pub async fn beside(url: &str) -> Self {
        let db = Db::open(&Logins::from_admin(url).unwrap(), true, true, 2).unwrap();
        Self::on(Database::lent(url), db, true).await
    }

    /// With these connections instead (a database that is away, a single connection).
    pub async fn on(database: Database, db: Db, demonstration: bool) -> Self {
        let mut admin = PgConnection::connect(&database.url).await.unwrap();
        let catalogue = Catalogue::load(&mut admin).await.unwrap();
        let clock = Clock::fixed(world_time());
        let parts = Parts {
            clock: clock.clone(),
            db,
            catalogue: catalogue.into(),
            health_key: Some(Arc::new(Kek::random())),
            demonstration,
            secure_cookies: false,
            client_address_header: None,
            live: overgang::platform::live::Hub::new(),
            names: overgang::access::Names::default(),
            nav: app::nav,
        };
        Self { router: app::router(App::new(parts)), clock, database }
    }

    /// A browser nobody has signed in with.
    pub fn browser(&self) -> Browser {
        Browser::new(self.router.clone())
    }

    /// The database as its administrator, for looking behind the pages.
    pub async fn admin(&self) -> PgConnection {
        PgConnection::connect(&self.database.url).await.unwrap()
    }

    /// Where the database is.
    pub fn url(&self) -> &str {
        &self.database.url
    }

    /// A browser signed in as the demonstration account of a role at the first prison that has one.
    pub async fn as_role(&self, role: Role) -> Browser {
        self.as_user(&self.username(role).await).await
    }

    /// The demonstration account of a role: at Halden when it has one, else the first.
    pub async fn username(&self, role: Role) -> String {
        let mut admin = self.admin().await;
        sqlx::query_scalar::<_, String>(
            "select a.username from access.account a join access.assignment x on x.account_id = a.id
              where a.demonstration and x.role = $1 and not exists (select from access.assignment y where y.account_id = a.id and y.role <> $1)
              order by a.username not like '%.hal', a.username limit 1",
        )
        .bind(role.code())
        .fetch_one(&mut admin)
        .await
        .unwrap()
    }

    /// A browser signed in as this demonstration account. An auditor's case is begun.
    pub async fn as_user(&self, username: &str) -> Browser {
        let mut admin = self.admin().await;
        let id: uuid::Uuid = sqlx::query_scalar("select id from access.account where username = $1").bind(username).fetch_one(&mut admin).await.unwrap();
        let mut browser = self.browser();
        let page = browser.post("/demo/sign-in", &[("account", &id.to_string())]).await;
        assert_eq!(page.status, 303, "{username} could not sign in: {}", page.text());
        if username.starts_with("aud") {
            sqlx::query("update access.session set case_number = '2026/17' where account_id = $1 and ended_at is null")
                .bind(id)
                .execute(&mut admin)
                .await
                .unwrap();
        }
        browser
    }

    /// One value from the database, as its administrator.
    pub async fn ask<T>(&self, sql: &'static str) -> T
    where
        T: for<'r> sqlx::Decode<'r, sqlx::Postgres> + sqlx::Type<sqlx::Postgres> + Send + Unpin,
    {
        sqlx::query_scalar(sql).fetch_one(&mut self.admin().await).await.unwrap()
    }
}
