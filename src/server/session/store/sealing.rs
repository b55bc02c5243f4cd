//! Sealing: a record is readable only with a master key *and* the secret that the browser brings along.
//!
//! A stolen database opens nothing without the key file, and a stolen key file with the database opens nothing without the
//! cookies. AES-256-GCM with a random nonce and a key of its own for each table and browser's secret: what stands at one place
//! may be sealed with it more than once. Table, row, and version (of a session: its mark) are authenticated: a record opens at
//! no other place, and beside no other version than its own. Whoever may write to the store can still put a whole row back as
//! it once was, and remove it: against that nothing is sealed.

use aws_lc_rs::aead::{AES_256_GCM, Aad, Nonce, RandomizedNonceKey};

use super::{
    super::{
        super::{clock, key_file::KeyId},
        keys::{KeyRing, MasterKey},
    },
    StoreError,
    backend::Key,
};

/// The first byte of every sealed record, so that another format can follow.
const FORMAT: u8 = 1;
const NONCE: usize = 12;

/// Where a sealed record stands; it opens nowhere else.
#[derive(Clone, Copy, Debug)]
pub struct Place {
    pub table: &'static str,
    pub key: Key,
    pub version: i64,
}

impl Place {
    fn aad(&self) -> Aad<Vec<u8>> {
        Aad::from([self.table.as_bytes(), &[0], &self.key, &self.version.to_be_bytes()].concat())
    }
}

/// Why a record does not open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Closed {
    /// It names a key that is not there.
    UnknownKey,
    /// It was sealed for another browser or another place, or was changed.
    Changed,
}

/// Seals a record: format, key ID, nonce, and what AES-GCM makes of it.
pub fn seal(keys: &KeyRing, place: Place, secret: &[u8], mut record: Vec<u8>) -> Result<Vec<u8>, StoreError> {
    let master = keys.sealing(clock::unix_now()).ok_or(StoreError::NoKey)?;
    let key =
        RandomizedNonceKey::new(&AES_256_GCM, &master.derive(place.table, secret)?).map_err(|_| StoreError::Seal)?;
    let nonce = key.seal_in_place_append_tag(place.aad(), &mut record).map_err(|_| StoreError::Seal)?;
    Ok([&[FORMAT][..], master.id().as_slice(), nonce.as_ref(), &record].concat())
}

/// Opens a record.
pub fn open(keys: &KeyRing, place: Place, secret: &[u8], sealed: &[u8]) -> Result<Vec<u8>, Closed> {
    let (id, rest) = split(sealed).ok_or(Closed::Changed)?;
    let master = keys.opening(id).ok_or(Closed::UnknownKey)?;
    open_with(&master, place, secret, rest).ok_or(Closed::Changed)
}

fn open_with(master: &MasterKey, place: Place, secret: &[u8], rest: &[u8]) -> Option<Vec<u8>> {
    let (nonce, record) = rest.split_at_checked(NONCE)?;
    let key = RandomizedNonceKey::new(&AES_256_GCM, &master.derive(place.table, secret).ok()?).ok()?;
    let nonce = Nonce::try_assume_unique_for_key(nonce).ok()?;
    let mut record = record.to_vec();
    let length = key.open_in_place(nonce, place.aad(), &mut record).ok()?.len();
    record.truncate(length);
    Some(record)
}

/// Says whether a record was sealed with another key than the one that seals now.
pub fn is_of_another_key(keys: &KeyRing, sealed: &[u8]) -> bool {
    let sealing = keys.sealing(clock::unix_now());
    sealing.is_some_and(|sealing| split(sealed).is_none_or(|(id, _)| id != sealing.id()))
}

fn split(sealed: &[u8]) -> Option<(KeyId, &[u8])> {
    let (&FORMAT, rest) = sealed.split_first()? else { return None };
    let (id, rest) = rest.split_first_chunk()?;
    Some((*id, rest))
}

#[cfg(test)]
mod tests {
    use super::{Closed, KeyRing, MasterKey, Place, is_of_another_key, open, seal};

    const PLACE: Place = Place { table: "session", key: [1; 32], version: 7 };

    fn sealed(keys: &KeyRing) -> Vec<u8> {
        seal(keys, PLACE, b"cookie", b"record".to_vec()).unwrap()
    }

