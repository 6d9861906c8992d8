//! Signs in words.

use askama::Template;
use chrono::{DateTime, Utc};

use super::rules::{Finding, Happened};
use crate::access::{Act, Class};
use crate::inmates::{BannerView, Face};
use crate::reference::List;
use crate::web::parts::Chip;
use crate::web::{Ctx, Frame};

/// What a rule is about.
pub fn subject(ctx: &Ctx, code: &str) -> (String, &'static str, &'static str) {
    let t = ctx.t;
    match code {
        "conflict" => (t.msg_sign_conflict(), "danger", "ExclamationmarkTriangle"),
        "intox" => (t.msg_sign_intox(), "danger", "ExclamationmarkTriangle"),
        "distress" => (t.msg_sign_distress(), "warning", "Moon"),
        "health" => (t.msg_sign_health(), "danger", "FirstAidKit"),
        "isolation" => (t.msg_sign_isolation(), "warning", "PadlockLocked"),
        "refusal" => (t.msg_sign_refusal(), "warning", "PersonCross"),
        _ => (t.msg_sign_incident(), "warning", "ClipboardCheckmark"),
    }
}

/// "Skrevet 4 ganger siste 7 dager. De tre ukene før: 1 gang i uka."
pub fn sentence(ctx: &Ctx, f: &Finding<'_>) -> String {
    let (t, n) = (ctx.t, f.lately.len() as i64);
    match f.level() {
        None => t.msg_sign_count_new(n),
        Some(level) if level < 0.05 => t.msg_sign_count_none_before(n),
        Some(level) => t.msg_sign_count(n, decimal(ctx, level).as_str()),
    }
}

/// One decimal, with the reader's comma.
fn decimal(ctx: &Ctx, x: f64) -> String {
    let text = format!("{x:.1}");
    let text = text.strip_suffix(".0").map_or(text.clone(), str::to_owned);
    if ctx.lang.is_nb() { text.replace('.', ",") } else { text }
}

/// An entry that a sign rests on.
pub struct EntryLine {
    /// Where it is, when it has a page that every reader of signs may open.
    pub href: Option<String>,
    /// Its kind.
    pub label: String,
    /// When.
    pub at: String,
}

/// The entries behind a finding.
pub fn entries(ctx: &Ctx, inmate: uuid::Uuid, lately: &[&Happened]) -> Vec<EntryLine> {
    lately
        .iter()
        .map(|h| {
            let (href, label) = match h.source.as_str() {
                "observation" => {
                    let label = ctx.catalogue().label(List::ObservationType, &h.kind, ctx.lang.is_nb()).to_owned();
                    (Some(format!("/inmates/{inmate}/observations/{}", h.id)), label)
                }
                "incident" => {
                    let label = ctx.catalogue().label(List::IncidentType, &h.kind, ctx.lang.is_nb());
                    (ctx.may(Class::Incidents, Act::Read).then(|| format!("/incidents/{}", h.id)), ctx.t.msg_happened_incident(label))
                }
                _ => (None, ctx.t.msg_sign_entry_refusal()),
            };
            EntryLine { href, label, at: near(ctx, h.at) }
        })
        .collect()
}

fn near(ctx: &Ctx, at: DateTime<Utc>) -> String {
    ctx.fmt().near(at)
}

/// A sign of one person.
pub struct Sign {
    /// What about.
    pub label: String,
    /// Its colour.
    pub color: &'static str,
    /// Its icon.
    pub icon: &'static str,
    /// The counts, in words.
    pub text: String,
    /// What it rests on.
    pub entries: Vec<EntryLine>,
    /// Whether it is a sign, or only what was looked at.
    pub sign: bool,
    /// The rule, in words.
    pub rule: String,
}

/// A finding, ready to be read.
pub fn sign(ctx: &Ctx, inmate: uuid::Uuid, f: &Finding<'_>) -> Sign {
    let (label, color, icon) = subject(ctx, &f.rule.code);
    let kinds = f.rule.kinds.iter().map(|k| ctx.catalogue().label(List::ObservationType, k, ctx.lang.is_nb())).collect::<Vec<_>>().join(", ");
    Sign {
        label,
        color: if f.sign { color } else { "neutral" },
        icon: if f.sign { icon } else { "Checkmark" },
        text: sentence(ctx, f),
        entries: entries(ctx, inmate, &f.lately),
        sign: f.sign,
        rule: match f.rule.source.as_str() {
            "refusal" => ctx.t.msg_sign_rule_refusal(f.rule.least, decimal(ctx, f.rule.factor).as_str()),
            "incident" => ctx.t.msg_sign_rule_incident(f.rule.least, decimal(ctx, f.rule.factor).as_str()),
            _ => ctx.t.msg_sign_rule(kinds.as_str(), f.rule.least, decimal(ctx, f.rule.factor).as_str()),
        },
    }
}

/// Somebody with signs.
pub struct Person {
    /// Who.
    pub face: Face,
    /// Where.
    pub place: String,
    /// The page with everything.
    pub href: String,
    /// What was found.
    pub signs: Vec<Sign>,
}

#[derive(Template)]
#[template(path = "custody/signs.html")]
pub struct SignsView {
    pub frame: Frame,
    pub pages: Vec<Chip>,
    pub units: Vec<Chip>,
    pub place: String,
    pub people: Option<Vec<Person>>,
    pub looked_at: String,
}

#[derive(Template)]
#[template(path = "custody/signs_person.html")]
pub struct PersonView {
    pub frame: Frame,
    pub banner: BannerView,
    pub pages: Vec<Chip>,
    pub signs: Option<Vec<Sign>>,
    pub any: bool,
}
