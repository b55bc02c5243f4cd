//! The poll of a sign-in by device code, from the browser's request to the established session.

use std::{sync::Arc, time::Duration};

use super::{
    Progress,
    token_request::{DeviceTokenResponse, poll_token_endpoint},
};
use crate::{
    paths::ReturnTo,
    server::{
        auth::{
            Auth, AuthError, FailedSignIn, relying_party::ExpectedIdToken, step_up::FinishedStepUp, token_set,
            user_record,
        },
        clock, detached,
        oidc::{ProviderSnapshot, TokenResponse},
        session::{self, DeviceFlow, DeviceFlowState, Journey, NewSignIn, SignInCookie, Visitor},
    },
};

/// The seconds by which the interval grows when the provider asks to slow down (RFC 8628 §3.5).
const SLOW_DOWN: u32 = 5;
/// The time that an approved sign-in waits for the browser to show that its session cookie arrived.
const KEEP_APPROVED: Duration = Duration::from_mins(2);
/// The requests to the provider that one poll sends at most: for the metadata, the tokens and the keys.
const MOST_REQUESTS: u32 = 3;

impl Auth {
    /// Returns the state of this browser's sign-in, and establishes the session if the code was approved.
    ///
    /// It runs in its own task, because an approved code yields its tokens only once.
    pub async fn poll_device_code(
        self: &Arc<Self>,
        visitor: Visitor,
        cookie: SignInCookie,
    ) -> Result<Progress, FailedSignIn> {
        let auth = Arc::clone(self);
        let polled = detached(async move { DevicePoll { auth: &auth, visitor, cookie }.run().await });
        polled.await.unwrap_or(Ok(Progress::Unknown))
    }
}

/// A poll, and the browser that sent it.
struct DevicePoll<'a> {
    auth: &'a Auth,
    visitor: Visitor,
    cookie: SignInCookie,
}

