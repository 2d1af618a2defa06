//! Operations: the request struct's fields, its body and where each field travels.

use super::answers::Unnamed;
use super::bodies::{self, BodyShape};
use super::naming::Names;
use super::verbs::Plans;
use super::{Lower, docs, security};
use crate::diag::{Code, Diagnostic};
use crate::document::{Encoding, Location, MediaType, Operation, Parameter, Style};
use crate::ir::names::Scope;
use crate::ir::{self, Body, BodyCoding, Docs, FieldName, MemberEncoding, OpField, Place, Ty};
use crate::pointer::Pointer;
use crate::resolve::{Media, ShapeId, ShapeKind, Use, preferred};
use foldhash::{HashMap, HashMapExt};
use serde_json::Value;

/// Names of the methods that `Call` has beside setters.
const CALL_METHODS: &[&str] = &[
    "send",
    "send_whole",
    "operation",
    "into_operation",
    "request",
    "items",
    "pages",
    "stream",
    "new",
    "clone",
    "spec",
];

impl Lower<'_> {
    /// Every operation of the slice; outcomes with several cases come back to be named.
    pub(super) fn operations(&mut self, plans: &Plans, names: &Names) -> (Vec<ir::Operation>, Vec<Unnamed>) {
        let resolved = self.resolved;
        let mut unnamed = Vec::new();
        let mut out = Vec::with_capacity(plans.operations.len());
        for (index, (plan, name)) in plans.operations.iter().zip(&names.requests).enumerate() {
            let operation = &resolved.document.operations[plan.at];
            let (answers, output, error, cases) = self.answers(operation, index);
            unnamed.extend(cases);
            let (fields, body) = self.fields(operation);
            out.push(ir::Operation {
                id: plan.id.clone(),
                name: name.clone(),
                group: plan.group,
                method_name: plan.method.clone(),
                method: operation.method,
                path: operation.path.clone(),
                fixed_query: operation.path_query.clone(),
                docs: docs::summary_and_description(operation.summary.as_deref(), operation.description.as_deref()),
                deprecated: operation.deprecated,
                origin: operation.origin.clone(),
                fields,
                body,
                accept: accept(operation),
                answers,
                output,
                error,
                servers: security::servers(&operation.servers),
                security: operation.security.as_deref().map(security::requirements),
            });
        }
        (out, unnamed)
    }

    /// The fields in their final order, and the body they make up.
    fn fields(&mut self, operation: &Operation) -> (Vec<OpField>, Option<Body>) {
        let mut drafts: Vec<Draft> = operation.parameters.iter().map(|p| self.parameter(p)).collect();
        let body = bodies::shape(self.resolved, operation).map(|shape| self.body(operation, &shape, &mut drafts));
        let position = |wire: &str| operation.path.find(&format!("{{{wire}}}")).unwrap_or(usize::MAX);
        // Arguments in the order of the path, then the other required ones, then what is optional.
        drafts.sort_by_key(|draft| match draft.place {
            Place::Path { .. } => (0, position(&draft.wire)),
            _ => (if draft.required { 1 } else { 2 }, 0),
        });
        (named(drafts), body)
    }

    fn parameter(&mut self, parameter: &Parameter) -> Draft {
        let place = parameter.schema.map(|schema| self.resolved.use_of(schema));
        let in_path = parameter.location == Location::Path;
        let required = parameter.required || in_path;
        let bare = place.as_ref().map_or(Ty::String, |place| self.ty(place, false));
        let schema_docs = match &place {
            Some(place) => docs::member(parameter.description.as_deref(), self.facts(place)),
            None => docs::text(parameter.description.as_deref()),
        };
        let json = parameter.content.is_some();
        let Parameter { style, explode, allow_reserved, .. } = *parameter;
        Draft {
            wire: parameter.name.clone(),
            ty: if required { bare.clone() } else { Ty::Option(Box::new(bare.clone())) },
            docs: schema_docs,
            origin: parameter.origin.clone(),
            place: match parameter.location {
                Location::Path => Place::Path { style, explode, multi_segment: is_multi_segment(parameter) },
                Location::Query => Place::Query { style, explode, allow_reserved, json },
                Location::Header => Place::Header { json },
                Location::Cookie => Place::Cookie,
            },
            required,
            nullable: false,
            secret: bare == Ty::Secret,
            deprecated: parameter.deprecated || place.is_some_and(|p| p.deprecated),
            clear_with_empty: false,
        }
    }

    fn body(&mut self, operation: &Operation, shape: &BodyShape<'_>, drafts: &mut Vec<Draft>) -> Body {
        let declared = operation.body.as_ref().unwrap_or_else(|| unreachable!("a body shape comes from a body"));
        let (media, coding) = match shape {
            BodyShape::Members { media, coding, object } => {
                self.members(*object, *coding, &media.encoding, drafts);
                (media, *coding)
            }
            BodyShape::Files { media } => {
                drafts.push(self.files(media, declared.required));
                (media, Media::Multipart)
            }
            BodyShape::Whole { media, coding, value } => {
                let origin = media.origin.clone();
                let draft = self.whole(value.as_ref(), *coding, declared.required, origin);
                drafts.push(Draft { docs: docs::text(declared.description.as_deref()), ..draft });
                (media, *coding)
            }
        };
        let others = declared.content.iter().filter(|other| other.name != media.name);
        Body {
            media_type: media_type(&media.name, coding),
            coding: match coding {
                Media::Json => BodyCoding::Json,
                Media::Form => BodyCoding::Form,
                Media::Multipart => BodyCoding::Multipart,
                Media::Text | Media::EventStream => BodyCoding::Text,
                Media::Bytes => BodyCoding::Bytes,
            },
            required: declared.required,
            alternatives: others.map(|other| other.name.clone()).collect(),
        }
    }

    /// The members of an inline object as fields of their own.
    fn members(
        &mut self,
        object: ShapeId,
        coding: Media,
        encoding: &indexmap::IndexMap<String, Encoding>,
        drafts: &mut Vec<Draft>,
    ) {
        let resolved = self.resolved;
        let ShapeKind::Object(shape) = &resolved.shapes[object].kind else { return };
        for property in &shape.properties {
            let required = property.required && !property.value.read_only;
            let found = self.member(&property.value, required, true, coding == Media::Multipart);
            let schema = &resolved.document.schemas[property.value.schema];
            let encoding = encoding.get(&property.wire).cloned().unwrap_or_default();
            drafts.push(Draft {
                wire: property.wire.clone(),
                docs: docs::member(schema.description.as_deref(), self.facts(&property.value)),
                origin: schema.origin.clone().unwrap_or_else(|| resolved.shapes[object].origin()),
                place: Place::BodyMember {
                    encoding: MemberEncoding {
                        style: encoding.style,
                        explode: encoding.explode,
                        content_type: encoding.content_type,
                    },
                },
                required: found.required,
                nullable: found.nullable,
                secret: found.bare == Ty::Secret,
                deprecated: property.value.deprecated,
                clear_with_empty: found.clear_with_empty,
                ty: found.ty,
            });
        }
    }

    /// A multipart body that is a list: parts of one name, which the document does not say.
    fn files(&mut self, media: &MediaType, required: bool) -> Draft {
        let message = "a multipart body that is a list does not name its parts; they are called `file`";
        let help = "an overlay can replace the list by an object with a member of the right name";
        self.sink.push(Diagnostic::new(Code::MissingMember, &media.origin, message).help(help));
        let files = Ty::List(Box::new(Ty::File));
        let whole = self.whole(None, Media::Multipart, required, media.origin.clone());
        Draft {
            wire: "file".to_owned(),
            ty: if required { files } else { Ty::Option(Box::new(files)) },
            place: Place::BodyMember { encoding: MemberEncoding::default() },
            ..whole
        }
    }

    fn whole(&mut self, value: Option<&Use>, coding: Media, required: bool, origin: Pointer) -> Draft {
        let bare = match coding {
            Media::Json | Media::Form | Media::Multipart => match value {
                Some(value) => self.ty(value, coding == Media::Multipart),
                None => Ty::Json,
            },
            Media::Text | Media::EventStream => Ty::String,
            Media::Bytes => Ty::File,
        };
        Draft {
            wire: String::new(),
            ty: if required { bare } else { Ty::Option(Box::new(bare)) },
            docs: Docs::default(),
            origin,
            place: Place::WholeBody,
            required,
            nullable: false,
            secret: false,
            deprecated: false,
            clear_with_empty: false,
        }
    }
}

