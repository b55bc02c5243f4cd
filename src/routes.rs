//! The routes of the app: [`table`] lists the pages, the forms, and the starts of sign-ins.
//!
//! The table feeds the router, the reserved paths, the navigation, and the tests that visit every page. The kind of a route
//! decides the allowed methods, the response to `HEAD`, and the rate limit.

mod kind;
mod router;

use std::sync::Arc;

use axum::routing::{MethodRouter, get};
use openidconnect::Scope;

pub use self::{
    kind::{Kind, Route},
    router::{app, management, not_configured, probes_not_configured},
};
use crate::{
    endpoints::{
        allow, call_api, callback, is_signed_in, language, me, orders, photo, poll_device_code, resume_action, sign_in,
        sign_out, user_flows,
    },
    pages::{
        accounts, admin_consent, administration, calendar, dashboard, device_code, home, mail, orders as my_orders,
        profile, sessions, setup, sign_in_failed, signed_out, styleguide,
    },
    paths,
    server::{Services, graph},
};

/// Returns every route within the session layer and the guard against cross-site requests, except the redirect URI.
pub fn table() -> Vec<Route> {
    vec![
        Route::page(paths::HOME, home::home).in_navigation("navigation-home"),
        Route::page(paths::DASHBOARD, dashboard::dashboard)
            .in_navigation("navigation-dashboard")
            .can_request(dashboard::scopes()),
        Route::at_provider(paths::ALLOW, allow::allow).only_if(graph::is_available),
        Route::page(paths::PROFILE, profile::profile).in_navigation("navigation-profile"),
        Route::image(paths::PHOTO, photo::photo).only_if(graph::is_available),
        Route::page(paths::MAIL, mail::mail)
            .in_navigation_if("navigation-mail", graph::has_microsoft_365)
            .only_if(graph::accepts_app_tokens),
        Route::page(calendar::PATH, calendar::calendar)
            .in_navigation_if("navigation-calendar", graph::has_microsoft_365)
            .only_if(graph::accepts_app_tokens),
        Route::page(my_orders::PATH, my_orders::orders)
            .in_navigation("navigation-orders")
            .only_if(my_orders::is_available),
        Route::form(paths::PLACE_ORDER, my_orders::place).opened_at(my_orders::PATH).only_if(my_orders::is_available),
        Route::page(paths::SESSIONS, sessions::sessions),
        Route::page(paths::ADMINISTRATION, administration::administration),
        Route::form(paths::FIND_USER, administration::find).opened_at(paths::ADMINISTRATION),
        Route::form(paths::END_USER_SESSIONS, administration::end).opened_at(paths::ADMINISTRATION),
        Route::page(paths::ACCOUNTS, accounts::accounts),
        Route::page(paths::DEVICE_CODE, device_code::device_code),
        Route::page(paths::SIGN_IN_FAILED, sign_in_failed::sign_in_failed),
        Route::page(paths::SIGNED_OUT, signed_out::signed_out),
        Route::page(paths::ADMIN_CONSENT, admin_consent::explain),
        Route::checks(paths::SETUP, setup::setup).only_if(Services::has_setup),
        Route::page(styleguide::PATH, styleguide::styleguide).only_if(|services| services.dev_tenant),
        Route::once(paths::ADMIN_CONSENT_RESULT, admin_consent::result),
        Route::at_provider(paths::SIGN_IN, sign_in::sign_in),
        Route::form_at_provider(paths::BEGIN_DEVICE_CODE, sign_in::begin_device_code)
            .opened_at(paths::SIGN_IN)
            .only_if(Services::signs_in_by_device_code),
        Route::at_provider(paths::ADMIN_CONSENT_BEGIN, admin_consent::begin),
        Route::at_provider(paths::EDIT_PROFILE, user_flows::edit_profile),
        Route::at_provider(paths::RESET_PASSWORD, user_flows::reset),
        Route::action(paths::CONTINUE, resume_action::resume_action),
        Route::form(paths::END_SESSION, sessions::end).opened_at(paths::SESSIONS),
        Route::form(paths::END_OTHER_SESSIONS, sessions::end_others).opened_at(paths::SESSIONS),
        Route::form(paths::SIGN_OUT_EVERYWHERE, sessions::sign_out_everywhere).opened_at(paths::SESSIONS),
        Route::form(paths::SWITCH_ACCOUNT, accounts::switch).opened_at(paths::ACCOUNTS),
        Route::form(paths::SIGN_OUT_OF_ALL_ACCOUNTS, accounts::sign_out).opened_at(paths::ACCOUNTS),
        Route::form(paths::SIGN_OUT, sign_out::sign_out).opened_at(paths::HOME),
        Route::form(paths::CALL_API, call_api::call_api).opened_at(paths::HOME),
        Route::form(paths::IS_SIGNED_IN, is_signed_in::is_signed_in).opened_at(paths::HOME),
        Route::form(paths::POLL_DEVICE_CODE, poll_device_code::poll_device_code),
        Route::form(paths::LANGUAGE, language::choose).opened_at(paths::HOME),
    ]
}

/// Returns the routes of the protected API. The handler of each takes a [`Bearer`](crate::server::Bearer), because these routes
/// have neither a session nor the guard against cross-site requests. They exist only if `API_AUDIENCE` is set.
pub fn protected_api() -> Vec<(&'static str, MethodRouter<Arc<Services>>)> {
    vec![
        (paths::ORDERS, get(orders::list).post(orders::place)),
        (paths::ORDER, get(orders::show)),
        (paths::API_ME, get(me::show)),
    ]
}

/// Returns the paths that `REDIRECT_URI` must not have.
pub fn reserved_paths() -> Vec<String> {
    table()
        .into_iter()
        .map(|route| route.path)
        .chain(protected_api().into_iter().map(|(path, _)| path.to_owned()))
        .chain([paths::CSP_REPORT, paths::HEALTH_LIVE, paths::HEALTH_READY, paths::LOGO].map(str::to_owned))
        .collect()
}

/// Returns the scopes that pages need in addition to `SCOPE`. The app registration lists them.
pub fn scopes_of_pages() -> Vec<Scope> {
    table().into_iter().flat_map(|route| route.scopes).collect()
}

/// Returns the routes of an app with these services: those of the table whose condition holds, and the redirect URI.
pub fn of(services: &Services) -> Vec<Route> {
    let callback = services.auth.relying_party.callback_path().map(|path| Route::callback(path, callback::by_query));
    table().into_iter().filter(|route| route.exists(services)).chain(callback).collect()
}
