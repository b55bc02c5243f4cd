//! Tests of the key ring with a file: a changed file is reread, and a broken file leaves the old keys in use.

use std::{fs, path::PathBuf, time::Duration};

use tempfile::TempDir;

use super::{KeyRing, MasterKey};
use crate::server::key_file;

const KEPT_FOR: Duration = Duration::from_hours(1);

struct KeyFolder {
    _folder: TempDir,
    path: PathBuf,
}

impl KeyFolder {
    fn with_a_key() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("session-keys");
        key_file::make(&path, 0).unwrap();
        Self { _folder: folder, path }
    }

    /// Returns a key ring that checks the file for changes at every use (`look_every` is zero), or not during the test.
    fn ring(&self, look_every: Duration) -> KeyRing {
        KeyRing::of_file(&self.path, look_every).unwrap()
    }

    fn rotate(&self, now: i64, seals_from: i64) -> [u8; 4] {
        key_file::rotate(&self.path, now, seals_from, KEPT_FOR).unwrap().added
    }
}

fn sealing(ring: &KeyRing, now: i64) -> [u8; 4] {
    ring.sealing(now).unwrap().id()
}

#[test]
fn a_new_key_seals_from_its_start_time() {
    let place = KeyFolder::with_a_key();
    let ring = place.ring(Duration::ZERO);
    let first = sealing(&ring, 100);
    let second = place.rotate(100, 700);
    assert_eq!(sealing(&ring, 699), first);
    assert_eq!(sealing(&ring, 700), second);
    assert!(ring.opening(first).is_some() && ring.opening(second).is_some());
}

#[test]
fn given_future_keys_only_then_the_first_one_seals() {
    let ring = KeyRing::of(vec![MasterKey::new(&[1; 32], 500), MasterKey::new(&[2; 32], 900)]);
    assert_eq!(sealing(&ring, 0), MasterKey::new(&[1; 32], 0).id(), "clocks may differ");
}

#[test]
fn the_key_file_is_not_reread_within_the_interval() {
    let place = KeyFolder::with_a_key();
    let ring = place.ring(Duration::from_hours(1));
    let first = sealing(&ring, 100);
    place.rotate(100, 100);
    assert_eq!(sealing(&ring, 100), first);
}

#[test]
fn an_unknown_key_id_rereads_the_key_file_at_once() {
    let place = KeyFolder::with_a_key();
    let ring = place.ring(Duration::from_hours(1));
    let mut keys = Vec::new();
    for _ in 0..20 {
        let added = place.rotate(100, 100);
        keys.push(added);
        assert!(ring.opening(added).is_some(), "however quickly one follows the other");
    }
    assert_eq!(sealing(&ring, 100), *keys.last().unwrap(), "and what was found then seals, too");
    assert!(ring.opening([0; 4]).is_none());
}

#[test]
fn given_a_broken_or_missing_key_file_then_the_old_keys_stay() {
    let place = KeyFolder::with_a_key();
    let ring = place.ring(Duration::ZERO);
    let first = sealing(&ring, 100);
    let whole = fs::read(&place.path).unwrap();
    for broken in [&b"nonsense"[..], b"", &whole[..whole.len() - 9]] {
        fs::write(&place.path, broken).unwrap();
        assert_eq!(sealing(&ring, 100), first);
        assert!(ring.opening(first).is_some() && ring.opening([0; 4]).is_none());
        assert!(ring.may_be_stale());
    }
    fs::remove_file(&place.path).unwrap();
    assert_eq!(sealing(&ring, 100), first);
    key_file::make(&place.path, 0).unwrap();
    assert_ne!(sealing(&ring, 100), first);
    assert!(ring.opening(first).is_none(), "a key that was taken out opens nothing");
    assert!(!ring.may_be_stale());
}

#[test]
fn given_no_setting_then_the_key_file_is_beside_the_store() {
    use crate::server::config::SessionStoreSetting;

    let folder = tempfile::tempdir().unwrap();
    let store = SessionStoreSetting::Sqlite(folder.path().join("data/sessions.db"));
    let made = KeyRing::make_missing_file(None, &store).unwrap();
    assert_eq!(made, Some(folder.path().join("data/session-keys")));
    assert_eq!(KeyRing::make_missing_file(None, &store).unwrap(), None, "it is said once");
    let (one, two) = (KeyRing::open(None, &store).unwrap(), KeyRing::open(None, &store).unwrap());
    assert_eq!(sealing(&one, 0), sealing(&two, 0));
    let memory = SessionStoreSetting::Memory;
    assert_eq!(KeyRing::make_missing_file(None, &memory).unwrap(), None);
    assert_ne!(sealing(&KeyRing::open(None, &memory).unwrap(), 0), sealing(&KeyRing::open(None, &memory).unwrap(), 0));
    let named = folder.path().join("named");
    assert!(KeyRing::open(Some(&named), &store).is_err(), "a file that is named is never made");
}
