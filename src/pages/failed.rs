//! Anything that went wrong and has no page of its own.

use leptos::prelude::*;

use crate::{
    components::{HomepageLink, next_step_address},
    error::AppError,
    paths,
};

/// Says what happened and what to do next, in the error's own words.
#[component]
pub fn Failed(
    error: AppError,
    /// Under which the log has more.
    request_id: Option<String>,
) -> impl IntoView {
    view! {
        <section class="card">
            <h1>{error.title()}</h1>
            <p>{error.advice()}</p>
            <p class="actions">
                {error
                    .asks_for_sign_in()
                    .then(|| {
                        view! {
                            <a class="button main" href=next_step_address(&error, paths::HOME) rel="external">
                                {error.sign_in_label()}
                            </a>
                        }
                    })}
                {error
                    .may_pass()
                    .then(|| {
                        // The empty address is the one that the browser is at.
                        view! {
                            <a class="button main" href="">
                                "Try again"
                            </a>
                        }
                    })}
                <HomepageLink />
            </p>
            {request_id
                .map(|id| {
                    view! {
                        <p class="note">
                            "The people who run this app find what happened in its log, under the request ID " <code>{id}</code>
                            "."
                        </p>
                    }
                })}
        </section>
    }
}
