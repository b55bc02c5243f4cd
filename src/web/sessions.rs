//! `GET /account/sessions`, and what its forms do: end one session, all others, or every one.
//!
//! Each form leads back to the page by a redirect, so that a reload does nothing twice.

use axum::{
    extract::{
        Form, OriginalUri, Query, State,
        rejection::{FormRejection, QueryRejection},
    },
    http::{HeaderMap, StatusCode},
    response::{IntoResponse, Redirect, Response},
};
use serde::Deserialize;

use super::{cookies, home, page::PageAnswer, router, sign_out};
use crate::{
    error::AppError,
    model::{EndedSessions, Moment, SessionEntry, SessionsView, View},
    paths::{self, ReturnTo},
    server::{
        Caller, NotSignedIn, SignedIn, account,
        auth::own_sessions::{OwnSessions, reference},
        caller::log_store_error,
        clock, graph,
        session::{ListedSession, StoreError},
    },
};

/// Nobody looks through a longer list.
const SHOWN_AT_MOST: usize = 100;

const ONE: &str = "one";
const OTHERS: &str = "others";

#[derive(Default, Deserialize)]
pub struct Question {
    ended: Option<String>,
}

#[derive(Default, Deserialize)]
pub struct Ending {
    session: Option<String>,
}

#[derive(Default, Deserialize)]
pub struct Leaving {
    provider: Option<String>,
}

pub async fn sessions(
    State(services): router::State,
    caller: Caller,
    headers: HeaderMap,
    OriginalUri(uri): OriginalUri,
    question: Result<Query<Question>, QueryRejection>,
) -> Response {
    let user = match caller.signed_in().await {
        Ok(user) => user,
        Err(NotSignedIn::SignedOut) => {
            return home::for_nobody(&services, &headers, &uri, &ReturnTo::parse(paths::SESSIONS)).await;
        }
        Err(error) => return PageAnswer::error(error.into()).into_response(),
    };
    let ended = question.ok().and_then(|Query(question)| match question.ended?.as_str() {
        ONE => Some(EndedSessions::One),
        OTHERS => Some(EndedSessions::Others),
        _ => None,
    });
    match own_sessions(&user).await {
        Ok(own) => {
            let page = PageAnswer::new(StatusCode::OK, View::Sessions(view(&user, &own, ended)));
            (cookies::after_sign_in(&caller).await, page).into_response()
        }
        Err(error) => out_of_reach(&error),
    }
}

/// Somebody opened the address of a form, or came back to it.
pub async fn back() -> Redirect {
    Redirect::to(paths::SESSIONS)
}

/// Whose session it was, or whether there was one, the answer does not tell.
pub async fn end(caller: Caller, ending: Result<Form<Ending>, FormRejection>) -> Response {
    let reference = ending.ok().and_then(|Form(ending)| ending.session).unwrap_or_default();
    let ended = async |user: &SignedIn| {
        let own = own_sessions(user).await?;
        user.services().auth.end_own_session(&own, &reference).await
    };
    and_back(&caller, ended, ONE).await
}

pub async fn end_others(caller: Caller) -> Response {
    let ended = async |user: &SignedIn| {
        let own = own_sessions(user).await?;
        user.services().auth.end_other_sessions(&own).await
    };
    and_back(&caller, ended, OTHERS).await
}

/// Ends every session of the user, this one last, and continues to the provider like any sign-out. Microsoft's response to the
/// revocation changes nothing here.
pub async fn sign_out_everywhere(
    State(services): router::State,
    caller: Caller,
    leaving: Result<Form<Leaving>, FormRejection>,
) -> Response {
    let user = match caller.signed_in().await {
        Ok(user) => user,
        // There is nothing more to be ended than by any sign-out.
        Err(NotSignedIn::SignedOut) => return sign_out::by_form(&services, caller).await,
        Err(error) => return PageAnswer::error(error.into()).into_response(),
    };
    let wished = leaving.ok().and_then(|Form(leaving)| leaving.provider).is_some();
    match account::sign_out_everywhere(caller, user, wished).await {
        Some(Ok(ended)) => sign_out::after_everywhere(&services, ended),
        Some(Err(error)) => out_of_reach(&error),
        None => PageAnswer::error(AppError::Unexpected).into_response(),
    }
}

async fn own_sessions(user: &SignedIn) -> Result<OwnSessions, StoreError> {
    user.services().auth.own_sessions(user.user(), user.session_id()).await
}

async fn and_back(
    caller: &Caller,
    end: impl AsyncFnOnce(&SignedIn) -> Result<(), StoreError>,
    ended: &'static str,
) -> Response {
    match caller.signed_in().await {
        Ok(user) => match end(&user).await {
            Ok(()) => Redirect::to(&format!("{}?ended={ended}", paths::SESSIONS)).into_response(),
            Err(error) => out_of_reach(&error),
        },
        Err(NotSignedIn::SignedOut) => Redirect::to(paths::SESSIONS).into_response(),
        Err(error) => PageAnswer::error(error.into()).into_response(),
    }
}

fn out_of_reach(error: &StoreError) -> Response {
    log_store_error(error);
    PageAnswer::error(AppError::StoreUnavailable).into_response()
}

fn view(user: &SignedIn, own: &OwnSessions, ended: Option<EndedSessions>) -> SessionsView {
    let (this, others): (Vec<_>, Vec<_>) = own.all.iter().partition(|session| own.is_this(session));
    // Anybody can write the address: it is believed only where it can be true.
    let is_alone = others.is_empty();
    let now = clock::unix_now();
    let this = this.first().map(|session| SessionEntry { last_seen: moment(now), ..entry(session) });
    let unlisted = || SessionEntry {
        reference: String::new(),
        browser: "This browser".to_owned(),
        started: moment(user.user().signed_in_at),
        last_seen: moment(now),
    };
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
        browser: session.listed.browser.clone(),
        started: moment(session.listed.started_at),
        last_seen: moment(session.seen_at),
    }
}

fn moment(unix: i64) -> Moment {
    let (machine, text) = clock::written(unix);
    Moment { machine, text }
}
