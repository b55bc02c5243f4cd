//! Request headers with arbitrary bytes: the response is never a server error.

use axum::{
    body::Body,
    http::{HeaderValue, Request, header},
};
use proptest::{prelude::*, test_runner::TestRunner};
use tower::ServiceExt as _;

use crate::cast::App;

/// Generates values of request headers from the bytes that RFC 9110 §5.5 allows.
fn any_value() -> impl Strategy<Value = Vec<u8>> {
    let text = prop::collection::vec(prop_oneof![Just(b'\t'), 0x20_u8..0x7f, 0x80_u8..=0xff], 0..200);
    let cookies = "(leptos-entra-dev-tenant-3000!(session|device|signin-[a-z]{0,4})=?[;=%\"A-Za-z0-9_-]{0,30}; ?){0,8}";
    let tokens = "(Bearer|Basic|Negotiate|bearer)?[ ,=]{0,3}[A-Za-z0-9._~+/=-]{0,60}";
    prop_oneof![text, cookies.prop_map(String::into_bytes), tokens.prop_map(String::into_bytes)]
}

#[test]
fn a_06_headers_of_any_bytes_cause_no_server_error() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let app = runtime.block_on(App::start());
    // The fuzz test against the release build sends a hundred times as many requests.
    let mut runner = TestRunner::new(ProptestConfig { cases: 1000, failure_persistence: None, ..Default::default() });
    let requests =
        (any_value(), any_value(), prop::sample::select(vec!["/", "/sign-in-failed", "/getAToken", "/nowhere"]));
    runner
        .run(&requests, |(cookie, authorization, path)| {
            let request = Request::get(path)
                .header(header::HOST, "localhost:3000")
                .header(header::COOKIE, HeaderValue::from_bytes(&cookie).unwrap())
                .header(header::AUTHORIZATION, HeaderValue::from_bytes(&authorization).unwrap());
            let request = request.body(Body::empty()).unwrap();
            let response = runtime.block_on(app.router.clone().oneshot(request)).unwrap();
            prop_assert!(!response.status().is_server_error(), "{}", response.status());
            Ok(())
        })
        .unwrap();
}
