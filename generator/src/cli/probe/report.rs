//! What a probe found: for people, for programs, for test reports, and as an overlay.

use super::{Outcome, Probed};
use crate::cli::Failure;
use crate::cli::args::Format;
use crate::cli::talk::Talk;
use intertie::mock::{Deviation, DeviationKind};
use intertie_generator::markup::escaped;
use serde_json::json;
use std::fmt::Write as _;

/// The report in the form that was asked for.
pub(super) fn text(vendor: &str, probed: &[Probed], talk: &Talk) -> Result<String, Failure> {
    Ok(match talk.format() {
        Format::Text => people(probed),
        Format::Json => programs(vendor, probed),
        Format::Junit => junit(vendor, probed),
        Format::Github | Format::Markdown | Format::Html => {
            return Err(Failure::usage("a probe reports as text, json or junit"));
        }
    })
}

fn severity(kind: DeviationKind) -> &'static str {
    if kind.is_breaking() { "breaking" } else { "drift" }
}

fn people(probed: &[Probed]) -> String {
    let mut out = String::new();
    let (mut asked, mut breaking, mut drift) = (0, 0, 0);
    for one in probed {
        // Writing to a String cannot fail.
        let _ = match &one.outcome {
            Outcome::Skipped(why) => writeln!(out, "skipped   {}: {why}", one.operation),
            Outcome::Failed(why) => writeln!(out, "failed    {}: {why}", one.operation),
            Outcome::Answered(status, _, found) => {
                asked += 1;
                let _ = writeln!(out, "{status:<9} {}", one.operation);
                for deviation in found {
                    *if deviation.kind.is_breaking() { &mut breaking } else { &mut drift } += 1;
                    let Deviation { kind, at, message, .. } = deviation;
                    let _ = writeln!(out, "  {}[{}] {at}: {message}", severity(*kind), kind.name());
                }
                Ok(())
            }
        };
    }
    let _ =
        writeln!(out, "{asked} of {} operations answered; {breaking} breaking, {drift} other deviations", probed.len());
    out
}

fn programs(vendor: &str, probed: &[Probed]) -> String {
    let lines = probed.iter().map(|one| {
        let mut line = json!({ "reason": "probe", "vendor": vendor, "operation": one.operation });
        let (key, value) = match &one.outcome {
            Outcome::Skipped(why) => ("skipped", json!(why)),
            Outcome::Failed(why) => ("failed", json!(why)),
            Outcome::Answered(status, _, found) => {
                line["status"] = json!(status);
                let found = found.iter().map(|one| {
                    let mut value = json!(one);
                    value["breaking"] = one.kind.is_breaking().into();
                    value
                });
                ("deviations", found.collect())
            }
        };
        line[key] = value;
        line.to_string()
    });
    lines.map(|line| line + "\n").collect()
}

fn junit(vendor: &str, probed: &[Probed]) -> String {
    let mut cases = String::new();
    let (mut failures, mut skipped) = (0, 0);
    for one in probed {
        let _ = write!(cases, "  <testcase classname=\"{}\" name=\"{}\">", escaped(vendor), escaped(&one.operation));
        match &one.outcome {
            Outcome::Skipped(why) => {
                skipped += 1;
                let _ = write!(cases, "<skipped message=\"{}\"/>", escaped(why));
            }
            Outcome::Failed(why) => {
                failures += 1;
                let _ = write!(cases, "<failure message=\"{}\"/>", escaped(why));
            }
            Outcome::Answered(_, _, found) => {
                let breaking: Vec<&Deviation> = found.iter().filter(|one| one.kind.is_breaking()).collect();
                failures += usize::from(!breaking.is_empty());
                for one in breaking {
                    let message = format!("{} {}: {}", one.kind.name(), one.at, one.message);
                    let _ = write!(cases, "<failure message=\"{}\"/>", escaped(&message));
                }
            }
        }
        cases.push_str("</testcase>\n");
    }
    let count = probed.len();
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuite name=\"{}\" tests=\"{count}\" failures=\"{failures}\" \
         skipped=\"{skipped}\">\n{cases}</testsuite>\n",
        escaped(vendor)
    )
}

/// Every proposal as an OpenAPI Overlay: what the document would have to say. JSON, which is YAML as well.
pub(super) fn overlay(title: &str, swagger2: bool, probed: &[Probed]) -> String {
    let mut actions = Vec::new();
    for one in probed {
        let Outcome::Answered(status, media_type, found) = &one.outcome else { continue };
        for deviation in found {
            let Some(proposal) = &deviation.proposal else { continue };
            let target = match &proposal.schema {
                Some(name) if swagger2 => format!("$.definitions{}", member(name)),
                Some(name) => format!("$.components.schemas{}", member(name)),
                None => {
                    let answer = format!(
                        "$.paths{}.{}.responses{}",
                        member(&one.path),
                        one.method.to_lowercase(),
                        member(&status.to_string())
                    );
                    let essence = media_type.split(';').next().unwrap_or_default().trim();
                    if swagger2 {
                        format!("{answer}.schema")
                    } else {
                        format!("{answer}.content{}.schema", member(essence))
                    }
                }
            };
            let action = json!({ "target": target, "description": format!("{}: {}", one.operation, deviation.message), "update": proposal.update });
            if !actions.contains(&action) {
                actions.push(action);
            }
        }
    }
    let overlay = json!({ "overlay": "1.0.0", "info": { "title": format!("What {title} answers beyond its document"), "version": "1" }, "actions": actions });
    format!("{overlay:#}\n")
}

/// A member in a JSON path.
fn member(name: &str) -> String {
    format!("['{}']", name.replace('\\', "\\\\").replace('\'', "\\'"))
}
