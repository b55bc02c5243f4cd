//! The authorization endpoint: who is it, is it allowed, and back to the application with a code.
//!
//! 1. A request whose client or redirect URI is wrong gets a page of ours and never goes back (RFC 6749, section 4.1.2.1).
//! 2. Everything else that is wrong goes back as an error.
//! 3. Whoever is signed in here already goes straight through (single sign-on), unless `prompt` says otherwise.
//! 4. Otherwise the account picker is shown; its button is the consent as well, and says so.
//! 5. `prompt=consent`, or a scope that is new for somebody signed in, leads to the consent page.

mod pages;
mod request;
mod response;

use axum::body::Bytes;
use axum::extract::{Path, RawQuery, State};
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::Response;

use super::browser_session::Account;
use super::directory;
use super::form::{Parameters, Waiting};
use super::grants::{Grant, IssuedCode};
use super::guards::is_from_our_page;
use super::html::{problem_page, stale_form};
use super::problem::Problem;
use super::random::guid;
use super::router::correlation_id;
use super::tenant::{SharedTenant, Tenant, hold};

pub use pages::account_buttons;
pub use request::{AuthorizationRequest, ReturnAddress, handles_claims_challenges};
use request::{Prompt, identify};
pub use response::redirect;

/// `GET /{tenant}/oauth2/v2.0/authorize`
pub async fn by_query(
    State(tenant): State<SharedTenant>,
    Path(name): Path<String>,
    headers: HeaderMap,
    RawQuery(query): RawQuery,
) -> Response {
    let parameters = Parameters::parse(query.unwrap_or_default().as_bytes());
    answer(&tenant, &name, &headers, parameters)
}

/// `POST /{tenant}/oauth2/v2.0/authorize` (OpenID Connect Core, section 3.1.2.1)
pub async fn by_form(
    State(tenant): State<SharedTenant>,
    Path(name): Path<String>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let parameters = Parameters::parse_body(&headers, &body);
    answer(&tenant, &name, &headers, parameters)
}

fn answer(
    tenant: &Tenant,
    name: &str,
    headers: &HeaderMap,
    parameters: Result<Parameters, super::form::Repeated>,
) -> Response {
    let identified = match &parameters {
        Ok(parameters) => identify(tenant, name, parameters),
        Err(repeated) => Err(Problem::malformed(&format!("The parameter '{}' is duplicated.", repeated.0))),
    };
    let (Ok(parameters), Ok(return_address)) = (&parameters, &identified) else {
        let problem = identified.err().unwrap_or_else(|| Problem::malformed("Request is malformed or invalid."));
        return problem_page(tenant, &problem.report(&tenant.clock, correlation_id(headers)));
    };
    tenant.switches.note_authorization_request(parameters);
    let armed = tenant.switches.authorize_fault.strike();
    let fault = armed.map(|fault| Problem::bad_request(&fault.error, fault.aadsts, "This error was armed by a test."));
    let request = match fault {
        Some(problem) => Err(problem),
        None => AuthorizationRequest::parse(parameters, return_address.clone()),
    };
    match request {
        Ok(request) => go_on(tenant, headers, request),
        Err(problem) => refuse(tenant, headers, return_address, problem),
    }
}

/// What an authorization request leads to.
enum Next {
    Code(Account),
    AskConsent(Account),
    ChooseAccount,
    Refuse(Problem),
}

fn go_on(tenant: &Tenant, headers: &HeaderMap, request: AuthorizationRequest) -> Response {
    let accounts = hold(&tenant.browser_sessions).accounts(headers);
    match next(tenant, &request, accounts) {
        Next::Code(account) => give_code(tenant, &request, &account),
        Next::AskConsent(account) => pages::consent(tenant, request, &account.persona),
        Next::ChooseAccount => pages::account_picker(tenant, request),
        Next::Refuse(problem) => refuse(tenant, headers, &request.return_address, problem),
    }
}

fn next(tenant: &Tenant, request: &AuthorizationRequest, mut accounts: Vec<Account>) -> Next {
    let now = tenant.clock.seconds();
    accounts.retain(|account| request.max_age.is_none_or(|age| now <= account.auth_time + age));
    if let Some(hint) = &request.login_hint {
        accounts.retain(|account| account.persona.is_meant_by(hint));
    }
    let consented = |account: &Account| hold(&tenant.consents).cover(&account.persona.id, &request.scopes);
    let several = accounts.len() > 1;
    match (request.prompt, accounts.pop()) {
        (Prompt::Nothing, None) => Next::Refuse(not_signed_in()),
        (Prompt::Nothing, Some(_)) if several => Next::Refuse(which_account()),
        (Prompt::Nothing, Some(account)) if !consented(&account) => {
            Next::Refuse(Problem { error: "consent_required".to_owned(), ..Problem::consent_required() })
        }
        (Prompt::Nothing, Some(account)) => Next::Code(account),
        (Prompt::Login | Prompt::SelectAccount, _) | (Prompt::Unset | Prompt::Consent, None) => Next::ChooseAccount,
        (Prompt::Unset | Prompt::Consent, Some(_)) if several => Next::ChooseAccount,
        (Prompt::Unset, Some(account)) if consented(&account) => Next::Code(account),
        (Prompt::Unset | Prompt::Consent, Some(account)) => Next::AskConsent(account),
    }
}

