//! The traces of the built program, as a collector receives them: one trace from the request of the browser to the provider and the
//! API, without secrets, and no harm if the collector fails.

use std::{net::TcpListener, time::Instant};

use axum::{
    body::Body,
    http::{Request, StatusCode},
};
use opentelemetry_proto::tonic::trace::v1::span::SpanKind;
use tokio::task::block_in_place;
use tower::ServiceExt as _;

use crate::{
    cast::{
        Browser, CALLBACK_BELOW,
        broken_server::{BrokenServer, Wrong, unused_origin},
        collector::{Collector, ReceivedSpan},
        parameter,
        replicas::Replicas,
    },
    json_log,
};

const PARENT: &str = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

/// Starts the program with a collector and these settings.
async fn traced(collector: &str, settings: &[(&str, &str)]) -> Replicas {
    let common = [("OTEL_EXPORTER_OTLP_ENDPOINT", collector), ("LOG_FORMAT", "json"), ("RUST_LOG", "info")];
    Replicas::start_with(1, "memory:", &[&common, settings].concat()).await
}

/// Stops the program, which exports the remaining spans, and returns its exit code.
fn stop(replicas: &mut Replicas) -> Option<i32> {
    replicas.signal(0, "TERM");
    block_in_place(|| replicas.exit_code(0))
}

fn only<'a>(spans: &'a [ReceivedSpan], name: &str) -> &'a ReceivedSpan {
    let mut found = spans.iter().filter(|span| span.name == name);
    let span = found.next().unwrap_or_else(|| panic!("{name}: {spans:#?}"));
    assert!(found.next().is_none(), "{spans:#?}");
    span
}

