//! HTTP as little as tests need it.

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};

/// An answer.
pub(crate) struct Answer {
    /// 0 where none came.
    pub(crate) status: u16,
    pub(crate) location: Option<String>,
    pub(crate) body: String,
}

/// Sends a request to `host:port`.
pub(crate) async fn request(address: &str, method: &str, path: &str, headers: &[(&str, &str)], body: &str) -> Answer {
    let host = headers.iter().find(|(name, _)| *name == "host").map_or(address, |(_, host)| host);
    let mut text = format!("{method} {path} HTTP/1.1\r\nhost: {host}\r\nconnection: close\r\n");
    for (name, value) in headers.iter().filter(|(name, _)| *name != "host") {
        text += &[name, ": ", value, "\r\n"].concat();
    }
    let length = body.len().to_string();
    text += &["content-type: application/json\r\ncontent-length: ", &length, "\r\n\r\n", body].concat();
    let answer = async {
        let mut stream = tokio::net::TcpStream::connect(address).await?;
        stream.write_all(text.as_bytes()).await?;
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).await?;
        std::io::Result::Ok(String::from_utf8_lossy(&answer).into_owned())
    };
    let answer = answer.await.unwrap_or_default();
    let (head, body) = answer.split_once("\r\n\r\n").unwrap_or((&answer, ""));
    let status = head.split(' ').nth(1).and_then(|status| status.parse().ok()).unwrap_or_default();
    let location = head.lines().find_map(|line| line.strip_prefix("location: ")).map(str::to_owned);
    Answer { status, location, body: body.to_owned() }
}
