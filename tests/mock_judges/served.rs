//! A document, served.

use intertie::mock::{Contract, Mock, Server};
use intertie_generator::Pipeline;
use intertie_generator::load::{Input, Options};
use intertie_tests::pipeline;
use std::path::Path;
use std::sync::Arc;
use tokio::runtime::Runtime;

/// A mock of a document alone: what its profile says is nothing that a judge could know.
pub(crate) fn mock(path: &Path) -> Mock {
    let vendor = pipeline::vendor("vendor", Input::Path(path.to_owned()));
    let mut pipeline = Pipeline::new(&vendor, &Options::default());
    let (_, contract) = pipeline.contract().unwrap_or_else(|_| panic!("{}: refused", path.display()));
    Mock::new(Contract::read(contract).expect("our own contract"))
}

/// The mock on a port, and what keeps it there.
pub(crate) fn serve(mock: Mock) -> (Runtime, u16) {
    let runtime = Runtime::new().expect("a runtime");
    let port = runtime.block_on(async {
        let server = Server::bind(Arc::new(mock), 0).await.expect("a port");
        let port = server.address().expect("an address").port();
        tokio::spawn(server.serve());
        port
    });
    (runtime, port)
}
