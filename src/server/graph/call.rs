//! The call of the downstream API (`ENDPOINT`), for the button.

use std::{sync::Arc, time::Instant};

use openidconnect::AccessToken;
use reqwest::header::{HeaderMap, HeaderName, HeaderValue};
use serde_json::Value;
use url::Url;

use super::{GraphError, challenge};
use crate::{
    model::ApiAnswer,
    server::{
        SignedIn,
        auth::{RefreshError, RefusedToken, refresh},
        detached,
        http::Answer,
        oidc::ClaimsRequest,
    },
};

/// Calls the downstream API for the person who is signed in, with an access token that is refreshed first when it is
/// about to expire.
///
/// A token that the API does not accept is replaced once and the call made again: it may have been revoked, the API's clock
/// may be ahead of ours, or the API asks for claims that a refresh can bring (a claims challenge). If it still asks, the
/// person has to take one more step at the provider.
pub async fn call(user: &SignedIn) -> Result<ApiAnswer, GraphError> {
    let endpoint = user.services().endpoint.as_ref().ok_or(GraphError::NoEndpoint)?;
    let started = Instant::now();
    let token = access_token(user, None).await?;
    let mut answer = ask(user, endpoint, &token).await?;
    let claims = claims_request(&answer);
    if answer.status.as_u16() == 401 || claims.is_some() {
        let another = access_token(user, Some(RefusedToken { token, claims })).await?;
        answer = ask(user, endpoint, &another).await?;
    }
    if let Some(claims) = claims_request(&answer) {
        refresh::remember(&user.services().store, user.session_id(), claims).await?;
        return Err(GraphError::Token(RefreshError::StepUp));
    }
    if !answer.status.is_success() {
        return Err(GraphError::from_answer(&answer));
    }
    let json: Value = serde_json::from_slice(&answer.body).map_err(|_| GraphError::NotJson)?;
    Ok(ApiAnswer {
        endpoint: without_query(endpoint),
        status: answer.status.as_u16(),
        json: serde_json::to_string_pretty(&json).map_err(|_| GraphError::NotJson)?,
        milliseconds: u32::try_from(started.elapsed().as_millis()).unwrap_or(u32::MAX),
        request_id: request_id(&answer),
    })
}

/// Returns an address as it is shown: its query may hold what is nobody's business.
pub fn without_query(endpoint: &Url) -> String {
    let mut shown = endpoint.clone();
    shown.set_query(None);
    shown.set_fragment(None);
    shown.to_string()
}

/// Returns what the API asks for (a claims challenge), with either of the statuses that Graph sends it with.
fn claims_request(answer: &Answer) -> Option<ClaimsRequest> {
    let refuses = matches!(answer.status.as_u16(), 401 | 403);
    refuses.then(|| challenge::claims_challenge(&answer.headers)).flatten().and_then(|text| ClaimsRequest::parse(&text))
}

async fn access_token(user: &SignedIn, refused: Option<RefusedToken>) -> Result<AccessToken, GraphError> {
    let (services, id) = (Arc::clone(user.services()), user.session_id());
    let token =
        detached(
            async move { refresh::access_token(&services.relying_party, &services.store, id, refused.as_ref()).await },
        );
    let token = token.await.ok_or(GraphError::Stopped)?.map_err(GraphError::from);
    if matches!(token, Err(GraphError::SessionEnded)) {
        // Signed in without tokens helps nobody: the session goes with them.
        user.end().await?;
    }
    token
}

async fn ask(user: &SignedIn, endpoint: &Url, token: &AccessToken) -> Result<Answer, GraphError> {
    const CLIENT_REQUEST_ID: HeaderName = HeaderName::from_static("client-request-id");

    let services = user.services();
    let mut headers = HeaderMap::new();
    if let Ok(id) = HeaderValue::from_str(openidconnect::CsrfToken::new_random().secret()) {
        headers.insert(CLIENT_REQUEST_ID, id);
    }
    Ok(services.http.get(endpoint, Some(token), headers, services.limits.api).await?)
}

/// Only a GUID is passed on: the value is shown, and the API may be any.
fn request_id(answer: &Answer) -> Option<String> {
    let id = answer.headers.get("request-id")?.to_str().ok()?;
    let is_guid = id.len() == 36 && id.bytes().all(|byte| byte.is_ascii_hexdigit() || byte == b'-');
    is_guid.then(|| id.to_owned())
}
