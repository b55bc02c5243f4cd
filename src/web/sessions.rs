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
use url::Url;

use super::{cookies, home, page::PageAnswer, router, sign_out};
use crate::{
    error::AppError,
    model::{EndedSessions, Moment, RevocationProblem, SessionEntry, SessionsView, View},
    paths::{self, ReturnTo},
    server::{
        Caller, NotSignedIn, SignedIn,
        auth::{
            self,
            own_sessions::{OwnSessions, reference},
        },
        clock, detached, graph,
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
        Err(NotSignedIn::Nobody) => {
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
        Err(error) => out_of_reach(error),
    }
}

/// Somebody opened the address of a form, or came back to it.
pub async fn back() -> Redirect {
    Redirect::to(paths::SESSIONS)
}

/// Whose session it was, or whether there was one, the answer does not tell.
pub async fn end(caller: Caller, ending: Result<Form<Ending>, FormRejection>) -> Response {
    let reference = ending.ok().and_then(|Form(ending)| ending.session).unwrap_or_default();
    let ended = async |user: &SignedIn| own_sessions(user).await?.end(&user.services().store, &reference).await;
    and_back(&caller, ended, ONE).await
}

pub async fn end_others(caller: Caller) -> Response {
    let ended = async |user: &SignedIn| own_sessions(user).await?.end_others(&user.services().store).await;
    and_back(&caller, ended, OTHERS).await
}

/// Ends every session of the person, this one at last, and leads to the provider like any sign-out. What Microsoft says to
/// the wish that it end its own changes nothing here. What is begun is ended, even if the browser goes away.
pub async fn sign_out_everywhere(
    State(services): router::State,
    caller: Caller,
    leaving: Result<Form<Leaving>, FormRejection>,
) -> Response {
    let user = match caller.signed_in().await {
        Ok(user) => user,
        // There is nothing more to be ended than by any sign-out.
        Err(NotSignedIn::Nobody) => return sign_out::by_form(&services, caller).await,
        Err(error) => return PageAnswer::error(error.into()).into_response(),
    };
    let wished = leaving.ok().and_then(|Form(leaving)| leaving.provider).is_some();
    let done = detached(async move {
        match end_everywhere(&caller, &user, wished).await {
            Ok((continue_to, problem)) => sign_out::after(&caller, continue_to.into(), problem).await,
            Err(error) => out_of_reach(error),
        }
    });
    done.await.unwrap_or_else(|| PageAnswer::error(AppError::Unexpected).into_response())
}

/// Microsoft may take its time, so the other sessions end before it is asked; and once more afterwards, because another may
/// have begun meanwhile. The refresh token can turn out to be over on the way, and this session with it: where the browser
/// goes is known before.
async fn end_everywhere(
    caller: &Caller,
    user: &SignedIn,
    wished: bool,
) -> Result<(Url, Option<RevocationProblem>), StoreError> {
    let services = user.services();
    own_sessions(user).await?.end_others(&services.store).await?;
    let continue_to = auth::sign_out::way_on(&services.relying_party, &services.store, caller.session()).await?;
    let mut problem = None;
    if wished {
        problem = revoke(user).await;
        own_sessions(user).await?.end_others(&services.store).await?;
    }
    user.end().await?;
    tracing::info!(event = "authn_logout", "somebody signed out everywhere");
    Ok((continue_to, problem))
}

async fn revoke(user: &SignedIn) -> Option<RevocationProblem> {
    let error = graph::revoke_sign_in_sessions(user).await.err()?;
    tracing::warn!(error = &error as &dyn std::error::Error, "the provider did not end a person's sign-ins");
    Some(if graph::is_over(&error) {
        RevocationProblem::Over
    } else if graph::is_refusal(&error) {
        RevocationProblem::NotAllowed
    } else {
        RevocationProblem::Failed
    })
}

async fn own_sessions(user: &SignedIn) -> Result<OwnSessions, StoreError> {
    OwnSessions::of(&user.services().store, user.user(), user.session_id()).await
}

async fn and_back(
    caller: &Caller,
    end: impl AsyncFnOnce(&SignedIn) -> Result<(), StoreError>,
    ended: &'static str,
) -> Response {
    match caller.signed_in().await {
        Ok(user) => match end(&user).await {
            Ok(()) => Redirect::to(&format!("{}?ended={ended}", paths::SESSIONS)).into_response(),
            Err(error) => out_of_reach(error),
        },
        Err(NotSignedIn::Nobody) => Redirect::to(paths::SESSIONS).into_response(),
        Err(error) => PageAnswer::error(error.into()).into_response(),
    }
}

fn out_of_reach(error: StoreError) -> Response {
    PageAnswer::error(AppError::from(NotSignedIn::Store(error))).into_response()
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
