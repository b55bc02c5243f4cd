//! The control panel of a running dev tenant, for tests in the same process.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::dev_tenant::endpoints::device;
use crate::dev_tenant::protocol::signing_key::SigningKey;
use crate::dev_tenant::state::application_record::ApplicationRecord;
use crate::dev_tenant::state::client_credentials::FederatedCredential;
use crate::dev_tenant::state::directory::{self, Persona};
use crate::dev_tenant::state::faults::{AuthorizeFault, GraphFault, IdTokenFault, IdentityFault, Times, TokenFault};
use crate::dev_tenant::state::graph_faults::GraphResource;
use crate::dev_tenant::state::lock::hold;
use crate::dev_tenant::state::switches::{Counters, IdTokenOrigin};
use crate::dev_tenant::state::tenant::SharedTenant;

/// The reason why a command of the control interface failed.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum ControlError {
    #[error("no device with this user code is waiting for approval")]
    UnknownUserCode,
    #[error("no persona has this ID or name")]
    UnknownPersona,
    #[error("this is not a certificate in PEM")]
    InvalidCertificate,
}

/// Changes a running dev tenant and reads its counters.
#[derive(Clone)]
pub struct Control {
    tenant: SharedTenant,
}

impl Control {
    pub fn new(tenant: SharedTenant) -> Self {
        Self { tenant }
    }

    /// Sets the lifetime of new access tokens in seconds.
    pub fn set_access_token_lifetime(&self, seconds: u64) {
        self.tenant.switches.set_access_token_lifetime(seconds);
    }

    /// Advances the dev tenant's clock, which ages codes, tokens and devices.
    pub fn advance_clock(&self, seconds: u64) {
        self.tenant.clock.advance(seconds);
    }

    pub fn arm_id_token_fault(&self, fault: IdTokenFault, times: Times) {
        self.tenant.switches.id_token_fault.arm(fault, times);
    }

    /// Arms a defect of the access tokens for the application's own API.
    pub fn arm_access_token_fault(&self, fault: IdTokenFault, times: Times) {
        self.tenant.switches.access_token_fault.arm(fault, times);
    }

    pub fn arm_token_fault(&self, fault: TokenFault, times: Times) {
        self.tenant.switches.token_fault.arm(fault, times);
    }

    pub fn arm_authorize_fault(&self, fault: AuthorizeFault, times: Times) {
        self.tenant.switches.authorize_fault.arm(fault, times);
    }

    /// Arms a fault for all resources of Graph except photos and `$batch` itself. In a batch it strikes each part.
    pub fn arm_graph_fault(&self, fault: GraphFault, times: Times) {
        self.tenant.switches.graph_faults.arm(None, fault, times);
    }

    /// Arms a fault for one resource of Graph. It comes before the fault of all resources.
    pub fn arm_resource_fault(&self, resource: GraphResource, fault: GraphFault, times: Times) {
        self.tenant.switches.graph_faults.arm(Some(resource), fault, times);
    }

    /// Arms a fault for the photos in Graph.
    pub fn arm_photo_fault(&self, fault: GraphFault, times: Times) {
        self.arm_resource_fault(GraphResource::Photo, fault, times);
    }

    /// Arms a fault for the identity endpoint.
    pub fn arm_identity_fault(&self, fault: IdentityFault, times: Times) {
        self.tenant.switches.identity_fault.arm(fault, times);
    }

    pub fn counters(&self) -> Counters {
        self.tenant.switches.counters()
    }

    /// Returns the parameters of the last authorization request that the dev tenant received.
    pub fn last_authorization_request(&self) -> BTreeMap<String, String> {
        self.counters().last_authorization_request
    }

    /// Approves the device with this user code, as the persona would on the device page.
    ///
    /// `persona` is an ID (`maya`) or a display name.
    pub fn approve_device_code(&self, user_code: &str, persona: &str) -> Result<(), ControlError> {
        let named = |known: &Persona| known.id == persona || known.display_name == persona;
        let persona = directory::all(self.tenant.flavour)
            .into_iter()
            .find(named)
            .or_else(|| directory::by_id(persona))
            .ok_or(ControlError::UnknownPersona)?;
        device::approve_without_browser(&self.tenant, user_code, persona).ok_or(ControlError::UnknownUserCode)
    }

    /// Declines the device with this user code, as a user would on the device page.
    pub fn decline_device_code(&self, user_code: &str) -> Result<(), ControlError> {
        let declined = hold(&self.tenant.devices).decline(user_code, self.tenant.clock.now());
        declined.then_some(()).ok_or(ControlError::UnknownUserCode)
    }

