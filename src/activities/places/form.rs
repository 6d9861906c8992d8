//! Places as typed.

use chrono::NaiveDate;
use serde::Deserialize;
use uuid::Uuid;

use super::store::{Place, Room};
use super::words::{FACILITIES, Kind, NeedKind, Part, Provider, Tools};
use crate::estate::words as estate;
use crate::reference::{Catalogue, List};
use crate::web::Errors;
use crate::web::form::{clean, day};
use crate::web::lang::Text;

/// The form of a place.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct PlaceForm {
    pub kind: String,
    pub code: String,
    pub name: String,
    pub room: String,
    pub places: String,
    pub level: Vec<String>,
    pub provider: String,
    pub partner: String,
    pub tools: String,
    pub paid: String,
    pub language: String,
    pub opened_on: String,
    pub about: String,
    pub safety: String,
    pub orders: String,
    pub leads_to: String,
    pub version: String,
    pub was: String,
}

/// What a decider settles.
#[derive(Clone, Debug)]
pub struct Facts {
    pub kind: Kind,
    pub code: String,
    pub name: String,
    pub room: Option<Uuid>,
    pub places: i32,
    pub levels: Vec<String>,
    pub provider: Provider,
    pub partner: String,
    pub tools: Tools,
    pub paid: bool,
    pub language: String,
    pub opened_on: NaiveDate,
}

/// What whoever runs it says.
#[derive(Clone, Debug)]
pub struct About {
    pub about: String,
    pub safety: String,
    pub orders: String,
    pub leads_to: String,
}

impl PlaceForm {
    pub fn of(p: &Place) -> Self {
        Self {
            kind: p.kind.as_str().into(),
            code: p.code.clone(),
            name: p.name.clone(),
            room: p.room_id.map(|r| r.to_string()).unwrap_or_default(),
            places: p.places.to_string(),
            level: p.levels.clone(),
            provider: p.provider.as_str().into(),
            partner: p.partner.clone(),
            tools: p.tools.as_str().into(),
            paid: if p.paid { "yes" } else { "no" }.into(),
            language: p.language.clone(),
            opened_on: p.opened_on.to_string(),
            about: p.about.clone(),
            safety: p.safety.clone(),
            orders: p.orders.clone(),
            leads_to: p.leads_to.clone(),
            version: p.version.to_string(),
            was: String::new(),
        }
    }

    /// The levels, sent one by one by the form and in one word by the page of a conflict.
    pub fn levels(&self) -> Vec<String> {
        let sent: Vec<&str> = self.level.iter().flat_map(|l| l.split(',')).map(str::trim).collect();
        estate::LEVELS.iter().filter(|l| sent.contains(l)).map(|l| (*l).to_owned()).collect()
    }

    /// What may be changed, as the page of a conflict compares it. Whoever runs a place changes the last four.
    pub fn pairs(&self) -> Vec<(&'static str, String)> {
        let plain = |name, value: &str| (name, value.to_owned());
        vec![
            plain("name", &self.name),
            plain("room", &self.room),
            plain("places", &self.places),
            ("level", self.levels().join(",")),
            plain("provider", &self.provider),
            plain("partner", &self.partner),
            plain("tools", &self.tools),
            plain("paid", &self.paid),
            plain("language", &self.language),
            plain("about", &self.about),
            plain("safety", &self.safety),
            plain("orders", &self.orders),
            plain("leads_to", &self.leads_to),
        ]
    }

    fn about(&self, t: Text, errors: &mut Errors) -> About {
        let mut text = |name, value: &str, most: usize| {
            let value = clean(value);
            if value.chars().count() > most {
                errors.add(name, t.msg_place_too_long(most as i64));
            }
            value
        };
        About {
            about: text("about", &self.about, 2000),
            safety: text("safety", &self.safety, 2000),
            orders: text("orders", &self.orders, 1000),
            leads_to: text("leads_to", &self.leads_to, 300),
        }
    }

    /// # Errors
    /// A message beside each field that cannot be taken.
    pub fn parse_about(&self, t: Text) -> Result<About, Errors> {
        let mut errors = Errors::new();
        let about = self.about(t, &mut errors);
        errors.into_result(Some(about))
    }

