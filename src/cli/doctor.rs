//! `leptos-entra doctor`: runs the checks of [`crate::server::doctor`] and prints their results.

mod output;

use std::{io::IsTerminal as _, process::ExitCode};

use clap::Args;

use super::{
    build::build,
    console::{print_failure, print_result},
    runtime::in_runtime_without_waiting,
};
use crate::{
    pages::config_missing,
    server::{
        config::{LoadedSettings, forbids_colours},
        doctor::{self, Check, CheckOutcome, Selection},
    },
};

#[derive(Args)]
pub struct Arguments {
    /// Makes no connection: checks settings, files, keys, and a session store in a file.
    #[arg(long)]
    offline: bool,
    /// Prints one JSON document instead of text.
    #[arg(long)]
    json: bool,
    /// The checks to run, separated by commas [default: all].
    #[arg(long, value_enum, value_delimiter = ',', value_name = "CHECK")]
    only: Vec<Check>,
}

/// Runs the checks. The exit code is 0 if no check failed, otherwise 1.
pub fn doctor(arguments: Arguments) -> ExitCode {
    let loaded = LoadedSettings::load(&build());
    let selection = Selection { only: arguments.only, is_offline: arguments.offline };
    let findings = config_missing::lines(&loaded);
    let lines = match in_runtime_without_waiting(doctor::run(&loaded.settings, findings, &selection, None)) {
        Ok(lines) => lines,
        Err(error) => {
            print_failure(&format!("leptos-entra: {error}"));
            return ExitCode::FAILURE;
        }
    };
    let has_colours = std::io::stdout().is_terminal() && !forbids_colours();
    print_result(&if arguments.json { output::as_json(&lines) } else { output::as_text(&lines, has_colours) });
    if output::result(&lines) == CheckOutcome::Failed { ExitCode::FAILURE } else { ExitCode::SUCCESS }
}
