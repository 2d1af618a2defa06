//! How lists go on: the table's entry, and `impl Paged`.

use crate::ir::{NextPage, Operation, Paging, Step};
use crate::render::text::{Code, literal};
use crate::render::ty::Types;

/// `Some(spec::PagingSpec { items: "/data", rule: .. })`.
pub(super) fn spec(paging: Option<&Paging>) -> String {
    let Some(paging) = paging else { return "None".to_owned() };
    let items = literal(&paging.items);
    format!("Some(spec::PagingSpec {{ items: {items}, rule: spec::PagingRule::{} }})", rule(&paging.next))
}

fn rule(next: &NextPage) -> String {
    match next {
        NextPage::Cursor { param, cursor, more } => {
            format!(
                "Cursor {{ param: {}, cursor: {}, more: {} }}",
                literal(param),
                literal(cursor),
                option(more.as_ref())
            )
        }
        NextPage::LastId { param, id, more, back } => format!(
            "LastId {{ param: {}, id: {}, more: {}, back: {} }}",
            literal(param),
            literal(id),
            literal(more),
            option(back.as_ref())
        ),
        NextPage::Offset { param, limit, total } => {
            format!(
                "Offset {{ param: {}, limit: {}, total: {} }}",
                literal(param),
                option(limit.as_ref()),
                option(total.as_ref())
            )
        }
        NextPage::Page { param, first, limit, pages, links } => {
            let [limit, pages, links] = [limit, pages, links].map(|text| option(text.as_ref()));
            let param = literal(param);
            format!("Page {{ param: {param}, first: {first}, limit: {limit}, pages: {pages}, links: {links} }}")
        }
        NextPage::LinkHeader => "LinkHeader".to_owned(),
        NextPage::NextUrl { url } => format!("NextUrl {{ url: {} }}", literal(url)),
    }
}

fn option(text: Option<&String>) -> String {
    text.map_or_else(|| "None".to_owned(), |text| format!("Some({})", literal(text)))
}

/// `impl intertie::Paged`: the way to the items, which are moved.
pub(super) fn paged<'a>(code: &mut Code, types: &mut Types<'a>, op: &'a Operation) {
    let Some(paging) = &op.paging else { return };
    let item = types.name(&paging.item);
    code.blank();
    code.open(format_args!("impl intertie::Paged for {} {{", op.name));
    code.line(format_args!("type Item = {item};"));
    code.put("#[inline]");
    code.open(format_args!("fn items(output: Self::Output) -> Vec<Self::Item> {{"));
    let mut at = String::from("output");
    let mut boxed = "";
    for step in &paging.way {
        let opened = match step {
            Step::Field(name) => {
                // A dot opens a box by itself.
                boxed = "";
                at = format!("{at}.{name}");
                continue;
            }
            Step::Box => {
                boxed = "*";
                continue;
            }
            Step::Option => format!("{boxed}{at}"),
            Step::MaybeNull => format!("{at}.value()"),
        };
        boxed = "";
        code.line(format_args!("let Some(it) = {opened} else {{ return Vec::new() }};"));
        at = String::from("it");
    }
    code.line(format_args!("{boxed}{at}"));
    code.close("}");
    code.close("}");
}
