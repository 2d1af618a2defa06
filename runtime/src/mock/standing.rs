//! What is to happen to a request: what it asks for itself, else what holds for its operation until that is changed.

use super::incoming::Incoming;
use super::scenario::{Scenario, ScenarioError};
use super::{CASE_HEADER, Mock, SCENARIO_HEADER};
use std::sync::PoisonError;

impl Mock {
    /// What is to happen to the calls of this operation from now on (its id, its `METHOD /path`, or empty for all, unless an
    /// operation has one of its own); `None`: nothing unusual, and no operation keeps its own where it is for all.
    pub fn set_scenario(&self, operation: &str, scenario: Option<Scenario>) {
        let key = self.contract.operation(operation).map_or_else(String::new, |(_, one)| one.key());
        // How often it is to happen is counted from now.
        self.tries.lock().unwrap_or_else(PoisonError::into_inner).clear();
        let mut standing = self.standing.lock().unwrap_or_else(PoisonError::into_inner);
        match scenario {
            Some(scenario) => drop(standing.insert(key, scenario)),
            None if key.is_empty() => standing.clear(),
            None => drop(standing.remove(&key)),
        }
    }

    /// What the request asks for, else what holds for its operation.
    pub(super) fn scenario(&self, at: usize, request: &Incoming) -> Result<Scenario, ScenarioError> {
        if let Some(text) = request.header(SCENARIO_HEADER) {
            return text.parse();
        }
        // Other uses of this header (RFC 7240) are the vendor's business.
        let own = self.contract.operations[at].parameters.iter().any(|one| one.name.eq_ignore_ascii_case("prefer"));
        if let Some(Ok(scenario)) = request.header("prefer").filter(|_| !own).map(str::parse) {
            return Ok(scenario);
        }
        let standing = self.standing.lock().unwrap_or_else(PoisonError::into_inner);
        let key = self.contract.operations[at].key();
        Ok(standing.get(&key).or_else(|| standing.get("")).cloned().unwrap_or_default())
    }

    /// The scenario, unless it was acted upon often enough.
    pub(super) fn counted(&self, scenario: Scenario, at: usize, request: &Incoming) -> Scenario {
        let Some(times) = scenario.times else { return scenario };
        let case = request.header(CASE_HEADER).map_or_else(|| self.contract.operations[at].key(), str::to_owned);
        let mut tries = self.tries.lock().unwrap_or_else(PoisonError::into_inner);
        // Another scenario is another count.
        let count = tries.entry(format!("{case} {scenario:?}")).or_insert(0);
        *count += 1;
        if *count > times {
            Scenario { seed: scenario.seed, fill: scenario.fill, ..Scenario::default() }
        } else {
            scenario
        }
    }
}
