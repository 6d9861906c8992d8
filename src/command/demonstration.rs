//! `overgang demo`: an invented prison service to look at.

use std::io::IsTerminal;
use std::sync::Mutex;

use anyhow::Context;
use chrono::{DateTime, Utc};
use indicatif::{ProgressBar, ProgressStyle};
use sqlx::Connection;
use sqlx::postgres::PgPoolOptions;

use super::{database, serve};
use crate::config::Demo;
use crate::platform::clock::Clock;
use crate::platform::crypto::envelope::Kek;
use crate::platform::crypto::{password, token};
use crate::platform::migrate::MIGRATOR;
use crate::reference::Catalogue;
use crate::{activities, custody, deadlines, demo, health, inmates, learning, money, plan, programmes, sentences, staff};

/// Makes the demonstration when it is not there, brings it to today, and serves it.
pub async fn run(options: Demo) -> anyhow::Result<()> {
    let mut listen = options.listen.clone();
    // Plain HTTP on the loopback is what a demonstration is looked at through.
    listen.insecure_cookies |= listen.listen.ip().is_loopback();
    serve::refuse_problems(&listen)?;
    let found = database::find(&options.database, database::DEMONSTRATION).await?;
    if options.fresh {
        throw_away(&found.logins.admin).await?;
    }
    make(&options, &found).await?;
    if !options.only_generate {
        tell(&found, &listen).await?;
        serve::listen(&found, &listen, None, true).await?;
    }
    found.stop().await
}

/// What the database holds decides: nothing is filled, a demonstration is served, a half-made one made anew, anything else refused.
async fn make(options: &Demo, found: &database::Found) -> anyhow::Result<()> {
    let admin = &found.logins.admin;
    let mut connection = database::connect(admin).await?;
    let there: bool = sqlx::query_scalar("select to_regclass('platform.meta') is not null").fetch_one(&mut connection).await?;
    let kind = if there { database::kind(&mut connection).await? } else { None };
    let inhabited: bool = if there { sqlx::query_scalar("select exists (select from access.account)").fetch_one(&mut connection).await? } else { false };
    connection.close().await?;
    let now = Clock::System.now();
    match kind.as_deref() {
        Some("demonstration") => {
            database::prepare(admin).await?;
            let pool = pool(admin).await?;
            if !is_of_this_hour(&pool, now).await? {
                carry_forward(&pool, now).await?;
                remember(&pool, "demonstration_carried", &carried(now)).await?;
            }
            pool.close().await;
            Ok(())
        }
        Some("demonstration_incomplete") => {
            eprintln!("A demonstration was left half made; making it anew.");
            throw_away(admin).await?;
            fill(options, found).await
        }
        None if !inhabited => fill(options, found).await,
        _ => anyhow::bail!(
            "this database is not a demonstration one, and the demonstration touches no other. Give it a database of its own, or none (then it runs one itself)"
        ),
    }
}

/// What time has passed is filled, and what a newer program has that an older one did not make.
async fn carry_forward(pool: &sqlx::PgPool, now: DateTime<Utc>) -> anyhow::Result<()> {
    demo::roll_forward(pool, now).await.context("bringing the demonstration to today")?;
    sentences::court::demonstration::carry_forward(pool, now).await.context("bringing the courts to today")?;
    sentences::demonstration::alarms::carry_forward(pool, now).await.context("orders that run out")?;
    custody::demonstration::carry_forward(pool, now).await.context("bringing the day of the house to today")?;
    deadlines::demonstration::seed(pool, now).await.context("setting the clock for what is new")?;
    plan::demonstration::seed(pool, now).await.context("plans for what is new")?;
    activities::demonstration::seed(pool, now).await.context("bringing work and school to today")?;
    learning::demonstration::seed(pool, now).await.context("school for what is new")?;
    activities::allocation::demonstration::seed(pool, now).await.context("a suggestion of places")?;
    programmes::demonstration::seed(pool, now).await.context("programmes for what is new")?;
    money::demonstration::seed(pool, now).await.context("money for what is new")
}

/// The hour and the schema that a demonstration was brought to.
fn carried(now: DateTime<Utc>) -> String {
    format!("{} {}", now.format("%Y-%m-%dT%H"), MIGRATOR.iter().count())
}

/// Whether there is nothing to carry: going through a whole country for it takes seconds at each start.
async fn is_of_this_hour(pool: &sqlx::PgPool, now: DateTime<Utc>) -> Result<bool, sqlx::Error> {
    let last: Option<String> = sqlx::query_scalar("select value from platform.meta where key = 'demonstration_carried'").fetch_optional(pool).await?;
    Ok(last == Some(carried(now)))
}

async fn remember(pool: &sqlx::PgPool, key: &str, value: &str) -> Result<(), sqlx::Error> {
    let text = "insert into platform.meta (key, value) values ($1, $2) on conflict (key) do update set value = excluded.value";
    sqlx::query(text).bind(key).bind(value).execute(pool).await.map(drop)
}

async fn pool(admin: &str) -> anyhow::Result<sqlx::PgPool> {
    Ok(PgPoolOptions::new().max_connections(3).connect(admin).await?)
}

