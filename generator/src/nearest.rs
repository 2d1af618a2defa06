//! The name that a mistaken one was meant to be: of a component, an operation, a key.
//!
//! In: what was written, and the names there are. Out: the most alike, by edits (insert, remove, replace, swap) without
//! regard to case. Names are cut at a length that no typo has, and callers whose input may be hostile limit how many are
//! compared, because each comparison costs the product of two lengths.

/// As much of a name is looked at.
const LONGEST: usize = 100;

/// The name of least distance, where that is at most a third of the wanted name. At most `budget` names are compared, and
/// taken from it.
pub(crate) fn nearest<'n>(wanted: &str, names: impl Iterator<Item = &'n str>, budget: &mut usize) -> Option<&'n str> {
    let wanted = letters(wanted);
    let limit = (wanted.len() / 3).max(1);
    let mut best: Option<(usize, &str)> = None;
    // A letter has at most four bytes, so what is longer in bytes is too long in letters.
    let near = names.filter(|name| name.len() <= 4 * (wanted.len() + limit) && name.len() + limit >= wanted.len());
    for name in near.take(*budget) {
        *budget -= 1;
        let name_letters = letters(name);
        // Letters too few or too many are an edit each.
        if name_letters.len().abs_diff(wanted.len()) > limit {
            continue;
        }
        let distance = distance(&wanted, &name_letters);
        if distance <= limit && best.is_none_or(|(least, _)| distance < least) {
            best = Some((distance, name));
        }
    }
    best.map(|(_, name)| name)
}

/// The `count` names that are most alike, however far they are.
pub(crate) fn ranked(wanted: &str, mut names: Vec<String>, count: usize) -> Vec<String> {
    names.sort();
    names.dedup();
    let wanted = letters(wanted);
    names.sort_by_cached_key(|name| distance(&wanted, &letters(name)));
    names.truncate(count);
    names
}

fn letters(name: &str) -> Vec<char> {
    name.chars().take(LONGEST).flat_map(char::to_lowercase).collect()
}

/// Damerau and Levenshtein's distance, each letter edited once.
fn distance(a: &[char], b: &[char]) -> usize {
    let (mut before, mut row): (Vec<usize>, Vec<usize>) = (Vec::new(), Vec::new());
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for i in 1..=a.len() {
        row.clear();
        row.push(i);
        for j in 1..=b.len() {
            let replaced = last[j - 1] + usize::from(a[i - 1] != b[j - 1]);
            let mut edits = replaced.min(last[j] + 1).min(row[j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                edits = edits.min(before[j - 2] + 1);
            }
            row.push(edits);
        }
        // The row before the last one is the next one's memory.
        std::mem::swap(&mut before, &mut last);
        std::mem::swap(&mut last, &mut row);
    }
    last[b.len()]
}

#[cfg(test)]
mod tests {
    use super::{distance, letters, nearest, ranked};

    #[test]
    fn finds_the_typo_and_leaves_strangers_alone() {
        let names = ["Note", "Invoice", "InvoiceLine"];
        let find = |wanted| nearest(wanted, names.into_iter(), &mut 100);
        assert_eq!([find("Nope"), find("invoise"), find("Customer")], [Some("Note"), Some("Invoice"), None]);
        assert_eq!(nearest("Nope", names.into_iter(), &mut 0), None);
    }

    #[test]
    fn distance_counts_edits_and_swaps() {
        let of = |a, b| distance(&letters(a), &letters(b));
        assert_eq!(
            [of("kitten", "sitting"), of("", "abc"), of("abc", ""), of("spce", "spec"), of("A", "a")],
            [3, 3, 3, 1, 0]
        );
    }

    #[test]
    fn the_most_alike_come_first_and_once() {
        let names = ["tag:b", "listOrders", "listOrder", "listOrders"].map(str::to_owned).to_vec();
        assert_eq!(ranked("listorder", names, 2), ["listOrder", "listOrders"]);
    }
}