impl DevicePoll<'_> {
    async fn run(&self) -> Result<Progress, FailedSignIn> {
        let [_, key @ ..] = self.cookie.hash().first_chunk::<17>().copied().unwrap_or_default();
        let _one_at_a_time = self.auth.device_code_locks.lock(key).await;
        let flow = self.auth.store.device_flow(&self.cookie).await;
        let flow = flow.map_err(|error| FailedSignIn { error: error.into(), return_to: ReturnTo::home() })?;
        let Some(flow) = flow.filter(|flow| flow.relying_party == self.auth.relying_party.name()) else {
            return Ok(Progress::Unknown);
        };
        let return_to = ReturnTo::parse(&flow.return_to);
        let progress = match self.poll(flow).await {
            Err(error) if !matches!(error, AuthError::Store(_)) => self.give_up(error).await,
            progress => progress,
        };
        progress.map_err(|error| FailedSignIn { error, return_to })
    }

    /// Deletes a flow that failed, so that the next visit starts a new one. Exception: another process has received the tokens.
    async fn give_up(&self, error: AuthError) -> Result<Progress, AuthError> {
        match self.auth.store.device_flow(&self.cookie).await? {
            Some(flow) if flow.is_approved() => self.complete(&flow).await,
            Some(_) => {
                let _ = self.auth.store.drop_device_flow(&self.cookie).await;
                Err(error)
            }
            // The code was approved, and the browser has its session.
            None => Ok(Progress::Unknown),
        }
    }

    async fn poll(&self, flow: DeviceFlow) -> Result<Progress, AuthError> {
        if flow.is_approved() {
            return self.complete(&flow).await;
        }
        let store = &self.auth.store;
        let lease = self.auth.relying_party.request_timeout() * MOST_REQUESTS;
        // Only one process polls: of two, one would get the tokens, and the other an error that looks final.
        if !flow.is_due_at(clock::unix_now()) || !store.take_device_turn(&self.cookie, lease).await? {
            return Ok(Progress::pending(&flow));
        }
        let progress = match store.device_flow(&self.cookie).await {
            Ok(Some(flow)) if flow.is_approved() => self.complete(&flow).await,
            // Another process may have polled between the first read and the lease.
            Ok(Some(flow)) if flow.is_due_at(clock::unix_now()) => self.poll_provider(flow).await,
            Ok(Some(flow)) => Ok(Progress::pending(&flow)),
            Ok(None) => Ok(Progress::Unknown),
            Err(error) => Err(error.into()),
        };
        // A lease that is not released expires.
        let _ = store.release_device_turn(&self.cookie).await;
        progress
    }

    async fn poll_provider(&self, flow: DeviceFlow) -> Result<Progress, AuthError> {
        let DeviceFlowState::Pending { device_code, interval, .. } = &flow.state else { return Ok(Progress::Unknown) };
        if flow.expires_at <= clock::unix_now() {
            return Err(AuthError::DeviceCodeExpired);
        }
        let interval = *interval;
        let relying_party = &self.auth.relying_party;
        // The metadata is fetched before the poll, because a redeemed code cannot be redeemed again.
        let Ok(provider) = relying_party.snapshot().await else {
            return self.keep_waiting(flow, interval).await;
        };
        match poll_token_endpoint(relying_party, &provider, device_code).await? {
            DeviceTokenResponse::Tokens(response) => {
                let flow = self.approved(&provider, *response, flow).await?;
                if !self.auth.store.replace_device_flow(&self.cookie, &flow).await? {
                    return Ok(Progress::Unknown);
                }
                self.complete(&flow).await
            }
            DeviceTokenResponse::NotYet { slow_down } => {
                self.keep_waiting(flow, if slow_down { interval + SLOW_DOWN } else { interval }).await
            }
        }
    }

    /// Establishes the session of an approved sign-in, unless the browser has it already.
    async fn complete(&self, flow: &DeviceFlow) -> Result<Progress, AuthError> {
        let DeviceFlowState::Approved { user, tokens } = &flow.state else { return Ok(Progress::Unknown) };
        let (store, visitor) = (&self.auth.store, &self.visitor);
        let known = session::user_in(store, visitor.brought).await?;
        let session = if known.is_some_and(|known| known == **user) {
            store.drop_device_flow(&self.cookie).await?;
            None
        } else {
            let session = session::establish(store, visitor, NewSignIn { user, tokens, replaces: None }).await?;
            tracing::info!(event = "authn_login_success", "a user signed in by device code");
            Some(session)
        };
        let (reference, requested_by) = flow.step_up.clone().unzip();
        let step_up = FinishedStepUp {
            reference: reference.as_ref(),
            requested_by,
            session: session.map(|session| session.id).or(visitor.brought),
            user,
        };
        let path = self.auth.path_after(step_up).await;
        Ok(Progress::Approved(ReturnTo::parse(path.as_deref().unwrap_or(&flow.return_to)), session))
    }

    /// Verifies the ID token, and returns the record that is kept until the browser has its session.
    async fn approved(
        &self,
        provider: &Arc<ProviderSnapshot>,
        response: TokenResponse,
        flow: DeviceFlow,
    ) -> Result<DeviceFlow, AuthError> {
        let relying_party = &self.auth.relying_party;
        let expected = ExpectedIdToken { journey: Journey::SignIn, provider, nonce: None };
        let (verified, raw) = relying_party.verify(&response, expected).await?;
        let mut user = Box::new(user_record::user_session(relying_party, verified));
        if flow.step_up.is_some() {
            user.consent_requested = flow.scopes.scopes().to_vec();
        }
        let tokens = Box::new(token_set::of_sign_in(response, raw, &flow.scopes));
        let state = DeviceFlowState::Approved { user, tokens };
        Ok(DeviceFlow { expires_at: clock::unix_after(KEEP_APPROVED), state, ..flow })
    }

    async fn keep_waiting(&self, mut flow: DeviceFlow, seconds: u32) -> Result<Progress, AuthError> {
        if let DeviceFlowState::Pending { interval, next_question_at, .. } = &mut flow.state {
            *interval = seconds;
            *next_question_at = clock::unix_now() + i64::from(seconds);
        }
        let exists = self.auth.store.replace_device_flow(&self.cookie, &flow).await?;
        Ok(if exists { Progress::pending(&flow) } else { Progress::Unknown })
    }
}
