//! The OpenID provider as this app knows it: metadata and keys, fetched in the background or on first use, and kept.

mod keeping;
mod newer_keys;

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

pub use self::newer_keys::WhoAsks;
use self::{keeping::Standing, newer_keys::Tries};
use super::{MetadataError, ProviderMetadata, SigningKeys, SigningKeysError};
use crate::server::{
    entra::{AllowedTenants, Authority, IssuerPolicy, IssuerRefused},
    http::{Http, HttpError, Limits, NamedOrigins},
};

/// Keys and metadata are asked for again after this time. Microsoft: at least once a day.
const FRESH: Duration = Duration::from_hours(1);
/// While the provider is out of reach, what is known serves so long.
const LAST_KNOWN_GOOD: Duration = Duration::from_hours(24);

/// After a failure the provider is left alone for so long; a person who tries again by hand hardly notices.
const TRY_AGAIN_AFTER: Duration = Duration::from_secs(3);

/// What is known of the provider at one time.
pub struct ProviderSnapshot {
    pub metadata: ProviderMetadata,
    pub keys: SigningKeys,
    pub issuer_policy: IssuerPolicy,
    /// When the provider was asked for it.
    fetched_at: Instant,
    /// Its endpoints may be called for as long as somebody knows them from here.
    #[expect(dead_code, reason = "it is held and not read")]
    may_be_called: NamedOrigins,
}

#[cfg(test)]
impl ProviderSnapshot {
    /// Returns what is known of a provider that was never asked.
    pub fn known(metadata: ProviderMetadata, keys: SigningKeys, issuer_policy: IssuerPolicy) -> Self {
        let may_be_called = crate::server::http::AllowList::default().name([]);
        Self { metadata, keys, issuer_policy, fetched_at: Instant::now(), may_be_called }
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
    fetching_for_strangers: Mutex<Tries>,
    standing: watch::Sender<Standing>,
    /// Somebody would like to know more, or something newer.
    wanted: Notify,
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
            fetching_for_strangers: Mutex::default(),
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

    async fn fetch(&self, http: &Http) -> Result<ProviderSnapshot, ProviderError> {
        let fetched_at = Instant::now();
        let document = self.document(http, &self.authority.metadata_url()).await?;
        let metadata = ProviderMetadata::parse(&document)?;
        let issuer_policy = IssuerPolicy::new(&self.authority, &self.allowed_tenants, &metadata.issuer)?;
        let may_be_called = http.allow_list().name(metadata.called_endpoints(&self.authority)?);
        let keys = SigningKeys::parse(&self.document(http, &metadata.jwks_uri).await?)?;
        tracing::info!(policy = issuer_policy.explain(), "the provider's metadata and keys are here");
        Ok(ProviderSnapshot { metadata, keys, issuer_policy, fetched_at, may_be_called })
    }

    async fn document(&self, http: &Http, url: &Url) -> Result<Vec<u8>, ProviderError> {
        let answer = http.get(url, None, HeaderMap::new(), self.limits).await?;
        if answer.status.is_success() { Ok(answer.body) } else { Err(ProviderError::Status(answer.status.as_u16())) }
    }

    /// Keeps what was fetched, unless something was asked for later and came sooner.
    fn keep(&self, fetched: ProviderSnapshot) -> Arc<ProviderSnapshot> {
        let mut known = self.known.write().unwrap_or_else(PoisonError::into_inner);
        if let Some(newer) = known.as_ref().filter(|known| known.fetched_at > fetched.fetched_at) {
            return Arc::clone(newer);
        }
        let fetched = Arc::new(fetched);
        *known = Some(Arc::clone(&fetched));
        fetched
    }

    fn known_within(&self, age: Duration) -> Option<Arc<ProviderSnapshot>> {
        let known = self.known.read().unwrap_or_else(PoisonError::into_inner);
        known.as_ref().filter(|known| known.fetched_at.elapsed() < age).map(Arc::clone)
    }
}
