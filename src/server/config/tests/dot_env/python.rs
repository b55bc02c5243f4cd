//! The reference for the parser of `.env`: python-dotenv itself, in a process of Python.

use std::{
    collections::BTreeMap,
    io::Write as _,
    process::{Command, Stdio},
};

use proptest::{
    strategy::{Strategy as _, ValueTree as _},
    test_runner::TestRunner,
};

use super::DotEnv;

/// The value of the only variable that is set before a file is read.
pub const SET_BEFORE: &str = "from the environment";
const NAME: &str = "SET_BEFORE";

/// Reads files from standard input (JSON), and prints for each the variables that it sets and how many lines are
/// invalid. It prints `null` for a file with names that the environment cannot take.
const PROGRAM: &str = r#"
import json, logging, os, sys, tempfile
from dotenv import load_dotenv

invalid = []
class Count(logging.Handler):
    def emit(self, record):
        invalid.append(record)
logging.getLogger("dotenv").addHandler(Count())
logging.getLogger("dotenv").propagate = False

results = []
before = {"SET_BEFORE": sys.argv[1]}
with tempfile.TemporaryDirectory() as folder:
    path = os.path.join(folder, ".env")
    for text in json.load(sys.stdin):
        with open(path, "wb") as file:
            file.write(text.encode("utf-8"))
        os.environ.clear()
        os.environ.update(before)
        invalid.clear()
        try:
            load_dotenv(path, encoding="utf-8")
            after = {name: value for name, value in os.environ.items() if name not in before}
            results.append([after, len(invalid)])
        except ValueError:
            results.append(None)
print(json.dumps(results))
"#;

/// The variables that a file sets, and how many of its lines are invalid.
type Read = (BTreeMap<String, String>, usize);

fn read_by_python(files: &[String]) -> Vec<Option<Read>> {
    let advice = "Run `make test`, or `bash .make/setup.sh python-dotenv` and then `. .make/env.sh`.";
    let started = Command::new("python3")
        .args(["-c", PROGRAM, SET_BEFORE])
        .env("PYTHONPATH", folder())
        .env("PYTHONIOENCODING", "utf-8")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn();
    let mut python = started.unwrap_or_else(|error| panic!("python3 does not start: {error}. {advice}"));
    python.stdin.take().unwrap().write_all(&serde_json::to_vec(files).unwrap()).unwrap();
    let output = python.wait_with_output().unwrap();
    let error = String::from_utf8_lossy(&output.stderr);
    assert!(!error.contains("ModuleNotFoundError"), "python-dotenv is missing. {advice}\n{error}");
    assert!(output.status.success(), "{error}");
    let results: Vec<Option<Read>> = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(results.len(), files.len());
    results
}

/// The folder of the Python packages, as `.make/env.sh` names it.
#[expect(clippy::disallowed_methods, reason = "this is not a setting of the app")]
fn folder() -> std::ffi::OsString {
    std::env::var_os("LEPTOS_ENTRA_PYTHON").unwrap_or_default()
}

/// Asserts that this app reads the same variables as python-dotenv from each file.
pub fn assert_same(files: &[String]) {
    for (text, expected) in files.iter().zip(read_by_python(files)) {
        let Some(expected) = expected else { continue };
        let file = DotEnv::read(text.as_bytes(), &|name| (name == NAME).then(|| SET_BEFORE.to_owned()));
        let set = file.variables().filter(|(name, _)| *name != NAME);
        let read: Read = (set.map(|(name, value)| (name.to_owned(), value.to_owned())).collect(), file.findings.len());
        assert_eq!(read, expected, "{text:?}");
    }
}

/// Returns the value that python-dotenv reads for the variable `A`.
pub fn value_of_a(text: &str) -> String {
    let [Some((variables, _))] = &read_by_python(&[text.to_owned()])[..] else { panic!("{text}") };
    variables["A"].clone()
}

/// Returns random files, of characters with a meaning in `.env`. Files that combine single quotes with references are
/// left out, because this app and python-dotenv differ there on purpose.
pub fn random_files() -> Vec<String> {
    let mut runner = TestRunner::deterministic();
    let strategy = "([A-C='\"\\\\#:\n\t ab-]|export |\\$\\{|\\}|A=|=\"){0,24}";
    let strategy = proptest::string::string_regex(strategy).unwrap();
    let files = (0..3000).map(|_| strategy.new_tree(&mut runner).unwrap().current());
    files.filter(|text| !(text.contains('\'') && text.contains("${"))).collect()
}
