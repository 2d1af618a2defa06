//! Times in the shapes that vendors have: seconds and milliseconds since 1970, RFC 3339, RFC 2822, local times and dates.
//!
//! A date has no zone and a point in time has no date: between them a zone must be named (feature `zone`).

use crate::codec::time::{DateTime, Rfc2822, UnixTime};
use crate::map::{Reason, Refused, Result};
use chrono::{NaiveDate, SecondsFormat, Utc};

/// Seconds since 1970 as a time with offset 0.
pub fn from_unix(time: UnixTime) -> DateTime {
    time.0.fixed_offset()
}

/// A time as seconds since 1970.
pub fn to_unix(time: DateTime) -> UnixTime {
    UnixTime(time.to_utc())
}

/// RFC 2822 is only another text of the same.
pub fn from_rfc2822(time: Rfc2822) -> DateTime {
    time.0
}

/// RFC 2822 is only another text of the same.
pub fn to_rfc2822(time: DateTime) -> Rfc2822 {
    Rfc2822(time)
}

/// Seconds since 1970 as RFC 2822.
pub fn unix_to_rfc2822(time: UnixTime) -> Rfc2822 {
    Rfc2822(from_unix(time))
}

/// RFC 2822 as seconds since 1970.
pub fn rfc2822_to_unix(time: Rfc2822) -> UnixTime {
    to_unix(time.0)
}

/// A text with an offset or `Z`: RFC 3339 as vendors write it, or RFC 2822. Refuses local times: they need a zone.
pub fn parse(text: &str) -> Result<DateTime> {
    let text = text.trim();
    let zoned = text.ends_with(['Z', 'z']) || text.get(10..).is_some_and(|rest| rest.contains(['+', '-']));
    let parsed = crate::codec::time::parse(text).filter(|_| zoned);
    let parsed = parsed.or_else(|| DateTime::parse_from_rfc2822(text).ok());
    parsed.ok_or_else(|| Refused::not("a time with an offset"))
}

/// `2026-01-31`, also at the start of a longer text.
pub fn parse_date(text: &str) -> Result<NaiveDate> {
    let day = text.trim().get(..10).unwrap_or(text);
    NaiveDate::parse_from_str(day, "%Y-%m-%d").map_err(|_| Refused::not("a date"))
}

/// RFC 3339 with the offset that it has.
pub fn rfc3339(time: DateTime) -> String {
    time.to_rfc3339_opts(SecondsFormat::AutoSi, true)
}

/// RFC 3339 in UTC, whole seconds: `2026-01-31T09:00:00Z`.
pub fn utc(time: DateTime) -> String {
    time.to_utc().to_rfc3339_opts(SecondsFormat::Secs, true)
}

/// Milliseconds since 1970 as text.
pub fn from_epoch_millis(text: &str) -> Result<DateTime> {
    let millis: i64 = text.trim().parse().map_err(|_| Refused::not("milliseconds since 1970"))?;
    let time =
        chrono::DateTime::<Utc>::from_timestamp_millis(millis).ok_or_else(|| Refused::new(Reason::OutOfRange))?;
    Ok(time.fixed_offset())
}

/// Milliseconds since 1970 as text.
pub fn to_epoch_millis(time: DateTime) -> String {
    time.timestamp_millis().to_string()
}

/// A date as milliseconds since 1970 at midnight of UTC, as text: how some vendors keep dates.
pub fn date_to_epoch_millis(date: NaiveDate) -> String {
    date.and_time(chrono::NaiveTime::MIN).and_utc().timestamp_millis().to_string()
}

/// Minutes from start to end, begun ones whole; refuses an end before the start.
pub fn minutes_between(start: DateTime, end: DateTime) -> Result<i64> {
    let seconds = (end - start).num_seconds();
    if seconds < 0 { Err(Refused::because("it ends before it starts")) } else { Ok((seconds + 59) / 60) }
}

/// The day after: for ends that are not part of what ends.
pub fn next_day(date: NaiveDate) -> Result<NaiveDate> {
    date.succ_opt().ok_or_else(|| Refused::new(Reason::OutOfRange))
}

/// The date that it is in a zone of IANA's at a time: `date_in(time, "Europe/Berlin")`.
#[cfg(feature = "zone")]
pub fn date_in(time: DateTime, zone: &str) -> Result<NaiveDate> {
    Ok(time.with_timezone(&tz(zone)?).date_naive())
}

/// When a date begins in a zone.
#[cfg(feature = "zone")]
pub fn midnight_in(date: NaiveDate, zone: &str) -> Result<DateTime> {
    at_in(date.and_time(chrono::NaiveTime::MIN), zone)
}

