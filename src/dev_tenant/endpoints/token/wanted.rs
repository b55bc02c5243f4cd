//! The contents of a token response that the application requested.

use crate::dev_tenant::protocol::scopes::Scopes;

pub struct WantedTokens {
    pub scopes: Scopes,
    pub nonce: Option<String>,
    pub client_info: bool,
}
