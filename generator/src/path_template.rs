//! Texts with members in braces: paths of operations and URLs of servers.

/// The names of the members, in order.
pub(crate) fn names(template: &str) -> impl Iterator<Item = &str> {
    template.split('{').skip(1).filter_map(|rest| rest.split_once('}')).map(|(name, _)| name)
}

/// The template whatever its members are called: `GET /orders/{id}` as `GET /orders/{}`.
pub(crate) fn nameless(template: &str) -> String {
    let mut parts = template.split('{');
    let head = parts.next().unwrap_or_default().to_owned();
    parts.fold(head, |all, part| match part.split_once('}') {
        Some((_, rest)) => format!("{all}{{}}{rest}"),
        None => format!("{all}{{{part}"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn members_have_names_and_are_the_same_without() {
        assert_eq!(names("/orders/{id}/lines/{line}.json").collect::<Vec<_>>(), ["id", "line"]);
        assert_eq!(nameless("GET /orders/{id}/{line}.json?a=b"), "GET /orders/{}/{}.json?a=b");
        assert_eq!((names("/a/{b").count(), nameless("/a/{b")), (0, "/a/{b".to_owned()));
    }
}
