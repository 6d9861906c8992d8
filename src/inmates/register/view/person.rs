//! Who somebody is, as cards.

use askama::Template;
use uuid::Uuid;

use super::{Mark, address};
use crate::access::{Act, Class};
use crate::inmates::register::form::{
    AddressSheet, ChildSheet, CitizenshipSheet, ContactSheet, CoreSheet, MarkSheet, NameSheet, NumberSheet, Part, TongueSheet,
};
use crate::inmates::register::model::{
    Address, AddressKind, Child, Citizenship, Contact, Core, Mark as BodyMark, Number, NumberKind, OtherName, ProtectionCode, Tongue,
};
use crate::inmates::register::store::Held;
use crate::inmates::register::words::Words;
use crate::inmates::store::full_name;
use crate::inmates::{BannerView, InmateCtx};
use crate::reference::List;
use crate::web::Frame;

/// Everything the page shows.
pub struct Record {
    pub core: Core,
    pub names: Vec<Held<OtherName>>,
    pub numbers: Vec<Held<Number>>,
    pub citizenships: Vec<Held<Citizenship>>,
    pub languages: Vec<Held<Tongue>>,
    pub addresses: Vec<Held<Address>>,
    pub contacts: Vec<Held<Contact>>,
    pub children: Vec<Held<Child>>,
    pub marks: Vec<Held<BodyMark>>,
}

/// One row of a card.
pub struct Line {
    pub title: String,
    pub text: String,
    pub marks: Vec<Mark>,
    pub change: Option<String>,
}

/// One kind of thing.
pub struct Card {
    pub area: &'static str,
    pub icon: &'static str,
    pub heading: String,
    pub lines: Vec<Line>,
    pub empty: String,
    pub add: Option<(String, String)>,
}

/// The page.
#[derive(Template)]
#[template(path = "inmates/person.html")]
pub struct PersonView {
    pub frame: Frame,
    pub banner: BannerView,
    pub core: Vec<(String, String)>,
    pub change_core: Option<String>,
    pub photos: Option<String>,
    /// Where this record is compared with another of the same person.
    pub join: Option<String>,
    pub merged: bool,
    pub identity_cards: Vec<Card>,
    pub life_cards: Vec<Card>,
    pub family_hidden: bool,
}

struct Page<'a> {
    ctx: &'a InmateCtx,
    w: &'a Words<'a>,
    may: bool,
}

impl PersonView {
    /// Of a record; `merged` when the reader has just saved beside somebody else.
    pub fn new(ctx: &InmateCtx, w: &Words<'_>, record: &Record, merged: bool) -> Self {
        let page = Page { ctx, w, may: ctx.may_here(Class::Person, Act::Write) };
        let (id, deep) = (ctx.inmate.id, ctx.reach().deep);
        let mut life_cards = vec![page.addresses(&record.addresses)];
        if deep {
            life_cards.push(page.contacts(&record.contacts));
            life_cards.push(page.children(&record.children));
        }
        Self {
            frame: ctx.frame("inmates", ctx.t.msg_tab_person()),
            banner: BannerView::of(ctx, "person"),
            core: page.core(&record.core),
            change_core: page.may.then(|| address::<CoreSheet>(id, "")),
            photos: ctx.may_here(Class::Photo, Act::Read).then(|| format!("/inmates/{id}/photos")),
            join: ctx.may_here(Class::Joins, Act::Propose).then(|| format!("/inmates/{id}/join")),
            merged,
            identity_cards: vec![
                page.names(&record.names),
                page.numbers(&record.numbers),
                page.citizenships(&record.citizenships),
                page.languages(&record.languages),
                page.marks(&record.marks),
            ],
            life_cards,
            family_hidden: !deep,
        }
    }
}

