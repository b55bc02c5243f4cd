//! On the way out: the session is over here, the provider's turn is next.

use leptos::prelude::*;

/// Shows the way on. The response also refreshes to it by itself.
#[component]
pub fn SigningOut(continue_to: String) -> impl IntoView {
    view! {
        <section class="card">
            <h1>"Signing you out"</h1>
            <p>"You are signed out of this app. One moment: your sign-in service is next."</p>
            <p class="actions">
                <a class="button main" href=continue_to rel="external">
                    "Continue"
                </a>
            </p>
        </section>
    }
}
