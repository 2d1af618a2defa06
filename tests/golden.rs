//! Every behaviour's IR and findings against the `ir.txt` beside its document.

use intertie_generator::ir;
use intertie_generator::load::Input;
use intertie_tests::expect::Expect;
use intertie_tests::fixtures::{self, Fixture};
use intertie_tests::{parallel, pipeline};

#[test]
fn every_behaviour_gives_its_ir() {
    let all = fixtures::behaviours();
    let texts = parallel::map(&all, parallel::USUAL_STACK, ir_text);
    let mut expect = Expect::default();
    for (fixture, text) in all.iter().zip(texts) {
        match text {
            Ok(text) => expect.file(&fixture.folder.join("ir.txt"), &text),
            Err(why) => expect.fail(why),
        }
    }
    println!("{} behaviours", all.len());
    expect.finish();
}

/// The dump, then a line for each finding; the findings alone where the document is refused, which no behaviour may be.
fn ir_text(fixture: &Fixture) -> Result<String, String> {
    let mut vendor = pipeline::vendor("acme", Input::Path(fixture.document()));
    vendor.overlay = fixture.beside("overlay.yaml").map(Input::Path);
    let outcome = pipeline::run(&vendor);
    let lines: Vec<String> = outcome.findings.all().iter().map(pipeline::line).collect();
    match outcome.api {
        Some(api) => {
            let ends = if lines.is_empty() { "" } else { "\n" };
            Ok(format!("{}{}{ends}", ir::text::dump(&api), lines.join("\n")))
        }
        None => Err(format!("{} is refused:\n  {}", fixture.folder.display(), lines.join("\n  "))),
    }
}
