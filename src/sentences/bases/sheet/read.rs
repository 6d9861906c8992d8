//! A form read: fields become facts, or messages beside the fields.

use chrono::NaiveDate;

use super::{Desk, MOST_ACTS, MOST_DAYS, MOST_HOURS, Sheet, acts, parts};
use crate::law::calendar::{self, Reading};
use crate::reference::List;
use crate::sentences::bases::model::{Count, EndedAs, Facts, Ground, Kind, Raised, Sanction, Term};
use crate::web::Errors;
use crate::web::form::{clean, day, kroner, moment};

/// A form as read.
pub struct Read {
    /// What the document says.
    pub facts: Facts,
    /// The acts.
    pub counts: Vec<Count>,
}

struct Reader<'a> {
    sheet: &'a Sheet,
    desk: &'a Desk<'a>,
    errors: Errors,
}

impl Reader<'_> {
    fn text(&mut self, name: &'static str, most: usize) -> Option<String> {
        let text = clean(self.sheet.get(name));
        if text.chars().count() > most {
            self.errors.add(name, self.desk.t.msg_bases_too_long(most as i64));
        }
        (!text.is_empty()).then_some(text)
    }

    fn day(&mut self, name: &'static str) -> Option<NaiveDate> {
        let typed = self.sheet.get(name);
        let read = day(typed);
        if read.is_none() && !typed.is_empty() {
            self.errors.add(name, self.desk.t.msg_bases_bad_day());
        }
        read
    }

    fn number(&mut self, name: &'static str, most: i64) -> Option<i32> {
        let typed: String = self.sheet.get(name).chars().filter(|c| !c.is_whitespace()).collect();
        if typed.is_empty() {
            return None;
        }
        match typed.parse::<i32>() {
            Ok(n) if (0..=most).contains(&i64::from(n)) => Some(n),
            _ => {
                self.errors.add(name, self.desk.t.msg_bases_bad_number(most));
                None
            }
        }
    }

    /// Kroner with a comma or a point, as øre.
    fn kroner(&mut self, name: &'static str) -> Option<i64> {
        let typed = self.sheet.get(name);
        let read = kroner(typed);
        if read.is_none() && !typed.trim().is_empty() {
            self.errors.add(name, self.desk.t.msg_bases_bad_kroner());
        }
        read
    }

    fn code(&mut self, name: &'static str, list: List) -> Option<String> {
        let typed = self.sheet.get(name).to_owned();
        if typed.is_empty() {
            return None;
        }
        if self.desk.catalogue.get(list, &typed).is_none() {
            self.errors.add(name, self.desk.t.msg_bases_choose());
            return None;
        }
        Some(typed)
    }

    fn term(&mut self, names: [&'static str; 3]) -> Term {
        Term::new(self.number(names[0], 99).unwrap_or(0), self.number(names[1], 999).unwrap_or(0), self.number(names[2], MOST_DAYS).unwrap_or(0))
    }

    fn counts(&mut self, needed: bool) -> Vec<Count> {
        let mut counts = Vec::new();
        let sent = self.sheet.acts();
        for a in acts(sent) {
            let offence = self.code(&a.offence, List::Offence);
            let section = self.text(&a.section, 120).unwrap_or_default();
            let (act_from, act_to) = (self.day(&a.from), self.day(&a.to));
            if act_to.is_some_and(|to| act_from.is_none_or(|from| to < from)) {
                self.errors.add(&a.to, self.desk.t.msg_bases_act_backwards());
            }
            match offence {
                Some(offence) => counts.push(Count { offence, section, attempted: self.sheet.ticked(&a.attempted), act_from, act_to }),
                None if act_from.is_some() || !section.is_empty() || self.sheet.ticked(&a.attempted) => {
                    self.errors.add(&a.offence, self.desk.t.msg_bases_choose());
                }
                None => {}
            }
        }
        for first in acts(1) {
            if needed && counts.is_empty() {
                self.errors.add(&first.offence, self.desk.t.msg_bases_missing());
            }
            // Nothing that was sent is left out in silence.
            if sent > MOST_ACTS {
                self.errors.add(&first.offence, self.desk.t.msg_bases_too_many_acts(MOST_ACTS as i64));
            }
        }
        counts
    }

    fn moment(&mut self, name: &'static str) -> Option<chrono::DateTime<chrono::Utc>> {
        let typed = self.sheet.get(name);
        if typed.is_empty() {
            return None;
        }
        let Some(local) = moment(typed) else {
            self.errors.add(name, self.desk.t.msg_bases_bad_moment());
            return None;
        };
        let reading = calendar::read_clock(local);
        // On the night that has no 02:30 there was no such time; of the night that has two, the earlier is taken.
        if reading == Reading::Never {
            self.errors.add(name, self.desk.t.msg_bases_no_such_time());
            return None;
        }
        reading.instant()
    }
}

