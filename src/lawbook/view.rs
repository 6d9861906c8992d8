//! The pages of the law.

use askama::Template;

use super::form::{Offers, Propose};
use super::rules::{self, STRATEGY, Standing, Topic, Voice};
use super::store::{Origin, Proposal, Results};
use crate::access::{Act, Class};
use crate::law::rule::{Book, Citation, Rule, Status, Unit, Value};
use crate::platform::id::AccountId;
use crate::web::field::Summary;
use crate::web::lang::Text;
use crate::web::law;
use crate::web::parts::Chip;
use crate::web::{Choice, Ctx, Errors, Field, Frame};

/// A heading in words.
fn topic_name(t: Text, topic: Topic) -> String {
    match topic {
        Topic::Sentences => t.msg_law_topic_sentences(),
        Topic::Calculation => t.msg_law_topic_calculation(),
        Topic::Preventive => t.msg_law_topic_preventive(),
        Topic::Remand => t.msg_law_topic_remand(),
        Topic::Levels => t.msg_law_topic_levels(),
        Topic::Placement => t.msg_law_topic_placement(),
        Topic::Leave => t.msg_law_topic_leave(),
        Topic::Release => t.msg_law_topic_release(),
        Topic::Day => t.msg_law_topic_day(),
        Topic::Contact => t.msg_law_topic_contact(),
        Topic::Measures => t.msg_law_topic_measures(),
        Topic::Data => t.msg_law_topic_data(),
        Topic::Other => t.msg_law_topic_other(),
    }
}

/// Where the program computes with the rules of a heading.
fn used_by(t: Text, rule: &Rule) -> String {
    if !rule.trigger.is_empty() {
        return t.msg_law_used_deadlines();
    }
    match Topic::of(&rule.id) {
        Topic::Sentences => t.msg_law_used_sentences(),
        Topic::Calculation | Topic::Release => t.msg_law_used_calculation(),
        Topic::Preventive => t.msg_law_used_preventive(),
        Topic::Remand => t.msg_law_used_remand(),
        Topic::Leave | Topic::Placement => t.msg_law_used_eligibility(),
        _ => t.msg_law_used_other(),
    }
}

/// Colour and words of a chip.
pub type State = (&'static str, String);

fn standing(ctx: &Ctx, rule: &Rule) -> State {
    let t = ctx.t;
    match rules::standing(rule, ctx.today) {
        Standing::Now if rule.status == Status::Practice => ("neutral", t.msg_law_status_practice()),
        Standing::Now => ("success", t.msg_law_status_in_force()),
        Standing::Ahead => ("info", t.msg_law_ahead()),
        Standing::Past => ("neutral", t.msg_law_past()),
        Standing::Never => ("neutral", t.msg_law_never()),
        Standing::Enacted => ("info", t.msg_law_status_enacted()),
    }
}

fn sureness(t: Text, rule: &Rule) -> State {
    let color = if rule.confidence.to_be_confirmed() { "warning" } else { "neutral" };
    (color, law::confidence(t, rule.confidence))
}

fn period(ctx: &Ctx, rule: &Rule) -> String {
    let (t, fmt) = (ctx.t, ctx.fmt());
    match (rules::standing(rule, ctx.today), rule.valid_to) {
        (Standing::Enacted, _) => t.msg_law_not_set(),
        (Standing::Never, _) => t.msg_law_never_in_force(fmt.day(rule.valid_from).as_str()),
        (_, Some(last)) => t.msg_law_from_to(fmt.day(rule.valid_from).as_str(), fmt.day(last).as_str()),
        (_, None) => t.msg_law_from(fmt.day(rule.valid_from).as_str()),
    }
}

/// A section sign stays with its number at the end of a line.
fn unbroken(citation: &str) -> String {
    citation.replace("§ ", "§\u{a0}")
}

/// With a capital, where it begins a line.
fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
}

/// One row of the table.
pub struct Line {
    pub href: String,
    pub label: String,
    pub subject: String,
    pub value: String,
    pub citation: String,
    pub period: String,
    pub standing: State,
    pub sure: State,
    pub rows: i64,
}

/// A heading with its rows.
pub struct Group {
    pub id: &'static str,
    pub name: String,
    pub lines: Vec<Line>,
}

