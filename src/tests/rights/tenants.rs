//! Rights by role within a tenant, in an app for several tenants.

use leptos_entra::dev_tenant::{Flavour, Options, RefreshMode};
use serde_json::json;

use super::harness::{App, Guarded};
use crate::cast;

const OWN_OPERATOR: Guarded = Guarded("own-operator");

async fn of_many_tenants() -> App {
    let options = Options { flavour: Flavour::MultiTenant, ..cast::options(RefreshMode::Strict) };
    let tenant = leptos_entra::dev_tenant::start(options).await.unwrap();
    App::of(cast::App::beside(tenant, |_| ()))
}

#[tokio::test]
async fn a_role_counts_for_users_of_its_tenant_only() {
    let app = of_many_tenants().await;
    OWN_OPERATOR.assert_admits(&mut app.signed_in("olga").await).await;
    app.claim("roles", json!(["Operator"]));
    let mut partner = app.signed_in("ines").await;
    OWN_OPERATOR.assert_refuses(&mut partner, "Your organization has no access to this", "OtherTenant").await;
    Guarded("operator").assert_admits(&mut partner).await;
}

#[tokio::test]
async fn a_user_of_the_tenant_without_the_role_is_refused() {
    let app = of_many_tenants().await;
    let mut browser = app.signed_in("maya").await;
    OWN_OPERATOR.assert_refuses(&mut browser, "You need a role for this", "RoleMissing").await;
}
