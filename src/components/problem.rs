//! A problem in place: what happened, and what to do next.

use leptos::prelude::*;

use crate::{components::sign_in_address, error::AppError};

/// Shows a problem below the heading of its page. What else can be done stands below it, as children.
#[component]
pub fn Problem(error: AppError, #[prop(optional)] children: Option<Children>) -> impl IntoView {
    view! {
        <div class="problem">
            <h2>{error.title()}</h2>
            <p>{error.advice()}</p>
            <p class="actions">
                {error
                    .asks_for_sign_in()
                    .then(|| {
                        view! {
                            <a class="button main" href=sign_in_address("/") rel="external">
                                "Sign in again"
                            </a>
                        }
                    })}
                {children.map(|children| children())}
            </p>
        </div>
    }
}
