//! What an operation does to a collection: a collection is a path with POST; its items are that path and one parameter.

use super::Mock;
use super::contract::{Contract, Operation};

/// What an operation does to a collection.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    Create,
    List,
    Read,
    Update,
    Delete,
}

/// What each operation does, parallel to the contract's operations.
pub(super) fn roles(contract: &Contract) -> Vec<Option<Role>> {
    let creates = |path: &str| contract.operations.iter().any(|one| one.method == "POST" && one.path == path);
    let role = |operation: &Operation| match item_of(&operation.path) {
        Some(collection) if creates(collection) => match operation.method.as_str() {
            "GET" => Some(Role::Read),
            "PUT" | "PATCH" | "POST" => Some(Role::Update),
            "DELETE" => Some(Role::Delete),
            _ => None,
        },
        _ => {
            let has_items = contract.operations.iter().any(|one| item_of(&one.path) == Some(operation.path.as_str()));
            match operation.method.as_str() {
                "POST" if has_items => Some(Role::Create),
                "GET" if has_items && creates(&operation.path) => Some(Role::List),
                _ => None,
            }
        }
    };
    contract.operations.iter().map(role).collect()
}

/// The collection's path, of a path that ends in one parameter.
fn item_of(path: &str) -> Option<&str> {
    let (collection, last) = path.rsplit_once('/')?;
    (last.starts_with('{') && last.ends_with('}') && last.matches('{').count() == 1).then_some(collection)
}

impl Mock {
    /// Whether an operation makes what is stored.
    pub(super) fn creates(&self, at: usize) -> bool {
        self.roles[at] == Some(Role::Create)
    }

    /// The name of the parameter in the path of this collection's items.
    pub(super) fn item_parameter(&self, at: usize) -> Option<String> {
        let path = &self.contract.operations[at].path;
        let item = self.contract.operations.iter().find(|one| item_of(&one.path) == Some(path))?;
        let last = item.path.rsplit('/').next()?;
        Some(last.trim_matches(['{', '}']).to_owned())
    }
}
