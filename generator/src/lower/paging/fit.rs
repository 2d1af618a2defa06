//! A rule, held against the request and the answer of an operation.

use super::way;
use crate::ir::{AnswerContent, Api, NextPage, OpField, Operation, Outcome, Paging, PagingRule, Place, Ty};

/// The rule as it is for this operation, or why it does not fit.
pub(super) fn fit(api: &Api, operation: &Operation, rule: &PagingRule) -> Result<Paging, String> {
    let output = output(operation)?;
    let items = match &rule.items {
        Some(pointer) => pointer.clone(),
        None => way::only_list(api, output)?,
    };
    let (way, item) = way::to_list(api, output, &items)?;
    let fit = Fit { api, operation, output, item: &item };
    let next = match &rule.next {
        NextPage::Cursor { param, cursor, more } => NextPage::Cursor {
            param: fit.param(param)?,
            cursor: fit.answer(cursor)?,
            more: fit.maybe(more.as_ref(), Fit::answer)?,
        },
        NextPage::LastId { param, id, more, back } => NextPage::LastId {
            param: fit.param(param)?,
            id: fit.id(id)?,
            more: fit.answer(more)?,
            // Not every list goes both ways.
            back: back.as_ref().and_then(|back| fit.param(back).ok()),
        },
        NextPage::Offset { param, limit, total } => NextPage::Offset {
            param: fit.param(param)?,
            limit: fit.maybe(limit.as_ref(), Fit::param)?,
            total: fit.maybe(total.as_ref(), Fit::answer)?,
        },
        NextPage::Page { param, first, limit, pages, links } => NextPage::Page {
            param: fit.param(param)?,
            first: *first,
            limit: fit.maybe(limit.as_ref(), Fit::param)?,
            pages: fit.maybe(pages.as_ref(), Fit::answer)?,
            links: fit.maybe(links.as_ref(), Fit::links)?,
        },
        NextPage::LinkHeader => fit.link(rule.operations.is_empty())?,
        NextPage::NextUrl { url } => NextPage::NextUrl { url: fit.answer(url)? },
    };
    Ok(Paging { items, way, item, next })
}

/// The one type of success.
fn output(operation: &Operation) -> Result<&Ty, String> {
    match &operation.output {
        Outcome::Single(AnswerContent::Json(ty)) => Ok(ty),
        Outcome::Single(_) | Outcome::Undeclared => Err("the answer has no declared JSON".to_owned()),
        Outcome::Cases(_) => Err("there are several answers of success".to_owned()),
    }
}

struct Fit<'a> {
    api: &'a Api,
    operation: &'a Operation,
    output: &'a Ty,
    item: &'a Ty,
}

impl Fit<'_> {
    /// The key of a request member, or a pointer into the body.
    fn param(&self, name: &String) -> Result<String, String> {
        let missing = || format!("the request has no member `{name}`");
        let Some((first, rest)) = way::split(name) else {
            let travels = |field: &&OpField| !matches!(field.place, Place::Path { .. } | Place::MediaType);
            let found = self.operation.fields.iter().filter(travels).find(|field| field.wire == *name);
            return found.map(|field| field.key.clone()).ok_or_else(missing);
        };
        let fits = self.operation.fields.iter().any(|field| match &field.place {
            Place::WholeBody => way::may_hold(self.api, &field.ty, name),
            Place::BodyMember { .. } => field.wire == first && way::may_hold(self.api, &field.ty, rest),
            _ => false,
        });
        fits.then(|| name.clone()).ok_or_else(missing)
    }

    fn answer(&self, pointer: &String) -> Result<String, String> {
        if way::may_hold(self.api, self.output, pointer) {
            return Ok(pointer.clone());
        }
        Err(format!("the answer has no value at `{pointer}`"))
    }

    /// A list of links.
    fn links(&self, pointer: &String) -> Result<String, String> {
        self.answer(&format!("{pointer}/0/rel")).map(|_| pointer.clone())
    }

    fn id(&self, pointer: &String) -> Result<String, String> {
        if way::may_hold(self.api, self.item, pointer) {
            return Ok(pointer.clone());
        }
        Err(format!("an item has no value at `{pointer}`"))
    }

    /// A rule for all is for the operations that declare the header: it would take every list for one otherwise.
    fn link(&self, for_all: bool) -> Result<NextPage, String> {
        let declares = |name: &str| name.eq_ignore_ascii_case("link");
        let headers = self.operation.answers.iter().filter(|answer| answer.success).flat_map(|answer| &answer.headers);
        if for_all && !headers.into_iter().any(|header| declares(&header.wire)) {
            return Err("the answer declares no header `Link`".to_owned());
        }
        Ok(NextPage::LinkHeader)
    }

    fn maybe(
        &self,
        given: Option<&String>,
        check: impl Fn(&Self, &String) -> Result<String, String>,
    ) -> Result<Option<String>, String> {
        given.map(|given| check(self, given)).transpose()
    }
}
