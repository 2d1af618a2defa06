//! The program `intertie`, run as people run it.
#![cfg(feature = "cli")]

mod folder;
mod versions;

use folder::{Folder, Ran};
use std::process::Command;

fn json(text: &str) -> Vec<serde_json::Value> {
    text.lines().map(|line| serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}: {line}"))).collect()
}

#[test]
fn one_document_needs_no_configuration() {
    let folder = Folder::new("one-shot");
    let ran = folder.run(&["generate", "--spec", "acme.json", "--out", "client", "--name", "acme"]).ends(0);
    assert!(ran.err.contains("warning[unresolved-ref]"), "{ran:#?}");
    assert!(ran.err.contains("acme.json:10:"), "{ran:#?}");
    let last = ran.out.lines().last().unwrap();
    assert!(last.starts_with("wrote ") && last.contains("3 of 3 operations, 1 warning, in "), "{last}");
    assert!(folder.read("client/Cargo.toml").contains("name = \"acme\""));
    let library = folder.read("client/src/lib.rs");
    assert!(library.contains("@generated"), "{library}");
}

#[test]
fn what_did_not_change_is_not_written_again() {
    let folder = Folder::new("unchanged");
    let args = ["generate", "--spec", "acme.json", "--out", "client"];
    folder.run(&args).ends(0);
    let modified = |path: &str| folder.0.join(path).metadata().unwrap().modified().unwrap();
    let before = modified("client/src/lib.rs");
    assert!(folder.run(&args).ends(0).out.contains("up to date"));
    assert!(folder.run(&[&args[..], &["--force"]].concat()).ends(0).out.contains("wrote 0 of "));
    assert_eq!(before, modified("client/src/lib.rs"));
    // A setting changes the result as the document does.
    let ran = folder.run(&[&args[..], &["--include", "tag:Customers"]].concat()).ends(0);
    assert!(ran.out.contains("1 of 1 operations (2 left out on purpose)"), "{ran:#?}");
}

#[test]
fn a_profile_counts_beside_the_document_and_when_it_is_named() {
    let folder = Folder::new("profile");
    let profile = |limit: u32| {
        let text =
            format!("[servers]\nsandbox = 'https://sandbox.acme.example'\n[limit]\ncalls = {limit}\nseconds = 1\n");
        std::fs::write(folder.0.join("vendor.toml"), text).unwrap();
    };
    profile(7);
    let one = ["generate", "--spec", "acme.json", "--out", "one", "--name", "acme"];
    assert_eq!(folder.run(&one).code, Some(0));
    assert!(!folder.read("one/src/client.rs").contains("sandbox"), "one document, one profile: each is named");
    assert_eq!(folder.run(&[&one[..], &["--profile", "vendor.toml"]].concat()).code, Some(0));
    assert!(folder.read("one/src/client.rs").contains("calls: 7"));

    std::fs::write(folder.0.join("intertie.toml"), "[vendor.acme]\nspec = 'acme.json'\nout = 'out'\n").unwrap();
    assert_eq!(folder.run(&["generate"]).code, Some(0));
    assert!(folder.read("out/src/client.rs").contains("calls: 7"), "beside the document");
    profile(8);
    assert_eq!(folder.run(&["generate"]).code, Some(0));
    assert!(folder.read("out/src/client.rs").contains("calls: 8"), "another profile is another input");

    std::fs::write(folder.0.join("vendor.toml"), "[limits]\n").unwrap();
    let ran = folder.run(&["generate"]);
    assert!(ran.code == Some(2) && ran.err.contains("unknown section `limits`"), "{ran:?}");
    std::fs::write(folder.0.join("vendor.toml"), "[auth]\nrequire = ['nope']\n").unwrap();
    let ran = folder.run(&["generate"]);
    assert!(ran.code == Some(3) && ran.err.contains("[profile-unmatched]"), "{ran:?}");
    assert!(folder.read("out/src/client.rs").contains("calls: 8"), "what stood there stays");
    std::fs::remove_file(folder.0.join("vendor.toml")).unwrap();
    let ran = folder.run(&[&one[..], &["--profile", "vendor.toml"]].concat());
    assert!(ran.code == Some(6) && ran.err.contains("vendor.toml"), "{ran:?}");
}

