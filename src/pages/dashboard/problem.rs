//! The states of a card without fresh data: not permitted, forbidden, no licence, throttled, or failed.

use leptos::prelude::*;

use super::card::{CardContext, CardEntry};
use crate::{
    error::{AppError, ShownError},
    islands::NextStepLink,
    paths,
    server::graph::PartFailure,
    texts::units,
};

/// Shows why a card has no fresh data, and what the user can do.
#[component]
pub fn CardProblem(card: &'static CardEntry, failure: PartFailure, context: CardContext) -> impl IntoView {
    match failure {
        PartFailure::NotPermitted => {
            view! { <AllowLink card=card.name scope=card.scope allows=card.allows /> }.into_any()
        }
        PartFailure::LicenceMissing => view! {
            <p>"Your account has no licence for this service. If you need it, ask your administrator."</p>
        }
        .into_any(),
        PartFailure::Failed(response) if response.status == 403 => view! { <Forbidden card context /> }.into_any(),
        PartFailure::Failed(response) if response.status == 429 => {
            let advice = units::retry(response.retry_after);
            view! { <p>"Microsoft Graph has received too many requests. " {advice}</p> }.into_any()
        }
        PartFailure::Failed(response) => view! { <Failed error=AppError::from(response) /> }.into_any(),
        PartFailure::Error(error) => view! { <Failed error /> }.into_any(),
    }
}

/// Offers the consent to a permission. The user returns to the dashboard.
#[component]
pub fn AllowLink(card: &'static str, scope: &'static str, allows: &'static str) -> impl IntoView {
    let address = paths::to(&[paths::ALLOW, "?card=", card].concat());
    view! {
        <p>"This app needs your permission to " {allows} ". You stay signed in."</p>
        <p class="actions">
            <a class="button quiet" href=address rel="external nofollow">
                "Allow "
                {scope}
                <span class="unseen">" to " {allows}</span>
            </a>
        </p>
    }
}

/// Explains a 403 although the user has granted the permission, with a text to send to an administrator.
#[component]
fn Forbidden(card: &'static CardEntry, context: CardContext) -> impl IntoView {
    let CardContext { client_id, admin_consent, .. } = context;
    let link = admin_consent.as_ref().map(|_| paths::to(paths::ADMIN_CONSENT));
    let scope = card.scope;
    view! {
        <p>
            "Microsoft Graph did not let this app read the data. You have allowed " <code>{scope}</code>
            ", but your organization does not permit it. Ask your administrator."
        </p>
        {link
            .map(|link| {
                view! {
                    <p>
                        "Are you an administrator? "
                        <a href=link rel="external">
                            "Allow this app for your organization"
                        </a>
                    </p>
                }
            })}
        <details>
            <summary>"Text for your administrator"</summary>
            <p>
                "Please allow the app with the client ID " {client_id} " to use the delegated permission " {scope}
                " of Microsoft Graph." {admin_consent.map(|address| [" The page is ", &address].concat())}
            </p>
        </details>
    }
}

/// Shows an error with its advice.
#[component]
fn Failed(error: AppError) -> impl IntoView {
    let ShownError { title, advice, next, .. } = ShownError::from(&error);
    view! {
        <div class="problem">
            <p>
                <strong>{title}</strong>
            </p>
            <p>{advice}</p>
            {next
                .map(|next| {
                    view! {
                        <p class="actions">
                            <NextStepLink next />
                        </p>
                    }
                })}
        </div>
    }
}