    /// # Errors
    /// A message beside each field that cannot be taken.
    pub fn parse(&self, t: Text, catalogue: &Catalogue, rooms: &[Room]) -> Result<(Facts, About), Errors> {
        let mut errors = Errors::new();
        let kind = Kind::of(&self.kind);
        if kind.is_none() {
            errors.add("kind", t.msg_place_missing_kind());
        }
        if kind.is_some_and(|k| !k.list().map_or(FACILITIES.contains(&self.code.as_str()), |list| catalogue.contains(list, &self.code))) {
            errors.add("code", t.msg_place_missing_code());
        }
        let name = clean(&self.name);
        if !(2..=120).contains(&name.chars().count()) {
            errors.add("name", t.msg_place_missing_name());
        }
        let room = room(t, &self.room, rooms, &mut errors);
        let places = self.places.trim().parse().ok().filter(|n| (1..=200).contains(n));
        match (places, rooms.iter().find(|r| Some(r.id) == room).and_then(|r| r.holds)) {
            (None, _) => errors.add("places", t.msg_place_bad_places()),
            (Some(n), Some(holds)) if n > holds => errors.add("places", t.msg_place_room_too_small(i64::from(holds))),
            _ => {}
        }
        let levels = self.levels();
        if levels.is_empty() {
            errors.add("level", t.msg_place_missing_level());
        }
        let (provider, tools) = (Provider::of(&self.provider), Tools::of(&self.tools));
        if provider.is_none() {
            errors.add("provider", t.msg_place_missing_choice());
        }
        if tools.is_none() {
            errors.add("tools", t.msg_place_missing_choice());
        }
        let partner = clean(&self.partner);
        if partner.chars().count() > 120 {
            errors.add("partner", t.msg_place_too_long(120));
        }
        // Leisure gives no allowance (forskrift § 3-13: work, education, programmes).
        let paid = self.paid == "yes";
        if paid && kind == Some(Kind::Facility) {
            errors.add("paid", t.msg_place_leisure_unpaid());
        }
        let language = if self.language.is_empty() { "nb".to_owned() } else { self.language.clone() };
        if !catalogue.contains(List::Language, &language) {
            errors.add("language", t.msg_place_missing_choice());
        }
        let opened_on = day(&self.opened_on);
        if opened_on.is_none() {
            errors.add("opened_on", t.msg_place_bad_day());
        }
        let about = self.about(t, &mut errors);
        let facts = (|| {
            let code = self.code.clone();
            Some(Facts {
                kind: kind?,
                code,
                name,
                room,
                places: places?,
                levels,
                provider: provider?,
                partner,
                tools: tools?,
                paid,
                language,
                opened_on: opened_on?,
            })
        })();
        errors.into_result(facts.map(|facts| (facts, about)))
    }
}

/// A room of the house, when one was chosen.
pub fn room(t: Text, typed: &str, rooms: &[Room], errors: &mut Errors) -> Option<Uuid> {
    if typed.is_empty() {
        return None;
    }
    let found = typed.parse().ok().filter(|id| rooms.iter().any(|r| r.id == *id));
    if found.is_none() {
        errors.add("room", t.msg_place_bad_room());
    }
    found
}

/// A need as typed.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct NeedForm {
    pub kind: String,
    pub value: String,
    pub hard: String,
    pub remove: String,
}

/// A new need.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewNeed {
    pub kind: NeedKind,
    pub value: String,
    pub hard: bool,
}

impl NeedForm {
    /// The code of a list that was typed by its code or its name.
    fn listed(&self, catalogue: &Catalogue, list: List) -> Option<String> {
        let typed = clean(&self.value).to_lowercase();
        let found = catalogue
            .options(list, true)
            .into_iter()
            .chain(catalogue.options(list, false))
            .find(|(code, label)| code.to_lowercase() == typed || label.to_lowercase() == typed);
        found.map(|(code, _)| code.to_owned())
    }

