//! `&Api` -> files of Rust. Pure, deterministic, cannot fail: an [`Api`] that cannot be printed is a bug of `lower`.
//!
//! A type is printed twice: as a reader likes it (`types/orders.rs`, in rustfmt's layout) and as the tables that only a
//! compiler reads (`types/orders/codec.rs`, which rustfmt skips). Requests likewise.
//!
//! Rust is written as text, by [`text::Code`], not as token streams; the example `render_speed` measures what each costs.

mod client;
mod codec;
mod contract;
mod credentials;
mod docs;
mod events;
mod frame;
mod imports;
pub mod mappings;
mod operations;
mod package;
mod parts;
mod root;
mod signature;
mod text;
mod ty;
mod types;

use crate::ir::Api;
use frame::Frame;
use rayon::prelude::*;

/// What is printed, and how.
#[derive(Debug, Clone)]
pub struct Options {
    /// A crate of its own or a module of the user's.
    pub form: Form,
}

/// What the output is a part of.
#[derive(Debug, Clone)]
pub enum Form {
    /// A package: `Cargo.toml`, `README.md`, `src/lib.rs` and so on, a cargo feature per group.
    Crate(Package),
    /// A folder with `mod.rs`, for a user's crate or `OUT_DIR`. Paths are relative, nothing is behind a feature, and
    /// `mod.rs` may also be taken in by `include!`.
    Module,
}

/// The package of a generated crate.
#[derive(Debug, Clone)]
pub struct Package {
    /// Its name on a registry; the crate is named as the API.
    pub name: String,
    /// Its version.
    pub version: String,
    /// Where the runtime is found.
    pub runtime: Runtime,
    /// Whether the runtime has its default features; without them, clients need a transport of their user's.
    pub runtime_default: bool,
    /// Features of the runtime beside those that the types need.
    pub runtime_features: Vec<String>,
    /// Whether it is a workspace of its own: for a folder within a workspace that does not have it as a member.
    pub standalone: bool,
    /// The contract as JSON text, where contract tests are wanted.
    pub contract: Option<String>,
}

/// Where a generated crate finds the runtime.
#[derive(Debug, Clone)]
pub enum Runtime {
    /// On the registry, by its version.
    Version(String),
    /// In a folder, as the `Cargo.toml` of the crate sees it.
    Path(String),
    /// Wherever the workspace says.
    Workspace,
}

/// A file, not yet written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutFile {
    /// Relative to the output folder, parts separated by `/`.
    pub path: String,
    /// The whole text.
    pub text: String,
}

/// Prints an API. The files are in a fixed order.
pub fn render(api: &Api, options: &Options) -> Vec<OutFile> {
    let frame = Frame::new(api, options);
    let files: Vec<File> = files(&frame);
    let mut files: Vec<OutFile> = files.into_par_iter().map(|file| print(&frame, file)).collect();
    if let Form::Crate(Package { contract: Some(text), .. }) = &options.form {
        files.push(OutFile { path: "tests/contract.json".to_owned(), text: text.clone() });
        files.push(OutFile { path: "tests/contract.rs".to_owned(), text: contract::test_file(&frame) });
    }
    files
}

/// One file to print.
#[derive(Clone, Copy)]
enum File {
    Cargo,
    Readme,
    Root,
    Client,
    Events,
    /// `types.rs`.
    Types,
    /// A module of types.
    Module(usize),
    ModuleCodec(usize),
    /// `operations.rs`.
    Operations,
    Group(usize),
    GroupCodec(usize),
    /// A part of a group.
    Part(usize, usize),
    PartCodec(usize, usize),
    /// Answer enums that several groups share.
    Answers,
}

fn files(frame: &Frame<'_>) -> Vec<File> {
    let mut files = match frame.options.form {
        Form::Crate(_) => vec![File::Cargo, File::Readme, File::Root, File::Client],
        Form::Module => vec![File::Root, File::Client],
    };
    files.extend(root::has_events(frame).then_some(File::Events));
    files.extend(root::has_types(frame).then_some(File::Types));
    for at in (0..frame.api.modules.len()).filter(|&at| frame.has_types(at)) {
        files.push(File::Module(at));
        files.extend(frame.has_codec(at).then_some(File::ModuleCodec(at)));
    }
    files.extend(root::has_operations(frame).then_some(File::Operations));
    files.extend((!frame.shared.is_empty()).then_some(File::Answers));
    for (group, parts) in frame.groups.iter().enumerate().filter(|(group, _)| frame.has_operations(*group)) {
        files.push(File::Group(group));
        for (at, part) in parts.iter().enumerate() {
            match &part.name {
                None if part.operations.is_empty() => {}
                None => files.push(File::GroupCodec(group)),
                Some(_) => files.extend([File::Part(group, at), File::PartCodec(group, at)]),
            }
        }
    }
    files
}

fn print(frame: &Frame<'_>, file: File) -> OutFile {
    let api = frame.api;
    let group_path = |at: usize| format!("operations/{}", api.groups[at].name);
    let part_path = |group: usize, at: usize| {
        let name = frame.groups[group][at].name.as_ref().map_or("", |name| name.as_str());
        format!("{}/{name}", group_path(group))
    };
    let (path, text) = match file {
        File::Cargo => return OutFile { path: "Cargo.toml".to_owned(), text: package::cargo_toml(frame) },
        File::Readme => return OutFile { path: "README.md".to_owned(), text: package::readme(frame) },
        File::Root => (root::name(frame).to_owned(), root::root_file(frame)),
        File::Client => ("client.rs".to_owned(), client::file(frame)),
        File::Events => ("events.rs".to_owned(), events::file(frame)),
        File::Types => ("types.rs".to_owned(), root::types_file(frame)),
        File::Module(at) => {
            (format!("types/{}.rs", api.modules[at].name), types::module_file(frame, at, &api.modules[at]))
        }
        File::ModuleCodec(at) => (format!("types/{}/codec.rs", api.modules[at].name), codec::module_file(frame, at)),
        File::Operations => ("operations.rs".to_owned(), root::operations_file(frame)),
        File::Answers => ("answers.rs".to_owned(), operations::shared_file(frame)),
        File::Group(at) => {
            let text = operations::group_file(frame, &api.groups[at], &frame.groups[at]);
            (format!("{}.rs", group_path(at)), text)
        }
        File::GroupCodec(at) => {
            let text = codec::operations::requests_file(frame, &frame.groups[at][0].operations, 3);
            (format!("{}/codec.rs", group_path(at)), text)
        }
        File::Part(group, at) => {
            let text = operations::part_file(frame, &api.groups[group], &frame.groups[group][at]);
            (format!("{}.rs", part_path(group, at)), text)
        }
        File::PartCodec(group, at) => {
            let text = codec::operations::requests_file(frame, &frame.groups[group][at].operations, 4);
            (format!("{}/codec.rs", part_path(group, at)), text)
        }
    };
    OutFile { path: format!("{}{path}", root::folder(frame)), text }
}
