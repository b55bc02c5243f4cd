//! The sign-out that the provider's server tells this app of, by a signed token (OpenID Connect Back-Channel Logout 1.0).

use super::{AuthError, RelyingParty};
use crate::server::{
    clock,
    oidc::{self, IdTokenError, LogoutTokenError, LogoutTokenRules, VerifiedLogoutToken, WhoAsks},
    session::{ListedSession, Person, Store, StoreError},
};

/// Why a logout token ended nothing.
#[derive(Debug, thiserror::Error)]
pub enum BackChannelError {
    #[error("the logout token was refused")]
    Refused(#[from] LogoutTokenError),
    #[error("the logout token was sent before (`jti`)")]
    SentBefore,
    #[error(
        "the logout token names nobody known here, and people may be known here by a `tid` and an `oid` that it leaves out"
    )]
    UnknownPerson,
    #[error("the provider's keys are out of reach")]
    Keys(#[source] AuthError),
    #[error("no key of the provider has the logout token's key ID, and it was asked for newer ones a moment ago")]
    NewKeys,
    #[error("the session store failed")]
    Store(#[from] StoreError),
}

impl BackChannelError {
    /// Says whether something failed here or at the provider. All else is brought about by whoever sends the request, which
    /// anybody can.
    pub fn is_failure(&self) -> bool {
        matches!(self, Self::Keys(_) | Self::Store(_))
    }

    /// Says whether the same token could do better later.
    pub fn is_temporary(&self) -> bool {
        match self {
            Self::Keys(_) | Self::NewKeys | Self::Store(_) => true,
            Self::Refused(_) | Self::SentBefore | Self::UnknownPerson => false,
        }
    }
}

/// Verifies a logout token, ends the sessions that it means, with their tokens, and returns how many there were.
///
/// It is noted as used when everything has ended and not before: a provider that was told to try again may do so.
pub async fn end(relying_party: &RelyingParty, store: &Store, compact: &str) -> Result<usize, BackChannelError> {
    let token = verify(relying_party, compact).await?;
    if store.has_used_logout_token(&token.issuer, &token.token_id).await? {
        return Err(BackChannelError::SentBefore);
    }
    let found = match (&token.provider_session, &token.subject) {
        // One session of theirs, even if the token also says whose it is.
        (Some(session), _) => store.sessions_at_provider(relying_party.name(), session).await?,
        (None, Some(subject)) => of_person(store, &token, subject).await?,
        (None, None) => Vec::new(),
    };
    let ended = store.end_all(&found).await?;
    store.note_logout_token(&token.issuer, &token.token_id, token.replayable_until).await?;
    tracing::info!(event = "authn_logout", sessions = ended, "somebody signed out at the provider: back channel");
    Ok(ended)
}

/// Sessions are listed by (`tid`, `oid`) at Microsoft if the ID token had both, else by (`iss`, `sub`). A logout token may leave
/// out what the ID token had: then "no session found" does not mean that there is none.
async fn of_person(
    store: &Store,
    token: &VerifiedLogoutToken,
    subject: &str,
) -> Result<Vec<ListedSession>, BackChannelError> {
    let mut found = store.sessions_of(Person::of_issuer(&token.issuer, subject)).await?;
    if let (Some(tenant_id), Some(object_id)) = (&token.tenant_id, &token.object_id) {
        found.extend(store.sessions_of(Person::in_tenant(tenant_id, object_id)).await?);
        return Ok(found);
    }
    let may_be_in_tenant = token.tenant_id.is_some();
    if found.is_empty() && may_be_in_tenant { Err(BackChannelError::UnknownPerson) } else { Ok(found) }
}

/// When no key has the token's key ID, the provider may have rotated its keys: they are fetched once more.
async fn verify(relying_party: &RelyingParty, compact: &str) -> Result<VerifiedLogoutToken, BackChannelError> {
    let verify = |provider: &_| {
        let rules = LogoutTokenRules { provider, client_id: &relying_party.client_id, now: clock::now() };
        oidc::verify_logout_token(compact, &rules)
    };
    let snapshot = relying_party.snapshot().await.map_err(BackChannelError::Keys)?;
    match verify(&snapshot) {
        Err(LogoutTokenError::AsIdToken(IdTokenError::UnknownKey)) => {
            let provider = relying_party.provider();
            let newer = provider.newer_than(&snapshot, WhoAsks::Stranger, &relying_party.http).await;
            let newer =
                newer.map_err(|error| BackChannelError::Keys(error.into()))?.ok_or(BackChannelError::NewKeys)?;
            Ok(verify(&newer)?)
        }
        verified => Ok(verified?),
    }
}
