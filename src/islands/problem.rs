//! An error below the heading of a page: what happened, and what to do next.

use leptos::prelude::*;

use crate::{
    client,
    error::{NextStep, ShownError},
    paths,
};

/// Shows an error, with the link to the next step.
#[component]
pub fn Problem(
    error: ShownError,
    /// The ID of the form that the button "Try again" sends again.
    #[prop(optional)]
    retry: Option<&'static str>,
) -> impl IntoView {
    let ShownError { title, advice, next, .. } = error;
    view! {
        <div class="problem">
            <h2>{title}</h2>
            <p>{advice}</p>
            <p class="actions">
                {next.map(|next| view! { <NextStepLink next /> })}
                {retry
                    .map(|form| {
                        view! {
                            <button class="button quiet" type="submit" form=form>
                                {client::text("data-try-again")}
                            </button>
                        }
                    })}
            </p>
        </div>
    }
}

/// Shows the link to the next step after an error.
#[component]
pub fn NextStepLink(next: NextStep) -> impl IntoView {
    let NextStep { label, path } = next;
    view! {
        <a class="button main" href=paths::to(&path) rel="external">
            {label}
        </a>
    }
}
