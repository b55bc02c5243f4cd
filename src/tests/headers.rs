//! The security headers of every response, and requests with forged headers, unknown paths or invalid cookies.

use axum::http::{Method, StatusCode};
use openidconnect::RedirectUrl;

use crate::cast::{App, Browser, Log, Page, parameter};

fn assert_protected(page: &Page) {
    for (name, value) in [
        ("x-content-type-options", "nosniff"),
        ("x-frame-options", "DENY"),
        ("cross-origin-opener-policy", "same-origin"),
        ("cross-origin-resource-policy", "same-origin"),
        ("cross-origin-embedder-policy", "require-corp"),
        ("cache-control", "no-store"),
        ("vary", "Cookie, Sec-Fetch-Site, Origin, Accept, Accept-Encoding, Accept-Language"),
    ] {
        assert_eq!(page.header(name), value, "{name}");
    }
    assert!(page.header("content-security-policy").contains("default-src 'none'"));
    assert!(page.header("content-security-policy").contains("frame-ancestors 'none'"));
    // `Permissions-Policy` has an effect on HTML pages only, so only they have this header.
    let is_page = page.header("content-type").starts_with("text/html");
    for feature in ["camera", "geolocation", "microphone", "payment", "publickey-credentials-get", "usb"] {
        assert_eq!(page.header("permissions-policy").contains(&format!("{feature}=()")), is_page, "{feature}");
    }
    let referrer = page.header("referrer-policy");
    assert!(["no-referrer", "strict-origin-when-cross-origin"].contains(&referrer), "{referrer}");
    assert!(!page.headers.keys().any(|name| name.as_str().starts_with("access-control-")), "no other origin may read");
    assert!(page.headers.get("server").is_none() && page.headers.get("x-powered-by").is_none());
}

#[tokio::test]
async fn every_page_has_security_headers_and_no_store() {
    let app = App::start().await;
    let mut browser = Browser::new(&app);
    browser.sign_in("maya").await;
    for path in ["/", "/sign-in", "/signed-out", "/sign-in-failed", "/getAToken", "/nowhere", "/profile/x.css"] {
        assert_protected(&browser.get(path).await);
    }
    for path in ["/api/call_api", "/api/sign_out"] {
        assert_protected(&browser.submit(path).await);
        assert_protected(&browser.call(path).await);
    }
}

#[tokio::test]
async fn scripts_need_the_nonce_of_their_page() {
    let app = App::start().await;
    let nonce = |page: &Page| {
        let policy = page.header("content-security-policy").to_owned();
        assert!(policy.contains("'strict-dynamic' 'wasm-unsafe-eval'") && !policy.contains("unsafe-inline"));
        policy.split("'nonce-").nth(1).unwrap().split('\'').next().unwrap().to_owned()
    };
    let mut browser = Browser::new(&app);
    let (first, second) = (browser.get("/").await, browser.get("/").await);
    assert_ne!(nonce(&first), nonce(&second));
    first.assert_shows(&format!("nonce=\"{}\"", nonce(&first)));
    assert!(!first.body.contains(" style="), "the policy would ignore it");
}

#[tokio::test]
async fn an_unknown_path_is_not_found() {
    let app = App::start().await;
    for path in
        ["/nowhere", "/profile/x.css", "//evil", "/api/nothing", "/auth/callback", "/pkg/", "/pkg/../Cargo.toml"]
    {
        let page = Browser::new(&app).get(path).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND, "{path}");
    }
    Browser::new(&app).get("/nowhere").await.assert_shows("Homepage");
}

#[tokio::test]
async fn host_and_proxy_headers_change_no_response() {
    let app = App::start().await;
    let mut plain = Browser::new(&app);
    let expected = plain.get("/sign-in").await;
    let without_random = |address: &str| {
        ["state", "nonce", "code_challenge"]
            .iter()
            .fold(address.to_owned(), |text, name| text.replace(&parameter(address, name).unwrap(), name))
    };
    for (name, value) in [
        ("host", "evil.example"),
        ("host", "evil.example:3000"),
        ("host", "localhost:3000.evil.example"),
        ("x-forwarded-host", "evil.example"),
        ("x-forwarded-proto", "https"),
        ("x-forwarded-port", "443"),
        ("x-forwarded-prefix", "/evil"),
        ("x-forwarded-uri", "/api/sign_out"),
        ("x-forwarded-for", "127.0.0.1"),
        ("x-forwarded-user", "maya"),
        ("x_forwarded_user", "maya"),
        ("x-forwarded-email", "maya@contoso.example"),
        ("x-auth-request-user", "maya"),
        ("x-ms-client-principal-name", "maya"),
        ("x-original-url", "/api/sign_out"),
        ("x-rewrite-url", "/api/sign_out"),
        ("x-original-host", "evil.example"),
        ("x-http-method-override", "POST"),
        ("x-middleware-subrequest", "middleware"),
        ("forwarded", "for=127.0.0.1;host=evil.example;proto=https"),
        ("via", "1.1 evil.example"),
        ("user-agent", "GoogleHC/1.0"),
        ("user-agent", "kube-probe/1.30"),
        ("authorization", "Bearer a.b.c"),
    ] {
        let headers = [("sec-fetch-site", "same-origin"), ("accept", "text/html"), (name, value)];
        let begun = Browser::new(&app).send(Method::GET, "/sign-in", &headers, "").await;
        assert_eq!(without_random(begun.location()), without_random(expected.location()), "{name}: {value}");
        assert!(begun.header("set-cookie").starts_with("leptos-entra-dev-tenant-3000!signin-"), "{name}: {value}");
        assert!(!begun.header("set-cookie").contains("Secure"), "{name}: {value}");
        let home = Browser::new(&app).send(Method::GET, "/", &headers, "").await;
        assert!(home.body.contains("/sign-in?return_to=") && !home.body.contains("evil"), "{name}: {value}");
        let call = Browser::new(&app).send(Method::POST, "/api/call_api", &[headers[0], headers[2]], "").await;
        assert_eq!(call.status, StatusCode::UNAUTHORIZED, "{name}: {value}");
    }
}

