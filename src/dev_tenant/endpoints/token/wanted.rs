//! The tokens that one request wants from a grant.

use crate::dev_tenant::protocol::scopes::Scopes;

pub struct WantedTokens {
    pub scopes: Scopes,
    pub nonce: Option<String>,
    pub client_info: bool,
}
