//! A request to an API on behalf of the signed-in user, with one of the user's access tokens.

use openidconnect::{AccessToken, Scope};
use reqwest::{Method, header::HeaderMap};
use serde_json::Value;
use url::Url;

use super::{ApiError, FailedResponse, address::is_below, challenge};
use crate::server::{
    Services, SignedIn,
    auth::{RefreshError, RefusedToken},
    http::{ApiMessage, HttpResponse, Limits},
    oidc::{ApiScopes, ClaimsRequest},
    session::Challenge,
};

/// The API that a request is for. It decides to which addresses the access token may be sent.
#[derive(Clone, Copy, Debug)]
pub enum Target<'a> {
    /// Microsoft Graph, or the API at `ENDPOINT`.
    Graph,
    /// An API by name, whose resources are below this root.
    Named { root: &'a Url },
}

/// A request to an API. After a 401 or a claims challenge it is sent twice: the API has not processed the first one, so this is
/// safe for every method.
pub struct ApiRequest<'a> {
    pub target: Target<'a>,
    pub method: Method,
    pub address: &'a Url,
    /// The scopes of the access token. An empty list means the scopes of every sign-in.
    pub scopes: &'a [Scope],
    /// Headers in addition to those of every request.
    pub headers: HeaderMap,
    /// The JSON of the request. `None` sends no body.
    pub body: Option<Value>,
    /// Upper bound of the size of the response. `None` means the bound of every API.
    pub most_bytes: Option<usize>,
}

impl<'a> ApiRequest<'a> {
    /// Makes a `GET` request to Microsoft Graph, or to the API at `ENDPOINT`.
    pub fn of_graph(address: &'a Url, scopes: &'a [Scope]) -> Self {
        Self {
            target: Target::Graph,
            method: Method::GET,
            address,
            scopes,
            headers: HeaderMap::new(),
            body: None,
            most_bytes: None,
        }
    }

    /// Returns whether access tokens for the API may be sent to the address.
    fn may_carry_token(&self, services: &Services) -> bool {
        match self.target {
            Target::Graph => may_receive_tokens(services, self.address),
            Target::Named { root } => is_below(root, self.address),
        }
    }

    fn limits(&self, services: &Services) -> Limits {
        let limits = services.limits.api;
        Limits { bytes: self.most_bytes.unwrap_or(limits.bytes), ..limits }
    }
}

/// Sends the request, and returns the response if its status is a success.
pub async fn send<R>(user: &SignedIn<R>, request: &ApiRequest<'_>) -> Result<HttpResponse, ApiError> {
    let response = exchange(user, request).await?;
    if response.status.is_success() {
        Ok(response)
    } else {
        Err(ApiError::Failed(FailedResponse::read(&response, request.address)))
    }
}

/// Sends the request, and returns the response whatever its status is. An access token that is about to expire is refreshed
/// first.
///
/// After a 401 or a claims challenge the request is retried once with a new token, because the token may have been revoked,
/// the API's clock may be ahead, or a refresh may bring the claims. If the API still sends a claims challenge, the user has
/// to take one more step at the provider.
pub(super) async fn exchange<R>(user: &SignedIn<R>, request: &ApiRequest<'_>) -> Result<HttpResponse, ApiError> {
    if !request.may_carry_token(user.services()) {
        return Err(ApiError::ForeignAddress);
    }
    // A request outside the guard against cross-site requests, such as one while a page is opened, could be started by a link of
    // another site. The only `POST` to Graph here is `$batch`, which reads.
    if matches!(request.target, Target::Named { .. }) && !request.method.is_safe() && !user.may_change_data() {
        return Err(ApiError::NotIntended);
    }
    let scopes = user.services().auth.relying_party.scopes().of_api_request(request.address, request.scopes);
    let token = access_token(user, request, &scopes, None).await?;
    let mut response = send_with(user, request, &token).await?;
    let claims = claims_request(&response);
    if response.status.as_u16() == 401 || claims.is_some() {
        let another = access_token(user, request, &scopes, Some(RefusedToken { token, claims })).await?;
        response = send_with(user, request, &another).await?;
    }
    if let Some(claims) = claims_request(&response) {
        user.remember(Challenge { scopes, claims }).await?;
        return Err(step_up_required(user, request).await);
    }
    Ok(response)
}

