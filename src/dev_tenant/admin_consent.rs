//! The admin consent endpoint: an administrator allows the application for the whole organisation, or refuses it.

use axum::body::Bytes;
use axum::extract::{Path, RawQuery, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;

use super::authorize::{ResponseMode, ReturnAddress, registered_redirect_uri, send_back, sent_form};
use super::form::{Parameters, Waiting};
use super::html::{self, Html, problem_page, stale_form};
use super::place::{Named, Place};
use super::problem::Problem;
use super::registration::TENANT_ID;
use super::router::correlation_id;
use super::scopes::{self, Scopes};
use super::tenant::{SharedTenant, Tenant, hold};

/// What an administrator is asked.
#[derive(Clone, Debug)]
pub struct AdminConsentRequest {
    return_address: ReturnAddress,
    scopes: Scopes,
}

/// `GET /{tenant}/v2.0/adminconsent`
pub async fn ask(
    State(tenant): State<SharedTenant>,
    Path(named): Path<Named>,
    headers: HeaderMap,
    RawQuery(query): RawQuery,
) -> Response {
    let parameters = Parameters::of_query(query.as_deref());
    match identify(&tenant, &named, parameters) {
        Ok(request) => page(&tenant, request),
        Err(problem) => problem_page(&tenant, &problem.report(&tenant, correlation_id(&headers))),
    }
}

fn identify(
    tenant: &Tenant,
    named: &Named,
    parameters: Result<Parameters, Problem>,
) -> Result<AdminConsentRequest, Problem> {
    Place::of_sign_in(tenant.flavour, named)?;
    if tenant.flavour.is_b2c() {
        return Err(Problem::malformed("There is no admin consent here."));
    }
    let parameters = parameters?;
    let redirect_uri = registered_redirect_uri(tenant, &parameters)?;
    let scopes = tenant.scopes(parameters.get("scope").unwrap_or_default())?;
    let state = parameters.owned("state");
    Ok(AdminConsentRequest {
        return_address: ReturnAddress { redirect_uri, response_mode: ResponseMode::Query, state },
        scopes,
    })
}

fn page(tenant: &Tenant, request: AdminConsentRequest) -> Response {
    let allowed: Html = scopes::in_words(&request.scopes)
        .into_iter()
        .map(|words| Html::filled("<li>{}</li>", [&Html::text(words)]))
        .collect();
    let waiting = Waiting::AdminConsent(request);
    let form = Html::text(&hold(&tenant.open_forms).open(waiting, tenant.clock.now()));
    let content = Html::filled(PAGE, [&allowed, &form]);
    html::page(tenant, StatusCode::OK, "Allow this application for your organisation?", &content)
}

/// `POST /dev/admin-consent`: the two buttons of the page.
pub async fn choose(State(tenant): State<SharedTenant>, headers: HeaderMap, body: Bytes) -> Response {
    let Some((parameters, Waiting::AdminConsent(request))) = sent_form(&tenant, &headers, &body) else {
        return stale_form(&tenant);
    };
    let mut answer = if parameters.get("decision") == Some("accept") {
        hold(&tenant.consents).give_for_everybody(&request.scopes);
        let resource = &tenant.addresses.graph_resource;
        let in_full = |scope: &String| match scope {
            scope if scopes::is_of_graph(scope) => Some(format!("{resource}/{scope}")),
            scope => scope.contains('/').then(|| scope.clone()),
        };
        let listed: Vec<String> = request.scopes.iter().filter_map(in_full).collect();
        vec![("scope", listed.join(" "))]
    } else {
        let message = "The resource owner or authorization server denied the request.";
        let problem = Problem::bad_request("consent_required", 65004, message);
        problem.report(&tenant, correlation_id(&headers)).parameters(&tenant.addresses.origin)
    };
    answer.extend([("admin_consent", "True".to_owned()), ("tenant", TENANT_ID.to_owned())]);
    send_back(&tenant, &request.return_address, answer)
}

const PAGE: &str = r#"<p>You are here as an administrator. For everybody in your organisation, the application asks to:</p>
<ul>{}</ul>
<form method="post" action="/dev/admin-consent">
<input type="hidden" name="form" value="{}">
<p><button name="decision" value="accept">Accept for the whole organisation</button></p>
<p><button name="decision" value="decline">Refuse</button></p>
</form>
"#;
