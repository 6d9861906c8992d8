//! Entries that cannot be out of balance: an entry is made of movements, each from one account to another, so that what one side gains the other loses.

use std::collections::BTreeMap;
use std::fmt;
use std::num::NonZeroU32;

use uuid::Uuid;

use crate::platform::words::words;
use crate::web::form;

words! {
    /// The accounts of a person, which follow the person.
    Own {
        /// What days have given.
        Allowance = "allowance",
        /// What was brought or sent. On remand it may be used as it is, otherwise by permission (forskrift §§ 3-23, 50).
        Private = "private",
        /// Put by until release.
        Savings = "savings",
    }

    /// The accounts of a house.
    House {
        /// What days cost.
        Wages = "wages",
        /// What food money costs.
        Food = "food",
        /// The bank, for what comes in and goes out.
        Bank = "bank",
        /// The shop.
        Shop = "shop",
        /// Paid back for damage.
        Compensation = "compensation",
        /// Of people who have gone and cannot be found.
        Unclaimed = "unclaimed",
        /// What people who have gone owed, and the house has given up.
        WrittenOff = "written_off",
    }

    /// What an entry is.
    Kind {
        /// Approved days.
        Allowance = "allowance",
        /// Money that came in.
        Deposit = "deposit",
        /// Money that went out: home, a fine, a bill.
        Withdrawal = "withdrawal",
        /// Bought in the shop.
        Purchase = "purchase",
        /// Between a person's own accounts.
        Transfer = "transfer",
        /// Put by.
        Savings = "savings",
        /// For damage, by a decision.
        Compensation = "compensation",
        /// Everything out at the gate.
        Release = "release",
        /// What there was when the ledger began.
        Opening = "opening",
        /// The mirror of another.
        Reversal = "reversal",
    }
}

/// An account by what it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Side {
    /// A person's.
    Own(Own),
    /// The house's.
    House(House),
}

/// An account.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Account {
    /// The row.
    pub id: Uuid,
    /// What it is.
    pub side: Side,
}

/// An amount of money that is something: øre, never nothing and never less.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Ore(NonZeroU32);

impl Ore {
    /// From øre; none of nothing, of less, and of more than forty million kroner.
    #[must_use]
    pub fn new(ore: i64) -> Option<Self> {
        u32::try_from(ore).ok().and_then(NonZeroU32::new).map(Self)
    }

    /// So many øre.
    #[must_use]
    pub fn get(self) -> i64 {
        i64::from(self.0.get())
    }

    /// As people type kroner ([`form::kroner`]); none of nothing.
    #[must_use]
    pub fn typed(text: &str) -> Option<Self> {
        form::kroner(text).and_then(Self::new)
    }
}

impl fmt::Display for Ore {
    /// Kroner with a comma, for logs and tests; pages use the reader's own way.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{},{:02}", self.get() / 100, self.get() % 100)
    }
}

/// From one account to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Movement {
    /// Whence.
    pub from: Account,
    /// Whither.
    pub to: Account,
    /// How much.
    pub amount: Ore,
}

/// Why an entry cannot be made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// This kind does not go between these accounts.
    #[error("no such movement in an entry of this kind")]
    NotBetweenThese,
    /// From an account to itself.
    #[error("from an account to itself")]
    ToItself,
    /// Nothing moves.
    #[error("nothing moves")]
    Nothing,
    /// There is less on the account than it would take.
    #[error("not enough")]
    NotEnough,
}

/// An entry that is about to be made. It sums to zero, because it is made of movements.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    kind: Kind,
    movements: Vec<Movement>,
}

impl Draft {
    /// Of movements, every one of a sort that this kind has.
    ///
    /// # Errors
    /// When one is not, or there is none.
    pub fn new(kind: Kind, movements: Vec<Movement>) -> Result<Self, Refused> {
        if movements.is_empty() {
            return Err(Refused::Nothing);
        }
        for movement in &movements {
            if movement.from.id == movement.to.id {
                return Err(Refused::ToItself);
            }
            if !goes(kind, movement.from.side, movement.to.side) {
                return Err(Refused::NotBetweenThese);
            }
        }
        Ok(Self { kind, movements })
    }

