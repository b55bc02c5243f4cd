//! `GET /account/sessions`, and the page's forms: end one session, all others, or every session of the user.
//!
//! Each form redirects back to the page, so that a reload does not send the form again.

mod data;
mod view;

use std::sync::Arc;

use axum::{
    extract::{
        Form, Query, State,
        rejection::{FormRejection, QueryRejection},
    },
    response::{IntoResponse, Response},
};
use serde::Deserialize;

pub use self::{
    data::{EndedSessions, SessionEntry, SessionsView},
    view::{OtherSessions, page},
};
use super::signing_out;
use crate::{
    error::AppError,
    paths,
    server::{
        Caller, NotSignedIn, Services, SignedIn, account,
        auth::own_sessions::{OwnSessions, reference},
        caller::log_store_error,
        clock, graph,
        session::{ListedSession, StoreError},
    },
    web::{Page, PageResult},
};

/// The largest number of sessions that the page shows.
const SHOWN_AT_MOST: usize = 100;

const ONE: &str = "one";
const OTHERS: &str = "others";

/// The query parameters of the page.
#[derive(Default, Deserialize)]
pub struct SessionsQuery {
    ended: Option<String>,
}

/// The fields of the form that ends one session.
#[derive(Default, Deserialize)]
pub struct EndForm {
    session: Option<String>,
}

/// The fields of the form that ends all sessions of the user.
#[derive(Default, Deserialize)]
pub struct SignOutForm {
    provider: Option<String>,
}

/// Shows the sessions of the user.
pub async fn sessions(user: SignedIn, query: Result<Query<SessionsQuery>, QueryRejection>) -> PageResult {
    let ended = query.ok().and_then(|Query(query)| match query.ended?.as_str() {
        ONE => Some(EndedSessions::One),
        OTHERS => Some(EndedSessions::Others),
        _ => None,
    });
    match own_sessions(&user).await {
        Ok(own) => Ok(page(view_of(&user, &own, ended))),
        Err(error) => Ok(store_failed(&error)),
    }
}

/// Ends one session. The response does not reveal whether the reference of the session was valid.
pub async fn end(caller: Caller, form: Result<Form<EndForm>, FormRejection>) -> Response {
    let reference = form.ok().and_then(|Form(form)| form.session).unwrap_or_default();
    let end = async |user: &SignedIn| {
        let own = own_sessions(user).await?;
        user.services().auth.end_own_session(&own, &reference).await
    };
    end_and_return(&caller, end, ONE).await
}

/// Ends all sessions of the user but that of the request.
pub async fn end_others(caller: Caller) -> Response {
    let end = async |user: &SignedIn| {
        let own = own_sessions(user).await?;
        user.services().auth.end_other_sessions(&own).await
    };
    end_and_return(&caller, end, OTHERS).await
}

/// Ends every session of the user, that of the request last, and continues to the provider like any sign-out. If
/// Microsoft fails to revoke the user's sign-ins in other apps, the sessions of this app end nevertheless.
pub async fn sign_out_everywhere(
    State(services): State<Arc<Services>>,
    caller: Caller,
    form: Result<Form<SignOutForm>, FormRejection>,
) -> Response {
    let user = match caller.signed_in().await {
        Ok(user) => user,
        // A signed-out user has no other sessions.
        Err(NotSignedIn::SignedOut) => return signing_out::by_form(&services, caller).await,
        Err(error) => return Page::from(AppError::from(error)).into_response(),
    };
    let revoke = form.ok().and_then(|Form(form)| form.provider).is_some();
    match account::sign_out_everywhere(caller, user, revoke).await {
        Some(Ok(ended)) => signing_out::after_everywhere(&services, ended),
        Some(Err(error)) => store_failed(&error).into_response(),
        None => Page::from(AppError::Unexpected).into_response(),
    }
}

async fn own_sessions(user: &SignedIn) -> Result<OwnSessions, StoreError> {
    user.services().auth.own_sessions(user.user(), user.session_id()).await
}

async fn end_and_return(
    caller: &Caller,
    end: impl AsyncFnOnce(&SignedIn) -> Result<(), StoreError>,
    ended: &'static str,
) -> Response {
    match caller.signed_in().await {
        Ok(user) => match end(&user).await {
            Ok(()) => Page::redirect(&format!("{}?ended={ended}", paths::SESSIONS)).into_response(),
            Err(error) => store_failed(&error).into_response(),
        },
        Err(NotSignedIn::SignedOut) => Page::redirect(paths::SESSIONS).into_response(),
        Err(error) => Page::from(AppError::from(error)).into_response(),
    }
}

fn store_failed(error: &StoreError) -> Page {
    log_store_error(error);
    AppError::StoreUnavailable.into()
}

fn view_of(user: &SignedIn, own: &OwnSessions, ended: Option<EndedSessions>) -> SessionsView {
    let (this, others): (Vec<_>, Vec<_>) = own.all.iter().partition(|session| own.is_this(session));
    // Any link can contain the parameter `ended`, so its message is shown only if it can be true.
    let is_alone = others.is_empty();
    let now = clock::unix_now();
    let this = this.first().map(|session| SessionEntry { last_seen: now, ..entry(session) });
    let unlisted =
        || SessionEntry { reference: String::new(), browser: None, started: user.user().signed_in_at, last_seen: now };
    SessionsView {
        this: this.unwrap_or_else(unlisted),
        left_out: others.len().saturating_sub(SHOWN_AT_MOST),
        others: others.into_iter().take(SHOWN_AT_MOST).map(entry).collect(),
        ended: ended.filter(|ended| *ended == EndedSessions::One || is_alone),
        offers_revocation: graph::revocation_address(user.services()).is_some(),
    }
}

fn entry(session: &ListedSession) -> SessionEntry {
    SessionEntry {
        reference: reference(session),
        browser: Some(session.listed.browser.clone()),
        started: session.listed.started_at,
        last_seen: session.seen_at,
    }
}
