//! The peer: pgbench with the program's own statements.

use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::Duration;

use anyhow::{Context, ensure};
use tokio::io::{AsyncBufReadExt, BufReader, Lines};
use tokio::process::{ChildStderr, Command};

use super::proc::Clocks;

/// How to run pgbench.
pub struct Pgbench {
    /// The program.
    pub program: PathBuf,
    /// Host, or the socket's folder.
    pub host: String,
    /// Port.
    pub port: u16,
    /// Database.
    pub database: String,
    /// Counts the runs: new ids are made of it.
    pub runs: u64,
}

/// What a run gave, after it had settled.
#[derive(Clone, Copy, Debug, Default)]
pub struct Outcome {
    /// Transactions a second.
    pub rate: f64,
    /// Transactions.
    pub count: f64,
    /// Transactions that failed.
    pub failed: u64,
    /// Processor time of everybody at the first and at the last instant that count.
    pub clocks: (Clocks, Clocks),
}

/// How long a run goes on before it counts: the program's connections are old, pgbench's are new, and a new one fills its caches
/// and plans every statement five times for its values before it keeps a plan.
pub fn settling(clients: usize) -> u64 {
    2 + clients as u64 / 8
}

impl Pgbench {
    /// Runs a script until it has settled, and then for so many seconds. `clocks` is asked with pgbench's own number.
    pub async fn run(
        &mut self,
        login: &str,
        script: &Path,
        rows: usize,
        clients: usize,
        seconds: u64,
        clocks: impl Fn(u32) -> Clocks,
    ) -> anyhow::Result<Outcome> {
        let settling = settling(clients);
        // The second at the end is for the last line to come.
        let length = settling + seconds + 1;
        let mut command = self.command(login, script, rows, clients)?;
        let mut child = command.args(["--progress=1", "-T", &length.to_string()]).spawn().with_context(|| format!("cannot run {}", self.program.display()))?;
        let pid = child.id().context("pgbench ended at once")?;
        let lines = child.stderr.take().map(|e| BufReader::new(e).lines()).context("no pipe from pgbench")?;
        let work = async {
            let (progress, said) = listen(lines, settling, seconds, || clocks(pid)).await?;
            let output = child.wait_with_output().await?;
            let summary = String::from_utf8_lossy(&output.stdout);
            ensure!(output.status.success(), "pgbench failed with {}:\n{said}", script.display());
            outcome(&progress, &summary).with_context(|| format!("pgbench said:\n{said}\n{summary}"))
        };
        tokio::time::timeout(Duration::from_secs(length + 60), work).await.context("pgbench does not end")?
    }

    /// Runs a script so many times with one client. How many of them succeeded.
    pub async fn count(&mut self, login: &str, script: &Path, rows: usize, times: u64) -> anyhow::Result<u64> {
        let mut command = self.command(login, script, rows, 1)?;
        let output =
            tokio::time::timeout(Duration::from_secs(120), command.args(["-t", &times.to_string()]).output()).await.context("pgbench does not end")??;
        let summary = String::from_utf8_lossy(&output.stdout);
        ensure!(output.status.success(), "pgbench failed with {}:\n{}", script.display(), String::from_utf8_lossy(&output.stderr));
        let done =
            summary.lines().find_map(|l| l.strip_prefix("number of transactions actually processed: ")).and_then(|rest| rest.split('/').next()?.parse().ok());
        done.with_context(|| format!("pgbench said:\n{summary}"))
    }

    fn command(&mut self, login: &str, script: &Path, rows: usize, clients: usize) -> anyhow::Result<Command> {
        ensure!(rows >= clients, "{rows} rows of values are too few for {clients} clients");
        self.runs += 1;
        let mut command = Command::new(&self.program);
        command.args(["--no-vacuum", "--protocol=prepared", "-h", &self.host, "-p", &self.port.to_string(), "-U", login]);
        command.args(["-c", &clients.to_string(), "-j", &clients.min(2).to_string()]);
        for (name, value) in [("n", 0), ("clients", clients as u64), ("rows", rows as u64), ("base", self.runs)] {
            command.arg("-D").arg(format!("{name}={value}"));
        }
        command.arg("-f").arg(script).arg(&self.database).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).kill_on_drop(true);
        Ok(command)
    }
}

/// The lines of progress that count, with the line before the first of them, and the clocks at both ends.
#[derive(Default)]
struct Progress {
    lines: Vec<Second>,
    clocks: (Clocks, Clocks),
}

/// `progress: 3.0 s, 617.2 tps, …`
#[derive(Clone, Copy, Debug, PartialEq)]
struct Second {
    at: f64,
    rate: f64,
}

async fn listen(mut lines: Lines<BufReader<ChildStderr>>, settling: u64, seconds: u64, clocks: impl Fn() -> Clocks) -> anyhow::Result<(Progress, String)> {
    let (mut progress, mut said, mut n) = (Progress::default(), String::new(), 0);
    while let Some(line) = lines.next_line().await? {
        let Some(second) = second(&line) else {
            if said.len() < 4000 {
                said.push_str(&line);
                said.push('\n');
            }
            continue;
        };
        n += 1;
        if n == settling {
            progress.clocks.0 = clocks();
        }
        if n == settling + seconds {
            progress.clocks.1 = clocks();
        }
        if (settling..=settling + seconds).contains(&n) {
            progress.lines.push(second);
        }
    }
    Ok((progress, said))
}

fn second(line: &str) -> Option<Second> {
    let mut parts = line.strip_prefix("progress: ")?.split(", ");
    let at = parts.next()?.strip_suffix(" s")?.parse().ok()?;
    let rate = parts.next()?.strip_suffix(" tps")?.parse().ok()?;
    Some(Second { at, rate })
}

fn outcome(progress: &Progress, summary: &str) -> Option<Outcome> {
    let count: f64 = progress.lines.windows(2).map(|w| if let [a, b] = w { b.rate * (b.at - a.at) } else { 0.0 }).sum();
    let time = progress.lines.last()?.at - progress.lines.first()?.at;
    let failed = summary.lines().find_map(|l| l.strip_prefix("number of failed transactions: ")).and_then(|rest| rest.split(' ').next()?.parse().ok());
    (time > 0.0).then(|| Outcome { rate: count / time, count, failed: failed.unwrap_or_default(), clocks: progress.clocks })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_settled_counts() {
        assert_eq!(second("progress: 3.0 s, 617.2 tps, lat 1.6 ms stddev 0.4, 0 failed"), Some(Second { at: 3.0, rate: 617.2 }));
        assert_eq!(second("pgbench: error: client 0 aborted"), None);
        let lines = [(2.0, 1.0), (3.0, 10.0), (4.5, 20.0)].map(|(at, rate)| Second { at, rate }).to_vec();
        let found = outcome(&Progress { lines, ..Progress::default() }, "number of failed transactions: 2 (0.1%)\n").unwrap_or_default();
        assert_eq!((found.count, found.rate, found.failed), (40.0, 16.0, 2));
        assert!(outcome(&Progress::default(), "").is_none());
    }
}
