//! What this program takes of the machine, as Linux tells it.

use crate::Outcome;

/// Ticks a second of the times in `/proc`, on every Linux.
const TICKS: f64 = 100.0;

/// The memory that it holds, in kilobytes.
pub(crate) fn resident() -> Outcome<usize> {
    let status = std::fs::read_to_string("/proc/self/status")?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).ok_or("the system does not tell")?;
    Ok(line.trim().trim_end_matches(" kB").parse()?)
}

/// The processors' time that it has had, in seconds.
pub(crate) fn cpu() -> Outcome<f64> {
    let stat = std::fs::read_to_string("/proc/self/stat")?;
    // The program's name is in brackets and may hold spaces. What follows is counted from the third field; these are the
    // fourteenth and the next: in the program, and in the system for it.
    let (_, fields) = stat.rsplit_once(')').ok_or("the system does not tell")?;
    let mut fields = fields.split_whitespace().skip(11);
    let mut ticks = || Outcome::Ok(fields.next().ok_or("the system does not tell")?.parse::<f64>()?);
    Ok((ticks()? + ticks()?) / TICKS)
}
