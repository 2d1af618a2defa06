//! Lists that go on, as the profile says how.

use super::answers::{Draft, remove_at, set_at};
use super::contract::{NextPage, Operation, Paging};
use super::given::Given;
use super::incoming::Incoming;
use super::schemas::Side;
use super::synth::{Fill, Synth, seed};
use super::uri::pairs;
use super::{Mock, Scenario};
use crate::Value;
use crate::percent::{escaped, form_decoded};
use serde_json::Number;
use std::sync::PoisonError;

/// The query member of links to further pages.
const MARK: &str = "intertie_page";

/// How many items a page has.
const ITEMS: u64 = 2;

/// A page that was asked for.
struct Asked {
    /// Counted from 0.
    page: u64,
    pages: u64,
    items: u64,
}

impl Mock {
    /// Makes the answer the page that was asked for.
    pub(super) fn page(&self, at: usize, given: &Given, request: &Incoming, scenario: &Scenario, draft: &mut Draft) {
        let operation = &self.contract.operations[at];
        let Some(paging) = &operation.paging else {
            if scenario.empty {
                empty_lists(&mut draft.value);
            }
            return;
        };
        if !(200..300).contains(&draft.status) {
            return;
        }
        let pages = if scenario.empty { 0 } else { scenario.pages.unwrap_or(1) as u64 };
        let items = limit(operation, paging, given).unwrap_or(ITEMS).min(ITEMS);
        let asked = Asked { page: self.asked_page(operation, paging, given, request, items), pages, items };
        if pages != 1 || scenario.pages.is_some() {
            self.fill_page(paging, scenario, &asked, draft);
        }
        self.go_on(operation, paging, request, &asked, draft);
    }

    fn asked_page(&self, operation: &Operation, paging: &Paging, given: &Given, request: &Incoming, items: u64) -> u64 {
        let named = |name: &str| given.named(operation, name);
        let number = |name: &str| named(name).and_then(|value| value.as_u64().or_else(|| value.as_str()?.parse().ok()));
        match &paging.next {
            NextPage::Cursor { param, .. } | NextPage::LastId { param, .. } => named(param).map_or(0, |value| {
                let marks = self.marks.lock().unwrap_or_else(PoisonError::into_inner);
                marks.get(&mark(operation, value)).copied().unwrap_or(0)
            }),
            NextPage::Offset { param, .. } => number(param).unwrap_or(0) / items.max(1),
            NextPage::Page { param, first, .. } => number(param).unwrap_or(*first).saturating_sub(*first),
            NextPage::LinkHeader | NextPage::NextUrl { .. } => {
                let query = pairs(&request.query);
                query
                    .iter()
                    .find(|(name, _)| name == MARK)
                    .and_then(|(_, text)| form_decoded(text).parse().ok())
                    .unwrap_or(0)
            }
        }
    }

    /// As many items as a page has, each of another seed.
    fn fill_page(&self, paging: &Paging, scenario: &Scenario, asked: &Asked, draft: &mut Draft) {
        let count = if asked.page < asked.pages { asked.items } else { 0 };
        let shape = self.shape_at(draft, &paging.items);
        let fill = scenario.fill.unwrap_or(Fill::Required);
        let item = |number: u64| {
            let mut synth = Synth::new(&self.contract.value, Side::Answer, fill, seed(&[&number.to_string(), "item"]));
            shape.items().map(|schema| synth.value(schema, "item"))
        };
        let items: Vec<Value> = (0..count).filter_map(|at| item(asked.page * ITEMS + at)).collect();
        set_at(&mut draft.value, &paging.items, Value::Array(items));
    }

