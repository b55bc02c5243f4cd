//! The root component, which shows one page, and the frame that stands around every page.

use leptos::{either::EitherOf15, prelude::*};

use crate::{
    components::{Brand, Ribbon},
    model::{Page, View},
    pages::{
        AdminConsent, ApiResult, ConfigMissing, DeviceCode, Failed, Mail, NotFound, ResetPassword, Sessions, SignIn,
        SignInFailed, SignInStopped, SignedOut, SigningOut, Welcome,
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
        View::SignIn(view) => EitherOf15::A(view! { <SignIn view dev_tenant /> }),
        View::Welcome(view) => EitherOf15::B(view! { <Welcome view /> }),
        View::ApiResult(result) => EitherOf15::C(view! { <ApiResult result /> }),
        View::DeviceCode(view) => EitherOf15::D(view! { <DeviceCode view /> }),
        View::SignInFailed(view) => EitherOf15::E(view! { <SignInFailed view /> }),
        View::SigningOut { continue_to, problem } => EitherOf15::F(view! { <SigningOut continue_to problem /> }),
        View::SignedOut { provider } => EitherOf15::G(view! { <SignedOut provider dev_tenant /> }),
        View::ConfigMissing(findings) => EitherOf15::H(view! { <ConfigMissing findings /> }),
        View::NotFound => EitherOf15::I(view! { <NotFound /> }),
        View::Failed(error) => EitherOf15::J(view! { <Failed error request_id=None /> }),
        View::Unexpected { error, request_id } => EitherOf15::J(view! { <Failed error request_id=Some(request_id) /> }),
        View::ResetPassword => EitherOf15::M(view! { <ResetPassword /> }),
        View::AdminConsent(view) => EitherOf15::L(view! { <AdminConsent view /> }),
        View::Mail(messages) => EitherOf15::N(view! { <Mail messages /> }),
        View::SignInStopped { return_to } => EitherOf15::K(view! { <SignInStopped return_to /> }),
        View::Sessions(view) => EitherOf15::O(view! { <Sessions view /> }),
    }
}
