//! The blocks in the style guide: notices, badges, facts, tables, and the states of a card.

use leptos::prelude::*;

use super::sample::Sample;

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
            <div class="scroll" role="region" aria-label="Claims" tabindex="0">
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

/// The states of a card whose data come from an API.
#[component]
pub fn States() -> impl IntoView {
    view! {
        <div class="columns">
            <Sample title="Loading" id="loading">
                <div aria-busy="true">
                    <p class="unseen" role="status">
                        "Loading"
                    </p>
                    <span class="loading"></span>
                    <span class="loading"></span>
                </div>
            </Sample>
            <Sample title="Empty" id="empty">
                <div class="empty">
                    <p>"Your mailbox has no messages."</p>
                </div>
            </Sample>
            <Sample title="Error" id="error">
                <div class="problem">
                    <h2>"Your events cannot be shown"</h2>
                    <p>"Microsoft Graph did not respond."</p>
                    <p class="actions">
                        <a class="button quiet" href="#error">
                            "Try again"
                        </a>
                    </p>
                </div>
            </Sample>
            <Sample title="Not permitted" id="not-permitted">
                <div class="notice">
                    <p>"This app may not read your calendar."</p>
                    <p class="actions">
                        <a class="button main" href="#not-permitted">
                            "Allow access to your calendar"
                        </a>
                    </p>
                </div>
            </Sample>
        </div>
    }
}
