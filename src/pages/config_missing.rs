//! The page that an app with missing or invalid settings shows for every address: what is wrong, and what to do about
//! it.

mod lines;
mod words;

use axum::http::StatusCode;
use leptos::prelude::*;

#[cfg(test)]
pub use self::words::example;
pub use self::{
    lines::lines,
    words::{FindingWords, words},
};
use crate::{paths, server::config::Finding, web::Page};

/// Returns the page, with status 503. It lists all findings at once, so that one correction of the settings is enough. It links to the
/// page of the checks if that page exists for the request.
pub fn page(findings: &[Finding], has_checks: bool) -> Page {
    let findings: Vec<_> = findings.iter().map(words).collect();
    Page::new("Config missing").status(StatusCode::SERVICE_UNAVAILABLE).view(move || {
        view! {
            <section class="card" lang="en" dir="ltr">
                <h1>"Config missing"</h1>
                <p class="lead">
                    "Almost there. Correct these settings in the file " <code>".env"</code>
                    " or in the environment, and start the app again."
                </p>
                <ul class="findings">
                    {findings.into_iter().map(|words| view! { <Correction words /> }).collect::<Vec<_>>()}
                </ul>
                <p class="note">"Every setting is explained in " <code>".env.sample"</code> "."</p>
                {has_checks
                    .then(|| {
                        view! {
                            <p class="actions">
                                <a class="button quiet" href=paths::to(paths::SETUP)>
                                    "Check the set-up"
                                </a>
                            </p>
                        }
                    })}
            </section>
        }
    })
}

/// Shows one finding about a setting: what is wrong, what to do, and an example.
#[component]
pub fn Correction(words: FindingWords) -> impl IntoView {
    let sentence = words.sentence();
    let FindingWords { variable, advice, example, .. } = words;
    view! {
        <li>
            <h2>
                <code>{variable}</code>
            </h2>
            <p>{sentence}</p>
            <p>{advice}</p>
            <p class="example">"For example: " <code>{example}</code></p>
        </li>
    }
}
