//! Code lists: countries, courts, offences and the rest; the hours of units; the law. The files of `data/` are embedded, installed into `reference.code` by
//! [`install`], and read back once into memory as a [`Catalogue`] for pages.

use std::collections::HashMap;
use std::sync::Arc;

use sqlx::{PgConnection, Row};

use crate::law::rule::Book;
use schedule::Plan;

mod current;
pub mod rules;
pub mod schedule;
mod source;

pub use current::Current;
#[cfg(test)]
pub use rules::law_of_the_files;

/// A code list. The word is the one in `reference.code`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum List {
    /// ISO 3166-1 alpha-2, with XX (stateless) and ZZ (unknown).
    Country,
    /// Languages by ISO 639-1, 639-3 where there is no shorter code.
    Language,
    /// Norwegian counties by number.
    County,
    /// Norwegian municipalities by number.
    Municipality,
    /// Courts of law.
    Court,
    /// Offences and other grounds of imprisonment.
    Offence,
    /// What an alert is about; attributes `group` and `severity`.
    AlertType,
    /// Kinds of observation.
    ObservationType,
    /// Reasons for admission, moves, absences and release; attribute `direction`.
    MovementReason,
    /// How a contact person is related to the inmate.
    Relationship,
    /// Communities of faith and life stance.
    Faith,
    /// Police districts.
    PoliceDistrict,
    /// What somebody brings; attribute `handling`, where such a thing usually goes.
    PropertyCategory,
    /// Kinds of incident; attributes `group` and `severity`.
    IncidentType,
    /// Kinds of work; attribute `category`.
    WorkType,
    /// Courses; attributes `level` and `grep_programme_code`.
    Course,
    /// Why somebody was not there, or a session was not held; attributes `kind`, `gives`, `warns`, `note`.
    AbsenceReason,
    /// Programmes; attribute `theme`.
    Programme,
    /// Organisations outside; attribute `sector`.
    Partner,
}

impl List {
    /// Every list.
    pub const ALL: &'static [Self] = &[
        Self::Country,
        Self::Language,
        Self::County,
        Self::Municipality,
        Self::Court,
        Self::Offence,
        Self::AlertType,
        Self::ObservationType,
        Self::MovementReason,
        Self::Relationship,
        Self::Faith,
        Self::PoliceDistrict,
        Self::PropertyCategory,
        Self::IncidentType,
        Self::WorkType,
        Self::Course,
        Self::AbsenceReason,
        Self::Programme,
        Self::Partner,
    ];

    /// The word in the database.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Country => "country",
            Self::Language => "language",
            Self::County => "county",
            Self::Municipality => "municipality",
            Self::Court => "court",
            Self::Offence => "offence",
            Self::AlertType => "alert_type",
            Self::ObservationType => "observation_type",
            Self::MovementReason => "movement_reason",
            Self::Relationship => "relationship",
            Self::Faith => "faith",
            Self::PoliceDistrict => "police_district",
            Self::PropertyCategory => "property_category",
            Self::IncidentType => "incident_type",
            Self::WorkType => "work_type",
            Self::Course => "course",
            Self::AbsenceReason => "absence_reason",
            Self::Programme => "programme",
            Self::Partner => "partner",
        }
    }

    fn from_str(word: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|list| list.as_str() == word)
    }
}

/// Writes every embedded list to the database: new codes are added, changed labels are corrected, nothing is removed. Running it
/// again changes nothing.
///
/// # Errors
/// When an embedded file cannot be read or the database refuses.
pub async fn install(conn: &mut PgConnection) -> Result<(), sqlx::Error> {
    for list in List::ALL {
        let rows = source::rows(*list).map_err(|e| sqlx::Error::Configuration(e.into()))?;
        let mut codes = Vec::with_capacity(rows.len());
        let (mut nb, mut en, mut sorts, mut attributes, mut bases) = (codes.clone(), codes.clone(), Vec::new(), codes.clone(), codes.clone());
        for row in rows {
            codes.push(row.code);
            nb.push(row.label_nb);
            en.push(row.label_en);
            sorts.push(row.sort);
            attributes.push(row.attributes);
            bases.push(row.basis);
        }
        sqlx::query(
            "insert into reference.code as c (list, code, label_nb, label_en, sort, attributes, basis)
             select $1, t.code, t.nb, t.en, t.sort, t.attributes::jsonb, nullif(t.basis, '')
               from unnest($2::text[], $3::text[], $4::text[], $5::int[], $6::text[], $7::text[]) t (code, nb, en, sort, attributes, basis)
             on conflict (list, code) do update set label_nb = excluded.label_nb, label_en = excluded.label_en, sort = excluded.sort,
                 attributes = excluded.attributes, basis = excluded.basis
             where (c.label_nb, c.label_en, c.sort, c.attributes, c.basis)
                is distinct from (excluded.label_nb, excluded.label_en, excluded.sort, excluded.attributes, excluded.basis)",
        )
        .bind(list.as_str())
        .bind(codes)
        .bind(nb)
        .bind(en)
        .bind(sorts)
        .bind(attributes)
        .bind(bases)
        .execute(&mut *conn)
        .await?;
    }
    Ok(())
}

