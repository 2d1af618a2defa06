//! What a version changed -> an entry of the vendor's `CHANGELOG.md`, the newest first. What a stranger's document brings
//! in stands in code spans: it cannot become Markdown.

use super::plan::Plan;
use crate::config::Vendor;
use crate::diff::{Changes, Finding, Level, Reached};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

/// As many operations are named; the others are counted.
const NAMED: usize = 3;

/// Longer words of the vendor are cut.
const MAX_CHARS: usize = 120;

/// Where the file lies: beside the document where that is the vendor's own folder, else in `specs/VENDOR`.
pub(super) fn place(base: &Path, vendor: &Vendor, spec: &Path) -> PathBuf {
    let own = spec.parent().filter(|folder| folder.file_name().is_some_and(|name| name == vendor.family()));
    own.map_or_else(|| base.join("specs").join(vendor.family()), Path::to_owned).join("CHANGELOG.md")
}

/// The file with the plan's entry on top.
pub(super) fn with(before: Option<&str>, plan: &Plan) -> String {
    let entry = entry(&plan.from, &plan.entry.version, &plan.changes);
    let head = format!(
        "# What {} changed\n\nWritten by `intertie update`, for users of the generated client; the newest first.\n",
        code(plan.vendor.family())
    );
    match before.map(|text| text.find("\n## ").map_or((text, ""), |at| text.split_at(at + 1))) {
        Some((head, rest)) => {
            format!("{}\n\n{entry}{}{rest}", head.trim_end(), if rest.is_empty() { "" } else { "\n" })
        }
        None => format!("{head}\n{entry}"),
    }
}

/// One entry.
pub fn entry(from: &str, to: &str, changes: &Changes) -> String {
    let mut text = format!(
        "## {}\n\nFrom {} (`{}`) to `{}`: ",
        code(to),
        code(from),
        short(&changes.old.digest),
        short(&changes.new.digest)
    );
    let counts: Vec<_> = Level::ALL
        .iter()
        .map(|level| (changes.count(*level), level.as_str()))
        .filter(|(count, _)| *count > 0)
        .collect();
    let counts: Vec<_> = counts.into_iter().map(|(count, level)| format!("{count} {level}")).collect();
    // Writing to a `String` never fails.
    let _ =
        writeln!(text, "{}.", if counts.is_empty() { "nothing that matters".to_owned() } else { counts.join(", ") });
    for level in Level::ALL.into_iter().filter(|level| *level != Level::Docs) {
        let mut found = changes.findings.iter().filter(|finding| finding.level == level).peekable();
        if found.peek().is_some() {
            let _ = writeln!(text, "\n### {}\n", capital(level.as_str()));
            found.for_each(|finding| text.push_str(&line(finding)));
        }
    }
    text
}

fn line(finding: &Finding) -> String {
    let what = finding.kind.to_string().replace('-', " ");
    let said = match (&finding.before, &finding.after) {
        (Some(before), Some(after)) => format!(": {} -> {}", code(before), code(after)),
        (Some(one), None) | (None, Some(one)) if one != "true" => format!(": {}", code(one)),
        _ => String::new(),
    };
    let keys: Vec<_> = finding.operations.iter().take(NAMED).map(Reached::key).map(|key| code(&key)).collect();
    let more = finding.operations.len().saturating_sub(NAMED);
    let reach = match (keys.is_empty(), more) {
        (true, _) => String::new(),
        (false, 0) => format!(" ({})", keys.join(", ")),
        (false, more) => format!(" ({} and {more} more)", keys.join(", ")),
    };
    format!("- {}: {what}{said}; {}{reach}\n", code(&finding.subject), plain(&finding.reason))
}

/// A code span that holds any text.
fn code(text: &str) -> String {
    let text: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).take(MAX_CHARS).collect();
    let runs = text.split(|c| c != '`').map(str::len).max().unwrap_or_default();
    let fence = "`".repeat(runs + 1);
    if runs == 0 && !text.trim().is_empty() { format!("`{}`", text.trim()) } else { format!("{fence} {text} {fence}") }
}

/// Reasons name Rust types in our own words, with `<` and `>`.
fn plain(text: &str) -> String {
    text.replace('<', "\\<").replace('>', "\\>").replace('_', "\\_").replace(['\n', '\r'], " ")
}

fn short(digest: &str) -> &str {
    digest.get(..12).unwrap_or(digest)
}

fn capital(word: &str) -> String {
    word.chars().enumerate().map(|(at, c)| if at == 0 { c.to_ascii_uppercase() } else { c }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_vendor_says_stays_in_its_span() {
        assert_eq!(code("a b"), "`a b`");
        assert_eq!(code("a ``` b\n# c"), "```` a ``` b # c ````");
        assert_eq!(code(""), "`  `");
    }

    #[test]
    fn the_log_lies_in_the_vendors_folder_and_nowhere_else() {
        let vendor = Vendor::new("acme@1", "x".into(), "");
        let place = |spec: &str| place(Path::new("work"), &vendor, Path::new(spec)).display().to_string();
        assert_eq!(place("work/specs/acme/1.yaml"), "work/specs/acme/CHANGELOG.md");
        assert_eq!(place("work/openapi.yaml"), "work/specs/acme/CHANGELOG.md");
    }
}
