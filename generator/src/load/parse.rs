//! Text -> `serde_json::Value`, as JSON or YAML, whichever it is.

use super::tree::Build;
use super::{Source, nesting, yaml};
use crate::diag::{Code, Diagnostic, Place};
use crate::pointer::Pointer;
use serde::de::DeserializeSeed;
use serde_json::Value;
use std::borrow::Cow;

/// A value and what was odd about its text.
#[derive(Debug)]
pub(super) struct Parsed {
    /// The value.
    pub(super) value: Value,
    /// What to tell.
    pub(super) findings: Vec<Finding>,
    /// Whether a `$ref` leads out of the file.
    pub(super) leads_out: bool,
}

/// Something odd that did not stand in the way.
#[derive(Debug)]
pub(super) struct Finding {
    /// Which kind.
    pub(super) code: Code,
    /// Where in this file.
    pub(super) pointer: Pointer,
    /// What.
    pub(super) message: String,
}

/// Why a text could not be read.
#[derive(Debug)]
pub(super) struct Problem {
    /// Syntax, too large or empty.
    pub(super) code: Code,
    /// In words.
    pub(super) message: String,
    /// Line and column from 1.
    pub(super) at: (usize, usize),
}

impl Problem {
    /// The finding that says so.
    pub(super) fn diagnostic(&self, source: &Source) -> Diagnostic {
        let place = Place { file: source.name.clone(), line: self.at.0, column: self.at.1 };
        let found = Diagnostic::new(self.code, &Pointer::root(), &self.message).at(place);
        match self.code {
            Code::EmptyInput => found.help("give an OpenAPI document as JSON or YAML"),
            Code::TooLarge => found.help("real documents are nested less than 80 levels and repeat little by aliases"),
            _ => found,
        }
    }
}

/// Reads JSON or YAML.
pub(super) fn parse(text: &str) -> Result<Parsed, Problem> {
    match text.trim_start().as_bytes().first() {
        None => Err(empty()),
        Some(b'{' | b'[') => json_or_flow_yaml(text),
        Some(_) => yaml_or_mended(text),
    }
}

fn json_or_flow_yaml(text: &str) -> Result<Parsed, Problem> {
    let problem = match json(text) {
        Ok(parsed) => return Ok(parsed),
        Err(problem) if problem.code == Code::TooLarge => return Err(problem),
        Err(problem) => problem,
    };
    let Ok(mut parsed) = yaml(text) else { return Err(problem) };
    let (line, column) = problem.at;
    let message = format!("not JSON (line {line}, column {column}: {}), but readable as YAML", problem.message);
    parsed.findings.push(Finding { code: Code::Mended, pointer: Pointer::root(), message });
    Ok(parsed)
}

fn json(text: &str) -> Result<Parsed, Problem> {
    let build = Build::json();
    let mut reader = serde_json::Deserializer::from_str(text);
    let value = build.seed().deserialize(&mut reader).and_then(|value| reader.end().map(|()| value));
    value.map(|value| parsed(value, &build)).map_err(|error| {
        let at = (error.line().max(1), error.column().max(1));
        let text = error.to_string();
        let message = text.rfind(" at line ").map_or(text.as_str(), |end| &text[..end]);
        problem(&build, false, message.to_owned(), at)
    })
}

/// YAML does not allow control characters; documents written by machines have them all the same.
fn yaml_or_mended(text: &str) -> Result<Parsed, Problem> {
    let problem = match yaml(text) {
        Ok(parsed) => return Ok(parsed),
        Err(problem) => problem,
    };
    match printable(text) {
        Cow::Owned(mended) if problem.code == Code::Syntax => {
            let mut parsed = yaml(&mended)?;
            let message = "control characters, which YAML does not allow, were read as spaces".to_owned();
            parsed.findings.push(Finding { code: Code::Encoding, pointer: Pointer::root(), message });
            Ok(parsed)
        }
        _ => Err(problem),
    }
}

fn yaml(text: &str) -> Result<Parsed, Problem> {
    if nesting::is_too_deep(text) {
        let message = "the document is refused: it is nested too deeply".to_owned();
        return Err(Problem { code: Code::TooLarge, message, at: (1, 1) });
    }
    let build = Build::yaml(text.len());
    let read = yaml::read(text, &build).map_err(|e| problem(&build, e.too_large, e.message, e.at))?;
    let mut parsed = parsed(read.value.ok_or_else(empty)?, &build);
    if read.more {
        let message = "the file holds several YAML documents; only the first is read".to_owned();
        parsed.findings.push(Finding { code: Code::ExtraDocuments, pointer: Pointer::root(), message });
    }
    Ok(parsed)
}

fn parsed(value: Value, build: &Build) -> Parsed {
    let findings = build.duplicates.take().into_iter().map(|pointer| {
        let message = format!("the key `{}` is there twice; the last one counts", pointer.last().unwrap_or_default());
        Finding { code: Code::DuplicateKey, pointer, message }
    });
    Parsed { value, findings: findings.collect(), leads_out: build.leads_out.get() }
}

fn problem(build: &Build, too_large: bool, message: String, at: (usize, usize)) -> Problem {
    match build.too_large.get() {
        Some(why) => Problem { code: Code::TooLarge, message: format!("the document is refused: {why}"), at },
        None if too_large => {
            Problem { code: Code::TooLarge, message: format!("the document is refused: {message}"), at }
        }
        None => Problem { code: Code::Syntax, message, at },
    }
}

fn empty() -> Problem {
    Problem { code: Code::EmptyInput, message: "the input is empty".to_owned(), at: (1, 1) }
}

/// The text with a space for each character that YAML's reader refuses.
fn printable(text: &str) -> Cow<'_, str> {
    let refused = |c: char| match c {
        '\t' | '\n' | '\r' | '\u{85}' => false,
        c => c.is_control() || matches!(c, '\u{FEFF}' | '\u{FFFE}' | '\u{FFFF}'),
    };
    if text.contains(refused) {
        Cow::Owned(text.chars().map(|c| if refused(c) { ' ' } else { c }).collect())
    } else {
        Cow::Borrowed(text)
    }
}
