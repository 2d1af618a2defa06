//! Documents made to harm: refused, or what comes out is inert; always in bounded time and on a usual stack.

use intertie_generator::diag::Code;
use intertie_generator::load::Input;
use intertie_tests::pipeline::{self, Outcome};
use intertie_tests::{fixtures, inert, parallel};
use std::fmt::Write as _;
use std::path::Path;
use std::time::{Duration, Instant};

/// Far more than any of these documents needs, in a debug build on a busy machine; far less than what explodes takes.
const PATIENCE: Duration = Duration::from_secs(20);

#[test]
fn every_hostile_fixture_is_refused_or_inert() {
    let all = fixtures::hostile();
    let judged = parallel::map(&all, parallel::USUAL_STACK, |fixture| {
        let started = Instant::now();
        let outcome = pipeline::run(&pipeline::vendor("acme", Input::Path(fixture.document())));
        judge(&fixture.name, &outcome, started.elapsed())
    });
    finish(judged);
}

#[test]
fn what_is_nested_too_deep_is_refused() {
    let mut all = Vec::new();
    for depth in [1_000, 10_000, 100_000] {
        for (name, open, close) in NESTS {
            let text = format!("{}{}{{}}{}{}", nest_head(name), open.repeat(depth), close.repeat(depth), NEST_TAIL);
            all.push((format!("{name} {depth} deep"), text));
        }
        let mut block = String::from("openapi: 3.0.3\ninfo: { title: A, version: '1' }\npaths: {}\nx-deep:\n");
        // A block's lines are as long as it is deep: its size grows with the square.
        let depth = depth.min(2_000);
        for level in 1..=depth {
            let _ = writeln!(block, "{}a:", " ".repeat(level));
        }
        all.push((format!("block {depth} deep"), block));
    }
    let judged = parallel::map(&all, parallel::USUAL_STACK, |(name, text)| {
        let started = Instant::now();
        let outcome = pipeline::run_text("acme", text.as_str());
        let mut wrong = judge(name, &outcome, started.elapsed());
        if outcome.api.is_some() || !outcome.findings.has(Code::TooLarge) {
            wrong.push(format!("{name}: not refused as too large but {:?}", outcome.findings.all()));
        }
        wrong
    });
    finish(judged);
}

