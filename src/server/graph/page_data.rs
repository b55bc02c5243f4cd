//! The data of a page from Microsoft Graph: from the cache of the session, and the rest with one batch.

use std::{collections::BTreeMap, sync::Arc, time::Duration};

use openidconnect::Scope;

use super::batch::{PagePart, PartFailure, PartResult, batch};
use crate::{
    error::AppError,
    server::{
        SignedIn,
        api::{ApiError, FailedResponse},
        auth::RefreshError,
        clock, detached,
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
    parts: Vec<PagePart>,
) -> Result<BTreeMap<&'static str, PartData>, ApiError> {
    begin_page_data(user, parts).await?.load(user).await
}

/// The data of a page before the request to Graph.
pub struct BegunPageData {
    /// The data of the cache, for the parts that need no request.
    data: BTreeMap<&'static str, PartData>,
    cached: Arc<BTreeMap<&'static str, CachedResource>>,
    wanted: Vec<PagePart>,
    /// The permissions that the user has granted, or the failure of each part.
    granted: Result<Vec<Scope>, PartFailure>,
}

/// Reads the cache, and finds out which permissions the user has granted. So the page learns of most failures that replace it before it
/// waits for Graph.
///
/// # Errors
///
/// The same as those of [`page_data`].
pub async fn begin_page_data<R>(user: &SignedIn<R>, parts: Vec<PagePart>) -> Result<BegunPageData, ApiError> {
    let cached = user.services().graph_cache.get(session_key(user.session_id()));
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
    let granted = match granted(user, &wanted).await {
        Ok(granted) => Ok(granted),
        Err(error) => Err(failure_of_all(error)?),
    };
    Ok(BegunPageData { data, cached, wanted, granted })
}

impl BegunPageData {
    /// As [`Self::load`], in a task of its own. A browser that leaves the page does not stop the request, so that the next page finds the
    /// data in the cache.
    ///
    /// # Errors
    ///
    /// The same as those of [`page_data`].
    pub async fn load_to_end(self, user: SignedIn) -> Result<BTreeMap<&'static str, PartData>, AppError> {
        detached(async move { self.load(&user).await }).await.ok_or(AppError::Unexpected)?.map_err(AppError::from)
    }

    /// Requests the missing data from Graph. The result has an entry for each part, by its name.
    ///
    /// # Errors
    ///
    /// The same as those of [`page_data`].
    pub async fn load<R>(self, user: &SignedIn<R>) -> Result<BTreeMap<&'static str, PartData>, ApiError> {
        let Self { mut data, cached, wanted, granted } = self;
        if wanted.is_empty() {
            return Ok(data);
        }
        let results = match granted {
            Ok(granted) => request(user, &wanted, &granted).await?,
            Err(failure) => vec![Err(failure); wanted.len()],
        };
        let now = clock::unix_now();
        let news = wanted.iter().zip(&results).filter_map(|(part, result)| Some((part.name, news(result, now)?)));
        user.services().graph_cache.insert(session_key(user.session_id()), news.collect(), now);
        // The check follows the insertion, so that no insertion can follow the end of the session unnoticed.
        reject_ended(user).await.inspect_err(ApiError::log)?;
        for (part, result) in wanted.iter().zip(results) {
            let known = cached.get(part.name).cloned().unwrap_or_default();
            data.insert(part.name, result.map_or_else(|failure| without(failure, &known, now), PartData::Fresh));
        }
        Ok(data)
    }
}

/// Fails if the session has ended while Graph was slow, and removes its cached data, because the next user of the browser must not see it.
async fn reject_ended<R>(user: &SignedIn<R>) -> Result<(), ApiError> {
    let id = user.session_id();
    if user.services().auth.store.peek(id).await.map_err(ApiError::Store)?.is_some() {
        return Ok(());
    }
    user.services().forget(session_key(id));
    Err(ApiError::SessionEnded)
}

/// Requests the parts whose permission is granted. A failure of the whole batch is the failure of each of them.
async fn request<R>(user: &SignedIn<R>, parts: &[PagePart], granted: &[Scope]) -> Result<Vec<PartResult>, ApiError> {
    let is_granted = |part: &&PagePart| granted.iter().any(|scope| scope.as_str() == part.scope);
    let sent: Vec<_> = parts.iter().filter(is_granted).collect();
    let results = if sent.is_empty() { Ok(Vec::new()) } else { batch(user, granted, &sent).await };
    let results = match results {
        Ok(results) => results,
        Err(error) => vec![Err(failure_of_all(error)?); sent.len()],
    };
    let mut results = results.into_iter();
    let of = |part: &PagePart| {
        let sent = is_granted(&part).then(|| results.next()).flatten();
        sent.unwrap_or(Err(PartFailure::NotPermitted))
    };
    Ok(parts.iter().map(of).collect())
}

/// Returns the permissions of these parts that the user has granted.
async fn granted<R>(user: &SignedIn<R>, parts: &[PagePart]) -> Result<Vec<Scope>, ApiError> {
    if parts.is_empty() {
        return Ok(Vec::new());
    }
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
fn failure_of_all(error: ApiError) -> Result<PartFailure, ApiError> {
    error.log();
    if matches!(error, ApiError::SessionEnded | ApiError::Store(_) | ApiError::StepUp(_)) {
        return Err(error);
    }
    Ok(match error {
        ApiError::Failed(response) => PartFailure::Failed(response),
        error => PartFailure::Error(AppError::from(error)),
    })
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
