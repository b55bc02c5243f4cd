//! `GET /account/sessions`, and its forms: end one session, all others, or every one.
//!
//! Each form leads back to the page by a redirect, so that a reload does not send it again.

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
use url::Url;

pub use self::view::page;
use super::signing_out;
use crate::{
    error::AppError,
    model::{EndedSessions, Moment, RevocationProblem, SessionEntry, SessionsView},
    paths,
    server::{
        Caller, NotSignedIn, Services, SignedIn,
        auth::{
            self,
            own_sessions::{OwnSessions, reference},
        },
        clock, detached, graph,
        session::{ListedSession, StoreError},
    },
    web::{Page, PageResult},
};

/// The longest list that is shown.
const SHOWN_AT_MOST: usize = 100;

const ONE: &str = "one";
const OTHERS: &str = "others";

/// The parameters of the address.
#[derive(Default, Deserialize)]
pub struct SessionsQuery {
    ended: Option<String>,
}

/// The form that ends one session.
#[derive(Default, Deserialize)]
pub struct EndForm {
    session: Option<String>,
}

/// The form that ends all sessions.
#[derive(Default, Deserialize)]
pub struct SignOutForm {
    provider: Option<String>,
}

/// Lists the sessions of the user.
pub async fn sessions(user: SignedIn, query: Result<Query<SessionsQuery>, QueryRejection>) -> PageResult {
    let ended = query.ok().and_then(|Query(query)| match query.ended?.as_str() {
        ONE => Some(EndedSessions::One),
        OTHERS => Some(EndedSessions::Others),
        _ => None,
    });
    let own = own_sessions(&user).await.map_err(NotSignedIn::Store)?;
    Ok(page(view_of(&user, &own, ended)))
}

/// Ends one session. The response does not tell whether the reference was valid.
pub async fn end(caller: Caller, form: Result<Form<EndForm>, FormRejection>) -> Response {
    let reference = form.ok().and_then(|Form(form)| form.session).unwrap_or_default();
    let end = async |user: &SignedIn| own_sessions(user).await?.end(&user.services().store, &reference).await;
    end_and_return(&caller, end, ONE).await
}

/// Ends all sessions but that of the request.
pub async fn end_others(caller: Caller) -> Response {
    let end = async |user: &SignedIn| own_sessions(user).await?.end_others(&user.services().store).await;
    end_and_return(&caller, end, OTHERS).await
}
/// Ends every session of the person, this one at last, and leads to the provider like any sign-out. What Microsoft says to
/// the wish that it end its own changes nothing here. What is begun is ended, even if the browser goes away.
pub async fn sign_out_everywhere(
    State(services): State<Arc<Services>>,
    caller: Caller,
    form: Result<Form<SignOutForm>, FormRejection>,
) -> Response {
    let user = match caller.signed_in().await {
        Ok(user) => user,
        // There is nothing more to be ended than by any sign-out.
        Err(NotSignedIn::Nobody) => return signing_out::by_form(&services, caller).await,
        Err(error) => return Page::from(AppError::from(error)).into_response(),
    };
    let wished = form.ok().and_then(|Form(form)| form.provider).is_some();
    let done = detached(async move {
        match end_everywhere(&caller, &user, wished).await {
            Ok((continue_to, problem)) => signing_out::after(&caller, continue_to.into(), problem).await,
            Err(error) => out_of_reach(error),
        }
    });
    done.await.unwrap_or_else(|| Page::from(AppError::Unexpected).into_response())
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

async fn end_and_return(
    caller: &Caller,
    end: impl AsyncFnOnce(&SignedIn) -> Result<(), StoreError>,
    ended: &'static str,
) -> Response {
    match caller.signed_in().await {
        Ok(user) => match end(&user).await {
            Ok(()) => Page::redirect(&format!("{}?ended={ended}", paths::SESSIONS)).into_response(),
            Err(error) => out_of_reach(error),
        },
        Err(NotSignedIn::Nobody) => Page::redirect(paths::SESSIONS).into_response(),
        Err(error) => Page::from(AppError::from(error)).into_response(),
    }
}

fn out_of_reach(error: StoreError) -> Response {
    Page::from(AppError::from(NotSignedIn::Store(error))).into_response()
}

fn view_of(user: &SignedIn, own: &OwnSessions, ended: Option<EndedSessions>) -> SessionsView {
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
