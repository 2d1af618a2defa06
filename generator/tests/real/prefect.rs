//! Prefect's server, which serves its document (OpenAPI 3.1).

use crate::program::Program;
use crate::server::Server;
use crate::{installed, program};
use std::path::{Path, PathBuf};
use std::process::Command;

const VERSION: &str = "3.9.1";

/// The release, installed; says that the test skips where it cannot be had.
fn release() -> Option<PathBuf> {
    installed::from_pypi(Path::new(env!("CARGO_TARGET_TMPDIR")), "prefect", &format!("prefect=={VERSION}"))
}

/// As `prefect server start` does it, in one process, which calls nobody.
fn start(release: &Path, test: &str) -> Server {
    let folder = release.join(test);
    let _ = std::fs::remove_dir_all(&folder);
    let mut command = Command::new(release.join("bin/python"));
    command.args(["-m", "uvicorn", "--factory", "prefect.server.api.server:create_app", "--host", "127.0.0.1"]);
    for (name, value) in [
        ("PREFECT_SERVER_ANALYTICS_ENABLED", "false"),
        ("PREFECT_SERVER_UI_ENABLED", "false"),
        ("PREFECT_SERVER_EPHEMERAL_ENABLED", "false"),
        ("DO_NOT_TRACK", "1"),
    ] {
        command.env(name, value);
    }
    command.env("PREFECT_HOME", &folder);
    Server::start(command, &folder, |command, port| {
        command.args(["--port", port]);
    })
}

/// The document that it serves.
fn document(server: &Server, folder: &Path) -> PathBuf {
    let mut answer = ureq::get(format!("{}/api/openapi.json", server.url)).call().expect("its document");
    let path = folder.join(format!("openapi-{}.json", server.url.rsplit(':').next().unwrap_or_default()));
    std::fs::write(&path, answer.body_mut().read_to_string().expect("a text")).expect("a file");
    path
}

#[test]
fn a_server_is_held_against_the_document_that_it_serves() {
    let Some(release) = release() else { return };
    let server = start(&release, "probed");
    let also = ["POST /flows/", "POST /flows/filter", "POST /flow_runs/filter", "POST /variables/count"];
    let arguments: Vec<&str> = also.iter().flat_map(|operation| ["--also", operation]).collect();
    let probed = server.probe("/api", &document(&server, &release), &arguments);
    let report = &probed.report;
    for line in ["200       GET /admin/version\n", "201       POST /flows/\n", "200       POST /flows/filter\n"] {
        assert!(report.contains(line), "{line} in {report}");
    }
    // Its document says that the details of a 422 are a list; here they are a text.
    assert!(report.contains("422       GET /csrf-token\n  breaking[other-type] /detail"), "{report}");
    assert!(report.contains("1 breaking,"), "{report}");
    assert_eq!(probed.code, Some(5));
}

#[test]
fn a_generated_client_calls_it() {
    let Some(release) = release() else { return };
    let server = start(&release, "called");
    let said = program::run(&PROGRAM, &document(&server, &release), &format!("{}/api", server.url));
    let expected = format!("version {VERSION}\norders, tagged nightly\n1 flow: orders\nrefused: 422\ngone: 404\n");
    assert_eq!(said, expected);
}

const PROGRAM: Program = Program {
    vendor: "prefect",
    include: &["GET /admin/version", "POST /flows/", "GET /flows/{id}", "DELETE /flows/{id}", "POST /flows/filter"],
    profile: "",
    main: r#"//! Creates, reads, lists and deletes a flow.
use prefect::{Client, FlowCreate};

async fn talk(url: &str) -> Result<(), Box<dyn std::error::Error>> {
    let client = Client::builder().base_url(url).build()?;
    println!("version {}", client.admin().read_version_admin_version_get().send().await?.as_str());
    let mut wanted = FlowCreate::new("orders");
    wanted.tags = Some(vec!["nightly".to_owned()]);
    let made = client.flows().create_flow_flows_post(wanted).send().await?;
    let read = client.flows().read_flow_flows_id_get(&made.id).send().await?;
    println!("{}, tagged {}", read.name, read.tags.as_deref().unwrap_or_default().join(", "));
    let all = client.flows().read_flows_flows_filter_post().send().await?;
    println!("{} flow: {}", all.len(), all[0].name);
    let refused = client.flows().create_flow_flows_post(FlowCreate::new("a/b")).send().await;
    println!("refused: {}", refused.err().and_then(|error| error.status()).unwrap_or_default());
    client.flows().delete_flow_flows_id_delete(&made.id).send().await?;
    let gone = client.flows().read_flow_flows_id_get(&made.id).send().await;
    println!("gone: {}", gone.err().and_then(|error| error.status()).unwrap_or_default());
    Ok(())
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let url = std::env::args().nth(1).unwrap_or_default();
    tokio::runtime::Builder::new_current_thread().enable_all().build()?.block_on(talk(&url))
}
"#,
};
