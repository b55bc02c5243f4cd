//! The decision about an authorization request: a code, one of the pages, or an error.

use axum::http::HeaderMap;
use axum::response::Response;

use crate::dev_tenant::endpoints::authorize::code::issue_code;
use crate::dev_tenant::endpoints::authorize::pages;
use crate::dev_tenant::endpoints::authorize::refusal::refuse;
use crate::dev_tenant::protocol::aadsts::Aadsts;
use crate::dev_tenant::protocol::authorization_request::{AuthorizationRequest, Prompt};
use crate::dev_tenant::protocol::policy::Policy;
use crate::dev_tenant::protocol::problem::Problem;
use crate::dev_tenant::protocol::scopes;
use crate::dev_tenant::state::browser_session::Account;
use crate::dev_tenant::state::directory;
use crate::dev_tenant::state::lock::hold;
use crate::dev_tenant::state::tenant::Tenant;

enum Step {
    Proceed(Account),
    AskConsent(Account),
    ChooseAccount,
    Refuse(Problem),
}

/// Responds to a valid authorization request with a code, a page or an error.
pub fn decide(tenant: &Tenant, headers: &HeaderMap, request: AuthorizationRequest) -> Response {
    let accounts = hold(&tenant.browser_sessions).accounts(headers);
    match next_step(tenant, &request, accounts) {
        Step::Proceed(account) => proceed(tenant, headers, request, &account),
        Step::AskConsent(account) => pages::consent(tenant, request, &account.persona),
        Step::ChooseAccount => pages::account_picker(tenant, headers, request),
        Step::Refuse(problem) => refuse(tenant, headers, &request.return_address, problem),
    }
}

/// Continues an authorization request whose user is signed in and has consented.
pub fn proceed(tenant: &Tenant, headers: &HeaderMap, request: AuthorizationRequest, account: &Account) -> Response {
    let edits_profile = request.authority.policy == Some(Policy::EditProfile);
    if request.prompt == Prompt::Nothing && (edits_profile || request.claims.is_challenge) {
        return refuse(tenant, headers, &request.return_address, interaction_required(&request));
    }
    if edits_profile {
        return pages::edit_profile(tenant, request, account);
    }
    // `acr` is a voluntary claim, so a request with `prompt=none` succeeds without it.
    let wants_acr = request.acr.is_some() && request.prompt != Prompt::Nothing;
    if request.claims.is_challenge || wants_acr {
        return pages::confirmation(tenant, request, &account.persona);
    }
    issue_code(tenant, &request, account)
}

fn next_step(tenant: &Tenant, request: &AuthorizationRequest, mut accounts: Vec<Account>) -> Step {
    let now = tenant.clock.seconds();
    accounts.retain(|account| directory::may_sign_in(tenant.flavour, request.authority, &account.persona));
    accounts.retain(|account| request.max_age.is_none_or(|age| now <= account.auth_time + age));
    if let Some(hint) = &request.login_hint {
        accounts.retain(|account| account.persona.matches_login_hint(hint));
    }
    if let Some(hint) = &request.domain_hint {
        accounts.retain(|account| account.persona.matches_domain_hint(hint));
    }
    if request.authority.policy == Some(Policy::ResetPassword) {
        accounts.clear();
    }
    let allowed = hold(&tenant.consents).administrator_allows(scopes::for_administrators(&request.scopes));
    if !allowed {
        return Step::Refuse(Problem::administrator_needed());
    }
    let consented = |account: &Account| tenant.has_consent(&account.persona, &request.scopes);
    let several = accounts.len() > 1;
    match (request.prompt, accounts.pop()) {
        (Prompt::Nothing, None) => Step::Refuse(not_signed_in(tenant)),
        (Prompt::Nothing, Some(_)) if several => Step::Refuse(which_account()),
        (Prompt::Nothing, Some(account)) if !consented(&account) => {
            Step::Refuse(Problem { error: "consent_required".to_owned(), ..Problem::consent_required() })
        }
        (Prompt::Nothing, Some(account)) => Step::Proceed(account),
        (Prompt::Login | Prompt::SelectAccount | Prompt::Create, _) | (Prompt::Unset | Prompt::Consent, None) => {
            Step::ChooseAccount
        }
        (Prompt::Unset | Prompt::Consent, Some(_)) if several => Step::ChooseAccount,
        (Prompt::Unset, Some(account)) if consented(&account) => Step::Proceed(account),
        (Prompt::Unset | Prompt::Consent, Some(account)) => Step::AskConsent(account),
    }
}

fn interaction_required(request: &AuthorizationRequest) -> Problem {
    let claims = request.claims.is_challenge.then(|| request.claims.text.clone());
    Problem::more_proof_required("interaction_required", claims)
}

fn not_signed_in(tenant: &Tenant) -> Problem {
    if tenant.flavour.is_b2c() {
        let message = "User does not have an existing session and request prompt parameter has a value of 'None'.";
        return Problem::bad_request("interaction_required", Aadsts::B2C_NO_SESSION, message);
    }
    let message = "Session information is not sufficient for single-sign-on: no matching user is signed in.";
    Problem::bad_request("login_required", Aadsts::NOT_SIGNED_IN, message)
}

fn which_account() -> Problem {
    let message = "Either multiple user identities are available for the current request or selected account is not supported for the scenario.";
    Problem::bad_request("interaction_required", Aadsts::SEVERAL_ACCOUNTS, message)
}
