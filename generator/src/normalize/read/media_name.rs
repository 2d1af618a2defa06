//! The name of a media type: trimmed, type and subtype in lower case, parameters as written.

/// The name in its normal form; `None` where it could not stand in a header.
pub(crate) fn media_name(text: &str) -> Option<String> {
    let text = text.trim();
    if text.is_empty() || text.chars().any(|c| c.is_control() || !c.is_ascii()) {
        return None;
    }
    let (kind, parameters) = text.split_at(text.find(';').unwrap_or(text.len()));
    let kind = kind.trim().to_ascii_lowercase();
    let kind = match kind.as_str() {
        "json" => "application/json".into(),
        "xml" => "application/xml".into(),
        "form" => "application/x-www-form-urlencoded".into(),
        "*" => "*/*".into(),
        _ => kind,
    };
    Some(kind + parameters)
}

#[cfg(test)]
mod tests {
    use super::media_name;

    #[test]
    fn type_and_subtype_are_lower_case_and_parameters_stay() {
        let name = media_name(" Application/JSON; charset=UTF-8 ");
        assert_eq!(name.as_deref(), Some("application/json; charset=UTF-8"));
        assert_eq!(media_name("application/json\r\nX: y"), None);
    }
}
