//! Documents in several files.

use super::{Folder, Loaded};
use intertie_generator::diag::Code;
use intertie_generator::load::{Input, Options};
use intertie_generator::pointer::Pointer;
use serde_json::{Value, json};

fn value<'l>(loaded: &'l Loaded, pointer: &str) -> &'l Value {
    loaded.doc().value.pointer(pointer).unwrap_or_else(|| panic!("{pointer} is not in {:#}", loaded.doc().value))
}

#[test]
fn a_schema_stays_one_schema() {
    let folder = Folder::new(&[
        (
            "api.yaml",
            "openapi: 3.0.0\npaths:\n  /a:\n    get:\n      responses:\n        '200': {description: a, content: \
             {application/json: {schema: {$ref: schemas/Pet.yaml}}}}\n        '201': {description: b, content: \
             {application/json: {schema: {$ref: ./schemas/Pet.yaml, description: mine}}}}\n",
        ),
        (
            "schemas/Pet.yaml",
            "type: object\nproperties:\n  friend: {$ref: Pet.yaml}\n  owner: {$ref: '../common.json#/Owner'}\n",
        ),
        (
            "common.json",
            "{\"Owner\": {\"type\": \"object\", \"properties\": {\"pet\": {\"$ref\": \"schemas/Pet.yaml\"}}}}",
        ),
    ]);
    let loaded = folder.load("api.yaml");
    assert_eq!(loaded.codes(), []);
    let pet = json!({"$ref": "#/components/schemas/Pet"});
    let answers = value(&loaded, "/paths/~1a/get/responses");
    assert_eq!(answers["200"]["content"]["application/json"]["schema"], pet);
    assert_eq!(answers["201"]["content"]["application/json"]["schema"]["description"], "mine");
    assert_eq!(*value(&loaded, "/components/schemas/Pet/properties/friend"), pet);
    assert_eq!(*value(&loaded, "/components/schemas/Owner/properties/pet"), pet);
    assert_eq!(value(&loaded, "/components/schemas").as_object().unwrap().len(), 2);
}

#[test]
fn an_entry_that_stands_for_a_file_is_its_home() {
    let folder = Folder::new(&[
        (
            "api.yaml",
            "openapi: 3.0.0\ncomponents:\n  schemas:\n    User: {properties: {best: {$ref: animal.yaml}}}\n    Pet: \
             {$ref: animal.yaml}\n    Cat: {$ref: animal.yaml}\n",
        ),
        ("animal.yaml", "type: object\n"),
    ]);
    let loaded = folder.load("api.yaml");
    assert_eq!(
        *value(&loaded, "/components/schemas"),
        json!({
            "User": {"properties": {"best": {"$ref": "#/components/schemas/Pet"}}},
            "Pet": {"type": "object"},
            "Cat": {"$ref": "#/components/schemas/Pet"},
        })
    );
}

#[test]
fn whole_sections_come_from_files() {
    let folder = Folder::new(&[
        ("api.yaml", "openapi: 3.0.0\npaths: {$ref: paths/_index.yaml}\ncomponents: {$ref: parts.yaml}\n"),
        ("paths/_index.yaml", "/a:\n  get: {operationId: getA, $ref: a.yaml}\n/b: {$ref: 'b.yaml#/item'}\n"),
        ("paths/a.yaml", "operationId: lost\nparameters:\n- $ref: ../parts.yaml#/parameters/Id\n- $ref: id2.yaml\n"),
        ("paths/id2.yaml", "name: id2\nin: query"),
        (
            "paths/b.yaml",
            "item: {post: {requestBody: {$ref: '#/requestBodies/B'}}}\nrequestBodies: {B: {description: b}}\n",
        ),
        (
            "parts.yaml",
            "schemas: {$ref: schemas.json}\nparameters: {Id: {name: id, in: query, schema: {$ref: 'schemas.json#/Id'}}}\n",
        ),
        ("schemas.json", "{\"Id\": {\"type\": \"string\"}, \"Ids\": {\"items\": {\"$ref\": \"#/Id\"}}}"),
    ]);
    let loaded = folder.load("api.yaml");
    assert_eq!(loaded.codes(), []);
    assert_eq!(
        loaded.doc().value,
        json!({
            "openapi": "3.0.0",
            "paths": {
                "/a": {"get": {"operationId": "getA", "parameters": [
                    {"$ref": "#/components/parameters/Id"}, {"$ref": "#/components/parameters/id2"}
                ]}},
                "/b": {"post": {"requestBody": {"$ref": "#/components/requestBodies/B"}}},
            },
            "components": {
                "schemas": {"Id": {"type": "string"}, "Ids": {"items": {"$ref": "#/components/schemas/Id"}}},
                "parameters": {
                    "Id": {"name": "id", "in": "query", "schema": {"$ref": "#/components/schemas/Id"}},
                    "id2": {"name": "id2", "in": "query"},
                },
                "requestBodies": {"B": {"description": "b"}},
            },
        })
    );
}

