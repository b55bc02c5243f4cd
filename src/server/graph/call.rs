//! The call of the downstream API (`ENDPOINT`) by the button of the page, or of a further page of its list.

use std::time::Instant;

use url::Url;

use crate::{
    model::{ApiBody, ApiResponse, ListPosition, NextPage},
    server::{
        SignedIn,
        api::{ApiError, ApiRequest, ListPage, body_of, json_tree, next_link, request_id, send, without_query},
        http::HttpResponse,
        oidc::readable,
    },
};

/// The options of a call. By default it is the call of `ENDPOINT`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CallOptions {
    /// The address of a further page of the list at `ENDPOINT`, as this app has put it into a form.
    pub page: Option<String>,
    /// The number of that page, which is only shown.
    pub page_number: u32,
    /// The text to search for in the response.
    pub search: Option<String>,
}

/// Calls the downstream API for the signed-in user.
pub async fn call<R>(user: &SignedIn<R>, options: &CallOptions) -> Result<ApiResponse, ApiError> {
    call_endpoint(user, options).await.inspect_err(ApiError::log)
}

async fn call_endpoint<R>(user: &SignedIn<R>, options: &CallOptions) -> Result<ApiResponse, ApiError> {
    let endpoint = user.services().endpoint.as_ref().ok_or_else(ApiError::no_endpoint)?;
    let page = match &options.page {
        Some(text) => Some(ListPage::parse(endpoint, text).ok_or(ApiError::ForeignPage)?),
        None => None,
    };
    let address = page.as_ref().map_or(endpoint, ListPage::address);
    let started = Instant::now();
    let response = send(user, &ApiRequest::of_graph(address, &[])).await?;
    let milliseconds = u32::try_from(started.elapsed().as_millis()).unwrap_or(u32::MAX);
    let body = body_of(&response)?;
    let is_json = matches!(body, ApiBody::Json { .. });
    Ok(ApiResponse {
        endpoint: without_query(endpoint),
        status: response.status.as_u16(),
        body,
        tree: if is_json { json_tree(&response.body, options.search.as_deref()) } else { None },
        milliseconds,
        request_id: request_id(&response).map(|id| id.to_string()),
        list: ListPosition {
            number: if page.is_some() { options.page_number.max(2) } else { 1 },
            next: next_page(endpoint, &response),
            page: page.map(|page| page.address().to_string()),
        },
        received: response.body,
    })
}

/// Returns the next page that the response of a list names.
fn next_page(endpoint: &Url, response: &HttpResponse) -> Option<NextPage> {
    let link = next_link(&readable(&response.body))?;
    Some(match ListPage::of_link(endpoint, &link) {
        Some(page) => NextPage::At(page.address().to_string()),
        None => NextPage::Elsewhere,
    })
}
