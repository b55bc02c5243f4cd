//! `POST /v1.0/$batch`: up to 20 requests in one. Each part passes the same handler as a direct request.

use std::collections::HashMap;

use axum::Router;
use axum::body::{Body, Bytes, to_bytes};
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse as _, Response};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Map, Value, json};
use tower::Service as _;

use crate::dev_tenant::endpoints::graph::access::Caller;
use crate::dev_tenant::endpoints::graph::batch_request::{self, Order, Part};
use crate::dev_tenant::endpoints::graph::call::{GraphCall, PartOfBatch};
use crate::dev_tenant::endpoints::graph::resource::BATCH;
use crate::dev_tenant::endpoints::graph::response::{GraphError, GraphResponse};
use crate::dev_tenant::endpoints::graph::routes;
use crate::dev_tenant::protocol::random::fingerprint;

/// The headers of a batch that its parts inherit: one access token for all, and the client's request ID.
const INHERITED: [&str; 2] = ["authorization", "client-request-id"];

/// Responds with the responses of all parts. The status is 200 even if every part has failed.
pub async fn endpoint(call: GraphCall, body: Bytes) -> Response {
    let mut parsed = None;
    let checked = call
        .respond(&BATCH, |_: &Caller| {
            parsed = Some(batch_request::parse(&call.headers, &body)?);
            Ok(GraphResponse::Json(Value::Null))
        })
        .await;
    // Without parts the response is an error, or that of an armed fault.
    let Some((parts, order)) = parsed else { return checked };
    let router = routes::resources("").fallback(routes::unknown).with_state(call.tenant.clone());
    let runner = Runner { call: &call, router, inherited: inherited(&call.headers) };
    let mut responses = match order {
        Order::Parallel => runner.run_all(parts).await,
        Order::Serial => runner.run_in_order(parts).await,
    };
    shuffle(&mut responses);
    call.finish(GraphResponse::Json(json!({ "responses": responses })))
}

/// Runs the parts of a batch.
struct Runner<'a> {
    call: &'a GraphCall,
    router: Router,
    inherited: HeaderMap,
}

impl Runner<'_> {
    async fn run_all(&self, parts: Vec<Part>) -> Vec<Value> {
        let tasks: Vec<_> = parts.into_iter().map(|part| tokio::spawn(self.run(part))).collect();
        let mut responses = Vec::new();
        for task in tasks {
            responses.extend(task.await);
        }
        responses
    }

    /// Runs each part after its predecessor. A part fails with 424 if its predecessor failed.
    async fn run_in_order(&self, parts: Vec<Part>) -> Vec<Value> {
        let mut responses: Vec<Value> = Vec::new();
        for part in parts {
            let failed = responses.last().is_some_and(|before| before["status"].as_u64() >= Some(400));
            let part = if failed { Part { request: Err(failed_dependency()), ..part } } else { part };
            responses.push(self.run(part).await);
        }
        responses
    }

    /// Sends a part to its handler. Returns the member of `responses`.
    fn run(&self, part: Part) -> impl Future<Output = Value> + Send + 'static {
        let mut router = self.router.clone();
        let inherited = self.inherited.clone();
        let request = part.request.map_err(|error| self.call.finish(GraphResponse::Error(error)));
        async move {
            let response = match request {
                Ok(mut request) => {
                    request.headers_mut().extend(inherited);
                    request.extensions_mut().insert(PartOfBatch);
                    router.call(request).await.into_response()
                }
                Err(invalid) => invalid,
            };
            part_response(&part.id, response).await
        }
    }
}

fn inherited(headers: &HeaderMap) -> HeaderMap {
    headers
        .iter()
        .filter(|(name, _)| INHERITED.contains(&name.as_str()))
        .map(|(name, value)| (name.clone(), value.clone()))
        .collect()
}

async fn part_response(id: &str, response: Response) -> Value {
    let (parts, body) = response.into_parts();
    let headers: Map<String, Value> = parts
        .headers
        .iter()
        .map(|(name, value)| (shown_name(name.as_str()), Value::from(value.to_str().unwrap_or_default())))
        .collect();
    let mut response = json!({ "id": id, "status": parts.status.as_u16(), "headers": headers });
    let bytes = to_bytes(Body::new(body), usize::MAX).await.unwrap_or_default();
    if !bytes.is_empty() {
        response["body"] = part_body(&parts.headers, &bytes);
    }
    response
}

/// Returns the body of a part: JSON as JSON, everything else in base64.
fn part_body(headers: &HeaderMap, bytes: &[u8]) -> Value {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    let json = kind.starts_with("application/json").then(|| serde_json::from_slice(bytes).ok()).flatten();
    json.unwrap_or_else(|| Value::from(STANDARD.encode(bytes)))
}

/// Returns a header name as Graph writes it in a batch: `Content-Type`, `WWW-Authenticate`, but `request-id`.
fn shown_name(name: &str) -> String {
    match name {
        "www-authenticate" => "WWW-Authenticate".to_owned(),
        "etag" => "ETag".to_owned(),
        "request-id" | "client-request-id" => name.to_owned(),
        _ => {
            let capitalized = |word: &str| {
                let (first, rest) = word.split_at_checked(1).unwrap_or((word, ""));
                format!("{}{rest}", first.to_ascii_uppercase())
            };
            name.split('-').map(capitalized).collect::<Vec<_>>().join("-")
        }
    }
}

fn failed_dependency() -> GraphError {
    GraphError::new(424, "FailedDependency", "The request on which this request depends failed.")
}

/// Changes the order of the responses, because Graph does not keep that of the requests. The same IDs always lead to the
/// same order.
fn shuffle(responses: &mut [Value]) {
    let id = |response: &Value| response["id"].as_str().unwrap_or_default().to_owned();
    let before: HashMap<String, usize> =
        responses.iter().enumerate().map(|(index, response)| (id(response), index)).collect();
    responses.sort_by_cached_key(|response| fingerprint(&id(response)));
    let is_unchanged = responses.iter().enumerate().all(|(index, response)| before.get(&id(response)) == Some(&index));
    if is_unchanged && responses.len() > 1 {
        responses.rotate_left(1);
    }
}
