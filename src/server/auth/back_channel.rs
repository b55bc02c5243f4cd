//! A sign-out at the provider, reported by its server with a signed token (OpenID Connect Back-Channel Logout 1.0).

use std::sync::Arc;

use super::{Auth, AuthError};
use crate::server::{
    clock, detached,
    oidc::{self, IdTokenError, LogoutTokenError, LogoutTokenRules, TokenSender, VerifiedLogoutToken},
    security_event::SecurityEvent,
    session::{ListedSession, Person, StoreError},
};

/// The reason why a logout token ended no session.
#[derive(Debug, thiserror::Error)]
pub enum BackChannelError {
    #[error("the logout token was rejected")]
    Refused(#[from] LogoutTokenError),
    #[error("the logout token has been used before (`jti`)")]
    SentBefore,
    #[error(
        "no session has the `iss` and `sub` of the logout token; it has a `tid` but no `oid`, by which sessions may be stored"
    )]
    UnknownPerson,
    #[error("the logout token names an unknown session at the provider (`sid`), although its user has sessions")]
    UnknownSession,
    #[error("the keys of the provider cannot be fetched")]
    Keys(#[source] AuthError),
    #[error("no key of the provider has the key ID of the logout token, and the keys were refetched a moment ago")]
    NewKeys,
    #[error("the session store failed")]
    Store(#[from] StoreError),
}

impl BackChannelError {
    /// Whether this app or the provider failed. Every other error is the fault of the sender of the logout token, and
    /// anyone can send one.
    pub fn is_failure(&self) -> bool {
        matches!(self, Self::Keys(_) | Self::Store(_))
    }

    /// Returns the security event of a rejected logout token. `None` if the token may be right.
    pub const fn event(&self) -> Option<SecurityEvent> {
        match self {
            Self::Refused(_) => Some(SecurityEvent::TokenInvalid),
            Self::SentBefore => Some(SecurityEvent::LogoutTokenReused),
            Self::UnknownPerson | Self::UnknownSession | Self::Keys(_) | Self::NewKeys | Self::Store(_) => None,
        }
    }

    /// Whether the same logout token can succeed later.
    pub fn is_temporary(&self) -> bool {
        match self {
            Self::Keys(_) | Self::NewKeys | Self::Store(_) => true,
            Self::Refused(_) | Self::SentBefore | Self::UnknownPerson | Self::UnknownSession => false,
        }
    }
}

impl Auth {
    /// Verifies a logout token, ends the sessions that it names, with their tokens, and returns their number. `None` if the
    /// task panicked.
    ///
    /// The logout token is recorded as used only after every session has ended, so that the provider can send it again
    /// after a failure.
    ///
    /// It runs in its own task, because a provider that closes the connection must not leave half of the sessions alive.
    pub async fn end_back_channel(self: &Arc<Self>, compact: String) -> Option<Result<usize, BackChannelError>> {
        let auth = Arc::clone(self);
        detached(async move { auth.end_by_logout_token(&compact).await }).await
    }

    async fn end_by_logout_token(&self, compact: &str) -> Result<usize, BackChannelError> {
        let store = &self.store;
        let token = self.verify_logout_token(compact).await?;
        if store.has_used_logout_token(&token.issuer, &token.token_id).await? {
            return Err(BackChannelError::SentBefore);
        }
        let found = match (&token.provider_session, &token.subject) {
            // A `sid` in the logout token means one session of the user, even if the token also has a `sub`.
            (Some(session), subject) => {
                let found = store.sessions_at_provider(self.relying_party.name(), session).await?;
                match subject {
                    Some(subject) if found.is_empty() => self.sessions_without_sid(&token, subject).await?,
                    _ => found,
                }
            }
            (None, Some(subject)) => self.sessions_of_subject(&token, subject).await?,
            (None, None) => Vec::new(),
        };
        let ended = self.end_announced(&found, "back-channel logout").await?;
        store.record_logout_token(&token.issuer, &token.token_id, token.replayable_until).await?;
        Ok(ended)
    }

    /// Returns the user's sessions whose ID token had no `sid`, because the unknown `sid` of the logout token may mean
    /// any of them. An error if all sessions of the user have another `sid`, because then none can be ended. A user
    /// without sessions is signed out already.
    async fn sessions_without_sid(
        &self,
        token: &VerifiedLogoutToken,
        subject: &str,
    ) -> Result<Vec<ListedSession>, BackChannelError> {
        let mut found = self.sessions_of_subject(token, subject).await?;
        let has_sessions = !found.is_empty();
        found.retain(|session| session.listed.provider_session.is_none());
        if has_sessions && found.is_empty() { Err(BackChannelError::UnknownSession) } else { Ok(found) }
    }

    /// Returns the sessions of the user whom a logout token names. Sessions are indexed by (`tid`, `oid`) if the ID
    /// token had both, else by (`iss`, `sub`). A logout token may omit claims that the ID token had. So "no session
    /// found" is a success only if the logout token has the claims by which sessions are indexed.
    async fn sessions_of_subject(
        &self,
        token: &VerifiedLogoutToken,
        subject: &str,
    ) -> Result<Vec<ListedSession>, BackChannelError> {
        let mut found = self.store.sessions_of(Person::of_issuer(&token.issuer, subject)).await?;
        if let (Some(tenant_id), Some(object_id)) = (&token.tenant_id, &token.object_id) {
            found.extend(self.store.sessions_of(Person::in_tenant(tenant_id, object_id)).await?);
            return Ok(found);
        }
        let may_be_in_tenant = token.tenant_id.is_some();
        if found.is_empty() && may_be_in_tenant { Err(BackChannelError::UnknownPerson) } else { Ok(found) }
    }

    /// Verifies a logout token. An unknown key ID can mean that the provider has rotated its keys, so the keys are
    /// fetched once more.
    async fn verify_logout_token(&self, compact: &str) -> Result<VerifiedLogoutToken, BackChannelError> {
        let relying_party = &self.relying_party;
        let verify = |provider: &_| {
            let rules = LogoutTokenRules { provider, client_id: relying_party.client_id(), now: clock::now() };
            oidc::verify_logout_token(compact, &rules)
        };
        let snapshot = relying_party.snapshot().await.map_err(BackChannelError::Keys)?;
        match verify(&snapshot) {
            Err(LogoutTokenError::AsIdToken(IdTokenError::UnknownKey)) => {
                let newer = relying_party.newer_snapshot(&snapshot, TokenSender::AnyClient).await;
                let newer = newer.map_err(BackChannelError::Keys)?.ok_or(BackChannelError::NewKeys)?;
                Ok(verify(&newer)?)
            }
            verified => Ok(verified?),
        }
    }
}
