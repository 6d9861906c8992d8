//! The peer: pgbench with the program's own statements.

use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::Duration;

use anyhow::{Context, ensure};
use tokio::process::Command;

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

/// What a run gave.
#[derive(Clone, Copy, Debug, Default)]
pub struct Outcome {
    /// Transactions a second, without the time to connect.
    pub rate: f64,
    /// Transactions.
    pub count: u64,
    /// Transactions that failed.
    pub failed: u64,
}

impl Pgbench {
    /// Runs a script for so many seconds.
    pub async fn run(&mut self, login: &str, script: &Path, rows: usize, clients: usize, seconds: u64) -> anyhow::Result<Outcome> {
        ensure!(rows >= clients, "{rows} rows of values are too few for {clients} clients");
        self.runs += 1;
        let mut command = Command::new(&self.program);
        command.args(["--no-vacuum", "--protocol=prepared"]);
        command.args(["-h", &self.host, "-p", &self.port.to_string(), "-U", login]);
        command.args(["-c", &clients.to_string(), "-j", &clients.min(2).to_string(), "-T", &seconds.to_string()]);
        for (name, value) in [("n", 0), ("clients", clients as u64), ("rows", rows as u64), ("base", self.runs)] {
            command.arg("-D").arg(format!("{name}={value}"));
        }
        command.arg("-f").arg(script).arg(&self.database).stdin(Stdio::null()).kill_on_drop(true);
        let output = tokio::time::timeout(Duration::from_secs(seconds + 60), command.output()).await.context("pgbench does not end")?;
        let output = output.with_context(|| format!("cannot run {}", self.program.display()))?;
        let (said, complained) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
        ensure!(output.status.success(), "pgbench failed with {}:\n{complained}", script.display());
        read(&said).with_context(|| format!("pgbench said:\n{said}\n{complained}"))
    }
}

fn read(said: &str) -> Option<Outcome> {
    let after =
        |label: &str| said.lines().find_map(|l| l.trim().strip_prefix(label)).and_then(|rest| rest.trim().split([' ', '/']).next()?.parse::<f64>().ok());
    Some(Outcome {
        rate: after("tps =")?,
        count: after("number of transactions actually processed:")? as u64,
        failed: after("number of failed transactions:").unwrap_or_default() as u64,
    })
}

#[cfg(test)]
mod tests {
    #[test]
    fn what_pgbench_says() {
        let said = "transaction type: x.sql\nnumber of transactions actually processed: 1234\nnumber of failed transactions: 0 (0.000%)\nlatency average = 1.623 ms\ninitial connection time = 3 ms\ntps = 617.25 (without initial connection time)\n";
        let outcome = super::read(said).unwrap_or_default();
        assert_eq!((outcome.rate, outcome.count, outcome.failed), (617.25, 1234, 0));
        assert!(super::read("pgbench: error").is_none());
    }
}
