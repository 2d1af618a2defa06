//! Names for parts of other files.

use super::shape::Node;
use crate::pointer::Pointer;
use std::collections::HashSet;
use std::path::Path;

/// Which names are in use in which section.
#[derive(Default)]
pub(super) struct Names(HashSet<(Node, String)>);

impl Names {
    /// Notes a name that the document uses itself.
    pub(super) fn take(&mut self, kind: Node, name: &str) {
        self.0.insert((kind, name.to_owned()));
    }

    /// Whether a name is in use.
    pub(super) fn has(&self, kind: Node, name: &str) -> bool {
        self.0.contains(&(kind, name.to_owned()))
    }

    /// The wished name, with a number where it is in use.
    pub(super) fn free(&mut self, kind: Node, wish: &str) -> String {
        let mut name = wish.to_owned();
        let mut number = 2;
        while !self.0.insert((kind, name.clone())) {
            name = format!("{wish}_{number}");
            number += 1;
        }
        name
    }
}

/// What the author calls a node: its key where keys are names, else the file, with the key where there is one.
pub(super) fn suggested(file: &str, pointer: &Pointer) -> String {
    let keys: Vec<String> = pointer.keys().collect();
    let name = match keys.as_slice() {
        [] => stem(file),
        [only] => only.clone(),
        [.., parent, last] if is_section(parent) => last.clone(),
        [.., last] => format!("{}_{last}", stem(file)),
    };
    let plain = |c: char| if c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_') { c } else { '_' };
    let name: String = name.chars().map(plain).collect();
    if name.is_empty() { "part".to_owned() } else { name }
}

/// `schemas/Pet.schema.yaml` is `Pet`, `pet/index.yaml` is `pet`.
fn stem(file: &str) -> String {
    let path = Path::new(file);
    let name = |path: &Path| path.file_stem().map(|stem| stem.to_string_lossy().into_owned());
    let stem = name(path).unwrap_or_default();
    let stem = stem.strip_suffix(".schema").unwrap_or(&stem);
    match stem {
        "index" | "_index" | "schema" => path.parent().and_then(name).unwrap_or_else(|| stem.to_owned()),
        stem => stem.to_owned(),
    }
}

fn is_section(key: &str) -> bool {
    matches!(
        key,
        "schemas" | "definitions" | "$defs" | "properties" | "parameters" | "responses" | "headers" | "requestBodies"
    ) || matches!(key, "examples" | "links" | "callbacks" | "securitySchemes" | "securityDefinitions")
}

#[cfg(test)]
mod tests {
    use super::{Names, Node, suggested};
    use crate::pointer::Pointer;

    #[test]
    fn takes_the_authors_word() {
        let name = |file, pointer| suggested(file, &Pointer::parse(pointer).unwrap());
        assert_eq!(name("a/Pet.schema.json", "#"), "Pet");
        assert_eq!(name("a/pet/index.yaml", "#"), "pet");
        assert_eq!(name("common.yaml", "#/components/schemas/Error"), "Error");
        assert_eq!(name("common.yaml", "#/Error"), "Error");
        assert_eq!(name("pet.yaml", "#/allOf/0"), "pet_0");
        assert_eq!(name("ä b.yaml", "#"), "__b");
    }

    #[test]
    fn numbers_what_is_taken() {
        let mut names = Names::default();
        names.take(Node::Schema, "Pet");
        assert_eq!(names.free(Node::Schema, "Pet"), "Pet_2");
        assert_eq!(names.free(Node::Schema, "Pet"), "Pet_3");
        assert_eq!(names.free(Node::Parameter, "Pet"), "Pet");
    }
}
