//! Names with brackets: `a[b][0]=c` as a tree.

use super::coerce::Raw;

/// The tree of these pairs. A name that is there twice is a list; `a[]` adds to one.
pub(super) fn tree(pairs: impl IntoIterator<Item = (String, String)>) -> Vec<(String, Raw)> {
    let mut members = Vec::new();
    for (name, value) in pairs {
        let (head, path) = steps(&name);
        put(&mut members, &head, &path, value);
    }
    members
}

/// The name before the first bracket, and what stands in brackets. Brackets that do not close are part of the name.
pub(super) fn steps(name: &str) -> (String, Vec<String>) {
    let Some((head, rest)) = name.split_once('[') else { return (name.to_owned(), Vec::new()) };
    let Some(inner) = rest.strip_suffix(']') else { return (name.to_owned(), Vec::new()) };
    if head.is_empty() || inner.split("][").any(|step| step.contains(['[', ']'])) {
        return (name.to_owned(), Vec::new());
    }
    (head.to_owned(), inner.split("][").map(str::to_owned).collect())
}

fn put(members: &mut Vec<(String, Raw)>, name: &str, path: &[String], value: String) {
    let known = members.iter().position(|(known, _)| known == name);
    let Some((first, rest)) = path.split_first() else {
        match known.map(|at| &mut members[at].1) {
            None => members.push((name.to_owned(), Raw::Text(value))),
            Some(Raw::List(items)) => items.push(Raw::Text(value)),
            Some(other) => *other = Raw::List(vec![other.clone(), Raw::Text(value)]),
        }
        return;
    };
    let at = known.unwrap_or_else(|| {
        members.push((name.to_owned(), Raw::Members(Vec::new())));
        members.len() - 1
    });
    if first.is_empty() && rest.is_empty() {
        add(&mut members[at].1, value);
        return;
    }
    if !matches!(members[at].1, Raw::Members(_)) {
        members[at].1 = Raw::Members(Vec::new());
    }
    if let Raw::Members(inner) = &mut members[at].1 {
        put(inner, first, rest, value);
    }
}

/// One more item: `a[]=x`.
fn add(target: &mut Raw, value: String) {
    match target {
        Raw::List(items) => items.push(Raw::Text(value)),
        Raw::Members(members) if members.is_empty() => *target = Raw::List(vec![Raw::Text(value)]),
        other => *other = Raw::List(vec![other.clone(), Raw::Text(value)]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(pairs: &[(&str, &str)]) -> Vec<(String, Raw)> {
        tree(pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())))
    }

    #[test]
    fn brackets_are_members_and_numbers_and_empty_ones_are_items() {
        let text = |text: &str| Raw::Text(text.to_owned());
        assert_eq!(
            of(&[("a[b][0]", "x"), ("a[b][1]", "y"), ("c[]", "1"), ("c[]", "2"), ("d", "1"), ("d", "2")]),
            [
                (
                    "a".to_owned(),
                    Raw::Members(vec![(
                        "b".to_owned(),
                        Raw::Members(vec![("0".to_owned(), text("x")), ("1".to_owned(), text("y"))])
                    )])
                ),
                ("c".to_owned(), Raw::List(vec![text("1"), text("2")])),
                ("d".to_owned(), Raw::List(vec![text("1"), text("2")])),
            ]
        );
        assert_eq!(steps("page[size"), ("page[size".to_owned(), vec![]));
    }
}
