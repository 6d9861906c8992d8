//! The permission matrix: record class x role, read from `matrix.csv`.

use std::sync::LazyLock;

use sqlx::PgConnection;

use super::role::Role;

/// The reviewed file, as a lawyer reads it.
pub const FILE: &str = include_str!("matrix.csv");

macro_rules! classes {
    ($($(#[$doc:meta])* $name:ident = $code:literal;)+) => {
        /// A class of records. Every table of persons belongs to one, and so does every route.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Class { $($(#[$doc])* $name,)+ }

        impl Class {
            /// Every class, in the order of the matrix.
            pub const ALL: &'static [Self] = &[$(Self::$name,)+];

            /// The word in the matrix, the database and the audit trail.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$name => $code,)+ }
            }
        }
    };
}

classes! {
    /// Who the person is: names, numbers, birth, languages, addresses, next of kin.
    Person = "person";
    /// Photographs.
    Photo = "photo";
    /// Sentence and legal basis.
    Sentence = "sentence";
    /// Security level.
    Classification = "classification";
    /// Daily observations.
    Observations = "observations";
    /// Intelligence; reading is a personal grant.
    Intelligence = "intelligence";
    /// Alerts.
    Alerts = "alerts";
    /// Movements and where somebody is.
    Movements = "movements";
    /// Sentence plan.
    Plan = "plan";
    /// Moving what is one's own in a sentence plan: under way, done.
    PlanSteps = "plan_steps";
    /// Countersigning a sentence plan.
    PlanSign = "plan_sign";
    /// Activities and attendance.
    Activities = "activities";
    /// Results of education.
    Education = "education";
    /// Visits, contacts, telephone, mail.
    Contact = "contact";
    /// Money.
    Money = "money";
    /// Property.
    Property = "property";
    /// Incidents and discipline.
    Discipline = "discipline";
    /// Isolation.
    Isolation = "isolation";
    /// Clinical notes.
    Clinical = "clinical";
    /// What health chose to share.
    SharedHealth = "shared_health";
    /// Medication.
    Medication = "medication";
    /// Release plan and partners.
    Release = "release";
    /// Whether care goes on after release: yes or no, and never why.
    ReleaseCare = "release_care";
    /// Transfers.
    Transfers = "transfers";
    /// The inmate's own insight into who looked.
    Insight = "insight";
    /// The audit log.
    Audit = "audit";
    /// Accounts.
    Accounts = "accounts";
    /// Who holds which role where.
    Roles = "roles";
    /// Roles of health staff, and who of them is cleared for protected patients.
    HealthAccounts = "health_accounts";
    /// Prisons, units and cells.
    Estate = "estate";
    /// Protected records and clearances.
    Protection = "protection";
    /// Review of break-glass.
    Reviews = "reviews";
    /// Opening a record past one's scope, with a reason.
    BreakGlass = "break_glass";
    /// Records closed after release.
    ClosedRecords = "closed_records";
    /// Reception: what is asked, seen and received when somebody arrives.
    Reception = "reception";
    /// The day of a unit: the board, counts, handover, the rota.
    UnitDay = "unit_day";
    /// Searches of persons and rooms, seized items, drug tests.
    Searches = "searches";
    /// Incidents and force used.
    Incidents = "incidents";
    /// What must have happened until when: legal deadlines, whose they are, what came of them.
    Deadlines = "deadlines";
    /// Programmes: groups, places, attendance, talks of two.
    Programmes = "programmes";
    /// The rules of law that are computed with.
    Law = "law";
    /// Workplaces, courses, facilities, rooms, sessions: no person.
    ActivityPlaces = "activity_places";
    /// Wishes, assessments, waiting lists, who is put where, what interrupts it.
    Allocation = "allocation";
    /// What the school alone keeps of a learner.
    Learning = "learning";
    /// Who sits which exam.
    Exams = "exams";
    /// What a day gives, and approving it.
    Allowance = "allowance";
    /// Who works where and when.
    Roster = "roster";
    /// Whether full isolation gives a deduction: a lawyer's word.
    IsolationCredit = "isolation_credit";
    /// Two records of one person joined.
    Joins = "joins";
}

/// What is done with a record of a class.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Act {
    /// See the need-to-know extract.
    Extract,
    /// See the record.
    Read,
    /// Hand something in without reading the rest.
    Submit,
    /// Read and add.
    Write,
    /// Propose a decision.
    Propose,
    /// Decide.
    Decide,
    /// See one's own rows.
    Own,
}

/// The letter of a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// `-`
    None,
    /// `n`
    Extract,
    /// `s`
    Submit,
    /// `p`
    Propose,
    /// `r`
    Read,
    /// `w`
    Write,
    /// `d`
    Decide,
    /// `o`
    Own,
}

/// Which persons a cell is narrowed to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Narrowed {
    /// The role's whole scope.
    No,
    /// `a`: persons assigned to the reader.
    Assigned,
    /// `t`: persons on today's gate list.
    Today,
    /// `x`: only under a case number.
    CaseNumber,
}

