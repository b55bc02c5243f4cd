//! Encryption of records: reading a record takes a master key *and* a secret that only the browser has.
//!
//! A stolen database is useless without the key file. With the key file it is still useless without the cookies. The cipher is
//! AES-256-GCM with a random nonce, and each pair of table and browser secret has its own key. Table, row and version (of a
//! session: its revision) are authenticated, so a record opens only in its own row and beside its own version.
//! An attacker with write access to the database can still delete a row, or restore an older copy of a whole row.

use aws_lc_rs::aead::{AES_256_GCM, Aad, Nonce, RandomizedNonceKey};

use super::{
    super::{
        super::{clock, key_file::KeyId},
        keys::{KeyRing, MasterKey},
        lookup_keys::SessionKey,
        store_error::StoreError,
    },
    backend::RecordId,
};

/// The first byte of each sealed record, so that a later version can use another format.
const FORMAT: u8 = 1;
const NONCE: usize = 12;

/// The table, row and version that a sealed record is bound to. It opens only with all three.
#[derive(Clone, Copy, Debug)]
pub struct Binding {
    table: &'static str,
    key: [u8; 32],
    version: i64,
}

/// The tables are also labels of the key derivation. They must not change: existing records would no longer open, and all users
/// would be signed out.
impl Binding {
    /// Returns the binding of a session's record.
    pub fn session(key: SessionKey, revision: i64) -> Self {
        Self { table: "session", key: key.to_bytes(), version: revision }
    }

    /// Returns the binding of a session's tokens.
    pub fn tokens(key: SessionKey, version: i64) -> Self {
        Self { table: "session_tokens", key: key.to_bytes(), version }
    }

    /// Returns the binding of the tenant in a session's row.
    pub fn tenant(key: SessionKey) -> Self {
        Self { table: "session_tenant", key: key.to_bytes(), version: 0 }
    }

    /// Returns the binding of a short-lived record, which has no version because it is always replaced as a whole.
    pub fn short_lived(id: RecordId) -> Self {
        Self { table: id.kind, key: id.key.to_bytes(), version: 0 }
    }

    /// Returns the table, for logs.
    pub fn table(&self) -> &'static str {
        self.table
    }

    fn aad(&self) -> Aad<Vec<u8>> {
        Aad::from([self.table.as_bytes(), &[0], &self.key, &self.version.to_be_bytes()].concat())
    }
}

/// The reason why a record cannot be opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OpenError {
    /// The record names a key that the ring does not contain.
    UnknownKey,
    /// The record was changed, or was sealed for another browser or binding.
    Changed,
}

/// Seals a record. Returns format, key ID, nonce and ciphertext.
pub fn seal(keys: &KeyRing, binding: Binding, secret: &[u8], mut record: Vec<u8>) -> Result<Vec<u8>, StoreError> {
    let master = keys.sealing(clock::unix_now()).ok_or(StoreError::NoKey)?;
    let key =
        RandomizedNonceKey::new(&AES_256_GCM, &master.derive(binding.table, secret)?).map_err(|_| StoreError::Seal)?;
    let nonce = key.seal_in_place_append_tag(binding.aad(), &mut record).map_err(|_| StoreError::Seal)?;
    Ok([&[FORMAT][..], master.id().as_slice(), nonce.as_ref(), &record].concat())
}

/// Opens a sealed record with the master key that it names.
pub fn open(keys: &KeyRing, binding: Binding, secret: &[u8], sealed: &[u8]) -> Result<Vec<u8>, OpenError> {
    let (id, rest) = split(sealed).ok_or(OpenError::Changed)?;
    let master = keys.opening(id).ok_or(OpenError::UnknownKey)?;
    open_with(&master, binding, secret, rest).ok_or(OpenError::Changed)
}

fn open_with(master: &MasterKey, binding: Binding, secret: &[u8], rest: &[u8]) -> Option<Vec<u8>> {
    let (nonce, record) = rest.split_at_checked(NONCE)?;
    let key = RandomizedNonceKey::new(&AES_256_GCM, &master.derive(binding.table, secret).ok()?).ok()?;
    let nonce = Nonce::try_assume_unique_for_key(nonce).ok()?;
    let mut record = record.to_vec();
    let length = key.open_in_place(nonce, binding.aad(), &mut record).ok()?.len();
    record.truncate(length);
    Some(record)
}

