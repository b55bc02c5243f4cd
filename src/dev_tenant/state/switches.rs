//! The settings of the dev tenant that tests can change, and the counters that tests can read.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::dev_tenant::protocol::parameters::Parameters;
use crate::dev_tenant::protocol::random::below;
use crate::dev_tenant::protocol::signing_key::SigningKey;
use crate::dev_tenant::state::application_record::ApplicationRecord;
use crate::dev_tenant::state::faults::{Armed, AuthorizeFault, GraphFault, IdTokenFault, IdentityFault, TokenFault};
use crate::dev_tenant::state::lock::hold;

/// The counters of requests since the start or the last reset of the dev tenant.
#[derive(Clone, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
pub struct Counters {
    /// The number of token requests by `grant_type`.
    pub token_requests: BTreeMap<String, u64>,
    /// The number of refresh tokens that were accepted.
    pub refreshes: u64,
    /// The number of requests for a token of the managed identity.
    #[serde(default)]
    pub identity_requests: u64,
    /// The number of requests for the JWK set.
    pub keys_requests: u64,
    /// The number of requests for `/me`.
    pub graph_calls: u64,
    pub photo_calls: u64,
    /// The number of requests for the list of groups (one per page).
    pub group_pages: u64,
    pub last_authorization_request: BTreeMap<String, String>,
}

/// The issuer and the tenant that a test has set for ID tokens.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct IdTokenOrigin {
    /// The claim `iss`.
    pub issuer: String,
    /// The claim `tid`.
    pub tenant: String,
}

#[derive(Default)]
pub struct Switches {
    pub id_token_fault: Armed<IdTokenFault>,
    pub token_fault: Armed<TokenFault>,
    pub authorize_fault: Armed<AuthorizeFault>,
    pub graph_fault: Armed<GraphFault>,
    pub photo_fault: Armed<GraphFault>,
    pub identity_fault: Armed<IdentityFault>,
    pub application_record: Mutex<ApplicationRecord>,
    access_token_lifetime: Mutex<Option<u64>>,
    document: Mutex<BTreeMap<String, String>>,
    id_token_origin: Mutex<Option<IdTokenOrigin>>,
    /// Claims that a test sets in every ID token. `Null` removes the claim.
    id_token_claims: Mutex<BTreeMap<String, Value>>,
    response_issuer: Mutex<Option<String>>,
    /// The numbers of groups that a test has set, by the ID of the persona.
    groups: Mutex<BTreeMap<String, usize>>,
    front_channel_issuer: Mutex<Option<String>>,
    application_key: Mutex<Option<Arc<SigningKey>>>,
    counters: Mutex<Counters>,
}

impl Switches {
    pub fn set_access_token_lifetime(&self, seconds: u64) {
        *hold(&self.access_token_lifetime) = Some(seconds);
    }

    /// Returns the lifetime of the next access token in seconds. Like Entra ID's, it is between 60 and 90 minutes.
    pub fn access_token_lifetime(&self) -> u64 {
        hold(&self.access_token_lifetime).unwrap_or_else(|| 3599 + below(1800))
    }

    pub fn set_document_member(&self, member: &str, value: Option<String>) {
        let mut document = hold(&self.document);
        match value {
            Some(value) => drop(document.insert(member.to_owned(), value)),
            None => drop(document.remove(member)),
        }
    }

    /// Returns the members of discovery documents that a test has overridden.
    pub fn document_members(&self) -> BTreeMap<String, String> {
        hold(&self.document).clone()
    }

    pub fn set_id_token_origin(&self, origin: Option<IdTokenOrigin>) {
        *hold(&self.id_token_origin) = origin;
    }

    /// Returns the issuer and tenant of ID tokens that a test has set.
    pub fn id_token_origin(&self) -> Option<IdTokenOrigin> {
        hold(&self.id_token_origin).clone()
    }

    pub fn set_id_token_claim(&self, claim: String, value: Value) {
        hold(&self.id_token_claims).insert(claim, value);
    }

    /// Returns the claims of ID tokens that a test has set.
    pub fn id_token_claims(&self) -> BTreeMap<String, Value> {
        hold(&self.id_token_claims).clone()
    }

    pub fn set_response_issuer(&self, issuer: Option<String>) {
        *hold(&self.response_issuer) = issuer;
    }

    /// Returns the `iss` of authorization responses that a test has set. `None` if it is left out.
    pub fn response_issuer(&self) -> Option<String> {
        hold(&self.response_issuer).clone()
    }

    pub fn set_groups(&self, persona_id: String, count: usize) {
        hold(&self.groups).insert(persona_id, count);
    }

    pub fn groups_of(&self, persona_id: &str) -> Option<usize> {
        hold(&self.groups).get(persona_id).copied()
    }

    pub fn set_application_key(&self, key: SigningKey) {
        *hold(&self.application_key) = Some(Arc::new(key));
    }

    /// Returns the application-specific signing key. `None` unless a test has created one.
    pub fn application_key(&self) -> Option<Arc<SigningKey>> {
        hold(&self.application_key).clone()
    }

    pub fn set_front_channel_issuer(&self, issuer: Option<String>) {
        *hold(&self.front_channel_issuer) = issuer;
    }

    /// Returns the `iss` of front-channel logout requests that a test has set. `None` if it is left out.
    pub fn front_channel_issuer(&self) -> Option<String> {
        hold(&self.front_channel_issuer).clone()
    }

    pub fn counters(&self) -> Counters {
        hold(&self.counters).clone()
    }

    pub fn count_token_request(&self, grant_type: &str) {
        *hold(&self.counters).token_requests.entry(grant_type.to_owned()).or_default() += 1;
    }

    pub fn count_refresh(&self) {
        hold(&self.counters).refreshes += 1;
    }

    pub fn count_identity_request(&self) {
        hold(&self.counters).identity_requests += 1;
    }

    pub fn count_keys_request(&self) {
        hold(&self.counters).keys_requests += 1;
    }

    pub fn count_graph_call(&self) {
        hold(&self.counters).graph_calls += 1;
    }

    pub fn count_photo_call(&self) {
        hold(&self.counters).photo_calls += 1;
    }

    pub fn count_group_page(&self) {
        hold(&self.counters).group_pages += 1;
    }

    pub fn record_authorization_request(&self, parameters: &Parameters) {
        hold(&self.counters).last_authorization_request = parameters.clone().into_map();
    }

    pub fn reset(&self) {
        self.id_token_fault.disarm();
        self.token_fault.disarm();
        self.authorize_fault.disarm();
        self.graph_fault.disarm();
        self.photo_fault.disarm();
        self.identity_fault.disarm();
        *hold(&self.application_record) = ApplicationRecord::default();
        *hold(&self.access_token_lifetime) = None;
        hold(&self.document).clear();
        *hold(&self.id_token_origin) = None;
        hold(&self.id_token_claims).clear();
        *hold(&self.response_issuer) = None;
        hold(&self.groups).clear();
        *hold(&self.front_channel_issuer) = None;
        *hold(&self.application_key) = None;
        *hold(&self.counters) = Counters::default();
    }
}
