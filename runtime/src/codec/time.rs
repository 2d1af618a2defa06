//! Times: RFC 3339 as vendors really write it, seconds since 1970, RFC 2822, dates.

use super::decode::Decode;
use super::encode::{Encode, Sink};
use super::error::{DecodeError, EncodeError, Result};
use super::input::Input;
use super::number::read_int;
use super::text::read_text;
use chrono::{FixedOffset, NaiveDateTime, SecondsFormat, Utc};

/// A point in time with the offset it was written with.
pub type DateTime = chrono::DateTime<FixedOffset>;

pub use chrono::NaiveDate;

/// A point in time that is seconds since 1970 on the wire.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct UnixTime(pub chrono::DateTime<Utc>);

/// A point in time that is RFC 2822 text on the wire: `Tue, 1 Jul 2003 10:52:37 +0200`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct Rfc2822(pub DateTime);

impl Decode for DateTime {
    #[inline]
    fn blank() -> Self {
        Self::default()
    }
    fn decode(&mut self, input: &mut dyn Input) -> Result<bool> {
        read_time(self, input, "RFC 3339 date and time", parse)
    }
}

impl Encode for DateTime {
    fn encode(&self, sink: &mut dyn Sink) -> Result<(), EncodeError> {
        sink.str(&self.to_rfc3339_opts(SecondsFormat::AutoSi, true))
    }
}

impl Decode for Rfc2822 {
    #[inline]
    fn blank() -> Self {
        Self::default()
    }
    fn decode(&mut self, input: &mut dyn Input) -> Result<bool> {
        read_time(&mut self.0, input, "RFC 2822 date and time", |text| {
            DateTime::parse_from_rfc2822(text).ok().or_else(|| parse(text))
        })
    }
}

impl Encode for Rfc2822 {
    fn encode(&self, sink: &mut dyn Sink) -> Result<(), EncodeError> {
        sink.str(&self.0.format("%a, %d %b %Y %H:%M:%S %z").to_string())
    }
}

impl Decode for UnixTime {
    #[inline]
    fn blank() -> Self {
        Self::default()
    }
    fn decode(&mut self, input: &mut dyn Input) -> Result<bool> {
        let Some(seconds) = read_int(input)? else { return Ok(false) };
        let time = i64::try_from(seconds).ok().and_then(|seconds| chrono::DateTime::from_timestamp(seconds, 0));
        self.0 = time.ok_or_else(|| DecodeError::expected("seconds since 1970", "a number out of its range"))?;
        Ok(true)
    }
}

impl Encode for UnixTime {
    fn encode(&self, sink: &mut dyn Sink) -> Result<(), EncodeError> {
        sink.int(i128::from(self.0.timestamp()))
    }
}

impl Decode for NaiveDate {
    #[inline]
    fn blank() -> Self {
        Self::default()
    }
    fn decode(&mut self, input: &mut dyn Input) -> Result<bool> {
        read_text(input, "date", &mut |text| {
            *self = text.trim().parse().map_err(|_| DecodeError::expected("date", "string"))?;
            Ok(())
        })
    }
}

impl Encode for NaiveDate {
    fn encode(&self, sink: &mut dyn Sink) -> Result<(), EncodeError> {
        sink.str(&self.to_string())
    }
}

fn read_time(
    target: &mut DateTime,
    input: &mut dyn Input,
    wanted: &'static str,
    parse: fn(&str) -> Option<DateTime>,
) -> Result<bool> {
    read_text(input, wanted, &mut |text| {
        *target = parse(text.trim()).ok_or_else(|| DecodeError::expected(wanted, "string"))?;
        Ok(())
    })
}

/// RFC 3339, and what vendors make of it: a space for the `T`, `+0000` or `+00`, no seconds, no offset (then UTC).
pub(crate) fn parse(text: &str) -> Option<DateTime> {
    const WITH_OFFSET: [&str; 2] = ["%Y-%m-%dT%H:%M:%S%.f%#z", "%Y-%m-%dT%H:%M%#z"];
    const WITHOUT: [&str; 2] = ["%Y-%m-%dT%H:%M:%S%.f", "%Y-%m-%dT%H:%M"];
    if let Ok(time) = DateTime::parse_from_rfc3339(text) {
        return Some(time);
    }
    let mut text = text.replacen(' ', "T", 1).replace(' ', "");
    if let Some(end) = text.strip_suffix(['Z', 'z']) {
        text = format!("{end}+0000");
    }
    let with = WITH_OFFSET.iter().find_map(|format| DateTime::parse_from_str(&text, format).ok());
    with.or_else(|| {
        let time = WITHOUT.iter().find_map(|format| NaiveDateTime::parse_from_str(&text, format).ok())?;
        Some(time.and_utc().fixed_offset())
    })
}
