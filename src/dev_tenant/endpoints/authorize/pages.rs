//! The account picker, the consent page, and the page on which users confirm their identity.

mod customers;

use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;

use crate::dev_tenant::endpoints::forms::open_form;
use crate::dev_tenant::endpoints::page_parts::{
    Offer, Summary, account_form, application, card, name_form, needs_administrator, scope_list,
};
use crate::dev_tenant::endpoints::reply;
use crate::dev_tenant::protocol::address;
use crate::dev_tenant::protocol::authorization_request::{AuthorizationRequest, Prompt};
use crate::dev_tenant::protocol::html::Html;
use crate::dev_tenant::protocol::scopes::Scopes;
use crate::dev_tenant::state::directory::{self, Persona};
use crate::dev_tenant::state::lock::hold;
use crate::dev_tenant::state::open_forms::Waiting;
use crate::dev_tenant::state::tenant::Tenant;

pub use customers::edit_profile;

/// Shows the account picker: first the accounts that the request names, then those that are signed in in this browser. The
/// page lists once what the application may do with the consent that the choice of an account gives.
pub fn account_picker(tenant: &Tenant, headers: &HeaderMap, request: AuthorizationRequest) -> Response {
    let signed_in = hold(&tenant.browser_sessions).accounts(headers);
    let mut personas = directory::offered(tenant.flavour, request.authority);
    personas.sort_by_key(|persona| !signed_in.iter().any(|account| account.persona.id == persona.id));
    if let Some(hint) = &request.domain_hint {
        personas.sort_by_key(|persona| !persona.matches_domain_hint(hint));
    }
    if let Some(hint) = &request.login_hint {
        personas.sort_by_key(|persona| !persona.matches_login_hint(hint));
    }
    if let Some(policy) = request.authority.policy {
        return customers::sign_in(tenant, request, policy, &personas);
    }
    let offer = Offer {
        tenant,
        personas: &personas,
        requested: &request.scopes,
        signed_in: &signed_in,
        login_hint: request.login_hint.as_deref(),
    };
    let (cards, note) = (offer.in_groups(), Html::literal(consent_note(&offer)));
    let summary = requested(&request, |scope| {
        (tenant.flavour.requires_consent() && needs_administrator(scope)).then_some("allowed by an administrator")
    });
    let creates = request.prompt == Prompt::Create;
    let form = open_form(tenant, Waiting::Account(Box::new(request)));
    let accounts = account_form(address::ACCOUNT_CHOICE, &form, &cards);
    let [heading, other, button] = if creates {
        ["Create an account", "New account", "Create the account"]
    } else {
        ["Pick an account", "Use another account", "Continue under this name"]
    };
    let other = name_form(address::ACCOUNT_CHOICE, &form, [other, button]);
    let [first, second] = if creates { [other, accounts] } else { [accounts, other] };
    let content = Html::filled(PICKER, [&summary, &note, &first, &second, &form]);
    reply::page(tenant, StatusCode::OK, heading, &content)
}

/// Shows the page that asks for consent to the requested scopes.
pub fn consent(tenant: &Tenant, request: AuthorizationRequest, persona: &Persona) -> Response {
    let summary = requested(&request, |scope| {
        if needs_administrator(scope) {
            return Some("allowed by an administrator");
        }
        tenant.has_consent(persona, &Scopes::from([scope.clone()])).then_some("allowed before")
    });
    let waiting = Waiting::Consent { request: Box::new(request), persona_id: persona.id.clone() };
    let form = open_form(tenant, waiting);
    let content = Html::filled(CONSENT, [&card(persona), &summary, &form]);
    reply::page(tenant, StatusCode::OK, "Allow this application?", &content)
}

/// Shows the page that asks a signed-in user to confirm their identity. Entra ID would ask for a second factor.
pub fn confirmation(tenant: &Tenant, request: AuthorizationRequest, persona: &Persona) -> Response {
    let name = application(&request.return_address.redirect_uri);
    let sentence = Html::filled("The {} needs you to confirm that it is you.", [&name]);
    let summary = Summary { sentence: &sentence, scopes: &Html::default(), request: Some(&request) }.html();
    let waiting = Waiting::Confirmation { request: Box::new(request), persona_id: persona.id.clone() };
    let form = open_form(tenant, waiting);
    let content = Html::filled(CONFIRMATION, [&card(persona), &summary, &form]);
    reply::page(tenant, StatusCode::OK, "Confirm that it is you", &content)
}

/// Returns the summary of a request with its scopes, each with the remark of `remark_on`.
fn requested(request: &AuthorizationRequest, remark_on: impl Fn(&String) -> Option<&'static str>) -> Html {
    let name = application(&request.return_address.redirect_uri);
    let sentence = Html::filled("The {} wants to:", [&name]);
    let scopes = scope_list(&request.scopes, remark_on);
    Summary { sentence: &sentence, scopes: &scopes, request: Some(request) }.html()
}

/// Returns the sentence about the consent that the choice of an account gives.
fn consent_note(offer: &Offer<'_>) -> &'static str {
    if !offer.tenant.flavour.requires_consent() {
        "The administrator has allowed this for all users."
    } else if offer.asks_for_consent() {
        "By choosing an account you allow this."
    } else {
        "All these users have allowed this."
    }
}

/// The HTML of the account picker. Its three forms have the same one-time value, so only the first sent form is
/// accepted.
const PICKER: &str = r#"{}<p class="soft">{} These users are fictitious and have no passwords.</p>
{}{}<form method="post" action="/dev/account">
<input type="hidden" name="form" value="{}">
<button class="choice second" name="decision" value="decline">Decline and go back to the application</button>
</form>
"#;

const CONFIRMATION: &str = r#"{}{}<p class="soft">A real tenant would ask for a second factor here.</p>
<form method="post" action="/dev/confirmation">
<input type="hidden" name="form" value="{}">
<p class="choices">
<button class="choice" name="decision" value="confirm">Confirm</button>
<button class="choice second" name="decision" value="decline">Decline</button>
</p>
</form>
"#;

const CONSENT: &str = r#"{}{}<form method="post" action="/dev/consent">
<input type="hidden" name="form" value="{}">
<p class="choices">
<button class="choice" name="decision" value="accept">Accept</button>
<button class="choice second" name="decision" value="decline">Decline</button>
</p>
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
