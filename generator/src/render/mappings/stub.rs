//! The file that a person fills in: written once, then only added to.

use super::signature::{arguments, head, output};
use super::{MappingForm, Sheet};
use crate::ir::mapping::{MappingBody, MappingMethod, MappingTrait, Mappings, RootMapping, TraitId};
use crate::ir::{Api, Ty};
use crate::render::docs;
use crate::render::package::{View, fill};
use crate::render::text::literal;
use crate::render::ty::qualified;
use minijinja::Value;

/// The stubs of mappings, whole or in parts.
pub struct Stubs<'a> {
    mappings: &'a Mappings,
    apis: &'a [&'a Api],
    form: &'a MappingForm,
    /// How human files name the traits: `mappings`.
    root: &'a str,
}

impl<'a> Stubs<'a> {
    /// `root` is the path that the traits are at.
    pub fn new(mappings: &'a Mappings, apis: &'a [&'a Api], form: &'a MappingForm, root: &'a str) -> Self {
        Self { mappings, apis, form, root }
    }

    fn sheet(&self) -> Sheet<'a> {
        Sheet { mappings: self.mappings, apis: self.apis, form: self.form }
    }

    /// The whole file.
    pub fn file(&self, root: &RootMapping) -> String {
        let sheet = self.sheet();
        let mut traits: Vec<TraitId> = Vec::new();
        for (id, _) in &root.reaches {
            if !traits.contains(id) {
                traits.push(*id);
            }
        }
        let made = &self.mappings.traits[root.root.0];
        let names: Vec<&str> = traits.iter().map(|id| self.mappings.traits[id.0].name.as_str()).collect();
        let mut imports = String::new();
        crate::render::imports::list(self.root, &names, &mut imports);
        let impls: Vec<String> =
            traits.iter().map(|id| self.implementation(*id, &mapper(made.name.as_str()), false)).collect();
        let sources: Vec<_> = made.sources.iter().map(|source| docs::code(&sheet.foreign(&source.ty))).collect();
        let view = View::from([
            ("mapping", root.name.as_str().into()),
            ("from", sources.join(" and ").into()),
            ("to", docs::code(&sheet.foreign(&made.target)).into()),
            ("imports", imports.into()),
            ("mapper", mapper(made.name.as_str()).into()),
            ("impls", Value::from(impls)),
        ]);
        fill(include_str!("../../../templates/mapping.rs.j2"), view)
    }

    /// `impl Trait for Type`, with a method for each open field; the trait by its whole path where it is not imported.
    pub fn implementation(&self, id: TraitId, on: &str, by_path: bool) -> String {
        let made = &self.mappings.traits[id.0];
        let open = self.open(id);
        let path = if by_path { format!("{}::", self.root) } else { String::new() };
        let head = format!("impl {path}{} for {on} {{", made.name);
        if open.is_empty() {
            return head + "}";
        }
        let methods: Vec<_> = open.iter().map(|method| self.method(made, method)).collect();
        format!("{head}\n{}\n}}", methods.join("\n\n"))
    }

    /// What a method gives, by the API of a version.
    pub fn output_of(&self, made: &MappingTrait, method: &MappingMethod, api: &Api) -> String {
        self.type_of(made.target.vendor, &method.ty, api)
    }

    /// A type of a vendor's, by the API of a version.
    pub fn type_of(&self, vendor: usize, ty: &Ty, api: &Api) -> String {
        qualified(api, &self.sheet().root(vendor), ty)
    }

    /// The methods without a body of their own.
    pub fn open(&self, id: TraitId) -> Vec<&'a MappingMethod> {
        self.mappings.traits[id.0].methods.iter().filter(|method| matches!(method.body, MappingBody::Open)).collect()
    }

    /// An open method, indented as in an `impl`, without a line end.
    pub fn method(&self, made: &MappingTrait, method: &MappingMethod) -> String {
        let sheet = self.sheet();
        let lead = if method.is_async { "async fn" } else { "fn" };
        let output = format!("intertie::map::Result<{}>", output(&sheet, made, method));
        let head = head(&format!("{lead} {}", method.name), &arguments(&sheet, made), &output, " {", 4);
        let mut comments = String::new();
        for candidate in &method.candidates {
            let hint = candidate.hint.as_ref().map_or(String::new(), |hint| format!(", see {hint}"));
            let line = format!("        // {} {}{hint}\n", docs::plain_line(&candidate.path), candidate.score);
            comments.push_str(&line);
        }
        let body = Self::matched(&sheet, made, method)
            .unwrap_or_else(|| format!("        todo!({})", literal(&format!("{}: decide", method.wire))));
        format!("    {head} {{\n{comments}{body}\n    }}")
    }

    /// For an enum whose likeliest source is one, too: a match with an arm for each value.
    fn matched(sheet: &Sheet<'_>, made: &MappingTrait, method: &MappingMethod) -> Option<String> {
        let first = method.candidates.first()?;
        let crate::ir::mapping::Conversion::Enum(pairs) = &first.way.conversion else { return None };
        let source = &made.sources[first.way.source];
        let reached = super::reach::reach(source.name.as_str(), &first.way.steps);
        if reached.optional || first.way.steps.iter().any(|step| step.access == crate::ir::mapping::Access::Items) {
            return None;
        }
        let from = super::body::variants(sheet, source.ty.vendor, &first.way.ty);
        let to = super::body::variants(sheet, made.target.vendor, &method.ty);
        let arm = |(at, variant): (usize, &String)| {
            let pair = pairs.iter().find(|(a, _)| *a == at).and_then(|(_, b)| to.get(*b));
            let value =
                pair.map_or_else(|| format!("todo!({})", literal("no value has this name")), |to| format!("Ok({to})"));
            format!("            {variant} => {value},\n")
        };
        let arms: String = from.iter().enumerate().map(arm).collect();
        // By its name, not by `_`: when the vendor adds a value, the compiler asks for its arm here.
        let (of, _) = from.first()?.rsplit_once("::")?;
        let other = format!(
            "            {of}::Other(value) => todo!(\"a value that the document does not list: {{value:?}}\"),\n"
        );
        Some(format!("        match &{} {{\n{arms}{other}        }}", reached.expr))
    }
}

/// The name of the struct that implements a mapping.
pub fn mapper(trait_name: &str) -> String {
    format!("{trait_name}Mapper")
}
