//! Types in Rust text, what they must import, and how a caller passes a value of one.

use super::imports::Imports;
use crate::ir::{Api, IntTy, Ty, TypeId};

/// How types of one file are written: collects what the file must import.
pub(super) struct Types<'a> {
    pub(super) api: &'a Api,
    pub(super) imports: Imports<'a>,
}

impl<'a> Types<'a> {
    /// For a file that imports nothing yet.
    pub(super) fn new(api: &'a Api) -> Self {
        Self { api, imports: Imports::default() }
    }

    /// The type as a reader likes it.
    pub(super) fn name(&mut self, ty: &Ty) -> String {
        let mut out = String::new();
        self.write(ty, &mut out);
        out
    }

    fn write(&mut self, ty: &Ty, out: &mut String) {
        match ty {
            Ty::Named(id) => out.push_str(self.named(*id)),
            Ty::Option(item) => self.wrap("Option", item, out),
            Ty::List(item) => self.wrap("Vec", item, out),
            Ty::Boxed(item) => self.wrap("Box", item, out),
            Ty::Field(item) => {
                self.imports.runtime("Field");
                self.wrap("Field", item, out);
            }
            Ty::Map(item) => {
                self.imports.runtime("Map");
                self.wrap("Map", item, out);
            }
            leaf => match leaf_name(leaf) {
                Leaf::Std(name) => out.push_str(name),
                Leaf::Runtime(name) => {
                    self.imports.runtime(name);
                    out.push_str(name);
                }
            },
        }
    }

    fn wrap(&mut self, outer: &str, item: &Ty, out: &mut String) {
        out.push_str(outer);
        out.push('<');
        self.write(item, out);
        out.push('>');
    }

    /// The name of a type of the crate, imported.
    pub(super) fn named(&mut self, id: TypeId) -> &'a str {
        let name = self.api.type_def(id).name.as_str();
        self.imports.local(name);
        name
    }

    /// How a caller passes a value of `ty`, named `name`.
    pub(super) fn argument(&mut self, ty: &Ty, name: &str) -> Argument {
        match self.plain(ty) {
            Ty::Field(_) => Argument::into(&self.name(ty), name),
            Ty::Option(item) => {
                let inner = self.argument(&item.clone(), name);
                Argument { ty: inner.ty, value: inner.value.wrapped("Some") }
            }
            Ty::Boxed(item) => {
                let inner = self.argument(&item.clone(), name);
                Argument { ty: inner.ty, value: inner.value.wrapped("Box::new") }
            }
            Ty::List(item) => self.list(&item.clone(), name),
            Ty::Map(item) => self.map(&item.clone(), name),
            Ty::Unit => Argument { ty: "()".to_owned(), value: Expr::plain(name) },
            plain if is_exact(plain) => Argument { ty: self.name(ty), value: Expr::plain(name) },
            _ => Argument::into(&self.name(ty), name),
        }
    }

    fn list(&mut self, item: &Ty, name: &str) -> Argument {
        let text = self.name(item);
        if is_exact(self.plain(item)) {
            let calls = vec![".into_iter()".to_owned(), ".collect()".to_owned()];
            return Argument { ty: format!("impl IntoIterator<Item = {text}>"), value: Expr::chain(name, calls) };
        }
        let calls = [".into_iter()", ".map(Into::into)", ".collect()"].map(str::to_owned).to_vec();
        Argument { ty: format!("impl IntoIterator<Item = impl Into<{text}>>"), value: Expr::chain(name, calls) }
    }

    fn map(&mut self, item: &Ty, name: &str) -> Argument {
        let text = self.name(item);
        let exact = is_exact(self.plain(item));
        let (bound, value) = if exact { (text, "value") } else { (format!("impl Into<{text}>"), "value.into()") };
        let ty = format!("impl IntoIterator<Item = (impl Into<String>, {bound})>");
        let pair = format!(".map(|(key, value)| (key.into(), {value}))");
        let calls = vec![".into_iter()".to_owned(), pair, ".collect()".to_owned()];
        Argument { ty, value: Expr::chain(name, calls) }
    }

    /// The type behind aliases.
    fn plain<'t>(&self, ty: &'t Ty) -> &'t Ty
    where
        'a: 't,
    {
        self.api.plain(ty)
    }
}

/// The type as code outside of its crate writes it: without imports, the crate's types below `root`.
pub(super) fn qualified(api: &Api, root: &str, ty: &Ty) -> String {
    let wrap = |outer: &str, item: &Ty| format!("{outer}<{}>", qualified(api, root, item));
    match ty {
        Ty::Named(id) => format!("{root}::{}", api.type_def(*id).name),
        Ty::Option(item) => wrap("Option", item),
        Ty::List(item) => wrap("Vec", item),
        Ty::Boxed(item) => wrap("Box", item),
        Ty::Field(item) => wrap("intertie::Field", item),
        Ty::Map(item) => wrap("intertie::Map", item),
        leaf => match leaf_name(leaf) {
            Leaf::Std(name) => name.to_owned(),
            Leaf::Runtime(name) => format!("intertie::{name}"),
        },
    }
}

