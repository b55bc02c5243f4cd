//! The device authorization endpoint and the page on which a user approves a device (RFC 8628).

use axum::Json;
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};

use crate::dev_tenant::endpoints::error_pages::stale_form;
use crate::dev_tenant::endpoints::forms::{SentParameters, open_form, sent_form};
use crate::dev_tenant::endpoints::page_parts::{Offer, Summary, account_form, chosen_persona, name_form, scope_list};
use crate::dev_tenant::endpoints::reply::{self, correlation_id, refusal, with_cookie};
use crate::dev_tenant::endpoints::token::{Client, identify_client};
use crate::dev_tenant::protocol::aadsts::Aadsts;
use crate::dev_tenant::protocol::authority_path::{AuthorityPath, PathSegments};
use crate::dev_tenant::protocol::claims_request::ClaimsRequest;
use crate::dev_tenant::protocol::html::Html;
use crate::dev_tenant::protocol::parameters::Parameters;
use crate::dev_tenant::protocol::problem::{Problem, never_stored};
use crate::dev_tenant::protocol::random::guid;
use crate::dev_tenant::protocol::{address, scopes};
use crate::dev_tenant::state::directory::{self, Persona};
use crate::dev_tenant::state::grants::{DEVICE_LIFETIME, DeviceRequest, Grant, INTERVAL};
use crate::dev_tenant::state::lock::hold;
use crate::dev_tenant::state::open_forms::Waiting;
use crate::dev_tenant::state::tenant::{SharedTenant, Tenant};

/// `POST …/oauth2/v2.0/devicecode`: a device authorization request.
pub async fn authorization(
    State(tenant): State<SharedTenant>,
    Path(path): Path<PathSegments>,
    headers: HeaderMap,
    SentParameters(parameters): SentParameters,
) -> Response {
    match begin(&tenant, &path, &headers, parameters) {
        Ok(body) => (never_stored(&correlation_id(&headers)), Json(body)).into_response(),
        Err(problem) => refusal(&tenant, &headers, problem),
    }
}

/// Issues a device code for a device authorization request. As at Entra ID, the response has no
/// `verification_uri_complete`.
fn begin(
    tenant: &Tenant,
    path: &PathSegments,
    headers: &HeaderMap,
    parameters: Result<Parameters, Problem>,
) -> Result<Value, Problem> {
    let authority = AuthorityPath::of_sign_in(tenant.flavour, path)?;
    if tenant.flavour.is_b2c() {
        return Err(Problem::bad_request(
            "unsupported_grant_type",
            Aadsts::UNSUPPORTED_GRANT_TYPE,
            "This tenant has no sign-in with a device code.",
        ));
    }
    let parameters = parameters?;
    let client = identify_client(tenant, authority, headers, &parameters)?;
    let scopes = tenant.scopes(&parameters)?;
    scopes::one_resource(&scopes)?;
    if !hold(&tenant.consents).administrator_allows(scopes::for_administrators(&scopes)) {
        return Err(Problem::administrator_needed());
    }
    let claims = ClaimsRequest::parse(&parameters)?;
    let request =
        DeviceRequest { authority, scopes, public_client: client == Client::Public, contexts: claims.contexts };
    let (device_code, user_code) = hold(&tenant.devices).issue(request, tenant.clock.now());
    let verification_uri = tenant.page(address::DEVICE_PAGE);
    let message = format!(
        "To sign in, use a web browser to open the page {verification_uri} and enter the code {user_code} to authenticate."
    );
    Ok(json!({
        "user_code": user_code,
        "device_code": device_code,
        "verification_uri": verification_uri,
        "expires_in": DEVICE_LIFETIME.as_secs(),
        "interval": INTERVAL.as_secs(),
        "message": message,
    }))
}

/// `GET /devicelogin`: shows the page on which a user enters the user code of the device.
pub async fn page(State(tenant): State<SharedTenant>) -> Response {
    code_form(&tenant, StatusCode::OK, "")
}

fn code_form(tenant: &Tenant, status: StatusCode, problem: &str) -> Response {
    let form = open_form(tenant, Waiting::DevicePage);
    let content = Html::filled(CODE_FORM, [&Html::text(problem), &form]);
    reply::page(tenant, status, "Enter the code of your device", &content)
}