/// How deep a class lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Depth {
    /// Who and where: everybody in the reader's prisons.
    Identity,
    /// The file itself: the reader's own scope.
    Record,
}

/// One cell of the matrix.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cell {
    /// What the role may.
    pub level: Level,
    /// With whom.
    pub narrowed: Narrowed,
}

impl Cell {
    const NONE: Self = Self { level: Level::None, narrowed: Narrowed::No };

    fn parse(text: &str) -> Option<Self> {
        let (level, suffix) = text.split_at(text.chars().next()?.len_utf8());
        let level = match level {
            "-" => Level::None,
            "n" => Level::Extract,
            "s" => Level::Submit,
            "p" => Level::Propose,
            "r" => Level::Read,
            "w" => Level::Write,
            "d" => Level::Decide,
            "o" => Level::Own,
            _ => return None,
        };
        let narrowed = match suffix {
            "" => Narrowed::No,
            "a" => Narrowed::Assigned,
            "t" => Narrowed::Today,
            "x" => Narrowed::CaseNumber,
            _ => return None,
        };
        Some(Self { level, narrowed })
    }

    /// Whether the letter allows the act, before asking with whom.
    pub fn allows(self, act: Act) -> bool {
        match act {
            Act::Extract => matches!(self.level, Level::Extract | Level::Propose | Level::Read | Level::Write | Level::Decide),
            Act::Read => matches!(self.level, Level::Propose | Level::Read | Level::Write | Level::Decide),
            Act::Submit => matches!(self.level, Level::Submit | Level::Write | Level::Decide),
            Act::Write => matches!(self.level, Level::Write | Level::Decide),
            Act::Propose => matches!(self.level, Level::Propose | Level::Decide),
            Act::Decide => self.level == Level::Decide,
            Act::Own => self.level != Level::None,
        }
    }
}

/// What stands between the acting person and one inmate; worked out by the database together with the banner.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Reach {
    /// Assigned to the reader (or on today's list).
    pub assigned: bool,
    /// The file itself is in scope.
    pub deep: bool,
    /// The reader may add to the file.
    pub writable: bool,
}

struct Matrix {
    depths: Vec<Depth>,
    cells: Vec<Vec<Cell>>,
}

static MATRIX: LazyLock<Matrix> = LazyLock::new(|| {
    let mut matrix = Matrix { depths: vec![Depth::Record; Class::ALL.len()], cells: vec![vec![Cell::NONE; Role::ALL.len()]; Class::ALL.len()] };
    // A cell that cannot be read stays "none", and the test below fails: closed, never open.
    let mut rows = FILE.lines().filter(|l| !l.starts_with('#'));
    let roles: Vec<Option<Role>> = rows.next().unwrap_or_default().split(',').skip(2).map(|c| c.parse().ok()).collect();
    for row in rows {
        let mut columns = row.split(',');
        let Some(class) = columns.next().and_then(|name| Class::ALL.iter().position(|c| c.as_str() == name)) else { continue };
        if columns.next() == Some("identity") {
            matrix.depths[class] = Depth::Identity;
        }
        for (role, cell) in roles.iter().zip(columns) {
            if let (Some(role), Some(cell)) = (role, Cell::parse(cell)) {
                matrix.cells[class][*role as usize] = cell;
            }
        }
    }
    matrix
});

/// The cell for a class and role.
pub fn cell(class: Class, role: Role) -> Cell {
    MATRIX.cells[class as usize][role as usize]
}

/// How deep the class lies.
pub fn depth(class: Class) -> Depth {
    MATRIX.depths[class as usize]
}

/// Whether the role may ever do this, with anybody. The first of three gates; scope and rules come after.
pub fn may(role: Role, class: Class, act: Act) -> bool {
    cell(class, role).allows(act)
}

/// Whether the role may do this with a person it reaches so.
pub fn decide(role: Role, class: Class, act: Act, reach: Reach) -> bool {
    let cell = cell(class, role);
    if !cell.allows(act) {
        return false;
    }
    let adds = matches!(act, Act::Write | Act::Decide | Act::Submit);
    let near = match (cell.narrowed, depth(class)) {
        (Narrowed::Assigned | Narrowed::Today, _) => reach.assigned,
        // The case manager reads the prison's files and writes only in those assigned.
        _ if adds && writes_assigned_only(role, class) => reach.assigned,
        (_, Depth::Identity) => true,
        (_, Depth::Record) => reach.deep,
    };
    near && (!adds || reach.writable || reach.assigned || written_by_the_prison(class))
}

/// Whoever stands at the gate or receives writes for anybody in the prison, not only on the own unit (`access.writes_by_prison`).
fn written_by_the_prison(class: Class) -> bool {
    matches!(class, Class::Movements | Class::Reception)
}

/// `CAS`: the prison to read, assigned to write (access.md). Places are nobody's, and who gets one is weighed over the whole house.
fn writes_assigned_only(role: Role, class: Class) -> bool {
    role == Role::CaseManager && !matches!(class, Class::ActivityPlaces | Class::Allocation)
}

