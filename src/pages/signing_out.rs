//! On the way out: the session is over here, the provider's turn is next.

use leptos::prelude::*;

use crate::model::RevocationProblem;

/// Shows the way on. The response also refreshes to it by itself, unless there is a problem to be read first.
#[component]
pub fn SigningOut(continue_to: String, problem: Option<RevocationProblem>) -> impl IntoView {
    let (words, name) = if problem.is_some() {
        (
            "All your sessions in this app have ended. At your sign-in service you are still signed in until you continue.",
            "Continue and sign out there",
        )
    } else {
        ("You are signed out of this app. One moment: your sign-in service is next.", "Continue")
    };
    view! {
        <section class="card">
            <h1>"Signing you out"</h1>
            <p>{words}</p>
            {problem
                .map(|problem| {
                    view! {
                        <div class="problem">
                            <h2>"You may still be signed in to other apps"</h2>
                            <p>{explanation(problem)}</p>
                        </div>
                    }
                })}
            <p class="actions">
                <a class="button main" href=continue_to rel="external">
                    {name}
                </a>
            </p>
        </section>
    }
}

const fn explanation(problem: RevocationProblem) -> &'static str {
    match problem {
        RevocationProblem::NotAllowed => {
            "Microsoft did not let this app end your sign-ins in other apps: it lacks the permission for that. Your administrator can give it, or sign you out for you."
        }
        RevocationProblem::Over => {
            "Your sign-in in this browser had already ended at Microsoft, so this app could not ask it to end those in other apps. Sign in again to try once more."
        }
        RevocationProblem::Failed => {
            "Microsoft could not be asked to end your sign-ins in other apps. Sign in again to try once more."
        }
    }
}
