//! Rows on their way to `COPY … FROM STDIN`: text, escaped, in one buffer a table, sent in the order in which tables refer to each other.

use std::fmt::Write as _;

use sqlx::{AssertSqlSafe, Connection, PgConnection};
use uuid::Uuid;

use super::clock::{self, Day, Instant};

macro_rules! tables {
    ($($name:ident = $table:literal, $columns:literal;)+) => {
        /// The tables the demonstration fills, referred-to ones first.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(super) enum Table { $($name,)+ }

        const TABLES: &[(Table, &str, &str)] = &[$((Table::$name, $table, $columns),)+];
    };
}

tables! {
    Prison = "estate.prison", "id, code, name, parent, region, municipality, county, kinds, sexes, places_high, places_lower, places_halfway, capacity_basis, source";
    Unit = "estate.unit", "id, prison_id, code, name, level, purpose, basis, sort, closed_on";
    Cell = "estate.cell", "id, prison_id, unit_id, code, walking_order, certified_capacity, working_capacity, maximum_capacity, condition, accessible";
    OutOfUse = "estate.cell_out_of_use", "id, cell_id, prison_id, during, reason, expected_back, recorded_by";
    Feature = "estate.prison_feature", "prison_id, feature, enabled, changed_at";
    Account = "access.account", "id, username, display_name, staff_number, title, demonstration, created_at";
    Credential = "access.credential", "account_id, phc, set_at";
    Assignment = "access.assignment", "id, account_id, role, prisons, region, valid, reason, proposed_by, proposed_at, decided_by, decided_at, outcome";
    Shift = "staff.shift", "id, account_id, prison_id, unit_id, kind, during";
    Inmate = "inmates.inmate", "id, number, family_name, given_name, identity, birth_date, birth_date_basis, sex, birth_country, interpreter_language, religion, prison_id, last_prison_id, protected, created_at, created_by";
    Name = "inmates.name", "id, inmate_id, prison_id, kind, family_name, given_name, recorded_by, recorded_at";
    SearchTerm = "inmates.search_term", "inmate_id, prison_id, term, sound, alias";
    Identifier = "inmates.identifier", "id, inmate_id, prison_id, kind, value, country, verified, recorded_by, recorded_at";
    Citizenship = "inmates.citizenship", "id, inmate_id, prison_id, country, recorded_by, recorded_at";
    Language = "inmates.language", "id, inmate_id, prison_id, language, level, recorded_by, recorded_at";
    Address = "inmates.address", "id, inmate_id, prison_id, kind, street, postcode, town, municipality, country, protection_code, recorded_by, recorded_at";
    Contact = "inmates.contact_person", "id, inmate_id, prison_id, name, relationship, phone, next_of_kin, emergency, language, recorded_by, recorded_at";
    Child = "inmates.child", "id, inmate_id, prison_id, name, birth_date, carer, lives_with, contact_wanted, recorded_by, recorded_at";
    Mark = "inmates.mark", "id, inmate_id, prison_id, kind, body_part, description, recorded_by, recorded_at";
    Alert = "inmates.alert", "id, inmate_id, prison_id, kind, severity, instruction, detail, from_day, to_day, recorded_by, recorded_at, ended_by, ended_at, end_reason";
    Stay = "custody.stay", "id, inmate_id, prison_id, first_prison_id, admitted_at, admission_reason, released_at, release_reason, released_to";
    Placement = "custody.placement", "id, inmate_id, prison_id, at_prison_id, unit_id, cell_id, during, reason, decided_by";
    Movement = "custody.movement", "id, inmate_id, prison_id, reason, state, destination, planned_out, out_at, expected_back, back_at, escort, recorded_by";
    Observation = "custody.observation", "id, inmate_id, prison_id, unit_id, kind, body, at, recorded_at, author";
    InCustody = "custody.in_custody", "inmate_id, prison_id, unit_id, cell_id, admitted_at, placed_at, legal_status, security_level, out_reason, out_place, out_since, out_until, expected_release";
    ScopeTail = "custody.scope_tail", "inmate_id, prison_id, until";
    LegalBasis = "sentences.legal_basis", "id, inmate_id, prison_id, root_id, kind, case_number, court, court_code, offence, decided_on, notified, final_on, from_day, to_day, ended_on, ended_as, extends, arrested_at, arrest_place, police_district, grounds, after_judgment, years, months, days, suspended_years, suspended_months, suspended_days, probation_years, credit_days, max_months, raised, under_18, minimum_years, minimum_months, fine_ore, paid_ore, country, transferred_on, recorded_by, recorded_at";
    Count = "sentences.sentence_count", "id, inmate_id, prison_id, legal_basis_id, position, offence, attempted, act_from, act_to";
    Restriction = "sentences.restriction", "id, inmate_id, prison_id, basis_id, kind, from_day, until_day, from_at, ordered_by, company_text, extends, recorded_by, recorded_at, lifted_on, lifted_at, lifted_by, lift_recorded_at, lift_reason";
    SharedHealth = "health.shared", "id, inmate_id, prison_id, kind, instruction, basis, valid, author, recorded_at";
    Protection = "access.protection", "id, inmate_id, prison_id, kind, during, reason, proposed_by, decided_by";
    Conflict = "access.conflict_of_interest", "account_id, inmate_id, relation, declared_by, declared_at";
    Grant = "access.person_grant", "id, account_id, inmate_id, prison_id, kind, role, reason, during, proposed_by, given_by, given_at, outcome";
}

