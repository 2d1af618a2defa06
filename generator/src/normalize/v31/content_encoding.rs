//! `contentEncoding: base64` -> format byte; `contentMediaType` of a text that is none -> format binary.

use crate::normalize::read::Reader;
use crate::normalize::read::schema::Draft;

/// Settles the format that they say, where no other is said.
pub(crate) fn settle<'d>(r: &mut Reader<'d, '_>, draft: &mut Draft<'d>) {
    let (encoding, media) = (draft.late.content_encoding, draft.late.content_media_type);
    let encoding = encoding.and_then(|value| r.text_of(value, &draft.at, "contentEncoding"));
    let media = media.and_then(|value| r.text_of(value, &draft.at, "contentMediaType"));
    if draft.schema.format.is_some() {
        return;
    }
    let is_base64 = encoding.as_deref().is_some_and(|name| name.eq_ignore_ascii_case("base64"));
    let is_bytes = encoding.is_none() && media.as_deref().is_some_and(is_binary);
    if is_base64 {
        draft.schema.format = Some("byte".into());
    } else if is_bytes {
        draft.schema.format = Some("binary".into());
    }
}

fn is_binary(media: &str) -> bool {
    let media = media.trim().to_ascii_lowercase();
    let is_text = media.starts_with("text/") || media.contains("json") || media.contains("xml");
    !is_text
}
