//! `intertie diff`: versions compared, from files and from git.

use super::folder::{DOCUMENT, Folder};
use std::process::Command;

/// The document without an operation and with a shorter id.
fn newer() -> String {
    let mut document: serde_json::Value = serde_json::from_str(DOCUMENT).unwrap();
    document["paths"].as_object_mut().unwrap().remove("/customers/{id}");
    document["components"]["schemas"]["Invoice"]["properties"]["id"]["maxLength"] = 20.into();
    document.to_string()
}

#[test]
fn versions_are_compared_and_grave_edits_end_with_5() {
    let folder = Folder::new("diff");
    std::fs::write(folder.0.join("new.json"), newer()).unwrap();
    let same = folder.run(&["diff", "acme.json", "acme.json", "--fail-on", "docs"]).ends(0);
    assert!(same.out.contains("0 breaking, 0 dangerous, 0 additive, 0 docs"), "{same:#?}");
    let diff = ["diff", "acme.json", "new.json"];
    let ran = folder.run(&diff).ends(0);
    assert!(ran.out.contains("breaking[operation-removed] GET /customers/{id}"), "{ran:#?}");
    assert!(ran.out.contains("- acme.json:13:") && ran.out.contains("max-length-added"), "{ran:#?}");
    folder.run(&[&diff[..], &["--fail-on", "breaking"]].concat()).ends(5);
    folder.run(&["diff", "new.json", "acme.json", "--fail-on", "breaking"]).ends(0);
    folder.run(&["diff", "new.json", "acme.json", "--fail-on", "additive"]).ends(5);
    for (form, start) in
        [("json", "{"), ("markdown", "## "), ("html", "<!doctype"), ("junit", "<?xml"), ("github", "::")]
    {
        let ran = folder.run(&[&diff[..], &["--format", form]].concat()).ends(0);
        assert!(ran.out.starts_with(start) && ran.err.is_empty(), "{ran:#?}");
    }
    folder.run(&["check", "--spec", "acme.json", "--format", "html"]).ends(2);
}

#[test]
fn what_is_accepted_does_not_fail() {
    let folder = Folder::new("diff-accept");
    std::fs::write(folder.0.join("new.json"), newer()).unwrap();
    let diff = ["diff", "acme.json", "new.json", "--fail-on", "breaking"];
    let accept = |until: &str| {
        let text = format!(
            "[[accept]]\nkind = 'operation-removed'\noperation = 'GET /customers/{{id}}'\nreason = 'unused'\n{until}"
        );
        std::fs::write(folder.0.join("intertie.accept.toml"), text).unwrap();
    };
    accept("");
    assert!(folder.run(&diff).ends(0).out.contains("accepted: unused"));
    accept("until = 2020-01-01\n");
    assert!(folder.run(&diff).ends(5).out.contains("its end is past (intertie.accept.toml:1)"));
    std::fs::write(folder.0.join("intertie.accept.toml"), "[[accept]]\nkind = 'operation-remove'\nreason = 'x'\n")
        .unwrap();
    let ran = folder.run(&diff).ends(2);
    assert!(
        ran.err.contains("did you mean `operation-removed`?") && ran.err.contains("intertie.accept.toml:2:8"),
        "{ran:#?}"
    );
    folder.run(&[&diff[..], &["--accept", "nowhere.toml"]].concat()).ends(6);
}

#[test]
fn versions_are_vendors_files_and_git_revisions() {
    let folder = Folder::new("diff-sources");
    std::fs::write(folder.0.join("intertie.toml"), "[vendor.acme]\nspec = 'acme.json'\nexclude = ['/customers/**']\n")
        .unwrap();
    let ran = folder.run(&["diff", "acme", "acme.json"]).ends(0);
    assert!(ran.out.starts_with("acme 2024-06 -> 2024-06: 0 breaking"), "the other is read as the vendor is: {ran:#?}");
    let ran = folder.run(&["diff", "acme.json", "nothing"]).ends(2);
    assert!(ran.err.contains("`nothing` is no file and no vendor of intertie.toml; vendors are acme"), "{ran:#?}");
    let git = |args: &[&str]| folder.git(args);
    if !git(&["init", "-q"]) {
        println!("skipped: no git");
        return;
    }
    assert!(git(&["add", "acme.json"]) && git(&["commit", "-q", "-m", "a"]));
    std::fs::write(folder.0.join("acme.json"), newer()).unwrap();
    let ran = folder.run(&["diff", "HEAD:acme.json", "acme.json", "--fail-on", "additive"]).ends(5);
    assert!(ran.out.contains("max-length-added") && ran.out.contains("+ acme.json:1:"), "{ran:#?}");
    assert!(folder.run(&["diff", "HEAD:none.json", "acme.json"]).ends(6).err.contains("git says"));
}

#[test]
fn a_document_of_several_files_is_read_from_a_git_revision() {
    let folder = Folder::new("diff-several");
    let git = |args: &[&str]| folder.git(args);
    if !git(&["init", "-q"]) {
        println!("skipped: no git");
        return;
    }
    let write = |path: &str, text: &str| std::fs::write(folder.0.join(path), text).unwrap();
    let text = "openapi: 3.0.3\ninfo: {title: Parts, version: '1'}\npaths:\n  /a: {get: {operationId: a, responses: {'200': \
                {description: It., content: {application/json: {schema: {$ref: 'parts/a.yaml'}}}}}}}\n";
    let part = "type: object\nproperties:\n  id: {type: string}\n  gone: {type: string}\n";
    std::fs::create_dir_all(folder.0.join("specs/parts")).unwrap();
    write("specs/api.yaml", text);
    write("specs/parts/a.yaml", part);
    assert!(git(&["add", "specs"]) && git(&["commit", "-q", "-m", "b"]));
    write("specs/parts/a.yaml", &part.replace("  gone: {type: string}\n", ""));
    for (from, old, new) in [("", "HEAD:specs/api.yaml", "specs/api.yaml"), ("specs", "HEAD:api.yaml", "api.yaml")] {
        let mut command = Command::new(env!("CARGO_BIN_EXE_intertie"));
        let output = command.args(["diff", old, new]).current_dir(folder.0.join(from)).output().unwrap();
        let out = String::from_utf8_lossy(&output.stdout).into_owned();
        let places = format!(
            "    - {}parts/a.yaml:4:3\n    + {}parts/a.yaml:",
            old.replace("api.yaml", ""),
            new.replace("api.yaml", "")
        );
        assert!(out.contains("breaking[property-removed]") && out.contains(&places), "{out}{output:?}");
    }
    assert!(git(&["diff", "--cached", "--quiet"]), "the index of the repository is not touched");
}
