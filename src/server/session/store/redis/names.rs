//! The names of Redis keys: the prefix of this app, a letter, and a hash in hexadecimal digits.
//!
//! Prefix, letters and record kinds must not change: a running system would lose its sessions.

use super::super::{
    super::lookup_keys::{BrowserKey, PersonKey, ProviderSessionKey, SessionKey},
    backend::RecordId,
};
use crate::server::hex::hex;

/// The prefix of this app's keys.
const PREFIX: &str = "leptos-entra:";

/// Returns the name of the key with the version of the data.
pub fn schema() -> String {
    format!("{PREFIX}schema")
}

/// Returns the name of a session's hash.
pub fn session(key: SessionKey) -> String {
    name("s", key.to_bytes())
}

/// Returns the pattern that matches the names of all sessions' hashes.
pub fn every_session() -> String {
    format!("{PREFIX}s:*")
}

/// Returns the name of the set of a person's sessions.
pub fn person(person: PersonKey) -> String {
    name("p", person.to_bytes())
}

/// Returns the name of the set of sessions that belong to one session at the provider.
pub fn provider_session(provider_session: ProviderSessionKey) -> String {
    name("v", provider_session.to_bytes())
}

/// Returns the name of a short-lived record's hash.
pub fn record(id: RecordId) -> String {
    name(&format!("r:{}", id.kind), id.key.to_bytes())
}

/// Returns the name of the set of a browser's records of one kind.
pub fn browser(kind: &str, browser: BrowserKey) -> String {
    name(&format!("b:{kind}"), browser.to_bytes())
}

fn name(kind: &str, key: [u8; 32]) -> String {
    format!("{PREFIX}{kind}:{}", hex(&key))
}

/// Returns the SHA-256 hash at the end of a key's name. `None` if the name has another form.
pub fn hash_of(name: &str) -> Option<[u8; 32]> {
    let (_, digits) = name.rsplit_once(':')?;
    if digits.len() != 64 || !digits.is_ascii() {
        return None;
    }
    let mut key = [0; 32];
    for (byte, pair) in key.iter_mut().zip(digits.as_bytes().chunks_exact(2)) {
        *byte = u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok()?;
    }
    Some(key)
}

#[cfg(test)]
mod tests {
    use super::{RecordId, hash_of, record, session};

    #[test]
    fn given_a_name_then_its_hash_can_be_read_back() {
        let key: [u8; 32] = std::array::from_fn(|index| u8::try_from(index * 8).unwrap());
        let id = RecordId { kind: "device", key: [171; 32].into() };
        assert_eq!(record(id), format!("leptos-entra:r:device:{}", "ab".repeat(32)));
        assert_eq!(hash_of(&session(key.into())), Some(key));
        for name in ["app:schema", "", "app:s:", "app:s:0g", &format!("app:s:{}", "é".repeat(32))] {
            assert_eq!(hash_of(name), None, "{name}");
        }
    }
}
