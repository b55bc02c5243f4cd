//! The welcome view: the signed-in user, and the call of the downstream API.

mod data;
mod picture;

use leptos::prelude::*;

pub use self::data::{DownstreamApi, Welcome};
use self::picture::Picture;
use crate::{
    islands::CallApi,
    paths, text,
    web::{CallApiTexts, Page},
};

impl Welcome {
    /// Returns the page of the welcome view.
    pub fn page(self) -> Page {
        Page::new("Welcome").view(move || view! { <Content of=self /> })
    }
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
                </section>
                {api.map(|api| view! { <ApiCard api /> })}
            </div>
            <section class="card" aria-labelledby="picture-heading">
                <h2 id="picture-heading">"How sign-in and API calls work"</h2>
                <div inner_html=picture></div>
            </section>
        </div>
    }
}

#[component]
fn ApiCard(api: DownstreamApi) -> impl IntoView {
    let host = api.host().to_owned();
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
                <CallApiTexts />
                <form
                    id="call"
                    method="post"
                    action=paths::to(paths::CALL_API)
                    data-calling=text!("island-calling", element = host)
                >
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
