//! `GET /signed-out`: the provider redirects the browser to this page after the sign-out.
//!
//! A link can lead to the page as well, so it tells a user who is still signed in that this is so.

use leptos::prelude::*;

use super::audience::MaybeSignedIn;
use crate::{
    paths,
    server::entra::ProviderKind,
    text,
    web::{HomepageLink, Page, PageResult},
};

/// Shows whether the user is signed out.
pub async fn signed_out(visitor: MaybeSignedIn) -> PageResult {
    let request = match visitor {
        MaybeSignedIn::SignedIn(_) => return Ok(still_signed_in()),
        MaybeSignedIn::SignedOut(request) => request,
    };
    let services = request.services();
    Ok(page(services.auth.relying_party.provider().authority().provider(), services.dev_tenant))
}

/// Returns the page for a user who is still signed in.
pub fn still_signed_in() -> Page {
    Page::new(text!("sign-out-still-signed-in-title")).view(|| {
        view! {
            <section class="card">
                <h1>{text!("sign-out-still-signed-in")}</h1>
                <p>{text!("sign-out-not-completed")}</p>
                <div class="actions">
                    <form method="post" action=paths::to(paths::SIGN_OUT)>
                        <button class="button main" type="submit">
                            {text!("sign-out-button")}
                        </button>
                    </form>
                    <HomepageLink />
                </div>
            </section>
        }
    })
}

/// Returns the page for a user who is signed out.
pub fn page(provider: ProviderKind, dev_tenant: bool) -> Page {
    Page::new(text!("sign-out-signed-out-title")).view(move || {
        view! {
            <section class="card">
                <h1>{text!("sign-out-signed-out")}</h1>
                <p>{at_the_provider(provider, dev_tenant)}</p>
                <p class="actions">
                    <a class="button main" href=paths::to(&paths::sign_in(paths::HOME)) rel="external">
                        {text!("sign-out-sign-in-again")}
                    </a>
                    <HomepageLink />
                </p>
            </section>
        }
    })
}

fn at_the_provider(provider: ProviderKind, dev_tenant: bool) -> String {
    match provider {
        _ if dev_tenant => text!("sign-out-at-dev-tenant"),
        ProviderKind::Workforce => text!("sign-out-at-microsoft"),
        ProviderKind::External | ProviderKind::OpenId => text!("sign-out-at-provider"),
    }
}
