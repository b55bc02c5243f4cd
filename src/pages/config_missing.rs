//! Every page of an app that is not configured: the missing settings, and what to do about them.

use axum::http::StatusCode;
use leptos::prelude::*;

use crate::{server::config::ConfigFinding, web::Page};

/// Returns the page, with status 503. It lists all findings at once, so that the settings need one correction only.
pub fn page(findings: Vec<ConfigFinding>) -> Page {
    Page::new("Config missing").status(StatusCode::SERVICE_UNAVAILABLE).view(move || {
        view! {
            <section class="card">
                <h1>"Config missing"</h1>
                <p class="lead">
                    "Almost there. Put these settings right in the file " <code>".env"</code>
                    " or in the environment, and start the app again."
                </p>
                <ul class="findings">
                    {findings.into_iter().map(|finding| view! { <Finding finding /> }).collect::<Vec<_>>()}
                </ul>
                <p class="note">"Every setting is explained in " <code>".env.sample"</code> "."</p>
            </section>
        }
    })
}

#[component]
fn Finding(finding: ConfigFinding) -> impl IntoView {
    let ConfigFinding { variable, problem, advice, example } = finding;
    view! {
        <li>
            <h2>
                <code>{variable}</code>
            </h2>
            <p>{problem}</p>
            <p>{advice}</p>
            <p class="example">"For example: " <code>{example}</code></p>
        </li>
    }
}
