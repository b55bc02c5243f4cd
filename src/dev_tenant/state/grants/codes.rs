//! Authorization codes of the dev tenant. Each can be used once within one minute.

use std::collections::HashMap;
use std::time::Duration;

use crate::dev_tenant::protocol::authority_path::AuthorityPath;
use crate::dev_tenant::protocol::random::{fingerprint, opaque};
use crate::dev_tenant::state::grants::grant::Grant;

const CODE_LIFETIME: Duration = Duration::from_mins(1);
/// The time for which codes are kept after their issue, so that a second use is detected.
const MEMORY: Duration = Duration::from_hours(1);

/// The data that the dev tenant keeps with an issued code (RFC 6749, section 4.1.3; RFC 7636, section 4.6).
#[derive(Clone, Debug)]
pub struct IssuedCode {
    pub grant: Grant,
    pub redirect_uri: String,
    pub code_challenge: String,
    pub nonce: Option<String>,
    pub wants_client_info: bool,
    /// The authority path of the sign-in. The code is valid at this authority only.
    pub authority: AuthorityPath,
}

/// The result of presenting an authorization code to the token endpoint.
pub enum Redemption {
    First(Box<IssuedCode>),
    /// The code was used before. The tokens of its sign-in must be revoked (RFC 6749, section 4.1.2).
    Again {
        family: String,
    },
    Expired,
    Unknown,
}

struct KeptCode {
    issued: IssuedCode,
    issued_at: Duration,
    spent: bool,
}

#[derive(Default)]
pub struct Codes {
    by_fingerprint: HashMap<String, KeptCode>,
}

impl Codes {
    /// Stores the data of a new authorization code and returns the code.
    pub fn issue(&mut self, issued: IssuedCode, now: Duration) -> String {
        self.by_fingerprint.retain(|_, entry| entry.issued_at + MEMORY > now);
        let value = opaque();
        self.by_fingerprint.insert(fingerprint(&value), KeptCode { issued, issued_at: now, spent: false });
        value
    }

    /// Marks a code as used, whether or not the rest of the token request is valid.
    pub fn redeem(&mut self, value: &str, now: Duration) -> Redemption {
        let Some(entry) = self.by_fingerprint.get_mut(&fingerprint(value)) else { return Redemption::Unknown };
        if entry.spent {
            return Redemption::Again { family: entry.issued.grant.family.clone() };
        }
        entry.spent = true;
        if now >= entry.issued_at + CODE_LIFETIME {
            return Redemption::Expired;
        }
        Redemption::First(Box::new(entry.issued.clone()))
    }
}
