//! The app of Microsoft's Flask tutorials and this app at the same dev tenant: their messages are compared part by part. The
//! document `tutorial.md` lists each difference with its reason.

mod differences;
mod flask;
mod message;

use axum::http::StatusCode;
use leptos_entra::{
    dev_tenant::{self, Options, RefreshMode, Running},
    server::entra::Authority,
};
use serde_json::Value;

use self::{
    differences::{Pair, assert_documented},
    flask::Flask,
    message::Message,
};
use crate::{
    cast::{self, App, Browser, CALLBACK, Page, front, options, parameter, recorder::Recorder},
    doctor::proxy,
    ui_locales::get_in,
};

const HOST: &str = "login.microsoftonline.com";
const GRAPH: &str = "graph.microsoft.com";

/// Both apps at one dev tenant, each behind a recorder of its requests.
struct Both {
    flask: Flask,
    of_flask: Recorder,
    app: App,
    of_app: Recorder,
}

impl Both {
    async fn start() -> Self {
        let public_origin = Some(format!("https://{HOST}"));
        let tenant = dev_tenant::start(Options { public_origin, ..options(RefreshMode::Entra) }).await.unwrap();
        let (of_flask, of_app) =
            (Recorder::start(tenant.listens_on()).await, Recorder::start(tenant.listens_on()).await);
        let proxy = proxy::start([(HOST, of_flask.address), (GRAPH, of_flask.address)]).await;
        let flask = Flask::start(&settings(&tenant), &front::certificate(), &proxy);
        let authority = Authority::parse_authority(&tenant.authority()).unwrap();
        let app = App::abroad_beside((tenant, of_app.address), authority, |_| ()).await;
        Self { flask, of_flask, app, of_app }
    }

    /// Signs a persona in to the Flask app. Returns the URL of its authorization request and the response of its callback.
    async fn sign_in_to_flask(&mut self) -> (String, flask::Response) {
        let page = self.flask.get("/").body;
        let address = between(&page, "URL=", "'").replace("&amp;", "&");
        let mut browser = Browser::new(&self.app);
        let picker = browser.visit_tenant(&address).await;
        let callback = browser.press(&picker, &[("persona", "maya")]).await.location().to_owned();
        (address, self.flask.get(callback.strip_prefix(cast::ORIGIN).unwrap()))
    }
}

/// Returns the settings of the tutorials.
fn settings(tenant: &Running) -> [(&'static str, String); 6] {
    [
        ("AUTHORITY", tenant.authority()),
        ("CLIENT_ID", tenant.client_id().to_owned()),
        ("CLIENT_SECRET", tenant.client_secret().to_owned()),
        ("REDIRECT_URI", CALLBACK.to_owned()),
        ("ENDPOINT", tenant.endpoint()),
        ("SCOPE", "User.Read".to_owned()),
    ]
}

/// Returns the text between two marks.
fn between<'a>(text: &'a str, before: &str, after: &str) -> &'a str {
    let (_, rest) = text.split_once(before).unwrap_or_else(|| panic!("no {before} in {text}"));
    rest.split_once(after).unwrap().0
}

/// Returns the cookie with this name of a response.
fn cookie<'a>(cookies: impl IntoIterator<Item = &'a str>, name: &str) -> Message {
    let mut named = cookies.into_iter().filter(|cookie| cookie.starts_with(&format!("{name}=")));
    message::of_cookie(named.next().unwrap_or_else(|| panic!("no cookie {name}")))
}

