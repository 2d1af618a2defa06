//! Path, query, header and cookie.

use super::{Three, assemble, paint, spec};
use crate::Value;
use crate::spec::{Place, Style};
use serde_json::json;

/// A style, whether it explodes, and what is written for the empty text, a text, a list and an object.
type Row = (Style, bool, [Option<&'static str>; 4]);

/// <https://spec.openapis.org/oas/v3.1.1.html#style-examples>; object keys in their order. Deviations, where the table
/// says "n/a" or a URI cannot hold it: an empty path value is refused; deepObject's brackets stay as vendors document
/// them; a list as deepObject is `color[]=`.
const PATH: &[Row] = &[
    (Style::Simple, false, [None, Some("blue"), Some("blue,black,brown"), Some("R,100,G,200,B,150")]),
    (Style::Simple, true, [None, Some("blue"), Some("blue,black,brown"), Some("R=100,G=200,B=150")]),
    (Style::Label, false, [None, Some(".blue"), Some(".blue,black,brown"), Some(".R,100,G,200,B,150")]),
    (Style::Label, true, [None, Some(".blue"), Some(".blue.black.brown"), Some(".R=100.G=200.B=150")]),
    (
        Style::Matrix,
        false,
        [None, Some(";color=blue"), Some(";color=blue,black,brown"), Some(";color=R,100,G,200,B,150")],
    ),
    (
        Style::Matrix,
        true,
        [None, Some(";color=blue"), Some(";color=blue;color=black;color=brown"), Some(";R=100;G=200;B=150")],
    ),
];

const QUERY: &[Row] = &[
    (
        Style::Form,
        false,
        [Some("color="), Some("color=blue"), Some("color=blue,black,brown"), Some("color=R,100,G,200,B,150")],
    ),
    (
        Style::Form,
        true,
        [Some("color="), Some("color=blue"), Some("color=blue&color=black&color=brown"), Some("R=100&G=200&B=150")],
    ),
    (
        Style::SpaceDelimited,
        false,
        [
            Some("color="),
            Some("color=blue"),
            Some("color=blue%20black%20brown"),
            Some("color=R%20100%20G%20200%20B%20150"),
        ],
    ),
    (
        Style::PipeDelimited,
        false,
        [
            Some("color="),
            Some("color=blue"),
            Some("color=blue%7Cblack%7Cbrown"),
            Some("color=R%7C100%7CG%7C200%7CB%7C150"),
        ],
    ),
    (Style::TabDelimited, false, [Some("color="), Some("color=blue"), Some("color=blue%09black%09brown"), None]),
    (
        Style::PipeDelimited,
        true,
        [Some("color="), Some("color=blue"), Some("color=blue&color=black&color=brown"), None],
    ),
    (
        Style::DeepObject,
        true,
        [
            Some("color="),
            Some("color=blue"),
            Some("color[]=blue&color[]=black&color[]=brown"),
            Some("color[R]=100&color[G]=200&color[B]=150"),
        ],
    ),
];

fn colors() -> [Value; 4] {
    [json!(""), json!("blue"), json!(["blue", "black", "brown"]), json!({"R": 100, "G": 200, "B": 150})]
}

fn path_of(place: Place, color: Value) -> Option<String> {
    paint("/c/{color}", place, color).ok().map(|request| request.path_and_query)
}

fn query_of(place: Place, color: Value) -> String {
    let request = paint("/c", place, color).expect("a query takes any value");
    request.path_and_query.strip_prefix("/c?").unwrap_or_default().to_owned()
}

fn header_of(place: Place, color: Value) -> Option<String> {
    let request = paint("/c", place, color).ok()?;
    Some(request.headers.get("color").or(request.headers.get("cookie"))?.to_str().ok()?.to_owned())
}

#[test]
fn path_styles() {
    for (style, explode, wanted) in PATH {
        for (color, wanted) in colors().into_iter().zip(wanted) {
            let found = path_of(Place::path(*style, *explode), color.clone());
            assert_eq!(found, wanted.map(|wanted| format!("/c/{wanted}")), "{style:?} {explode} {color}");
        }
    }
}

#[test]
fn query_styles() {
    for (style, explode, wanted) in QUERY {
        for (color, wanted) in colors().into_iter().zip(wanted) {
            if let Some(wanted) = wanted {
                assert_eq!(
                    query_of(Place::query(*style, *explode), color.clone()),
                    *wanted,
                    "{style:?} {explode} {color}"
                );
            }
        }
    }
}

#[test]
fn header_and_cookie_styles() {
    let [empty, text, list, object] = colors();
    assert_eq!(header_of(Place::header(), text.clone()).as_deref(), Some("blue"));
    assert_eq!(header_of(Place::header(), list.clone()).as_deref(), Some("blue,black,brown"));
    assert_eq!(header_of(Place::header(), object.clone()).as_deref(), Some("R,100,G,200,B,150"));
    assert_eq!(
        header_of(Place::header().style(Style::Simple, true), object.clone()).as_deref(),
        Some("R=100,G=200,B=150")
    );
    assert_eq!(
        header_of(Place::header().json(), json!({"ä": "\u{1f600}"})).as_deref(),
        Some(r#"{"\u00e4":"\ud83d\ude00"}"#)
    );
    assert_eq!(header_of(Place::cookie(), empty).as_deref(), Some("color="));
    assert_eq!(header_of(Place::cookie(), json!("a;b=c")).as_deref(), Some("color=a%3Bb%3Dc"));
    assert_eq!(header_of(Place::cookie(), list).as_deref(), Some("color=blue,black,brown"));
    assert_eq!(header_of(Place::cookie(), text).as_deref(), Some("color=blue"));
    assert_eq!(header_of(Place::header(), json!([[1]])), None, "a header has no form for what nests");
    assert_eq!(header_of(Place::cookie(), object).as_deref(), Some("color=R,100,G,200,B,150"));
}

#[test]
fn a_path_value_stays_in_its_segment() {
    let simple = Place::path(Style::Simple, false);
    let cases = [
        ("a/b", "/c/a%2Fb"),
        ("../admin", "/c/..%2Fadmin"),
        ("%2e%2e", "/c/%252e%252e"),
        ("a?x=1#y", "/c/a%3Fx%3D1%23y"),
        ("a\\b\r\n", "/c/a%5Cb%0D%0A"),
        ("ä b", "/c/%C3%A4%20b"),
        ("...", "/c/..."),
    ];
    for (text, wanted) in cases {
        assert_eq!(path_of(simple, json!(text)).as_deref(), Some(wanted));
    }
    for text in [json!("."), json!(".."), json!(""), json!(null), json!([]), json!({}), json!([[1]])] {
        assert_eq!(path_of(simple, text.clone()), None, "{text}");
    }
    let request = |path, color| paint(path, simple, color).map(|request| request.path_and_query);
    assert_eq!(request("/v1/{color}.json", json!(7)).as_deref(), Ok("/v1/7.json"));
    assert_eq!(request("/{color}...{color}", json!("a/b")).as_deref(), Ok("/a%2Fb...a%2Fb"));
    assert_eq!(request("/x{color}", json!("..")).as_deref(), Ok("/x.."));
    assert!(request("/x/%2e{color}/y", json!(".")).is_err(), "`%2e.` is `..` to a URL parser");
    assert!(request("/{color}/{other}", json!("a")).is_err(), "nobody has `other`");
    assert_eq!(request("tags #{color}?", json!("a")).as_deref(), Ok("/tags%20%23a%3F"));
}

#[test]
fn slashes_stay_only_where_they_may() {
    let multi = Place::path(Style::Simple, false).multi_segment();
    assert_eq!(path_of(multi, json!("a/b c/d.rs")).as_deref(), Some("/c/a/b%20c/d.rs"));
    assert_eq!(path_of(multi, json!("folder/")).as_deref(), Some("/c/folder/"));
    for text in ["../x", "a/../b", "a/.", "/a", "a//b", ""] {
        assert_eq!(path_of(multi, json!(text)), None, "{text}");
    }
}

#[test]
fn queries_nest_and_cannot_be_broken_out_of() {
    let deep = Place::query(Style::DeepObject, true);
    let form = Place::query(Style::Form, true);
    assert_eq!(
        query_of(deep, json!({"gte": 1, "lt": {"x": [2, 3]}})),
        "color[gte]=1&color[lt][x][]=2&color[lt][x][]=3"
    );
    assert_eq!(query_of(deep, json!([{"price": "p"}, {"price": "q"}])), "color[0][price]=p&color[1][price]=q");
    assert_eq!(query_of(form, json!([{"a": 1}])), "color[0][a]=1");
    assert_eq!(query_of(form, json!({"a": [1, 2], "b": {"c": 3}})), "a=1&a=2&b[c]=3");
    assert_eq!(query_of(Place::query(Style::Form, false), json!(["a,b", "c"])), "color=a%2Cb,c");
    assert_eq!(query_of(form, json!("1&admin=true#x")), "color=1%26admin%3Dtrue%23x");
    assert_eq!(query_of(deep, json!({"a]&b=": 1})), "color[a%5D%26b%3D]=1");
    assert_eq!(query_of(form.reserved(), json!("a/b?c=d&e#f+g")), "color=a/b?c=d%26e%23f%2Bg");
    assert_eq!(query_of(form.json(), json!({"a": [1]})), "color=%7B%22a%22%3A%5B1%5D%7D");
    assert_eq!(query_of(form, json!([])), "");
    assert_eq!(query_of(form, json!(null)), "");
    assert_eq!(query_of(form.named("page[size]"), json!(10)), "page[size]=10");
    assert_eq!(query_of(form.named("DateSent<"), json!("2024")), "DateSent%3C=2024");
}

#[test]
fn headers_cannot_be_split() {
    for text in ["a\r\nx: y", "a\nb", "a\0b"] {
        assert_eq!(header_of(Place::header(), json!(text)), None);
    }
    for name in ["Host", "content-length", "Transfer-Encoding", "bad name", "a\r\nb", ""] {
        let place = if name.is_empty() { Place::header().named(":") } else { Place::header().named(name) };
        assert!(paint("/c", place, json!("x")).is_err(), "{name}");
    }
}

#[test]
fn what_is_absent_is_not_sent_and_null_can_clear() {
    let query = Place::query(Style::Form, true);
    let mut three = Three { color: json!("red"), absent: None, cleared: crate::Field::Null };
    let spec = spec("/c", query, query, None);
    assert_eq!(assemble(spec, &three).map(|request| request.path_and_query).as_deref(), Ok("/c?color=red&cleared="));
    three.cleared = crate::Field::Absent;
    three.absent = Some("here".to_owned());
    assert_eq!(assemble(spec, &three).map(|request| request.path_and_query).as_deref(), Ok("/c?color=red&absent=here"));
}
