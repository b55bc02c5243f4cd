//! The states of a card without fresh data: not permitted, forbidden, no licence, throttled, or failed.

use leptos::prelude::*;

use super::card::{CardContext, CardEntry};
use crate::{
    error::{AppError, ShownError},
    islands::NextStepLink,
    paths,
    server::graph::PartFailure,
    text, texts,
};

/// Shows why a card has no fresh data, and what the user can do.
#[component]
pub fn CardProblem(card: &'static CardEntry, failure: PartFailure, context: CardContext) -> impl IntoView {
    match failure {
        PartFailure::NotPermitted => {
            let to = Allow { card: card.name, title: card.title, scope: card.scope, sentence: card.allow };
            view! { <AllowLink to /> }.into_any()
        }
        PartFailure::LicenceMissing => view! { <p>{text!("dashboard-licence-missing")}</p> }.into_any(),
        // The texts of the next states name Microsoft Graph, and the administrator of an organization.
        PartFailure::Failed(response) if !context.provider.is_workforce() => {
            view! { <Failed error=AppError::from(response) /> }.into_any()
        }
        PartFailure::Failed(response) if response.status == 403 => view! { <Forbidden card context /> }.into_any(),
        PartFailure::Failed(response) if response.status == 429 => {
            let advice = texts::units::retry(response.retry_after);
            view! { <p>{text!("dashboard-throttled", advice = advice)}</p> }.into_any()
        }
        PartFailure::Failed(response) => view! { <Failed error=AppError::from(response) /> }.into_any(),
        PartFailure::Error(error) => view! { <Failed error /> }.into_any(),
    }
}

/// A permission that the user can grant. `title` and `sentence` are IDs of messages.
#[derive(Clone, Copy, Debug)]
pub struct Allow {
    /// The name of the card in the address.
    pub card: &'static str,
    pub title: &'static str,
    pub scope: &'static str,
    pub sentence: &'static str,
}

/// Offers the consent to a permission. The user returns to the dashboard.
#[component]
pub fn AllowLink(to: Allow) -> impl IntoView {
    let Allow { card, title, scope, sentence } = to;
    let address = paths::to(&[paths::ALLOW, "?card=", card].concat());
    view! {
        <p>{texts::format(sentence, [])}</p>
        <p class="actions">
            <a class="button quiet" href=address rel="external nofollow">
                {text!("dashboard-allow", scope = scope)}
                <span class="unseen">" " {text!("dashboard-allow-card", title = texts::format(title, []))}</span>
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
    let (before, after) = texts::around("dashboard-forbidden");
    let request = match admin_consent {
        Some(address) => {
            text!("dashboard-forbidden-request-page", client_id = client_id, scope = scope, address = address)
        }
        None => text!("dashboard-forbidden-request", client_id = client_id, scope = scope),
    };
    view! {
        <p>{before} <code>{scope}</code> {after}</p>
        {link
            .map(|link| {
                view! {
                    <p>
                        {text!("dashboard-forbidden-administrator")} " "
                        <a href=link rel="external">
                            {text!("dashboard-forbidden-consent")}
                        </a>
                    </p>
                }
            })}
        <details>
            <summary>{text!("dashboard-forbidden-text")}</summary>
            <p>{request}</p>
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
