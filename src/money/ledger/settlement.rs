//! How the accounts of somebody who has left come to nothing. What each way books is `money.settle_left`.

use crate::platform::words::words;

words! {
    /// A way to settle. The words are those of `money.settle_left`.
    Way {
        /// There is something, and the person gets it.
        PaidOut = "paid_out",
        /// There is something, and the person cannot be found: the house keeps it.
        Unclaimed = "unclaimed",
        /// The person owed, and has paid.
        PaidIn = "paid_in",
        /// The person owes, and the house gives it up, with a reason.
        WrittenOff = "written_off",
        /// One account is below nothing by as much as another is above.
        Between = "between",
        /// What the house kept is fetched.
        Collected = "collected",
    }
}

/// What there is to settle.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    /// The three accounts together.
    pub total: i64,
    /// One of them at least is not nothing.
    pub uneven: bool,
    /// What the house keeps as unclaimed.
    pub unclaimed: i64,
}

impl Standing {
    /// The ways that settle it; none when there is nothing, or when only days wait that nobody has approved.
    #[must_use]
    pub fn ways(self) -> &'static [Way] {
        match (self.uneven, self.total) {
            (true, 1..) => &[Way::PaidOut, Way::Unclaimed],
            (true, 0) => &[Way::Between],
            (true, _) => &[Way::PaidIn, Way::WrittenOff],
            (false, _) if self.unclaimed > 0 => &[Way::Collected],
            (false, _) => &[],
        }
    }

    /// What moves.
    #[must_use]
    pub fn moves(self) -> i64 {
        if self.uneven { self.total } else { self.unclaimed }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_settles_what() {
        use Way::{Between, Collected, PaidIn, PaidOut, Unclaimed, WrittenOff};
        for (case, total, uneven, unclaimed, ways, moves) in [
            ("something is left", 80_600, true, 0, &[PaidOut, Unclaimed][..], 80_600),
            ("something is left, and something was kept before", 100, true, 5_000, &[PaidOut, Unclaimed], 100),
            ("a day was paid that should not have been", -5_300, true, 0, &[PaidIn, WrittenOff], -5_300),
            ("owes, and something was kept before", -100, true, 5_000, &[PaidIn, WrittenOff], -100),
            ("one account covers the other", 0, true, 0, &[Between], 0),
            ("kept as unclaimed", 0, false, 5_000, &[Collected], 5_000),
            ("only days that wait", 0, false, 0, &[], 0),
        ] {
            let standing = Standing { total, uneven, unclaimed };
            assert_eq!((standing.ways(), standing.moves()), (ways, moves), "{case}");
        }
    }
}
