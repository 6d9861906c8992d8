//! A row as a form.

use super::{MOST_ACTS, Sheet, acts};
use crate::law::calendar;
use crate::sentences::bases::model::{Basis, Count};

impl Sheet {
    /// A row as a form.
    pub fn of(basis: &Basis) -> Self {
        let f = &basis.facts;
        let mut s = Self::default();
        let days = [
            ("decided_on", Some(f.decided_on)),
            ("notified", f.notified),
            ("final_on", f.final_on),
            ("from_day", f.from_day),
            ("to_day", f.to_day),
            ("trial_from", f.trial_from),
            ("trial_to", f.trial_to),
            ("transferred_on", f.transferred_on),
            ("ended_on", f.ended_on),
        ];
        days.into_iter().for_each(|(name, day)| s.put(name, day.map(|d| d.to_string()).unwrap_or_default()));
        let whole = if f.suspended.is_zero() { f.term } else { f.term.and(f.suspended) };
        for (names, term) in [
            (["years", "months", "days"], whole),
            (["suspended_years", "suspended_months", "suspended_days"], f.suspended),
            (["minimum_years", "minimum_months", "minimum_days"], f.minimum),
        ] {
            for (name, n) in names.into_iter().zip([term.years, term.months, term.days]).filter(|(_, n)| *n > 0) {
                s.put(name, n.to_string());
            }
        }
        for (name, n) in
            [("probation_years", f.probation_years), ("credit_days", f.credit_days), ("max_months", f.max_months), ("community_hours", f.community_hours)]
        {
            s.put(name, n.map(|n| n.to_string()).unwrap_or_default());
        }
        let texts = [
            ("case_number", Some(&f.case_number)),
            ("court", f.court_code.as_ref()),
            ("police", f.police_district.as_ref()),
            ("arrest_place", f.arrest_place.as_ref()),
            ("review_pointless", f.review_pointless.as_ref()),
            ("country", f.country.as_ref()),
            ("note", f.note.as_ref()),
        ];
        texts.into_iter().for_each(|(name, text)| s.put(name, text.cloned().unwrap_or_default()));
        if f.court_code.is_none() {
            s.put("court_text", f.court.clone());
        }
        s.put("arrested_at", f.arrested_at.map(|at| calendar::oslo_time(at).format("%Y-%m-%dT%H:%M").to_string()).unwrap_or_default());
        s.put("extends", f.extends.map(|e| e.to_string()).unwrap_or_default());
        s.put("hearing", f.hearing.map(|h| h.to_string()).unwrap_or_default());
        s.put("between", if f.released_between { "released" } else { "" });
        s.put("sanction", f.sanction.map(|x| x.as_str()).unwrap_or_default());
        s.put("ended_as", f.ended_as.map(|x| x.as_str()).unwrap_or_default());
        let kroner = |ore: i64| if ore == 0 { String::new() } else { format!("{},{:02}", ore / 100, ore % 100) };
        s.put("fine", f.fine_ore.map(kroner).unwrap_or_default());
        s.put("paid", kroner(f.paid_ore));
        let ticks = [("main_hearing", f.main_hearing_started), ("after_judgment", f.after_judgment), ("additional", f.additional), ("under_18", f.under_18)];
        ticks.into_iter().filter(|(_, on)| *on).for_each(|(name, _)| s.put(name, "yes"));
        f.grounds.iter().for_each(|g| s.put(&format!("ground_{}", g.as_str()), "yes"));
        f.raised.iter().for_each(|x| s.put(&format!("raised_{}", x.as_str()), "yes"));
        // A row of before the acts were kept has its offence alone.
        let alone = [Count { offence: f.offence.clone(), ..Count::default() }];
        let counts = if basis.counts.is_empty() && !f.offence.is_empty() { &alone[..] } else { &basis.counts[..] };
        for (a, c) in acts(MOST_ACTS).zip(counts) {
            s.put(&a.offence, c.offence.clone());
            s.put(&a.section, c.section.clone());
            s.put(&a.from, c.act_from.map(|d| d.to_string()).unwrap_or_default());
            s.put(&a.to, c.act_to.map(|d| d.to_string()).unwrap_or_default());
            s.put(&a.attempted, if c.attempted { "yes" } else { "" });
        }
        s
    }
}