#[test]
fn check_and_dry_run_write_nothing() {
    let folder = Folder::new("check");
    let args = ["generate", "--spec", "acme.json", "--out", "client"];
    let ran = folder.run(&[&args[..], &["--dry-run"]].concat()).ends(0);
    assert!(ran.out.contains("create client/src/lib.rs"), "{ran:#?}");
    assert!(!folder.has("client"));
    let ran = folder.run(&[&args[..], &["--check"]].concat()).ends(4);
    assert!(ran.err.contains("error[stale-output]") && !folder.has("client"), "{ran:#?}");
    folder.run(&args).ends(0);
    folder.run(&[&args[..], &["--check"]].concat()).ends(0);
}

#[test]
fn a_file_that_was_edited_by_hand_is_not_overwritten() {
    let folder = Folder::new("edited");
    let args = ["generate", "--spec", "acme.json", "--out", "client"];
    folder.run(&args).ends(0);
    std::fs::write(folder.0.join("client/src/lib.rs"), "// mine\n").unwrap();
    let ran = folder.run(&args).ends(4);
    assert!(ran.err.contains("error[edited-output]") && ran.err.contains("client/src/lib.rs:1:1"), "{ran:#?}");
    assert_eq!(folder.read("client/src/lib.rs"), "// mine\n");
    folder.run(&[&args[..], &["--force"]].concat()).ends(0);
    assert!(folder.read("client/src/lib.rs").contains("@generated"));
}

#[test]
fn a_project_goes_from_init_over_add_to_generate() {
    let folder = Folder::new("project");
    let ran = folder.run(&["generate"]).ends(2);
    assert!(ran.err.contains("there is no intertie.toml here"), "{ran:#?}");
    folder.run(&["init"]).ends(0);
    folder.run(&["init"]).ends(2);
    let ran = folder.run(&["add", "acme", "acme.json"]).ends(0);
    assert!(ran.out.contains("added acme: 3 operations"), "{ran:#?}");
    assert!(folder.read("intertie.toml").ends_with("\n[vendor.acme]\nspec = \"acme.json\"\n"));
    assert!(folder.run(&["add", "acme", "acme.json"]).ends(2).err.contains("has a vendor `acme` already"));
    // From a folder below, too.
    let below = Folder(folder.0.join("below"));
    std::fs::create_dir(&below.0).unwrap();
    let ran = below.run(&["generate"]).ends(0);
    assert!(folder.has("generated/acme/Cargo.toml"), "{ran:#?}");
    assert!(folder.run(&["generate", "acme", "nobody"]).ends(2).err.contains("no vendor `nobody`"));
    folder.run(&["check"]).ends(0);
}

#[test]
fn several_vendors_each_get_a_line() {
    let folder = Folder::new("several");
    let text = "[defaults]\nout = 'clients'\nform = 'module'\n[vendor.one]\nspec = 'acme.json'\n\
                [vendor.two]\nspec = 'acme.json'\ninclude = ['listInvoices']\n[vendor.bad]\nspec = 'nowhere.json'\n";
    std::fs::write(folder.0.join("intertie.toml"), text).unwrap();
    let ran = folder.run(&["generate"]).ends(6);
    assert!(ran.err.contains("one: wrote ") && ran.err.contains("two: wrote "), "{ran:#?}");
    assert!(ran.err.contains("nowhere.json"), "{ran:#?}");
    assert!(ran.out.contains("4 of 4 operations (2 left out on purpose)"), "{ran:#?}");
    assert!(folder.has("clients/one/mod.rs") && folder.has("clients/two/mod.rs") && !folder.has("clients/bad"));
}