/// What is asked for in the address.
#[derive(Debug, Default)]
pub struct Filter {
    pub text: String,
    pub act: String,
    pub status: String,
    pub topic: String,
    pub confirm: bool,
}

impl Filter {
    pub fn of(ctx: &Ctx) -> Self {
        let asked = |name| ctx.query(name).unwrap_or_default();
        Self {
            text: asked("q").trim().to_owned(),
            act: asked("act"),
            status: asked("status"),
            topic: asked("topic"),
            confirm: ctx.query("confirm").as_deref() == Some("yes"),
        }
    }

    fn any(&self) -> bool {
        self.confirm || ![&self.text, &self.act, &self.status, &self.topic].iter().all(|s| s.is_empty())
    }

    fn passes(&self, rule: &Rule, line: &Line) -> bool {
        let text = self.text.to_lowercase();
        let said = [&rule.id, &rule.label_nb, &rule.label_en, &line.subject, &line.value, &line.citation];
        (text.is_empty() || said.iter().any(|s| s.to_lowercase().contains(&text)))
            && (self.act.is_empty() || rule.cite.act == self.act || (self.act == "none" && rule.cite.act.is_empty()))
            && (self.status.is_empty() || rule.status.as_str() == self.status)
            && (!self.confirm || rule.confidence.to_be_confirmed())
    }
}

/// A proposal in a list.
pub struct Waiting {
    pub href: String,
    pub title: String,
    pub text: String,
    pub state: State,
}

fn proposal_state(t: Text, p: &Proposal) -> State {
    match p.outcome.as_deref() {
        None => ("warning", t.msg_law_waits()),
        Some("approved") => ("success", t.msg_law_approved()),
        Some("rejected") => ("neutral", t.msg_law_rejected()),
        Some(_) => ("neutral", t.msg_law_withdrawn()),
    }
}

fn proposer(t: Text, p: &Proposal) -> String {
    match (&p.proposer, p.proposed_by) {
        (Some(name), _) => name.clone(),
        (None, None) => t.msg_law_by_program(),
        (None, Some(_)) => t.msg_not_known(),
    }
}

/// The proposed value in words: by the rule it is of.
fn proposed_value(t: Text, base: Option<&Rule>, p: &Proposal) -> String {
    match (base, p.value.parse::<Value>()) {
        (Some(base), Ok(value)) => law::value(t, &Rule { value, ..base.clone() }),
        _ => p.value.clone(),
    }
}

fn waiting(ctx: &Ctx, base: Option<&Rule>, p: &Proposal) -> Waiting {
    let (t, fmt) = (ctx.t, ctx.fmt());
    let label = base.map_or_else(|| p.rule_id.clone(), |r| law::label(ctx.lang, r).to_owned());
    Waiting {
        href: format!("/law/proposals/{}", p.id),
        title: t.msg_law_proposal_line(label.as_str(), proposed_value(t, base, p).as_str(), fmt.day(p.valid_from).as_str()),
        text: t.msg_law_by_at(proposer(t, p).as_str(), fmt.at(p.proposed_at).as_str()),
        state: proposal_state(t, p),
    }
}

/// One of the ways to count months and years.
pub struct Way {
    pub value: String,
    pub name: String,
    pub text: String,
    pub chosen: bool,
}

/// The service's choice of how months and years are counted.
pub struct Strategy {
    pub ways: Vec<Way>,
    pub confirm: Option<String>,
    pub href: String,
    pub waits: bool,
}

fn strategy(ctx: &Ctx, book: &Book, proposals: &[Proposal]) -> Option<Strategy> {
    let t = ctx.t;
    let rule = book.on(ctx.today).rule(STRATEGY, "").ok()?;
    let Value::Way(chosen) = &rule.value else { return None };
    let ways = rules::ways(book, STRATEGY).into_iter().map(|value| Way {
        name: capital(&law::way(t, &value)),
        text: match value.as_str() {
            "calendar_arithmetic" => t.msg_law_strategy_calendar(),
            "days_30_365" => t.msg_law_strategy_days(),
            _ => String::new(),
        },
        chosen: value == *chosen,
        value,
    });
    Some(Strategy {
        ways: ways.collect(),
        confirm: law::confirm(t, rule),
        href: law::href(STRATEGY),
        waits: proposals.iter().any(|p| p.rule_id == STRATEGY && p.outcome.is_none()),
    })
}

