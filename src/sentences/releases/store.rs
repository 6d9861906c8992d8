//! Who leaves when. The dates come from the database (`sentences.expected_releases`), which knows whether they are calculated or only stated.

use chrono::NaiveDate;
use sqlx::PgConnection;
use uuid::Uuid;

use crate::platform::id::PrisonId;

/// Somebody who leaves.
#[derive(Clone, Debug)]
pub struct Leaving {
    /// Who.
    pub inmate: Uuid,
    /// Family name.
    pub family_name: String,
    /// Given names.
    pub given_name: String,
    /// The number.
    pub number: String,
    /// Unit.
    pub unit: Option<String>,
    /// Cell.
    pub cell: Option<String>,
    /// The day.
    pub day: NaiveDate,
    /// `calculated`, `preliminary`, `stated`, `order`.
    pub source: String,
    /// The basis.
    pub basis: Uuid,
    /// Its kind.
    pub kind: String,
    /// Its case.
    pub case_number: String,
    /// A calculation waits to be confirmed.
    pub waiting: bool,
    /// Other bases that hold on the day.
    pub others: i64,
    /// How far a release of today has come: `prepared`, `confirmed`.
    pub plan: Option<String>,
    /// What the person leaves with: how many points are needed, settled, and past their day; none where the list is not open (`plan.ready`).
    pub needed: Option<i64>,
    /// Settled.
    pub settled: Option<i64>,
    /// Past their day.
    pub overdue: Option<i64>,
}

impl Leaving {
    /// Nobody may go on a date that nobody has confirmed.
    pub fn unconfirmed(&self) -> bool {
        matches!(self.source.as_str(), "stated" | "preliminary")
    }

    /// Leaves after a sentence, and something is missing: of whoever an order holds nobody knows the day.
    pub fn unready(&self) -> bool {
        self.source != "order" && (self.needed.is_none() || self.settled < self.needed)
    }
}

/// Everybody who leaves a prison until a day (none: one's own people), and those whose day has passed.
///
/// # Errors
/// When the database is away.
pub async fn leaving(connection: &mut PgConnection, prison: Option<PrisonId>, until: NaiveDate) -> Result<Vec<Leaving>, sqlx::Error> {
    sqlx::query_as!(
        Leaving,
        r#"select r.inmate_id as "inmate!", i.family_name, i.given_name, i.number, u.name as "unit?", c.code as "cell?", r.day as "day!", r.source as "source!", r.basis_id as "basis!", r.kind as "kind!",
                  r.case_number as "case_number!", r.waiting as "waiting!", r.others as "others!", r.plan,
                  p.needed as "needed?", p.done as "settled?", p.late as "overdue?"
             from sentences.expected_releases($1, $2) r join inmates.inmate i on i.id = r.inmate_id left join plan.ready p on p.inmate_id = r.inmate_id
             left join custody.in_custody w on w.inmate_id = i.id left join estate.unit u on u.id = w.unit_id left join estate.cell c on c.id = w.cell_id
            order by r.day, i.family_name, i.given_name, i.id limit 1000"#,
        prison.map(|p| p.0),
        until
    )
    .fetch_all(connection)
    .await
}
