//! The pages of Azure AD B2C: sign up or sign in, edit the profile, reset the password.

use axum::http::StatusCode;
use axum::response::Response;

use crate::dev_tenant::endpoints::forms::open_form;
use crate::dev_tenant::endpoints::page_parts::{Offer, Summary, account_form, application, card, name_form};
use crate::dev_tenant::endpoints::reply;
use crate::dev_tenant::protocol::address;
use crate::dev_tenant::protocol::authorization_request::AuthorizationRequest;
use crate::dev_tenant::protocol::html::Html;
use crate::dev_tenant::protocol::policy::Policy;
use crate::dev_tenant::state::browser_session::Account;
use crate::dev_tenant::state::directory::Persona;
use crate::dev_tenant::state::lock::hold;
use crate::dev_tenant::state::open_forms::Waiting;
use crate::dev_tenant::state::tenant::Tenant;

/// Shows the account picker of a policy (user flow).
pub fn sign_in(tenant: &Tenant, request: AuthorizationRequest, policy: Policy, personas: &[Persona]) -> Response {
    let (heading, words) = match policy {
        Policy::SignUpSignIn => ("Sign in or sign up", "These users are fictitious and have no passwords."),
        Policy::EditProfile => ("Sign in to edit your profile", "These users are fictitious and have no passwords."),
        Policy::ResetPassword => {
            ("Reset your password", "Users of the dev tenant have no passwords. Choose your account.")
        }
    };
    let offer = Offer { tenant, personas, requested: &request.scopes, signed_in: &[], login_hint: None };
    let (cards, summary) = (offer.in_groups(), requested(&request));
    let form = open_form(tenant, Waiting::Account(Box::new(request)));
    let forgotten = match policy {
        Policy::SignUpSignIn => Html::filled(FORGOTTEN, [&Html::text(address::FORGOTTEN_PASSWORD), &form]),
        Policy::EditProfile | Policy::ResetPassword => Html::default(),
    };
    let accounts = account_form(address::ACCOUNT_CHOICE, &form, &cards);
    let sign_up = name_form(address::ACCOUNT_CHOICE, &form, ["Sign up", "Continue under this name"]);
    let content = Html::filled(SIGN_IN, [&summary, &Html::text(words), &accounts, &forgotten, &sign_up, &form]);
    reply::page(tenant, StatusCode::OK, heading, &content)
}

/// Shows the form in which a customer changes their name.
pub fn edit_profile(tenant: &Tenant, request: AuthorizationRequest, account: &Account) -> Response {
    let known = hold(&tenant.new_names).get(&account.persona.id).cloned();
    let name = Html::text(known.as_ref().unwrap_or(&account.persona.display_name));
    let summary = requested(&request);
    let waiting = Waiting::Profile { request: Box::new(request), persona_id: account.persona.id.clone() };
    let form = open_form(tenant, waiting);
    let content = Html::filled(PROFILE, [&summary, &card(&account.persona), &form, &name, &form]);
    reply::page(tenant, StatusCode::OK, "Edit your profile", &content)
}

fn requested(request: &AuthorizationRequest) -> Html {
    let name = application(&request.return_address.redirect_uri);
    let sentence = Html::filled("The {} wants to sign you in.", [&name]);
    Summary { sentence: &sentence, scopes: &Html::default(), request: Some(request) }.html()
}

const SIGN_IN: &str = r#"{}<p class="soft">{}</p>
{}{}{}<form method="post" action="/dev/account">
<input type="hidden" name="form" value="{}">
<button class="choice second" name="decision" value="decline">Cancel</button>
</form>
"#;

const FORGOTTEN: &str = r#"<p><a href="{}?form={}">Forgot your password?</a></p>
"#;

const PROFILE: &str = r#"{}{}<form method="post" action="/dev/profile">
<input type="hidden" name="form" value="{}">
<label for="display_name">Display name</label>
<input id="display_name" name="display_name" value="{}" required maxlength="120" autocomplete="off" dir="auto">
<p class="choices"><button class="choice">Continue</button></p>
</form>
<form method="post" action="/dev/profile">
<input type="hidden" name="form" value="{}">
<button class="choice second" name="decision" value="decline">Cancel</button>
</form>
"#;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_forms_of_the_policies_lead_to_existing_routes() {
        assert!(SIGN_IN.contains(address::ACCOUNT_CHOICE) && PROFILE.contains(address::PROFILE));
    }
}
