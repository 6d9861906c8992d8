//! Bases, restrictions and findings in words.

use super::model::{DocumentKind, EndedAs, Facts, Ground, Kind, OrderedBy, Raised, RestrictionKind, Sanction, Term};
use super::rules::{Dated, Finding, What};
use crate::inmates::banner;
use crate::law::rule::{Span, Unit};
use crate::web::fmt::Fmt;
use crate::web::lang::Text;

/// What kind of basis it is.
pub fn kind(t: Text, kind: Kind) -> String {
    match kind {
        Kind::Arrest => t.msg_bases_kind_arrest(),
        Kind::Remand => t.msg_bases_kind_remand(),
        Kind::Sentence => t.msg_bases_kind_sentence(),
        Kind::Detention => t.msg_bases_kind_detention(),
        Kind::Fine => t.msg_bases_kind_fine(),
        Kind::Youth => t.msg_bases_kind_youth(),
        Kind::Foreign => t.msg_bases_kind_foreign(),
        Kind::Other => t.msg_bases_kind_other(),
    }
}

/// When a kind is recorded.
pub fn kind_hint(t: Text, kind: Kind) -> String {
    match kind {
        Kind::Arrest => t.msg_bases_kind_arrest_hint(),
        Kind::Remand => t.msg_bases_kind_remand_hint(),
        Kind::Sentence => t.msg_bases_kind_sentence_hint(),
        Kind::Detention => t.msg_bases_kind_detention_hint(),
        Kind::Fine => t.msg_bases_kind_fine_hint(),
        Kind::Youth => t.msg_bases_kind_youth_hint(),
        Kind::Foreign => t.msg_bases_kind_foreign_hint(),
        Kind::Other => t.msg_bases_kind_other_hint(),
    }
}

/// Why somebody is remanded, with the section.
pub fn ground(t: Text, ground: Ground) -> String {
    match ground {
        Ground::Evasion => t.msg_bases_ground_evasion(),
        Ground::Evidence => t.msg_bases_ground_evidence(),
        Ground::Repetition => t.msg_bases_ground_repetition(),
        Ground::OwnWish => t.msg_bases_ground_own_wish(),
        Ground::Grave => t.msg_bases_ground_grave(),
        Ground::Caught => t.msg_bases_ground_caught(),
    }
}

/// Why the frame is higher.
pub fn raised(t: Text, raised: Raised) -> String {
    match raised {
        Raised::Multiple => t.msg_bases_raised_multiple(),
        Raised::Repeated => t.msg_bases_raised_repeated(),
        Raised::Organised => t.msg_bases_raised_organised(),
    }
}

/// What else deprives of liberty.
pub fn sanction(t: Text, sanction: Sanction) -> String {
    match sanction {
        Sanction::Community => t.msg_bases_sanction_community(),
        Sanction::YouthConverted => t.msg_bases_sanction_youth(),
        Sanction::Probation => t.msg_bases_sanction_probation(),
        Sanction::Outside => t.msg_bases_sanction_outside(),
        Sanction::Order => t.msg_bases_sanction_order(),
        Sanction::Extradition => t.msg_bases_sanction_extradition(),
        Sanction::Immigration => t.msg_bases_sanction_immigration(),
        Sanction::Military => t.msg_bases_sanction_military(),
        Sanction::Other => t.msg_bases_sanction_other(),
    }
}

/// How it ended.
pub fn ended_as(t: Text, ended: EndedAs) -> String {
    match ended {
        EndedAs::Released => t.msg_bases_ended_released(),
        EndedAs::Lifted => t.msg_bases_ended_lifted(),
        EndedAs::Quashed => t.msg_bases_ended_quashed(),
        EndedAs::Replaced => t.msg_bases_ended_replaced(),
        EndedAs::Served => t.msg_bases_ended_served(),
        EndedAs::Paid => t.msg_bases_ended_paid(),
        EndedAs::Lapsed => t.msg_bases_ended_lapsed(),
        EndedAs::Interrupted => t.msg_bases_ended_interrupted(),
        EndedAs::Probation => t.msg_bases_ended_probation(),
        EndedAs::Other => t.msg_bases_ended_other(),
    }
}

/// What is restricted.
pub fn restriction(t: Text, kind: RestrictionKind) -> String {
    banner::restriction(t, kind.as_str())
}

