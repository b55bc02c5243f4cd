//! What an authorization request leads to: a code, one of the pages, or an error.

use axum::http::HeaderMap;
use axum::response::Response;

use super::code::give_code;
use super::request::{AuthorizationRequest, Prompt};
use super::{pages, refuse};
use crate::dev_tenant::browser_session::Account;
use crate::dev_tenant::directory;
use crate::dev_tenant::flavour::Policy;
use crate::dev_tenant::problem::Problem;
use crate::dev_tenant::scopes;
use crate::dev_tenant::tenant::{Tenant, hold};

enum Next {
    GoThrough(Account),
    AskConsent(Account),
    ChooseAccount,
    Refuse(Problem),
}

/// Goes on with a request that is right so far.
pub fn go_on(tenant: &Tenant, headers: &HeaderMap, request: AuthorizationRequest) -> Response {
    let accounts = hold(&tenant.browser_sessions).accounts(headers);
    match next(tenant, &request, accounts) {
        Next::GoThrough(account) => go_through(tenant, headers, request, &account),
        Next::AskConsent(account) => pages::consent(tenant, request, &account.persona),
        Next::ChooseAccount => pages::account_picker(tenant, request),
        Next::Refuse(problem) => refuse(tenant, headers, &request.return_address, problem),
    }
}

/// Goes on with a person who is signed in and has allowed what is asked for.
pub fn go_through(tenant: &Tenant, headers: &HeaderMap, request: AuthorizationRequest, account: &Account) -> Response {
    let edits_profile = request.place.policy == Some(Policy::EditProfile);
    if request.prompt == Prompt::Nothing && (edits_profile || request.claims.is_challenge) {
        return refuse(tenant, headers, &request.return_address, interaction_required(&request));
    }
    if edits_profile {
        return pages::edit_profile(tenant, request, account);
    }
    if request.claims.is_challenge {
        return pages::confirmation(tenant, request, &account.persona);
    }
    give_code(tenant, &request, account)
}

fn next(tenant: &Tenant, request: &AuthorizationRequest, mut accounts: Vec<Account>) -> Next {
    let now = tenant.clock.seconds();
    accounts.retain(|account| directory::may_sign_in(tenant.flavour, request.place, &account.persona));
    accounts.retain(|account| request.max_age.is_none_or(|age| now <= account.auth_time + age));
    if let Some(hint) = &request.login_hint {
        accounts.retain(|account| account.persona.is_meant_by(hint));
    }
    if request.place.policy == Some(Policy::ResetPassword) {
        accounts.clear();
    }
    let allowed = hold(&tenant.consents).administrator_allows(scopes::for_administrators(&request.scopes));
    if !allowed {
        return Next::Refuse(Problem::administrator_needed());
    }
    let consented = |account: &Account| tenant.has_consent(&account.persona, &request.scopes);
    let several = accounts.len() > 1;
    match (request.prompt, accounts.pop()) {
        (Prompt::Nothing, None) => Next::Refuse(not_signed_in(tenant)),
        (Prompt::Nothing, Some(_)) if several => Next::Refuse(which_account()),
        (Prompt::Nothing, Some(account)) if !consented(&account) => {
            Next::Refuse(Problem { error: "consent_required".to_owned(), ..Problem::consent_required() })
        }
        (Prompt::Nothing, Some(account)) => Next::GoThrough(account),
        (Prompt::Login | Prompt::SelectAccount | Prompt::Create, _) | (Prompt::Unset | Prompt::Consent, None) => {
            Next::ChooseAccount
        }
        (Prompt::Unset | Prompt::Consent, Some(_)) if several => Next::ChooseAccount,
        (Prompt::Unset, Some(account)) if consented(&account) => Next::GoThrough(account),
        (Prompt::Unset | Prompt::Consent, Some(account)) => Next::AskConsent(account),
    }
}

fn interaction_required(request: &AuthorizationRequest) -> Problem {
    let message = "Due to a configuration change made by your administrator, or because you moved to a new location, you must use multi-factor authentication to access this resource.";
    let claims = request.claims.is_challenge.then(|| request.claims.text.clone());
    let suberror = Some("basic_action".to_owned());
    Problem { suberror, claims, ..Problem::bad_request("interaction_required", 50076, message) }
}

fn not_signed_in(tenant: &Tenant) -> Problem {
    if tenant.flavour.is_b2c() {
        let message = "User does not have an existing session and request prompt parameter has a value of 'None'.";
        return Problem::bad_request("interaction_required", 90077, message);
    }
    let message = "Session information is not sufficient for single-sign-on: nobody who fits is signed in.";
    Problem::bad_request("login_required", 50058, message)
}

fn which_account() -> Problem {
    let message = "Either multiple user identities are available for the current request or selected account is not supported for the scenario.";
    Problem::bad_request("interaction_required", 16000, message)
}
