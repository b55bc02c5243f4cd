//! Parameters that came in, and the forms of our own pages.

use std::collections::{BTreeMap, HashMap};
use std::time::Duration;

use axum::http::{HeaderMap, header};
use url::form_urlencoded;

use super::admin_consent::AdminConsentRequest;
use super::authorize::AuthorizationRequest;
use super::end_session::EndSessionRequest;
use super::problem::Problem;
use super::random::{fingerprint, opaque};

/// Decoded parameters, each at most once (RFC 6749, sections 3.1 and 3.2).
#[derive(Clone, Debug, Default)]
pub struct Parameters {
    by_name: BTreeMap<String, String>,
}

impl Parameters {
    /// Parses the query of an address.
    pub fn of_query(query: Option<&str>) -> Result<Self, Problem> {
        Self::parse(query.unwrap_or_default().as_bytes())
    }

    /// Parses a body; nothing comes out of one that does not say that it is a form.
    pub fn of_body(headers: &HeaderMap, body: &[u8]) -> Result<Self, Problem> {
        let kind = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
        match kind.split(';').next().map(str::trim) {
            Some(kind) if kind.eq_ignore_ascii_case("application/x-www-form-urlencoded") => Self::parse(body),
            _ => Ok(Self::default()),
        }
    }

    fn parse(encoded: &[u8]) -> Result<Self, Problem> {
        let mut by_name = BTreeMap::new();
        for (name, value) in form_urlencoded::parse(encoded) {
            if by_name.insert(name.to_string(), value.into_owned()).is_some() {
                return Err(Problem::malformed(&format!("The parameter '{name}' is duplicated.")));
            }
        }
        Ok(Self { by_name })
    }

    /// Returns the value; an empty one counts as missing (RFC 6749, section 3.1).
    pub fn get(&self, name: &str) -> Option<&str> {
        self.by_name.get(name).map(String::as_str).filter(|value| !value.is_empty())
    }

    pub fn owned(&self, name: &str) -> Option<String> {
        self.get(name).map(str::to_owned)
    }

    pub fn into_map(self) -> BTreeMap<String, String> {
        self.by_name
    }
}

/// What a form of ours goes on with when it comes back.
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

/// Forms that were shown and not yet sent. Each has a random value that works once, so that no other site can send it.
#[derive(Default)]
pub struct OpenForms {
    by_fingerprint: HashMap<String, (Waiting, Duration)>,
}

impl OpenForms {
    const LIFETIME: Duration = Duration::from_hours(1);

    /// Returns the value for the form's hidden field.
    pub fn open(&mut self, waiting: Waiting, now: Duration) -> String {
        self.by_fingerprint.retain(|_, (_, opened_at)| *opened_at + Self::LIFETIME > now);
        let value = opaque();
        self.by_fingerprint.insert(fingerprint(&value), (waiting, now));
        value
    }

    /// Takes out what the form was for.
    pub fn take(&mut self, parameters: &Parameters, now: Duration) -> Option<Waiting> {
        let (waiting, opened_at) = self.by_fingerprint.remove(&fingerprint(parameters.get("form")?))?;
        (opened_at + Self::LIFETIME > now).then_some(waiting)
    }

    pub fn clear(&mut self) {
        self.by_fingerprint.clear();
    }
}
