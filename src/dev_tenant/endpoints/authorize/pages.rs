//! The account picker, the consent page, and the page on which users confirm their identity.

mod customers;

use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;

use crate::dev_tenant::endpoints::forms::open_form;
use crate::dev_tenant::endpoints::page_parts::{account_buttons, account_choice, scope_list, scope_sentence};
use crate::dev_tenant::endpoints::reply;
use crate::dev_tenant::protocol::address;
use crate::dev_tenant::protocol::authorization_request::AuthorizationRequest;
use crate::dev_tenant::protocol::html::Html;
use crate::dev_tenant::protocol::scopes::Scopes;
use crate::dev_tenant::state::directory::{self, Persona};
use crate::dev_tenant::state::lock::hold;
use crate::dev_tenant::state::open_forms::Waiting;
use crate::dev_tenant::state::tenant::Tenant;

pub use customers::edit_profile;

/// Shows the account picker: first the accounts that are signed in in this browser. For users without consent, the buttons say which
/// scopes the user consents to by pressing them.
pub fn account_picker(tenant: &Tenant, headers: &HeaderMap, request: AuthorizationRequest) -> Response {
    let mut personas = directory::offered(tenant.flavour, request.authority);
    let signed_in = hold(&tenant.browser_sessions).accounts(headers);
    let is_signed_in = |persona: &Persona| signed_in.iter().any(|account| account.persona.id == persona.id);
    personas.sort_by_key(|persona| !is_signed_in(persona));
    if let Some(hint) = &request.domain_hint {
        personas.sort_by_key(|persona| !persona.matches_domain_hint(hint));
    }
    if let Some(hint) = &request.login_hint {
        personas.sort_by_key(|persona| !persona.matches_login_hint(hint));
    }
    if let Some(policy) = request.authority.policy {
        return customers::sign_in(tenant, request, policy, &personas);
    }
    let buttons = account_buttons(tenant, &personas, &request.scopes, is_signed_in);
    let requested = if tenant.flavour.requires_consent() { request.scopes.clone() } else { Scopes::new() };
    let everything = Html::text(&scope_sentence(&requested));
    let form = open_form(tenant, Waiting::Account(Box::new(request)));
    let label = Html::literal("Use another account: any name");
    let button = Html::filled("Continue under this name and allow: {}", [&everything]);
    let choice = account_choice(address::ACCOUNT_CHOICE, &form, &buttons, [&label, &button]);
    let content = Html::filled(PICKER, [&everything, &choice, &form]);
    reply::page(tenant, StatusCode::OK, "Pick an account", &content)
}

/// Shows the page that asks for consent to the requested scopes.
pub fn consent(tenant: &Tenant, request: AuthorizationRequest, persona: &Persona) -> Response {
    let allowed = scope_list(&request.scopes);
    let waiting = Waiting::Consent { request: Box::new(request), persona_id: persona.id.clone() };
    let form = open_form(tenant, waiting);
    let content = Html::filled(CONSENT, [&Html::text(&persona.display_name), &allowed, &form]);
    reply::page(tenant, StatusCode::OK, "Allow this application?", &content)
}

/// Shows the page that asks a signed-in user to confirm their identity. Entra ID would ask for a second factor.
pub fn confirmation(tenant: &Tenant, request: AuthorizationRequest, persona: &Persona) -> Response {
    let waiting = Waiting::Confirmation { request: Box::new(request), persona_id: persona.id.clone() };
    let form = open_form(tenant, waiting);
    let content = Html::filled(CONFIRMATION, [&Html::text(&persona.display_name), &form]);
    reply::page(tenant, StatusCode::OK, "Confirm that it is you", &content)
}

/// The HTML of the account picker. Its three forms have the same one-time value, so only the first sent form is
/// accepted.
const PICKER: &str = r#"<p>The application wants to: {}. These users are fictitious and have no passwords.</p>
{}<form method="post" action="/dev/account">
<input type="hidden" name="form" value="{}">
<button name="decision" value="decline">Decline and go back to the application</button>
</form>
"#;

const CONFIRMATION: &str = r#"<p><bdi dir="auto">{}</bdi>, the application needs you to confirm that it is you.</p>
<form method="post" action="/dev/confirmation">
<input type="hidden" name="form" value="{}">
<p><button name="decision" value="confirm">Confirm</button></p>
<p><button name="decision" value="decline">Decline</button></p>
</form>
"#;

const CONSENT: &str = r#"<p><bdi dir="auto">{}</bdi>, the application wants to:</p>
<ul>{}</ul>
<form method="post" action="/dev/consent">
<input type="hidden" name="form" value="{}">
<p><button name="decision" value="accept">Accept</button></p>
<p><button name="decision" value="decline">Decline</button></p>
</form>
"#;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_forms_lead_to_existing_routes() {
        assert!(PICKER.contains(address::ACCOUNT_CHOICE) && CONSENT.contains(address::CONSENT_CHOICE));
        assert!(CONFIRMATION.contains(address::CONFIRMATION));
    }
}
