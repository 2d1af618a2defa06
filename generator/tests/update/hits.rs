//! `intertie update`: a project moves as a whole, and is told which of its lines are hit.

use crate::project::{OLD, Project, Ran, new};
use crate::{CARGO_TOML, shop, update};
use std::fs;
use std::io::{BufRead as _, BufReader, Write as _};
use std::net::TcpListener;
use std::path::PathBuf;
use std::process::Stdio;
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

const CHARGES: &str = "\
//! Charges.
use acme::{Charge, Client};

pub async fn origin(client: &Client, id: &str) -> Option<String> {
    let charge: Charge = client.charges().get(id).send().await.ok()?.into();
    charge.source
}

pub fn amount(charge: &Charge) -> Option<i64> {
    charge.amount
}
";

const ORDERS: &str = "\
//! Orders.
use acme::{Client, Order, OrderInput, OrderStatus};

pub async fn count(client: &Client) -> usize {
    let orders = client.orders().list().send().await;
    orders.map_or(0, |orders| orders.len())
}

pub async fn order(client: &Client) -> Option<String> {
    let input = OrderInput::new(700);
    let order = client.orders().create(input).send().await.ok()?;
    Some(order.id.clone())
}

pub fn is_paid(order: &Order) -> bool {
    order.status == OrderStatus::Paid && !order.note.is_empty()
}
";

/// The lines that tell of hits.
fn hits(ran: &Ran) -> Vec<&str> {
    ran.out.lines().filter(|line| line.starts_with("  src/") || line.starts_with("  intertie.toml")).collect()
}

#[test]
fn exactly_the_lines_that_are_hit_are_named_and_then_all_moves() {
    let lib = "//! A shop.\npub mod charges;\npub mod orders;\n";
    let files = [("src/lib.rs", lib), ("src/charges.rs", CHARGES), ("src/orders.rs", ORDERS)];
    let project = &shop("", &files).project;
    let before = project.files();
    let ran = update(project, &["--dry-run"]).ends(0);
    let broken = [
        "  src/charges.rs:6 uses Charge.source: removed in 2026-05 (breaking)",
        "  src/orders.rs:5 uses orders().list(): is orders().search() now in 2026-05 (breaking)",
        "  src/orders.rs:10 uses OrderInput: required property customer added in 2026-05 (breaking)",
    ];
    let different = "  src/orders.rs:16 uses OrderStatus: enum value Void added in 2026-05 (additive)";
    assert_eq!(hits(&ran), [&broken[..], &[different]].concat(), "{ran:#?}");
    let after = |title: &str| ran.out.split(title).nth(1).unwrap_or_default().trim_start().to_owned();
    assert!(after("does not compile any more:\n").starts_with(broken[0].trim_start()), "{ran:#?}");
    assert!(after("compiles, and may behave differently:\n").starts_with(different.trim_start()), "{ran:#?}");
    assert!(ran.out.ends_with("acme: would move from 2025-11 to 2026-05, 20 files; 4 lines hit\n"), "{ran:#?}");
    assert_eq!(project.files(), before, "a dry run changed a file");

    // A name that is gone ends the compiler's work early: the other lines are named all the same.
    project.write("src/lib.rs", "//! A shop.\npub mod charges;\npub mod early;\npub mod orders;\n");
    project.write("src/early.rs", "pub use acme::ListOrders;\n");
    let ran = update(project, &["--dry-run"]).ends(0);
    let early = ["  src/early.rs:1 uses orders().list(): is orders().search() now in 2026-05 (breaking)"];
    assert_eq!(hits(&ran), [&broken[..1], &early, &broken[1..], &[different]].concat(), "{ran:#?}");

    let ran = Ran::of(&project.command(&["update", "acme", "--to", "new.yaml"]).stdin(Stdio::null()).output().unwrap());
    assert!(ran.code == Some(2) && ran.err.contains("say --yes"), "{ran:#?}");
    let ran = update(project, &["--yes"]).ends(0);
    assert!(ran.out.ends_with("acme: moved from 2025-11 to 2026-05, 20 files; 5 lines hit\n"), "{ran:#?}");
    moved(project);
    assert_eq!(project.read("src/orders.rs"), ORDERS, "people's files are people's");
    assert_eq!(project.read("Cargo.toml"), CARGO_TOML);
}

