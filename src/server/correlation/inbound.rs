//! The context of a request to this app, and its server span (OpenTelemetry, HTTP semantic conventions).

use opentelemetry::{
    Context, KeyValue,
    context::FutureExt as _,
    propagation::TextMapPropagator as _,
    trace::{SpanBuilder, SpanKind, Status, TraceContextExt as _, Tracer as _},
};
use opentelemetry_http::HeaderExtractor;
use opentelemetry_sdk::propagation::TraceContextPropagator;
use reqwest::{StatusCode, header::HeaderMap};

use super::{RequestId, tracer::tracer};

/// Upper bound of a path in a span, in characters, because the queue of the exporter holds thousands of spans and any client can send
/// long paths.
const LONGEST_PATH: usize = 256;

/// The properties of a request when it arrives.
pub struct InboundRequest<'a> {
    pub id: RequestId,
    pub method: &'a str,
    pub scheme: &'static str,
    /// The path. The query is left out, because it may contain codes and states.
    pub path: &'a str,
    /// The pattern of the route, if it is known already.
    pub route: Option<&'a str>,
    /// The headers from which `traceparent` is read. `None` unless they come from a trusted proxy.
    pub parent: Option<&'a HeaderMap>,
}

/// The context of a request to this app. The span is exported when all clones are dropped, so also if the browser closes
/// the connection.
#[derive(Clone)]
pub struct RequestContext(Context);

impl RequestContext {
    pub fn begin(request: &InboundRequest<'_>) -> Self {
        let context = Context::new().with_value(request.id);
        let Some(tracer) = tracer() else { return Self(context) };
        let context = match request.parent {
            Some(headers) => TraceContextPropagator::new().extract_with_context(&context, &HeaderExtractor(headers)),
            None => context,
        };
        let mut attributes = vec![
            KeyValue::new("http.request.method", known_method(request.method).unwrap_or("_OTHER")),
            KeyValue::new("url.scheme", request.scheme),
            KeyValue::new("url.path", request.path.chars().take(LONGEST_PATH).collect::<String>()),
        ];
        attributes.extend(request.route.map(|route| KeyValue::new("http.route", route.to_owned())));
        let span = SpanBuilder::from_name(name(request.method, request.route))
            .with_kind(SpanKind::Server)
            .with_attributes(attributes);
        let span = tracer.build_with_context(span, &context);
        Self(context.with_span(span))
    }

    /// Returns the trace ID. `None` if no traces are exported.
    pub fn trace_id(&self) -> Option<String> {
        let span = self.0.span();
        span.span_context().is_valid().then(|| span.span_context().trace_id().to_string())
    }

    /// Runs the handler of the request in this context.
    pub fn run<F: Future>(&self, handler: F) -> impl Future<Output = F::Output> + use<F> {
        handler.with_context(self.0.clone())
    }

    /// Adds the route to the span of the current request, if it was not known at the beginning.
    pub fn found_route(method: &str, route: &str) {
        if tracer().is_none() {
            return;
        }
        Context::map_current(|context| {
            let span = context.span();
            span.update_name(name(method, Some(route)));
            span.set_attribute(KeyValue::new("http.route", route.to_owned()));
        });
    }

    /// Ends the span with the status of the response. Only a status of 500 or more is an error of this app.
    pub fn end(&self, status: StatusCode) {
        let span = self.0.span();
        span.set_attribute(KeyValue::new("http.response.status_code", i64::from(status.as_u16())));
        if status.is_server_error() {
            span.set_attribute(KeyValue::new("error.type", status.as_str().to_owned()));
            span.set_status(Status::error(""));
        }
        span.end();
    }
}

/// Returns the name of a server span. It contains the route and not the path, because clients can send any number of paths.
fn name(method: &str, route: Option<&str>) -> String {
    let method = known_method(method).unwrap_or("HTTP");
    route.map_or_else(|| method.to_owned(), |route| format!("{method} {route}"))
}

/// Returns the method if it is a standard one. Others are left out, because a client could send any number of different
/// ones.
fn known_method(method: &str) -> Option<&'static str> {
    const KNOWN: [&str; 9] = ["GET", "HEAD", "POST", "PUT", "DELETE", "CONNECT", "OPTIONS", "TRACE", "PATCH"];
    KNOWN.into_iter().find(|known| *known == method)
}
