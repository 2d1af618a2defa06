//! Every behaviour's IR and findings against the `ir.txt` beside its document, and generated files against those that a
//! fixture keeps below `golden`.

use intertie_generator::ir;
use intertie_generator::load::Input;
use intertie_tests::expect::Expect;
use intertie_tests::fixtures::{self, Fixture};
use intertie_tests::parallel;
use intertie_tests::pipeline::{self, Outcome};

#[test]
fn every_behaviour_gives_its_ir() {
    let all = fixtures::behaviours();
    let outcomes = parallel::map(&all, parallel::USUAL_STACK, run);
    let mut expect = Expect::default();
    for (fixture, outcome) in all.iter().zip(outcomes) {
        match ir_text(fixture, &outcome) {
            Ok(text) => expect.file(&fixture.folder.join("ir.txt"), &text),
            Err(why) => expect.fail(why),
        }
        for file in fixture.golden() {
            let path = file.to_string_lossy();
            match outcome.files.iter().find(|generated| generated.path == path) {
                Some(generated) => expect.file(&fixture.folder.join("golden").join(&file), &generated.text),
                None => expect.fail(format!("{}: `{path}` is not generated", fixture.folder.display())),
            }
        }
    }
    println!("{} behaviours", all.len());
    expect.finish();
}

fn run(fixture: &Fixture) -> Outcome {
    let mut vendor = pipeline::vendor("acme", Input::Path(fixture.document()));
    vendor.overlay = fixture.beside("overlay.yaml").map(Input::Path);
    vendor.profile = fixture.beside("vendor.toml");
    pipeline::run(&vendor)
}

/// The dump, then a line for each finding; the findings alone where the document is refused, which no behaviour may be.
fn ir_text(fixture: &Fixture, outcome: &Outcome) -> Result<String, String> {
    let lines: Vec<String> = outcome.findings.all().iter().map(pipeline::line).collect();
    match &outcome.api {
        Some(api) => {
            let ends = if lines.is_empty() { "" } else { "\n" };
            Ok(format!("{}{}{ends}", ir::text::dump(api), lines.join("\n")))
        }
        None => Err(format!("{} is refused:\n  {}", fixture.folder.display(), lines.join("\n  "))),
    }
}
