//! Several resources of Microsoft Graph in one request (`$batch`), with a body or an error for each.
//!
//! A batch contains `GET` requests only, so each may be sent twice. Resources that Graph throttled, or that require further claims, are
//! requested once more in a second batch.

mod failure;
mod part;
mod wire;

use std::time::{Duration, Instant};

use openidconnect::Scope;
use reqwest::Method;
use url::Url;

pub(super) use self::part::PartResult;
use self::wire::{PartResponse, body_of_request, parse_responses};
pub use self::{failure::PartFailure, part::PagePart};
use crate::server::{
    SignedIn,
    api::{ApiError, ApiRequest, below, json_text, not_json, send},
    auth::{RefreshError, RefusedToken},
    oidc::ClaimsRequest,
    session::Challenge,
};

/// The highest number of requests that Graph accepts in a batch.
const MOST_PARTS: usize = 20;
/// Upper bound of the waits of a page view for throttled parts, because the user waits for the page. A part that is throttled for longer
/// fails with the time until the next attempt.
const LONGEST_WAIT: Duration = Duration::from_secs(1);

/// Requests these resources with one access token for these scopes. Each part has one result, in the order of the parts.
///
/// A page has fewer than 20 parts, so that one request is enough.
pub(super) async fn batch<R>(
    user: &SignedIn<R>,
    scopes: &[Scope],
    parts: &[&PagePart],
) -> Result<Vec<PartResult>, ApiError> {
    let graph = user.services().graph.as_ref().ok_or_else(ApiError::no_endpoint)?;
    let address = below(graph, "$batch").ok_or(ApiError::ForeignAddress)?;
    let requests = BatchRequests { user, scopes, address: &address };
    let mut results = Vec::with_capacity(parts.len());
    let mut waits = LONGEST_WAIT;
    for parts in parts.chunks(MOST_PARTS) {
        results.extend(requests.send_twice(parts, &mut waits).await?);
    }
    Ok(results)
}

/// The values that all requests of a batch share.
struct BatchRequests<'a, R> {
    user: &'a SignedIn<R>,
    scopes: &'a [Scope],
    address: &'a Url,
}

impl<R> BatchRequests<'_, R> {
    /// Sends the parts, and once more those for which that can help. `waits` is the time that may still be spent on waits.
    async fn send_twice(&self, parts: &[&PagePart], waits: &mut Duration) -> Result<Vec<PartResult>, ApiError> {
        let started = Instant::now();
        let mut responses = self.send(parts).await?;
        let claims = responses.iter().find_map(PartResponse::claims);
        let refreshed = match &claims {
            Some(claims) => self.token_with(claims).await?,
            None => false,
        };
        let limit = self.user.services().limits.api.time.saturating_sub(started.elapsed()).min(*waits);
        let again: Vec<usize> = (0..parts.len())
            .filter(|index| {
                let response = &responses[*index];
                response.throttled_for().is_some_and(|wait| wait <= limit) || (refreshed && response.claims().is_some())
            })
            .collect();
        if !again.is_empty() {
            let wait = again.iter().filter_map(|index| responses[*index].throttled_for()).max();
            let wait = wait.unwrap_or_default();
            *waits = waits.saturating_sub(wait);
            tokio::time::sleep(wait).await;
            let second: Vec<_> = again.iter().map(|index| parts[*index]).collect();
            // The first responses remain if the second request fails.
            if let Ok(second) = self.send(&second).await.inspect_err(ApiError::log) {
                for (index, response) in again.into_iter().zip(second) {
                    responses[index] = response;
                }
            }
        }
        self.results(parts, responses).await
    }

    /// Sends the parts in one request. Returns one response for each part, in the same order.
    async fn send(&self, parts: &[&PagePart]) -> Result<Vec<PartResponse>, ApiError> {
        let body = Some(body_of_request(parts));
        let request = ApiRequest { method: Method::POST, body, ..ApiRequest::of_graph(self.address, self.scopes) };
        let response = send(self.user, &request).await?;
        let mut found = parse_responses(&json_text(&response)?, || not_json(&response))?;
        let responses: Vec<_> = parts.iter().map(|part| found.remove(part.name).unwrap_or_default()).collect();
        // The status of the batch is 200 even if its parts fail.
        for status in responses.iter().filter_map(PartResponse::status).filter(|status| !(200..400).contains(status)) {
            self.user.services().metrics.graph_request(Some(status));
        }
        Ok(responses)
    }

    /// Requests an access token with these claims, and returns whether there is one. The provider may require a step-up for it.
    async fn token_with(&self, claims: &ClaimsRequest) -> Result<bool, ApiError> {
        let scopes = self.user.services().auth.relying_party.scopes().of_api_request(self.address, self.scopes);
        let token = self.user.access_token(&scopes, None).await?;
        let refused = RefusedToken { token, claims: Some(claims.clone()) };
        match self.user.access_token(&scopes, Some(refused)).await {
            Ok(_) => Ok(true),
            Err(RefreshError::Ended) => Err(ApiError::SessionEnded),
            Err(RefreshError::Store(error)) => Err(error.into()),
            Err(_) => Ok(false),
        }
    }

    async fn results(&self, parts: &[&PagePart], responses: Vec<PartResponse>) -> Result<Vec<PartResult>, ApiError> {
        let mut step_up = None;
        if let Some(claims) = responses.iter().find_map(PartResponse::claims) {
            let scopes = self.user.services().auth.relying_party.scopes().of_api_request(self.address, self.scopes);
            self.user.remember(Challenge { scopes, claims }).await?;
            step_up = Some(self.user.request_step_up(self.scopes, None).await?.into_secret());
        }
        let results = parts.iter().zip(responses).map(|(part, response)| {
            let step_up = step_up.clone().filter(|_| response.claims().is_some());
            let result = match step_up {
                Some(reference) => Err(PartFailure::step_up(reference)),
                None => response.into_result(self.address),
            };
            if let Err(failure) = &result {
                log(part, failure);
            }
            result
        });
        Ok(results.collect())
    }
}

/// Logs the failure of a part. An ordinary one is not a warning, because each dashboard of a guest has several of them.
fn log(part: &PagePart, failure: &PartFailure) {
    let (part, error) = (part.name, failure as &dyn std::error::Error);
    if failure.is_ordinary() {
        tracing::debug!(part, error, "a part of a batch failed");
    } else {
        tracing::warn!(part, error, "a part of a batch failed");
    }
}
