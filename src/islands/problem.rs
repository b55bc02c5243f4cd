//! An error below the heading of a page: what happened, and what to do next.

use leptos::prelude::*;

use super::next_step_address;
use crate::{error::AppError, paths};

/// Shows an error.
#[component]
pub fn Problem(
    error: AppError,
    /// The ID of the form that "Try again" sends again.
    #[prop(optional)]
    retry: Option<&'static str>,
) -> impl IntoView {
    view! {
        <div class="problem">
            <h2>{error.title()}</h2>
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
                {retry
                    .map(|form| {
                        view! {
                            <button class="button quiet" type="submit" form=form>
                                "Try again"
                            </button>
                        }
                    })}
            </p>
        </div>
    }
}
