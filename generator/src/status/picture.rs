//! Mappings as pictures: sources to the left, the target to the right, a line for each field that is made.
//!
//! Every text in it is escaped: names are the vendors'.

use super::{FieldStatus, State, Status};
use crate::markup::escaped;
use std::fmt::Write as _;

const ROW: usize = 20;
const TOP: usize = 60;
const LEFT: usize = 380;
const RIGHT: usize = 620;
const WIDTH: usize = 1000;

/// One page with a picture of each mapping.
pub fn html(all: &[Status]) -> String {
    let mut page = String::from(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head><meta charset=\"utf-8\"><title>Mappings</title>\n\
         <style>body{font:14px system-ui,sans-serif;margin:2em}svg{display:block;max-width:100%;height:auto;margin:1em 0 3em}</style>\n\
         </head>\n<body>\n<h1>Mappings</h1>\n<p>A whole line is a default, a broken one is written by hand; red fields are open, \
         grey ones left out or never read.</p>\n",
    );
    for status in all {
        let _ = writeln!(page, "<h2 id=\"{0}\">{0}</h2>\n{1}", escaped(&status.name), svg(status));
    }
    page.push_str("</body>\n</html>\n");
    page
}

/// The picture of a mapping.
pub fn svg(status: &Status) -> String {
    let rows = status.sources.len().max(status.fields.len());
    let height = TOP + rows * ROW + 20;
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {height}\" width=\"{WIDTH}\" height=\"{height}\" \
         font-family=\"monospace\" font-size=\"12\" role=\"img\">\n"
    );
    let title = format!("{} to {}", status.from.join(" and "), status.to);
    let _ = writeln!(out, "<title>{}</title>", escaped(&title));
    text(&mut out, LEFT, 30, "end", "#000", &status.from.join(" + "));
    text(&mut out, RIGHT, 30, "start", "#000", &status.to);
    for (at, (path, is_read)) in status.sources.iter().enumerate() {
        text(&mut out, LEFT, middle(at), "end", if *is_read { "#000" } else { "#999" }, path);
    }
    for (at, field) in status.fields.iter().enumerate() {
        lines(&mut out, status, at, field);
        text(&mut out, RIGHT, middle(at), "start", colour(&field.state), &label(field));
    }
    out.push_str("</svg>");
    out
}

fn middle(at: usize) -> usize {
    TOP + at * ROW
}

fn colour(state: &State) -> &'static str {
    match state {
        State::Default | State::Hand => "#000",
        State::Open | State::Undecided => "#c00",
        State::LeftOut(_) => "#999",
    }
}

fn label(field: &FieldStatus) -> String {
    match &field.state {
        State::LeftOut(reason) => format!("{} ({reason})", field.path),
        State::Open | State::Undecided => format!("{} ({})", field.path, field.state.word()),
        State::Default | State::Hand => field.path.clone(),
    }
}

/// From each source that a field reads.
fn lines(out: &mut String, status: &Status, at: usize, field: &FieldStatus) {
    let dash = if field.state == State::Hand { " stroke-dasharray=\"4 3\"" } else { "" };
    for read in &field.reads {
        let Some(from) = status.sources.iter().position(|(path, _)| path == read) else { continue };
        let (x1, y1, x2, y2) = (LEFT + 6, middle(from) - 4, RIGHT - 6, middle(at) - 4);
        let _ = writeln!(
            out,
            "<path d=\"M{x1} {y1} C{} {y1} {} {y2} {x2} {y2}\" fill=\"none\" stroke=\"#47a\"{dash}/>",
            x1 + 90,
            x2 - 90
        );
    }
}

fn text(out: &mut String, x: usize, y: usize, anchor: &str, colour: &str, text: &str) {
    let _ =
        writeln!(out, "<text x=\"{x}\" y=\"{y}\" text-anchor=\"{anchor}\" fill=\"{colour}\">{}</text>", escaped(text));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_vendors_stay_text() {
        let field = FieldStatus {
            path: "</text><script>alert(1)</script>".to_owned(),
            method: String::new(),
            required: true,
            state: State::Open,
            reads: vec!["a.b".to_owned()],
            candidates: Vec::new(),
            line: None,
        };
        let status = Status {
            name: "\"><img>".to_owned(),
            from: vec!["a.A".to_owned()],
            to: "b.B".to_owned(),
            stub: String::new(),
            fields: vec![field],
            sources: vec![("a.b".to_owned(), true)],
        };
        let page = html(&[status]);
        assert!(!page.contains("<script>") && !page.contains("<img>"), "{page}");
        assert!(page.contains("C476") || page.contains("<path d="), "{page}");
    }
}
