//! The OpenID provider as this app knows it: metadata and keys, fetched in the background or on first use, and kept.

mod keeping;

use std::{
    sync::{Arc, PoisonError, RwLock},
    time::Duration,
};

use reqwest::header::HeaderMap;
use tokio::{
    sync::{Mutex, Notify, watch},
    time::Instant,
};
use url::Url;

use self::keeping::Standing;
use super::{MetadataError, ProviderMetadata, SigningKeys, SigningKeysError};
use crate::server::{
    entra::{AllowedTenants, Authority, IssuerPolicy, IssuerRefused},
    http::{Http, HttpError, Limits},
};

/// Keys and metadata are asked for again after this time. Microsoft: at least once a day.
const FRESH: Duration = Duration::from_hours(1);
/// While the provider is out of reach, what is known serves so long.
const LAST_KNOWN_GOOD: Duration = Duration::from_hours(24);
/// An unknown `kid` makes the keys be fetched again at most this often, so that forged tokens do not flood the provider.
const REFETCH_EVERY: Duration = Duration::from_mins(5);

/// After a failure the provider is left alone for so long; a person who tries again by hand hardly notices.
const TRY_AGAIN_AFTER: Duration = Duration::from_secs(3);

/// What is known of the provider at one time.
pub struct ProviderSnapshot {
    pub metadata: ProviderMetadata,
    pub keys: SigningKeys,
    pub issuer_policy: IssuerPolicy,
    fetched_at: Instant,
}

#[cfg(test)]
impl ProviderSnapshot {
    /// Returns what is known of a provider that was never asked.
    pub fn known(metadata: ProviderMetadata, keys: SigningKeys, issuer_policy: IssuerPolicy) -> Self {
        Self { metadata, keys, issuer_policy, fetched_at: Instant::now() }
    }
}

/// Why nothing is known of the provider.
#[derive(Debug, thiserror::Error)]
pub enum ProviderError {
    #[error("the provider's metadata or keys could not be fetched")]
    Fetch(#[from] HttpError),
    #[error("the provider could not be reached a moment ago")]
    FailedJustNow,
    #[error("the provider answered with status {0} where its metadata or keys should be")]
    Status(u16),
    #[error("the provider's metadata was refused")]
    Metadata(#[from] MetadataError),
    #[error("the provider's issuer was refused")]
    Issuer(#[from] IssuerRefused),
    #[error("the provider's keys were refused")]
    Keys(#[from] SigningKeysError),
}

/// The OpenID provider. Questions that come together make one fetch.
pub struct OpenIdProvider {
    authority: Authority,
    allowed_tenants: AllowedTenants,
    limits: Limits,
    known: RwLock<Option<Arc<ProviderSnapshot>>>,
    fetching: Mutex<Tries>,
    standing: watch::Sender<Standing>,
    /// Somebody would like to know more, or something newer.
    wanted: Notify,
}

/// When something was last tried, so that it is not tried by everybody in turn.
#[derive(Default)]
struct Tries {
    refetched_at: Option<Instant>,
    failed_at: Option<Instant>,
}

impl Tries {
    fn failed_just_now(&self) -> bool {
        self.failed_at.is_some_and(|at| at.elapsed() < TRY_AGAIN_AFTER)
    }
}

impl OpenIdProvider {
    /// Makes a provider of which nothing is known yet.
    pub fn new(authority: Authority, allowed_tenants: AllowedTenants, limits: Limits) -> Self {
        Self {
            authority,
            allowed_tenants,
            limits,
            known: RwLock::new(None),
            fetching: Mutex::default(),
            standing: watch::Sender::new(Standing::NotAskedYet),
            wanted: Notify::new(),
        }
    }

    /// Returns the authority that was configured.
    pub fn authority(&self) -> &Authority {
        &self.authority
    }

    /// Returns what is known, fetched when it is missing or old.
    pub async fn snapshot(&self, http: &Http) -> Result<Arc<ProviderSnapshot>, ProviderError> {
        if let Some(known) = self.known_within(FRESH) {
            return Ok(known);
        }
        if let Some(known) = self.known_within(LAST_KNOWN_GOOD) {
            // What is known serves while the background asks whether there is something newer.
            self.wanted.notify_one();
            return Ok(known);
        }
        let mut tries = self.fetching.lock().await;
        match self.known_within(FRESH) {
            Some(known) => Ok(known),
            None => self.fetch_unless_failed(http, &mut tries).await,
        }
    }

    /// A provider that was out of reach a moment ago is not asked again by everybody who waits.
    async fn fetch_unless_failed(
        &self,
        http: &Http,
        tries: &mut Tries,
    ) -> Result<Arc<ProviderSnapshot>, ProviderError> {
        if tries.failed_just_now() {
            return Err(ProviderError::FailedJustNow);
        }
        let fetched = self.fetch(http).await;
        tries.failed_at = fetched.is_err().then(Instant::now);
        self.standing.send_replace(if fetched.is_ok() { Standing::Answered } else { Standing::OutOfReach });
        fetched.map(|fetched| self.keep(fetched))
    }

    /// Tries the keys again because a token names one that is not known; at most every five minutes.
    pub async fn refetched(&self, http: &Http) -> Option<Arc<ProviderSnapshot>> {
        let mut tries = self.fetching.lock().await;
        if tries.refetched_at.is_some_and(|at| at.elapsed() < REFETCH_EVERY) {
            return self.known_within(LAST_KNOWN_GOOD);
        }
        if tries.failed_just_now() {
            return self.known_within(LAST_KNOWN_GOOD);
        }
        match self.fetch(http).await {
            Ok(fetched) => {
                tries.refetched_at = Some(Instant::now());
                Some(self.keep(fetched))
            }
            Err(error) => {
                // A failed try must not keep a new key away for five minutes.
                tries.failed_at = Some(Instant::now());
                tracing::warn!(
                    error = &error as &dyn std::error::Error,
                    "the provider's keys could not be fetched again"
                );
                None
            }
        }
    }

    async fn fetch(&self, http: &Http) -> Result<ProviderSnapshot, ProviderError> {
        let document = self.document(http, &self.authority.metadata_url()).await?;
        let metadata = ProviderMetadata::parse(&document)?;
        let issuer_policy = IssuerPolicy::new(&self.authority, &self.allowed_tenants, &metadata.issuer)?;
        http.allow_list().name(metadata.called_endpoints(&self.authority)?);
        let keys = SigningKeys::parse(&self.document(http, &metadata.jwks_uri).await?)?;
        tracing::info!(policy = issuer_policy.explain(), "the provider's metadata and keys are here");
        Ok(ProviderSnapshot { metadata, keys, issuer_policy, fetched_at: Instant::now() })
    }

    async fn document(&self, http: &Http, url: &Url) -> Result<Vec<u8>, ProviderError> {
        let answer = http.get(url, None, HeaderMap::new(), self.limits).await?;
        if answer.status.is_success() { Ok(answer.body) } else { Err(ProviderError::Status(answer.status.as_u16())) }
    }

    fn keep(&self, fetched: ProviderSnapshot) -> Arc<ProviderSnapshot> {
        let fetched = Arc::new(fetched);
        *self.known.write().unwrap_or_else(PoisonError::into_inner) = Some(Arc::clone(&fetched));
        fetched
    }

    fn known_within(&self, age: Duration) -> Option<Arc<ProviderSnapshot>> {
        let known = self.known.read().unwrap_or_else(PoisonError::into_inner);
        known.as_ref().filter(|known| known.fetched_at.elapsed() < age).map(Arc::clone)
    }
}
