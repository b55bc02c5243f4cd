//! `GET /administration`, for users with the app role `Operator`: sessions by user, failed sign-ins, and the state of this process.

mod data;
mod view;

use axum::{
    extract::{
        Form, Query,
        rejection::{FormRejection, QueryRejection},
    },
    response::{IntoResponse, Response},
};
use serde::Deserialize;

pub use self::{
    data::{AdministrationView, Search, StateOfProcess, UserEntry, UserSessionEntry},
    view::{SignIns, User, page},
};
use super::audience::of_session;
use crate::{
    error::AppError,
    paths,
    server::{
        Caller, Needs, Right, Services, SignedIn,
        auth::administration::{ROLE, SessionsOfUser},
        caller::log_store_error,
        session::{ListedSession, Person, StoreError},
    },
    web::{Page, PageResult, SessionOfPage},
};

/// The largest number of users that the page shows.
const SHOWN_AT_MOST: usize = 100;
/// The longest ID that the search accepts, in bytes. A subject has at most 255 (OpenID Connect Core 1.0 §2).
const LONGEST_ID: usize = 255;

/// The right to see and end the sessions of other users: the app role `Operator`.
pub struct Administer;

impl Right for Administer {
    fn needs() -> Needs {
        Needs::role(ROLE)
    }
}

/// The query parameters of the page.
#[derive(Default, Deserialize)]
pub struct AdministrationQuery {
    /// How many sessions the form ended.
    ended: Option<usize>,
}

/// The form that ends the sessions of a user.
#[derive(Default, Deserialize)]
pub struct EndForm {
    /// The reference of the user.
    user: Option<String>,
}

/// The form that finds a user.
#[derive(Default, Deserialize)]
pub struct FindForm {
    id: Option<String>,
}

/// Shows the sessions of all users, and the state of this process.
pub async fn administration(
    user: SignedIn<Administer>,
    query: Result<Query<AdministrationQuery>, QueryRejection>,
) -> PageResult {
    let ended = query.ok().and_then(|Query(query)| query.ended);
    Ok(page(view_of(&user, Search::None, ended).await?))
}

/// Shows the sessions of one user. The ID of the user is in a form and not in the address, because it is personal data.
pub async fn find(caller: Caller, user: SignedIn<Administer>, form: Result<Form<FindForm>, FormRejection>) -> Response {
    let id = form.ok().and_then(|Form(form)| form.id).unwrap_or_default();
    let id = id.trim();
    if id.is_empty() || id.len() > LONGEST_ID {
        return Page::from(AppError::BadRequest).into_response();
    }
    let reference = user.services().auth.reference_of_user(user.user(), id);
    let page = view_of(&user, Search::User(reference), None).await.map_or_else(Page::from, page);
    of_session(&caller, page, SessionOfPage::BelongsAfterForm).await
}

/// Ends all sessions of a user.
pub async fn end(user: SignedIn<Administer>, form: Result<Form<EndForm>, FormRejection>) -> Response {
    let reference = form.ok().and_then(|Form(form)| form.user).unwrap_or_default();
    let auth = &user.services().auth;
    match auth.end_sessions_of_user(user.user(), user.session_id(), &reference).await {
        Ok(ended) => Page::redirect(&format!("{}?ended={ended}", paths::ADMINISTRATION)).into_response(),
        Err(error) => Page::from(store_failed(&error)).into_response(),
    }
}

async fn view_of(
    user: &SignedIn<Administer>,
    search: Search,
    ended: Option<usize>,
) -> Result<AdministrationView, AppError> {
    let services = user.services();
    let mut users = services.auth.sessions_by_user(user.user()).await.map_err(|error| store_failed(&error))?;
    let number = users.len();
    if let Search::User(reference) = &search {
        users.retain(|found| found.user == *reference);
    }
    let own = services.auth.store.user_in_log(Person::of(user.user()));
    Ok(AdministrationView {
        number,
        left_out: users.len().saturating_sub(SHOWN_AT_MOST),
        users: users.iter().take(SHOWN_AT_MOST).map(|found| entry(found, &own)).collect(),
        search,
        ended,
        has_tenant: user.user().tenant_id.is_some(),
        state: state_of(services).await,
    })
}

fn entry(found: &SessionsOfUser, own: &str) -> UserEntry {
    UserEntry {
        reference: found.user.clone(),
        is_own: found.user == own,
        sessions: found.sessions.iter().map(session_entry).collect(),
    }
}

fn session_entry(session: &ListedSession) -> UserSessionEntry {
    UserSessionEntry {
        browser: session.listed.browser.clone(),
        started: session.listed.started_at,
        last_used: session.seen_at,
    }
}

async fn state_of(services: &Services) -> StateOfProcess {
    let readiness = services.readiness.report(&services.auth).await;
    let expiry = services.credential_expiry();
    let expiry = expiry.iter().map(|expiry| (expiry.kind, expiry.expires_at));
    let sign_ins = services.metrics.sign_ins();
    StateOfProcess {
        store_responds: readiness.store,
        has_metadata: readiness.metadata,
        live_sessions: services.live_sessions().await,
        credentials: expiry.collect(),
        since: sign_ins.since,
        succeeded: sign_ins.succeeded,
        failed: sign_ins.failed,
    }
}

fn store_failed(error: &StoreError) -> AppError {
    log_store_error(error);
    AppError::StoreUnavailable
}
