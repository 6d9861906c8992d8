//! Which fields each kind asks for.

use super::{MOST_DAYS, MOST_HOURS, Say, Shape, Spec, spec};
use crate::reference::List;
use crate::sentences::bases::model::{Ground, Kind, Raised, Sanction};
use crate::sentences::bases::words;
use crate::web::Choice;

/// How fields stand together.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Layout {
    /// One under the other.
    Stack,
    /// Side by side.
    Beside,
    /// A heading and ticks.
    Ticks,
}

/// Fields under one heading.
pub struct Part {
    /// The heading; empty when it goes on from the one before.
    pub heading: Option<Say>,
    /// How they stand.
    pub layout: Layout,
    /// The fields.
    pub specs: Vec<Spec>,
}

fn part(heading: Say, layout: Layout, specs: &[Spec]) -> Part {
    Part { heading: Some(heading), layout, specs: specs.to_vec() }
}

fn more(layout: Layout, specs: &[Spec]) -> Part {
    Part { heading: None, layout, specs: specs.to_vec() }
}

const DECIDED: Spec = spec("decided_on", |t| t.msg_bases_decided_on(), Shape::Day).needed();
const CASE: Spec = spec("case_number", |t| t.msg_bases_case_number(), Shape::Line(60)).hint(|t| t.msg_bases_case_number_hint()).needed();
const COURT: Spec = spec("court", |t| t.msg_bases_court(), Shape::Code(List::Court)).needed();
const POLICE: Spec = spec("police", |t| t.msg_bases_police(), Shape::Code(List::PoliceDistrict));
const NOTIFIED: Spec = spec("notified", |t| t.msg_bases_notified(), Shape::Day);
const FINAL: Spec = spec("final_on", |t| t.msg_bases_final_on(), Shape::Day);
const FROM: Spec = spec("from_day", |t| t.msg_bases_from_day(), Shape::Day);
const CREDIT: Spec = spec("credit_days", |t| t.msg_bases_credit(), Shape::Number(MOST_DAYS)).hint(|t| t.msg_bases_credit_hint());
const MAX: Spec = spec("max_months", |t| t.msg_bases_max_months(), Shape::Number(480)).hint(|t| t.msg_bases_max_months_hint());
const UNDER_18: Spec = spec("under_18", |t| t.msg_bases_under_18(), Shape::Tick);
const YEARS: Spec = spec("years", |t| t.msg_bases_years(), Shape::Number(99));
const MONTHS: Spec = spec("months", |t| t.msg_bases_months(), Shape::Number(999));
const DAYS: Spec = spec("days", |t| t.msg_bases_days(), Shape::Number(MOST_DAYS));
const EXTENDS: Spec = spec("extends", |t| t.msg_bases_extends(), Shape::Earlier);

const HEARING: Spec = spec("hearing", |t| t.msg_bases_hearing(), Shape::Hearing).hint(|t| t.msg_bases_hearing_hint());

/// The form of a kind.
pub fn parts(kind: Kind) -> Vec<Part> {
    use Layout::{Beside, Stack, Ticks};
    let term = [YEARS, MONTHS, DAYS];
    let mut parts = vec![match kind {
        Kind::Arrest => part(
            |t| t.msg_bases_part_arrest(),
            Stack,
            &[
                spec("arrested_at", |t| t.msg_bases_arrested_at(), Shape::Moment).hint(|t| t.msg_bases_arrested_at_hint()).needed(),
                spec("arrest_place", |t| t.msg_bases_arrest_place(), Shape::Line(200)),
                POLICE.needed(),
                CASE,
            ],
        ),
        Kind::Foreign => part(
            |t| t.msg_bases_part_decision(),
            Stack,
            &[
                spec("country", |t| t.msg_bases_country(), Shape::Code(List::Country)).needed(),
                spec("court_text", |t| t.msg_bases_court_foreign(), Shape::Line(120)).needed(),
                CASE,
            ],
        ),
        Kind::Other => part(
            |t| t.msg_bases_part_decision(),
            Stack,
            &[
                spec(
                    "sanction",
                    |t| t.msg_bases_sanction(),
                    Shape::Choice(|t| Sanction::ALL.iter().map(|s| Choice::new(s.as_str(), words::sanction(t, *s))).collect()),
                )
                .needed(),
                Spec { need: false, ..COURT },
                CASE,
                HEARING,
            ],
        ),
        _ => part(|t| t.msg_bases_part_decision(), Stack, &[COURT, CASE, HEARING]),
    }];
    match kind {
        Kind::Arrest => {}
        Kind::Remand => {
            parts.push(more(Beside, &[DECIDED, NOTIFIED]));
            parts.push(part(
                |t| t.msg_bases_part_remand(),
                Beside,
                &[FROM.needed(), spec("to_day", |t| t.msg_bases_to_day(), Shape::Day).hint(|t| t.msg_bases_to_day_hint())],
            ));
            parts.push(more(
                Stack,
                &[
                    EXTENDS.hint(|t| t.msg_bases_extends_hint()),
                    spec("main_hearing", |t| t.msg_bases_main_hearing(), Shape::Tick),
                    spec("after_judgment", |t| t.msg_bases_after_judgment(), Shape::Tick),
                    spec("review_pointless", |t| t.msg_bases_review_pointless(), Shape::Lines(600)).hint(|t| t.msg_bases_review_pointless_hint()),
                ],
            ));
            parts.push(part(
                |t| t.msg_bases_grounds(),
                Ticks,
                &[
                    spec("ground_171_1", |t| words::ground(t, Ground::Evasion), Shape::Tick),
                    spec("ground_171_2", |t| words::ground(t, Ground::Evidence), Shape::Tick),
                    spec("ground_171_3", |t| words::ground(t, Ground::Repetition), Shape::Tick),
                    spec("ground_171_4", |t| words::ground(t, Ground::OwnWish), Shape::Tick),
                    spec("ground_172", |t| words::ground(t, Ground::Grave), Shape::Tick),
                    spec("ground_173", |t| words::ground(t, Ground::Caught), Shape::Tick),
                ],
            ));
        }
        Kind::Sentence | Kind::Youth | Kind::Detention | Kind::Foreign | Kind::Other | Kind::Fine => {
            parts.push(more(Beside, &[DECIDED, NOTIFIED, FINAL]));
            judgment(kind, &mut parts, &term);
            parts.push(part(|t| t.msg_bases_part_begins(), Stack, &[FROM.hint(|t| t.msg_bases_from_day_hint())]));
        }
    }
    parts
}

