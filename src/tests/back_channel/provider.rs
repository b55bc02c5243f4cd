//! An OpenID provider for tests, which signs ID tokens and logout tokens, and an app that uses it.

use aws_lc_rs::{
    rand::SystemRandom,
    rsa::{KeyPair, KeySize},
    signature::{KeyPair as _, RSA_PKCS1_SHA256},
};
use axum::http::{Method, StatusCode};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use leptos_entra::server::{clock, config::Config, entra::Authority};
use serde_json::{Value, json};

use crate::cast::{
    App, Browser, Page,
    broken_server::{BrokenServer, Wrong},
    parameter,
};

pub const EVENT: &str = "http://schemas.openid.net/event/backchannel-logout";

/// A test provider, and an app that is configured with it.
pub struct Provider {
    pub server: BrokenServer,
    pub app: App,
    key: KeyPair,
    key_id: &'static str,
}

impl Provider {
    pub async fn start() -> Self {
        Self::start_with(|_| ()).await
    }

    pub async fn start_with(change: impl FnOnce(&mut Config)) -> Self {
        Self::start_at(BrokenServer::provider().await, change).await
    }

    /// Starts a provider whose metadata has these `claims_supported`. `None` omits the member.
    pub async fn start_with_supported_claims(known: Option<Value>) -> Self {
        let server = BrokenServer::start().await;
        let claims = known.map(|known| format!(r#","claims_supported":{known}"#)).unwrap_or_default();
        server.describe(&format!(r#","token_endpoint_auth_methods_supported":["client_secret_post"]{claims}"#));
        Self::start_at(server, |_| ()).await
    }

    /// Starts a provider at a server that already serves the metadata, and an app with a changed configuration.
    pub async fn start_at(server: BrokenServer, change: impl FnOnce(&mut Config)) -> Self {
        let key = KeyPair::generate(KeySize::Rsa2048).unwrap();
        server.respond_with("/keys", Wrong::json(&json!({ "keys": [jwk(&key, "first")] }).to_string()));
        let authority = Authority::parse_oidc_authority(&server.origin()).unwrap();
        let app = App::start_with(|config| {
            config.authority = authority;
            change(config);
        })
        .await;
        Self { server, app, key, key_id: "first" }
    }

    /// Replaces the signing key with a new key that has this ID. The key set then contains only the new key.
    pub fn rotate_key(&mut self, key_id: &'static str) {
        self.key = KeyPair::generate(KeySize::Rsa2048).unwrap();
        self.key_id = key_id;
        self.publish_key();
    }

    /// Publishes the current signing key as the only key of the key set.
    pub fn publish_key(&self) {
        self.server.respond_with("/keys", Wrong::json(&json!({ "keys": [jwk(&self.key, self.key_id)] }).to_string()));
    }

    /// Signs a user in at the provider with a new browser.
    pub async fn sign_in(&self, subject: &str, provider_session: &str) -> Browser {
        self.sign_in_with(subject, provider_session, &json!({})).await
    }

    /// Signs a user in with a new browser and additional claims in the ID token.
    pub async fn sign_in_with(&self, subject: &str, provider_session: &str, more: &Value) -> Browser {
        let mut browser = Browser::new(&self.app);
        let authorize = browser.get("/sign-in").await.location().to_owned();
        let [state, nonce] = ["state", "nonce"].map(|name| parameter(&authorize, name).unwrap());
        let now = clock::unix_now();
        let mut claims = json!({
            "iss": self.server.origin(), "aud": self.app.config.client_id.as_str(), "iat": now, "exp": now + 600,
            "sub": subject, "sid": provider_session, "nonce": nonce, "name": subject,
        });
        claims.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        let id_token = self.signed(&json!({ "alg": "RS256", "typ": "JWT", "kid": self.key_id }), &claims);
        let answer = json!({
            "token_type": "Bearer", "access_token": "of-this-test", "expires_in": 3600, "refresh_token": "of-this-test-too",
            "id_token": id_token,
        });
        self.server.respond_with("/token", Wrong::json(&answer.to_string()));
        let landed = browser.get(&format!("/getAToken?code=a&state={state}")).await;
        assert_eq!(landed.location(), "/");
        assert!(is_signed_in(&browser).await);
        browser
    }

    /// Returns the claims of a valid logout token with these changes. A claim with the value null is removed.
    pub fn claims(&self, changes: &Value) -> Value {
        let now = clock::unix_now();
        let mut claims = json!({
            "iss": self.server.origin(), "aud": self.app.config.client_id.as_str(), "iat": now, "exp": now + 120,
            "jti": URL_SAFE_NO_PAD.encode(aws_lc_rs::digest::digest(&aws_lc_rs::digest::SHA256, changes.to_string().as_bytes())),
            "events": { EVENT: {} },
        });
        for (name, value) in changes.as_object().unwrap() {
            claims[name] = value.clone();
        }
        claims.as_object_mut().unwrap().retain(|_, value| !value.is_null());
        claims
    }

    /// Returns a signed logout token that is valid apart from these changes.
    pub fn logout_token(&self, changes: &Value) -> String {
        self.signed(&json!({ "alg": "RS256", "typ": "logout+jwt", "kid": self.key_id }), &self.claims(changes))
    }

    pub fn signed(&self, header: &Value, claims: &Value) -> String {
        sign(&self.key, header, claims)
    }

    /// Sends the logout token to the app, as the server of a provider does.
    pub async fn post(&self, compact: &str) -> Page {
        let body = url::form_urlencoded::Serializer::new(String::new()).append_pair("logout_token", compact).finish();
        self.send(&[], &body).await
    }

    pub async fn send(&self, headers: &[(&str, &str)], body: &str) -> Page {
        Browser::new(&self.app).send(Method::POST, "/back-channel-logout", headers, body).await
    }

    pub async fn assert_accepted(&self, compact: &str) {
        let page = self.post(compact).await;
        assert_eq!((page.status, page.body.as_str()), (StatusCode::OK, ""));
        assert_eq!(page.header("cache-control"), "no-store");
    }

    pub async fn assert_may_retry(&self, compact: &str) {
        let page = self.post(compact).await;
        assert_eq!(
            (page.status, page.body.as_str()),
            (StatusCode::BAD_REQUEST, r#"{"error":"temporarily_unavailable"}"#)
        );
        assert_eq!((page.header("cache-control"), page.header("content-type")), ("no-store", "application/json"));
    }

    pub async fn assert_refused(&self, what: &str, compact: &str) {
        assert_says_invalid(what, &self.post(compact).await);
    }
}

pub fn assert_says_invalid(what: &str, page: &Page) {
    assert_eq!(
        (page.status, page.body.as_str()),
        (StatusCode::BAD_REQUEST, r#"{"error":"invalid_request"}"#),
        "{what}"
    );
    assert_eq!((page.header("cache-control"), page.header("content-type")), ("no-store", "application/json"), "{what}");
    assert!(page.headers.get("set-cookie").is_none(), "{what}");
}

pub async fn is_signed_in(browser: &Browser) -> bool {
    let page = browser.clone().get("/").await;
    assert_eq!(page.status, StatusCode::OK);
    page.body.contains(" data-user=\"")
}

pub fn jwk(key: &KeyPair, key_id: &str) -> Value {
    let encoded = |bytes: &[u8]| URL_SAFE_NO_PAD.encode(bytes);
    json!({
        "kty": "RSA", "use": "sig", "kid": key_id,
        "n": encoded(key.public_key().modulus().big_endian_without_leading_zero()),
        "e": encoded(key.public_key().exponent().big_endian_without_leading_zero()),
    })
}

pub fn sign(key: &KeyPair, header: &Value, claims: &Value) -> String {
    let encoded = |value: &Value| URL_SAFE_NO_PAD.encode(value.to_string());
    let message = format!("{}.{}", encoded(header), encoded(claims));
    let mut signature = vec![0; key.public_modulus_len()];
    key.sign(&RSA_PKCS1_SHA256, &SystemRandom::new(), message.as_bytes(), &mut signature).unwrap();
    format!("{message}.{}", URL_SAFE_NO_PAD.encode(signature))
}
