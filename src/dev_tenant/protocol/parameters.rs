//! The decoded parameters of a query or a form body.

use std::collections::BTreeMap;

use axum::http::{HeaderMap, header};
use url::form_urlencoded;

use crate::dev_tenant::protocol::problem::Problem;

/// Decoded request parameters, each at most once (RFC 6749, sections 3.1 and 3.2).
#[derive(Clone, Debug, Default)]
pub struct Parameters {
    by_name: BTreeMap<String, String>,
}

impl Parameters {
    /// Parses the parameters in the query of a URL.
    pub fn of_query(query: Option<&str>) -> Result<Self, Problem> {
        Self::parse(query.unwrap_or_default().as_bytes())
    }

    /// Parses the parameters in a form body. Returns none if the content type is not that of a form.
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

    /// Returns the value of a request parameter. An empty value counts as missing (RFC 6749, section 3.1).
    pub fn get(&self, name: &str) -> Option<&str> {
        self.by_name.get(name).map(String::as_str).filter(|value| !value.is_empty())
    }

    /// Returns the value of a request parameter, or the error of a request without it.
    pub fn required(&self, name: &str) -> Result<&str, Problem> {
        self.get(name).ok_or_else(|| Problem::missing_parameter(name))
    }

    /// Whether the application requests `client_info`, as MSAL does.
    pub fn wants_client_info(&self) -> bool {
        self.get("client_info") == Some("1")
    }

    pub fn owned(&self, name: &str) -> Option<String> {
        self.get(name).map(str::to_owned)
    }

    pub fn into_map(self) -> BTreeMap<String, String> {
        self.by_name
    }
}