#[tokio::test]
async fn on_https_every_response_requires_https() {
    let app = App::start_with(|config| {
        config.public_url = "https://app.example/".parse().unwrap();
        config.redirect_uri = Some(RedirectUrl::new("https://app.example/getAToken".to_owned()).unwrap());
    })
    .await;
    let mut browser = Browser::new(&app);
    for path in ["/", "/nowhere", "/sign-in", "/pkg/nothing", "/api/call_api"] {
        let page = browser.send(Method::GET, path, &[("host", "app.example"), ("accept", "text/html")], "").await;
        assert_eq!(page.header("strict-transport-security"), "max-age=63072000; includeSubDomains", "{path}");
    }
    let begun = browser.get("/sign-in").await;
    let cookie = begun.header("set-cookie");
    assert!(cookie.starts_with("__Host-Http-signin-"), "{cookie}");
    for attribute in ["; HttpOnly", "; SameSite=Lax", "; Secure", "; Path=/", "; Max-Age=600"] {
        assert!(cookie.contains(attribute), "{attribute} in {cookie}");
    }
    assert!(!cookie.contains("Domain"), "{cookie}");
    assert!(cookie.len() < 4096);
    let plain = App::start().await;
    assert_eq!(Browser::new(&plain).get("/").await.header("strict-transport-security"), "", "not on http");
}

#[tokio::test]
async fn csp_violations_are_logged() {
    let (log, listening) = Log::begin();
    let app = App::start().await;
    let home = Browser::new(&app).get("/").await;
    assert_eq!(home.header("reporting-endpoints"), "csp=\"/csp-report\"");
    assert!(home.header("content-security-policy").ends_with("report-to csp; report-uri /csp-report"));
    let classic = r#"{"csp-report":{"violated-directive":"script-src","blocked-uri":"inline"}}"#;
    let listed =
        r#"[{"type":"csp-violation","body":{"effectiveDirective":"img-src","blockedURL":"https://a.example/"}}]"#;
    for (kind, body, status) in [
        ("application/csp-report", classic, StatusCode::NO_CONTENT),
        ("application/reports+json", listed, StatusCode::NO_CONTENT),
        ("application/reports+json", "[]", StatusCode::NO_CONTENT),
        ("application/csp-report", "{}", StatusCode::BAD_REQUEST),
        ("application/csp-report", "not JSON", StatusCode::BAD_REQUEST),
        ("text/plain", classic, StatusCode::UNSUPPORTED_MEDIA_TYPE),
        ("application/x-www-form-urlencoded", "a=b", StatusCode::UNSUPPORTED_MEDIA_TYPE),
    ] {
        // Browsers send reports of Content Security Policy violations without `Origin` and `Sec-Fetch-Site`.
        let page = Browser::new(&app).send(Method::POST, "/csp-report", &[("content-type", kind)], body).await;
        assert_eq!(page.status, status, "{kind} {body}");
        assert!(page.headers.get("set-cookie").is_none());
    }
    drop(listening);
    let logged = String::from_utf8(log.bytes()).unwrap();
    for (directive, refused) in [("script-src", "inline"), ("img-src", "https://a.example")] {
        let line = logged.lines().find(|line| line.contains("csp_violation") && line.contains(directive));
        assert!(line.is_some_and(|line| line.contains(refused)), "{directive}: {logged}");
    }
}

#[tokio::test]
async fn csp_reports_are_limited_in_size_and_number() {
    let app = App::start().await;
    let mut browser = Browser::new(&app);
    let kind = [("content-type", "application/csp-report")];
    let large = browser.send(Method::POST, "/csp-report", &kind, &" ".repeat(65 * 1024)).await;
    assert_eq!(large.status, StatusCode::PAYLOAD_TOO_LARGE);
    let mut last = StatusCode::NO_CONTENT;
    for _ in 0..32 {
        last = browser.send(Method::POST, "/csp-report", &kind, "{}").await.status;
    }
    assert_eq!(last, StatusCode::TOO_MANY_REQUESTS);
}

#[tokio::test]
async fn invalid_session_cookies_are_ignored() {
    let app = App::start().await;
    for value in ["", "x", "%00", "AAAAAAAAAAAAAAAAAAAAAA", "AAAAAAAAAAAAAAAAAAAAA=", "\u{e9}"] {
        let mut browser = Browser::new(&app);
        browser.cookies.insert(app.services.cookies.session(), value.to_owned());
        let page = browser.get("/").await;
        assert_eq!(page.status, StatusCode::OK, "{value:?}");
        page.assert_signed_out();
    }
}

#[tokio::test]
async fn dt_15_every_page_names_the_dev_tenant() {
    let app = App::start().await;
    let mut browser = Browser::new(&app);
    for path in ["/", "/nowhere", "/sign-in-failed", "/signed-out"] {
        browser.get(path).await.assert_shows("Development tenant");
    }
    let real = App::start_with(|config| config.dev_tenant = false).await;
    assert!(!Browser::new(&real).get("/").await.body.contains("Development tenant"));
}
