//! A browser for tests, which keeps cookies, sends the headers of real browsers, and follows no redirects by itself.

mod form;
mod page;

use std::collections::BTreeMap;

use axum::{
    Router,
    body::{Body, to_bytes},
    http::{HeaderMap, Method, Request, header},
};
use tower::ServiceExt as _;
use url::Url;

use self::form::Form;
pub use self::page::Page;
use super::{App, ORIGIN};

/// The two servers that a browser can reach: an app and the dev tenant.
#[derive(Clone)]
pub struct World {
    pub app: Router,
    /// The HTTP client for the dev tenant.
    pub client: reqwest::Client,
    /// The origin of the dev tenant.
    pub tenant: String,
}

impl From<&App> for World {
    fn from(app: &App) -> Self {
        Self { app: app.router.clone(), client: app.client(), tenant: app.tenant.origin().to_owned() }
    }
}

/// A browser without JavaScript. It keeps the cookies of the app and of the dev tenant apart, because their hosts
/// differ.
#[derive(Clone)]
pub struct Browser {
    world: World,
    pub cookies: BTreeMap<String, String>,
    /// The `User-Agent` header. If it is empty, the header is not sent.
    pub user_agent: &'static str,
    tenant_cookies: BTreeMap<String, String>,
    /// All response headers and bodies that this browser received from the app.
    pub received: Vec<u8>,
}

impl Browser {
    pub fn new(world: impl Into<World>) -> Self {
        Self {
            world: world.into(),
            cookies: BTreeMap::new(),
            user_agent: "",
            tenant_cookies: BTreeMap::new(),
            received: Vec::new(),
        }
    }

    /// Switches the browser to another app and keeps its cookies.
    pub fn at(mut self, world: impl Into<World>) -> Self {
        self.world = world.into();
        self
    }

    /// Opens a page of the app, as a link on another page of the app does.
    pub async fn get(&mut self, path: &str) -> Page {
        self.send(Method::GET, path, &[("sec-fetch-site", "same-origin"), ("accept", "text/html")], "").await
    }

    /// Sends a form without fields from a page of the app.
    pub async fn submit(&mut self, path: &str) -> Page {
        self.send(Method::POST, path, &[("sec-fetch-site", "same-origin"), ("accept", "text/html")], "").await
    }

    /// Sends a form with this field from a page of the app.
    pub async fn submit_with(&mut self, path: &str, name: &str, value: &str) -> Page {
        let form = url::form_urlencoded::Serializer::new(String::new()).append_pair(name, value).finish();
        self.send(Method::POST, path, &[("sec-fetch-site", "same-origin"), ("accept", "text/html")], &form).await
    }

    /// Calls a server function as the hydrated client does.
    pub async fn call(&mut self, path: &str) -> Page {
        self.send(Method::POST, path, &[("sec-fetch-site", "same-origin"), ("accept", "application/json")], "").await
    }

    /// Sends a request with any method and headers to the app.
    pub async fn send(&mut self, method: Method, path: &str, headers: &[(&str, &str)], body: &str) -> Page {
        let path = path.strip_prefix(ORIGIN).unwrap_or(path);
        let mut request = Request::builder().method(method).uri(path);
        if !headers.iter().any(|(name, _)| *name == "host") {
            request = request.header(header::HOST, "localhost:3000");
        }
        if !self.cookies.is_empty() {
            request = request.header(header::COOKIE, joined(&self.cookies));
        }
        if !self.user_agent.is_empty() {
            request = request.header(header::USER_AGENT, self.user_agent);
        }
        if !headers.iter().any(|(name, _)| *name == "content-type") {
            request = request.header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        }
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let request = request.body(Body::from(body.to_owned())).unwrap();
        let response = self.world.app.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let body = to_bytes(body, usize::MAX).await.unwrap();
        if let Some(length) = parts.headers.get(header::CONTENT_LENGTH).filter(|_| !body.is_empty()) {
            assert_eq!(
                length.to_str().unwrap(),
                body.len().to_string(),
                "the body has another length than content-length"
            );
        }
        self.received.extend_from_slice(format!("{:?}", parts.headers).as_bytes());
        self.received.extend_from_slice(&body);
        keep(&mut self.cookies, &parts.headers);
        Page { status: parts.status, headers: parts.headers, body: String::from_utf8_lossy(&body).into_owned() }
    }

    /// Opens a URL of the dev tenant, with the browser's cookies for it.
    pub async fn visit_tenant(&mut self, url: &str) -> Page {
        let request = self.world.client.get(url).header(header::COOKIE, joined(&self.tenant_cookies));
        self.received_from_tenant(request).await
    }

