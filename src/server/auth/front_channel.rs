//! The sign-out that a page of the provider tells this app of, in a hidden frame (OpenID Connect Front-Channel Logout 1.0).
//!
//! The frame belongs to another site, so it brings no cookie along: the session is found by `sid` alone, which nobody can
//! guess. Entra ID leaves `iss` out more often than not.

use super::{AuthError, RelyingParty};
use crate::server::session::Store;

/// Ends the sessions that came of one session at the provider, with their tokens, and returns how many there were.
///
/// An issuer that is named must be one that this app's ID tokens come from: where people of one tenant sign in, exactly theirs.
/// Who could leave it out gains nothing by naming another, so where there are many tenants no more is compared.
pub async fn end(
    relying_party: &RelyingParty,
    store: &Store,
    provider_session: &str,
    issuer: Option<&str>,
) -> Result<usize, AuthError> {
    if let Some(issuer) = issuer
        && !relying_party.snapshot().await?.issuer_policy.accepts_issuer(issuer)
    {
        return Ok(0);
    }
    let found = store.sessions_at_provider(relying_party.name(), provider_session).await?;
    let ended = store.end_all(&found).await?;
    if ended > 0 {
        tracing::info!(event = "authn_logout", sessions = ended, "somebody signed out at the provider: front channel");
    }
    Ok(ended)
}
