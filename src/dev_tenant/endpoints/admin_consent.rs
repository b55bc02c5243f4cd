//! The admin consent endpoint of the dev tenant: an administrator consents for the whole organization, or declines.

use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;

use crate::dev_tenant::endpoints::authorize::{registered_redirect_uri, send_back};
use crate::dev_tenant::endpoints::error_pages::{problem_page, stale_form};
use crate::dev_tenant::endpoints::forms::{SentParameters, open_form, sent_form};
use crate::dev_tenant::endpoints::page_parts::{Summary, application, needs_administrator, scope_list};
use crate::dev_tenant::endpoints::reply;
use crate::dev_tenant::protocol::aadsts::Aadsts;
use crate::dev_tenant::protocol::authority_path::{AuthorityPath, PathSegments};
use crate::dev_tenant::protocol::authorization_request::{ResponseMode, ReturnAddress};
use crate::dev_tenant::protocol::html::Html;
use crate::dev_tenant::protocol::ids::TENANT_ID;
use crate::dev_tenant::protocol::parameters::Parameters;
use crate::dev_tenant::protocol::problem::Problem;
use crate::dev_tenant::protocol::scopes;
use crate::dev_tenant::protocol::waiting_requests::AdminConsentRequest;
use crate::dev_tenant::state::lock::hold;
use crate::dev_tenant::state::open_forms::Waiting;
use crate::dev_tenant::state::tenant::{SharedTenant, Tenant};

/// `GET /{tenant}/v2.0/adminconsent`: shows the admin consent page, or an error page.
pub async fn endpoint(
    State(tenant): State<SharedTenant>,
    Path(path): Path<PathSegments>,
    headers: HeaderMap,
    SentParameters(parameters): SentParameters,
) -> Response {
    match identify(&tenant, &path, parameters) {
        Ok(request) => page(&tenant, request),
        Err(problem) => problem_page(&tenant, &headers, problem),
    }
}

fn identify(
    tenant: &Tenant,
    path: &PathSegments,
    parameters: Result<Parameters, Problem>,
) -> Result<AdminConsentRequest, Problem> {
    AuthorityPath::of_sign_in(tenant.flavour, path)?;
    if tenant.flavour.is_b2c() {
        return Err(Problem::malformed("This kind of tenant has no admin consent."));
    }
    let parameters = parameters?;
    let redirect_uri = registered_redirect_uri(tenant, &parameters)?;
    let scopes = tenant.scopes(&parameters)?;
    let state = parameters.owned("state");
    Ok(AdminConsentRequest {
        return_address: ReturnAddress { redirect_uri, response_mode: ResponseMode::Query, state },
        scopes,
    })
}

fn page(tenant: &Tenant, request: AdminConsentRequest) -> Response {
    let name = application(&request.return_address.redirect_uri);
    let sentence = Html::filled("For all users in your organization, the {} wants to:", [&name]);
    let scopes = scope_list(&request.scopes, |scope| needs_administrator(scope).then_some("needs an administrator"));
    let summary = Summary { sentence: &sentence, scopes: &scopes, request: None }.html();
    let form = open_form(tenant, Waiting::AdminConsent(request));
    let content = Html::filled(PAGE, [&summary, &form]);
    reply::page(tenant, StatusCode::OK, "Allow this application for your organization?", &content)
}

/// `POST /dev/admin-consent`: the buttons "accept" and "decline" of the admin consent page.
pub async fn choose(State(tenant): State<SharedTenant>, headers: HeaderMap, body: Bytes) -> Response {
    let Some((parameters, Waiting::AdminConsent(request))) = sent_form(&tenant, &headers, &body) else {
        return stale_form(&tenant);
    };
    let mut response = if parameters.get("decision") == Some("accept") {
        hold(&tenant.consents).give_for_all_users(&request.scopes);
        let resource = &tenant.addresses.graph_resource;
        let in_full = |scope: &String| match scope {
            scope if scopes::is_of_graph(scope) => Some(format!("{resource}/{scope}")),
            scope => scope.contains('/').then(|| scope.clone()),
        };
        let listed: Vec<String> = request.scopes.iter().filter_map(in_full).collect();
        vec![("scope", listed.join(" "))]
    } else {
        let message = "The resource owner or authorization server denied the request.";
        let problem = Problem::bad_request("consent_required", Aadsts::DECLINED, message);
        reply::report(&tenant, &headers, problem).parameters(&tenant.addresses.origin)
    };
    response.extend([("admin_consent", "True".to_owned()), ("tenant", TENANT_ID.to_owned())]);
    send_back(&tenant, &request.return_address, response)
}

const PAGE: &str = r#"<p>You are an administrator.</p>
{}<form method="post" action="/dev/admin-consent">
<input type="hidden" name="form" value="{}">
<p class="choices">
<button class="choice" name="decision" value="accept">Accept for the whole organization</button>
<button class="choice second" name="decision" value="decline">Decline</button>
</p>
</form>
"#;
