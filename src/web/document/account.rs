//! The account menu in the header: the signed-in user, and the links and the form about the session.

use leptos::prelude::*;

use crate::{
    paths, text,
    web::{initials::Initials, visitor::PageUser},
};

/// The menu of the signed-in user, which works without JavaScript. It opens at the user's initials.
#[component]
pub fn AccountMenu(user: PageUser, switches_account: bool) -> impl IntoView {
    let PageUser { name, username, tenant_id, administers } = user;
    let another = paths::sign_in_with_another_account(paths::HOME);
    view! {
        <details class="menu account" name="menu">
            <summary>
                <Initials name=name.clone() />
                <span class="unseen">{text!("account-menu")} " "</span>
                <bdi class="account-name">{name.clone()}</bdi>
            </summary>
            <div class="panel">
                <p class="account-facts">
                    <strong dir="auto">{name}</strong>
                    {username.map(|username| view! { <span dir="auto">{username}</span> })}
                    {tenant_id.map(|id| view! { <small>{text!("account-menu-tenant", id = id)}</small> })}
                </p>
                <ul>
                    <li>
                        <a href=paths::to(paths::SESSIONS) rel="external">
                            {text!("account-menu-sessions")}
                        </a>
                    </li>
                    {administers
                        .then(|| {
                            view! {
                                <li>
                                    <a href=paths::to(paths::ADMINISTRATION) rel="external">
                                        {text!("administration-link")}
                                    </a>
                                </li>
                            }
                        })}
                    {switches_account
                        .then(|| {
                            view! {
                                <li>
                                    <a href=paths::to(&another) rel="external">
                                        {text!("account-menu-another")}
                                    </a>
                                </li>
                            }
                        })}
                </ul>
                <form method="post" action=paths::to(paths::SIGN_OUT)>
                    <button class="button quiet" type="submit">
                        {text!("account-menu-sign-out")}
                    </button>
                </form>
            </div>
        </details>
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
