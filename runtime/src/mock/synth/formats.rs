//! Text of the formats that documents name.

use fastrand::Rng;

/// Text of this format; `None` where it says nothing about text.
pub(super) fn text(rng: &mut Rng, format: &str) -> Option<String> {
    let word = rng.choice(["amber", "birch", "cedar", "delta"])?;
    let (month, day) = (rng.u8(1..=12), rng.u8(1..=28));
    let (hour, minute, second) = (rng.u8(..24), rng.u8(..60), rng.u8(..60));
    Some(match format {
        "date-time" | "datetime" | "iso8601" => format!("2026-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}Z"),
        "date" | "full-date" => format!("2026-{month:02}-{day:02}"),
        "time" | "partial-time" => format!("{hour:02}:{minute:02}:{second:02}Z"),
        "date-time-rfc-2822" | "rfc2822" | "date-time-rfc822" => {
            format!(
                "Mon, {:02} Jan 2026 {hour:02}:{minute:02}:{second:02} +0000",
                [5, 12, 19, 26][usize::from(day % 4)]
            )
        }
        "duration" => format!("P{day}D"),
        "email" | "idn-email" => format!("{word}{}@example.com", rng.u16(..1000)),
        "hostname" | "idn-hostname" => format!("{word}.example.com"),
        "ipv4" | "ip" => format!("192.0.2.{}", rng.u8(1..255)),
        "ipv6" => format!("2001:db8::{:x}", rng.u16(1..)),
        "uri" | "url" | "iri" | "uri-template" => format!("https://example.com/{word}/{}", rng.u16(..1000)),
        "uri-reference" | "iri-reference" => format!("/{word}/{}", rng.u16(..1000)),
        "uuid" | "guid" | "UUID" => uuid(rng),
        "byte" | "base64" => "aW50ZXJ0aWU=".to_owned(),
        "binary" => "intertie".to_owned(),
        "json-pointer" => format!("/{word}"),
        "relative-json-pointer" => "0".to_owned(),
        "regex" => "^[a-z]+$".to_owned(),
        "decimal" | "money" => format!("{}.{:02}", rng.u16(..1000), rng.u8(..100)),
        "int32" | "int64" | "integer" | "unix-time" | "timestamp" => rng.u16(..1000).to_string(),
        "double" | "float" | "number" => format!("{}.5", rng.u16(..1000)),
        "boolean" => rng.bool().to_string(),
        "password" => format!("secret-{word}-{}", rng.u16(..1000)),
        "currency" | "ISO-4217" | "iso-4217" => "EUR".to_owned(),
        "phone" => "+493012345678".to_owned(),
        _ => return None,
    })
}

fn uuid(rng: &mut Rng) -> String {
    let (high, low) = (rng.u64(..), rng.u64(..));
    let (a, b, c) = (high >> 32, (high >> 16) & 0xffff, high & 0xfff);
    format!("{a:08x}-{b:04x}-4{c:03x}-a{:03x}-{:012x}", low >> 52, low & 0xffff_ffff_ffff)
}
