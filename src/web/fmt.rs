//! Dates, times and numbers in the reader's language. Days are Europe/Oslo days.

use chrono::{DateTime, Datelike, NaiveDate, Timelike, Utc};

use super::lang::Lang;
use crate::law::calendar;

/// Formats for one reader on one day.
#[derive(Clone, Copy, Debug)]
pub struct Fmt {
    lang: Lang,
    today: NaiveDate,
}

const MONTHS_NB: [&str; 12] = ["januar", "februar", "mars", "april", "mai", "juni", "juli", "august", "september", "oktober", "november", "desember"];
const MONTHS_EN: [&str; 12] = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];
const DAYS_NB: [&str; 7] = ["mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag"];
const DAYS_EN: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

impl Fmt {
    /// For a language and the day the page is made.
    pub fn new(lang: Lang, today: NaiveDate) -> Self {
        Self { lang, today }
    }

    /// The day the page is made.
    pub fn today(self) -> NaiveDate {
        self.today
    }

    /// Whether the reader reads bokmål, for data that carries both labels.
    pub fn is_nb(self) -> bool {
        self.lang.is_nb()
    }

    /// `23.11.2026` or `23 Nov 2026`.
    pub fn day(self, day: NaiveDate) -> String {
        match self.lang {
            Lang::Nb => format!("{:02}.{:02}.{}", day.day(), day.month(), day.year()),
            Lang::En => format!("{} {} {}", day.day(), &MONTHS_EN[day.month0() as usize][..3], day.year()),
        }
    }

    /// `23.11.` or `23 Nov`, for days of the coming week.
    pub fn short_day(self, day: NaiveDate) -> String {
        match self.lang {
            Lang::Nb => format!("{:02}.{:02}.", day.day(), day.month()),
            Lang::En => format!("{} {}", day.day(), &MONTHS_EN[day.month0() as usize][..3]),
        }
    }

    /// `mandag 23. november 2026` or `Monday 23 November 2026`.
    pub fn long_day(self, day: NaiveDate) -> String {
        let (w, m) = (day.weekday().num_days_from_monday() as usize, day.month0() as usize);
        match self.lang {
            Lang::Nb => format!("{} {}. {} {}", DAYS_NB[w], day.day(), MONTHS_NB[m], day.year()),
            Lang::En => format!("{} {} {} {}", DAYS_EN[w], day.day(), MONTHS_EN[m], day.year()),
        }
    }

    /// `mandag` or `Monday`; Monday is 1, as in ISO 8601.
    pub fn weekday(self, number: impl Into<i32>) -> &'static str {
        let names = match self.lang {
            Lang::Nb => DAYS_NB,
            Lang::En => DAYS_EN,
        };
        usize::try_from(number.into() - 1).ok().and_then(|n| names.get(n).copied()).unwrap_or_default()
    }

    /// `man` or `Mon`, above a column of a week.
    pub fn short_weekday(self, number: impl Into<i32>) -> &'static str {
        let name = self.weekday(number);
        name.char_indices().nth(3).map_or(name, |(end, _)| &name[..end])
    }

    /// `november 2026` or `November 2026`.
    pub fn month(self, day: NaiveDate) -> String {
        let names = if self.lang == Lang::Nb { MONTHS_NB } else { MONTHS_EN };
        format!("{} {}", names[day.month0() as usize], day.year())
    }

    /// `12:47`.
    pub fn time(self, at: DateTime<Utc>) -> String {
        let local = calendar::oslo_time(at);
        format!("{:02}:{:02}", local.hour(), local.minute())
    }

    /// The day and the time.
    pub fn at(self, at: DateTime<Utc>) -> String {
        format!("{} {}", self.day(calendar::oslo_day(at)), self.time(at))
    }

    /// The time alone when it is today, else the day as well, without the year when it is this one.
    pub fn near(self, at: DateTime<Utc>) -> String {
        let day = calendar::oslo_day(at);
        if day == self.today {
            return self.time(at);
        }
        let short = match self.lang {
            Lang::Nb if day.year() == self.today.year() => format!("{:02}.{:02}.", day.day(), day.month()),
            Lang::En if day.year() == self.today.year() => format!("{} {}", day.day(), &MONTHS_EN[day.month0() as usize][..3]),
            _ => self.day(day),
        };
        format!("{short} {}", self.time(at))
    }

    /// For the `datetime` attribute.
    pub fn machine(self, at: DateTime<Utc>) -> String {
        at.to_rfc3339_opts(chrono::SecondsFormat::Secs, true)
    }

    /// Whole years at the day the page is made.
    pub fn age(self, born: NaiveDate) -> Option<u32> {
        calendar::age_on(born, self.today)
    }

    /// An amount of øre as kroner: `1 284,50` or `1,284.50`; what is less than nothing with a minus.
    pub fn kroner(self, ore: i64) -> String {
        let (sign, ore) = (if ore < 0 { "−" } else { "" }, ore.unsigned_abs());
        let whole = self.number(i64::try_from(ore / 100).unwrap_or(i64::MAX));
        format!("{sign}{whole}{}{:02}", if self.lang == Lang::Nb { ',' } else { '.' }, ore % 100)
    }

    /// `1 284` with a thin gap, or `1,284`.
    pub fn number(self, n: i64) -> String {
        let digits = n.unsigned_abs().to_string();
        let mut out = String::with_capacity(digits.len() + 4);
        for (i, c) in digits.chars().enumerate() {
            if i > 0 && (digits.len() - i).is_multiple_of(3) {
                out.push(if self.lang == Lang::Nb { '\u{a0}' } else { ',' });
            }
            out.push(c);
        }
        if n < 0 { format!("−{out}") } else { out }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_languages() {
        let day = NaiveDate::from_ymd_opt(2026, 11, 23).unwrap_or_default();
        let (nb, en) = (Fmt::new(Lang::Nb, day), Fmt::new(Lang::En, day));
        assert_eq!((nb.day(day).as_str(), en.day(day).as_str()), ("23.11.2026", "23 Nov 2026"));
        assert_eq!((nb.long_day(day).as_str(), en.long_day(day).as_str()), ("mandag 23. november 2026", "Monday 23 November 2026"));
        assert_eq!((nb.number(-1_284_000).as_str(), en.number(999).as_str()), ("−1\u{a0}284\u{a0}000", "999"));
    }

    #[test]
    fn money_and_months() {
        let day = NaiveDate::from_ymd_opt(2026, 11, 23).unwrap_or_default();
        let (nb, en) = (Fmt::new(Lang::Nb, day), Fmt::new(Lang::En, day));
        assert_eq!((nb.kroner(123_450).as_str(), en.kroner(123_405).as_str()), ("1\u{a0}234,50", "1,234.05"));
        assert_eq!((nb.kroner(-5).as_str(), en.kroner(0).as_str()), ("−0,05", "0.00"));
        assert_eq!((nb.month(day).as_str(), en.month(day).as_str()), ("november 2026", "November 2026"));
    }

    #[test]
    fn times_are_oslo_times() {
        let day = NaiveDate::from_ymd_opt(2026, 7, 1).unwrap_or_default();
        let at = day.and_hms_opt(22, 30, 0).unwrap_or_default().and_utc();
        assert_eq!(Fmt::new(Lang::Nb, day).at(at), "02.07.2026 00:30");
    }
}
