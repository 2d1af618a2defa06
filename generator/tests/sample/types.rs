//! The types of the sample.

use super::{HOSTILE, docs, name, origin};
#[allow(clippy::wildcard_imports, reason = "it is all about the IR")]
use intertie_generator::ir::*;

const NAMES: &[&str] = &[
    "Customer", "Address", "Status", "Level", "Deleted", "Source", "Point", "Pair", "Currency", "Tags", "Nothing",
    "Order", "Other", "Problem",
];

/// A type of the sample.
pub(crate) fn named(wire: &str) -> Ty {
    Ty::Named(id(wire))
}

fn id(wire: &str) -> TypeId {
    let at = NAMES.iter().position(|name| *name == wire).expect("a type of the sample");
    TypeId(u32::try_from(at).expect("few types"))
}

/// A field with text that tries to escape.
pub(crate) fn field(wire: &str, ty: Ty, required: bool) -> Field {
    Field {
        wire: wire.to_owned(),
        name: name(wire),
        ty,
        docs: docs("One.\n\n* a\n* b"),
        origin: origin(),
        required,
        nullable: false,
        secret: false,
        deprecated: false,
        clear_with_empty: false,
        constant: None,
    }
}

/// One of each type without a name.
pub(crate) fn scalar() -> Vec<(&'static str, Ty)> {
    vec![
        ("bool", Ty::Bool),
        ("i32", Ty::Int(IntTy::I32)),
        ("i64", Ty::Int(IntTy::I64)),
        ("u32", Ty::Int(IntTy::U32)),
        ("u64", Ty::Int(IntTy::U64)),
        ("i128", Ty::Int(IntTy::I128)),
        ("f64", Ty::F64),
        ("f32", Ty::F32),
        ("string", Ty::String),
        ("secret", Ty::Secret),
        ("base64", Ty::Base64),
        ("date_time", Ty::DateTime),
        ("date", Ty::Date),
        ("unix_time", Ty::UnixTime),
        ("rfc2822", Ty::Rfc2822),
        ("uuid", Ty::Uuid),
        ("decimal", Ty::Decimal),
        ("json", Ty::Json),
        ("list", Ty::List(Box::new(Ty::String))),
        ("counts", Ty::List(Box::new(Ty::Int(IntTy::U32)))),
        ("map", Ty::Map(Box::new(Ty::String))),
        ("flags", Ty::Map(Box::new(Ty::Bool))),
        ("named", named("Address")),
        ("alias", named("Tags")),
        ("source", named("Source")),
    ]
}

pub(crate) fn optional(ty: Ty) -> Ty {
    Ty::Option(Box::new(ty))
}

fn def(wire: &str, module: usize, text: &str, kind: TypeKind) -> TypeDef {
    TypeDef { name: name(wire), module, docs: docs(text), deprecated: false, origin: origin(), kind }
}

fn strukt(fields: Vec<Field>, rest: Option<Rest>) -> TypeKind {
    let default = fields.iter().all(|field| !field.required);
    TypeKind::Struct(Struct { fields, rest, default })
}

pub(crate) fn all() -> Vec<TypeDef> {
    let all = vec![
        customer(),
        def("Address", 0, HOSTILE, strukt(vec![field("line-1", optional(Ty::String), false)], None)),
        status(),
        integers(),
        booleans(),
        source(),
        def("Point", 0, "", tuple(vec![Ty::F64, Ty::F64], Some(Ty::Json))),
        def("Pair", 0, "", tuple(vec![named("Address"), Ty::String], None)),
        def("Currency", 0, "Three letters.", TypeKind::Alias(Ty::String)),
        def("Tags", 0, "", TypeKind::Alias(Ty::List(Box::new(named("Currency"))))),
        def("Nothing", 0, "", strukt(Vec::new(), None)),
        order(),
        def("Other", 1, "", strukt(vec![field("x", optional(named("Order")), false)], Some(rest(Ty::Json)))),
        def("Problem", 0, "What went wrong.", strukt(vec![field("message", Ty::String, true)], None)),
    ];
    assert!(all.iter().map(|def| def.name.as_str()).eq(NAMES.iter().copied()));
    all
}

fn rest(ty: Ty) -> Rest {
    Rest { name: name("rest"), ty }
}

