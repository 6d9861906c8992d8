//! From recorded requests to a script for pgbench: the same statements, each parameter a variable.
//!
//! Values come from a table with one row for each recorded request, so they belong together as they did when the program sent them.
//! Two kinds cannot be repeated as they were: ids that were made during the recording (each transaction makes its own), and the text
//! that makes each edit differ from the one before.

use std::fmt::Write as _;
use std::sync::Arc;
use std::time::SystemTime;

use anyhow::{Context, ensure};

use super::value;
use super::wire::Recording;

/// Begins every text that is written while measuring.
pub const MARK: &str = "Measured ";
/// How many transactions a client of pgbench makes with one row of values before it picks another.
pub const STAY: u32 = 20;

/// A recorded request, and what its sender knows of it.
pub struct Capture {
    /// What was recorded.
    pub recording: Recording,
    /// The text that the form sent.
    pub mark: Option<String>,
}

/// Where a parameter comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Source {
    /// The column of this number.
    Column(usize),
    Null,
    /// The n-th new id of the transaction.
    Fresh(usize),
    /// Several of them.
    FreshList(Vec<usize>),
    Mark,
    /// A list with the mark alone.
    MarkList,
    /// A column whose text holds ids that were made for the request: the columns with those ids, and which new ones they become.
    Renewed(usize, Vec<(usize, usize)>),
}

#[derive(Clone, Debug)]
struct Statement {
    sql: Arc<str>,
    types: Vec<&'static str>,
    parameters: Vec<Source>,
    rows: Vec<u64>,
}

/// The statements of a scenario, with the values of many requests.
pub struct Script {
    statements: Vec<Statement>,
    /// One row for each recorded request that went as the others did.
    pub samples: Vec<Vec<Option<String>>>,
    /// Which of the recorded requests these are; others sent other statements than most and are left out.
    pub kept: Vec<usize>,
    /// Round trips of a request.
    pub trips: u32,
    /// Those of them with no question.
    pub pings: u32,
    fresh: usize,
}

/// What stands in for a parameter when a statement is run by hand.
pub struct Stand<'a> {
    /// The row of values.
    pub sample: &'a [Option<String>],
    /// New ids, at least [`Script::fresh`].
    pub fresh: &'a [uuid::Uuid],
    /// A text.
    pub mark: &'a str,
}

impl Script {
    /// From requests recorded since `since`.
    pub fn of(captures: &[Capture], since: SystemTime) -> anyhow::Result<Self> {
        let shape = |c: &Capture| c.recording.sent.iter().map(|s| s.sql.clone()).collect::<Vec<_>>();
        let shapes: Vec<_> = captures.iter().map(shape).collect();
        let usual = shapes.iter().max_by_key(|s| shapes.iter().filter(|o| o == s).count()).context("nothing was recorded")?;
        ensure!(!usual.is_empty(), "the requests sent no statement");
        let places: Vec<usize> = (0..captures.len()).filter(|n| shapes.get(*n) == Some(usual)).collect();
        let kept: Vec<&Capture> = places.iter().filter_map(|n| captures.get(*n)).collect();
        let since = since.duration_since(SystemTime::UNIX_EPOCH)?.as_millis();
        let mut script = Self { statements: Vec::new(), samples: vec![Vec::new(); kept.len()], kept: places, trips: 0, pings: 0, fresh: 0 };
        script.trips = kept.first().map_or(0, |c| c.recording.trips);
        // It comes after the answer, so the tape may have stopped or not.
        script.pings = kept.iter().map(|c| c.recording.pings).max().unwrap_or_default();
        // New ids of each request in the order they appear: the same place in each request is the same id of the script.
        let mut fresh: Vec<Vec<String>> = vec![Vec::new(); kept.len()];
        for at in 0..usual.len() {
            script.add_statement(&kept, at, &mut fresh, since)?;
        }
        Ok(script)
    }