/// A field before it has a Rust name.
struct Draft {
    wire: String,
    ty: Ty,
    docs: Docs,
    origin: Pointer,
    place: Place,
    required: bool,
    nullable: bool,
    secret: bool,
    deprecated: bool,
    clear_with_empty: bool,
}

/// Gives each draft its name and its key. Where two places share a wire name, the later one says its place.
fn named(drafts: Vec<Draft>) -> Vec<OpField> {
    let mut seen: HashMap<String, usize> = HashMap::new();
    let mut words = Vec::with_capacity(drafts.len());
    let mut keys = Vec::with_capacity(drafts.len());
    for draft in &drafts {
        let wire = if draft.place == Place::WholeBody { "body" } else { &draft.wire };
        let again = seen.contains_key(wire);
        *seen.entry(wire.to_owned()).or_default() += 1;
        let place = place_word(&draft.place);
        words.push(if again { format!("{place} {wire}") } else { wire.to_owned() });
        keys.push(if again { format!("{place}.{wire}") } else { wire.to_owned() });
    }
    let wires: Vec<&str> = words.iter().map(String::as_str).collect();
    let names: Vec<FieldName> = Scope::new(CALL_METHODS).claim_all(&wires);
    let fields = drafts.into_iter().zip(names).zip(keys).map(|((draft, name), key)| OpField {
        wire: draft.wire,
        key,
        name,
        ty: draft.ty,
        docs: draft.docs,
        origin: draft.origin,
        place: draft.place,
        required: draft.required,
        nullable: draft.nullable,
        secret: draft.secret,
        deprecated: draft.deprecated,
        clear_with_empty: draft.clear_with_empty,
    });
    fields.collect()
}

