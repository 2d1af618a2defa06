//! Parameters by OpenAPI's styles.

use crate::Value;
use crate::mock::coerce::{Raw, coerce};
use crate::mock::contract::{Parameter, Place};
use crate::mock::form;
use crate::mock::incoming::{Incoming, Problem};
use crate::mock::shape::Shape;
use crate::percent::{decoded, form_decoded};
use crate::spec::Style;

/// Where parameters are read from.
pub(super) struct Sources<'r> {
    pub(super) path: &'r [(String, String)],
    pub(super) query: &'r [(String, String)],
    pub(super) request: &'r Incoming,
}

impl Sources<'_> {
    /// The value of a parameter, if it is there.
    pub(super) fn read(&self, root: &Value, parameter: &Parameter, problems: &mut Vec<Problem>) -> Option<Value> {
        let shape = Shape::of(root, parameter.schema.as_ref());
        if parameter.json {
            let text = self.text(parameter)?;
            return Some(serde_json::from_str(&text).unwrap_or_else(|error| {
                let at = format!("{}.{}", parameter.place.name(), parameter.name);
                problems.push(Problem::new(at, "json", format!("this is no JSON: {error}")));
                Value::String(text)
            }));
        }
        let raw = match parameter.place {
            Place::Path => path_value(self.path(parameter)?, parameter, &shape),
            Place::Query => self.query_value(parameter, &shape)?,
            Place::Header => header_value(self.request.header(&parameter.name)?, parameter, &shape),
            Place::Cookie => Raw::Text(self.cookie(&parameter.name)?),
        };
        Some(coerce(&raw, &shape))
    }

    /// The text of a parameter that is one piece.
    fn text(&self, parameter: &Parameter) -> Option<String> {
        match parameter.place {
            Place::Path => self.path(parameter).map(decoded),
            Place::Query => {
                self.query.iter().find(|(name, _)| *name == parameter.name).map(|(_, text)| form_decoded(text))
            }
            Place::Header => self.request.header(&parameter.name).map(str::to_owned),
            Place::Cookie => self.cookie(&parameter.name),
        }
    }

    fn path(&self, parameter: &Parameter) -> Option<&str> {
        self.path.iter().find(|(name, _)| *name == parameter.name).map(|(_, text)| text.as_str())
    }

    fn cookie(&self, name: &str) -> Option<String> {
        let cookies = self.request.headers.get_all(http::header::COOKIE).iter().filter_map(|text| text.to_str().ok());
        let mut all = cookies.flat_map(|text| text.split(';')).filter_map(|pair| pair.trim().split_once('='));
        all.find(|(known, _)| *known == name).map(|(_, value)| decoded(value.trim_matches('"')))
    }

    fn query_value(&self, parameter: &Parameter, shape: &Shape<'_>) -> Option<Raw> {
        let exact: Vec<&str> =
            self.query.iter().filter(|(name, _)| *name == parameter.name).map(|(_, text)| text.as_str()).collect();
        let kinds = shape.kinds();
        if exact.is_empty() {
            return self.brackets(&parameter.name).or_else(|| {
                let spread = parameter.style == Style::Form && parameter.explode && kinds.object;
                spread.then(|| self.spread(shape)).flatten()
            });
        }
        let repeated = || match exact[..] {
            [one] => Raw::Text(form_decoded(one)),
            _ => Raw::List(exact.iter().map(|text| Raw::Text(form_decoded(text))).collect()),
        };
        if parameter.explode || !(kinds.array || kinds.object) {
            return Some(match repeated() {
                text @ Raw::Text(_) if kinds.array && !kinds.string => Raw::List(vec![text]),
                other => other,
            });
        }
        let delimiters: &[&str] = match parameter.style {
            Style::SpaceDelimited => &["%20", "+"],
            Style::PipeDelimited => &["|", "%7C", "%7c"],
            Style::TabDelimited => &["%09"],
            Style::Simple | Style::Label | Style::Matrix | Style::Form | Style::DeepObject => &[","],
        };
        let pieces: Vec<String> = exact.iter().flat_map(|text| split(text, delimiters)).map(form_decoded).collect();
        Some(if kinds.array { texts(pieces) } else { alternating(pieces) })
    }

    /// `name[a][b]=c`.
    fn brackets(&self, name: &str) -> Option<Raw> {
        let own = self.query.iter().filter(|(key, _)| {
            let rest = key.strip_prefix(name);
            rest.is_some_and(|rest| rest.starts_with('['))
        });
        // The name may have brackets itself.
        let own = own.map(|(key, value)| (format!("x{}", &key[name.len()..]), form_decoded(value)));
        form::tree(own).into_iter().next().map(|(_, raw)| raw)
    }

    /// The members of an object that stand in the query by themselves.
    fn spread(&self, shape: &Shape<'_>) -> Option<Raw> {
        let own = self.query.iter().filter(|(name, _)| shape.has_member(name));
        let members = form::tree(own.map(|(name, value)| (name.clone(), form_decoded(value))));
        (!members.is_empty()).then_some(Raw::Members(members))
    }
}

