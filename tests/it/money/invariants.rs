//! What holds of the ledger whatever is done to it, and in whatever order: two at once, wrong orders, a program that dies.

use std::collections::HashMap;
use std::process::{Command, Stdio};
use std::time::Duration as Wait;

use proptest::prelude::*;
use proptest::strategy::ValueTree as _;
use proptest::test_runner::TestRunner;
use sqlx::PgConnection;
use uuid::Uuid;

use super::{act_as_clerk, approve, days_over, desk, somebody, sums_are_right, turns};
use crate::support::{Browser, House, world_time};

/// A kind, whence and whither.
const WAYS: [(&str, &str, &str); 9] = [
    ("deposit", "bank", "private"),
    ("deposit", "bank", "private"),
    ("purchase", "private", "shop"),
    ("purchase", "allowance", "shop"),
    ("purchase", "shop", "allowance"),
    ("savings", "private", "savings"),
    ("transfer", "savings", "allowance"),
    ("withdrawal", "savings", "bank"),
    ("compensation", "allowance", "compensation"),
];

const OWN: [&str; 3] = ["allowance", "private", "savings"];

#[derive(Clone, Debug)]
enum Act {
    /// So much by one of the ways.
    Moves(usize, i64),
    /// The entry that was made as the n-th is undone.
    Undoes(usize),
}

fn acts() -> impl Strategy<Value = Vec<Act>> {
    prop::collection::vec(
        prop_oneof![4 => (0..WAYS.len(), 1_i64..20_000).prop_map(|(way, ore)| Act::Moves(way, ore)), 1 => (0_usize..20).prop_map(Act::Undoes)],
        1..28,
    )
}

/// What the ledger is to be, told in the simplest way.
#[derive(Default)]
struct Model {
    balances: HashMap<&'static str, i64>,
    /// Id, whence, whither, how much; whether it has been undone, and whether it may be.
    entries: Vec<(Uuid, &'static str, &'static str, i64, bool, bool)>,
}

impl Model {
    fn of(&self, kind: &str) -> i64 {
        self.balances.get(kind).copied().unwrap_or_default()
    }

    fn moves(&mut self, from: &'static str, to: &'static str, ore: i64) {
        *self.balances.entry(from).or_default() -= ore;
        *self.balances.entry(to).or_default() += ore;
    }
}

/// What waits for the end of a transaction is asked for now.
async fn ask_now(connection: &mut PgConnection) -> Result<(), sqlx::Error> {
    sqlx::raw_sql("set constraints all immediate; set constraints all deferred").execute(connection).await.map(drop)
}

async fn post(connection: &mut PgConnection, prison: Uuid, accounts: &HashMap<String, Uuid>, way: usize, ore: i64) -> Result<Uuid, sqlx::Error> {
    let (kind, from, to) = WAYS[way];
    let id = Uuid::now_v7();
    let lines = serde_json::json!([{ "account": accounts[from], "ore": -ore }, { "account": accounts[to], "ore": ore }]);
    let mut point = sqlx::Connection::begin(connection).await?;
    sqlx::query("select money.post($1, $2, $3, '2026-11-20', '', $4)").bind(id).bind(prison).bind(kind).bind(lines).execute(&mut *point).await?;
    ask_now(&mut point).await?;
    point.commit().await?;
    Ok(id)
}

async fn undo(connection: &mut PgConnection, entry: Uuid) -> (Uuid, String) {
    let id = Uuid::now_v7();
    let said = sqlx::query_scalar("select money.reverse($1, $2, 'Var feil')").bind(id).bind(entry).fetch_one(&mut *connection).await.unwrap();
    ask_now(connection).await.unwrap();
    (id, said)
}

/// The ledger is the model, and every entry of it is whole.
async fn agrees(connection: &mut PgConnection, accounts: &HashMap<String, Uuid>, model: &Model, after: &Act) {
    let ids: Vec<Uuid> = accounts.values().copied().collect();
    let rows: Vec<(String, i64, i64)> = sqlx::query_as(
        "select a.kind, a.balance_ore, coalesce((select sum(l.amount_ore) from money.line l where l.account_id = a.id), 0)::bigint from money.account a where a.id = any($1)",
    )
    .bind(ids)
    .fetch_all(&mut *connection)
    .await
    .unwrap();
    assert_eq!(rows.len(), accounts.len());
    for (kind, balance, lines) in rows {
        assert_eq!((balance, lines), (model.of(&kind), model.of(&kind)), "{kind} after {after:?}");
    }
    let off: i64 = sqlx::query_scalar("select count(*) from (select entry_id from money.line group by 1 having sum(amount_ore) <> 0 or count(*) < 2) x")
        .fetch_one(connection)
        .await
        .unwrap();
    assert_eq!(off, 0, "an entry that is not whole after {after:?}");
}

