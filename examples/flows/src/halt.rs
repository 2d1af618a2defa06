//! What the programs tell that the kill tests kill: how far their flows are, and where they stand still.

use intertie::flow::{Event, Watch};
use std::io::Write as _;

/// Tells a line to whoever reads, who must not wait for a full buffer.
pub fn say(line: &str) {
    println!("{line}");
    let _ = std::io::stdout().flush();
}

/// Stands still for ever as soon as a step of this name is in the journal.
#[derive(Debug, Clone)]
pub struct Halt(Option<String>);

impl Halt {
    /// After the step that `HALT_AFTER` names.
    pub fn from_env() -> Self {
        Self(std::env::var("HALT_AFTER").ok())
    }
}

impl Watch for Halt {
    fn happened(&self, flow: &str, event: Event<'_>) {
        match event {
            Event::Done { step, now: true, .. } if self.0.as_deref() == Some(step) => {
                say(&format!("halted {flow}"));
                loop {
                    std::thread::park();
                }
            }
            Event::Done { step, failure: Some(failure), .. } => say(&format!("failed {step}: {failure}")),
            _ => {}
        }
    }
}
