//! `GET /signed-out`: the provider redirects the browser to this page after the sign-out.
//!
//! A link can lead to the page as well, so it tells a user who is still signed in that this is so. A sign-out from one account
//! activates no other account: the page lists the accounts that remain.

use leptos::prelude::*;

use super::{
    accounts::{self, AccountEntry, OtherAccountButtons},
    audience::MaybeSignedIn,
};
use crate::{
    paths,
    server::{caller::OtherAccounts, entra::ProviderKind},
    text,
    web::{HomepageLink, Page, PageResult, SignOutOfAllForm},
};

/// Shows whether the user is signed out.
pub async fn signed_out(visitor: MaybeSignedIn) -> PageResult {
    let request = match visitor {
        MaybeSignedIn::SignedIn(_) => return Ok(still_signed_in()),
        MaybeSignedIn::SignedOut(request) => request,
    };
    let services = request.services();
    // Without the list of other accounts the page still says that the sign-out has succeeded.
    let none = OtherAccounts { accounts: Vec::new(), cookie: None };
    let OtherAccounts { accounts, cookie } = request.caller.other_accounts().await.unwrap_or(none);
    let provider = services.auth.relying_party.provider().authority().provider();
    Ok(page(provider, services.dev_tenant, accounts::entries(services, accounts)).set_cookies(cookie))
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

/// Returns the page for a user who is signed out, with the accounts of this browser whose sessions continue.
pub fn page(provider: ProviderKind, dev_tenant: bool, remaining: Vec<AccountEntry>) -> Page {
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
            {(!remaining.is_empty()).then(|| view! { <Remaining accounts=remaining /> })}
        }
    })
}

#[component]
fn Remaining(accounts: Vec<AccountEntry>) -> impl IntoView {
    view! {
        <section class="card" aria-labelledby="remaining-heading">
            <h2 id="remaining-heading">{text!("accounts-others")}</h2>
            <p>{text!("accounts-remaining")}</p>
            <OtherAccountButtons accounts />
            <SignOutOfAllForm />
        </section>
    }
}

fn at_the_provider(provider: ProviderKind, dev_tenant: bool) -> String {
    match provider {
        _ if dev_tenant => text!("sign-out-at-dev-tenant"),
        ProviderKind::Workforce => text!("sign-out-at-microsoft"),
        ProviderKind::External | ProviderKind::OpenId => text!("sign-out-at-provider"),
    }
}
