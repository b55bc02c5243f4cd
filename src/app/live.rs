//! The pages that the client takes over: those on which something can happen.
//!
//! All other pages load no script, and their code is not in the client at all: nothing there names their views.

use leptos::{either::EitherOf4, prelude::*};
use serde::Deserialize;

use crate::{
    model::{DeviceCodeView, SignInFailedView, SignInView, View, WelcomeView},
    pages::{DeviceCode, SignIn, SignInFailed, Welcome},
    paths::Base,
};

/// A [`Page`](crate::model::Page) as the client reads it from the document.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct LivePage {
    pub dev_tenant: bool,
    pub base: Base,
    pub view: LiveView,
}

/// The views of live pages; each is written as the [`View`] of the same name.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub enum LiveView {
    SignIn(SignInView),
    Welcome(WelcomeView),
    DeviceCode(DeviceCodeView),
    SignInFailed(SignInFailedView),
}

/// Returns whether the client takes a view over.
pub const fn is_live(view: &View) -> bool {
    matches!(view, View::SignIn(_) | View::Welcome(_) | View::DeviceCode(_) | View::SignInFailed(_))
}

/// Shows a live page exactly as [`App`](super::App) does, node by node: hydration walks over what the server rendered.
#[component]
pub fn LiveApp(page: LivePage) -> impl IntoView {
    let LivePage { dev_tenant, base, view } = page;
    base.begin_page();
    match view {
        LiveView::SignIn(view) => EitherOf4::A(view! { <SignIn view dev_tenant /> }),
        LiveView::Welcome(view) => EitherOf4::B(view! { <Welcome view /> }),
        LiveView::DeviceCode(view) => EitherOf4::C(view! { <DeviceCode view /> }),
        LiveView::SignInFailed(view) => EitherOf4::D(view! { <SignInFailed view /> }),
    }
}
