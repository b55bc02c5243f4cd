//! The harness of these tests: the requests of an application, and a browser that keeps cookies and follows no redirects.

use std::collections::{BTreeMap, HashMap};
use std::net::SocketAddr;
use std::sync::{LazyLock, Mutex};

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use leptos_entra::dev_tenant::{Flavour, Options, RefreshMode, Running, start};
use reqwest::header::{LOCATION, SET_COOKIE};
use reqwest::{Client, RequestBuilder, Response, StatusCode, Url, redirect};
use serde_json::Value;
use sha2::{Digest as _, Sha256};

pub const CALLBACK: &str = "http://localhost:3000/getAToken";
pub const SIGNED_OUT: &str = "http://localhost:3000/signed-out";
pub const VERIFIER: &str = "a-verifier-of-more-than-forty-three-characters";
pub const SCOPE: &str = "openid profile offline_access User.Read";

pub fn options() -> Options {
    Options {
        listen: SocketAddr::from(([127, 0, 0, 1], 0)),
        redirect_uris: vec![CALLBACK.to_owned()],
        post_logout_redirect_uris: vec![SIGNED_OUT.to_owned()],
        front_channel_logout_urls: Vec::new(),
        state_file: None,
        production_markers: Vec::new(),
        allow_host: None,
        refresh: RefreshMode::Entra,
        flavour: Flavour::Workforce,
        public_origin: None,
    }
}

pub async fn dev_tenant() -> Running {
    start(options()).await.unwrap()
}

/// Returns the HTTP client of the dev tenant's tests. It reuses no connections, because each test has a separate async
/// runtime.
#[expect(clippy::disallowed_methods, reason = "these tests act as the application and the browser")]
pub fn http() -> Client {
    static CLIENT: LazyLock<Client> = LazyLock::new(|| {
        let builder = Client::builder().redirect(redirect::Policy::none()).no_proxy();
        builder.pool_max_idle_per_host(0).build().unwrap()
    });
    CLIENT.clone()
}

/// A browser that keeps the cookies of the dev tenant.
pub struct Browser {
    http: Client,
    cookies: Mutex<HashMap<String, String>>,
}

impl Browser {
    pub fn new() -> Self {
        Self { http: http(), cookies: Mutex::default() }
    }

    pub async fn get(&self, url: &str) -> Response {
        self.send(self.http.get(url)).await
    }

    pub async fn post(&self, url: &str, fields: &[(&str, &str)]) -> Response {
        self.send(self.http.post(url).form(fields)).await
    }

    async fn send(&self, request: RequestBuilder) -> Response {
        let cookies: Vec<String> =
            self.cookies.lock().unwrap().iter().map(|(name, value)| format!("{name}={value}")).collect();
        let response = request.header("cookie", cookies.join("; ")).send().await.unwrap();
        for cookie in response.headers().get_all(SET_COOKIE) {
            let (name, rest) = cookie.to_str().unwrap().split_once('=').unwrap();
            let value = rest.split(';').next().unwrap();
            self.cookies.lock().unwrap().insert(name.to_owned(), value.to_owned());
        }
        response
    }

    /// Opens the account picker and picks the persona. Returns the authorization response.
    pub async fn sign_in(&self, tenant: &Running, changes: &[(&str, &str)], persona: &str) -> Parameters {
        let page = self.get(&authorization_request(tenant, changes)).await;
        assert_eq!(page.status(), StatusCode::OK);
        let form = form_value(&page.text().await.unwrap());
        let url = format!("{}/dev/account", tenant.origin());
        authorization_response(&self.post(&url, &[("form", &form), ("persona", persona)]).await)
    }
}

/// The decoded parameters of a query.
pub type Parameters = BTreeMap<String, String>;

