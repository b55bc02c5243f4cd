//! The sign-in failure view: what happened, what to do next, and what the administrator needs to know.

mod words;

use leptos::prelude::*;

use self::words::words;
use crate::{
    components::{CopyButton, HomepageLink, sign_in_address, sign_in_with_another_account_address},
    model::{SignInProblem, SignInProblemKind},
};

/// Shows a failed sign-in, in our words: nothing of the provider's free text is in it.
#[component]
pub fn SignInFailed(problem: SignInProblem) -> impl IntoView {
    let words = words(problem.kind);
    let retry = match problem.kind {
        // The same account would be refused again.
        SignInProblemKind::AccountNotAllowed => sign_in_with_another_account_address(&problem.return_to),
        _ => sign_in_address(&problem.return_to),
    };
    let details = details(problem);
    view! {
        <section class="card">
            <h1>"Sign-in failed"</h1>
            <p class="lead">{words.what_happened}</p>
            <p>{words.what_next}</p>
            <p class="actions">
                <a class="button main" href=retry rel="external">
                    "Try again"
                </a>
                <HomepageLink />
            </p>
            {(!details.is_empty()).then(|| view! { <ForTheAdministrator details /> })}
        </section>
    }
}

type Detail = (&'static str, String);

/// Returns what is known, with the names that Microsoft's own pages use.
fn details(problem: SignInProblem) -> Vec<Detail> {
    let SignInProblem { error, code, trace_id, correlation_id, timestamp, .. } = problem;
    [("Error", error), ("Code", code), ("Trace ID", trace_id), ("Correlation ID", correlation_id), ("Time", timestamp)]
        .into_iter()
        .filter_map(|(name, value)| value.map(|value| (name, value)))
        .collect()
}

#[component]
fn ForTheAdministrator(details: Vec<Detail>) -> impl IntoView {
    let text: String = details.iter().flat_map(|(name, value)| [*name, ": ", value, "\n"]).collect();
    view! {
        <details class="administrator" open>
            <summary>"For your administrator"</summary>
            <dl class="facts">
                {details
                    .into_iter()
                    .map(|(name, value)| {
                        view! {
                            <div>
                                <dt>{name}</dt>
                                <dd>{value}</dd>
                            </div>
                        }
                    })
                    .collect::<Vec<_>>()}
            </dl>
            <CopyButton label="Copy details" text />
        </details>
    }
}
