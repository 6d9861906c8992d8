//! The program that is measured, as a process of its own.

use std::fs::{File, OpenOptions};
use std::io::{Read, Seek, SeekFrom};
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::{Duration, Instant};

use anyhow::{Context, bail, ensure};
use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;
use tokio::process::{Child, Command};

use super::http::{self, Line};

/// How to start it.
#[derive(Clone)]
pub struct Launch {
    /// The binary.
    pub program: PathBuf,
    /// The data folder, for the cluster and the keys.
    pub data: PathBuf,
    /// The database. None: the program's own cluster.
    pub url: Option<String>,
    /// The size of the demonstration.
    pub scale: f64,
    /// Database connections a side.
    pub connections: u32,
    /// Where its log goes.
    pub log: PathBuf,
}

/// A running program; killed with the value.
pub struct Program {
    child: Child,
    pid: u32,
    log: File,
    /// Where it listens.
    pub address: SocketAddr,
    /// How long it took until it said that it is ready.
    pub start_up: Duration,
}

impl Launch {
    fn command(&self) -> anyhow::Result<(Command, File)> {
        // Appending, so that the file can be emptied while the program writes.
        let log = OpenOptions::new().create(true).append(true).open(&self.log).with_context(|| format!("{}", self.log.display()))?;
        let mut command = Command::new(&self.program);
        command.args(["demo", "--scale", &self.scale.to_string(), "--data"]).arg(&self.data);
        command.env_remove("DATABASE_URL").env_remove("OVERGANG_METRICS").env_remove("OVERGANG_LOG").env("OVERGANG_CONNECTIONS", self.connections.to_string());
        if let Some(url) = &self.url {
            command.env("DATABASE_URL", url);
        }
        command.stdin(Stdio::null()).stdout(Stdio::null()).kill_on_drop(true);
        Ok((command, log))
    }

    /// Makes the demonstration when it is not there.
    pub async fn generate(&self) -> anyhow::Result<()> {
        let (mut command, _) = self.command()?;
        let status = command.arg("--only-generate").status().await.with_context(|| format!("cannot run {}", self.program.display()))?;
        ensure!(status.success(), "the demonstration could not be made");
        Ok(())
    }

    /// Starts it and waits until it is ready.
    pub async fn start(&self) -> anyhow::Result<Program> {
        let (mut command, log) = self.command()?;
        // Asked of the system and given back: nobody else will take it within a millisecond.
        let address = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?;
        let begun = Instant::now();
        let child = command
            .args(["--listen", &address.to_string()])
            .stderr(log.try_clone()?)
            .spawn()
            .with_context(|| format!("cannot run {}", self.program.display()))?;
        let pid = child.id().context("it ended at once")?;
        let mut program = Program { child, pid, log, address, start_up: Duration::ZERO };
        while !program.is_ready().await {
            if let Some(status) = program.child.try_wait()? {
                bail!("the program ended ({status}):\n{}", program.last_words(&self.log));
            }
            ensure!(begun.elapsed() < Duration::from_secs(300), "the program is not ready after 300 s:\n{}", program.last_words(&self.log));
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
        program.start_up = begun.elapsed();
        Ok(program)
    }
}

impl Program {
    async fn is_ready(&self) -> bool {
        let Ok(mut line) = Line::open(self.address).await else { return false };
        line.ask(&http::get("/readyz", "", "identity")).await.is_ok_and(|a| a.status == 200)
    }

    /// Its number.
    pub fn pid(&self) -> u32 {
        self.pid
    }

    /// Empties its log, which would fill the disk otherwise.
    pub fn empty_log(&self) -> anyhow::Result<()> {
        Ok(self.log.set_len(0)?)
    }

    fn last_words(&self, path: &Path) -> String {
        let mut text = String::new();
        if let Ok(mut log) = File::open(path) {
            let length = log.metadata().map_or(0, |m| m.len());
            if log.seek(SeekFrom::Start(length.saturating_sub(4000))).is_ok() {
                drop(log.read_to_string(&mut text));
            }
        }
        text
    }

    /// Asks it to stop, and waits for that.
    pub async fn stop(mut self) -> anyhow::Result<()> {
        if self.child.try_wait()?.is_none() {
            kill(Pid::from_raw(self.pid.cast_signed()), Signal::SIGTERM)?;
        }
        match tokio::time::timeout(Duration::from_secs(30), self.child.wait()).await {
            Ok(status) => drop(status?),
            Err(_) => self.child.kill().await?,
        }
        Ok(())
    }
}
