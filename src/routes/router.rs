//! Builds the router out of the route table and the layers.

#[cfg(test)]
mod tests;

use std::{num::NonZeroU32, sync::Arc};

use axum::{
    Router,
    http::StatusCode,
    middleware,
    response::{IntoResponse, Response},
    routing::{any, get, post},
};
use tower_http::{catch_panic::CatchPanicLayer, limit::RequestBodyLimitLayer};
use tower_sessions::{SessionManagerLayer, cookie::SameSite};

use super::kind::limited;
use crate::{
    endpoints::{back_channel, callback, csp_report, front_channel, health, metrics},
    error::AppError,
    pages::{
        config_missing, not_found,
        setup::{self, OnThisMachine},
    },
    paths,
    server::{
        Services,
        config::{Finding, Traffic},
        doctor::SetupChecks,
        session::Store,
    },
    web::{
        Navigation, NavigationEntry, Page, ProblemDetails, Shell, SiteFiles,
        layers::{self, CrossSiteGuard, Frame, Tracing},
        with_problem_details,
    },
};

/// The largest accepted body of a request to this app, in bytes.
const LARGEST_BODY: usize = 64 * 1024;

/// The rate limit of violation reports for each client. A browser sends one report, or a few.
const REPORTS_PER_MINUTE: Option<NonZeroU32> = NonZeroU32::new(30);

/// Returns the router of a configured app: all routes with their layers.
pub fn app(services: &Arc<Services>, files: SiteFiles, traffic: &Traffic) -> Router {
    let relying_party = &services.auth.relying_party;
    let own_address = relying_party.own_address(paths::HOME);
    let (pages, navigation) = pages(services, traffic);
    let switches_account = !services.signs_in_by_device_code();
    let shell = Shell { navigation, switches_account, dev_tenant: services.dev_tenant, offers_languages: true };
    let api_paths = services.api.is_some().then(|| relying_party.base().join(paths::API));
    let frame = Frame::new(&shell, &own_address, &files).with_api(api_paths);
    let pages = pages
        .fallback(callback::without_route)
        .method_not_allowed_fallback(wrong_method)
        .layer(middleware::from_fn_with_state(Arc::clone(services), layers::show_visitor))
        .layer(session_layer(services))
        .layer(middleware::from_fn_with_state(Arc::clone(services), layers::correct_session_layer))
        .layer(middleware::from_fn_with_state(CrossSiteGuard::new(&own_address), layers::refuse_cross_site));
    let pages = if relying_party.uses_form_post() {
        pages.layer(middleware::from_fn_with_state(Arc::clone(services), callback::form_at_other_spelling))
    } else {
        pages
    };
    let pages = pages.with_state(Arc::clone(services));
    // Browsers send violation reports themselves, not through a page. The reports have no session and change nothing.
    let reports = limited(post(csp_report::csp_report), REPORTS_PER_MINUTE, traffic);
    let from_provider = from_provider(services, traffic).merge(sign_outs_at_provider(services, traffic));
    let api = protected_api(services, traffic);
    let routes = files.routes().merge(pages).merge(from_provider).merge(api).route(paths::CSP_REPORT, reports);
    let (base, probes) = (relying_party.base(), probes(services));
    let routes = layers::below(base.clone(), routes.merge(probes.clone()), not_found::page);
    // The probes are also at the root of the host, because a platform that probes a port does not know the base path.
    let tracing = Tracing::of(&own_address, &traffic.trusted_proxies);
    let app = framed(if base.is_root() { routes } else { routes.merge(probes) }, frame, tracing);
    if services.metrics.is_on() {
        app.layer(middleware::from_fn_with_state(services.metrics.clone(), layers::measure))
    } else {
        app
    }
}

/// Returns the routes of `MANAGEMENT_ADDR`: the probes and the metrics.
pub fn management(services: &Arc<Services>) -> Router {
    let metrics = Router::new().route(paths::METRICS, get(metrics::metrics)).with_state(Arc::clone(services));
    probes(services).merge(metrics)
}

/// Returns the routes of the probes, for the app and for `MANAGEMENT_ADDR`. They have no session and no rate limit.
pub fn probes(services: &Arc<Services>) -> Router {
    Router::new()
        .route(paths::HEALTH_LIVE, get(health::live))
        .route(paths::HEALTH_READY, get(health::ready))
        .with_state(Arc::clone(services))
}

/// Returns the router of the routes in the table, and the navigation.
fn pages(services: &Services, traffic: &Traffic) -> (Router<Arc<Services>>, Navigation) {
    let mut router = Router::new();
    let mut navigation = Vec::new();
    for route in super::of(services) {
        let path = route.path.clone();
        navigation.extend(route.label(services).map(|label| NavigationEntry { label, path: path.clone() }));
        router = router.route(&path, route.methods(traffic));
    }
    (router, Navigation(navigation.into()))
}

