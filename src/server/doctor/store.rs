//! The session store: it does what the app needs, its version, and the clock of its server.

use std::path::Path;

use super::{Check, Line};
use crate::server::{
    causes::with_causes,
    clock,
    config::{SessionLifetimes, SessionStoreSetting},
    session::{KeyRing, Store, StoreError, store::backend::StoreFacts},
};

/// The tolerated difference of the clocks in seconds. Sessions expire by the clocks of the replicas.
const TOLERATED: i64 = 60;

/// Returns the line about the session store.
///
/// The store does what it does at the start of the app: it updates its tables, and writes, reads and deletes one record of
/// each kind. A missing file is not created. `running` is the store of the app in this process, if it runs: a second connection to
/// its SQLite file would release the locks of the first when it is closed.
pub async fn lines(setting: &SessionStoreSetting, is_offline: bool, running: Option<&Store>) -> Vec<Line> {
    let kind = kind(setting);
    let line = match setting {
        SessionStoreSetting::Memory => Line::warning(
            Check::Store,
            "sessions are in memory: they end with the process, and replicas cannot share them.",
        )
        .fix("Set SESSION_STORE, for example SESSION_STORE=sqlite:data/sessions.db"),
        SessionStoreSetting::Sqlite(path) if !path.exists() => of_missing_file(path),
        SessionStoreSetting::Redis(_) | SessionStoreSetting::Postgres(_) if is_offline => {
            Line::skipped(Check::Store, "not checked with --offline.")
        }
        SessionStoreSetting::Sqlite(_) | SessionStoreSetting::Redis(_) | SessionStoreSetting::Postgres(_) => {
            match probed(setting, running).await {
                Ok(line) => line,
                Err(why) => failed(setting, why),
            }
        }
    };
    vec![line.about(kind)]
}

const fn kind(setting: &SessionStoreSetting) -> &'static str {
    match setting {
        SessionStoreSetting::Sqlite(_) => "SQLite",
        SessionStoreSetting::Redis(_) => "Redis",
        SessionStoreSetting::Postgres(_) => "PostgreSQL",
        SessionStoreSetting::Memory => "memory",
    }
}

fn of_missing_file(path: &Path) -> Line {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    if folder.exists() && !folder.is_dir() {
        return Line::failed(Check::Store, format!("{} is not a folder.", folder.display()))
            .fix("Set SESSION_STORE to the path of a file in a folder that the app can write to.");
    }
    Line::ok(Check::Store, format!("{} does not exist yet. The app creates it at its start.", path.display()))
}

async fn probed(setting: &SessionStoreSetting, running: Option<&Store>) -> Result<Line, String> {
    let failed = |error: StoreError| with_causes(&error);
    let store = if let Some(store) = running {
        store.clone()
    } else {
        let keys = KeyRing::random().map_err(failed)?;
        Store::open(setting, keys, SessionLifetimes::default()).map_err(failed)?
    };
    store.probe().await.map_err(|failure| failure.report())?;
    let facts = store.facts().await.map_err(failed)?;
    Ok(of_facts(facts, clock::unix_now()))
}

fn of_facts(facts: StoreFacts, now: i64) -> Line {
    let version = facts.schema_version.map(|version| format!(" Its data has version {version}.")).unwrap_or_default();
    let offset = facts.clock.map(|time| time - now);
    let clocks = offset.map(|offset| format!(" Its clock differs by {} s.", offset.abs())).unwrap_or_default();
    let what = format!("the session store writes, reads and deletes records.{version}{clocks}");
    if offset.is_none_or(|offset| offset.abs() <= TOLERATED) {
        return Line::ok(Check::Store, what);
    }
    Line::warning(Check::Store, what)
        .because("The clock of this machine or of the server is wrong: sessions end too early or too late.")
        .fix("Synchronize both clocks: timedatectl set-ntp true. Compare: date -u")
}

fn failed(setting: &SessionStoreSetting, why: String) -> Line {
    let fix = match setting {
        SessionStoreSetting::Sqlite(path) => {
            format!(
                "Check that the app may write to the file and its folder: ls -ld {0} $(dirname {0})",
                path.display()
            )
        }
        SessionStoreSetting::Redis(_) => {
            "Check the address in SESSION_STORE and that the server runs: redis-cli -u <address> PING".to_owned()
        }
        SessionStoreSetting::Postgres(_) | SessionStoreSetting::Memory => {
            "Check the address in SESSION_STORE and that the server runs: psql <address> -c 'SELECT 1'".to_owned()
        }
    };
    Line::failed(Check::Store, "the session store (SESSION_STORE) does not work: users cannot sign in.")
        .because(format!("{why}."))
        .fix(fix)
}

#[cfg(test)]
mod tests {
    use super::{StoreFacts, of_facts};
    use crate::server::doctor::CheckOutcome;

    #[test]
    fn a_server_clock_more_than_a_minute_off_warns() {
        for (clock, outcome) in [
            (None, CheckOutcome::Ok),
            (Some(1_000), CheckOutcome::Ok),
            (Some(940), CheckOutcome::Ok),
            (Some(1_060), CheckOutcome::Ok),
            (Some(939), CheckOutcome::Warning),
            (Some(1_061), CheckOutcome::Warning),
        ] {
            let facts = StoreFacts { schema_version: None, clock };
            assert_eq!(of_facts(facts, 1_000).outcome, outcome, "{clock:?}");
        }
    }
}
