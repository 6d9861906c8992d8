//! The demonstration's own word lists and the reference files it draws from, read once.

use anyhow::{Context, Result};

use super::rng::Rng;

/// Reads an embedded file of `data/`: records without the comment line and the header.
pub(super) fn records(text: &'static str) -> Result<Vec<csv::StringRecord>> {
    let mut reader = csv::ReaderBuilder::new().comment(Some(b'#')).flexible(true).from_reader(text.as_bytes());
    reader.records().collect::<Result<_, _>>().context("an embedded file of data/ cannot be read")
}

/// A column of a record, empty when it is not there.
pub(super) fn cell(record: &csv::StringRecord, index: usize) -> &str {
    record.get(index).unwrap_or_default()
}

/// A sentence about a man and the same about a woman.
#[derive(Clone, Debug)]
pub(super) struct Sentence {
    male: String,
    female: String,
}

/// An offence that a sentence or an order may be for.
#[derive(Clone, Debug)]
pub(super) struct Offence {
    pub(super) code: String,
    pub(super) group: String,
    pub(super) min_months: i64,
    pub(super) max_months: i64,
}

/// An alert with its rate and words.
#[derive(Clone, Debug)]
pub(super) struct AlertText {
    pub(super) kind: String,
    pub(super) severity: String,
    pub(super) health: bool,
    pub(super) applies: String,
    pub(super) rate: f64,
    pub(super) instruction: String,
    pub(super) detail: String,
}

/// A town people come from.
#[derive(Clone, Debug)]
pub(super) struct Town {
    pub(super) municipality: String,
    pub(super) name: String,
    pub(super) postcode: String,
}

/// All word lists.
#[derive(Debug)]
pub(super) struct Words {
    lists: Vec<(String, String, String)>,
    observations: Vec<(String, Vec<Sentence>)>,
    pub(super) offences: Vec<Offence>,
    pub(super) alerts: Vec<AlertText>,
    /// Kind, ground, instruction.
    pub(super) shared_health: Vec<[String; 3]>,
    pub(super) towns: Vec<Town>,
    town_weights: Vec<f64>,
    courts: Vec<(String, String)>,
}

impl Words {
    pub(super) fn load() -> Result<Self> {
        let owned = |record: &csv::StringRecord, i| cell(record, i).to_owned();
        let lists = records(include_str!("../../data/demo_words.csv"))?.iter().map(|r| (owned(r, 0), owned(r, 1), owned(r, 2))).collect();
        let mut observations: Vec<(String, Vec<Sentence>)> = Vec::new();
        for record in records(include_str!("../../data/demo_observations.csv"))? {
            let sentence = Sentence { male: owned(&record, 1), female: about_a_woman(cell(&record, 1)) };
            match observations.iter_mut().find(|(kind, _)| kind == cell(&record, 0)) {
                Some((_, sentences)) => sentences.push(sentence),
                None => observations.push((owned(&record, 0), vec![sentence])),
            }
        }
        let number = |record: &csv::StringRecord, i| cell(record, i).parse::<i64>().unwrap_or(0);
        let offences = records(include_str!("../../data/offence_groups.csv"))?
            .iter()
            .map(|r| Offence { code: owned(r, 0), group: owned(r, 1), max_months: number(r, 8), min_months: number(r, 9) })
            .collect();
        let types = records(include_str!("../../data/alert_types.csv"))?;
        let alerts = records(include_str!("../../data/demo_alerts.csv"))?
            .iter()
            .map(|r| {
                let of = types.iter().find(|t| cell(t, 0) == cell(r, 0));
                AlertText {
                    kind: owned(r, 0),
                    severity: of.map_or("medium", |t| cell(t, 4)).to_owned(),
                    health: of.is_some_and(|t| cell(t, 3) == "health"),
                    applies: owned(r, 1),
                    rate: cell(r, 2).parse::<f64>().unwrap_or(0.0) / 1000.0,
                    instruction: owned(r, 3),
                    detail: owned(r, 4),
                }
            })
            .collect();
        let shared_health = records(include_str!("../../data/demo_shared_health.csv"))?.iter().map(|r| [owned(r, 0), owned(r, 1), owned(r, 2)]).collect();
        let town_records = records(include_str!("../../data/demo_towns.csv"))?;
        let towns = town_records.iter().map(|r| Town { municipality: owned(r, 0), name: owned(r, 1), postcode: owned(r, 2) }).collect();
        let town_weights = running(town_records.iter().map(|r| cell(r, 3).parse().unwrap_or(0.0)));
        let courts = records(include_str!("../../data/courts.csv"))?.iter().map(|r| (owned(r, 0), owned(r, 1))).collect();
        Ok(Self { lists, observations, offences, alerts, shared_health, towns, town_weights, courts })
    }