    fn add_statement(&mut self, kept: &[&Capture], at: usize, fresh: &mut [Vec<String>], since: u128) -> anyhow::Result<()> {
        let sent: Vec<_> = kept.iter().filter_map(|c| c.recording.sent.get(at)).collect();
        let first = sent.first().context("no statement")?;
        let mut statement = Statement { sql: first.sql.clone(), types: Vec::new(), parameters: Vec::new(), rows: sent.iter().map(|s| s.rows).collect() };
        for (n, oid) in first.types.iter().enumerate() {
            let name = value::type_name(*oid).with_context(|| format!("a parameter of the unknown type {oid} in: {}", first.sql))?;
            let values = sent
                .iter()
                .map(|s| s.values.get(n).cloned().flatten().map(|v| value::text(*oid, &v)).transpose())
                .collect::<anyhow::Result<Vec<Option<String>>>>()?;
            let source = self.source(name, values, kept, fresh, since);
            statement.types.push(name);
            statement.parameters.push(source);
        }
        self.statements.push(statement);
        Ok(())
    }

    fn source(&mut self, name: &str, values: Vec<Option<String>>, kept: &[&Capture], fresh: &mut [Vec<String>], since: u128) -> Source {
        if values.iter().all(Option::is_none) {
            return Source::Null;
        }
        if let Some(source) = self.made_anew(name, &values, fresh, since) {
            return source;
        }
        let always = |made: &dyn Fn(&str) -> String| values.iter().zip(kept).all(|(v, c)| v.is_some() && *v == c.mark.as_deref().map(made));
        if name == "text" && always(&str::to_owned) {
            return Source::Mark;
        }
        if name == "text[]" && always(&|mark| format!("{{\"{mark}\"}}")) {
            return Source::MarkList;
        }
        if let Some(renewed) = self.renewed(name, &values, fresh, since) {
            return renewed;
        }
        Source::Column(self.column(values))
    }

    /// One more column of values.
    fn column(&mut self, values: Vec<Option<String>>) -> usize {
        let column = self.columns();
        for (sample, value) in self.samples.iter_mut().zip(values) {
            sample.push(value);
        }
        column
    }

    /// For texts and JSON with ids in them that were made for the request. None when there are none, or not the same ones in every request.
    fn renewed(&mut self, name: &str, values: &[Option<String>], fresh: &mut [Vec<String>], since: u128) -> Option<Source> {
        if !matches!(name, "text" | "json" | "jsonb") {
            return None;
        }
        let found: Vec<Vec<String>> = values.iter().map(|v| v.as_deref().map(|text| new_ids(text, since))).collect::<Option<_>>()?;
        let many = found.first().map(Vec::len).filter(|n| *n > 0 && found.iter().all(|f| f.len() == *n))?;
        let mut ids = Vec::new();
        for n in 0..many {
            let these: Vec<Option<String>> = found.iter().map(|f| f.get(n).cloned()).collect();
            let Some(Source::Fresh(k)) = self.made_anew("uuid", &these, fresh, since) else { return None };
            ids.push((these, k));
        }
        let column = self.column(values.to_vec());
        Some(Source::Renewed(column, ids.into_iter().map(|(these, k)| (self.column(these), k)).collect()))
    }

    /// For ids that were made for the request: which of its new ids they are. None when they are old, or not the same ones in every request.
    fn made_anew(&mut self, name: &str, values: &[Option<String>], fresh: &mut [Vec<String>], since: u128) -> Option<Source> {
        if name != "uuid" && name != "uuid[]" {
            return None;
        }
        let mut places: Option<Vec<usize>> = None;
        for (value, known) in values.iter().zip(fresh.iter_mut()) {
            let ids: Vec<&str> = value.as_deref()?.split(['{', ',', '"', '}']).filter(|w| !w.is_empty()).collect();
            if ids.is_empty() || !ids.iter().all(|id| is_new(id, since)) {
                return None;
            }
            let mut here = Vec::new();
            for id in ids {
                here.push(known.iter().position(|k| k == id).unwrap_or(known.len()));
                if !known.iter().any(|k| k == id) {
                    known.push(id.to_owned());
                }
            }
            if places.get_or_insert_with(|| here.clone()) != &here {
                return None;
            }
        }
        let places = places?;
        self.fresh = self.fresh.max(places.iter().max()? + 1);
        Some(if name == "uuid" { Source::Fresh(*places.first()?) } else { Source::FreshList(places) })
    }

