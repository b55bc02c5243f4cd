//! An app with additional routes: for each right a page, a handler of axum with the extractor, and a server function.

use std::{sync::Arc, time::Duration};

use axum::{
    Router,
    extract::Request,
    http::{Method, StatusCode},
    middleware,
    routing::{get, post},
};
use leptos::prelude::*;
use leptos_entra::{
    error::AppError,
    pages::audience::page,
    paths,
    server::{Caller, Needs, Right, Services, SignedIn, session::UserSession},
    web::{Page as AppPage, Shell, SiteFiles, layers, layers::Frame, server_functions},
};
use serde_json::{Value, json};
use tower_sessions::{SessionManagerLayer, SessionStore as _, cookie::SameSite};

use super::components;
use crate::cast::{self, Browser, Page, World};

/// A group of the dev tenant: its first one, `group/1`.
pub const FIRST_GROUP: &str = "f0acadf8-9055-4817-8d96-ae7a6aecf4e0";
pub const OWN_TENANT: &str = "6d0c9a52-4f3b-4e0d-9a57-2f8b1c7e5d10";

macro_rules! rights {
    ($($name:literal, $right:ident: $needs:expr;)*) => {
        $(
            pub struct $right;

            impl Right for $right {
                fn needs() -> Needs {
                    $needs
                }
            }
        )*

        /// The server function of all rights.
        #[server(prefix = "/rights", endpoint = "function")]
        async fn with_right_of(right: String) -> Result<String, AppError> {
            let caller = expect_context::<Caller>();
            match right.as_str() {
                $($name => caller.signed_in_with::<$right>().await.map(drop)?,)*
                _ => return Err(AppError::BadRequest),
            }
            Ok("the function ran".to_owned())
        }

        fn routes() -> Router<Arc<Services>> {
            let routes = Router::new();
            $(let routes = with_right::<$right>(routes, $name);)*
            routes
        }
    };
}

rights! {
    "operator", Operator: Needs::role("Operator");
    "group", InGroup: Needs::group(FIRST_GROUP);
    "own-operator", OwnOperator: Needs::role_in_tenant("Operator", OWN_TENANT);
    "confirmed", Confirmed: Needs::context("c1").within(TEN_MINUTES);
    "recent", Recent: Needs::signed_in_within(TEN_MINUTES);
    "strong", Strong: Needs::acr(["phr", "phrh"]);
    "all", All: Needs::scope("Mail.Read").and(Needs::context("c1").within(TEN_MINUTES)).and(Needs::role("Operator"));
    "any", Any: Needs::any_of([Needs::role("Operator"), Needs::group(FIRST_GROUP)]);
    "role-or-step", RoleOrStep: Needs::any_of([Needs::role("Operator"), Needs::context("c1")]);
}

pub const TEN_MINUTES: Duration = Duration::from_mins(10);

fn with_right<R: Right>(routes: Router<Arc<Services>>, name: &str) -> Router<Arc<Services>> {
    let shown = async |user: SignedIn<R>| {
        let name = user.user().display_name.clone();
        Ok(AppPage::new("Guarded").view(move || view! { <p>"the page of "{name}</p> }))
    };
    let extracted = async |user: SignedIn<R>| format!("the handler of {}", user.user().display_name);
    routes
        .route(&format!("/rights/{name}/page"), page(shown))
        .route(&format!("/rights/{name}/extractor"), get(extracted))
}

/// An app with the routes of these tests in front of the app's routes.
pub struct App {
    pub app: cast::App,
    world: World,
}

impl App {
    pub async fn start() -> Self {
        Self::of(cast::App::start().await)
    }

    /// An app whose users sign in at another provider than the dev tenant.
    pub fn of_provider(app: cast::App, issuer: &str) -> Self {
        let Self { app, world } = Self::of(app);
        Self { app, world: World { tenant: issuer.to_owned(), ..world } }
    }

