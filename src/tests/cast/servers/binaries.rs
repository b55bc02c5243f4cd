//! Where the programs of the servers are.

use std::{
    ffi::OsString,
    path::{Path, PathBuf},
};

/// Debian keeps servers where the `PATH` of a person does not always lead.
const ELSEWHERE: [&str; 2] = ["/usr/local/sbin", "/usr/sbin"];
/// Debian keeps one folder for each version of PostgreSQL here, and none of them is on the `PATH`.
const POSTGRESQL: &str = "/usr/lib/postgresql";

/// Returns where a program is. Valkey is as good as Redis.
pub fn binary(name: &str) -> PathBuf {
    let names = if name == "redis-server" { &["valkey-server", "redis-server"][..] } else { &[name] };
    names.iter().find_map(|name| found(name)).unwrap_or_else(|| {
        panic!("{name} is missing on this machine: `make test` installs it (or `bash .make/setup.sh servers` alone).")
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

/// The newest first.
fn versions_of_postgresql() -> impl Iterator<Item = PathBuf> {
    let folders = std::fs::read_dir(POSTGRESQL).into_iter().flatten().flatten();
    let mut versions: Vec<u32> = folders.filter_map(|folder| folder.file_name().to_str()?.parse().ok()).collect();
    versions.sort_unstable();
    versions.into_iter().rev().map(|version| Path::new(POSTGRESQL).join(version.to_string()).join("bin"))
}
