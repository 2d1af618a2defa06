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
    // A URL may stand there several times, with other variables.
    let (mut gone, mut fresh) = (Vec::new(), new.iter().filter(|is| !old.contains(is)).collect::<Vec<_>>());
    for was in old.iter().filter(|was| !new.contains(was)) {
        let Some(same) = fresh.iter().position(|is| is.url == was.url) else {
            gone.push(was);
            continue;
        };
        let is = fresh.remove(same);
        let words = |server: &Server| Some(server.docs.0.clone()).filter(|text| !text.is_empty());
        edits.extend(word(Subject::ServerDescription, &was.url, words(was), words(is)).map(at));
        edits.extend(variables(was, is).into_iter().map(at));
    }
    if let ([was], [is]) = (&gone[..], &fresh[..]) {
        let edit = Edit::new(Kind::of(Subject::Server, Change::Changed), label);
        edits.push(at(edit.says(Some(was.url.clone()), Some(is.url.clone()))));
        return edits;
    }
    edits.extend(gone.iter().filter_map(|was| word(Subject::Server, label, Some(was.url.clone()), None)).map(at));
    edits.extend(fresh.iter().filter_map(|is| word(Subject::Server, label, None, Some(is.url.clone()))).map(at));
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
    // The same URL has the same variables.
    let names = was.variables.iter().map(|(name, ..)| name.as_str()).filter(|name| text(is, name).is_some());
    let edit =
        |name: &str| word(Subject::ServerVariable, &format!("{} {{{name}}}", was.url), text(was, name), text(is, name));
    names.filter_map(edit).collect()
}