    /// How many columns a row of values has.
    pub fn columns(&self) -> usize {
        self.samples.first().map_or(0, Vec::len)
    }

    /// How many new ids a transaction makes.
    pub fn fresh(&self) -> usize {
        self.fresh
    }

    /// The statements without `begin` and `commit`.
    pub fn questions(&self) -> usize {
        self.statements.iter().filter(|s| !is_frame(&s.sql)).count()
    }

    /// The script. `pick` selects the values of row `:i` as `v0`, `v1`, …
    pub fn pgbench(&self, pick: &str) -> anyhow::Result<String> {
        let fresh = |k: &usize| format!("lpad(to_hex(:f::int8 + {k}), 32, '0')::uuid");
        let mut out = format!(
            "-- The statements of one request as the program sends them, values from recorded requests.\n\
             -- n counts a client's transactions; every {STAY}th picks other values. f is the root of the new ids.\n\
             \\if :n % {STAY} = 0\n\\set i 1 + :client_id + :clients * random(0, :rows / :clients - 1)\n{pick} \\gset\n\\endif\n\
             \\set n :n + 1\n\\set f (:base << 30) + (:client_id << 24) + :n * 16\n"
        );
        for statement in &self.statements {
            let text = replace(&statement.sql, |n| {
                let kind = statement.types.get(n)?;
                Some(match statement.parameters.get(n)? {
                    Source::Column(c) if self.samples.iter().any(|s| s.get(*c).is_some_and(Option::is_none)) => format!("nullif(:v{c}::text, '')::{kind}"),
                    Source::Column(c) => format!(":v{c}::{kind}"),
                    Source::Null => format!("null::{kind}"),
                    Source::Fresh(k) => fresh(k),
                    Source::FreshList(places) => format!("array[{}]", places.iter().map(fresh).collect::<Vec<_>>().join(", ")),
                    Source::Mark => format!("('{MARK}' || :f::text)"),
                    Source::MarkList => format!("array['{MARK}' || :f::text]"),
                    Source::Renewed(c, ids) => {
                        let text = ids.iter().fold(format!(":v{c}::text"), |text, (id, k)| format!("replace({text}, :v{id}::text, {}::text)", fresh(k)));
                        if *kind == "text" { text } else { format!("{text}::{kind}") }
                    }
                })
            })?;
            let _ = writeln!(out, "{};", text.trim().trim_end_matches(';'));
        }
        Ok(out)
    }

    /// For `prepare`: every statement's parameter types and text, with its parameters as literals; `begin` and `commit` left out.
    pub fn by_hand(&self, stand: &Stand<'_>) -> anyhow::Result<Vec<ByHand>> {
        let literal = |text: &str| format!("'{}'", text.replace('\'', "''"));
        let fresh = |k: &usize| Ok::<_, anyhow::Error>(literal(&stand.fresh.get(*k).context("too few new ids")?.to_string()));
        let mut out = Vec::new();
        for statement in self.statements.iter().filter(|s| !is_frame(&s.sql)) {
            let mut literals = Vec::new();
            for source in &statement.parameters {
                literals.push(match source {
                    Source::Column(c) => stand.sample.get(*c).cloned().flatten().map_or_else(|| "null".to_owned(), |v| literal(&v)),
                    Source::Null => "null".to_owned(),
                    Source::Fresh(k) => fresh(k)?,
                    Source::FreshList(places) => format!("array[{}]::uuid[]", places.iter().map(fresh).collect::<anyhow::Result<Vec<_>>>()?.join(", ")),
                    Source::Mark => literal(stand.mark),
                    Source::MarkList => format!("array[{}]", literal(stand.mark)),
                    Source::Renewed(c, ids) => {
                        let mut text = stand.sample.get(*c).cloned().flatten().unwrap_or_default();
                        for (id, k) in ids {
                            let (old, new) = (stand.sample.get(*id).cloned().flatten().unwrap_or_default(), stand.fresh.get(*k).context("too few new ids")?);
                            text = text.replace(&old, &new.to_string());
                        }
                        literal(&text)
                    }
                });
            }
            out.push(ByHand { sql: statement.sql.to_string(), types: statement.types.clone(), literals });
        }
        Ok(out)
    }

