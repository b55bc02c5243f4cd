//! The settings of the dev tenant that tests can change, and the counters that tests can read.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::dev_tenant::protocol::parameters::Parameters;
use crate::dev_tenant::protocol::random::below;
use crate::dev_tenant::protocol::signing_key::SigningKey;
use crate::dev_tenant::state::application_record::ApplicationRecord;
use crate::dev_tenant::state::faults::{Armed, AuthorizeFault, IdTokenFault, IdentityFault, TokenFault};
use crate::dev_tenant::state::graph_faults::{GraphFaults, GraphResource};
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
    /// The number of HTTP requests to Graph. A batch is one request.
    #[serde(default)]
    pub graph_round_trips: u64,
    /// The number of requests by resource, direct and as parts of batches.
    #[serde(default)]
    pub graph_requests: BTreeMap<GraphResource, u64>,
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
    /// The defect of access tokens for the application's own API.
    pub access_token_fault: Armed<IdTokenFault>,
    pub token_fault: Armed<TokenFault>,
    pub authorize_fault: Armed<AuthorizeFault>,
    pub graph_faults: GraphFaults,
    pub identity_fault: Armed<IdentityFault>,
    pub application_record: Mutex<ApplicationRecord>,
    access_token_lifetime: Mutex<Option<u64>>,
    document: Mutex<BTreeMap<String, String>>,
    id_token_origin: Mutex<Option<IdTokenOrigin>>,
    /// Claims that a test sets in every ID token. `Null` removes the claim.
    id_token_claims: Mutex<BTreeMap<String, Value>>,
    /// Claims that a test sets in every access token for the application's own API. `Null` removes the claim.
    access_token_claims: Mutex<BTreeMap<String, Value>>,
    /// Whether these access tokens have version 1.0 (`requestedAccessTokenVersion`).
    own_api_has_version_one: AtomicBool,
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

    /// Sets and removes the claims of an ID token that a test has changed.
    pub fn change_id_token(&self, claims: &mut Value) {
        change(claims, &hold(&self.id_token_claims));
    }

    pub fn set_access_token_claim(&self, claim: String, value: Value) {
        hold(&self.access_token_claims).insert(claim, value);
    }

    /// Sets and removes the claims of an access token for the application's own API that a test has changed.
    pub fn change_access_token(&self, claims: &mut Value) {
        change(claims, &hold(&self.access_token_claims));
    }

    pub fn set_own_api_version_one(&self, is_version_one: bool) {
        self.own_api_has_version_one.store(is_version_one, Ordering::Relaxed);
    }

    pub fn own_api_has_version_one(&self) -> bool {
        self.own_api_has_version_one.load(Ordering::Relaxed)
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

    /// Counts a request for a resource of Graph. Only an HTTP request counts as a round trip, and not each part of a batch.
    pub fn count_graph_request(&self, resource: GraphResource, is_part: bool) {
        let mut counters = hold(&self.counters);
        *counters.graph_requests.entry(resource).or_default() += 1;
        counters.graph_round_trips += u64::from(!is_part);
    }

    pub fn record_authorization_request(&self, parameters: &Parameters) {
        hold(&self.counters).last_authorization_request = parameters.clone().into_map();
    }

    pub fn reset(&self) {
        self.id_token_fault.disarm();
        self.access_token_fault.disarm();
        self.token_fault.disarm();
        self.authorize_fault.disarm();
        self.graph_faults.clear();
        self.identity_fault.disarm();
        *hold(&self.application_record) = ApplicationRecord::default();
        *hold(&self.access_token_lifetime) = None;
        hold(&self.document).clear();
        *hold(&self.id_token_origin) = None;
        hold(&self.id_token_claims).clear();
        hold(&self.access_token_claims).clear();
        self.set_own_api_version_one(false);
        *hold(&self.response_issuer) = None;
        hold(&self.groups).clear();
        *hold(&self.front_channel_issuer) = None;
        *hold(&self.application_key) = None;
        *hold(&self.counters) = Counters::default();
    }
}

/// Sets claims of a token. `Null` removes a claim.
fn change(claims: &mut Value, changes: &BTreeMap<String, Value>) {
    let Some(members) = claims.as_object_mut() else { return };
    for (claim, value) in changes {
        match value {
            Value::Null => drop(members.remove(claim)),
            value => drop(members.insert(claim.clone(), value.clone())),
        }
    }
}
