//! The operator's commands `keys` and `sessions`, run with the built program.

mod keys;
mod registration;
mod sessions;
mod tenants;

use std::{
    io::{BufRead as _, BufReader},
    path::PathBuf,
    process::{Command, Output, Stdio},
};

use tempfile::TempDir;

/// A working directory for the operator's commands, and an environment with only the variables of the test.
struct Operator {
    folder: TempDir,
    variables: Vec<(&'static str, String)>,
}

/// The result of an operator's command.
struct CommandResult {
    done: bool,
    out: String,
    error: String,
}

impl Operator {
    fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap(), variables: Vec::new() }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.variables.push((name, value.into()));
        self
    }

    fn command(&self) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_leptos-entra"));
        command.current_dir(self.folder.path()).env_clear().envs(self.variables.iter().cloned());
        command
    }

    fn run(&self, arguments: &[&str]) -> CommandResult {
        let Output { status, stdout, stderr } = self.command().args(arguments).output().unwrap();
        let (out, error) = (String::from_utf8(stdout).unwrap(), String::from_utf8(stderr).unwrap());
        CommandResult { done: status.success(), out, error }
    }

    /// Starts the app, and kills it when it is ready. Returns its standard error until then.
    fn start(&self) -> String {
        let mut app = self.command().stderr(Stdio::piped()).spawn().unwrap();
        let mut said = String::new();
        for line in BufReader::new(app.stderr.take().unwrap()).lines().map(Result::unwrap) {
            said += &line;
            if line.contains("is ready") {
                break;
            }
        }
        app.kill().unwrap();
        app.wait().unwrap();
        assert!(said.contains("is ready"), "{said}");
        said
    }

    fn done(&self, arguments: &[&str]) -> String {
        let said = self.run(arguments);
        assert!(said.done && said.error.is_empty(), "{arguments:?}: {}", said.error);
        said.out
    }

    /// Returns the error message of a command that fails and prints nothing on standard output.
    fn refused(&self, arguments: &[&str]) -> String {
        let said = self.run(arguments);
        assert!(!said.done && said.out.is_empty(), "{arguments:?}: {}", said.out);
        said.error
    }
}

#[test]
fn a_failed_command_prints_a_sentence() {
    let operator = Operator::new();
    for (arguments, words) in [
        (&["keys", "list"][..], "cannot be read: entity not found"),
        (&["keys", "rotate", "--file", "none"], "cannot use the session key file none"),
        (&["keys", "rotate", "--in", "soon"], "write a time such as 90s, 10m or 2h"),
        (&["sessions", "list"], "there is no file of sessions at target/dev-tenant/sessions.db"),
        (&["sessions", "end"], "say whose sessions end"),
        (&["sessions", "end", "--user", "maya@example.org", "--tenant", "t"], "are GUIDs; names and e-mail"),
        (&["sessions", "end", "--tenant", "contoso.onmicrosoft.com"], "the ID of a tenant, which is a GUID"),
        (&["sessions", "end", "--tenant", "aaaaaaaa-2222-4333-8444-555555555555", "--all"], "cannot be used with"),
        (&["sessions", "list", "--user", "aaaaaaaa-2222-4333-8444-555555555555"], "say --tenant as well"),
    ] {
        let said = operator.refused(arguments);
        assert!(said.contains(words), "{arguments:?}: {said}");
    }
    let in_memory = Operator::new().with("SESSION_STORE", "memory:");
    assert!(in_memory.refused(&["sessions", "list"]).contains("only the app itself reaches that"));
    let wrong = Operator::new().with("SESSION_STORE", "paper:");
    assert!(wrong.refused(&["sessions", "list"]).contains("SESSION_STORE does not name a session store"));
}

/// Returns the settings with which an app starts. The OpenID provider at `origin` cannot be reached.
fn app(origin: &str) -> Operator {
    Operator::new()
        .with("CLIENT_ID", "app")
        .with("CLIENT_SECRET", "secret")
        .with("OIDC_AUTHORITY", "http://localhost:9")
        .with("REDIRECT_URI", format!("{origin}/getAToken"))
        .with("LEPTOS_SITE_ADDR", "127.0.0.1:0")
}

#[test]
fn on_loopback_the_app_creates_its_keys_once_and_says_so() {
    let operator = app("http://localhost:3000");
    let first = operator.start();
    assert!(first.contains("Created the session key file data/session-keys (mode 0600)"), "{first}");
    assert_eq!(operator.done(&["keys", "list"]).lines().count(), 2);
    assert!(!operator.start().contains("Created the session key file"));
}

#[test]
fn on_https_the_app_requires_keys_and_creates_none() {
    let operator = app("https://example.org");
    let said = operator.start();
    assert!(said.contains("SESSION_KEYS_FILE is not set") && said.contains("leptos-entra keys new --file"), "{said}");
    operator.done(&["keys", "new", "--file", "keys"]);
    assert!(!operator.path("data").exists());
    let said = operator.with("SESSION_KEYS_FILE", "keys").start();
    assert!(!said.contains("Config missing") && !said.contains("Created the session key file"), "{said}");
}
