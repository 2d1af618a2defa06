//! Text that a regular expression matches.

use fastrand::Rng;
use regex_syntax::hir::{Class, Hir, HirKind};

/// How often a repetition without an end repeats beyond its least.
const MORE: usize = 3;

/// Text that matches; `extra` lets repetitions run longer. `None` where the pattern has what cannot be built from, such as
/// a look around.
pub(super) fn matching(rng: &mut Rng, pattern: &str, extra: usize) -> Option<String> {
    let hir = regex_syntax::Parser::new().parse(pattern).ok()?;
    let mut out = String::new();
    write(rng, &hir, extra, &mut out).then_some(out)
}

fn write(rng: &mut Rng, hir: &Hir, extra: usize, out: &mut String) -> bool {
    match hir.kind() {
        HirKind::Empty | HirKind::Look(_) => true,
        HirKind::Literal(literal) => std::str::from_utf8(&literal.0).map(|text| out.push_str(text)).is_ok(),
        HirKind::Class(class) => one_of(rng, class).map(|c| out.push(c)).is_some(),
        HirKind::Repetition(repetition) => {
            let least = repetition.min as usize;
            let most = repetition.max.map_or(least + MORE + extra, |most| (most as usize).min(least + MORE + extra));
            let count = rng.usize(least..=most.max(least));
            (0..count).all(|_| write(rng, &repetition.sub, extra, out))
        }
        HirKind::Capture(capture) => write(rng, &capture.sub, extra, out),
        HirKind::Concat(parts) => parts.iter().all(|part| write(rng, part, extra, out)),
        HirKind::Alternation(parts) => {
            let at = rng.usize(..parts.len());
            write(rng, &parts[at], extra, out)
        }
    }
}

/// A character of the class, a letter or digit of ASCII where there is one.
fn one_of(rng: &mut Rng, class: &Class) -> Option<char> {
    let ranges: Vec<(char, char)> = match class {
        Class::Unicode(class) => class.ranges().iter().map(|range| (range.start(), range.end())).collect(),
        Class::Bytes(class) => class.ranges().iter().map(|range| (range.start().into(), range.end().into())).collect(),
    };
    let has = |c: &char| ranges.iter().any(|(first, last)| (first..=last).contains(&c));
    let plain: Vec<char> = ('a'..='z').chain('A'..='Z').chain('0'..='9').filter(has).collect();
    let visible: Vec<char> = ('!'..='~').filter(has).collect();
    rng.choice(plain).or_else(|| rng.choice(visible)).or_else(|| ranges.first().map(|(first, _)| *first))
}

#[cfg(test)]
mod tests {
    use super::matching;

    #[test]
    fn what_is_made_matches() {
        let mut rng = fastrand::Rng::with_seed(1);
        for pattern in ["^[A-Z]{3}$", "^(a|b)+c?$", r"^\d{4}-\d{2}$", r"^cus_[0-9a-zA-Z]{8,}$", "x", "^.{2,5}$"] {
            let expression = jsonschema::options().build(&serde_json::json!({ "pattern": pattern })).expect(pattern);
            for _ in 0..20 {
                let text = matching(&mut rng, pattern, 0).expect(pattern);
                assert!(expression.is_valid(&text.clone().into()), "{pattern}: {text}");
            }
        }
        assert_eq!(matching(&mut rng, "^(?!x)y$", 0), None);
    }
}