/// Everything is that of the new version.
fn moved(project: &Project) {
    assert_eq!(project.read("specs/acme/2026-05.yaml"), new());
    assert!(!project.has("specs/acme/2025-11.yaml") && !project.has(".intertie-update"));
    let config = project.read("intertie.toml");
    assert!(config.starts_with("# Ours.\n") && config.contains("spec = \"specs/acme/2026-05.yaml\""), "{config}");
    assert!(project.read("intertie.lock").contains("version = \"2026-05\""));
    assert!(!project.read("generated/acme/src/types/charges.rs").contains("source"));
    let log = project.read("specs/acme/CHANGELOG.md");
    assert!(log.contains("## `2026-05`\n\nFrom `2025-11` (`"), "{log}");
    assert!(log.contains("### Breaking\n\n- `Charge.source`: property removed;"), "{log}");
    project.run(&["check"]).ends(0);
}

#[test]
fn what_intertie_toml_names_is_told_before_anything_is_moved() {
    let project = Project::new("update-named", "include = [\"listOrders\", \"tag:Charges\"]\n");
    project.run(&["generate"]).ends(0);
    let before = project.files();
    let args = ["update", "acme", "--to", "new.yaml", "--no-compile", "--yes"];
    let ran = project.run(&args).ends(2);
    assert_eq!(
        hits(&ran),
        ["  intertie.toml:7 names listOrders: is orders().search() now in 2026-05 (breaking)"],
        "{ran:#?}"
    );
    assert_eq!(project.files(), before);
    // The line is changed to what the new version has, and the move goes.
    project.write("intertie.toml", &project.read("intertie.toml").replace("listOrders", "searchOrders"));
    let ran = project.run(&args).ends(0);
    assert!(ran.out.contains("breaking[operation-id-changed] GET /orders: listOrders -> searchOrders"), "{ran:#?}");
    assert!(project.read("intertie.lock").contains("include = [\"searchOrders\", \"tag:Charges\"]"));
    project.run(&["check"]).ends(0);
}

#[test]
fn what_a_person_changed_by_hand_stops_the_move() {
    let project = Project::new("update-edited", "");
    project.run(&["generate"]).ends(0);
    let file = "generated/acme/src/types/charges.rs";
    project.write(file, &(project.read(file) + "// mine\n"));
    let before = project.files();
    let ran = project.run(&["update", "acme", "--to", "new.yaml", "--no-compile", "--yes"]).ends(4);
    assert!(ran.err.contains("error[edited-output]") && ran.err.contains("charges.rs"), "{ran:#?}");
    assert_eq!(project.files(), before);
    project.write("specs/acme/2025-11.yaml", &OLD.replace("source", "origin"));
    let ran = project.run(&["update", "acme", "--to", "new.yaml", "--no-compile", "--yes"]).ends(4);
    assert!(ran.err.contains("is not the locked one"), "{ran:#?}");
}

/// Serves these answers, one connection each; gives the address and the requests.
fn serve(answers: Vec<String>) -> (String, Receiver<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}/acme.yaml", listener.local_addr().unwrap());
    let (sender, requests) = channel();
    std::thread::spawn(move || {
        for answer in answers {
            let Ok((mut stream, _)) = listener.accept() else { return };
            let lines = BufReader::new(stream.try_clone().unwrap()).lines().map_while(Result::ok);
            let request: Vec<String> = lines.take_while(|line| !line.is_empty()).collect();
            let _ = sender.send(request.join("\n"));
            let _ = stream.write_all(answer.as_bytes());
        }
    });
    (address, requests)
}

fn ok(etag: &str, body: &str) -> String {
    let length = body.len();
    format!("HTTP/1.1 200 OK\r\netag: {etag}\r\ncontent-length: {length}\r\nconnection: close\r\n\r\n{body}")
}

#[test]
fn a_source_is_asked_only_for_what_is_new() {
    let unchanged = "HTTP/1.1 304 Not Modified\r\ncontent-length: 0\r\nconnection: close\r\n\r\n".to_owned();
    let broken = "HTTP/1.1 500 Oh\r\ncontent-length: 0\r\nconnection: close\r\n\r\n".to_owned();
    let answers = vec![ok("\"one\"", OLD), ok("\"two\"", &new()), ok("\"two\"", &new()), unchanged, broken];
    let (address, requests) = serve(answers);
    let project = Project::new("update-source", &format!("source = \"{address}\"\n"));
    project.run(&["generate"]).ends(0);
    let args = ["update", "--no-compile", "--yes"];
    let asked = |word: &str| requests.recv().unwrap().to_lowercase().contains(word);

    assert!(project.run(&args).ends(0).out.contains("acme: 2025-11 is the newest"));
    assert!(!asked("if-none-match"));
    let ran = project.run(&["outdated"]).ends(0);
    assert!(asked("if-none-match: \"one\""));
    let line = "vendor  version  age  newest   breaking  dangerous\nacme    2025-11  0 d  2026-05  3         0\n";
    assert_eq!(ran.out, line, "{ran:#?}");
    project.run(&args).ends(0);
    moved(&project);
    assert!(project.read("intertie.lock").contains("etag = '\"two\"'"), "{}", project.read("intertie.lock"));
    assert!(asked("if-none-match: \"one\""));
    assert!(project.run(&args).ends(0).out.contains("acme: 2026-05 is the newest"));
    assert!(asked("if-none-match: \"two\""));
    let before = project.files();
    assert!(project.run(&args).ends(6).err.contains("status 500"));
    assert_eq!(project.files(), before);
}

