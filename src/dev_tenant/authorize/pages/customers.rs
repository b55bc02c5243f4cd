//! The pages of Azure AD B2C: sign up or sign in, edit the profile, reset the password.

use axum::http::StatusCode;
use axum::response::Response;

use super::{account_buttons, open};
use crate::dev_tenant::address;
use crate::dev_tenant::authorize::AuthorizationRequest;
use crate::dev_tenant::browser_session::Account;
use crate::dev_tenant::directory::Persona;
use crate::dev_tenant::flavour::Policy;
use crate::dev_tenant::form::Waiting;
use crate::dev_tenant::html::{self, Html};
use crate::dev_tenant::tenant::{Tenant, hold};

/// Asks which customer it is, in the words of the policy.
pub fn sign_in(tenant: &Tenant, request: AuthorizationRequest, policy: Policy, personas: &[Persona]) -> Response {
    let (heading, words) = match policy {
        Policy::SignUpSignIn => ("Sign in or sign up", "These people are made up, and none has a password."),
        Policy::EditProfile => ("Sign in to edit your profile", "These people are made up, and none has a password."),
        Policy::ResetPassword => ("Reset your password", "Nobody here has a password. Say whose it would be."),
    };
    let buttons = account_buttons(tenant, personas, &request.scopes);
    let form = Html::text(&open(tenant, Waiting::Account(Box::new(request))));
    let forgotten = match policy {
        Policy::SignUpSignIn => Html::filled(FORGOTTEN, [&Html::text(address::FORGOTTEN_PASSWORD), &form]),
        Policy::EditProfile | Policy::ResetPassword => Html::default(),
    };
    let content = Html::filled(SIGN_IN, [&Html::text(words), &form, &buttons, &form, &forgotten, &form]);
    html::page(tenant, StatusCode::OK, heading, &content)
}

/// Lets a customer change their name.
pub fn edit_profile(tenant: &Tenant, request: AuthorizationRequest, account: &Account) -> Response {
    let known = hold(&tenant.new_names).get(&account.persona.id).cloned();
    let name = Html::text(known.as_ref().unwrap_or(&account.persona.display_name));
    let waiting = Waiting::Profile { request: Box::new(request), persona_id: account.persona.id.clone() };
    let form = Html::text(&open(tenant, waiting));
    let content = Html::filled(PROFILE, [&form, &name, &form]);
    html::page(tenant, StatusCode::OK, "Edit your profile", &content)
}

const SIGN_IN: &str = r#"<p>{}</p>
<form method="post" action="/dev/account">
<input type="hidden" name="form" value="{}">
<ul class="accounts">
{}</ul>
</form>
<form method="post" action="/dev/account">
<input type="hidden" name="form" value="{}">
<label for="another">Sign up: any name</label>
<input id="another" name="name" required maxlength="120" autocomplete="off" dir="auto">
<p><button>Continue under this name</button></p>
</form>
{}<form method="post" action="/dev/account">
<input type="hidden" name="form" value="{}">
<button name="decision" value="decline">Cancel</button>
</form>
"#;

const FORGOTTEN: &str = r#"<p><a href="{}?form={}">Forgot your password?</a></p>
"#;

const PROFILE: &str = r#"<form method="post" action="/dev/profile">
<input type="hidden" name="form" value="{}">
<label for="display_name">Display name</label>
<input id="display_name" name="display_name" value="{}" required maxlength="120" autocomplete="off" dir="auto">
<p><button>Continue</button></p>
</form>
<form method="post" action="/dev/profile">
<input type="hidden" name="form" value="{}">
<button name="decision" value="decline">Cancel</button>
</form>
"#;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_forms_of_the_policies_lead_to_the_routes_that_take_them() {
        assert!(SIGN_IN.contains(address::ACCOUNT_CHOICE) && PROFILE.contains(address::PROFILE));
    }
}
