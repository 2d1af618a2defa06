//! `info` and `tags`.

use super::{Node, Reader, components};
use crate::diag::Code;
use openapiv3::{Contact, ExternalDocumentation, Info, License, Tag};

/// Title, version and the rest; what is missing gets a name that says so.
pub(crate) fn info<'d>(r: &mut Reader<'d, '_>, root: &Node<'d>) -> Info {
    let Some(node) = components::section(r, root, "info") else {
        r.report(Code::MissingMember, &root.at, "the document has no `info`");
        return Info { title: "Untitled".into(), version: "0".into(), ..Info::default() };
    };
    Info {
        title: required(r, &node, "title", "Untitled"),
        version: required(r, &node, "version", "0"),
        description: r.text(&node, "description"),
        terms_of_service: r.text(&node, "termsOfService"),
        contact: r.object(&node, "contact").map(|node| contact(r, &node)),
        license: r.object(&node, "license").map(|node| license(r, &node)),
        extensions: node.extensions(),
    }
}

fn required<'d>(r: &mut Reader<'d, '_>, node: &Node<'d>, key: &str, fallback: &str) -> String {
    let found = r.text(node, key).map(|text| text.trim().to_owned()).filter(|text| !text.is_empty());
    found.unwrap_or_else(|| {
        r.report(Code::MissingMember, &node.at, format!("`{key}` is missing; \"{fallback}\" is used"));
        fallback.to_owned()
    })
}

fn contact<'d>(r: &mut Reader<'d, '_>, node: &Node<'d>) -> Contact {
    Contact {
        name: r.text(node, "name"),
        url: r.text(node, "url"),
        email: r.text(node, "email"),
        extensions: node.extensions(),
    }
}

fn license<'d>(r: &mut Reader<'d, '_>, node: &Node<'d>) -> License {
    License { name: r.text(node, "name").unwrap_or_default(), url: r.text(node, "url"), extensions: node.extensions() }
}

/// The declared tags; a tag that is only a name counts.
pub(crate) fn tags<'d>(r: &mut Reader<'d, '_>, root: &Node<'d>) -> Vec<Tag> {
    let mut tags = Vec::new();
    for node in r.list(root, "tags") {
        let name = if node.value.is_object() { r.text(&node, "name") } else { name_alone(r, &node) };
        let Some(name) = name else {
            r.report(Code::MissingMember, &node.at, "a tag without a name was left out");
            continue;
        };
        let external_docs = r.object(&node, "externalDocs").and_then(|node| external_docs(r, &node));
        let description = r.text(&node, "description");
        tags.push(Tag { name, description, external_docs, extensions: node.extensions() });
    }
    tags
}

fn name_alone(r: &mut Reader<'_, '_>, node: &Node<'_>) -> Option<String> {
    r.report(Code::WrongType, &node.at, "a tag should be an object with a name");
    super::scalar::plain_text(node.value)
}

fn external_docs<'d>(r: &mut Reader<'d, '_>, node: &Node<'d>) -> Option<ExternalDocumentation> {
    let url = r.text(node, "url")?;
    Some(ExternalDocumentation { description: r.text(node, "description"), url, extensions: node.extensions() })
}
