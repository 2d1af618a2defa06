//! What surrounds the traits: `Cargo.toml` and the root module.

use super::{MappingForm, Sheet, header};
use crate::render::package::{View, fill, toml};
use crate::render::{OutFile, Runtime};
use minijinja::Value;
use std::collections::BTreeSet;

/// The files beside those of the traits.
pub(super) fn files(sheet: &Sheet<'_>) -> Vec<OutFile> {
    match sheet.form {
        MappingForm::Crate { name, runtime } => vec![
            OutFile { path: "Cargo.toml".to_owned(), text: cargo_toml(sheet, name, runtime) },
            OutFile { path: "src/lib.rs".to_owned(), text: root(sheet) },
        ],
        MappingForm::Module { .. } => vec![OutFile { path: "mod.rs".to_owned(), text: root(sheet) }],
    }
}

fn cargo_toml(sheet: &Sheet<'_>, name: &str, runtime: &Runtime) -> String {
    let runtime = match runtime {
        Runtime::Version(version) => format!("version = {}", toml(version)),
        Runtime::Path(path) => format!("path = {}", toml(path)),
        Runtime::Workspace => "workspace = true".to_owned(),
    };
    let used: BTreeSet<usize> = sheet.mappings.traits.iter().flat_map(vendors).collect();
    let mut lines: Vec<String> = (used.into_iter())
        .map(|at| &sheet.mappings.vendors[at])
        .map(|vendor| place(&vendor.package, &vendor.path))
        .collect();
    lines.extend(sheet.mappings.crates.iter().map(|(name, path)| place(name, path)));
    let view = View::from([
        ("header", header().trim().trim_start_matches("// ").into()),
        ("name", toml(name).into()),
        ("version", toml(env!("CARGO_PKG_VERSION")).into()),
        ("runtime", runtime.into()),
        ("lines", Value::from(lines)),
    ]);
    fill(include_str!("../../../templates/mappings.toml.j2"), view)
}

/// A dependency that lies in a folder.
fn place(package: &str, path: &str) -> String {
    format!("{} = {{ path = {} }}", toml(package), toml(path))
}

/// The vendors that a trait names.
fn vendors(made: &crate::ir::mapping::MappingTrait) -> Vec<usize> {
    made.sources.iter().map(|source| source.ty.vendor).chain([made.target.vendor]).collect()
}

fn root(sheet: &Sheet<'_>) -> String {
    let mut text = header();
    text.push_str(
        "//! Mappings between vendors: a trait for each pair of types, a method for each field. Who implements a trait says\n\
         //! where the values come from; what is beyond doubt has a default.\n\n",
    );
    let mut traits: Vec<_> = sheet.mappings.traits.iter().map(|made| (&made.module, &made.name)).collect();
    traits.sort();
    for (module, _) in &traits {
        text.extend(["mod ", module.as_str(), ";\n"]);
    }
    text.push('\n');
    for (module, name) in &traits {
        text.extend(["pub use ", module.as_str(), "::", name.as_str(), ";\n"]);
    }
    text
}
