//! The whole surface of the app on one page.

use std::{num::NonZeroU32, sync::Arc};

use axum::{
    Router,
    http::StatusCode,
    middleware,
    response::{IntoResponse, Response},
    routing::{MethodRouter, get, post},
};
use tower_http::{catch_panic::CatchPanicLayer, limit::RequestBodyLimitLayer};
use tower_sessions::{SessionManagerLayer, cookie::SameSite};

use super::{
    Frame, SiteFiles, admin_consent, back_channel, callback, carry_on, csp_report, device_code, front_channel, home,
    layers::{self, CrossSiteGuard, RateLimit},
    mail,
    page::PageAnswer,
    server_functions, sessions, sign_in, sign_in_failed, sign_out, user_flows,
};
use crate::{
    error::AppError,
    model::{ConfigFinding, View},
    paths,
    server::{Services, config::Traffic, graph, session::Store},
};

/// No request of this app has a larger body.
const LARGEST_BODY: usize = 64 * 1024;

/// A browser with something to report has one report, or a few.
const REPORTS_PER_MINUTE: Option<NonZeroU32> = NonZeroU32::new(30);

/// What every handler gets.
pub type State = axum::extract::State<Arc<Services>>;

/// Returns the app.
pub fn app(services: &Arc<Services>, files: SiteFiles, traffic: &Traffic) -> Router {
    let relying_party = &services.auth.relying_party;
    let own_address = relying_party.own_address(paths::HOME);
    let frame = Frame::new(services.dev_tenant, &own_address, &files);
    let pages = routes(services, traffic)
        .fallback(not_found)
        .method_not_allowed_fallback(wrong_method)
        .layer(session_layer(services))
        .layer(middleware::from_fn_with_state(Arc::clone(services), layers::mend_session_answers))
        .layer(middleware::from_fn_with_state(CrossSiteGuard::new(&own_address), layers::refuse_cross_site))
        .with_state(Arc::clone(services));
    // Reports come from the browser itself, not from a page: they have no session, and change nothing.
    let reports = limited(post(csp_report::csp_report), REPORTS_PER_MINUTE, traffic);
    let from_provider = from_provider(services, traffic).merge(sign_outs_at_provider(services, traffic));
    let routes = files.routes().merge(pages).merge(from_provider).route(paths::CSP_REPORT, reports);
    framed(layers::below(relying_party.base().clone(), routes), frame)
}

fn routes(services: &Services, traffic: &Traffic) -> Router<Arc<Services>> {
    // Who only wants to see the headers begins no sign-in, and uses none up.
    let sign_in = get(sign_in::sign_in).head(nothing);
    let callback = get(callback::by_query).head(nothing);
    let api = |handlers| limited(handlers, traffic.api, traffic);
    let mut routes = Router::new()
        .route(paths::HOME, get(home::home))
        .route(paths::SIGN_IN, limited(sign_in, traffic.sign_in, traffic))
        .route(paths::CONTINUE, api(get(carry_on::carry_on).head(nothing)))
        .route(paths::SIGN_IN_FAILED, get(sign_in_failed::sign_in_failed))
        .route(paths::DEVICE_CODE, get(device_code::device_code))
        .route(paths::SIGNED_OUT, get(sign_out::signed_out))
        .route(paths::SIGN_OUT, api(post(sign_out::sign_out).get(server_functions::back_home)))
        .route(paths::CALL_API, api(post(server_functions::call_api).get(server_functions::back_home)))
        .route(paths::POLL_DEVICE_CODE, api(post(device_code::poll)));
    routes = routes.merge(other_journeys(traffic)).merge(own_sessions(traffic));
    if graph::takes_their_tokens(services) {
        routes = routes.route(paths::MAIL, api(get(mail::mail).head(nothing)));
    }
    if let Some(path) = services.auth.relying_party.callback_path() {
        routes = routes.route(&path, limited(callback, traffic.callback, traffic));
    }
    routes
}

/// What begins at the provider besides the sign-in.
fn other_journeys(traffic: &Traffic) -> Router<Arc<Services>> {
    let begins = |door: MethodRouter<Arc<Services>>| limited(door.head(nothing), traffic.sign_in, traffic);
    let result = limited(get(admin_consent::result).head(nothing), traffic.callback, traffic);
    Router::new()
        .route(paths::EDIT_PROFILE, begins(get(user_flows::edit_profile)))
        .route(paths::RESET_PASSWORD, begins(get(user_flows::reset_password)))
        .route(paths::ADMIN_CONSENT, get(admin_consent::explain))
        .route(paths::ADMIN_CONSENT_BEGIN, begins(get(admin_consent::begin)))
        .route(paths::ADMIN_CONSENT_RESULT, result)
}

/// Where people see and end their sessions.
fn own_sessions(traffic: &Traffic) -> Router<Arc<Services>> {
    let form = |handlers| limited(handlers, traffic.api, traffic);
    Router::new()
        .route(paths::SESSIONS, get(sessions::sessions))
        .route(paths::END_SESSION, form(post(sessions::end).get(sessions::back)))
        .route(paths::END_OTHER_SESSIONS, form(post(sessions::end_others).get(sessions::back)))
        .route(paths::SIGN_OUT_EVERYWHERE, form(post(sessions::sign_out_everywhere).get(sessions::back)))
}

