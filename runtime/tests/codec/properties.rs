//! What holds for any value: written and read it is the same, in every format; nothing crashes.

use crate::sample::{
    BankAccount, Card, Charge, ChargeList, Currency, DeletedCard, Everything, Expandable, Level, Nothing, Outcome,
    Point, Source, Status, True, Wallet,
};
use intertie::codec::{Decode, Encode};
use intertie::form::{FormStyle, to_string};
use intertie::{Base64, Field, Map, Secret, UnixTime, Value};
use proptest::collection::{btree_map, vec};
use proptest::option::of;
use proptest::prelude::*;

fn text() -> BoxedStrategy<String> {
    prop_oneof![".{0,12}", "[a-z]{1,8}"].boxed()
}

fn float() -> BoxedStrategy<f64> {
    (proptest::num::f64::NORMAL | proptest::num::f64::ZERO | proptest::num::f64::SUBNORMAL).boxed()
}

fn field<T: Clone + std::fmt::Debug + 'static>(value: impl Strategy<Value = T> + 'static) -> BoxedStrategy<Field<T>> {
    prop_oneof![Just(Field::Absent), Just(Field::Null), value.prop_map(Field::Value)].boxed()
}

/// Any JSON. `{0,3}`: of everything a little.
fn json() -> BoxedStrategy<Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        float().prop_map(Value::from),
        text().prop_map(Value::from),
    ];
    leaf.prop_recursive(5, 40, 4, |inner| {
        prop_oneof![
            vec(inner.clone(), 0..4).prop_map(Value::from),
            btree_map(text(), inner, 0..4).prop_map(|members| Value::Object(members.into_iter().collect())),
        ]
    })
    .boxed()
}

fn status() -> BoxedStrategy<Status> {
    prop_oneof![Just(Status::Succeeded), Just(Status::RequiresAction), text().prop_map(Status::Other)].boxed()
}

fn outcome() -> impl Strategy<Value = Outcome> {
    (of(text()), of(text()), of(any::<i64>()), of(text())).prop_map(
        |(network_status, reason, risk_score, seller_message)| Outcome {
            network_status,
            reason,
            risk_score,
            seller_message,
        },
    )
}

fn charge() -> impl Strategy<Value = Charge> {
    let first = (text(), any::<i64>(), any::<i64>(), of(text()), of(text()), any::<bool>());
    let second = (btree_map(text(), text(), 0..4), of(outcome()), float(), status(), of(vec(text(), 0..3)), of(text()));
    (first, second).prop_map(|(a, b)| Charge {
        id: a.0,
        amount: a.1,
        currency: Currency::Eur,
        created: a.2,
        customer: a.3,
        description: a.4,
        livemode: a.5,
        metadata: b.0,
        outcome: b.1.map(Box::new),
        paid: !a.5,
        rate: b.2,
        status: b.3,
        tags: b.4,
        r#type: b.5,
    })
}

fn level() -> impl Strategy<Value = Level> {
    prop_oneof![Just(Level::Low), Just(Level::High), (3..i64::MAX).prop_map(Level::Other)]
}

/// Values whose branch is to be found again: not, say, a text that is a known status.
fn source() -> BoxedStrategy<Source> {
    let card = (text(), of(any::<i64>()))
        .prop_map(|(number, exp)| Source::Card(Card { object: "live_card".into(), number, exp }));
    let bank =
        (text(), of(text())).prop_map(|(iban, holder)| Source::BankAccount(Box::new(BankAccount { iban, holder })));
    let wallet = (of(text()), of(text())).prop_map(|(holder, brand)| Source::Wallet(Wallet { holder, brand }));
    prop_oneof![
        Just(Source::DeletedCard(DeletedCard { object: "card".into(), deleted: True::True })),
        card,
        bank,
        wallet,
        level().prop_map(Source::Level),
        float().prop_map(Source::Amount),
        Just(Source::Status(Status::Pending)),
        "[A-Z]{0,5}".prop_map(Source::Text),
        any::<bool>().prop_map(Source::Flag),
        vec(any::<i64>(), 0..4).prop_map(Source::Numbers),
        vec(text(), 1..4).prop_map(Source::Texts),
    ]
    .boxed()
}

fn expandable() -> impl Strategy<Value = Expandable> {
    prop_oneof![
        text().prop_map(Expandable::Id),
        of(text()).prop_map(|holder| Expandable::Wallet(Box::new(Wallet { holder, brand: None }))),
        any::<i64>().prop_map(|number| Expandable::Other(number.into())),
    ]
}

