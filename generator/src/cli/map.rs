//! `intertie map`: where mappings stand, what they might read, and the methods that people's files lack.

use super::args::{MapArgs, MapCommand, MapPicture, MapStatus, MapSync, PictureForm};
use super::exit::Exit;
use super::{Failure, generate, project, talk::Talk};
use intertie_generator::config::{Config, Mapping};
use intertie_generator::diag::{Sink, Stop};
use intertie_generator::generator::Mapped;
use intertie_generator::load::Input;
use intertie_generator::map::Surveyed;
use intertie_generator::status::{self, MappingChange, Status};
use intertie_generator::{Findings, write};

/// Runs one of its commands.
pub(super) fn run(args: &MapArgs, talk: &Talk) -> Result<Exit, Failure> {
    let config = project::config(&args.config)?;
    if config.mappings.is_empty() {
        return Err(Failure::usage(format!("{} declares no mapping; add a `[mapping.NAME]`", config.path.display())));
    }
    let writes = matches!(&args.command, MapCommand::Sync(_));
    let _turn = if writes { Some(project::turn(&config, "map sync", talk)?) } else { None };
    let mut sink = Sink::default();
    let outcome = carry_out(args, &config, &mut sink, talk);
    let mut findings = Findings::default();
    findings.take(&sink);
    talk.findings("mappings", &findings);
    match outcome {
        Ok(result) => result,
        Err(Stop) => Ok(generate::why(&findings)),
    }
}

fn carry_out(args: &MapArgs, config: &Config, sink: &mut Sink, talk: &Talk) -> Result<Result<Exit, Failure>, Stop> {
    let fetch = args.fetch.clone();
    let mapped = Mapped::read(config, &project::options(&fetch), sink)?;
    Ok(match &args.command {
        MapCommand::Status(args) => show(args, &chosen(mapped.status(sink)?, &args.names), talk),
        MapCommand::Picture(args) => picture(args, &chosen(mapped.status(sink)?, &args.names)),
        MapCommand::Sync(args) => sync(args, &mapped, sink, talk)?,
        MapCommand::Update(args) => {
            let mut earlier = config.clone();
            let Some(vendor) = earlier.vendors.iter_mut().find(|vendor| vendor.name == args.vendor) else {
                return Ok(Err(Failure::usage(format!("there is no vendor `{}`", args.vendor))));
            };
            vendor.spec = Input::from(args.earlier.as_str());
            let before = Mapped::read(&earlier, &project::options(&fetch), sink)?;
            Ok(update(&mapped.since(&before), talk))
        }
        MapCommand::Candidates(args) => {
            let Some(mapping) = config.mappings.iter().find(|mapping| mapping.name == args.name) else {
                return Ok(Err(Failure::usage(format!("there is no mapping `{}`", args.name))));
            };
            candidates(mapping, &mapped.survey(mapping, sink)?, talk);
            Ok(Exit::Fine)
        }
    })
}

fn chosen(all: Vec<Status>, names: &[String]) -> Vec<Status> {
    all.into_iter().filter(|status| names.is_empty() || names.contains(&status.name)).collect()
}

fn show(args: &MapStatus, all: &[Status], talk: &Talk) -> Result<Exit, Failure> {
    if let Some(name) = args.names.iter().find(|name| !all.iter().any(|status| status.name == **name)) {
        return Err(Failure::usage(format!("there is no mapping `{name}`")));
    }
    if talk.is_json() {
        for status in all {
            Talk::result(&status::json(status).to_string());
        }
    } else if args.names.is_empty() {
        Talk::result(&status::summary(all));
    } else {
        for status in all {
            Talk::result(status::details(status).trim_end());
        }
    }
    let is_open = all.iter().any(|status| status.open().next().is_some());
    Ok(if args.deny_open && is_open { Exit::Stale } else { Exit::Fine })
}

fn picture(args: &MapPicture, all: &[Status]) -> Result<Exit, Failure> {
    let text = match (args.form, all) {
        (PictureForm::Svg, [only]) => status::svg(only) + "\n",
        (PictureForm::Svg, _) => return Err(Failure::usage("an SVG is of one mapping: name it")),
        (PictureForm::Html, all) => status::html(all),
    };
    match &args.out {
        None => Talk::result(text.trim_end()),
        Some(path) => {
            write::replace(path, text.as_bytes()).map_err(|error| Failure(Exit::Io, Some(error.to_string())))?;
        }
    }
    Ok(Exit::Fine)
}

fn sync(args: &MapSync, mapped: &Mapped<'_>, sink: &mut Sink, talk: &Talk) -> Result<Result<Exit, Failure>, Stop> {
    let mut changed = 0;
    for (path, before, after) in mapped.synced(sink)? {
        if before == after {
            continue;
        }
        changed += 1;
        if args.check || args.dry_run {
            talk.note(&format!("{} lacks methods", path.display()));
        } else {
            if let Err(error) = write::replace(path, after.as_bytes()) {
                return Ok(Err(Failure(Exit::Io, Some(error.to_string()))));
            }
            talk.note(&format!("{}: added what was missing", path.display()));
        }
    }
    if changed == 0 {
        talk.note("nothing is missing");
    }
    Ok(Ok(if args.check && changed > 0 { Exit::Stale } else { Exit::Fine }))
}

fn update(changes: &[MappingChange], talk: &Talk) -> Exit {
    for change in changes {
        Talk::result(&if talk.is_json() { change.json().to_string() } else { change.text() });
    }
    if changes.is_empty() {
        talk.note("no mapping is touched");
    }
    Exit::Fine
}

fn candidates(mapping: &Mapping, fields: &[Surveyed], talk: &Talk) {
    if talk.is_json() {
        for field in fields {
            let list: Vec<_> = (field.candidates.iter())
                .map(|candidate| {
                    serde_json::json!({"source": candidate.path, "score": candidate.score, "reasons": candidate.reasons,
                                       "hint": candidate.hint, "pointer": candidate.way.origin.as_str()})
                })
                .collect();
            let line = serde_json::json!({"reason": "candidates", "mapping": mapping.name, "field": field.path,
                                          "sure": field.sure, "candidates": list});
            Talk::result(&line.to_string());
        }
        return;
    }
    for field in fields {
        Talk::result(&field.path);
        for candidate in &field.candidates {
            let sure = if field.sure.as_ref() == Some(&candidate.path) { ", sure" } else { "" };
            Talk::result(&format!(
                "  {:>3} {} ({}{sure})",
                candidate.score,
                candidate.path,
                candidate.reasons.join(", ")
            ));
        }
    }
}
