//! What the command line asks for. Each command finds its database, does its work and says what it did.

mod database;
mod demonstration;
mod serve;

pub use database::prepare;

use anyhow::Context;

use crate::audit::verify;
use crate::config::{AuditCommand, Cli, Command, DbCommand, UserCommand};
use crate::platform::clock::Clock;
use crate::platform::crypto::hex;
use crate::platform::managed_postgres::{self, Durability};
use crate::platform::telemetry;
use crate::staff::command as accounts;

/// Runs the command.
///
/// # Errors
/// With a cause that says what to do about it.
pub async fn run(cli: Cli) -> anyhow::Result<()> {
    match cli.command {
        Command::Serve(options) => {
            telemetry::start(!options.listen.log_text);
            serve::run(options).await
        }
        Command::Demo(options) => {
            telemetry::start(!options.listen.log_text);
            demonstration::run(options).await
        }
        Command::Db(command) => db(command).await,
        Command::User(command) => {
            telemetry::start(false);
            user(command).await
        }
        Command::Audit(AuditCommand::Verify { database, public_key }) => {
            telemetry::start(false);
            verify(&database, public_key.as_deref()).await
        }
    }
}

async fn db(command: DbCommand) -> anyhow::Result<()> {
    telemetry::start(false);
    match command {
        DbCommand::Start { database, keep, test } => {
            let durability = if test { Durability::Test } else { Durability::Durable };
            let max_connections = if test { 150 } else { 60 };
            let options = managed_postgres::Options {
                binaries: database.pg_bindir.clone().into(),
                data_root: database.data.clone(),
                durability,
                max_connections,
                outlive_parent: keep,
            };
            let cluster = managed_postgres::start(&options).await?;
            let url = cluster.url(database::DATABASE, database::ADMIN);
            database::create_if_missing(&cluster.url("postgres", database::ADMIN), database::DATABASE).await?;
            println!("DATABASE_URL={url}");
            if !keep {
                eprintln!("Postgres {} runs until this command is ended (Ctrl+C).", cluster.version());
                tokio::signal::ctrl_c().await?;
            }
            Ok(cluster.stop().await?)
        }
        DbCommand::Stop { database } => {
            let found = managed_postgres::stop_running(database.data.as_deref()).await?;
            println!("{}", if found { "Stopped." } else { "Nothing was running." });
            Ok(())
        }
        DbCommand::Migrate { database, from } => {
            let found = database::find(&database, database::DATABASE).await?;
            match from {
                Some(folder) => {
                    let mut connection = database::connect(&found.logins.admin).await?;
                    sqlx::migrate::Migrator::new(folder.as_path()).await?.run(&mut connection).await?;
                }
                None => database::prepare(&found.logins.admin).await?,
            }
            println!("The database is up to date.");
            found.stop().await
        }
        DbCommand::Status { database } => {
            let found = database::find(&database, database::DATABASE).await?;
            database::status(&found.logins.admin).await?;
            found.stop().await
        }
    }
}

async fn user(command: UserCommand) -> anyhow::Result<()> {
    let (UserCommand::Add { database, .. } | UserCommand::Reset { database, .. } | UserCommand::Disable { database, .. }) = &command;
    let found = database::find(database, database::DATABASE).await?;
    database::prepare(&found.logins.admin).await?;
    let mut connection = database::connect(&found.logins.admin).await?;
    let now = Clock::System.now();
    match command {
        UserCommand::Add { username, name, staff_number, system_administrator, .. } => {
            let first = accounts::add(&mut connection, &username, &name, &staff_number, system_administrator, now).await?;
            println!("Account {username} is made. First password, shown this once: {first}");
        }
        UserCommand::Reset { username, .. } => {
            let first = accounts::reset(&mut connection, &username, now).await?;
            println!("{username} signs in next with this password, shown this once: {first}");
        }
        UserCommand::Disable { username, .. } => {
            accounts::disable(&mut connection, &username, now).await?;
            println!("{username} is disabled and signed out everywhere.");
        }
    }
    drop(connection);
    found.stop().await
}

async fn verify(database: &crate::config::Database, public_key: Option<&str>) -> anyhow::Result<()> {
    let trusted = match public_key {
        Some(text) => vec![key_from_hex(text).context("--public-key: 64 hexadecimal digits")?],
        None => Vec::new(),
    };
    // The demonstration and the product live side by side in the managed cluster; whichever was asked for by DATABASE_URL, else the product.
    let found = database::find(database, database::DATABASE).await?;
    let mut connection = database::connect(&found.logins.admin).await?;
    let begun = std::time::Instant::now();
    let verdict = verify::verify_as_owner(&mut connection, &trusted).await?;
    drop(connection);
    println!(
        "{} entries in {} batches recomputed in {:.1} s; {} not sealed yet.",
        verdict.entries,
        verdict.batches,
        begun.elapsed().as_secs_f64(),
        verdict.unsealed
    );
    if let Some(head) = &verdict.head {
        println!("Head: no. {}, sealed {}, {}", head.no, head.at, hex(&head.chain));
        println!("Signed with: {}", hex(&head.public_key));
    }
    found.stop().await?;
    match verdict.fault {
        Some((no, fault)) => anyhow::bail!("batch {no} does not agree: {}", fault.explain()),
        None => {
            println!("Everything agrees.");
            Ok(())
        }
    }
}

fn key_from_hex(text: &str) -> Option<[u8; 32]> {
    let bytes: Vec<u8> = (0..text.len()).step_by(2).map(|i| text.get(i..i + 2).and_then(|pair| u8::from_str_radix(pair, 16).ok())).collect::<Option<_>>()?;
    bytes.try_into().ok()
}