    /// Submits the first form of a page of the dev tenant with the field of a button: `persona` or `decision`.
    pub async fn press(&mut self, page: &Page, fields: &[(&str, &str)]) -> Page {
        let form = Form::first_of(&page.body);
        let fields: Vec<_> = form.fields().chain(fields.iter().copied()).collect();
        let url = format!("{}{}", self.world.tenant, form.action);
        let request = self.world.client.post(url).header(header::COOKIE, joined(&self.tenant_cookies)).form(&fields);
        self.received_from_tenant(request).await
    }

    /// Submits the form that sends the authorization response to the app (`response_mode=form_post`), with the headers of a
    /// cross-site request.
    pub async fn deliver(&mut self, page: &Page) -> Page {
        let form = Form::first_of(&page.body);
        let body = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(form.fields()).finish();
        let origin = self.world.tenant.clone();
        let headers = [("sec-fetch-site", "cross-site"), ("accept", "text/html"), ("origin", &origin)];
        self.send(Method::POST, &form.action, &headers, &body).await
    }

    /// Declines on the account picker. Returns the URL of the callback with the authorization response.
    pub async fn decline(&mut self, picker: &Page) -> String {
        self.press(picker, &[("decision", "decline")]).await.location().to_owned()
    }

    /// Begins a sign-in, picks a persona, and confirms a step-up if the provider requires it. Returns the URL of the callback,
    /// which is not opened yet.
    pub async fn reach_callback(&mut self, sign_in: &str, persona: &str) -> String {
        let authorize = self.get(sign_in).await.location().to_owned();
        let mut page = self.visit_tenant(&authorize).await;
        if page.body.contains("/dev/account") {
            page = self.press(&page, &[("persona", persona)]).await;
        }
        if page.body.contains("/dev/confirmation") {
            page = self.press(&page, &[("decision", "confirm")]).await;
        }
        page.location().to_owned()
    }

    /// Opens the callback with the headers of a cross-site navigation from the provider.
    pub async fn land(&mut self, callback: &str) -> Page {
        self.send(Method::GET, callback, &[("sec-fetch-site", "cross-site"), ("accept", "text/html")], "").await
    }

    /// Signs a persona in. Returns the response of the callback.
    pub async fn sign_in(&mut self, persona: &str) -> Page {
        let callback = self.reach_callback("/sign-in", persona).await;
        self.land(&callback).await
    }

    /// Follows the link "Allow" of a card of the dashboard, and accepts the consent.
    pub async fn allow(&mut self, card: &str) {
        let step = self.get(&format!("/dashboard/allow?card={card}")).await.location().to_owned();
        let authorize = self.get(&step).await.location().to_owned();
        let page = self.visit_tenant(&authorize).await;
        let callback = self.press(&page, &[("decision", "accept")]).await.location().to_owned();
        assert_eq!(self.land(&callback).await.location(), "/dashboard", "{card}: the consent leads back");
    }

    /// Signs a persona in and opens the page to which the callback redirects.
    pub async fn sign_in_to_page(&mut self, persona: &str) -> Page {
        let landing = self.sign_in(persona).await.location().to_owned();
        self.get(&landing).await
    }

    /// Picks a persona on the account picker. Returns the response of the dev tenant, which may be a form.
    pub async fn pick_to_page(&mut self, picker: &Page, persona: &str) -> Page {
        self.press(picker, &[("persona", persona)]).await
    }

    async fn received_from_tenant(&mut self, request: reqwest::RequestBuilder) -> Page {
        let response = request.send().await.unwrap();
        keep(&mut self.tenant_cookies, response.headers());
        let (status, headers) = (response.status(), response.headers().clone());
        Page { status, headers, body: response.text().await.unwrap() }
    }
}

/// Returns the value of a query parameter of a URL.
pub fn parameter(address: &str, name: &str) -> Option<String> {
    let url = Url::parse(ORIGIN).unwrap().join(address).unwrap();
    url.query_pairs().find(|(key, _)| key == name).map(|(_, value)| value.into_owned())
}

fn joined(cookies: &BTreeMap<String, String>) -> String {
    cookies.iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join("; ")
}

fn keep(cookies: &mut BTreeMap<String, String>, headers: &HeaderMap) {
    for cookie in headers.get_all(header::SET_COOKIE) {
        let text = cookie.to_str().unwrap();
        let (name, rest) = text.split_once('=').unwrap();
        let value = rest.split(';').next().unwrap();
        if text.contains("Max-Age=0") {
            cookies.remove(name);
        } else {
            cookies.insert(name.to_owned(), value.to_owned());
        }
    }
}