fn cookies(page: &Page) -> Vec<&str> {
    page.headers.get_all("set-cookie").iter().map(|value| value.to_str().unwrap()).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn messages_differ_only_as_the_document_says() {
    let mut both = Both::start().await;
    let (authorize_of_flask, landing) = both.sign_in_to_flask().await;
    let mut browser = Browser::new(&both.app);
    let authorize = get_in("de", &mut browser, "/sign-in").await.location().to_owned();
    let callback = browser.reach_callback("/sign-in", "maya").await;
    let landed = browser.land(&callback).await;
    assert_eq!((landing.header("location"), landed.location()), ("http://localhost:3000/", "/"));

    let call_of_flask = both.flask.get("/call_api");
    let call = browser.call("/api/call_api").await;
    assert_eq!((call_of_flask.status, call.status), (200, StatusCode::OK));
    assert_eq!(api_result_of_flask(&call_of_flask.body), api_result(&call.body));

    let sign_out_of_flask = both.flask.get("/logout");
    let sign_out = browser.submit("/api/sign_out").await;
    let (_, end_session) = sign_out.header("refresh").split_once("url=").unwrap();
    let set_by_flask = landing.headers.iter().filter(|(name, _)| name == "Set-Cookie").map(|(_, value)| value.as_str());
    let first = |recorder: &Recorder, method, path| {
        let sent = recorder.all_requests();
        let is_it = |request: &&String| {
            request.lines().next().is_some_and(|line| line.starts_with(method) && line.contains(path))
        };
        message::of_request(sent.iter().find(is_it).unwrap())
    };
    let pair = |title, tutorial, app| Pair { title, tutorial, app };
    assert_documented(&[
        pair("authorization request", message::of_url(&authorize_of_flask), message::of_url(&authorize)),
        pair("token request", first(&both.of_flask, "POST", "/token"), first(&both.of_app, "POST", "/token")),
        pair("API request", first(&both.of_flask, "GET", "/v1.0/me"), first(&both.of_app, "GET", "/v1.0/me")),
        pair(
            "session cookie",
            cookie(set_by_flask, "session"),
            cookie(cookies(&landed), &both.app.services.cookies.session()),
        ),
        pair("sign-out", message::of_url(sign_out_of_flask.header("location")), message::of_url(end_session)),
    ]);
}

/// Returns the API's response that the page of the Flask app shows.
fn api_result_of_flask(page: &str) -> Value {
    serde_json::from_str(between(page, "<pre>", "</pre>")).unwrap()
}

/// Returns the API's response in the HTML that the server function sends.
fn api_result(response: &str) -> Value {
    let response: Value = serde_json::from_str(response).unwrap();
    let html = response["html"].as_str().unwrap().replace("<!>", "");
    serde_json::from_str(between(&html, "<code>", "</code>")).unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn pages_differ_only_as_the_document_says() {
    let mut both = Both::start().await;
    let (_, landing) = both.sign_in_to_flask().await;
    let mut browser = Browser::new(&both.app);
    let landed = browser.sign_in("maya").await;
    let (home_of_flask, home) = (both.flask.get("/"), browser.get("/").await);
    for page in [&home_of_flask.body, &home.body] {
        assert!(page.contains("Welcome") && page.contains("Maya"), "{page}");
    }

    let wrong_state = "/getAToken?code=a&state=wrong";
    let (wrong_state_of_flask, wrong_state) = (both.flask.get(wrong_state), browser.get(wrong_state).await);

    both.flask.get("/logout");
    let page = both.flask.get("/").body;
    let state = parameter(&between(&page, "URL=", "'").replace("&amp;", "&"), "state").unwrap();
    let declined_of_flask = both.flask.get(&format!("/getAToken?error=access_denied&state={state}"));
    let state = parameter(browser.get("/sign-in").await.location(), "state").unwrap();
    let declined = browser.land(&format!("/getAToken?error=access_denied&state={state}")).await;
    let declined = if declined.status.is_redirection() { browser.get(declined.location()).await } else { declined };

    let page =
        |title, tutorial, app| Pair { title, tutorial: message::of_flask_page(tutorial), app: message::of_page(app) };
    assert_documented(&[
        page("response to the callback", &landing, &landed),
        page("welcome page", &home_of_flask, &home),
        page("callback with a wrong state", &wrong_state_of_flask, &wrong_state),
        page("callback after the user declined", &declined_of_flask, &declined),
    ]);
}
