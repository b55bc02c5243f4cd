//! The view of the sessions of a user. All its forms work without JavaScript.

use leptos::prelude::*;

use super::{
    super::{browser::browser_text, times::UtcTime},
    data::{EndedSessions, SessionEntry, SessionsView},
};
use crate::{islands::LocalTimes, paths, text, web::Page};

/// Returns the page with the sessions of a user.
pub fn page(view: SessionsView) -> Page {
    Page::new(text!("account-sessions-title")).view(move || view! { <Sessions view /> })
}

/// Shows the sessions of the user.
#[component]
fn Sessions(view: SessionsView) -> impl IntoView {
    let SessionsView { this, others, left_out, ended, offers_revocation } = view;
    view! {
        <section class="card">
            <h1>{text!("account-sessions-title")}</h1>
            {ended.map(|ended| view! { <p role="status">{outcome(ended)}</p> })}
            <h2>{text!("account-sessions-this")}</h2>
            <SessionFacts name="this" entry=this />
            <div class="actions">
                <form method="post" action=paths::to(paths::SIGN_OUT)>
                    <button class="button quiet" type="submit">
                        {text!("account-sessions-sign-out-here")}
                    </button>
                </form>
                <a class="button quiet" href=paths::to(paths::HOME)>
                    {text!("account-back")}
                </a>
            </div>
        </section>
        <section class="card" aria-labelledby="others-heading">
            <h2 id="others-heading">{text!("account-sessions-others")}</h2>
            <OtherSessions others left_out />
        </section>
        <section class="card" aria-labelledby="everywhere-heading">
            <h2 id="everywhere-heading">{text!("account-sessions-everywhere")}</h2>
            <p>{text!("account-sessions-everywhere-lead")}</p>
            <form method="post" action=paths::to(paths::SIGN_OUT_EVERYWHERE)>
                {offers_revocation.then(|| view! { <RevocationChoice /> })}
                <button class="button main" type="submit">
                    {text!("account-sessions-everywhere")}
                </button>
            </form>
        </section>
        <LocalTimes />
    }
}

/// Shows the user's sessions in other browsers, each with a button that ends it.
#[component]
pub fn OtherSessions(others: Vec<SessionEntry>, left_out: usize) -> impl IntoView {
    if others.is_empty() {
        return view! { <p>{text!("account-sessions-alone")}</p> }.into_any();
    }
    let entries: Vec<_> =
        others.into_iter().enumerate().map(|(number, entry)| view! { <OtherSession number entry /> }).collect();
    view! {
        <ul class="findings">{entries}</ul>
        {(left_out > 0)
            .then(|| {
                view! {
                    <p class="note">{text!("account-sessions-left-out", count = left_out)}</p>
                }
            })}
        <form method="post" action=paths::to(paths::END_OTHER_SESSIONS)>
            <button class="button quiet" type="submit">
                {text!("account-sessions-end-others")}
            </button>
        </form>
    }
    .into_any()
}

/// Shows one session in another browser. Screen readers read the button out with the browser and the start of the
/// session, because several sessions may have the same browser.
#[component]
fn OtherSession(number: usize, entry: SessionEntry) -> impl IntoView {
    let name = ["session-", &number.to_string()].concat();
    let button = [&name, "-end"].concat();
    let labels = [&button, " ", &name, "-browser ", &name, "-started"].concat();
    let reference = entry.reference.clone();
    view! {
        <li>
            <SessionFacts name entry />
            <form method="post" action=paths::to(paths::END_SESSION)>
                <input type="hidden" name="session" value=reference />
                <button class="button quiet" type="submit" id=button aria-labelledby=labels>
                    {text!("account-sessions-end-one")}
                </button>
            </form>
        </li>
    }
}

/// Shows the facts of a session. The IDs of the HTML elements begin with `name`.
#[component]
fn SessionFacts(#[prop(into)] name: String, entry: SessionEntry) -> impl IntoView {
    let SessionEntry { browser, started, last_seen, .. } = entry;
    let browser = browser.map_or_else(|| text!("account-sessions-this-browser"), |stored| browser_text(&stored));
    view! {
        <h3 id=[&name, "-browser"].concat()>{browser}</h3>
        <dl class="facts">
            <div id=[&name, "-started"].concat()>
                <dt>{text!("account-sessions-started")}</dt>
                <dd>
                    <UtcTime unix=started />
                </dd>
            </div>
            <div>
                <dt>{text!("account-sessions-last-used")}</dt>
                <dd>
                    <UtcTime unix=last_seen />
                </dd>
            </div>
        </dl>
    }
}

/// Offers to sign the user out of other apps as well. The choice is never preselected.
#[component]
fn RevocationChoice() -> impl IntoView {
    view! {
        <p class="choice">
            <input type="checkbox" id="provider" name="provider" value="yes" aria-describedby="provider-note" />
            <label for="provider">{text!("account-sessions-revoke")}</label>
        </p>
        <p class="note" id="provider-note">{text!("account-sessions-revoke-note")}</p>
    }
}

fn outcome(ended: EndedSessions) -> String {
    match ended {
        EndedSessions::One => text!("account-sessions-one-ended"),
        EndedSessions::Others => text!("account-sessions-others-ended"),
    }
}
