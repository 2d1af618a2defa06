//! Bodies.

use super::{Request, Three, assemble, spec};
use crate::codec::{Decode, Encode, Object, Table, required, table};
use crate::spec::{BodyChoice, BodySpec, Coding, Place, Style};
use crate::{Field, File, Value};
use serde_json::json;

const fn body(media_type: &'static str, coding: Coding) -> BodySpec {
    BodySpec { media_type, coding, required: false, choices: &[] }
}

fn three(color: Value, cleared: Field<String>) -> Three {
    Three { color, absent: None, cleared }
}

fn text(request: &Request) -> &str {
    std::str::from_utf8(request.body.as_bytes().expect("bytes")).expect("text")
}

fn media(request: &Request) -> &str {
    request.headers.get("content-type").and_then(|value| value.to_str().ok()).unwrap_or_default()
}

#[test]
fn json_of_members_and_of_a_whole_value() {
    let spec_of_members =
        spec("/c", Place::body(), Place::body(), Some(body("application/merge-patch+json", Coding::Json)));
    let request = assemble(spec_of_members, &three(json!({"a": [1]}), Field::Null)).expect("a request");
    assert_eq!(text(&request), r#"{"color":{"a":[1]},"cleared":null}"#);
    assert_eq!(media(&request), "application/merge-patch+json");
    let patch = json!([{"op": "remove", "path": "/a"}]);
    let whole =
        spec("/c", Place::whole_body(), Place::header(), Some(body("application/json-patch+json", Coding::Json)));
    let request = assemble(whole, &three(patch.clone(), Field::Absent)).expect("a request");
    assert_eq!(text(&request), patch.to_string());
}

#[test]
fn a_body_that_nobody_set_is_not_sent() {
    let whole = spec("/c", Place::header(), Place::body(), Some(body("application/json", Coding::Json)));
    let request = assemble(whole, &three(json!("red"), Field::Absent)).expect("a request");
    assert_eq!((text(&request), media(&request)), ("", ""));
}

#[test]
fn forms_nest_as_their_encoding_says() {
    let deep = Place::body().style(Style::DeepObject, true);
    let of = |place, color, cleared| {
        let spec = spec("/c", place, Place::body(), Some(body("application/x-www-form-urlencoded", Coding::Form)));
        text(&assemble(spec, &three(color, cleared)).expect("a request")).to_owned()
    };
    assert_eq!(of(deep, json!(["a", "b"]), Field::Null), "color[]=a&color[]=b&cleared=");
    assert_eq!(of(deep, json!({"order": "4 2"}), Field::Absent), "color[order]=4%202");
    assert_eq!(of(Place::body(), json!(["a", "b"]), Field::Absent), "color=a&color=b");
    assert_eq!(of(Place::body(), json!({"a": [{"b": 1}]}), Field::Absent), "color[a][0][b]=1");
    assert_eq!(of(Place::body().style(Style::Form, false), json!(["a", "b"]), Field::Absent), "color=a,b");
    assert_eq!(of(Place::body().media("application/json"), json!(["a"]), Field::Absent), "color=%5B%22a%22%5D");
}

#[test]
fn text_and_bytes_go_as_they_are() {
    let of = |media_type, coding, color| {
        let spec = spec("/c", Place::whole_body(), Place::header(), Some(body(media_type, coding)));
        assemble(spec, &three(color, Field::Absent)).expect("a request")
    };
    let request = of("application/xml", Coding::Text, json!("<a/>"));
    assert_eq!((text(&request), media(&request)), ("<a/>", "application/xml"));
    let request = of("*/*", Coding::Bytes, json!("raw"));
    assert_eq!((text(&request), media(&request)), ("raw", "application/octet-stream"));
}

#[test]
fn the_caller_chooses_among_the_declared_media_types() {
    const FORM: BodyChoice = BodyChoice { media_type: "application/x-www-form-urlencoded", coding: Coding::Form };
    let body = BodySpec { choices: &[FORM], ..body("application/json", Coding::Json) };
    let spec = spec("/c", Place::body(), Place::media_type(), Some(body));
    let of = |media_type: Option<&str>| {
        let absent = media_type.map(str::to_owned);
        assemble(spec, &Three { absent, ..three(json!("a b"), Field::Absent) })
    };
    let request = of(None).expect("a request");
    assert_eq!((text(&request), media(&request)), (r#"{"color":"a b"}"#, "application/json"));
    let request = of(Some(FORM.media_type)).expect("a request");
    assert_eq!((text(&request), media(&request)), ("color=a%20b", FORM.media_type));
    assert_eq!(of(Some("application/json")).expect("a request"), of(None).expect("a request"));
    assert_eq!(of(Some("application/xml")).expect_err("not declared").name(), Some("absent"));
}

/// An upload as generated code has it.
struct Upload {
    file: File,
    meta: Value,
    tags: Vec<String>,
}

impl Object for Upload {
    const TABLE: Table = table("Upload", &[required("file"), required("meta"), required("tags")]);
    fn blank() -> Self {
        Self { file: Decode::blank(), meta: Value::Null, tags: Vec::new() }
    }
    fn get(&self, at: usize) -> &dyn Encode {
        match at {
            0 => &self.file,
            1 => &self.meta,
            _ => &self.tags,
        }
    }
    fn get_mut(&mut self, at: usize) -> &mut dyn Decode {
        match at {
            0 => &mut self.file,
            1 => &mut self.meta,
            _ => &mut self.tags,
        }
    }
}

#[test]
fn multipart_is_deterministic_and_cannot_be_broken_out_of() {
    let spec = spec("/c", Place::body(), Place::body(), Some(body("multipart/form-data", Coding::Multipart)));
    let mut upload = Upload {
        file: File::new(b"\x00\xff".to_vec()).with_name("a\"\r\nX: y.png").with_media_type("image/png"),
        meta: json!({"a": 1}),
        tags: vec!["x".to_owned(), "y".to_owned()],
    };
    let first = assemble(spec, &upload).expect("a request");
    assert_eq!(first, assemble(spec, &upload).expect("a request"));
    let boundary = media(&first).strip_prefix("multipart/form-data; boundary=").expect("a boundary").to_owned();
    let bytes = String::from_utf8_lossy(first.body.as_bytes().expect("bytes")).into_owned();
    assert_eq!(
        bytes.replace(&boundary, "B"),
        "--B\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a%22%0D%0AX: y.png\"\r\n\
         Content-Type: image/png\r\n\r\n\0\u{fffd}\r\n\
         --B\r\nContent-Disposition: form-data; name=\"meta\"\r\nContent-Type: application/json\r\n\r\n{\"a\":1}\r\n\
         --B\r\nContent-Disposition: form-data; name=\"tags\"\r\n\r\nx\r\n\
         --B\r\nContent-Disposition: form-data; name=\"tags\"\r\n\r\ny\r\n--B--\r\n"
    );
    // Another content has another boundary, so a content cannot hold its own.
    upload.tags.push(format!("\r\n--{boundary}--"));
    let second = assemble(spec, &upload).expect("a request");
    assert_ne!(media(&second), media(&first));
}
