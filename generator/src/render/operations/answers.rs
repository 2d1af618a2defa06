//! Enums over the answers of a call, and the types of success and failure.

use crate::ir::{AnswerContent, AnswerEnum, Docs, Operation, Outcome};
use crate::render::text::Code;
use crate::render::ty::Types;
use crate::render::types::about;

/// The enum that the operation's own file prints.
pub(super) fn owned(outcome: &Outcome) -> Option<&AnswerEnum> {
    match outcome {
        Outcome::Cases(cases) if cases.owner => Some(cases),
        _ => None,
    }
}

/// The enum, whoever prints it.
pub(super) fn cases(outcome: &Outcome) -> Option<&AnswerEnum> {
    match outcome {
        Outcome::Cases(cases) => Some(cases),
        Outcome::Undeclared | Outcome::Single(_) => None,
    }
}

/// An enum with a case per answer.
pub(in crate::render) fn answer_enum(code: &mut Code, types: &mut Types<'_>, op: &Operation, cases: &AnswerEnum) {
    let streams = |content: &AnswerContent| matches!(content, AnswerContent::Bytes | AnswerContent::EventStream(_));
    let plain = !cases.cases.iter().any(|case| streams(&case.content));
    code.blank();
    code.doc(&format!("What `{}` answers.", op.name));
    code.put(if plain { "#[derive(Clone, PartialEq, Debug)]" } else { "#[derive(Debug)]" });
    code.open(format_args!("pub enum {} {{", cases.name));
    for (at, case) in cases.cases.iter().enumerate() {
        about(code, &said(op, cases, at), false);
        match &case.content {
            AnswerContent::Empty => code.line(format_args!("{},", case.name)),
            content => {
                let ty = content_type(types, content);
                code.line(format_args!("{}({ty}),", case.name));
            }
        }
    }
    code.close("}");
}

/// What the vendor says of a case.
fn said(op: &Operation, cases: &AnswerEnum, at: usize) -> Docs {
    let success = matches!(&op.output, Outcome::Cases(output) if output.name == cases.name);
    let answer = op.answers.iter().find(|answer| answer.case == at && answer.success == success);
    answer.map(|answer| answer.docs.clone()).unwrap_or_default()
}

/// The type of success or failure, as text.
pub(in crate::render) fn outcome<'a>(types: &mut Types<'a>, outcome: &'a Outcome) -> String {
    match outcome {
        Outcome::Undeclared => {
            types.imports.runtime("Untyped");
            "Untyped".to_owned()
        }
        Outcome::Single(content) => content_type(types, content),
        Outcome::Cases(cases) => {
            types.imports.local(cases.name.as_str());
            cases.name.to_string()
        }
    }
}

/// The names of the operation's answer enums.
pub(in crate::render) fn answer_names(op: &Operation) -> impl Iterator<Item = &AnswerEnum> {
    [&op.output, &op.error].into_iter().filter_map(owned)
}

fn content_type(types: &mut Types<'_>, content: &AnswerContent) -> String {
    match content {
        AnswerContent::Empty => "()".to_owned(),
        AnswerContent::Json(ty) => types.name(ty),
        AnswerContent::Text => "String".to_owned(),
        AnswerContent::Bytes => {
            types.imports.runtime("Download");
            "Download".to_owned()
        }
        AnswerContent::EventStream(ty) => {
            types.imports.runtime("Events");
            format!("Events<{}>", types.name(ty))
        }
    }
}
