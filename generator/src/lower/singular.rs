//! English plurals in wire names: `addresses` -> `address`.

/// The last word in the singular; as it is where no plural is recognised.
pub(super) fn singular(name: &str) -> String {
    let lower = name.to_ascii_lowercase();
    let cut = |n: usize, add: &str| format!("{}{add}", &name[..name.len() - n]);
    if !name.is_ascii() || lower.len() < 3 {
        return name.to_owned();
    }
    if lower.ends_with("ies") && lower.len() > 4 {
        return cut(3, "y");
    }
    let es = ["sses", "shes", "ches", "xes", "zes", "statuses", "uses"];
    if es.iter().any(|end| lower.ends_with(end)) && !lower.ends_with("causes") && !lower.ends_with("houses") {
        return cut(2, "");
    }
    let not_plural = ["ss", "us", "is", "news", "series", "os", "as"];
    if lower.ends_with('s') && !not_plural.iter().any(|end| lower.ends_with(end)) {
        return cut(1, "");
    }
    name.to_owned()
}

/// Whether a name is a plural that [`singular`] recognises.
pub(super) fn is_plural(name: &str) -> bool {
    singular(name) != name
}

#[cfg(test)]
mod tests {
    use super::singular;

    #[test]
    fn common_plurals() {
        let cases = [
            ("customers", "customer"),
            ("addresses", "address"),
            ("entries", "entry"),
            ("status", "status"),
            ("boxes", "box"),
            ("address", "address"),
            ("line_items", "line_item"),
            ("data", "data"),
            ("phases", "phase"),
            ("ids", "id"),
            ("gas", "gas"),
        ];
        for (plural, one) in cases {
            assert_eq!(singular(plural), one);
        }
    }
}
