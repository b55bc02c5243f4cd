//! `GET /accounts`: the accounts of this browser, and the page's forms: switch to another account, or sign out of all.

mod view;

use std::sync::Arc;

use axum::{
    extract::{Form, State, rejection::FormRejection},
    response::{IntoResponse, Response},
};
use serde::Deserialize;

pub use self::view::{AccountEntry, AccountsView, OtherAccountButtons, page};
use super::{audience::MaybeSignedIn, sign_in, signing_out};
use crate::{
    error::AppError,
    server::{Caller, Services, auth::ParkedAccount, caller::OtherAccounts, session::UserSession},
    web::{Page, PageResult, cookies},
};

/// The fields of the form that switches to another account.
#[derive(Default, Deserialize)]
pub struct SwitchForm {
    account: Option<String>,
}

/// Shows the accounts of this browser. Only this page and the signed-out page read the records of the other accounts. A visitor
/// without any account gets the login view.
pub async fn accounts(visitor: MaybeSignedIn, caller: Caller) -> PageResult {
    let OtherAccounts { accounts, cookie } = caller.other_accounts().await?;
    let this = match &visitor {
        MaybeSignedIn::SignedIn(user) => Some(entry(String::new(), user.user())),
        MaybeSignedIn::SignedOut(request) if accounts.is_empty() => {
            return Err(sign_in::instead_of_page(request, &request.return_to()).await.into());
        }
        MaybeSignedIn::SignedOut(_) => None,
    };
    // The app does not see a cookie that is too large, so an empty list always removes the cookie.
    let names = &caller.services().cookies;
    let cookie = cookie.or_else(|| accounts.is_empty().then(|| names.remove(names.accounts())));
    Ok(page(AccountsView { this, others: entries(accounts) }).set_cookies(cookie))
}

/// Switches to another account of this browser, and leads to the homepage.
pub async fn switch(caller: Caller, form: Result<Form<SwitchForm>, FormRejection>) -> Response {
    let reference = form.ok().and_then(|Form(form)| form.account).unwrap_or_default();
    match caller.switch_account(reference).await {
        Ok(redirection) => cookies::redirect(redirection),
        Err(error) => Page::from(AppError::from(error)).into_response(),
    }
}

/// Signs out of all accounts of this browser, and continues to the provider like any sign-out.
pub async fn sign_out(State(services): State<Arc<Services>>, caller: Caller) -> Response {
    signing_out::of_all_accounts(&services, caller).await
}

/// Returns the other accounts as pages show them.
pub fn entries(accounts: Vec<ParkedAccount>) -> Vec<AccountEntry> {
    accounts.into_iter().map(|account| entry(account.reference, &account.user)).collect()
}

fn entry(reference: String, user: &UserSession) -> AccountEntry {
    let (name, username, tenant_id) = (user.display_name.clone(), user.username.clone(), user.tenant_id.clone());
    AccountEntry { reference, name, username, tenant_id }
}
