//! A round as ticked.

use serde::Deserialize;
use uuid::Uuid;

use crate::custody::searches::model::Round;
use crate::web::Errors;
use crate::web::form::clean;
use crate::web::lang::Text;

/// The form of one unit: a line for each cell that waits.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct RoundForm {
    /// The prison.
    pub prison: String,
    /// A word of [`Round`].
    pub kind: String,
    /// The unit.
    pub unit: String,
    /// `yes`: every cell of the form has been looked into.
    pub all: String,
    /// Every cell of the form.
    pub row: Vec<String>,
    /// What was found in each, in the order of `row`.
    pub finding: Vec<String>,
    /// Those ticked.
    pub done: Vec<String>,
}

/// Cells looked into.
pub struct RoundCommand {
    /// Which round.
    pub round: Round,
    /// The unit.
    pub unit: Uuid,
    /// The cells.
    pub cells: Vec<Uuid>,
    /// What was found in each.
    pub findings: Vec<String>,
}

impl RoundForm {
    /// The cells, or what is wrong. A finding counts as a look: who wrote it was there.
    ///
    /// # Errors
    /// The messages.
    pub fn parse(&self, t: Text) -> Result<RoundCommand, Errors> {
        let mut errors = Errors::new();
        let (round, unit) = (Round::from_word(&self.kind), self.unit.parse().ok());
        let (mut cells, mut findings) = (Vec::new(), Vec::new());
        for (i, row) in self.row.iter().enumerate() {
            let finding = clean(self.finding.get(i).map(String::as_str).unwrap_or_default());
            let looked = self.all == "yes" || self.done.contains(row) || !finding.is_empty();
            if finding.chars().count() == 1 || finding.chars().count() > 500 {
                errors.add("round", t.msg_inspection_bad_finding());
            }
            if let (true, Ok(cell)) = (looked, row.parse()) {
                cells.push(cell);
                findings.push(finding);
            }
        }
        if cells.is_empty() {
            errors.add("round", t.msg_inspection_none_ticked());
        }
        errors.into_result(round.zip(unit).map(|(round, unit)| RoundCommand { round, unit, cells, findings }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::Lang;

    #[test]
    fn ticked_found_or_all() {
        let t = Lang::Nb.text();
        let (a, b) = (Uuid::from_u128(1).to_string(), Uuid::from_u128(2).to_string());
        let form = RoundForm {
            kind: "daily".into(),
            unit: a.clone(),
            row: vec![a.clone(), b],
            finding: vec![String::new(), "Knust rute".into()],
            ..RoundForm::default()
        };
        let looked = |form: &RoundForm| form.parse(t).map(|c| c.cells.len()).map_err(|e| e.of("round").is_some());
        assert_eq!(looked(&form), Ok(1), "a finding is a look");
        assert_eq!(looked(&RoundForm { done: vec![a], ..form.clone() }), Ok(2));
        assert_eq!(looked(&RoundForm { all: "yes".into(), ..form.clone() }), Ok(2));
        assert_eq!(looked(&RoundForm { finding: Vec::new(), ..form }), Err(true));
    }
}
