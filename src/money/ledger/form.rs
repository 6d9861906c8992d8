//! Entries as typed.

use chrono::{Months, NaiveDate};
use serde::Deserialize;

use super::rules::{House, Kind, Ore, Own, Side, goes};
use super::words;
use crate::web::Errors;
use crate::web::field::Choice;
use crate::web::form::{clean, day};
use crate::web::lang::Text;

/// Kinds that a clerk enters by hand, in the order in which they are offered.
const BY_HAND: [Kind; 6] = [Kind::Purchase, Kind::Deposit, Kind::Withdrawal, Kind::Transfer, Kind::Savings, Kind::Compensation];

/// What moves: a kind, and between which accounts. Only what the ledger has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Way {
    pub kind: Kind,
    pub from: Side,
    pub to: Side,
}

fn word(side: Side) -> String {
    match side {
        Side::Own(account) => account.as_str().to_owned(),
        Side::House(account) => format!("house-{}", account.as_str()),
    }
}

impl Way {
    /// Every way by hand.
    fn all() -> Vec<Self> {
        let sides: Vec<Side> = Own::ALL.iter().copied().map(Side::Own).chain(House::ALL.iter().copied().map(Side::House)).collect();
        let mut ways = Vec::new();
        for kind in BY_HAND {
            for from in &sides {
                ways.extend(sides.iter().filter(|to| from != *to && goes(kind, *from, **to)).map(|to| Self { kind, from: *from, to: *to }));
            }
        }
        ways
    }

    fn value(self) -> String {
        format!("{}.{}.{}", self.kind.as_str(), word(self.from), word(self.to))
    }

    /// From its word in the form.
    #[must_use]
    pub fn of(value: &str) -> Option<Self> {
        Self::all().into_iter().find(|way| way.value() == value)
    }

    /// As choices of a list.
    #[must_use]
    pub fn choices(t: Text) -> Vec<Choice> {
        let said = |way: &Self| t.msg_money_way(words::kind(t, way.kind).as_str(), words::side(t, way.from).as_str(), words::side(t, way.to).as_str());
        Self::all().iter().map(|way| Choice::new(way.value(), said(way))).collect()
    }
}

/// The form of an entry.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct EntryForm {
    pub way: String,
    pub amount: String,
    pub booked_on: String,
    pub text: String,
}

/// An entry to be made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wanted {
    pub way: Way,
    pub amount: Ore,
    pub booked_on: NaiveDate,
    pub text: String,
}

impl EntryForm {
    /// # Errors
    /// A message beside each field that cannot be taken.
    pub fn parse(&self, t: Text, today: NaiveDate) -> Result<Wanted, Errors> {
        let mut errors = Errors::new();
        let way = Way::of(&self.way);
        if way.is_none() {
            errors.add("way", t.msg_money_missing_way());
        }
        let amount = Ore::typed(&self.amount);
        if amount.is_none() {
            errors.add("amount", t.msg_money_bad_amount());
        }
        let booked_on = day(&self.booked_on);
        let back = today.checked_sub_months(Months::new(12)).unwrap_or(today);
        match booked_on {
            None => errors.add("booked_on", t.msg_money_bad_day()),
            Some(day) if day > today => errors.add("booked_on", t.msg_money_day_ahead()),
            Some(day) if day < back => errors.add("booked_on", t.msg_money_day_long_ago()),
            Some(_) => {}
        }
        let text = clean(&self.text);
        if text.chars().count() > 200 {
            errors.add("text", t.msg_plan_too_long(200));
        }
        let wanted = way.zip(amount).zip(booked_on).map(|((way, amount), booked_on)| Wanted { way, amount, booked_on, text });
        errors.into_result(wanted)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::Lang;

    #[test]
    fn every_way_is_found_again_and_none_is_made_by_a_machine() {
        let ways = Way::all();
        assert_eq!(ways.len(), 17);
        for way in ways {
            assert_eq!(Way::of(&way.value()), Some(way));
            assert!(!matches!(way.kind, Kind::Allowance | Kind::Opening | Kind::Reversal | Kind::Release), "{way:?}");
        }
        for made_up in ["purchase.savings.house-shop", "allowance.house-wages.allowance", "deposit", ""] {
            assert_eq!(Way::of(made_up), None, "{made_up}");
        }
    }

    #[test]
    fn what_is_typed() {
        let today = NaiveDate::from_ymd_opt(2026, 11, 23).unwrap_or_default();
        let form = EntryForm { way: "purchase.allowance.house-shop".into(), amount: "79,50".into(), booked_on: "2026-11-23".into(), text: " Kaffe ".into() };
        let read = form.parse(Lang::Nb.text(), today);
        assert_eq!(read.map(|w| (w.amount.get(), w.text)), Ok((7950, "Kaffe".to_owned())));
        let wrong = EntryForm { amount: "-5".into(), booked_on: "2026-11-24".into(), ..EntryForm::default() };
        let errors = wrong.parse(Lang::Nb.text(), today).err().unwrap_or_default();
        assert_eq!(errors.iter().map(|e| e.0).collect::<Vec<_>>(), ["way", "amount", "booked_on"]);
    }
}