/// Writes the matrix into the database, for its row policies. The connection must be able to become the owner.
///
/// # Errors
/// When the database refuses.
pub async fn install(connection: &mut PgConnection) -> Result<(), sqlx::Error> {
    use sqlx::Connection;
    let mut tx = connection.begin().await?;
    sqlx::query("set local role overgang_owner").execute(&mut *tx).await?;
    sqlx::query("delete from access.permission").execute(&mut *tx).await?;
    sqlx::query("delete from access.role_rights").execute(&mut *tx).await?;
    for &role in Role::ALL {
        let mut rights = Rights::default();
        for &class in Class::ALL {
            let cell = cell(class, role);
            rights.add(role, class, cell);
            sqlx::query("insert into access.permission (role, class, depth, code) values ($1, $2, $3, $4)")
                .bind(role.code())
                .bind(class.as_str())
                .bind(if depth(class) == Depth::Identity { "identity" } else { "record" })
                .bind(format!("{:?}{:?}", cell.level, cell.narrowed))
                .execute(&mut *tx)
                .await?;
        }
        sqlx::query(
            "insert into access.role_rights (role, db_group, side, reads, reads_assigned, extracts, writes, writes_assigned) values ($1, $2, $3, $4, $5, $6, $7, $8)",
        )
        .bind(role.code())
        .bind(role.db_group())
        .bind(role.side().as_str())
        .bind(rights.reads)
        .bind(rights.reads_assigned)
        .bind(rights.extracts)
        .bind(rights.writes)
        .bind(rights.writes_assigned)
        .execute(&mut *tx)
        .await?;
    }
    sqlx::query("reset role").execute(&mut *tx).await?;
    tx.commit().await
}

#[derive(Default)]
struct Rights {
    reads: Vec<&'static str>,
    reads_assigned: Vec<&'static str>,
    extracts: Vec<&'static str>,
    writes: Vec<&'static str>,
    writes_assigned: Vec<&'static str>,
}

impl Rights {
    fn add(&mut self, role: Role, class: Class, cell: Cell) {
        let assigned = matches!(cell.narrowed, Narrowed::Assigned | Narrowed::Today);
        if cell.allows(Act::Read) {
            if assigned { &mut self.reads_assigned } else { &mut self.reads }.push(class.as_str());
        } else if cell.allows(Act::Extract) {
            self.extracts.push(class.as_str());
        }
        if cell.allows(Act::Submit) || cell.allows(Act::Write) || (class == Class::Protection && cell.allows(Act::Propose)) {
            if assigned || writes_assigned_only(role, class) { &mut self.writes_assigned } else { &mut self.writes }.push(class.as_str());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_cell_of_the_file_can_be_read() {
        let mut rows = FILE.lines().filter(|l| !l.starts_with('#'));
        let header: Vec<&str> = rows.next().unwrap_or_default().split(',').collect();
        assert_eq!(header[2..].to_vec(), Role::ALL.iter().map(|r| r.code()).collect::<Vec<_>>());
        let names: Vec<&str> = rows.clone().filter_map(|r| r.split(',').next()).collect();
        assert_eq!(names, Class::ALL.iter().map(|c| c.as_str()).collect::<Vec<_>>());
        for row in rows {
            assert_eq!(row.split(',').count(), header.len(), "{row}");
            for cell in row.split(',').skip(2) {
                assert!(Cell::parse(cell).is_some(), "{cell:?} in {row}");
            }
        }
    }

    #[test]
    fn clinical_text_is_for_health_roles_alone() {
        for &role in Role::ALL {
            let reads = may(role, Class::Clinical, Act::Read) || may(role, Class::Clinical, Act::Extract);
            assert!(!reads || role.side() == crate::platform::db::Side::Health, "{role}");
        }
    }

    #[test]
    fn system_administrators_see_no_case_data() {
        for &class in Class::ALL {
            let case = !matches!(class, Class::Accounts | Class::Roles | Class::HealthAccounts | Class::Estate | Class::Law);
            assert!(!case || !may(Role::System, class, Act::Extract), "{class:?}");
        }
    }

    #[test]
    fn case_managers_write_only_in_assigned_files() {
        let far = Reach { assigned: false, deep: true, writable: true };
        let near = Reach { assigned: true, ..far };
        assert!(decide(Role::CaseManager, Class::Person, Act::Read, far));
        assert!(!decide(Role::CaseManager, Class::Person, Act::Write, far));
        assert!(decide(Role::CaseManager, Class::Person, Act::Write, near));
    }

    #[test]
    fn officers_see_identity_everywhere_and_files_in_their_units() {
        let far = Reach::default();
        let own_unit = Reach { deep: true, writable: true, assigned: false };
        assert!(decide(Role::Officer, Class::Alerts, Act::Read, far));
        assert!(!decide(Role::Officer, Class::Observations, Act::Read, far));
        assert!(decide(Role::Officer, Class::Observations, Act::Write, own_unit));
    }
}
