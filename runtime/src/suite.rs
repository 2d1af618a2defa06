//! Contract tests of a generated client: what it sends, and what it makes of every answer that the document declares.
//!
//! In: the contract and tables of the client's calls and events, all generated. Out: a test program with one test per call
//! and situation (`stripe::customers::create::answers_402`), or event and situation, which runs offline against a [`Mock`] on the loopback, over the
//! client's real transport. Generated code is only the table; everything here is compiled once.

mod alike;
mod build;
mod call;
mod cases;
mod event;
mod fixtures;
mod newer;
mod outcome;
mod receiver;
mod stage;
mod webhooks;

pub use call::{Call, Declared, call, json, list, other};
pub use event::{Event, Notice, event, unlisted};
pub use outcome::{Outcome, Read};

use crate::client::Connect;
use crate::mock::Contract;
use fixtures::Fixture;
use libtest_mimic::{Arguments, Trial};
use stage::Stage;
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;

/// Most tests wait for the loopback, not for a core.
const THREADS: usize = 16;

/// Runs the tests that the command line selects.
///
/// `contract` is the generator's text, `events` what it knows of webhooks, `fixtures` the folder of what people added by hand; it need not be there. Where the
/// environment names another contract (`INTERTIE_CONTRACT`), the mock answers by that: so a client is tested against the
/// vendor's next version.
pub fn run<C: Connect>(contract: &str, fixtures: &Path, calls: &'static [Call], events: &'static [Event]) -> ExitCode {
    let mut arguments = Arguments::from_args();
    arguments.test_threads = arguments.test_threads.or(Some(THREADS));
    match prepared::<C>(contract, fixtures, calls, events) {
        Ok((trials, stage)) => {
            let conclusion = libtest_mimic::run(&arguments, trials);
            match coverage(&stage) {
                Ok(()) => conclusion.exit_code(),
                Err(_) => ExitCode::FAILURE,
            }
        }
        Err(message) => {
            let failure = Trial::test("contract::is_readable", move || Err(message.into()));
            libtest_mimic::run(&arguments, vec![failure]).exit_code()
        }
    }
}

/// The tests, and what they share.
fn prepared<C: Connect>(
    contract: &str,
    fixtures: &Path,
    calls: &'static [Call],
    events: &'static [Event],
) -> Result<(Vec<Trial>, Arc<Stage>), String> {
    let own = Contract::parse(contract).map_err(|error| error.to_string())?;
    let (stage, calls) = match newer::contract()? {
        None => (Stage::new(own, C::API)?, calls),
        Some(mut newer) => {
            let calls: &'static [Call] = newer::align(&mut newer, calls).leak();
            (Stage::before(newer, own, C::API)?, calls)
        }
    };
    let stage = Arc::new(stage);
    let own = fixtures::read(fixtures)?;
    fixtures::fit(&own, calls, events)?;
    let mut trials = of_calls(&stage, &own, calls)?;
    trials.extend(webhooks::trials(&stage, events, &own)?);
    Ok((trials, stage))
}

/// Writes what was exercised where the environment names a folder for it: `INTERTIE_COVERAGE`.
fn coverage(stage: &Stage) -> std::io::Result<()> {
    let Some(folder) = std::env::var_os("INTERTIE_COVERAGE") else { return Ok(()) };
    std::fs::create_dir_all(&folder)?;
    let path = Path::new(&folder).join(format!("{}.json", stage.mock.contract().vendor));
    std::fs::write(path, serde_json::to_string_pretty(&stage.mock.coverage())? + "\n")
}

fn of_calls(stage: &Arc<Stage>, own: &[Fixture], calls: &'static [Call]) -> Result<Vec<Trial>, String> {
    let mut trials = Vec::new();
    for call in calls {
        let vendor = &stage.own().contract().vendor;
        if stage.is_newer() && stage.mock.contract().operation(call.operation).is_none() {
            let gone = format!("the vendor has no `{}` any more", call.operation);
            trials.push(Trial::test(format!("{vendor}::{}::is_still_there", call.name), move || Err(gone.into())));
            continue;
        }
        let about: Vec<_> = own.iter().filter(|fixture| fixture.operation == call.name).collect();
        for case in cases::all(stage, call)?.into_iter().chain(fixtures::cases(&about)) {
            let name = format!("{vendor}::{}::{}", call.name, case.name);
            let skipped = about.iter().any(|fixture| fixture.skip.contains_key(&case.name));
            let stage = Arc::clone(stage);
            let label = name.clone();
            let run = case.run;
            trials.push(
                Trial::test(name, move || run(&stage, call, &label).map_err(Into::into)).with_ignored_flag(skipped),
            );
        }
    }
    Ok(trials)
}
