//! The record of a signed-in user, made from a verified ID token.

use super::RelyingParty;
use crate::server::{clock, oidc::VerifiedIdToken, session::UserSession};

/// Returns the record of the user that a verified ID token names.
pub fn user_session(relying_party: &RelyingParty, token: VerifiedIdToken) -> UserSession {
    let names = [&token.name, &token.preferred_username, &token.email];
    let display_name = names.into_iter().flatten().find(|name| !name.trim().is_empty());
    UserSession {
        relying_party: relying_party.name().to_owned(),
        display_name: display_name.unwrap_or(&token.subject).clone(),
        issuer: token.issuer,
        subject: token.subject,
        tenant_id: token.tenant_id,
        object_id: token.object_id,
        username: token.preferred_username.or(token.email),
        login_hint: token.login_hint,
        provider_session: token.provider_session,
        signed_in_at: clock::unix_now(),
        membership: token.membership,
        contexts: token.contexts,
        consent_requested: Vec::new(),
    }
}