async fn played(connection: &mut PgConnection, prison: Uuid, accounts: &HashMap<String, Uuid>, acts: &[Act]) {
    let mut model = Model::default();
    for act in acts {
        match act {
            Act::Moves(way, ore) => {
                let (_, from, to) = WAYS[*way];
                let short = OWN.contains(&from) && model.of(from) < *ore;
                match post(connection, prison, accounts, *way, *ore).await {
                    Ok(id) => {
                        assert!(!short, "{act:?} took what was not there");
                        model.moves(from, to, *ore);
                        model.entries.push((id, from, to, *ore, false, true));
                    }
                    Err(error) => {
                        let constraint = error.as_database_error().and_then(|e| e.constraint().map(str::to_owned));
                        assert_eq!((short, constraint.as_deref()), (true, Some("overdrawn")), "{act:?}: {error}");
                    }
                }
            }
            Act::Undoes(n) => {
                let Some((id, from, to, ore, undone, may)) = model.entries.get(*n).copied() else { continue };
                let (mirror, said) = undo(connection, id).await;
                let expected = if !may {
                    "not_this_way"
                } else if undone {
                    "reversed"
                } else {
                    "reversed_now"
                };
                assert_eq!(said, expected, "{act:?}");
                if said == "reversed_now" {
                    model.moves(to, from, ore);
                    model.entries[*n].4 = true;
                    model.entries.push((mirror, to, from, ore, false, false));
                }
            }
        }
        agrees(connection, accounts, &model, act).await;
    }
    // Everything undone, from the last to the first: as if nothing had been.
    for (id, from, to, ore, ..) in model.entries.clone().into_iter().rev().filter(|e| !e.4 && e.5) {
        assert_eq!(undo(connection, id).await.1, "reversed_now");
        model.moves(to, from, ore);
    }
    assert!(model.balances.values().all(|ore| *ore == 0), "the model itself");
    agrees(connection, accounts, &model, &Act::Undoes(usize::MAX)).await;
}

#[tokio::test]
async fn whatever_is_posted_and_undone_the_ledger_is_whole() {
    let house = House::open().await;
    let (prison, _) = desk(&house).await;
    let inmate = somebody(&house, prison).await;
    let mut admin = house.admin().await;
    let mut runner = TestRunner::deterministic();
    for _ in 0..48 {
        let acts = acts().new_tree(&mut runner).unwrap().current();
        let mut tx = sqlx::Connection::begin(&mut admin).await.unwrap();
        act_as_clerk(&mut tx, &house, prison).await;
        let accounts: Vec<(String, Uuid)> =
            sqlx::query_as("select a.kind, a.id from money.open_accounts($1) a").bind(inmate).fetch_all(&mut *tx).await.unwrap();
        played(&mut tx, prison, &accounts.into_iter().collect(), &acts).await;
    }
}

/// Both have the month before them, and both approve it: one does.
async fn at_once(a: &mut Browser, b: &mut Browser) {
    let path = "/allowance/months/2026-11";
    let (page_a, page_b) = (a.get(path).await, b.get(path).await);
    let (one, two) = tokio::join!(a.submit(&page_a, path, &[]), b.submit(&page_b, path, &[]));
    let mut got = [one.status, two.status];
    got.sort_unstable();
    assert_eq!(got, [303, 409], "{}\n{}", one.text(), two.text());
}

/// Everything that is booked, line by line.
async fn booked(house: &House) -> Vec<(Uuid, i16, Uuid, i64)> {
    sqlx::query_as("select entry_id, position, account_id, amount_ore from money.line order by 1, 2").fetch_all(&mut house.admin().await).await.unwrap()
}