/// A parameter: its type, and the expression that makes the field's value of it.
pub(super) struct Argument {
    pub(super) ty: String,
    pub(super) value: Expr,
}

impl Argument {
    fn into(ty: &str, name: &str) -> Self {
        Self { ty: format!("impl Into<{ty}>"), value: Expr::chain(name, vec![".into()".to_owned()]) }
    }
}

/// A chain of calls, maybe in calls: `Some(items.into_iter().collect())`.
pub(super) struct Expr {
    wraps: Vec<&'static str>,
    start: String,
    calls: Vec<String>,
}

/// rustfmt breaks chains and arguments that are wider.
const CHAIN_WIDTH: usize = 60;

impl Expr {
    fn plain(name: &str) -> Self {
        Self::chain(name, Vec::new())
    }

    fn chain(name: &str, calls: Vec<String>) -> Self {
        Self { wraps: Vec::new(), start: name.to_owned(), calls }
    }

    fn wrapped(mut self, outer: &'static str) -> Self {
        self.wraps.insert(0, outer);
        self
    }

    /// Whether it is only the name.
    pub(super) fn is_plain(&self) -> bool {
        self.calls.is_empty() && self.wraps.is_empty()
    }

    /// The expression after `lead` (`self.x = `) and before `end`, as rustfmt breaks it at `margin`.
    pub(super) fn print(&self, lead: &str, end: &str, margin: usize) -> String {
        let chain = format!("{}{}", self.start, self.calls.concat());
        let wraps: String = self.wraps.iter().flat_map(|wrap| [wrap, "("]).collect();
        let ends = ")".repeat(self.wraps.len());
        let line = format!("{lead}{wraps}{chain}{ends}{end}");
        let narrow = self.calls.len() < 2 || chain.len() <= CHAIN_WIDTH;
        // A lead of several lines has its margin in it.
        let width = line.rsplit_once('\n').map_or(margin + line.len(), |(_, last)| last.len());
        if narrow && width <= super::text::WIDTH {
            return line;
        }
        let pad = " ".repeat(margin + 4);
        let moved = format!("{wraps}{chain}{ends}{end}");
        if narrow && margin + 4 + moved.len() <= super::text::WIDTH {
            return format!("{}\n{pad}{moved}", lead.trim_end());
        }
        let inner = if self.wraps.is_empty() { 0 } else { 4 };
        let deep = " ".repeat(margin + inner + 4);
        let calls: String = self.calls.iter().flat_map(|call| ["\n", &deep, call]).collect();
        let calls = if narrow { self.calls.concat() } else { calls };
        if self.wraps.is_empty() {
            return format!("{lead}{}{calls}{end}", self.start);
        }
        format!("{lead}{wraps}\n{pad}{}{calls},\n{}{ends}{end}", self.start, " ".repeat(margin))
    }
}

/// Types that a literal or variable has exactly: `Into` would only confuse (`1` would be an `i32`, and no `u32`).
fn is_exact(ty: &Ty) -> bool {
    matches!(ty, Ty::Bool | Ty::Int(IntTy::U32 | IntTy::U64) | Ty::F32)
}

enum Leaf {
    Std(&'static str),
    Runtime(&'static str),
}

fn leaf_name(ty: &Ty) -> Leaf {
    match ty {
        Ty::Bool => Leaf::Std("bool"),
        Ty::Int(IntTy::I32) => Leaf::Std("i32"),
        Ty::Int(IntTy::I64) => Leaf::Std("i64"),
        Ty::Int(IntTy::U32) => Leaf::Std("u32"),
        Ty::Int(IntTy::U64) => Leaf::Std("u64"),
        Ty::Int(IntTy::I128) => Leaf::Std("i128"),
        Ty::F64 => Leaf::Std("f64"),
        Ty::F32 => Leaf::Std("f32"),
        Ty::String => Leaf::Std("String"),
        Ty::Unit => Leaf::Std("()"),
        Ty::Secret => Leaf::Runtime("Secret"),
        Ty::Base64 => Leaf::Runtime("Base64"),
        Ty::File => Leaf::Runtime("File"),
        Ty::DateTime => Leaf::Runtime("DateTime"),
        Ty::Date => Leaf::Runtime("NaiveDate"),
        Ty::UnixTime => Leaf::Runtime("UnixTime"),
        Ty::Rfc2822 => Leaf::Runtime("Rfc2822"),
        Ty::Uuid => Leaf::Runtime("Uuid"),
        Ty::Decimal => Leaf::Runtime("Decimal"),
        Ty::Json => Leaf::Runtime("Value"),
        Ty::Option(_) | Ty::Field(_) | Ty::List(_) | Ty::Map(_) | Ty::Boxed(_) | Ty::Named(_) => {
            unreachable!("types that hold others are written by `Types::write`")
        }
    }
}
