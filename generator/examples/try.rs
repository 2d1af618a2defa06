use intertie_generator::{diag::Sink, document::Dialect, load::RawDoc, lower, normalize, resolve};
use std::time::Instant;
fn main() {
    let show = std::env::args().any(|a| a == "--show");
    for file in std::env::args().skip(1).filter(|a| !a.starts_with("--")) {
        let text = std::fs::read_to_string(&file).unwrap();
        let t = Instant::now();
        let value: serde_json::Value = if text.trim_start().starts_with('{') {
            serde_json::from_str(&text).unwrap()
        } else {
            serde_yaml::from_str(&text).unwrap()
        };
        let parse = t.elapsed();
        let dialect = if value.get("swagger").is_some() {
            Dialect::Swagger2
        } else if value["openapi"].as_str().unwrap_or("").starts_with("3.1") {
            Dialect::OpenApi31
        } else {
            Dialect::OpenApi30
        };
        let raw = RawDoc { value, dialect, digest: String::new(), sources: vec![], mounts: vec![] };
        let mut sink = Sink::default();
        let t = Instant::now();
        let doc = normalize::normalize(&raw, &mut sink).unwrap();
        let norm = t.elapsed();
        let n = sink.found().len();
        let t = Instant::now();
        let resolved = resolve::resolve(doc, &resolve::Slice::default(), &mut sink).unwrap();
        let res = t.elapsed();
        let t = Instant::now();
        let api = lower::lower(&resolved, &lower::Options { name: "x".into(), ..Default::default() }, &mut sink);
        let low = t.elapsed();
        eprintln!(
            "{file}: parse {parse:?} normalize {norm:?} resolve {res:?} lower {low:?}; {} types {} ops {}/{} ring {} diags {n}+{} groups {} modules {}",
            api.types.len(),
            resolved.operations.len(),
            api.operations.len(),
            api.declared_operations,
            api.deepest_cycle,
            sink.found().len() - n,
            api.groups.len(),
            api.modules.len()
        );
        if show {
            println!("{}", intertie_generator::ir::text::dump(&api));
            for d in sink.found() {
                println!("{:?} {} {} {}", d.severity, d.code.as_str(), d.pointer, d.message);
            }
        }
    }
}
