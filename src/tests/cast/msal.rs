//! MSAL for Python, Microsoft's own library, as the reference for requests of this app.

use std::process::{Command, Output};

use serde_json::Value;

/// Runs a Python program, which may import MSAL, with these arguments and environment variables. Returns the JSON that it
/// prints.
///
/// Panics if MSAL is missing, so that no comparison is skipped.
pub async fn run(program: &str, arguments: &[&str], environment: &[(&str, String)]) -> Value {
    let advice = "Run `make test`, or `bash .make/setup.sh msal` and then `. .make/env.sh`.";
    let mut command = Command::new("python3");
    command.args(["-c", program]).args(arguments).env("PYTHONPATH", folder());
    for (name, value) in environment {
        if value.is_empty() {
            command.env_remove(name);
        } else {
            command.env(name, value);
        }
    }
    let ended = tokio::task::spawn_blocking(move || command.output()).await.unwrap();
    let Output { status, stdout, stderr } =
        ended.unwrap_or_else(|error| panic!("python3 does not start: {error}. {advice}"));
    let error = String::from_utf8_lossy(&stderr);
    assert!(!error.contains("ModuleNotFoundError"), "MSAL is missing. {advice}\n{error}");
    assert!(status.success(), "{error}");
    serde_json::from_slice(&stdout).unwrap()
}

/// The folder of MSAL, as `.make/env.sh` names it.
#[expect(clippy::disallowed_methods, reason = "this is not a setting of the app")]
fn folder() -> std::ffi::OsString {
    std::env::var_os("LEPTOS_ENTRA_PYTHON_MSAL").unwrap_or_default()
}
