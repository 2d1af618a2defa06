//! `intertie update`: a newer version of a vendor, with what it changes and hits, and then the move.

use super::args::{Format, Update};
use super::exit::Exit;
use super::{Failure, generate, mappings, project, talk::Talk};
use intertie_generator::config::{Config, Vendor};
use intertie_generator::diag::Sink;
use intertie_generator::diff::report::{self, Colour, Report};
use intertie_generator::diff::{Changes, Level};
use intertie_generator::generator::{Mode, on_deep_stack};
use intertie_generator::impact::{self, Copy, Impact, ImpactError, Move};
use intertie_generator::load::{Input, Options};
use intertie_generator::lock::Lock;
use intertie_generator::update::{self, Found, Interrupted, Newer, Plan, Refused, Stage, UpdateError};
use intertie_generator::{Findings, write};
use std::io::{self, BufRead as _, IsTerminal as _, Write as _};
use std::path::{Path, PathBuf};

/// Moves the named vendors, or all that have a source.
pub(super) fn run(args: &Update, talk: &Talk) -> Result<Exit, Failure> {
    let config = project::config(&args.config)?;
    if args.r#continue || args.abort {
        return resume(&config, args.r#continue);
    }
    project::refuse_unfinished(&config)?;
    if args.to.is_some() && args.names.len() != 1 {
        return Err(Failure::usage("`--to` is about one vendor: name it"));
    }
    let mut exit = Exit::Fine;
    for vendor in project::vendors(&config, &args.names)? {
        let ended = one(args, &config.path, &vendor.name, talk);
        exit = exit.max(ended.or_else(|Failure(exit, message)| match message {
            // The others are tried all the same; what comes last is told by the caller.
            Some(message) if args.names.len() != 1 => {
                talk.error(&format!("{}: {message}", vendor.name));
                Ok(exit)
            }
            message => Err(Failure(exit, message)),
        })?);
    }
    Ok(exit)
}

/// Finishes or undoes what was interrupted.
fn resume(config: &Config, forth: bool) -> Result<Exit, Failure> {
    let Some(interrupted) = Interrupted::find(project::root(config))? else {
        return Err(Failure::usage("no update was interrupted"));
    };
    let what = interrupted.what().to_owned();
    if forth {
        interrupted.finish()?;
    } else {
        interrupted.undo()?;
    }
    Talk::result(&format!("{what}: {}", if forth { "done" } else { "undone" }));
    Ok(Exit::Fine)
}

/// One vendor. The configuration is read again: the move before may have changed it.
fn one(args: &Update, path: &Path, name: &str, talk: &Talk) -> Result<Exit, Failure> {
    let config = project::read(path)?;
    let lock = project::lock(&config)?;
    let Some(vendor) = config.vendor(name) else { return Ok(Exit::Fine) };
    let options = project::options(&args.fetch);
    let newer = match found(args, vendor, &lock, &options, talk)? {
        Found::Newer(newer) => newer,
        Found::NoSource if args.names.is_empty() => {
            talk.note(&format!("{name}: no `source` in intertie.toml"));
            return Ok(Exit::Fine);
        }
        Found::NoSource => {
            let way_out = "say `source = \"FILE|URL\"` in intertie.toml, or `--to FILE|URL`";
            return Err(Failure::usage(format!("nothing says where newer versions of `{name}` are: {way_out}")));
        }
        Found::Same { etag } => return same(args, vendor, lock, etag),
    };
    let plan = planned(&config, &lock, vendor, &newer, &options, talk)?;
    let (impact, copy) = hit(args, &config, &plan, talk)?;
    let to_say = Said { name, plan: &plan, impact: &impact };
    to_say.show(talk);
    if !plan.unmatched.is_empty() {
        let message = "intertie.toml names operations that the new version does not have; change these lines first";
        return Err(Failure::usage(message));
    }
    if args.dry_run {
        to_say.end(talk, false);
        return Ok(Exit::Fine);
    }
    contract(args, copy.as_ref(), &plan)?;
    if !(args.yes || asked(&to_say)?) {
        to_say.end(talk, false);
        return Ok(Exit::Fine);
    }
    moved(&config, &plan)?;
    to_say.end(talk, true);
    // The traits between vendors follow; they are made anew from what is there now, as `generate` would.
    let config = project::read(path)?;
    let with_mappings = !config.mappings.is_empty();
    Ok(if with_mappings { mappings::run(&config, &options, Mode::default(), talk) } else { Exit::Fine })
}

