//! `intertie map` and what `generate` and `check` do with mappings: a project whose only mapping is open, then filled in.
#![cfg(feature = "cli")]
#![allow(dead_code, reason = "other tests use the rest of `project`")]

mod project;

use project::Project;

const MAPPING: &str = "
[mappings]
stubs = \"src/mappings\"

[mapping.charge_to_order]
from = \"acme.Charge\"
to = \"acme.Order\"
";

const STUB: &str = "src/mappings/charge_to_order.rs";

/// A project whose stub was written.
fn generated(test: &str) -> Project {
    let project = Project::new(test, MAPPING);
    let first = project.run(&["generate"]).ends(0);
    assert!(first.out.contains("1 mapping, 4 of their files written"), "{}", first.out);
    project
}

/// The same, every method written.
fn filled(test: &str) -> Project {
    let project = generated(test);
    let stub = project.read(STUB);
    let lines = stub.lines().map(|line| match line.trim() {
        line if line.starts_with("todo!") => "        Err(intertie::map::Refused::missing())\n".to_owned(),
        _ => format!("{line}\n"),
    });
    project.write(STUB, &lines.collect::<String>());
    project
}

#[test]
fn a_second_run_has_nothing_to_do() {
    let project = generated("map-twice");
    let folder = || -> Vec<String> {
        let all = project.files().into_iter().map(|(path, _)| path.display().to_string());
        all.filter(|path| path.contains("mappings") && !path.contains(".intertie-cache")).collect()
    };
    let (before, manifest) = (folder(), project.read("generated/mappings/.intertie-manifest"));
    let second = project.run(&["generate"]).ends(0);
    assert!(second.out.contains("1 mapping, up to date"), "{}", second.out);
    assert_eq!((folder(), project.read("generated/mappings/.intertie-manifest")), (before, manifest));
}

#[test]
fn open_fields_fail_a_check_only_if_asked() {
    let project = generated("map-open");
    project.run(&["check"]).ends(0);
    let open = project.run(&["check", "--deny-open"]).ends(4);
    for what in ["error[open-mapping]", "`status`", "`note`", STUB] {
        assert!(open.err.contains(what), "{what} is not in {}", open.err);
    }
    project.run(&["map", "status", "--deny-open"]).ends(4);
    let project = filled("map-closed");
    project.run(&["check", "--deny-open"]).ends(0);
    project.run(&["map", "status", "--deny-open"]).ends(0);
}

#[test]
fn where_mappings_stand_is_told_as_table_json_and_picture() {
    let project = filled("map-status");
    let table = project.run(&["map", "status"]).ends(0).out;
    assert!(table.contains("charge_to_order") && table.contains("undecided"), "{table}");
    let details = project.run(&["map", "status", "charge_to_order"]).ends(0).out;
    assert!(details.contains("note") && details.contains("by hand"), "{details}");
    let json = project.run(&["map", "status", "--format", "json"]).ends(0).out;
    let json: serde_json::Value = serde_json::from_str(json.trim()).unwrap();
    assert_eq!(json["mapping"], "charge_to_order", "{json}");
    let svg = project.run(&["map", "picture", "charge_to_order", "--form", "svg"]).ends(0).out;
    assert!(svg.starts_with("<svg") && svg.ends_with("</svg>\n") && svg.contains("charge.id"), "{svg}");
    project.run(&["map", "picture", "--out", "mappings.html"]).ends(0);
    let page = project.read("mappings.html");
    assert!(page.starts_with("<!DOCTYPE html>") && page.contains(svg.trim()), "{page}");
    project.run(&["map", "status", "nothing"]).ends(2);
}

#[test]
fn methods_that_a_new_version_asks_for_are_added() {
    let project = filled("map-sync");
    project.run(&["map", "sync", "--check"]).ends(0);
    let spec = "specs/acme/2025-11.yaml";
    let text = project.read(spec).replace(
        "required: [id, status, note]\n      properties:\n",
        "required: [id, status, note, paper]\n      properties:\n        paper: {type: string}\n",
    );
    project.write("before.yaml", &project.read(spec));
    project.write(spec, &text);
    let told = project.run(&["map", "update", "acme", "before.yaml"]).ends(0).out;
    assert!(told.contains("ChargeToOrder::paper: a new field that must be there"), "{told}");
    project.run(&["map", "sync", "--check"]).ends(4);
    project.run(&["map", "sync"]).ends(0);
    assert!(project.read(STUB).contains("fn paper("));
    project.run(&["map", "sync", "--check"]).ends(0);
}
