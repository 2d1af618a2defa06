//! An [`Api`] as stable text: what fixtures compare and `intertie dump --stage ir` prints.

mod policy;

use super::{
    AnswerContent, Api, Branch, Field, IntTy, Kinds, OpField, Operation, Outcome, Place, Ty, TypeDef, TypeKind,
};
use crate::document::Status;
use std::fmt::{self, Display, Formatter};

/// The whole IR, one line per type, member, operation, field and answer.
pub fn dump(api: &Api) -> String {
    Dump(api).to_string()
}

/// A type as the dump shows it.
pub fn ty(api: &Api, ty: &Ty) -> String {
    TyText { api, ty }.to_string()
}

struct Dump<'a>(&'a Api);

impl Display for Dump<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let api = self.0;
        writeln!(f, "api {} {:?} version {:?} ({:?})", api.name, api.title, api.version, api.dialect)?;
        for server in &api.servers {
            let name = if server.name.is_empty() { String::new() } else { format!("{} ", server.name) };
            writeln!(f, "server {name}{:?} {:?}", server.url, server.variables)?;
        }
        for scheme in &api.security_schemes {
            writeln!(f, "scheme {:?} {:?}", scheme.name, scheme.kind)?;
        }
        if !api.security.is_empty() {
            writeln!(f, "security {:?}", api.security)?;
        }
        policy::dump(f, &api.policy)?;
        for rule in &api.paging {
            writeln!(f, "paging {:?} items {:?} of {:?}", rule.next, rule.items, rule.operations)?;
        }
        for def in &api.types {
            self.type_def(f, def)?;
        }
        for operation in &api.operations {
            self.operation(f, operation)?;
        }
        for event in &api.events {
            write!(f, "event {} {:?}", event.variant, event.name)?;
            if let Some(ty) = &event.body {
                write!(f, ": {}", self.ty(ty))?;
            }
            match event.callback_of {
                Some(at) => writeln!(f, " called back by {}", api.operations[at].name)?,
                None => writeln!(f)?,
            }
        }
        let generated = api.generated_operations();
        writeln!(f, "operations {generated} of {} ({} sliced out)", api.declared_operations, api.sliced_out)?;
        api.dropped.iter().try_for_each(|(what, why)| writeln!(f, "dropped {what}: {why}"))
    }
}