/// The names of all filled tables, for `analyze`.
pub(super) fn table_names() -> impl Iterator<Item = &'static str> {
    TABLES.iter().map(|(_, name, _)| *name)
}

/// Rows for every table.
pub(super) struct Batch {
    buffers: Vec<Vec<u8>>,
    /// How many rows were written.
    pub(super) rows: u64,
    /// How much of the progress bar this batch is.
    pub(super) weight: u64,
}

impl Batch {
    pub(super) fn new() -> Self {
        Self { buffers: TABLES.iter().map(|_| Vec::new()).collect(), rows: 0, weight: 0 }
    }

    /// Begins a row; the values follow in the order of the table's columns.
    pub(super) fn row(&mut self, table: Table) -> Line<'_> {
        self.rows += 1;
        Line { buffer: &mut self.buffers[table as usize], first: true }
    }
}

/// One row being written. It ends when it is dropped.
pub(super) struct Line<'a> {
    buffer: &'a mut Vec<u8>,
    first: bool,
}

impl Drop for Line<'_> {
    fn drop(&mut self) {
        self.buffer.push(b'\n');
    }
}

/// Writes formatted text into a buffer of bytes.
struct Sink<'a>(&'a mut Vec<u8>);

impl std::fmt::Write for Sink<'_> {
    fn write_str(&mut self, s: &str) -> std::fmt::Result {
        self.0.extend_from_slice(s.as_bytes());
        Ok(())
    }
}

impl Line<'_> {
    fn separate(&mut self) -> Sink<'_> {
        if self.first {
            self.first = false;
        } else {
            self.buffer.push(b'\t');
        }
        Sink(self.buffer)
    }

    pub(super) fn null(&mut self) -> &mut Self {
        self.separate().0.extend_from_slice(b"\\N");
        self
    }

    pub(super) fn text(&mut self, text: &str) -> &mut Self {
        let buffer = self.separate().0;
        for byte in text.bytes() {
            match byte {
                b'\\' => buffer.extend_from_slice(b"\\\\"),
                b'\t' => buffer.extend_from_slice(b"\\t"),
                b'\n' => buffer.extend_from_slice(b"\\n"),
                b'\r' => buffer.extend_from_slice(b"\\r"),
                byte => buffer.push(byte),
            }
        }
        self
    }

    pub(super) fn optional(&mut self, text: Option<&str>) -> &mut Self {
        match text {
            Some(text) => self.text(text),
            None => self.null(),
        }
    }

    pub(super) fn id(&mut self, id: Uuid) -> &mut Self {
        let mut encoded = Uuid::encode_buffer();
        let text = id.as_hyphenated().encode_lower(&mut encoded);
        self.separate().0.extend_from_slice(text.as_bytes());
        self
    }

    pub(super) fn optional_id(&mut self, id: Option<Uuid>) -> &mut Self {
        match id {
            Some(id) => self.id(id),
            None => self.null(),
        }
    }

    /// An array of words that need no quoting.
    pub(super) fn words<T: std::fmt::Display>(&mut self, words: &[T]) -> &mut Self {
        let mut sink = self.separate();
        sink.0.push(b'{');
        for (i, word) in words.iter().enumerate() {
            let comma = if i == 0 { "" } else { "," };
            // Writing to memory cannot fail.
            let _ = write!(sink, "{comma}{word}");
        }
        sink.0.push(b'}');
        self
    }

    pub(super) fn number(&mut self, number: i64) -> &mut Self {
        let _ = write!(self.separate(), "{number}");
        self
    }

    pub(super) fn flag(&mut self, flag: bool) -> &mut Self {
        self.separate().0.push(if flag { b't' } else { b'f' });
        self
    }

    pub(super) fn at(&mut self, at: Instant) -> &mut Self {
        instant(&mut self.separate(), at);
        self
    }

    pub(super) fn optional_at(&mut self, at: Option<Instant>) -> &mut Self {
        match at {
            Some(at) => self.at(at),
            None => self.null(),
        }
    }

    pub(super) fn day(&mut self, day: Day) -> &mut Self {
        calendar_day(&mut self.separate(), day);
        self
    }

    pub(super) fn optional_day(&mut self, day: Option<Day>) -> &mut Self {
        match day {
            Some(day) => self.day(day),
            None => self.null(),
        }
    }

    /// A range of instants, open-ended when there is no end.
    pub(super) fn during(&mut self, from: Instant, to: Option<Instant>) -> &mut Self {
        let mut sink = self.separate();
        sink.0.push(b'[');
        instant(&mut sink, from);
        sink.0.push(b',');
        if let Some(to) = to {
            instant(&mut sink, to);
        }
        sink.0.push(b')');
        self
    }
}

