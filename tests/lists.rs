//! The rules for pages that fixtures are generated with: what a vendor's profile would say.

use intertie_generator::ir::{NextPage, PagingRule};

/// The rules of the fixture of this name.
pub fn rules(fixture: &str) -> Vec<PagingRule> {
    match fixture {
        "paging-cursor" => vec![rule(&[], Some("/members"), slack())],
        "paging-cursor-in-body" => vec![
            rule(&["searchContacts"], Some("/results"), hubspot("/after")),
            rule(&["searchDeals"], Some("/results"), hubspot("after")),
        ],
        "paging-last-id" => vec![rule(&[], Some("/data"), stripe())],
        "paging-offset" => vec![rule(&[], None, mailchimp())],
        "paging-page-number" => vec![rule(&["/v2/invoicing/**"], Some("/items"), paypal())],
        "paging-link-header" => vec![rule(&[], None, NextPage::LinkHeader)],
        "paging-next-url" => vec![
            rule(&["ListService"], Some("/result/services"), next_url("/meta/next_page_url")),
            rule(&[], None, next_url("/next_page_uri")),
        ],
        _ => vec![],
    }
}

fn rule(operations: &[&str], items: Option<&str>, next: NextPage) -> PagingRule {
    let operations = operations.iter().map(|&selector| selector.to_owned()).collect();
    PagingRule { operations, items: items.map(str::to_owned), next }
}

fn slack() -> NextPage {
    NextPage::Cursor { param: "cursor".to_owned(), cursor: "/response_metadata/next_cursor".to_owned(), more: None }
}

fn hubspot(param: &str) -> NextPage {
    NextPage::Cursor { param: param.to_owned(), cursor: "/paging/next/after".to_owned(), more: None }
}

fn stripe() -> NextPage {
    NextPage::LastId { param: "starting_after".to_owned(), id: "/id".to_owned(), more: "/has_more".to_owned() }
}

fn mailchimp() -> NextPage {
    let total = Some("/total_items".to_owned());
    NextPage::Offset { param: "offset".to_owned(), limit: Some("count".to_owned()), total }
}

fn paypal() -> NextPage {
    let (limit, pages) = (Some("page_size".to_owned()), Some("/total_pages".to_owned()));
    NextPage::Page { param: "page".to_owned(), first: 1, limit, pages }
}

fn next_url(url: &str) -> NextPage {
    NextPage::NextUrl { url: url.to_owned() }
}
