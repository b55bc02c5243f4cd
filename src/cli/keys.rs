//! `leptos-entra keys`: manages the keys that encrypt sessions. The keys themselves are never shown.

use std::{
    path::{Path, PathBuf},
    time::Duration,
};

use clap::{Args, Subcommand};

use super::{build::build, command_error::CommandError, console::print_result, table::table};
use crate::server::{
    clock,
    config::{OperatorSettings, SessionLifetimes},
    hex::hex,
    key_file::{self, FileKey, KeyFileError},
};

/// A key is kept for this time after the end of the last session that it encrypted, because clocks differ.
const KEPT_LONGER: Duration = Duration::from_hours(1);

#[derive(Subcommand)]
pub enum Command {
    /// Creates a file with one key, for its owner only. An existing file is never overwritten.
    New(KeyFileArguments),
    /// Adds a key, and removes the keys that no session needs any longer. Users stay signed in.
    Rotate(Rotation),
    /// Lists the ID, the start time and the state of each key. The keys themselves are not shown.
    List(KeyFileArguments),
}

#[derive(Args)]
pub struct KeyFileArguments {
    /// The path of the key file [default: `SESSION_KEYS_FILE`, or else session-keys in the folder of the session file, such as
    /// data/session-keys].
    #[arg(long)]
    file: Option<PathBuf>,
}

#[derive(Args)]
pub struct Rotation {
    #[command(flatten)]
    place: KeyFileArguments,
    /// The time until the new key encrypts sessions, such as 90s, 10m or 2h. All replicas must have the new file by then.
    #[arg(long = "in", value_name = "TIME", default_value = "10m", value_parser = duration, conflicts_with = "now")]
    within: Duration,
    /// Uses the new key immediately. Replicas that share the file reread it when they find a session with an unknown key.
    #[arg(long)]
    now: bool,
}

/// Runs one of the key commands.
pub fn keys(command: Command) -> Result<(), CommandError> {
    match command {
        Command::New(place) => new(&place.file()?),
        Command::Rotate(rotation) => {
            let within = if rotation.now { Duration::ZERO } else { rotation.within };
            rotate(&rotation.place.file()?, within)
        }
        Command::List(place) => list(&place.file()?),
    }
}

impl KeyFileArguments {
    /// Returns the key file that the command line names. The settings are read only if it names none.
    fn file(self) -> Result<PathBuf, CommandError> {
        self.file.map_or_else(|| settings().map(|settings| settings.keys_file()), Ok)
    }
}

/// Reads the settings that the operator's commands need.
pub fn settings() -> Result<OperatorSettings, CommandError> {
    OperatorSettings::load(&build()).map_err(|findings| CommandError::of_findings(&findings))
}

fn new(file: &Path) -> Result<(), CommandError> {
    let id = key_file::make(file, clock::unix_now()).map_err(|error| cannot_use(file, &error))?;
    print_result(&format!(
        "Created {} with the key {}. Set SESSION_KEYS_FILE to its path.\n",
        file.display(),
        hex(&id)
    ));
    Ok(())
}

fn rotate(file: &Path, within: Duration) -> Result<(), CommandError> {
    let (now, seals_from) = (clock::unix_now(), clock::unix_after(within));
    // Without valid settings no session may lose its key, so the longest lifetime of a session counts.
    let lifetimes = settings().map_or(SessionLifetimes::LONGEST, |settings| settings.session_lifetimes);
    let rotated = key_file::rotate(file, now, seals_from, lifetimes.absolute + KEPT_LONGER);
    let rotated = rotated.map_err(|error| cannot_use(file, &error))?;
    print_result(&format!(
        "Added the key {}. It encrypts sessions from {} on.\n",
        hex(&rotated.added),
        clock::rfc3339(seals_from)
    ));
    for id in rotated.dropped {
        print_result(&format!("Removed the key {}, because no session needs it any longer.\n", hex(&id)));
    }
    Ok(())
}

fn list(file: &Path) -> Result<(), CommandError> {
    let keys = key_file::read(file).map_err(|error| cannot_use(file, &error))?;
    let now = clock::unix_now();
    let sealing = keys.iter().rposition(|key| key.seals_from <= now).unwrap_or(0);
    let row = |(index, key): (usize, &FileKey)| {
        let state = match index.cmp(&sealing) {
            std::cmp::Ordering::Less => "decrypts only",
            std::cmp::Ordering::Equal => "encrypts",
            std::cmp::Ordering::Greater => "will encrypt",
        };
        [hex(&key.id), clock::rfc3339(key.seals_from), state.to_owned()]
    };
    let rows: Vec<_> = keys.iter().enumerate().map(row).collect();
    print_result(&table(["ID", "ENCRYPTS FROM", "STATE"], &rows));
    Ok(())
}

fn cannot_use(file: &Path, error: &KeyFileError) -> CommandError {
    CommandError(format!("cannot use the session key file {}: {error}.", file.display()))
}

/// Reads a time span such as `90s`, `10m`, `2h` or `1d`, of 30 days at most.
fn duration(text: &str) -> Result<Duration, String> {
    const LONGEST: u64 = 30 * 24 * 3600;
    let read = || {
        let (number, unit) = text.split_at_checked(text.len().checked_sub(1)?)?;
        let seconds: u64 = match unit {
            "s" => 1,
            "m" => 60,
            "h" => 3600,
            "d" => 24 * 3600,
            _ => return None,
        };
        let number: u64 = number.bytes().all(|byte| byte.is_ascii_digit()).then(|| number.parse().ok())??;
        number.checked_mul(seconds).filter(|seconds| *seconds <= LONGEST).map(Duration::from_secs)
    };
    read().ok_or_else(|| "write a time such as 90s, 10m or 2h, of 30 days at most".to_owned())
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::duration;

    #[test]
    fn a_time_is_a_whole_number_and_a_unit() {
        for (text, seconds) in [("90s", 90), ("10m", 600), ("2h", 7_200), ("30d", 2_592_000), ("0s", 0)] {
            assert_eq!(duration(text), Ok(Duration::from_secs(seconds)));
        }
        for text in ["", "m", "10", "10 m", "-1m", "+1m", "1.5h", "31d", "99999999999999999999d", "10é", "1w"] {
            assert!(duration(text).is_err(), "{text}");
        }
    }
}
