//! The app before it is set up: what is missing, and what to do about it.

use leptos::prelude::*;

use crate::model::ConfigFinding;

/// Lists every finding at once, so that one look at the settings is enough.
#[component]
pub fn ConfigMissing(findings: Vec<ConfigFinding>) -> impl IntoView {
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
