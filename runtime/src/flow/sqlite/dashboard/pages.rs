//! The pages.

use super::html::Html;
use crate::flow::sqlite::office::{DriftRow, FlowRow, FlowState, Pinned, StepRow, Tally};
use crate::percent::escaped;
use std::collections::{BTreeMap, BTreeSet};
use std::time::{Duration, SystemTime};

/// Light and dark as the reader's system is; what has the focus is seen.
const STYLE: &str = "\
:root{color-scheme:light dark;--edge:#8886;--soft:#8882;--good:#1a7f37;--bad:#cf222e;--wait:#9a6700}\
@media(prefers-color-scheme:dark){:root{--good:#3fb950;--bad:#ff7b72;--wait:#d29922}}\
body{font:16px/1.5 system-ui,sans-serif;margin:0 auto;max-width:72rem;padding:0 1rem 4rem}\
nav{display:flex;gap:1.5rem;padding:1rem 0;border-bottom:1px solid var(--edge)}[aria-current]{font-weight:bold}\
table{border-collapse:collapse;width:100%}th,td{text-align:left;padding:.35rem .75rem .35rem 0;vertical-align:top;\
border-bottom:1px solid var(--soft)}time,.spec{white-space:nowrap}\
ul.count{display:flex;flex-wrap:wrap;gap:1.5rem;padding:0;list-style:none}\
.done{color:var(--good)}.dead,.undone,.parked{color:var(--bad)}.paused,.queued,.running{color:var(--wait)}\
form{display:inline}button{font:inherit;padding:.35rem .9rem;margin:0 .75rem .75rem 0;cursor:pointer}\
:focus-visible{outline:3px solid Highlight;outline-offset:2px}pre{white-space:pre-wrap;background:var(--soft);padding:.75rem}\
.skip{position:absolute;left:-99rem}.skip:focus{left:1rem}";

