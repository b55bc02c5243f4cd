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
        session::{
            self, DeviceFlow, DeviceFlowState, EstablishedSession, Journey, NewSignIn, SignInCookie, Visitor,
            session_key,
        },
    },
};

/// The seconds by which the interval grows after an error `slow_down` (RFC 8628 §3.5).
const SLOW_DOWN: u32 = 5;
/// The time in which the browser can fetch the session of an approved code.
const KEEP_APPROVED: Duration = Duration::from_mins(2);
/// The highest number of requests to the provider in one poll of the browser: for the metadata, the tokens and the
/// keys.
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

/// A poll of a sign-in by device code, and the browser that sent it.
struct DevicePoll<'a> {
    auth: &'a Auth,
    visitor: Visitor,
    cookie: SignInCookie,
}

impl DevicePoll<'_> {
    async fn run(&self) -> Result<Progress, FailedSignIn> {
        let key = self.cookie.hash().first_chunk::<16>().copied().unwrap_or_default();
        let _one_at_a_time = self.auth.device_code_locks.lock(key).await;
        let flow = self.auth.store.device_flow(&self.cookie).await;
        let flow = flow.map_err(|error| FailedSignIn::new(error.into(), ReturnTo::home()))?;
        let Some(flow) = flow.filter(|flow| flow.relying_party == self.auth.relying_party.name()) else {
            return Ok(Progress::Unknown);
        };
        let return_to = ReturnTo::parse(&flow.return_to);
        let progress = match self.poll(flow).await {
            Err(error) if !matches!(error, AuthError::Store(_)) => self.give_up(error).await,
            progress => progress,
        };
        progress.map_err(|error| FailedSignIn::new(error, return_to))
    }

    /// Deletes a sign-in by device code that failed, so that the next visit starts a new one. Exception: another
    /// process has received its tokens.
    async fn give_up(&self, error: AuthError) -> Result<Progress, AuthError> {
        match self.auth.store.device_flow(&self.cookie).await? {
            Some(flow) if flow.is_pending() => {
                let _ = self.auth.store.drop_device_flow(&self.cookie).await;
                Err(error)
            }
            Some(DeviceFlow { return_to, state: DeviceFlowState::Established { session }, .. }) => {
                self.deliver(&return_to, session).await
            }
            // Another process has received the tokens and establishes the session, which the next poll gets.
            Some(flow) => Ok(Progress::pending(&flow)),
            // The record was deleted: the browser has its session, or the sign-in was cancelled.
            None => Ok(Progress::Unknown),
        }
    }

    async fn poll(&self, flow: DeviceFlow) -> Result<Progress, AuthError> {
        if let DeviceFlowState::Established { session } = flow.state {
            return self.deliver(&flow.return_to, session).await;
        }
        let store = &self.auth.store;
        let lease = self.auth.relying_party.request_timeout() * MOST_REQUESTS;
        // Only the process that gets the lease polls the provider. Otherwise one of two concurrent polls would get the
        // tokens, and the other an error that looks final. Two polls of an approved code would establish two sessions.
        if !flow.is_due_at(clock::unix_now()) || !store.lock_device_flow(&self.cookie, lease).await? {
            return Ok(Progress::pending(&flow));
        }
        // Another process may have changed the record between the first read and the lease, so the record is reread.
        let progress = match store.device_flow(&self.cookie).await {
            Ok(Some(flow)) => self.advance(flow).await,
            Ok(None) => Ok(Progress::Unknown),
            Err(error) => Err(error.into()),
        };
        // A failure to release the lease is ignored, because the lease expires.
        let _ = store.unlock_device_flow(&self.cookie).await;
        progress
    }

    /// Does the next step of the sign-in. The caller holds the lease on its record.
    async fn advance(&self, flow: DeviceFlow) -> Result<Progress, AuthError> {
        match &flow.state {
            DeviceFlowState::Established { session } => self.deliver(&flow.return_to, *session).await,
            DeviceFlowState::Approved { .. } => self.establish(flow).await,
            DeviceFlowState::Pending { .. } if flow.is_due_at(clock::unix_now()) => self.poll_provider(flow).await,
            DeviceFlowState::Pending { .. } => Ok(Progress::pending(&flow)),
        }
    }

    async fn poll_provider(&self, flow: DeviceFlow) -> Result<Progress, AuthError> {
        let DeviceFlowState::Pending { device_code, interval, .. } = &flow.state else { return Ok(Progress::Unknown) };
        if flow.expires_at <= clock::unix_now() {
            return Err(AuthError::DeviceCodeExpired);
        }
        let interval = *interval;
        let relying_party = &self.auth.relying_party;
        // The metadata is fetched before the token request, because a redeemed device code cannot be redeemed again.
        let Ok(provider) = relying_party.snapshot().await else {
            return self.keep_waiting(flow, interval).await;
        };
        match poll_token_endpoint(relying_party, &provider, device_code).await? {
            DeviceTokenResponse::Tokens(response) => {
                let flow = self.approved(&provider, *response, flow).await?;
                if !self.auth.store.replace_device_flow(&self.cookie, &flow).await? {
                    return Ok(Progress::Unknown);
                }
                self.establish(flow).await
            }
            DeviceTokenResponse::NotYet { slow_down } => {
                self.keep_waiting(flow, if slow_down { interval + SLOW_DOWN } else { interval }).await
            }
        }
    }

    /// Establishes the session of an approved code. The code yields no other session: later polls get this session.
    async fn establish(&self, flow: DeviceFlow) -> Result<Progress, AuthError> {
        let DeviceFlowState::Approved { user, tokens } = &flow.state else { return Ok(Progress::Unknown) };
        let store = &self.auth.store;
        let sign_in = NewSignIn { user, tokens, replaces: None, adds_account: false };
        let (session, _) = session::establish(store, &self.visitor, sign_in).await?;
        let (reference, requested_by) = flow.step_up.clone().unzip();
        let reference = reference.as_ref();
        let step_up = FinishedStepUp { reference, requested_by, session: Some(session.id), user };
        let return_to = self.auth.path_after(step_up).await.unwrap_or(flow.return_to);
        let state = DeviceFlowState::Established { session };
        let used = DeviceFlow { return_to, step_up: None, state, ..flow };
        let is_used = store.replace_device_flow(&self.cookie, &used).await;
        if !matches!(is_used, Ok(true)) {
            // Either the user cancelled, or the store failed and the next poll establishes another session. So this
            // session ends.
            store.end_session(session_key(session.id)).await?;
            return is_used.map(|_| Progress::Unknown).map_err(AuthError::from);
        }
        self.auth.log_sign_in(user, session.id);
        Ok(Progress::Approved(ReturnTo::parse(&used.return_to), Some(session)))
    }

    /// Returns the session that this sign-in established, unless the browser has it already. A session that has ended
    /// does not come back.
    async fn deliver(&self, return_to: &str, session: EstablishedSession) -> Result<Progress, AuthError> {
        let store = &self.auth.store;
        let return_to = ReturnTo::parse(return_to);
        let is_live = store.has_session(session.id).await?;
        let has_it = self.visitor.brought == Some(session.id);
        if has_it || !is_live {
            store.drop_device_flow(&self.cookie).await?;
        }
        Ok(match (is_live, has_it) {
            (true, true) => Progress::Approved(return_to, None),
            (true, false) => Progress::Approved(return_to, Some(session)),
            (false, _) => Progress::Unknown,
        })
    }

    /// Verifies the ID token of an approved code, and returns the sign-in's record with the user and the tokens.
    async fn approved(
        &self,
        provider: &Arc<ProviderSnapshot>,
        response: TokenResponse,
        flow: DeviceFlow,
    ) -> Result<DeviceFlow, AuthError> {
        let relying_party = &self.auth.relying_party;
        let expected = ExpectedIdToken { journey: Journey::SignIn, provider, nonce: None };
        let (verified, raw) = relying_party.verify(&response, expected).await?;
        let access_token = response.access_token.as_ref();
        let mut user = Box::new(user_record::user_session(relying_party, provider, verified, access_token).await);
        if flow.step_up.is_some() {
            user.consent_requested = flow.scopes.scopes().to_vec();
            user.proof_requested = flow.proof.clone();
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