    /// # Errors
    /// A message beside each field that cannot be taken.
    pub fn parse(&self, t: Text, catalogue: &Catalogue) -> Result<NewNeed, Errors> {
        let mut errors = Errors::new();
        let kind = NeedKind::of(&self.kind);
        if kind.is_none() {
            errors.add("kind", t.msg_place_missing_need());
        }
        let value = kind.and_then(|kind| match kind {
            NeedKind::FitForWork | NeedKind::Sentenced => Some(String::new()),
            NeedKind::Language => self.listed(catalogue, List::Language),
            NeedKind::CourseDone | NeedKind::Certificate => self.listed(catalogue, List::Course),
            NeedKind::NoAlert => self.listed(catalogue, List::AlertType),
            NeedKind::Skill => Some(clean(&self.value)).filter(|v| (2..=40).contains(&v.chars().count())),
            NeedKind::DaysLeft => number(&self.value, 1, 3650),
            NeedKind::Age => number(&self.value, 15, 99),
        });
        if kind.is_some() && value.is_none() {
            errors.add("value", t.msg_place_bad_need());
        }
        errors.into_result(kind.zip(value).map(|(kind, value)| NewNeed { kind, value, hard: self.hard != "no" }))
    }
}

fn number(typed: &str, least: u16, most: u16) -> Option<String> {
    typed.trim().parse::<u16>().ok().filter(|n| (least..=most).contains(n)).map(|n| n.to_string())
}

/// Who runs it, as typed.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct StaffForm {
    pub account: String,
    pub part: String,
    pub from: String,
    pub until: String,
    pub remove: String,
}

impl StaffForm {
    /// # Errors
    /// A message beside each field that cannot be taken.
    pub fn parse(&self, t: Text, today: NaiveDate, could: impl Fn(Uuid) -> bool) -> Result<(Uuid, Part, NaiveDate, Option<NaiveDate>), Errors> {
        let mut errors = Errors::new();
        let account = self.account.parse().ok().filter(|id| could(*id));
        if account.is_none() {
            errors.add("account", t.msg_place_missing_staff());
        }
        let part = Part::of(&self.part);
        if part.is_none() {
            errors.add("part", t.msg_place_missing_choice());
        }
        let from = if self.from.trim().is_empty() { Some(today) } else { day(&self.from) };
        if from.is_none() {
            errors.add("from", t.msg_place_bad_day());
        }
        let until = day(&self.until);
        if (until.is_none() && !self.until.trim().is_empty()) || until.zip(from).is_some_and(|(u, f)| u < f) {
            errors.add("until", t.msg_place_bad_until());
        }
        errors.into_result((|| Some((account?, part?, from?, until)))())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::Lang;

    #[test]
    fn a_place_says_for_whom_it_is_and_how_many() {
        let (t, catalogue) = (Lang::Nb.text(), Catalogue::default());
        let rooms = [Room { id: Uuid::from_u128(1), name: "Klasserom 1".into(), holds: Some(8) }];
        let form = PlaceForm {
            kind: "facility".into(),
            code: "GYM".into(),
            name: "Treningsrom".into(),
            places: "12".into(),
            room: Uuid::from_u128(1).to_string(),
            paid: "yes".into(),
            ..PlaceForm::default()
        };
        let errors = form.parse(t, &catalogue, &rooms).err().unwrap_or_default();
        for field in ["places", "level", "provider", "tools", "paid", "opened_on"] {
            assert!(errors.of(field).is_some(), "{field}");
        }
        assert!(errors.of("code").is_none() && errors.of("name").is_none());
        assert_eq!(PlaceForm { level: vec!["lower,high".into(), "moon".into()], ..form }.levels(), ["high", "lower"], "sent in one word by a conflict's page");
    }

    #[test]
    fn a_need_has_the_value_of_its_kind() {
        let (t, catalogue) = (Lang::En.text(), Catalogue::default());
        let need = |kind: &str, value: &str| NeedForm { kind: kind.into(), value: value.into(), ..NeedForm::default() }.parse(t, &catalogue);
        assert_eq!(need("fit_for_work", "whatever"), Ok(NewNeed { kind: NeedKind::FitForWork, value: String::new(), hard: true }));
        assert_eq!(need("days_left", " 060 ").map(|n| n.value), Ok("60".into()));
        assert!(need("days_left", "long").is_err() && need("age", "7").is_err() && need("no_alert", "NONE").is_err() && need("", "").is_err());
    }
}
