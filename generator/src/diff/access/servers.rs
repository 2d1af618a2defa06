//! Servers, by URL.

use super::super::edit::Edit;
use super::super::kind::{Change, Kind, Subject};
use super::super::operations::word;
use crate::ir::Server;
use crate::pointer::Pointer;

/// Compares lists of servers; their order says nothing.
pub(super) fn compare(label: &str, places: &(Pointer, Pointer), old: &[Server], new: &[Server]) -> Vec<Edit> {
    let at = |edit: Edit| edit.at(places.0.clone(), places.1.clone());
    let mut edits = Vec::new();
    let gone: Vec<&Server> = old.iter().filter(|was| new.iter().all(|is| is.url != was.url)).collect();
    let fresh: Vec<&Server> = new.iter().filter(|is| old.iter().all(|was| was.url != is.url)).collect();
    if let ([was], [is]) = (&gone[..], &fresh[..]) {
        let edit = Edit::new(Kind::of(Subject::Server, Change::Changed), label);
        edits.push(at(edit.says(Some(was.url.clone()), Some(is.url.clone()))));
    } else {
        edits.extend(gone.iter().filter_map(|was| word(Subject::Server, label, Some(was.url.clone()), None)).map(at));
        edits.extend(fresh.iter().filter_map(|is| word(Subject::Server, label, None, Some(is.url.clone()))).map(at));
    }
    for was in old {
        let Some(is) = new.iter().find(|is| is.url == was.url) else { continue };
        let words = |server: &Server| Some(server.docs.0.clone()).filter(|text| !text.is_empty());
        edits.extend(word(Subject::ServerDescription, &was.url, words(was), words(is)).map(at));
        edits.extend(variables(was, is).into_iter().map(at));
    }
    edits
}

fn variables(was: &Server, is: &Server) -> Vec<Edit> {
    let text = |server: &Server, name: &str| {
        let found = server.variables.iter().find(|(other, ..)| other == name);
        found.map(|(_, default, values)| match &values[..] {
            [] => default.clone(),
            values => format!("{default} of {}", values.join(", ")),
        })
    };
    let mut names: Vec<&str> = was.variables.iter().map(|(name, ..)| name.as_str()).collect();
    names.extend(is.variables.iter().map(|(name, ..)| name.as_str()).filter(|name| text(was, name).is_none()));
    let edit =
        |name: &str| word(Subject::ServerVariable, &format!("{} {{{name}}}", was.url), text(was, name), text(is, name));
    names.into_iter().filter_map(edit).collect()
}
