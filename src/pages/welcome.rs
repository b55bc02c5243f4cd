//! The welcome view: who is signed in and where, and the call of the downstream API.

mod call;

use leptos::prelude::*;

use self::call::CallApi;
use crate::{
    browser,
    components::Picture,
    model::{ApiCall, WelcomeView},
    paths,
};

/// Shows the welcome view.
#[component]
pub fn Welcome(view: WelcomeView) -> impl IntoView {
    let WelcomeView { display_name, username, authority_host, tenant_id, edit_profile, mail, api, picture } = view;
    // Whoever comes back to this page from the browser's page cache may be signed out by now.
    browser::on_return(browser::reload);
    view! {
        <div class="columns">
            <div class="column">
                <section class="card">
                    <h1>"Welcome " <bdi>{display_name}</bdi> "!"</h1>
                    <dl class="facts">
                        <div>
                            <dt>"Signed in at"</dt>
                            <dd>{authority_host}</dd>
                        </div>
                        {tenant_id.map(|id| view! { <Fact name="Tenant" value=id /> })}
                        {username.map(|name| view! { <Fact name="Signed in as" value=name /> })}
                    </dl>
                    {edit_profile
                        .then(|| {
                            view! {
                                <p>
                                    <a href=paths::to(paths::EDIT_PROFILE) rel="external">
                                        "Edit your profile"
                                    </a>
                                </p>
                            }
                        })}
                    {mail
                        .then(|| {
                            view! {
                                <p>
                                    <a href=paths::to(paths::MAIL) rel="external">
                                        "Your latest mail"
                                    </a>
                                </p>
                            }
                        })}
                    <WaysOut />
                </section>
                {api.map(|api| view! { <CallApi api /> })}
            </div>
            <section class="card" aria-labelledby="picture-heading">
                <h2 id="picture-heading">"How the parts talk to each other"</h2>
                <div inner_html=picture></div>
            </section>
        </div>
    }
}

#[component]
fn WaysOut() -> impl IntoView {
    view! {
        <div class="actions">
            <form method="post" action=paths::to(paths::SIGN_OUT)>
                <button class="button quiet" type="submit">
                    "Sign out"
                </button>
            </form>
            <a href=paths::to(paths::SESSIONS)>"My sessions"</a>
        </div>
    }
}

#[component]
fn Fact(name: &'static str, value: String) -> impl IntoView {
    view! {
        <div>
            <dt>{name}</dt>
            <dd dir="auto">{value}</dd>
        </div>
    }
}

/// What the picture shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Drawing {
    provider: &'static str,
    authority_host: String,
    api: Option<(&'static str, String)>,
}

impl Drawing {
    /// Returns what the picture of a welcome view shows.
    pub fn of(view: &WelcomeView, dev_tenant: bool) -> Self {
        Self {
            provider: provider_name(view.tenant_id.is_some(), dev_tenant),
            authority_host: view.authority_host.clone(),
            api: view.api.as_ref().map(|api| (api_name(api, dev_tenant), host(&api.endpoint).to_owned())),
        }
    }

    /// Draws it.
    pub fn draw(self) -> impl IntoView {
        let Self { provider, authority_host, api } = self;
        view! { <Picture provider authority_host api /> }
    }
}

const fn provider_name(microsoft: bool, dev_tenant: bool) -> &'static str {
    match (microsoft, dev_tenant) {
        (_, true) => "Development tenant",
        (true, false) => "Microsoft Entra ID",
        (false, false) => "OpenID provider",
    }
}

/// Returns what the API is called: Microsoft Graph has a host of its own in each cloud.
fn api_name(api: &ApiCall, dev_tenant: bool) -> &'static str {
    let host = host(&api.endpoint);
    match () {
        () if dev_tenant => "Stand-in for Graph",
        () if host.contains("graph.microsoft.") || host.starts_with("microsoftgraph.") => "Microsoft Graph",
        () => "Downstream API",
    }
}

/// Returns the host of an address, with its port.
fn host(address: &str) -> &str {
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    rest.split(['/', '?', '#']).next().unwrap_or(rest)
}
