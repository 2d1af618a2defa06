//! How alike two fields are: by what their names mean, where they stand, their types, values and descriptions.
//!
//! The same for every vendor, and the same on every run: only sums over lists in a fixed order.

use super::leaf::{Leaf, peel};
use super::vocabulary::{Token, tokens, words};
use crate::ir::mapping::Access;
use crate::ir::{Api, Enum, IntTy, Struct, Ty, TypeKind};
use std::collections::BTreeSet;

/// A field of the target with the names around it.
#[derive(Debug, Clone)]
pub(super) struct Wanted {
    pub(super) name: Side,
    pub(super) kind: Kind,
    pub(super) values: BTreeSet<String>,
    /// Whether there are many of it.
    pub(super) many: bool,
}

/// A value of a source, likewise.
#[derive(Debug, Clone)]
pub(super) struct Offered {
    pub(super) name: Side,
    pub(super) kind: Kind,
    pub(super) values: BTreeSet<String>,
    pub(super) depth: usize,
    /// Whether there are many of it.
    pub(super) many: bool,
    /// Whether somebody declared it, as a key that only run time knows.
    pub(super) declared: bool,
}

/// What the names say.
#[derive(Debug, Clone)]
pub(super) struct Side {
    pub(super) leaf: Vec<Token>,
    /// What it stands in, the nearest first.
    pub(super) around: Vec<Token>,
    pub(super) described: BTreeSet<String>,
}

impl Side {
    /// `path` and `owners` from the outside in.
    pub(super) fn new(path: &[String], owners: &[String], docs: &str) -> Self {
        let (leaf, mut before) = path.split_last().map_or(("", &[][..]), |(leaf, before)| (leaf.as_str(), before));
        let mut leaf = tokens(leaf);
        // `start.dateTime`, `reference.value`: what it is called says nothing, what it stands in does.
        if leaf.iter().all(|token| GENERIC.contains(&token.own.as_str()))
            && let Some((parent, further)) = before.split_last()
        {
            before = further;
            for token in &mut leaf {
                token.weight *= 0.4;
            }
            leaf.splice(0..0, tokens(parent));
        }
        let mut around: Vec<Token> = before.iter().rev().flat_map(|name| tokens(name)).collect();
        around.extend(
            owners
                .iter()
                .rev()
                .flat_map(|name| tokens(name))
                .map(|token| Token { weight: token.weight * 0.5, ..token }),
        );
        Self { leaf, around, described: described(docs) }
    }
}

/// What tells apart people and addresses of the same kind; words of one row are the same.
const ROLES: &[&[&str]] = &[&["shipping", "recipient"], &["billing"], &["sender"], &["organizer"]];

/// More where both stand in the same role, less where in different ones.
fn role(a: &Side, b: &Side) -> f64 {
    let of = |side: &Side| {
        let known = |token: &Token| ROLES.iter().position(|role| role.contains(&token.meanings[0].as_str()));
        side.leaf.iter().chain(&side.around).find_map(known)
    };
    match (of(a), of(b)) {
        (Some(one), Some(other)) if one == other => 1.05,
        (Some(_), Some(_)) => 0.9,
        (Some(_), None) | (None, Some(_) | None) => 1.0,
    }
}

/// Names that say nothing of their own.
const GENERIC: &[&str] =
    &["value", "object", "data", "content", "number", "code", "date", "time", "datetime", "date_time", "text_value"];

/// The words of a description that carry sense.
fn described(docs: &str) -> BTreeSet<String> {
    const SAY_NOTHING: &[&str] = &[
        "the",
        "and",
        "for",
        "that",
        "this",
        "with",
        "from",
        "are",
        "can",
        "will",
        "has",
        "have",
        "must",
        "may",
        "not",
        "its",
        "use",
        "used",
        "which",
        "when",
        "only",
        "one",
        "any",
        "all",
        "default",
        "length",
        "most",
        "value",
        "string",
        "pattern",
        "null",
        "true",
        "false",
        "example",
        "format",
        "required",
        "optional",
        "specifies",
        "indicate",
        "valid",
    ];
    let first: String = docs.chars().take(300).collect();
    let words = words(&first).into_iter().filter(|word| word.len() > 2 && !SAY_NOTHING.contains(&word.as_str()));
    words.collect()
}

/// What a value is, as far as it matters for where it can go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Text,
    Integer,
    Number,
    Boolean,
    /// A moment.
    Time,
    /// A date.
    Day,
    Choice,
    Object,
    /// An object of an amount and its currency.
    Money,
    Objects,
    Texts,
    Map,
    Any,
}

