//! For people who would rather look than read: one page with search and filters, which loads nothing.
//!
//! The template engine escapes every text; the script reads the page and holds none of it.

use super::super::{Finding, Level};
use super::coverage::Exercised;
use super::{Report, Spot, operations, said};
use indexmap::{IndexMap, IndexSet};
use minijinja::{AutoEscape, Environment, UndefinedBehavior, Value};
use std::collections::BTreeMap;

type View = BTreeMap<&'static str, Value>;

/// How many operations of one finding are named before it is opened.
const NAMED: usize = 3;

/// The whole page.
pub fn html(report: &Report<'_>) -> String {
    let changes = report.changes;
    let reached: IndexSet<String> =
        changes.findings.iter().flat_map(|finding| finding.operations.iter().map(super::super::Reached::key)).collect();
    let mut groups: IndexMap<String, Vec<Value>> = IndexMap::new();
    for (id, (finding, spot)) in report.findings().enumerate() {
        let view = self::finding(report, id, finding, spot, &reached);
        groups.entry(super::group(finding)).or_default().push(view);
    }
    let group = |(name, findings): (String, Vec<Value>)| {
        Value::from(View::from([("name", name.into()), ("findings", Value::from(findings))]))
    };
    let level = |level: &Level| {
        Value::from(View::from([("name", level.as_str().into()), ("count", changes.count(*level).into())]))
    };
    let operation = |(id, key): (usize, &String)| {
        let exercised = report.coverage.as_ref().map(|coverage| coverage.of(key));
        Value::from(View::from([
            ("id", id.into()),
            ("key", key.as_str().into()),
            ("share", exercised.map_or(0, Exercised::share).into()),
            ("exercised", exercised.map(|exercised| exercised.to_string()).unwrap_or_default().into()),
        ]))
    };
    fill(View::from([
        ("name", report.name().into()),
        ("old", changes.old.version.as_str().into()),
        ("new", changes.new.version.as_str().into()),
        ("covered", report.coverage.is_some().into()),
        ("total", changes.findings.len().into()),
        ("levels", Value::from(Level::ALL.iter().map(level).collect::<Vec<_>>())),
        ("operations", Value::from(reached.iter().enumerate().map(operation).collect::<Vec<_>>())),
        ("groups", Value::from(groups.into_iter().map(group).collect::<Vec<_>>())),
        ("stale", Value::from(report.stale.iter().map(|stale| stale.to_string().into()).collect::<Vec<Value>>())),
    ]))
}

/// The template is part of the program, so a mistake in it is ours.
fn fill(view: View) -> String {
    let mut env = Environment::empty();
    env.set_undefined_behavior(UndefinedBehavior::Strict);
    env.set_auto_escape_callback(|_| AutoEscape::Html);
    match env.render_str(include_str!("../../../templates/diff.html.j2"), Value::from(view)) {
        Ok(text) => text.trim_end().to_owned() + "\n",
        Err(error) => unreachable!("the template does not fit its view: {error}"),
    }
}

fn finding(report: &Report<'_>, id: usize, finding: &Finding, spot: &Spot, reached: &IndexSet<String>) -> Value {
    let ids = finding.operations.iter().filter_map(|operation| reached.get_index_of(&operation.key()));
    let ids: Vec<String> = ids.map(|id| id.to_string()).collect();
    let is_mark = said(finding).is_none();
    let shown = |text: &Option<String>| match text {
        Some(text) if !is_mark => super::visible(text),
        _ => String::new(),
    };
    let places = [&spot.old, &spot.new].into_iter().flatten();
    let places =
        places.map(|place| Value::from(super::visible(&format!("{}:{}:{}", place.file, place.line, place.column))));
    Value::from(View::from([
        ("id", id.into()),
        ("ops", ids.join(" ").into()),
        ("level", finding.level.as_str().into()),
        ("kind", finding.kind.to_string().into()),
        ("subject", super::visible(&finding.subject).into()),
        ("before", shown(&finding.before).into()),
        ("after", shown(&finding.after).into()),
        ("reason", super::visible(&finding.reason).into()),
        ("rust", super::rust(finding).unwrap_or_default().into()),
        ("places", Value::from(places.collect::<Vec<_>>())),
        ("reached", operations(finding, NAMED).map(|text| super::visible(&text)).unwrap_or_default().into()),
        ("accepted", report.accepted(id).map(|entry| super::visible(&entry.reason)).unwrap_or_default().into()),
    ]))
}
