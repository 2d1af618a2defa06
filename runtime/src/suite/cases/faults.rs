//! Networks and servers that fail: the right class of error, and no second send of what must not be sent twice.

use super::{Case, Sent, ensure, has_whole_body, send, sends, typed_success};
use crate::mock::Operation;
use crate::suite::call::Call;
use crate::suite::stage::{Settings, Stage};
use std::time::Duration;

/// How long an attempt may take where no answer comes. On a busy machine the mock may not even have seen the request by
/// then, so there is a second try.
const TIMEOUTS: [Duration; 2] = [Duration::from_millis(200), Duration::from_secs(3)];

pub(super) fn cases(call: &Call, operation: &Operation) -> Vec<Case> {
    let mut cases = vec![Case::new("times_out", times_out), Case::new("survives_a_reset", reset)];
    if has_whole_body(&operation.answers) {
        cases.push(Case::new("tells_a_cut_body", cut));
    }
    if typed_success(call, &operation.answers).is_some() {
        cases.push(Case::new("tells_malformed_json", |stage, call, case| {
            unreadable(stage, call, case, "malformed sparse")
        }));
        cases.push(Case::new("tells_html", |stage, call, case| unreadable(stage, call, case, "wrong-type sparse")));
    }
    cases
}

fn times_out(stage: &Stage, call: &Call, case: &str) -> Result<(), String> {
    let wanted = sends(stage, call, 2)?;
    let mut last = Ok(());
    for limit in TIMEOUTS {
        // What the first try sent may be seen late, and is none of the second's.
        let case = format!("{case} {limit:?}");
        let settings = Settings { timeout: Some(limit), attempts: 2, ..Settings::new(&case, "timeout") };
        let sent = send(stage, call, settings)?;
        ensure(sent.outcome.is.timeout, || format!("this is no time-out: {}", sent.outcome.message))?;
        last = count(&sent, wanted);
        if sent.exchanges.len() >= wanted {
            break;
        }
    }
    last
}

fn reset(stage: &Stage, call: &Call, case: &str) -> Result<(), String> {
    let sent = send(stage, call, Settings { attempts: 2, ..Settings::new(case, "reset") })?;
    let is = sent.outcome.is;
    ensure(is.transport && !is.timeout, || format!("this is no broken connection: {}", sent.outcome.message))?;
    count(&sent, sends(stage, call, 2)?)
}

/// The server has acted when its answer breaks off: another attempt is not the client's to decide.
fn cut(stage: &Stage, call: &Call, case: &str) -> Result<(), String> {
    let sent = send(stage, call, Settings { attempts: 2, ..Settings::new(case, "cut sparse") })?;
    ensure(sent.outcome.is.transport, || format!("this is no broken connection: {}", sent.outcome.message))?;
    count(&sent, 1)
}

fn unreadable(stage: &Stage, call: &Call, case: &str, scenario: &str) -> Result<(), String> {
    let sent = send(stage, call, Settings { attempts: 2, ..Settings::new(case, scenario) })?;
    ensure(sent.outcome.is.decode, || {
        format!("this is no unreadable answer: {} {}", sent.outcome.message, sent.outcome.shown)
    })?;
    count(&sent, 1)
}

fn count(sent: &Sent, wanted: usize) -> Result<(), String> {
    let found = sent.exchanges.len();
    ensure(found == wanted, || format!("it was sent {found} times instead of {wanted}"))
}
