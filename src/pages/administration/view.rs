//! The view of the page for administrators. All its forms work without JavaScript.

use leptos::{either::Either, prelude::*};

use super::data::{AdministrationView, Search, StateOfProcess, UserEntry, UserSessionEntry};
use crate::{
    islands::LocalTimes,
    pages::{
        browser::browser_text,
        times::{UtcTime, utc},
    },
    paths,
    server::oidc::ExpiringCredential,
    text, texts,
    web::Page,
};

/// Returns the page for administrators.
pub fn page(view: AdministrationView) -> Page {
    Page::new(text!("administration-title")).view(move || view! { <Administration view /> })
}

#[component]
fn Administration(view: AdministrationView) -> impl IntoView {
    let AdministrationView { number, users, left_out, search, ended, has_tenant, state } = view;
    let is_search = search != Search::None;
    let users: Vec<_> = users.into_iter().map(|user| view! { <User user /> }).collect();
    let found_none = is_search && users.is_empty();
    view! {
        <section class="card">
            <h1>{text!("administration-title")}</h1>
            {ended.map(|count| view! { <p role="status">{text!("administration-ended", count = count)}</p> })}
            <h2>{text!("administration-sessions")}</h2>
            <p>{text!("administration-sessions-lead", users = number)}</p>
            <p class="note">{text!("administration-references")}</p>
            <Find has_tenant />
            {found_none.then(|| view! { <p role="status">{text!("administration-not-found")}</p> })}
            <ul class="findings">{users}</ul>
            {(left_out > 0)
                .then(|| view! { <p class="note">{text!("administration-left-out", count = left_out)}</p> })}
            {is_search
                .then(|| {
                    view! {
                        <a class="button quiet" href=paths::to(paths::ADMINISTRATION) rel="external">
                            {text!("administration-show-all")}
                        </a>
                    }
                })}
        </section>
        <State state />
        <LocalTimes />
    }
}

/// The search for a user. The ID is sent in a form, so that it is in no address and in no log of a proxy.
#[component]
fn Find(has_tenant: bool) -> impl IntoView {
    let label = if has_tenant { text!("administration-object-id") } else { text!("administration-subject") };
    view! {
        <form method="post" action=paths::to(paths::FIND_USER) role="search" aria-label=text!("administration-find")>
            <p class="field">
                <label for="id">{label}</label>
                <input id="id" name="id" type="text" required maxlength="255" autocomplete="off" spellcheck="false" dir="ltr" />
            </p>
            <button class="button quiet" type="submit">
                {text!("administration-find-button")}
            </button>
        </form>
    }
}

/// Shows a user with a table of the sessions, and the button that ends them.
#[component]
pub fn User(user: UserEntry) -> impl IntoView {
    let UserEntry { reference, is_own, sessions } = user;
    let name = ["user-", &reference].concat();
    let button = [&name, "-end"].concat();
    let labels = [&button, " ", &name].concat();
    let rows: Vec<_> = sessions.into_iter().map(|session| view! { <Session session /> }).collect();
    view! {
        <li>
            <h3 id=name.clone()>{text!("administration-user", reference = reference.as_str())}</h3>
            {is_own.then(|| view! { <p class="note">{text!("administration-you")}</p> })}
            <div class="scroll" tabindex="0" role="region" aria-labelledby=name>
                <table>
                    <thead>
                        <tr>
                            <th scope="col">{text!("administration-browser")}</th>
                            <th scope="col">{text!("administration-started")}</th>
                            <th scope="col">{text!("administration-last-used")}</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
            <form method="post" action=paths::to(paths::END_USER_SESSIONS)>
                <input type="hidden" name="user" value=reference />
                <button class="button quiet" type="submit" id=button aria-labelledby=labels>
                    {text!("administration-end-user")}
                </button>
            </form>
        </li>
    }
}

#[component]
fn Session(session: UserSessionEntry) -> impl IntoView {
    let UserSessionEntry { browser, started, last_used } = session;
    view! {
        <tr>
            <td>{browser_text(&browser)}</td>
            <td>
                <UtcTime unix=started />
            </td>
            <td>
                <UtcTime unix=last_used />
            </td>
        </tr>
    }
}

#[component]
fn State(state: StateOfProcess) -> impl IntoView {
    let StateOfProcess { store_responds, has_metadata, live_sessions, credentials, since, succeeded, failed } = state;
    let store =
        if store_responds { text!("administration-store-responds") } else { text!("administration-store-fails") };
    let metadata =
        if has_metadata { text!("administration-metadata-fetched") } else { text!("administration-metadata-missing") };
    let live = live_sessions.map_or_else(|| text!("administration-live-sessions-unknown"), texts::number);
    let credentials = if credentials.is_empty() {
        vec![text!("administration-credential-none")]
    } else {
        let expires = |(kind, at)| text!("administration-credential-expires", kind = kind_text(kind), date = utc(at));
        credentials.into_iter().map(expires).collect()
    };
    let credentials: Vec<_> = credentials.into_iter().map(|text| view! { <dd>{text}</dd> }).collect();
    view! {
        <section class="card" aria-labelledby="state-heading">
            <h2 id="state-heading">{text!("administration-state")}</h2>
            <dl class="facts">
                <div>
                    <dt>{text!("administration-store")}</dt>
                    <dd>{store}</dd>
                </div>
                <div>
                    <dt>{text!("administration-metadata")}</dt>
                    <dd>{metadata}</dd>
                </div>
                <div>
                    <dt>{text!("administration-live-sessions")}</dt>
                    <dd>{live}</dd>
                </div>
                <div>
                    <dt>{text!("administration-credential")}</dt>
                    {credentials}
                </div>
            </dl>
            <h2>{text!("administration-sign-ins", since = utc(since))}</h2>
            <p class="note">{text!("administration-sign-ins-note")}</p>
            <SignIns succeeded failed />
        </section>
    }
}

fn kind_text(kind: ExpiringCredential) -> String {
    match kind {
        ExpiringCredential::Certificate => text!("administration-credential-certificate"),
        ExpiringCredential::Assertion => text!("administration-credential-assertion"),
        ExpiringCredential::Secret => text!("administration-credential-secret"),
    }
}

/// Shows the number of sign-ins, and a table of the failures.
#[component]
pub fn SignIns(succeeded: u64, failed: Vec<(&'static str, u64)>) -> impl IntoView {
    let all: u64 = failed.iter().map(|(_, count)| count).sum();
    let rows: Vec<_> = failed
        .into_iter()
        .map(|(class, count)| {
            view! {
                <tr>
                    <th scope="row">
                        <code dir="ltr">{class}</code>
                    </th>
                    <td>{texts::number(count)}</td>
                </tr>
            }
        })
        .collect();
    view! {
        <dl class="facts">
            <div>
                <dt>{text!("administration-succeeded")}</dt>
                <dd>{texts::number(succeeded)}</dd>
            </div>
            <div>
                <dt>{text!("administration-failed")}</dt>
                <dd>{texts::number(all)}</dd>
            </div>
        </dl>
        {if rows.is_empty() {
            Either::Left(view! { <p>{text!("administration-no-failures")}</p> })
        } else {
            Either::Right(
                view! {
                    <table>
                        <thead>
                            <tr>
                                <th scope="col">{text!("administration-class")}</th>
                                <th scope="col">{text!("administration-count")}</th>
                            </tr>
                        </thead>
                        <tbody>{rows}</tbody>
                    </table>
                },
            )
        }}
    }
}
