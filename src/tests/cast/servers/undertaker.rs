//! A helper process that ends the servers of a test process and deletes their files, even if the test process was killed.

use std::{
    fs::{self, Permissions},
    os::unix::fs::PermissionsExt as _,
    path::{Path, PathBuf},
    process::{ChildStdin, Command, Stdio},
    sync::LazyLock,
};

/// The script of the helper. It waits for the end of its standard input, which the kernel closes when the test process ends. It
/// sends `TERM` before `KILL`, so that the servers can release their shared memory.
const WATCH: &str = r#"
    trap '' HUP INT TERM
    cat >/dev/null
    for signal in TERM KILL; do
        for file in "$0"/*/pid; do
            read -r pid <"$file" && kill -s "$signal" "$pid"
        done
        sleep 1
    done
    rm -rf "$0"
"#;

struct Undertaker {
    folder: PathBuf,
    _held: ChildStdin,
}

static UNDERTAKER: LazyLock<Undertaker> = LazyLock::new(|| {
    let folder = tempfile::Builder::new().prefix("leptos-entra-servers-").tempdir().unwrap().keep();
    // PostgreSQL runs as another user than the tests, and that user must be able to enter the folder.
    fs::set_permissions(&folder, Permissions::from_mode(0o711)).unwrap();
    let mut shell = Command::new("sh");
    shell.args(["-c", WATCH]).arg(&folder).stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null());
    let held = shell.spawn().unwrap().stdin.take().unwrap();
    Undertaker { folder, _held: held }
});

/// Returns the folder that contains the folders of all servers. When the test process ends, the helper ends each
/// process whose ID is in the file `pid` of a server's folder, and deletes the files.
pub fn folder() -> &'static Path {
    &UNDERTAKER.folder
}
