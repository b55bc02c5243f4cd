//! The authorization response: back to the application in the way it asked for.

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use url::form_urlencoded;

use super::request::{ResponseMode, ReturnAddress};
use crate::dev_tenant::html::{self, Html};
use crate::dev_tenant::tenant::Tenant;

/// Sends the parameters, and the `state` as it came.
pub fn send_back(tenant: &Tenant, address: &ReturnAddress, mut parameters: Vec<(&'static str, String)>) -> Response {
    parameters.extend(address.state.clone().map(|state| ("state", state)));
    // RFC 9207; Entra ID sends none.
    parameters.extend(tenant.switches.response_issuer().map(|issuer| ("iss", issuer)));
    match address.response_mode {
        ResponseMode::Query => {
            let separator = if address.redirect_uri.contains('?') { '&' } else { '?' };
            redirect(&format!("{}{separator}{}", address.redirect_uri, encoded(&parameters)))
        }
        ResponseMode::Fragment => redirect(&format!("{}#{}", address.redirect_uri, encoded(&parameters))),
        ResponseMode::FormPost => by_form(tenant, address, &parameters),
    }
}

/// Answers 302, as Entra ID does.
pub fn redirect(location: &str) -> Response {
    match HeaderValue::try_from(location) {
        Ok(location) => {
            let headers = [(header::LOCATION, location), (header::CACHE_CONTROL, HeaderValue::from_static("no-store"))];
            (StatusCode::FOUND, headers).into_response()
        }
        Err(_) => StatusCode::BAD_REQUEST.into_response(),
    }
}

fn encoded(parameters: &[(&'static str, String)]) -> String {
    form_urlencoded::Serializer::new(String::new()).extend_pairs(parameters).finish()
}

/// A form to the redirect URI that sends itself (OAuth 2.0 Form Post Response Mode), with a button for those without
/// scripts.
fn by_form(tenant: &Tenant, address: &ReturnAddress, parameters: &[(&'static str, String)]) -> Response {
    let fields: Html = parameters
        .iter()
        .map(|(name, value)| {
            Html::filled(r#"<input type="hidden" name="{}" value="{}">"#, [&Html::text(name), &Html::text(value)])
        })
        .collect();
    let content = Html::filled(
        r#"<form method="post" action="{}">{}<button>Continue to the application</button></form>"#,
        [&Html::text(&address.redirect_uri), &fields],
    );
    html::page_that_sends_itself(tenant, "One more step", &content)
}
