//! The sign-in without a redirect URI: by a code that is approved on another device (RFC 8628).
//!
//! The provider is polled when the browser polls, but not more often than it allows. User and tokens of an approved code stay in
//! the record until the browser has sent its session cookie, so that no approval is lost.

mod question;

use std::{sync::Arc, time::Duration};

use self::question::{Answer, question};
use super::{Asked, AuthError, FailedSignIn, RelyingParty, redeem, step_up, token_set};
use crate::{
    model::DeviceCodeView,
    paths::ReturnTo,
    server::{
        clock,
        oidc::{ProviderSnapshot, TokenResponse},
        session::{
            self, DeviceFlow, DeviceFlowState, EstablishedSession, Journey, NewSignIn, SignInCookie, Store, Visitor,
        },
    },
};

/// How a sign-in by device code stands.
pub enum Progress {
    /// Not approved yet.
    Pending(DeviceCodeView),
    /// Approved. `None` if the browser has the session already.
    Approved(ReturnTo, Option<EstablishedSession>),
    /// This browser has none under way.
    Unknown,
}

/// Seconds between two questions when the provider does not say (RFC 8628 §3.2).
const USUAL_INTERVAL: u32 = 5;
/// By so much the interval grows when the provider asks to slow down (RFC 8628 §3.5).
const SLOW_DOWN: u32 = 5;
/// An approved sign-in waits so long for the browser to show that its session cookie arrived.
const KEEP_APPROVED: Duration = Duration::from_mins(2);
/// So many questions one turn takes at most: for the metadata, the tokens, the keys.
const QUESTIONS: u32 = 3;
const LONGEST_LIFETIME_SECONDS: i64 = 60 * 60;

/// Begins a sign-in by device code, and returns the cookie that finds it.
pub async fn begin(
    relying_party: &RelyingParty,
    store: &Store,
    return_to: &ReturnTo,
    asked: Asked,
    asked_by: Option<session::SessionKey>,
) -> Result<SignInCookie, AuthError> {
    let provider = relying_party.snapshot().await?;
    let endpoint = relying_party.token_endpoint(&provider);
    let known = relying_party.scopes();
    let scopes = known.of_device(&asked.scopes);
    let named = known.at_token_endpoint(&provider.metadata, &scopes);
    let answer = endpoint.authorize_device(&named, known.claims(asked.claims.as_ref()).as_ref()).await?;
    let interval = answer.interval.and_then(|seconds| u32::try_from(seconds).ok()).unwrap_or(USUAL_INTERVAL).max(1);
    let lifetime = answer.expires_in.unwrap_or(0).clamp(0, LONGEST_LIFETIME_SECONDS);
    let flow = DeviceFlow {
        user_code: answer.user_code,
        verification_uri: answer.verification_uri.to_string(),
        return_to: return_to.as_str().to_owned(),
        relying_party: relying_party.name().to_owned(),
        step_up: asked.reference.zip(asked_by),
        scopes,
        expires_at: clock::unix_now() + lifetime,
        state: DeviceFlowState::Pending {
            device_code: answer.device_code,
            interval,
            next_question_at: clock::unix_now() + i64::from(interval),
        },
    };
    let cookie = SignInCookie::new_random();
    store.put_device_flow(&cookie, &flow).await?;
    Ok(cookie)
}

/// Says whether this browser has a code that may still be approved: a second one would orphan it.
pub async fn is_open(relying_party: &RelyingParty, store: &Store, cookie: &SignInCookie) -> Result<bool, AuthError> {
    let flow = store.device_flow(cookie).await?;
    Ok(flow.is_some_and(|flow| flow.relying_party == relying_party.name() && flow.expires_at > clock::unix_now()))
}

/// Asks how this browser's sign-in stands, and completes it when the code was approved.
pub async fn ask(
    relying_party: &RelyingParty,
    store: &Store,
    visitor: &Visitor,
    cookie: &SignInCookie,
) -> Result<Progress, FailedSignIn> {
    let [_, key @ ..] = cookie.hash().first_chunk::<17>().copied().unwrap_or_default();
    let _one_at_a_time = relying_party.device_questions.lock(key).await;
    let at_home = |error: AuthError| FailedSignIn { error, return_to: ReturnTo::home() };
    let Some(flow) = store.device_flow(cookie).await.map_err(|error| at_home(error.into()))? else {
        return Ok(Progress::Unknown);
    };
    if flow.relying_party != relying_party.name() {
        return Ok(Progress::Unknown);
    }
    let return_to = ReturnTo::parse(&flow.return_to);
    let progress = match ask_about(relying_party, store, visitor, cookie, flow).await {
        Err(error) if !matches!(error, AuthError::Store(_)) => give_up(store, visitor, cookie, error).await,
        progress => progress,
    };
    progress.map_err(|error| FailedSignIn { error, return_to })
}

/// What failed stays failed, and the next visit begins anew; unless another process got the answer meanwhile.
async fn give_up(
    store: &Store,
    visitor: &Visitor,
    cookie: &SignInCookie,
    error: AuthError,
) -> Result<Progress, AuthError> {
    match store.device_flow(cookie).await? {
        Some(flow) if flow.is_approved() => complete(store, visitor, cookie, &flow).await,
        Some(_) => {
            let _ = store.drop_device_flow(cookie).await;
            Err(error)
        }
        // It was approved, and the browser has its session.
        None => Ok(Progress::Unknown),
    }
}

