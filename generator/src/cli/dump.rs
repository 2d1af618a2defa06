//! `intertie dump`: what a stage made of a document, as text that is equal for equal input.

use super::args::{Dump, Stage};
use super::exit::Exit;
use super::{Failure, generate, project, talk::Talk};
use intertie_generator::Pipeline;
use intertie_generator::config::Vendor;
use intertie_generator::diag::Stop;
use intertie_generator::ir::text;
use intertie_generator::load::Input;
use std::path::Path;

/// Writes the text to standard output.
pub(super) fn run(args: &Dump, talk: &Talk) -> Result<Exit, Failure> {
    let vendor = vendor(args)?;
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
        Stage::Ir => text::dump(&pipeline.api()?),
    })
}

/// A file or an address if it looks like one, else a vendor of the configuration.
fn vendor(args: &Dump) -> Result<Vendor, Failure> {
    let input = Input::from(args.what.as_str());
    if !matches!(input, Input::Path(_)) || Path::new(&args.what).exists() {
        return Ok(Vendor::new("dump", input, ""));
    }
    let config = project::config(&args.config)
        .map_err(|_| Failure::usage(format!("`{}` is no file, and there is no intertie.toml", args.what)))?;
    project::vendors(&config, std::slice::from_ref(&args.what)).map(|mut vendors| vendors.remove(0))
}
