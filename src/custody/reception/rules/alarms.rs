//! Whom the first answers concern at once.

use crate::custody::reception::model::Answers;

/// Whom the first answers concern at once, and which alerts they speak for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Alarms {
    /// Health must know.
    pub health: bool,
    /// The duty officer must know.
    pub duty: bool,
    /// Codes of the list `alert_type`.
    pub alerts: Vec<&'static str>,
}

/// What the first questions ask for. "Not sure" is treated as yes: nobody dies of a question too many.
pub fn alarms(answers: &Answers) -> Alarms {
    let yes = |name: &str| matches!(answers.get(name), "yes" | "unclear");
    let mut alarms = Alarms::default();
    if yes("suicide_now") || yes("suicide_before") {
        (alarms.health, alarms.duty) = (true, true);
        alarms.alerts.push("SUICIDE");
    }
    if yes("withdrawal") {
        (alarms.health, alarms.duty) = (true, true);
        alarms.alerts.push("WITHDRAWAL");
    }
    if yes("pregnant") {
        (alarms.health, alarms.duty) = (true, true);
        alarms.alerts.push("PREGNANT");
    }
    if yes("medicines") {
        alarms.health = true;
    }
    if yes("apart") {
        alarms.duty = true;
        alarms.alerts.push("SEPARATE");
    }
    if yes("children_alone") {
        alarms.duty = true;
    }
    alarms
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_first_answers_set_off() {
        let answers = |pairs: &[(&str, &str)]| {
            let mut answers = Answers::default();
            for (name, word) in pairs {
                answers.put(name, *word);
            }
            answers
        };
        type Case<'a> = (&'a [(&'a str, &'a str)], bool, bool, &'a [&'a str]);
        let cases: [Case<'_>; 8] = [
            (&[("suicide_now", "no"), ("withdrawal", "no"), ("apart", "no")], false, false, &[]),
            (&[("suicide_now", "yes")], true, true, &["SUICIDE"]),
            (&[("suicide_before", "unclear")], true, true, &["SUICIDE"]),
            (&[("withdrawal", "yes"), ("pregnant", "yes")], true, true, &["WITHDRAWAL", "PREGNANT"]),
            (&[("medicines", "yes")], true, false, &[]),
            (&[("apart", "yes")], false, true, &["SEPARATE"]),
            (&[("children_alone", "yes")], false, true, &[]),
            (&[("suicide_now", "declined")], false, false, &[]),
        ];
        for (pairs, health, duty, alerts) in cases {
            assert_eq!(alarms(&answers(pairs)), Alarms { health, duty, alerts: alerts.to_vec() }, "{pairs:?}");
        }
    }
}
