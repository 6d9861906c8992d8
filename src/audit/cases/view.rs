//! The auditor's front page.

use askama::Template;
use chrono::TimeDelta;

use super::form::CaseForm;
use super::store::{Inspection, LastSeal, Verification};
use crate::platform::crypto::hex;
use crate::web::field::Summary;
use crate::web::lang::Text;
use crate::web::{Ctx, Errors, Field, Frame};

/// A seal is made every minute in which something happened; later than this the sealer is not running.
const LATE: TimeDelta = TimeDelta::minutes(10);

/// A case, ready to be shown.
pub struct Case {
    pub number: String,
    pub purpose: String,
    pub who: String,
    pub period: String,
}

/// Whether the trail agrees with its seals.
pub struct Seals {
    pub state: (&'static str, &'static str, String),
    pub last: Option<(String, String)>,
    pub head: String,
    pub key: String,
    pub verified: Option<String>,
}

fn fault(t: Text, word: &str) -> String {
    match word {
        "gap" => t.msg_audit_fault_gap(),
        "chain_broken" => t.msg_audit_fault_chain(),
        "signature_wrong" => t.msg_audit_fault_signature(),
        "unknown_key" => t.msg_audit_fault_key(),
        "entry_missing" => t.msg_audit_fault_missing(),
        "entry_added" => t.msg_audit_fault_added(),
        _ => t.msg_audit_fault_changed(),
    }
}

/// Hexadecimal in groups of eight, as it is compared by eye with a printed one.
fn groups(bytes: &[u8]) -> String {
    let text = hex(bytes);
    text.as_bytes().chunks(8).map(|c| String::from_utf8_lossy(c).into_owned()).collect::<Vec<_>>().join(" ")
}

fn seals(ctx: &Ctx, last: Option<&LastSeal>, verification: Option<&Verification>) -> Seals {
    let (t, fmt) = (ctx.t, ctx.fmt());
    let broken = verification.and_then(|v| v.bad_batch.zip(v.fault.as_deref()));
    let state = match (broken, last) {
        (Some((no, why)), _) => ("danger", "ExclamationmarkTriangle", t.msg_audit_state_broken(no, fault(t, why).as_str())),
        (None, None) => ("warning", "Hourglass", t.msg_audit_state_none()),
        (None, Some(last)) if ctx.now - last.at > LATE => ("warning", "Hourglass", t.msg_audit_state_late(fmt.at(last.at).as_str())),
        (None, Some(_)) => ("success", "ShieldCheckmark", t.msg_audit_state_good()),
    };
    Seals {
        state,
        last: last.map(|l| (fmt.at(l.at), t.msg_audit_last(l.no, fmt.number(l.entries).as_str()))),
        head: last.map(|l| groups(&l.chain)).unwrap_or_default(),
        key: last.map(|l| groups(&l.public_key)).unwrap_or_default(),
        verified: verification.map(|v| t.msg_audit_verified(v.batches, fmt.at(v.at).as_str())),
    }
}

#[derive(Template)]
#[template(path = "audit/overview.html")]
pub struct OverviewView {
    pub frame: Frame,
    pub errors: bool,
    pub summary: Summary,
    pub number: Field,
    pub purpose: Field,
    pub seals: Seals,
    pub cases: Vec<Case>,
}

impl OverviewView {
    pub fn new(ctx: &Ctx, form: &CaseForm, errors: &Errors, inspections: &[Inspection], last: Option<&LastSeal>, verification: Option<&Verification>) -> Self {
        let (t, fmt) = (ctx.t, ctx.fmt());
        Self {
            frame: ctx.frame("audit", t.msg_audit_heading()),
            errors: !errors.is_empty(),
            summary: Summary::of(t, errors),
            number: Field::text("number", t.msg_audit_number(), &form.number)
                .hint(t.msg_audit_number_hint())
                .width("w-half")
                .max(40)
                .code()
                .required(t)
                .errors(errors),
            purpose: Field::area("purpose", t.msg_audit_purpose(), &form.purpose, 2).hint(t.msg_audit_purpose_hint()).max(400).required(t).errors(errors),
            seals: seals(ctx, last, verification),
            cases: inspections
                .iter()
                .map(|i| Case {
                    number: i.number.clone(),
                    purpose: i.purpose.clone(),
                    who: i.name.clone().unwrap_or_default(),
                    period: match i.ended_at {
                        Some(end) => t.msg_audit_period(fmt.at(i.began_at).as_str(), fmt.near(end).as_str()),
                        None => t.msg_audit_since(fmt.at(i.began_at).as_str()),
                    },
                })
                .collect(),
        }
    }
}
