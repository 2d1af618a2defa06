//! `intertie outdated`: each vendor, how old it is, and what there is since.

use super::args::Outdated;
use super::exit::Exit;
use super::{Failure, project, talk::Talk, update};
use intertie_generator::config::{Config, Vendor};
use intertie_generator::diag::Sink;
use intertie_generator::diff::Level;
use intertie_generator::load::{Input, Options};
use intertie_generator::lock::Lock;
use intertie_generator::update::{self as moves, Found};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, SystemTime};

const HEAD: [&str; 6] = ["vendor", "version", "age", "newest", "breaking", "dangerous"];

/// A vendor's line.
#[derive(Default)]
pub(super) struct Row {
    pub(super) vendor: String,
    pub(super) version: String,
    days: Option<u64>,
    pub(super) newest: Option<String>,
    /// Whether there is another document than the locked one.
    pub(super) outdated: bool,
    pub(super) breaking: Option<usize>,
    pub(super) dangerous: Option<usize>,
    /// Why the newest is not known.
    pub(super) why: Option<&'static str>,
}

/// Tells of all vendors, or the named ones.
pub(super) fn run(args: &Outdated, talk: &Talk) -> Result<Exit, Failure> {
    let (rows, exit) = rows(args, talk)?;
    if talk.is_json() {
        for row in &rows {
            Talk::result(&row.json());
        }
    } else {
        Talk::report(&table(&rows));
    }
    Ok(exit)
}

/// The lines, and how the worst of them ended.
pub(super) fn rows(args: &Outdated, talk: &Talk) -> Result<(Vec<Row>, Exit), Failure> {
    let config = project::config(&args.config)?;
    project::refuse_unfinished(&config)?;
    let lock = project::lock(&config)?;
    let options = project::options(&args.fetch);
    let mut exit = Exit::Fine;
    let mut rows = Vec::new();
    for vendor in project::vendors(&config, &args.names)? {
        let (row, ended) = row(&config, &lock, &vendor, &options, talk);
        exit = exit.max(ended);
        rows.push(row);
    }
    Ok((rows, exit))
}

fn row(config: &Config, lock: &Lock, vendor: &Vendor, options: &Options, talk: &Talk) -> (Row, Exit) {
    let entry = lock.entry(&vendor.name);
    let version = entry.map(|entry| entry.version.clone()).unwrap_or_default();
    let days = if let Input::Path(path) = &vendor.spec { age(path) } else { None };
    let row = Row { vendor: vendor.name.clone(), version: version.clone(), days, ..Row::default() };
    if entry.is_none() {
        return (Row { why: Some("not locked"), ..row }, Exit::Fine);
    }
    let mut sink = Sink::default();
    match moves::find(vendor, entry, None, options, &mut sink) {
        Err(_) => {
            talk.diagnostics(sink.found());
            (Row { why: Some("not read"), ..row }, Exit::Io)
        }
        Ok(Found::NoSource) => (Row { why: Some("no source"), ..row }, Exit::Fine),
        Ok(Found::Same { .. }) => {
            (Row { newest: Some(version), breaking: Some(0), dangerous: Some(0), ..row }, Exit::Fine)
        }
        Ok(Found::Newer(newer)) => match update::planned(config, lock, vendor, &newer, options, talk) {
            Ok(plan) => {
                let count = |level| Some(plan.changes.count(level));
                let (breaking, dangerous) = (count(Level::Breaking), count(Level::Dangerous));
                (Row { newest: Some(plan.entry.version), outdated: true, breaking, dangerous, ..row }, Exit::Fine)
            }
            Err(Failure(exit, message)) => {
                if let Some(message) = message {
                    talk.error(&message);
                }
                (Row { why: Some("not read"), ..row }, exit)
            }
        },
    }
}

/// How many days ago the document came: as git knows it, else as the file system does.
fn age(spec: &Path) -> Option<u64> {
    let folder = spec.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut git = Command::new("git");
    git.args(["log", "-1", "--format=%ct", "--"]).arg(spec.file_name()?).current_dir(folder).stderr(Stdio::null());
    let said = git.output().ok().filter(|output| output.status.success());
    let seconds = said.and_then(|output| String::from_utf8_lossy(&output.stdout).trim().parse().ok());
    let committed = seconds.map(|seconds| SystemTime::UNIX_EPOCH + Duration::from_secs(seconds));
    let then = committed.or_else(|| spec.metadata().ok()?.modified().ok())?;
    Some(SystemTime::now().duration_since(then).unwrap_or_default().as_secs() / 86_400)
}

fn table(rows: &[Row]) -> String {
    let cells: Vec<[String; 6]> = rows.iter().map(Row::cells).collect();
    let head = HEAD.map(str::to_owned);
    let width =
        |column: usize| cells.iter().chain([&head]).map(|row| row[column].chars().count()).max().unwrap_or_default();
    let widths: [usize; 6] = std::array::from_fn(width);
    let line = |row: &[String; 6]| {
        let padded = row.iter().zip(widths).map(|(cell, width)| format!("{cell:width$}"));
        format!("{}\n", padded.collect::<Vec<_>>().join("  ").trim_end())
    };
    std::iter::once(&head).chain(&cells).map(line).collect()
}

impl Row {
    fn cells(&self) -> [String; 6] {
        let number = |number: Option<usize>| number.map_or_else(|| "-".to_owned(), |number| number.to_string());
        let newest = self.newest.clone().or(self.why.map(|why| format!("({why})"))).unwrap_or_default();
        let age = self.days.map_or_else(|| "-".to_owned(), |days| format!("{days} d"));
        let plain = |text: &str| text.chars().filter(|c| !c.is_control()).take(40).collect::<String>();
        [plain(&self.vendor), plain(&self.version), age, plain(&newest), number(self.breaking), number(self.dangerous)]
    }

    fn json(&self) -> String {
        let Self { vendor, version, days, newest, outdated, breaking, dangerous, why } = self;
        serde_json::json!({
            "reason": "outdated", "vendor": vendor, "version": version, "days": days, "newest": newest, "outdated": outdated,
            "breaking": breaking, "dangerous": dangerous, "why": why,
        })
        .to_string()
    }
}
