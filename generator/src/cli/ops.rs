//! `intertie ops`: what a vendor's API can do, one line an operation.

use super::args::Ops;
use super::exit::Exit;
use super::{Failure, generate, project, talk::Talk};
use intertie_generator::Pipeline;
use intertie_generator::ir::{Api, Operation};

/// Writes the table to standard output.
pub(super) fn run(args: &Ops, talk: &Talk) -> Result<Exit, Failure> {
    let vendor = if let Some(vendor) = project::one_shot(&args.one_shot, None, None) {
        vendor?
    } else {
        let names: Vec<_> = args.name.iter().cloned().collect();
        project::vendors(&project::config(&args.config)?, &names)?.remove(0)
    };
    let mut pipeline = Pipeline::new(&vendor, &project::options(&args.fetch));
    let api = pipeline.api();
    let findings = pipeline.into_findings();
    let Ok(api) = api else {
        talk.findings(&vendor.name, &findings);
        return Ok(generate::why(&findings));
    };
    let rows: Vec<_> = api.operations.iter().map(|operation| Row::of(&api, operation)).collect();
    let rows: Vec<_> = rows.iter().filter(|row| args.search.as_deref().is_none_or(|text| row.has(text))).collect();
    if talk.is_json() {
        for row in rows {
            Talk::result(&row.json());
        }
    } else {
        table(&rows);
        talk.note(&format!("{} of {} operations", rows.len(), api.operations.len()));
    }
    Ok(Exit::Fine)
}

/// One operation.
struct Row {
    method: &'static str,
    path: String,
    call: String,
    id: String,
    request: String,
    summary: String,
}

impl Row {
    fn of(api: &Api, operation: &Operation) -> Self {
        let group = &api.groups[operation.group].name;
        Self {
            method: operation.method.as_str(),
            path: operation.path.clone(),
            call: format!("{group}.{}", operation.method_name),
            id: operation.id.clone(),
            request: operation.name.to_string(),
            summary: operation.docs.0.lines().next().unwrap_or("").to_owned(),
        }
    }

    fn has(&self, text: &str) -> bool {
        let text = text.to_lowercase();
        let columns = [self.method, &self.path, &self.call, &self.id, &self.summary];
        columns.iter().any(|column| column.to_lowercase().contains(&text))
    }

    fn json(&self) -> String {
        let Self { method, path, call, id, request, summary } = self;
        serde_json::json!({
            "reason": "operation", "method": method, "path": path, "call": call, "id": id, "request": request,
            "summary": summary,
        })
        .to_string()
    }
}

fn table(rows: &[&Row]) {
    let width = |get: fn(&Row) -> &str| rows.iter().map(|row| get(row).chars().count()).max().unwrap_or(0);
    let (method, path, call) = (width(|row| row.method), width(|row| &row.path), width(|row| &row.call));
    for row in rows {
        let Row { method: m, path: p, call: c, id, .. } = row;
        Talk::result(format!("{m:method$}  {p:path$}  {c:call$}  {id}").trim_end());
    }
}