/// What a judgment pronounces.
fn judgment(kind: Kind, parts: &mut Vec<Part>, term: &[Spec]) {
    use Layout::{Beside, Stack, Ticks};
    match kind {
        Kind::Detention => {
            parts.push(part(|t| t.msg_bases_part_frame(), Beside, term));
            parts.push(part(
                |t| t.msg_bases_part_minimum(),
                Beside,
                &[
                    spec("minimum_years", |t| t.msg_bases_years(), Shape::Number(99)),
                    spec("minimum_months", |t| t.msg_bases_months(), Shape::Number(999)),
                    spec("minimum_days", |t| t.msg_bases_days(), Shape::Number(MOST_DAYS)),
                ],
            ));
            parts.push(more(Stack, &[EXTENDS.hint(|t| t.msg_bases_extends_detention_hint()), CREDIT, MAX, UNDER_18]));
            parts.push(part(
                |t| t.msg_bases_part_trial(),
                Beside,
                &[spec("trial_from", |t| t.msg_bases_trial_from(), Shape::Day), spec("trial_to", |t| t.msg_bases_trial_to(), Shape::Day)],
            ));
        }
        Kind::Fine => {
            parts.push(part(
                |t| t.msg_bases_part_fine(),
                Beside,
                &[
                    spec("fine", |t| t.msg_bases_fine(), Shape::Kroner).needed(),
                    spec("paid", |t| t.msg_bases_paid(), Shape::Kroner).hint(|t| t.msg_bases_paid_hint()),
                    Spec { say: |t| t.msg_bases_fine_days(), need: true, ..DAYS },
                ],
            ));
            parts.push(more(Stack, &[UNDER_18]));
        }
        _ => {
            parts.push(part(|t| t.msg_bases_part_term(), Beside, term));
            if matches!(kind, Kind::Sentence | Kind::Foreign) {
                parts.push(part(
                    |t| t.msg_bases_part_suspended(),
                    Beside,
                    &[
                        spec("suspended_years", |t| t.msg_bases_years(), Shape::Number(99)),
                        spec("suspended_months", |t| t.msg_bases_months(), Shape::Number(999)),
                        spec("suspended_days", |t| t.msg_bases_days(), Shape::Number(MOST_DAYS)),
                        spec("probation_years", |t| t.msg_bases_probation_years(), Shape::Number(10)),
                    ],
                ));
            }
            let mut rest = vec![CREDIT];
            match kind {
                Kind::Sentence => rest.extend([
                    MAX,
                    spec("community_hours", |t| t.msg_bases_community_hours(), Shape::Number(MOST_HOURS)).hint(|t| t.msg_bases_community_hours_hint()),
                ]),
                Kind::Foreign => rest.push(spec("transferred_on", |t| t.msg_bases_transferred_on(), Shape::Day)),
                _ => {}
            }
            parts.push(more(Stack, &rest));
            let mut ticks = vec![UNDER_18];
            if kind == Kind::Sentence {
                ticks.extend([
                    spec("additional", |t| t.msg_bases_additional(), Shape::Tick),
                    spec("raised_multiple", |t| words::raised(t, Raised::Multiple), Shape::Tick),
                    spec("raised_repeated", |t| words::raised(t, Raised::Repeated), Shape::Tick),
                    spec("raised_organised", |t| words::raised(t, Raised::Organised), Shape::Tick),
                ]);
            }
            parts.push(part(|t| t.msg_bases_part_special(), Ticks, &ticks));
        }
    }
}
