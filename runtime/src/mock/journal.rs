//! What was asked, so that tests can look.

use super::incoming::{Incoming, Problem};
use super::reply::Reply;
use super::{CASE_HEADER, Mock};
use std::sync::PoisonError;

/// How many requests are kept.
const KEPT: usize = 100_000;

/// A request and what was wrong with it.
#[derive(Debug, Clone)]
pub struct Exchange {
    /// Index into the contract's operations; `None`: it was for none.
    pub operation: Option<usize>,
    /// The test that sent it.
    pub case: Option<String>,
    /// The request.
    pub request: Incoming,
    /// What was wrong with it.
    pub problems: Vec<Problem>,
    /// The answer.
    pub reply: Reply,
}

impl Mock {
    pub(super) fn note(&self, operation: Option<usize>, request: &Incoming, problems: &[Problem], reply: &Reply) {
        let case = request.header(CASE_HEADER).map(str::to_owned);
        let exchange =
            Exchange { operation, case, request: request.clone(), problems: problems.to_vec(), reply: reply.clone() };
        let mut journal = self.journal.lock().unwrap_or_else(PoisonError::into_inner);
        if journal.len() >= KEPT {
            journal.clear();
        }
        journal.push(exchange);
    }

    /// The requests so far, in order.
    pub fn exchanges(&self) -> Vec<Exchange> {
        self.journal.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// The requests of a test, in order; they are forgotten.
    pub fn take_case(&self, case: &str) -> Vec<Exchange> {
        let mut journal = self.journal.lock().unwrap_or_else(PoisonError::into_inner);
        journal.extract_if(.., |exchange| exchange.case.as_deref() == Some(case)).collect()
    }
}
