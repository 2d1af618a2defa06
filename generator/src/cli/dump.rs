//! `intertie dump`: what a stage made of a document, as text that is equal for equal input.

use super::args::{Dump, Stage};
use super::exit::Exit;
use super::{Failure, generate, project, talk::Talk};
use intertie_generator::Pipeline;
use intertie_generator::diag::Stop;
use intertie_generator::ir::text;

/// Writes the text to standard output.
pub(super) fn run(args: &Dump, talk: &Talk) -> Result<Exit, Failure> {
    let vendor = project::named_or_file(&args.what, &args.config)?;
    let mut pipeline = Pipeline::new(&vendor, &project::options(&args.fetch));
    let text = text(&mut pipeline, args.stage);
    let findings = pipeline.into_findings();
    talk.findings(&vendor.name, &findings);
    match text {
        Ok(text) => Talk::result(text.trim_end()),
        Err(Stop) => return Ok(generate::why(&findings)),
    }
    Ok(Exit::Fine)
}

fn text(pipeline: &mut Pipeline<'_>, stage: Stage) -> Result<String, Stop> {
    Ok(match stage {
        Stage::Raw => format!("{:#}", pipeline.raw()?.value),
        Stage::Document => format!("{:#?}", pipeline.document()?),
        Stage::Contract => format!("{:#}", pipeline.contract()?.1),
        Stage::Ir => text::dump(&pipeline.api()?),
    })
}
