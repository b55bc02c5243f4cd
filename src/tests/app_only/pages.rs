//! Tokens of the app itself on pages: only for administrators, and in their tenant.

use leptos_entra::server::{AppNeeds, AppOnly, AppOnlyError, AppRight, NotGranted};
use serde_json::Value;

use super::{APPLICATION, ReadGraph, ReadOrders, requests};
use crate::{
    cast::{App, Browser},
    guards::{Operator, caller},
};

/// A right whose administrators need no app role, so that every signed-in user would be one.
struct OfEverybody;

impl AppRight for OfEverybody {
    type Administrator = ();

    fn needs() -> AppNeeds {
        AppNeeds::graph()
    }
}

async fn signed_in(app: &App, persona: &str) -> Browser {
    let mut browser = Browser::new(app);
    browser.sign_in(persona).await;
    browser
}

#[tokio::test]
async fn an_administrator_uses_the_token_of_the_app() {
    let app = App::start().await;
    let administrator = caller(&app, &signed_in(&app, "olga").await).signed_in_with::<Operator>().await.unwrap();
    for _ in 0..2 {
        let proof = AppOnly::<ReadGraph>::of_administrator(&administrator).unwrap();
        let read: Value = proof.get(APPLICATION).await.unwrap();
        assert_eq!(read["displayName"], "leptos-entra (dev tenant)");
    }
    assert_eq!(requests(&app), 1);
    assert!(AppOnly::<ReadOrders>::of_administrator(&administrator).unwrap().token(None).await.is_ok());
}

#[tokio::test]
async fn a_91_a_user_without_the_role_gets_no_proof() {
    let app = App::start().await;
    let refused = caller(&app, &signed_in(&app, "maya").await).signed_in_with::<Operator>().await;
    assert!(matches!(refused, Err(NotGranted::RoleMissing)));
    let signed_out = caller(&app, &Browser::new(&app)).signed_in_with::<Operator>().await;
    assert!(signed_out.is_err());
    assert_eq!(requests(&app), 0);
}

#[tokio::test]
async fn a_91_a_right_without_a_role_makes_no_administrator() {
    let app = App::start().await;
    let user = caller(&app, &signed_in(&app, "olga").await).signed_in().await.unwrap();
    assert!(matches!(AppOnly::<OfEverybody>::of_administrator(&user), Err(AppOnlyError::NoAdministrator)));
    assert_eq!(requests(&app), 0);
}