fn customer() -> TypeDef {
    let mut fields = vec![
        field("id", Ty::String, true),
        field("type", Ty::String, true),
        field("self", named("Status"), true),
        field("parent", optional(Ty::Boxed(Box::new(named("Customer")))), false),
        field("email", optional(Ty::String), false),
        field("nick", Ty::Field(Box::new(Ty::String)), false),
        field("pair", optional(named("Pair")), false),
        field("point", optional(named("Point")), false),
        field("nothing", optional(named("Nothing")), false),
        field("level", optional(named("Level")), false),
        field("deleted", optional(named("Deleted")), false),
        field("+1\"\n", optional(Ty::List(Box::new(optional(Ty::F64)))), false),
    ];
    for (wire, ty) in scalar() {
        fields.push(field(&format!("opt_{wire}"), optional(ty.clone()), false));
        fields.push(field(&format!("req_{wire}"), ty, true));
    }
    fields[4].nullable = true;
    fields[4].secret = true;
    fields[5].clear_with_empty = true;
    fields[5].deprecated = true;
    def("Customer", 0, "A customer.\n\nWith <b>HTML</b>, `code`.", strukt(fields, Some(rest(Ty::Json))))
}

fn order() -> TypeDef {
    let fields = vec![
        field("customer", named("Customer"), true),
        field("amount", Ty::Int(IntTy::I64), true),
        field("note", optional(Ty::String), false),
        Field { constant: Some(EnumValue::Boolean(true)), ..field("is_order", Ty::Bool, true) },
        Field { constant: Some(EnumValue::Integer(-2)), ..field("level", Ty::Int(IntTy::I64), true) },
    ];
    let mut def = def("Order", 1, "An order.", strukt(fields, None));
    def.deprecated = true;
    def
}

fn variant(wire: &str, value: EnumValue) -> Variant {
    Variant { name: name(wire), wire: value, docs: docs("A value.") }
}

fn status() -> TypeDef {
    let text = |value: &str| EnumValue::String(value.to_owned());
    let variants = vec![
        variant("active", text("active")),
        variant("past_due", text("past-due")),
        variant("empty", text("")),
        variant("odd", text("\"\u{202e}#\\")),
    ];
    def("Status", 0, "", TypeKind::Enum(Enum { base: EnumBase::String, variants }))
}

fn integers() -> TypeDef {
    let variants = vec![variant("minus_1", EnumValue::Integer(-1)), variant("least", EnumValue::Integer(i64::MIN))];
    def("Level", 0, "", TypeKind::Enum(Enum { base: EnumBase::Integer, variants }))
}

fn booleans() -> TypeDef {
    let variants = vec![variant("true", EnumValue::Boolean(true))];
    def("Deleted", 0, "", TypeKind::Enum(Enum { base: EnumBase::Boolean, variants }))
}

fn tuple(items: Vec<Ty>, rest: Option<Ty>) -> TypeKind {
    TypeKind::Tuple(Tuple { items, rest })
}

fn source() -> TypeDef {
    let branch = |wire: &str, ty: Ty, kinds: Kinds| Branch {
        name: name(wire),
        ty,
        tags: Vec::new(),
        constants: Vec::new(),
        unique: Vec::new(),
        kinds,
        object: None,
        docs: docs("A branch."),
    };
    let object = Kinds { object: true, ..Kinds::default() };
    let mut card = branch("card", named("Address"), object);
    card.tags = vec!["card".to_owned()];
    card.constants = vec![("deleted".to_owned(), vec![EnumValue::Boolean(true), EnumValue::String("\"".to_owned())])];
    card.unique = vec!["line-1".to_owned()];
    card.object = Some(id("Address"));
    let mut customer = branch("customer", Ty::Boxed(Box::new(named("Customer"))), object);
    customer.constants = vec![("level".to_owned(), vec![EnumValue::Integer(-1)])];
    customer.object = Some(id("Customer"));
    let union = Union {
        discriminator: Some("object".to_owned()),
        branches: vec![
            card,
            customer,
            branch("text", Ty::String, Kinds { string: true, ..Kinds::default() }),
            branch("number", Ty::F64, Kinds { number: true, integer: true, ..Kinds::default() }),
            branch("flag", Ty::Bool, Kinds { boolean: true, ..Kinds::default() }),
            branch("list", Ty::List(Box::new(named("Source"))), Kinds { array: true, ..Kinds::default() }),
        ],
    };
    def("Source", 0, "Text, a number, a card.", TypeKind::Union(union))
}
