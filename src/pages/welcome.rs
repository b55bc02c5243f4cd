//! The welcome view: the signed-in user, and the call of the downstream API.

mod picture;

use leptos::prelude::*;

use self::picture::Picture;
use crate::{
    islands::CallApi,
    paths,
    server::{Services, SignedIn, graph, session::Journey},
    web::{NavigationLinks, Page},
};

/// What the welcome view shows.
#[derive(Clone, Debug)]
pub struct Welcome {
    /// `name` of the ID token, or the next best name. Never empty.
    pub display_name: String,
    /// `preferred_username` of the ID token; only shown.
    pub username: Option<String>,
    /// The host of the authority.
    pub authority_host: String,
    /// The tenant's ID (`tid`) if the provider is Microsoft's.
    pub tenant_id: Option<String>,
    /// Whether users can edit their profile at the provider.
    pub edit_profile: bool,
    /// The downstream API that the button calls; `None` if `ENDPOINT` is empty.
    pub api: Option<DownstreamApi>,
    /// Whether the provider is the development tenant.
    pub dev_tenant: bool,
}

/// The downstream API that the button calls.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DownstreamApi {
    /// The address without its query, e.g. `https://graph.microsoft.com/v1.0/me`.
    pub endpoint: String,
    /// The scopes of its access token, e.g. `["User.Read"]`.
    pub scopes: Vec<String>,
}

impl Welcome {
    /// Returns the welcome view of a user.
    pub fn of(user: &SignedIn) -> Self {
        let (services, session) = (user.services(), user.user());
        Self {
            display_name: session.display_name.clone(),
            username: session.username.clone(),
            authority_host: services.auth.relying_party.provider().authority().host(),
            tenant_id: session.tenant_id.clone(),
            edit_profile: services.auth.relying_party.offers(Journey::EditProfile),
            api: downstream_api(services),
            dev_tenant: services.dev_tenant,
        }
    }

    /// Returns the page.
    pub fn page(self) -> Page {
        Page::new("Welcome").view(move || view! { <Content of=self /> })
    }
}

fn downstream_api(services: &Services) -> Option<DownstreamApi> {
    let endpoint = services.endpoint.as_ref()?;
    let scopes = services.auth.relying_party.scopes().of_endpoint(endpoint);
    let scopes = scopes.scopes().iter().map(|scope| scope.to_string()).collect();
    Some(DownstreamApi { endpoint: graph::without_query(endpoint), scopes })
}

#[component]
fn Content(of: Welcome) -> impl IntoView {
    let picture = Picture::of(&of).html();
    let Welcome { display_name, username, authority_host, tenant_id, edit_profile, api, .. } = of;
    view! {
        <div class="columns">
            <div class="column">
                <section class="card">
                    <h1>"Welcome " <bdi>{display_name}</bdi> "!"</h1>
                    <dl class="facts">
                        <Fact name="Signed in at" value=authority_host />
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
                    <NavigationLinks />
                    <SignOutForm />
                </section>
                {api.map(|api| view! { <ApiCard api /> })}
            </div>
            <section class="card" aria-labelledby="picture-heading">
                <h2 id="picture-heading">"How the parts talk to each other"</h2>
                <div inner_html=picture></div>
            </section>
        </div>
    }
}

#[component]
fn SignOutForm() -> impl IntoView {
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
fn ApiCard(api: DownstreamApi) -> impl IntoView {
    let host = host(&api.endpoint).to_owned();
    view! {
        <section class="card" aria-labelledby="call-heading">
            <h2 id="call-heading">"Downstream API"</h2>
            <dl class="facts" id="call-facts">
                <div>
                    <dt>"Endpoint"</dt>
                    <dd>
                        <code>{api.endpoint}</code>
                    </dd>
                </div>
                <div>
                    <dt>"Permissions"</dt>
                    <dd>
                        <code>{api.scopes.join(" ")}</code>
                    </dd>
                </div>
            </dl>
            <CallApi>
                <form id="call" method="post" action=paths::to(paths::CALL_API) data-host=host>
                    <button class="button main" type="submit" aria-describedby="call-facts" aria-busy="false">
                        "Call a downstream API"
                    </button>
                </form>
            </CallApi>
        </section>
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

/// Returns the host of an address, with its port.
fn host(address: &str) -> &str {
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    rest.split(['/', '?', '#']).next().unwrap_or(rest)
}
