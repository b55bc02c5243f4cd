//! The root component: what frames every page, and which page shows which view.

use leptos::{either::EitherOf10, prelude::*};

use crate::{
    components::{Brand, Ribbon},
    model::{Page, View},
    pages::{
        ApiResult, ConfigMissing, DeviceCode, Failed, NotFound, SignIn, SignInFailed, SignedOut, SigningOut, Welcome,
    },
};

/// Shows one page, on the server.
#[component]
pub fn App(page: Page) -> impl IntoView {
    let Page { dev_tenant, view } = page;
    frame(dev_tenant, page_of(view, dev_tenant))
}

/// Frames a page. What it renders is all there is in `<body>`: hydration walks over exactly these nodes.
pub(super) fn frame(dev_tenant: bool, page: impl IntoView) -> impl IntoView {
    view! {
        <a class="skip" href="#main">
            "Skip to the content"
        </a>
        <header class="masthead">
            <Brand />
            {dev_tenant.then(|| view! { <Ribbon /> })}
        </header>
        <main id="main" tabindex="-1">
            {page}
        </main>
        <footer class="colophon">
            <p>{concat!("Leptos Entra ", env!("CARGO_PKG_VERSION"))}</p>
        </footer>
    }
}

/// The table of pages. Each branch keeps its own type, as in [`LiveApp`](super::LiveApp): an erased one would bring along
/// code to build it anew in the browser, where a page is only ever hydrated.
fn page_of(view: View, dev_tenant: bool) -> impl IntoView {
    match view {
        View::SignIn(view) => EitherOf10::A(view! { <SignIn view dev_tenant /> }),
        View::Welcome(view) => EitherOf10::B(view! { <Welcome view dev_tenant /> }),
        View::ApiResult(result) => EitherOf10::C(view! { <ApiResult result /> }),
        View::DeviceCode(view) => EitherOf10::D(view! { <DeviceCode view /> }),
        View::SignInFailed(problem) => EitherOf10::E(view! { <SignInFailed problem /> }),
        View::SigningOut { continue_to } => EitherOf10::F(view! { <SigningOut continue_to /> }),
        View::SignedOut { provider } => EitherOf10::G(view! { <SignedOut provider dev_tenant /> }),
        View::ConfigMissing(findings) => EitherOf10::H(view! { <ConfigMissing findings /> }),
        View::NotFound => EitherOf10::I(view! { <NotFound /> }),
        View::Failed(error) => EitherOf10::J(view! { <Failed error /> }),
    }
}
