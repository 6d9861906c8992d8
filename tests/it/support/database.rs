//! A database for each test, copied from a template that is made once a run and shared by all processes of it.

use chrono::TimeDelta;
use overgang::demo;
use overgang::platform::migrate::MIGRATOR;
use sha2::{Digest, Sha256};
use sqlx::{Connection, PgConnection};

/// A copy of the template; dropped with the value.
pub struct Database {
    pub url: String,
    name: String,
    maintenance: String,
    /// Somebody else's, who drops it.
    lent: bool,
}

impl Database {
    /// A copy of the small demonstration service.
    pub async fn copy() -> Self {
        let server = server();
        let maintenance = on(&server, "postgres");
        let template = template(&server, &maintenance).await;
        let name = format!("overgang_test_{}", uuid::Uuid::now_v7().simple());
        let mut connection = PgConnection::connect(&maintenance).await.unwrap();
        sqlx::query(sqlx::AssertSqlSafe(format!("create database {name} template {template}"))).execute(&mut connection).await.unwrap();
        Self { url: on(&server, &name), name, maintenance, lent: false }
    }

    /// An empty one.
    pub async fn empty() -> Self {
        let server = server();
        let maintenance = on(&server, "postgres");
        let name = format!("overgang_test_{}", uuid::Uuid::now_v7().simple());
        let mut connection = PgConnection::connect(&maintenance).await.unwrap();
        sqlx::query(sqlx::AssertSqlSafe(format!("create database {name}"))).execute(&mut connection).await.unwrap();
        Self { url: on(&server, &name), name, maintenance, lent: false }
    }

    /// Another process's, which stays when this one ends.
    pub fn lent(url: &str) -> Self {
        Self { url: url.to_owned(), name: String::new(), maintenance: String::new(), lent: true }
    }
}

impl Drop for Database {
    fn drop(&mut self) {
        if self.lent {
            return;
        }
        let (name, maintenance) = (self.name.clone(), self.maintenance.clone());
        // Dropping waits for the server; a thread of its own keeps that out of the test's runtime.
        let dropped = std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
            runtime.block_on(async {
                let mut connection = PgConnection::connect(&maintenance).await?;
                sqlx::query(sqlx::AssertSqlSafe(format!("drop database if exists {name} with (force)"))).execute(&mut connection).await
            })?;
            Ok::<_, anyhow::Error>(())
        });
        drop(dropped.join());
    }
}

fn server() -> String {
    std::env::var("DATABASE_URL").expect("DATABASE_URL names a server where tests may make databases; bin/test starts one")
}

/// The same server, another database.
fn on(url: &str, name: &str) -> String {
    let (head, query) = url.split_once('?').map_or((url, ""), |(h, q)| (h, q));
    let slash = head.rfind('/').unwrap();
    if query.is_empty() { format!("{}/{name}", &head[..slash]) } else { format!("{}/{name}?{query}", &head[..slash]) }
}

/// The template's name tells what it was made from: migrations, generator, matrix. Made by whoever comes first; the others wait.
async fn template(server: &str, maintenance: &str) -> String {
    let mut hash = Sha256::new();
    for migration in MIGRATOR.iter() {
        hash.update(&migration.checksum);
    }
    hash.update(overgang::access::matrix::FILE);
    // The generator has no version of its own: the binary that holds it does.
    let binary = std::fs::metadata(std::env::current_exe().unwrap()).unwrap();
    hash.update(binary.len().to_le_bytes());
    hash.update(binary.modified().unwrap().duration_since(std::time::UNIX_EPOCH).unwrap().as_nanos().to_le_bytes());
    let name = format!("overgang_template_{}", hash.finalize().iter().take(6).map(|b| format!("{b:02x}")).collect::<String>());
    let mut connection = PgConnection::connect(maintenance).await.unwrap();
    sqlx::query("select pg_advisory_lock(20261122)").execute(&mut connection).await.unwrap();
    let there: bool = sqlx::query_scalar("select exists (select from pg_database where datname = $1 and datistemplate)")
        .bind(&name)
        .fetch_one(&mut connection)
        .await
        .unwrap();
    if !there {
        sqlx::query(sqlx::AssertSqlSafe(format!("drop database if exists {name} with (force)"))).execute(&mut connection).await.unwrap();
        sqlx::query(sqlx::AssertSqlSafe(format!("create database {name}"))).execute(&mut connection).await.unwrap();
        // What the making itself writes down is of the moment before the tests begin, whatever day it is outside.
        let moment = super::world_time() - TimeDelta::seconds(1);
        sqlx::query(sqlx::AssertSqlSafe(format!("alter database {name} set app.now = '{}'", moment.to_rfc3339()))).execute(&mut connection).await.unwrap();
        fill(&on(server, &name)).await;
        sqlx::query(sqlx::AssertSqlSafe(format!("alter database {name} with is_template true allow_connections false")))
            .execute(&mut connection)
            .await
            .unwrap();
    }
    sqlx::query("select pg_advisory_unlock(20261122)").execute(&mut connection).await.unwrap();
    name
}

async fn fill(url: &str) {
    overgang::command::prepare(url).await.unwrap();
    let pool = sqlx::PgPool::connect(url).await.unwrap();
    let options = demo::Options { scale: 0.02, seed: 1814, now: super::world_time() };
    demo::generate(&pool, &options, PASSWORD_HASH, &demo::Silent).await.unwrap();
    let catalogue = overgang::reference::Catalogue::load(&mut PgConnection::connect(url).await.unwrap()).await.unwrap();
    overgang::sentences::calculation::confirm_all(&pool, catalogue.law(), super::world_time()).await.unwrap();
    pool.close().await;
}

/// The password of every demonstration account in tests.
pub const PASSWORD: &str = "et langt passord for prøver";

/// Argon2id of "et langt passord for prøver", made once: hashing in every test would cost more than the test.
pub const PASSWORD_HASH: &str = "$argon2id$v=19$m=19456,t=2,p=1$c2FsdHNhbHRzYWx0c2FsdA$Xd2dK66pWF3HLYNrDmaw+GhObmxv5dDel7QXlTPqS6Y";
