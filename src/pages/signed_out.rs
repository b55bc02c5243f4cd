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
    web::{HomepageLink, Page, PageResult},
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
    Ok(page(provider, services.dev_tenant, accounts::entries(accounts)).set_cookies(cookie))
}

/// Returns the page for a user who is still signed in.
pub fn still_signed_in() -> Page {
    Page::new("Still signed in").view(|| {
        view! {
            <section class="card">
                <h1>"You are still signed in to this app."</h1>
                <p>"The sign-out was not completed, or you have signed in again."</p>
                <div class="actions">
                    <form method="post" action=paths::to(paths::SIGN_OUT)>
                        <button class="button main" type="submit">
                            "Sign out"
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
    Page::new("Signed out").view(move || {
        view! {
            <section class="card">
                <h1>"You are signed out of this app."</h1>
                <p>{at_the_provider(provider, dev_tenant)}</p>
                <p class="actions">
                    <a class="button main" href=paths::to(&paths::sign_in(paths::HOME)) rel="external">
                        "Sign in again"
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
            <h2 id="remaining-heading">"Other accounts in this browser"</h2>
            <p>"You are still signed in with these accounts. Choose one to continue with it."</p>
            <OtherAccountButtons accounts />
            <form method="post" action=paths::to(paths::SIGN_OUT_OF_ALL_ACCOUNTS)>
                <button class="button quiet" type="submit">
                    "Sign out of all accounts"
                </button>
            </form>
        </section>
    }
}

const fn at_the_provider(provider: ProviderKind, dev_tenant: bool) -> &'static str {
    match provider {
        _ if dev_tenant => "The development tenant has ended your sign-in as well.",
        ProviderKind::Workforce => {
            "You may still be signed in to Microsoft in this browser. On a shared device, sign out there too, or close the browser."
        }
        ProviderKind::External | ProviderKind::OpenId => {
            "You may still be signed in at your sign-in service in this browser. On a shared device, sign out there too, or close the browser."
        }
    }
}
