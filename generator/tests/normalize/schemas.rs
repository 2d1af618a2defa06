//! Rules for schemas that hold in every dialect.

use crate::support::schemas;
use intertie_generator::diag::Code;
use intertie_generator::document::{Additional, JsonType};
use serde_json::json;

#[test]
fn a_sound_schema_is_read_without_a_finding() {
    let read = schemas(
        "3.0.3",
        "
Pet:
  type: object
  title: A pet
  required: [id]
  properties:
    id: {type: integer, format: int64, minimum: 1, maximum: 9223372036854775807}
    name: {type: string, nullable: true, minLength: 1, pattern: '^a'}
    kind: {type: string, enum: [cat, dog], default: cat}
  additionalProperties: {type: string}
  x-note: {a: 1}",
    );
    assert_eq!(read.findings(), [""; 0]);
    let pet = read.schema("Pet");
    assert_eq!(pet.name.as_deref(), Some("Pet"));
    assert_eq!(pet.origin.as_ref().unwrap().as_str(), "#/components/schemas/Pet");
    assert_eq!(pet.properties.keys().collect::<Vec<_>>(), ["id", "name", "kind"]);
    assert!(matches!(pet.additional, Additional::Schema(_)));
    assert_eq!(pet.extensions["x-note"], json!({"a": 1}));
    let name = read.property("Pet", "name");
    assert!(name.nullable && name.bounds.min_length == Some(1));
    assert_eq!(name.origin.as_ref().unwrap().as_str(), "#/components/schemas/Pet/properties/name");
    assert_eq!(read.property("Pet", "kind").default.as_deref(), Some(&json!("cat")));
}

#[test]
fn a_type_list_with_null_is_nullable_in_every_dialect() {
    for version in ["2.0", "3.0.0", "3.1.0"] {
        let read = schemas(version, "A: {type: ['null', string]}\nB: {type: [string, integer]}");
        assert_eq!((&read.schema("A").types[..], read.schema("A").nullable), (&[JsonType::String][..], true));
        assert_eq!(read.schema("B").types, [JsonType::String, JsonType::Integer]);
        assert_eq!(read.sink.found().is_empty(), version == "3.1.0");
    }
}

#[test]
fn words_of_other_languages_are_types() {
    let read =
        schemas("3.0.0", "A: {type: int}\nB: {type: datetime}\nC: {type: any}\nD: {type: Pet}\nE: {type: A}\nF: bool");
    assert_eq!(read.schema("A").types, [JsonType::Integer]);
    assert_eq!(read.schema("B").format.as_deref(), Some("date-time"));
    assert!(read.schema("C").types.is_empty());
    assert!(read.found(Code::WrongType, "#/components/schemas/D/type"));
    assert_eq!(read.schema("E").reference.as_ref().unwrap().target, Some(read.document.schemas.named["A"]));
    assert_eq!(read.schema("F").types, [JsonType::Boolean]);
}

#[test]
fn a_list_in_items_is_a_choice_as_slack_writes_it() {
    let read = schemas(
        "2.0",
        "
A: {type: object}
Latest: {items: [{$ref: '#/definitions/A'}, {type: 'null'}]}
Many: {type: array, items: [{type: string}, {type: integer}]}
One: {type: array, items: [{type: string}]}",
    );
    let latest = read.schema("Latest");
    assert!(latest.nullable && latest.any_of.len() == 1 && latest.items.is_none());
    let many = read.at(read.schema("Many").items.unwrap());
    assert_eq!(many.any_of.len(), 2);
    assert_eq!(read.at(read.schema("One").items.unwrap()).types, [JsonType::String]);
    assert!(read.found(Code::Mended, "#/definitions/Latest/items"));
}

#[test]
fn properties_that_hold_a_schema_are_that_schema_as_mailchimp_writes_it() {
    let read = schemas(
        "2.0",
        "
List: {type: array, properties: {type: object, properties: {id: {type: string}}}}
Whole: {type: object, properties: {type: object, properties: {id: {type: string}}}}
Named: {type: object, properties: {type: {type: string}}}",
    );
    let items = read.at(read.schema("List").items.unwrap());
    assert!(items.properties.contains_key("id"));
    assert_eq!(items.origin.as_ref().unwrap().as_str(), "#/definitions/List/properties");
    assert!(read.at(read.schema("Whole").all_of[0]).properties.contains_key("id"));
    assert!(read.schema("Named").properties.contains_key("type"));
}