/// Returns the route of the redirect URI with `RESPONSE_MODE=form_post`: the provider's page sends the authorization
/// response as a form. The form comes from another site, so the guard against cross-site requests does not surround
/// this route. `state` and the cookie of the sign-in transaction protect it.
fn from_provider(services: &Arc<Services>, traffic: &Traffic) -> Router {
    let relying_party = &services.auth.relying_party;
    let path = relying_party.callback_path().filter(|_| relying_party.uses_form_post());
    let routes = path.map_or_else(Router::new, |path| {
        Router::new().route(path, limited(post(callback::by_form), traffic.callback, traffic))
    });
    let corrected = middleware::from_fn_with_state(Arc::clone(services), layers::correct_session_layer);
    routes.layer(session_layer(services)).layer(corrected).with_state(Arc::clone(services))
}

/// Returns the routes for notifications of a sign-out at the provider. These requests have no cookie, and come from
/// another site or from a server.
fn sign_outs_at_provider(services: &Arc<Services>, traffic: &Traffic) -> Router {
    let paths = services.auth.relying_party.sign_out_paths();
    let front_channel = get(front_channel::front_channel).head(async || StatusCode::NO_CONTENT);
    Router::new()
        .route(&paths.front_channel, limited(front_channel, traffic.callback, traffic))
        // All back-channel requests come from the provider's server, so they get the higher API limit.
        .route(&paths.back_channel, limited(post(back_channel::back_channel), traffic.api, traffic))
        .with_state(Arc::clone(services))
}

/// Returns the routes of the protected API. The access token of a request is its only credential, so there is no session
/// layer. A page of another site cannot send a token that it does not have, so there is no guard against cross-site requests.
fn protected_api(services: &Arc<Services>, traffic: &Traffic) -> Router {
    if services.api.is_none() {
        return Router::new();
    }
    let mut routes = Router::new();
    for (path, methods) in super::protected_api() {
        routes = routes.route(path, limited(methods, traffic.api, traffic));
    }
    let unknown = any(async || ProblemDetails::new(StatusCode::NOT_FOUND));
    routes
        .route(paths::API_UNKNOWN, limited(unknown, traffic.api, traffic))
        .layer(middleware::from_fn(with_problem_details))
        .with_state(Arc::clone(services))
}

fn session_layer(services: &Services) -> SessionManagerLayer<Store> {
    SessionManagerLayer::new(services.auth.store.clone())
        .with_name(services.cookies.session())
        .with_secure(services.cookies.secure)
        .with_http_only(true)
        .with_same_site(SameSite::Lax)
        .with_path("/")
}

/// Returns the router of an app with an incomplete configuration: every page lists the missing settings, and in development the
/// page of the checks exists.
pub fn not_configured(
    findings: &[Finding],
    public_url: &url::Url,
    files: SiteFiles,
    checks: Option<Arc<SetupChecks>>,
) -> Router {
    let frame = Frame::new(&Shell::default(), public_url, &files);
    let findings = findings.to_vec();
    let has_checks = checks.is_some();
    let every_page = move |here: Option<OnThisMachine>| {
        let page = config_missing::page(&findings, has_checks && here.is_some());
        async move { page }
    };
    let routes = files.routes().merge(probes_not_configured());
    let routes = match checks {
        Some(checks) => {
            let instead = every_page.clone();
            // Without a complete configuration no check sends a request, so the page needs no rate limit.
            let setup = async move |here: Option<OnThisMachine>| match here {
                Some(OnThisMachine) => setup::of_incomplete(&checks).await,
                None => instead(None).await,
            };
            routes.route(paths::SETUP, get(setup).fallback(every_page.clone()))
        }
        None => routes,
    };
    framed(routes.fallback(every_page), frame, Tracing::of(public_url, &[]))
}

/// Returns the routes of the probes of an app with an incomplete configuration.
pub fn probes_not_configured() -> Router {
    Router::new().route(paths::HEALTH_LIVE, get(health::live)).route(paths::HEALTH_READY, get(health::not_configured))
}

/// Adds the layers around all routes, the outermost layer last.
fn framed(routes: Router, frame: Frame, tracing: Tracing) -> Router {
    routes
        .layer(RequestBodyLimitLayer::new(LARGEST_BODY))
        .layer(CatchPanicLayer::custom(|_| panicked()))
        .layer(middleware::from_fn_with_state(Arc::new(frame), layers::render))
        .layer(middleware::from_fn_with_state(Arc::new(tracing), layers::trace))
}

/// The response to a request whose handler panicked. [`layers::render`] handles a panic of the view of a page.
///
/// The panic handler has printed the message of the panic; this log line has the ID of the request.
fn panicked() -> Response {
    tracing::error!("a request ended in a panic: this is a bug; the panic message is in the lines above");
    Page::from(AppError::Unexpected).into_response()
}

async fn wrong_method() -> Page {
    Page::from(AppError::BadRequest).status(StatusCode::METHOD_NOT_ALLOWED)
}
