//! The picture of the welcome view: browser, app, provider and API, and what is sent between them.

use std::sync::{Arc, PoisonError, RwLock};

use leptos::prelude::*;

use super::data::{DownstreamApi, Welcome};
use crate::{
    server::entra::ProviderKind,
    text,
    texts::{self, Language},
};

/// The longest host that fits into a box of the picture, in characters.
const WIDEST: usize = 32;

/// The picture that was rendered last in each language. It is kept, because rendering it takes longer than the rest of the page.
static LAST: RwLock<Vec<(Picture, Arc<str>)>> = RwLock::new(Vec::new());

/// The texts in the picture of the welcome view.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    language: Language,
    provider: String,
    authority_host: String,
    /// The name of the downstream API, and its host.
    api: Option<(String, String)>,
}

impl Picture {
    /// Returns the picture of a welcome view.
    pub fn of(view: &Welcome) -> Self {
        Self {
            language: texts::language(),
            provider: provider_name(view.provider, view.dev_tenant),
            authority_host: view.authority_host.clone(),
            api: view.api.as_ref().map(|api| (api_name(api, view), api.host().to_owned())),
        }
    }

    /// Renders the picture as HTML, or returns the HTML of the last rendering in the language if the texts are the same.
    pub fn html(self) -> Arc<str> {
        let last = LAST.read().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, html)) = last.iter().find(|(picture, _)| *picture == self) {
            return Arc::clone(html);
        }
        drop(last);
        let Self { provider, authority_host, api, .. } = self.clone();
        let html: Arc<str> = view! { <Drawing provider authority_host api /> }.to_html().into();
        let mut last = LAST.write().unwrap_or_else(PoisonError::into_inner);
        last.retain(|(picture, _)| picture.language != self.language);
        last.push((self, Arc::clone(&html)));
        html
    }
}

/// Returns the name of the provider. Customers know the brand of the app only, so they do not see Microsoft's name.
fn provider_name(provider: ProviderKind, dev_tenant: bool) -> String {
    match provider {
        _ if dev_tenant => text!("home-picture-dev-tenant"),
        ProviderKind::Workforce => "Microsoft Entra ID".to_owned(),
        ProviderKind::External | ProviderKind::OpenId => text!("home-picture-openid-provider"),
    }
}

/// Returns the name of the downstream API. It is found by the host, and Microsoft Graph has another host in each cloud. Customers do not
/// see the name of Microsoft Graph.
fn api_name(api: &DownstreamApi, view: &Welcome) -> String {
    let host = api.host();
    match () {
        () if view.dev_tenant => text!("home-picture-dev-graph"),
        () if !view.provider.is_workforce() => text!("home-picture-api"),
        () if host.contains("graph.microsoft.") || host.starts_with("microsoftgraph.") => "Microsoft Graph".to_owned(),
        () => text!("home-picture-api"),
    }
}

/// Draws the boxes and the arrows of the picture. The hosts are texts, not links.
#[component]
fn Drawing(provider: String, authority_host: String, api: Option<(String, String)>) -> impl IntoView {
    let height = if api.is_some() { "390" } else { "280" };
    view! {
        <svg
            class="picture"
            viewBox=["0 0 320 ", height].concat()
            role="img"
            aria-labelledby="picture-title picture-description"
        >
            <title id="picture-title">{text!("home-picture")}</title>
            <desc id="picture-description">
                {text!("home-picture-description")}
            </desc>
            <defs>
                <marker id="arrow" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto-start-reverse">
                    <path class="picture-head" d="M0 0L8 4L0 8Z" />
                </marker>
            </defs>
            <rect class="picture-box" x="40" y="4" width="240" height="52" rx="10" />
            <text class="picture-name" x="160" y="26">{text!("home-picture-browser")}</text>
            <text class="picture-detail" x="160" y="44">{text!("home-picture-browser-holds")}</text>

            <path class="picture-line" d="M160 58V112" marker-start="url(#arrow)" marker-end="url(#arrow)" />
            <text class="picture-label" x="170" y="89">{text!("home-picture-session-cookie")}</text>

            <rect class="picture-box picture-app" x="40" y="114" width="240" height="52" rx="10" />
            <text class="picture-name" x="160" y="136">{text!("home-picture-app")}</text>
            <text class="picture-detail" x="160" y="154">{text!("home-picture-app-keeps")}</text>

            <path class="picture-line" d="M160 168V222" marker-start="url(#arrow)" marker-end="url(#arrow)" />
            <text class="picture-label" x="170" y="199">{text!("home-picture-code-for-tokens")}</text>

            <path class="picture-line" d="M38 30H24Q14 30 14 40V240Q14 250 24 250H38" marker-end="url(#arrow)" />
            <text class="picture-label picture-aside" transform="translate(26 140) rotate(-90)">{text!("home-picture-sign-in-page")}</text>

            <rect class="picture-box" x="40" y="224" width="240" height="52" rx="10" />
            <text class="picture-name" x="160" y="246">{provider}</text>
            <text class="picture-detail" x="160" y="264">{shortened(authority_host)}</text>

            {api.map(|(name, host)| view! { <ApiBox name host /> })}
        </svg>
    }
}

/// Draws the box of the downstream API, and the line from the app to it, around the box of the provider.
#[component]
fn ApiBox(name: String, host: String) -> impl IntoView {
    view! {
        <g>
            <path class="picture-line" d="M282 140H296Q306 140 306 150V350Q306 360 296 360H282" marker-end="url(#arrow)" />
            <text class="picture-label picture-aside" transform="translate(298 272) rotate(-90)">{text!("home-picture-access-token")}</text>
            <rect class="picture-box" x="40" y="334" width="240" height="52" rx="10" />
            <text class="picture-name" x="160" y="356">{name}</text>
            <text class="picture-detail" x="160" y="374">{shortened(host)}</text>
        </g>
    }
}

/// Shortens a host name in the middle, because its beginning names the tenant and its end the owner.
fn shortened(host: String) -> String {
    let length = host.chars().count();
    if length <= WIDEST {
        return host;
    }
    let half = WIDEST / 2;
    host.chars().take(half).chain(['…']).chain(host.chars().skip(length - half + 1)).collect()
}

#[cfg(test)]
mod tests {
    use super::{WIDEST, shortened};

    #[test]
    fn a_long_host_is_shortened_to_fit_its_box() {
        let host = shortened("a-very-long-name-of-an-external-tenant.ciamlogin.com".into());
        assert_eq!(host, "a-very-long-name…t.ciamlogin.com");
        assert_eq!(host.chars().count(), WIDEST);
        assert_eq!(shortened("login.microsoftonline.com".into()), "login.microsoftonline.com");
    }
}
