//! `GET /profile/photo`: the photo of the signed-in user, from the cache of the session or from Microsoft Graph.

use axum::{
    extract::{Query, rejection::QueryRejection},
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use serde::Deserialize;

use crate::{
    pages::dashboard,
    server::{SignedIn, graph::ResourceBody},
    web::Page,
};

/// The browser keeps the photo of a session for this time, so that it does not request the photo for each page. Shared caches must not
/// keep it.
const KEPT: [(header::HeaderName, &str); 2] =
    [(header::CACHE_CONTROL, "private, max-age=600"), (header::VARY, "Cookie")];

/// The parameters of the address.
#[derive(Deserialize)]
pub struct PhotoQuery {
    /// The version of the photo, which names the session.
    of: Option<String>,
}

/// Responds with the photo. The browser keeps it only at an address that names the session, because the next user of the browser must
/// not see it. A page of another session does not get this photo.
pub async fn photo(user: SignedIn, query: Result<Query<PhotoQuery>, QueryRejection>) -> Response {
    let of = query.ok().and_then(|Query(query)| query.of);
    if of.as_ref().is_some_and(|of| *of != dashboard::photo_version(&user)) {
        return StatusCode::NOT_FOUND.into_response();
    }
    let body = match dashboard::photo(&user).await {
        Ok(body) => body,
        Err(error) => return Page::from(error).into_response(),
    };
    let Some(ResourceBody::Binary(bytes)) = body else { return StatusCode::NOT_FOUND.into_response() };
    match dashboard::photo_type(&bytes) {
        Some(media_type) => {
            let image = ([(header::CONTENT_TYPE, media_type)], bytes.to_vec());
            if of.is_some() { (KEPT, image).into_response() } else { image.into_response() }
        }
        None => StatusCode::NOT_FOUND.into_response(),
    }
}
