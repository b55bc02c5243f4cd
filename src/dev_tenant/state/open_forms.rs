//! The forms of the dev tenant's pages that have not been sent yet.

use std::collections::HashMap;
use std::time::Duration;

use crate::dev_tenant::protocol::authorization_request::AuthorizationRequest;
use crate::dev_tenant::protocol::parameters::Parameters;
use crate::dev_tenant::protocol::random::{fingerprint, opaque};
use crate::dev_tenant::protocol::waiting_requests::{AdminConsentRequest, EndSessionRequest};

/// The request that continues when the user sends a form.
#[derive(Clone)]
pub enum Waiting {
    Account(Box<AuthorizationRequest>),
    Consent { request: Box<AuthorizationRequest>, persona_id: String },
    Confirmation { request: Box<AuthorizationRequest>, persona_id: String },
    Profile { request: Box<AuthorizationRequest>, persona_id: String },
    AdminConsent(AdminConsentRequest),
    DevicePage,
    Device { typed: String },
    SignOut(EndSessionRequest),
}

/// Forms that were shown and not yet sent. Each has a random one-time value, so that no other site can send it.
#[derive(Default)]
pub struct OpenForms {
    by_fingerprint: HashMap<String, (Waiting, Duration)>,
}

impl OpenForms {
    const LIFETIME: Duration = Duration::from_hours(1);

    /// Stores the request that a form continues, and returns the one-time value for the form's hidden field.
    pub fn open(&mut self, waiting: Waiting, now: Duration) -> String {
        self.by_fingerprint.retain(|_, (_, opened_at)| *opened_at + Self::LIFETIME > now);
        let value = opaque();
        self.by_fingerprint.insert(fingerprint(&value), (waiting, now));
        value
    }

    /// Takes the request of a sent form. `None` if the value is unknown, used, or expired.
    pub fn take(&mut self, parameters: &Parameters, now: Duration) -> Option<Waiting> {
        let (waiting, opened_at) = self.by_fingerprint.remove(&fingerprint(parameters.get("form")?))?;
        (opened_at + Self::LIFETIME > now).then_some(waiting)
    }

    pub fn clear(&mut self) {
        self.by_fingerprint.clear();
    }
}
