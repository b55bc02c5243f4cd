//! `Retry-After` of an API by name: one retry within the time limit of the request, and a memory of throttling.

use std::time::{Duration, Instant};

use reqwest::{Method, StatusCode};
use tokio::time::{sleep, timeout};

use super::{
    ApiError, FailedResponse,
    request::{ApiRequest, exchange},
    retry_after::retry_after,
};
use crate::server::{
    SignedIn, clock,
    http::{HttpError, HttpResponse},
    session::Person,
    throttled_apis::{ThrottledApi, Throttling},
};

/// The shortest time for a retry. With less time left, the first response is returned.
const LEAST_TIME: Duration = Duration::from_millis(500);

/// Sends a request to the API with this name, unless the API has told this user to wait. Returns the response whatever its status
/// is.
///
/// A 429 or a 503 with `Retry-After` is retried once, if the method is idempotent and the wait fits into the time limit of the
/// request. The wait is remembered for the user, because requests before its end would prolong the throttling.
pub async fn send_patiently(
    user: &SignedIn,
    name: &'static str,
    request: &ApiRequest<'_>,
) -> Result<HttpResponse, ApiError> {
    let (started, services) = (Instant::now(), user.services());
    let api = ThrottledApi { user: Person::of(user.user()), name };
    let known = services.throttled_apis.get(&api, clock::unix_now());
    if let Some(Throttling { status, seconds }) = known {
        return Err(ApiError::Failed(FailedResponse {
            retry_after: Some(seconds),
            ..FailedResponse::of_status(status)
        }));
    }
    let remember = |response: &HttpResponse| {
        let throttling = throttling(response)?;
        services.throttled_apis.insert(api, throttling, clock::unix_now());
        Some(Duration::from_secs(throttling.seconds.into()))
    };
    let response = exchange(user, request).await?;
    let Some(wait) = remember(&response) else { return Ok(response) };
    let left = services.limits.api.time.checked_sub(started.elapsed()).and_then(|left| left.checked_sub(wait));
    match left.filter(|left| *left >= LEAST_TIME && is_idempotent(&request.method)) {
        None => Ok(response),
        Some(left) => {
            sleep(wait).await;
            let second =
                timeout(left, exchange(user, request)).await.map_err(|_| ApiError::Http(HttpError::Timeout))??;
            remember(&second);
            Ok(second)
        }
    }
}

/// Returns the throttling that a response announces. `None` without `Retry-After`, because the end is then unknown.
fn throttling(response: &HttpResponse) -> Option<Throttling> {
    let is_throttled = matches!(response.status, StatusCode::TOO_MANY_REQUESTS | StatusCode::SERVICE_UNAVAILABLE);
    let seconds = is_throttled.then(|| retry_after(&response.headers)).flatten()?;
    Some(Throttling { status: response.status.as_u16(), seconds })
}

/// Returns whether a request has the same effect if it is sent twice (RFC 9110 §9.2.2).
fn is_idempotent(method: &Method) -> bool {
    [Method::GET, Method::PUT, Method::DELETE].contains(method)
}
