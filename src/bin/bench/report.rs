//! What is printed: Markdown, counts first, ratios next, absolute figures last.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::time::Duration;

use super::law::{Found, Pace};
use super::morning::Morning;
use super::options::Options;
use super::proc;
use super::record::Recorded;
use super::rounds::Cell;
use super::scenario::Kind;
use super::stats::{Spread, or_dash, short};
use super::weight::Weight;

/// What is measured once.
#[derive(Default)]
pub struct Extras {
    /// Start with Postgres.
    pub with_postgres: Option<Duration>,
    /// Start on a running one, milliseconds.
    pub start_up: Option<Spread>,
    /// Resident memory after the start.
    pub idle: Option<u64>,
    /// The most there was.
    pub peak: Option<u64>,
    /// Rate, page, p50, p99, the longest.
    pub steady: Option<(u32, &'static str, f64, f64, f64)>,
    /// People, page, p50, p99, the longest.
    pub burst: Option<(u32, &'static str, f64, f64, f64)>,
    /// Idle connections, bytes of each.
    pub connection: Option<(u32, f64)>,
    /// Everybody opens their board.
    pub morning: Option<Morning>,
}

/// Everything that was found.
pub struct Report {
    options: Options,
    load_before: Option<f64>,
    database: String,
    /// Whom was signed in as.
    pub who: String,
    /// Scripts and costs.
    pub recorded: Vec<Recorded>,
    /// Bytes.
    pub weights: Vec<Weight>,
    /// What is not a request.
    pub law: Vec<Found>,
    /// The rest.
    pub extras: Extras,
    cells: Vec<Cell>,
    faults: BTreeMap<String, u64>,
}

impl Report {
    /// Nothing yet.
    pub fn new(options: &Options, load_before: Option<f64>, database: String) -> Self {
        Self {
            options: options.clone(),
            load_before,
            database,
            who: String::new(),
            recorded: Vec::new(),
            weights: Vec::new(),
            law: Vec::new(),
            extras: Extras::default(),
            cells: Vec::new(),
            faults: BTreeMap::new(),
        }
    }

    /// Something went wrong.
    pub fn fault(&mut self, what: String, times: u64) {
        *self.faults.entry(what).or_default() += times;
    }

    /// Several things did.
    pub fn faults(&mut self, faults: &BTreeMap<String, u64>) {
        for (what, times) in faults {
            self.fault(what.clone(), *times);
        }
    }

    /// The rounds of a page.
    pub fn add(&mut self, cell: Cell) {
        let faults = cell.faults.clone();
        self.faults(&faults);
        self.cells.push(cell);
    }

    /// Prints the report and writes it into its file. Whether all went well.
    pub fn write(mut self, day: &str) -> anyhow::Result<bool> {
        let text = self.text(day)?;
        let name = if (self.options.scale - 1.0).abs() < f64::EPSILON { format!("{day}.md") } else { format!("{day}-scale-{}.md", self.options.scale) };
        let path = self.options.out.join(name);
        std::fs::write(&path, &text)?;
        println!("{text}");
        eprintln!("==> Written to {}", path.display());
        Ok(self.faults.is_empty())
    }

    fn text(&mut self, day: &str) -> Result<String, std::fmt::Error> {
        let mut out = String::new();
        let o = &self.options;
        let load = |l: Option<f64>| l.map_or_else(|| "?".to_owned(), short);
        writeln!(out, "# Benchmark of {day}, scale {}\n", o.scale)?;
        if !o.label.is_empty() {
            writeln!(out, "- {}", o.label)?;
        }
        let clients: Vec<String> = o.clients.iter().map(u16::to_string).collect();
        writeln!(
            out,
            "- `bin/bench --scale {} --clients {} --rounds {} --seconds {} --warm-up {}`",
            o.scale,
            clients.join(","),
            o.rounds,
            o.seconds,
            o.warm_up
        )?;
        writeln!(out, "- {}; load average {} before, {} after", proc::machine(), load(self.load_before), load(proc::load_average()))?;
        writeln!(out, "- {}", self.database)?;
        if !self.who.is_empty() {
            writeln!(out, "- {}; {} requests of each kind; {} database connections a side", self.who, o.requests, o.connections)?;
        }
        let errors: u64 = self.faults.values().sum();
        writeln!(out, "- errors: **{errors}**\n")?;
        for (fault, times) in &self.faults {
            writeln!(out, "  - {times} × {fault}")?;
        }
        if !self.who.is_empty() {
            self.aims(&mut out)?;
            self.counts(&mut out)?;
            self.ratios(&mut out)?;
            self.processor(&mut out)?;
            self.times(&mut out)?;
            self.once(&mut out)?;
            self.morning(&mut out)?;
        }
        self.law(&mut out)?;
        Ok(out)
    }

    fn law(&self, out: &mut String) -> std::fmt::Result {
        if self.law.is_empty() {
            return Ok(());
        }
        writeln!(out, "\n## The law: cases and deadlines\n")?;
        writeln!(
            out,
            "One connection, no request. A core: for each second of processor time that the program and Postgres used together. The ratio says how many times as many one core does of the same work in memory, round by round: min / **median** / max.\n"
        )?;
        writeln!(
            out,
            "| Work | Number | With the database, /s | … /s of a core | In memory, /s of a core | In memory ÷ with the database |\n|---|---|---|---|---|---|"
        )?;
        for f in &self.law {
            let of = |paces: &[Pace], rate: fn(Pace) -> f64| or_dash(Spread::of(paces.iter().copied().map(rate)));
            writeln!(
                out,
                "| {} | {} {} | {} | {} | {} | {} |",
                f.what,
                f.number,
                f.unit,
                of(&f.path, Pace::a_second),
                of(&f.path, Pace::a_core),
                of(&f.memory, Pace::a_core),
                or_dash(f.ratio())
            )?;
        }
        writeln!(out)?;
        for f in self.law.iter().filter(|f| !f.note.is_empty()) {
            writeln!(out, "- {}: {}", f.what, f.note)?;
        }
        Ok(())
    }

    fn counts(&self, out: &mut String) -> std::fmt::Result {
        writeln!(out, "\n## Counts: the same on every machine\n")?;
        writeln!(
            out,
            "Statements count session check and audit, without `begin` and `commit`; trips count those too, and after the plus sign sqlx's question whether the connection lives, asked when the answer has left. Blocks: min / **median** / max of several requests.\n"
        )?;
        writeln!(out, "| Page | Statements | Round trips | Shared blocks |\n|---|---|---|---|")?;
        for r in &self.recorded {
            writeln!(out, "| {} | {} | {} + {} | {} |", r.kind.name(), r.script.questions(), r.script.trips, r.script.pings, or_dash(r.blocks()))?;
        }
        writeln!(out, "\n| Bytes | as it is | gzip | br |\n|---|---|---|---|")?;
        for w in &self.weights {
            writeln!(out, "| {} | {} | {} | {} |", w.what, w.raw, w.gzip, w.br)?;
        }
        writeln!(out, "\n<details><summary>Statements one by one: medians of <code>explain (analyze, buffers)</code></summary>\n")?;
        writeln!(out, "| Page | Statement | Blocks | Rows | Planning, ms | Execution, ms |\n|---|---|---|---|---|---|")?;
        for r in &self.recorded {
            for s in r.statements() {
                writeln!(out, "| {} | {} | {} | {} | {} | {} |", r.kind.name(), s.what, short(s.blocks), short(s.rows), short(s.planning), short(s.execution))?;
            }
        }
        writeln!(out, "\n</details>")
    }

    fn ratios(&self, out: &mut String) -> std::fmt::Result {
        writeln!(out, "\n## Share of pgbench on the very same statements\n")?;
        writeln!(out, "Requests a second of the program divided by transactions a second of pgbench, round by round: min / **median** / max.\n")?;
        writeln!(out, "| Page | Clients | Share | Aim | Program, requests/s | pgbench, transactions/s |\n|---|---|---|---|---|---|")?;
        for c in &self.cells {
            let aim = c.kind.target().filter(|_| c.clients == 8).map_or_else(String::new, short);
            writeln!(out, "| {} | {} | {} | {aim} | {} | {} |", c.kind.name(), c.clients, or_dash(c.share()), or_dash(c.rate()), or_dash(c.peer_rate()))?;
        }
        Ok(())
    }

    fn processor(&self, out: &mut String) -> std::fmt::Result {
        writeln!(out, "\n## Processor milliseconds of a request\n")?;
        writeln!(out, "| Page | Clients | Program | Postgres | load generator | pgbench: Postgres | pgbench itself |\n|---|---|---|---|---|---|---|")?;
        let middle = |s: Option<Spread>| s.map_or_else(|| "–".to_owned(), |s| short(s.median));
        for c in &self.cells {
            writeln!(
                out,
                "| {} | {} | {} | {} | {} | {} | {} |",
                c.kind.name(),
                c.clients,
                or_dash(c.costs(|c| c.program)),
                or_dash(c.costs(|c| c.postgres)),
                middle(c.costs(|c| c.sender)),
                or_dash(c.peer_costs(|c| c.postgres)),
                middle(c.peer_costs(|c| c.peer))
            )?;
        }
        Ok(())
    }

    fn times(&mut self, out: &mut String) -> std::fmt::Result {
        writeln!(out, "\n## Milliseconds until the whole answer was there, all rounds\n")?;
        writeln!(out, "| Page | Clients | Requests | p50 | p99 | longest | Errors |\n|---|---|---|---|---|---|---|")?;
        for c in &mut self.cells {
            let errors: u64 = c.faults.values().sum();
            let (p50, p99, longest) = (c.times.percentile(0.5), c.times.percentile(0.99), c.times.percentile(1.0));
            writeln!(out, "| {} | {} | {} | {} | {} | {} | {errors} |", c.kind.name(), c.clients, c.times.count(), short(p50), short(p99), short(longest))?;
        }
        Ok(())
    }

    fn once(&self, out: &mut String) -> std::fmt::Result {
        let e = &self.extras;
        writeln!(out, "\n## Start, memory, steady rate, burst\n\n| What | Found |\n|---|---|")?;
        if let Some(took) = e.with_postgres {
            writeln!(out, "| start until `/readyz`, with Postgres | {:.0} ms |", took.as_secs_f64() * 1000.0)?;
        }
        writeln!(out, "| start until `/readyz`, Postgres running | {} ms |", or_dash(e.start_up))?;
        let mega = |bytes: Option<u64>| bytes.map_or_else(|| "–".to_owned(), |b| format!("{:.1} MB", b as f64 / 1e6));
        writeln!(out, "| resident memory: idle; under load; the most there ever was | {}; {}; {} |", mega(e.idle), mega(self.under_load()), mega(e.peak))?;
        if let Some((count, bytes)) = e.connection {
            writeln!(out, "| an idle connection, of {count} | {:.1} kB |", bytes / 1e3)?;
        }
        for (what, found) in [("pages a second, steadily", e.steady), ("people at once", e.burst)] {
            if let Some((count, page, p50, p99, longest)) = found {
                writeln!(out, "| {count} {what} ({page}) | p50 {} ms, p99 {} ms, longest {} ms |", short(p50), short(p99), short(longest))?;
            }
        }
        Ok(())
    }

    fn morning(&mut self, out: &mut String) -> std::fmt::Result {
        let Some(m) = &mut self.extras.morning else { return Ok(()) };
        let (officers, accounts, units) = m.who;
        writeln!(out, "\n## 07:00: {officers} officers open their boards at once ({accounts} accounts, {units} units)\n")?;
        writeln!(
            out,
            "Boards and streams: from the instant at which all of them asked. Told: from a tap until a board that shows the unit heard of it. {} taps in {} s; {} of {officers} streams stayed open.\n",
            m.taps, m.kept, m.streams
        )?;
        writeln!(out, "| What | Number | p50, ms | p99, ms | longest, ms |\n|---|---|---|---|---|")?;
        for (what, times) in [("boards", &mut m.boards), ("streams", &mut m.opened), ("told", &mut m.told), ("fetched anew", &mut m.reloads)] {
            let (p50, p99, longest) = (times.percentile(0.5), times.percentile(0.99), times.percentile(1.0));
            writeln!(out, "| {what} | {} | {} | {} | {} |", times.count(), short(p50), short(p99), short(longest))?;
        }
        let mega = |bytes: Option<u64>| bytes.map_or_else(|| "–".to_owned(), |b| format!("{:.1}", b as f64 / 1e6));
        let [before, boards, streams, after] = m.resident.map(mega);
        writeln!(
            out,
            "\nResident memory, MB: {before} before, {boards} with the boards loaded, {streams} with {} streams open, {after} at the end.",
            m.opened.count()
        )
    }

    fn under_load(&self) -> Option<u64> {
        self.cells.iter().map(Cell::resident).max()
    }

    /// Every aim that this run can tell about, as a table for docs/performance.md.
    fn aims(&self, out: &mut String) -> std::fmt::Result {
        writeln!(out, "\n## Aims\n\n| What | Aim | Found | |\n|---|---|---|---|")?;
        let mut line = |what: &str, aim: &str, unit: &str, limit: f64, at_least: bool, found: Option<f64>| {
            let Some(found) = found else { return Ok(()) };
            let met = if at_least { found >= limit } else { found <= limit };
            writeln!(out, "| {what} | {aim}{unit} | {}{unit} | {} |", short(found), if met { "met" } else { "**missed**" })
        };
        for c in self.cells.iter().filter(|c| c.clients == 8) {
            if let Some(aim) = c.kind.target() {
                line(&format!("share of pgbench, {}, 8 clients", c.kind.name()), &short(aim), "", aim, true, c.share().map(|s| s.median))?;
            }
        }
        let overview = self.cells.iter().find(|c| c.clients == 8 && c.kind == Kind::Overview);
        let program = overview.and_then(|c| c.costs(|c| c.program)).map(|s| s.median);
        let both = overview.and_then(|c| c.costs(|c| c.program + c.postgres)).map(|s| s.median);
        line("processor time of an overview, program", "0.4", " ms", 0.4, false, program)?;
        line("processor time of an overview, program and Postgres", "1.3", " ms", 1.3, false, both)?;
        for r in &self.recorded {
            if let Some(aim) = r.kind.trips() {
                line(&format!("round trips, {}", r.kind.name()), &aim.to_string(), "", f64::from(aim), false, Some(f64::from(r.script.trips)))?;
            }
        }
        let blocks = self.recorded.iter().find(|r| r.kind == Kind::Overview).and_then(Recorded::blocks).map(|b| b.median);
        line("shared blocks of an overview (aim for 100,000 inmates)", "200", "", 200.0, false, blocks)?;
        for w in &self.weights {
            let kilo = |bytes: usize| Some(bytes as f64 / 1000.0);
            match w.what.as_str() {
                "overview" => {
                    line("overview as it is", "40", " kB", 40.0, false, kilo(w.raw))?;
                    line("overview compressed", "8", " kB", 8.0, false, kilo(w.br))?;
                }
                "CSS + JS" => line("CSS + JS compressed", "75", " kB", 75.0, false, kilo(w.br))?,
                _ => {}
            }
        }
        let e = &self.extras;
        line("start on a running Postgres", "300", " ms", 300.0, false, e.start_up.map(|s| s.median))?;
        line("resident memory under load", "100", " MB", 100.0, false, self.under_load().map(|b| b as f64 / 1e6))?;
        line("an idle connection", "64", " kB", 64.0, false, e.connection.map(|(_, bytes)| bytes / 1e3))?;
        line("p99 at a steady rate", "20", " ms", 20.0, false, e.steady.map(|s| s.3))?;
        line("p99 of a burst", "1000", " ms", 1000.0, false, e.burst.map(|s| s.3))?;
        // Sorted by the time it is asked, so from a copy: the table below asks again.
        let boards = e.morning.as_ref().map(|m| m.boards.clone().percentile(0.99));
        line("p99 of the boards at 07:00", "1000", " ms", 1000.0, false, boards)
    }
}
