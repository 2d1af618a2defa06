//! The name that a mistaken one was meant to be.

/// Longer names are not compared: nobody's typo.
const LONGEST: usize = 80;

/// The name of least edit distance, where that is at most a third of the wanted name. At most `budget` names are
/// compared, and taken from it.
pub(crate) fn nearest<'n>(wanted: &str, names: impl Iterator<Item = &'n str>, budget: &mut usize) -> Option<&'n str> {
    let wanted: Vec<char> = wanted.chars().take(LONGEST + 1).collect();
    let limit = (wanted.len() / 3).max(1);
    let mut best: Option<(usize, &str)> = None;
    let near = names.filter(|name| name.len().abs_diff(wanted.len()) <= limit + 8 && name.len() <= LONGEST);
    for name in near.take(*budget) {
        *budget -= 1;
        let distance = distance(&wanted, name);
        if distance <= limit && best.is_none_or(|(least, _)| distance < least) {
            best = Some((distance, name));
        }
    }
    best.map(|(_, name)| name)
}

/// Levenshtein's distance without regard to case.
fn distance(wanted: &[char], name: &str) -> usize {
    let mut row: Vec<usize> = (0..=wanted.len()).collect();
    for (i, c) in name.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, w) in wanted.iter().enumerate() {
            let change = usize::from(!w.eq_ignore_ascii_case(&c));
            let cost = (diagonal + change).min(row[j] + 1).min(row[j + 1] + 1);
            diagonal = std::mem::replace(&mut row[j + 1], cost);
        }
    }
    row[wanted.len()]
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn finds_the_typo_and_leaves_strangers_alone() {
        let names = ["Note", "Invoice", "InvoiceLine"];
        let find = |wanted| nearest(wanted, names.into_iter(), &mut 100);
        assert_eq!([find("Nope"), find("invoise"), find("Customer")], [Some("Note"), Some("Invoice"), None]);
        assert_eq!(nearest("Nope", names.into_iter(), &mut 0), None);
    }
}