impl Page<'_> {
    fn core(&self, core: &Core) -> Vec<(String, String)> {
        let (w, t) = (self.w, self.w.t);
        let code = |list, code: &Option<String>| code.as_deref().map_or_else(|| t.msg_reg_not_stated(), |c| w.code(list, c));
        let born = core.birth_date.map_or_else(
            || t.msg_not_known(),
            |day| match w.fmt.age(day) {
                Some(age) => t.msg_born_with_age(w.fmt.day(day).as_str(), age),
                None => w.fmt.day(day),
            },
        );
        let mut facts = vec![
            (t.msg_reg_given_name(), core.given_name.clone()),
            (t.msg_reg_family_name(), core.family_name.clone()),
            (t.msg_reg_identity(), w.identity(core.identity)),
            (t.msg_reg_birth_date(), born),
        ];
        if core.birth_date.is_some() {
            facts.push((t.msg_reg_birth_date_basis(), w.basis(core.birth_date_basis)));
        }
        facts.push((t.msg_reg_sex(), w.sex(core.sex)));
        if let Some(gender) = &core.stated_gender {
            facts.push((t.msg_reg_stated_gender(), gender.clone()));
        }
        facts.push((t.msg_reg_birth_country(), code(List::Country, &core.birth_country)));
        facts.push((t.msg_reg_interpreter(), core.interpreter_language.as_deref().map_or_else(|| t.msg_reg_interpreter_none(), |c| w.code(List::Language, c))));
        facts.push((t.msg_reg_religion(), code(List::Faith, &core.religion)));
        facts.into_iter().map(|(label, value)| (label, if value.is_empty() { t.msg_reg_not_stated() } else { value })).collect()
    }

    fn card<P: Part, R>(&self, icon: &'static str, empty: String, add: String, rows: &[Held<R>], line: impl Fn(&R) -> Line) -> Card {
        let id = self.ctx.inmate.id;
        let change = |row: Uuid| self.may.then(|| address::<P>(id, &row.to_string()));
        Card {
            area: P::AREA.as_str(),
            icon,
            heading: self.w.area(P::AREA.as_str()),
            lines: rows.iter().map(|r| Line { change: change(r.id), ..line(&r.row) }).collect(),
            empty,
            add: self.may.then(|| (address::<P>(id, "new"), add)),
        }
    }

    fn names(&self, rows: &[Held<OtherName>]) -> Card {
        let (w, t) = (self.w, self.w.t);
        self.card::<NameSheet, _>("Person", t.msg_reg_no_names(), t.msg_reg_add_name(), rows, |r| {
            line(full_name(&r.family_name, &r.given_name), w.name_kind(r.kind))
        })
    }

    fn numbers(&self, rows: &[Held<Number>]) -> Card {
        let (w, t) = (self.w, self.w.t);
        self.card::<NumberSheet, _>("Receipt", t.msg_reg_no_numbers(), t.msg_reg_add_number(), rows, |r| {
            let issued = r.country.as_deref().map(|c| w.code(List::Country, c)).unwrap_or_default();
            let mut line = line(w.value("identifier", "value", &r.value), joined(&[w.number_kind(r.kind), issued]));
            if r.verified {
                line.marks.push(Mark::new("success", "CheckmarkCircle", t.msg_reg_document_checked_short()));
            } else if matches!(r.kind, NumberKind::National | NumberKind::DNumber | NumberKind::Passport) {
                line.marks.push(Mark::new("neutral", "QuestionmarkCircle", t.msg_reg_document_unchecked()));
            }
            line
        })
    }

    fn citizenships(&self, rows: &[Held<Citizenship>]) -> Card {
        let (w, t) = (self.w, self.w.t);
        self.card::<CitizenshipSheet, _>("Compass", t.msg_reg_no_citizenships(), t.msg_reg_add_citizenship(), rows, |r| {
            line(w.code(List::Country, &r.country), String::new())
        })
    }

    fn languages(&self, rows: &[Held<Tongue>]) -> Card {
        let (w, t) = (self.w, self.w.t);
        self.card::<TongueSheet, _>("Language", t.msg_reg_no_languages(), t.msg_reg_add_language(), rows, |r| {
            line(w.code(List::Language, &r.language), w.level(r.level))
        })
    }

    fn marks(&self, rows: &[Held<BodyMark>]) -> Card {
        let (w, t) = (self.w, self.w.t);
        self.card::<MarkSheet, _>("Eye", t.msg_reg_no_marks(), t.msg_reg_add_mark(), rows, |r| {
            line(t.msg_reg_mark_at(w.mark_kind(r.kind).as_str(), r.body_part.as_str()), r.description.clone())
        })
    }

    fn addresses(&self, rows: &[Held<Address>]) -> Card {
        let (w, t) = (self.w, self.w.t);
        self.card::<AddressSheet, _>("House", t.msg_reg_no_addresses(), t.msg_reg_add_address(), rows, |r| {
            let place = [r.postcode.as_str(), r.town.as_str()].iter().filter(|p| !p.is_empty()).copied().collect::<Vec<_>>().join(" ");
            let country = if r.country == "NO" { String::new() } else { w.code(List::Country, &r.country) };
            let municipality =
                r.municipality.as_deref().map(|m| w.code(List::Municipality, m)).filter(|m| !m.eq_ignore_ascii_case(&r.town)).unwrap_or_default();
            let whole = [r.street.clone(), place, country].into_iter().filter(|p| !p.is_empty()).collect::<Vec<_>>().join(", ");
            let (title, text) = if r.kind == AddressKind::None && whole.is_empty() {
                (w.address_kind(r.kind), municipality)
            } else {
                (whole, joined(&[w.address_kind(r.kind), municipality]))
            };
            let mut line = line(title, text);
            if let Some(code) = r.protection_code {
                let color = if code == ProtectionCode::StrictlyConfidential { "danger" } else { "warning" };
                line.marks.push(Mark::new(color, "ShieldLock", w.protection(code)));
            }
            line
        })
    }

    fn contacts(&self, rows: &[Held<Contact>]) -> Card {
        let (w, t) = (self.w, self.w.t);
        self.card::<ContactSheet, _>("Phone", t.msg_reg_no_contacts(), t.msg_reg_add_contact(), rows, |r| {
            let speaks = r.language.as_deref().map(|l| t.msg_reg_speaks(w.code(List::Language, l).as_str())).unwrap_or_default();
            let text = joined(&[
                w.code(List::Relationship, &r.relationship),
                r.phone.clone().unwrap_or_else(|| t.msg_reg_no_phone()),
                speaks,
                r.note.clone().unwrap_or_default(),
            ]);
            let mut line = line(r.name.clone(), text);
            if r.emergency {
                line.marks.push(Mark::new("danger", "Phone", t.msg_reg_emergency_short()));
            }
            if r.next_of_kin {
                line.marks.push(Mark::new("info", "HandHeart", t.msg_reg_next_of_kin()));
            }
            line
        })
    }

    fn children(&self, rows: &[Held<Child>]) -> Card {
        let (w, t) = (self.w, self.w.t);
        self.card::<ChildSheet, _>("HouseHeart", t.msg_reg_no_children(), t.msg_reg_add_child(), rows, |r| {
            let age = r.birth_date.and_then(|d| w.fmt.age(d)).map_or_else(|| t.msg_reg_age_unknown(), |age| t.msg_reg_age(i64::from(age)));
            let part = |text: &str, said: fn(crate::web::lang::Text, &str) -> String| if text.is_empty() { String::new() } else { said(t, text) };
            let text = joined(&[age, part(&r.lives_with, |t, x| t.msg_reg_child_lives_with(x)), part(&r.carer, |t, x| t.msg_reg_child_carer(x))]);
            let mut line = line(r.name.clone(), text);
            match r.contact_wanted {
                Some(true) => line.marks.push(Mark::new("success", "Chat", t.msg_reg_contact_yes())),
                Some(false) => line.marks.push(Mark::new("neutral", "XMark", t.msg_reg_contact_no())),
                None => {}
            }
            line
        })
    }
}

fn line(title: String, text: String) -> Line {
    Line { title, text, marks: Vec::new(), change: None }
}

/// Facts beside each other; empty ones are left out.
fn joined(parts: &[String]) -> String {
    parts.iter().filter(|p| !p.is_empty()).map(String::as_str).collect::<Vec<_>>().join(" · ")
}
