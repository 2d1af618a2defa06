//! Expectations that stand in files: compared, or rewritten under `UPDATE_EXPECT=1`, all differences at once.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

/// Lines around a change that a difference shows.
const CONTEXT: usize = 2;

/// Collects the differences of a test.
#[derive(Debug, Default)]
pub struct Expect {
    differences: Vec<String>,
}

impl Expect {
    /// Compares `actual` with the file; rewrites it where that is asked for.
    ///
    /// # Panics
    /// Where the file cannot be written.
    pub fn file(&mut self, path: &Path, actual: &str) {
        let expected = fs::read_to_string(path).unwrap_or_default();
        if expected == actual {
            return;
        }
        self.differences.push(format!("{}\n{}", path.display(), difference(&expected, actual)));
        if is_update() {
            fs::write(path, actual).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        }
    }

    /// Adds what a file cannot say.
    pub fn fail(&mut self, what: impl Into<String>) {
        self.differences.push(what.into());
    }

    /// Ends the test.
    ///
    /// # Panics
    /// When anything differs and was not rewritten.
    pub fn finish(self) {
        let all = self.differences.join("\n");
        let count = self.differences.len();
        if is_update() {
            println!("{all}\n{count} expectations rewritten");
            return;
        }
        assert!(count == 0, "{count} differences (UPDATE_EXPECT=1 rewrites the files):\n{all}");
    }
}

fn is_update() -> bool {
    std::env::var_os("UPDATE_EXPECT").is_some()
}

/// Removed lines with `-`, added ones with `+`, a few lines around them.
pub fn difference(expected: &str, actual: &str) -> String {
    let (old, new): (Vec<&str>, Vec<&str>) = (expected.lines().collect(), actual.lines().collect());
    let marked = marked(&old, &new);
    let near =
        |at: usize| marked[at.saturating_sub(CONTEXT)..marked.len().min(at + CONTEXT + 1)].iter().any(|m| m.0 != ' ');
    let mut out = String::new();
    let mut skipped = false;
    for (at, (mark, text)) in marked.iter().enumerate() {
        if near(at) {
            // Writing to a String cannot fail.
            let _ = writeln!(out, "  {mark} {text}");
        } else if !skipped {
            out.push_str("    ...\n");
        }
        skipped = !near(at);
    }
    out
}

/// Each line with ` `, `-` or `+`, by the longest common subsequence.
fn marked<'t>(old: &[&'t str], new: &[&'t str]) -> Vec<(char, &'t str)> {
    let same = old.iter().zip(new).take_while(|(a, b)| a == b).count();
    let (head, old, new) = (&old[..same], &old[same..], &new[same..]);
    // common[i][j]: the most lines that old[i..] and new[j..] share.
    let mut common = vec![vec![0_u32; new.len() + 1]; old.len() + 1];
    for i in (0..old.len()).rev() {
        for j in (0..new.len()).rev() {
            common[i][j] =
                if old[i] == new[j] { common[i + 1][j + 1] + 1 } else { common[i + 1][j].max(common[i][j + 1]) };
        }
    }
    let mut out: Vec<(char, &str)> = head.iter().map(|line| (' ', *line)).collect();
    let (mut i, mut j) = (0, 0);
    while i < old.len() || j < new.len() {
        if i < old.len() && j < new.len() && old[i] == new[j] {
            out.push((' ', old[i]));
            (i, j) = (i + 1, j + 1);
        } else if j == new.len() || (i < old.len() && common[i + 1][j] >= common[i][j + 1]) {
            out.push(('-', old[i]));
            i += 1;
        } else {
            out.push(('+', new[j]));
            j += 1;
        }
    }
    out
}