    /// What it is.
    #[must_use]
    pub fn kind(&self) -> Kind {
        self.kind
    }

    /// Its lines: one an account, by account; what a person or the house is owed more is positive. An account that gains as much as it loses has none.
    #[must_use]
    pub fn lines(&self) -> Vec<(Account, i64)> {
        let mut sums: BTreeMap<Account, i64> = BTreeMap::new();
        for movement in &self.movements {
            *sums.entry(movement.from).or_default() -= movement.amount.get();
            *sums.entry(movement.to).or_default() += movement.amount.get();
        }
        sums.into_iter().filter(|(_, ore)| *ore != 0).collect()
    }

    /// Whether the people's accounts bear it. Before the database is asked, which holds it by its own balance.
    ///
    /// # Errors
    /// When one of them would be below nothing.
    pub fn borne_by(&self, balance: impl Fn(Uuid) -> i64) -> Result<(), Refused> {
        let short = |(account, ore): &(Account, i64)| matches!(account.side, Side::Own(_)) && *ore < 0 && balance(account.id) + ore < 0;
        if self.lines().iter().any(short) { Err(Refused::NotEnough) } else { Ok(()) }
    }
}

/// Between which accounts a kind goes.
#[must_use]
pub fn goes(kind: Kind, from: Side, to: Side) -> bool {
    use House::{Bank, Food, Shop, Unclaimed, Wages};
    use Own::{Allowance, Private, Savings};
    use Side::{House as H, Own as O};
    match kind {
        Kind::Allowance => matches!((from, to), (H(Wages | Food), O(Allowance))),
        Kind::Deposit => matches!((from, to), (H(Bank), O(Private)) | (H(Unclaimed), O(Private))),
        Kind::Withdrawal => matches!((from, to), (O(Allowance | Private | Savings), H(Bank))),
        Kind::Purchase => matches!((from, to), (O(Allowance | Private), H(Shop)) | (H(Shop), O(Allowance | Private))),
        Kind::Transfer => matches!((from, to), (O(Private), O(Allowance)) | (O(Savings), O(Allowance | Private)) | (O(Allowance), O(Private))),
        Kind::Savings => matches!((from, to), (O(Allowance | Private), O(Savings))),
        Kind::Compensation => matches!((from, to), (O(Allowance | Private), H(House::Compensation))),
        // What somebody owes is settled the other way, or given up; and at the end one account may cover another (`money.settle_left`).
        Kind::Release => matches!((from, to), (O(_), H(Bank | Unclaimed)) | (H(Bank | House::WrittenOff), O(_)) | (O(_), O(_))),
        Kind::Opening => matches!((from, to), (H(Bank), O(_))),
        // Made of what it mirrors, never by hand.
        Kind::Reversal => false,
    }
}

