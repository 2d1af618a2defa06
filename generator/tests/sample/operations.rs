//! The operations of the sample.

use super::types::{named, optional, scalar};
use super::{HOSTILE, docs, name, origin};
use intertie_generator::document::{Method, Status, Style};
#[allow(clippy::wildcard_imports, reason = "it is all about the IR")]
use intertie_generator::ir::*;

pub(crate) fn field(wire: &str, ty: Ty, required: bool, place: Place) -> OpField {
    OpField {
        wire: wire.to_owned(),
        key: wire.to_owned(),
        name: name(wire),
        ty,
        docs: docs("Says what it is. And more of it."),
        origin: origin(),
        place,
        required,
        nullable: false,
        secret: false,
        deprecated: false,
        clear_with_empty: false,
        constant: None,
    }
}

/// A query parameter in the usual style.
pub(crate) fn query(wire: &str, ty: Ty) -> OpField {
    field(wire, optional(ty), false, query_place(Style::Form, true))
}

fn query_place(style: Style, explode: bool) -> Place {
    Place::Query { style, explode, allow_reserved: false, json: false }
}

fn path(wire: &str) -> OpField {
    field(wire, Ty::String, true, Place::Path { style: Style::Simple, explode: false, multi_segment: false })
}

fn member(wire: &str, ty: Ty, required: bool) -> OpField {
    field(wire, ty, required, Place::BodyMember { encoding: MemberEncoding::default() })
}

fn headers(wire: &str, owner: bool) -> HeaderStruct {
    let header = |wire: &str, ty| HeaderField {
        wire: wire.to_owned(),
        name: name(wire),
        ty: optional(ty),
        docs: docs("A header."),
    };
    let tags = Ty::List(Box::new(Ty::String));
    let fields = vec![
        header("link", Ty::String),
        header("x-left", Ty::Int(IntTy::I64)),
        header("x-status", named("Status")),
        header("x-tags", tags),
        header("x-\"", Ty::Rfc2822),
    ];
    HeaderStruct { name: name(wire), owner, fields }
}

/// A header that is always the same.
fn constant(wire: &str, value: &str) -> OpField {
    let constant = Some(EnumValue::String(value.to_owned()));
    OpField { constant, ..field(wire, Ty::String, true, Place::Header { json: false }) }
}

fn answer(status: Status, content: AnswerContent, case: usize, success: bool) -> Answer {
    Answer {
        status,
        content,
        docs: docs("When it is so."),
        alternatives: Vec::new(),
        headers: Vec::new(),
        case,
        success,
    }
}

fn body(media_type: &str, coding: BodyCoding) -> Body {
    Body { media_type: media_type.to_owned(), coding, required: true, choices: Vec::new(), alternatives: Vec::new() }
}

/// An operation with one answer.
pub(crate) fn operation(
    group: usize,
    method: Method,
    path: &str,
    wire: &str,
    fields: Vec<OpField>,
    content: AnswerContent,
) -> Operation {
    Operation {
        id: wire.to_owned(),
        name: name(wire),
        group,
        method_name: name(wire),
        variant_of: None,
        method,
        path: path.to_owned(),
        fixed_query: Vec::new(),
        docs: docs("Does what it says.\n\nIn detail."),
        deprecated: false,
        origin: origin(),
        fields,
        body: None,
        accept: "application/json".to_owned(),
        answers: vec![answer(Status::Code(200), content.clone(), 0, true)],
        output: Outcome::Single(content),
        error: Outcome::Undeclared,
        headers: None,
        servers: Vec::new(),
        security: None,
        paging: None,
    }
}