/// `POST /devicelogin`: shows the accounts that can approve the device.
pub async fn enter(State(tenant): State<SharedTenant>, headers: HeaderMap, body: Bytes) -> Response {
    let Some((parameters, Waiting::DevicePage)) = sent_form(&tenant, &headers, &body) else {
        return stale_form(&tenant);
    };
    let typed = parameters.owned("user_code").unwrap_or_default();
    let Some(request) = hold(&tenant.devices).request_of(&typed, tenant.clock.now()) else {
        let problem = "This code is wrong or has expired. Check the code on your device.";
        return code_form(&tenant, StatusCode::BAD_REQUEST, problem);
    };
    let content = approval(&tenant, &headers, &request, typed);
    reply::page(&tenant, StatusCode::OK, "Approve this device?", &content)
}

/// Returns the content of the page on which a user approves a device: the request, and the accounts.
fn approval(tenant: &Tenant, headers: &HeaderMap, request: &DeviceRequest, typed: String) -> Html {
    let personas = directory::offered(tenant.flavour, request.authority);
    let signed_in = hold(&tenant.browser_sessions).accounts(headers);
    let requested = &request.scopes;
    let offer = Offer { tenant, personas: &personas, requested, signed_in: &signed_in, login_hint: None };
    let sentence = Html::filled(DEVICE, [&Html::text(&typed)]);
    let scopes = scope_list(requested, |_| None);
    let summary = Summary { sentence: &sentence, scopes: &scopes, request: None }.html();
    let form = open_form(tenant, Waiting::Device { typed });
    let accounts = account_form(address::DEVICE_DECISION, &form, &offer.in_groups());
    let texts = ["Use another account", "Continue under this name"];
    let other = name_form(address::DEVICE_DECISION, &form, texts);
    Html::filled(APPROVE, [&summary, &accounts, &other, &form])
}

/// `POST /devicelogin/decision`: approves the device for the chosen account, or rejects it.
pub async fn decide(State(tenant): State<SharedTenant>, headers: HeaderMap, body: Bytes) -> Response {
    let Some((parameters, Waiting::Device { typed })) = sent_form(&tenant, &headers, &body) else {
        return stale_form(&tenant);
    };
    if parameters.get("decision") == Some("decline") {
        hold(&tenant.devices).decline(&typed, tenant.clock.now());
        return done(&tenant, "The device was rejected");
    }
    let Some(persona) = chosen_persona(&parameters) else { return stale_form(&tenant) };
    let now = tenant.clock.seconds();
    let Some((account, cookie)) = hold(&tenant.browser_sessions).sign_in(&headers, &persona.id, now) else {
        return stale_form(&tenant);
    };
    match approve(&tenant, &typed, &account.persona, account.session_id) {
        Some(()) => with_cookie(done(&tenant, "The device is signed in"), cookie),
        None => code_form(&tenant, StatusCode::BAD_REQUEST, "This code has expired. Start again on your device."),
    }
}

/// Approves a device for a persona without the page, for tests.
pub fn approve_without_browser(tenant: &Tenant, typed: &str, persona: Persona) -> Option<()> {
    approve(tenant, typed, &persona, guid())
}

fn approve(tenant: &Tenant, typed: &str, persona: &Persona, session_id: String) -> Option<()> {
    let now = tenant.clock.now();
    let request = hold(&tenant.devices).request_of(typed, now)?;
    if !directory::may_sign_in(tenant.flavour, request.authority, persona) {
        return None;
    }
    hold(&tenant.consents).give(&persona.id, &request.scopes);
    let grant = Grant {
        persona_id: persona.id.clone(),
        scopes: request.scopes,
        family: guid(),
        session_id,
        auth_time: now.as_secs(),
        public_client: request.public_client,
        handles_claims_challenges: false,
        contexts: request.contexts,
        acr: None,
        policy: None,
    };
    hold(&tenant.devices).approve(typed, grant, now).then_some(())
}

fn done(tenant: &Tenant, heading: &str) -> Response {
    let content = Html::literal("<p>You can close this page and go back to your device.</p>");
    reply::page(tenant, StatusCode::OK, heading, &content)
}

const CODE_FORM: &str = r#"<p role="status">{}</p>
<form method="post" action="/devicelogin">
<input type="hidden" name="form" value="{}">
<label for="user_code">Code</label>
<input id="user_code" name="user_code" required maxlength="20" autocomplete="off" autocapitalize="characters" spellcheck="false">
<p class="choices"><button class="choice">Next</button></p>
</form>
"#;

const DEVICE: &str = "The application on the device with the code <b>{}</b> wants to:";

const APPROVE: &str = r#"{}<p>Continue only if your device shows this code. By choosing an account you allow this.</p>
{}{}<form method="post" action="/devicelogin/decision">
<input type="hidden" name="form" value="{}">
<button class="choice second" name="decision" value="decline">Reject the device</button>
</form>
"#;
