//! The headers and the client span of a request to the provider or to the downstream API.

use opentelemetry::{
    Context, KeyValue,
    propagation::TextMapPropagator as _,
    trace::{SpanBuilder, SpanKind, Status, TraceContextExt as _, Tracer as _},
};
use opentelemetry_http::HeaderInjector;
use opentelemetry_sdk::propagation::TraceContextPropagator;
use reqwest::{Method, StatusCode, header::HeaderMap};
use url::Url;

use super::{RequestId, tracer::tracer};

/// A request of this app to another server. Its span is a child of the current request's span.
pub struct OutboundRequest(Context);

impl OutboundRequest {
    pub fn begin(method: &Method, url: &Url) -> Self {
        let context = Context::current();
        let Some(tracer) = tracer() else { return Self(context) };
        let mut attributes = vec![
            KeyValue::new("http.request.method", method.to_string()),
            KeyValue::new("url.full", without_secrets(url)),
        ];
        attributes.extend(url.host_str().map(|host| KeyValue::new("server.address", host.to_owned())));
        attributes.extend(url.port_or_known_default().map(|port| KeyValue::new("server.port", i64::from(port))));
        let span = SpanBuilder::from_name(method.to_string()).with_kind(SpanKind::Client).with_attributes(attributes);
        let span = tracer.build_with_context(span, &context);
        Self(context.with_span(span))
    }

    /// Returns the headers that identify the request: `client-request-id`, and `traceparent` if traces are exported.
    ///
    /// `tracestate` is not sent, because a proxy or its vendor may have written data of other systems into it.
    pub fn headers(&self) -> HeaderMap {
        let mut headers = HeaderMap::new();
        if tracer().is_some() {
            TraceContextPropagator::new().inject_context(&self.0, &mut HeaderInjector(&mut headers));
            headers.remove("tracestate");
        }
        headers.extend(RequestId::of(&self.0).header_value().map(|value| (RequestId::HEADER, value)));
        headers
    }

    /// Ends the span with the status of the response, or with the name of the error that prevented one.
    pub fn end(&self, outcome: Result<StatusCode, &'static str>) {
        if tracer().is_none() {
            return;
        }
        let span = self.0.span();
        let error = match outcome {
            Ok(status) => {
                span.set_attribute(KeyValue::new("http.response.status_code", i64::from(status.as_u16())));
                let is_error = status.is_client_error() || status.is_server_error();
                is_error.then(|| status.as_str().to_owned())
            }
            Err(name) => Some(name.to_owned()),
        };
        if let Some(error) = error {
            span.set_attribute(KeyValue::new("error.type", error));
            span.set_status(Status::error(""));
        }
        span.end();
    }
}

/// Returns the address without the parts that may contain a secret or personal data.
fn without_secrets(url: &Url) -> String {
    let port = url.port().map_or_else(String::new, |port| format!(":{port}"));
    format!("{}://{}{port}{}", url.scheme(), url.host_str().unwrap_or_default(), url.path())
}

#[cfg(test)]
mod tests {
    use super::{Url, without_secrets};

    #[test]
    fn given_a_query_then_the_address_of_a_span_has_none() {
        let url = Url::parse("https://user:password@[::1]:8443/v1.0/me?code=c&$search=Maya#fragment").unwrap();
        assert_eq!(without_secrets(&url), "https://[::1]:8443/v1.0/me");
    }
}
