//! The login view: what the app does, and the link or form that starts a sign-in.

use axum::response::{IntoResponse, Response};
use leptos::{either::Either, prelude::*};

use super::request::Anyone;
use crate::{
    error::AppError,
    islands::SignInStatus,
    paths::{self, ReturnTo},
    server::{Services, entra::ProviderKind, oidc::AccountChoice},
    text, texts,
    web::{Page, SignInStatusTexts, app_name, canonical_host},
};

/// The data that the login view shows.
#[derive(Clone)]
pub struct SignIn {
    pub provider: ProviderKind,
    /// The host of the authority, e.g. `login.microsoftonline.com`.
    pub authority_host: String,
    /// Whether the sign-in uses a device code, because the app has no redirect URI.
    pub device_code: bool,
    /// The path of this app to which the sign-in returns.
    pub return_to: String,
    /// The parameters about the account in the link to this view.
    pub account: AccountChoice,
    /// Whether the provider is the development tenant.
    pub dev_tenant: bool,
}

impl SignIn {
    /// Returns the login view of this app.
    pub fn of(services: &Services, return_to: &ReturnTo) -> Self {
        let relying_party = &services.auth.relying_party;
        let authority = relying_party.provider().authority();
        Self {
            provider: authority.provider(),
            authority_host: authority.host(),
            device_code: relying_party.signs_in_by_device_code(),
            return_to: return_to.as_str().to_owned(),
            account: AccountChoice::default(),
            dev_tenant: services.dev_tenant,
        }
    }

    /// Returns the page of the login view. Its island does nothing before the user acts, so the client is loaded then.
    pub fn page(self) -> Page {
        Page::new(text!("sign-in-title")).hydrated_when_touched().view(move || view! { <EntranceCard of=self /> })
    }
}

/// Responds to a signed-out visitor with the login view instead of the page that was requested.
pub async fn instead_of_page(request: &Anyone, return_to: &ReturnTo) -> Response {
    let services = request.services();
    if let Some(redirect) = canonical_host::redirect(services, &request.headers, &request.uri) {
        return redirect.into_response();
    }
    if !services.auth.relying_party.provider().may_offer_sign_in().await {
        return Page::from(AppError::ProviderUnavailable).into_response();
    }
    SignIn::of(services, return_to).page().into_response()
}

#[component]
fn EntranceCard(of: SignIn) -> impl IntoView {
    let SignIn { provider, authority_host, device_code, return_to, account, dev_tenant } = of;
    let is_microsoft = provider == ProviderKind::Workforce && !dev_tenant && !device_code;
    let start = paths::sign_in_with_hints(&return_to, account.parameters());
    let start_with_another_account = paths::sign_in_with_another_account(&return_to);
    let (before_host, after_host) = texts::around("sign-in-where");
    view! {
        <section class="card entrance">
            <h1>{app_name()}</h1>
            <p class="lead">{lead(provider)}</p>
            <div class="way-in">
                <SignInStatus>
                    <SignInStatusTexts />
                    {if device_code {
                        Either::Left(view! { <DeviceCodeForm return_to /> })
                    } else {
                        Either::Right(view! { <SignInLink start is_microsoft /> })
                    }}
                    <p class="hint">{account_kind(provider, dev_tenant)}</p>
                </SignInStatus>
            </div>
            {(!device_code)
                .then(|| {
                    view! {
                        <p>
                            <a href=paths::to(&start_with_another_account) rel="external">
                                {text!("sign-in-another-account")}
                            </a>
                        </p>
                    }
                })}
            <p class="note">
                {before_host} <strong class="host">{authority_host}</strong> {after_host}
            </p>
        </section>
    }
}

#[component]
fn SignInLink(start: String, is_microsoft: bool) -> impl IntoView {
    let (class, label) = if is_microsoft {
        ("button microsoft", text!("sign-in-with-microsoft"))
    } else {
        ("button main", text!("sign-in-button"))
    };
    view! {
        <a class=class href=paths::to(&start) rel="external">
            {is_microsoft.then(|| view! { <MicrosoftLogo /> })}
            <span>{label}</span>
        </a>
    }
}

/// A form, because the sign-in begins with a request to the provider: links are followed by crawlers and link previews as well.
#[component]
fn DeviceCodeForm(return_to: String) -> impl IntoView {
    view! {
        <form method="post" action=paths::to(paths::BEGIN_DEVICE_CODE)>
            <input type="hidden" name="return_to" value=return_to />
            <button class="button main">
                <span>{text!("sign-in-with-code")}</span>
            </button>
        </form>
    }
}

/// Says what the app does. Customers of an external tenant know the brand of the app only, so Microsoft is not named.
fn lead(provider: ProviderKind) -> String {
    match provider {
        ProviderKind::Workforce => text!("sign-in-lead-microsoft"),
        ProviderKind::External | ProviderKind::OpenId => text!("sign-in-lead"),
    }
}

/// Says which account works; for Microsoft's, in the words of its branding guidelines.
fn account_kind(provider: ProviderKind, dev_tenant: bool) -> String {
    match provider {
        _ if dev_tenant => text!("sign-in-account-demo"),
        ProviderKind::Workforce => text!("sign-in-account-work"),
        ProviderKind::External => text!("sign-in-account-customer"),
        ProviderKind::OpenId => text!("sign-in-account-organization"),
    }
}

/// Microsoft's logo, in the sizes and colours of the branding guidelines.
#[component]
fn MicrosoftLogo() -> impl IntoView {
    view! {
        <svg viewBox="0 0 21 21" width="21" height="21" aria-hidden="true" focusable="false">
            <rect x="1" y="1" width="9" height="9" fill="#f25022" />
            <rect x="11" y="1" width="9" height="9" fill="#7fba00" />
            <rect x="1" y="11" width="9" height="9" fill="#00a4ef" />
            <rect x="11" y="11" width="9" height="9" fill="#ffb900" />
        </svg>
    }
}
