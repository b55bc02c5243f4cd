//! What the keys are called: the prefix of this app, a letter, and a hash in hexadecimal digits.

use std::fmt::Write as _;

use super::super::backend::Key;

/// Makes the names of keys.
pub struct Names {
    prefix: String,
}

impl Names {
    pub fn new(prefix: &str) -> Self {
        Self { prefix: prefix.to_owned() }
    }

    /// Returns where the version of the schema stands.
    pub fn schema(&self) -> String {
        format!("{}schema", self.prefix)
    }

    /// Returns the name of a session's hash.
    pub fn session(&self, key: &Key) -> String {
        self.name("s", key)
    }

    /// Returns the pattern of the names of all sessions' hashes.
    pub fn every_session(&self) -> String {
        format!("{}s:*", self.prefix)
    }

    /// Returns the name of the set of a person's sessions.
    pub fn person(&self, person: &Key) -> String {
        self.name("p", person)
    }

    /// Returns the name of the set of the sessions that belong to one at the provider.
    pub fn provider_session(&self, provider_session: &Key) -> String {
        self.name("v", provider_session)
    }

    /// Returns the name of a short-lived record's hash.
    pub fn record(&self, kind: &str, key: &Key) -> String {
        self.name(&format!("r:{kind}"), key)
    }

    /// Returns the name of the set of a browser's records of one kind.
    pub fn browser(&self, kind: &str, browser: &Key) -> String {
        self.name(&format!("b:{kind}"), browser)
    }

    fn name(&self, what: &str, key: &Key) -> String {
        let mut name = format!("{}{what}:", self.prefix);
        for byte in key {
            // Writing to a text never fails.
            let _ = write!(name, "{byte:02x}");
        }
        name
    }
}

/// Returns the key in a name.
pub fn key_of(name: &str) -> Option<Key> {
    let (_, digits) = name.rsplit_once(':')?;
    if digits.len() != 64 || !digits.is_ascii() {
        return None;
    }
    let mut key = Key::default();
    for (byte, pair) in key.iter_mut().zip(digits.as_bytes().chunks_exact(2)) {
        *byte = u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok()?;
    }
    Some(key)
}

#[cfg(test)]
mod tests {
    use super::{Names, key_of};

    #[test]
    fn a_name_says_what_it_is_and_gives_its_key_back() {
        let names = Names::new("app:");
        let key = std::array::from_fn(|index| u8::try_from(index * 8).unwrap());
        assert_eq!(names.record("device", &[171; 32]), format!("app:r:device:{}", "ab".repeat(32)));
        assert_eq!(key_of(&names.session(&key)), Some(key));
        for name in ["app:schema", "", "app:s:", "app:s:0g", &format!("app:s:{}", "é".repeat(32))] {
            assert_eq!(key_of(name), None, "{name}");
        }
    }
}