/// `POST /dev/account`: the buttons of the account picker.
pub async fn choose_account(State(tenant): State<SharedTenant>, headers: HeaderMap, body: Bytes) -> Response {
    let Some((parameters, Waiting::Account(request))) = sent_form(&tenant, &headers, &body) else {
        return stale_form(&tenant);
    };
    if parameters.get("decision") == Some("decline") {
        return refuse(&tenant, &headers, &request.return_address, declined());
    }
    let chosen = parameters.get("persona").and_then(directory::by_id);
    let Some(persona) = chosen.or_else(|| directory::another_account(parameters.get("name")?)) else {
        return pages::account_picker(&tenant, *request);
    };
    if request.prompt == Prompt::Consent {
        return pages::consent(&tenant, *request, &persona);
    }
    admit(&tenant, &headers, &request, &persona.id)
}

/// `POST /dev/consent`: the two buttons of the consent page.
pub async fn choose_consent(State(tenant): State<SharedTenant>, headers: HeaderMap, body: Bytes) -> Response {
    let Some((parameters, Waiting::Consent { request, persona_id })) = sent_form(&tenant, &headers, &body) else {
        return stale_form(&tenant);
    };
    if parameters.get("decision") != Some("accept") {
        return refuse(&tenant, &headers, &request.return_address, declined());
    }
    admit(&tenant, &headers, &request, &persona_id)
}

/// Takes out what one of our forms was for, if it was sent from our page.
pub fn sent_form(tenant: &Tenant, headers: &HeaderMap, body: &[u8]) -> Option<(Parameters, Waiting)> {
    if !is_from_our_page(tenant, headers) {
        return None;
    }
    let parameters = Parameters::parse_body(headers, body).ok()?;
    let waiting = hold(&tenant.open_forms).take(&parameters, tenant.clock.now())?;
    Some((parameters, waiting))
}

/// Signs the persona in here, notes the consent that the pressed button stands for, and gives the code.
fn admit(tenant: &Tenant, headers: &HeaderMap, request: &AuthorizationRequest, persona_id: &str) -> Response {
    let signed_in = hold(&tenant.browser_sessions).sign_in(headers, persona_id, tenant.clock.seconds());
    let Some((account, cookie)) = signed_in else { return stale_form(tenant) };
    hold(&tenant.consents).give(persona_id, &request.scopes);
    with_cookie(give_code(tenant, request, &account), cookie)
}

pub fn with_cookie(mut response: Response, cookie: HeaderValue) -> Response {
    response.headers_mut().append(header::SET_COOKIE, cookie);
    response
}

fn give_code(tenant: &Tenant, request: &AuthorizationRequest, account: &Account) -> Response {
    let grant = Grant {
        persona_id: account.persona.id.clone(),
        scopes: request.scopes.clone(),
        family: guid(),
        session_id: account.session_id.clone(),
        auth_time: account.auth_time,
        public_client: false,
        handles_claims_challenges: request.handles_claims_challenges,
    };
    let issued = IssuedCode {
        grant,
        redirect_uri: request.return_address.redirect_uri.clone(),
        code_challenge: request.code_challenge.clone(),
        nonce: request.nonce.clone(),
        wants_client_info: request.wants_client_info,
    };
    let value = hold(&tenant.codes).issue(issued, tenant.clock.now());
    let mut parameters = vec![("code", value)];
    if request.wants_client_info {
        parameters.push(("client_info", super::claims::client_info(&account.persona)));
    }
    parameters.push(("session_state", account.session_id.clone()));
    response::send_back(tenant, &request.return_address, parameters)
}

fn refuse(tenant: &Tenant, headers: &HeaderMap, address: &ReturnAddress, problem: Problem) -> Response {
    let report = problem.report(&tenant.clock, correlation_id(headers));
    response::send_back(tenant, address, report.parameters(&tenant.origin))
}

fn declined() -> Problem {
    Problem::bad_request("access_denied", 65004, "User declined to consent to access the app.")
}

fn not_signed_in() -> Problem {
    let message = "Session information is not sufficient for single-sign-on: nobody who fits is signed in.";
    Problem::bad_request("login_required", 50058, message)
}

fn which_account() -> Problem {
    let message = "Either multiple user identities are available for the current request or selected account is not supported for the scenario.";
    Problem::bad_request("interaction_required", 16000, message)
}
