//! The view of the profile.

use leptos::prelude::*;

use super::claims::{Claim, KeyUse};
use crate::{
    islands::LocalTimes,
    pages::{dashboard::Facts, times::UtcTime},
    paths, text, texts,
    web::{Avatar, HomepageLink, Page},
};

/// The profile of the user, as the page shows it.
#[derive(Clone, Debug)]
pub struct ProfileView {
    /// The name in the session.
    pub name: String,
    /// The facts of the profile in Microsoft Graph, with the messages of their labels.
    pub facts: Vec<(&'static str, String)>,
    /// The path of the photo. `None` if the user has none, or if this app may not read it.
    pub photo: Option<String>,
    pub session: SessionFacts,
    pub claims: Vec<Claim>,
}

/// The times of the session, in seconds since 1970.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SessionFacts {
    pub started: i64,
    /// The end of the session if the user does nothing more.
    pub idle_end: i64,
    pub absolute_end: i64,
}

/// Returns the page of the profile.
pub fn page(profile: ProfileView) -> Page {
    Page::new(text!("account-profile-title")).view(move || {
        let ProfileView { name, facts, photo, session, claims } = profile;
        view! {
            <section class="card">
                <h1>{text!("account-profile-title")}</h1>
                <div class="person">
                    <Avatar name=name.clone() photo />
                    <bdi>{name}</bdi>
                </div>
                <Facts facts />
                <p class="actions">
                    <HomepageLink />
                </p>
            </section>
            <section class="card" aria-labelledby="session-heading">
                <h2 id="session-heading">{text!("account-profile-session")}</h2>
                <dl class="facts">
                    <Time label=text!("account-profile-started") unix=session.started />
                    <Time label=text!("account-profile-idle-end") unix=session.idle_end />
                    <Time label=text!("account-profile-absolute-end") unix=session.absolute_end />
                </dl>
                <p>
                    <a href=paths::to(paths::SESSIONS)>{text!("account-profile-sessions")}</a>
                </p>
            </section>
            <Claims claims />
            <LocalTimes />
        }
    })
}

#[component]
fn Time(label: String, unix: i64) -> impl IntoView {
    view! {
        <div>
            <dt>{label}</dt>
            <dd>
                <UtcTime unix />
            </dd>
        </div>
    }
}

/// Shows the claims of the ID token as a table.
#[component]
fn Claims(claims: Vec<Claim>) -> impl IntoView {
    if claims.is_empty() {
        return ().into_any();
    }
    view! {
        <section class="card wide" aria-labelledby="claims-heading">
            <h2 id="claims-heading">{text!("account-claims-title")}</h2>
            <p>{text!("account-claims-lead")}</p>
            <ClaimsTable claims />
        </section>
    }
    .into_any()
}

/// The table of the claims, which scrolls by itself.
#[component]
pub fn ClaimsTable(claims: Vec<Claim>) -> impl IntoView {
    let rows = claims.into_iter().map(|Claim { name, value, time, meaning, key }| {
        view! {
            <tr>
                <th scope="row">
                    <code dir="ltr">{name}</code>
                </th>
                <td>{value.map_or_else(hidden, shown)} {time.map(|unix| view! { <br /> <UtcTime unix /> })}</td>
                <td>{texts::format(meaning, [])}</td>
                <td>{key_text(key)}</td>
            </tr>
        }
    });
    view! {
            <div class="scroll" tabindex="0" role="region" aria-label=text!("account-claims-table")>
                <table>
                    <thead>
                        <tr>
                            <th scope="col">{text!("account-claims-claim")}</th>
                            <th scope="col">{text!("account-claims-value")}</th>
                            <th scope="col">{text!("account-claims-meaning")}</th>
                            <th scope="col">{text!("account-claims-key")}</th>
                        </tr>
                    </thead>
                    <tbody>{rows.collect_view()}</tbody>
                </table>
            </div>
    }
}

fn shown(value: String) -> AnyView {
    view! { <span dir="ltr">{value}</span> }.into_any()
}

fn hidden() -> AnyView {
    text!("account-claims-hidden").into_any()
}

fn key_text(key: KeyUse) -> String {
    match key {
        KeyUse::No => text!("account-claims-key-no"),
        KeyUse::With(claim) => text!("account-claims-key-with", claim = claim),
    }
}
