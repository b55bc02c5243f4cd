//! The operator's commands, as the built program runs them: keys of the sessions, and the sessions themselves.

mod keys;
mod sessions;

use std::{
    path::PathBuf,
    process::{Command, Output},
};

use tempfile::TempDir;

/// A working directory of its own, and nothing in the environment but what a test says.
struct Operator {
    folder: TempDir,
    variables: Vec<(&'static str, String)>,
}

/// What a command said.
struct Said {
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

    fn run(&self, arguments: &[&str]) -> Said {
        let mut command = Command::new(env!("CARGO_BIN_EXE_leptos-entra"));
        command.args(arguments).current_dir(self.folder.path()).env_clear().envs(self.variables.iter().cloned());
        let Output { status, stdout, stderr } = command.output().unwrap();
        let (out, error) = (String::from_utf8(stdout).unwrap(), String::from_utf8(stderr).unwrap());
        Said { done: status.success(), out, error }
    }

    fn done(&self, arguments: &[&str]) -> String {
        let said = self.run(arguments);
        assert!(said.done && said.error.is_empty(), "{arguments:?}: {}", said.error);
        said.out
    }

    /// Returns what a command that fails says: one sentence, and nothing on standard output.
    fn refused(&self, arguments: &[&str]) -> String {
        let said = self.run(arguments);
        assert!(!said.done && said.out.is_empty(), "{arguments:?}: {}", said.out);
        said.error
    }
}

#[test]
fn what_cannot_be_done_is_said_in_a_sentence() {
    let operator = Operator::new();
    for (arguments, words) in [
        (&["keys", "list"][..], "cannot be read: entity not found"),
        (&["keys", "rotate", "--file", "none"], "the file of keys none is no use"),
        (&["keys", "rotate", "--in", "soon"], "write a time such as 90s, 10m or 2h"),
        (&["sessions", "list"], "there is no file of sessions at target/dev-tenant/sessions.db"),
        (&["sessions", "end"], "say whose sessions end"),
        (&["sessions", "end", "--user", "maya@example.org", "--tenant", "t"], "are GUIDs; names and e-mail"),
        (&["sessions", "list", "--user", "aaaaaaaa-2222-4333-8444-555555555555"], "say --tenant as well"),
    ] {
        let said = operator.refused(arguments);
        assert!(said.contains(words), "{arguments:?}: {said}");
    }
    let in_memory = Operator::new().with("SESSION_STORE", "memory:");
    assert!(in_memory.refused(&["sessions", "list"]).contains("only the app itself reaches that"));
    let wrong = Operator::new().with("SESSION_STORE", "paper:");
    assert!(wrong.refused(&["sessions", "list"]).contains("SESSION_STORE names no session store"));
}
