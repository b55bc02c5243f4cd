//! The files of credentials and session keys: each kind signs in, and each fault of a file is reported at the start, and survived
//! while the app runs.

pub mod kinds;
mod running;
mod start;

use std::{
    fs::{self, Permissions},
    os::unix::fs::{PermissionsExt as _, symlink},
    path::Path,
};

/// A fault of a file that contained a valid text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fault {
    Missing,
    /// A symbolic link to itself, because a test that runs as root can read a file of every mode.
    Unreadable,
    Directory,
    Large,
    /// The first part of the text, as while another program writes it.
    HalfWritten,
    Empty,
    OpenToOthers,
}

const FAULTS: [Fault; 7] = [
    Fault::Missing,
    Fault::Unreadable,
    Fault::Directory,
    Fault::Large,
    Fault::HalfWritten,
    Fault::Empty,
    Fault::OpenToOthers,
];

impl Fault {
    /// Replaces the valid file at this path by a file with the fault.
    fn apply(self, path: &Path, text: &str) {
        let _ = fs::remove_file(path);
        match self {
            Self::Missing => {}
            Self::Unreadable => symlink(path, path).unwrap(),
            Self::Directory => fs::create_dir(path).unwrap(),
            Self::Large => write(path, &format!("{text}{}", "#\n".repeat(40_000)), 0o600),
            Self::HalfWritten => write(path, &text[..text.len() / 3], 0o600),
            Self::Empty => write(path, "", 0o600),
            Self::OpenToOthers => write(path, text, 0o644),
        }
    }

    /// Replaces the file with the fault by a valid file.
    fn undo(self, path: &Path, text: &str) {
        let _ = if self == Self::Directory { fs::remove_dir(path) } else { fs::remove_file(path) };
        write(path, text, 0o600);
    }
}

fn write(path: &Path, text: &str, mode: u32) {
    fs::write(path, text).unwrap();
    fs::set_permissions(path, Permissions::from_mode(mode)).unwrap();
}