/// Returns whether a record was sealed with another key than the current one.
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
    use super::{Binding, KeyRing, MasterKey, OpenError, is_of_another_key, open, seal};

    const BINDING: Binding = Binding { table: "session", key: [1; 32], version: 7 };

    fn sealed(keys: &KeyRing) -> Vec<u8> {
        seal(keys, BINDING, b"cookie", b"record".to_vec()).unwrap()
    }

    #[test]
    fn given_a_sealed_record_and_its_secret_then_it_opens() {
        let keys = KeyRing::random().unwrap();
        assert_eq!(open(&keys, BINDING, b"cookie", &sealed(&keys)).unwrap(), b"record");
    }

    #[test]
    fn given_another_secret_or_binding_then_the_record_stays_closed() {
        let keys = KeyRing::random().unwrap();
        let sealed = sealed(&keys);
        assert_eq!(open(&keys, BINDING, b"another cookie", &sealed), Err(OpenError::Changed));
        assert_eq!(open(&KeyRing::random().unwrap(), BINDING, b"cookie", &sealed), Err(OpenError::UnknownKey));
        for binding in [
            Binding { table: "session_tokens", ..BINDING },
            Binding { key: [2; 32], ..BINDING },
            Binding { version: 8, ..BINDING },
        ] {
            assert_eq!(open(&keys, binding, b"cookie", &sealed), Err(OpenError::Changed));
        }
    }

    #[test]
    fn given_a_changed_or_cut_record_then_it_stays_closed() {
        let keys = KeyRing::random().unwrap();
        let sealed = sealed(&keys);
        for position in 0..sealed.len() {
            let mut changed = sealed.clone();
            changed[position] ^= 1;
            assert!(open(&keys, BINDING, b"cookie", &changed).is_err(), "{position}");
            assert!(open(&keys, BINDING, b"cookie", &sealed[..position]).is_err(), "{position}");
        }
    }

    #[test]
    fn given_two_tables_then_their_keys_differ() {
        let master = MasterKey::new(&[1; 32], 0);
        let key = |table, secret: &[u8]| master.derive(table, secret).unwrap();
        assert_ne!(key("session", b"cookie"), key("session_tokens", b"cookie"));
        assert_ne!(key("session", b"_tokens"), key("session_tokens", b""));
        assert_ne!(key("session", b"cookie"), key("session", b"another"));
    }

    #[test]
    fn given_one_record_when_sealed_twice_then_the_bytes_differ() {
        let keys = KeyRing::random().unwrap();
        assert_ne!(sealed(&keys), sealed(&keys));
    }

    #[test]
    fn given_a_new_key_then_it_seals_and_the_old_key_still_opens() {
        let (old, new, future) = ([1; 32], [2; 32], [3; 32]);
        let before = KeyRing::of(vec![MasterKey::new(&old, 0)]);
        let after =
            KeyRing::of(vec![MasterKey::new(&future, i64::MAX), MasterKey::new(&old, 0), MasterKey::new(&new, 1)]);
        let (earlier, later) = (sealed(&before), sealed(&after));
        assert!(open(&after, BINDING, b"cookie", &earlier).is_ok());
        assert_eq!(open(&before, BINDING, b"cookie", &later), Err(OpenError::UnknownKey));
        assert!(is_of_another_key(&after, &earlier) && !is_of_another_key(&after, &later));
    }

    proptest::proptest! {
        #[test]
        fn given_any_record_then_it_opens_only_unchanged_and_in_its_row(
            record in proptest::collection::vec(proptest::prelude::any::<u8>(), 0..200),
            secret in proptest::collection::vec(proptest::prelude::any::<u8>(), 0..40),
            (key, version) in proptest::prelude::any::<([u8; 32], i64)>(),
            (at, bit) in (proptest::prelude::any::<proptest::sample::Index>(), 0_u8..8),
            other in proptest::collection::vec(proptest::prelude::any::<u8>(), 0..80),
        ) {
            let keys = KeyRing::of(vec![MasterKey::new(&key, 0)]);
            let binding = Binding { key, version, ..BINDING };
            let sealed = seal(&keys, binding, &secret, record.clone()).unwrap();
            proptest::prop_assert_eq!(open(&keys, binding, &secret, &sealed), Ok(record));
            let mut changed = sealed.clone();
            let at = at.index(changed.len());
            changed[at] ^= 1_u8 << bit;
            proptest::prop_assert!(open(&keys, binding, &secret, &changed).is_err());
            proptest::prop_assert!(open(&keys, binding, &secret, &sealed[..at]).is_err());
            let elsewhere = Binding { version: version ^ 1, ..binding };
            proptest::prop_assert!(open(&keys, elsewhere, &secret, &sealed).is_err());
            proptest::prop_assert!(open(&keys, binding, &[&secret[..], &[0]].concat(), &sealed).is_err());
            proptest::prop_assert!(open(&keys, binding, &secret, &[&[1][..], &other].concat()).is_err());
        }
    }
}
