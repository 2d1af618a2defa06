//! Lists: empty ones, and those of several pages.

use super::{Case, ensure, send};
use crate::mock::{Fill, NextPage, Operation};
use crate::suite::build;
use crate::suite::call::Call;
use crate::suite::stage::{Settings, Stage};

/// How many pages there are, and how many items each has.
const PAGES: usize = 3;
const ITEMS: usize = 2;

pub(super) fn cases(call: &Call, operation: &Operation) -> Vec<Case> {
    let mut cases = Vec::new();
    if super::typed_success(call, &operation.answers).is_some() && operation.method == "GET" {
        cases.push(Case::new("takes_an_empty_list", |stage, call, case| {
            let sent = send(stage, call, Settings::new(case, "empty"))?;
            ensure(sent.outcome.success, || sent.outcome.message)
        }));
    }
    if operation.paging.is_some() {
        cases.push(Case::new("goes_through_all_pages", |stage, call, case| pages(stage, call, case, PAGES)));
        cases.push(Case::new("goes_through_no_page", |stage, call, case| pages(stage, call, case, 0)));
    }
    cases
}

fn pages(stage: &Stage, call: &Call, case: &str, pages: usize) -> Result<(), String> {
    let (_, operation) = build::find(stage, call)?;
    let values = build::values(stage, call, Fill::Required)?;
    let (client, _) = stage.client();
    let scenario = if pages == 0 { "empty".to_owned() } else { format!("pages={pages}") };
    let items = call.driver.items(client, values.request, Settings::new(case, scenario));
    let items = items.ok_or("the document's rule for pages is lost: the client has no `items`")?;
    let count = stage.block_on(items)?;
    let exchanges = stage.mock.take_case(case);
    if let Some(problem) = exchanges.iter().find_map(|exchange| exchange.problems.first()) {
        return Err(format!("a request for a page is not as the document says: {problem}"));
    }
    ensure(count == pages * ITEMS, || format!("{count} items came of {pages} pages of {ITEMS}"))?;
    let asked = exchanges.len();
    let wanted = if tells_the_last(operation) { pages.max(1) } else { pages + 1 };
    ensure(asked == wanted, || format!("{asked} requests for {pages} pages, instead of {wanted}"))
}

/// Whether a page says that it is the last; where none does, one more has to be asked for.
fn tells_the_last(operation: &Operation) -> bool {
    let next = operation.paging.as_ref().map(|paging| &paging.next);
    !matches!(next, Some(NextPage::Offset { total: None, .. } | NextPage::Page { pages: None, .. }))
}