    /// The texts of a kind; of a key too, when one is given and known.
    pub(super) fn list(&self, kind: &str, key: &str) -> Vec<&str> {
        let of = |wanted: &str| -> Vec<&str> {
            self.lists.iter().filter(|(k, at, _)| k == kind && (wanted.is_empty() || at == wanted)).map(|(_, _, text)| text.as_str()).collect()
        };
        let found = of(key);
        if found.is_empty() { of("") } else { found }
    }

    /// One text of a kind.
    pub(super) fn word(&self, rng: &mut Rng, kind: &str) -> &str {
        rng.pick(&self.list(kind, "")).copied().unwrap_or_default()
    }

    /// Key and text of one entry.
    pub(super) fn entry(&self, rng: &mut Rng, kind: &str) -> (&str, &str) {
        let all: Vec<_> = self.lists.iter().filter(|(k, ..)| k == kind).collect();
        rng.pick(&all).map_or(("", ""), |(_, key, text)| (key.as_str(), text.as_str()))
    }

    /// A court's name by its code.
    pub(super) fn court_name<'a>(&'a self, code: &'a str) -> &'a str {
        self.courts.iter().find(|(c, _)| c == code).map_or(code, |(_, name)| name)
    }

    /// A town of the county most often, else anywhere in the country.
    pub(super) fn town(&self, rng: &mut Rng, county: &str) -> Option<&Town> {
        let near: Vec<&Town> = self.towns.iter().filter(|t| t.municipality.starts_with(county)).collect();
        if rng.chance(0.55) && !near.is_empty() {
            return rng.pick(&near).copied();
        }
        self.towns.get(rng.weighted(&self.town_weights))
    }

    /// A town of the county where it has one.
    pub(super) fn town_near(&self, rng: &mut Rng, county: &str) -> Option<&Town> {
        let near: Vec<&Town> = self.towns.iter().filter(|t| t.municipality.starts_with(county)).collect();
        rng.pick(&near).copied().or_else(|| self.town(rng, county))
    }

    /// A sentence of the kind, about a man or a woman, with its gaps filled.
    pub(super) fn observation(&self, rng: &mut Rng, kind: &str, female: bool) -> String {
        let Some((_, sentences)) = self.observations.iter().find(|(k, _)| k == kind) else { return String::new() };
        let Some(sentence) = rng.pick(sentences) else { return String::new() };
        let mut text = if female { sentence.female.clone() } else { sentence.male.clone() };
        while let Some((from, to)) = text.find('{').and_then(|from| text[from..].find('}').map(|length| (from, from + length))) {
            let word = match &text[from + 1..to] {
                "kl" => format!("{}.{:02}", rng.between(8, 20), rng.between(0, 11) * 5),
                "natt" => format!("{:02}.{:02}", rng.between(0, 5), rng.between(0, 11) * 5),
                kind => self.word(rng, kind).to_owned(),
            };
            text.replace_range(from..=to, &word);
        }
        text
    }
}

/// Running totals, for drawing by weight.
pub(super) fn running(weights: impl Iterator<Item = f64>) -> Vec<f64> {
    weights
        .scan(0.0, |total, weight| {
            *total += weight;
            Some(*total)
        })
        .collect()
}

/// The sentences are written about men; most inmates are. Bokmål changes three words.
fn about_a_woman(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for piece in text.split_inclusive(|c: char| !c.is_alphabetic()) {
        let word = piece.trim_end_matches(|c: char| !c.is_alphabetic());
        out.push_str(match word {
            "han" => "hun",
            "Han" => "Hun",
            "ham" => "henne",
            "Ham" => "Henne",
            "pappa" => "mamma",
            other => other,
        });
        out.push_str(&piece[word.len()..]);
    }
    out
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;

    #[test]
    fn sentences_are_whole_and_many() {
        let words = Words::load().unwrap();
        assert!(words.observations.iter().map(|(_, s)| s.len()).sum::<usize>() >= 150);
        let mut rng = Rng::new(1, 1);
        for (kind, _) in &words.observations {
            for _ in 0..40 {
                let text = words.observation(&mut rng, kind, true);
                assert!(text.len() > 10 && !text.contains(['{', '}']) && !text.contains(" han ") && !text.contains(" ham"), "{text}");
            }
        }
    }

    #[test]
    fn every_alert_has_words_and_a_type() {
        let words = Words::load().unwrap();
        assert!(words.alerts.len() > 30);
        assert!(words.alerts.iter().all(|a| !a.instruction.is_empty() && a.rate > 0.0 && ["high", "medium", "low"].contains(&a.severity.as_str())));
        assert!(words.list("hospital", "46")[0].contains("Haukeland"));
    }
}