fn found(args: &Update, vendor: &Vendor, lock: &Lock, options: &Options, talk: &Talk) -> Result<Found, Failure> {
    let mut sink = Sink::default();
    let to = args.to.as_deref().map(Input::from);
    update::find(vendor, lock.entry(&vendor.name), to.as_ref(), options, &mut sink).map_err(|_| {
        talk.diagnostics(sink.found());
        Failure(Exit::Io, None)
    })
}

/// The locked document is the newest. What the server calls it is worth remembering.
fn same(args: &Update, vendor: &Vendor, mut lock: Lock, etag: Option<String>) -> Result<Exit, Failure> {
    let Some(entry) = lock.entry(&vendor.name).cloned() else { return Ok(Exit::Fine) };
    Talk::result(&format!("{}: {} is the newest", vendor.name, entry.version));
    if etag.is_some() && etag != entry.etag && args.to.is_none() && !args.dry_run {
        lock.put(intertie_generator::lock::Entry { etag, ..entry });
        write::replace(&lock.path, lock.print().as_bytes()).map_err(UpdateError::from)?;
    }
    Ok(Exit::Fine)
}

/// Reads and compares; `None` of the errors is told twice.
pub(super) fn planned(
    config: &Config,
    lock: &Lock,
    vendor: &Vendor,
    newer: &Newer,
    options: &Options,
    talk: &Talk,
) -> Result<Plan, Failure> {
    let name = &vendor.name;
    let told = |findings: &Findings, exit| {
        talk.findings(name, findings);
        Failure(exit, None)
    };
    on_deep_stack(name, || update::plan(config, lock, vendor, newer, options))
        .map_err(|error| Failure(Exit::Io, Some(format!("cannot start a thread: {error}"))))?
        .map_err(|refused| match refused {
            Refused::NotLocked => {
                let way_out = format!("`intertie generate {name} --update-lock` locks it");
                Failure(Exit::Stale, Some(format!("the document of `{name}` is not the locked one; {way_out}")))
            }
            Refused::NotOneFile(why) => Failure::usage(format!("the document of `{name}` cannot be replaced: {why}")),
            Refused::Taken(path) => {
                Failure(Exit::Stale, Some(format!("{} is another document already; move it away", path.display())))
            }
            Refused::Old(findings) | Refused::New(findings) => told(&findings, generate::why(&findings)),
            Refused::Edited(findings) => told(&findings, Exit::Stale),
            Refused::Failed(error) => error.into(),
        })
}

/// What of the user's is hit.
fn hit(args: &Update, config: &Config, plan: &Plan, talk: &Talk) -> Result<(Impact, Option<Copy>), Failure> {
    let selectors = plan.unmatched.iter().map(|lost| (lost.selector.as_str(), lost.line));
    let named = impact::named(&plan.changes, selectors, &config.path);
    if args.no_compile {
        let unasked = Some("--no-compile was given".to_owned());
        return Ok((Impact { named, unasked, ..Impact::default() }, None));
    }
    let of = Move {
        config,
        out: &plan.vendor.out,
        changes: &plan.changes,
        api: &plan.api,
        before: &plan.before,
        after: &plan.generated,
    };
    talk.note(&format!("{}: asking the compiler what uses the changes", plan.vendor.name));
    let workspace = args.workspace.clone().unwrap_or_else(|| project::root(config).to_owned());
    let workspace = if workspace.as_os_str().is_empty() { PathBuf::from(".") } else { workspace };
    let (found, copy) = match impact::find(of, &workspace) {
        Ok(found) => found,
        // Without the compiler the move can be made all the same.
        Err(error @ ImpactError::Cargo { .. }) => {
            (Impact { unasked: Some(error.to_string()), ..Impact::default() }, None)
        }
        Err(error @ ImpactError::Io { .. }) => return Err(Failure(Exit::Io, Some(error.to_string()))),
    };
    Ok((Impact { named, ..found }, copy))
}

