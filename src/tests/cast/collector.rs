//! A receiver of traces (OTLP over HTTP, protobuf), as a collector of OpenTelemetry is one.

use std::{
    collections::BTreeMap,
    net::SocketAddr,
    sync::{Arc, Mutex},
};

use axum::{
    Router,
    body::Bytes,
    extract::State,
    http::{HeaderMap, StatusCode},
    routing::post,
};
use leptos_entra::server::hex::hex;
use opentelemetry_proto::tonic::{
    collector::trace::v1::ExportTraceServiceRequest,
    common::v1::{KeyValue, any_value::Value},
    trace::v1::span::SpanKind,
};
use prost::Message as _;
use tokio::net::TcpListener;

/// A received span, with its IDs in hexadecimal digits.
#[derive(Clone, Debug)]
pub struct ReceivedSpan {
    pub name: String,
    pub trace_id: String,
    pub id: String,
    /// The ID of the parent. Empty for the root of a trace.
    pub parent: String,
    pub kind: SpanKind,
    pub attributes: BTreeMap<String, String>,
    /// Whether the status of the span is an error.
    pub failed: bool,
}

impl ReceivedSpan {
    pub fn attribute(&self, name: &str) -> &str {
        self.attributes.get(name).map_or("", String::as_str)
    }
}

/// A collector on loopback, which responds to every export with the same status.
pub struct Collector {
    address: SocketAddr,
    received: Arc<Received>,
}

struct Received {
    status: StatusCode,
    exports: Mutex<Vec<(HeaderMap, Bytes)>>,
}

impl Collector {
    pub async fn start() -> Self {
        Self::with_status(StatusCode::OK).await
    }

    pub async fn with_status(status: StatusCode) -> Self {
        let received = Arc::new(Received { status, exports: Mutex::default() });
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let router = Router::new().route("/v1/traces", post(receive)).with_state(Arc::clone(&received));
        tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
        Self { address, received }
    }

    /// Returns the value of `OTEL_EXPORTER_OTLP_ENDPOINT`.
    pub fn endpoint(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Returns the headers and the body of each export.
    pub fn exports(&self) -> Vec<(HeaderMap, Bytes)> {
        self.received.exports.lock().unwrap().clone()
    }

    /// Returns all spans in the order of their start.
    pub fn spans(&self) -> Vec<ReceivedSpan> {
        let requests = self.exports().into_iter().map(|(_, body)| ExportTraceServiceRequest::decode(body).unwrap());
        let scopes = requests.flat_map(|request| request.resource_spans).flat_map(|spans| spans.scope_spans);
        let mut spans: Vec<_> = scopes.flat_map(|scope| scope.spans).collect();
        spans.sort_by_key(|span| span.start_time_unix_nano);
        let read = |span: opentelemetry_proto::tonic::trace::v1::Span| ReceivedSpan {
            kind: span.kind(),
            name: span.name,
            trace_id: hex(&span.trace_id),
            id: hex(&span.span_id),
            parent: hex(&span.parent_span_id),
            attributes: texts(&span.attributes),
            failed: span.status.is_some_and(|status| status.code == 2),
        };
        spans.into_iter().map(read).collect()
    }

    /// Returns the attributes of the process that sent the first export.
    pub fn resource(&self) -> BTreeMap<String, String> {
        let (_, body) = self.exports().remove(0);
        let request = ExportTraceServiceRequest::decode(body).unwrap();
        texts(&request.resource_spans[0].resource.as_ref().unwrap().attributes)
    }
}

async fn receive(State(received): State<Arc<Received>>, headers: HeaderMap, body: Bytes) -> StatusCode {
    received.exports.lock().unwrap().push((headers, body));
    received.status
}

fn texts(attributes: &[KeyValue]) -> BTreeMap<String, String> {
    let text = |attribute: &KeyValue| match attribute.value.as_ref()?.value.as_ref()? {
        Value::StringValue(text) => Some(text.clone()),
        Value::IntValue(number) => Some(number.to_string()),
        other => panic!("{other:?}"),
    };
    attributes.iter().map(|attribute| (attribute.key.clone(), text(attribute).unwrap_or_default())).collect()
}
