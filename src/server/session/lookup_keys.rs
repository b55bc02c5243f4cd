//! The keys under which the store finds its records: one type for each kind, so that the compiler rejects a mix-up.
//!
//! Each key is a SHA-256 hash. The value that was hashed (a session ID, a `state`, a cookie) cannot be computed from it.
//! The person keys and provider-session keys are not keyed with a secret, because a rotation of the secret would change them. The
//! sessions of a user would have several keys then, and each lookup (at a sign-in, in a list, after a sign-out at the provider)
//! would have to search under every key of the ring. A replica that has not reread the key file yet would miss sessions that must end.
//!
//! A reader of the database can therefore check a guess: "does this user have a session?" Object IDs of Entra ID and values of
//! `sid` are random, so the reader must know them from elsewhere. A `sub` of another provider may be a user name, and a reader can
//! try all likely names. Tenant IDs are public, so they are not hashed but sealed (`store::tenants`).
//!
//! The compiler rejects a key of one kind where a function takes a key of another kind:
//!
//! ```compile_fail,E0308
//! use leptos_entra::server::session::{PersonKey, SessionKey};
//!
//! fn end_session(_: SessionKey) {}
//! end_session(PersonKey::from([7; 32]));
//! ```

use std::fmt;

use serde::{Deserialize, Serialize};

macro_rules! key_types {
    ($($(#[$documentation:meta])+ $name:ident;)+) => { $(
        $(#[$documentation])+
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub struct $name([u8; 32]);

        impl $name {
            /// Returns the bytes of the hash.
            pub fn to_bytes(self) -> [u8; 32] {
                self.0
            }
        }

        impl From<[u8; 32]> for $name {
            fn from(hash: [u8; 32]) -> Self {
                Self(hash)
            }
        }

        impl AsRef<[u8]> for $name {
            fn as_ref(&self) -> &[u8] {
                &self.0
            }
        }

        /// Shows the type without the hash, because keys belong in no log.
        impl fmt::Debug for $name {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str(stringify!($name))
            }
        }
    )+ };
}

key_types! {
    /// Finds a session and its tokens: the hash of the session ID.
    SessionKey;
    /// Finds the sessions of a user: the hash of the user's identity.
    PersonKey;
    /// Finds the sessions of one session at the provider: the hash of relying party and `sid`.
    ProviderSessionKey;
    /// Finds a short-lived record: the hash of a random value, for example of `state`.
    RecordKey;
    /// Binds a short-lived record to a browser: the hash of a cookie that only this browser has.
    BrowserKey;
}

#[cfg(test)]
mod tests {
    use super::SessionKey;

    #[test]
    fn given_a_key_when_debugged_then_no_byte_is_shown() {
        assert_eq!(format!("{:?}", Some(SessionKey::from([171; 32]))), "Some(SessionKey)");
    }

    #[test]
    fn given_a_key_when_serialized_then_it_is_the_bare_array() {
        let bare = rmp_serde::to_vec_named(&[7_u8; 32]).unwrap();
        assert_eq!(rmp_serde::to_vec_named(&SessionKey::from([7; 32])).unwrap(), bare);
    }
}