fn everything() -> BoxedStrategy<Everything> {
    let flat = (text(), field(text()), field(vec(any::<i64>(), 0..3)), of(any::<i64>()), of(any::<i32>()));
    let numbers = (of(any::<i64>()), of(proptest::num::f32::NORMAL), of(text()), of(vec(any::<u8>(), 0..9)));
    let more = (of(0..4_000_000_000_i64), of(json()), of(level()), of(any::<bool>()), of(source()));
    let last = (vec(source(), 0..3), of(expandable()), of((float(), float(), of(text()), vec(json(), 0..3))));
    let maps =
        (btree_map(text(), btree_map(text(), of(any::<i64>()), 0..3), 0..3), btree_map("[A-Z]{1,5}", json(), 0..3));
    let one = (flat, numbers, more, last, maps).prop_map(|(flat, numbers, more, last, maps)| Everything {
        id: flat.0,
        nothing: Nothing {},
        field: flat.1,
        field_list: flat.2,
        nullable: flat.3,
        small: flat.4,
        // Beyond 64 bits a tree has no number.
        wide: numbers.0.map(i128::from),
        ratio: numbers.1,
        password: numbers.2.clone().map(Secret::new),
        hidden: numbers.2,
        bytes: numbers.3.map(Base64),
        time: more.0.and_then(|seconds| intertie::chrono::DateTime::from_timestamp(seconds, 0)).map(UnixTime),
        // Null is absent where a value is optional.
        any: more.1.filter(|any| !any.is_null()),
        level: more.2,
        deleted: more.3.map(|known| if known { True::True } else { True::Other(false) }),
        source: more.4,
        sources: last.0,
        expandable: last.1,
        // An absent item of a tuple is null, so nothing may follow that is taken for it.
        point: last.2.map(|(x, y, name, rest)| Point(x, y, name, rest)),
        maps: maps.0,
        child: None,
        rest: maps.1,
    });
    let one = one.boxed();
    one.clone()
        .prop_recursive(3, 6, 1, move |inner| {
            (one.clone(), inner).prop_map(|(parent, child)| Everything { child: Some(Box::new(child)), ..parent })
        })
        .boxed()
}

/// Through text, through a tree, through serde.
fn same<T: Decode + Encode + PartialEq + std::fmt::Debug + serde::Serialize + serde::de::DeserializeOwned>(value: &T) {
    let text = intertie::to_string(value).unwrap();
    assert_eq!(&intertie::from_str::<T>(&text).unwrap(), value);
    let tree = intertie::to_value(value).unwrap();
    assert_eq!(&intertie::from_value::<T>(&tree).unwrap(), value);
    assert_eq!(tree, serde_json::from_str::<Value>(&text).unwrap());
    assert_eq!(serde_json::to_string(value).unwrap(), text);
    assert_eq!(&serde_json::from_str::<T>(&text).unwrap(), value);
    assert_eq!(&serde_json::from_value::<T>(tree).unwrap(), value);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn lists_survive(data in vec(charge(), 0..4), has_more: bool) {
        same(&ChargeList { object: "list".into(), data, has_more, url: None });
    }

    #[test]
    fn everything_survives(value in everything()) {
        same(&value);
    }

    #[test]
    fn wide_integers_survive(value: i128) {
        let text = intertie::to_string(&value).unwrap();
        prop_assert_eq!(&text, &value.to_string());
        prop_assert_eq!(intertie::from_str::<i128>(&text).unwrap(), value);
    }

    #[test]
    fn any_json_is_read_as_serde_json_reads_it(value in json()) {
        let text = value.to_string();
        prop_assert_eq!(intertie::from_str::<Value>(&text).unwrap(), serde_json::from_str::<Value>(&text).unwrap());
        prop_assert_eq!(intertie::to_string(&value).unwrap(), text);
    }

    #[test]
    fn any_text_is_read_or_refused_as_by_serde_json(text in "[\\[\\]{}:, \"\\\\a0-9eE.+tnu-]{0,24}") {
        let (ours, theirs) = (intertie::from_str::<Value>(&text), serde_json::from_str::<Value>(&text));
        prop_assert_eq!(ours.ok(), theirs.ok());
    }

    #[test]
    fn any_json_is_read_or_refused(value in json()) {
        let text = value.to_string();
        let _ = intertie::from_str::<Everything>(&text);
        let _ = intertie::from_str::<ChargeList>(&text);
        let _ = intertie::from_str::<Source>(&text).map(|source| intertie::to_string(&source).unwrap());
        let _ = to_string(&value, FormStyle::default());
    }

    #[test]
    fn a_union_is_read_from_text_as_from_a_tree(value in json(), source in source()) {
        for text in [value.to_string(), intertie::to_string(&source).unwrap()] {
            let tree = serde_json::from_str(&text).unwrap();
            prop_assert_eq!(intertie::from_str::<Source>(&text).ok(), intertie::from_value::<Source>(&tree).ok());
        }
    }

    /// What fits no branch is kept, so only what is no JSON is refused, and null.
    #[test]
    fn a_union_refuses_what_is_no_json(source in source(), at in any::<prop::sample::Index>(), byte in "[{}\\[\\]\",:0-9a]") {
        let mut text = intertie::to_string(&source).unwrap();
        let places: Vec<_> = (0..=text.len()).filter(|at| text.is_char_boundary(*at)).collect();
        text.insert_str(*at.get(&places), &byte);
        let is_json = serde_json::from_str::<Value>(&text).is_ok_and(|value| !value.is_null());
        prop_assert_eq!(intertie::from_str::<Source>(&text).is_ok(), is_json, "{}", text);
    }

    #[test]
    fn forms_keep_their_pairs(value: Map<String>) {
        let form = to_string(&value, FormStyle::default()).unwrap();
        prop_assert_eq!(form.split('&').filter(|pair| !pair.is_empty()).count(), value.len());
        prop_assert!(form.bytes().all(|byte| byte.is_ascii_graphic()));
    }
}