#[test]
fn references_back_into_the_document_are_local() {
    let folder = Folder::new(&[
        ("api.yaml", "swagger: '2.0'\npaths: {/a: {$ref: a.yaml}}\ndefinitions: {Pet: {type: object}}\n"),
        ("a.yaml", "get: {responses: {200: {schema: {$ref: 'api.yaml#/definitions/Pet'}}, 201: {$ref: ok.yaml}}}\n"),
        ("ok.yaml", "schema: {allOf: [{$ref: Extra.yaml}, {$ref: Pet}]}\n"),
        ("Extra.yaml", "type: object\n"),
    ]);
    let loaded = folder.load("api.yaml");
    assert_eq!(loaded.codes(), []);
    assert_eq!(*value(&loaded, "/paths/~1a/get/responses/200/schema/$ref"), json!("#/definitions/Pet"));
    assert_eq!(*value(&loaded, "/paths/~1a/get/responses/201/$ref"), json!("#/responses/ok"));
    let parts = json!([{"$ref": "#/definitions/Extra"}, {"$ref": "#/definitions/Pet"}]);
    assert_eq!(*value(&loaded, "/responses/ok/schema/allOf"), parts);
    assert_eq!(*value(&loaded, "/definitions/Extra"), json!({"type": "object"}));
}

#[test]
fn names_that_are_taken_get_a_number() {
    let folder = Folder::new(&[
        (
            "api.yaml",
            "openapi: 3.0.0\ncomponents: {schemas: {Pet: {items: {$ref: Pet.yaml}}, A: {$ref: 'a b/x%25.yaml'}}}\n",
        ),
        ("Pet.yaml", "type: string\n"),
        ("a b/x%.yaml", "type: integer\n"),
    ]);
    let loaded = folder.load("api.yaml");
    assert_eq!(*value(&loaded, "/components/schemas/Pet/items/$ref"), json!("#/components/schemas/Pet_2"));
    assert_eq!(*value(&loaded, "/components/schemas/A/type"), json!("integer"));
}

#[test]
fn discriminators_name_files_too() {
    let folder = Folder::new(&[
        (
            "api.yaml",
            "openapi: 3.0.0\ncomponents:\n  schemas:\n    Pet:\n      discriminator: {propertyName: t, mapping: {cat: \
             cats/Cat.yaml, dog: Dog, cow: '#/components/schemas/Cow'}}\n      oneOf: [{$ref: cats/Cat.yaml}]\n",
        ),
        ("cats/Cat.yaml", "type: object\n"),
    ]);
    let loaded = folder.load("api.yaml");
    let wanted = json!({"cat": "#/components/schemas/Cat", "dog": "Dog", "cow": "#/components/schemas/Cow"});
    assert_eq!(*value(&loaded, "/components/schemas/Pet/discriminator/mapping"), wanted);
}

