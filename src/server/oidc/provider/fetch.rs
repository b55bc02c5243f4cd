//! Fetches the provider's metadata and keys.

use std::sync::Arc;

use reqwest::{
    StatusCode,
    header::{HeaderMap, LOCATION},
};
use tokio::time::Instant;
use url::Url;

use super::{OpenIdProvider, ProviderDocument, ProviderError, ProviderSnapshot};
use crate::server::{
    entra::IssuerPolicy,
    http::{Http, HttpResponse},
    oidc::{ErrorResponse, ProviderMetadata, SigningKeys},
};

/// Upper bound of the redirects that are followed for one document.
const REDIRECTS: usize = 3;

impl OpenIdProvider {
    pub(super) async fn fetch(&self, http: &Http) -> Result<ProviderSnapshot, ProviderError> {
        let fetched_at = Instant::now();
        let document = self.document(http, ProviderDocument::Metadata, self.authority.metadata_url()).await?;
        let metadata = ProviderMetadata::parse(&document)?;
        let issuer_policy = IssuerPolicy::new(&self.authority, &self.allowed_tenants, &metadata.issuer)
            .map_err(|refused| ProviderError::Issuer(Box::new(refused)))?;
        let may_be_called = http.allow_list().name(metadata.called_endpoints(&self.authority)?);
        let keys = self.document(http, ProviderDocument::Keys, metadata.jwks_uri.clone()).await?;
        let keys = SigningKeys::parse(&keys)?;
        http.metrics().provider_responded();
        tracing::info!(policy = issuer_policy.explain(), "the provider's metadata and keys were fetched");
        Ok(ProviderSnapshot { metadata, keys, issuer_policy, fetched_at, may_be_called })
    }

    /// Fetches a document, and follows redirects on the same origin. This is safe because no credential is sent, and the issuer
    /// in the metadata must belong to the authority.
    async fn document(&self, http: &Http, document: ProviderDocument, mut url: Url) -> Result<Vec<u8>, ProviderError> {
        for _ in 0..=REDIRECTS {
            let response = http.get(&url, None, HeaderMap::new(), self.limits).await;
            let response = response.map_err(|error| ProviderError::Unreachable(document, Arc::new(error)))?;
            if response.status.is_success() {
                return Ok(response.body);
            }
            match new_address(&response, &url) {
                Some(new) if new.origin() == url.origin() => {
                    tracing::info!(
                        from = url.path(),
                        to = new.path(),
                        "the provider's {document} moved to another path of the same origin"
                    );
                    url = new;
                }
                Some(new) => return Err(ProviderError::Moved(document, Box::new(new))),
                None => return Err(rejected(document, &response)),
            }
        }
        Err(ProviderError::Moved(document, Box::new(url)))
    }
}

/// Returns the address that a redirect names. An address on another origin loses its query, because the address is only
/// shown in an error.
fn new_address(response: &HttpResponse, from: &Url) -> Option<Url> {
    use StatusCode as Status;

    let is_redirect = [
        Status::MOVED_PERMANENTLY,
        Status::FOUND,
        Status::SEE_OTHER,
        Status::TEMPORARY_REDIRECT,
        Status::PERMANENT_REDIRECT,
    ]
    .contains(&response.status);
    let location = response.headers.get(LOCATION).filter(|_| is_redirect)?.to_str().ok()?;
    let mut new = from.join(location).ok().filter(|url| url.as_str().len() <= 1024)?;
    new.set_fragment(None);
    if new.origin() != from.origin() {
        new.set_query(None);
        // Credentials in the address must not reach a page or the log.
        let _ = (new.set_username(""), new.set_password(None));
    }
    Some(new)
}

fn rejected(document: ProviderDocument, response: &HttpResponse) -> ProviderError {
    let status = response.status;
    let refused =
        ErrorResponse::from_json(&response.body).filter(|_| status.is_client_error() && status.as_u16() != 429);
    match refused {
        Some(refused) => ProviderError::Rejected(document, Box::new(refused)),
        None => ProviderError::Status(document, status.as_u16()),
    }
}
