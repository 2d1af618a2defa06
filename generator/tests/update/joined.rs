//! `intertie update`: changes joined with acceptances, mappings and flows, in every form; and one program at a time.

use crate::project::{OLD, Project, Ran, new};
use std::io::{BufRead as _, BufReader, Write as _};
use std::net::TcpListener;
use std::process::Stdio;

/// A vendor that mappings lead to and come from.
const TILL: &str = "\
openapi: 3.0.3
info: {title: Till, version: '1'}
paths:
  /receipts:
    post:
      operationId: createReceipt
      requestBody: {required: true, content: {application/json: {schema: {$ref: '#/components/schemas/Receipt'}}}}
      responses: {'204': {description: Kept.}}
  /baskets/{id}:
    get:
      operationId: getBasket
      parameters: [{name: id, in: path, required: true, schema: {type: string}}]
      responses: {'200': {description: It., content: {application/json: {schema: {$ref: '#/components/schemas/Basket'}}}}}
components:
  schemas:
    Receipt: {type: object, required: [id], properties: {id: {type: string}, origin: {type: string}}}
    Basket: {type: object, required: [amount], properties: {amount: {type: integer}, currency: {type: string}}}
";

const MAPPINGS: &str = "
[vendor.till]
spec = \"specs/till.yaml\"

[mappings]
stubs = \"src/mappings\"