    /// Rotates the signing key. Older keys stay published.
    pub async fn rotate_signing_key(&self) {
        self.tenant.keys.rotate().await;
    }

    /// Replaces the signing key. Older keys are withdrawn from the JWK set.
    pub async fn replace_signing_key(&self) {
        self.tenant.keys.replace().await;
    }

    /// Creates an application-specific signing key, as applications with claims mapping have. It signs the ID tokens, and only
    /// JWK sets requested with `appid` contain it.
    pub async fn give_application_its_own_key(&self) {
        self.tenant.switches.set_application_key(SigningKey::generate_in_background().await);
    }

    /// Registers a certificate in PEM, whose key may sign client assertions.
    pub fn register_certificate(&self, pem: &str) -> Result<(), ControlError> {
        hold(&self.tenant.client_credentials).register(pem).ok_or(ControlError::InvalidCertificate)
    }

    /// Removes a certificate in PEM from the registration.
    pub fn unregister_certificate(&self, pem: &str) -> Result<(), ControlError> {
        hold(&self.tenant.client_credentials).unregister(pem).ok_or(ControlError::InvalidCertificate)
    }

    /// Registers another client secret.
    pub fn add_secret(&self, secret: &str) {
        hold(&self.tenant.client_credentials).add_secret(secret);
    }

    /// Removes a client secret from the registration.
    pub fn remove_secret(&self, secret: &str) {
        let is_first = self.tenant.registration.has_secret(secret);
        hold(&self.tenant.client_credentials).remove_secret(secret, is_first);
    }

    /// Registers a federated credential: tokens of its issuer for its subject are client assertions.
    pub fn trust_issuer(&self, credential: FederatedCredential) -> Result<(), ControlError> {
        hold(&self.tenant.client_credentials).trust(credential).ok_or(ControlError::InvalidCertificate)
    }

    /// Sets the record of the application in Graph, and whether the application may read it.
    pub fn set_application_record(&self, record: ApplicationRecord) {
        *hold(&self.tenant.switches.application_record) = record;
    }

    /// Overrides the issuer in every discovery document and every key.
    pub fn set_document_issuer(&self, issuer: Option<String>) {
        self.set_document_member("issuer", issuer);
    }

    /// Overrides a member of every discovery document, such as the address of an endpoint.
    pub fn set_document_member(&self, member: &str, value: Option<String>) {
        self.tenant.switches.set_document_member(member, value);
    }

    /// Overrides the issuer and tenant of every ID token.
    pub fn set_id_token_origin(&self, origin: Option<IdTokenOrigin>) {
        self.tenant.switches.set_id_token_origin(origin);
    }

    /// Overrides a claim of every ID token, such as `roles` after an administrator has changed them. `Null` removes it.
    pub fn set_id_token_claim(&self, claim: &str, value: Value) {
        self.tenant.switches.set_id_token_claim(claim.to_owned(), value);
    }

    /// Overrides a claim of every access token for the application's own API, such as `acrs`. `Null` removes it.
    pub fn set_access_token_claim(&self, claim: &str, value: Value) {
        self.tenant.switches.set_access_token_claim(claim.to_owned(), value);
    }

    /// Chooses version 1.0 of the access tokens for the application's own API (`requestedAccessTokenVersion`), or version 2.0.
    pub fn set_own_api_version_one(&self, is_version_one: bool) {
        self.tenant.switches.set_own_api_version_one(is_version_one);
    }

    /// Adds `iss` to every authorization response (RFC 9207). Entra ID does not send it.
    pub fn set_response_issuer(&self, issuer: Option<String>) {
        self.tenant.switches.set_response_issuer(issuer);
    }

    /// Sets the number of groups of which a persona is a member.
    pub fn set_groups(&self, persona: &str, count: usize) {
        self.tenant.switches.set_groups(persona.to_owned(), count);
    }

    /// Adds `iss` to every front-channel logout request. Entra ID often omits it.
    pub fn set_front_channel_issuer(&self, issuer: Option<String>) {
        self.tenant.switches.set_front_channel_issuer(issuer);
    }

    /// Removes all refresh tokens, as when an administrator revokes them. Access tokens stay valid.
    pub fn forget_refresh_tokens(&self) {
        let mut grants = hold(&self.tenant.refresh_grants);
        grants.forget_all();
        self.tenant.remember(&grants);
    }

    /// Resets clock, faults, settings and counters, forgets devices, consents, certificates and added secrets, and signs all users out
    /// of the dev tenant. Rotated keys and removed refresh tokens are not restored.
    pub fn reset(&self) {
        self.tenant.reset();
    }
}