    /// The rows that each statement gave the program in the request of this row of values, `begin` and `commit` left out.
    pub fn rows(&self, sample: usize) -> Vec<u64> {
        self.statements.iter().filter(|s| !is_frame(&s.sql)).map(|s| s.rows.get(sample).copied().unwrap_or_default()).collect()
    }
}

/// A statement to be prepared and executed by hand.
pub struct ByHand {
    /// The text.
    pub sql: String,
    /// The types of its parameters.
    pub types: Vec<&'static str>,
    /// Its parameters.
    pub literals: Vec<String>,
}

/// Whether it is the frame of a transaction and no question.
fn is_frame(sql: &str) -> bool {
    let first = sql.split_whitespace().next().unwrap_or_default();
    ["begin", "commit", "rollback", "start"].iter().any(|w| first.trim_end_matches(';').eq_ignore_ascii_case(w))
}

/// Whether an id was made since then: version 7 carries its milliseconds.
fn is_new(text: &str, since: u128) -> bool {
    let Ok(id) = text.parse::<uuid::Uuid>() else { return false };
    id.get_version_num() == 7 && (id.as_u128() >> 80) >= since
}

/// The ids in a text that were made since then, each once.
fn new_ids(text: &str, since: u128) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    for word in text.split(|c: char| !c.is_ascii_hexdigit() && c != '-').filter(|w| w.len() == 36 && is_new(w, since)) {
        if !out.iter().any(|o| o == word) {
            out.push(word.to_owned());
        }
    }
    out
}