#[derive(Template)]
#[template(path = "lawbook/list.html")]
pub struct ListView {
    pub frame: Frame,
    pub strategy: Option<Strategy>,
    pub waiting: Vec<Waiting>,
    pub topics: Vec<Chip>,
    pub fields: Vec<Field>,
    pub confirm: Field,
    pub topic: String,
    pub filtered: bool,
    pub shown: String,
    pub groups: Vec<Group>,
    pub writes: bool,
}

impl ListView {
    pub fn new(ctx: &Ctx, book: &Book, filter: &Filter, proposals: &[Proposal]) -> Self {
        let (t, table) = (ctx.t, rules::table(book, ctx.today));
        let line = |told: &rules::Told<'_>| Line {
            href: law::href(&told.rule.id),
            label: law::label(ctx.lang, told.rule).to_owned(),
            subject: law::subject(t, &told.rule.subject),
            value: law::value(t, told.rule),
            citation: law::citation(t, &told.rule.cite),
            period: period(ctx, told.rule),
            standing: standing(ctx, told.rule),
            sure: sureness(t, told.rule),
            rows: i64::try_from(told.rows).unwrap_or(i64::MAX),
        };
        let mut groups: Vec<Group> = table
            .iter()
            .map(|(topic, rules)| {
                let lines = rules
                    .iter()
                    .map(|told| (told, line(told)))
                    .filter(|(told, line)| filter.passes(told.rule, line))
                    .map(|(_, line)| Line { citation: unbroken(&line.citation), ..line });
                Group { id: topic.as_str(), name: topic_name(t, *topic), lines: lines.collect() }
            })
            .filter(|g| !g.lines.is_empty())
            .collect();
        let topics = Self::topics(t, filter, &groups);
        groups.retain(|g| filter.topic.is_empty() || g.id == filter.topic);
        let shown: usize = groups.iter().map(|g| g.lines.len()).sum();
        let labelled = |p: &Proposal| book.rows().find(|r| r.id == p.rule_id && r.subject == p.subject);
        Self {
            frame: ctx.frame("law", t.msg_law_nav()),
            strategy: if filter.any() { None } else { strategy(ctx, book, proposals) },
            waiting: proposals.iter().map(|p| waiting(ctx, labelled(p), p)).collect(),
            topics,
            fields: fields(t, book, filter),
            confirm: Field::checkbox("confirm", t.msg_law_only_unconfirmed(), if filter.confirm { "yes" } else { "" }),
            topic: filter.topic.clone(),
            filtered: filter.any(),
            shown: t.msg_law_shown(i64::try_from(shown).unwrap_or(i64::MAX)),
            groups,
            writes: ctx.may(Class::Law, Act::Write),
        }
    }

    fn topics(t: Text, filter: &Filter, groups: &[Group]) -> Vec<Chip> {
        let href = |topic: &str| {
            let mut query = form_urlencoded::Serializer::new(String::new());
            let confirm = if filter.confirm { "yes" } else { "" };
            for (name, value) in [("q", filter.text.as_str()), ("act", &filter.act), ("status", &filter.status), ("confirm", confirm), ("topic", topic)] {
                if !value.is_empty() {
                    query.append_pair(name, value);
                }
            }
            format!("/law?{}", query.finish()).trim_end_matches('?').to_owned()
        };
        let all: usize = groups.iter().map(|g| g.lines.len()).sum();
        let mut chips = vec![Chip::new(href(""), t.msg_law_all_topics(), Some(all.to_string()), filter.topic.is_empty())];
        chips.extend(groups.iter().map(|g| Chip::new(href(g.id), g.name.clone(), Some(g.lines.len().to_string()), g.id == filter.topic)));
        chips
    }
}

