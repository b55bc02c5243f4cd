//! Newer signing keys: fetched before the cached keys are old, because a token names a key that is not among them.
//!
//! Forged tokens must not make this app flood the provider, so refetching is rate-limited. An ID token comes from the
//! provider itself; a logout token, or an access token for the protected API, comes from any sender. Each has its own limit.
//! So forged logout tokens cannot delay the next sign-in, and forged access tokens cannot delay a sign-out.

use std::{sync::Arc, time::Duration};

use tokio::time::Instant;

use super::{OpenIdProvider, ProviderError, ProviderSnapshot, snapshot::LAST_KNOWN_GOOD};
use crate::server::http::Http;

/// The sender of the token that names an unknown key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenSender {
    /// The provider: the token came from the token endpoint.
    Provider,
    /// Any client: the token came with a back-channel logout request to this app.
    AnyClient,
    /// Any client: the token came with a request to the protected API.
    ApiClient,
}

impl TokenSender {
    /// Returns the minimum time between two fetches of newer keys. Microsoft recommends five minutes. The time is
    /// shorter for the other senders, because an attacker can use up these limits to delay sign-outs and API calls.
    const fn pause(self) -> Duration {
        match self {
            Self::Provider => Duration::from_mins(5),
            Self::AnyClient | Self::ApiClient => Duration::from_mins(1),
        }
    }
}

impl OpenIdProvider {
    /// Returns a newer snapshot than `known`, cached or fetched. `None` while refetching is rate-limited.
    pub async fn newer_than(
        &self,
        known: &Arc<ProviderSnapshot>,
        sender: TokenSender,
        http: &Http,
    ) -> Result<Option<Arc<ProviderSnapshot>>, ProviderError> {
        let refetch_state = match sender {
            TokenSender::Provider => &self.fetching,
            TokenSender::AnyClient => &self.fetching_for_any_client,
            TokenSender::ApiClient => &self.fetching_for_api_client,
        };
        let mut refetch_state = refetch_state.lock().await;
        let newest = self.snapshot_within(LAST_KNOWN_GOOD);
        if let Some(newer) = newest.filter(|newest| !Arc::ptr_eq(newest, known)) {
            return Ok(Some(newer));
        }
        if refetch_state.refetched_within(sender.pause()) {
            return Ok(None);
        }
        if let Some(cause) = refetch_state.recent_failure() {
            return Err(cause);
        }
        let fetched = self.fetch(http).await;
        // A failed attempt does not count for the rate limit, because it would delay a new key for minutes.
        match &fetched {
            Ok(_) => refetch_state.refetched_at = Some(Instant::now()),
            Err(cause) => refetch_state.failure = Some((Instant::now(), cause.clone())),
        }
        fetched.map(|fetched| Some(self.keep(fetched)))
    }
}

#[cfg(test)]
mod tests {
    use super::{Duration, TokenSender};

    #[test]
    fn refetches_for_client_tokens_have_the_shorter_pause() {
        let pauses = [TokenSender::AnyClient, TokenSender::Provider].map(TokenSender::pause);
        assert_eq!(pauses, [Duration::from_mins(1), Duration::from_mins(5)]);
    }
}
