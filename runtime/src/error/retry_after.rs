//! `Retry-After` (RFC 9110, 10.2.3): seconds, or a date.

use std::time::{Duration, SystemTime};

/// How long to wait. A date is compared with the answer's own, so that the machine's clock does not matter.
pub(crate) fn parse(text: &str, date: Option<&str>) -> Option<Duration> {
    let text = text.trim();
    if let Ok(seconds) = text.parse::<u64>() {
        return Some(Duration::from_secs(seconds));
    }
    // Some vendors send fractions.
    if let Ok(seconds) = text.parse::<f64>() {
        return Duration::try_from_secs_f64(seconds).ok();
    }
    let until = httpdate::parse_http_date(text).ok()?;
    let now = date.and_then(|date| httpdate::parse_http_date(date).ok()).unwrap_or_else(SystemTime::now);
    Some(until.duration_since(now).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::parse;
    use std::time::Duration;

    #[test]
    fn seconds_fractions_and_dates() {
        let date = Some("Fri, 31 Dec 1999 23:59:29 GMT");
        assert_eq!(parse("120", None), Some(Duration::from_secs(120)));
        assert_eq!(parse("0.5", None), Some(Duration::from_millis(500)));
        assert_eq!(parse("Fri, 31 Dec 1999 23:59:59 GMT", date), Some(Duration::from_secs(30)));
        assert_eq!(parse("Fri, 31 Dec 1999 23:00:00 GMT", date), Some(Duration::ZERO));
        assert_eq!(parse("-1", None), None);
        assert_eq!(parse("soon", None), None);
    }
}