    /// What leads to the next page, or says that there is none.
    fn go_on(&self, operation: &Operation, paging: &Paging, request: &Incoming, asked: &Asked, draft: &mut Draft) {
        let more = asked.page + 1 < asked.pages;
        let next = asked.page + 1;
        match &paging.next {
            NextPage::Cursor { cursor, more: flag, .. } => {
                if let Some(flag) = flag {
                    set_at(&mut draft.value, flag, more.into());
                }
                if more {
                    let value = self.cursor(draft, cursor, next);
                    self.remember(operation, &value, next);
                    set_at(&mut draft.value, cursor, value);
                } else {
                    self.end(draft, cursor);
                }
            }
            NextPage::LastId { id, more: flag, .. } => {
                set_at(&mut draft.value, flag, more.into());
                let last = draft.value.pointer(&paging.items).and_then(Value::as_array).and_then(|items| items.last());
                if let Some(last) = last.and_then(|last| last.pointer(id)) {
                    self.remember(operation, last, next);
                }
            }
            NextPage::Offset { total: Some(total), .. } => self.total(draft, total, asked.pages * asked.items, !more),
            NextPage::Page { pages: Some(pages), .. } => self.total(draft, pages, asked.pages, !more),
            NextPage::Offset { total: None, .. } | NextPage::Page { pages: None, .. } => {}
            NextPage::LinkHeader => {
                if more {
                    draft.headers.push(("link".to_owned(), format!("<{}>; rel=\"next\"", link(request, next, true))));
                }
            }
            NextPage::NextUrl { url } => {
                if more {
                    let absolute = self.is_absolute(draft, url);
                    set_at(&mut draft.value, url, link(request, next, absolute).into());
                } else {
                    self.end(draft, url);
                }
            }
        }
    }

    fn remember(&self, operation: &Operation, value: &Value, page: u64) {
        self.marks.lock().unwrap_or_else(PoisonError::into_inner).insert(mark(operation, value), page);
    }

    /// A cursor: text, or a number where the schema wants one.
    fn cursor(&self, draft: &Draft, pointer: &str, page: u64) -> Value {
        let kinds = self.shape_at(draft, pointer).kinds();
        if (kinds.integer || kinds.number) && !kinds.string {
            page.into()
        } else {
            format!("intertie-page-{page}").into()
        }
    }

    fn is_absolute(&self, draft: &Draft, pointer: &str) -> bool {
        self.shape_at(draft, pointer).says("format", &"uri".into())
    }

    /// There is no next page: the member is absent, null or empty, whichever the schema allows.
    fn end(&self, draft: &mut Draft, pointer: &str) {
        let mut without = draft.value.clone();
        remove_at(&mut without, pointer);
        if self.is_valid(draft, &without) || draft.value.pointer(pointer).is_none() {
            draft.value = without;
            return;
        }
        for last in [Value::Null, "".into()] {
            let mut ended = draft.value.clone();
            set_at(&mut ended, pointer, last);
            if self.is_valid(draft, &ended) {
                draft.value = ended;
                return;
            }
        }
        set_at(&mut draft.value, pointer, "".into());
    }

    /// How many there are in all, or whether this was the last page.
    fn total(&self, draft: &mut Draft, pointer: &str, total: u64, last: bool) {
        let kinds = self.shape_at(draft, pointer).kinds();
        let value = if kinds.boolean { last.into() } else { Value::Number(Number::from(total)) };
        set_at(&mut draft.value, pointer, value);
    }
}

fn mark(operation: &Operation, value: &Value) -> String {
    let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    format!("{}\n{text}", operation.key())
}

/// How many items the caller wants a page to have.
fn limit(operation: &Operation, paging: &Paging, given: &Given) -> Option<u64> {
    match &paging.next {
        NextPage::Offset { limit, .. } | NextPage::Page { limit, .. } => {
            given.named(operation, limit.as_ref()?)?.as_u64().filter(|limit| *limit > 0)
        }
        _ => None,
    }
}

/// This request once more, for another page.
fn link(request: &Incoming, page: u64, absolute: bool) -> String {
    let own = request.query.split('&').filter(|part| !part.is_empty() && !part.starts_with(MARK));
    let mut query: Vec<String> = own.map(str::to_owned).collect();
    query.push(format!("{MARK}={}", escaped(&page.to_string())));
    let host = request.header("host").unwrap_or("127.0.0.1");
    let origin = if absolute { format!("http://{host}") } else { String::new() };
    format!("{origin}{}?{}", request.path, query.join("&"))
}

/// Of a list whose way on is not known: the lists of the answer itself.
fn empty_lists(value: &mut Value) {
    match value {
        Value::Array(items) => items.clear(),
        Value::Object(members) => {
            for value in members.values_mut() {
                if let Value::Array(items) = value {
                    items.clear();
                }
            }
        }
        _ => {}
    }
}
