//! `GET /sign-in-failed`: why a sign-in failed, what to do next, and details for administrators and developers.
//!
//! The texts come from a stored record or a fixed list, never from the address of the request.

mod explained;
mod for_developers;
mod reasons;
mod words;

use axum::{
    extract::{Query, rejection::QueryRejection},
    http::{StatusCode, header},
};
use leptos::prelude::*;
use serde::Deserialize;

pub use self::{
    explained::{Fact, SignInFailedView, explained},
    reasons::reason_in_words,
};
use super::request::Anyone;
use crate::{
    error::AppError,
    islands::CopyButton,
    paths::{self, ReturnTo},
    server::{
        auth::{Auth, FailedSignIn},
        session::Reference,
        sign_in_problem::SignInProblem,
    },
    text,
    web::{CopyTexts, HomepageLink, Page, PageResult, RETRY_SOON},
};

/// The query parameters of the page.
#[derive(Default, Deserialize)]
pub struct ProblemQuery {
    /// The reference of the stored record of a failed sign-in.
    #[serde(rename = "ref")]
    reference: Option<Reference>,
    /// The name of a problem in the fixed list.
    problem: Option<String>,
}

/// Explains the failed sign-in to which the address of the page refers.
pub async fn sign_in_failed(request: Anyone, query: Result<Query<ProblemQuery>, QueryRejection>) -> PageResult {
    let services = request.services();
    let ProblemQuery { reference, problem } = query.map(|Query(query)| query).unwrap_or_default();
    let problem = services.auth.problem(reference.as_ref(), problem.as_deref()).await.map_err(|error| {
        tracing::error!(error = &error as &dyn std::error::Error, "the record of a failed sign-in could not be read");
        AppError::StoreUnavailable
    })?;
    Ok(page(problem, services.auth.admin_consent_endpoint().is_some()))
}

/// Explains a failed sign-in without a redirect, for a request whose address contains no authorization response.
pub fn of(auth: &Auth, failed: &FailedSignIn) -> Page {
    auth.report_failed_sign_in(failed);
    match failed.app_error() {
        Some(error) => Page::from(error),
        // Only an authorization response can report missing consent, so missing consent is not the reason of this
        // failure.
        None => page(failed.problem(), false),
    }
}

/// Returns the page that explains a problem. `has_admin_consent` tells whether administrators can approve this app at
/// the provider.
pub fn page(problem: SignInProblem, has_admin_consent: bool) -> Page {
    let status = StatusCode::from_u16(problem.kind.status()).unwrap_or(StatusCode::BAD_REQUEST);
    let view = explained(problem);
    let admin_consent = view.admin_consent && has_admin_consent;
    let view = SignInFailedView { admin_consent, ..view };
    let page = Page::new(view.title.clone()).status(status);
    let is_temporary = status == StatusCode::SERVICE_UNAVAILABLE;
    let page = if is_temporary { page.header(header::RETRY_AFTER, RETRY_SOON) } else { page };
    page.view(move || view! { <SignInFailed view /> })
}

/// Shows why the sign-in failed. The view contains no free text of the provider.
#[component]
fn SignInFailed(view: SignInFailedView) -> impl IntoView {
    let (retry, label) = if view.another_account {
        (paths::sign_in_with_another_account(&view.return_to), text!("sign-in-failed-another-account"))
    } else if view.is_step_up {
        (ReturnTo::parse(&view.return_to).as_str().to_owned(), text!("sign-in-failed-try-again"))
    } else {
        (paths::sign_in(&view.return_to), text!("sign-in-failed-try-again"))
    };
    let is_something_known = !view.facts.is_empty() || view.time.is_some();
    view! {
        <section class="card">
            <h1>{view.title}</h1>
            <p class="lead">{view.what_happened}</p>
            <p>{view.what_next}</p>
            {view.note.map(|note| view! { <p>{note}</p> })}
            <p class="actions">
                <a class="button main" href=paths::to(&retry) rel="external">
                    {label}
                </a>
                {view
                    .admin_consent
                    .then(|| {
                        view! {
                            <a class="button quiet" href=paths::to(paths::ADMIN_CONSENT)>
                                {text!("sign-in-failed-approve")}
                            </a>
                        }
                    })}
                <HomepageLink />
            </p>
            {is_something_known.then(|| view! { <Details facts=view.facts time=view.time /> })}
            <details class="more">
                <summary>{text!("sign-in-failed-for-administrators")}</summary>
                {paragraphs(view.for_administrators)}
            </details>
            <details class="more">
                <summary>{text!("sign-in-failed-for-developers")}</summary>
                <div lang="en" dir="ltr">
                    {paragraphs(view.for_developers)}
                </div>
            </details>
        </section>
    }
}

/// Shows the details that a support request needs, with a button that copies them. Without JavaScript, users can select
/// the text.
#[component]
fn Details(facts: Vec<Fact>, time: Option<String>) -> impl IntoView {
    let mut text: String = facts.iter().flat_map(|Fact { name, value }| [name, ": ", value, "\n"]).collect();
    if let Some(time) = &time {
        text.extend([text!("sign-in-failed-detail-time").as_str(), ": ", time, "\n"]);
    }
    view! {
        <section class="more" aria-labelledby="details-heading">
            <h2 id="details-heading">{text!("sign-in-failed-details")}</h2>
            <dl class="facts">
                {facts
                    .into_iter()
                    .map(|Fact { name, value }| {
                        view! {
                            <div>
                                <dt>{name}</dt>
                                <dd dir="auto">{value}</dd>
                            </div>
                        }
                    })
                    .collect::<Vec<_>>()}
                {time
                    .map(|time| {
                        let datetime = time.clone();
                        view! {
                            <div>
                                <dt>{text!("sign-in-failed-detail-time")}</dt>
                                <dd>
                                    <time datetime=datetime>{time}</time>
                                </dd>
                            </div>
                        }
                    })}
            </dl>
            <CopyButton>
                <CopyTexts />
                <button class="button quiet" type="button" data-copy=text>
                    {text!("sign-in-failed-copy")}
                </button>
            </CopyButton>
        </section>
    }
}

fn paragraphs(texts: Vec<String>) -> impl IntoView {
    texts.into_iter().map(|text| view! { <p>{text}</p> }).collect::<Vec<_>>()
}

#[cfg(test)]
mod tests;
