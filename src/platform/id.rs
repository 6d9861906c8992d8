//! Ids: one newtype a kind of thing, so that a cell can never be given where an inmate is asked for.

/// Declares transparent newtypes over UUID. `fresh` makes a version 7 id (ordered by time, made in the application).
macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident;)+) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize, sqlx::Type)]
        #[serde(transparent)]
        #[sqlx(transparent)]
        pub struct $name(pub uuid::Uuid);

        impl $name {
            /// A new id.
            pub fn fresh() -> Self {
                Self(uuid::Uuid::now_v7())
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }

        impl std::str::FromStr for $name {
            type Err = uuid::Error;
            fn from_str(s: &str) -> Result<Self, Self::Err> {
                s.parse().map(Self)
            }
        }
    )+};
}

ids! {
    /// A person in the register.
    InmateId;
    /// A member of staff who can sign in.
    AccountId;
    /// A role at some prisons for a period.
    AssignmentId;
    /// A dated right to one person.
    GrantId;
    /// A sign-in.
    SessionId;
    /// A prison.
    PrisonId;
    /// A unit of a prison.
    UnitId;
    /// A cell of a unit.
    CellId;
    /// Any other row.
    RowId;
}
