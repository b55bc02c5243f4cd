//! The root component, which shows one page, and the frame that stands around every page.

use leptos::{either::EitherOf12, prelude::*};

use crate::{
    components::{Brand, Ribbon},
    model::{Page, View},
    pages::{
        AdminConsent, ApiResult, ConfigMissing, DeviceCode, Failed, NotFound, SignIn, SignInFailed, SignInStopped,
        SignedOut, SigningOut, Welcome,
    },
};

/// Shows one page, on the server. What it renders is all there is in `<main>`: hydration walks over exactly these nodes.
#[component]
pub fn App(page: Page) -> impl IntoView {
    let Page { dev_tenant, base, view } = page;
    base.begin_page();
    page_of(view, dev_tenant)
}

/// What stands before `<main>` on every page.
#[component]
pub fn Masthead(dev_tenant: bool) -> impl IntoView {
    view! {
        <a class="skip" href="#main">
            "Skip to the content"
        </a>
        <header class="masthead">
            <Brand />
            {dev_tenant.then(|| view! { <Ribbon /> })}
        </header>
    }
}

/// What stands behind `<main>` on every page.
#[component]
pub fn Colophon() -> impl IntoView {
    view! {
        <footer class="colophon">
            <p>{concat!("Leptos Entra ", env!("CARGO_PKG_VERSION"))}</p>
        </footer>
    }
}

/// The table of pages. Each branch keeps its own type, as in [`LiveApp`](super::LiveApp): an erased one would bring along
/// code to build it anew in the browser, where a page is only ever hydrated.
fn page_of(view: View, dev_tenant: bool) -> impl IntoView {
    match view {
        View::SignIn(view) => EitherOf12::A(view! { <SignIn view dev_tenant /> }),
        View::Welcome(view) => EitherOf12::B(view! { <Welcome view /> }),
        View::ApiResult(result) => EitherOf12::C(view! { <ApiResult result /> }),
        View::DeviceCode(view) => EitherOf12::D(view! { <DeviceCode view /> }),
        View::SignInFailed(problem) => EitherOf12::E(view! { <SignInFailed problem /> }),
        View::SigningOut { continue_to } => EitherOf12::F(view! { <SigningOut continue_to /> }),
        View::SignedOut { provider } => EitherOf12::G(view! { <SignedOut provider dev_tenant /> }),
        View::ConfigMissing(findings) => EitherOf12::H(view! { <ConfigMissing findings /> }),
        View::NotFound => EitherOf12::I(view! { <NotFound /> }),
        View::Failed(error) => EitherOf12::J(view! { <Failed error /> }),
        View::AdminConsent(view) => EitherOf12::L(view! { <AdminConsent view /> }),
        View::SignInStopped { return_to } => EitherOf12::K(view! { <SignInStopped return_to /> }),
    }
}
