//! The result page: what the downstream API answered, for browsers without a script.

use leptos::{either::Either, prelude::*};

use crate::{
    components::{Answer, Problem},
    error::AppError,
    model::ApiResponse,
    paths,
};

/// Shows the answer or the problem, and the way back.
#[component]
pub fn ApiResult(result: Result<ApiResponse, AppError>) -> impl IntoView {
    view! {
        <section class="card">
            <h1>"Answer of the downstream API"</h1>
            {match result {
                Ok(answer) => Either::Left(view! { <Answer answer /> }),
                Err(error) => Either::Right(view! { <Problem error /> }),
            }}
            <p class="actions">
                <a class="button quiet" href=paths::to(paths::HOME)>
                    "Back"
                </a>
            </p>
        </section>
    }
}