    #[test]
    fn what_was_sealed_opens_in_its_place_with_its_secret() {
        let keys = KeyRing::random().unwrap();
        assert_eq!(open(&keys, PLACE, b"cookie", &sealed(&keys)).unwrap(), b"record");
    }

    #[test]
    fn it_opens_nowhere_else_and_for_nobody_else() {
        let keys = KeyRing::random().unwrap();
        let sealed = sealed(&keys);
        assert_eq!(open(&keys, PLACE, b"another cookie", &sealed), Err(Closed::Changed));
        assert_eq!(open(&KeyRing::random().unwrap(), PLACE, b"cookie", &sealed), Err(Closed::UnknownKey));
        for place in
            [Place { table: "session_tokens", ..PLACE }, Place { key: [2; 32], ..PLACE }, Place { version: 8, ..PLACE }]
        {
            assert_eq!(open(&keys, place, b"cookie", &sealed), Err(Closed::Changed));
        }
    }

    #[test]
    fn of_a_record_that_was_changed_or_cut_nothing_opens() {
        let keys = KeyRing::random().unwrap();
        let sealed = sealed(&keys);
        for position in 0..sealed.len() {
            let mut changed = sealed.clone();
            changed[position] ^= 1;
            assert!(open(&keys, PLACE, b"cookie", &changed).is_err(), "{position}");
            assert!(open(&keys, PLACE, b"cookie", &sealed[..position]).is_err(), "{position}");
        }
    }

    #[test]
    fn each_table_has_keys_of_its_own() {
        let master = MasterKey::new(&[1; 32], 0);
        let key = |table, secret: &[u8]| master.derive(table, secret).unwrap();
        assert_ne!(key("session", b"cookie"), key("session_tokens", b"cookie"));
        assert_ne!(key("session", b"_tokens"), key("session_tokens", b""));
        assert_ne!(key("session", b"cookie"), key("session", b"another"));
    }

    #[test]
    fn the_same_record_is_never_sealed_alike() {
        let keys = KeyRing::random().unwrap();
        assert_ne!(sealed(&keys), sealed(&keys));
    }

    #[test]
    fn a_new_key_seals_from_its_time_on_and_the_old_one_still_opens() {
        let (old, new, future) = ([1; 32], [2; 32], [3; 32]);
        let before = KeyRing::of(vec![MasterKey::new(&old, 0)]);
        let after =
            KeyRing::of(vec![MasterKey::new(&future, i64::MAX), MasterKey::new(&old, 0), MasterKey::new(&new, 1)]);
        let (earlier, later) = (sealed(&before), sealed(&after));
        assert!(open(&after, PLACE, b"cookie", &earlier).is_ok());
        assert_eq!(open(&before, PLACE, b"cookie", &later), Err(Closed::UnknownKey));
        assert!(is_of_another_key(&after, &earlier) && !is_of_another_key(&after, &later));
    }

    proptest::proptest! {
        #[test]
        fn whatever_was_sealed_opens_as_it_was_and_not_once_it_was_changed(
            record in proptest::collection::vec(proptest::prelude::any::<u8>(), 0..200),
            secret in proptest::collection::vec(proptest::prelude::any::<u8>(), 0..40),
            (key, version) in proptest::prelude::any::<([u8; 32], i64)>(),
            (at, bit) in (proptest::prelude::any::<proptest::sample::Index>(), 0_u8..8),
            other in proptest::collection::vec(proptest::prelude::any::<u8>(), 0..80),
        ) {
            let keys = KeyRing::of(vec![MasterKey::new(&key, 0)]);
            let place = Place { key, version, ..PLACE };
            let sealed = seal(&keys, place, &secret, record.clone()).unwrap();
            proptest::prop_assert_eq!(open(&keys, place, &secret, &sealed), Ok(record));
            let mut changed = sealed.clone();
            let at = at.index(changed.len());
            changed[at] ^= 1_u8 << bit;
            proptest::prop_assert!(open(&keys, place, &secret, &changed).is_err());
            proptest::prop_assert!(open(&keys, place, &secret, &sealed[..at]).is_err());
            let elsewhere = Place { version: version ^ 1, ..place };
            proptest::prop_assert!(open(&keys, elsewhere, &secret, &sealed).is_err());
            proptest::prop_assert!(open(&keys, place, &[&secret[..], &[0]].concat(), &sealed).is_err());
            proptest::prop_assert!(open(&keys, place, &secret, &[&[1][..], &other].concat()).is_err());
        }
    }
}
