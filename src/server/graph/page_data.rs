//! The data of a page from Microsoft Graph: from the cache of the session, and the rest with one batch.

use std::{collections::BTreeMap, time::Duration};

use openidconnect::Scope;

use super::batch::{PagePart, PartFailure, PartResult, batch};
use crate::{
    error::AppError,
    server::{
        SignedIn,
        api::{ApiError, FailedResponse},
        auth::RefreshError,
        clock,
        graph_cache::{self, CachedResource, ResourceBody},
        session::session_key,
    },
};

/// The throttling that is assumed if Graph throttles without `Retry-After`.
const USUAL_THROTTLING_SECONDS: u32 = 60;

/// The data of a part, as a page shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PartData {
    /// Data of Graph, which is fresh.
    Fresh(ResourceBody),
    /// Data of the cache, its age, and the failure of the request for fresh data.
    Stale(ResourceBody, Duration, PartFailure),
    None(PartFailure),
}

/// Loads the data of these parts. The result has an entry for each part, by its name.
///
/// Data in the cache that is fresh enough needs no request. The other parts whose permission the user has granted are requested
/// in one batch. If it fails, cached data is shown with its age.
///
/// # Errors
///
/// The whole page fails only if the session has ended, the session store fails, or the provider requires a step-up.
pub async fn page_data<R>(
    user: &SignedIn<R>,
    parts: &[PagePart],
) -> Result<BTreeMap<&'static str, PartData>, ApiError> {
    let key = session_key(user.session_id());
    let cached = user.services().graph_cache.get(key);
    let now = clock::unix_now();
    let mut data = BTreeMap::new();
    let mut wanted = Vec::new();
    for part in parts {
        let known = cached.get(part.name).cloned().unwrap_or_default();
        match known.body.as_ref().filter(|(_, at)| now - at < seconds(part.fresh_for)) {
            Some((body, _)) => drop(data.insert(part.name, PartData::Fresh(body.clone()))),
            None if known.throttled_until > now => {
                let wait = u32::try_from(known.throttled_until - now).unwrap_or(u32::MAX);
                data.insert(part.name, without(PartFailure::Failed(throttled(wait)), &known, now));
            }
            None => wanted.push(part),
        }
    }
    if wanted.is_empty() {
        return Ok(data);
    }
    let results = request(user, &wanted).await?;
    let now = clock::unix_now();
    let news = wanted.iter().zip(&results).filter_map(|(part, result)| Some((part.name, news(result, now)?)));
    user.services().graph_cache.insert(key, news.collect(), now);
    for (part, result) in wanted.iter().zip(results) {
        let known = cached.get(part.name).cloned().unwrap_or_default();
        data.insert(part.name, result.map_or_else(|failure| without(failure, &known, now), PartData::Fresh));
    }
    Ok(data)
}

/// Requests the parts whose permission is granted. A failure of the whole batch is the failure of each of them.
async fn request<R>(user: &SignedIn<R>, parts: &[&PagePart]) -> Result<Vec<PartResult>, ApiError> {
    let granted = match granted(user, parts).await {
        Ok(granted) => granted,
        Err(error) => return whole(error, parts.len()),
    };
    let is_granted = |part: &&&PagePart| granted.iter().any(|scope| scope.as_str() == part.scope);
    let sent: Vec<_> = parts.iter().filter(is_granted).copied().collect();
    let results = if sent.is_empty() { Ok(Vec::new()) } else { batch(user, &granted, &sent).await };
    let results = match results {
        Ok(results) => results,
        Err(error) => whole(error, sent.len())?,
    };
    let mut results = results.into_iter();
    let of = |part: &&PagePart| {
        let sent = is_granted(&part).then(|| results.next()).flatten();
        sent.unwrap_or(Err(PartFailure::NotPermitted))
    };
    Ok(parts.iter().map(of).collect())
}

/// Returns the permissions of these parts that the user has granted.
async fn granted<R>(user: &SignedIn<R>, parts: &[&PagePart]) -> Result<Vec<Scope>, ApiError> {
    let graph = user.services().graph.as_ref().ok_or_else(ApiError::no_endpoint)?;
    let scopes: Vec<_> = parts.iter().map(|part| Scope::new(part.scope.to_owned())).collect();
    match user.granted(&scopes, graph).await {
        Ok(granted) => Ok(granted),
        // Even the permissions of every sign-in need a step, such as one more factor.
        Err(RefreshError::StepUp) => Err(ApiError::StepUp(user.request_step_up(&[], None).await?)),
        Err(error) => Err(error.into()),
    }
}

/// Returns the failure of each part if the whole request failed, or the error if the page cannot be shown at all.
fn whole(error: ApiError, parts: usize) -> Result<Vec<PartResult>, ApiError> {
    error.log();
    if matches!(error, ApiError::SessionEnded | ApiError::Store(_) | ApiError::StepUp(_)) {
        return Err(error);
    }
    let failure = match error {
        ApiError::Failed(response) => PartFailure::Failed(response),
        error => PartFailure::Error(AppError::from(error)),
    };
    Ok(vec![Err(failure); parts])
}

/// Returns what the cache learns from the result of a part. `None` if it learns nothing.
fn news(result: &PartResult, now: i64) -> Option<CachedResource> {
    match result {
        Ok(body) => Some(CachedResource { body: Some((body.clone(), now)), throttled_until: 0 }),
        Err(PartFailure::Failed(response)) if response.status == 429 => {
            // A longer wait would block the card of the session for up to a year.
            let wait = i64::from(response.retry_after.unwrap_or(USUAL_THROTTLING_SECONDS));
            Some(CachedResource { body: None, throttled_until: now + wait.min(seconds(graph_cache::LIFETIME)) })
        }
        Err(_) => None,
    }
}

/// Returns the data of a part that failed: the cached data if it may be shown.
fn without(failure: PartFailure, known: &CachedResource, now: i64) -> PartData {
    let is_recent = |at: i64| now - at < seconds(graph_cache::LIFETIME);
    match known.body.clone().filter(|(_, at)| failure.may_pass() && is_recent(*at)) {
        Some((body, at)) => {
            PartData::Stale(body, Duration::from_secs(u64::try_from(now - at).unwrap_or_default()), failure)
        }
        None => PartData::None(failure),
    }
}

fn throttled(wait: u32) -> FailedResponse {
    FailedResponse { retry_after: Some(wait), ..FailedResponse::of_status(429) }
}

fn seconds(duration: Duration) -> i64 {
    i64::try_from(duration.as_secs()).unwrap_or(i64::MAX)
}
