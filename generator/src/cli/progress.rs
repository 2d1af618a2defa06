//! Progress over several vendors: a bar at a terminal, a line each in CI.

use super::talk::Talk;
use indicatif::{ProgressBar, ProgressStyle};
use std::time::Duration;

/// Shown while vendors are generated.
pub(super) struct Progress<'t> {
    bar: Option<ProgressBar>,
    talk: &'t Talk,
}

impl<'t> Progress<'t> {
    /// For so many vendors; a bar only where a person can see it move.
    pub(super) fn new(vendors: usize, talk: &'t Talk) -> Self {
        let shown = vendors > 0 && talk.is_terminal() && !talk.is_quiet();
        let bar = shown.then(|| {
            let bar = ProgressBar::new(vendors as u64);
            let style = ProgressStyle::with_template("{spinner} [{bar:30}] {pos}/{len} {wide_msg} {elapsed}");
            bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()).progress_chars("=> "));
            bar.enable_steady_tick(Duration::from_millis(100));
            bar
        });
        Self { bar, talk }
    }

    /// A vendor's turn has come.
    pub(super) fn start(&self, vendor: &str) {
        if let Some(bar) = &self.bar {
            bar.set_message(vendor.to_owned());
        }
    }

    /// A vendor is done; `say` writes what there is to say about it.
    pub(super) fn done(&self, line: Option<&str>, say: impl FnOnce()) {
        let speak = || {
            say();
            if let Some(line) = line {
                self.talk.note(line);
            }
        };
        match &self.bar {
            Some(bar) => {
                bar.suspend(speak);
                bar.inc(1);
            }
            None => speak(),
        }
    }
}

impl Drop for Progress<'_> {
    fn drop(&mut self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}