fn fields(t: Text, book: &Book, filter: &Filter) -> Vec<Field> {
    let mut acts: Vec<&str> = book.rows().map(|r| r.cite.act.as_str()).filter(|a| !a.is_empty()).collect();
    acts.sort_unstable();
    acts.dedup();
    let mut acts: Vec<Choice> = acts.into_iter().map(|a| Choice::new(a, law::act_name(t, a))).collect();
    acts.push(Choice::new("none", t.msg_law_no_act()));
    let statuses = Status::ALL.iter().map(|s| Choice::new(s.as_str(), law::status(t, *s))).collect();
    vec![
        Field::text("q", t.msg_law_text(), &filter.text).max(60),
        Field::select("act", t.msg_law_act(), &filter.act, acts).or_none(t.msg_law_any_act()),
        Field::select("status", t.msg_law_status(), &filter.status, statuses).or_none(t.msg_law_any_status()),
    ]
}

/// One row of the history.
pub struct Past {
    pub version: i64,
    pub value: String,
    pub citation: String,
    pub period: String,
    pub running: Vec<String>,
    pub standing: State,
    pub sure: State,
    pub by: String,
    pub reason: Option<String>,
    pub gone: bool,
}

/// The history for one subject, newest first.
pub struct History {
    pub subject: String,
    pub propose: Option<String>,
    pub rows: Vec<Past>,
}

#[derive(Template)]
#[template(path = "lawbook/rule.html")]
pub struct RuleView {
    pub frame: Frame,
    pub id: String,
    pub done: Option<String>,
    pub confirm: Option<String>,
    pub used: String,
    pub histories: Vec<History>,
    pub proposals: Vec<Waiting>,
    /// Results that rest on it: in words, and where those the reader may see stand.
    pub results: Vec<String>,
    pub people: Option<String>,
}

/// Whom a change of the rule concerns, in words.
fn concerned(ctx: &Ctx, rows: &[&Rule], results: &Results) -> Vec<String> {
    let t = ctx.t;
    if results.people == 0 {
        return Vec::new();
    }
    let mut said = vec![t.msg_law_results_people(results.people)];
    let ahead = rows.iter().filter(|r| rules::standing(r, ctx.today) == Standing::Ahead && r.status != Status::Enacted).map(|r| r.valid_from).min();
    said.extend(ahead.map(|day| t.msg_law_results_ahead(ctx.fmt().day(day).as_str())));
    if results.pending > 0 {
        said.push(t.msg_law_results_pending(results.pending));
    }
    if results.waiting > 0 {
        said.push(t.msg_law_results_waiting(results.waiting));
    }
    said
}

impl RuleView {
    pub fn new(ctx: &Ctx, done: Option<String>, rows: &[&Rule], origins: &[Origin], proposals: &[Proposal], results: &Results) -> Self {
        let t = ctx.t;
        let mut subjects: Vec<&str> = rows.iter().map(|r| r.subject.as_str()).collect();
        subjects.sort_unstable();
        subjects.dedup();
        let first = rules::spokesman(&rows.iter().copied().filter(|r| Some(&r.subject.as_str()) == subjects.first()).collect::<Vec<_>>(), ctx.today);
        let histories = subjects.iter().map(|subject| {
            let mut own: Vec<&Rule> = rows.iter().copied().filter(|r| r.subject == *subject).collect();
            own.sort_by_key(|r| std::cmp::Reverse((r.valid_from, r.version)));
            let waits = proposals.iter().any(|p| p.subject == *subject && p.outcome.is_none());
            let propose = ctx.may(Class::Law, Act::Write) && !waits;
            History {
                subject: if subject.is_empty() { t.msg_law_everybody() } else { law::subject(t, subject) },
                propose: own.first().filter(|_| propose).map(|r| format!("/law/{}/propose?subject={subject}", r.id)),
                rows: own.into_iter().map(|r| past(ctx, r, origins)).collect(),
            }
        });
        let labelled = |p: &Proposal| rows.iter().copied().find(|r| r.subject == p.subject);
        Self {
            frame: ctx.frame("law", first.map_or_else(String::new, |r| law::label(ctx.lang, r).to_owned())),
            id: first.map_or_else(String::new, |r| r.id.clone()),
            done,
            confirm: rows.iter().filter(|r| rules::standing(r, ctx.today) == Standing::Now).find_map(|r| law::confirm(t, r)),
            used: first.map_or_else(String::new, |r| used_by(t, r)),
            histories: histories.collect(),
            proposals: proposals.iter().map(|p| waiting(ctx, labelled(p), p)).collect(),
            results: concerned(ctx, rows, results),
            people: first.filter(|_| results.people > 0 && ctx.may(Class::Sentence, Act::Read)).map(|r| format!("/calculations/by-rule/{}", r.id)),
        }
    }
}

