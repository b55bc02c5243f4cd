//! The view of the accounts of this browser. All its forms work without JavaScript.

use leptos::prelude::*;

use crate::{
    paths, text,
    web::{HomepageLink, Initials, Page, SignOutOfAllForm},
};

/// One account, as the page shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccountEntry {
    /// Names the account in the form. Empty for the account of the session.
    pub reference: String,
    pub name: String,
    pub username: Option<String>,
    pub tenant_id: Option<String>,
    /// The name of the user's organization, once a page of the session has loaded it.
    pub organization: Option<String>,
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
    Page::new(text!("accounts-title")).view(move || view! { <Accounts view /> })
}

#[component]
fn Accounts(view: AccountsView) -> impl IntoView {
    let AccountsView { this, others } = view;
    let another = paths::sign_in_with_another_account(paths::HOME);
    view! {
        <section class="card">
            <h1>{text!("accounts-title")}</h1>
            {this
                .map(|this| {
                    view! {
                        <h2>{text!("accounts-this")}</h2>
                        <p class="account-line">
                            <AccountFacts entry=this />
                        </p>
                    }
                })}
            <h2>{text!("accounts-others")}</h2>
            <OtherAccountButtons accounts=others.clone() />
            {others.is_empty().then(|| view! { <p>{text!("accounts-none")}</p> })}
            <p class="actions">
                <a class="button main" href=paths::to(&another) rel="external">
                    {text!("account-menu-another")}
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
    let AccountEntry { name, username, tenant_id, organization, .. } = entry;
    let tenant_id = tenant_id.filter(|_| organization.is_none());
    view! {
        <Initials name=name.clone() />
        <span class="account-text">
            <strong dir="auto">{name}</strong>
            {username.map(|username| view! { <span dir="auto">{username}</span> })}
            {organization.map(|organization| view! { <span dir="auto">{organization}</span> })}
            {tenant_id.map(|id| view! { <small>{text!("account-menu-tenant", id = id)}</small> })}
        </span>
    }
}

/// The form that ends all sessions of this browser.
#[component]
fn SignOutOfAll() -> impl IntoView {
    view! {
        <section class="card" aria-labelledby="all-heading">
            <h2 id="all-heading">{text!("accounts-sign-out-all")}</h2>
            <p>{text!("accounts-sign-out-all-lead")}</p>
            <SignOutOfAllForm />
        </section>
    }
}
