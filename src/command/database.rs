//! Finding the database a command works on, and bringing it up to date.

use std::path::PathBuf;

use anyhow::Context;
use sqlx::{Connection, PgConnection};

use crate::access::matrix;
use crate::config;
use crate::platform::db::Logins;
use crate::platform::managed_postgres::{self, Cluster};
use crate::platform::migrate;
use crate::reference;
use crate::reference::{rules, schedule};

/// The product's database in the managed cluster.
pub const DATABASE: &str = "overgang";
/// The demonstration's.
pub const DEMONSTRATION: &str = "overgang_demo";
/// The managed cluster's administrator.
pub const ADMIN: &str = "overgang_admin";

/// A database that was found, and the cluster it lives in if that is ours to stop.
pub struct Found {
    /// How to connect as what.
    pub logins: Logins,
    /// Where the keys lie.
    pub keys: PathBuf,
    cluster: Option<Cluster>,
}

impl Found {
    /// Stops the cluster, if this process started it.
    pub async fn stop(self) -> anyhow::Result<()> {
        match self.cluster {
            Some(cluster) => Ok(cluster.stop().await?),
            None => Ok(()),
        }
    }
}

/// The database of `DATABASE_URL`, else `name` in the managed cluster, which is started and made when it is not there.
pub async fn find(options: &config::Database, name: &str) -> anyhow::Result<Found> {
    let keys = managed_postgres::data_root(options.data.as_deref())?.join("keys");
    let (mut logins, cluster) = match &options.database_url {
        Some(url) => (Logins::from_admin(url).context("DATABASE_URL cannot be read; it looks like postgres://user@host/database")?, None),
        None => {
            let settings = managed_postgres::Options {
                binaries: options.pg_bindir.clone().into(),
                data_root: options.data.clone(),
                max_connections: 60,
                ..managed_postgres::Options::default()
            };
            let cluster = managed_postgres::start(&settings).await?;
            create_if_missing(&cluster.url("postgres", ADMIN), name).await?;
            (Logins::from_admin(&cluster.url(name, ADMIN))?, Some(cluster))
        }
    };
    for (given, login) in [
        (&options.database_url_custody, &mut logins.custody),
        (&options.database_url_health, &mut logins.health),
        (&options.database_url_jobs, &mut logins.jobs),
    ] {
        if let Some(url) = given {
            login.clone_from(url);
        }
    }
    Ok(Found { logins, keys, cluster })
}

/// One connection as the administrator.
pub async fn connect(url: &str) -> anyhow::Result<PgConnection> {
    PgConnection::connect(url).await.context("the database cannot be reached. Check DATABASE_URL and that the server runs")
}

/// Makes the database when the managed cluster does not have it yet.
pub async fn create_if_missing(maintenance_url: &str, name: &str) -> anyhow::Result<()> {
    let mut connection = connect(maintenance_url).await?;
    let there: bool = sqlx::query_scalar("select exists (select from pg_database where datname = $1)").bind(name).fetch_one(&mut connection).await?;
    if !there {
        // The name is one of our own constants, never typed by anybody.
        sqlx::query(sqlx::AssertSqlSafe(format!("create database {name}"))).execute(&mut connection).await?;
    }
    Ok(connection.close().await?)
}

/// Migrations, permission matrix, code lists: everything that comes with the program and lives in the database.
pub async fn prepare(admin_url: &str) -> anyhow::Result<()> {
    let mut connection = migrate::run(admin_url).await?;
    matrix::install(&mut connection).await.context("the permission matrix could not be installed")?;
    let mut tx = connection.begin().await?;
    sqlx::query("set local role overgang_owner").execute(&mut *tx).await?;
    reference::install(&mut tx).await.context("the code lists could not be installed")?;
    schedule::store::install(&mut tx).await.context("the hours of units could not be installed")?;
    rules::store::install(&mut tx).await.context("the rows of law could not be installed")?;
    tx.commit().await?;
    Ok(connection.close().await?)
}

/// What is there, for people.
pub async fn status(admin_url: &str) -> anyhow::Result<()> {
    let mut connection = connect(admin_url).await?;
    let version: String = sqlx::query_scalar("show server_version").fetch_one(&mut connection).await?;
    println!("Postgres {version}");
    let there: bool = sqlx::query_scalar("select to_regclass('public._sqlx_migrations') is not null").fetch_one(&mut connection).await?;
    let applied: i64 = if there { sqlx::query_scalar("select count(*) from _sqlx_migrations where success").fetch_one(&mut connection).await? } else { 0 };
    let known = migrate::MIGRATOR.iter().count();
    println!("Migrations: {applied} of {known} applied{}", if (applied as usize) < known { "; run `overgang db migrate`" } else { "" });
    if applied as usize >= known {
        println!("Kind: {}", kind(&mut connection).await?.unwrap_or_else(|| "not set up yet".to_owned()));
        for (what, count) in [
            ("accounts", "select count(*) from access.account"),
            ("inmates", "select count(*) from inmates.inmate"),
            ("in custody", "select count(*) from custody.in_custody"),
        ] {
            let n: i64 = sqlx::query_scalar(count).fetch_one(&mut connection).await?;
            println!("{what}: {n}");
        }
        let sealed: Option<i64> = sqlx::query_scalar("select max(no) from audit.seal").fetch_one(&mut connection).await?;
        println!("audit seals: {}", sealed.unwrap_or(0));
    }
    Ok(connection.close().await?)
}

/// `production`, `demonstration`, or nothing yet.
pub async fn kind(connection: &mut PgConnection) -> Result<Option<String>, sqlx::Error> {
    sqlx::query_scalar("select value from platform.meta where key = 'kind'").fetch_optional(connection).await
}
