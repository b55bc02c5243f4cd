//! Microsoft Graph, as far as a profile page needs it: `/me`, its photo, and the `UserInfo` endpoint.

mod access;
mod answer;
mod broken;
mod groups;
mod messages;
mod user;

use std::collections::HashMap;

use axum::extract::{OriginalUri, Path, RawQuery, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::response::Response;
use serde_json::json;

use super::claims;
use super::scopes;
use super::tenant::{SharedTenant, hold};
use access::admitted;
use answer::{Answer, GraphError, Ids};

pub use groups::groups;
pub use messages::messages;

const PHOTO: &[u8] = include_bytes!("photo.png");
const PHOTO_SIZES: [&str; 9] =
    ["48x48", "64x64", "96x96", "120x120", "240x240", "360x360", "432x432", "504x504", "648x648"];

/// `GET /v1.0/me`
pub async fn me(State(tenant): State<SharedTenant>, headers: HeaderMap, RawQuery(query): RawQuery) -> Response {
    tenant.switches.count_graph_call();
    let ids = Ids::of(&headers);
    let fault = broken::strike(&tenant, &headers).await;
    let answer = match broken::answer(&tenant, fault).await {
        Some(broken) => broken,
        None => match admitted(&tenant, &headers, &["User.Read"]).await {
            Ok(admitted) => user::answer(&tenant, &admitted.persona, query.as_deref().unwrap_or_default()),
            Err(error) => Answer::Error(error),
        },
    };
    answer.into_response(&tenant, &ids)
}

/// `GET /v1.0/me/photo/$value` and `GET /v1.0/me/photos/{size}/$value`
pub async fn photo(
    State(tenant): State<SharedTenant>,
    headers: HeaderMap,
    Path(path): Path<HashMap<String, String>>,
) -> Response {
    tenant.switches.count_photo_call();
    let ids = Ids::of(&headers);
    let fault = tenant.switches.photo_fault.strike();
    let answer = match broken::answer(&tenant, fault).await {
        Some(broken) => broken,
        None => match admitted(&tenant, &headers, &["User.Read"]).await {
            Ok(admitted) if admitted.persona.has_photo && size_is_offered(&path) => Answer::Raw(
                StatusCode::OK,
                vec![(header::CONTENT_TYPE, HeaderValue::from_static("image/png"))],
                PHOTO.into(),
            ),
            Ok(_) => Answer::Error(GraphError::new(404, "ImageNotFound", "The photo wasn't found.")),
            Err(error) => Answer::Error(error),
        },
    };
    answer.into_response(&tenant, &ids)
}

/// `POST /v1.0/me/revokeSignInSessions`: ends all refresh tokens of the person, in all apps.
pub async fn revoke_sessions(State(tenant): State<SharedTenant>, headers: HeaderMap) -> Response {
    tenant.switches.count_graph_call();
    let fault = broken::strike(&tenant, &headers).await;
    let answer = match broken::answer(&tenant, fault).await {
        Some(broken) => broken,
        None => match admitted(&tenant, &headers, &[scopes::REVOKE_SESSIONS]).await {
            Ok(admitted) => {
                let mut grants = hold(&tenant.refresh_grants);
                grants.end_those_of(&admitted.persona.id);
                tenant.remember(&grants);
                let context = tenant.graph("/v1.0/$metadata#Edm.Boolean");
                Answer::Json(json!({ "@odata.context": context, "value": true }))
            }
            Err(error) => Answer::Error(error),
        },
    };
    answer.into_response(&tenant, &Ids::of(&headers))
}

/// `GET` and `POST /oidc/userinfo` (OpenID Connect Core, section 5.3)
pub async fn user_info(State(tenant): State<SharedTenant>, headers: HeaderMap) -> Response {
    let answer = match admitted(&tenant, &headers, &["openid"]).await {
        Ok(admitted) => {
            let photo = tenant.graph(super::address::PHOTO);
            Answer::Json(claims::user_info(&admitted.persona, &photo, &claims::listed_scopes(&admitted.granted)))
        }
        Err(error) => Answer::Error(error),
    };
    answer.into_response(&tenant, &Ids::of(&headers))
}

/// Everything else of Graph.
pub async fn unknown(
    State(tenant): State<SharedTenant>,
    OriginalUri(uri): OriginalUri,
    headers: HeaderMap,
) -> Response {
    let answer = match admitted(&tenant, &headers, &[]).await {
        Ok(_) => {
            let segment = uri.path().rsplit('/').next().unwrap_or_default();
            let message = format!("Resource not found for the segment '{segment}'.");
            Answer::Error(GraphError::new(400, "BadRequest", &message))
        }
        Err(error) => Answer::Error(error),
    };
    answer.into_response(&tenant, &Ids::of(&headers))
}

fn size_is_offered(path: &HashMap<String, String>) -> bool {
    path.get("size").is_none_or(|size| PHOTO_SIZES.contains(&size.as_str()))
}

fn header_value(text: &str) -> HeaderValue {
    HeaderValue::try_from(text).unwrap_or_else(|_| HeaderValue::from_static(""))
}

/// A header of an answer.
type Header = (HeaderName, HeaderValue);
