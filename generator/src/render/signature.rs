//! Functions that take what is required: `new` of a struct and the method that calls it.

use super::text::{Code, literal};
use super::ty::{Argument, Types};
use crate::ir::{EnumValue, FieldName, Ty};
use proc_macro2::Literal;
use std::borrow::Cow;

/// More arguments than this and clippy wants to know why.
const MANY: usize = 7;

/// A field as an argument, or as what it is when nobody says.
pub(super) struct Parameter<'a> {
    pub(super) name: &'a str,
    /// `None`: nobody is asked for it.
    argument: Option<Argument>,
    /// The value when nobody says.
    absent: Cow<'static, str>,
}

impl<'a> Parameter<'a> {
    pub(super) fn new(types: &mut Types<'_>, name: &'a FieldName, ty: &Ty, required: bool) -> Self {
        let name = name.as_str();
        Self { name, argument: required.then(|| types.argument(ty, name)), absent: absent(ty).into() }
    }

    /// A field that has always the same value.
    pub(super) fn constant(name: &'a FieldName, value: &EnumValue) -> Self {
        let value = match value {
            EnumValue::String(text) => format!("{}.to_owned()", literal(text)),
            EnumValue::Integer(number) => Literal::i64_unsuffixed(*number).to_string(),
            EnumValue::Boolean(value) => value.to_string(),
        };
        Self { name: name.as_str(), argument: None, absent: value.into() }
    }
}

/// The value of a field that is not given.
fn absent(ty: &Ty) -> &'static str {
    match ty {
        Ty::Option(_) => "None",
        Ty::Field(_) => "Field::Absent",
        _ => "Default::default()",
    }
}

/// `pub fn new(id: impl Into<String>) -> Self { Self { .. } }`. With `default`, what is not required comes from
/// `Default`.
pub(super) fn constructor(code: &mut Code, parameters: &[Parameter<'_>], rest: Option<&str>, default: bool) {
    head(code, "new", "", parameters, "Self", parameters.iter().all(|p| p.argument.is_none()));
    if default {
        code.put("Self::default()");
        return code.close("}");
    }
    let margin = code.margin() + 4;
    let mut fields: Vec<String> = parameters.iter().map(|parameter| field(parameter, margin)).collect();
    fields.extend(rest.map(|rest| format!("{rest}: Map::new()")));
    let line = format!("Self {{ {} }}", fields.join(", "));
    // rustfmt's widest struct literal on one line.
    if fields.join(", ").len() <= 18 && line.len() <= code.room() {
        code.put(&line);
    } else {
        code.open(format_args!("Self {{"));
        for field in &fields {
            code.line(format_args!("{field},"));
        }
        code.close("}");
    }
    code.close("}");
}

fn field(parameter: &Parameter<'_>, margin: usize) -> String {
    let name = parameter.name;
    match &parameter.argument {
        None => format!("{name}: {}", parameter.absent),
        Some(argument) if argument.value.is_plain() => name.to_owned(),
        Some(argument) => argument.value.print(&format!("{name}: "), "", margin),
    }
}

/// `pub fn create(&self, id: impl Into<String>) -> Call<'c, Create> {`, opened.
pub(super) fn head(
    code: &mut Code,
    name: &str,
    receiver: &str,
    parameters: &[Parameter<'_>],
    output: &str,
    inline: bool,
) {
    let arguments = parameters.iter().filter_map(|p| Some((p.name, p.argument.as_ref()?)));
    let mut list: Vec<String> = arguments.map(|(name, argument)| format!("{name}: {}", argument.ty)).collect();
    if list.len() + usize::from(!receiver.is_empty()) > MANY {
        code.put("#[allow(clippy::too_many_arguments)]");
    }
    if inline {
        // Functions with `impl Into` are generic: they are inline by nature.
        code.put("#[inline]");
    }
    if !receiver.is_empty() {
        list.insert(0, receiver.to_owned());
    }
    let line = format!("pub fn {name}({}) -> {output} {{", list.join(", "));
    if line.len() <= code.room() {
        return code.open(format_args!("{line}"));
    }
    code.open(format_args!("pub fn {name}("));
    for argument in &list {
        code.line(format_args!("{argument},"));
    }
    code.close_open(&format!(") -> {output} {{"));
}

/// `Default` for a struct whose `new` asks for nothing, although it does fill in something.
pub(super) fn default_of_new(code: &mut Code, name: &str, parameters: &[Parameter<'_>]) {
    if parameters.iter().any(|parameter| parameter.argument.is_some()) {
        return;
    }
    code.blank();
    code.open(format_args!("impl Default for {name} {{"));
    code.open(format_args!("fn default() -> Self {{"));
    code.put("Self::new()");
    code.close("}");
    code.close("}");
}

/// The names of the arguments, to pass them on.
pub(super) fn names<'a>(parameters: &'a [Parameter<'a>]) -> Vec<&'a str> {
    parameters.iter().filter(|parameter| parameter.argument.is_some()).map(|parameter| parameter.name).collect()
}

/// Arguments that are passed on, on lines of their own: short ones share lines.
pub(super) fn passed(code: &mut Code, arguments: &[&str]) {
    const SHORT: usize = 10;
    if arguments.iter().any(|argument| argument.len() > SHORT) {
        return arguments.iter().for_each(|argument| code.line(format_args!("{argument},")));
    }
    let mut line = String::new();
    for argument in arguments {
        if !line.is_empty() && line.len() + argument.len() + 2 > code.room() {
            code.put(&line);
            line.clear();
        }
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(argument);
        line.push(',');
    }
    code.put(&line);
}
