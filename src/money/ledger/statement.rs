//! A person's statement of account (forskrift § 3-13: at the end of each month): what there was, what came and went, what there is, of each account.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use uuid::Uuid;

use super::rules::{Kind, Own};

/// A line as the ledger has it, of one person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Booked {
    /// Its entry.
    pub entry: Uuid,
    /// The day it was booked on.
    pub on: NaiveDate,
    /// The year and number of its entry, by which the ledger counts.
    pub number: (i32, i32),
    /// What the entry is; of a reversal what it is too, with the number of the one it undoes.
    pub kind: Kind,
    /// The entry that it reverses.
    pub reverses: Option<(i32, i32)>,
    /// The account.
    pub account: Own,
    /// More or less.
    pub ore: i64,
    /// In words, where somebody wrote any.
    pub text: String,
}

/// A line with what there was after it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The line.
    pub line: Booked,
    /// What there was then.
    pub balance: i64,
}

/// One account over a period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheet {
    /// Which.
    pub account: Own,
    /// What there was before the first day.
    pub opening: i64,
    /// What came and went.
    pub rows: Vec<Row>,
    /// What there is after the last day.
    pub closing: i64,
    /// By kind: what came and went of it together.
    pub by_kind: BTreeMap<Kind, i64>,
}

/// The three accounts over a period, from every line the person ever had up to its last day, in any order. An account that never had a line is left out.
#[must_use]
pub fn sheets(mut lines: Vec<Booked>, first: NaiveDate, last: NaiveDate) -> Vec<Sheet> {
    lines.sort_by_key(|line| (line.on, line.number, line.account));
    let mut sheets = Vec::new();
    for account in Own::ALL {
        let mut own = lines.iter().filter(|line| line.account == *account && line.on <= last).peekable();
        if own.peek().is_none() {
            continue;
        }
        let mut sheet = Sheet { account: *account, opening: 0, rows: Vec::new(), closing: 0, by_kind: BTreeMap::new() };
        for line in own {
            sheet.closing += line.ore;
            if line.on < first {
                sheet.opening = sheet.closing;
                continue;
            }
            *sheet.by_kind.entry(line.kind).or_default() += line.ore;
            sheet.rows.push(Row { line: line.clone(), balance: sheet.closing });
        }
        sheets.push(sheet);
    }
    sheets
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;

    fn booked(on: &str, number: i32, kind: Kind, account: Own, ore: i64) -> Booked {
        Booked { entry: Uuid::nil(), on: on.parse().unwrap(), number: (2026, number), kind, reverses: None, account, ore, text: String::new() }
    }

    #[test]
    fn a_month_with_a_correction() {
        let lines = vec![
            booked("2026-11-10", 30, Kind::Purchase, Own::Allowance, -12_050),
            booked("2026-10-31", 12, Kind::Allowance, Own::Allowance, 173_800),
            booked("2026-11-12", 31, Kind::Reversal, Own::Allowance, -173_800),
            booked("2026-11-12", 32, Kind::Allowance, Own::Allowance, 165_900),
            booked("2026-11-02", 20, Kind::Deposit, Own::Private, 50_000),
            booked("2026-12-01", 40, Kind::Purchase, Own::Allowance, -999),
        ];
        let found = sheets(lines, "2026-11-01".parse().unwrap(), "2026-11-30".parse().unwrap());
        assert_eq!(
            found.iter().map(|s| (s.account, s.opening, s.closing)).collect::<Vec<_>>(),
            [(Own::Allowance, 173_800, 153_850), (Own::Private, 0, 50_000)]
        );
        assert_eq!(found[0].rows.iter().map(|r| (r.line.number.1, r.balance)).collect::<Vec<_>>(), [(30, 161_750), (31, -12_050), (32, 153_850)]);
        assert_eq!(found[0].by_kind[&Kind::Reversal] + found[0].by_kind[&Kind::Allowance], -7900, "the correction, together");
        for sheet in &found {
            assert_eq!(sheet.opening + sheet.rows.iter().map(|r| r.line.ore).sum::<i64>(), sheet.closing);
            assert_eq!(sheet.by_kind.values().sum::<i64>(), sheet.closing - sheet.opening);
        }
    }

    #[test]
    fn an_account_without_anything_is_not_shown_and_one_with_only_a_past_is() {
        let found = sheets(vec![booked("2026-01-05", 1, Kind::Savings, Own::Savings, 1000)], "2026-11-01".parse().unwrap(), "2026-11-30".parse().unwrap());
        assert_eq!(found.len(), 1);
        assert_eq!((found[0].opening, found[0].closing, found[0].rows.len()), (1000, 1000, 0));
    }
}
