//! Every authority of the issuer table, end to end: a sign-in with all that belongs to it under Microsoft's own names, and
//! the answers that must not sign anybody in. The dev tenant stands behind each name, and nobody else is asked.

/// Makes two tests of each row of the policy's own table: whom the app signs in by it, and what it refuses.
macro_rules! rows {
    ($($name:ident: $setting:ident($address:literal), $metadata:literal,
        accepts $iss:literal of $tid:literal,
        $(refuses $other_iss:literal of $other_tid:literal,)+
        $(not $wrong:literal because $why:ident),+;)*) => {$(
        mod $name {
            use crate::authorities::row::{self, Row, Setting};
            use leptos_entra::server::entra::MetadataMismatch;

            const ROW: Row = Row {
                setting: Setting::$setting($address),
                metadata: $metadata,
                accepted: ($iss, $tid),
                refused: &[$(($other_iss, $other_tid)),+],
                not_its_metadata: &[$(($wrong, MetadataMismatch::$why)),+],
            };

            #[tokio::test]
            async fn signs_in() {
                row::signs_in(&ROW).await;
            }

            #[tokio::test]
            async fn refuses_all_else() {
                row::refuses_all_else(&ROW).await;
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

/// A whole journey: sign in, see the name, call Graph where there is one, sign out here and there.
async fn assert_whole_journey(app: &App, persona: &str, name: &str) {
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
    browser.get("/").await.assert_shows("/sign-in?return_to=");
    let authorize = browser.get("/sign-in").await.location().to_owned();
    assert_eq!(browser.visit_tenant(&authorize).await.status, StatusCode::OK, "the provider asks again who it is");
}

/// Nobody is signed in, and the page says that it failed.
async fn assert_refused(app: &App, persona: &str, status: StatusCode) -> Page {
    let mut browser = Browser::new(app);
    let page = browser.sign_in_to_page(persona).await;
    assert_eq!(page.status, status);
    page.assert_shows("Sign-in failed");
    browser.get("/").await.assert_shows("/sign-in?return_to=");
    page
}

/// An ID token that is wrong in this way signs nobody in; the next one, which is right, does.
async fn assert_fault_is_refused(app: &App, persona: &str, fault: IdTokenFault) {
    app.control().arm_id_token_fault(fault, Times::Once);
    assert_refused(app, persona, StatusCode::BAD_GATEWAY).await;
    assert_eq!(Browser::new(app).sign_in(persona).await.location(), "/", "{fault:?} was the reason");
}
