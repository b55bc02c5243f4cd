//! One question to the downstream API in the name of the person who is signed in, with an access token of theirs.

use openidconnect::{AccessToken, Scope};
use reqwest::header::{HeaderMap, HeaderName, HeaderValue};
use url::Url;

use super::{GraphError, challenge};
use crate::server::{
    SignedIn,
    auth::{RefreshError, RefusedToken},
    http::Answer,
    oidc::{ApiScopes, ClaimsRequest},
    session::Challenge,
};

/// A question: a `GET`.
pub(super) struct Question<'a> {
    pub(super) address: &'a Url,
    /// What the access token is for; empty: the scopes of every sign-in.
    pub(super) scopes: &'a [Scope],
    /// Headers besides those of every question.
    pub(super) headers: HeaderMap,
}

/// Asks, with an access token that is refreshed first when it is about to expire. Returns a success.
///
/// A token that the API does not accept is replaced once and the question asked again: it may have been revoked, the API's
/// clock may be ahead of ours, or the API asks for claims that a refresh can bring (a claims challenge). If it still asks, the
/// person has to take one more step at the provider.
pub(super) async fn ask<R>(user: &SignedIn<R>, question: &Question<'_>) -> Result<Answer, GraphError> {
    let scopes = user.services().auth.relying_party.scopes().of_question(question.address, question.scopes);
    let token = access_token(user, question, &scopes, None).await?;
    let mut answer = send(user, question, &token).await?;
    let claims = claims_request(&answer);
    if answer.status.as_u16() == 401 || claims.is_some() {
        let another = access_token(user, question, &scopes, Some(RefusedToken { token, claims })).await?;
        answer = send(user, question, &another).await?;
    }
    if let Some(claims) = claims_request(&answer) {
        user.remember(Challenge { scopes, claims }).await?;
        return Err(one_more_step(user, question).await);
    }
    if answer.status.is_success() { Ok(answer) } else { Err(GraphError::from_answer(&answer)) }
}

/// Returns what the API asks for (a claims challenge), with either of the statuses that Graph sends it with.
fn claims_request(answer: &Answer) -> Option<ClaimsRequest> {
    let refuses = matches!(answer.status.as_u16(), 401 | 403);
    refuses.then(|| challenge::claims_challenge(&answer.headers)).flatten().and_then(|text| ClaimsRequest::parse(&text))
}

async fn access_token<R>(
    user: &SignedIn<R>,
    question: &Question<'_>,
    scopes: &ApiScopes,
    refused: Option<RefusedToken>,
) -> Result<AccessToken, GraphError> {
    match user.access_token(scopes, refused).await {
        Ok(token) => Ok(token),
        Err(RefreshError::StepUp) => Err(one_more_step(user, question).await),
        Err(error) => Err(error.into()),
    }
}

/// What the provider or the API asks for besides the scopes has been remembered with the tokens.
async fn one_more_step<R>(user: &SignedIn<R>, question: &Question<'_>) -> GraphError {
    user.ask_for(question.scopes, None).await.map_or_else(GraphError::Store, GraphError::StepUp)
}

async fn send<R>(user: &SignedIn<R>, question: &Question<'_>, token: &AccessToken) -> Result<Answer, GraphError> {
    const CLIENT_REQUEST_ID: HeaderName = HeaderName::from_static("client-request-id");

    let services = user.services();
    let mut headers = question.headers.clone();
    if let Ok(id) = HeaderValue::from_str(openidconnect::CsrfToken::new_random().secret()) {
        headers.insert(CLIENT_REQUEST_ID, id);
    }
    Ok(services.http.get(question.address, Some(token), headers, services.limits.api).await?)
}
