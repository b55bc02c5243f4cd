//! The session key file: strict parsing, creation by only one process, and rotation that keeps all other lines.

use std::{
    fs::{self, Permissions},
    os::unix::fs::{PermissionsExt as _, symlink},
    path::{Path, PathBuf},
    time::Duration,
};

use tempfile::TempDir;

use super::{KeyFileError, lines::parse, make, make_if_missing, read, rotate};
use crate::server::secret_file::SecretFileError;

const DAY: i64 = 24 * 3600;
const KEPT_FOR: Duration = Duration::from_hours(1);
const FIRST: &str = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8";
const SECOND: &str = "IAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8";

fn place() -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("data").join("session-keys");
    (folder, path)
}

fn mode(path: &Path) -> u32 {
    fs::metadata(path).unwrap().permissions().mode() & 0o777
}

#[test]
fn a_new_key_file_is_owner_only_and_contains_one_key() {
    let (_folder, path) = place();
    let id = make(&path, 1_000).unwrap();
    assert_eq!(mode(&path), 0o600);
    let keys = read(&path).unwrap();
    assert_eq!((keys.len(), keys[0].id, keys[0].seals_from), (1, id, 1_000));
    assert!(matches!(make(&path, 2_000), Err(KeyFileError::Exists)));
    assert_eq!(read(&path).unwrap()[0].id, id, "an existing file is never replaced");
}

#[test]
fn given_concurrent_creation_then_one_key_file_is_made() {
    let (_folder, path) = place();
    let made: Vec<_> = std::thread::scope(|scope| {
        let tries: Vec<_> =
            (0..16).map(|_| scope.spawn(|| (make_if_missing(&path, 0).unwrap(), read(&path).unwrap()[0].id))).collect();
        tries.into_iter().map(|one| one.join().unwrap()).collect()
    });
    assert_eq!(made.iter().filter(|(made, _)| *made).count(), 1);
    assert!(made.iter().all(|(_, id)| *id == made[0].1));
    assert_eq!(fs::read_dir(path.parent().unwrap()).unwrap().count(), 1, "no temporary file is left");
}

#[test]
fn keys_comments_and_empty_lines_are_parsed() {
    let text = format!("# a comment\n\n2026-02-01T00:00:00Z {SECOND}\r\n2026-01-01T01:00:00+01:00 {FIRST}");
    let keys = parse(&text).unwrap();
    assert_eq!(keys.iter().map(|key| key.seals_from).collect::<Vec<_>>(), [1_767_225_600, 1_769_904_000]);
    assert_eq!(keys[0].bytes()[31], 31);
}

#[test]
fn an_invalid_key_line_is_reported_by_number_without_text() {
    let example = "A".repeat(43);
    for (line, words) in [
        (FIRST.to_owned(), "a time, a space, and a key"),
        (format!("2026-01-01 {FIRST}"), "RFC 3339"),
        (format!(" 2026-01-01T00:00:00Z {FIRST}"), "RFC 3339"),
        (format!("2026-01-01T00:00:00Z  {FIRST}"), "base64url"),
        (format!("2026-01-01T00:00:00Z {FIRST} "), "base64url"),
        (format!("2026-01-01T00:00:00Z {FIRST}="), "base64url"),
        (format!("2026-01-01T00:00:00Z +{}", &FIRST[1..]), "base64url"),
        (format!("2026-01-01T00:00:00Z {FIRST}{FIRST}"), "base64url"),
        (format!("2026-01-01T00:00:00Z {}", &FIRST[..42]), "base64url"),
        (format!("2026-01-01T00:00:00Z {}", &FIRST[..40]), "32 bytes"),
        (format!("2026-01-01T00:00:00Z {SECOND}"), "above"),
        (format!("2026-01-01T00:00:00Z {example}"), "an example"),
    ] {
        let error = parse(&format!("# keys\n2025-01-01T00:00:00Z {SECOND}\n{line}\n")).unwrap_err();
        let text = format!("{error} {error:?}");
        assert!(text.starts_with("line 3 ") && text.contains(words), "{line}: {text}");
        assert!(!text.contains("AwQFBgcI"), "{text}");
    }
    for text in ["", "\n\n", "# only a comment\n"] {
        assert!(matches!(parse(text), Err(KeyFileError::Empty)));
    }
}

