//! `GET /profile/photo`: the photo of the signed-in user, from the cache of the session or from Microsoft Graph.

use axum::{
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};

use crate::{
    pages::dashboard,
    server::{SignedIn, graph::ResourceBody},
    web::Page,
};

/// Responds with the photo. The browser does not cache it, because the next user of the browser must not see it.
pub async fn photo(user: SignedIn) -> Response {
    let body = match dashboard::photo(&user).await {
        Ok(body) => body,
        Err(error) => return Page::from(error).into_response(),
    };
    let Some(ResourceBody::Binary(bytes)) = body else { return StatusCode::NOT_FOUND.into_response() };
    match dashboard::photo_type(&bytes) {
        Some(media_type) => ([(header::CONTENT_TYPE, media_type)], bytes.to_vec()).into_response(),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}
