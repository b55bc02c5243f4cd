//! The links by which a user leaves a user flow of Azure AD B2C: "Cancel" and "Forgot your password?".

use super::RelyingParty;
use crate::server::{
    entra::{AuthorityKind, UserFlowLink, user_flow_link},
    oidc::{AuthorizationResponse, AuthorizationResult},
};

impl RelyingParty {
    /// Returns the link that the user followed: "Cancel" or "Forgot your password?". `None` for every other
    /// authorization response, and for every other provider.
    pub(super) fn user_flow_link(&self, response: &AuthorizationResponse) -> Option<UserFlowLink> {
        let AuthorizationResult::Error(error) = &response.result else { return None };
        let is_b2c = matches!(self.provider().authority().kind(), AuthorityKind::B2c { .. });
        user_flow_link(&error.error, error.number.as_deref()).filter(|_| is_b2c)
    }
}
