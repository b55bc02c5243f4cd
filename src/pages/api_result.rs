//! The API explorer: the response of the downstream API as a page or a file, for a form of this app.

mod download;

use axum::response::{IntoResponse, Response};
use leptos::{either::Either, prelude::*};
use serde::Deserialize;

use super::audience::of_session;
use crate::{
    error::{AppError, ShownError},
    islands::{ExploreResponse, Problem},
    model::ApiResponse,
    paths,
    server::{
        Caller,
        graph::{self, CallOptions},
        session::Action,
    },
    text,
    web::{Page, ResponseOfApi, SessionOfPage, cookies},
};

/// The longest text that the search accepts, in characters.
const LONGEST_SEARCH: usize = 200;

/// The form of a call. Without fields it is the call of `ENDPOINT`.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct CallForm {
    /// The address of a further page of the list at `ENDPOINT`.
    page: Option<String>,
    /// The number of that page.
    number: Option<String>,
    /// The text to search for in the response.
    search: Option<String>,
    /// Its presence asks for the response as a file.
    download: Option<String>,
}

impl From<&CallForm> for CallOptions {
    fn from(form: &CallForm) -> Self {
        let given =
            |field: &Option<String>| field.as_deref().map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned);
        Self {
            page: form.page.clone().filter(|page| !page.is_empty()),
            page_number: form.number.as_deref().and_then(|number| number.parse().ok()).unwrap_or_default(),
            search: given(&form.search).map(|search| search.chars().take(LONGEST_SEARCH).collect()),
        }
    }
}

/// Calls the downstream API for the caller, and responds with the result as a page, or as a file.
pub async fn respond(caller: Caller, form: CallForm) -> Response {
    let options = CallOptions::from(&form);
    match call(&caller, &options).await {
        // The session store failed before the API was called, so the page shows this failure instead of a result.
        Err(error @ AppError::StoreUnavailable) => Page::from(error).into_response(),
        Ok(response) if form.download.is_some() => {
            (cookies::after_sign_in(&caller).await, download::file(response)).into_response()
        }
        result => of_session(&caller, page(result, options.search), SessionOfPage::BelongsAfterForm).await,
    }
}

/// Calls the downstream API. Guard: the caller is signed in.
async fn call(caller: &Caller, options: &CallOptions) -> Result<ApiResponse, AppError> {
    let user = caller.clone().with_requested_action(Action::CallApi).signed_in().await?;
    Ok(graph::call(&user, options).await?)
}

/// Returns the page with the response of the downstream API, or with the error.
pub fn page(result: Result<ApiResponse, AppError>, search: Option<String>) -> Page {
    let page = match &result {
        Ok(_) => Page::new(text!("account-api-result-title")),
        Err(error) => Page::from(error.clone()),
    };
    page.view(move || {
        view! {
            <section class="card">
                <h1>{text!("account-api-result-title")}</h1>
                {match result {
                    Ok(response) => {
                        Either::Left(
                            view! {
                                <ExploreResponse>
                                    <ResponseOfApi response has_endpoint=true search />
                                </ExploreResponse>
                            },
                        )
                    }
                    Err(error) => Either::Right(view! { <Problem error=ShownError::from(&error) /> }),
                }}
                <p class="actions">
                    <a class="button quiet" href=paths::to(paths::HOME)>
                        {text!("account-back")}
                    </a>
                </p>
            </section>
        }
    })
}