async fn ask_about(
    relying_party: &RelyingParty,
    store: &Store,
    visitor: &Visitor,
    cookie: &SignInCookie,
    flow: DeviceFlow,
) -> Result<Progress, AuthError> {
    if flow.is_approved() {
        return complete(store, visitor, cookie, &flow).await;
    }
    // One process asks: of two, one would get the tokens, and the other an error that looks like the end.
    if !flow.is_due_at(clock::unix_now())
        || !store.take_device_turn(cookie, relying_party.patience() * QUESTIONS).await?
    {
        return Ok(Progress::Pending(view(&flow)));
    }
    let progress = match store.device_flow(cookie).await {
        Ok(Some(flow)) if flow.is_approved() => complete(store, visitor, cookie, &flow).await,
        // Between the look and the turn another process may have asked.
        Ok(Some(flow)) if flow.is_due_at(clock::unix_now()) => {
            ask_in_turn(relying_party, store, visitor, cookie, flow).await
        }
        Ok(Some(flow)) => Ok(Progress::Pending(view(&flow))),
        Ok(None) => Ok(Progress::Unknown),
        Err(error) => Err(error.into()),
    };
    // Otherwise it ends by itself.
    let _ = store.release_device_turn(cookie).await;
    progress
}

async fn ask_in_turn(
    relying_party: &RelyingParty,
    store: &Store,
    visitor: &Visitor,
    cookie: &SignInCookie,
    flow: DeviceFlow,
) -> Result<Progress, AuthError> {
    let DeviceFlowState::Pending { device_code, interval, .. } = &flow.state else { return Ok(Progress::Unknown) };
    if flow.expires_at <= clock::unix_now() {
        return Err(AuthError::DeviceCodeExpired);
    }
    let interval = *interval;
    // The provider is known before it is asked: a code that has been redeemed cannot be asked for again.
    let Ok(provider) = relying_party.snapshot().await else {
        return keep_waiting(store, cookie, flow, interval).await;
    };
    match question(relying_party, &provider, device_code).await? {
        Answer::Tokens(response) => {
            let flow = approved(relying_party, &provider, *response, flow).await?;
            if !store.replace_device_flow(cookie, &flow).await? {
                return Ok(Progress::Unknown);
            }
            complete(store, visitor, cookie, &flow).await
        }
        Answer::NotYet { slow_down } => {
            keep_waiting(store, cookie, flow, if slow_down { interval + SLOW_DOWN } else { interval }).await
        }
    }
}

/// Establishes the session of an approved sign-in, unless the browser has it already.
async fn complete(
    store: &Store,
    visitor: &Visitor,
    cookie: &SignInCookie,
    flow: &DeviceFlow,
) -> Result<Progress, AuthError> {
    let DeviceFlowState::Approved { user, tokens } = &flow.state else { return Ok(Progress::Unknown) };
    let known = session::user_in(store, visitor.brought).await?;
    let session = if known.is_some_and(|known| known == **user) {
        store.drop_device_flow(cookie).await?;
        None
    } else {
        let session = session::establish(store, visitor, NewSignIn { user, tokens, replaces: None }).await?;
        tracing::info!(event = "authn_login_success", "somebody signed in by device code");
        Some(session)
    };
    let (reference, asked_by) = flow.step_up.clone().unzip();
    let id = session.map(|session| session.id).or(visitor.brought);
    let leads_to = step_up::leads_to(store, id, user, reference.as_ref(), asked_by).await;
    Ok(Progress::Approved(ReturnTo::parse(leads_to.as_deref().unwrap_or(&flow.return_to)), session))
}

/// Verifies who it is, and returns what is kept of it until the browser has its session.
async fn approved(
    relying_party: &RelyingParty,
    provider: &Arc<ProviderSnapshot>,
    response: TokenResponse,
    flow: DeviceFlow,
) -> Result<DeviceFlow, AuthError> {
    let (verified, raw) = relying_party.verify(Journey::SignIn, provider, &response, None).await?;
    let user = Box::new(redeem::user_session(relying_party, verified));
    let tokens = Box::new(token_set::of_sign_in(response, raw, &flow.scopes));
    let state = DeviceFlowState::Approved { user, tokens };
    Ok(DeviceFlow { expires_at: clock::unix_after(KEEP_APPROVED), state, ..flow })
}

async fn keep_waiting(
    store: &Store,
    cookie: &SignInCookie,
    mut flow: DeviceFlow,
    longer: u32,
) -> Result<Progress, AuthError> {
    if let DeviceFlowState::Pending { interval, next_question_at, .. } = &mut flow.state {
        *interval = longer;
        *next_question_at = clock::unix_now() + i64::from(longer);
    }
    let is_there = store.replace_device_flow(cookie, &flow).await?;
    Ok(if is_there { Progress::Pending(view(&flow)) } else { Progress::Unknown })
}

fn view(flow: &DeviceFlow) -> DeviceCodeView {
    let interval = match flow.state {
        DeviceFlowState::Pending { interval, .. } => interval,
        DeviceFlowState::Approved { .. } => USUAL_INTERVAL,
    };
    DeviceCodeView {
        user_code: flow.user_code.secret().clone(),
        verification_uri: flow.verification_uri.clone(),
        expires_in: u32::try_from(flow.expires_at - clock::unix_now()).unwrap_or(0),
        interval,
    }
}
