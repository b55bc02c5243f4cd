//! Malformed responses of the token endpoint and of the device authorization endpoint.

use super::{
    MARK, app_at, assert_body_is_not_shown, assert_explained, assert_not_read_to_the_end, assert_unavailable,
    assert_unusable, large, malformed_responses, slow,
};
use crate::cast::{
    App, Browser, Log, Page,
    broken_server::{BrokenServer, DISCOVERY, Wrong, unused_origin},
    parameter,
};

/// The code in the authorization response, which the app must show on no page.
pub const CODE: &str = "0.AXwA-code-that-no-page-may-show";

/// Completes a sign-in with the code [`CODE`], which fails. Returns the browser and the failure page.
async fn come_back(app: &App) -> (Browser, Page) {
    let mut browser = Browser::new(app);
    let authorize = browser.get("/sign-in").await.location().to_owned();
    let state = parameter(&authorize, "state").unwrap();
    let landing = browser.get(&format!("/getAToken?code={CODE}&state={state}")).await.location().to_owned();
    let page = browser.get(&landing).await;
    assert!(!String::from_utf8_lossy(&browser.received).contains(app.tenant.client_secret()));
    (browser, page)
}

async fn assert_each_is_explained(each: Vec<(&'static str, Wrong)>, start: fn(&App) -> App) -> BrokenServer {
    let server = BrokenServer::provider().await;
    let app = start(&app_at(&server).await);
    for (what, wrong) in each {
        server.respond_with("/token", wrong);
        let (browser, page) = come_back(&app).await;
        assert_explained(what, &browser, &page);
    }
    assert!(server.requests().iter().any(|request| request.contains(CODE)), "the code was sent");
    server
}

#[tokio::test]
async fn an_invalid_response_is_explained() {
    assert_each_is_explained(malformed_responses(), App::clone).await;
}

#[tokio::test]
async fn an_oversized_response_is_not_read_to_the_end() {
    assert_not_read_to_the_end(&assert_each_is_explained(large(), App::clone).await);
}

#[tokio::test]
async fn a_slow_response_times_out() {
    assert_each_is_explained(slow(), App::with_short_timeouts).await;
}

#[tokio::test]
async fn an_unreachable_token_endpoint_is_explained() {
    let server = BrokenServer::provider().await;
    let (origin, gone) = (server.origin(), unused_origin().await);
    server.respond_with(
        DISCOVERY,
        Wrong::json(&format!(
            r#"{{"issuer":"{origin}","authorization_endpoint":"{origin}/a","token_endpoint":"{gone}/t","jwks_uri":"{origin}/keys"}}"#
        )),
    );
    let (browser, page) = come_back(&app_at(&server).await).await;
    assert_unavailable("a port without a listener", &browser, &page);
}

/// Error responses of Microsoft's live service: older ones separate the trace IDs with line breaks, newer ones with
/// spaces.
fn refusals() -> [(&'static str, String, u16, &'static str); 4] {
    let tail = |separator: &str| {
        [
            "Trace ID: 0a1b2c3d-0000-4000-8000-000000000001",
            "Correlation ID: 0a1b2c3d-0000-4000-8000-000000000002",
            "Timestamp: 2026-08-13 21:24:29Z",
        ]
        .join(separator)
    };
    let newer = |error: &str, number: u32, text: &str| {
        format!(
            r#"{{"error":"{error}","error_description":"AADSTS{number}: {text} {MARK} {}","error_codes":[{number}],"timestamp":"2026-08-13 21:24:29Z","trace_id":"0a1b2c3d-0000-4000-8000-000000000001","correlation_id":"0a1b2c3d-0000-4000-8000-000000000002","error_uri":"https://login.microsoftonline.com/error?code={number}"}}"#,
            tail(" ")
        )
    };
    let older = format!(
        r#"{{"error":"invalid_client","error_description":"AADSTS7000215: Invalid client secret is provided. {MARK}\r\n{}"}}"#,
        tail("\\r\\n")
    );
    [
        (
            "401 Unauthorized",
            newer("invalid_client", 7_000_215, "Invalid client secret provided."),
            502,
            "AADSTS7000215",
        ),
        ("401 Unauthorized", older, 502, "AADSTS7000215"),
        (
            "400 Bad Request",
            newer("unauthorized_client", 700_038, "is not a valid application identifier."),
            502,
            "AADSTS700038",
        ),
        (
            "503 Service Unavailable",
            newer("temporarily_unavailable", 90_033, "A transient error has occurred."),
            503,
            "AADSTS90033",
        ),
    ]
}

#[tokio::test]
async fn old_and_new_token_errors_are_explained_with_their_numbers() {
    let server = BrokenServer::provider().await;
    let app = app_at(&server).await;
    for (status, body, expected, number) in refusals() {
        for content_type in ["application/json; charset=utf-8", "text/html"] {
            server.respond_with("/token", Wrong::answer(status, content_type, &body));
            let (browser, page) = come_back(&app).await;
            assert_eq!(page.status.as_u16(), expected, "{body}");
            page.assert_shows("Sign-in failed")
                .assert_shows(number)
                .assert_shows("0a1b2c3d-0000-4000-8000-000000000001");
            page.assert_shows("0a1b2c3d-0000-4000-8000-000000000002").assert_shows("2026-08-13 21:24:29Z");
            assert_body_is_not_shown(&body, &browser);
        }
    }
}

#[tokio::test]
async fn a_missing_or_invalid_id_token_starts_no_session() {
    let server = BrokenServer::provider().await;
    let app = app_at(&server).await;
    let id_tokens =
        ["", r#","id_token":"""#, r#","id_token":"0800-EVIL""#, r#","id_token":"a.b.c""#, r#","id_token":null"#];
    for id_token in id_tokens {
        server.respond_with(
            "/token",
            Wrong::json(&format!(r#"{{"access_token":"{MARK}","expires_in":3600{id_token}}}"#)),
        );
        let (mut browser, page) = come_back(&app).await;
        assert_eq!(page.status.as_u16(), 502, "{id_token}");
        assert_body_is_not_shown(id_token, &browser);
        browser.get("/").await.assert_signed_out();
    }
}

#[tokio::test]
async fn an_invalid_device_authorization_is_explained() {
    let server = BrokenServer::provider().await;
    let mut app = app_at(&server).await;
    app.config.redirect_uri = None;
    let app = app.restarted();
    for (what, wrong) in malformed_responses().into_iter().chain(large()) {
        server.respond_with("/devicecode", wrong);
        let mut browser = Browser::new(&app);
        let page = browser.submit("/device-code/begin").await;
        assert_explained(what, &browser, &page);
    }
}

#[tokio::test]
async fn an_unsafe_device_authorization_is_not_shown() {
    let server = BrokenServer::provider().await;
    let mut app = app_at(&server).await;
    app.config.redirect_uri = None;
    let app = app.restarted();
    let long = "B".repeat(65);
    for (address, user_code, is_shown) in [
        ("https://op.example/device", "BCDF-GHJK", true),
        ("javascript:alert(1)", "BCDF-GHJK", false),
        ("data:text/html,0800-EVIL", "BCDF-GHJK", false),
        ("http://op.example/device", "BCDF-GHJK", false),
        ("/device", "BCDF-GHJK", false),
        ("https://op.example/device", long.as_str(), false),
    ] {
        let answer = format!(
            r#"{{"device_code":"d","user_code":"{user_code}","verification_uri":"{address}","expires_in":900,"interval":9999999999}}"#
        );
        server.respond_with("/devicecode", Wrong::json(&answer));
        let mut browser = Browser::new(&app);
        let page = browser.submit("/device-code/begin").await;
        if is_shown {
            assert_eq!(page.location(), "/device-code");
            browser.get("/device-code").await.assert_shows("BCDF-GHJK").assert_shows(address);
        } else {
            assert_unusable(address, &browser, &page);
        }
    }
}

#[tokio::test]
async fn an_error_with_status_200_is_named() {
    let server = BrokenServer::provider().await;
    let app = app_at(&server).await;
    let json = r#"{"error":"invalid_grant","error_description":"AADSTS70008: The authorization code is too old."}"#;
    let form = "error=invalid_grant&error_description=AADSTS70008%3A+The+authorization+code+is+too+old.";
    for (content_type, body) in [("application/json", json), ("application/x-www-form-urlencoded", form)] {
        server.respond_with("/token", Wrong::answer("200 OK", content_type, body));
        let (_, page) = come_back(&app).await;
        assert_eq!(page.status.as_u16(), 400, "{content_type}");
        page.assert_shows("AADSTS70008").assert_shows("invalid_grant");
        assert!(!page.body.contains("could not be verified"));
    }
}

#[tokio::test]
async fn a_firewall_response_is_reported_by_its_status() {
    let server = BrokenServer::provider().await;
    let app = app_at(&server).await;
    let (log, _listening) = Log::begin();
    for (status, expected) in [("403 Forbidden", 502), ("404 Not Found", 502), ("503 Service Unavailable", 503)] {
        let body = "<!doctype html><title>Blocked</title>";
        server.respond_with("/token", Wrong::answer(status, "text/html", body));
        let (_, page) = come_back(&app).await;
        assert_eq!(page.status.as_u16(), expected, "{status}");
        page.assert_shows(&format!("status {}", &status[..3]));
        assert!(!page.body.contains("cannot be reached"), "{status}");
    }
    let log = String::from_utf8(log.bytes()).unwrap();
    assert!(log.contains("the token endpoint responded with status 403"), "the log has the cause: {log}");
}

#[tokio::test]
async fn given_both_methods_then_the_secret_is_sent_in_the_form() {
    let server = BrokenServer::provider().await;
    server.describe(r#","token_endpoint_auth_methods_supported":["client_secret_basic","client_secret_post"]"#);
    come_back(&app_at(&server).await).await;
    server.describe(r#","token_endpoint_auth_methods_supported":["client_secret_basic"]"#);
    come_back(&app_at(&server).await).await;
    let requests = server.requests();
    let sent: Vec<_> = requests.iter().filter(|request| request.starts_with("POST /token")).collect();
    let (form, basic) = (sent[0], sent[1]);
    assert!(form.contains("client_secret=") && !form.to_lowercase().contains("authorization:"), "{form}");
    assert!(!basic.contains("client_secret=") && basic.to_lowercase().contains("authorization: basic "), "{basic}");
}