/// Who ordered it.
pub fn ordered_by(t: Text, by: OrderedBy) -> String {
    match by {
        OrderedBy::Court => t.msg_bases_by_court(),
        OrderedBy::Police => t.msg_bases_by_police(),
    }
}

/// What a document is.
pub fn document(t: Text, kind: DocumentKind) -> String {
    match kind {
        DocumentKind::Judgment => t.msg_bases_doc_judgment(),
        DocumentKind::CourtOrder => t.msg_bases_doc_order(),
        DocumentKind::Warrant => t.msg_bases_doc_warrant(),
        DocumentKind::Enforcement => t.msg_bases_doc_enforcement(),
        DocumentKind::FineOrder => t.msg_bases_doc_fine(),
        DocumentKind::Other => t.msg_bases_doc_other(),
    }
}

/// "2 år 6 måneder"; empty for none.
pub fn term(t: Text, term: Term) -> String {
    if term.off > 0 {
        let whole = self::term(t, Term { off: 0, ..term });
        return t.msg_bases_term_less(whole.as_str(), t.msg_term_days(i64::from(term.off)).as_str());
    }
    let parts = [
        (term.years > 0).then(|| t.msg_term_years(i64::from(term.years))),
        (term.months > 0).then(|| t.msg_term_months(i64::from(term.months))),
        (term.days > 0).then(|| t.msg_term_days(i64::from(term.days))),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
}

/// A limit of the law: "14 dager", "4 uker".
pub fn span(t: Text, span: Span) -> String {
    let n = i64::from(span.n);
    match span.unit {
        Unit::Hours => t.msg_bases_span_hours(n),
        Unit::Days => t.msg_term_days(n),
        Unit::Weeks => t.msg_bases_span_weeks(n),
        Unit::Months => t.msg_term_months(n),
        Unit::Years => t.msg_term_years(n),
    }
}

/// A basis in one line: "Varetektskjennelse, Oslo tingrett, 12.11.2026".
pub fn line(t: Text, fmt: Fmt, f: &Facts) -> String {
    t.msg_bases_line(kind(t, f.kind).as_str(), f.court.as_str(), fmt.day(f.decided_on).as_str())
}

fn dated(t: Text, dated: Dated) -> String {
    match dated {
        Dated::Decision => t.msg_bases_dated_decision(),
        Dated::Arrest => t.msg_bases_dated_arrest(),
        Dated::Notice => t.msg_bases_dated_notice(),
        Dated::Final => t.msg_bases_dated_final(),
        Dated::Act => t.msg_bases_dated_act(),
        Dated::End => t.msg_bases_dated_end(),
    }
}

/// What was found, with the section it rests on.
pub fn finding(t: Text, fmt: Fmt, f: &Finding) -> String {
    let cite = f.cite.to_string();
    let text = what(t, fmt, &f.what);
    match (cite.is_empty(), f.unconfirmed) {
        (true, _) => text,
        (false, false) => t.msg_bases_found(text.as_str(), cite.as_str()),
        (false, true) => t.msg_bases_found_unconfirmed(text.as_str(), cite.as_str()),
    }
}

fn what(t: Text, fmt: Fmt, what: &What) -> String {
    let day = |d: &chrono::NaiveDate| fmt.day(*d);
    let s = |x: &Span| span(t, *x);
    match what {
        What::Future(d) => t.msg_bases_future(dated(t, *d).as_str()),
        What::BeforeDecision(d) => t.msg_bases_before_decision(dated(t, *d).as_str()),
        What::ActAfterDecision => t.msg_bases_act_after(),
        What::JudgmentBeforeArrest(d) => t.msg_bases_judgment_before_arrest(day(d).as_str()),
        What::TooShort(x) => t.msg_bases_too_short(s(x).as_str()),
        What::ToldInDays(x) => t.msg_bases_told_in_days(s(x).as_str()),
        What::ToldInMonths(x) => t.msg_bases_told_in_months(s(x).as_str()),
        What::AboveFrame(months) => t.msg_bases_above_frame(term(t, Term::new((months / 12) as i32, (months % 12) as i32, 0)).as_str()),
        What::AboveForYoung(x) => t.msg_bases_above_young(s(x).as_str()),
        What::UnconditionalTooShort(x) => t.msg_bases_unconditional_short(s(x).as_str()),
        What::NoProbation => t.msg_bases_no_probation(),
        What::ProbationTooLong(x) => t.msg_bases_probation_long(s(x).as_str()),
        What::BesideCommunity(x) => t.msg_bases_beside_community(s(x).as_str()),
        What::CommunityHours(least, most) => t.msg_bases_community_hours_outside(*least, *most),
        What::CreditAboveSentence => t.msg_bases_credit_above(),
        What::NoCredit => t.msg_bases_no_credit(),
        What::NoTerm => t.msg_bases_no_term(),
        What::NotFinal => t.msg_bases_not_final_warning(),
        What::WasUnder18 => t.msg_bases_was_under_18(),
        What::WasAdult => t.msg_bases_was_adult(),
        What::FineDays(least, most) => t.msg_bases_fine_outside(s(least).as_str(), s(most).as_str()),
        What::FineUnder(x) => t.msg_bases_fine_under(s(x).as_str()),
        What::Overpaid => t.msg_bases_overpaid(),
        What::YouthTooShort(x) => t.msg_bases_youth_short(s(x).as_str()),
        What::YouthUnusual(x) => t.msg_bases_youth_unusual(s(x).as_str()),
        What::YouthTooLong(x) => t.msg_bases_youth_long(s(x).as_str()),
        What::FrameUnusual(x) => t.msg_bases_frame_unusual(s(x).as_str()),
        What::FrameTooLong(x) => t.msg_bases_frame_long(s(x).as_str()),
        What::TimeBarred(d, x) => t.msg_bases_time_barred(day(d).as_str(), s(x).as_str()),
        What::ExtendsEndedFrame(a, b) => t.msg_bases_extends_ended_frame(day(a).as_str(), day(b).as_str()),
        What::FrameGap(a, b) => t.msg_bases_frame_gap(day(a).as_str(), day(b).as_str()),
        What::FrameUnknown => t.msg_bases_frame_unknown(),
        What::ExtensionTooLong(x) => t.msg_bases_extension_long(s(x).as_str()),
        What::MinimumTooLong(x) => t.msg_bases_minimum_long(s(x).as_str()),
        What::MinimumAboveFrame => t.msg_bases_minimum_above(),
        What::TrialTooEarly(d) => t.msg_bases_trial_early(day(d).as_str()),
        What::TrialOutside(least, most) => t.msg_bases_trial_outside(s(least).as_str(), s(most).as_str()),
        What::RemandTooLong(x) => t.msg_bases_remand_long(s(x).as_str()),
        What::RemandYoungTooLong(x) => t.msg_bases_remand_young_long(s(x).as_str()),
        What::AfterJudgmentTooLong(x) => t.msg_bases_after_judgment_long(s(x).as_str()),
        What::NoGround => t.msg_bases_no_ground(),
        What::RunOut(d) => t.msg_bases_run_out(day(d).as_str()),
        What::OverlapsSameCase(a, b) => t.msg_bases_overlaps_same(day(a).as_str(), day(b).as_str()),
        What::OverlapsOtherCase(a, b) => t.msg_bases_overlaps_other(day(a).as_str(), day(b).as_str()),
        What::ExtendsRunOut(a, b) => t.msg_bases_extends_run_out(day(a).as_str(), day(b).as_str()),
        What::HeldOnNothing(a, b) => t.msg_bases_held_on_nothing(day(a).as_str(), day(b).as_str()),
        What::OutlivesOrder(d) => t.msg_bases_outlives(day(d).as_str()),
        What::BeforeOrder(d) => t.msg_bases_before_order(day(d).as_str()),
        What::IsolatedUnder(x) => t.msg_bases_isolated_under(s(x).as_str()),
        What::IsolationGround => t.msg_bases_isolation_ground(),
        What::IsolationTooLong(x) => t.msg_bases_isolation_long(s(x).as_str()),
        What::IsolatedContinuously(days, x) => t.msg_bases_isolated_continuously(*days, s(x).as_str()),
        What::IsolationFrameUnknown => t.msg_bases_isolation_frame(),
        What::RestrictionOverlaps(a, b) => t.msg_bases_restriction_overlaps(day(a).as_str(), day(b).as_str()),
        What::RestrictionExtendsRunOut(d) => t.msg_bases_restriction_run_out(day(d).as_str()),
        What::NoRule(id) => t.msg_bases_no_rule(id.as_str()),
    }
}
