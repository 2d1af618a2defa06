//! What is fuzzed: bytes into a stage. None may panic, whatever the bytes are. Shared with the targets of `xtask/fuzz`.

use intertie_generator::Pipeline;
use intertie_generator::config::{Form, Vendor};
use intertie_generator::diag::print::{self, Format};
use intertie_generator::load::{Input, Options};

/// Reads the bytes as a document and prints what was found.
pub(crate) fn load(bytes: &[u8]) {
    with(bytes, |pipeline| drop(pipeline.raw()));
}

/// Reads the bytes and brings them to the one model.
pub(crate) fn normalize(bytes: &[u8]) {
    with(bytes, |pipeline| drop(pipeline.document()));
}

/// Runs all stages but the last: nothing is written.
pub(crate) fn render(bytes: &[u8]) {
    with(bytes, |pipeline| {
        if let Ok(api) = pipeline.api() {
            drop(pipeline.files(&api));
        }
    });
}

fn with(bytes: &[u8], run: impl FnOnce(&mut Pipeline<'_>)) {
    let input = Input::Bytes { name: "input".to_owned(), bytes: bytes.to_vec() };
    let mut vendor = Vendor::new("fuzz", input, "");
    vendor.form = Form::Module;
    // Files beside it are none of its business: nothing is there.
    let options = Options { root: Some("/nonexistent".into()), max_bytes: 4 << 20, ..Options::default() };
    let mut pipeline = Pipeline::new(&vendor, &options);
    run(&mut pipeline);
    let findings = pipeline.into_findings();
    let text = Format::Text { colour: false };
    print::print(findings.all(), &mut findings.places(), text, &mut std::io::sink()).unwrap_or_default();
}
