//! The end-session endpoint of the dev tenant (OpenID Connect RP-Initiated Logout).
//!
//! It ends the session of the dev tenant, notifies the application in hidden frames (Front-Channel Logout), and
//! redirects to a registered address.

use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::Response;
use url::{Url, form_urlencoded};

use crate::dev_tenant::endpoints::error_pages::{problem_page, stale_form};
use crate::dev_tenant::endpoints::forms::{SentParameters, open_form, sent_form};
use crate::dev_tenant::endpoints::page_parts::card_button;
use crate::dev_tenant::endpoints::reply::{self, redirect};
use crate::dev_tenant::protocol::authority_path::{AuthorityPath, PathSegments};
use crate::dev_tenant::protocol::html::Html;
use crate::dev_tenant::protocol::ids::CLIENT_ID;
use crate::dev_tenant::protocol::parameters::Parameters;
use crate::dev_tenant::protocol::waiting_requests::EndSessionRequest;
use crate::dev_tenant::state::browser_session::Account;
use crate::dev_tenant::state::lock::hold;
use crate::dev_tenant::state::open_forms::Waiting;
use crate::dev_tenant::state::tenant::{SharedTenant, Tenant};

/// `GET` and `POST …/oauth2/v2.0/logout`: the end-session request.
pub async fn endpoint(
    State(tenant): State<SharedTenant>,
    Path(path): Path<PathSegments>,
    headers: HeaderMap,
    SentParameters(parameters): SentParameters,
) -> Response {
    match AuthorityPath::of_documents(tenant.flavour, &path).and(parameters) {
        Ok(parameters) => sign_out(&tenant, &headers, &parameters).await,
        Err(problem) => problem_page(&tenant, &headers, problem),
    }
}

async fn sign_out(tenant: &Tenant, headers: &HeaderMap, parameters: &Parameters) -> Response {
    let request = EndSessionRequest {
        post_logout_redirect_uri: parameters.owned("post_logout_redirect_uri"),
        state: parameters.owned("state"),
    };
    let accounts = hold(&tenant.browser_sessions).accounts(headers);
    if accounts.is_empty() {
        return finish(tenant, &request, None);
    }
    if tenant.flavour.is_b2c() {
        // Azure AD B2C has a single session, so all accounts are signed out without a choice.
        for account in &accounts {
            hold(&tenant.browser_sessions).sign_out(headers, &account.persona.id);
        }
        return finish(tenant, &request, None);
    }
    let Some(persona_id) = hinted_persona_id(tenant, parameters, &accounts).await else {
        return sign_out_confirmation(tenant, request, &accounts);
    };
    let ended = hold(&tenant.browser_sessions).sign_out(headers, &persona_id);
    finish(tenant, &request, ended.as_ref())
}

/// Returns the ID of the signed-in persona that the request names in `logout_hint` (a value of the claim `login_hint`,
/// not an email address) or in `id_token_hint`.
async fn hinted_persona_id(tenant: &Tenant, parameters: &Parameters, accounts: &[Account]) -> Option<String> {
    let by_id = |account: &Account| account.persona.id.clone();
    if let Some(hint) = parameters.get("logout_hint") {
        return accounts.iter().find(|account| account.persona.login_hint() == hint).map(by_id);
    }
    // An expired ID token is still a valid hint (RP-Initiated Logout, section 4).
    let token = tenant.verified(parameters.get("id_token_hint")?).await?;
    let is_ours = |account: &&Account| {
        let issuer = tenant.addresses.issuer(account.persona.home, None);
        token.text("aud") == CLIENT_ID && token.text("iss") == issuer && account.persona.subject() == token.text("sub")
    };
    accounts.iter().find(is_ours).map(by_id)
}

fn sign_out_confirmation(tenant: &Tenant, request: EndSessionRequest, accounts: &[Account]) -> Response {
    let form = open_form(tenant, Waiting::SignOut(request));
    let cards: Html = accounts.iter().map(|account| card_button(&account.persona, "Sign out", &[])).collect();
    let content = Html::filled(WHICH, [&form, &cards]);
    reply::page(tenant, StatusCode::OK, "Which account do you want to sign out of?", &content)
}

/// `POST /dev/sign-out`: the buttons of the page on which a user chooses the account to sign out.
pub async fn choose_account(State(tenant): State<SharedTenant>, headers: HeaderMap, body: Bytes) -> Response {
    let Some((parameters, Waiting::SignOut(request))) = sent_form(&tenant, &headers, &body) else {
        return stale_form(&tenant);
    };
    let ended = hold(&tenant.browser_sessions).sign_out(&headers, parameters.get("persona").unwrap_or_default());
    finish(&tenant, &request, ended.as_ref())
}

/// Redirects to the requested address if it is registered, after the front-channel frames have loaded.
fn finish(tenant: &Tenant, request: &EndSessionRequest, ended: Option<&Account>) -> Response {
    let frames: Vec<_> = ended.map(|account| frames_of(tenant, account)).unwrap_or_default();
    match (back(tenant, request), frames.is_empty()) {
        (Some(address), true) => redirect(&address),
        (Some(address), false) => {
            let on = Html::filled(CONTINUE, [&Html::text(&address)]);
            let content = frames.into_iter().chain([on]).collect();
            let mut page = reply::page_with_frames(tenant, "Signing you out", &content);
            // For browsers without JavaScript. A refresh after at most one second adds no entry to the browser's
            // history.
            if let Ok(refresh) = HeaderValue::try_from(format!("1;url={address}")) {
                page.headers_mut().insert(header::REFRESH, refresh);
            }
            page
        }
        (None, without_frames) => {
            let end = Html::literal("<p>You can close this page.</p>");
            let content = frames.into_iter().chain([end]).collect();
            let heading = "You are signed out of the development tenant";
            if without_frames {
                reply::page(tenant, StatusCode::OK, heading, &content)
            } else {
                reply::page_with_frames(tenant, heading, &content)
            }
        }
    }
}

fn back(tenant: &Tenant, request: &EndSessionRequest) -> Option<String> {
    let registered = |uri: &&String| tenant.registration.has_post_logout_redirect_uri(uri);
    let uri = request.post_logout_redirect_uri.as_ref().filter(registered)?;
    let Some(state) = &request.state else { return Some(uri.clone()) };
    let separator = if uri.contains('?') { '&' } else { '?' };
    let query = form_urlencoded::Serializer::new(String::new()).append_pair("state", state).finish();
    Some(format!("{uri}{separator}{query}"))
}

/// Returns hidden frames: one for each registered front-channel logout URL, with the ID of the ended session
/// (Front-Channel Logout 1.0, section 3). As at Entra ID, `iss` is missing, unless a test has set it.
fn frames_of(tenant: &Tenant, account: &Account) -> Vec<Html> {
    let addresses = tenant.registration.front_channel_logout_urls().iter().filter_map(|url| Url::parse(url).ok());
    let issuer = tenant.switches.front_channel_issuer();
    addresses
        .map(|mut address| {
            address.query_pairs_mut().append_pair("sid", &account.session_id);
            if let Some(issuer) = &issuer {
                address.query_pairs_mut().append_pair("iss", issuer);
            }
            Html::filled(FRAME, [&Html::text(address.as_str())])
        })
        .collect()
}

const FRAME: &str = r#"<iframe hidden title="Signing you out of the application" src="{}"></iframe>
"#;

const CONTINUE: &str = r#"<p><a id="continue" class="choice" href="{}">Continue</a></p>
"#;

const WHICH: &str = r#"<form method="post" action="/dev/sign-out">
<input type="hidden" name="form" value="{}">
<ul class="people">
{}</ul>
</form>
"#;
