//! Finds the programs of the database servers, and other programs of tests, on this machine.

use std::{
    ffi::OsString,
    path::{Path, PathBuf},
};

/// Folders in which Debian installs servers. A user's `PATH` may lack them.
const ELSEWHERE: [&str; 2] = ["/usr/local/sbin", "/usr/sbin"];
/// The folder in which Debian has a subfolder for each version of PostgreSQL. The programs there are not on the `PATH`.
const POSTGRESQL: &str = "/usr/lib/postgresql";

/// Returns the path of a server program. For the name `redis-server`, Valkey is preferred.
pub fn binary(name: &str) -> PathBuf {
    let names = if name == "redis-server" { &["valkey-server", "redis-server"][..] } else { &[name] };
    names.iter().find_map(|name| found(name)).unwrap_or_else(|| {
        panic!("{name} is missing on this machine: `make test` installs it (or `bash .make/setup.sh servers promtool` alone).")
    })
}

fn found(name: &str) -> Option<PathBuf> {
    let path = path();
    let folders = std::env::split_paths(&path).chain(ELSEWHERE.map(PathBuf::from)).chain(versions_of_postgresql());
    folders.map(|folder| folder.join(name)).find(|file| file.is_file())
}

/// Returns the `PATH` of this process.
#[expect(clippy::disallowed_methods, reason = "tests find programs as a shell does")]
pub fn path() -> OsString {
    std::env::var_os("PATH").unwrap_or_default()
}

/// Returns the folders of the installed PostgreSQL versions, the newest version first.
fn versions_of_postgresql() -> impl Iterator<Item = PathBuf> {
    let folders = std::fs::read_dir(POSTGRESQL).into_iter().flatten().flatten();
    let mut versions: Vec<u32> = folders.filter_map(|folder| folder.file_name().to_str()?.parse().ok()).collect();
    versions.sort_unstable();
    versions.into_iter().rev().map(|version| Path::new(POSTGRESQL).join(version.to_string()).join("bin"))
}
