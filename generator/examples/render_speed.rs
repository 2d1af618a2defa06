//! What printing an API of Stripe's size costs, beside what token streams and a pretty-printer would.
//!
//! `cargo run --release -p intertie-generator --example render_speed`

#[allow(dead_code)]
#[path = "../tests/sample/mod.rs"]
mod sample;

use intertie_generator::document::Method;
use intertie_generator::ir::names::Scope;
#[allow(clippy::wildcard_imports, reason = "it is all about the IR")]
use intertie_generator::ir::*;
use intertie_generator::render::{Form, Options, OutFile, render};
use intertie_generator::write::{Mode, is_current, write};
use std::time::Instant;

const TYPES: u32 = 4_000;
const OPERATIONS: u32 = 619;
const TEXT: &str = "The identifier of the <a href=\"https://docs.example/things\">thing</a> that was `created` for \
    the customer, see https://docs.example/api. It can be null when nothing was created, or 'none' for older ones.";

fn main() {
    let api = large();
    let options = Options { form: Form::Module };
    let files = timed("render", || render(&api, &options));
    let (rust, lines) = files.iter().fold((0, 0), |(b, l), f| (b + f.text.len(), l + f.text.lines().count()));
    println!("{} files, {} KB, {lines} lines, longest {}", files.len(), rust / 1024, longest(&files));
    for _ in 0..3 {
        timed("render again", || render(&api, &options));
    }
    let root = std::env::temp_dir().join(format!("intertie-render-speed-{}", std::process::id()));
    timed("write", || write(&files, &root, "key", Mode::Apply { force: false }).is_ok());
    timed("write unchanged", || write(&files, &root, "key", Mode::Apply { force: false }).is_ok());
    timed("is_current", || is_current(&root, "key"));
    let _ = std::fs::remove_dir_all(root);
    let tokens =
        timed("lex only", || files.iter().filter_map(|f| f.text.parse::<proc_macro2::TokenStream>().ok()).count());
    let parsed = timed("parse with syn", || {
        files.iter().filter_map(|file| syn::parse_file(&file.text).ok()).collect::<Vec<_>>()
    });
    let printed: usize =
        timed("print with prettyplease", || parsed.iter().map(|file| prettyplease::unparse(file).len()).sum());
    println!("{tokens} files lexed, {} KB pretty", printed / 1024);
}

fn longest(files: &[OutFile]) -> String {
    let longest = files.iter().max_by_key(|file| file.text.lines().count());
    longest.map_or(String::new(), |file| format!("{} {}", file.path, file.text.lines().count()))
}

/// Runs it; prints the wall time and the CPU time of all threads.
fn timed<T>(what: &str, run: impl FnOnce() -> T) -> T {
    let (wall, cpu) = (Instant::now(), cpu_ms());
    let out = run();
    println!("{what:>24}: {:>5} ms wall, {:>5} ms CPU", wall.elapsed().as_millis(), cpu_ms() - cpu);
    out
}

/// User and system time of this process, in steps of 10 ms; 0 where there is no `/proc`.
fn cpu_ms() -> u64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let after = stat.rsplit_once(')').map_or("", |(_, after)| after);
    after.split_whitespace().skip(11).take(2).filter_map(|ticks| ticks.parse::<u64>().ok()).sum::<u64>() * 10
}

fn large() -> Api {
    let mut api = sample::acme();
    let mut types = Scope::types();
    let field = |at: u32, nth: u32| {
        let inner = match nth % 5 {
            0 => Ty::Named(TypeId((at * 7 + nth) % TYPES)),
            1 => Ty::Int(IntTy::I64),
            _ => Ty::String,
        };
        let mut field = sample::field(&format!("member_number_{nth}"), inner, nth < 3);
        if nth >= 3 {
            field.ty = Ty::Option(Box::new(field.ty));
        } else if let Ty::Named(_) = field.ty {
            field.ty = Ty::Boxed(Box::new(field.ty));
        }
        field.docs = Docs(TEXT.to_owned());
        field
    };
    api.types = (0..TYPES)
        .map(|at| TypeDef {
            name: types.claim(&format!("resource part number {at}")),
            module: (at / 60) as usize,
            docs: Docs(TEXT.to_owned()),
            deprecated: false,
            origin: sample::origin(),
            kind: if at % 5 == 0 { variants() } else { members((0..12).map(|nth| field(at, nth)).collect()) },
        })
        .collect();
    api.modules =
        (0..=TYPES / 60).map(|at| Module { name: sample::name(&format!("part_{at}")), feature: None }).collect();
    api.groups = (0..60).map(|at| sample::group(&format!("group {at}"))).collect();
    api.operations = (0..OPERATIONS).map(|at| call(&mut types, at)).collect();
    api.events.clear();
    api
}

fn members(fields: Vec<Field>) -> TypeKind {
    TypeKind::Struct(Struct { fields, rest: None, default: false })
}

fn variants() -> TypeKind {
    let variant = |at: usize| Variant {
        name: sample::name(&format!("value {at}")),
        wire: EnumValue::String(format!("value_{at}")),
        docs: Docs::default(),
    };
    TypeKind::Enum(Enum { base: EnumBase::String, variants: (0..8).map(variant).collect() })
}

fn call(types: &mut Scope, at: u32) -> Operation {
    let answer = AnswerContent::Json(Ty::Named(TypeId(at * 5 % TYPES)));
    let fields = (0..14).map(|nth| {
        let mut field =
            sample::query(&format!("parameter_{nth}"), if nth % 3 == 0 { Ty::Int(IntTy::I64) } else { Ty::String });
        field.docs = Docs(TEXT.to_owned());
        field
    });
    let path = format!("/v1/things/{at}");
    let group = (at % 60) as usize;
    let mut op = sample::operation(group, Method::Get, &path, &format!("operation {at}"), fields.collect(), answer);
    op.name = types.claim(&format!("request number {at}"));
    op
}
