//! Rules for `$ref`.

use crate::support::{read, schemas};
use intertie_generator::diag::Code;

#[test]
fn any_place_of_the_document_can_be_meant() {
    let read = read(
        "
openapi: 3.0.0
info: {title: t, version: '1'}
paths:
  /a b/x:
    get:
      responses:
        '200': {description: ok, content: {application/json: {schema: {type: object, properties: {x: {type: string}}}}}}
  /c:
    get:
      responses:
        '200': {$ref: '#/paths/~1a%20b~1x/get/responses/200'}
components:
  schemas:
    A: {$ref: '#/paths/~1a%20b~1x/get/responses/200/content/application~1json/schema'}
    B: {$ref: '#/paths/~1c/get/responses/200/content/application~1json/schema/properties/x'}
    C: {$ref: '#/components/schemas/A', description: beside}",
    );
    assert_eq!(read.findings(), ["mended #/paths/~1a b~1x/get the path is called as `/a%20b/x`"]);
    let target = |name: &str| read.schema(name).reference.as_ref().unwrap().target.unwrap();
    assert_eq!(Some(target("A")), read.document.operations[0].responses[0].content[0].schema);
    assert_eq!(
        read.document.operations[0].responses[0].content[0].schema,
        read.document.operations[1].responses[0].content[0].schema
    );
    assert_eq!(target("B"), read.at(target("A")).properties["x"]);
    assert_eq!(target("C"), read.document.schemas.named["A"]);
    assert_eq!(read.schema("C").description.as_deref(), Some("beside"));
}

#[test]
fn wrong_but_common_forms_are_understood() {
    let read = schemas(
        "3.0.0",
        "Pet: {type: object}\nA: {$ref: Pet}\nB: {$ref: '#/components/schema/Pet'}\nC: {$ref: '#/definitions/Pet'}",
    );
    for name in ["A", "B", "C"] {
        let target = read.schema(name).reference.as_ref().unwrap().target;
        assert_eq!(target, Some(read.document.schemas.named["Pet"]), "{name}");
    }
}

#[test]
fn a_dangling_ref_costs_the_field_its_type_and_names_the_nearest() {
    let read = schemas(
        "3.0.0",
        "Note: {type: object}\nA: {properties: {a: {$ref: '#/components/schemas/Nope'}, b: {type: string}}}",
    );
    let a = read.property("A", "a");
    assert!(a.reference.as_ref().unwrap().target.is_none());
    let found = &read.sink.found()[0];
    assert_eq!((found.code, found.pointer.as_str()), (Code::UnresolvedRef, "#/components/schemas/A/properties/a/$ref"));
    assert!(found.help.as_deref().unwrap().contains("`Note`"), "{found:?}");
}

#[test]
fn refs_out_of_the_document_lead_nowhere() {
    let read = schemas(
        "3.0.0",
        "A: {$ref: 'file:///etc/passwd'}\nB: {$ref: 'http://example.com/x#/y'}\nC: {$ref: 5}\nD: {$ref: '#'}",
    );
    for name in ["A", "B", "D"] {
        assert!(read.schema(name).reference.as_ref().unwrap().target.is_none());
        // Why another file was not read, `load` has said already.
        let said = read.found(Code::UnresolvedRef, &format!("#/components/schemas/{name}/$ref"));
        assert_eq!(said, name == "D");
    }
    assert!(read.schema("C").reference.is_none());
}

#[test]
fn a_ring_of_refs_is_cut_and_a_chain_is_not() {
    let read = schemas(
        "3.0.0",
        "
A: {$ref: '#/components/schemas/B'}
B: {$ref: '#/components/schemas/A'}
Self: {$ref: '#/components/schemas/Self'}
C: {$ref: '#/components/schemas/D'}
D: {$ref: '#/components/schemas/E'}
E: {type: string}",
    );
    let is_cut = |name: &str| read.schema(name).reference.as_ref().is_some_and(|reference| reference.target.is_none());
    assert_eq!([is_cut("A"), is_cut("B"), is_cut("Self"), is_cut("C"), is_cut("D")], [false, true, true, false, false]);
    assert!(read.found(Code::RefCycle, "#/components/schemas/B/$ref"));
    assert_eq!(read.sink.found().len(), 2);
}

#[test]
fn objects_of_every_kind_are_followed() {
    let read = read(
        "
openapi: 3.0.0
info: {title: t, version: '1'}
paths:
  /a: {$ref: '#/components/pathItems/A'}
components:
  pathItems:
    A:
      post:
        parameters: [{$ref: '#/components/parameters/P'}]
        requestBody: {$ref: '#/components/requestBodies/B'}
        responses: {'200': {$ref: '#/components/responses/R'}, '400': {$ref: '#/components/responses/Ring'}}
        callbacks: {done: {$ref: '#/components/callbacks/K'}}
  parameters: {P: {name: p, in: query, schema: {type: string}}}
  requestBodies: {B: {content: {application/json: {schema: {type: string}, examples: {e: {$ref: '#/components/examples/E'}}}}}}
  responses:
    R: {description: ok, headers: {X: {$ref: '#/components/headers/H'}}}
    Ring: {$ref: '#/components/responses/Ring'}
  headers: {H: {description: h, schema: {type: integer}}}
  examples: {E: {value: hello}}
  callbacks: {K: {'{$request.body#/url}': {post: {responses: {'200': {description: ok}}}}}}",
    );
    let operation = read.operation();
    assert_eq!(operation.origin.as_str(), "#/components/pathItems/A/post");
    assert_eq!(operation.path, "/a");
    assert_eq!(operation.parameters[0].origin.as_str(), "#/components/parameters/P");
    assert_eq!(operation.body.as_ref().unwrap().content[0].examples, [serde_json::json!("hello")]);
    assert_eq!(operation.responses.len(), 1);
    assert_eq!(operation.responses[0].headers[0].description.as_deref(), Some("h"));
    assert_eq!(operation.callbacks[0].name, "done {$request.body#/url}");
    assert!(read.found(Code::RefCycle, "#/components/responses/Ring"));
    assert_eq!(read.sink.found().len(), 1, "{:?}", read.findings());
}