#[test]
fn a_key_file_open_to_others_is_rejected_with_its_mode() {
    let (_folder, path) = place();
    make(&path, 0).unwrap();
    for wrong in [0o644, 0o602, 0o606, 0o620] {
        fs::set_permissions(&path, Permissions::from_mode(wrong)).unwrap();
        let error = read(&path).unwrap_err().to_string();
        assert!(error.contains(&format!("mode is {wrong:04o}, and should be 0600")), "{error}");
        assert!(rotate(&path, 0, 0, KEPT_FOR).is_err());
    }
    fs::set_permissions(&path, Permissions::from_mode(0o400)).unwrap();
    read(&path).unwrap();
}

#[test]
fn unreadable_or_oversized_key_files_are_rejected() {
    let (folder, path) = place();
    assert!(matches!(read(folder.path()), Err(KeyFileError::File(SecretFileError::NoFile))));
    assert!(matches!(read(&path), Err(KeyFileError::File(SecretFileError::Read(_)))));
    make(&path, 0).unwrap();
    fs::write(&path, "# ".repeat(40_000)).unwrap();
    assert!(matches!(read(&path), Err(KeyFileError::File(SecretFileError::TooLong))));
    fs::write(&path, b"\xff\xfe").unwrap();
    assert!(matches!(read(&path), Err(KeyFileError::File(SecretFileError::Read(_)))));
}

#[test]
fn a_rotation_adds_a_key_and_keeps_everything_else() {
    let (_folder, path) = place();
    let first = make(&path, 1_000).unwrap();
    let mut text = fs::read_to_string(&path).unwrap();
    text.push_str("# mine, and no line break at the end");
    fs::write(&path, &text).unwrap();
    fs::set_permissions(&path, Permissions::from_mode(0o400)).unwrap();
    let rotated = rotate(&path, 2_000, 2_600, KEPT_FOR).unwrap();
    assert!(rotated.dropped.is_empty());
    let keys = read(&path).unwrap();
    let found: Vec<_> = keys.iter().map(|key| (key.id, key.seals_from)).collect();
    assert_eq!(found, [(first, 1_000), (rotated.added, 2_600)]);
    assert!(fs::read_to_string(&path).unwrap().starts_with(&text), "lines stay as they were");
    assert_eq!(mode(&path), 0o400);
}

#[test]
fn a_key_is_dropped_once_no_session_can_need_it() {
    let (_folder, path) = place();
    let first = make(&path, 0).unwrap();
    let second = rotate(&path, DAY, DAY, KEPT_FOR).unwrap().added;
    let early = rotate(&path, DAY + 3_600, DAY + 3_600, KEPT_FOR).unwrap();
    assert!(early.dropped.is_empty(), "the first key encrypted until an hour ago");
    let late = rotate(&path, DAY + 3_601, DAY + 3_601, KEPT_FOR).unwrap();
    assert_eq!(late.dropped, [first]);
    let much_later = rotate(&path, 3 * DAY, 3 * DAY, KEPT_FOR).unwrap();
    assert_eq!(much_later.dropped, [second, early.added]);
    let left: Vec<_> = read(&path).unwrap().iter().map(|key| key.id).collect();
    assert_eq!(left, [late.added, much_later.added], "the key that encrypted until now is needed");
}

#[test]
fn given_a_symlink_then_a_rotation_changes_its_target() {
    let (folder, path) = place();
    make(&path, 0).unwrap();
    let link = folder.path().join("link");
    symlink(&path, &link).unwrap();
    rotate(&link, 1, 1, KEPT_FOR).unwrap();
    assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
    assert_eq!(read(&path).unwrap().len(), 2);
}

#[test]
fn given_concurrent_rotations_then_every_new_key_is_kept() {
    let (_folder, path) = place();
    make(&path, 0).unwrap();
    std::thread::scope(|scope| {
        for _ in 0..8 {
            scope.spawn(|| rotate(&path, 1, 1, KEPT_FOR).unwrap());
        }
    });
    assert_eq!(read(&path).unwrap().len(), 9);
}

#[test]
fn the_debug_text_of_a_key_has_no_key_bytes() {
    let (_folder, path) = place();
    make(&path, 0).unwrap();
    let text = fs::read_to_string(&path).unwrap();
    let key = text.trim_end().rsplit(' ').next().unwrap();
    let debugged = format!("{:?}", read(&path).unwrap());
    assert!(debugged.contains("seals_from") && !debugged.contains(key));
}