[mapping.charge_to_receipt]
from = { charge = \"acme.Charge\" }
to = \"till.Receipt\"

[mapping.basket_to_order]
from = { basket = \"till.Basket\" }
to = \"acme.OrderInput\"

[flow.sell]
files = [\"src/mappings\"]
mappings = [\"basket_to_order\"]
";

const RECEIPT: &str = "\
struct Ours;
impl mappings::charge_to_receipt::ChargeToReceipt for Ours {
    fn origin(&self, charge: &acme::Charge) -> intertie::map::Result<Option<String>> {
        Ok(charge.source.clone())
    }
}
";

const UPDATE: [&str; 5] = ["update", "acme", "--to", "new.yaml", "--no-compile"];

fn mapped(test: &str) -> Project {
    let project = Project::new(test, MAPPINGS);
    project.write("specs/till.yaml", TILL);
    project.write("src/mappings/charge_to_receipt.rs", RECEIPT);
    project.run(&["generate"]).ends(0);
    project
}

fn update(project: &Project, more: &[&str]) -> Ran {
    project.run(&[&UPDATE, more].concat())
}

#[test]
fn mappings_and_flows_that_are_hit_are_named_and_move_along() {
    let project = mapped("joined-mappings");
    let before = project.files();
    let ran = update(&project, &["--dry-run"]).ends(0);
    let told = ran.out.split("\nmappings:\n").nth(1).unwrap_or_default();
    let expected = "  \
        intertie.toml:20 basket_to_order writes OrderInput: required property customer added in 2026-05 (breaking)\n  \
        src/mappings/charge_to_receipt.rs:3 charge_to_receipt reads Charge.source: removed in 2026-05 (breaking)\n\
        flows:\n  sell: mapping basket_to_order\n";
    assert!(told.starts_with(expected), "{ran:#?}");
    assert!(ran.out.ends_with("; 0 lines hit, 2 mappings, 1 flows\n"), "{ran:#?}");
    assert_eq!(project.files(), before, "a dry run changed a file");

    let told: serde_json::Value =
        serde_json::from_str(&update(&project, &["--dry-run", "--format", "json"]).ends(0).out).unwrap();
    let hit = &told["impact"]["mappings"][1];
    assert_eq!((&hit["mapping"], &hit["how"], &hit["line"]), (&"charge_to_receipt".into(), &"reads".into(), &3.into()));
    assert_eq!(told["impact"]["flows"][0]["mappings"][0], "basket_to_order");

    let name = "generated/mappings/src/basket_to_order.rs";
    assert!(!project.read(name).contains("fn customer"), "{}", project.read(name));
    update(&project, &["--yes"]).ends(0);
    assert!(project.read(name).contains("fn customer"), "{}", project.read(name));
    assert_eq!(project.read("src/mappings/charge_to_receipt.rs"), RECEIPT, "people's files are people's");
    project.run(&["check"]).ends(0);
}

#[test]
fn a_mapping_that_the_new_version_does_not_allow_stops_the_move() {
    let project = mapped("joined-refused");
    project.write("new.yaml", &new().replace("Charge", "Payment"));
    let before = project.files();
    let ran = update(&project, &["--yes"]).ends(2);
    assert!(ran.err.contains("error[bad-mapping]") && ran.err.contains("intertie.toml:15:"), "{ran:#?}");
    assert!(ran.out.contains("charge_to_receipt reads Charge"), "{ran:#?}");
    assert_eq!(project.files(), before);
    project.write("generated/mappings/src/lib.rs", "// mine\n");
    project.write("new.yaml", &new());
    let ran = update(&project, &["--yes"]).ends(4);
    assert!(ran.err.contains("error[edited-output]") && ran.err.contains("generated/mappings"), "{ran:#?}");
}

const ACCEPTED: &str = "\
[[accept]]
vendor = 'acme'
kind = 'operation-id-changed'
reason = 'we wrap it'
";

#[test]
fn what_a_team_accepts_is_told_as_accepted_and_does_not_count() {
    let project = Project::new("joined-accepted", "");
    project.run(&["generate"]).ends(0);
    project.write("intertie.accept.toml", ACCEPTED);
    let before = project.files();
    let ran = update(&project, &["--yes", "--fail-on", "breaking"]).ends(5);
    assert!(ran.out.contains("breaking[operation-id-changed]") && ran.out.contains("accepted: we wrap it"), "{ran:#?}");
    assert!(ran.out.ends_with("acme: would move from 2025-11 to 2026-05, 20 files; 0 lines hit, 1 changes accepted\n"));
    assert_eq!(project.files(), before, "what --fail-on asks about stops the move");

    let told: serde_json::Value =
        serde_json::from_str(&update(&project, &["--dry-run", "--format", "json"]).ends(0).out).unwrap();
    assert_eq!((&told["changes"]["breaking"], &told["open"]["breaking"]), (&3.into(), &2.into()), "{told:#}");
    assert_eq!(told["report"]["findings"].as_array().map(Vec::len), Some(5));

    let others =
        ["required-property-added", "property-removed"].map(|kind| ACCEPTED.replace("operation-id-changed", kind));
    let stale = ACCEPTED.replace("operation-id-changed", "tag-added");
    project.write("intertie.accept.toml", &format!("{ACCEPTED}{}{stale}", others.concat()));
    let ran = update(&project, &["--yes", "--fail-on", "breaking"]).ends(0);
    assert!(ran.out.contains("stale acceptance: tag-added: it matches no finding"), "{ran:#?}");
    assert!(ran.out.ends_with("acme: moved from 2025-11 to 2026-05, 20 files; 0 lines hit, 3 changes accepted\n"));
}

#[test]
fn a_move_is_told_as_markdown_and_as_annotations() {
    let project = mapped("joined-forms");
    project.write("intertie.accept.toml", ACCEPTED);
    let ran = update(&project, &["--dry-run", "--format", "markdown"]).ends(0);
    assert!(ran.out.starts_with("## `acme` `2025-11` to `2026-05`\n\n3 breaking"), "{ran:#?}");
    let hit = "### mappings that are hit\n\n- `intertie.toml:20 basket_to_order writes OrderInput: required property";
    assert!(ran.out.contains(hit) && ran.out.contains("### flows that are hit\n\n- `sell: mapping"), "{ran:#?}");
    assert!(ran.out.contains("; accepted: `we wrap it`"), "{ran:#?}");

    let ran = update(&project, &["--dry-run", "--format", "github"]).ends(0);
    let lines: Vec<&str> = ran.out.lines().collect();
    assert!(lines.iter().all(|line| line.starts_with("::")), "{ran:#?}");
    let has = |start: &str, part: &str| lines.iter().any(|line| line.starts_with(start) && line.contains(part));
    assert!(has("::notice file=new.yaml", "(accepted: we wrap it)"), "{ran:#?}");
    assert!(has("::error file=src/mappings/charge_to_receipt.rs,line=3", "reads Charge.source"), "{ran:#?}");
    let ran = update(&project, &["--dry-run", "--format", "html"]).ends(2);
    assert!(ran.err.contains("only `intertie diff` writes reports"), "{ran:#?}");
}

#[test]
fn two_programs_do_not_change_one_project_at_once() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    let project = Project::new("joined-busy", &format!("source = \"http://{address}/acme.yaml\"\n"));
    project.run(&["generate"]).ends(0);
    let mut first = project.command(&["update", "acme", "--no-compile", "--yes"]);
    let mut first = first.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    // It asks, and is kept waiting.
    listener.set_nonblocking(true).unwrap();
    let mut stream = loop {
        match listener.accept() {
            Ok((stream, _)) => break stream,
            Err(_) => assert!(first.try_wait().unwrap().is_none(), "it ended without asking"),
        }
        std::thread::yield_now();
    };
    stream.set_nonblocking(false).unwrap();
    let lines = BufReader::new(stream.try_clone().unwrap()).lines().map_while(Result::ok);
    let _: Vec<String> = lines.take_while(|line| !line.is_empty()).collect();
    let before = project.files();
    for second in [&["generate"][..], &["update", "acme", "--to", "new.yaml", "--no-compile", "--yes"]] {
        let ran = project.run(second).ends(6);
        let who =
            format!("error[busy]: another intertie is changing this project (process {}: update acme)", first.id());
        assert!(ran.err.contains(&who) && ran.err.contains("  --> .intertie-busy:1:1\n  = help: wait"), "{ran:#?}");
    }
    assert_eq!(project.files(), before);
    project.run(&["check"]).ends(0);
    let body = new();
    let length = body.len();
    write!(stream, "HTTP/1.1 200 OK\r\ncontent-length: {length}\r\nconnection: close\r\n\r\n{body}").unwrap();
    drop(stream);
    let ran = Ran::of(&first.wait_with_output().unwrap()).ends(0);
    assert!(ran.out.contains("acme: moved from 2025-11 to 2026-05"), "{ran:#?}");
    assert!(!project.has(".intertie-busy") && project.read("specs/acme/2026-05.yaml") != OLD);
    project.run(&["generate"]).ends(0);
}

/// A document whose schema lies in another file.
fn parts(version: &str, member: &str, file: &str) -> [(String, String); 2] {
    let main = format!(
        "openapi: 3.0.3\ninfo: {{title: Parts, version: '{version}'}}\npaths:\n  /a: {{get: {{operationId: a, responses: \
         {{'200': {{description: It., content: {{application/json: {{schema: {{$ref: '{file}'}}}}}}}}}}}}}}\n"
    );
    let part = format!("type: object\nproperties:\n  id: {{type: string}}\n  {member}: {{type: string}}\n");
    [("api.yaml".to_owned(), main), (file.to_owned(), part)]
}

#[test]
fn a_document_of_several_files_moves_as_a_whole() {
    let project = Project::new("joined-several", "\n[vendor.parts]\nspec = \"specs/parts/api.yaml\"\n");
    for (folder, files) in
        [("specs/parts", parts("1", "gone", "a/one.yaml")), ("next", parts("2", "fresh", "a/two.yaml"))]
    {
        for (path, text) in &files {
            project.write(&format!("{folder}/{path}"), text);
        }
    }
    project.run(&["generate"]).ends(0);
    let args = ["update", "parts", "--to", "next/api.yaml", "--no-compile", "--yes"];
    project.write("specs/parts/a/two.yaml", "ours: true\n");
    let ran = project.run(&args).ends(4);
    assert!(ran.err.contains("specs/parts/a/two.yaml is another document already"), "{ran:#?}");
    std::fs::remove_file(project.0.join("specs/parts/a/two.yaml")).unwrap();
    let ran = project.run(&args).ends(0);
    assert!(ran.out.contains("breaking[property-removed]") && ran.out.contains("parts: moved from 1 to 2"), "{ran:#?}");
    assert_eq!(project.read("specs/parts/a/two.yaml"), project.read("next/a/two.yaml"));
    assert!(!project.has("specs/parts/a/one.yaml") && project.has("specs/parts/CHANGELOG.md"));
    project.run(&["check"]).ends(0);
    assert!(project.run(&args).ends(0).out.contains("parts: 2 is the newest"));
    // Back to one file.
    let one = parts("3", "x", "a/two.yaml")[0].1.replace("{$ref: 'a/two.yaml'}", "{type: string}");
    project.write("one.yaml", &one);
    project.run(&["update", "parts", "--to", "one.yaml", "--no-compile", "--yes"]).ends(0);
    assert!(project.read("specs/parts/api.yaml") == one && !project.has("specs/parts/a/two.yaml"));
    project.run(&["check"]).ends(0);
}
