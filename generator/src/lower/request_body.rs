//! The body of a request: which fields it adds, and how it is coded.

use super::bodies::{BodyCall, BodyShape};
use super::drafts::Draft;
use super::{Lower, docs, media};
use crate::diag::{Code, Diagnostic};
use crate::document::{Encoding, MediaType, Operation};
use crate::ir::names::Scope;
use crate::ir::{Body, BodyChoice, Docs, FnName, MemberEncoding, Place, Ty};
use crate::pointer::Pointer;
use crate::resolve::{Media, ShapeId, ShapeKind, Use};
use indexmap::IndexMap;

impl Lower<'_> {
    /// The body of one call of an operation; its fields go to `drafts`.
    pub(super) fn body(&mut self, operation: &Operation, call: &BodyCall<'_>, drafts: &mut Vec<Draft>) -> Body {
        let declared = operation.body.as_ref().unwrap_or_else(|| unreachable!("a call's body comes from a body"));
        let (media, coding) = (call.shape.media(), call.shape.coding());
        match &call.shape {
            BodyShape::Members { object, .. } => self.members(*object, coding, &encodings(call), drafts),
            BodyShape::Files { media } => drafts.push(self.files(media, declared.required)),
            BodyShape::Whole { value, .. } => {
                let draft = self.whole(value.as_ref(), coding, declared.required, media.origin.clone());
                drafts.push(Draft { docs: docs::text(declared.description.as_deref()), ..draft });
            }
        }
        let media_type = media::concrete(&media.name, coding);
        if !call.choices.is_empty() {
            drafts.push(Draft::media_type(&media_type, media.origin.clone()));
        }
        let others = declared.content.iter().filter(|other| other.name != media.name);
        Body {
            media_type,
            coding: media::body_coding(coding),
            required: declared.required,
            choices: vec![],
            alternatives: others.map(|other| other.name.clone()).collect(),
        }
    }

    /// Reports the media types of an operation's body that no call sends.
    pub(super) fn note_unsent(&mut self, unsent: &[&MediaType]) {
        for media in unsent {
            let message = format!("the body may also be `{}`, which no call sends", media.name);
            self.sink.report(Code::Ignored, &media.origin, message);
        }
    }

    /// The members of an inline object as fields of their own.
    fn members(
        &mut self,
        object: ShapeId,
        coding: Media,
        encoding: &IndexMap<String, Encoding>,
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
                docs: docs::member(schema.description.as_deref(), self.facts(&property.value), found.always()),
                origin: schema.origin.clone().unwrap_or_else(|| resolved.shapes[object].origin().clone()),
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
                constant: found.constant,
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
            constant: None,
        }
    }
}

/// The ways in which a call's body can be sent beside its first one, with the method that chooses each.
pub(super) fn choices(call: &BodyCall<'_>, scope: &mut Scope) -> Vec<BodyChoice> {
    let choice = |(found, coding): &(&MediaType, Media)| BodyChoice {
        media_type: media::concrete(&found.name, *coding),
        coding: media::body_coding(*coding),
        method: scope.claim::<FnName>(&format!("with {}", media::word(&found.name, *coding))),
    };
    call.choices.iter().map(choice).collect()
}

/// How each member is written in forms: by the first of the call's media types that says so.
fn encodings(call: &BodyCall<'_>) -> IndexMap<String, Encoding> {
    let all = std::iter::once(call.shape.media()).chain(call.choices.iter().map(|(media, _)| *media));
    let mut found = IndexMap::new();
    for (wire, encoding) in all.flat_map(|media| &media.encoding) {
        found.entry(wire.clone()).or_insert_with(|| encoding.clone());
    }
    found
}