fn calendar_day(sink: &mut Sink<'_>, day: Day) {
    let _ = write!(sink, "{}", clock::date(day));
}

fn instant(sink: &mut Sink<'_>, at: Instant) {
    let seconds = at.rem_euclid(clock::DAY);
    calendar_day(sink, Day::try_from(at.div_euclid(clock::DAY)).unwrap_or(0));
    let _ = write!(sink, " {:02}:{:02}:{:02}+00", seconds / 3_600, seconds / 60 % 60, seconds % 60);
}

/// Sends batches.
///
/// Postgres refuses `COPY` into a table with row security, except from one whom it does not bind. Where the administrator is no
/// superuser (a database rented from somebody), rows go by a temporary table and arrive as the owner's insert.
pub(super) struct Copier<'c> {
    conn: &'c mut PgConnection,
    staged: bool,
}

impl<'c> Copier<'c> {
    /// `trusted`: references between rows are not checked, where the administrator may say so.
    pub(super) async fn new(conn: &'c mut PgConnection, trusted: bool) -> Result<Self, sqlx::Error> {
        let unbound: bool = sqlx::query_scalar("select rolsuper from pg_roles where rolname = current_user").fetch_one(&mut *conn).await?;
        let copier = Self { conn, staged: !unbound };
        if copier.staged {
            sqlx::raw_sql("set role overgang_owner").execute(&mut *copier.conn).await?;
        }
        if trusted && !copier.staged {
            sqlx::raw_sql("set session_replication_role = replica").execute(&mut *copier.conn).await?;
        }
        // A demonstration that is lost with the machine is made again.
        sqlx::raw_sql("set synchronous_commit = off").execute(&mut *copier.conn).await?;
        Ok(copier)
    }

    /// The connection, for statements between batches.
    pub(super) fn conn(&mut self) -> &mut PgConnection {
        self.conn
    }

    /// Writes one batch in one transaction.
    pub(super) async fn send(&mut self, batch: &mut Batch) -> Result<(), sqlx::Error> {
        let mut tx = self.conn.begin().await?;
        for (table, name, columns) in TABLES {
            let buffer = std::mem::take(&mut batch.buffers[*table as usize]);
            if buffer.is_empty() {
                continue;
            }
            let target = if self.staged {
                sqlx::raw_sql(AssertSqlSafe(format!("create temporary table staged on commit drop as select {columns} from {name} with no data")))
                    .execute(&mut *tx)
                    .await?;
                "pg_temp.staged"
            } else {
                name
            };
            let mut copy = tx.copy_in_raw(&format!("copy {target} ({columns}) from stdin")).await?;
            for piece in buffer.chunks(1 << 18) {
                copy.send(piece).await?;
            }
            copy.finish().await?;
            if self.staged {
                sqlx::raw_sql(AssertSqlSafe(format!("insert into {name} ({columns}) select {columns} from pg_temp.staged; drop table pg_temp.staged")))
                    .execute(&mut *tx)
                    .await?;
            }
        }
        tx.commit().await
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;

    #[test]
    fn values_are_escaped_and_separated() {
        let mut batch = Batch::new();
        batch.row(Table::Feature).text("a\\b\tc\nd").null().flag(true).at(0).during(0, None).day(1).words(&["M", "F"]).number(-3);
        let text = String::from_utf8(batch.buffers[Table::Feature as usize].clone()).unwrap();
        assert_eq!(text, "a\\\\b\\tc\\nd\t\\N\tt\t1970-01-01 00:00:00+00\t[1970-01-01 00:00:00+00,)\t1970-01-02\t{M,F}\t-3\n");
        assert_eq!(batch.rows, 1);
    }

    #[test]
    fn tables_stand_at_their_own_index() {
        assert!(TABLES.iter().enumerate().all(|(i, (table, ..))| *table as usize == i));
    }
}
