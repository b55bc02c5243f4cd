//! The account picker, the consent page, and the page on which people confirm who they are.

mod customers;

use axum::http::StatusCode;
use axum::response::Response;

use super::request::AuthorizationRequest;
use crate::dev_tenant::directory::{self, Persona};
use crate::dev_tenant::form::Waiting;
use crate::dev_tenant::html::{self, Html};
use crate::dev_tenant::scopes::{self, Scopes};
use crate::dev_tenant::tenant::{Tenant, hold};

pub use customers::edit_profile;

/// Asks who it is. The button of somebody who has not consented yet says what it allows.
pub fn account_picker(tenant: &Tenant, request: AuthorizationRequest) -> Response {
    let mut personas = directory::offered(tenant.flavour, request.place);
    if let Some(hint) = &request.login_hint {
        personas.sort_by_key(|persona| !persona.is_meant_by(hint));
    }
    if let Some(policy) = request.place.policy {
        return customers::sign_in(tenant, request, policy, &personas);
    }
    let buttons = account_buttons(tenant, &personas, &request.scopes);
    let asked = if tenant.flavour.asks_for_consent() { request.scopes.clone() } else { Scopes::new() };
    let everything = Html::text(&sentence(&asked));
    let form = Html::text(&open(tenant, Waiting::Account(Box::new(request))));
    let content = Html::filled(PICKER, [&everything, &form, &buttons, &form, &everything, &form]);
    html::page(tenant, StatusCode::OK, "Pick an account", &content)
}

/// Asks whether the application may have what it asks for.
pub fn consent(tenant: &Tenant, request: AuthorizationRequest, persona: &Persona) -> Response {
    let allowed: Html = scopes::in_words(&request.scopes)
        .into_iter()
        .map(|words| Html::filled("<li>{}</li>", [&Html::text(words)]))
        .collect();
    let waiting = Waiting::Consent { request: Box::new(request), persona_id: persona.id.clone() };
    let form = Html::text(&open(tenant, waiting));
    let content = Html::filled(CONSENT, [&Html::text(&persona.display_name), &allowed, &form]);
    html::page(tenant, StatusCode::OK, "Allow this application?", &content)
}

/// Asks somebody who is signed in to confirm who they are: what a second factor would be asked for here.
pub fn confirmation(tenant: &Tenant, request: AuthorizationRequest, persona: &Persona) -> Response {
    let waiting = Waiting::Confirmation { request: Box::new(request), persona_id: persona.id.clone() };
    let form = Html::text(&open(tenant, waiting));
    let content = Html::filled(CONFIRMATION, [&Html::text(&persona.display_name), &form]);
    html::page(tenant, StatusCode::OK, "Confirm that it is you", &content)
}

/// Returns one list entry with a button for each persona.
pub fn account_buttons(tenant: &Tenant, personas: &[Persona], asked: &Scopes) -> Html {
    personas
        .iter()
        .map(|persona| {
            let allows = if tenant.has_consent(persona, asked) {
                String::new()
            } else {
                format!(" and allow: {}", sentence(asked))
            };
            let texts = [&persona.id, &persona.display_name, &allows, persona.own_address(), &persona.special];
            let [id, name, allows, address, special] = texts.map(Html::text);
            Html::filled(BUTTON, [&id, &name, &allows, &address, &special])
        })
        .collect()
}

fn sentence(asked: &Scopes) -> String {
    scopes::in_words(asked).join(", ")
}

fn open(tenant: &Tenant, waiting: Waiting) -> String {
    hold(&tenant.open_forms).open(waiting, tenant.clock.now())
}

const BUTTON: &str = r#"<li><button name="persona" value="{}">
<span>Continue as <bdi class="name" dir="auto">{}</bdi><small>{}</small></span>
<small><span dir="ltr">{}</span><span>({})</span></small>
</button></li>
"#;

/// Every one of the three forms carries the same value; whichever is sent first uses it up.
const PICKER: &str = r#"<p>The application asks to: {}. These people are made up, and none has a password.</p>
<form method="post" action="/dev/account">
<input type="hidden" name="form" value="{}">
<ul class="accounts">
{}</ul>
</form>
<form method="post" action="/dev/account">
<input type="hidden" name="form" value="{}">
<label for="another">Use another account: any name</label>
<input id="another" name="name" required maxlength="120" autocomplete="off" dir="auto">
<p><button>Continue under this name and allow: {}</button></p>
</form>
<form method="post" action="/dev/account">
<input type="hidden" name="form" value="{}">
<button name="decision" value="decline">Decline and go back to the application</button>
</form>
"#;

const CONFIRMATION: &str = r#"<p><bdi dir="auto">{}</bdi>, what the application wants to do needs one more proof that it is you.</p>
<form method="post" action="/dev/confirmation">
<input type="hidden" name="form" value="{}">
<p><button name="decision" value="confirm">Confirm</button></p>
<p><button name="decision" value="decline">Decline</button></p>
</form>
"#;

const CONSENT: &str = r#"<p><bdi dir="auto">{}</bdi>, the application asks you to allow that it may:</p>
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
    use crate::dev_tenant::address;

    #[test]
    fn the_forms_lead_to_the_routes_that_take_them() {
        assert!(PICKER.contains(address::ACCOUNT_CHOICE) && CONSENT.contains(address::CONSENT_CHOICE));
        assert!(CONFIRMATION.contains(address::CONFIRMATION));
    }
}
