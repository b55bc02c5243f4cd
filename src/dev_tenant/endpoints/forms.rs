//! The parameters of requests, and the one-time forms of the dev tenant's pages.

use axum::body::Bytes;
use axum::extract::{FromRequest, Request};
use axum::http::{HeaderMap, Method};
use axum::response::{IntoResponse, Response};

use crate::dev_tenant::endpoints::guards::is_from_our_page;
use crate::dev_tenant::protocol::html::Html;
use crate::dev_tenant::protocol::parameters::Parameters;
use crate::dev_tenant::protocol::problem::Problem;
use crate::dev_tenant::state::lock::hold;
use crate::dev_tenant::state::open_forms::Waiting;
use crate::dev_tenant::state::tenant::Tenant;

/// The parameters of a request: the form body of a `POST`, otherwise the query.
pub struct SentParameters(pub Result<Parameters, Problem>);

impl<State: Send + Sync> FromRequest<State> for SentParameters {
    type Rejection = Response;

    async fn from_request(request: Request, state: &State) -> Result<Self, Self::Rejection> {
        if request.method() != Method::POST {
            return Ok(Self(Parameters::of_query(request.uri().query())));
        }
        let headers = request.headers().clone();
        let body = Bytes::from_request(request, state).await.map_err(IntoResponse::into_response)?;
        Ok(Self(Parameters::of_body(&headers, &body)))
    }
}

/// Stores the request that continues when a page's form is sent, and returns the one-time value of the form's hidden
/// field.
pub fn open_form(tenant: &Tenant, waiting: Waiting) -> Html {
    Html::text(&hold(&tenant.open_forms).open(waiting, tenant.clock.now()))
}

/// Takes the stored request that continues with a sent form, and returns it with the form's parameters. `None` if the
/// form was not sent from a page of the dev tenant, was sent before, or has expired.
pub fn sent_form(tenant: &Tenant, headers: &HeaderMap, body: &[u8]) -> Option<(Parameters, Waiting)> {
    if !is_from_our_page(tenant, headers) {
        return None;
    }
    let parameters = Parameters::of_body(headers, body).ok()?;
    let waiting = hold(&tenant.open_forms).take(&parameters, tenant.clock.now())?;
    Some((parameters, waiting))
}
