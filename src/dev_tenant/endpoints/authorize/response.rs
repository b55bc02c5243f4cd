//! Sends an authorization response in the response mode that the request names.

use axum::response::Response;
use url::form_urlencoded;

use crate::dev_tenant::endpoints::reply::{self, redirect};
use crate::dev_tenant::protocol::authorization_request::{ResponseMode, ReturnAddress};
use crate::dev_tenant::protocol::html::Html;
use crate::dev_tenant::state::tenant::Tenant;

/// Sends the parameters of an authorization response to the redirect URI, with the `state` of the request.
pub fn send_back(tenant: &Tenant, address: &ReturnAddress, mut parameters: Vec<(&'static str, String)>) -> Response {
    parameters.extend(address.state.clone().map(|state| ("state", state)));
    // `iss` (RFC 9207) is sent only if a test has set it. Entra ID does not send it.
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

fn encoded(parameters: &[(&'static str, String)]) -> String {
    form_urlencoded::Serializer::new(String::new()).extend_pairs(parameters).finish()
}

/// Returns a page with a form to the redirect URI that sends itself (OAuth 2.0 Form Post Response Mode). Its button is
/// for browsers without JavaScript.
fn by_form(tenant: &Tenant, address: &ReturnAddress, parameters: &[(&'static str, String)]) -> Response {
    let fields: Html = parameters
        .iter()
        .map(|(name, value)| {
            Html::filled(r#"<input type="hidden" name="{}" value="{}">"#, [&Html::text(name), &Html::text(value)])
        })
        .collect();
    let content = Html::filled(
        r#"<form method="post" action="{}">{}<button class="choice">Continue to the application</button></form>"#,
        [&Html::text(&address.redirect_uri), &fields],
    );
    reply::page_that_sends_itself(tenant, "One more step", &content)
}