/// The kind of a type.
pub(super) fn kind(api: &Api, ty: &Ty) -> Kind {
    match peel(api, ty).ty {
        Ty::String | Ty::Secret | Ty::Uuid | Ty::Base64 => Kind::Text,
        Ty::Int(IntTy::I32 | IntTy::I64 | IntTy::U32 | IntTy::U64 | IntTy::I128) => Kind::Integer,
        Ty::F32 | Ty::F64 | Ty::Decimal => Kind::Number,
        Ty::Bool => Kind::Boolean,
        Ty::DateTime | Ty::UnixTime | Ty::Rfc2822 => Kind::Time,
        Ty::Date => Kind::Day,
        Ty::Json | Ty::File | Ty::Unit | Ty::Option(_) | Ty::Field(_) | Ty::Boxed(_) => Kind::Any,
        Ty::Map(_) => Kind::Map,
        Ty::List(item) => match kind(api, item) {
            Kind::Object | Kind::Money => Kind::Objects,
            _ => Kind::Texts,
        },
        Ty::Named(id) => match &api.type_def(*id).kind {
            TypeKind::Struct(shape) => {
                if is_money(shape) {
                    Kind::Money
                } else {
                    Kind::Object
                }
            }
            TypeKind::Enum(_) => Kind::Choice,
            TypeKind::Union(_) | TypeKind::Tuple(_) | TypeKind::Alias(_) => Kind::Any,
        },
    }
}

/// An amount with its currency, and hardly anything else.
fn is_money(shape: &Struct) -> bool {
    let means = |wire: &str, wanted: &str| tokens(wire).iter().any(|token| token.meanings.iter().any(|m| m == wanted));
    let has = |wanted: &str| shape.fields.iter().any(|field| means(&field.wire, wanted));
    shape.fields.len() <= 3 && has("currency") && has("amount")
}

/// How well a value of one kind serves as another.
fn fits(from: Kind, to: Kind) -> f64 {
    use Kind::{Any, Boolean, Choice, Day, Integer, Map, Money, Number, Object, Objects, Text, Texts, Time};
    match (from, to) {
        (a, b) if a == b => 1.0,
        (Text, Choice | Time | Day) | (Choice | Time | Day, Text) | (Integer, Number) | (Number, Integer) => 0.92,
        (Text, Texts) | (Texts, Text) => 0.9,
        (Text, Integer | Number) | (Integer | Number, Text) | (Integer, Time) | (Time, Integer) => 0.88,
        (Integer | Number, Money) | (Money, Integer | Number) => 0.95,
        (Text, Money) | (Money, Text) => 0.75,
        (Time, Day) | (Day, Time) => 0.87,
        (Any, _) | (_, Any) => 0.85,
        (Choice, Integer | Boolean) | (Integer | Boolean, Choice) | (Boolean, Text) | (Text, Boolean) => 0.7,
        (Object, Text | Money) | (Money, Object) | (Texts, Objects) | (Objects, Texts) => 0.6,
        // Where a vendor has one and the other several: the address in the list.
        (Object, Objects) | (Objects, Object) => 0.8,
        (Map, Object) | (Object, Map) => 0.5,
        (Text | Integer | Number, Object) | (Object, Integer | Number) => 0.55,
        (Integer | Number | Boolean | Choice | Time, Texts) | (Texts, _) => 0.45,
        _ => 0.3,
    }
}

/// The values of an enum, for comparing.
pub(super) fn values(api: &Api, ty: &Ty) -> BTreeSet<String> {
    enum_of(api, ty).map_or_else(BTreeSet::new, |choice| {
        choice.variants.iter().map(|variant| words(&variant.wire.to_string()).join("")).collect()
    })
}

/// The enum that a type is.
pub(super) fn enum_of<'t>(api: &'t Api, ty: &'t Ty) -> Option<&'t Enum> {
    match peel(api, ty).ty {
        Ty::Named(id) => match &api.type_def(*id).kind {
            TypeKind::Enum(choice) => Some(choice),
            _ => None,
        },
        _ => None,
    }
}

/// A source's value, ready to compare.
pub(super) fn offered(api: &Api, leaf: &Leaf) -> Offered {
    let path: Vec<String> = leaf.steps.iter().map(|step| step.wire.clone()).filter(|wire| !wire.is_empty()).collect();
    Offered {
        name: Side::new(&path, &leaf.owners, &leaf.docs.0),
        kind: kind(api, &leaf.ty),
        values: values(api, &leaf.ty),
        depth: leaf.steps.len(),
        many: leaf.is_many(),
        declared: leaf.steps.last().is_some_and(|step| step.access == Access::Key),
    }
}

/// How alike, 0 to 1, and why.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Likeness {
    pub(super) score: f64,
    /// How much the names mean the same, without what is around them.
    pub(super) names: f64,
    /// Whether the names have the same words, whatever they mean.
    pub(super) same_words: bool,
    /// Whether what stands around them agrees, too.
    pub(super) around: f64,
    pub(super) values: f64,
}

