//! The view of the sessions of a user. All its forms work without JavaScript.

use leptos::prelude::*;

use super::data::{EndedSessions, SessionEntry, SessionsView};
use crate::{islands::LocalTimes, paths, web::Page};

/// Returns the page with the sessions of a user.
pub fn page(view: SessionsView) -> Page {
    Page::new("My sessions").view(move || view! { <Sessions view /> })
}

/// Shows the sessions of the user.
#[component]
fn Sessions(view: SessionsView) -> impl IntoView {
    let SessionsView { this, others, left_out, ended, offers_revocation } = view;
    view! {
        <section class="card">
            <h1>"My sessions"</h1>
            {ended.map(|ended| view! { <p role="status">{outcome(ended)}</p> })}
            <h2>"This session"</h2>
            <SessionFacts name="this" entry=this />
            <div class="actions">
                <form method="post" action=paths::to(paths::SIGN_OUT)>
                    <button class="button quiet" type="submit">
                        "Sign out here"
                    </button>
                </form>
                <a class="button quiet" href=paths::to(paths::HOME)>
                    "Back"
                </a>
            </div>
        </section>
        <section class="card" aria-labelledby="others-heading">
            <h2 id="others-heading">"Other sessions"</h2>
            <OtherSessions others left_out />
        </section>
        <section class="card" aria-labelledby="everywhere-heading">
            <h2 id="everywhere-heading">"Sign out everywhere"</h2>
            <p>"This ends all your sessions in this app, including this one."</p>
            <form method="post" action=paths::to(paths::SIGN_OUT_EVERYWHERE)>
                {offers_revocation.then(|| view! { <RevocationChoice /> })}
                <button class="button main" type="submit">
                    "Sign out everywhere"
                </button>
            </form>
        </section>
        <LocalTimes />
    }
}

/// Shows the user's sessions in other browsers, each with a button that ends it.
#[component]
fn OtherSessions(others: Vec<SessionEntry>, left_out: usize) -> impl IntoView {
    if others.is_empty() {
        return view! { <p>"You have no other sessions."</p> }.into_any();
    }
    let entries: Vec<_> =
        others.into_iter().enumerate().map(|(number, entry)| view! { <OtherSession number entry /> }).collect();
    view! {
        <ul class="findings">{entries}</ul>
        {(left_out > 0)
            .then(|| {
                view! {
                    <p class="note">
                        {["Not shown: ", &left_out.to_string(), " more that were used less recently."].concat()}
                    </p>
                }
            })}
        <form method="post" action=paths::to(paths::END_OTHER_SESSIONS)>
            <button class="button quiet" type="submit">
                "End all other sessions"
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
                    "End this session"
                </button>
            </form>
        </li>
    }
}

/// Shows the facts of a session. The IDs of the HTML elements begin with `name`.
#[component]
fn SessionFacts(#[prop(into)] name: String, entry: SessionEntry) -> impl IntoView {
    let SessionEntry { browser, started, last_seen, .. } = entry;
    view! {
        <h3 id=[&name, "-browser"].concat()>{browser}</h3>
        <dl class="facts">
            <div id=[&name, "-started"].concat()>
                <dt>"Started"</dt>
                <dd>
                    <time datetime=started.machine>{started.text}</time>
                </dd>
            </div>
            <div>
                <dt>"Last used"</dt>
                <dd>
                    <time datetime=last_seen.machine>{last_seen.text}</time>
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
            <label for="provider">"Also sign me out of all other apps that I use with this account"</label>
        </p>
        <p class="note" id="provider-note">
            "Microsoft then signs you out on all devices. This can take a few minutes."
        </p>
    }
}

const fn outcome(ended: EndedSessions) -> &'static str {
    match ended {
        EndedSessions::One => "That session has ended.",
        EndedSessions::Others => "All other sessions have ended.",
    }
}
