//! Who ends the servers of a test process, and removes their files, however that process ended.

use std::{
    fs::{self, Permissions},
    os::unix::fs::PermissionsExt as _,
    path::{Path, PathBuf},
    process::{ChildStdin, Command, Stdio},
    sync::LazyLock,
};

/// It waits until nobody holds the other end of its standard input, which the kernel sees to. A server that is asked first
/// leaves no shared memory behind.
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
    // PostgreSQL runs as somebody else, who has to pass through.
    fs::set_permissions(&folder, Permissions::from_mode(0o711)).unwrap();
    let mut shell = Command::new("sh");
    shell.args(["-c", WATCH]).arg(&folder).stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null());
    let held = shell.spawn().unwrap().stdin.take().unwrap();
    Undertaker { folder, _held: held }
});

/// Returns the folder in which each server has one: what is in there goes with this process, and so does the process whose ID is
/// in the file `pid` of such a folder.
pub fn folder() -> &'static Path {
    &UNDERTAKER.folder
}