/// One code with its words.
#[derive(Clone, Debug)]
pub struct Code {
    /// Keeps its meaning for ever.
    pub code: String,
    /// Bokmål.
    pub label_nb: String,
    /// English.
    pub label_en: String,
    /// Order before the label decides.
    pub sort: i32,
    /// The file's other columns.
    pub attributes: serde_json::Value,
    /// Closed codes are still shown where they were used, but not offered.
    pub closed: bool,
}

impl Code {
    /// The label in the reader's language.
    pub fn label(&self, nb: bool) -> &str {
        if nb { &self.label_nb } else { &self.label_en }
    }

    /// A further column as text; empty when it is not there.
    pub fn attribute(&self, name: &str) -> &str {
        self.attributes.get(name).and_then(serde_json::Value::as_str).unwrap_or_default()
    }
}

/// All lists, the hours and the law in memory. They change rarely; [`Current`] reads them anew when the database tells of it.
#[derive(Clone, Debug, Default)]
pub struct Catalogue {
    codes: HashMap<(List, String), Code>,
    /// Codes in the order they are offered, in bokmål and in English.
    orders: HashMap<(List, bool), Vec<String>>,
    plan: Plan,
    law: Arc<Book>,
}

impl Catalogue {
    /// Reads every list.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn load(conn: &mut PgConnection) -> Result<Self, sqlx::Error> {
        let rows =
            sqlx::query("select list, code, label_nb, label_en, sort, attributes, coalesce(valid_to < platform.today(), false) as closed from reference.code")
                .fetch_all(&mut *conn)
                .await?;
        let mut codes = Vec::with_capacity(rows.len());
        for row in rows {
            let Some(list) = List::from_str(row.try_get::<&str, _>("list")?) else { continue };
            codes.push((
                list,
                Code {
                    code: row.try_get("code")?,
                    label_nb: row.try_get("label_nb")?,
                    label_en: row.try_get("label_en")?,
                    sort: row.try_get("sort")?,
                    attributes: row.try_get("attributes")?,
                    closed: row.try_get("closed")?,
                },
            ));
        }
        let plan = schedule::store::load(conn).await?;
        let law = Arc::new(rules::store::load(conn).await?);
        Ok(Self { plan, law, ..Self::from_codes(codes) })
    }

    /// The hours of units.
    pub fn plan(&self) -> &Plan {
        &self.plan
    }

    /// The law. A computation opens it at its day and keeps which rows it used; one that outlives the request clones the `Arc`.
    pub fn law(&self) -> &Arc<Book> {
        &self.law
    }

    fn from_codes(codes: Vec<(List, Code)>) -> Self {
        let mut catalogue = Self::default();
        for nb in [true, false] {
            let mut sorted: Vec<&(List, Code)> = codes.iter().filter(|(_, code)| !code.closed).collect();
            sorted.sort_by_cached_key(|(list, code)| (*list, code.sort, collation_key(code.label(nb)), code.code.clone()));
            for (list, code) in sorted {
                catalogue.orders.entry((*list, nb)).or_default().push(code.code.clone());
            }
        }
        catalogue.codes = codes.into_iter().map(|(list, code)| ((list, code.code.clone()), code)).collect();
        catalogue
    }

    /// The whole code, when there is one.
    pub fn get(&self, list: List, code: &str) -> Option<&Code> {
        self.codes.get(&(list, code.to_owned()))
    }

    /// The label in the reader's language (`nb`: bokmål, else English); the code itself when the list does not know it.
    pub fn label<'a>(&'a self, list: List, code: &'a str, nb: bool) -> &'a str {
        self.get(list, code).map_or(code, |found| found.label(nb))
    }

    /// What a form offers: code and label, in the list's own order and then by label.
    pub fn options(&self, list: List, nb: bool) -> Vec<(&str, &str)> {
        let order = self.orders.get(&(list, nb)).map(Vec::as_slice).unwrap_or_default();
        order.iter().filter_map(|code| self.get(list, code)).map(|code| (code.code.as_str(), code.label(nb))).collect()
    }

    /// Whether the code may be chosen.
    pub fn contains(&self, list: List, code: &str) -> bool {
        self.get(list, code).is_some_and(|found| !found.closed)
    }
}

