//! `GET /accounts`: the accounts of this browser, and the page's forms: switch to another account, or sign out of all.

mod view;

use std::sync::Arc;

use axum::{
    extract::{Form, State, rejection::FormRejection},
    response::{IntoResponse, Response},
};
use serde::Deserialize;
use tower_sessions::session::Id;

pub use self::view::{AccountEntry, AccountsView, OtherAccountButtons, page};
use super::{audience::MaybeSignedIn, sign_in, signing_out};
use crate::{
    error::AppError,
    server::{
        Caller, Services,
        auth::ParkedAccount,
        caller::OtherAccounts,
        session::{UserSession, session_key},
    },
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
        MaybeSignedIn::SignedIn(user) => {
            Some(entry(String::new(), user.user(), organization_of(caller.services(), user.session_id())))
        }
        MaybeSignedIn::SignedOut(request) if accounts.is_empty() => {
            return Err(sign_in::instead_of_page(request, &request.return_to()).await.into());
        }
        MaybeSignedIn::SignedOut(_) => None,
    };
    // The app does not see a cookie that is too large, so an empty list always removes the cookie.
    let names = &caller.services().cookies;
    let cookie = cookie.or_else(|| accounts.is_empty().then(|| names.remove(names.accounts())));
    Ok(page(AccountsView { this, others: entries(caller.services(), accounts) }).set_cookies(cookie))
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
pub fn entries(services: &Services, accounts: Vec<ParkedAccount>) -> Vec<AccountEntry> {
    let entry = |ParkedAccount { id, reference, user }| entry(reference, &user, organization_of(services, id));
    accounts.into_iter().map(entry).collect()
}

fn entry(reference: String, user: &UserSession, organization: Option<String>) -> AccountEntry {
    let (name, username, tenant_id) = (user.display_name.clone(), user.username.clone(), user.tenant_id.clone());
    AccountEntry { reference, name, username, tenant_id, organization }
}

/// Returns the name of the organization, if a page of the session has loaded it.
fn organization_of(services: &Services, session: Id) -> Option<String> {
    services.graph_cache.header_facts(session_key(session)).organization.as_deref().map(str::to_owned)
}
