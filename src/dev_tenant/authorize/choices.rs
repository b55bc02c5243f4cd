//! What the buttons of the pages do: choose an account, allow, confirm, cancel.

use axum::body::Bytes;
use axum::extract::{RawQuery, State};
use axum::http::HeaderMap;
use axum::response::Response;

use super::decision::go_through;
use super::request::{AuthorizationRequest, Prompt};
use super::{code::give_code, declined, pages, refuse, with_cookie};
use crate::dev_tenant::browser_session::Account;
use crate::dev_tenant::directory::{self, Persona};
use crate::dev_tenant::form::{Parameters, Waiting};
use crate::dev_tenant::guards::is_from_our_page;
use crate::dev_tenant::html::{problem_page, stale_form};
use crate::dev_tenant::problem::Problem;
use crate::dev_tenant::router::correlation_id;
use crate::dev_tenant::tenant::{SharedTenant, Tenant, hold};

/// `POST /dev/account`: the buttons of the account picker.
pub async fn choose_account(State(tenant): State<SharedTenant>, headers: HeaderMap, body: Bytes) -> Response {
    let Some((parameters, Waiting::Account(request))) = sent_form(&tenant, &headers, &body) else {
        return stale_form(&tenant);
    };
    if parameters.get("decision") == Some("decline") {
        return refuse(&tenant, &headers, &request.return_address, declined(&tenant));
    }
    let chosen = parameters.get("persona").and_then(directory::by_id);
    let Some(persona) = chosen.or_else(|| directory::another_account(parameters.get("name")?)) else {
        return pages::account_picker(&tenant, *request);
    };
    if !directory::may_sign_in(tenant.flavour, request.place, &persona) {
        return problem_page(&tenant, &not_of_this_tenant(&persona).report(&tenant, correlation_id(&headers)));
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

/// `POST /dev/confirmation`: the person confirms who they are, as a claims challenge asks for.
pub async fn confirm(State(tenant): State<SharedTenant>, headers: HeaderMap, body: Bytes) -> Response {
    let Some((parameters, Waiting::Confirmation { request, persona_id })) = sent_form(&tenant, &headers, &body) else {
        return stale_form(&tenant);
    };
    if parameters.get("decision") != Some("confirm") {
        return refuse(&tenant, &headers, &request.return_address, declined(&tenant));
    }
    match signed_in(&tenant, &headers, &persona_id) {
        Some(account) => give_code(&tenant, &request, &Account { auth_time: tenant.clock.seconds(), ..account }),
        None => stale_form(&tenant),
    }
}

/// `POST /dev/profile`: a customer gives themselves another name, or leaves everything as it is.
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
            give_code(&tenant, &request, &account)
        }
        None => stale_form(&tenant),
    }
}

/// `GET /dev/forgotten-password?form=…`: the link of the sign-in page. The application is told, and knows the policy to
/// go on with.
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
    let problem = Problem::bad_request("access_denied", 90118, "The user has forgotten their password.");
    refuse(&tenant, &headers, &request.return_address, problem)
}

/// Takes out what one of our forms was for, if it was sent from our page.
pub fn sent_form(tenant: &Tenant, headers: &HeaderMap, body: &[u8]) -> Option<(Parameters, Waiting)> {
    if !is_from_our_page(tenant, headers) {
        return None;
    }
    let parameters = Parameters::of_body(headers, body).ok()?;
    let waiting = hold(&tenant.open_forms).take(&parameters, tenant.clock.now())?;
    Some((parameters, waiting))
}

/// Signs the persona in here, notes the consent that the pressed button stands for, and goes on.
fn admit(tenant: &Tenant, headers: &HeaderMap, request: AuthorizationRequest, persona: &Persona) -> Response {
    let admitted = hold(&tenant.browser_sessions).sign_in(headers, &persona.id, tenant.clock.seconds());
    let Some((account, cookie)) = admitted else { return stale_form(tenant) };
    hold(&tenant.consents).give(&persona.id, &request.scopes);
    with_cookie(go_through(tenant, headers, request, &account), cookie)
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
    Problem::bad_request("invalid_request", 50020, &message)
}
