//! The managed identity of an Azure resource as the client credential: its tokens are the client assertions.
//!
//! A token is valid for about 24 hours. It is kept in memory, and renewed in the background after half of its lifetime. If that fails,
//! it stays in use until it expires.

mod endpoint;
#[cfg(test)]
mod tests;

use std::{
    fmt,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use secrecy::zeroize::Zeroizing;
use tokio::{
    sync::watch,
    time::{sleep, timeout},
};
use tracing::Instrument as _;

pub use self::endpoint::IdentityEndpoint;
use self::endpoint::{IdentityRequest, IssuedToken};
use super::error::IdentityError;
use crate::server::{clock, http::LocalHttp};

/// The time in seconds after a failed renewal for which the present token is used without a further attempt.
const RENEWAL_BACKOFF: i64 = 30;

/// A user-assigned managed identity, and its token.
pub struct ManagedIdentity {
    http: LocalHttp,
    request: IdentityRequest,
    state: Mutex<IdentityState>,
}

#[derive(Default)]
struct IdentityState {
    token: Option<IdentityToken>,
    /// The last fetch. It is still running while its sender exists.
    fetch: Option<watch::Receiver<FetchProgress>>,
    /// No renewal begins before this time.
    renew_at: i64,
}

/// A token with the times, in seconds since 1970, at which it is renewed and no longer used.
#[derive(Clone)]
struct IdentityToken {
    text: Zeroizing<String>,
    renew_at: i64,
    ends_at: i64,
}

#[derive(Clone, Copy)]
enum FetchProgress {
    Requested,
    /// An attempt failed, and another one follows.
    Retrying(IdentityError),
    Done(Result<(), IdentityError>),
}

impl IdentityToken {
    fn new(issued: IssuedToken, now: i64) -> Self {
        let lifetime = issued.lifetime;
        // A token request takes time, so a token is not used in its last minute.
        let ends_at = now + lifetime - (lifetime / 10).min(60);
        Self { text: issued.text, renew_at: now + lifetime / 2, ends_at }
    }
}

impl ManagedIdentity {
    /// Creates the identity with this client ID. The audience is that of the federated credential.
    pub fn new(endpoint: IdentityEndpoint, client_id: &str, audience: &str) -> Self {
        let request = IdentityRequest::new(endpoint, client_id, audience);
        Self { http: LocalHttp::default(), request, state: Mutex::default() }
    }

    /// Returns a token for a token request: the cached token, or a new token if that is issued within the time `wait`.
    ///
    /// All callers wait for the same fetch. It continues after `wait`, so that a later caller finds the token.
    pub async fn assertion(self: &Arc<Self>, wait: Duration) -> Result<Zeroizing<String>, IdentityError> {
        let now = clock::unix_now();
        if let Some(token) = self.cached(now) {
            if token.renew_at <= now && self.state().renew_at <= now {
                self.begin_fetch();
            }
            return Ok(token.text);
        }
        let mut fetch = self.begin_fetch();
        // After the timeout the progress names the last failure.
        drop(timeout(wait, fetch.wait_for(|progress| matches!(progress, FetchProgress::Done(_)))).await);
        match *fetch.borrow() {
            FetchProgress::Done(Err(error)) | FetchProgress::Retrying(error) => return Err(error),
            FetchProgress::Requested => return Err(IdentityError::Timeout),
            FetchProgress::Done(Ok(())) => {}
        }
        self.cached(clock::unix_now()).map(|token| token.text).ok_or(IdentityError::NoToken)
    }

    /// Returns the cached token unless it has expired.
    fn cached(&self, now: i64) -> Option<IdentityToken> {
        self.state().token.clone().filter(|token| now < token.ends_at)
    }

    /// Begins a fetch in its own task unless one is running. Returns its progress.
    fn begin_fetch(self: &Arc<Self>) -> watch::Receiver<FetchProgress> {
        let mut state = self.state();
        if let Some(running) = state.fetch.as_ref().filter(|fetch| fetch.has_changed().is_ok()) {
            return running.clone();
        }
        let (sender, receiver) = watch::channel(FetchProgress::Requested);
        state.fetch = Some(receiver.clone());
        drop(state);
        let identity = Arc::clone(self);
        let fetch = async move {
            let fetched = identity.fetch(&sender).await;
            let kept = identity.keep(fetched);
            sender.send_replace(FetchProgress::Done(kept));
        };
        tokio::spawn(fetch.in_current_span());
        receiver
    }

    async fn fetch(&self, progress: &watch::Sender<FetchProgress>) -> Result<IssuedToken, IdentityError> {
        let mut retries = 0;
        loop {
            let failed = match self.request.send(&self.http).await {
                Ok(issued) => return Ok(issued),
                Err(failed) => failed,
            };
            let Some(pause) = self.request.pause(&failed, retries) else { return Err(failed.error) };
            progress.send_replace(FetchProgress::Retrying(failed.error));
            sleep(pause).await;
            retries += 1;
        }
    }

    /// Stores the token of a fetch, or the time of the next attempt.
    fn keep(&self, fetched: Result<IssuedToken, IdentityError>) -> Result<(), IdentityError> {
        let now = clock::unix_now();
        let mut state = self.state();
        match fetched {
            Ok(issued) => {
                tracing::info!(
                    lifetime = issued.lifetime,
                    "the identity endpoint issued a token for the managed identity"
                );
                state.token = Some(IdentityToken::new(issued, now));
                Ok(())
            }
            Err(error) => {
                state.renew_at = now + RENEWAL_BACKOFF;
                let is_in_use = state.token.as_ref().is_some_and(|token| now < token.ends_at);
                drop(state);
                if is_in_use {
                    tracing::warn!(
                        error = &error as &dyn std::error::Error,
                        "the token of the managed identity could not be renewed; the present token is used until it expires"
                    );
                }
                Err(error)
            }
        }
    }

    fn state(&self) -> MutexGuard<'_, IdentityState> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl fmt::Debug for ManagedIdentity {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("ManagedIdentity").field("url", &self.request.url.as_str()).finish_non_exhaustive()
    }
}
