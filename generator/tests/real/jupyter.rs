//! Jupyter Server, which ships its document in its package: one release, and the way from one to another.

use crate::program::Program;
use crate::project::{Project, Ran};
use crate::server::Server;
use crate::{installed, program};
use std::path::{Path, PathBuf};
use std::process::Command;

const OLDER: &str = "2.10.1";
const NEWER: &str = "2.21.1";

/// A release, installed; says that the test skips where it cannot be had.
fn release(version: &str) -> Option<PathBuf> {
    let name = if version == NEWER { "jupyter".to_owned() } else { format!("jupyter-{version}") };
    installed::from_pypi(Path::new(env!("CARGO_TARGET_TMPDIR")), &name, &format!("jupyter_server=={version}"))
}

/// The document in its package.
fn document(release: &Path) -> PathBuf {
    let package = std::fs::read_dir(release.join("lib")).expect("a library").flatten().next().expect("python").path();
    package.join("site-packages/jupyter_server/services/api/api.yaml")
}

/// Serves a folder with a notebook.
fn start(release: &Path, test: &str) -> Server {
    let folder = release.join(test);
    std::fs::create_dir_all(&folder).expect("a folder");
    let notebook = r#"{"cells":[],"metadata":{},"nbformat":4,"nbformat_minor":5}"#;
    std::fs::write(folder.join("a.ipynb"), notebook).expect("a notebook");
    std::fs::write(folder.join("hello.txt"), "hello").expect("a text");
    let mut command = Command::new(release.join("bin/jupyter-server"));
    command.args(["--no-browser", "--allow-root", "--IdentityProvider.token=intertie", "--ServerApp.ip=127.0.0.1"]);
    Server::start(command, &folder, |command, port| {
        command.args(["--port", port]);
    })
}

/// The path is that of the notebook wherever one is asked for.
const ARGUMENTS: &[&str] = &["--header", "Authorization=PROOF", "--value", "path=a.ipynb"];

#[test]
fn a_server_is_held_against_its_own_document() {
    let Some(release) = release(NEWER) else { return };
    let probed = start(&release, "probed").probe("", &document(&release), ARGUMENTS);
    // Its document says that the content of a file is text; a notebook's is an object.
    assert!(probed.report.contains("breaking[other-type] /content"), "{}", probed.report);
    assert!(probed.report.contains("drift[undeclared-null] /identity/color"), "{}", probed.report);
    assert_eq!(probed.code, Some(5));
}

#[test]
fn a_generated_client_reads_it() {
    let Some(release) = release(NEWER) else { return };
    let server = start(&release, "called");
    let said = program::run(&PROGRAM, &document(&release), &server.url);
    assert_eq!(
        said,
        format!("version {NEWER}\nhello.txt: hello, text/plain\nresolved in server\ndeleted\ngone: 404\n")
    );
}

/// The newer document has two members of contents more, a call that was not there, and more. `update` says so before
/// anything is moved; the servers of both releases, each held against both documents, show that it is true.
#[test]
fn update_predicts_what_the_probe_of_the_newer_release_finds() {
    let (Some(older), Some(newer)) = (release(OLDER), release(NEWER)) else { return };
    let predicted = predicted(&document(&older), &document(&newer));
    for line in [
        "additive[property-added] Contents.hash",
        "additive[property-added] Contents.hash_algorithm",
        "additive[operation-added] GET /api/resolvePath",
    ] {
        assert!(predicted.contains(line), "{line} in {predicted}");
    }
    let undeclared = ["drift[undeclared-member] /hash:", "drift[undeclared-member] /hash_algorithm:"];
    let finds = |server: &Server, document: &Path| {
        let report = server.probe("", document, ARGUMENTS).report;
        (undeclared.map(|one| report.contains(one)), report)
    };
    let server = start(&older, "probed");
    assert_eq!(finds(&server, &document(&older)).0, [false, false], "the older release keeps to its document");
    let (_, report) = finds(&server, &document(&newer));
    assert!(report.contains("404       GET /api/resolvePath\n"), "the older release has no such call: {report}");
    drop(server);
    let server = start(&newer, "compared");
    assert_eq!(finds(&server, &document(&older)).0, [true, true], "the newer release answers what was predicted");
    let (found, report) = finds(&server, &document(&newer));
    assert_eq!(found, [false, false], "the newer document says so");
    assert!(report.contains("200       GET /api/resolvePath\n"), "{report}");
}

/// What `update` says before it moves.
fn predicted(older: &Path, newer: &Path) -> String {
    let project = Project::new("real-jupyter", "");
    let read = |path: &Path| std::fs::read_to_string(path).expect("a document");
    project.write("specs/jupyter.yaml", &read(older));
    project.write("newer.yaml", &read(newer));
    project.write("intertie.toml", "[vendor.jupyter]\nspec = \"specs/jupyter.yaml\"\n");
    project.run(&["generate"]).ends(0);
    let Ran { out, .. } =
        project.run(&["update", "jupyter", "--to", "newer.yaml", "--dry-run", "--no-compile", "-v"]).ends(0);
    println!("{out}");
    out
}

const PROGRAM: Program = Program {
    vendor: "jupyter",
    include: &["GET /api/", "GET /api/contents/{path}", "DELETE /api/contents/{path}", "GET /api/resolvePath"],
    // Its document does not say how calls prove who makes them.
    profile: "[auth]\nrequire = [\"token\"]\n\n[auth.schemes.token]\nkind = \"api-key\"\nheader = \"Authorization\"\n",
    main: r#"//! Reads and deletes a file.
use intertie::ApiKey;
use jupyter::Client;

async fn talk(url: &str) -> Result<(), Box<dyn std::error::Error>> {
    let client = Client::builder().base_url(url).auth(ApiKey::header("Authorization", "token intertie")).build()?;
    println!("version {}", client.root().get().send().await?.version.clone().unwrap_or_default());
    let file = client.contents().get("hello.txt").send().await?;
    println!("{}: {}, {}", file.name, file.content, file.mimetype);
    let resolved = client.resolve_path().get("hello.txt").send().await?;
    println!("resolved in {}", resolved.resolved[0].scope);
    client.contents().delete("hello.txt").send().await?;
    println!("deleted");
    match client.contents().get("hello.txt").send().await {
        Err(error) => println!("gone: {}", error.status().unwrap_or_default()),
        Ok(_) => println!("still there"),
    }
    Ok(())
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let url = std::env::args().nth(1).unwrap_or_default();
    tokio::runtime::Builder::new_current_thread().enable_all().build()?.block_on(talk(&url))
}
"#,
};