impl<'a> Dump<'a> {
    fn ty(&self, ty: &'a Ty) -> TyText<'a> {
        TyText { api: self.0, ty }
    }

    fn type_def(&self, f: &mut Formatter<'_>, def: &'a TypeDef) -> fmt::Result {
        let module = &self.0.modules[def.module];
        let gate = module.feature.as_deref().map(|feature| format!(" feature {feature}")).unwrap_or_default();
        let word = match &def.kind {
            TypeKind::Struct(found) if found.default => "struct (default)",
            TypeKind::Struct(_) => "struct",
            TypeKind::Enum(_) => "enum",
            TypeKind::Union(_) => "union",
            TypeKind::Tuple(_) => "tuple",
            TypeKind::Alias(_) => "alias",
        };
        let deprecated = if def.deprecated { " deprecated" } else { "" };
        writeln!(f, "{word} {} in {}{gate}{deprecated} {}", def.name, module.name, def.origin)?;
        match &def.kind {
            TypeKind::Struct(found) => {
                found.fields.iter().try_for_each(|field| self.field(f, field))?;
                found.rest.iter().try_for_each(|rest| writeln!(f, "  .. {}: {}", rest.name, self.ty(&rest.ty)))
            }
            TypeKind::Enum(found) => {
                found.variants.iter().try_for_each(|variant| writeln!(f, "  {} = {}", variant.name, variant.wire))
            }
            TypeKind::Union(found) => {
                found.discriminator.iter().try_for_each(|by| writeln!(f, "  by {by:?}"))?;
                found.branches.iter().try_for_each(|branch| self.branch(f, branch))
            }
            TypeKind::Tuple(found) => {
                found.items.iter().try_for_each(|ty| writeln!(f, "  {}", self.ty(ty)))?;
                found.rest.iter().try_for_each(|ty| writeln!(f, "  .. {}", self.ty(ty)))
            }
            TypeKind::Alias(ty) => writeln!(f, "  {}", self.ty(ty)),
        }
    }

    fn field(&self, f: &mut Formatter<'_>, field: &'a Field) -> fmt::Result {
        write!(f, "  {} {:?}: {}", field.name, field.wire, self.ty(&field.ty))?;
        field.constant.iter().try_for_each(|value| write!(f, " always {value}"))?;
        flags(f, field.required, field.nullable, field.secret, field.deprecated, field.clear_with_empty)
    }

    fn branch(&self, f: &mut Formatter<'_>, branch: &'a Branch) -> fmt::Result {
        write!(f, "  {}({}) {}", branch.name, self.ty(&branch.ty), kinds(branch.kinds))?;
        if !branch.tags.is_empty() {
            write!(f, " tags {:?}", branch.tags)?;
        }
        if !branch.constants.is_empty() {
            write!(f, " constants {:?}", branch.constants)?;
        }
        if !branch.unique.is_empty() {
            write!(f, " unique {:?}", branch.unique)?;
        }
        writeln!(f)
    }

    fn operation(&self, f: &mut Formatter<'_>, operation: &'a Operation) -> fmt::Result {
        let group = &self.0.groups[operation.group].name;
        let (method, path) = (operation.method.as_str(), &operation.path);
        write!(f, "operation {} {group}.{} {method} {path} {:?}", operation.name, operation.method_name, operation.id)?;
        write!(f, "{}", on(operation.deprecated, " deprecated"))?;
        operation.variant_of.iter().try_for_each(|&main| write!(f, " beside {}", self.0.operations[main].name))?;
        writeln!(f)?;
        operation.fixed_query.iter().try_for_each(|(name, value)| writeln!(f, "  fixed {name}={value:?}"))?;
        operation.fields.iter().try_for_each(|field| self.op_field(f, field))?;
        if let Some(body) = &operation.body {
            let required = if body.required { " required" } else { "" };
            write!(f, "  body {:?} {:?}{required}", body.media_type, body.coding)?;
            let choices = &body.choices;
            choices.iter().try_for_each(|c| write!(f, " {} {:?} {:?}", c.method, c.media_type, c.coding))?;
            writeln!(f, " {:?}", body.alternatives)?;
        }
        for answer in &operation.answers {
            let side = if answer.success { "ok" } else { "error" };
            let status = status(answer.status);
            write!(f, "  answer {status} {side} case {} {}", answer.case, self.content(&answer.content))?;
            answer.alternatives.iter().try_for_each(|media| write!(f, " or {media:?}"))?;
            for header in &answer.headers {
                let required = on(header.required, " required");
                write!(f, " header {:?}: {}{required}", header.wire, self.ty(&header.ty))?;
            }
            writeln!(f)?;
        }
        self.outcome(f, "output", &operation.output)?;
        self.outcome(f, "error", &operation.error)?;
        if let Some(headers) = &operation.headers {
            let fields = headers.fields.iter().map(|field| format!("{}: {}", field.name, self.ty(&field.ty)));
            writeln!(f, "  headers {} {}", headers.name, fields.collect::<Vec<_>>().join(", "))?;
        }
        writeln!(f, "  accept {:?}", operation.accept)?;
        for server in &operation.servers {
            writeln!(f, "  server {:?}", server.url)?;
        }
        operation.security.iter().try_for_each(|security| writeln!(f, "  security {security:?}"))?;
        let Some(paging) = &operation.paging else { return Ok(()) };
        writeln!(f, "  pages of {} at {:?}: {:?}", self.ty(&paging.item), paging.items, paging.next)
    }

    fn op_field(&self, f: &mut Formatter<'_>, field: &'a OpField) -> fmt::Result {
        write!(f, "  {} {:?} {}: {}", field.name, field.key, place(&field.place), self.ty(&field.ty))?;
        field.constant.iter().try_for_each(|value| write!(f, " always {value}"))?;
        flags(f, field.required, field.nullable, field.secret, field.deprecated, field.clear_with_empty)
    }

    fn content(&self, content: &'a AnswerContent) -> String {
        match content {
            AnswerContent::Empty => "()".to_owned(),
            AnswerContent::Json(ty) => self.ty(ty).to_string(),
            AnswerContent::Text => "text".to_owned(),
            AnswerContent::Bytes => "bytes".to_owned(),
            AnswerContent::EventStream(ty) => format!("events of {}", self.ty(ty)),
        }
    }

    fn outcome(&self, f: &mut Formatter<'_>, side: &str, outcome: &'a Outcome) -> fmt::Result {
        match outcome {
            Outcome::Undeclared => Ok(()),
            Outcome::Single(content) => writeln!(f, "  {side} {}", self.content(content)),
            Outcome::Cases(cases) => {
                let all = cases.cases.iter().map(|c| format!("{}({})", c.name, self.content(&c.content)));
                writeln!(f, "  {side} {} {}", cases.name, all.collect::<Vec<_>>().join(" | "))
            }
        }
    }
}

struct TyText<'a> {
    api: &'a Api,
    ty: &'a Ty,
}

