//! Single types: their text, what is read beside it.

use intertie::{Base64, DateTime, Field, File, Map, NaiveDate, Rfc2822, UnixTime};

fn time(text: &str) -> Option<String> {
    let time: DateTime = intertie::from_str(&format!("\"{text}\"")).ok()?;
    Some(time.to_rfc3339())
}

#[test]
fn times_are_read_as_vendors_write_them() {
    for text in [
        "2024-02-29T10:20:30Z",
        "2024-02-29 10:20:30Z",
        "2024-02-29T10:20:30+0000",
        "2024-02-29 10:20:30 +00:00",
        "2024-02-29T10:20:30+00",
        "2024-02-29T10:20:30",
        "2024-02-29T12:20:30+02:00",
        "2024-02-29T12:20:30.000+0200",
    ] {
        let read = intertie::from_str::<DateTime>(&format!("\"{text}\"")).unwrap();
        assert_eq!(read.timestamp(), 1_709_202_030, "{text}");
    }
    assert_eq!(time("2024-02-29T10:20Z").unwrap(), "2024-02-29T10:20:00+00:00");
    assert_eq!(time("2024-02-29T10:20:30.123456789-05:00").unwrap(), "2024-02-29T10:20:30.123456789-05:00");
    for text in ["", "yesterday", "2024-02-30T00:00:00Z", "2024-02-29"] {
        assert_eq!(time(text), None, "{text}");
    }
}

#[test]
fn times_are_written_as_chrono_does() {
    let json = |text: &str| intertie::to_string(&intertie::from_str::<DateTime>(text).unwrap()).unwrap();
    assert_eq!(json(r#""2024-02-29 10:20:30+0000""#), r#""2024-02-29T10:20:30Z""#);
    assert_eq!(json(r#""2024-02-29T10:20:30.5+0200""#), r#""2024-02-29T10:20:30.500+02:00""#);
    let unix: UnixTime = intertie::from_str("1709202030").unwrap();
    assert_eq!(intertie::to_string(&unix).unwrap(), "1709202030");
    let mail: Rfc2822 = intertie::from_str(r#""Thu, 29 Feb 2024 10:20:30 +0000""#).unwrap();
    assert_eq!(intertie::to_string(&mail).unwrap(), r#""Thu, 29 Feb 2024 10:20:30 +0000""#);
    assert_eq!(mail.0.timestamp(), unix.0.timestamp());
    let date: NaiveDate = intertie::from_str(r#""2024-02-29""#).unwrap();
    assert_eq!(intertie::to_string(&date).unwrap(), r#""2024-02-29""#);
    assert!(intertie::from_str::<UnixTime>("99999999999999999").is_err());
}

#[test]
fn bytes_are_base64_text() {
    for (bytes, text) in [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foobar", "Zm9vYmFy")] {
        assert_eq!(intertie::to_string(&Base64::from(bytes)).unwrap(), format!("\"{text}\""));
        assert_eq!(intertie::from_str::<Base64>(&format!("\"{text}\"")).unwrap(), Base64::from(bytes));
        assert_eq!(intertie::to_string(&File::new(bytes)).unwrap(), format!("\"{text}\""));
    }
    assert_eq!(intertie::from_str::<Base64>(r#""-_8""#).unwrap(), Base64(vec![0xfb, 0xff]));
    for bad in ["A", "A===A", "Zm9v!"] {
        assert!(intertie::from_str::<Base64>(&format!("\"{bad}\"")).is_err(), "{bad}");
    }
}

#[test]
fn a_field_has_three_states() {
    let mut field: Field<String> = "x".into();
    assert!(field.is_value() && field.as_ref().value().is_some_and(|text| text == "x"));
    field.clear();
    assert!(field.is_null());
    field.set("y");
    assert_eq!(field.take().map(|text| text.len()), Field::Value(1));
    assert!(field.is_absent());
    assert_eq!(Field::<String>::from(None), Field::Null);
    let map: Map<Field<i64>> = intertie::from_str(r#"{"a":null,"b":1}"#).unwrap();
    assert_eq!(map["a"], Field::Null);
}

#[test]
fn what_is_no_number_is_refused() {
    assert!(intertie::to_string(&f64::NAN).is_err());
    assert!(intertie::to_value(&f64::INFINITY).is_err());
    assert_eq!(intertie::to_string(&0.1_f32).unwrap(), "0.1");
    assert_eq!(intertie::to_string(&i128::MAX).unwrap(), i128::MAX.to_string());
    assert!(intertie::to_value(&i128::MAX).is_err());
}

#[cfg(feature = "uuid")]
#[test]
fn ids_are_text() {
    let text = r#""67e55044-10b1-426f-9247-bb680e5fe0c8""#;
    let id: intertie::Uuid = intertie::from_str(text).unwrap();
    assert_eq!(intertie::to_string(&id).unwrap(), text);
    assert!(intertie::from_str::<intertie::Uuid>("\"x\"").is_err());
}

#[cfg(feature = "rust_decimal")]
#[test]
fn decimals_keep_their_digits() {
    let read = |text: &str| intertie::from_str::<intertie::Decimal>(text).map(|decimal| decimal.to_string()).ok();
    assert_eq!(read(r#""12.50""#).as_deref(), Some("12.50"));
    assert_eq!(read("12.5").as_deref(), Some("12.5"));
    assert_eq!(read("12").as_deref(), Some("12"));
    assert_eq!(read("1e3").as_deref(), Some("1000.0"));
    assert_eq!(read(r#""1e400""#), None);
    assert_eq!(read(r#""x""#), None);
}
