//! What every reader needs: the document, the findings, the schemas met so far, what was read already.

use super::Node;
use super::queue::{Queue, Role};
use crate::diag::{Code, Diagnostic, Sink};
use crate::document::{Dialect, Parameter, Response, SchemaId, Server};
use crate::load::RawDoc;
use crate::nearest::nearest;
use crate::pointer::Pointer;
use foldhash::{HashMap, HashMapExt, HashSet, HashSetExt};
use indexmap::IndexMap;
use serde_json::Value;

/// The state of one pass over a document.
pub(crate) struct Reader<'d, 's> {
    /// The whole document.
    pub(crate) root: &'d Value,
    /// What it says it is.
    pub(crate) dialect: Dialect,
    /// Ids and waiting schemas.
    pub(crate) queue: Queue<'d>,
    /// The declared security schemes, and those that a rule made up.
    pub(crate) schemes: IndexMap<String, openapiv3::SecurityScheme>,
    /// Names of declared schemes that no request can show (mutual TLS).
    pub(crate) transport_schemes: HashSet<String>,
    /// Whether the document's own security proves who calls.
    pub(crate) secured: bool,
    /// Parameters that several operations share, by address.
    pub(crate) parameters: HashMap<usize, Option<Parameter>>,
    /// Answers that several operations share, by their address and that of the media types that hold for them.
    pub(crate) responses: HashMap<(usize, usize), Response>,
    /// Names of server variables: path parameters of the same name belong to the server.
    pub(crate) server_variables: HashSet<String>,
    /// Where `$anchor`s stand, once asked for.
    pub(crate) anchors: Option<HashMap<String, Node<'d>>>,
    /// How many more names may be compared to find a nearest one; that is slow and a document can be hostile.
    nearest_left: usize,
    reported: HashSet<String>,
    sink: &'s mut Sink,
}

impl<'d, 's> Reader<'d, 's> {
    /// A reader at the start of its pass.
    pub(crate) fn new(raw: &'d RawDoc, sink: &'s mut Sink) -> Self {
        Self {
            root: &raw.value,
            dialect: raw.dialect,
            queue: Queue::default(),
            schemes: IndexMap::new(),
            transport_schemes: HashSet::new(),
            secured: false,
            parameters: HashMap::new(),
            responses: HashMap::new(),
            server_variables: HashSet::new(),
            anchors: None,
            nearest_left: 100_000,
            reported: HashSet::new(),
            sink,
        }
    }

    /// Whether the document is Swagger 2.0.
    pub(crate) fn is_swagger2(&self) -> bool {
        self.dialect == Dialect::Swagger2
    }

    /// Whether schemas follow JSON Schema 2020-12 (OpenAPI 3.1 and later).
    pub(crate) fn is_modern(&self) -> bool {
        self.dialect >= Dialect::OpenApi31
    }

    /// Takes a finding.
    pub(crate) fn report(&mut self, code: Code, at: &Pointer, message: impl Into<String>) {
        self.sink.report(code, at, message);
    }

    /// Takes a finding with a way out.
    pub(crate) fn report_help(&mut self, code: Code, at: &Pointer, message: impl Into<String>, help: Option<String>) {
        let mut found = Diagnostic::new(code, at, message);
        found.help = help;
        self.sink.push(found);
    }

    /// Takes a finding that is made once per document, whatever number of places has it.
    pub(crate) fn report_once(&mut self, code: Code, at: &Pointer, message: String, help: Option<String>) {
        if self.reported.insert(message.clone()) {
            self.report_help(code, at, message, help);
        }
    }

    /// Names what of `names` is most like `wanted`.
    pub(crate) fn nearest<'n>(&mut self, wanted: &str, names: impl Iterator<Item = &'n str>) -> Option<&'n str> {
        nearest(wanted, names, &mut self.nearest_left)
    }

    /// Names the schema whose name is most like `wanted`.
    pub(crate) fn nearest_schema(&mut self, wanted: &str) -> Option<&str> {
        nearest(wanted, self.queue.schemas.named.keys().map(String::as_str), &mut self.nearest_left)
    }

    /// The id of the schema at `node`.
    pub(crate) fn schema(&mut self, node: Node<'d>) -> SchemaId {
        self.queue.schema(node, Role::Schema)
    }

    /// Remembers the names of all server variables.
    pub(crate) fn note_server_variables(&mut self, servers: &[Server]) {
        self.server_variables.extend(servers.iter().flat_map(|server| server.variables.keys().cloned()));
    }
}
