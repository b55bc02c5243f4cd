//! The blocks in the style guide: notices, problems, badges, facts, findings, tables, and the loading state.

use leptos::prelude::*;

use super::sample::Sample;
use crate::{
    error::{AppError, ShownError},
    islands::Problem,
    pages::{
        config_missing::{Correction, words},
        setup,
    },
    server::{
        config::{
            Finding, Variable,
            finding::{Missing, SecretProblem},
        },
        doctor::{Check, Line},
    },
};

#[component]
pub fn Notices() -> impl IntoView {
    view! {
        <Sample title="Notices" id="notices">
            <div class="notice">
                <h2>"For your information"</h2>
                <p>"The app is read-only on Sunday."</p>
            </div>
            <div class="notice success">
                <h2>"Saved"</h2>
                <p>"Your changes are saved."</p>
            </div>
            <div class="notice warning">
                <h2>"Your session ends in two minutes"</h2>
                <p>"Stay signed in, or save your work."</p>
            </div>
            <div class="problem">
                <h2>"The API did not respond in time"</h2>
                <p>"Nothing was changed. Try again in a moment."</p>
            </div>
        </Sample>
    }
}

#[component]
pub fn Badges() -> impl IntoView {
    view! {
        <Sample title="Badges" id="badges">
            <p class="actions">
                <span class="badge">"Draft"</span>
                <span class="badge success">"Online"</span>
                <span class="badge warning">"Away"</span>
                <span class="badge problem">"Failed"</span>
            </p>
        </Sample>
    }
}

#[component]
pub fn Facts() -> impl IntoView {
    view! {
        <Sample title="Facts" id="facts">
            <dl class="facts">
                <div>
                    <dt>"Signed in as"</dt>
                    <dd>"mia.keller@contoso.example"</dd>
                </div>
                <div>
                    <dt>"Tenant"</dt>
                    <dd>"aaaabbbb-0000-cccc-1111-dddd2222eeee"</dd>
                </div>
                <div>
                    <dt>"Name"</dt>
                    <dd dir="auto">"ליאור בן־דוד"</dd>
                </div>
            </dl>
        </Sample>
    }
}

#[component]
pub fn Table() -> impl IntoView {
    let rows = [("oid", "00000000-aaaa-1111-bbbb-222222222222", "yes"), ("email", "mia.keller@contoso.example", "no")];
    let rows = rows.map(|(claim, value, key)| {
        view! {
            <tr>
                <th scope="row">{claim}</th>
                <td>{value}</td>
                <td>{key}</td>
            </tr>
        }
    });
    view! {
        <Sample title="Tables" id="tables">
            <div class="scroll" role="region" aria-label="Table" tabindex="0">
                <table>
                    <thead>
                        <tr>
                            <th scope="col">"Claim"</th>
                            <th scope="col">"Value"</th>
                            <th scope="col">"Usable as a key"</th>
                        </tr>
                    </thead>
                    <tbody>{rows.collect_view()}</tbody>
                </table>
            </div>
        </Sample>
    }
}

/// The errors below a heading, with and without a next step.
#[component]
pub fn Problems() -> impl IntoView {
    let errors = [AppError::SessionEnded, AppError::ApiThrottled { retry_after: Some(30) }, AppError::ApiTimeout];
    let problems = errors.map(|error| view! { <Problem error=ShownError::from(&error) /> });
    view! {
        <Sample title="Problems" id="problems">
            {problems.collect_view()}
        </Sample>
    }
}

/// The findings about settings, and those of the checks.
#[component]
pub fn Findings() -> impl IntoView {
    let findings = [
        Finding::Variable(Variable::ClientId, Missing::Always.into()),
        Finding::Variable(Variable::ClientSecret, SecretProblem::Id.into()),
    ];
    let findings = findings.map(|finding| view! { <Correction words=words(&finding) /> });
    let line = Line::failed(Check::RedirectUri, "the provider refuses authorization requests with this redirect URI.")
        .about("http://localhost:3000/auth/callback")
        .because("The provider responds with `invalid_request` (AADSTS50011).")
        .fix("App registrations > (the app) > Authentication > Web > Add URI")
        .see("https://login.microsoftonline.com/error?code=50011");
    view! {
        <Sample title="Findings" id="findings">
            <ul class="findings">{findings.collect_view()} <setup::Problem line /></ul>
        </Sample>
    }
}

/// A card whose data is being loaded.
#[component]
pub fn Loading() -> impl IntoView {
    view! {
        <Sample title="Loading" id="loading">
            <div class="waiting" aria-busy="true">
                <p class="unseen" role="status">
                    "Loading"
                </p>
                <span class="loading"></span>
                <span class="loading"></span>
            </div>
        </Sample>
    }
}
