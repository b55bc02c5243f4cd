//! The view of the profile.

use leptos::prelude::*;

use super::{super::sessions::Moment, claims::Claim};
use crate::{
    islands::LocalTimes,
    pages::dashboard::{Avatar, Facts},
    paths,
    web::{HomepageLink, Page},
};

/// The profile of the user, as the page shows it.
#[derive(Clone, Debug)]
pub struct ProfileView {
    /// The name in the session.
    pub name: String,
    /// The facts of the profile in Microsoft Graph, with their labels.
    pub facts: Vec<(&'static str, String)>,
    pub has_photo: bool,
    pub session: SessionFacts,
    pub claims: Vec<Claim>,
}

/// The times of the session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SessionFacts {
    pub started: Moment,
    /// The end of the session if the user does nothing more.
    pub idle_end: Moment,
    pub absolute_end: Moment,
}

/// Returns the page of the profile.
pub fn page(profile: ProfileView) -> Page {
    Page::new("My profile").view(move || {
        let ProfileView { name, facts, has_photo, session, claims } = profile;
        view! {
            <section class="card">
                <h1>"My profile"</h1>
                <div class="person">
                    <Avatar name=name.clone() has_photo />
                    <bdi>{name}</bdi>
                </div>
                <Facts facts />
                <p class="actions">
                    <HomepageLink />
                </p>
            </section>
            <section class="card" aria-labelledby="session-heading">
                <h2 id="session-heading">"This session"</h2>
                <dl class="facts">
                    <Time label="Started" moment=session.started />
                    <Time label="Ends without further use" moment=session.idle_end />
                    <Time label="Ends at the latest" moment=session.absolute_end />
                </dl>
                <p>
                    <a href=paths::to(paths::SESSIONS)>"My sessions"</a>
                </p>
            </section>
            <Claims claims />
            <LocalTimes />
        }
    })
}

#[component]
fn Time(label: &'static str, moment: Moment) -> impl IntoView {
    view! {
        <div>
            <dt>{label}</dt>
            <dd>
                <time datetime=moment.machine>{moment.text}</time>
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
    let rows = claims.into_iter().map(|Claim { name, value, meaning, key }| {
        view! {
            <tr>
                <th scope="row">
                    <code>{name}</code>
                </th>
                <td dir="auto">{value}</td>
                <td>{meaning}</td>
                <td>{key}</td>
            </tr>
        }
    });
    view! {
        <section class="card wide" aria-labelledby="claims-heading">
            <h2 id="claims-heading">"Claims of your ID token"</h2>
            <p>"Apps that store data about you should identify you by the claims that are marked as a key, never by a name or an address."</p>
            <div class="scroll" tabindex="0" role="region" aria-label="Table of the claims">
                <table>
                    <thead>
                        <tr>
                            <th scope="col">"Claim"</th>
                            <th scope="col">"Value"</th>
                            <th scope="col">"Meaning"</th>
                            <th scope="col">"Usable as a key"</th>
                        </tr>
                    </thead>
                    <tbody>{rows.collect_view()}</tbody>
                </table>
            </div>
        </section>
    }
    .into_any()
}
