//! The account menu in the header: the signed-in user, and the links and the form about the session.

use leptos::prelude::*;

use crate::{
    paths, text,
    web::{initials::Avatar, visitor::PageUser},
};

/// The menu of the signed-in user, which works without JavaScript. It opens at the user's photo or initials.
#[component]
pub fn AccountMenu(user: PageUser, switches_account: bool) -> impl IntoView {
    let PageUser { name, username, tenant_id, organization, photo, tag, has_other_accounts, administers, .. } = user;
    let tenant_id = tenant_id.filter(|_| organization.is_none());
    let another = paths::sign_in_with_another_account(paths::HOME);
    view! {
        <details class="menu account" name="menu" data-user=tag>
            <summary>
                <Avatar name=name.clone() photo />
                <span class="unseen">{text!("account-menu")} " "</span>
                <bdi class="account-name">{name.clone()}</bdi>
            </summary>
            <div class="panel">
                <p class="account-facts">
                    <strong dir="auto">{name}</strong>
                    {username.map(|username| view! { <span dir="auto">{username}</span> })}
                    {organization.map(|organization| view! { <span dir="auto">{organization}</span> })}
                    {tenant_id.map(|id| view! { <small>{text!("account-menu-tenant", id = id)}</small> })}
                </p>
                <ul>
                    <MenuLink path=paths::PROFILE.to_owned() label=text!("account-profile-title") />
                    <MenuLink path=paths::SESSIONS.to_owned() label=text!("account-menu-sessions") />
                    {administers
                        .then(|| {
                            let (path, label) = (paths::ADMINISTRATION.to_owned(), text!("administration-link"));
                            view! { <MenuLink path label /> }
                        })}
                    {switches_account
                        .then(|| {
                            view! {
                                <MenuLink path=paths::ACCOUNTS.to_owned() label=text!("accounts-link") />
                                <MenuLink path=another label=text!("account-menu-another") />
                            }
                        })}
                </ul>
                <SignOutForms has_other_accounts />
            </div>
        </details>
    }
}

#[component]
fn MenuLink(path: String, label: String) -> impl IntoView {
    view! {
        <li>
            <a href=paths::to(&path) rel="external">
                {label}
            </a>
        </li>
    }
}

/// The forms that sign out of this account, and of all accounts of the browser if there may be others.
#[component]
fn SignOutForms(has_other_accounts: bool) -> impl IntoView {
    view! {
        <form method="post" action=paths::to(paths::SIGN_OUT)>
            <button class="button quiet" type="submit">
                {text!("account-menu-sign-out")}
            </button>
        </form>
        {has_other_accounts.then(|| view! { <SignOutOfAllForm /> })}
    }
}

/// The button that signs out of all accounts of this browser.
#[component]
pub fn SignOutOfAllForm() -> impl IntoView {
    view! {
        <form method="post" action=paths::to(paths::SIGN_OUT_OF_ALL_ACCOUNTS)>
            <button class="button quiet" type="submit">
                {text!("accounts-sign-out-all")}
            </button>
        </form>
    }
}

/// The link to the sign-in, for a visitor without a session.
#[component]
pub fn SignInShortcut() -> impl IntoView {
    view! {
        <a class="button quiet" href=paths::to(&paths::sign_in(paths::HOME)) rel="external">
            {text!("account-menu-sign-in")}
        </a>
    }
}