fn path_value(raw: &str, parameter: &Parameter, shape: &Shape<'_>) -> Raw {
    let kinds = shape.kinds();
    let (array, object) = (kinds.array && !kinds.string, kinds.object && !kinds.string && !kinds.array);
    let (body, delimiter) = match parameter.style {
        Style::Label => (raw.strip_prefix('.').unwrap_or(raw), if parameter.explode { "." } else { "," }),
        Style::Matrix => {
            let body = raw.strip_prefix(';').unwrap_or(raw);
            let named = format!("{}=", parameter.name);
            if parameter.explode && array {
                let items = body.split(';').map(|piece| decoded(piece.strip_prefix(&named).unwrap_or(piece)));
                return texts(items.collect());
            }
            (body.strip_prefix(&named).unwrap_or(body), if parameter.explode { ";" } else { "," })
        }
        _ => (raw, ","),
    };
    if array {
        return texts(body.split(delimiter).map(decoded).collect());
    }
    if object {
        let pieces = body.split(delimiter).map(decoded).collect();
        return if parameter.explode { equalities(pieces) } else { alternating(pieces) };
    }
    Raw::Text(decoded(body))
}

fn header_value(text: &str, parameter: &Parameter, shape: &Shape<'_>) -> Raw {
    let kinds = shape.kinds();
    let pieces = || text.split(',').map(|piece| piece.trim().to_owned()).collect();
    if kinds.array && !kinds.string {
        texts(pieces())
    } else if kinds.object && !kinds.string {
        if parameter.explode { equalities(pieces()) } else { alternating(pieces()) }
    } else {
        Raw::Text(text.to_owned())
    }
}

fn split<'t>(text: &'t str, delimiters: &[&str]) -> Vec<&'t str> {
    let mut pieces = vec![text];
    for delimiter in delimiters {
        pieces = pieces.into_iter().flat_map(|piece| piece.split(delimiter)).collect();
    }
    pieces
}

fn texts(pieces: Vec<String>) -> Raw {
    Raw::List(pieces.into_iter().map(Raw::Text).collect())
}

/// `a,1,b,2`.
fn alternating(pieces: Vec<String>) -> Raw {
    let mut pieces = pieces.into_iter();
    let mut members = Vec::new();
    while let Some(name) = pieces.next() {
        members.push((name, Raw::Text(pieces.next().unwrap_or_default())));
    }
    Raw::Members(members)
}

/// `a=1,b=2`.
fn equalities(pieces: Vec<String>) -> Raw {
    let members = pieces.into_iter().map(|piece| {
        let (name, value) = piece.split_once('=').unwrap_or((&piece, ""));
        (name.to_owned(), Raw::Text(value.to_owned()))
    });
    Raw::Members(members.collect())
}
