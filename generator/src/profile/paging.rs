//! `[[paging]]`: how lists go on.

use super::auth::selection;
use super::file::{PagingTable, PagingWord};
use super::section::Reader;
use super::{Selection, check};
use crate::ir::NextPage;
use toml::Spanned;

/// An entry of `[[paging]]`.
#[derive(Debug, Clone)]
pub struct PagingEntry {
    /// Of which operations; empty: every GET that it fits.
    pub operations: Selection,
    /// JSON pointer of the items in an answer; `None`: the only list there is.
    pub items: Option<String>,
    /// How the next page is asked for.
    pub next: NextPage,
}

pub(super) fn paging(entry: Spanned<PagingTable>, reader: &mut Reader<'_>) -> Option<PagingEntry> {
    let mut typed = Typed { span: entry.span(), table: entry.into_inner(), reader, complete: true };
    if let Some(items) = typed.table.items.as_ref().filter(|items| !items.get_ref().is_empty()) {
        check::pointer(items, typed.reader);
    }
    let next = typed.next();
    typed.refuse_the_rest();
    let Typed { table, reader, complete, .. } = typed;
    complete.then(|| PagingEntry {
        operations: selection(table.operations, table.optional, reader),
        items: table.items.map(Spanned::into_inner),
        next,
    })
}

/// An entry as typed; keys are taken out as the kind asks for them.
struct Typed<'r, 't> {
    span: std::ops::Range<usize>,
    table: PagingTable,
    reader: &'r mut Reader<'t>,
    complete: bool,
}

impl Typed<'_, '_> {
    fn next(&mut self) -> NextPage {
        let table = &mut self.table;
        let (param, limit, more) = (table.param.take(), table.limit.take(), table.more.take());
        match table.kind {
            PagingWord::Cursor => {
                let cursor = table.cursor.take();
                self.unused("limit", limit.as_ref());
                NextPage::Cursor {
                    param: self.needed("param", param, false),
                    cursor: self.needed("cursor", cursor, true),
                    more: self.pointer(more),
                }
            }
            PagingWord::LastId => {
                let id = table.id.take().map_or_else(|| "/id".to_owned(), Spanned::into_inner);
                let back = table.back.take().map(Spanned::into_inner);
                self.unused("limit", limit.as_ref());
                NextPage::LastId {
                    param: self.needed("param", param, false),
                    id,
                    more: self.needed("more", more, true),
                    back,
                }
            }
            PagingWord::Offset => {
                let total = table.total.take();
                self.unused("more", more.as_ref());
                NextPage::Offset {
                    param: self.needed("param", param, false),
                    limit: limit.map(Spanned::into_inner),
                    total: self.pointer(total),
                }
            }
            PagingWord::Page => {
                let (first, pages) = (table.first.take().map_or(1, Spanned::into_inner), table.pages.take());
                let links = table.links.take();
                self.unused("more", more.as_ref());
                NextPage::Page {
                    param: self.needed("param", param, false),
                    first,
                    limit: limit.map(Spanned::into_inner),
                    pages: self.pointer(pages),
                    links: self.pointer(links),
                }
            }
            PagingWord::LinkHeader => {
                self.unused_all(param, limit, more);
                NextPage::LinkHeader
            }
            PagingWord::NextUrl => {
                let url = table.url.take();
                self.unused_all(param, limit, more);
                NextPage::NextUrl { url: self.needed("url", url, true) }
            }
        }
    }

    fn needed(&mut self, key: &str, value: Option<Spanned<String>>, pointer: bool) -> String {
        let Some(value) = value else {
            self.complete = false;
            let help = if pointer { "a JSON pointer into the answer" } else { "the name of a request's member" };
            self.reader.wrong(self.span.clone(), format!("this kind of paging needs `{key}`"), help);
            return String::new();
        };
        if pointer {
            check::pointer(&value, self.reader);
        }
        value.into_inner()
    }

    fn pointer(&mut self, value: Option<Spanned<String>>) -> Option<String> {
        check::pointer_or_none(value.as_ref(), self.reader);
        value.map(Spanned::into_inner)
    }

    fn unused<T>(&mut self, key: &str, value: Option<&Spanned<T>>) {
        if let Some(value) = value {
            let message = format!("`{key}` says nothing for this kind of paging");
            self.reader.wrong(value.span(), message, "take it out, or change `kind`");
        }
    }

    fn unused_all(
        &mut self,
        param: Option<Spanned<String>>,
        limit: Option<Spanned<String>>,
        more: Option<Spanned<String>>,
    ) {
        for (key, value) in [("param", param), ("limit", limit), ("more", more)] {
            self.unused(key, value.as_ref());
        }
    }

    /// What the kind has not taken.
    fn refuse_the_rest(&mut self) {
        let table = &mut self.table;
        let texts = [
            ("cursor", table.cursor.take()),
            ("id", table.id.take()),
            ("total", table.total.take()),
            ("pages", table.pages.take()),
            ("back", table.back.take()),
            ("links", table.links.take()),
            ("url", table.url.take()),
        ];
        let first = table.first.take();
        for (key, value) in texts {
            self.unused(key, value.as_ref());
        }
        self.unused("first", first.as_ref());
    }
}
