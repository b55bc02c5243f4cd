//! The device authorization request (RFC 8628 §3.1).

use super::progress::DEFAULT_INTERVAL;
use crate::{
    paths::ReturnTo,
    server::{
        auth::{Auth, AuthError, ExtraRequest},
        clock,
        session::{DeviceFlow, DeviceFlowState, SessionKey, SignInCookie},
    },
};

const LONGEST_LIFETIME_SECONDS: i64 = 60 * 60;

impl Auth {
    /// Starts a sign-in by device code, and returns the cookie that identifies it. `requested_by` is the session that requested
    /// a step-up.
    ///
    /// The request names no language. The parameter `mkt` of Entra ID changes only the `message` of the response, which no page shows.
    pub async fn begin_device_code(
        &self,
        return_to: &ReturnTo,
        extra: ExtraRequest,
        requested_by: Option<SessionKey>,
    ) -> Result<SignInCookie, AuthError> {
        let relying_party = &self.relying_party;
        let provider = relying_party.snapshot().await?;
        let endpoint = relying_party.token_endpoint(&provider);
        let known = relying_party.scopes();
        let scopes = known.of_device(&extra.scopes);
        let named = known.at_token_endpoint(&provider.metadata, &scopes);
        let response = endpoint.authorize_device(&named, known.claims(extra.claims.as_ref()).as_ref()).await?;
        let interval = response.interval.and_then(|seconds| u32::try_from(seconds).ok());
        let interval = interval.unwrap_or(DEFAULT_INTERVAL).max(1);
        let lifetime = response.expires_in.unwrap_or(0).min(LONGEST_LIFETIME_SECONDS);
        let flow = DeviceFlow {
            user_code: response.user_code,
            verification_uri: response.verification_uri.to_string(),
            verification_uri_complete: response.verification_uri_complete.as_ref().map(ToString::to_string),
            return_to: return_to.as_str().to_owned(),
            relying_party: relying_party.name().to_owned(),
            step_up: extra.reference.zip(requested_by),
            scopes,
            // A demand that was not sent must not count as requested: a sign-in whose authentication is older would pass for a new one.
            proof: extra.proof.by_device_code(),
            expires_at: clock::unix_now() + lifetime,
            state: DeviceFlowState::Pending {
                device_code: response.device_code,
                interval,
                next_question_at: clock::unix_now() + i64::from(interval),
            },
        };
        let cookie = SignInCookie::new_random();
        self.store.put_device_flow(&cookie, &flow).await?;
        Ok(cookie)
    }

    /// Whether this browser has a sign-in by device code that has not expired. A second code would orphan the first,
    /// which the user may be about to approve.
    pub async fn has_open_device_code(&self, cookie: &SignInCookie) -> Result<bool, AuthError> {
        let is_open =
            |flow: &DeviceFlow| flow.relying_party == self.relying_party.name() && flow.expires_at > clock::unix_now();
        Ok(self.store.device_flow(cookie).await?.as_ref().is_some_and(is_open))
    }
}
