//! `intertie update`: a newer version of a vendor, with what it changes and hits, and then the move.

mod said;

use super::args::Update;
use super::diff::level;
use super::exit::Exit;
use super::{Failure, accepted, generate, project, talk::Talk};
use intertie_generator::config::{Config, Vendor};
use intertie_generator::diag::Sink;
use intertie_generator::diff::report::Report;
use intertie_generator::generator::on_deep_stack;
use intertie_generator::impact::{self, Copy, Flows, Impact, ImpactError, Move, Verdict};
use intertie_generator::load::{Input, Options};
use intertie_generator::lock::Lock;
use intertie_generator::update::{self, Found, Interrupted, Newer, Plan, Refused, Stage, UpdateError};
use intertie_generator::{Findings, write};
use said::Said;
use std::io::{self, BufRead as _, IsTerminal as _, Write as _};
use std::path::{Path, PathBuf};

/// Moves the named vendors, or all that have a source.
pub(super) fn run(args: &Update, talk: &Talk) -> Result<Exit, Failure> {
    let config = project::config(&args.config)?;
    let _turn = project::turn(&config, &format!("update {}", args.names.join(" ")), talk)?;
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
        Found::Same { etag } => return same(args, vendor, lock, etag, talk),
    };
    let plan = planned(&config, &lock, vendor, &newer, &options, talk)?;
    if let Some(findings) = &plan.mappings.wrong_before {
        talk.findings("mappings", findings);
        talk.note("the mappings are wrong already; they stay as they are");
    }
    let (impact, copy) = hit(args, &config, &plan, talk)?;
    let judged = contract(args, &config, copy.as_ref(), &plan, talk)?;
    let accepted = accepted::accepted(args.accept.as_deref(), &args.config)?;
    let [old, new] = &plan.findings;
    let mut report = Report::new(Some(name.to_owned()), &plan.changes, &mut old.places(), &mut new.places());
    report.accept(&accepted, accepted::today());
    let verdict = judged.as_ref().map(|(verdict, _)| verdict);
    let said = Said { name, plan: &plan, impact: &impact, verdict, report: &report };
    said.show(talk);
    if let Some(exit) = hindered(args, &said, judged.as_ref().and_then(|(_, failed)| failed.as_deref()), talk)? {
        said.end(talk, false);
        return Ok(exit);
    }
    if args.dry_run || !(args.yes || asked(&said)?) {
        said.end(talk, false);
        return Ok(Exit::Fine);
    }
    moved(&config, &plan)?;
    said.end(talk, true);
    Ok(Exit::Fine)
}

/// What stands in the way of a move; how the program ends then.
fn hindered(args: &Update, said: &Said<'_>, failed: Option<&str>, talk: &Talk) -> Result<Option<Exit>, Failure> {
    if !said.plan.unmatched.is_empty() {
        let message = "intertie.toml names operations that the new version does not have; change these lines first";
        return Err(Failure::usage(message));
    }
    if let Some(findings) = &said.plan.mappings.refused {
        talk.findings("mappings", findings);
        return Err(Failure::usage("the mappings cannot be made of the new version; change these lines first"));
    }
    if let Some(failed) = failed {
        let message = "the contract tests of the new client fail; nothing was changed (--no-test goes on without)";
        return Err(Failure(Exit::Rejected, Some(format!("{message}\n{failed}"))));
    }
    let least = args.fail_on.map(level);
    Ok(least.filter(|least| said.report.worst() >= Some(*least)).map(|_| Exit::Changed))
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
fn same(args: &Update, vendor: &Vendor, mut lock: Lock, etag: Option<String>, talk: &Talk) -> Result<Exit, Failure> {
    let Some(entry) = lock.entry(&vendor.name).cloned() else { return Ok(Exit::Fine) };
    said::newest(&vendor.name, &entry.version, talk);
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
    let (mut impact, copy) = compiled(args, config, plan, talk)?;
    impact.named = named;
    impact.join_mappings(&plan.changes, &plan.mappings.touches, &Flows(&config.flows));
    Ok((impact, copy))
}

/// What the compiler says.
fn compiled(args: &Update, config: &Config, plan: &Plan, talk: &Talk) -> Result<(Impact, Option<Copy>), Failure> {
    if args.no_compile {
        let unasked = Some("--no-compile was given".to_owned());
        return Ok((Impact { unasked, ..Impact::default() }, None));
    }
    talk.note(&format!("{}: asking the compiler what uses the changes", plan.vendor.name));
    let workspace = args.workspace.clone().unwrap_or_else(|| project::root(config).to_owned());
    let workspace = if workspace.as_os_str().is_empty() { PathBuf::from(".") } else { workspace };
    match impact::find(move_of(config, plan), &workspace) {
        Ok(found) => Ok(found),
        // Without the compiler the move can be made all the same.
        Err(error @ ImpactError::Cargo { .. }) => {
            Ok((Impact { unasked: Some(error.to_string()), ..Impact::default() }, None))
        }
        Err(error @ ImpactError::Io { .. }) => Err(Failure(Exit::Io, Some(error.to_string()))),
    }
}

/// The contract tests of both clients against the new document, before anything is changed; and what cargo says where those
/// of the new one fail.
fn contract(
    args: &Update,
    config: &Config,
    copy: Option<&Copy>,
    plan: &Plan,
    talk: &Talk,
) -> Result<Option<(Verdict, Option<String>)>, Failure> {
    let (Some(copy), Some(text)) = (copy.filter(|_| !args.no_test), &plan.contract) else { return Ok(None) };
    talk.note(&format!("{}: running the contract tests of both clients", plan.vendor.name));
    let judged = copy.verdict(&move_of(config, plan), &plan.next, text);
    judged.map_err(|error| Failure(Exit::Io, Some(error.to_string())))
}

/// What a move changes, as far as the user's code can see it.
fn move_of<'m>(config: &'m Config, plan: &'m Plan) -> Move<'m> {
    Move {
        config,
        out: &plan.vendor.out,
        changes: &plan.changes,
        api: &plan.api,
        before: &plan.before,
        after: &plan.generated,
        traits: &plan.mappings.traits,
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
    let (name, from, to) = (said.name, &said.plan.from, &said.plan.entry.version);
    let _ = write!(err, "move {name} from {from} to {to} ({} that nobody accepted)? [y/N] ", said.open());
    let _ = err.flush();
    let mut line = String::new();
    let read = io::stdin().lock().read_line(&mut line);
    read.map_err(|error| Failure(Exit::Io, Some(format!("cannot read the answer: {error}"))))?;
    Ok(matches!(line.trim(), "y" | "Y" | "yes"))
}
