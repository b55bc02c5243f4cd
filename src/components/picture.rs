//! The picture of how the parts talk to each other.

use leptos::prelude::*;

/// The longest host that fits into a box of the picture, in characters.
const WIDEST: usize = 32;

/// Draws browser, app, OpenID provider and downstream API, and what travels between them. The hosts are names only.
#[component]
pub fn Picture(
    /// What the OpenID provider is called.
    provider: &'static str,
    authority_host: String,
    /// What the downstream API is called, and its host.
    api: Option<(&'static str, String)>,
) -> impl IntoView {
    let height = if api.is_some() { "390" } else { "280" };
    view! {
        <svg
            class="picture"
            viewBox=["0 0 320 ", height].concat()
            role="img"
            aria-labelledby="picture-title picture-description"
        >
            <title id="picture-title">"How the parts talk to each other"</title>
            <desc id="picture-description">
                "Your browser signs in at the provider and holds only a session cookie of this app. This app exchanges a code for tokens at the provider, keeps the tokens on its server, and calls the API with them."
            </desc>
            <defs>
                <marker id="arrow" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto-start-reverse">
                    <path class="picture-head" d="M0 0L8 4L0 8Z" />
                </marker>
            </defs>
            <rect class="picture-box" x="40" y="4" width="240" height="52" rx="10" />
            <text class="picture-name" x="160" y="26">"Your browser"</text>
            <text class="picture-detail" x="160" y="44">"holds a session cookie only"</text>

            <path class="picture-line" d="M160 58V112" marker-start="url(#arrow)" marker-end="url(#arrow)" />
            <text class="picture-label" x="170" y="89">"session cookie"</text>

            <rect class="picture-box picture-app" x="40" y="114" width="240" height="52" rx="10" />
            <text class="picture-name" x="160" y="136">"This app"</text>
            <text class="picture-detail" x="160" y="154">"keeps the tokens on its server"</text>

            <path class="picture-line" d="M160 168V222" marker-start="url(#arrow)" marker-end="url(#arrow)" />
            <text class="picture-label" x="170" y="199">"code for tokens"</text>

            <path class="picture-line" d="M38 30H24Q14 30 14 40V240Q14 250 24 250H38" marker-end="url(#arrow)" />
            <text class="picture-label picture-aside" transform="translate(26 140) rotate(-90)">"sign-in page"</text>

            <rect class="picture-box" x="40" y="224" width="240" height="52" rx="10" />
            <text class="picture-name" x="160" y="246">{provider}</text>
            <text class="picture-detail" x="160" y="264">{shortened(authority_host)}</text>

            {api.map(|(name, host)| view! { <ApiBox name host /> })}
        </svg>
    }
}

/// The downstream API's box, and the line around the provider's.
#[component]
fn ApiBox(name: &'static str, host: String) -> impl IntoView {
    view! {
        <g>
            <path class="picture-line" d="M282 140H296Q306 140 306 150V350Q306 360 296 360H282" marker-end="url(#arrow)" />
            <text class="picture-label picture-aside" transform="translate(298 250) rotate(-90)">"access token"</text>
            <rect class="picture-box" x="40" y="334" width="240" height="52" rx="10" />
            <text class="picture-name" x="160" y="356">{name}</text>
            <text class="picture-detail" x="160" y="374">{shortened(host)}</text>
        </g>
    }
}

/// Shortens a host in the middle: its beginning names the tenant, its end the owner.
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
    fn a_long_host_fits_into_its_box() {
        let host = shortened("a-very-long-name-of-an-external-tenant.ciamlogin.com".into());
        assert_eq!(host, "a-very-long-name…t.ciamlogin.com");
        assert_eq!(host.chars().count(), WIDEST);
        assert_eq!(shortened("login.microsoftonline.com".into()), "login.microsoftonline.com");
    }
}