#[test]
fn values_are_put_in_place() {
    let folder = Folder::new(&[
        (
            "api.yaml",
            "openapi: 3.0.0\ninfo: {description: {$ref: intro.md}}\ntags: {$ref: tags.yaml}\ncomponents:\n  examples:\n    \
             A: {value: {$ref: a.json}}\n    B: {value: {$ref: a.json}}\n  schemas:\n    S: {example: {$ref: Pet}, \
             default: {$ref: '../gone.json'}}\n",
        ),
        ("intro.md", "# Hello\n"),
        ("tags.yaml", "- name: a"),
        ("a.json", "[1, 2]"),
    ]);
    let loaded = folder.load("api.yaml");
    assert_eq!(loaded.codes(), []);
    assert_eq!(*value(&loaded, "/info/description"), json!("# Hello\n"));
    assert_eq!(*value(&loaded, "/tags"), json!([{"name": "a"}]));
    assert_eq!(*value(&loaded, "/components/examples/A/value"), json!([1, 2]));
    assert_eq!(*value(&loaded, "/components/examples/B/value"), json!([1, 2]));
    assert_eq!(*value(&loaded, "/components/schemas/S/example"), json!({"$ref": "Pet"}));
}

#[test]
fn cycles_between_files_are_fine() {
    let folder = Folder::new(&[
        ("api.yaml", "openapi: 3.0.0\ncomponents: {schemas: {A: {$ref: a.yaml}, Self: {$ref: self.yaml}}}\n"),
        ("a.yaml", "items: {$ref: b.yaml}\n"),
        ("b.yaml", "items: {$ref: a.yaml}\n"),
        ("self.yaml", "$ref: self.yaml\n"),
    ]);
    let loaded = folder.load("api.yaml");
    assert_eq!(loaded.codes(), []);
    assert_eq!(
        *value(&loaded, "/components/schemas"),
        json!({
            "A": {"items": {"$ref": "#/components/schemas/b"}},
            "Self": {"$ref": "#/components/schemas/Self"},
            "b": {"items": {"$ref": "#/components/schemas/A"}},
        })
    );
}

#[test]
fn files_that_contain_themselves_are_cut() {
    let folder = Folder::new(&[
        ("api.yaml", "openapi: 3.0.0\npaths: {$ref: paths.yaml}\nservers: {$ref: s.yaml}\n"),
        ("paths.yaml", "$ref: paths.yaml\n/a: {get: {$ref: op.yaml}}\n"),
        ("op.yaml", "callbacks: {c: {e: {get: {$ref: op.yaml}}}}\n"),
        ("s.yaml", "a: {$ref: s.yaml}"),
    ]);
    let loaded = folder.load("api.yaml");
    assert!(loaded.codes().iter().all(|code| *code == Code::RefCycle), "{:?}", loaded.found);
    assert_eq!(loaded.codes().len(), 3);
}

#[test]
#[cfg(unix)]
fn nothing_outside_the_folder_is_read() {
    let folder = Folder::new(&[
        ("secret.yaml", "type: string\n"),
        ("inner/secret.yaml", "type: string\n"),
        ("inner/api/ok.yaml", "{}"),
    ]);
    std::os::unix::fs::symlink(folder.0.join("secret.yaml"), folder.0.join("inner/api/link.yaml")).unwrap();
    let absolute = folder.0.join("inner/api/ok.yaml");
    for to in [
        "../secret.yaml",
        "%2e%2e/secret.yaml",
        "x/../../secret.yaml",
        "link.yaml",
        absolute.to_str().unwrap(),
        "file:///etc/passwd",
        "http://127.0.0.1:1/a.yaml",
        "https://example.com/a.yaml#/a",
        "//example.com/a.yaml",
        "C:\\\\a.yaml",
    ] {
        let text = format!("openapi: 3.0.0\ncomponents: {{schemas: {{A: {{items: {{$ref: \"{to}\"}}}}}}}}\n");
        std::fs::write(folder.0.join("inner/api/api.yaml"), text).unwrap();
        let loaded = folder.load("inner/api/api.yaml");
        assert_eq!(loaded.codes(), [Code::ForbiddenRef], "{to}");
        assert_eq!(loaded.found[0].pointer.as_str(), "#/components/schemas/A/items");
        assert_eq!(loaded.doc().sources.len(), 1);
    }
    let options = Options { root: Some(folder.0.join("inner")), ..Options::default() };
    std::fs::write(
        folder.0.join("inner/api/api.yaml"),
        "openapi: 3.0.0\ncomponents: {schemas: {A: {items: {$ref: ../secret.yaml}}}}\n",
    )
    .unwrap();
    let loaded = Loaded::from(&Input::Path(folder.0.join("inner/api/api.yaml")), &options);
    assert_eq!((loaded.codes(), loaded.doc().sources.len()), (vec![], 2));
}

