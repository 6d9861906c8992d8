//! The embedded files of `data/`, read into rows of one shape. Every file begins with a comment line that tells its source and how
//! far it was verified; a `basis` column tells it row by row.

use super::List;

/// One code as the file gives it.
pub(super) struct SourceRow {
    pub code: String,
    pub label_nb: String,
    pub label_en: String,
    pub sort: i32,
    /// The remaining columns, as a JSON object of texts.
    pub attributes: String,
    pub basis: String,
}

/// Where a list's columns are found.
struct Shape {
    text: &'static str,
    code: &'static str,
    nb: &'static str,
    en: &'static str,
}

fn shape(list: List) -> Shape {
    let labels = |text| Shape { text, code: "code", nb: "label_nb", en: "label_en" };
    match list {
        List::Country => Shape { code: "alpha2", ..labels(include_str!("../../data/countries.csv")) },
        List::Language => labels(include_str!("../../data/languages.csv")),
        List::County => Shape { text: include_str!("../../data/counties.csv"), code: "number", nb: "name", en: "name" },
        List::Municipality => Shape { text: include_str!("../../data/municipalities.csv"), code: "number", nb: "name", en: "name" },
        List::Court => Shape { text: include_str!("../../data/courts.csv"), code: "code", nb: "name_nb", en: "name_en" },
        List::Offence => labels(include_str!("../../data/offence_groups.csv")),
        List::AlertType => labels(include_str!("../../data/alert_types.csv")),
        List::ObservationType => labels(include_str!("../../data/observation_types.csv")),
        List::MovementReason => labels(include_str!("../../data/movement_reasons.csv")),
        List::Relationship => labels(include_str!("../../data/contact_relationships.csv")),
        List::Faith => labels(include_str!("../../data/faith_communities.csv")),
        List::PoliceDistrict => Shape { text: include_str!("../../data/police_districts.csv"), code: "code", nb: "name_nb", en: "name_en" },
        List::PropertyCategory => labels(include_str!("../../data/property_categories.csv")),
        List::IncidentType => labels(include_str!("../../data/incident_types.csv")),
        List::WorkType => labels(include_str!("../../data/work_types.csv")),
        List::Course => labels(include_str!("../../data/courses.csv")),
        List::AbsenceReason => labels(include_str!("../../data/absence_reasons.csv")),
        List::Programme => labels(include_str!("../../data/programmes.csv")),
        List::Partner => labels(include_str!("../../data/partner_organisations.csv")),
    }
}

/// Reads the list's file.
pub(super) fn rows(list: List) -> Result<Vec<SourceRow>, csv::Error> {
    let Shape { text, code, nb, en } = shape(list);
    // The comment's last part, where the file has no column of its own.
    let verification = text.lines().next().and_then(|line| line.split("verification: ").nth(1)).unwrap_or_default();
    let mut reader = csv::ReaderBuilder::new().comment(Some(b'#')).from_reader(text.as_bytes());
    let headers = reader.headers()?.clone();
    let mut rows = Vec::new();
    for (index, record) in reader.records().enumerate() {
        let record = record?;
        let mut row = SourceRow {
            code: String::new(),
            label_nb: String::new(),
            label_en: String::new(),
            sort: 0,
            attributes: String::new(),
            basis: verification.to_owned(),
        };
        let mut attributes = serde_json::Map::new();
        for (name, value) in headers.iter().zip(record.iter()) {
            if name == code {
                value.clone_into(&mut row.code);
            }
            if name == nb {
                value.clone_into(&mut row.label_nb);
            }
            if name == en {
                value.clone_into(&mut row.label_en);
            }
            if name == "basis" {
                value.clone_into(&mut row.basis);
            } else if ![code, nb, en].contains(&name) && !value.is_empty() {
                attributes.insert(name.to_owned(), value.into());
            }
        }
        row.sort = sort(list, &row, &attributes, index);
        row.attributes = serde_json::Value::Object(attributes).to_string();
        rows.push(row);
    }
    Ok(rows)
}

/// Long lists are alphabetical, with the usual ones first; short lists keep the order their authors gave them.
fn sort(list: List, row: &SourceRow, attributes: &serde_json::Map<String, serde_json::Value>, index: usize) -> i32 {
    let number = |name: &str| attributes.get(name).and_then(|v| v.as_str()).and_then(|v| v.parse::<i32>().ok());
    let position = i32::try_from(index).unwrap_or(i32::MAX);
    match list {
        List::Country => match row.code.as_str() {
            "NO" => 0,
            "XX" | "ZZ" => 9,
            _ if number("nordic") == Some(1) => 1,
            _ => 2,
        },
        List::Language => number("sort_order").unwrap_or(position),
        List::County | List::Municipality | List::PoliceDistrict => 0,
        List::Court => match attributes.get("level").and_then(|v| v.as_str()) {
            Some("district") => 0,
            Some("appeal") => 1,
            _ => 2,
        },
        _ => position,
    }
}
