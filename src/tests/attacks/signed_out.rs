//! Unauthenticated requests with headers and bodies that other apps accepted as an identity.

use axum::http::{Method, StatusCode};

use crate::cast::{App, Browser, CALLBACK, Page, parameter};

/// Headers that an app behind a proxy may trust, or that a framework uses internally.
const BELIEVED_ELSEWHERE: &[(&str, &str)] = &[
    ("authorization", "Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiJtYXlhIn0."),
    ("authorization", "Basic bWF5YTptYXlh"),
    ("x-forwarded-user", "maya"),
    ("x_forwarded_user", "maya"),
    ("x-forwarded-email", "maya@example.org"),
    ("x-forwarded-preferred-username", "maya"),
    ("x-auth-request-user", "maya"),
    ("x-auth-request-email", "maya@example.org"),
    ("x-remote-user", "maya"),
    ("remote-user", "maya"),
    ("remote_user", "maya"),
    ("x-ms-client-principal", "eyJ1c2VySWQiOiJtYXlhIn0="),
    ("x-ms-client-principal-name", "maya"),
    ("x-ms-token-aad-access-token", "token"),
    ("x-original-user", "maya"),
    ("x-user", "maya"),
    ("ssl-client-verify", "SUCCESS"),
];

/// Headers that make other frameworks skip their middleware, or change the path, method or host of the request.
const SKIPPED_ELSEWHERE: &[(&str, &str)] = &[
    ("x-middleware-subrequest", "middleware:middleware:middleware:middleware:middleware"),
    ("x-middleware-subrequest", "src/middleware:src/middleware"),
    ("x-original-url", "/signed-out"),
    ("x-rewrite-url", "/signed-out"),
    ("x-forwarded-uri", "/signed-out"),
    ("x-forwarded-path", "/signed-out"),
    ("x-http-method-override", "GET"),
    ("x-http-method", "GET"),
    ("x-method-override", "GET"),
    ("x-forwarded-for", "127.0.0.1"),
    ("x-real-ip", "127.0.0.1"),
    ("x-internal", "true"),
    ("x-debug", "1"),
    ("next-action", "1"),
    ("x-requested-with", "XMLHttpRequest"),
    ("purpose", "prefetch"),
    ("x-nextjs-data", "1"),
];

fn with<'a>(usual: &[(&'a str, &'a str)], header: (&'a str, &'a str)) -> Vec<(&'a str, &'a str)> {
    usual.iter().copied().chain([header]).collect()
}

async fn assert_is_signed_out(app: &App, header: (&str, &str)) {
    let page = [("sec-fetch-site", "same-origin"), ("accept", "text/html")];
    let home = Browser::new(app).send(Method::GET, "/", &with(&page, header), "").await;
    assert_eq!(home.status, StatusCode::OK, "{header:?}");
    home.assert_signed_out();
    let json = [("sec-fetch-site", "same-origin"), ("accept", "application/json")];
    let called = Browser::new(app).send(Method::POST, "/api/call_api", &with(&json, header), "").await;
    assert_eq!(called.status, StatusCode::UNAUTHORIZED, "{header:?}");
}

#[tokio::test]
async fn a_19_host_and_proxy_headers_do_not_change_urls() {
    let app = App::start().await;
    for header in [
        ("x-forwarded-host", "evil.example"),
        ("x-forwarded-proto", "https"),
        ("x-forwarded-port", "443"),
        ("x-forwarded-prefix", "/evil"),
        ("x-forwarded-server", "evil.example"),
        ("forwarded", "for=1.2.3.4;host=evil.example;proto=https"),
        ("x-host", "evil.example"),
        ("x-original-host", "evil.example"),
        ("x-url-scheme", "https"),
        ("front-end-https", "on"),
        ("host", "evil.example"),
    ] {
        let headers = with(&[("sec-fetch-site", "same-origin")], header);
        let begun = Browser::new(&app).send(Method::GET, "/sign-in", &headers, "").await;
        assert_eq!(parameter(begun.location(), "redirect_uri").as_deref(), Some(CALLBACK), "{header:?}");
        let cookie = begun.header("set-cookie");
        assert!(cookie.starts_with("leptos-entra-dev-tenant-3000!signin-") && !cookie.contains("Secure"), "{header:?}");
        assert!(!begun.location().contains("evil"), "{header:?}");
    }
}

#[tokio::test]
async fn a_20_no_header_authenticates_a_user() {
    let app = App::start().await;
    for header in BELIEVED_ELSEWHERE {
        assert_is_signed_out(&app, *header).await;
    }
}

#[tokio::test]
async fn a_21_no_user_agent_gets_access_without_a_session() {
    let app = App::start().await;
    for agent in ["kube-probe/1.31", "GoogleHC/1.0", "ELB-HealthChecker/2.0", "Prometheus/3", "curl/8", ""] {
        assert_is_signed_out(&app, ("user-agent", agent)).await;
    }
}

#[tokio::test]
async fn a_23_no_header_skips_a_check() {
    let app = App::start().await;
    for header in SKIPPED_ELSEWHERE {
        assert_is_signed_out(&app, *header).await;
        let from_elsewhere = with(&[("sec-fetch-site", "cross-site"), ("accept", "application/json")], *header);
        let refused = Browser::new(&app).send(Method::POST, "/api/sign_out", &from_elsewhere, "").await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN, "{header:?}");
    }
}

/// Valid and malformed request bodies in the encodings of server functions.
const BODIES: &[(&str, &str)] = &[
    ("application/x-www-form-urlencoded", "code=a&state=b&user=maya"),
    ("application/x-www-form-urlencoded", "%ff=%&&=="),
    ("application/json", r#"{"user":"maya","session":"1"}"#),
    ("application/json", "{"),
    ("application/json", "[[[[[[[[[[[[[[[["),
    ("application/cbor", "\u{1}\u{2}\u{3}"),
    ("application/msgpack", "\u{1}\u{2}\u{3}"),
    ("application/octet-stream", "\0\0\0\0"),
    ("multipart/form-data; boundary=x", "--x\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nb\r\n--x--"),
    ("multipart/form-data", "--x"),
    ("text/xml", "<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]><a>&b;</a>"),
    ("text/plain", "user=maya"),
];

#[tokio::test]
async fn a_24_server_functions_need_a_session_for_every_body() {
    let app = App::start().await;
    for (kind, body) in BODIES {
        for accept in ["application/json", "text/html", "*/*"] {
            let headers = [("sec-fetch-site", "same-origin"), ("accept", accept), ("content-type", *kind)];
            let call = async |path: &str| -> Page { Browser::new(&app).send(Method::POST, path, &headers, body).await };
            for path in ["/api/call_api", "/api/poll_device_code"] {
                let page = call(path).await;
                assert!(matches!(page.status.as_u16(), 303 | 400..500), "{path} {kind}: {}", page.status);
                assert!(page.headers.get("set-cookie").is_none(), "{path} {kind}");
            }
            assert!(!call("/api/sign_out").await.status.is_server_error(), "{kind}");
            for path in ["/auth/callback", "/api/complete_sign_in", "/api/nothing"] {
                assert_eq!(call(path).await.status, StatusCode::NOT_FOUND, "{path} {kind}");
            }
        }
    }
    assert_eq!(app.control().counters().graph_calls, 0);
}
