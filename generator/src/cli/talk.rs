//! What the program says: findings in three forms, results, progress.
//!
//! Text for people goes to standard error, results to standard output. For programs everything goes to standard output,
//! one JSON object a line; GitHub reads its annotations there too.

use super::args::{Color, Format, Output};
use anstream::{AutoStream, ColorChoice};
use intertie_generator::Findings;
use intertie_generator::diag::print::{self, Format as PrintFormat};
use intertie_generator::diag::{Diagnostic, Severity};
use std::io::{self, IsTerminal as _, Write as _};
use std::sync::Mutex;

/// How many warnings of a vendor are shown without `-v`; errors always are.
const SHOWN: usize = 20;

/// The two streams, and what the person asked for.
pub(super) struct Talk {
    format: Format,
    least: Severity,
    shown: usize,
    color: ColorChoice,
    /// One vendor's findings at a time.
    turn: Mutex<()>,
}

impl Talk {
    /// Decides from the command line and the environment.
    pub(super) fn new(output: &Output) -> Self {
        let color = match output.color {
            Color::Auto => AutoStream::choice(&io::stderr()),
            Color::Always => ColorChoice::AlwaysAnsi,
            Color::Never => ColorChoice::Never,
        };
        let (least, shown) = match (output.verbose, output.quiet) {
            (true, _) => (Severity::Note, usize::MAX),
            (_, true) => (Severity::Error, 0),
            _ => (Severity::Warning, SHOWN),
        };
        Self { format: output.format, least, shown, color, turn: Mutex::default() }
    }

    /// Whether programs read.
    pub(super) fn is_json(&self) -> bool {
        self.format == Format::Json
    }

    /// The form that was asked for.
    pub(super) fn format(&self) -> Format {
        self.format
    }

    /// Whether notes are wanted, too.
    pub(super) fn is_verbose(&self) -> bool {
        self.least == Severity::Note
    }

    /// Whether a form was asked for that only reports have.
    pub(super) fn wants_report(&self) -> bool {
        matches!(self.format, Format::Markdown | Format::Html | Format::Junit)
    }

    /// A text that is complete with its last line end, on standard output.
    pub(super) fn report(text: &str) {
        let _ = io::stdout().lock().write_all(text.as_bytes());
    }

    /// Whether a person at a terminal reads.
    pub(super) fn is_terminal(&self) -> bool {
        self.format == Format::Text && io::stderr().is_terminal() && std::env::var_os("CI").is_none()
    }

    /// Whether anything but errors is wanted.
    pub(super) fn is_quiet(&self) -> bool {
        self.least == Severity::Error
    }

    /// A line of result, on standard output. Not an error when nobody reads on (`| head`).
    pub(super) fn result(line: &str) {
        let _ = writeln!(io::stdout().lock(), "{line}");
    }

    /// A line about what goes on, for people.
    pub(super) fn note(&self, line: &str) {
        if self.format != Format::Json && !self.is_quiet() {
            let _ = writeln!(io::stderr().lock(), "{line}");
        }
    }

    /// What made the program give up.
    pub(super) fn error(&self, message: &str) {
        match self.format {
            Format::Json => Self::result(&serde_json::json!({"reason": "error", "message": message}).to_string()),
            Format::Github => Self::result(&format!("::error::{}", message.replace('%', "%25").replace('\n', "%0A"))),
            // What the library says is complete as it stands.
            _ if message.starts_with("error[") => drop(writeln!(io::stderr().lock(), "{message}")),
            Format::Text | Format::Markdown | Format::Html | Format::Junit => {
                let (hue, plain) = if self.coloured() { ("\x1b[1;31m", "\x1b[0m") } else { ("", "") };
                let _ = writeln!(io::stderr().lock(), "{hue}error{plain}: {message}");
            }
        }
    }

    /// What was found about a vendor's document: errors, then warnings up to a number, then how many were not shown.
    pub(super) fn findings(&self, vendor: &str, findings: &Findings) {
        let _turn = self.turn.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        let (shown, hidden) = self.choose(findings.all());
        let format = match self.format {
            Format::Text | Format::Markdown | Format::Html | Format::Junit => {
                PrintFormat::Text { colour: self.coloured() }
            }
            Format::Json => PrintFormat::Json,
            Format::Github => PrintFormat::Github,
        };
        let mut text = Vec::new();
        // Writing to memory does not fail.
        let _ = print::print(shown, &mut findings.places(), format, &mut text);
        match self.format {
            Format::Text | Format::Markdown | Format::Html | Format::Junit => {
                drop(io::stderr().lock().write_all(&text));
            }
            Format::Github => drop(io::stdout().lock().write_all(&text)),
            Format::Json => String::from_utf8_lossy(&text).lines().for_each(|line| {
                // Each line is an object; this says what it is about.
                let vendor = serde_json::Value::from(vendor);
                Self::result(&format!("{{\"reason\":\"finding\",\"vendor\":{vendor},{}", &line[1..]));
            }),
        }
        if hidden > 0 && self.format == Format::Text && !self.is_quiet() {
            let plural = if hidden == 1 { "" } else { "s" };
            self.note(&format!("{vendor}: {hidden} more warning{plural}; -v shows all"));
        }
    }

    /// What is wrong with files of the project, each with its place.
    pub(super) fn diagnostics(&self, all: &[Diagnostic]) {
        self.findings("", &Findings::of(all.to_vec()));
    }

    fn choose<'d>(&self, all: &'d [Diagnostic]) -> (Vec<&'d Diagnostic>, usize) {
        // A program counts for itself: it gets all.
        let (least, limit) = match self.format {
            Format::Json if !self.is_quiet() => (self.least, usize::MAX),
            _ => (self.least, self.shown),
        };
        let errors = all.iter().filter(|found| found.severity == Severity::Error);
        let (mut shown, mut hidden) = (errors.collect::<Vec<_>>(), 0);
        for (at, found) in all.iter().filter(|d| d.severity < Severity::Error && d.severity >= least).enumerate() {
            if at < limit {
                shown.push(found);
            } else {
                hidden += 1;
            }
        }
        (shown, hidden)
    }

    /// Whether colours are wanted where a terminal reads.
    pub(super) fn coloured(&self) -> bool {
        matches!(self.color, ColorChoice::Always | ColorChoice::AlwaysAnsi)
    }
}