#[tokio::test]
async fn two_clerks_approve_at_once_and_a_correction_only_adds() {
    let house = House::open().await;
    let (prison, fin) = desk(&house).await;
    let queued = days_over(&house, prison, "2026-11-16", 5).await;
    turns(&house, world_time()).await;
    let (mut a, mut b) = (fin.clone(), fin.clone());
    at_once(&mut a, &mut b).await;
    let paid = "select coalesce(sum(a.balance_ore), 0)::bigint from money.account a where a.kind = 'allowance'";
    assert_eq!((house.ask::<i64>("select count(*) from money.batch").await, house.ask::<i64>(paid).await), (1, queued * 5300));
    let before = booked(&house).await;
    // A day of everybody's turns out to have been another: worked out anew, as the job would.
    let changed: i64 = sqlx::query_scalar(
        "select money.put_days((select jsonb_agg(to_jsonb(d) || '{\"base_ore\": 7900, \"basis\": \"ordinary\"}') from money.allowance_day d where d.at_prison_id = $1 and d.day = '2026-11-18'))::bigint",
    )
    .bind(prison)
    .fetch_one(&mut house.admin().await)
    .await
    .unwrap();
    assert_eq!(changed, queued / 5);
    assert_eq!(booked(&house).await, before, "a day worked out anew books nothing by itself");
    at_once(&mut a, &mut b).await;
    // What was booked stands to the øre; beside it stand its mirror and the new sum, of each person one.
    let after = booked(&house).await;
    assert!(before.iter().all(|line| after.contains(line)), "nothing that was booked is another");
    let (mirrors, new): (i64, i64) = sqlx::query_as(
        "select count(*) filter (where e.kind = 'reversal'), count(*) filter (where e.kind = 'allowance') from money.entry e join money.batch b on b.id = e.batch_id where b.corrected > 0",
    )
    .fetch_one(&mut house.admin().await)
    .await
    .unwrap();
    assert_eq!((mirrors, new, after.len() as i64 - before.len() as i64), (changed, changed, 4 * changed));
    let off: i64 = house
        .ask(
            "select count(*) from money.entry r join money.line l on l.entry_id = r.id
               left join money.line o on o.entry_id = r.reverses and o.account_id = l.account_id and o.amount_ore = -l.amount_ore
              where r.kind = 'reversal' and o.entry_id is null",
        )
        .await;
    assert_eq!(off, 0, "a reversal is the mirror of what it undoes");
    assert_eq!(house.ask::<i64>(paid).await, queued * 5300 + changed * 2600);
    sums_are_right(&house).await;
}

/// Where the program that is to die finds its database.
const DIES: &str = "OVERGANG_TEST_DIES_ON";

#[tokio::test]
#[ignore = "run by the test that kills it"]
async fn a_program_that_dies_while_it_approves() {
    let Ok(url) = std::env::var(DIES) else { return };
    let house = House::beside(&url).await;
    let (_, mut fin) = desk(&house).await;
    approve(&mut fin, "2026-11", &[]).await;
}

#[tokio::test]
async fn killed_in_the_middle_of_a_batch_nothing_is_half_posted() {
    let house = House::open().await;
    let (prison, mut fin) = desk(&house).await;
    let queued = days_over(&house, prison, "2026-11-16", 5).await;
    turns(&house, world_time()).await;
    // In the middle of the lines the posting waits for a lock that this test holds.
    let mut gate = house.admin().await;
    for sql in [
        "create function public.halfway() returns trigger language plpgsql as
         $$ begin if (select count(*) from money.line) >= 20 then perform pg_advisory_xact_lock(20261123); end if; return new; end $$",
        "create trigger halfway before insert on money.line for each row execute function public.halfway()",
        "select pg_advisory_lock(20261123)",
    ] {
        sqlx::query(sql).execute(&mut gate).await.unwrap();
    }
    let mut dies = Command::new(std::env::current_exe().unwrap())
        .args(["--ignored", "--exact", "money::invariants::a_program_that_dies_while_it_approves"])
        .env(DIES, house.url())
        .stdout(Stdio::null())
        .spawn()
        .unwrap();
    let waits = "select count(*) from pg_locks k join pg_database d on d.oid = k.database where d.datname = current_database() and k.locktype = 'advisory' and not k.granted";
    for turn in 0.. {
        if house.ask::<i64>(waits).await > 0 {
            break;
        }
        assert!(turn < 600, "it never came to the middle");
        tokio::time::sleep(Wait::from_millis(100)).await;
    }
    dies.kill().unwrap();
    dies.wait().unwrap();
    sqlx::query("select pg_advisory_unlock(20261123)").execute(&mut gate).await.unwrap();
    // The server finds nobody at the other end.
    let at_work =
        "select count(*) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid() and (state <> 'idle' or backend_xid is not null)";
    for turn in 0.. {
        if house.ask::<i64>(at_work).await == 0 {
            break;
        }
        assert!(turn < 600, "the dead program's transaction is still there");
        tokio::time::sleep(Wait::from_millis(100)).await;
    }
    for (what, sql) in [
        ("batches", "select count(*) from money.batch"),
        ("entries", "select count(*) from money.entry"),
        ("lines", "select count(*) from money.line"),
        ("days", "select count(*) from money.allowance_day where state <> 'proposed' or batch_id is not null"),
        ("balances", "select count(*) from money.account where balance_ore <> 0"),
        ("the trail", "select count(*) from audit.entry where class = 'allowance' and action = 'decide'"),
    ] {
        let n: i64 = sqlx::query_scalar(sql).fetch_one(&mut gate).await.unwrap();
        assert_eq!(n, 0, "half posted: {what}");
    }
    sqlx::query("drop trigger halfway on money.line").execute(&mut gate).await.unwrap();
    // And the month is there to be approved, once.
    assert_eq!(approve(&mut fin, "2026-11", &[]).await.status, 303);
    assert_eq!(house.ask::<i64>("select sum(balance_ore)::bigint from money.account where kind = 'allowance'").await, queued * 5300);
    sums_are_right(&house).await;
}
