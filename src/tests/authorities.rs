//! Every authority of the issuer table, end to end: a sign-in and a sign-out at Microsoft's host names, and the responses that
//! the app must reject. The dev tenant serves every host name, so no request leaves this machine.

/// Makes two tests of each row of the issuer policy's table: the accepted sign-in, and everything that is rejected.
macro_rules! rows {
    ($($name:ident: $setting:ident($address:literal), $metadata:literal,
        accepts $iss:literal of $tid:literal,
        $(refuses $other_iss:literal of $other_tid:literal,)+
        $(not $wrong:literal because $why:ident),+;)*) => {$(
        mod $name {
            use crate::authorities::row::{self, Row, Setting};
            use leptos_entra::server::sign_in_problem::IssuerMismatch;

            const ROW: Row = Row {
                setting: Setting::$setting($address),
                metadata: $metadata,
                accepted: ($iss, $tid),
                refused: &[$(($other_iss, $other_tid)),+],
                not_its_metadata: &[$(($wrong, IssuerMismatch::$why)),+],
            };

            #[tokio::test]
            async fn signs_in() {
                row::signs_in(&ROW).await;
            }

            #[tokio::test]
            async fn rejects_everything_else() {
                row::rejects_everything_else(&ROW).await;
            }
        }
    )*};
}

mod b2c;
mod many_tenants;
mod on_loopback;
mod one_tenant;
mod regional;
mod row;
#[path = "../server/entra/issuer_policy/tests/table.rs"]
mod table;

use axum::http::StatusCode;
use leptos_entra::dev_tenant::{IdTokenFault, Times};

use crate::cast::{App, Browser, Page};

/// Signs in, checks the name, calls Graph if the app has an endpoint, and signs out at the app and at the provider.
async fn assert_sign_in_and_sign_out(app: &App, persona: &str, name: &str) {
    let mut browser = Browser::new(app);
    let landed = browser.sign_in(persona).await;
    assert_eq!((landed.status, landed.location()), (StatusCode::SEE_OTHER, "/"));
    browser.get("/").await.assert_shows(name);
    if app.config.endpoint.is_some() {
        let answer = browser.call("/api/call_api").await;
        assert_eq!(answer.status, StatusCode::OK);
        answer.assert_shows(name);
    }
    let page = browser.submit("/api/sign_out").await;
    let (_, end_session) = page.header("refresh").split_once("url=").unwrap();
    let back = browser.visit_tenant(end_session).await;
    assert_eq!(back.location(), "http://localhost:3000/signed-out");
    browser.get("/").await.assert_signed_out();
    let authorize = browser.get("/sign-in").await.location().to_owned();
    assert_eq!(browser.visit_tenant(&authorize).await.status, StatusCode::OK, "the provider shows its account picker");
}

/// Checks that a sign-in fails with this status and an error page, and that the browser is not signed in. Returns the page.
async fn assert_refused(app: &App, persona: &str, status: StatusCode) -> Page {
    let mut browser = Browser::new(app);
    let page = browser.sign_in_to_page(persona).await;
    assert_eq!(page.status, status);
    page.assert_shows("Sign-in failed");
    browser.get("/").await.assert_signed_out();
    page
}

/// Checks that an ID token with this fault is rejected, and that the next ID token, which is valid, is accepted.
async fn assert_fault_is_refused(app: &App, persona: &str, fault: IdTokenFault) {
    app.control().arm_id_token_fault(fault, Times::Once);
    assert_refused(app, persona, StatusCode::BAD_GATEWAY).await;
    assert_eq!(Browser::new(app).sign_in(persona).await.location(), "/", "without {fault:?} the sign-in succeeds");
}