/// The lines that undo others, account by account.
#[must_use]
pub fn mirror(lines: &[(Account, i64)]) -> Vec<(Account, i64)> {
    lines.iter().map(|(account, ore)| (*account, -ore)).collect()
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn own(n: u128, own: Own) -> Account {
        Account { id: Uuid::from_u128(n), side: Side::Own(own) }
    }

    fn house(n: u128, house: House) -> Account {
        Account { id: Uuid::from_u128(n), side: Side::House(house) }
    }

    fn moved(from: Account, to: Account, ore: i64) -> Movement {
        Movement { from, to, amount: Ore::new(ore).unwrap() }
    }

    #[test]
    fn money_as_people_type_it() {
        for (typed, ore) in [
            ("79", Some(7900)),
            ("79,5", Some(7950)),
            ("79,50", Some(7950)),
            ("1 234,05", Some(123_405)),
            ("1\u{a0}234.05", Some(123_405)),
            ("kr 53,00", Some(5300)),
            ("0,01", Some(1)),
            ("0", None),
            ("0,00", None),
            ("-5", None),
            ("5,", None),
            (",50", None),
            ("5,005", None),
            ("1.000,00", None),
            ("5 kroner", None),
            ("", None),
            ("99999999999999999999", None),
        ] {
            assert_eq!(Ore::typed(typed).map(Ore::get), ore, "{typed:?}");
        }
        assert_eq!(Ore::new(123_405).unwrap().to_string(), "1234,05");
    }

    #[test]
    fn allowance_and_food_are_one_entry_of_three_lines() {
        let (person, wages, food) = (own(1, Own::Allowance), house(2, House::Wages), house(3, House::Food));
        let draft = Draft::new(Kind::Allowance, vec![moved(wages, person, 7900), moved(food, person, 12_200)]).unwrap();
        assert_eq!(draft.lines().into_iter().map(|(a, ore)| (a.id.as_u128(), ore)).collect::<Vec<_>>(), [(1, 20_100), (2, -7900), (3, -12_200)]);
    }

    #[test]
    fn what_may_not_be() {
        let (allowance, private, savings) = (own(1, Own::Allowance), own(2, Own::Private), own(3, Own::Savings));
        let (wages, shop, bank) = (house(4, House::Wages), house(5, House::Shop), house(6, House::Bank));
        for (case, kind, from, to, why) in [
            ("wages to a private account", Kind::Allowance, wages, private, Refused::NotBetweenThese),
            ("savings in the shop", Kind::Purchase, savings, shop, Refused::NotBetweenThese),
            ("a deposit to the allowance", Kind::Deposit, bank, allowance, Refused::NotBetweenThese),
            ("a reversal by hand", Kind::Reversal, shop, allowance, Refused::NotBetweenThese),
            ("to itself", Kind::Transfer, private, private, Refused::ToItself),
        ] {
            assert_eq!(Draft::new(kind, vec![moved(from, to, 100)]), Err(why), "{case}");
        }
        assert_eq!(Draft::new(Kind::Purchase, vec![]), Err(Refused::Nothing));
        assert!(Draft::new(Kind::Purchase, vec![moved(shop, allowance, 100)]).is_ok(), "goods that came back");
    }

    #[test]
    fn nobody_spends_what_they_do_not_have() {
        let (allowance, private, shop) = (own(1, Own::Allowance), own(2, Own::Private), house(5, House::Shop));
        let draft = Draft::new(Kind::Purchase, vec![moved(allowance, shop, 4000), moved(private, shop, 1000)]).unwrap();
        let balances = |a: i64, p: i64| move |id: Uuid| if id.as_u128() == 1 { a } else { p };
        assert_eq!(draft.borne_by(balances(4000, 1000)), Ok(()));
        assert_eq!(draft.borne_by(balances(4000, 999)), Err(Refused::NotEnough));
        let back = Draft::new(Kind::Purchase, vec![moved(shop, allowance, 4000)]).unwrap();
        assert_eq!(back.borne_by(balances(-100, 0)), Ok(()), "the shop's balance is nobody's");
    }

    proptest! {
        #[test]
        fn every_entry_sums_to_zero_and_its_mirror_undoes_it(amounts in prop::collection::vec((0_usize..3, 1_i64..5_000_000), 1..12)) {
            let (person, wages, food) = (own(1, Own::Allowance), house(2, House::Wages), house(3, House::Food));
            let draft = Draft::new(Kind::Allowance, amounts.iter().map(|(n, ore)| moved(if *n == 0 { food } else { wages }, person, *ore)).collect()).unwrap();
            let lines = draft.lines();
            prop_assert!(lines.len() >= 2);
            prop_assert_eq!(lines.iter().map(|l| l.1).sum::<i64>(), 0);
            prop_assert!(lines.iter().all(|l| l.1 != 0) && lines.windows(2).all(|w| w[0].0 < w[1].0));
            for ((a, x), (b, y)) in lines.iter().zip(mirror(&lines)) {
                prop_assert_eq!((*a, x + y), (b, 0));
            }
        }
    }
}
