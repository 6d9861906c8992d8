//! What the kernel says of processes: memory and processor time. Linux only; elsewhere there is nothing to say.

use std::fs;

/// Clock ticks a second, as `/proc` counts them on every Linux there is.
const TICKS: f64 = 100.0;

/// Resident memory in bytes.
pub fn resident(pid: u32) -> Option<u64> {
    let status = fs::read_to_string(format!("/proc/{pid}/status")).ok()?;
    let line = status.lines().find(|l| l.starts_with("VmRSS:"))?;
    Some(line.split_whitespace().nth(1)?.parse::<u64>().ok()? * 1024)
}

/// The fields of `/proc/…/stat` from the third on: the second holds the name, which may hold spaces.
fn stat(pid: u32) -> Option<Vec<String>> {
    let text = fs::read_to_string(format!("/proc/{pid}/stat")).ok()?;
    let (_, rest) = text.rsplit_once(") ")?;
    Some(rest.split_whitespace().map(str::to_owned).collect())
}

fn ticks(stat: &[String], fields: std::ops::Range<usize>) -> f64 {
    stat.get(fields).unwrap_or_default().iter().filter_map(|f| f.parse::<f64>().ok()).sum::<f64>() / TICKS
}

/// Processor seconds of one process so far.
pub fn processor(pid: u32) -> Option<f64> {
    stat(pid).map(|s| ticks(&s, 11..13))
}

/// Processor seconds of a server with all its children, those that ended included.
pub fn family_processor(parent: u32) -> Option<f64> {
    let ended = |stat: &[String]| ticks(stat, 13..15);
    let mut server = stat(parent)?;
    // A child that ends meanwhile would be counted twice or not at all: then it is read again.
    for _ in 0..20 {
        let children: f64 = fs::read_dir("/proc").ok()?.flatten().filter_map(|entry| child_processor(&entry, parent)).sum();
        let after = stat(parent)?;
        let steady = ended(&after) == ended(&server);
        server = after;
        if steady {
            return Some(ticks(&server, 11..15) + children);
        }
    }
    None
}

fn child_processor(entry: &fs::DirEntry, parent: u32) -> Option<f64> {
    let stat = stat(entry.file_name().to_str()?.parse().ok()?)?;
    (stat.get(1)?.parse() == Ok(parent)).then(|| ticks(&stat, 11..13))
}

/// The parent of a process of this name. None: not on this machine, or another process has the number here.
pub fn parent_of(pid: u32, name: &str) -> Option<u32> {
    let comm = fs::read_to_string(format!("/proc/{pid}/comm")).ok()?;
    if comm.trim() != name {
        return None;
    }
    stat(pid)?.get(1)?.parse().ok()
}

/// The machine, in a line.
pub fn machine() -> String {
    let cpuinfo = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model = cpuinfo.lines().find(|l| l.starts_with("model name")).and_then(|l| l.split_once(": ")).map_or("unknown processor", |(_, m)| m);
    let cores = std::thread::available_parallelism().map_or(0, usize::from);
    let memory = fs::read_to_string("/proc/meminfo").unwrap_or_default();
    let gigabytes = memory.lines().next().and_then(|l| l.split_whitespace().nth(1)).and_then(|k| k.parse::<f64>().ok()).unwrap_or(0.0) / (1024.0 * 1024.0);
    let kernel = fs::read_to_string("/proc/sys/kernel/osrelease").unwrap_or_default();
    format!("{model}, {cores} cores, {gigabytes:.0} GB, Linux {}", kernel.trim())
}

/// How busy the machine was in the last minute, with whatever else runs on it.
pub fn load_average() -> Option<f64> {
    fs::read_to_string("/proc/loadavg").ok()?.split(' ').next()?.parse().ok()
}

/// The most that was ever resident.
pub fn peak(pid: u32) -> Option<u64> {
    let status = fs::read_to_string(format!("/proc/{pid}/status")).ok()?;
    let line = status.lines().find(|l| l.starts_with("VmHWM:"))?;
    Some(line.split_whitespace().nth(1)?.parse::<u64>().ok()? * 1024)
}

/// Processor time of everybody who takes part, at one instant.
#[derive(Clone, Copy, Debug, Default)]
pub struct Clocks {
    /// The program.
    pub program: f64,
    /// Postgres with all its processes.
    pub postgres: f64,
    /// This process, which sends the requests.
    pub sender: f64,
    /// pgbench, while it runs.
    pub peer: f64,
}

impl Clocks {
    /// Now.
    pub fn read(program: u32, postmaster: Option<u32>, peer: Option<u32>) -> Self {
        let of = |pid: Option<u32>| pid.and_then(processor).unwrap_or(f64::NAN);
        Self {
            program: of(Some(program)),
            postgres: postmaster.and_then(family_processor).unwrap_or(f64::NAN),
            sender: of(Some(std::process::id())),
            peer: of(peer),
        }
    }

    /// Milliseconds a request since `before`.
    pub fn per_request(self, before: Self, requests: f64) -> Self {
        let each = |now: f64, then: f64| (now - then) * 1000.0 / requests;
        Self {
            program: each(self.program, before.program),
            postgres: each(self.postgres, before.postgres),
            sender: each(self.sender, before.sender),
            peer: each(self.peer, before.peer),
        }
    }
}
