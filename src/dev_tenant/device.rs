//! The device authorization endpoint and the page on which somebody lets a device in (RFC 8628).

use axum::Json;
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};

use super::address;
use super::authorize::{account_buttons, sent_form, with_cookie};
use super::claims_request::ClaimsRequest;
use super::directory::{self, Persona};
use super::form::{Parameters, Waiting};
use super::grants::{Asked, DEVICE_LIFETIME, Grant, INTERVAL};
use super::html::{self, Html, stale_form};
use super::place::{Named, Place};
use super::problem::{Problem, never_stored};
use super::random::guid;
use super::router::{correlation_id, refusal};
use super::scopes;
use super::tenant::{SharedTenant, Tenant, hold};
use super::token::{Client, identify_client};

/// `POST …/oauth2/v2.0/devicecode`
pub async fn authorization(
    State(tenant): State<SharedTenant>,
    Path(named): Path<Named>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    match begin(&tenant, &named, &headers, &body) {
        Ok(body) => (never_stored(&correlation_id(&headers)), Json(body)).into_response(),
        Err(problem) => refusal(&tenant, &headers, problem),
    }
}

/// There is no `verification_uri_complete`, because Entra ID has none.
fn begin(tenant: &Tenant, named: &Named, headers: &HeaderMap, body: &[u8]) -> Result<Value, Problem> {
    let place = Place::of_sign_in(tenant.flavour, named)?;
    if tenant.flavour.is_b2c() {
        return Err(Problem::bad_request("unsupported_grant_type", 70003, "There is no sign-in by device code here."));
    }
    let parameters = Parameters::of_body(headers, body)?;
    let client = identify_client(tenant, headers, &parameters)?;
    let scopes = tenant.scopes(parameters.get("scope").unwrap_or_default())?;
    scopes::one_resource(&scopes)?;
    if !hold(&tenant.consents).administrator_allows(scopes::for_administrators(&scopes)) {
        return Err(Problem::administrator_needed());
    }
    let claims = ClaimsRequest::parse(&parameters)?;
    let asked = Asked { place, scopes, public_client: client == Client::Public, contexts: claims.contexts };
    let (device_code, user_code) = hold(&tenant.devices).issue(asked, tenant.clock.now());
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

/// `GET /devicelogin`: asks for the code that the device shows.
pub async fn page(State(tenant): State<SharedTenant>) -> Response {
    ask_for_code(&tenant, StatusCode::OK, "")
}

fn ask_for_code(tenant: &Tenant, status: StatusCode, problem: &str) -> Response {
    let form = hold(&tenant.open_forms).open(Waiting::DevicePage, tenant.clock.now());
    let content = Html::filled(ASK_FOR_CODE, [&Html::text(problem), &Html::text(&form)]);
    html::page(tenant, status, "Enter the code of your device", &content)
}

/// `POST /devicelogin`: shows who could let the device in.
pub async fn enter(State(tenant): State<SharedTenant>, headers: HeaderMap, body: Bytes) -> Response {
    let Some((parameters, Waiting::DevicePage)) = sent_form(&tenant, &headers, &body) else {
        return stale_form(&tenant);
    };
    let typed = parameters.owned("user_code").unwrap_or_default();
    let Some(asked) = hold(&tenant.devices).asked_for(&typed, tenant.clock.now()) else {
        let problem = "That code is not right, or it has expired. Look at the device again.";
        return ask_for_code(&tenant, StatusCode::BAD_REQUEST, problem);
    };
    let buttons = account_buttons(&tenant, &directory::offered(tenant.flavour, asked.place), &asked.scopes);
    let shown = Html::text(&typed);
    let form = Html::text(&hold(&tenant.open_forms).open(Waiting::Device { typed }, tenant.clock.now()));
    let content = Html::filled(LET_IN, [&shown, &form, &buttons, &form, &form]);
    html::page(&tenant, StatusCode::OK, "Let this device in?", &content)
}

/// `POST /devicelogin/decision`: lets the device in as the chosen person, or turns it away.
pub async fn decide(State(tenant): State<SharedTenant>, headers: HeaderMap, body: Bytes) -> Response {
    let Some((parameters, Waiting::Device { typed })) = sent_form(&tenant, &headers, &body) else {
        return stale_form(&tenant);
    };
    if parameters.get("decision") == Some("decline") {
        hold(&tenant.devices).decline(&typed, tenant.clock.now());
        return done(&tenant, "The device was turned away");
    }
    let chosen = parameters.get("persona").and_then(directory::by_id);
    let Some(persona) = chosen.or_else(|| directory::another_account(parameters.get("name")?)) else {
        return stale_form(&tenant);
    };
    let now = tenant.clock.seconds();
    let Some((account, cookie)) = hold(&tenant.browser_sessions).sign_in(&headers, &persona.id, now) else {
        return stale_form(&tenant);
    };
    match approve(&tenant, &typed, &account.persona, account.session_id) {
        Some(()) => with_cookie(done(&tenant, "The device is signed in"), cookie),
        None => ask_for_code(&tenant, StatusCode::BAD_REQUEST, "That code has expired. Begin again at the device."),
    }
}

/// Lets a device in without the page, for tests.
pub fn approve_without_browser(tenant: &Tenant, typed: &str, persona: Persona) -> Option<()> {
    approve(tenant, typed, &persona, guid())
}

fn approve(tenant: &Tenant, typed: &str, persona: &Persona, session_id: String) -> Option<()> {
    let now = tenant.clock.now();
    let asked = hold(&tenant.devices).asked_for(typed, now)?;
    if !directory::may_sign_in(tenant.flavour, asked.place, persona) {
        return None;
    }
    hold(&tenant.consents).give(&persona.id, &asked.scopes);
    let grant = Grant {
        persona_id: persona.id.clone(),
        scopes: asked.scopes,
        family: guid(),
        session_id,
        auth_time: now.as_secs(),
        public_client: asked.public_client,
        handles_claims_challenges: false,
        contexts: asked.contexts,
        policy: None,
    };
    hold(&tenant.devices).approve(typed, grant, now).then_some(())
}

fn done(tenant: &Tenant, heading: &str) -> Response {
    let content = Html::literal("<p>You can close this page and go back to the device.</p>");
    html::page(tenant, StatusCode::OK, heading, &content)
}

const ASK_FOR_CODE: &str = r#"<p role="status">{}</p>
<form method="post" action="/devicelogin">
<input type="hidden" name="form" value="{}">
<label for="user_code">Code</label>
<input id="user_code" name="user_code" required maxlength="20" autocomplete="off" autocapitalize="characters" spellcheck="false">
<p><button>Next</button></p>
</form>
"#;

const LET_IN: &str = r#"<p>The application on the device that shows the code {} asks to be let in. Go on only if you see that code there.</p>
<form method="post" action="/devicelogin/decision">
<input type="hidden" name="form" value="{}">
<ul class="accounts">
{}</ul>
</form>
<form method="post" action="/devicelogin/decision">
<input type="hidden" name="form" value="{}">
<label for="another">Use another account: any name</label>
<input id="another" name="name" required maxlength="120" autocomplete="off" dir="auto">
<p><button>Continue under this name</button></p>
</form>
<form method="post" action="/devicelogin/decision">
<input type="hidden" name="form" value="{}">
<button name="decision" value="decline">Turn the device away</button>
</form>
"#;