/// A document of many files, so that a move takes a while.
fn many(version: &str) -> String {
    let query = version.replace('-', "_");
    let path = |at: u32| {
        format!(
            "  /things{at}:\n    get:\n      operationId: list_{at}\n      tags: [Things{at}]\n      \
             parameters: [{{name: q{query}, in: query, schema: {{type: string}}}}]\n      \
             responses: {{'200': {{description: ok}}}}\n"
        )
    };
    let paths: String = (0..150).map(path).collect();
    format!(
        "openapi: 3.0.3\ninfo: {{title: Acme, version: '{version}'}}\npaths:\n{paths}  /thing:\n    post:\n      \
         operationId: make\n      requestBody: {{content: {{application/json: {{schema: {{$ref: \
         '#/components/schemas/Thing'}}}}}}}}\n      responses: {{'204': {{description: ok}}}}\ncomponents:\n  schemas:\n    \
         Thing: {{type: object, properties: {{id: {{type: string}}, q{query}: {{type: string}}}}}}\n"
    )
}

/// The traits of a mapping move with the client.
const THING_TO_THING: &str = "\n[mappings]\nstubs = \"src\"\n\n[mapping.thing_to_thing]\nfrom = { thing = \"acme.Thing\" }\n\
                              to = \"acme.Thing\"\n";

#[test]
fn a_run_that_is_killed_leaves_one_of_the_states_or_says_how_to_go_on() {
    let project = Project::new("update-killed", THING_TO_THING);
    let (old, new) = (many("2025-11"), many("2026-05"));
    let (mut interrupted, mut rounds) = (0, 0);
    while interrupted < 4 && rounds < 60 {
        rounds += 1;
        let _ = fs::remove_dir_all(project.0.join("specs"));
        project.write("specs/acme/2025-11.yaml", &old);
        project.write("new.yaml", &new);
        let config = project.read("intertie.toml").replace("2026-05", "2025-11");
        project.write("intertie.toml", &config);
        project.run(&["generate", "--update-lock"]).ends(0);
        let before = project.files();
        kill(&project, rounds);
        let told = project.run(&["check"]);
        if told.code == Some(0) {
            continue;
        }
        interrupted += 1;
        assert_eq!(told.code, Some(4), "{told:#?}");
        assert!(told.err.contains("an update was interrupted: acme 2025-11 -> 2026-05; `intertie update --continue`"));
        let refused = project.run(&["generate"]).ends(4);
        assert!(refused.err.contains("`intertie update --abort` goes back"), "{refused:#?}");
        if interrupted % 2 == 0 {
            project.run(&["update", "--abort"]).ends(0);
            // Killed in the middle of a write, a file may lie beside the one that it was to become.
            let ours = |files: Vec<(PathBuf, Vec<u8>)>| {
                files
                    .into_iter()
                    .filter(|(path, _)| !path.to_string_lossy().ends_with(".intertie-new"))
                    .collect::<Vec<_>>()
            };
            assert!(ours(project.files()) == ours(before), "not what it was before");
        } else {
            project.run(&["update", "--continue"]).ends(0);
            assert_eq!(project.read("specs/acme/2026-05.yaml"), new);
        }
        project.run(&["check"]).ends(0);
    }
    assert!(interrupted > 0, "no run was caught on its way in {rounds} rounds");
    println!("{interrupted} of {rounds} runs were killed on their way");
}

/// Starts a move and kills it: at once when it begins to happen, or some time after.
fn kill(project: &Project, round: u32) {
    let mut command = project.command(&["update", "acme", "--to", "new.yaml", "--no-compile", "--yes"]);
    let mut child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    let journal = project.0.join(".intertie-update/journal.json");
    let started = Instant::now();
    while !journal.exists() && started.elapsed() < Duration::from_secs(60) {
        if child.try_wait().unwrap().is_some() {
            return;
        }
    }
    std::thread::sleep(Duration::from_micros(u64::from(round) * 500));
    // On Unix this is signal 9.
    let _ = child.kill();
    child.wait().unwrap();
}
