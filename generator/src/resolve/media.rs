//! Which of several media types is spoken.

use crate::document::MediaType;

/// How a media type is coded, the most useful first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Media {
    /// `application/json`, `+json`, and `*/*` with a schema.
    Json,
    /// `application/x-www-form-urlencoded`.
    Form,
    /// `multipart/*`.
    Multipart,
    /// `text/event-stream`.
    EventStream,
    /// `text/*`.
    Text,
    /// Anything else, XML included.
    Bytes,
}

impl Media {
    /// The coding of a media type by its name, whatever its case and parameters.
    pub fn of(name: &str) -> Self {
        let essence = name.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
        match essence.as_str() {
            "application/json" | "text/json" | "*/*" | "application/*" | "" => Self::Json,
            "application/x-www-form-urlencoded" => Self::Form,
            "text/event-stream" => Self::EventStream,
            _ if essence.ends_with("+json") || essence == "application/x-json" => Self::Json,
            _ if essence.starts_with("multipart/") => Self::Multipart,
            _ if essence.starts_with("text/") && essence != "text/xml" => Self::Text,
            _ => Self::Bytes,
        }
    }
}

/// The media type to speak: plain JSON before its dialects, then in the order of [`Media`].
pub fn preferred(content: &[MediaType]) -> Option<(&MediaType, Media)> {
    content.iter().min_by_key(|media| rank(media)).map(|media| (media, Media::of(&media.name)))
}

/// All media types, the preferred one first; equals stay in document order.
pub fn ranked(content: &[MediaType]) -> Vec<(&MediaType, Media)> {
    let mut all: Vec<_> = content.iter().map(|media| (media, Media::of(&media.name))).collect();
    all.sort_by_key(|(media, _)| rank(media));
    all
}

fn rank(media: &MediaType) -> (Media, bool, bool) {
    let plain = media.name.split(';').next().is_some_and(|n| n.trim() == "application/json");
    (Media::of(&media.name), !plain, media.schema.is_none())
}
