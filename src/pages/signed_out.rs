//! `GET /signed-out`: where the provider sends the browser after the sign-out.

use leptos::prelude::*;

use super::request::Anyone;
use crate::{
    paths,
    server::entra::ProviderKind,
    web::{Page, PageResult},
};

/// Responds to the return from the provider.
pub async fn signed_out(request: Anyone) -> PageResult {
    let services = request.services();
    Ok(page(services.auth.relying_party.provider().authority().provider(), services.dev_tenant))
}

/// Returns the page.
pub fn page(provider: ProviderKind, dev_tenant: bool) -> Page {
    Page::new("Signed out").view(move || {
        view! {
            <section class="card">
                <h1>"You are signed out of this app."</h1>
                <p>{at_the_provider(provider, dev_tenant)}</p>
                <p class="actions">
                    <a class="button main" href=paths::to(&paths::sign_in(paths::HOME)) rel="external">
                        "Sign in again"
                    </a>
                    <a class="button quiet" href=paths::to(paths::HOME)>
                        "Homepage"
                    </a>
                </p>
            </section>
        }
    })
}

const fn at_the_provider(provider: ProviderKind, dev_tenant: bool) -> &'static str {
    match provider {
        _ if dev_tenant => "The development tenant has ended your sign-in as well.",
        ProviderKind::Workforce => {
            "You may still be signed in to Microsoft in this browser. On a shared device, sign out there too, or close the browser."
        }
        ProviderKind::External | ProviderKind::OpenId => {
            "You may still be signed in at your sign-in service in this browser. On a shared device, sign out there too, or close the browser."
        }
    }
}
