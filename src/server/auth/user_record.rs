//! The record of a signed-in user, made from a verified ID token.

use std::time::Duration;

use openidconnect::AccessToken;
use tokio::time::timeout;
use tower_sessions::session::Id;

use super::{Auth, RelyingParty};
use crate::server::{
    clock,
    oidc::{ProofRequest, ProviderSnapshot, UserInfoError, UserNames, VerifiedIdToken},
    security_event::SecurityEvent,
    session::{Person, UserSession, session_key},
};

/// The display name of a user whom the provider does not name. A subject identifier is never shown as a name.
const UNNAMED: &str = "signed-in user";
/// The accepted difference between the clocks of this machine and of the provider.
const CLOCK_TOLERANCE_SECONDS: i64 = 60;
/// The timeout of the `UserInfo` request for the user's name, because the sign-in waits for it.
const USER_INFO_WITHIN: Duration = Duration::from_secs(3);
/// A hint or a user name is sent in addresses, so a longer value is not stored.
const LONGEST_HINT: usize = 320;

impl Auth {
    /// Logs and counts a sign-in, without personal data.
    pub(super) fn log_sign_in(&self, user: &UserSession, id: Id) {
        let (session, user) = (self.store.session_in_log(session_key(id)), self.store.user_in_log(Person::of(user)));
        tracing::info!(event = SecurityEvent::SignedIn.name(), session, user, "a user signed in");
        self.relying_party.metrics().sign_in_succeeded();
    }
}

/// Returns the record of the user that a verified ID token names. Without a name in the ID token, the names come from
/// `UserInfo`. A failure of `UserInfo` does not prevent the sign-in.
pub async fn user_session(
    relying_party: &RelyingParty,
    provider: &ProviderSnapshot,
    token: VerifiedIdToken,
    access_token: Option<&AccessToken>,
) -> UserSession {
    let names = match access_token.filter(|_| token.display_name().is_none()) {
        Some(access_token) => from_user_info(relying_party, provider, access_token, &token.subject).await,
        None => UserNames::default(),
    };
    let display_name = token.display_name().or_else(|| names.display_name()).unwrap_or(UNNAMED).to_owned();
    let usernames = [token.preferred_username, token.email, names.preferred_username, names.email];
    let username = usernames.into_iter().flatten().find(|name| name.len() <= LONGEST_HINT);
    let now = clock::unix_now();
    UserSession {
        relying_party: relying_party.name().to_owned(),
        display_name,
        issuer: token.issuer,
        subject: token.subject,
        tenant_id: token.tenant_id,
        object_id: token.object_id,
        username,
        login_hint: token.login_hint.filter(|hint| hint.len() <= LONGEST_HINT),
        provider_session: token.provider_session,
        signed_in_at: now,
        membership: token.membership,
        contexts: token.contexts,
        consent_requested: Vec::new(),
        // A time in the future would never expire, so it counts as missing.
        authenticated_at: token.authenticated_at.filter(|at| *at <= now.saturating_add(CLOCK_TOLERANCE_SECONDS)),
        acr: token.acr,
        proof_requested: ProofRequest::default(),
    }
}

async fn from_user_info(
    relying_party: &RelyingParty,
    provider: &ProviderSnapshot,
    access_token: &AccessToken,
    subject: &str,
) -> UserNames {
    let endpoint = relying_party.user_info_endpoint(provider);
    match timeout(USER_INFO_WITHIN, endpoint.names(access_token, subject)).await {
        Ok(Ok(names)) => names,
        Ok(Err(UserInfoError::NotOffered)) => UserNames::default(),
        Ok(Err(error)) => {
            let error = &error as &dyn std::error::Error;
            tracing::warn!(
                error,
                "the name of a user could not be read from the UserInfo endpoint; the sign-in continues without it"
            );
            UserNames::default()
        }
        Err(_) => {
            tracing::warn!(
                "the UserInfo endpoint did not respond in time; the sign-in continues without the name of the user"
            );
            UserNames::default()
        }
    }
}
