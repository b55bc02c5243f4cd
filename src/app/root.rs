//! The root component: what frames every page, and which page shows which view.

use leptos::prelude::*;

use crate::{
    components::{Brand, Ribbon},
    model::{Page, View},
    pages::{
        ApiResult, ConfigMissing, DeviceCode, Failed, NotFound, SignIn, SignInFailed, SignedOut, SigningOut, Welcome,
    },
};

/// Shows one page. What it renders is all there is in `<body>`: hydration walks over exactly these nodes.
#[component]
pub fn App(page: Page) -> impl IntoView {
    let Page { dev_tenant, view } = page;
    view! {
        <a class="skip" href="#main">
            "Skip to the content"
        </a>
        <header class="masthead">
            <Brand />
            {dev_tenant.then(|| view! { <Ribbon /> })}
        </header>
        <main id="main" tabindex="-1">
            {page_of(view, dev_tenant)}
        </main>
        <footer class="colophon">
            <p>{concat!("Leptos Entra ", env!("CARGO_PKG_VERSION"))}</p>
        </footer>
    }
}

/// The table of pages.
fn page_of(view: View, dev_tenant: bool) -> AnyView {
    match view {
        View::SignIn(view) => view! { <SignIn view dev_tenant /> }.into_any(),
        View::Welcome(view) => view! { <Welcome view dev_tenant /> }.into_any(),
        View::ApiResult(result) => view! { <ApiResult result /> }.into_any(),
        View::DeviceCode(view) => view! { <DeviceCode view /> }.into_any(),
        View::SignInFailed(problem) => view! { <SignInFailed problem /> }.into_any(),
        View::SigningOut { continue_to } => view! { <SigningOut continue_to /> }.into_any(),
        View::SignedOut { provider } => view! { <SignedOut provider dev_tenant /> }.into_any(),
        View::ConfigMissing(findings) => view! { <ConfigMissing findings /> }.into_any(),
        View::NotFound => view! { <NotFound /> }.into_any(),
        View::Failed(error) => view! { <Failed error /> }.into_any(),
    }
}
