//! What a team accepts of a vendor's changes, and which day it is.

use super::args::ConfigFile;
use super::exit::Exit;
use super::{Failure, project};
use intertie_generator::Findings;
use intertie_generator::diag::print;
use intertie_generator::diff::accept::{self, Accepted, Day};
use std::path::Path;
use std::time::{SystemTime, UNIX_EPOCH};

/// What the team accepts: the file that was named, or the one beside the configuration, or here.
pub(super) fn accepted(named: Option<&Path>, config: &ConfigFile) -> Result<Accepted, Failure> {
    let usual = project::beside_config(config, accept::FILE_NAME);
    let Some(path) = named.map(Path::to_owned).or_else(|| Some(usual).filter(|path| path.is_file())) else {
        return Ok(Accepted::default());
    };
    let text = std::fs::read_to_string(&path).map_err(|error| Failure::io("read", &path, &error))?;
    Accepted::parse(&path, &text).map_err(|problems| {
        let mut text = Vec::new();
        // Writing to memory does not fail.
        let form = print::Format::Text { colour: false };
        let _ = print::print(&problems, &mut Findings::default().places(), form, &mut text);
        Failure(Exit::Usage, Some(String::from_utf8_lossy(&text).trim_end().to_owned()))
    })
}

/// The day in UTC (Howard Hinnant's `civil_from_days`).
pub(super) fn today() -> Day {
    let seconds = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |time| time.as_secs());
    day(seconds / 86_400)
}

fn day(since_1970: u64) -> Day {
    let shifted = since_1970 + 719_468;
    let (era, of_era) = (shifted / 146_097, shifted % 146_097);
    let of_era_year = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * of_era_year + of_era_year / 4 - of_era_year / 100);
    let shifted_month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * shifted_month + 2) / 5 + 1;
    let month = if shifted_month < 10 { shifted_month + 3 } else { shifted_month - 9 };
    let year = of_era_year + era * 400 + u64::from(month <= 2);
    let small = |number: u64| u8::try_from(number).unwrap_or_default();
    (u16::try_from(year).unwrap_or(u16::MAX), small(month), small(day))
}

#[cfg(test)]
mod tests {
    use super::day;

    #[test]
    fn days_are_those_of_the_calendar() {
        assert_eq!(
            [day(0), day(59), day(11_016), day(20_783)],
            [(1970, 1, 1), (1970, 3, 1), (2000, 2, 29), (2026, 11, 26)]
        );
    }
}
