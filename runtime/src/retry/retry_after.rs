//! How long a vendor wants to be left alone: `Retry-After` (RFC 9110, 10.2.3: seconds, or a date), else the header of its
//! own that says when its limit starts anew.

use crate::answer::{Head, limit};
use std::time::{Duration, SystemTime};

/// How long to wait, where the answer says so.
pub(crate) fn asked(head: &Head) -> Option<Duration> {
    let told = head.text("retry-after").and_then(|text| until(text, head.date()));
    told.or_else(|| is_limited(head, head.status.as_u16()).then(|| limit::reset(head)).flatten())
}

/// Whether an answer that counts as one of this status wants fewer calls: 429, or 403 with nothing left of the limit.
pub(crate) fn is_limited(head: &Head, status: u16) -> bool {
    match status {
        429 => true,
        403 => limit::remaining(head) == Some(0),
        _ => false,
    }
}

/// How long to wait. A date is compared with that of the answer's `Date`, so that the machine's clock does not matter.
#[cfg(feature = "oauth2")]
pub(crate) fn parse(text: &str, date: Option<&str>) -> Option<Duration> {
    let date = date.and_then(|date| httpdate::parse_http_date(date).ok());
    until(text, date.unwrap_or_else(SystemTime::now))
}

fn until(text: &str, date: SystemTime) -> Option<Duration> {
    let text = text.trim();
    if let Ok(seconds) = text.parse::<u64>() {
        return Some(Duration::from_secs(seconds));
    }
    // Some vendors send fractions.
    if let Ok(seconds) = text.parse::<f64>() {
        return Duration::try_from_secs_f64(seconds).ok();
    }
    let until = httpdate::parse_http_date(text).ok()?;
    Some(until.duration_since(date).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::until;
    use std::time::{Duration, SystemTime};

    #[test]
    fn seconds_fractions_and_dates() {
        let date = httpdate::parse_http_date("Fri, 31 Dec 1999 23:59:29 GMT").expect("a date");
        let now = SystemTime::now();
        assert_eq!(until("120", now), Some(Duration::from_secs(120)));
        assert_eq!(until("0.5", now), Some(Duration::from_millis(500)));
        assert_eq!(until("Fri, 31 Dec 1999 23:59:59 GMT", date), Some(Duration::from_secs(30)));
        assert_eq!(until("Fri, 31 Dec 1999 23:00:00 GMT", date), Some(Duration::ZERO));
        assert_eq!(until("-1", now), None);
        assert_eq!(until("soon", now), None);
    }
}
