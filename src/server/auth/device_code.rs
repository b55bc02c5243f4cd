//! The sign-in without a redirect URI: by a code that is approved on another device (RFC 8628).
//!
//! The provider is asked when the browser asks, never more often than the provider allows. An approved code is never
//! lost: the person and the tokens stay in the record until the browser has shown that its session cookie arrived.

use std::{sync::Arc, time::Duration};

use openidconnect::DeviceCode;

use super::{Asked, AuthError, FailedSignIn, RelyingParty, redeem, step_up, token_set};
use crate::{
    model::DeviceCodeView,
    paths::ReturnTo,
    server::{
        clock,
        oidc::{ApiScopes, ProviderSnapshot, TokenEndpointError, TokenResponse},
        session::{
            self, DeviceFlow, DeviceFlowState, EstablishedSession, Journey, SignInCookie, Store, TokenSet, UserSession,
            Visitor,
        },
    },
};

/// How a sign-in by device code stands.
pub enum Progress {
    /// Not approved yet.
    Pending(DeviceCodeView),
    /// Approved. The session is established, unless the browser has it already.
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
const LONGEST_LIFETIME_SECONDS: i64 = 60 * 60;

/// Begins a sign-in by device code, and returns the cookie that finds it.
pub async fn begin(
    relying_party: &RelyingParty,
    store: &Store,
    return_to: &ReturnTo,
    asked: Asked,
    asked_by: Option<[u8; 32]>,
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
    let progress = ask_about(relying_party, store, visitor, cookie, flow).await;
    if let Err(error) = &progress
        && !matches!(error, AuthError::Store(_))
    {
        // What failed stays failed; the next visit begins anew.
        let _ = store.drop_device_flow(cookie).await;
    }
    progress.map_err(|error| FailedSignIn { error, return_to })
}

async fn ask_about(
    relying_party: &RelyingParty,
    store: &Store,
    visitor: &Visitor,
    cookie: &SignInCookie,
    flow: DeviceFlow,
) -> Result<Progress, AuthError> {
    let now = clock::unix_now();
    let (user, tokens) = match &flow.state {
        DeviceFlowState::Approved { user, tokens } => (user.as_ref().clone(), tokens.as_ref().clone()),
        DeviceFlowState::Pending { .. } if flow.expires_at <= now => return Err(AuthError::DeviceCodeExpired),
        DeviceFlowState::Pending { next_question_at, interval, .. } if *next_question_at > now => {
            return Ok(Progress::Pending(view(&flow, *interval)));
        }
        DeviceFlowState::Pending { device_code, interval, .. } => {
            let (device_code, interval) = (device_code.clone(), *interval);
            // The provider is known before it is asked: a code that has been redeemed cannot be asked for again.
            let Ok(provider) = relying_party.snapshot().await else {
                return keep_waiting(store, cookie, flow, interval).await;
            };
            match question(relying_party, &provider, &device_code).await? {
                Answer::Tokens(response) => {
                    let approved = approved(relying_party, &provider, *response, &flow.scopes).await?;
                    if !keep_approved(store, cookie, &flow, &approved).await? {
                        return Ok(Progress::Unknown);
                    }
                    approved
                }
                Answer::NotYet { slow_down } => {
                    let interval = if slow_down { interval + SLOW_DOWN } else { interval };
                    return keep_waiting(store, cookie, flow, interval).await;
                }
            }
        }
    };
    let known = session::user_in(store, visitor.brought).await?;
    let session = if known.is_some_and(|known| known == user) {
        store.drop_device_flow(cookie).await?;
        None
    } else {
        let session = session::establish(store, visitor, &user, &tokens).await?;
        tracing::info!(event = "authn_login_success", "somebody signed in by device code");
        Some(session)
    };
    let (reference, asked_by) = flow.step_up.unzip();
    let id = session.map(|session| session.id).or(visitor.brought);
    let leads_to = step_up::leads_to(store, id, &user, reference.as_ref(), asked_by).await;
    Ok(Progress::Approved(ReturnTo::parse(leads_to.as_deref().unwrap_or(&flow.return_to)), session))
}

enum Answer {
    Tokens(Box<TokenResponse>),
    NotYet { slow_down: bool },
}

async fn question(
    relying_party: &RelyingParty,
    provider: &ProviderSnapshot,
    device_code: &DeviceCode,
) -> Result<Answer, AuthError> {
    match relying_party.token_endpoint(provider).poll(device_code).await {
        Ok(response) => Ok(Answer::Tokens(Box::new(response))),
        Err(TokenEndpointError::Refused(error)) if error.error == "authorization_pending" => {
            Ok(Answer::NotYet { slow_down: false })
        }
        Err(TokenEndpointError::Refused(error)) if error.error == "slow_down" => Ok(Answer::NotYet { slow_down: true }),
        Err(error) if may_pass(&error) => {
            // The code is still good: the next question may get through (RFC 8628 §3.5).
            tracing::warn!(
                error = &error as &dyn std::error::Error,
                "the provider could not be asked about a device code"
            );
            Ok(Answer::NotYet { slow_down: true })
        }
        Err(error) => Err(error.into()),
    }
}

fn may_pass(error: &TokenEndpointError) -> bool {
    match error {
        TokenEndpointError::Http(_) | TokenEndpointError::NotUnderstood(429 | 500..) => true,
        TokenEndpointError::Refused(error) => {
            matches!(error.error.as_str(), "server_error" | "temporarily_unavailable")
        }
        _ => false,
    }
}

async fn approved(
    relying_party: &RelyingParty,
    provider: &Arc<ProviderSnapshot>,
    response: TokenResponse,
    scopes: &ApiScopes,
) -> Result<(UserSession, TokenSet), AuthError> {
    let (verified, raw) = relying_party.verify(Journey::SignIn, provider, &response, None).await?;
    let user = redeem::user_session(relying_party, verified);
    Ok((user, token_set::of_sign_in(response, raw, scopes)))
}

async fn keep_approved(
    store: &Store,
    cookie: &SignInCookie,
    flow: &DeviceFlow,
    (user, tokens): &(UserSession, TokenSet),
) -> Result<bool, AuthError> {
    let state = DeviceFlowState::Approved { user: Box::new(user.clone()), tokens: Box::new(tokens.clone()) };
    let kept = DeviceFlow {
        user_code: flow.user_code.clone(),
        verification_uri: flow.verification_uri.clone(),
        return_to: flow.return_to.clone(),
        relying_party: flow.relying_party.clone(),
        step_up: flow.step_up.clone(),
        scopes: flow.scopes.clone(),
        expires_at: clock::unix_after(KEEP_APPROVED),
        state,
    };
    Ok(store.replace_device_flow(cookie, &kept).await?)
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
    Ok(if is_there { Progress::Pending(view(&flow, longer)) } else { Progress::Unknown })
}

fn view(flow: &DeviceFlow, interval: u32) -> DeviceCodeView {
    DeviceCodeView {
        user_code: flow.user_code.secret().clone(),
        verification_uri: flow.verification_uri.clone(),
        expires_in: u32::try_from(flow.expires_at - clock::unix_now()).unwrap_or(0),
        interval,
    }
}
