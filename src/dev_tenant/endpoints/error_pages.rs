//! The error pages of the dev tenant: an invalid request, a page that is out of date, and the meaning of an error number.

use axum::extract::{Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use serde::Deserialize;

use crate::dev_tenant::endpoints::reply;
use crate::dev_tenant::protocol::aadsts::Aadsts;
use crate::dev_tenant::protocol::html::Html;
use crate::dev_tenant::protocol::problem::Problem;
use crate::dev_tenant::state::tenant::{SharedTenant, Tenant};

/// Returns the page for an error that must not be sent to the application (RFC 6749, section 4.1.2.1).
pub fn problem_page(tenant: &Tenant, headers: &HeaderMap, problem: Problem) -> Response {
    let report = reply::report(tenant, headers, problem);
    let number = report.problem.number;
    let advice = Aadsts::advice(number.number()).map(|advice| Html::filled(ADVICE, [&Html::text(advice)]));
    let registered = if number == Aadsts::REDIRECT_URI_NOT_REGISTERED { registered(tenant) } else { Html::default() };
    let advice = [advice.unwrap_or_default(), registered].into_iter().collect();
    let texts = [&report.code(), &report.problem.message, &report.trace_id, &report.correlation_id, &report.timestamp];
    let [code, message, trace_id, correlation_id, timestamp] = texts.map(|text| Html::text(text));
    let [config, link] = [report.page_config(), link_back(tenant)];
    let parts = [&code, &message, &advice, &trace_id, &correlation_id, &timestamp, &link, &config];
    reply::page(tenant, report.problem.status, "This request is not valid", &Html::filled(PROBLEM, parts))
}

/// Returns the page for a form that was sent twice, has expired, or is not from a page of the dev tenant.
pub fn stale_form(tenant: &Tenant) -> Response {
    let content = Html::filled(STALE, [&link_back(tenant)]);
    reply::page(tenant, StatusCode::BAD_REQUEST, "This page is out of date", &content)
}

#[derive(Deserialize)]
pub struct About {
    code: Option<u32>,
}

/// `GET /error?code=…`: the page to which `error_uri` of an error response leads.
pub async fn about(State(tenant): State<SharedTenant>, Query(query): Query<About>) -> Response {
    let number = query.code.unwrap_or_default();
    let unknown = "The development tenant does not send this error by itself. See the list of error codes of Entra ID.";
    let advice = Html::text(Aadsts::advice(number).unwrap_or(unknown));
    let content = Html::filled(ABOUT, [&Html::text(&number.to_string()), &advice, &link_back(&tenant)]);
    reply::page(&tenant, StatusCode::OK, "About an error", &content)
}

/// Returns the list of the registered redirect URIs.
fn registered(tenant: &Tenant) -> Html {
    let uris = tenant.registration.redirect_uris().iter();
    let entries: Html = uris.map(|uri| Html::filled("<li><code>{}</code></li>\n", [&Html::text(uri)])).collect();
    Html::filled("<p>These are registered:</p>\n<ul>\n{}</ul>\n", [&entries])
}

/// Returns the link to the application. It comes from the registration, so that a request cannot choose its target.
fn link_back(tenant: &Tenant) -> Html {
    let link = tenant.registration.application().map(|address| Html::filled(LINK, [&Html::text(&address)]));
    link.unwrap_or_default()
}

const PROBLEM: &str = r#"<p class="code">{}</p>
<p>{}</p>
{}<p class="soft">The application does not receive this error, because the request may come from another program.</p>
<dl>
<dt>Trace ID</dt><dd>{}</dd>
<dt>Correlation ID</dt><dd>{}</dd>
<dt>Timestamp</dt><dd>{}</dd>
</dl>
{}{}"#;

const ADVICE: &str = "<h2>What to do</h2>\n<p>{}</p>\n";

const STALE: &str = "<p>You have already used this page, it has expired, or the request came from another site. Go back to the application and start again.</p>\n{}";

const ABOUT: &str = r#"<p class="code">AADSTS{}</p>
<p>{}</p>
<p class="soft">The error response contains the details of this case.</p>
{}"#;

const LINK: &str = r#"<p class="choices"><a class="choice" href="{}/">Back to the application</a></p>
"#;