/// The text with every `$n` replaced, and without colons that pgbench would take for variables.
fn replace(sql: &str, mut parameter: impl FnMut(usize) -> Option<String>) -> anyhow::Result<String> {
    let mut out = String::with_capacity(sql.len() * 2);
    let mut chars = sql.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\'' => {
                let mut literal = String::new();
                while let Some(c) = chars.next() {
                    if c == '\'' {
                        if chars.peek() != Some(&'\'') {
                            break;
                        }
                        chars.next();
                        literal.push('\'');
                    }
                    literal.push(c);
                }
                // The colon before a quote is no variable; the planner puts the pieces together again.
                if literal.contains(':') {
                    let _ = write!(out, "('{}')", literal.replace(':', ":'||'"));
                } else {
                    let _ = write!(out, "'{literal}'");
                }
            }
            '"' => {
                out.push('"');
                for c in chars.by_ref() {
                    out.push(c);
                    if c == '"' {
                        break;
                    }
                }
            }
            '-' if chars.peek() == Some(&'-') => while chars.next_if(|c| *c != '\n').is_some() {},
            '$' => {
                let mut digits = String::new();
                while let Some(d) = chars.next_if(char::is_ascii_digit) {
                    digits.push(d);
                }
                let n: usize = digits.parse().with_context(|| format!("a dollar without number in: {sql}"))?;
                out.push_str(&parameter(n.wrapping_sub(1)).with_context(|| format!("no parameter ${n} in: {sql}"))?);
            }
            c => out.push(c),
        }
    }
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wire::Sent;

    #[test]
    fn placeholders_become_variables_and_literals_stay() {
        let replaced =
            replace("select $1, '$2 it''s', \"a:b\", to_char(x, 'HH24:MI'), y::date -- $3\nfrom t", |n| Some(format!(":v{n}::text"))).unwrap_or_default();
        assert_eq!(replaced, "select :v0::text, '$2 it''s', \"a:b\", to_char(x, ('HH24:'||'MI')), y::date \nfrom t");
    }

    fn capture(id: &str, mark: &str) -> Capture {
        let value = |text: &str| Some(text.as_bytes().to_vec());
        let uuid = |text: &str| text.parse::<uuid::Uuid>().ok().map(|u| u.as_bytes().to_vec());
        let sent = |sql: &str, types: &[u32], values: Vec<Option<Vec<u8>>>| Sent { sql: sql.into(), types: types.into(), values, rows: 1 };
        let sent = vec![
            sent("BEGIN", &[], Vec::new()),
            sent("update t set note = $2, who = $3 where id = $1", &[2950, 25, 25], vec![uuid("01a00000-0000-4000-8000-000000000001"), value(mark), None]),
            sent("insert into log values ($1, $2)", &[2950, 25], vec![uuid(id), value("same")]),
            sent("COMMIT", &[], Vec::new()),
        ];
        Capture { recording: Recording { sent, trips: 4, ..Recording::default() }, mark: Some(mark.to_owned()) }
    }

    #[test]
    fn what_cannot_be_repeated_is_made_anew() {
        let captures = [capture("0198f000-0000-7000-8000-000000000001", "Measured a"), capture("0198f000-0000-7000-8000-000000000002", "Measured b")];
        let script = Script::of(&captures, SystemTime::UNIX_EPOCH).unwrap_or_else(|e| panic!("{e}"));
        assert_eq!((script.samples.len(), script.columns(), script.fresh(), script.questions()), (2, 2, 1, 2));
        let text = script.pgbench("select 1").unwrap_or_default();
        assert!(text.contains("set note = ('Measured ' || :f::text), who = null::text where id = :v0::uuid;"), "{text}");
        assert!(text.contains("values (lpad(to_hex(:f::int8 + 0), 32, '0')::uuid, :v1::text);"), "{text}");
    }

    #[test]
    fn new_ids_within_a_text_are_made_anew() {
        let ids = ["0198f000-0000-7000-8000-000000000001", "0198f000-0000-7000-8000-000000000002"];
        let captures = ids.map(|id| {
            let text = format!("[{{\"id\": \"{id}\", \"of\": \"01a00000-0000-4000-8000-000000000001\"}}]");
            let sent = Sent { sql: "select keep($1::jsonb)".into(), types: [25].into(), values: vec![Some(text.into_bytes())], rows: 1 };
            Capture { recording: Recording { sent: vec![sent], ..Recording::default() }, mark: None }
        });
        let script = Script::of(&captures, SystemTime::UNIX_EPOCH).unwrap_or_else(|e| panic!("{e}"));
        let text = script.pgbench("select 1").unwrap_or_default();
        assert!(text.contains("select keep(replace(:v0::text, :v1::text, lpad(to_hex(:f::int8 + 0), 32, '0')::uuid::text)::jsonb);"), "{text}");
        let new = uuid::Uuid::now_v7();
        let stand = Stand { sample: &script.samples[0], fresh: &[new], mark: "" };
        let by_hand = script.by_hand(&stand).unwrap_or_default();
        assert!(by_hand[0].literals[0].contains(&new.to_string()) && !by_hand[0].literals[0].contains(ids[0]));
    }

    #[test]
    fn ids_that_differ_from_request_to_request_stay_values() {
        let mut script = Script { statements: Vec::new(), samples: Vec::new(), kept: Vec::new(), trips: 0, pings: 0, fresh: 0 };
        let (a, b) = ("0198f000-0000-7000-8000-000000000001", "0198f000-0000-7000-8000-000000000002");
        let values = |one: &str, two: &str| [Some(one.to_owned()), Some(two.to_owned())];
        let mut known = vec![Vec::new(), Vec::new()];
        assert_eq!(script.made_anew("uuid", &values(a, b), &mut known, 0), Some(Source::Fresh(0)));
        assert_eq!(
            script.made_anew("uuid[]", &values(&format!("{{\"{a}\"}}"), &format!("{{\"{b}\"}}")), &mut known, 0),
            Some(Source::FreshList(vec![0])),
            "the same one again"
        );
        assert_eq!(script.made_anew("uuid[]", &values("{}", "{}"), &mut known, 0), None);
        assert_eq!(script.made_anew("uuid", &values(a, b), &mut known, u128::MAX), None, "older than the recording");
    }
}