fn place_word(place: &Place) -> &'static str {
    match place {
        Place::Path { .. } => "path",
        Place::Query { .. } => "query",
        Place::Header { .. } => "header",
        Place::Cookie => "cookie",
        Place::BodyMember { .. } | Place::WholeBody => "body",
    }
}

/// Whether the slashes of a path parameter stay (GitHub marks such with `x-multi-segment`).
fn is_multi_segment(parameter: &Parameter) -> bool {
    let marked = parameter.extensions.get("x-multi-segment") == Some(&Value::Bool(true));
    marked || (parameter.allow_reserved && parameter.style == Style::Simple)
}

/// What the client can read: the media type of every answer, each once, in document order.
fn accept(operation: &Operation) -> String {
    let mut all: Vec<String> = Vec::new();
    for response in &operation.responses {
        if let Some((media, coding)) = preferred(&response.content) {
            let name = media_type(&media.name, coding);
            let name = if media.name.contains('*') { media.name.clone() } else { name };
            if !all.contains(&name) {
                all.push(name);
            }
        }
    }
    if all.is_empty() { "*/*".to_owned() } else { all.join(", ") }
}

/// A media type that can be sent: wildcards name no format.
fn media_type(declared: &str, coding: Media) -> String {
    match declared {
        "" | "*/*" | "application/*" if coding == Media::Bytes => "application/octet-stream".to_owned(),
        "" | "*/*" | "application/*" => "application/json".to_owned(),
        "multipart/*" => "multipart/form-data".to_owned(),
        other => other.chars().filter(|c| c.is_ascii_graphic() || *c == ' ').collect(),
    }
}
