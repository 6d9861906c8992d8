//! What happens elsewhere under a goal. A small door: whoever records a lesson, a session, a visit or a talk that serves a goal says so here, in the
//! transaction that records it; the plan shows it under the goal, with the day and figures, never with what it was about.

use chrono::{DateTime, Utc};
use sqlx::PgConnection;
use uuid::Uuid;

mod store;

pub use store::{Mark, of_inmate};

crate::platform::words::words! {
    /// What happened.
    Kind {
        /// A talk with the contact officer.
        Talk = "talk",
        /// Lessons or work of a period.
        Attendance = "attendance",
        /// A result at school, or a programme that was completed.
        Result = "result",
        /// What a course aims at, reached.
        Aim = "aim",
        /// Something that is mastered at work.
        Skill = "skill",
        /// A leave.
        Leave = "leave",
        /// Day release or work outside.
        Outside = "outside",
        /// A visit that was held, seen on the way back from it.
        Visit = "visit",
        /// A session of a programme.
        Session = "session",
        /// A meeting of the support group.
        SupportGroup = "support_group",
    }
}

/// Something that happened under a goal.
#[derive(Clone, Copy, Debug)]
pub struct Noted {
    /// The goal.
    pub goal: Uuid,
    /// What.
    pub kind: Kind,
    /// The row that records it. Noting it again moves it and changes its figures.
    pub source: Uuid,
    /// When.
    pub at: DateTime<Utc>,
    /// So many of so many, where that says something.
    pub figures: Option<(i32, i32)>,
}

/// Says that it happened. False: there is no such goal, or it is out of the request's reach.
///
/// # Errors
/// When the database is away.
pub async fn note(connection: &mut PgConnection, noted: Noted) -> Result<bool, sqlx::Error> {
    store::note(connection, noted).await
}