#[test]
fn enum_values_take_the_declared_type() {
    let read = schemas(
        "3.0.0",
        "
Text: {type: string, enum: [0, 1, true, '2']}
Number: {type: integer, enum: ['1', 2, x]}
Flag: {type: boolean, enum: ['true']}
Wrong: {type: integer, enum: [small, large]}
Label: {type: integer, enum: ['101 (EastAsia)', '102 (WestUs)']}",
    );
    assert_eq!(read.schema("Text").enumeration, [json!("0"), json!("1"), json!("true"), json!("2")]);
    assert_eq!(read.schema("Number").enumeration, [json!(1), json!(2)]);
    assert_eq!(read.schema("Flag").enumeration, [json!(true)]);
    assert_eq!(read.schema("Wrong").types, [JsonType::String]);
    assert_eq!(read.schema("Label").enumeration, [json!(101), json!(102)]);
    assert_eq!(read.schema("Label").enum_names, ["EastAsia", "WestUs"]);
    assert!(read.found(Code::BadEnumValue, "#/components/schemas/Text/enum"));
}

#[test]
fn null_in_an_enum_makes_it_nullable_and_takes_its_name_along() {
    let read = schemas(
        "3.0.0",
        "
A:
  type: string
  enum: [a, null, b, a]
  x-enum-varnames: [First, Nothing, Second, Again]
  x-enum-descriptions: {a: the first, b: the second}
B: {type: string, enum: [a, b], x-enum-varnames: [Only]}",
    );
    let a = read.schema("A");
    assert!(a.nullable);
    assert_eq!(a.enumeration, [json!("a"), json!("b")]);
    assert_eq!(a.enum_names, ["First", "Second"]);
    assert_eq!(a.enum_docs, ["the first", "the second"]);
    assert!(a.extensions.is_empty());
    let b = read.schema("B");
    assert!(b.enum_names.is_empty() && b.extensions.contains_key("x-enum-varnames"));
}

#[test]
fn the_enum_of_a_list_is_that_of_its_items() {
    let read = schemas(
        "3.0.0",
        "A: {type: array, items: {type: string}, enum: [x, y]}\nB: {type: array, items: {type: string}, enum: [[x], [y]]}",
    );
    for name in ["A", "B"] {
        assert!(read.schema(name).enumeration.is_empty());
        assert_eq!(read.at(read.schema(name).items.unwrap()).enumeration, [json!("x"), json!("y")]);
    }
}

#[test]
fn a_default_that_does_not_fit_is_dropped() {
    let read = schemas(
        "3.0.0",
        "
A: {type: string, default: false}
B: {type: integer, default: null}
C: {type: string, enum: [a], default: ''}
D: {type: boolean, default: 'true'}
E: {type: number, default: 10}
F: {type: [string], default: ok}",
    );
    assert!(read.schema("A").default.is_none() && read.found(Code::BadDefault, "#/components/schemas/A/default"));
    assert!(read.schema("B").default.is_none() && read.found(Code::Ignored, "#/components/schemas/B/default"));
    assert!(read.schema("C").default.is_none() && read.found(Code::BadDefault, "#/components/schemas/C/default"));
    assert_eq!(read.schema("D").default.as_deref(), Some(&json!(true)));
    assert_eq!(read.schema("E").default.as_deref(), Some(&json!(10)));
    assert_eq!(read.schema("F").default.as_deref(), Some(&json!("ok")));
}

#[test]
fn an_example_of_null_is_no_example() {
    let read = schemas("3.0.1", "A: {type: string, example: null}\nB: {type: string, example: b}");
    assert_eq!(read.schema("A").example, None);
    assert_eq!(read.schema("B").example.as_deref(), Some(&json!("b")));
    assert_eq!(read.findings(), [""; 0]);
}

#[test]
fn required_on_a_property_moves_to_its_parent() {
    let read =
        schemas("3.0.0", "A: {properties: {a: {type: string, required: true}, b: {type: string, required: false}}}");
    assert_eq!(read.schema("A").required, ["a"]);
    assert!(read.found(Code::Mended, "#/components/schemas/A/properties/a/required"));
}

