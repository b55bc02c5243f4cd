//! A request to Microsoft Graph with a token that belongs to no session: on behalf of a caller of the protected API, or of the app
//! itself. A rejected token is replaced once.

use std::error::Error;

use openidconnect::AccessToken;
use reqwest::header::HeaderMap;
use serde::de::DeserializeOwned;
use url::Url;

use super::{
    Services,
    api::{below, claims_request, retry_after},
    auth::RefusedToken,
    http::{Http, HttpError, HttpResponse, Limits},
    oidc::{ClaimsRequest, readable},
};

/// The source of the access tokens of a request.
pub trait TokenSource: Sync {
    type Error: Error + Send + 'static;

    /// Returns an access token. `refused` is a token that the API rejected, with the claims that the API requires.
    fn access_token(
        &self,
        refused: Option<&RefusedToken>,
    ) -> impl Future<Output = Result<AccessToken, Self::Error>> + Send;
}

/// The reason why a request has no result. No text quotes a token, or the body of a response.
#[derive(Debug, thiserror::Error)]
pub enum GraphOfAppError<E: Error + 'static> {
    #[error("there is no access token")]
    Token(#[from] E),
    #[error("the app has no address of Microsoft Graph")]
    NoGraph,
    #[error("no access token was sent, because the address or the token is not of Microsoft Graph")]
    ForeignAddress,
    #[error("Microsoft Graph could not be called")]
    Http(#[source] HttpError),
    #[error("Microsoft Graph requires further claims")]
    Challenged(ClaimsRequest),
    #[error("Microsoft Graph responded with status {status}")]
    Failed { status: u16, retry_after: Option<u32> },
    #[error("the response of Microsoft Graph does not have the expected members")]
    NotUnderstood,
}

/// Microsoft Graph, as the app reaches it.
#[derive(Clone, Copy)]
pub struct GraphOfApp<'a> {
    pub http: &'a Http,
    /// The base address, e.g. `https://graph.microsoft.com/v1.0/`.
    pub root: Option<&'a Url>,
    pub limits: Limits,
}

impl<'a> GraphOfApp<'a> {
    /// Returns Graph as the requests of the running app reach it.
    pub fn of(services: &'a Services) -> Self {
        Self { http: &services.http, root: services.graph.as_ref(), limits: services.limits.api }
    }

    /// Reads a resource by its path below the base address, e.g. `me?$select=id`.
    ///
    /// After a 401 or a claims challenge the request is sent once more with another token, because the token may have been
    /// revoked.
    pub async fn get<T: DeserializeOwned, S: TokenSource>(
        self,
        path: &str,
        tokens: &S,
    ) -> Result<T, GraphOfAppError<S::Error>> {
        let root = self.root.ok_or(GraphOfAppError::NoGraph)?;
        let address = below(root, path).ok_or(GraphOfAppError::ForeignAddress)?;
        let token = tokens.access_token(None).await?;
        let mut response = self.send(&address, &token).await.map_err(GraphOfAppError::Http)?;
        let claims = claims_request(&response);
        if response.status.as_u16() == 401 || claims.is_some() {
            let another = tokens.access_token(Some(&RefusedToken { token, claims })).await?;
            response = self.send(&address, &another).await.map_err(GraphOfAppError::Http)?;
        }
        if let Some(claims) = claims_request(&response) {
            return Err(GraphOfAppError::Challenged(claims));
        }
        if !response.status.is_success() {
            let retry_after = retry_after(&response.headers);
            return Err(GraphOfAppError::Failed { status: response.status.as_u16(), retry_after });
        }
        serde_json::from_str(&readable(&response.body)).map_err(|_| GraphOfAppError::NotUnderstood)
    }

    async fn send(self, address: &Url, token: &AccessToken) -> Result<HttpResponse, HttpError> {
        let response = self.http.get(address, Some(token), HeaderMap::new(), self.limits).await;
        self.http.metrics().graph_request(response.as_ref().ok().map(|response| response.status.as_u16()));
        response
    }
}
