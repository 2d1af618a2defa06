//! `intertie update`: both clients before the vendor's new document, and a move that the new client's tests forbid.

use crate::{shop, update};
use std::fs;

/// A request of ours, for a call that the next version names differently.
const FIXTURE: &str = r#"{"operation": "orders::list", "answers": [{"status": 200, "body": []}]}"#;

#[test]
fn the_old_client_and_the_new_one_are_judged_by_the_new_document() {
    // Its client has contract tests.
    let project = &shop("contract = true\n", &[("src/lib.rs", "//! A shop.\npub use acme::Order;\n")]).project;
    let before = project.files();
    let ran = update(project, &["--dry-run"]).ends(0);
    let told = ran.out.split("may I upgrade? ").nth(1).unwrap_or_default();
    let answer = "not as it is: the client of before fails at 1 of 3 operations of the new document\n  POST /orders\n    \
                  the client of before, orders().create(): fails ";
    assert!(told.starts_with(answer), "{ran:#?}");
    assert!(told.contains("\"customer\"") || told.contains("`customer`") || told.contains("customer"), "{ran:#?}");
    assert!(told.contains("    the client of after, orders().create(): passes\n"), "{ran:#?}");

    let ran = update(project, &["--dry-run", "--format", "json"]).ends(0);
    let object = ran.out.lines().last().unwrap_or_default();
    let object: serde_json::Value = serde_json::from_str(object).unwrap();
    let operations = object["impact"]["contract"]["operations"].as_array().unwrap();
    let count = |at: usize, who: &str| {
        let tests = &operations[at][who];
        (tests["passed"].as_u64().unwrap_or_default(), tests["failed"].as_array().map_or(0, Vec::len))
    };
    assert_eq!(operations[0]["operation"], "GET /orders");
    assert_eq!(
        (&operations[0]["old"]["call"], &operations[0]["new"]["call"]),
        (&"orders().list()".into(), &"orders().search()".into())
    );
    for (at, who) in [(0, "old"), (0, "new"), (1, "new"), (2, "old"), (2, "new")] {
        let (passed, failed) = count(at, who);
        assert!(passed > 5 && failed == 0, "{at} {who}: {:#}", operations[at][who]);
    }
    assert!(count(1, "old").1 > 0, "{:#}", operations[1]["old"]);
    assert_eq!(project.files(), before, "a dry run changed a file");

    // What the new client's tests forbid is not done, and nothing of it.
    project.write("generated/acme/tests/fixtures/list.json", FIXTURE);
    let before = project.files();
    let ran = update(project, &["--yes"]).ends(3);
    assert!(ran.err.contains("the contract tests of the new client fail; nothing was changed"), "{ran:#?}");
    assert!(ran.err.contains("a fixture is for `orders::list`, which the client does not have"), "{ran:#?}");
    assert_eq!(project.files(), before, "not rolled back as a whole");
    project.run(&["check"]).ends(0);

    fs::remove_file(project.0.join("generated/acme/tests/fixtures/list.json")).unwrap();
    let ran = update(project, &["--yes"]).ends(0);
    assert!(ran.out.contains("acme: moved from 2025-11 to 2026-05"), "{ran:#?}");
    project.run(&["check"]).ends(0);
}