pub(crate) fn all() -> Vec<Operation> {
    let json = |wire: &str| AnswerContent::Json(named(wire));
    let mut all = vec![
        create(),
        operation(0, Method::Get, "/customers/{id}", "get customer", vec![path("id")], json("Customer")),
        operation(
            0,
            Method::Get,
            "/customers",
            "list customers",
            styles(),
            AnswerContent::Json(Ty::List(Box::new(named("Customer")))),
        ),
        operation(0, Method::Delete, "/customers/{id}", "delete customer", vec![path("id")], AnswerContent::Empty),
        many(),
        whole(),
        cases(1, "update order", true),
        cases(2, "update file", false),
        upload(),
        operation(2, Method::Get, "/files/{path}", "read file", vec![multi_segment()], AnswerContent::Bytes),
        operation(
            2,
            Method::Get,
            "/files/text",
            "read text",
            vec![constant("X-Kind", "\"text\"")],
            AnswerContent::Text,
        ),
        operation(2, Method::Get, "/files/watch", "watch", Vec::new(), AnswerContent::EventStream(named("Address"))),
    ];
    all[2].headers = Some(headers("list customers headers", true));
    all[6].headers = Some(headers("shared headers", true));
    all[7].headers = Some(headers("shared headers", false));
    all[2].paging = Some(paged(Vec::new(), "", named("Customer"), NextPage::LinkHeader));
    all.push(parents());
    all[3].deprecated = true;
    all[3].docs = docs(HOSTILE);
    all[10].fixed_query = vec![("as\"".to_owned(), "text&".to_owned())];
    all
}

fn paged(way: Vec<Step>, items: &str, item: Ty, next: NextPage) -> Paging {
    Paging { items: items.to_owned(), way, item, next }
}

/// A list behind everything that can stand before one.
fn parents() -> Operation {
    let fields = vec![query("page\"", Ty::Int(IntTy::I64))];
    let content = AnswerContent::Json(optional(named("Customer")));
    let mut op = operation(0, Method::Get, "/customers/parents", "list parents", fields, content);
    let parent = [Step::Option, Step::Field(name("parent")), Step::Option, Step::Box];
    let way = parent.into_iter().chain([Step::Field(name("req_list"))]).collect();
    let (param, pages) = ("page\"".to_owned(), Some("/req_json/~0\"".to_owned()));
    let next = NextPage::Page { param, first: 1, limit: None, pages, links: None };
    op.paging = Some(paged(way, "/parent/req_list", Ty::String, next));
    op
}

fn create() -> Operation {
    let mut fields = vec![member("name", Ty::String, true)];
    for (wire, ty) in scalar() {
        fields.push(member(&format!("opt_{wire}"), optional(ty.clone()), false));
        fields.push(member(
            &format!("a_rather_long_name_of_a_member_of_the_body_{wire}"),
            Ty::Field(Box::new(ty)),
            false,
        ));
    }
    fields.push(member("a_rather_long_name_of_a_list", optional(Ty::List(Box::new(Ty::String))), false));
    fields.push(member("move", optional(Ty::Boxed(Box::new(named("Customer")))), false));
    fields[1].secret = true;
    fields[2].clear_with_empty = true;
    fields[3].docs = docs(HOSTILE);
    let mut op =
        operation(0, Method::Post, "/customers", "create customer", fields, AnswerContent::Json(named("Customer")));
    let choice = BodyChoice {
        media_type: "application/vnd.acme.a-rather-long-name.of-a-format+json".to_owned(),
        coding: BodyCoding::Json,
        method: name("with json"),
    };
    let form = body("application/x-www-form-urlencoded", BodyCoding::Form);
    op.fields.push(field("media_type", optional(Ty::String), false, Place::MediaType));
    op.body = Some(Body { choices: vec![choice], ..form });
    op.error = Outcome::Single(AnswerContent::Json(named("Problem")));
    op.answers.push(answer(Status::Default, AnswerContent::Json(named("Problem")), 0, false));
    op.security = Some(vec![Vec::new(), vec![("bearer".to_owned(), Vec::new())]]);
    op
}

