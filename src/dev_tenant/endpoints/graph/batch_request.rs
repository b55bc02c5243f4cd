//! The body of a batch: the rules for its parts, and the request of each part.

use std::collections::{BTreeMap, HashSet};

use axum::body::Body;
use axum::extract::Request;
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, header};
use serde::Deserialize;
use serde_json::Value;

use crate::dev_tenant::endpoints::graph::response::GraphError;

/// The largest number of parts.
const MOST_PARTS: usize = 20;

/// A part of a batch: its ID, and its request or the error of an invalid part.
pub struct Part {
    pub id: String,
    pub request: Result<Request, GraphError>,
}

/// The order in which the parts run.
pub enum Order {
    /// All parts at the same time, because none depends on another.
    Parallel,
    /// One after the other, because each depends on its predecessor.
    Serial,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Batch {
    requests: Vec<Described>,
}

/// A part, as the body of the batch describes it.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Described {
    id: String,
    method: String,
    url: String,
    #[serde(default)]
    headers: BTreeMap<String, String>,
    body: Option<Value>,
    #[serde(default)]
    depends_on: Vec<String>,
}

/// Parses the body of a batch. One invalid rule of the batch makes the whole batch invalid.
pub fn parse(headers: &HeaderMap, body: &[u8]) -> Result<(Vec<Part>, Order), GraphError> {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    if kind.split(';').next().map(str::trim) != Some("application/json") {
        return Err(GraphError::bad_request("The content type of a batch must be application/json."));
    }
    let batch: Batch =
        serde_json::from_slice(body).map_err(|_| GraphError::bad_request("Invalid batch payload format."))?;
    let parts = batch.requests;
    if parts.len() > MOST_PARTS {
        let message = format!("Number of batch request steps exceeds the max value of {MOST_PARTS}.");
        return Err(GraphError::bad_request(&message));
    }
    let ids: HashSet<String> = parts.iter().map(|part| part.id.to_lowercase()).collect();
    if ids.len() != parts.len() || ids.contains("") || parts.is_empty() {
        return Err(GraphError::bad_request("The IDs of the requests of a batch must be present and unique."));
    }
    let order = order(&parts)?;
    Ok((parts.into_iter().map(Part::of).collect(), order))
}

/// Returns the order of the parts. Graph accepts a batch only if no part depends on another, or if each part depends on
/// its predecessor.
fn order(parts: &[Described]) -> Result<Order, GraphError> {
    if parts.iter().all(|part| part.depends_on.is_empty()) {
        return Ok(Order::Parallel);
    }
    let first_is_free = parts.first().is_some_and(|part| part.depends_on.is_empty());
    let follows = |(before, part): (&Described, &Described)| matches!(part.depends_on.as_slice(), [id] if id.eq_ignore_ascii_case(&before.id));
    if first_is_free && parts.iter().zip(parts.iter().skip(1)).all(follows) {
        return Ok(Order::Serial);
    }
    Err(GraphError::bad_request("Batch should be either fully sequential or fully parallel."))
}

impl Part {
    fn of(described: Described) -> Self {
        Self { id: described.id.clone(), request: described.request().map_err(GraphError::bad_request) }
    }
}

impl Described {
    /// Returns the request of a part. Its URL is relative to the version: `/me`.
    fn request(self) -> Result<Request, &'static str> {
        let is_relative = self.url.starts_with('/') && !self.url.starts_with("//");
        if !is_relative {
            return Err("The url of a request in a batch must be relative to the version, such as /me.");
        }
        let headers = self.headers()?;
        if self.body.is_some() && !headers.contains_key(header::CONTENT_TYPE) {
            return Err("A request with a body needs the header Content-Type.");
        }
        let body = match self.body {
            None => Body::empty(),
            Some(Value::String(encoded)) => Body::from(encoded),
            Some(content) => Body::from(content.to_string()),
        };
        let method = Method::from_bytes(self.method.as_bytes()).map_err(|_| "The method is invalid.")?;
        let mut request = Request::builder()
            .method(method)
            .uri(format!("/v1.0{}", self.url))
            .body(body)
            .map_err(|_| "The url is invalid.")?;
        *request.headers_mut() = headers;
        Ok(request)
    }

    fn headers(&self) -> Result<HeaderMap, &'static str> {
        let mut headers = HeaderMap::new();
        for (name, value) in &self.headers {
            let name = HeaderName::try_from(name).map_err(|_| "The name of a header is invalid.")?;
            let value = HeaderValue::try_from(value).map_err(|_| "The value of a header is invalid.")?;
            headers.insert(name, value);
        }
        if headers.contains_key(header::AUTHORIZATION) {
            return Err("The requests of a batch use the access token of the batch.");
        }
        Ok(headers)
    }
}
