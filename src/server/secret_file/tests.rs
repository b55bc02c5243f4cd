//! Files with secrets: their permissions, type, size and encoding.

use std::{
    fs::{self, Permissions},
    os::unix::fs::PermissionsExt as _,
};

use super::{ErrorKind, SecretFileError, is_open_to_others, read, read_private};

#[test]
fn a_root_owned_group_readable_secret_is_accepted() {
    assert!(!is_open_to_others(0o100_440, 0), "owned by root, readable by the group of the app");
    for (mode, owner) in [(0o440, 1_000), (0o640, 1_000), (0o444, 0), (0o460, 0), (0o404, 0)] {
        assert!(is_open_to_others(mode, owner), "{mode:o} of {owner}");
    }
}

#[test]
fn a_folder_a_large_file_and_another_encoding_are_rejected() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("secret");
    assert_eq!(read(folder.path()).unwrap_err(), SecretFileError::NoFile);
    assert_eq!(read(&path).unwrap_err(), SecretFileError::Read(ErrorKind::NotFound));
    fs::write(&path, "a".repeat(64 * 1024)).unwrap();
    assert_eq!(read(&path).unwrap_err(), SecretFileError::TooLong);
    fs::write(&path, b"\xff\xfea\0").unwrap();
    assert_eq!(read(&path).unwrap_err(), SecretFileError::Read(ErrorKind::InvalidData));
}

#[test]
fn a_byte_order_mark_is_not_part_of_the_text() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("secret");
    fs::write(&path, "\u{feff}a\r\n").unwrap();
    assert_eq!(*read(&path).unwrap(), "a\r\n");
}

#[test]
fn only_a_private_read_checks_the_mode() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("secret");
    fs::write(&path, "a").unwrap();
    fs::set_permissions(&path, Permissions::from_mode(0o644)).unwrap();
    assert_eq!(*read(&path).unwrap(), "a");
    assert_eq!(read_private(&path).unwrap_err(), SecretFileError::OpenToOthers { mode: 0o644 });
    fs::set_permissions(&path, Permissions::from_mode(0o600)).unwrap();
    assert_eq!(*read_private(&path).unwrap(), "a");
}
