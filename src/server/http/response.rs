//! A complete HTTP response: its limits, how it is read, and why a request failed.

use std::{error::Error as _, time::Duration};

use reqwest::{Response, StatusCode, header::HeaderMap};

/// Limits of one request and its response.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// The time from the first byte of the request to the last byte of the response.
    pub time: Duration,
    /// The size of the decompressed response body.
    pub bytes: usize,
}

/// A complete HTTP response.
pub struct HttpResponse {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: Vec<u8>,
}

/// Why an outbound request failed.
#[derive(Debug, thiserror::Error)]
pub enum HttpError {
    #[error("the HTTP client could not be set up")]
    SetUp(#[source] reqwest::Error),
    #[error("only https addresses are allowed, and http addresses on loopback")]
    NotAllowed,
    #[error("the request was not sent, because its host belongs neither to the provider nor to the downstream API")]
    ForeignHost,
    #[error("the connection failed")]
    Unreachable(#[source] reqwest::Error),
    #[error("the compressed body is damaged")]
    Undecodable(#[source] reqwest::Error),
    #[error("the response was not complete in time")]
    Timeout,
    #[error("the response is larger than {0} bytes")]
    TooLarge(usize),
}

impl HttpError {
    /// Returns the class of the error in metrics and spans (`error.type`).
    pub const fn class(&self) -> &'static str {
        match self {
            Self::SetUp(_) => "set_up",
            Self::NotAllowed | Self::ForeignHost => "not_allowed",
            Self::Unreachable(_) => "connection",
            Self::Undecodable(_) => "damaged",
            Self::Timeout => "timeout",
            Self::TooLarge(_) => "too_large",
        }
    }
}

/// Sends a request, and reads the whole response. Both together are limited.
pub(super) async fn within(
    limits: Limits,
    response: impl Future<Output = Result<Response, reqwest::Error>>,
) -> Result<HttpResponse, HttpError> {
    let whole = async { read_whole(response.await.map_err(unreachable)?, limits.bytes).await };
    tokio::time::timeout(limits.time, whole).await.map_err(|_| HttpError::Timeout)?
}

async fn read_whole(mut response: Response, limit: usize) -> Result<HttpResponse, HttpError> {
    if response.content_length().is_some_and(|length| length > limit as u64) {
        return Err(HttpError::TooLarge(limit));
    }
    let mut body = Vec::new();
    // The limit counts decompressed bytes, because the client decompresses while it reads: a zip bomb ends here.
    while let Some(chunk) = response.chunk().await.map_err(unreadable)? {
        if body.len() + chunk.len() > limit {
            return Err(HttpError::TooLarge(limit));
        }
        body.extend_from_slice(&chunk);
    }
    Ok(HttpResponse { status: response.status(), headers: std::mem::take(response.headers_mut()), body })
}

/// Converts an error that occurs while a body is read. The HTTP client reports damaged compression as an I/O error, and
/// a broken connection as an error of HTTP.
fn unreadable(error: reqwest::Error) -> HttpError {
    if error.source().is_some_and(<dyn std::error::Error>::is::<std::io::Error>) {
        HttpError::Undecodable(error.without_url())
    } else {
        unreachable(error)
    }
}

/// Converts an error of the connection. The address is left out, because errors are logged and addresses may contain
/// personal data.
fn unreachable(error: reqwest::Error) -> HttpError {
    if error.is_timeout() { HttpError::Timeout } else { HttpError::Unreachable(error.without_url()) }
}