impl Sheet {
    /// What was typed as a document, or what is wrong with which field. Limits of the law are for [`super::rules`].
    ///
    /// # Errors
    /// The messages.
    pub fn parse(&self, kind: Kind, desk: &Desk<'_>) -> Result<Read, Errors> {
        let mut r = Reader { sheet: self, desk, errors: Errors::new() };
        for s in parts(kind).iter().flat_map(|p| &p.specs).filter(|s| s.need) {
            if self.get(s.name).is_empty() {
                r.errors.add(s.name, desk.t.msg_bases_missing());
            }
        }
        let arrested_at = if kind == Kind::Arrest { r.moment("arrested_at") } else { None };
        let decided = match arrested_at {
            Some(at) => Some(calendar::oslo_day(at)),
            None => r.day("decided_on"),
        };
        let counts = r.counts(!matches!(kind, Kind::Other));
        let mut f = Facts::new(kind, decided.unwrap_or_default());
        f.case_number = r.text("case_number", 60).unwrap_or_default();
        f.court_code = r.code("court", List::Court);
        f.police_district = r.code("police", List::PoliceDistrict);
        f.court = match (&f.court_code, &f.police_district) {
            (Some(court), _) => desk.catalogue.label(List::Court, court, true).to_owned(),
            (None, Some(police)) => desk.catalogue.label(List::PoliceDistrict, police, true).to_owned(),
            (None, None) => r.text("court_text", 120).unwrap_or_default(),
        };
        f.offence = counts.first().map(|c| c.offence.clone()).unwrap_or_default();
        (f.notified, f.final_on, f.from_day) = (r.day("notified"), r.day("final_on"), r.day("from_day"));
        f.arrested_at = arrested_at;
        if arrested_at.is_some() {
            f.from_day = decided;
        }
        f.arrest_place = r.text("arrest_place", 200);
        f.note = r.text("note", 2000);
        f.under_18 = self.ticked("under_18");
        if !self.get("extends").is_empty() {
            f.extends = self.get("extends").parse().ok().filter(|root| desk.earlier.iter().any(|(r, _)| r == root));
        }
        if !self.get("hearing").is_empty() {
            f.hearing = self.get("hearing").parse().ok().filter(|id| desk.hearings.iter().any(|(h, _)| h == id));
            if f.hearing.is_none() {
                r.errors.add("hearing", desk.t.msg_bases_hearing_gone());
            }
        }
        f.released_between = self.get("between") == "released";
        self.remand(&mut f, &mut r);
        self.terms(&mut f, &mut r, &counts);
        (f.ended_on, f.ended_as) = (r.day("ended_on"), EndedAs::of(self.get("ended_as")));
        if f.from_day.is_some_and(|from| from < f.decided_on) && kind != Kind::Arrest && kind != Kind::Foreign {
            r.errors.add("from_day", desk.t.msg_bases_from_before_decision());
        }
        r.errors.into_result(decided.map(|_| Read { facts: f, counts }))
    }

    fn remand(&self, f: &mut Facts, r: &mut Reader<'_>) {
        if f.kind != Kind::Remand {
            return;
        }
        f.grounds = Ground::ALL.iter().copied().filter(|g| self.ticked(&format!("ground_{}", g.as_str()))).collect();
        (f.after_judgment, f.main_hearing_started) = (self.ticked("after_judgment"), self.ticked("main_hearing"));
        f.review_pointless = r.text("review_pointless", 600);
        f.to_day = r.day("to_day");
        if f.to_day.is_none() && !f.main_hearing_started {
            r.errors.add("to_day", r.desk.t.msg_bases_missing());
        }
        if let (Some(from), Some(to)) = (f.from_day, f.to_day)
            && to < from
        {
            r.errors.add("to_day", r.desk.t.msg_bases_ends_before());
        }
    }

    fn terms(&self, f: &mut Facts, r: &mut Reader<'_>, counts: &[Count]) {
        let t = r.desk.t;
        let whole = r.term(["years", "months", "days"]);
        f.suspended = r.term(["suspended_years", "suspended_months", "suspended_days"]);
        f.minimum = r.term(["minimum_years", "minimum_months", "minimum_days"]);
        // The judgment gives the whole and the part of it that is suspended; what is left is served.
        f.term = match whole.less(f.suspended) {
            Some(left) if !f.suspended.is_zero() => left,
            Some(_) => whole,
            None if f.suspended.measure() > whole.measure() => {
                r.errors.add("suspended_days", t.msg_bases_suspended_above());
                whole
            }
            None => {
                r.errors.add("suspended_days", t.msg_bases_suspended_units());
                whole
            }
        };
        f.probation_years = r.number("probation_years", 10);
        f.credit_days = r.number("credit_days", MOST_DAYS);
        f.community_hours = r.number("community_hours", MOST_HOURS).filter(|h| *h > 0);
        f.raised = Raised::ALL.iter().copied().filter(|x| self.ticked(&format!("raised_{}", x.as_str()))).collect();
        f.additional = self.ticked("additional");
        // The gravest offence gives the frame, unless the document's own is written.
        let gravest = counts.iter().filter_map(|c| r.desk.catalogue.get(List::Offence, &c.offence)?.attribute("max_penalty_months").parse::<i32>().ok()).max();
        f.max_months = r.number("max_months", 480).or(gravest.filter(|m| *m <= 480));
        (f.trial_from, f.trial_to) = (r.day("trial_from"), r.day("trial_to"));
        if f.trial_to.is_some_and(|to| f.trial_from.is_none_or(|from| to < from)) {
            r.errors.add("trial_to", t.msg_bases_ends_before());
        }
        if f.kind == Kind::Fine {
            f.fine_ore = r.kroner("fine").filter(|n| *n > 0);
            f.paid_ore = r.kroner("paid").unwrap_or(0);
        }
        f.country = r.code("country", List::Country);
        f.transferred_on = r.day("transferred_on");
        f.sanction = Sanction::of(self.get("sanction"));
    }
}