/// Asserts that a server span is the root of a trace whose only other span is a request to this address.
fn assert_one_trace(spans: &[ReceivedSpan], server: &ReceivedSpan, method: &str, url: &str) {
    assert_eq!((server.kind, server.parent.as_str()), (SpanKind::Server, ""), "{server:#?}");
    let trace: Vec<_> = spans.iter().filter(|span| span.trace_id == server.trace_id && span.id != server.id).collect();
    let [client] = trace.as_slice() else { panic!("{spans:#?}") };
    assert_eq!((client.kind, client.name.as_str(), &client.parent), (SpanKind::Client, method, &server.id));
    assert_eq!(client.attribute("url.full"), url);
    assert_eq!(client.attribute("http.request.method"), method);
    assert_eq!(client.attribute("http.response.status_code"), "200");
    assert!(url.contains(&format!("//{}:{}", client.attribute("server.address"), client.attribute("server.port"))));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn given_a_sign_in_and_an_api_call_then_one_trace_each() {
    let collector = Collector::start().await;
    let settings = [
        ("OTEL_EXPORTER_OTLP_HEADERS", "x-key=a%20key,x-other=2"),
        ("OTEL_SERVICE_NAME", "our-app"),
        ("OTEL_RESOURCE_ATTRIBUTES", "service.name=other,deployment.environment.name=test%2C1"),
    ];
    let mut replicas = traced(&collector.endpoint(), &settings).await;
    let mut browser = Browser::new(replicas.only(0));
    let callback = browser.reach_callback("/sign-in", "maya").await;
    assert_eq!(browser.get(&callback).await.location(), "/");
    browser.submit("/api/call_api").await.assert_shows("Maya Lindqvist");
    browser.get(&format!("/no-such-page?code={}", parameter(&callback, "code").unwrap())).await;
    browser.send("INVENTED".parse().unwrap(), "/", &[], "").await;
    let log = replicas.log(0);
    assert_eq!(stop(&mut replicas), Some(0));

    let spans = collector.spans();
    let sign_in = only(&spans, "GET /getAToken");
    assert_one_trace(&spans, sign_in, "POST", &format!("{}/oauth2/v2.0/token", replicas.tenant.authority()));
    let call = only(&spans, "POST /api/call_api");
    assert_one_trace(&spans, call, "GET", &replicas.tenant.endpoint());
    assert_eq!(call.attribute("http.route"), "/api/call_api");
    assert_eq!((call.attribute("url.path"), call.attribute("url.scheme")), ("/api/call_api", "http"));
    assert_eq!(sign_in.attribute("http.response.status_code"), "303");
    let unknown = spans.iter().find(|span| span.attribute("url.path") == "/no-such-page").unwrap();
    assert_eq!((unknown.name.as_str(), unknown.failed, unknown.attribute("error.type")), ("GET", false, ""));
    assert_eq!(only(&spans, "HTTP /").attribute("http.request.method"), "_OTHER");

    let resource = collector.resource();
    assert_eq!((resource["service.name"].as_str(), resource["telemetry.sdk.language"].as_str()), ("our-app", "rust"));
    assert_eq!(resource["deployment.environment.name"], "test,1");
    let (headers, _) = &collector.exports()[0];
    for (name, value) in [("x-key", "a key"), ("x-other", "2"), ("content-type", "application/x-protobuf")] {
        assert_eq!(headers[name], value);
    }

    let signed_in = json_log::entries(&log).into_iter().find(|entry| entry["fields"]["event"] == "authn_login_success");
    assert_eq!(signed_in.unwrap()["spans"][0]["trace_id"], sign_in.trace_id);
    assert_no_secret(&collector, &replicas, &browser, &callback);
}

/// Searches all exported bytes for secrets and personal data.
fn assert_no_secret(collector: &Collector, replicas: &Replicas, browser: &Browser, callback: &str) {
    let exported: Vec<u8> = collector.exports().iter().flat_map(|(_, body)| body.to_vec()).collect();
    let contains = |needle: &str| exported.windows(needle.len()).any(|window| window == needle.as_bytes());
    assert!(contains("/getAToken"), "the search finds what is exported");
    let of_callback = ["code", "state"].map(|name| parameter(callback, name).unwrap());
    let cookies = browser.cookies.values().filter(|value| value.len() > 8).cloned();
    let secrets = of_callback.into_iter().chain(cookies).chain([replicas.tenant.client_secret().to_owned()]);
    // A JWT begins with `eyJ`.
    for secret in secrets.chain(["eyJ", "Maya", "Lindqvist", "maya", "a key", "code="].map(str::to_owned)) {
        assert!(!contains(&secret), "{secret}");
    }
    let spans = collector.spans();
    let mut values = spans.iter().flat_map(|span| span.attributes.values());
    assert!(values.all(|value| !value.contains('?')), "{spans:#?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn given_traceparent_then_only_a_trusted_proxy_continues() {
    for (trusted, continues) in [("127.0.0.1", true), ("192.0.2.1", false)] {
        let collector = Collector::start().await;
        let mut replicas = traced(&collector.endpoint(), &[("TRUSTED_PROXIES", trusted)]).await;
        let request = Request::get("/").header("traceparent", PARENT).header("tracestate", "vendor=maya");
        let response = replicas.only(0).app.oneshot(request.body(Body::empty()).unwrap()).await.unwrap();
        assert_eq!(response.status(), StatusCode::OK);
        assert_eq!(stop(&mut replicas), Some(0));
        let spans = collector.spans();
        let span = only(&spans, "GET /");
        let continued = span.trace_id == "0af7651916cd43dd8448eb211c80319c";
        assert_eq!((continued, span.parent == "b7ad6b7169203331"), (continues, continues), "{trusted}: {span:?}");
        assert!(continues || span.parent.is_empty(), "{span:?}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn given_an_api_then_it_gets_traceparent_and_no_tracestate() {
    let (collector, api) = (Collector::start().await, BrokenServer::start().await);
    api.respond_with("/me", Wrong::json("{}"));
    let endpoint = api.url("/me");
    let mut replicas =
        traced(&collector.endpoint(), &[("ENDPOINT", endpoint.as_str()), ("ENDPOINT_API", "graph")]).await;
    let mut browser = Browser::new(replicas.only(0));
    browser.sign_in("maya").await;
    let headers =
        [("sec-fetch-site", "same-origin"), ("accept", "text/html"), ("traceparent", PARENT), ("tracestate", "a=b")];
    let page = browser.send(axum::http::Method::POST, "/api/call_api", &headers, "").await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.body);
    assert_eq!(stop(&mut replicas), Some(0));
    let request = api.requests().pop().unwrap();
    let spans = collector.spans();
    let client = spans.iter().find(|span| span.attribute("url.full") == endpoint.as_str()).unwrap();
    assert_eq!(client.trace_id, "0af7651916cd43dd8448eb211c80319c");
    let sent = format!("traceparent: 00-{}-{}-01", client.trace_id, client.id);
    assert!(request.contains(&sent) && !request.contains("tracestate"), "{request}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn given_a_base_path_then_the_route_begins_with_it() {
    let collector = Collector::start().await;
    let settings = [("PUBLIC_URL", "http://localhost:3000/app"), ("REDIRECT_URI", CALLBACK_BELOW)];
    let mut replicas = traced(&collector.endpoint(), &settings).await;
    Browser::new(replicas.only(0)).get("/app/mail").await;
    assert_eq!(stop(&mut replicas), Some(0));
    let spans = collector.spans();
    let span = only(&spans, "GET /app/mail");
    assert_eq!((span.attribute("http.route"), span.attribute("url.path")), ("/app/mail", "/app/mail"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn given_a_sampler_or_a_disabled_sdk_then_no_span_is_exported() {
    for settings in [
        [("OTEL_TRACES_SAMPLER", "always_off"), ("OTEL_TRACES_SAMPLER_ARG", "1")],
        [("OTEL_TRACES_SAMPLER", "parentbased_traceidratio"), ("OTEL_TRACES_SAMPLER_ARG", "0.0")],
        [("OTEL_TRACES_SAMPLER", "always_on"), ("OTEL_SDK_DISABLED", "TRUE")],
    ] {
        let collector = Collector::start().await;
        let mut replicas = traced(&collector.endpoint(), &settings).await;
        Browser::new(replicas.only(0)).get("/").await;
        assert_eq!(stop(&mut replicas), Some(0));
        assert!(collector.exports().is_empty(), "{settings:?}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn given_a_broken_collector_then_no_request_is_slow_and_exit_0() {
    // The kernel accepts connections to this listener, and no program ever reads from them.
    let silent = TcpListener::bind("127.0.0.1:0").unwrap();
    let hanging = format!("http://{}", silent.local_addr().unwrap());
    let broken = Collector::with_status(StatusCode::INTERNAL_SERVER_ERROR).await;
    for endpoint in [hanging, unused_origin().await, broken.endpoint()] {
        let mut replicas = traced(&endpoint, &[("OTEL_BSP_SCHEDULE_DELAY", "50")]).await;
        let mut browser = Browser::new(replicas.only(0));
        let begun = Instant::now();
        browser.sign_in("maya").await;
        for _ in 0..20 {
            browser.get("/").await.assert_shows("Maya Lindqvist");
        }
        let took = begun.elapsed();
        assert!(took.as_secs() < 5, "{endpoint}: {took:?}");
        let begun = Instant::now();
        assert_eq!(stop(&mut replicas), Some(0), "{endpoint}");
        let took = begun.elapsed();
        assert!(took.as_secs() < 10, "{endpoint}: {took:?}");
        let log = replicas.log(0);
        assert!(log.contains("traces_lost"), "{endpoint}: {log}");
        assert!(log.matches("check OTEL_EXPORTER_OTLP_ENDPOINT").count() <= 1, "{log}");
    }
}