/// A form of the provider's page comes from another site, so the guard against those must not see it.
fn from_provider(services: &Arc<Services>, traffic: &Traffic) -> Router {
    let relying_party = &services.auth.relying_party;
    let path = relying_party.callback_path().filter(|_| relying_party.is_answered_by_forms());
    let routes = path.map_or_else(Router::new, |path| {
        Router::new().route(&path, limited(post(callback::by_form), traffic.callback, traffic))
    });
    let mended = middleware::from_fn_with_state(Arc::clone(services), layers::mend_session_answers);
    routes.layer(session_layer(services)).layer(mended).with_state(Arc::clone(services))
}

/// Where the provider says that somebody has signed out there. It brings no cookie along, and comes from another site or none.
fn sign_outs_at_provider(services: &Arc<Services>, traffic: &Traffic) -> Router {
    let paths = services.auth.relying_party.sign_out_paths();
    let front_channel = get(front_channel::front_channel).head(nothing);
    Router::new()
        .route(&paths.front_channel, limited(front_channel, traffic.callback, traffic))
        // One server speaks for everybody there, so it may say more than a person's browser.
        .route(&paths.back_channel, limited(post(back_channel::back_channel), traffic.api, traffic))
        .with_state(Arc::clone(services))
}

/// Lets each client through so many times a minute.
fn limited<S: Clone + Send + Sync + 'static>(
    handlers: MethodRouter<S>,
    per_minute: Option<NonZeroU32>,
    traffic: &Traffic,
) -> MethodRouter<S> {
    let limit = RateLimit::new(per_minute, traffic.trusted_proxies.as_slice().into());
    handlers.layer(middleware::from_fn_with_state(limit, layers::limit_rate))
}

fn session_layer(services: &Services) -> SessionManagerLayer<Store> {
    SessionManagerLayer::new(services.auth.store.clone())
        .with_name(services.cookies.session())
        .with_secure(services.cookies.secure)
        .with_http_only(true)
        .with_same_site(SameSite::Lax)
        .with_path("/")
}

/// Returns the app when it is not configured: every page says what is missing.
pub fn not_configured(findings: &[ConfigFinding], public_url: &url::Url, files: SiteFiles) -> Router {
    let frame = Frame::new(false, public_url, &files);
    let page = PageAnswer::new(StatusCode::SERVICE_UNAVAILABLE, View::ConfigMissing(findings.to_vec()));
    let every_page = move || {
        let page = page.clone();
        async move { page }
    };
    framed(files.routes().fallback(every_page), frame)
}

/// The layers around everything, the outermost last.
fn framed(routes: Router, frame: Frame) -> Router {
    routes
        .layer(RequestBodyLimitLayer::new(LARGEST_BODY))
        .layer(CatchPanicLayer::custom(|_| panicked()))
        .layer(middleware::from_fn_with_state(Arc::new(frame), layers::render_and_protect))
        .layer(middleware::from_fn(layers::trace))
}

async fn nothing() -> StatusCode {
    StatusCode::NO_CONTENT
}

/// The panic's own message has been printed; this line has the request's ID.
fn panicked() -> Response {
    tracing::error!("a request ended in a panic");
    PageAnswer::error(AppError::Unexpected).into_response()
}

async fn not_found() -> PageAnswer {
    PageAnswer::new(StatusCode::NOT_FOUND, View::NotFound)
}

async fn wrong_method() -> PageAnswer {
    PageAnswer::new(StatusCode::METHOD_NOT_ALLOWED, View::Failed(AppError::BadRequest))
}

#[cfg(test)]
mod tests {
    use std::net::{Ipv4Addr, SocketAddr};

    use axum::{
        Router,
        body::{self, Body},
        http::{Request, StatusCode},
        routing::get,
    };
    use tower::ServiceExt;

    use super::{Frame, SiteFiles, Traffic, framed};
    use crate::server::config::Site;

    async fn breaks() -> StatusCode {
        panic!("as it has to be here")
    }

    #[tokio::test]
    async fn a_panic_is_answered_with_a_page_that_says_nothing_of_it() {
        let files = SiteFiles::new(&Site {
            listen: SocketAddr::from((Ipv4Addr::LOCALHOST, 3000)),
            root: "public".into(),
            live_reload_port: None,
            log: "off".to_owned(),
            traffic: Traffic::unlimited(),
        });
        let frame = Frame::new(false, &"http://localhost:3000".parse().unwrap(), &files);
        let app = framed(Router::new().route("/", get(breaks)), frame);
        let answer = app.oneshot(Request::get("/").body(Body::empty()).unwrap()).await.unwrap();
        assert_eq!(answer.status(), StatusCode::INTERNAL_SERVER_ERROR);
        let page = body::to_bytes(answer.into_body(), 1024 * 1024).await.unwrap();
        let page = String::from_utf8_lossy(&page);
        assert!(page.contains("<main") && !page.contains("has to be"), "{page}");
    }
}
