//! The sign-in failure view: what happened and what to do next, and below it what others need to know.

mod explained;
mod for_developers;
mod numbers;
mod numbers_b2c;
mod reasons;
mod words;

use leptos::prelude::*;

pub use explained::explained;
pub use numbers::number_in_words;
pub use reasons::reason_in_words;

use crate::{
    components::{CopyButton, HomepageLink, sign_in_address, sign_in_with_another_account_address},
    model::{Fact, SignInFailedView},
    paths,
};

/// Shows a failed sign-in, in our words: nothing of the provider's free text is in it.
#[component]
pub fn SignInFailed(view: SignInFailedView) -> impl IntoView {
    let (retry, label) = if view.another_account {
        (sign_in_with_another_account_address(&view.return_to), "Use another account")
    } else {
        (sign_in_address(&view.return_to), "Try again")
    };
    let is_something_known = !view.facts.is_empty() || view.time.is_some();
    view! {
        <section class="card">
            <h1>"Sign-in failed"</h1>
            <p class="lead">{view.what_happened}</p>
            <p>{view.what_next}</p>
            <p class="actions">
                <a class="button main" href=retry rel="external">
                    {label}
                </a>
                {view
                    .admin_consent
                    .then(|| {
                        view! {
                            <a class="button quiet" href=paths::to(paths::ADMIN_CONSENT)>
                                "Approve as an administrator"
                            </a>
                        }
                    })}
                <HomepageLink />
            </p>
            {is_something_known.then(|| view! { <Details facts=view.facts time=view.time /> })}
            <ForOthers summary="For administrators" texts=view.for_administrators />
            <ForOthers summary="For developers" texts=view.for_developers />
        </section>
    }
}

/// What support asks for. Without a script the text can be selected.
#[component]
fn Details(facts: Vec<Fact>, time: Option<String>) -> impl IntoView {
    let mut text: String = facts.iter().flat_map(|Fact { name, value }| [name, ": ", value, "\n"]).collect();
    if let Some(time) = &time {
        text.push_str("Time (UTC): ");
        text.push_str(time);
        text.push('\n');
    }
    view! {
        <section class="more" aria-labelledby="details-heading">
            <h2 id="details-heading">"Details"</h2>
            <dl class="facts">
                {facts
                    .into_iter()
                    .map(|Fact { name, value }| {
                        view! {
                            <div>
                                <dt>{name}</dt>
                                <dd>{value}</dd>
                            </div>
                        }
                    })
                    .collect::<Vec<_>>()}
                {time
                    .map(|time| {
                        let datetime = time.clone();
                        view! {
                            <div>
                                <dt>"Time (UTC)"</dt>
                                <dd>
                                    <time datetime=datetime>{time}</time>
                                </dd>
                            </div>
                        }
                    })}
            </dl>
            <CopyButton label="Copy details" text />
        </section>
    }
}

/// Texts that most people need not read: closed until somebody opens them.
#[component]
fn ForOthers(summary: &'static str, texts: Vec<String>) -> impl IntoView {
    view! {
        <details class="more">
            <summary>{summary}</summary>
            {texts.into_iter().map(|text| view! { <p>{text}</p> }).collect::<Vec<_>>()}
        </details>
    }
}

#[cfg(test)]
mod tests;
