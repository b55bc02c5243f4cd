//! The responses of Graph: JSON, bytes, or Graph's error object, always with the IDs of the request.

use axum::body::Body;
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};

use crate::dev_tenant::protocol::ids::GRAPH_AUDIENCE;
use crate::dev_tenant::protocol::random::guid;
use crate::dev_tenant::state::tenant::Tenant;

/// The IDs of a Graph request, by which Microsoft's support finds the request.
pub struct Ids {
    request_id: String,
    client_request_id: String,
}

impl Ids {
    /// Returns a new request ID, and the client's request ID from `client-request-id`. Without this header both IDs are
    /// the same.
    pub fn of(headers: &HeaderMap) -> Self {
        let request_id = guid();
        let sent = headers.get("client-request-id").and_then(|value| value.to_str().ok());
        let client_request_id = sent.unwrap_or(&request_id).to_owned();
        Self { request_id, client_request_id }
    }
}

/// An error of Graph, before the IDs and the date of the request are added.
pub struct GraphError {
    status: StatusCode,
    code: &'static str,
    message: String,
    /// The `claims` of a claims challenge, in base64.
    challenge: Option<String>,
    retry_after: Option<u64>,
}

impl GraphError {
    pub fn new(status: u16, code: &'static str, message: &str) -> Self {
        Self {
            status: StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR),
            code,
            message: message.to_owned(),
            challenge: None,
            retry_after: None,
        }
    }

    pub fn bad_request(message: &str) -> Self {
        Self::new(400, "BadRequest", message)
    }

    pub fn invalid_token(message: &str) -> Self {
        Self::new(401, "InvalidAuthenticationToken", message)
    }

    pub fn denied() -> Self {
        Self::new(403, "Authorization_RequestDenied", "Insufficient privileges to complete the operation.")
    }

    pub fn with_challenge(self, claims: String) -> Self {
        Self { challenge: Some(claims), ..self }
    }

    pub fn with_retry_after(self, seconds: Option<u64>) -> Self {
        Self { retry_after: seconds, ..self }
    }

    fn headers(&self, tenant: &Tenant) -> Vec<Header> {
        let mut headers = Vec::new();
        if self.status == StatusCode::UNAUTHORIZED {
            let mut challenge = format!(
                r#"Bearer realm="", authorization_uri="{}/common/oauth2/authorize", client_id="{GRAPH_AUDIENCE}""#,
                tenant.addresses.origin
            );
            if let Some(claims) = &self.challenge {
                challenge.extend([r#", error="insufficient_claims", claims=""#, claims, "\""]);
            }
            headers.push((header::WWW_AUTHENTICATE, header_value(&challenge)));
        }
        if let Some(seconds) = self.retry_after {
            headers.push((header::RETRY_AFTER, HeaderValue::from(seconds)));
        }
        headers
    }

    fn body(&self, tenant: &Tenant, ids: &Ids) -> Value {
        json!({ "error": {
            "code": self.code,
            "message": self.message,
            "innerError": {
                "date": tenant.clock.graph_date(),
                "request-id": ids.request_id,
                "client-request-id": ids.client_request_id,
            },
        } })
    }
}

/// A response of the dev tenant's Graph.
pub enum GraphResponse {
    Json(Value),
    JsonWith(Value, Vec<Header>),
    Raw(StatusCode, Vec<Header>, Body),
    Error(GraphError),
}

impl GraphResponse {
    pub fn into_response(self, tenant: &Tenant, ids: &Ids) -> Response {
        let json_headers = |kind| vec![(header::CONTENT_TYPE, HeaderValue::from_static(kind))];
        let (status, headers, body) = match self {
            Self::Json(value) => (StatusCode::OK, json_headers(JSON), Body::from(value.to_string())),
            Self::JsonWith(value, further) => {
                let headers = [json_headers(JSON), further].concat();
                (StatusCode::OK, headers, Body::from(value.to_string()))
            }
            Self::Raw(status, headers, body) => (status, headers, body),
            Self::Error(error) => {
                let mut headers = json_headers("application/json");
                headers.extend(error.headers(tenant));
                (error.status, headers, Body::from(error.body(tenant, ids).to_string()))
            }
        };
        let mut response = (status, body).into_response();
        response.headers_mut().extend(headers);
        response.headers_mut().extend([
            (header::CACHE_CONTROL, HeaderValue::from_static("private, no-store")),
            (HeaderName::from_static("request-id"), header_value(&ids.request_id)),
            (HeaderName::from_static("client-request-id"), header_value(&ids.client_request_id)),
        ]);
        response
    }
}

const JSON: &str = "application/json;odata.metadata=minimal;odata.streaming=true;IEEE754Compatible=false;charset=utf-8";

/// A header of a response of Graph.
pub type Header = (HeaderName, HeaderValue);

/// Returns a header value. It is empty if `text` has characters that a header cannot have.
pub fn header_value(text: &str) -> HeaderValue {
    HeaderValue::try_from(text).unwrap_or_else(|_| HeaderValue::from_static(""))
}
