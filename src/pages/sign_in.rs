//! The login view: what the app does, and the one way in.

use leptos::prelude::*;

use crate::{
    components::{SignInLink, SignInLook, SignInWithAnotherAccount},
    model::{Provider, SignInView},
};

/// Shows the login view.
#[component]
pub fn SignIn(view: SignInView, dev_tenant: bool) -> impl IntoView {
    let SignInView { provider, authority_host, device_code, return_to } = view;
    let look = match provider {
        _ if device_code => SignInLook::DeviceCode,
        Provider::Workforce if !dev_tenant => SignInLook::Microsoft,
        _ => SignInLook::Plain,
    };
    view! {
        <section class="card entrance">
            <h1>"Leptos Entra"</h1>
            <p class="lead">"Sign in, and see what Microsoft Graph or another API knows about you."</p>
            <div class="way-in">
                <SignInLink look hint=account_kind(provider, dev_tenant) return_to=return_to.clone() />
            </div>
            <p>
                <SignInWithAnotherAccount return_to />
            </p>
            <p class="note">
                "You sign in at " <strong class="host">{authority_host}</strong>
                ". Your password never reaches this app, and its tokens never reach your browser."
            </p>
        </section>
    }
}

/// Says which account works here: for Microsoft's the words that its guidelines ask for.
const fn account_kind(provider: Provider, dev_tenant: bool) -> &'static str {
    match provider {
        _ if dev_tenant => "Pick one of the made-up people of the development tenant.",
        Provider::Workforce => "Use your work or school account.",
        Provider::External => "Use your account, or create one on the way.",
        Provider::OpenId => "Use the account of your organization.",
    }
}
