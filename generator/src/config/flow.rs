//! `[flow.NAME]`: where a flow is written and which mappings it uses, so that what a vendor changes can be told of it.

use crate::diag::Diagnostic;
use crate::toml_text::{Text, nearest};
use serde::Deserialize;
use std::path::{Path, PathBuf};
use toml::Spanned;

/// A flow.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Flow {
    /// The name in `[flow.NAME]`.
    pub name: String,
    /// The files, or folders, that it is written in.
    pub files: Vec<PathBuf>,
    /// The mappings that it uses.
    pub mappings: Vec<String>,
}

/// `[flow.NAME]`, as typed.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct FlowTable {
    files: Vec<Spanned<PathBuf>>,
    #[serde(default)]
    mappings: Vec<Spanned<String>>,
}

/// One flow with its paths resolved; `known` are the mappings that there are.
pub(super) fn flow(
    text: &Text<'_>,
    base: &Path,
    known: &[&str],
    name: &Spanned<String>,
    table: FlowTable,
    problems: &mut Vec<Diagnostic>,
) -> Flow {
    let mut file = |typed: Spanned<PathBuf>| {
        let path = base.join(typed.get_ref());
        if !path.exists() {
            let message = format!("flow `{}`: there is no `{}`", name.get_ref(), typed.get_ref().display());
            problems.push(text.at(typed.span(), message).help("name the files that the flow is written in"));
        }
        path
    };
    let files = table.files.into_iter().map(&mut file).collect();
    for typed in table.mappings.iter().filter(|typed| !known.contains(&typed.get_ref().as_str())) {
        let message = format!("flow `{}`: there is no mapping `{}`", name.get_ref(), typed.get_ref());
        let near = nearest(typed.get_ref(), known).map(|near| format!("did you mean `{near}`?"));
        let help = near.unwrap_or_else(|| "mappings are declared as `[mapping.NAME]`".to_owned());
        problems.push(text.at(typed.span(), message).help(help));
    }
    let mappings = table.mappings.into_iter().map(Spanned::into_inner).collect();
    Flow { name: name.get_ref().clone(), files, mappings }
}
