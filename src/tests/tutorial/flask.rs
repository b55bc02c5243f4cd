//! The tutorials' Flask app as a process, which receives requests of a browser by its standard input.

use std::{
    ffi::OsString,
    io::{BufRead as _, BufReader, Write as _},
    process::{Child, ChildStdin, ChildStdout, Command, Stdio},
};

use serde::Deserialize;
use tempfile::TempDir;

const ADVICE: &str = "Run `make test`, or `bash .make/setup.sh tutorial` and then `. .make/env.sh`.";

/// The running Flask app, with the cookies of one browser.
pub struct Flask {
    child: Child,
    requests: ChildStdin,
    responses: BufReader<ChildStdout>,
    /// The folder of the Flask sessions and of the certificate that the app trusts.
    _folder: TempDir,
}

/// A response of the Flask app.
#[derive(Debug, Deserialize)]
pub struct Response {
    pub status: u16,
    pub headers: Vec<(String, String)>,
    pub body: String,
}

impl Response {
    /// Returns the value of a header, or an empty string if it is missing.
    pub fn header(&self, name: &str) -> &str {
        let mut named = self.headers.iter().filter(|(other, _)| other.eq_ignore_ascii_case(name));
        named.next().map_or("", |(_, value)| value)
    }
}

impl Flask {
    /// Starts the app with these settings. It trusts this certificate, as PEM, and sends all requests to the proxy.
    pub fn start(settings: &[(&str, String)], certificate: &str, proxy: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let trusted = folder.path().join("trusted.pem");
        std::fs::write(&trusted, certificate).unwrap();
        let mut child = Command::new("python3")
            .args(["-c", include_str!("app.py")])
            .env("PYTHONPATH", packages())
            .env("SESSIONS", folder.path())
            .env("REQUESTS_CA_BUNDLE", trusted)
            .env("HTTPS_PROXY", proxy)
            .env("NO_PROXY", "")
            .envs(settings.iter().map(|(name, value)| (*name, value)))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap_or_else(|error| panic!("python3 does not start: {error}. {ADVICE}"));
        let (requests, responses) = (child.stdin.take().unwrap(), child.stdout.take().unwrap());
        Self { child, requests, responses: BufReader::new(responses), _folder: folder }
    }

    /// Opens a path of the app. The thread blocks until the response is complete.
    pub fn get(&mut self, path: &str) -> Response {
        tokio::task::block_in_place(|| {
            writeln!(self.requests, "{path}").unwrap();
            let mut line = String::new();
            self.responses.read_line(&mut line).unwrap();
            assert!(!line.is_empty(), "the Flask app has ended; its errors are above. {ADVICE}");
            serde_json::from_str(&line).unwrap()
        })
    }
}

impl Drop for Flask {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Returns the folder of the Python packages, as `.make/env.sh` names it.
#[expect(clippy::disallowed_methods, reason = "this is not a setting of the app")]
fn packages() -> OsString {
    std::env::var_os("LEPTOS_ENTRA_PYTHON_TUTORIAL").unwrap_or_default()
}