/// What is repeated around the innermost `{}`.
const NESTS: &[(&str, &str, &str)] = &[
    ("items", r#"{"type":"array","items":"#, "}"),
    ("allOf", r#"{"allOf":["#, "]}"),
    ("anyOf", r#"{"anyOf":[{"type":"string"},"#, "]}"),
    ("properties", r#"{"properties":{"a":"#, "}}"),
    ("list", "[", "]"),
    ("flow", "{a: ", "}"),
];

const NEST_TAIL: &str = "}}}";

fn nest_head(name: &str) -> &'static str {
    match name {
        "flow" => "openapi: 3.0.3\ninfo: {title: A, version: '1'}\npaths: {}\nx-deep: {a: {b: {A: ",
        _ => r#"{"openapi":"3.0.3","info":{"title":"A","version":"1"},"paths":{},"components":{"schemas":{"A":"#,
    }
}

#[test]
fn long_chains_of_references_end() {
    let ring = |of: fn(&str) -> String, count: usize| chain(count, of, &of("S0"));
    let open = |of: fn(&str) -> String, count: usize| chain(count, of, r#"{"type":"string"}"#);
    let mut all: Vec<(String, String)> = Vec::new();
    for (name, of) in LINKS {
        all.push((format!("chain of 10,000 {name}"), open(*of, 10_000)));
        all.push((format!("ring of 10,000 {name}"), ring(*of, 10_000)));
    }
    all.push(("two chains merged level by level".to_owned(), merged(3_000)));
    all.push(("a schema named 20,000 times".to_owned(), wide(20_000)));
    let judged = parallel::map(&all, parallel::USUAL_STACK, |(name, text)| {
        let started = Instant::now();
        let outcome = pipeline::run_text("acme", text.as_str());
        judge(name, &outcome, started.elapsed())
    });
    finish(judged);
}

/// How a schema may lead to the next one.
type Link = (&'static str, fn(&str) -> String);

const LINKS: &[Link] = &[
    ("$ref", reference),
    ("allOf", |next| format!(r#"{{"allOf":[{}]}}"#, reference(next))),
    ("allOf with a member", |next| {
        format!(r#"{{"allOf":[{}],"properties":{{"p{next}":{{"type":"string"}}}}}}"#, reference(next))
    }),
    ("allOf with the same member", |next| {
        format!(r#"{{"allOf":[{}],"properties":{{"p":{{"type":"string"}}}}}}"#, reference(next))
    }),
    ("properties", |next| format!(r#"{{"properties":{{"a":{}}}}}"#, reference(next))),
    ("required properties", |next| format!(r#"{{"required":["a"],"properties":{{"a":{}}}}}"#, reference(next))),
    ("items", |next| format!(r#"{{"type":"array","items":{}}}"#, reference(next))),
    ("additionalProperties", |next| format!(r#"{{"additionalProperties":{}}}"#, reference(next))),
    ("anyOf", |next| format!(r#"{{"anyOf":[{{"type":"integer"}},{}]}}"#, reference(next))),
    ("oneOf of objects", |next| {
        format!(r#"{{"oneOf":[{{"properties":{{"o{next}":{{"type":"string"}}}}}},{}]}}"#, reference(next))
    }),
    ("inline members", |next| format!(r#"{{"properties":{{"in":{{"properties":{{"a":{}}}}}}}}}"#, reference(next))),
    ("a base class", |next| {
        format!(
            r#"{{"allOf":[{}],"properties":{{"k":{{"type":"string"}}}},"discriminator":{{"propertyName":"k"}}}}"#,
            reference(next)
        )
    }),
];

fn reference(to: &str) -> String {
    format!("{{\"$ref\":\"#/components/schemas/{to}\"}}")
}

/// `S0` leads to `S1` and so on; the last one is `last`.
fn chain(count: usize, of: fn(&str) -> String, last: &str) -> String {
    let mut schemas = String::new();
    for at in 1..count {
        let _ = write!(schemas, r#""S{}":{},"#, at - 1, of(&format!("S{at}")));
    }
    document(&format!(r#"{schemas}"S{}":{last}"#, count - 1))
}

/// `A0` and `B0` hold `A1` and `B1` under one name, and so on; the root is both.
fn merged(count: usize) -> String {
    let mut schemas =
        String::from(r##""S0":{"allOf":[{"$ref":"#/components/schemas/A0"},{"$ref":"#/components/schemas/B0"}]}"##);
    for (letter, at) in ["A", "B"].iter().flat_map(|letter| (0..count).map(move |at| (letter, at))) {
        let next =
            if at + 1 == count { r#"{"type":"string"}"#.to_owned() } else { reference(&format!("{letter}{}", at + 1)) };
        let _ = write!(schemas, r#","{letter}{at}":{{"properties":{{"{letter}":{{"type":"string"}},"next":{next}}}}}"#);
    }
    document(&schemas)
}

fn wide(count: usize) -> String {
    let members: Vec<String> = (0..count).map(|at| format!(r#""m{at}":{}"#, reference("S0"))).collect();
    document(&format!(r#""S0":{{"properties":{{{}}}}}"#, members.join(",")))
}

/// A document whose one operation takes and gives `S0`.
fn document(schemas: &str) -> String {
    let body = r##"{"application/json":{"schema":{"$ref":"#/components/schemas/S0"}}}"##;
    format!(
        r#"{{"openapi":"3.0.3","info":{{"title":"A","version":"1"}},"paths":{{"/a":{{"post":{{"operationId":"a","requestBody":
        {{"content":{body}}},"responses":{{"200":{{"description":"a","content":{body}}}}}}}}}}},"components":{{"schemas":{{{schemas}}}}}}}"#
    )
}

#[test]
fn long_and_many_names_are_cut_and_stay_different() {
    let long = "a".repeat(100_000);
    let words = "word ".repeat(20_000);
    let names = format!(
        r##"{{"openapi":"3.0.3","info":{{"title":"{words}","version":"{long}"}},"paths":{{"/{long}":{{"get":{{"tags":["{long}"],
        "operationId":"{words}","parameters":[{{"name":"{long}","in":"query","schema":{{"type":"string"}}}}],"responses":{{"200":
        {{"description":"{words}","content":{{"application/json":{{"schema":{{"$ref":"#/components/schemas/{long}"}}}}}}}}}}}}}}}},
        "components":{{"schemas":{{"{long}":{{"properties":{{"{long}":{{"type":"string","enum":["{long}","{long}b","{words}"]}},
        "{long}b":{{"properties":{{"x":{{"type":"string"}}}}}}}}}}}}}}}}"##
    );
    let stem = "p".repeat(200);
    let many: Vec<String> = (0..5_000).map(|at| format!(r#""{stem}{at}":{{"type":"string"}}"#)).collect();
    let same: Vec<String> = (0..5_000).map(|at| format!(r#""a{}b":{{"type":"string"}}"#, "-".repeat(at))).collect();
    let all = [
        ("names of 100,000 letters".to_owned(), names),
        (
            "5,000 names that differ at the end".to_owned(),
            document(&format!(r#""S0":{{"properties":{{{}}}}}"#, many.join(","))),
        ),
        (
            "5,000 names that are one in Rust".to_owned(),
            document(&format!(r#""S0":{{"properties":{{{}}}}}"#, same.join(","))),
        ),
    ];
    let judged = parallel::map(&all, parallel::USUAL_STACK, |(name, text)| {
        let started = Instant::now();
        let outcome = pipeline::run_text("acme", text.as_str());
        let mut wrong = judge(name, &outcome, started.elapsed());
        let longest = outcome
            .files
            .iter()
            .filter(|file| Path::new(&file.path).extension().is_some_and(|e| e == "rs"))
            .map(|file| longest_name(&file.text))
            .max();
        wrong.extend(
            longest.filter(|&length| length > 255).map(|length| format!("{name}: an identifier of {length} letters")),
        );
        wrong
    });
    finish(judged);
}

/// The longest identifier outside of literals and comments.
fn longest_name(text: &str) -> usize {
    fn within(tokens: proc_macro2::TokenStream) -> usize {
        let length = |token| match token {
            proc_macro2::TokenTree::Ident(ident) => ident.to_string().len(),
            proc_macro2::TokenTree::Group(group) => within(group.stream()),
            _ => 0,
        };
        tokens.into_iter().map(length).max().unwrap_or(0)
    }
    text.parse().map_or(0, within)
}

/// What is wrong with what became of a document.
fn judge(name: &str, outcome: &Outcome, took: Duration) -> Vec<String> {
    let mut wrong = inert::suspicions(&outcome.files);
    if took > PATIENCE {
        wrong.push(format!("took {:.1} s", took.as_secs_f64()));
    }
    let end = if outcome.api.is_some() { "generated" } else { "refused" };
    println!("{:6.2} s  {end}  {name}", took.as_secs_f64());
    wrong.into_iter().map(|what| format!("{name}: {what}")).collect()
}

fn finish(judged: Vec<Vec<String>>) {
    let wrong: Vec<String> = judged.into_iter().flatten().collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