#[test]
fn what_is_missing_or_broken_costs_its_reference() {
    let folder = Folder::new(&[
        (
            "api.yaml",
            "openapi: 3.0.0\ncomponents: {schemas: {A: {items: {$ref: gone.yaml}}, B: {items: {$ref: 'b.yaml#/gone'}}, C: \
             {items: {$ref: broken.json}}, D: {items: {$ref: broken.json}}}}\n",
        ),
        ("b.yaml", "type: object\n"),
        ("broken.json", "{"),
    ]);
    let loaded = folder.load("api.yaml");
    assert_eq!(loaded.codes(), [Code::UnresolvedRef, Code::UnresolvedRef, Code::Syntax]);
    assert!(loaded.found[2].place.as_ref().unwrap().file.ends_with("broken.json"));
    assert_eq!(*value(&loaded, "/components/schemas/A/items/$ref"), json!("gone.yaml"));
    let loaded = Loaded::text("openapi: 3.0.0\ncomponents: {schemas: {A: {items: {$ref: gone.yaml}}}}");
    assert_eq!(loaded.codes(), [Code::UnresolvedRef]);
}

#[test]
fn files_that_multiply_are_refused() {
    let mut files: Vec<(String, String)> = (0..60)
        .map(|n| {
            let next = format!("{{$ref: f{}.yaml}}", n + 1);
            (format!("f{n}.yaml"), format!("{{a: {next}, b: {next}}}"))
        })
        .collect();
    files.push(("api.yaml".to_owned(), "openapi: 3.0.0\nservers: {$ref: f0.yaml}\n".to_owned()));
    files.push(("f60.yaml".to_owned(), "{}".to_owned()));
    let files: Vec<(&str, &str)> = files.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    Folder::new(&files).load("api.yaml").refused(Code::TooLarge);
}

#[test]
fn mounts_lead_back_to_the_files() {
    let folder = Folder::new(&[
        ("api.yaml", "openapi: 3.0.0\npaths:\n  /a:\n    summary: mine\n    $ref: a.yaml\n"),
        ("a.yaml", "get:\n  parameters:\n    - name: x\n      schema:\n        $ref: parts.yaml#/defs/X\n"),
        ("parts.yaml", "defs:\n  X:\n    type: string\n"),
    ]);
    let loaded = folder.load("api.yaml");
    let mut locator = intertie_generator::load::Locator::new(loaded.doc());
    let mut place = |pointer: &str| {
        let place = locator.place_of(&Pointer::parse(pointer).unwrap()).unwrap();
        let file = place.file.rsplit('/').next().unwrap().to_owned();
        (file, place.line, place.column)
    };
    assert_eq!(place("#/paths/~1a"), ("a.yaml".to_owned(), 1, 1));
    assert_eq!(place("#/paths/~1a/get/parameters/0/name"), ("a.yaml".to_owned(), 3, 7));
    assert_eq!(place("#/paths/~1a/summary"), ("api.yaml".to_owned(), 4, 5));
    assert_eq!(place("#/components/schemas/parts_X/type"), ("parts.yaml".to_owned(), 3, 5));
    assert_eq!(place("#/openapi"), ("api.yaml".to_owned(), 1, 1));
}