fn past(ctx: &Ctx, rule: &Rule, origins: &[Origin]) -> Past {
    let (t, fmt) = (ctx.t, ctx.fmt());
    let origin = origins.iter().find(|o| o.subject == rule.subject && o.version == rule.version);
    let by = match origin.and_then(|o| Some((o, o.approver.as_ref()?))) {
        Some((o, approver)) => {
            let proposer = o.proposer.clone().unwrap_or_else(|| t.msg_law_by_program());
            t.msg_law_by_two(proposer.as_str(), approver.as_str(), fmt.at(o.recorded_at).as_str())
        }
        None => t.msg_law_by_program(),
    };
    Past {
        version: rule.version.into(),
        value: law::value(t, rule),
        citation: unbroken(&law::citation(t, &rule.cite)),
        period: period(ctx, rule),
        running: law::running(t, rule),
        standing: standing(ctx, rule),
        sure: sureness(t, rule),
        by,
        reason: origin.and_then(|o| o.reason.clone()),
        gone: matches!(rules::standing(rule, ctx.today), Standing::Past | Standing::Never),
    }
}

#[derive(Template)]
#[template(path = "lawbook/propose.html")]
pub struct ProposeView {
    pub frame: Frame,
    pub home: String,
    pub label: String,
    pub subject: String,
    pub now: String,
    pub source: String,
    pub running: Vec<String>,
    pub errors: bool,
    pub summary: Summary,
    pub subject_word: String,
    pub value: Field,
    pub unit: Option<Field>,
    pub fields: Vec<Field>,
    pub source_fields: Vec<Field>,
    pub reason: Field,
}

impl ProposeView {
    pub fn new(ctx: &Ctx, base: &Rule, offers: &Offers, typed: &Propose, errors: &Errors) -> Self {
        let t = ctx.t;
        let label = t.msg_law_new_value();
        let value = match &base.value {
            Value::Span(_) => Field::text("value", label, &typed.value).width("w-num").inputmode("numeric").max(5),
            Value::Share(..) => Field::text("value", label, &typed.value).hint(t.msg_law_value_share()).width("w-num").max(9),
            Value::Number(_) if law::is_money(base) => Field::text("value", label, &typed.value).hint(t.msg_law_value_money()).width("w-num").max(9),
            Value::Number(_) => Field::text("value", label, &typed.value).width("w-num").inputmode("numeric").max(7),
            Value::Way(_) => Field::radio("value", label, &typed.value, offers.ways.iter().map(|w| Choice::new(w, law::way(t, w))).collect()),
        };
        let units = || Unit::ALL.iter().map(|u| Choice::new(u.as_str(), law::unit(t, *u))).collect();
        let from = Field::day("valid_from", t.msg_law_valid_from(), &typed.valid_from).hint(t.msg_law_valid_from_hint()).required(t).errors(errors);
        let from = match crate::web::form::day(&typed.valid_from) {
            Some(day) => from.in_words(ctx.fmt().long_day(day)),
            None => from,
        };
        let mut fields = vec![from];
        if errors.of("past").is_some() || typed.past == "yes" {
            fields.push(Field::checkbox("past", t.msg_law_past_accept(), &typed.past).errors(errors));
        }
        let acts = offers.acts.iter().map(|a| Choice::new(a, law::act_name(t, a))).collect();
        Self {
            frame: ctx.frame("law", t.msg_law_propose_title()),
            home: law::href(&base.id),
            label: law::label(ctx.lang, base).to_owned(),
            subject: law::subject(t, &base.subject),
            now: law::value(t, base),
            source: law::citation(t, &base.cite),
            running: law::running(t, base),
            errors: !errors.is_empty(),
            summary: Summary::of(t, errors),
            subject_word: base.subject.clone(),
            value: value.required(t).code().errors(errors),
            unit: matches!(base.value, Value::Span(_)).then(|| Field::select("unit", t.msg_law_unit(), &typed.unit, units()).required(t)),
            fields,
            source_fields: vec![
                Field::select("act", t.msg_law_act(), &typed.act, acts).or_none(t.msg_law_no_act()).errors(errors),
                Field::text("section", t.msg_law_section(), &typed.section).hint(t.msg_law_section_hint()).max(80).code().errors(errors),
                Field::checkbox("confirmed", t.msg_law_confirmed(), &typed.confirmed).hint(t.msg_law_confirmed_hint()),
            ],
            reason: Field::area("reason", t.msg_staff_reason(), &typed.reason, 3).hint(t.msg_law_reason_hint()).max(1000).required(t).errors(errors),
        }
    }
}