/// Norwegian alphabetical order: æ, ø, å come last, Sámi and foreign letters where their plain letters stand.
fn collation_key(label: &str) -> String {
    let mut key = String::with_capacity(label.len());
    for c in label.to_lowercase().chars() {
        match c {
            'æ' | 'ä' => key.push_str("{a"),
            'ø' | 'ö' => key.push_str("{b"),
            'å' => key.push_str("{c"),
            'á' | 'à' | 'â' | 'ã' => key.push('a'),
            'č' | 'ç' | 'ć' => key.push('c'),
            'đ' | 'ð' => key.push('d'),
            'é' | 'è' | 'ê' | 'ë' => key.push('e'),
            'í' | 'ï' => key.push('i'),
            'ŋ' | 'ñ' => key.push('n'),
            'ó' | 'ô' | 'õ' => key.push('o'),
            'š' => key.push('s'),
            'ŧ' => key.push('t'),
            'ú' | 'ü' => key.push('u'),
            'ž' => key.push('z'),
            c if c.is_alphanumeric() || c == ' ' => key.push(c),
            _ => {}
        }
    }
    key
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;

    fn embedded() -> Catalogue {
        let mut codes = Vec::new();
        for list in List::ALL {
            for row in source::rows(*list).unwrap() {
                let attributes = serde_json::from_str(&row.attributes).unwrap();
                codes.push((*list, Code { code: row.code, label_nb: row.label_nb, label_en: row.label_en, sort: row.sort, attributes, closed: false }));
            }
        }
        Catalogue::from_codes(codes)
    }

    #[test]
    fn every_list_has_codes_with_both_labels() {
        let catalogue = embedded();
        for list in List::ALL {
            let options = catalogue.options(*list, true);
            assert!(options.len() > 10, "{}", list.as_str());
            assert!(options.iter().all(|(code, label)| !code.is_empty() && !label.is_empty()), "{}", list.as_str());
            assert_eq!(options.len(), catalogue.options(*list, false).len());
            assert_eq!(List::from_str(list.as_str()), Some(*list));
        }
    }

    #[test]
    fn labels_and_order() {
        let catalogue = embedded();
        assert_eq!(catalogue.label(List::Country, "SE", true), "Sverige");
        assert_eq!(catalogue.label(List::Country, "SE", false), "Sweden");
        assert_eq!(catalogue.label(List::Country, "??", false), "??");
        assert_eq!(catalogue.options(List::Country, true)[0], ("NO", "Norge"));
        let municipalities = catalogue.options(List::Municipality, true);
        assert_eq!(municipalities.last().map(|m| m.1), Some("Åsnes"));
        assert_eq!(catalogue.get(List::AlertType, "ESCAPE").map(|c| (c.attribute("group"), c.attribute("severity"))), Some(("security", "high")));
        assert_eq!(catalogue.get(List::MovementReason, "LEAVE").map(|c| c.attribute("direction")), Some("temporary"));
        assert!(catalogue.contains(List::Offence, "DRUGS-01") && !catalogue.contains(List::Offence, "NO-SUCH"));
    }

    #[test]
    fn every_alert_type_says_who_sets_it_and_when_it_is_looked_at_again() {
        let catalogue = embedded();
        for (code, _) in catalogue.options(List::AlertType, true) {
            let found = catalogue.get(List::AlertType, code).unwrap();
            assert!(found.attribute("review_days").parse::<u16>().is_ok_and(|days| days > 0), "{code}");
            let roles: Vec<&str> = found.attribute("set_by").split_whitespace().collect();
            assert!(!roles.is_empty() && roles.iter().all(|r| ["DUT", "GOV", "NUR", "DOC", "PSY"].contains(r)), "{code}: {roles:?}");
        }
    }
}
