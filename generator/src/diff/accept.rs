//! `intertie.accept.toml`: findings that a team has looked at and lives with.
//!
//! An entry names a finding by what does not change with the words of messages: vendor, kind, operation, pointer. It has a
//! reason, and may have an end. What accepts nothing, or no longer, is reported, so that the file does not rot.

use super::Finding;
use super::kind::Kind;
use crate::diag::{Diagnostic, Place};
use crate::toml_text::{Text, nearest};
use serde::Deserialize;
use std::fmt;
use std::path::Path;
use toml::Spanned;
use toml::value::Datetime;

/// The name the file has by convention.
pub const FILE_NAME: &str = "intertie.accept.toml";

/// A day: year, month, day.
pub type Day = (u16, u8, u8);

/// Everything that is accepted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Accepted {
    /// The entries in the order of the file.
    pub entries: Vec<Entry>,
}

/// One entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The vendor that it is about; `None`: any.
    pub vendor: Option<String>,
    /// The kind of finding.
    pub kind: String,
    /// One of the operations that the finding reaches, as `METHOD /path`; `None`: any.
    pub operation: Option<String>,
    /// Where it stands, in the old or in the new document; `None`: anywhere.
    pub pointer: Option<String>,
    /// Why it is accepted.
    pub reason: String,
    /// The last day on which it is.
    pub until: Option<Day>,
    /// Where the entry stands.
    pub place: Place,
}

/// An entry that accepts nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stale {
    /// What it names.
    pub entry: Entry,
    /// Where it stands.
    pub place: Place,
    /// Whether its day is over.
    pub is_over: bool,
}

impl fmt::Display for Stale {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Entry { kind, operation, pointer, .. } = &self.entry;
        let what: Vec<&str> =
            [Some(kind), operation.as_ref(), pointer.as_ref()].into_iter().flatten().map(String::as_str).collect();
        let why = if self.is_over { "its end is past" } else { "it matches no finding" };
        write!(f, "{}: {why} ({}:{})", what.join(" "), self.place.file, self.place.line)
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    accept: Vec<Spanned<Table>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    vendor: Option<String>,
    kind: Spanned<String>,
    operation: Option<String>,
    pointer: Option<String>,
    reason: Spanned<String>,
    until: Option<Spanned<Datetime>>,
}

impl Accepted {
    /// Reads the text of the file at `path`; all that is wrong with it comes back at once.
    pub fn parse(path: &Path, text: &str) -> Result<Self, Vec<Diagnostic>> {
        let text = Text { path, text };
        let file: File = toml::from_str(text.text).map_err(|error| vec![text.serde(&error)])?;
        let mut problems = Vec::new();
        let entries = file.accept.into_iter().map(|table| entry(&text, table, &mut problems)).collect();
        if problems.is_empty() { Ok(Self { entries }) } else { Err(problems) }
    }

    /// The entry that accepts each finding, and those that accept none.
    pub fn over(&self, vendor: Option<&str>, findings: &[Finding], today: Day) -> (Vec<Option<&Entry>>, Vec<Stale>) {
        let is_ours = |entry: &&Entry| entry.vendor.is_none() || vendor.is_none() || entry.vendor.as_deref() == vendor;
        let ours: Vec<&Entry> = self.entries.iter().filter(is_ours).collect();
        let is_open = |entry: &Entry| entry.until.is_none_or(|day| today <= day);
        let by = |finding: &Finding| ours.iter().copied().find(|entry| is_open(entry) && entry.is_about(finding));
        let accepted: Vec<Option<&Entry>> = findings.iter().map(by).collect();
        let stale = ours.iter().filter(|entry| !findings.iter().any(|f| entry.is_about(f)) || !is_open(entry));
        let stale =
            stale.map(|entry| Stale { entry: (*entry).clone(), place: entry.place.clone(), is_over: !is_open(entry) });
        (accepted, stale.collect())
    }
}

impl Entry {
    fn is_about(&self, finding: &Finding) -> bool {
        let places = || [&finding.old, &finding.new].into_iter().flatten();
        let at = |pointer: &str| places().any(|place| place.as_str() == pointer);
        finding.kind.to_string() == self.kind
            && self.operation.as_deref().is_none_or(|key| finding.operations.iter().any(|o| o.key() == key))
            && self.pointer.as_deref().is_none_or(at)
    }
}

fn entry(text: &Text<'_>, table: Spanned<Table>, problems: &mut Vec<Diagnostic>) -> Entry {
    let place = text.place(table.span());
    let Table { vendor, kind, operation, pointer, reason, until } = table.into_inner();
    let known: Vec<String> = Kind::all().map(|kind| kind.to_string()).collect();
    if !known.contains(kind.get_ref()) {
        let problem = text.at(kind.span(), format!("`{}` is no kind of finding", kind.get_ref()));
        let words: Vec<&str> = known.iter().map(String::as_str).collect();
        let near = nearest(kind.get_ref(), &words).map(|near| format!("did you mean `{near}`?"));
        problems.push(problem.help(near.unwrap_or_else(|| "the report names kinds in brackets".to_owned())));
    }
    if reason.get_ref().trim().is_empty() {
        problems.push(text.at(reason.span(), "an acceptance without a reason").help("say why it is all right"));
    }
    let day = until.as_ref().and_then(|until| until.get_ref().date).map(|date| (date.year, date.month, date.day));
    if let Some(until) = until.filter(|_| day.is_none()) {
        problems.push(text.at(until.span(), "the end of an acceptance is a day").help("write it as 2027-01-31"));
    }
    Entry { vendor, kind: kind.into_inner(), operation, pointer, reason: reason.into_inner(), until: day, place }
}

#[cfg(test)]
mod tests {
    use super::Accepted;
    use std::path::Path;

    fn parse(text: &str) -> Result<Accepted, String> {
        let all = Accepted::parse(Path::new("intertie.accept.toml"), text);
        all.map_err(|found| found.iter().map(|d| format!("{}: {:?}\n", d.message, d.help)).collect::<Vec<_>>().concat())
    }

    #[test]
    fn a_mistake_is_told_with_a_way_out() {
        let error = parse("[[accept]]\nkind = 'max-lenght-raised'\nreason = ' '\nuntil = 10:00:00\n").unwrap_err();
        assert!(
            error.contains("`max-lenght-raised` is no kind of finding: Some(\"did you mean `max-length-raised`?"),
            "{error}"
        );
        assert!(error.contains("without a reason") && error.contains("is a day"), "{error}");
        assert!(parse("[[accept]]\nkind = 'x'\n").unwrap_err().contains("reason"));
        assert!(
            parse("[[accept]]\nkind = 'tag-added'\nreason = 'r'\nmessage = 'm'\n").unwrap_err().contains("message")
        );
    }

    #[test]
    fn an_entry_has_its_day() {
        let all = parse("[[accept]]\nvendor = 'a'\nkind = 'tag-added'\nreason = 'fine'\nuntil = 2027-01-31\n").unwrap();
        assert_eq!(all.entries[0].until, Some((2027, 1, 31)));
        let (_, stale) = all.over(Some("a"), &[], (2027, 2, 1));
        assert!(stale[0].is_over && stale[0].to_string().contains("its end is past"));
        assert_eq!(all.over(Some("b"), &[], (2027, 2, 1)).1, []);
    }
}