impl Display for TyText<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let inner = |ty| TyText { api: self.api, ty };
        match self.ty {
            Ty::Int(IntTy::I32) => f.write_str("i32"),
            Ty::Int(IntTy::I64) => f.write_str("i64"),
            Ty::Int(IntTy::U32) => f.write_str("u32"),
            Ty::Int(IntTy::U64) => f.write_str("u64"),
            Ty::Int(IntTy::I128) => f.write_str("i128"),
            Ty::Option(ty) => write!(f, "Option<{}>", inner(ty)),
            Ty::Field(ty) => write!(f, "Field<{}>", inner(ty)),
            Ty::List(ty) => write!(f, "Vec<{}>", inner(ty)),
            Ty::Map(ty) => write!(f, "Map<{}>", inner(ty)),
            Ty::Boxed(ty) => write!(f, "Box<{}>", inner(ty)),
            Ty::Named(id) => write!(f, "{}", self.api.type_def(*id).name),
            plain => write!(f, "{plain:?}"),
        }
    }
}

fn flags(
    f: &mut Formatter<'_>,
    required: bool,
    nullable: bool,
    secret: bool,
    deprecated: bool,
    clear_with_empty: bool,
) -> fmt::Result {
    let all = [
        (required, "required"),
        (nullable, "nullable"),
        (secret, "secret"),
        (deprecated, "deprecated"),
        (clear_with_empty, "clear-with-empty"),
    ];
    all.iter().filter(|(set, _)| *set).try_for_each(|(_, word)| write!(f, " {word}"))?;
    writeln!(f)
}

fn kinds(kinds: Kinds) -> String {
    let all = [
        (kinds.boolean, "boolean"),
        (kinds.integer, "integer"),
        (kinds.number, "number"),
        (kinds.string, "string"),
        (kinds.array, "array"),
        (kinds.object, "object"),
    ];
    all.iter().filter(|(set, _)| *set).map(|(_, word)| *word).collect::<Vec<_>>().join("|")
}

fn place(place: &Place) -> String {
    match place {
        Place::Path { style, explode, multi_segment } => {
            format!("path {style:?}{}{}", on(*explode, " explode"), on(*multi_segment, " multi-segment"))
        }
        Place::Query { style, explode, allow_reserved, json } => {
            let flags = [on(*explode, " explode"), on(*allow_reserved, " reserved"), on(*json, " json")].concat();
            format!("query {style:?}{flags}")
        }
        Place::Header { json } => format!("header{}", on(*json, " json")),
        Place::Cookie => "cookie".to_owned(),
        Place::BodyMember { encoding } => {
            let style = encoding.style.map(|s| format!(" {s:?}")).unwrap_or_default();
            let media = encoding.content_type.as_deref().map(|m| format!(" as {m:?}")).unwrap_or_default();
            format!("body{style}{media}")
        }
        Place::WholeBody => "whole body".to_owned(),
        Place::MediaType => "media type".to_owned(),
    }
}

fn on(set: bool, word: &'static str) -> &'static str {
    if set { word } else { "" }
}

fn status(status: Status) -> String {
    match status {
        Status::Code(code) => code.to_string(),
        Status::Range(range) => format!("{range}XX"),
        Status::Default => "default".to_owned(),
    }
}
