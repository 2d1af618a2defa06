//! The files that only name others: `lib.rs` or `mod.rs`, `types.rs`, `operations.rs`.

use super::Form;
use super::docs;
use super::frame::Frame;
use super::package;
use super::text::Code;

/// In a crate: what clippy says of names and sizes that the vendor chose.
const CRATE_ALLOWS: &[&str] = &[
    "clippy::enum_variant_names",
    "clippy::large_enum_variant",
    "clippy::module_inception",
    "clippy::should_implement_trait",
    "clippy::type_complexity",
    "clippy::wrong_self_convention",
];

/// In a module of a user's crate, whose own lints are not meant for it, and of which a program uses a part.
const MODULE_ALLOWS: &str =
    "#[allow(dead_code, unused_imports, missing_docs, unreachable_pub, clippy::all, clippy::pedantic)]";

/// The folder of the Rust files, with its `/`.
pub(super) fn folder(frame: &Frame<'_>) -> &'static str {
    match frame.options.form {
        Form::Crate(_) => "src/",
        Form::Module => "",
    }
}

/// The name of the root file.
pub(super) fn name(frame: &Frame<'_>) -> &'static str {
    match frame.options.form {
        Form::Crate(_) => "lib.rs",
        Form::Module => "mod.rs",
    }
}

/// Whether there is anything in `types.rs`.
pub(super) fn has_types(frame: &Frame<'_>) -> bool {
    !frame.api.types.is_empty()
}

/// Whether there is anything in `operations.rs`.
pub(super) fn has_operations(frame: &Frame<'_>) -> bool {
    !frame.api.operations.is_empty()
}

/// Whether there is anything in `events.rs`.
pub(super) fn has_events(frame: &Frame<'_>) -> bool {
    !frame.api.events.is_empty()
}

/// `lib.rs` or `mod.rs`.
pub(super) fn root_file(frame: &Frame<'_>) -> String {
    let mut code = Code::with_capacity(8 << 10);
    code.raw(frame.header());
    let about = package::crate_docs(frame);
    match frame.options.form {
        Form::Crate(_) => {
            code.comment("//!", &about);
            code.blank();
            code.open(format_args!("#![allow("));
            for lint in CRATE_ALLOWS {
                code.line(format_args!("{lint},"));
            }
            code.put("reason = \"names, sizes and the number of arguments are the vendor's\"");
            code.close(")]");
        }
        // `include!` takes neither inner attributes nor inner docs.
        Form::Module => code.comment("//", &about),
    }
    code.blank();
    modules(&mut code, frame);
    code.blank();
    exports(&mut code, frame);
    code.finish()
}

fn modules(code: &mut Code, frame: &Frame<'_>) {
    for (name, there) in parts(frame) {
        if !there {
            continue;
        }
        if matches!(frame.options.form, Form::Module) {
            code.put(MODULE_ALLOWS);
        }
        code.line(format_args!("mod {name};"));
    }
}

fn parts(frame: &Frame<'_>) -> [(&'static str, bool); 5] {
    [
        ("answers", !frame.shared.is_empty()),
        ("client", true),
        ("events", has_events(frame)),
        ("operations", has_operations(frame)),
        ("types", has_types(frame)),
    ]
}

fn exports(code: &mut Code, frame: &Frame<'_>) {
    for (name, there) in parts(frame) {
        if !there {
            continue;
        }
        match frame.options.form {
            Form::Module => code.put("#[allow(unused_imports, unreachable_pub)]"),
            Form::Crate(_) if gated(frame, name) => {
                code.put("#[allow(unused_imports, reason = \"empty where every feature is off\")]");
            }
            Form::Crate(_) => {}
        }
        match name {
            "client" => code.put("pub use client::{Call, Client};"),
            "events" => code.put("pub use events::Event;"),
            name => code.line(format_args!("pub use {name}::*;")),
        }
    }
}

/// Whether all that a module holds is behind features.
fn gated(frame: &Frame<'_>, name: &str) -> bool {
    match name {
        "operations" => true,
        "types" => frame.api.modules.iter().all(|module| module.feature.is_some()),
        _ => false,
    }
}

/// `types.rs`.
pub(super) fn types_file(frame: &Frame<'_>) -> String {
    let modules = frame.api.modules.iter().enumerate().filter(|(at, _)| frame.has_types(*at));
    let modules = modules.map(|(_, module)| (module.name.as_str(), module.feature.as_deref())).collect();
    list(frame, "What requests and answers are made of.", modules)
}

/// `operations.rs`.
pub(super) fn operations_file(frame: &Frame<'_>) -> String {
    let groups = frame.api.groups.iter().enumerate().filter(|(at, _)| frame.has_operations(*at));
    let groups = groups.map(|(_, group)| (group.name.as_str(), Some(group.feature.as_str()))).collect();
    list(frame, "Requests and the methods that make them, by group.", groups)
}

/// Modules and what they export, sorted as rustfmt sorts them: modules by letter, imports by number, too.
fn list(frame: &Frame<'_>, about: &str, mut modules: Vec<(&str, Option<&str>)>) -> String {
    modules.sort_unstable();
    let mut code = Code::with_capacity(4 << 10);
    code.raw(frame.header());
    code.comment("//!", about);
    code.blank();
    for (name, feature) in &modules {
        feature.and_then(|feature| frame.cfg(feature)).iter().for_each(|cfg| code.put(cfg));
        code.line(format_args!("mod {name};"));
    }
    code.blank();
    modules.sort_by(|a, b| super::imports::order(a.0, b.0));
    for (name, feature) in &modules {
        feature.and_then(|feature| frame.cfg(feature)).iter().for_each(|cfg| code.put(cfg));
        code.line(format_args!("pub use {name}::*;"));
    }
    code.finish()
}

/// The vendor's description, as Markdown that is inert.
pub(super) fn description(frame: &Frame<'_>) -> String {
    docs::full(&frame.api.docs, 96)
}
