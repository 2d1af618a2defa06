//! As a picture: a column for each flow, its steps from top to bottom, and beside each what it calls.

use intertie::flow::sqlite::{Shape, ShapeStep};
use intertie_generator::markup::escaped;
use std::fmt::Write as _;

/// Of a column.
const WIDTH: usize = 440;
/// Of a step.
const HEIGHT: usize = 64;
const EDGE: usize = 20;

/// Light and dark as the reader's system is.
const STYLE: &str = "text{font:14px system-ui,sans-serif;fill:#1f2328}.call{font-size:12px;fill:#57606a}\
rect{fill:#ddf4ff;stroke:#0969da}line{stroke:#57606a}\
@media(prefers-color-scheme:dark){text{fill:#e6edf3}.call{fill:#9198a1}rect{fill:#0c2d6b;stroke:#58a6ff}line{stroke:#9198a1}}";

pub(super) fn draw(shapes: &[Shape]) -> String {
    let tallest = shapes.iter().map(|shape| shape.steps.len()).max().unwrap_or_default();
    let (width, height) = (shapes.len().max(1) * WIDTH + EDGE, (tallest + 1) * HEIGHT + EDGE);
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" role=\"img\">\
         <title>Flows</title><style>{STYLE}</style>"
    );
    for (at, shape) in shapes.iter().enumerate() {
        column(&mut out, at * WIDTH + EDGE, shape);
    }
    out + "</svg>"
}

/// Writing to a `String` cannot fail.
fn column(out: &mut String, x: usize, shape: &Shape) {
    let _ = write!(out, "<text x=\"{x}\" y=\"{}\" font-weight=\"bold\">{}</text>", EDGE + 16, escaped(&shape.flow));
    for (number, step) in shape.steps.iter().enumerate() {
        let y = (number + 1) * HEIGHT;
        if number > 0 {
            let _ = write!(out, "<line x1=\"{0}\" y1=\"{1}\" x2=\"{0}\" y2=\"{y}\"/>", x + 60, y - HEIGHT + 32);
        }
        let _ = write!(out, "<rect x=\"{x}\" y=\"{y}\" width=\"120\" height=\"32\" rx=\"6\"/>");
        let _ = write!(out, "<text x=\"{}\" y=\"{}\">{}</text>", x + 10, y + 21, escaped(&step.name));
        call(out, x + 132, y, step);
    }
}

fn call(out: &mut String, x: usize, y: usize, step: &ShapeStep) {
    let Some((vendor, version, operation)) = &step.call else { return };
    let _ = write!(out, "<text class=\"call\" x=\"{x}\" y=\"{}\">{}</text>", y + 13, escaped(operation));
    let _ =
        write!(out, "<text class=\"call\" x=\"{x}\" y=\"{}\">{} {}</text>", y + 29, escaped(vendor), escaped(version));
}
