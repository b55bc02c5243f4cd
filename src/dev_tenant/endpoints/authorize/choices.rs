//! The buttons of the dev tenant's pages during a sign-in: choose an account, accept, confirm, cancel.

use axum::body::Bytes;
use axum::extract::{RawQuery, State};
use axum::http::HeaderMap;
use axum::response::Response;

use crate::dev_tenant::endpoints::authorize::code::issue_code;
use crate::dev_tenant::endpoints::authorize::decision::proceed;
use crate::dev_tenant::endpoints::authorize::pages;
use crate::dev_tenant::endpoints::authorize::refusal::{declined, refuse};
use crate::dev_tenant::endpoints::error_pages::{problem_page, stale_form};
use crate::dev_tenant::endpoints::forms::sent_form;
use crate::dev_tenant::endpoints::page_parts::chosen_persona;
use crate::dev_tenant::endpoints::reply::with_cookie;
use crate::dev_tenant::protocol::aadsts::Aadsts;
use crate::dev_tenant::protocol::authorization_request::{AuthorizationRequest, Prompt};
use crate::dev_tenant::protocol::parameters::Parameters;
use crate::dev_tenant::protocol::problem::Problem;
use crate::dev_tenant::state::browser_session::Account;
use crate::dev_tenant::state::directory::{self, Persona};
use crate::dev_tenant::state::lock::hold;
use crate::dev_tenant::state::open_forms::Waiting;
use crate::dev_tenant::state::tenant::{SharedTenant, Tenant};

/// `POST /dev/account`: the buttons of the account picker.
pub async fn choose_account(State(tenant): State<SharedTenant>, headers: HeaderMap, body: Bytes) -> Response {
    let Some((parameters, Waiting::Account(request))) = sent_form(&tenant, &headers, &body) else {
        return stale_form(&tenant);
    };
    if parameters.get("decision") == Some("decline") {
        return refuse(&tenant, &headers, &request.return_address, declined(&tenant));
    }
    let Some(persona) = chosen_persona(&parameters) else {
        return pages::account_picker(&tenant, &headers, *request);
    };
    if !directory::may_sign_in(tenant.flavour, request.authority, &persona) {
        return problem_page(&tenant, &headers, not_of_this_tenant(&persona));
    }
    if request.prompt == Prompt::Consent {
        return pages::consent(&tenant, *request, &persona);
    }
    admit(&tenant, &headers, *request, &persona)
}

/// `POST /dev/consent`: the two buttons of the consent page.
pub async fn choose_consent(State(tenant): State<SharedTenant>, headers: HeaderMap, body: Bytes) -> Response {
    let Some((parameters, Waiting::Consent { request, persona_id })) = sent_form(&tenant, &headers, &body) else {
        return stale_form(&tenant);
    };
    if parameters.get("decision") != Some("accept") {
        return refuse(&tenant, &headers, &request.return_address, declined(&tenant));
    }
    match directory::by_id(&persona_id) {
        Some(persona) => admit(&tenant, &headers, *request, &persona),
        None => stale_form(&tenant),
    }
}

/// `POST /dev/confirmation`: the user confirms their identity, as a claims challenge demands.
pub async fn confirm(State(tenant): State<SharedTenant>, headers: HeaderMap, body: Bytes) -> Response {
    let Some((parameters, Waiting::Confirmation { request, persona_id })) = sent_form(&tenant, &headers, &body) else {
        return stale_form(&tenant);
    };
    if parameters.get("decision") != Some("confirm") {
        return refuse(&tenant, &headers, &request.return_address, declined(&tenant));
    }
    match signed_in(&tenant, &headers, &persona_id) {
        Some(account) => issue_code(&tenant, &request, &Account { auth_time: tenant.clock.seconds(), ..account }),
        None => stale_form(&tenant),
    }
}

/// `POST /dev/profile`: a customer changes their name in the user flow for editing the profile, or cancels.
pub async fn edit_profile(State(tenant): State<SharedTenant>, headers: HeaderMap, body: Bytes) -> Response {
    let Some((parameters, Waiting::Profile { request, persona_id })) = sent_form(&tenant, &headers, &body) else {
        return stale_form(&tenant);
    };
    let new_name = parameters.owned("display_name").filter(|_| parameters.get("decision") != Some("decline"));
    let Some(new_name) = new_name else {
        return refuse(&tenant, &headers, &request.return_address, declined(&tenant));
    };
    match signed_in(&tenant, &headers, &persona_id) {
        Some(account) => {
            hold(&tenant.new_names).insert(persona_id, new_name);
            issue_code(&tenant, &request, &account)
        }
        None => stale_form(&tenant),
    }
}

/// `GET /dev/forgotten-password?form=…`: the link "Forgot your password?" of the sign-in page. The application gets an
/// error, after which it starts the policy for password reset.
pub async fn forgotten_password(
    State(tenant): State<SharedTenant>,
    headers: HeaderMap,
    RawQuery(query): RawQuery,
) -> Response {
    let parameters = Parameters::of_query(query.as_deref()).unwrap_or_default();
    let waiting = hold(&tenant.open_forms).take(&parameters, tenant.clock.now());
    let Some(Waiting::Account(request)) = waiting.filter(|_| tenant.flavour.is_b2c()) else {
        return stale_form(&tenant);
    };
    let problem =
        Problem::bad_request("access_denied", Aadsts::B2C_PASSWORD_FORGOTTEN, "The user has forgotten their password.");
    refuse(&tenant, &headers, &request.return_address, problem)
}

/// Signs the persona in, stores the consent that the pressed button gave, and continues with the authorization request.
fn admit(tenant: &Tenant, headers: &HeaderMap, request: AuthorizationRequest, persona: &Persona) -> Response {
    let admitted = hold(&tenant.browser_sessions).sign_in(headers, &persona.id, tenant.clock.seconds());
    let Some((account, cookie)) = admitted else { return stale_form(tenant) };
    hold(&tenant.consents).give(&persona.id, &request.scopes);
    with_cookie(proceed(tenant, headers, request, &account), cookie)
}

fn signed_in(tenant: &Tenant, headers: &HeaderMap, persona_id: &str) -> Option<Account> {
    let accounts = hold(&tenant.browser_sessions).accounts(headers);
    accounts.into_iter().find(|account| account.persona.id == persona_id)
}

fn not_of_this_tenant(persona: &Persona) -> Problem {
    let message = format!(
        "User account '{}' from identity provider does not exist in this tenant and cannot access the application. The account needs to be added as an external user in the tenant first.",
        persona.user_principal_name
    );
    Problem::bad_request("invalid_request", Aadsts::USER_OF_ANOTHER_TENANT, &message)
}