#[test]
fn a_required_name_that_is_declared_nowhere_is_noted() {
    let read = schemas(
        "3.0.0",
        "
A: {required: [x, x, y], properties: {x: {type: string}}}
B: {required: [y], properties: {x: {type: string}}, allOf: [{$ref: '#/components/schemas/A'}]}
C: {allOf: [{$ref: '#/components/schemas/A'}, {required: [y], properties: {z: {type: string}}}]}
D: {required: [y], properties: {x: {type: string}}, additionalProperties: true}",
    );
    assert_eq!(read.schema("A").required, ["x", "y"]);
    assert_eq!(read.findings().len(), 1, "{:?}", read.findings());
    assert!(read.found(Code::RequiredUndeclared, "#/components/schemas/A/required"));
}

#[test]
fn members_of_the_wrong_type_cost_themselves() {
    let read = schemas(
        "3.0.0",
        "
A: {type: object, description: null, title: 5, nullable: 'true', properties: {a: 1, b: [x], c: {type: string}}}
B: {type: string, minLength: '3', maxLength: -1, pattern: {a: b}}
C: {type: integer, minimum: '1.5', exclusiveMinimum: 'true'}
D: {allOf: {type: string}, required: c, additionalProperties: 'false'}
E: 7",
    );
    let a = read.schema("A");
    assert_eq!((a.description.clone(), a.title.as_deref(), a.nullable), (None, Some("5"), true));
    assert_eq!(a.properties.len(), 3);
    assert!(read.found(Code::WrongType, "#/components/schemas/A/properties/a"));
    assert!(read.found(Code::Mended, "#/components/schemas/A/description"));
    let b = &read.schema("B").bounds;
    assert_eq!((b.min_length, b.max_length, b.pattern.clone()), (Some(3), None, None));
    let c = &read.schema("C").bounds;
    assert_eq!(c.minimum.as_ref().unwrap().as_f64(), Some(1.5));
    assert!(c.exclusive_minimum);
    let d = read.schema("D");
    assert_eq!((d.all_of.len(), &d.required[..], d.additional), (1, &["c".to_owned()][..], Additional::Forbidden));
    assert!(read.found(Code::WrongType, "#/components/schemas/E"));
}

#[test]
fn additional_properties_of_every_form_are_told_apart() {
    let read = schemas(
        "3.0.0",
        "A: {additionalProperties: true}\nB: {additionalProperties: {}}\nC: {additionalProperties: false}\nD: {}",
    );
    let additional = ["A", "B", "C", "D"].map(|name| read.schema(name).additional);
    assert_eq!(additional, [Additional::Any, Additional::Any, Additional::Forbidden, Additional::Unsaid]);
}

#[test]
fn a_discriminator_is_an_object_or_a_name() {
    let read = schemas(
        "3.0.0",
        "
A: {oneOf: [{$ref: '#/components/schemas/B'}], discriminator: {propertyName: kind, mapping: {b: B, c: '#/components/schemas/B', d: Nope}}}
B: {type: object, discriminator: kind}
C: {oneOf: [{$ref: '#/components/schemas/B'}], discriminator: {mapping: {}}}",
    );
    let b = read.document.schemas.named["B"];
    let mapping = &read.schema("A").discriminator.as_ref().unwrap().mapping;
    assert_eq!(mapping.iter().map(|(_, id)| *id).collect::<Vec<_>>(), [Some(b), Some(b), None]);
    assert!(read.found(Code::UnresolvedRef, "#/components/schemas/A/discriminator/mapping/d"));
    assert_eq!(read.schema("B").discriminator.as_ref().unwrap().property, "kind");
    assert!(read.schema("C").discriminator.is_none());
}

#[test]
fn numbers_above_i64_keep_their_value() {
    let read = schemas("3.0.0", "A: {type: integer, maximum: 18446744073709551615, example: 12345678901234567890}");
    assert_eq!(read.schema("A").bounds.maximum.as_ref().unwrap().as_u64(), Some(u64::MAX));
    assert_eq!(read.schema("A").example.as_deref(), Some(&json!(12_345_678_901_234_567_890_u64)));
}
