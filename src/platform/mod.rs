//! What any program needs and no prison knows: clock, database, ids, migrations, logs, secrets.

pub mod clock;
pub mod crypto;
pub mod db;
pub mod id;
pub mod live;
pub mod managed_postgres;
pub mod migrate;
pub mod paging;
pub mod telemetry;
pub mod ticks;
pub(crate) mod words;
