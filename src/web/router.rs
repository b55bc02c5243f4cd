//! The whole surface of the app on one page.

use std::sync::Arc;

use axum::{
    Router,
    http::StatusCode,
    middleware,
    response::IntoResponse,
    routing::{get, post},
};
use tower_http::{catch_panic::CatchPanicLayer, limit::RequestBodyLimitLayer};
use tower_sessions::{SessionManagerLayer, cookie::SameSite};

use super::{
    Frame, SiteFiles, callback, device_code, home,
    layers::{self, CrossSiteGuard},
    page::PageAnswer,
    server_functions, sign_in, sign_in_failed, sign_out,
};
use crate::{
    error::AppError,
    model::{ConfigFinding, View},
    paths,
    server::Services,
};

/// No request of this app has a larger body.
const LARGEST_BODY: usize = 64 * 1024;

/// What every handler gets.
pub type State = axum::extract::State<Arc<Services>>;

/// Returns the app.
pub fn app(services: &Arc<Services>, files: SiteFiles) -> Router {
    let relying_party = &services.relying_party;
    let frame = Frame::new(services.dev_tenant, &relying_party.own_address("/"), &files);
    let sessions = SessionManagerLayer::new(services.store.clone())
        .with_name(services.cookies.session())
        .with_secure(services.cookies.secure)
        .with_http_only(true)
        .with_same_site(SameSite::Lax)
        .with_path("/");
    let mut pages = Router::new()
        .route(paths::HOME, get(home::home))
        .route(paths::SIGN_IN, get(sign_in::sign_in))
        .route(paths::SIGN_IN_FAILED, get(sign_in_failed::sign_in_failed))
        .route(paths::DEVICE_CODE, get(device_code::device_code))
        .route(paths::SIGNED_OUT, get(sign_out::signed_out))
        .route(paths::SIGN_OUT, post(sign_out::sign_out))
        .route(paths::CALL_API, post(server_functions::call_api).get(server_functions::back_home))
        .route(paths::POLL_DEVICE_CODE, post(device_code::poll));
    if let Some(path) = relying_party.callback_path() {
        pages = pages.route(&path, get(callback::callback));
    }
    let guard = CrossSiteGuard::new(&relying_party.own_address("/"));
    let pages = pages
        .fallback(not_found)
        .method_not_allowed_fallback(wrong_method)
        .layer(sessions)
        .layer(middleware::from_fn_with_state(guard, layers::refuse_cross_site))
        .with_state(Arc::clone(services));
    framed(files.routes().merge(pages), frame)
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
        .layer(CatchPanicLayer::custom(|_| PageAnswer::error(AppError::Unexpected).into_response()))
        .layer(middleware::from_fn_with_state(Arc::new(frame), layers::render_and_protect))
        .layer(middleware::from_fn(layers::known_methods))
        .layer(middleware::from_fn(layers::trace))
}

async fn not_found() -> PageAnswer {
    PageAnswer::new(StatusCode::NOT_FOUND, View::NotFound)
}

async fn wrong_method() -> PageAnswer {
    PageAnswer::new(StatusCode::METHOD_NOT_ALLOWED, View::Failed(AppError::BadRequest))
}
