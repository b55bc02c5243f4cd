//! The photos of users: `/me/photo/$value`, `/me/photos/{size}/$value` and `/users/{id}/photos/{size}/$value`.

use axum::body::Body;
use axum::extract::Path;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::Response;

use crate::dev_tenant::endpoints::graph::call::GraphCall;
use crate::dev_tenant::endpoints::graph::resource::{PHOTO, PHOTO_OF_OTHERS};
use crate::dev_tenant::endpoints::graph::response::{GraphError, GraphResponse, header_value};
use crate::dev_tenant::endpoints::graph::service::not_found;
use crate::dev_tenant::endpoints::graph::users::with_id;
use crate::dev_tenant::protocol::random::fingerprint;
use crate::dev_tenant::state::directory::Person;
use crate::dev_tenant::state::portrait::{SIZES, png};

/// The user whose photo was uploaded in a small size, and the largest size that exists.
const SMALL: (&str, u32) = ("mallory", 240);

/// Responds with the largest photo of the user.
pub async fn largest(call: GraphCall) -> Response {
    call.tenant.switches.count_photo_call();
    call.respond(&PHOTO, |caller| photo(&call, &Person::of(&caller.persona), None)).await
}

/// Responds with the photo of the user in a size such as `96x96`.
pub async fn of_size(call: GraphCall, Path(size): Path<String>) -> Response {
    call.tenant.switches.count_photo_call();
    call.respond(&PHOTO, |caller| photo(&call, &Person::of(&caller.persona), Some(&size))).await
}

/// Responds with the photo of another user in a size such as `96x96`.
pub async fn of_user(call: GraphCall, Path((user, size)): Path<(String, String)>) -> Response {
    call.tenant.switches.count_photo_call();
    call.respond(&PHOTO_OF_OTHERS, |_| {
        let person = with_id(&user).ok_or_else(|| not_found(&user))?;
        photo(&call, &person, Some(&size))
    })
    .await
}

fn photo(call: &GraphCall, person: &Person, size: Option<&str>) -> Result<GraphResponse, GraphError> {
    let missing = || GraphError::new(404, "ImageNotFound", "The photo wasn't found.");
    let (small, largest) = SMALL;
    let exists = |pixels: &u32| person.has_photo && (person.key != small || *pixels <= largest);
    let wanted = |pixels: &u32| size.is_none_or(|size| size == format!("{pixels}x{pixels}"));
    let pixels = SIZES.into_iter().filter(exists).rfind(wanted).ok_or_else(missing)?;
    let tag = fingerprint(&format!("photo/{}/{pixels}", person.key));
    let tag = format!("\"{}\"", tag.split_at_checked(16).map_or("", |(tag, _)| tag));
    let is_known = call.headers.get(header::IF_NONE_MATCH).is_some_and(|known| known.as_bytes() == tag.as_bytes());
    let mut headers = vec![(header::ETAG, header_value(&tag))];
    if is_known {
        return Ok(GraphResponse::Raw(StatusCode::NOT_MODIFIED, headers, Body::empty()));
    }
    headers.push((header::CONTENT_TYPE, HeaderValue::from_static("image/png")));
    Ok(GraphResponse::Raw(StatusCode::OK, headers, png(&person.key, pixels).into()))
}
