//! What the files change in the database: nothing where they say what is kept, a new row where they say something else, a proposal
//! where the service has spoken. Pure.

use chrono::NaiveDate;

use super::{Kept, Origin, has_days, meet};
use crate::law::rule::{Rule, Status};

/// A step of bringing the database to the files.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Step<'f> {
    /// Into the history.
    Put(&'f Rule),
    /// To be decided by people.
    Propose(&'f Rule),
    /// The kept row with this version gets these names.
    Rename(i32, &'f Rule),
    /// The kept row with this version ends.
    Close(i32, &'f Rule, NaiveDate),
}

/// The row of a file that was proposed before, decided or not.
#[derive(Debug)]
pub(super) struct Asked {
    pub id: String,
    pub subject: String,
    pub valid_from: NaiveDate,
    pub value: String,
}

/// What is to be done, in the files' order.
pub(super) fn plan<'f>(kept: &[Kept], asked: &[Asked], file: &'f [Rule]) -> Vec<Step<'f>> {
    file.iter().flat_map(|row| step(kept, asked, row)).collect()
}

fn step<'f>(kept: &[Kept], asked: &[Asked], row: &'f Rule) -> Vec<Step<'f>> {
    let own = || kept.iter().filter(|k| (&k.rule.id, &k.rule.subject) == (&row.id, &row.subject));
    let latest = own().filter(|k| k.origin == Origin::File && k.rule.valid_from == row.valid_from).max_by_key(|k| k.rule.version);
    if let Some(Kept { rule, .. }) = latest
        && says_the_same(rule, row)
    {
        let renamed = (&rule.label_nb, &rule.label_en) != (&row.label_nb, &row.label_en);
        let closed = row.valid_to.filter(|last| rule.valid_to.is_none_or(|kept| kept > *last));
        return renamed.then_some(Step::Rename(rule.version, row)).into_iter().chain(closed.map(|last| Step::Close(rule.version, row, last))).collect();
    }
    let spoken = |k: &Kept| k.origin == Origin::Service && has_days(&k.rule) && meet((k.rule.valid_from, k.rule.valid_to), (row.valid_from, row.valid_to));
    if row.status == Status::Enacted || !own().any(spoken) {
        return vec![Step::Put(row)];
    }
    let value = row.value.to_string();
    let before = asked.iter().any(|a| (&a.id, &a.subject, a.valid_from, &a.value) == (&row.id, &row.subject, row.valid_from, &value));
    if before { Vec::new() } else { vec![Step::Propose(row)] }
}

/// Whether two rows are the same but for their names and their end.
fn says_the_same(a: &Rule, b: &Rule) -> bool {
    (&a.trigger, &a.value, a.clock, a.mode, a.level, a.repeat, &a.warn, &a.cite, a.status, a.confidence)
        == (&b.trigger, &b.value, b.clock, b.mode, b.level, b.repeat, &b.warn, &b.cite, b.status, b.confidence)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::law::rule::{Citation, Clock, Confidence, Mode, Value};

    fn day(year: i32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, 1, 1).unwrap_or_default()
    }

    fn row(n: i64, from: i32) -> Rule {
        Rule {
            id: "allowance.ordinary".into(),
            subject: String::new(),
            trigger: String::new(),
            value: Value::Number(n),
            clock: Clock::DateArithmetic,
            mode: Mode::Limit,
            level: None,
            repeat: None,
            warn: Vec::new(),
            cite: Citation { act: "KDI".into(), section: "2022-8".into() },
            valid_from: day(from),
            valid_to: None,
            status: Status::InForce,
            confidence: Confidence::Verified,
            label_nb: "Dagpenger".into(),
            label_en: "Allowance".into(),
            version: 1,
        }
    }

    fn kept(rule: Rule, origin: Origin) -> Kept {
        Kept { rule, origin }
    }

    fn ended(rule: Rule, year: i32) -> Rule {
        Rule { valid_to: day(year).pred_opt(), ..rule }
    }

    #[test]
    fn the_first_time_everything_is_put_and_the_second_nothing() {
        let file = [row(48, 2003), row(79, 2023)];
        assert_eq!(plan(&[], &[], &file), [Step::Put(&file[0]), Step::Put(&file[1])]);
        let there = [kept(ended(row(48, 2003), 2023), Origin::File), kept(row(79, 2023), Origin::File)];
        assert_eq!(plan(&there, &[], &file), []);
    }

    #[test]
    fn a_corrected_row_is_a_new_one_and_a_corrected_name_is_not() {
        let there = [kept(row(79, 2023), Origin::File)];
        let file = [row(80, 2023)];
        assert_eq!(plan(&there, &[], &file), [Step::Put(&file[0])]);
        let file = [Rule { label_en: "Daily allowance".into(), ..row(79, 2023) }];
        assert_eq!(plan(&there, &[], &file), [Step::Rename(1, &file[0])]);
        let both = [kept(ended(row(79, 2023), 2023), Origin::File), kept(Rule { version: 2, ..row(80, 2023) }, Origin::File)];
        assert_eq!(plan(&both, &[], &[row(80, 2023)]), [], "the correction is there already");
    }

    #[test]
    fn an_end_comes_nearer_and_never_goes_away() {
        let there = [kept(row(79, 2023), Origin::File)];
        let file = [ended(row(79, 2023), 2024)];
        let last = file[0].valid_to.unwrap_or_default();
        assert_eq!(plan(&there, &[], &file), [Step::Close(1, &file[0], last)]);
        assert_eq!(plan(&[kept(ended(row(79, 2023), 2024), Origin::File)], &[], &[row(79, 2023)]), []);
    }

    #[test]
    fn where_the_service_has_spoken_the_file_asks_once() {
        let there = [kept(ended(row(79, 2023), 2025), Origin::File), kept(Rule { version: 2, ..row(85, 2025) }, Origin::Service)];
        assert_eq!(plan(&there, &[], &[row(79, 2023)]), [], "what the file has always said");
        let file = [row(79, 2023), row(88, 2026)];
        assert_eq!(plan(&there, &[], &file), [Step::Propose(&file[1])]);
        let asked = [Asked { id: row(0, 2026).id, subject: String::new(), valid_from: day(2026), value: "88".into() }];
        assert_eq!(plan(&there, &asked, &file), []);
        let before = [Rule { valid_to: day(2003).pred_opt(), ..row(45, 2001) }];
        assert_eq!(plan(&there, &[], &before), [Step::Put(&before[0])], "days of which the service has said nothing");
        let enacted = [Rule { status: Status::Enacted, ..row(90, 2026) }];
        assert_eq!(plan(&there, &[], &enacted), [Step::Put(&enacted[0])], "what is not in force overwrites nothing");
    }
}
