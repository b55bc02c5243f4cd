//! The welcome view: the signed-in user, and the call of the downstream API.

mod data;
mod picture;

use leptos::prelude::*;

pub use self::{
    data::{DownstreamApi, Welcome},
    picture::Picture,
};
use crate::{
    islands::CallApi,
    paths, text, texts,
    web::{CallApiTexts, Page},
};

impl Welcome {
    /// Returns the page of the welcome view.
    pub fn page(self) -> Page {
        Page::new(text!("home-title")).hydrated_when_touched().view(move || view! { <Content of=self /> })
    }
}

#[component]
fn Content(of: Welcome) -> impl IntoView {
    let picture = Picture::of(&of).html();
    let Welcome { display_name, username, authority_host, tenant_id, organization, edit_profile, api, .. } = of;
    let (before_name, after_name) = texts::around("home-welcome");
    let tenant = organization.or(tenant_id);
    view! {
        <div class="columns">
            <div class="column">
                <section class="card">
                    <h1>{before_name} <bdi>{display_name}</bdi> {after_name}</h1>
                    <dl class="facts">
                        <Fact name=text!("home-signed-in-at") value=authority_host />
                        {tenant.map(|tenant| view! { <Fact name=text!("home-tenant") value=tenant /> })}
                        {username.map(|name| view! { <Fact name=text!("home-signed-in-as") value=name /> })}
                    </dl>
                    {edit_profile
                        .then(|| {
                            view! {
                                <p>
                                    <a href=paths::to(paths::EDIT_PROFILE) rel="external">
                                        {text!("home-edit-profile")}
                                    </a>
                                </p>
                            }
                        })}
                </section>
                {api.map(|api| view! { <ApiCard api /> })}
            </div>
            <section class="card" aria-labelledby="picture-heading">
                <h2 id="picture-heading">{text!("home-picture")}</h2>
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
            <h2 id="call-heading">{text!("home-api")}</h2>
            <dl class="facts" id="call-facts">
                <div>
                    <dt>{text!("home-api-endpoint")}</dt>
                    <dd>
                        <code dir="ltr">{api.endpoint}</code>
                    </dd>
                </div>
                <div>
                    <dt>{text!("home-api-permissions")}</dt>
                    <dd>
                        <code dir="ltr">{api.scopes.join(" ")}</code>
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
                        {text!("home-api-call")}
                    </button>
                </form>
            </CallApi>
        </section>
    }
}

#[component]
fn Fact(name: String, value: String) -> impl IntoView {
    view! {
        <div>
            <dt>{name}</dt>
            <dd dir="auto">{value}</dd>
        </div>
    }
}