/// A local time in a zone. Where clocks go back and it is there twice, the first; where they go forward and it is not
/// there, the first moment after the gap.
#[cfg(feature = "zone")]
pub fn at_in(local: chrono::NaiveDateTime, zone: &str) -> Result<DateTime> {
    use chrono::TimeZone as _;
    let tz = tz(zone)?;
    let found = (0..=8)
        .find_map(|quarters| tz.from_local_datetime(&(local + chrono::Duration::minutes(15 * quarters))).earliest());
    found.map(|time| time.fixed_offset()).ok_or_else(|| Refused::new(Reason::OutOfRange))
}

/// `2026-01-31T09:00:00` in a zone.
#[cfg(feature = "zone")]
pub fn parse_in(local: &str, zone: &str) -> Result<DateTime> {
    let formats = ["%Y-%m-%dT%H:%M:%S%.f", "%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M:%S", "%Y-%m-%d %H:%M"];
    let parsed = formats.iter().find_map(|format| chrono::NaiveDateTime::parse_from_str(local.trim(), format).ok());
    at_in(parsed.ok_or_else(|| Refused::not("a local time"))?, zone)
}

/// The local time in a zone as text without an offset.
#[cfg(feature = "zone")]
pub fn local_in(time: DateTime, zone: &str) -> Result<String> {
    Ok(time.with_timezone(&tz(zone)?).format("%Y-%m-%dT%H:%M:%S").to_string())
}

#[cfg(feature = "zone")]
fn tz(zone: &str) -> Result<chrono_tz::Tz> {
    zone.trim().parse().map_err(|_| Refused::not("a time zone of IANA's"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_shape_of_one_moment_is_that_moment() {
        let moment = parse("2026-01-31T10:00:00+01:00").unwrap();
        assert_eq!(utc(moment), "2026-01-31T09:00:00Z");
        assert_eq!(rfc3339(moment), "2026-01-31T10:00:00+01:00");
        for text in ["2026-01-31T09:00:00Z", "Sat, 31 Jan 2026 09:00:00 +0000", "2026-01-31T09:00:00.000+0000"] {
            assert_eq!(parse(text).unwrap(), moment, "{text}");
        }
        assert_eq!(from_unix(to_unix(moment)), moment);
        assert_eq!(from_epoch_millis(&to_epoch_millis(moment)).unwrap(), moment);
        assert_eq!(rfc2822_to_unix(to_rfc2822(moment)), to_unix(moment));
        assert_eq!(from_rfc2822(unix_to_rfc2822(to_unix(moment))), moment);
        for text in ["2026-01-31T09:00:00", "2026-01-31", "soon", ""] {
            assert!(parse(text).is_err(), "{text}");
        }
    }

    #[test]
    fn dates_are_kept_as_milliseconds_at_midnight() {
        let date = parse_date("2019-10-26").unwrap();
        assert_eq!(date_to_epoch_millis(date), "1572048000000");
        assert_eq!(from_epoch_millis("1572048000000").unwrap().date_naive(), date);
        assert_eq!(parse_date("2007-09-27T00:00:00").unwrap().to_string(), "2007-09-27");
        assert_eq!(next_day(parse_date("2024-02-28").unwrap()).unwrap().to_string(), "2024-02-29");
        assert!(parse_date("27/09/2007").is_err() && from_epoch_millis("9e15").is_err());
    }

    #[test]
    fn begun_minutes_are_whole() {
        let at = |text| parse(text).unwrap();
        let start = at("2026-01-31T09:00:00Z");
        assert_eq!(minutes_between(start, at("2026-01-31T09:30:01Z")).unwrap(), 31);
        assert_eq!(minutes_between(start, start).unwrap(), 0);
        assert!(minutes_between(start, at("2026-01-31T08:59:00Z")).is_err());
    }

    #[cfg(feature = "zone")]
    #[test]
    fn zones_decide_which_day_it_is() {
        let late = parse("2026-01-31T23:30:00Z").unwrap();
        assert_eq!(date_in(late, "Europe/Berlin").unwrap().to_string(), "2026-02-01");
        assert_eq!(date_in(late, "America/New_York").unwrap().to_string(), "2026-01-31");
        let midnight = midnight_in(parse_date("2026-07-01").unwrap(), "Europe/Berlin").unwrap();
        assert_eq!(
            (utc(midnight).as_str(), local_in(midnight, "Europe/Berlin").unwrap().as_str()),
            ("2026-06-30T22:00:00Z", "2026-07-01T00:00:00")
        );
        // The clocks go forward at two.
        assert_eq!(rfc3339(parse_in("2026-03-29T02:30:00", "Europe/Berlin").unwrap()), "2026-03-29T03:00:00+02:00");
        assert!(parse_in("2026-03-29T02:30:00", "Berlin").is_err());
    }
}
