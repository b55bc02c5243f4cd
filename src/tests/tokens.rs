//! Access tokens: one for each resource and scope set, always fresh, and refreshed by one process at a time.

mod end;
mod outages;
mod replicas;
mod resources;

use std::time::Duration;

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use leptos_entra::server::{
    auth::RefreshError,
    config::{Config, SessionStoreSetting},
    oidc::ApiScopes,
    session::TokenSet,
};
use openidconnect::{AccessToken, Scope};
use serde_json::Value;
use tower_sessions::session::Id;

use crate::cast::{App, Browser};

/// Reads the claims of an access token without verifying it.
pub fn claims_of(token: &AccessToken) -> Value {
    let claims = token.secret().split('.').nth(1).unwrap();
    serde_json::from_slice(&URL_SAFE_NO_PAD.decode(claims).unwrap()).unwrap()
}

pub fn scopes(text: &str) -> Vec<Scope> {
    text.split(' ').map(|scope| Scope::new(scope.to_owned())).collect()
}

/// Returns the scopes in `text`, which must all be of one resource.
fn api(app: &App, text: &str) -> ApiScopes {
    let [api] = <[_; 1]>::try_from(app.services.auth.relying_party.scopes().by_resource(scopes(text))).unwrap();
    api
}

fn session_of(app: &App, browser: &Browser) -> Id {
    browser.cookies[&app.services.cookies.session()].parse().unwrap()
}

/// Returns the stored tokens of a browser's session.
pub async fn tokens_of(app: &App, browser: &Browser) -> TokenSet {
    app.services.auth.store.tokens(session_of(app, browser)).await.unwrap().unwrap().0
}

/// Requests an access token with these scopes, as a page does.
async fn token(app: &App, browser: &Browser, text: &str) -> Result<AccessToken, RefreshError> {
    let (services, id) = (&app.services, session_of(app, browser));
    services.auth.api_token(id, &api(app, text), None).await.map(|token| token.access_token)
}

/// Keeps the sessions in a SQLite file, as several processes on one machine would.
fn in_file(folder: &tempfile::TempDir) -> impl FnOnce(&mut Config) {
    let path = folder.path().join("sessions.db");
    move |config| config.session_store = SessionStoreSetting::Sqlite(path)
}

/// Returns the number of refresh requests that have reached the provider.
pub fn refresh_requests(app: &App) -> u64 {
    app.control().counters().token_requests.get("refresh_token").copied().unwrap_or_default()
}

/// Waits until a condition is met. Panics after 20 seconds.
pub async fn until(mut is_met: impl AsyncFnMut() -> bool) {
    let waiting = async {
        while !is_met().await {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    };
    tokio::time::timeout(Duration::from_secs(20), waiting).await.unwrap();
}

/// Signs a user in with an access token that is valid for a second, and waits until it has expired.
pub async fn signed_in_with_an_expired_token(app: &App) -> Browser {
    app.control().set_access_token_lifetime(1);
    let mut browser = Browser::new(app);
    browser.sign_in("maya").await;
    tokio::time::sleep(Duration::from_millis(1200)).await;
    app.control().set_access_token_lifetime(3600);
    browser
}