fn layout(title: &str, content: Html) -> Html {
    let link = |to, text: &str| {
        let attributes: &[_] = if text == title { &[("href", to), ("aria-current", "page")] } else { &[("href", to)] };
        Html::element("a", attributes, Html::text(text))
    };
    let links = [("/", "Flows"), ("/vendors", "Vendors"), ("/drift", "Drift"), ("/versions", "Versions")];
    let links = Html::all(links.into_iter().map(|(to, text)| link(to, text)));
    let nav = Html::element("nav", &[("aria-label", "Pages")], links);
    let head = Html::raw("<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">")
        .and(Html::element("title", &[], Html::text(title)))
        .and(Html::element("style", &[], Html::raw(STYLE)))
        .and(Html::raw("</head><body><a class=\"skip\" href=\"#main\">To the content</a>"));
    let main = Html::element("h1", &[], Html::text(title)).and(content);
    head.and(nav).and(Html::element("main", &[("id", "main")], main)).and(Html::raw("</body></html>"))
}

pub(super) fn error(message: &str) -> Html {
    layout("That did not work", Html::element("p", &[("role", "alert")], Html::text(message)))
}

pub(super) fn flows(rows: &[FlowRow]) -> Html {
    let mut counts: BTreeMap<FlowState, usize> = BTreeMap::new();
    for row in rows {
        *counts.entry(row.state).or_default() += 1;
    }
    let count = |(state, number): (FlowState, usize)| {
        Html::element("li", &[], Html::text(format_args!("{number} ")).and(shown(state)))
    };
    let counts = Html::element("ul", &[("class", "count")], Html::all(counts.into_iter().map(count)));
    let lines = rows.iter().map(|row| {
        let href = format!("/flows/{}", escaped(&row.id));
        line([
            Html::element("a", &[("href", &href)], Html::text(&row.id)),
            Html::text(format_args!("{}@{}", row.name, row.version)),
            shown(row.state),
            time(row.started),
            Html::text(row.why.as_deref().unwrap_or_default()),
        ])
    });
    let table = table(&["Flow", "Kind", "State", "Started", "Why"], lines);
    layout("Flows", counts.and(table))
}

pub(super) fn flow(row: &FlowRow, steps: &[StepRow], secret: &str) -> Html {
    let about = Html::element(
        "p",
        &[],
        Html::text(format_args!("{}@{}, ", row.name, row.version))
            .and(shown(row.state))
            .and(Html::text(", started "))
            .and(time(row.started)),
    );
    let why = row.why.as_deref().map(|why| Html::element("p", &[("role", "status")], Html::text(why)));
    let buttons = Html::all(actions(row.state).iter().map(|(action, text)| button(&row.id, action, text, secret)));
    let lines = steps.iter().map(|step| {
        let spec = step.spec.as_ref().map(|spec| format!("{} {}", spec.vendor, spec.version)).unwrap_or_default();
        let result = match &step.failure {
            Some(failure) => Html::element("span", &[("class", "dead")], Html::text(failure)),
            None => Html::element("span", &[("class", "done")], Html::text("done")),
        };
        let call = step.operation.as_deref().or(step.child.as_deref()).unwrap_or_default();
        line([
            Html::text(&step.name),
            Html::text(call),
            Html::element("span", &[("class", "spec")], Html::text(spec)),
            Html::text(step.attempts),
            Html::text(step.time.map(took).unwrap_or_default()),
            result,
        ])
    });
    let table = table(&["Step", "Call", "Document", "Attempts", "Took", "Result"], lines);
    layout(&row.id, about.and(why.unwrap_or_default()).and(buttons).and(table))
}

pub(super) fn vendors(tallies: &[Tally]) -> Html {
    let lines = tallies.iter().map(|tally| {
        line([
            Html::text(&tally.vendor),
            Html::text(&tally.version),
            Html::text(&tally.operation),
            Html::text(tally.steps),
            Html::text(format_args!("{} ({} %)", tally.failed, tally.failed * 100 / tally.steps.max(1))),
            Html::text(tally.attempts),
            Html::text(format_args!("{} ms", tally.median)),
            Html::text(format_args!("{} ms", tally.slow)),
        ])
    });
    let names = ["Vendor", "Document", "Operation", "Steps", "Failed", "Attempts", "Half within", "95 of 100 within"];
    layout("Vendors", table(&names, lines))
}

pub(super) fn drift(rows: &[DriftRow]) -> Html {
    if rows.is_empty() {
        let what = "The newest answers are as the vendors' documents say.";
        return layout("Drift", Html::element("p", &[], Html::text(what)));
    }
    let lines = rows.iter().map(|row| {
        line([
            Html::text(&row.vendor),
            Html::text(&row.version),
            Html::text(&row.operation),
            Html::text(if row.place.is_empty() { "(the answer)" } else { &row.place }),
            Html::text(row.kind.replace('_', " ")),
            Html::text(row.steps),
            time(row.last),
        ])
    });
    layout("Drift", table(&["Vendor", "Document", "Operation", "Place", "What", "Steps", "Last"], lines))
}

/// Each vendor once: those that are pinned, and those that only the journals name.
pub(super) fn versions(pinned: &[Pinned], used: &BTreeSet<(String, String)>) -> Html {
    let by_flows = |vendor: &str| {
        let used = used.iter().filter(|(name, _)| name == vendor).map(|(_, version)| version.as_str());
        used.collect::<Vec<_>>().join(", ")
    };
    let known = pinned.iter().map(|row| {
        let number = |number: Option<usize>| number.map(|number| number.to_string()).unwrap_or_default();
        let newest = match (&row.newest, &row.why) {
            (Some(newest), _) => newest.clone(),
            (None, why) => format!("({})", why.as_deref().unwrap_or("not known")),
        };
        let class = if row.is_outdated { "paused" } else { "done" };
        line([
            Html::text(&row.vendor),
            Html::text(&row.version),
            Html::element("span", &[("class", class)], Html::text(newest)),
            Html::text(number(row.breaking)),
            Html::text(number(row.dangerous)),
            Html::text(by_flows(&row.vendor)),
        ])
    });
    let is_new = |vendor: &&str| pinned.iter().all(|row| row.vendor != **vendor);
    let others: BTreeSet<&str> = used.iter().map(|(vendor, _)| vendor.as_str()).filter(is_new).collect();
    let others = others.into_iter().map(|vendor| {
        let empty = Html::default;
        line([Html::text(vendor), empty(), empty(), empty(), empty(), Html::text(by_flows(vendor))])
    });
    let table = table(&["Vendor", "Pinned", "Newest", "Breaking", "Dangerous", "In flows"], known.chain(others));
    let hint = "What is pinned is known where the dashboard was started with `--config intertie.toml`.";
    let hint = pinned.is_empty().then(|| Html::element("p", &[], Html::text(hint)));
    layout("Versions", hint.unwrap_or_default().and(table))
}

/// What can be done in a state.
fn actions(state: FlowState) -> &'static [(&'static str, &'static str)] {
    match state {
        FlowState::Dead => &[("retry", "Try again"), ("give-up", "Give up and undo"), ("cancel", "Cancel")],
        FlowState::Paused | FlowState::Parked => &[("resume", "Go on"), ("cancel", "Cancel")],
        FlowState::Cancelled => &[("resume", "Go on")],
        FlowState::Running | FlowState::Queued => &[("cancel", "Cancel")],
        FlowState::Done | FlowState::Undone => &[],
    }
}

fn button(id: &str, action: &'static str, text: &'static str, secret: &str) -> Html {
    let target = format!("/flows/{}/{action}", escaped(id));
    let hidden = Html::element("input", &[("type", "hidden"), ("name", "secret"), ("value", secret)], Html::default());
    let button = Html::element("button", &[("type", "submit")], Html::text(text));
    Html::element("form", &[("method", "post"), ("action", &target)], hidden.and(button))
}

fn shown(state: FlowState) -> Html {
    let name = state.to_string();
    Html::element("span", &[("class", &name)], Html::text(&name))
}

fn line<const N: usize>(cells: [Html; N]) -> Html {
    Html::element("tr", &[], Html::all(cells.into_iter().map(|cell| Html::element("td", &[], cell))))
}

fn table(names: &[&'static str], lines: impl Iterator<Item = Html>) -> Html {
    let head = names.iter().map(|name| Html::element("th", &[("scope", "col")], Html::text(name)));
    let head = Html::element("thead", &[], Html::element("tr", &[], Html::all(head)));
    Html::element("table", &[], head.and(Html::element("tbody", &[], Html::all(lines))))
}

fn time(time: SystemTime) -> Html {
    let time = chrono::DateTime::<chrono::Utc>::from(time);
    Html::element("time", &[], Html::text(time.format("%Y-%m-%d %H:%M:%S UTC")))
}

fn took((began, ended): (SystemTime, SystemTime)) -> String {
    let took: Duration = ended.duration_since(began).unwrap_or_default();
    format!("{} ms", took.as_millis())
}