    pub fn of(app: cast::App) -> Self {
        let services = &app.services;
        let function = async |caller: Caller, request: Request| server_functions::run(caller, request).await;
        let session = SessionManagerLayer::new(services.auth.store.clone())
            .with_name(services.cookies.session())
            .with_secure(services.cookies.secure)
            .with_same_site(SameSite::Lax);
        let (files, own) = (SiteFiles::new(&app.config.site), services.auth.relying_party.own_address(paths::HOME));
        let frame = Frame::new(&Shell::default(), &own, &files);
        let routes = components::routes(routes())
            .route("/rights/function", post(function))
            .layer(session)
            .layer(middleware::from_fn_with_state(Arc::clone(services), layers::correct_session_layer))
            .layer(middleware::from_fn_with_state(Arc::new(frame), layers::render))
            .with_state(Arc::clone(services))
            .fallback_service(app.router.clone());
        let world = World { app: routes, ..World::from(&app) };
        Self { app, world }
    }

    pub fn browser(&self) -> Browser {
        Browser::new(self.world.clone())
    }

    /// Signs a persona in, and opens the homepage, so that the sign-in is over.
    pub async fn signed_in(&self, persona: &str) -> Browser {
        let mut browser = self.browser();
        browser.sign_in(persona).await;
        browser.get("/").await;
        browser
    }

    /// Sets a claim of the ID tokens of the dev tenant.
    pub fn claim(&self, name: &str, value: Value) {
        self.app.control().set_id_token_claim(name, value);
    }

    /// Moves the sign-in and the authentication of a session into the past.
    pub async fn age(&self, browser: &Browser, seconds: i64) {
        let store = &self.app.services.auth.store;
        let id = browser.cookies[&self.app.services.cookies.session()].parse().unwrap();
        let mut record = store.load(&id).await.unwrap().unwrap();
        let mut user: UserSession = serde_json::from_value(record.data["user"].clone()).unwrap();
        user.signed_in_at -= seconds;
        user.authenticated_at = user.authenticated_at.map(|at| at - seconds);
        record.data.insert("user".to_owned(), json!(user));
        store.save(&record).await.unwrap();
    }
}

/// The routes of a right.
#[derive(Clone, Copy)]
pub struct Guarded(pub &'static str);

impl Guarded {
    pub fn path(self) -> String {
        format!("/rights/{}/page", self.0)
    }

    pub async fn page(self, browser: &mut Browser) -> Page {
        browser.get(&self.path()).await
    }

    pub async fn extractor(self, browser: &mut Browser) -> Page {
        browser.get(&format!("/rights/{}/extractor", self.0)).await
    }

    pub async fn function(self, browser: &mut Browser) -> Page {
        let headers = [("sec-fetch-site", "same-origin"), ("accept", "application/json")];
        browser.send(Method::POST, "/rights/function", &headers, &format!("right={}", self.0)).await
    }

    pub async fn assert_admits(self, browser: &mut Browser) {
        let page = self.page(browser).await;
        assert_eq!(page.status, StatusCode::OK, "{} {:?}", page.body, page.headers);
        page.assert_shows("the page of ");
        let handler = self.extractor(browser).await;
        assert_eq!(handler.status, StatusCode::OK, "{}", handler.body);
        handler.assert_shows("the handler of ");
        let answer = self.function(browser).await;
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
        answer.assert_shows("the function ran");
    }

    /// Checks that all three guards respond with 403: the pages with this heading, the function with the name of the error.
    pub async fn assert_refuses(self, browser: &mut Browser, heading: &str, error: &str) {
        for page in [self.page(browser).await, self.extractor(browser).await] {
            assert_eq!(page.status, StatusCode::FORBIDDEN, "{} {:?}", page.body, page.headers);
            page.assert_shows(heading);
            assert!(!page.body.contains("step_up="), "no step helps: {}", page.body);
        }
        let answer = self.function(browser).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{}", answer.body);
        answer.assert_shows(error);
    }

    /// Opens the page, which leads to the provider. Returns the address of the step, and that of the authorization request.
    pub async fn step(self, browser: &mut Browser) -> (String, String) {
        let step = self.page(browser).await.location().to_owned();
        let authorize = browser.clone().get(&step).await.location().to_owned();
        (step, authorize)
    }

    /// Opens the page and completes the step at the provider. Returns the response of the page after it.
    pub async fn complete_step(self, browser: &mut Browser, persona: &str) -> Page {
        let step = self.page(browser).await.location().to_owned();
        let callback = browser.reach_callback(&step, persona).await;
        assert_eq!(browser.land(&callback).await.location(), self.path());
        self.page(browser).await
    }
}
