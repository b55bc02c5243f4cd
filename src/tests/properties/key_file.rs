//! The session key file: it is read as a whole or rejected, and the error message shows no key.

use std::{fs, path::PathBuf, sync::LazyLock};

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use leptos_entra::server::key_file::{self, FileKey, KeyFileError};
use proptest::{collection::vec, prelude::*, sample::select};
use tempfile::{Builder, TempDir};
use time::{OffsetDateTime, format_description::well_known::Rfc3339};

static FOLDER: LazyLock<TempDir> = LazyLock::new(|| Builder::new().tempdir().unwrap());

/// Writes a text to a file and reads its keys. Each property uses another file, because they run concurrently.
fn read(name: &str, text: &[u8]) -> Result<Vec<FileKey>, KeyFileError> {
    use std::os::unix::fs::OpenOptionsExt as _;
    let path: PathBuf = FOLDER.path().join(name);
    if !path.exists() {
        fs::OpenOptions::new().create(true).write(true).truncate(true).mode(0o600).open(&path).unwrap();
    }
    fs::write(&path, text).unwrap();
    key_file::read(&path)
}

fn line((seconds, key): &(i64, [u8; 32])) -> String {
    let time = OffsetDateTime::from_unix_timestamp(*seconds).unwrap().format(&Rfc3339).unwrap();
    format!("{time} {}", URL_SAFE_NO_PAD.encode(key))
}

fn keys() -> impl Strategy<Value = Vec<(i64, [u8; 32])>> {
    let key = any::<[u8; 32]>().prop_filter("an example", |key| key.iter().any(|byte| *byte != key[0]));
    vec((0_i64..4_000_000_000, key), 1..4)
}

proptest! {
    #[test]
    fn given_any_key_file_then_an_error_shows_no_key(
        keys in keys(),
        pieces in vec(r"[ -~]{0,20}|2026-0[1-9]-0[1-9]T00:00:00Z |[A-Za-z0-9_-]{43}|#[a-z]{0,4}|\n|\r\n| |\PC{0,4}", 0..5),
        place in 0_usize..6,
    ) {
        let mut lines: Vec<_> = keys.iter().map(line).collect();
        lines.insert(place.min(lines.len()), pieces.concat());
        let text = lines.join(if place == 5 { " " } else { "\n" });
        match read("odd", text.as_bytes()) {
            Ok(read) => {
                prop_assert!(!read.is_empty() && read.is_sorted_by_key(|key| key.seals_from));
                for key in read {
                    prop_assert_eq!(key.id, key_file::key_id(key.bytes()));
                    prop_assert!(text.contains(&URL_SAFE_NO_PAD.encode(key.bytes())));
                }
            }
            Err(error) => {
                let words = format!("{error} {error:?}");
                let secrets = text.split_whitespace().filter(|word| word.len() >= 40);
                prop_assert!(secrets.into_iter().all(|secret| !words.contains(secret)));
            }
        }
    }

    #[test]
    fn given_any_bytes_then_the_key_file_parser_does_not_panic(bytes in vec(any::<u8>(), 0..200)) {
        if let Ok(keys) = read("bytes", &bytes) {
            prop_assert!(!keys.is_empty());
        }
    }

    #[test]
    fn the_keys_of_a_file_are_all_read_the_oldest_first(
        keys in keys(),
        between in select(vec!["\n", "\n\n", "\n# a comment\n", "\n   \n", "\r\n"]),
    ) {
        let text = keys.iter().map(line).collect::<Vec<_>>().join(between);
        let mut expected: Vec<_> = keys.iter().map(|(seconds, key)| (*seconds, key_file::key_id(key))).collect();
        expected.sort_by_key(|(seconds, _)| *seconds);
        let read = read("good", text.as_bytes()).unwrap();
        prop_assert_eq!(read.iter().map(|key| (key.seals_from, key.id)).collect::<Vec<_>>(), expected);
    }
}