/// Invents everything, with a password that is made here and now.
async fn fill(options: &Demo, found: &database::Found) -> anyhow::Result<()> {
    database::prepare(&found.logins.admin).await?;
    let pool = pool(&found.logins.admin).await?;
    let password = readable_password();
    let phc = password::hash(password.clone()).await?;
    let now = Clock::System.now();
    let bars = Bars::default();
    let made =
        demo::generate(&pool, &demo::Options { scale: options.scale, seed: options.seed, now }, &phc, &bars).await.context("making the demonstration")?;
    serve::make_private_folder(&found.keys)?;
    let path = options.listen.health_key.clone().unwrap_or_else(|| found.keys.join("health.key"));
    let kek = Kek::load_or_create(&path).with_context(|| format!("the key of the clinical notes, {}", path.display()))?;
    let notes = health::seed_demonstration(&pool, &kek, now, options.seed).await.context("writing the clinical notes")?;
    staff::seed_demonstration(&pool, now).await.context("proposing clearances")?;
    inmates::joined::demonstration::seed(&pool, now).await.context("proposing to join two records")?;
    sentences::court::demonstration::carry_forward(&pool, now).await.context("inventing the courts")?;
    custody::demonstration::seed(&pool, now).await.context("inventing the day of the house")?;
    let law = Catalogue::load(&mut database::connect(&found.logins.admin).await?).await?;
    sentences::calculation::confirm_all(&pool, law.law(), now).await.context("calculating the sentences")?;
    sentences::demonstration::seed(&pool, law.law(), now).await.context("inventing what is beside the sentences")?;
    deadlines::demonstration::seed(&pool, now).await.context("setting the clock")?;
    plan::demonstration::seed(&pool, now).await.context("inventing the plans")?;
    activities::demonstration::seed(&pool, now).await.context("inventing work and school")?;
    learning::demonstration::seed(&pool, now).await.context("inventing what is learnt")?;
    activities::allocation::demonstration::seed(&pool, now).await.context("suggesting places")?;
    programmes::demonstration::seed(&pool, now).await.context("inventing the programmes")?;
    money::demonstration::seed(&pool, now).await.context("inventing money")?;
    // It guards nothing but invented people, and every start shows it again.
    remember(&pool, "demonstration_password", &password).await?;
    remember(&pool, "demonstration_carried", &carried(now)).await?;
    pool.close().await;
    eprintln!(
        "Made {} prisons, {} people ({} in custody), {} members of staff, {notes} clinical notes: {} rows in {:.0} s.",
        made.prisons, made.inmates, made.in_custody, made.accounts, made.rows, made.seconds
    );
    Ok(())
}

/// "kvist-4821-havn": read aloud, typed once, long enough.
fn readable_password() -> String {
    let text = token::session();
    let letters: String = text.chars().filter(char::is_ascii_lowercase).take(8).collect();
    let digits: u32 = text.bytes().map(u32::from).sum();
    format!("demo-{letters}-{digits}")
}

async fn throw_away(admin: &str) -> anyhow::Result<()> {
    let mut connection = database::connect(admin).await?;
    let there: bool = sqlx::query_scalar("select to_regclass('platform.meta') is not null").fetch_one(&mut connection).await?;
    if !there {
        return Ok(());
    }
    let kind = database::kind(&mut connection).await?;
    anyhow::ensure!(kind.is_none_or(|k| k.starts_with("demonstration")), "this database is not a demonstration one; it is not thrown away");
    // All that the owner of the schema made, whatever slices there are by now.
    let schemas: Vec<String> = sqlx::query_scalar("select quote_ident(nspname) from pg_namespace where nspowner = 'overgang_owner'::regrole order by 1")
        .fetch_all(&mut connection)
        .await?;
    for schema in schemas {
        sqlx::query(sqlx::AssertSqlSafe(format!("drop schema {schema} cascade"))).execute(&mut connection).await?;
    }
    sqlx::query("drop table if exists public._sqlx_migrations").execute(&mut connection).await?;
    Ok(connection.close().await?)
}

/// Where to look and how to get in.
async fn tell(found: &database::Found, listen: &crate::config::Listen) -> anyhow::Result<()> {
    let mut connection = database::connect(&found.logins.admin).await?;
    let password: Option<String> =
        sqlx::query_scalar("select value from platform.meta where key = 'demonstration_password'").fetch_optional(&mut connection).await?;
    let roles: Vec<(String, String, Option<String>)> = sqlx::query_as(
        "select distinct on (x.role) x.role, a.username, p.name from access.account a join access.assignment x on x.account_id = a.id left join estate.prison p on p.id = x.prisons[1]
          where a.demonstration order by x.role, a.username not like '%.hal', a.username",
    )
    .fetch_all(&mut connection)
    .await?;
    eprintln!("\nOvergang, demonstration:  http://{}\n", listen.listen);
    eprintln!("Choose who you want to be on the sign-in page, or sign in with a name and the password {}", password.unwrap_or_default());
    for (role, username, place) in roles {
        eprintln!("  {role}  {username:12}  {}", place.unwrap_or_default());
    }
    eprintln!("The same names with another prison's code at the end work there. Ctrl+C stops it; the data stay.\n");
    Ok(())
}

/// A bar for people, a line for logs.
#[derive(Default)]
struct Bars(Mutex<Option<ProgressBar>>);

impl demo::Progress for Bars {
    fn begin(&self, what: &str, total: u64) {
        let bar = ProgressBar::new(total);
        if let Ok(style) = ProgressStyle::with_template("{msg:10} {wide_bar} {pos}/{len} {eta}") {
            bar.set_style(style);
        }
        bar.set_message(what.to_owned());
        if !std::io::stderr().is_terminal() {
            eprintln!("Making {what}: {total} …");
        }
        if let Ok(mut current) = self.0.lock() {
            *current = Some(bar);
        }
    }

    fn tick(&self, n: u64) {
        if let Ok(current) = self.0.lock()
            && let Some(bar) = current.as_ref()
        {
            bar.inc(n);
        }
    }

    fn done(&self) {
        if let Ok(current) = self.0.lock()
            && let Some(bar) = current.as_ref()
        {
            bar.finish();
        }
    }
}
