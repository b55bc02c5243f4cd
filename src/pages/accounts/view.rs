//! The view of the accounts of this browser. All its forms work without JavaScript.

use leptos::prelude::*;

use crate::{
    paths,
    web::{HomepageLink, Initials, Page},
};

/// One account, as the page shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccountEntry {
    /// Names the account in the form. Empty for the account of the session.
    pub reference: String,
    pub name: String,
    pub username: Option<String>,
    pub tenant_id: Option<String>,
}

/// The accounts of a browser.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccountsView {
    /// The account of the session. `None` if the user is signed out of it.
    pub this: Option<AccountEntry>,
    pub others: Vec<AccountEntry>,
}

/// Returns the page with the accounts of this browser.
pub fn page(view: AccountsView) -> Page {
    Page::new("Accounts").view(move || view! { <Accounts view /> })
}

#[component]
fn Accounts(view: AccountsView) -> impl IntoView {
    let AccountsView { this, others } = view;
    let another = paths::sign_in_with_another_account(paths::HOME);
    view! {
        <section class="card">
            <h1>"Accounts"</h1>
            {this
                .map(|this| {
                    view! {
                        <h2>"You use this account"</h2>
                        <p class="account-line">
                            <AccountFacts entry=this />
                        </p>
                    }
                })}
            <h2>"Other accounts in this browser"</h2>
            <OtherAccountButtons accounts=others.clone() />
            {others.is_empty().then(|| view! { <p>"There are no other accounts in this browser."</p> })}
            <p class="actions">
                <a class="button main" href=paths::to(&another) rel="external">
                    "Use another account"
                </a>
                <HomepageLink />
            </p>
        </section>
        {(!others.is_empty()).then(|| view! { <SignOutOfAll /> })}
    }
}

/// The other accounts of this browser, each as a button that switches to it.
#[component]
pub fn OtherAccountButtons(accounts: Vec<AccountEntry>) -> impl IntoView {
    let buttons: Vec<_> = accounts.into_iter().map(|entry| view! { <AccountButton entry /> }).collect();
    (!buttons.is_empty()).then(|| {
        view! {
            <form method="post" action=paths::to(paths::SWITCH_ACCOUNT)>
                <ul class="account-list">{buttons}</ul>
            </form>
        }
    })
}

#[component]
fn AccountButton(entry: AccountEntry) -> impl IntoView {
    let reference = entry.reference.clone();
    view! {
        <li>
            <button class="account-line" name="account" value=reference>
                <AccountFacts entry />
            </button>
        </li>
    }
}

#[component]
fn AccountFacts(entry: AccountEntry) -> impl IntoView {
    let AccountEntry { name, username, tenant_id, .. } = entry;
    view! {
        <Initials name=name.clone() />
        <span class="account-text">
            <strong dir="auto">{name}</strong>
            {username.map(|username| view! { <span dir="auto">{username}</span> })}
            {tenant_id.map(|id| view! { <small>"Tenant " {id}</small> })}
        </span>
    }
}

/// The form that ends all sessions of this browser.
#[component]
fn SignOutOfAll() -> impl IntoView {
    view! {
        <section class="card" aria-labelledby="all-heading">
            <h2 id="all-heading">"Sign out of all accounts"</h2>
            <p>"This ends the sessions of all your accounts in this browser."</p>
            <form method="post" action=paths::to(paths::SIGN_OUT_OF_ALL_ACCOUNTS)>
                <button class="button quiet" type="submit">
                    "Sign out of all accounts"
                </button>
            </form>
        </section>
    }
}