/// Returns the URL of an authorization request that is valid apart from `changes`. An empty value removes a parameter.
pub fn authorization_request(tenant: &Running, changes: &[(&str, &str)]) -> String {
    let challenge = URL_SAFE_NO_PAD.encode(Sha256::digest(VERIFIER));
    let mut parameters: BTreeMap<&str, &str> = BTreeMap::from([
        ("client_id", tenant.client_id()),
        ("response_type", "code"),
        ("redirect_uri", CALLBACK),
        ("scope", SCOPE),
        ("state", "the state & more"),
        ("nonce", "the-nonce"),
        ("code_challenge", &challenge),
        ("code_challenge_method", "S256"),
    ]);
    parameters.extend(changes.iter().copied());
    parameters.retain(|_, value| !value.is_empty());
    let address = format!("{}/oauth2/v2.0/authorize", tenant.authority());
    Url::parse_with_params(&address, parameters).unwrap().into()
}

/// Returns the URL of an admin consent request for these scopes.
pub fn admin_consent_request(tenant: &Running, scopes: &str) -> String {
    let address = format!("{}/v2.0/adminconsent", tenant.authority());
    let parameters = [("client_id", tenant.client_id()), ("redirect_uri", CALLBACK), ("scope", scopes)];
    Url::parse_with_params(&address, parameters).unwrap().into()
}

pub fn location(response: &Response) -> String {
    assert_eq!(response.status(), StatusCode::FOUND);
    response.headers()[LOCATION].to_str().unwrap().to_owned()
}

/// Returns the parameters of an authorization response. Checks that it redirects to the application's callback.
pub fn authorization_response(response: &Response) -> Parameters {
    let location = location(response);
    assert!(location.starts_with(&format!("{CALLBACK}?")), "{location}");
    Url::parse(&location).unwrap().query_pairs().into_owned().collect()
}

/// Returns the one-time value in the hidden field `form` of a page's first form.
pub fn form_value(html: &str) -> String {
    let (_, rest) = html.split_once(r#"name="form" value=""#).unwrap();
    rest.split('"').next().unwrap().to_owned()
}

/// Sends a token request with the client ID, the client secret and `changes`. An empty value removes a parameter.
pub async fn token_request(tenant: &Running, changes: &[(&str, &str)]) -> (StatusCode, Value) {
    let mut fields: BTreeMap<&str, &str> =
        BTreeMap::from([("client_id", tenant.client_id()), ("client_secret", tenant.client_secret())]);
    fields.extend(changes.iter().copied());
    fields.retain(|_, value| !value.is_empty());
    let response = http().post(format!("{}/oauth2/v2.0/token", tenant.authority())).form(&fields).send().await.unwrap();
    (response.status(), response.json().await.unwrap())
}

/// Sends the token request that redeems a code. The request is valid apart from `changes`.
pub async fn exchange(tenant: &Running, code: &str, changes: &[(&str, &str)]) -> (StatusCode, Value) {
    let mut fields = vec![
        ("grant_type", "authorization_code"),
        ("code", code),
        ("redirect_uri", CALLBACK),
        ("code_verifier", VERIFIER),
    ];
    fields.extend(changes);
    token_request(tenant, &fields).await
}

/// Signs the persona in with a new browser. Returns the token response.
pub async fn tokens_of(tenant: &Running, persona: &str) -> Value {
    let response = Browser::new().sign_in(tenant, &[], persona).await;
    let (status, body) = exchange(tenant, &response["code"], &[]).await;
    assert_eq!(status, StatusCode::OK, "{body}");
    body
}

pub async fn refresh(tenant: &Running, refresh_token: &Value) -> (StatusCode, Value) {
    let presented = refresh_token.as_str().unwrap();
    token_request(tenant, &[("grant_type", "refresh_token"), ("refresh_token", presented)]).await
}

/// Sends a request with an access token to the dev tenant's Graph.
pub async fn graph(tenant: &Running, path: &str, access_token: &Value) -> Response {
    let presented = access_token.as_str().unwrap();
    http().get(format!("{}/graph/v1.0{path}", tenant.origin())).bearer_auth(presented).send().await.unwrap()
}

/// Reads one part of a JSON Web Token without verifying the signature.
pub fn part_of(token: &Value, index: usize) -> Value {
    let part = token.as_str().unwrap().split('.').nth(index).unwrap();
    serde_json::from_slice(&URL_SAFE_NO_PAD.decode(part).unwrap()).unwrap()
}

/// Returns the AADSTS number of an authorization response that carries an error.
pub fn aadsts(response: &Parameters) -> &str {
    response["error_description"].split(':').next().unwrap()
}
