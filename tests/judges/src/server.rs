//! A program that serves on the loopback, ended with its guard.

use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// How long a program may take until it listens: the largest document takes Prism 15 s on an idle core.
const PATIENCE: Duration = Duration::from_secs(180);

/// A running program.
#[derive(Debug)]
pub struct Server {
    child: Child,
    address: SocketAddr,
}

impl Server {
    /// Starts what `command` makes of a free port, and waits until it listens there.
    ///
    /// # Panics
    /// Where it cannot be started, ends, or does not listen in time.
    pub fn start(command: impl FnOnce(u16) -> Command) -> Self {
        let address = free();
        let mut command = command(address.port());
        let child = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn();
        let child = child.unwrap_or_else(|error| panic!("{command:?}: {error}"));
        let mut server = Self { child, address };
        server.wait(&command);
        server
    }

    /// `http://127.0.0.1:4010`.
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    fn wait(&mut self, command: &Command) {
        let started = Instant::now();
        while TcpStream::connect_timeout(&self.address, Duration::from_secs(1)).is_err() {
            let ended = self.child.try_wait().ok().flatten();
            assert!(ended.is_none(), "{command:?}: ended with {ended:?}");
            assert!(started.elapsed() < PATIENCE, "{command:?}: does not listen");
            std::thread::sleep(Duration::from_millis(50));
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // Both fail only where it has ended by itself.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// An address that nobody listens at: the system gives no port twice in a row.
fn free() -> SocketAddr {
    let bound = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).and_then(|listener| listener.local_addr());
    bound.unwrap_or_else(|error| panic!("no port: {error}"))
}
