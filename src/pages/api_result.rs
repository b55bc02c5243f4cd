//! The result page: the response of the downstream API, for a form that was sent without JavaScript.

use axum::response::{IntoResponse, Response};
use leptos::{either::Either, prelude::*};

use super::audience::of_session;
use crate::{
    error::{AppError, ShownError},
    islands::{ApiResponseText, Problem},
    model::ShownResponse,
    paths,
    server::Caller,
    server_fns, text,
    web::{Page, SessionOfPage, server_functions},
};

/// Calls the downstream API for the caller, and shows the result.
pub async fn respond(caller: Caller) -> Response {
    match server_functions::within(caller.clone(), server_fns::call_api()).await {
        // The session store failed before the API was called, so the page shows this failure instead of a result.
        Err(error @ AppError::StoreUnavailable) => Page::from(error).into_response(),
        result => of_session(&caller, page(result), SessionOfPage::BelongsAfterForm).await,
    }
}

/// Returns the page with the response of the downstream API, or with the error.
pub fn page(result: Result<ShownResponse, AppError>) -> Page {
    let page = match &result {
        Ok(_) => Page::new(text!("account-api-result-title")),
        Err(error) => Page::from(error.clone()),
    };
    page.view(move || {
        view! {
            <section class="card">
                <h1>{text!("account-api-result-title")}</h1>
                {match result {
                    Ok(answer) => Either::Left(view! { <ApiResponseText answer /> }),
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