#[derive(Template)]
#[template(path = "lawbook/proposal.html")]
pub struct ProposalView {
    pub frame: Frame,
    pub id: String,
    pub home: String,
    pub label: String,
    pub subject: String,
    pub state: State,
    pub was: String,
    pub was_source: String,
    pub now: String,
    pub now_source: String,
    pub from: String,
    pub ends: Option<String>,
    pub recompute: Option<String>,
    pub unconfirmed: Option<String>,
    pub by: String,
    pub reason: Option<String>,
    pub decided: Option<(String, Option<String>)>,
    pub fault: Option<String>,
    pub errors: bool,
    pub summary: Summary,
    pub answers: bool,
    pub withdraws: bool,
    pub confirm: bool,
    pub answer_reason: Field,
}

impl ProposalView {
    pub fn new(ctx: &Ctx, book: &Book, p: &Proposal, fault: Option<String>, typed: &str, errors: &Errors) -> Self {
        let (t, fmt) = (ctx.t, ctx.fmt());
        let own: Vec<&Rule> = book.rows().filter(|r| r.id == p.rule_id && r.subject == p.subject).collect();
        // What it stands against: the row of its own first day, without the rows that came by it.
        let before: Vec<&Rule> = own.iter().copied().filter(|r| p.base_version.is_none_or(|base| r.version <= base)).collect();
        let base = rules::spokesman(&before, p.valid_from).or_else(|| before.last().copied());
        let voice = rules::voice(ctx.actor.account, ctx.may(Class::Law, Act::Write), p.proposed_by.map(AccountId), p.outcome.is_none());
        let fresh = ctx.actor.freshly_confirmed(ctx.now);
        let ends = base.filter(|r| r.status != Status::Enacted).and(p.valid_from.pred_opt()).map(|last| t.msg_law_ends(fmt.day(last).as_str()));
        let doubtful = crate::law::rule::Confidence::of(&p.confidence).is_some_and(|c| c.to_be_confirmed());
        Self {
            frame: ctx.frame("law", t.msg_law_proposal_title()),
            id: p.id.to_string(),
            home: law::href(&p.rule_id),
            label: base.map_or_else(|| p.rule_id.clone(), |r| law::label(ctx.lang, r).to_owned()),
            subject: law::subject(t, &p.subject),
            state: proposal_state(t, p),
            was: base.map_or_else(|| t.msg_law_nothing(), |r| law::value(t, r)),
            was_source: base.map_or_else(String::new, |r| law::citation(t, &r.cite)),
            now: proposed_value(t, base, p),
            now_source: law::citation(t, &Citation { act: p.act.clone(), section: p.section.clone() }),
            from: fmt.long_day(p.valid_from),
            ends: ends.filter(|_| p.outcome.is_none()),
            recompute: (p.outcome.is_none() && p.valid_from < ctx.today).then(|| t.msg_law_recompute()),
            unconfirmed: doubtful.then(|| t.msg_law_to_be_confirmed()),
            by: t.msg_law_by_at(proposer(t, p).as_str(), fmt.at(p.proposed_at).as_str()),
            reason: p.reason.clone(),
            decided: p
                .decided_at
                .map(|at| (t.msg_law_by_at(p.decider.clone().unwrap_or_else(|| t.msg_not_known()).as_str(), fmt.at(at).as_str()), p.outcome_reason.clone())),
            errors: fault.is_some() || !errors.is_empty(),
            fault,
            summary: Summary::of(t, errors),
            answers: voice == Voice::Answers && fresh,
            withdraws: voice == Voice::Withdraws && fresh,
            confirm: voice != Voice::Reads && !fresh,
            answer_reason: Field::area("reason", t.msg_staff_reason(), typed, 3).hint(t.msg_law_answer_hint()).max(1000).required(t).errors(errors),
        }
    }
}
