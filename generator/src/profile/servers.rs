//! `[servers]`: base URLs by name, the first is the default.

use super::check;
use super::file::ServerTable;
use super::section::Reader;
use super::text_or::TextOr;
use indexmap::IndexMap;
use toml::Spanned;

/// A named server.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Server {
    /// `live`, `sandbox`.
    pub name: String,
    /// Its URL; variables stand in braces.
    pub url: String,
    /// For people.
    pub docs: String,
    /// Every variable of the URL: name, default (empty: the user must say), allowed values.
    pub variables: Vec<(String, String, Vec<String>)>,
}

pub(super) fn servers(typed: IndexMap<Spanned<String>, TextOr<ServerTable>>, reader: &mut Reader<'_>) -> Vec<Server> {
    typed.into_iter().map(|(name, server)| self::server(&name, server, reader)).collect()
}

fn server(name: &Spanned<String>, typed: TextOr<ServerTable>, reader: &mut Reader<'_>) -> Server {
    check::name(name, reader);
    let table = match typed {
        TextOr::Text(url) => ServerTable { url, variables: IndexMap::new(), docs: String::new() },
        TextOr::Table(table) => table,
    };
    check::url(&table.url, false, reader);
    let names = variables(&table.url, reader);
    for variable in table.variables.keys().filter(|name| !names.contains(name.get_ref())) {
        let message = format!("the URL has no variable `{}`", variable.get_ref());
        let known: Vec<&str> = names.iter().map(String::as_str).collect();
        let help =
            if known.is_empty() { "write it in braces".to_owned() } else { format!("it has {}", known.join(", ")) };
        reader.wrong(variable.span(), message, help);
    }
    let said = |name: &String| table.variables.iter().find(|(key, _)| key.get_ref() == name).map(|(_, said)| said);
    let variables = names.iter().map(|name| {
        let (default, values) = said(name).map_or_else(Default::default, |s| (s.default.clone(), s.values.clone()));
        (name.clone(), default, values)
    });
    Server {
        name: name.get_ref().clone(),
        variables: variables.collect(),
        url: table.url.get_ref().clone(),
        docs: table.docs,
    }
}

/// The names in braces.
fn variables(url: &Spanned<String>, reader: &mut Reader<'_>) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    let mut rest = url.get_ref().as_str();
    while let Some((before, after)) = rest.split_once('{') {
        let name = after.split_once('}').filter(|(name, _)| !name.is_empty() && !name.contains('{'));
        let Some((name, after)) = name.filter(|_| !before.contains('}')) else {
            reader.wrong(url.span(), "the braces of this URL do not match", "write a variable as `{name}`");
            return names;
        };
        if !names.iter().any(|known| known == name) {
            names.push(name.to_owned());
        }
        rest = after;
    }
    if rest.contains('}') {
        reader.wrong(url.span(), "the braces of this URL do not match", "write a variable as `{name}`");
    }
    names
}