/// Returns whether access tokens may be sent to this address: the origin of `ENDPOINT` or of Microsoft Graph, without
/// credentials in the address.
pub fn may_receive_tokens(services: &Services, address: &Url) -> bool {
    let known = [services.endpoint.as_ref(), services.graph.as_ref()];
    has_known_origin(&known, address)
}

fn has_known_origin(known: &[Option<&Url>], address: &Url) -> bool {
    let has_no_user = address.username().is_empty() && address.password().is_none();
    // An opaque origin (`data:`) equals no other origin, but addresses without a host are excluded explicitly.
    has_no_user && address.has_host() && known.iter().flatten().any(|url| url.origin() == address.origin())
}

/// Returns the claims of a claims challenge. Graph sends it with status 401 or 403.
pub fn claims_request(response: &HttpResponse) -> Option<ClaimsRequest> {
    let is_rejected = matches!(response.status.as_u16(), 401 | 403);
    let text = is_rejected.then(|| challenge::claims_challenge(&response.headers)).flatten();
    text.and_then(|text| ClaimsRequest::parse(&text))
}

async fn access_token<R>(
    user: &SignedIn<R>,
    request: &ApiRequest<'_>,
    scopes: &ApiScopes,
    refused: Option<RefusedToken>,
) -> Result<AccessToken, ApiError> {
    match user.access_token(scopes, refused).await {
        Ok(token) => Ok(token),
        Err(RefreshError::StepUp) => Err(step_up_required(user, request).await),
        Err(error) => Err(error.into()),
    }
}

/// Stores the step-up that the API requires, and returns its reference as an error. The required claims are already
/// stored with the tokens.
async fn step_up_required<R>(user: &SignedIn<R>, request: &ApiRequest<'_>) -> ApiError {
    user.request_step_up(request.scopes, None).await.map_or_else(ApiError::Store, ApiError::StepUp)
}

async fn send_with<R>(
    user: &SignedIn<R>,
    request: &ApiRequest<'_>,
    token: &AccessToken,
) -> Result<HttpResponse, ApiError> {
    let services = user.services();
    let message = ApiMessage {
        method: request.method.clone(),
        url: request.address,
        access_token: token,
        headers: request.headers.clone(),
        body: request.body.as_ref(),
    };
    let response = services.http.call(message, request.limits(services)).await;
    if matches!(request.target, Target::Graph) {
        services.metrics.graph_request(response.as_ref().ok().map(|response| response.status.as_u16()));
    }
    Ok(response?)
}

#[cfg(test)]
mod tests {
    use super::{Url, has_known_origin};

    #[test]
    fn tokens_are_sent_to_known_origins_only() {
        let url = |text: &str| Url::parse(text).unwrap();
        let (endpoint, graph) = (url("https://api.example:8443/v1/me"), url("https://graph.microsoft.com/v1.0/"));
        let known = [Some(&endpoint), Some(&graph), None];
        for address in
            ["https://api.example:8443/", "https://graph.microsoft.com/beta/me", "https://GRAPH.microsoft.com:443/"]
        {
            assert!(has_known_origin(&known, &url(address)), "{address}");
        }
        for address in [
            "http://graph.microsoft.com/v1.0/me",
            "https://graph.microsoft.com.evil.example/v1.0/me",
            "https://graph.microsoft.com@evil.example/v1.0/me",
            "https://maya@graph.microsoft.com/v1.0/me",
            "https://:secret@graph.microsoft.com/v1.0/me",
            "https://api.example/v1/me",
            "https://graph.microsoft.us/v1.0/me",
            "http://127.0.0.1:3500/v1.0/invoke/graph/method/me",
            "data:text/plain,graph.microsoft.com",
        ] {
            assert!(!has_known_origin(&known, &url(address)), "{address}");
        }
        assert!(!has_known_origin(&[None, None], &graph));
    }
}