#[test]
fn exit_codes_tell_what_was_wrong() {
    let folder = Folder::new("exit-codes");
    let generate = |spec: &str| folder.run(&["generate", "--spec", spec, "--out", "client"]);
    std::fs::write(folder.0.join("async.json"), r#"{"asyncapi": "2.0.0", "info": {}}"#).unwrap();
    assert!(generate("async.json").ends(3).err.contains("AsyncAPI"));
    generate("nowhere.json").ends(6);
    folder.run(&["generate", "--spec", "acme.json", "--out", "client", "--strict"]).ends(3);
    folder.run(&["generate", "--spec", "acme.json", "--out", "client", "--include", "listInvoice"]).ends(2);
    folder.run(&["generate", "--spec", "acme.json", "--out", "client", "--name", "../up"]).ends(2);
    folder.run(&["generate", "--no-such-flag"]).ends(2);
    std::fs::write(folder.0.join("intertie.toml"), "[vendor.acme]\nspce = 'acme.json'\n").unwrap();
    let ran = folder.run(&["generate"]).ends(2);
    assert!(ran.err.contains("error[bad-config]: unknown field `spce`\n  --> intertie.toml:2:1"), "{ran:#?}");
    assert!(!folder.has("client") && !folder.has("generated"));
}

#[test]
fn programs_get_one_object_a_line() {
    let folder = Folder::new("json");
    let args = ["generate", "--spec", "acme.json", "--out", "client", "--name", "acme", "--format", "json"];
    let ran = folder.run(&args).ends(0);
    assert_eq!(ran.err, "");
    let lines = json(&ran.out);
    let reasons: Vec<_> = lines.iter().map(|line| line["reason"].as_str().unwrap()).collect();
    assert_eq!(reasons, ["finding", "vendor", "summary"]);
    assert_eq!((&lines[0]["vendor"], &lines[0]["code"]), (&"acme".into(), &"unresolved-ref".into()));
    assert_eq!((&lines[0]["line"], &lines[0]["severity"]), (&10.into(), &"warning".into()));
    assert_eq!((&lines[1]["operations"], &lines[1]["declared"]), (&3.into(), &3.into()));
    let ran = folder.run(&["generate", "--spec", "nowhere.json", "--out", "client", "--format", "json"]).ends(6);
    assert_eq!(json(&ran.out)[0]["severity"], "error");
}

#[test]
fn github_gets_annotations() {
    let folder = Folder::new("github");
    let ran = folder.run(&["check", "--spec", "acme.json", "--format", "github"]).ends(0);
    assert!(ran.out.starts_with("::warning file=acme.json,line=10,"), "{ran:#?}");
}

#[test]
fn operations_are_listed_and_searched() {
    let folder = Folder::new("ops");
    let ran = folder.run(&["ops", "--spec", "acme.json"]).ends(0);
    let rows: Vec<_> = ran.out.lines().map(|line| line.split_whitespace().collect::<Vec<_>>()).collect();
    assert_eq!(rows.len(), 3, "{ran:#?}");
    assert_eq!(rows[0], ["GET", "/invoices", "invoices.list", "listInvoices"]);
    let ran = folder.run(&["ops", "--spec", "acme.json", "--search", "CUSTOMER", "--format", "json"]).ends(0);
    let rows = json(&ran.out);
    assert_eq!((rows.len(), &rows[0]["path"]), (1, &"/customers/{id}".into()));
}

#[test]
fn stages_can_be_looked_at() {
    let folder = Folder::new("dump");
    let raw = folder.run(&["dump", "--stage", "raw", "acme.json"]).ends(0);
    let value: serde_json::Value = serde_json::from_str(&raw.out).unwrap();
    assert_eq!(value["info"]["title"], "Acme");
    for stage in ["document", "ir"] {
        let ran = folder.run(&["dump", "--stage", stage, "acme.json"]).ends(0);
        assert!(ran.out.contains("listInvoices"), "{ran:#?}");
        assert_eq!(ran.out, folder.run(&["dump", "--stage", stage, "acme.json"]).out);
    }
}

#[test]
fn a_document_can_come_from_standard_input() {
    let folder = Folder::new("stdin");
    let mut command = Command::new(env!("CARGO_BIN_EXE_intertie"));
    command.args(["generate", "--spec", "-", "--out", "client"]).current_dir(&folder.0);
    let output = command.stdin(std::fs::File::open(folder.0.join("acme.json")).unwrap()).output().unwrap();
    Ran::of(&output).ends(0);
    assert!(folder.has("client/src/lib.rs"));
}

#[test]
fn colours_are_for_those_who_want_them() {
    let folder = Folder::new("colour");
    let check = ["check", "--spec", "acme.json"];
    assert!(!folder.run(&check).err.contains('\x1b'), "not a terminal");
    assert!(folder.run(&[&check[..], &["--color", "always"]].concat()).err.contains("\x1b[1;33mwarning"));
    let mut command = Command::new(env!("CARGO_BIN_EXE_intertie"));
    command.args(check).current_dir(&folder.0).env("NO_COLOR", "1").env("CLICOLOR_FORCE", "1");
    assert!(!Ran::of(&command.output().unwrap()).err.contains('\x1b'));
}

#[test]
fn help_and_completions_are_there() {
    let folder = Folder::new("help");
    let help = folder.run(&["--help"]).ends(0).out;
    for text in ["Examples:", "Exit codes:", "generate --check"] {
        assert!(help.contains(text), "{help}");
    }
    for command in ["init", "add", "generate", "check", "ops", "diff", "dump", "completions"] {
        folder.run(&[command, "--help"]).ends(0);
    }
    for shell in ["bash", "zsh", "fish"] {
        assert!(folder.run(&["completions", shell]).ends(0).out.contains("intertie"));
    }
}
