//! The checks of a running app in development, for the page `/setup`: one run at a time, with a short cache.
//!
//! A run sends requests to the provider and to the API. So the number of runs must not depend on the number of requests for the
//! page.

use std::{sync::Arc, time::Duration};

use tokio::{sync::Mutex, time::Instant};

use super::{Line, Selection, run};
use crate::server::{config::Settings, detached, session::Store};

/// The time for which the results of a run are cached.
const CACHED: Duration = Duration::from_secs(10);

/// The checks of a running app in development, and the results of their last run.
pub struct SetupChecks {
    settings: Settings,
    /// The lines about the settings, which are read at the start.
    findings: Vec<Line>,
    /// The lock makes concurrent requests share one run.
    last: Mutex<Option<FinishedRun>>,
}

/// The results of a run, and the time at which it ended.
struct FinishedRun {
    at: Instant,
    lines: Vec<Line>,
}

impl SetupChecks {
    pub fn new(settings: Settings, findings: Vec<Line>) -> Self {
        Self { settings, findings, last: Mutex::default() }
    }

    /// Returns the lines of the last run, or runs the checks if the last run is too old. `None` if a check panicked.
    ///
    /// A run continues if the caller is dropped. Otherwise a client could start many runs by closing its connections.
    pub async fn lines(self: &Arc<Self>, running: Option<&Store>) -> Option<Vec<Line>> {
        let (checks, running) = (Arc::clone(self), running.cloned());
        detached(async move {
            let mut last = checks.last.lock().await;
            if let Some(last) = last.as_ref().filter(|last| last.at.elapsed() < CACHED) {
                return last.lines.clone();
            }
            let selection = Selection { only: Vec::new(), is_offline: false };
            let lines = run(&checks.settings, checks.findings.clone(), &selection, running.as_ref()).await;
            *last = Some(FinishedRun { at: Instant::now(), lines: lines.clone() });
            lines
        })
        .await
    }
}
