//! What a test may see and change: in process through [`Control`], from outside by `POST /dev/control`.

mod command;
mod over_http;
mod switches;

use std::collections::BTreeMap;

use super::device;
use super::directory;
use super::faults::{AuthorizeFault, GraphFault, IdTokenFault, Times, TokenFault};
use super::keys::SigningKey;
use super::tenant::{SharedTenant, hold};

pub use command::Command;
pub use over_http::{obey, reset};
pub use switches::{Counters, IdTokenOrigin, Switches};

/// Why a command was not carried out.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum ControlError {
    #[error("no device waits for a decision under this user code")]
    UnknownUserCode,
    #[error("there is no persona of this ID or name")]
    UnknownPersona,
}

/// The switches of a running dev tenant.
#[derive(Clone)]
pub struct Control {
    tenant: SharedTenant,
}

impl Control {
    pub fn new(tenant: SharedTenant) -> Self {
        Self { tenant }
    }

    /// Sets how long access tokens live from now on, in seconds.
    pub fn set_access_token_lifetime(&self, seconds: u64) {
        self.tenant.switches.set_access_token_lifetime(seconds);
    }

    /// Moves the dev tenant's clock on: codes, tokens and devices grow older by so many seconds.
    pub fn advance_clock(&self, seconds: u64) {
        self.tenant.clock.advance(seconds);
    }

    pub fn arm_id_token_fault(&self, fault: IdTokenFault, times: Times) {
        self.tenant.switches.id_token_fault.arm(fault, times);
    }

    pub fn arm_token_fault(&self, fault: TokenFault, times: Times) {
        self.tenant.switches.token_fault.arm(fault, times);
    }

    pub fn arm_authorize_fault(&self, fault: AuthorizeFault, times: Times) {
        self.tenant.switches.authorize_fault.arm(fault, times);
    }

    /// Makes the next `/me` fail.
    pub fn arm_graph_fault(&self, fault: GraphFault, times: Times) {
        self.tenant.switches.graph_fault.arm(fault, times);
    }

    /// Makes the next photo fail.
    pub fn arm_photo_fault(&self, fault: GraphFault, times: Times) {
        self.tenant.switches.photo_fault.arm(fault, times);
    }

    pub fn counters(&self) -> Counters {
        self.tenant.switches.counters()
    }

    /// Returns the parameters of the last authorization request.
    pub fn last_authorization_request(&self) -> BTreeMap<String, String> {
        self.counters().last_authorization_request
    }

    /// Lets in the device that shows this user code, as if the persona had typed it into the device page.
    ///
    /// The persona is named by its ID (`maya`) or its whole name.
    pub fn approve_device_code(&self, user_code: &str, persona: &str) -> Result<(), ControlError> {
        let named = |known: &directory::Persona| known.id == persona || known.display_name == persona;
        let persona = directory::everybody(self.tenant.flavour)
            .into_iter()
            .find(named)
            .or_else(|| directory::by_id(persona))
            .ok_or(ControlError::UnknownPersona)?;
        device::approve_without_browser(&self.tenant, user_code, persona).ok_or(ControlError::UnknownUserCode)
    }

    /// Turns away the device that shows this user code.
    pub fn decline_device_code(&self, user_code: &str) -> Result<(), ControlError> {
        let declined = hold(&self.tenant.devices).decline(user_code, self.tenant.clock.now());
        declined.then_some(()).ok_or(ControlError::UnknownUserCode)
    }

    /// Signs with a new key from now on; the older ones stay published.
    pub async fn rotate_signing_key(&self) {
        self.tenant.keys.rotate().await;
    }

    /// Signs with a new key from now on, and takes the older ones out of the JWK set at once.
    pub async fn replace_signing_key(&self) {
        self.tenant.keys.replace().await;
    }

    /// Gives the application a signing key of its own, as one with claims mapping has: its ID tokens are signed with that from now
    /// on, and only those documents have it that were asked for with `appid`.
    pub async fn give_application_its_own_key(&self) {
        self.tenant.switches.set_application_key(SigningKey::generate_in_background().await);
    }

    /// Makes every discovery document name this issuer from now on, and every key, whatever the endpoints say.
    pub fn set_document_issuer(&self, issuer: Option<String>) {
        self.set_document_member("issuer", issuer);
    }

    /// Makes a member of every discovery document say this from now on, such as the address of an endpoint.
    pub fn set_document_member(&self, member: &str, value: Option<String>) {
        self.tenant.switches.set_document_member(member, value);
    }

    /// Makes every ID token say from now on that it comes from here, whatever the discovery document says.
    pub fn set_id_token_origin(&self, origin: Option<IdTokenOrigin>) {
        self.tenant.switches.set_id_token_origin(origin);
    }

    /// Sends `iss` with every authorization response from now on (RFC 9207), which Entra ID does not; whatever it says.
    pub fn set_response_issuer(&self, issuer: Option<String>) {
        self.tenant.switches.set_response_issuer(issuer);
    }

    /// Puts a persona into so many groups from now on.
    pub fn set_groups(&self, persona: &str, count: usize) {
        self.tenant.switches.set_groups(persona.to_owned(), count);
    }

    /// Sends `iss` with every front-channel logout from now on, which Entra ID often does not; whatever it says.
    pub fn set_front_channel_issuer(&self, issuer: Option<String>) {
        self.tenant.switches.set_front_channel_issuer(issuer);
    }

    /// Forgets all refresh tokens, as when an administrator takes them back; access tokens live on.
    pub fn forget_refresh_tokens(&self) {
        let mut grants = hold(&self.tenant.refresh_grants);
        grants.forget_all();
        self.tenant.remember(&grants);
    }

    /// Undoes all of the above except for rotated keys and forgotten tokens, and signs everybody out of the dev tenant.
    pub fn reset(&self) {
        self.tenant.reset();
    }
}
