//! Servers on the loopback: one of routes, one that says exactly these bytes.

use crate::acme::Client;
use crate::exposure::Exposed;
use axum::Router;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;

/// Serves the routes and gives the base URL.
pub(crate) async fn serve(router: Router) -> String {
    Exposed::listen();
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = listener.local_addr().expect("an address");
    tokio::spawn(async move { axum::serve(listener, router).await });
    format!("http://{address}")
}

/// Answers each connection with these bytes and closes it.
pub(crate) async fn say(answer: impl Into<Vec<u8>>) -> String {
    Exposed::listen();
    let answer = answer.into();
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = listener.local_addr().expect("an address");
    tokio::spawn(async move {
        while let Ok((mut socket, _)) = listener.accept().await {
            let mut buffer = [0; 16 * 1024];
            let _ = socket.read(&mut buffer).await;
            let _ = socket.write_all(&answer).await;
            let _ = socket.shutdown().await;
        }
    });
    format!("http://{address}")
}

/// An answer of this status with this JSON.
pub(crate) async fn say_json(status: &str, headers: &str, body: &str) -> String {
    let length = body.len();
    say(format!("HTTP/1.1 {status}\r\nContent-Type: application/json\r\nContent-Length: {length}\r\n{headers}Connection: close\r\n\r\n{body}"))
        .await
}

/// A client of this base URL.
pub(crate) fn client(base: &str) -> Client {
    Client::builder().base_url(base).build().expect("a client")
}