/// The contract tests of the new client, before anything is changed.
fn contract(args: &Update, copy: Option<&Copy>, plan: &Plan) -> Result<(), Failure> {
    let Some(copy) = copy.filter(|_| !args.no_test) else { return Ok(()) };
    let said = copy.contract_tests(&plan.vendor.out);
    match said.map_err(|error| Failure(Exit::Io, Some(error.to_string())))? {
        None => Ok(()),
        Some(said) => {
            let message = "the contract tests of the new client fail; nothing was changed (--no-test goes on without)";
            Err(Failure(Exit::Rejected, Some(format!("{message}\n{said}"))))
        }
    }
}

/// Everything on disk, as one.
fn moved(config: &Config, plan: &Plan) -> Result<(), UpdateError> {
    let what = format!("{} {} -> {}", plan.vendor.name, plan.from, plan.entry.version);
    let mut stage = Stage::new(project::root(config), what)?;
    for (path, bytes) in &plan.files {
        stage.put(path, bytes.as_deref())?;
    }
    stage.commit()
}

fn asked(said: &Said<'_>) -> Result<bool, Failure> {
    if !io::stdin().is_terminal() {
        return Err(Failure::usage("nobody is there to ask: say --yes to move, or --dry-run to look"));
    }
    let mut err = io::stderr().lock();
    let _ = write!(err, "move {} from {} to {}? [y/N] ", said.name, said.plan.from, said.plan.entry.version);
    let _ = err.flush();
    let mut line = String::new();
    let read = io::stdin().lock().read_line(&mut line);
    read.map_err(|error| Failure(Exit::Io, Some(format!("cannot read the answer: {error}"))))?;
    Ok(matches!(line.trim(), "y" | "Y" | "yes"))
}

/// What is told of a move.
struct Said<'s> {
    name: &'s str,
    plan: &'s Plan,
    impact: &'s Impact,
}

impl Said<'_> {
    fn show(&self, talk: &Talk) {
        if talk.format() != Format::Text || talk.is_quiet() {
            return;
        }
        let [old, new] = &self.plan.findings;
        let least = if talk.is_verbose() { Level::Docs } else { Level::Dangerous };
        let report = Report::new(Some(self.name.to_owned()), &self.plan.changes, &mut old.places(), &mut new.places());
        let colour = if talk.coloured() { Colour::Ansi } else { Colour::None };
        Talk::report(&report::text(&report, least, colour));
        Talk::report(&format!("\n{}", impact::text(self.impact, &self.plan.changes, &self.plan.entry.version)));
    }

    fn end(&self, talk: &Talk, applied: bool) {
        let Self { name, plan, impact } = self;
        let (from, to) = (&plan.from, &plan.entry.version);
        if talk.is_json() {
            let object = serde_json::json!({
                "reason": "update", "vendor": name, "from": from, "to": to, "applied": applied,
                "changes": counts(&plan.changes), "files": plan.files.len(),
                "impact": impact::json(impact, &plan.changes, to),
            });
            return Talk::result(&object.to_string());
        }
        let done = if applied { "moved" } else { "would move" };
        let files = plan.files.len();
        Talk::result(&format!("{name}: {done} from {from} to {to}, {files} files; {} lines hit", lines(impact)));
    }
}

/// How many findings are of each level.
pub(super) fn counts(changes: &Changes) -> serde_json::Value {
    let counts = Level::ALL.into_iter().map(|level| (level.as_str().to_owned(), changes.count(level).into()));
    serde_json::Value::Object(counts.collect())
}

fn lines(impact: &Impact) -> usize {
    let hits = impact.named.iter().chain(&impact.broken).chain(&impact.different);
    hits.map(|hit| (&hit.file, hit.line)).collect::<std::collections::BTreeSet<_>>().len()
}
