//! `multipart/form-data` (RFC 7578): names and contents of its parts.

use super::coerce::Raw;

/// The parts by name; a name that is there twice is a list.
pub(super) fn parts(media_type: &str, body: &[u8]) -> Result<Vec<(String, Raw)>, String> {
    let boundary = parameter(media_type, "boundary").ok_or("`Content-Type` names no boundary")?;
    let delimiter = format!("--{boundary}");
    let mut members: Vec<(String, Raw)> = Vec::new();
    let mut rest = after(body, delimiter.as_bytes()).ok_or("the body does not begin with the boundary")?;
    while !rest.starts_with(b"--") {
        let end = find(rest, format!("\r\n{delimiter}").as_bytes()).ok_or("a part does not end")?;
        let part = rest[..end].strip_prefix(b"\r\n").unwrap_or(&rest[..end]);
        let head_end = find(part, b"\r\n\r\n").ok_or("a part has no end of its headers")?;
        let head = String::from_utf8_lossy(&part[..head_end]).into_owned();
        let (name, raw) = member(&head, &part[head_end + 4..])?;
        add(&mut members, name, raw);
        rest = &rest[end + 2 + delimiter.len()..];
    }
    Ok(members)
}

fn member(head: &str, content: &[u8]) -> Result<(String, Raw), String> {
    let header = |wanted: &str| {
        let mut lines = head.lines().filter_map(|line| line.split_once(':'));
        lines.find(|(name, _)| name.eq_ignore_ascii_case(wanted)).map(|(_, value)| value.trim())
    };
    let disposition = header("content-disposition").ok_or("a part has no `Content-Disposition`")?;
    let name = parameter(disposition, "name").ok_or("a part has no name")?;
    let text = String::from_utf8_lossy(content).into_owned();
    let is_json = header("content-type").is_some_and(|one| one.to_ascii_lowercase().contains("json"));
    let is_file = parameter(disposition, "filename").is_some();
    let json = (is_json && !is_file).then(|| serde_json::from_slice(content).ok()).flatten();
    Ok((name, json.map_or(Raw::Text(text), Raw::Json)))
}

fn add(members: &mut Vec<(String, Raw)>, name: String, raw: Raw) {
    match members.iter_mut().find(|(known, _)| *known == name) {
        None => members.push((name, raw)),
        Some((_, Raw::List(items))) => items.push(raw),
        Some((_, other)) => *other = Raw::List(vec![other.clone(), raw]),
    }
}

/// A parameter of a header's value, in quotes or not.
fn parameter(value: &str, wanted: &str) -> Option<String> {
    let mut rest = value;
    while let Some((_, after)) = rest.split_once(';') {
        let (name, after) = after.trim_start().split_once('=')?;
        let (text, next) = match after.strip_prefix('"') {
            Some(quoted) => quoted.split_once('"')?,
            None => after.split_at(after.find(';').unwrap_or(after.len())),
        };
        if name.trim().eq_ignore_ascii_case(wanted) {
            return Some(text.trim().to_owned());
        }
        rest = next;
    }
    None
}

fn find(haystack: &[u8], needle: &[u8]) -> Option<usize> {
    haystack.windows(needle.len()).position(|window| window == needle)
}

fn after<'b>(haystack: &'b [u8], needle: &[u8]) -> Option<&'b [u8]> {
    find(haystack, needle).map(|at| &haystack[at + needle.len()..])
}