/// Compares a field with a value.
pub(super) fn likeness(wanted: &Wanted, offered: &Offered) -> Likeness {
    let (to, from) = (&wanted.name, &offered.name);
    let names = dice(&to.leaf, &from.leaf);
    // `customer_email` and `customer.email`: what one says in its name, the other says around it.
    let spread = covered(&to.leaf, &[&from.leaf, &from.around]).min(covered(&from.leaf, &[&to.leaf, &to.around]));
    let around = dice(&capped(&to.around), &capped(&from.around));
    let described = jaccard(&to.described, &from.described);
    // A name in the other's description.
    let told = told(&to.leaf, &from.described).max(told(&from.leaf, &to.described));
    let values = overlap(&wanted.values, &offered.values);
    // `receipt_email` is an e-mail address: what a name ends with is what it names.
    let ends =
        to.leaf.last().zip(from.leaf.last()).map_or(0.0, |(a, b)| a.likeness(b) * a.weight.min(b.weight).min(1.0));
    let by_name = names.max(0.9 * spread).max(0.5 * ends + 0.45 * names).max(0.4 * told_clearly(from, to));
    let strong = if by_name > 0.0 { 0.69 * by_name + 0.17 * around } else { 0.1 * around };
    let depth = if offered.declared { 0.0 } else { 0.03 * f64::from(u8::try_from(offered.depth.min(8)).unwrap_or(8)) };
    let count = if offered.many && !wanted.many { 0.94 } else { 1.0 };
    let score = (strong + 0.1 * described + 0.1 * told + 0.2 * values - depth)
        * fits(offered.kind, wanted.kind)
        * count
        * role(to, from);
    let same_words = to.leaf.len() == from.leaf.len() && to.leaf.iter().zip(&from.leaf).all(|(a, b)| a.own == b.own);
    Likeness { score: score.clamp(0.0, 1.0), names, same_words, around, values }
}

/// Whether the target's description speaks of what the source is clearly called.
fn told_clearly(from: &Side, to: &Side) -> f64 {
    let clear: Vec<Token> = from.leaf.iter().filter(|token| !token.is_vague).cloned().collect();
    if clear.is_empty() { 0.0 } else { told(&clear, &to.described) }
}

/// At most so many tokens of what is around: the nearest say most.
fn capped(tokens: &[Token]) -> Vec<Token> {
    let falling = [1.0, 0.7, 0.5, 0.4, 0.3, 0.2];
    tokens.iter().zip(falling).map(|(token, part)| Token { weight: token.weight * part, ..token.clone() }).collect()
}

/// The weighted share of tokens that both have.
fn dice(a: &[Token], b: &[Token]) -> f64 {
    let weight = |tokens: &[Token]| tokens.iter().map(|token| token.weight).sum::<f64>();
    let all = weight(a) + weight(b);
    if all <= f64::EPSILON {
        return 0.0;
    }
    let one = |x: &[Token], y: &[Token]| x.iter().map(|token| token.weight * best(token, y)).sum::<f64>();
    (one(a, b) + one(b, a)) / all
}

/// How much of `tokens` is somewhere in `pools`; the first pool counts in full.
fn covered(tokens: &[Token], pools: &[&[Token]]) -> f64 {
    let all: f64 = tokens.iter().map(|token| token.weight).sum();
    if all <= f64::EPSILON {
        return 0.0;
    }
    let found = tokens.iter().map(|token| {
        let found = pools.iter().zip([1.0, 0.85]).map(|(pool, part)| part * best(token, pool));
        token.weight * found.fold(0.0, f64::max)
    });
    found.sum::<f64>() / all
}

fn best(token: &Token, pool: &[Token]) -> f64 {
    pool.iter().map(|other| token.likeness(other)).fold(0.0, f64::max)
}

#[expect(clippy::cast_precision_loss, reason = "small counts")]
fn jaccard(a: &BTreeSet<String>, b: &BTreeSet<String>) -> f64 {
    if a.is_empty() || b.is_empty() {
        return 0.0;
    }
    a.intersection(b).count() as f64 / a.union(b).count() as f64
}

#[expect(clippy::cast_precision_loss, reason = "small counts")]
fn overlap(a: &BTreeSet<String>, b: &BTreeSet<String>) -> f64 {
    let least = a.len().min(b.len());
    if least == 0 { 0.0 } else { a.intersection(b).count() as f64 / least as f64 }
}

/// How much of a name's words a description uses.
fn told(tokens: &[Token], described: &BTreeSet<String>) -> f64 {
    let all: f64 = tokens.iter().map(|token| token.weight).sum();
    if all <= f64::EPSILON || described.is_empty() {
        return 0.0;
    }
    let said = |token: &&Token| token.own.split('_').all(|word| described.contains(word));
    tokens.iter().filter(said).map(|token| token.weight).sum::<f64>() / all
}
