//! The distributed engine: bare restate-sdk against `flow::restate`, both served by this program to one server.

use crate::Outcome;
use crate::folder::Folder;
use crate::http::request;
use crate::server::{self, Member, Node};
use crate::turns::{Contender, SIZES, Table};
use crate::vendor::{Calls, charged, client};
use intertie::flow::restate;
use restate_sdk::context::{ContextSideEffects as _, RunFuture as _, WorkflowContext};
use restate_sdk::endpoint::Endpoint;
use restate_sdk::errors::{HandlerError, HandlerResult};
use restate_sdk::http_server::HttpServer;
use restate_sdk::serde::Json;
use serde_json::Value;
use std::future::pending;
use std::path::PathBuf;
use tokio::net::TcpListener;

/// Prints a row for each size.
pub(crate) async fn measure(table: &Table, folder: &Folder) -> Outcome<()> {
    let Some(programs) = server::install(&cache()?) else { return Ok(()) };
    let data = folder.file().with_file_name("restate");
    std::fs::create_dir(&data)?;
    let node = Node::start(&programs, &data, &Member { name: "alone", all: &[], port: server::port() });
    node.is_up().await;
    let (bare, ours) = (listener().await?, listener().await?);
    let (bare_port, our_port) = (bare.local_addr()?.port(), ours.local_addr()?.port());
    let endpoint = Endpoint::builder().bind(Bare { client: client()? }).build();
    let bare = tokio::spawn(HttpServer::new(endpoint).serve_with_cancel(bare, pending::<()>()));
    let ours = tokio::spawn(restate::serve().register(Calls(client()?)).listen(ours, pending()));
    node.deploy(bare_port).await;
    node.deploy(our_port).await;
    let contender = |flow| Door { address: node.ingress.trim_start_matches("http://").to_owned(), flow };
    let result = async {
        for size in SIZES {
            table.row("Restate", &contender("Bare/"), &contender("Flows/calls@1:"), size).await?;
        }
        Ok(())
    };
    let result = result.await;
    bare.abort();
    ours.abort();
    result
}

async fn listener() -> std::io::Result<TcpListener> {
    TcpListener::bind(("127.0.0.1", 0)).await
}

/// Where the tests keep what they install: `tmp` beside the folder of this program's profile.
fn cache() -> Outcome<PathBuf> {
    let program = std::env::current_exe()?;
    let target = program.ancestors().nth(2).ok_or("the program is in no folder")?;
    Ok(target.join("tmp"))
}

/// Starts a flow at Restate's ingress and waits for its end, by one request: the same for both.
#[derive(Clone)]
struct Door {
    address: String,
    flow: &'static str,
}

impl Contender for Door {
    async fn flow(&self, id: String, steps: u32) -> Outcome<()> {
        let path = format!("/{}{id}/run", self.flow);
        let answer = request(&self.address, "POST", &path, &[], &steps.to_string()).await;
        if answer.status == 200 { Ok(()) } else { Err(format!("{path}: {}: {}", answer.status, answer.body).into()) }
    }
}

/// Restate without the layer: the same calls by the same client, the answer journalled as JSON.
struct Bare {
    client: stripe::Client,
}

#[restate_sdk::workflow]
impl Bare {
    #[handler]
    async fn run(&self, context: WorkflowContext<'_>, steps: Json<u32>) -> HandlerResult<Json<Value>> {
        for number in 0..steps.into_inner() {
            let client = self.client.clone();
            let charged = context
                .run(move || async move { charged(&client, number).await.map(Json).map_err(HandlerError::from) });
            charged.name(format!("charge {number}")).await?;
        }
        Ok(Json(Value::Null))
    }
}
