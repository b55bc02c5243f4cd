//! `GET /setup`, in development: the results of the doctor's checks, each with its reason and how to correct it.
//!
//! The page exists only if the settings are those of a development machine (`server::config`), and only for requests of a program
//! on this machine without a proxy. All other requests get the response of an unknown address.

use std::{convert::Infallible, sync::Arc};

use axum::{
    extract::{FromRequestParts, OptionalFromRequestParts},
    http::request::Parts,
};
use leptos::prelude::*;

use super::{not_found, request::Anyone};
use crate::{
    error::AppError,
    server::doctor::{CheckOutcome, Line, SetupChecks},
    web::{HomepageLink, Page, PageResult, comes_from_this_machine},
};

/// The proof that a program on this machine sent the request, without a proxy.
pub struct OnThisMachine;

impl<S: Send + Sync> FromRequestParts<S> for OnThisMachine {
    type Rejection = Page;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Page> {
        if comes_from_this_machine(parts) { Ok(Self) } else { Err(not_found::page()) }
    }
}

impl<S: Send + Sync> OptionalFromRequestParts<S> for OnThisMachine {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Option<Self>, Infallible> {
        Ok(comes_from_this_machine(parts).then_some(Self))
    }
}

/// The data of the page.
pub struct SetupView {
    pub lines: Vec<Line>,
    /// Whether the app runs with its built-in dev tenant.
    pub dev_tenant: bool,
}

/// Shows the results of the checks, which run now or ran a moment ago.
pub async fn setup(request: Anyone, _here: OnThisMachine) -> PageResult {
    let services = request.services();
    let Some(checks) = &services.setup else { return Ok(not_found::page()) };
    let lines = checks.lines(Some(&services.auth.store)).await.ok_or(AppError::Unexpected)?;
    Ok(page(SetupView { lines, dev_tenant: services.dev_tenant }))
}

/// Returns the page of an app with an incomplete configuration.
pub async fn of_incomplete(checks: &Arc<SetupChecks>) -> Page {
    match checks.lines(None).await {
        Some(lines) => page(SetupView { lines, dev_tenant: false }),
        None => AppError::Unexpected.into(),
    }
}

/// Returns the page: first the checks that need an action, then those that passed, then those that were not made.
pub fn page(view: SetupView) -> Page {
    Page::new("Set-up").view(move || view! { <Setup view /> })
}

#[component]
fn Setup(view: SetupView) -> impl IntoView {
    let SetupView { lines, dev_tenant } = view;
    let summary = summary(&lines);
    let of = |outcomes: &[CheckOutcome]| -> Vec<Line> {
        outcomes.iter().flat_map(|outcome| lines.iter().filter(move |line| line.outcome == *outcome)).cloned().collect()
    };
    let problems = of(&[CheckOutcome::Failed, CheckOutcome::Warning]);
    let passed = of(&[CheckOutcome::Ok]);
    let skipped = of(&[CheckOutcome::Skipped]);
    view! {
        <section class="card" lang="en" dir="ltr">
            <h1>"Set-up"</h1>
            <p class="lead">{summary}</p>
            {dev_tenant
                .then(|| {
                    view! {
                        <p>
                            "This app runs with its built-in development tenant, so the checks of the provider and the API are about that tenant. To connect a real tenant, copy "
                            <code>".env.sample"</code> " to " <code>".env"</code> ", fill it in, and start the app again."
                        </p>
                    }
                })}
            {(!problems.is_empty())
                .then(|| {
                    let items = problems.into_iter().map(|line| view! { <Problem line /> }).collect::<Vec<_>>();
                    view! { <ul class="findings">{items}</ul> }
                })}
            <p class="actions">
                <a class="button main" href="">
                    "Check again"
                </a>
                <HomepageLink />
            </p>
            <Results heading="Passed" id="passed" lines=passed />
            <Results heading="Not checked" id="not-checked" lines=skipped />
            <p class="note">
                "This page exists in development only. On a server, the command " <code>"leptos-entra doctor"</code>
                " runs the same checks. A change of a setting takes effect after a restart of the app; the results of a run are kept for some seconds."
            </p>
        </section>
    }
}

/// Returns the numbers of results, as a sentence.
fn summary(lines: &[Line]) -> String {
    let count = |outcome| lines.iter().filter(|line| line.outcome == outcome).count();
    let [passed, warnings, failed, skipped] =
        [CheckOutcome::Ok, CheckOutcome::Warning, CheckOutcome::Failed, CheckOutcome::Skipped].map(count);
    format!("{failed} failed, {warnings} with a warning, {passed} passed, {skipped} not checked.")
}

/// Shows a check that failed or warns: the result, the reason, the correction and a link.
#[component]
pub fn Problem(line: Line) -> impl IntoView {
    let Line { check, subject, outcome, what, why, fix, link } = line;
    let label = if outcome == CheckOutcome::Failed { "Failed: " } else { "Warning: " };
    let name = check.name();
    view! {
        <li>
            <h2>
                <code>{name.clone()}</code>
            </h2>
            <p>
                <strong>{label}</strong>
                {what}
            </p>
            {subject.map(|subject| view! { <p class="example">"About: " <code>{subject}</code></p> })}
            {why.map(|why| view! { <p>"Why: " {why}</p> })}
            {fix.map(|fix| view! { <p class="example">"How to correct it: " {fix}</p> })}
            {link
                .map(|link| {
                    view! {
                        <p>
                            <a href=link rel="external noreferrer">
                                "More about " {name} " on another site"
                            </a>
                        </p>
                    }
                })}
        </li>
    }
}

/// Lists checks that need no action.
#[component]
fn Results(heading: &'static str, id: &'static str, lines: Vec<Line>) -> impl IntoView {
    let row = |line: Line| {
        let subject = line.subject.map(|subject| format!(" ({subject})"));
        view! {
            <div>
                <dt>
                    <code>{line.check.name()}</code>
                </dt>
                <dd>{line.what} {subject} {line.why.map(|why| format!(" {why}"))}</dd>
            </div>
        }
    };
    (!lines.is_empty()).then(|| {
        view! {
            <section class="more" aria-labelledby=id>
                <h2 id=id>{heading}</h2>
                <dl class="facts">{lines.into_iter().map(row).collect::<Vec<_>>()}</dl>
            </section>
        }
    })
}
