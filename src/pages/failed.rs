//! Anything that went wrong and has no page of its own.

use leptos::prelude::*;

use crate::{
    components::{HomepageLink, sign_in_address},
    error::AppError,
    paths,
};

/// Says what happened and what to do next, in the error's own words.
#[component]
pub fn Failed(error: AppError) -> impl IntoView {
    view! {
        <section class="card">
            <h1>{error.title()}</h1>
            <p>{error.advice()}</p>
            <p class="actions">
                {error
                    .asks_for_sign_in()
                    .then(|| {
                        view! {
                            <a class="button main" href=sign_in_address(paths::HOME) rel="external">
                                {error.sign_in_label()}
                            </a>
                        }
                    })}
                <HomepageLink />
            </p>
        </section>
    }
}
