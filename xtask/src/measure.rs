//! What a process used: wall time, CPU time, peak memory; and limits on each.
//!
//! The kernel tells what *ended children* used, all together. So each measured command is the only child of a process of
//! its own: this program again, as `xtask measure`. The same process sets the limits, which its child inherits.

use nix::sys::resource::{Resource, UsageWho, getrusage, setrlimit};
use nix::sys::time::TimeValLike;
use serde::{Deserialize, Serialize};
use std::ffi::{OsStr, OsString};
use std::io;
use std::os::unix::process::ExitStatusExt;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, ExitStatus, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};

/// In the environment of `cargo`: the folder for what each `rustc` used.
const RUSTC_REPORTS: &str = "XTASK_RUSTC_REPORTS";

/// What a process used.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(crate) struct Usage {
    /// The exit code; `None` after a signal.
    pub(crate) code: Option<i32>,
    /// The signal that ended it: 6 and 11 are crashes, 9 and 24 the time limit.
    pub(crate) signal: Option<i32>,
    /// Whether its time was up.
    pub(crate) timed_out: bool,
    /// Wall seconds.
    pub(crate) wall: f64,
    /// CPU seconds, user and system.
    pub(crate) cpu: f64,
    /// Peak resident memory in MiB.
    pub(crate) peak: f64,
}

/// A measured run.
#[derive(Debug)]
pub(crate) struct Run {
    pub(crate) usage: Usage,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

/// Limits on a process.
#[derive(Debug, Clone, Copy, clap::Args)]
pub(crate) struct Limits {
    /// Wall and CPU seconds that a process may take.
    #[arg(long, default_value_t = 120)]
    pub(crate) seconds: u64,
    /// MiB of address space that it may use; 0: no limit.
    #[arg(long, default_value_t = 0)]
    pub(crate) memory: u64,
}

#[derive(clap::Args)]
pub(crate) struct Args {
    #[command(flatten)]
    limits: Limits,
    /// The file for what was used.
    #[arg(long)]
    report: PathBuf,
    #[arg(last = true, required = true)]
    command: Vec<OsString>,
}

/// Runs a command in a process of its own and tells what it used.
pub(crate) fn measured(command: &Command, limits: Limits) -> io::Result<Run> {
    static NUMBER: AtomicU32 = AtomicU32::new(0);
    let number = NUMBER.fetch_add(1, Ordering::Relaxed);
    let report = std::env::temp_dir().join(format!("xtask-{}-{number}.json", std::process::id()));
    let mut outer = Command::new(std::env::current_exe()?);
    outer.args(["measure", "--seconds", &limits.seconds.to_string(), "--memory", &limits.memory.to_string()]);
    outer.arg("--report").arg(&report).arg("--").arg(command.get_program()).args(command.get_args());
    outer.envs(command.get_envs().filter_map(|(key, value)| Some((key, value?))));
    outer.current_dir(command.get_current_dir().unwrap_or(Path::new(".")));
    let output = outer.stdin(Stdio::null()).output()?;
    let text = std::fs::read_to_string(&report).map_err(|error| {
        io::Error::other(format!("no report: {error}: {}", String::from_utf8_lossy(&output.stderr)))
    })?;
    std::fs::remove_file(&report)?;
    Ok(Run {
        usage: serde_json::from_str(&text)?,
        stdout: String::from_utf8_lossy(&output.stdout).into_owned(),
        stderr: String::from_utf8_lossy(&output.stderr).into_owned(),
    })
}

/// The process that has the measured command as its only child.
pub(crate) fn run(args: &Args) -> ExitCode {
    match usage_of(&args.command, args.limits).and_then(|usage| write(&args.report, &usage)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("measure: {error}");
            ExitCode::FAILURE
        }
    }
}

/// `cargo` runs this program in place of `rustc` when [`rustc_reports`] asked for it; this is that.
pub(crate) fn as_rustc_wrapper() -> Option<ExitCode> {
    let reports = PathBuf::from(std::env::var_os(RUSTC_REPORTS)?);
    let command: Vec<_> = std::env::args_os().skip(1).collect();
    let named = command.iter().skip_while(|arg| *arg != "--crate-name").nth(1).and_then(|name| name.to_str());
    let usage = usage_of(&command, Limits { seconds: 3600, memory: 0 });
    // Without a name it is a question about the compiler, not a compilation.
    let keep = |usage: Usage| match named {
        Some(name) if name != "___" => write(&reports.join(format!("{name}.json")), &usage).map(|()| usage),
        _ => Ok(usage),
    };
    Some(match usage.and_then(keep) {
        Ok(usage) => usage.code.and_then(|code| u8::try_from(code).ok()).map_or(ExitCode::FAILURE, ExitCode::from),
        Err(error) => {
            eprintln!("measure: {error}");
            ExitCode::FAILURE
        }
    })
}

/// Makes `cargo` report what the compiler used for each crate of its workspace, as `CRATE.json` in `folder`.
pub(crate) fn rustc_reports(cargo: &mut Command, folder: &Path) -> io::Result<()> {
    if folder.exists() {
        std::fs::remove_dir_all(folder)?;
    }
    std::fs::create_dir_all(folder)?;
    cargo.env("RUSTC_WORKSPACE_WRAPPER", std::env::current_exe()?).env(RUSTC_REPORTS, folder.canonicalize()?);
    Ok(())
}

/// What the compiler used for one crate.
pub(crate) fn rustc_usage(folder: &Path, crate_name: &str) -> Option<Usage> {
    let text = std::fs::read_to_string(folder.join(format!("{}.json", crate_name.replace('-', "_")))).ok()?;
    serde_json::from_str(&text).ok()
}

fn write(path: &Path, usage: &Usage) -> io::Result<()> {
    std::fs::write(path, serde_json::to_vec(usage)?)
}

fn usage_of(command: &[impl AsRef<OsStr>], limits: Limits) -> io::Result<Usage> {
    if limits.memory > 0 {
        setrlimit(Resource::RLIMIT_AS, limits.memory << 20, limits.memory << 20)?;
    }
    let started = Instant::now();
    let (status, timed_out) = wait(command, Duration::from_secs(limits.seconds))?;
    let wall = started.elapsed().as_secs_f64();
    let used = getrusage(UsageWho::RUSAGE_CHILDREN)?;
    let micros = used.user_time().num_microseconds() + used.system_time().num_microseconds();
    #[expect(clippy::cast_precision_loss, reason = "far below 2^52")]
    Ok(Usage {
        code: status.code(),
        signal: status.signal(),
        timed_out,
        wall,
        cpu: micros as f64 / 1e6,
        peak: used.max_rss() as f64 / 1024.0,
    })
}

fn wait(command: &[impl AsRef<OsStr>], limit: Duration) -> io::Result<(ExitStatus, bool)> {
    let Some((program, args)) = command.split_first() else { return Err(io::Error::other("no command")) };
    let mut child = Command::new(program).args(args).spawn()?;
    let started = Instant::now();
    loop {
        if let Some(status) = child.try_wait()? {
            return Ok((status, false));
        }
        if started.elapsed() > limit {
            child.kill()?;
            return Ok((child.wait()?, true));
        }
        std::thread::sleep(Duration::from_micros(500));
    }
}
