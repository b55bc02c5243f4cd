//! The end of a visit.

use leptos::prelude::*;

use crate::{components::sign_in_address, model::Provider, paths};

/// Says what is over, and what may not be.
#[component]
pub fn SignedOut(provider: Provider, dev_tenant: bool) -> impl IntoView {
    view! {
        <section class="card">
            <h1>"You are signed out of this app."</h1>
            <p>{still_signed_in(provider, dev_tenant)}</p>
            <p class="actions">
                <a class="button main" href=sign_in_address(paths::HOME) rel="external">
                    "Sign in again"
                </a>
                <a class="button quiet" href=paths::to(paths::HOME)>
                    "Homepage"
                </a>
            </p>
        </section>
    }
}

const fn still_signed_in(provider: Provider, dev_tenant: bool) -> &'static str {
    match provider {
        _ if dev_tenant => "Nothing of the development tenant is left in this browser that matters.",
        Provider::Workforce => {
            "You may still be signed in to Microsoft in this browser. On a shared device, sign out there too, or close the browser."
        }
        Provider::External | Provider::OpenId => {
            "You may still be signed in at your sign-in service in this browser. On a shared device, sign out there too, or close the browser."
        }
    }
}
