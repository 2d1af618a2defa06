//! What the document says of itself.

use super::edit::Edit;
use super::kind::Subject;
use super::operations::word;
use super::pairs::Pairs;
use crate::pointer::Pointer;

/// Compares title, version, description and the declared tags.
pub(super) fn compare(pairs: &mut Pairs<'_>) {
    let (old, new) = (pairs.versions.old, pairs.versions.new);
    let info = Pointer::root().push("info");
    let text = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
    let said = [
        (Subject::InfoTitle, "title", Some(old.title.clone()), Some(new.title.clone())),
        (Subject::InfoVersion, "version", Some(old.version.clone()), Some(new.version.clone())),
        (Subject::InfoDescription, "description", text(&old.docs.0), text(&new.docs.0)),
    ];
    let mut edits: Vec<Edit> = Vec::new();
    for (subject, key, before, after) in said {
        let at = |edit: Edit| edit.at(info.push(key), info.push(key));
        edits.extend(word(subject, "the document", before, after).map(at));
    }
    edits.extend(tags(&pairs.versions.before.tags, &pairs.versions.after.tags));
    pairs.calls.extend(edits.into_iter().map(|edit| (edit, vec![])));
}

type Tags = [(String, Option<String>)];

fn tags(old: &Tags, new: &Tags) -> Vec<Edit> {
    let folder = Pointer::root().push("tags");
    let at = |edit: Edit| edit.at(folder.clone(), folder.clone());
    let find = |tags: &Tags, name: &str| tags.iter().find(|(other, _)| other == name).cloned();
    let mut edits = Vec::new();
    for (name, was) in old {
        let label = format!("tag {name}");
        edits.extend(match find(new, name) {
            None => word(Subject::Tag, &label, Some(name.clone()), None),
            // A name may stand twice.
            Some(_) if new.contains(&(name.clone(), was.clone())) => None,
            Some((_, is)) => word(Subject::TagDescription, &label, was.clone(), is),
        });
    }
    for (name, _) in new.iter().filter(|(name, _)| find(old, name).is_none()) {
        edits.extend(word(Subject::Tag, &format!("tag {name}"), None, Some(name.clone())));
    }
    edits.into_iter().map(at).collect()
}