fn styles() -> Vec<OpField> {
    let list = || optional(Ty::List(Box::new(Ty::String)));
    let mut fields = vec![
        field("form", list(), false, query_place(Style::Form, true)),
        field("csv", list(), false, query_place(Style::Form, false)),
        field("space", list(), false, query_place(Style::SpaceDelimited, false)),
        field("pipe", list(), false, query_place(Style::PipeDelimited, false)),
        field("tab", list(), false, query_place(Style::TabDelimited, false)),
        field("deep", optional(Ty::Map(Box::new(Ty::String))), false, query_place(Style::DeepObject, true)),
        field(
            "free",
            optional(Ty::String),
            false,
            Place::Query { style: Style::Form, explode: true, allow_reserved: true, json: true },
        ),
        field("X-Trace", optional(Ty::String), false, Place::Header { json: false }),
        field("X-Filter", optional(named("Address")), false, Place::Header { json: true }),
        field("sid", optional(Ty::String), false, Place::Cookie),
    ];
    fields.push(OpField { key: "query.sid".to_owned(), name: name("sid_2"), ..query("sid", Ty::String) });
    fields
}

fn many() -> Operation {
    let fields = scalar().into_iter().map(|(wire, ty)| member(wire, ty, true)).collect();
    let mut op = operation(1, Method::Post, "/orders/many", "create many", fields, AnswerContent::Json(Ty::Json));
    op.body = Some(body("application/json", BodyCoding::Json));
    op
}

fn whole() -> Operation {
    let fields = vec![field("", named("Order"), true, Place::WholeBody), query("dry", Ty::Bool)];
    let mut op = operation(1, Method::Put, "/orders", "put order", fields, AnswerContent::Json(named("Order")));
    op.body = Some(body("application/merge-patch+json", BodyCoding::Json));
    op.fields[0].key = String::from("body");
    op.fields[0].name = name("body");
    op.servers =
        vec![Server { name: String::new(), url: "/other".to_owned(), docs: Docs::default(), variables: Vec::new() }];
    op
}

/// An operation with several answers, whose errors two groups share.
fn cases(group: usize, wire: &str, owner: bool) -> Operation {
    let case = |wire: &str, content| AnswerCase { name: name(wire), content };
    let problem = || AnswerContent::Json(named("Problem"));
    let path_name = format!("/{}/{{a}}...{{b}}.json", wire.replace(' ', "/"));
    let mut op = operation(group, Method::Patch, &path_name, wire, vec![path("a"), path("b")], AnswerContent::Empty);
    op.output = Outcome::Cases(AnswerEnum {
        name: name(&format!("{wire} output")),
        owner: true,
        cases: vec![
            case("ok", problem()),
            case("accepted", AnswerContent::Empty),
            case("content", AnswerContent::Bytes),
        ],
    });
    op.error = Outcome::Cases(AnswerEnum {
        name: name("shared error"),
        owner,
        cases: vec![
            case("not_found", problem()),
            case("gone", AnswerContent::Empty),
            case("text", AnswerContent::Text),
        ],
    });
    op.answers = vec![
        answer(Status::Code(200), problem(), 0, true),
        answer(Status::Code(202), AnswerContent::Empty, 1, true),
        answer(Status::Range(2), AnswerContent::Bytes, 2, true),
        answer(Status::Code(404), problem(), 0, false),
        answer(Status::Range(4), AnswerContent::Empty, 1, false),
        answer(Status::Default, AnswerContent::Text, 2, false),
    ];
    op
}

fn upload() -> Operation {
    let encoding = |style, explode, media: Option<&str>| Place::BodyMember {
        encoding: MemberEncoding { style, explode, content_type: media.map(str::to_owned) },
    };
    let fields = vec![
        field("file", Ty::File, true, encoding(None, None, Some("image/png"))),
        field("meta", optional(named("Address")), false, encoding(None, None, Some("application/json"))),
        field("tags", optional(named("Tags")), false, encoding(Some(Style::DeepObject), Some(true), None)),
        field("more", optional(Ty::List(Box::new(Ty::File))), false, encoding(Some(Style::Form), None, None)),
    ];
    let mut op =
        operation(2, Method::Post, "/files", "upload", fields, AnswerContent::Json(Ty::Map(Box::new(Ty::Json))));
    op.body = Some(body("multipart/form-data", BodyCoding::Multipart));
    op
}

fn multi_segment() -> OpField {
    field("path", Ty::String, true, Place::Path { style: Style::Matrix, explode: true, multi_segment: true })
}
