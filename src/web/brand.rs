//! The brand on pages: the address and the response of the logo, and the style of the accent colour.

use std::sync::Arc;

use axum::{
    Router,
    http::{HeaderMap, HeaderValue, Uri, header},
    routing::get,
};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use leptos::prelude::use_context;
use sha2::{Digest, Sha256};

use crate::{
    paths::{self, Base},
    server::config::{Accent, Brand, Logo, LogoFormat, Shades},
};

/// The content security policy of an SVG that is opened as a document: it may style itself, and do nothing else.
const SVG_POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; sandbox";

/// Returns the name of the app. [`super::Document`] provides the brand to every page as Leptos context.
pub fn app_name() -> String {
    use_context::<Arc<Brand>>().map_or_else(|| Brand::default().name, |brand| brand.name.clone())
}

/// Returns the address of the logo with the hash of its content, so that browsers can cache it for a year.
pub fn logo_address(logo: &Logo, base: &Base) -> String {
    format!("{}?{}", base.join(paths::LOGO), version_of(logo))
}

/// Returns the media type of the logo.
pub const fn media_type(logo: &Logo) -> &'static str {
    match logo.format {
        LogoFormat::Svg => "image/svg+xml",
        LogoFormat::Png => "image/png",
    }
}

/// Returns the route of the logo. Without a logo there is none.
pub fn logo_route<S: Clone + Send + Sync + 'static>(logo: Option<Arc<Logo>>) -> Router<S> {
    let Some(logo) = logo else { return Router::new() };
    let version = version_of(&logo);
    let respond = async move |uri: Uri| {
        let keep =
            if uri.query() == Some(&version) { "public, max-age=31536000, immutable" } else { "public, max-age=300" };
        let mut headers = HeaderMap::new();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(media_type(&logo)));
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(keep));
        if logo.format == LogoFormat::Svg {
            headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(SVG_POLICY));
        }
        (headers, logo.content.clone())
    };
    Router::new().route(paths::LOGO, get(respond))
}

/// Returns the style that replaces the colours of the style sheet by those of the accent.
pub fn style_of(accent: &Accent) -> String {
    let Accent { light, dark } = accent;
    let rule = |shades: &Shades| {
        let Shades { fill, fill_strong, on_fill, link, link_strong } = shades;
        format!(
            ":root{{--accent:{fill};--accent-strong:{fill_strong};--on-accent:{on_fill};--link:{link};\
             --link-strong:{link_strong}}}"
        )
    };
    format!("{}@media(prefers-color-scheme:dark){{{}}}", rule(light), rule(dark))
}

fn version_of(logo: &Logo) -> String {
    let digest = Sha256::digest(&logo.content);
    format!("v={}", URL_SAFE_NO_PAD.encode(digest.get(..6).unwrap_or_default()))
}
