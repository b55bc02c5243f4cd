//! A code without its transaction cannot be exchanged.

use leptos_entra::server::oidc::TokenEndpoint;
use openidconnect::{AuthorizationCode, RedirectUrl};

async fn exchange(endpoint: TokenEndpoint<'_>, code: AuthorizationCode, redirect_uri: RedirectUrl) {
    let _ = endpoint.exchange(&code, &redirect_uri).await;
}

fn main() {}
