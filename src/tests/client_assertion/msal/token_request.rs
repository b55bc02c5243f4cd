//! Token requests in the records of the dev tenant, and their comparison.

use std::collections::{BTreeMap, BTreeSet};

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use leptos_entra::dev_tenant::TENANT_ID;
use serde_json::{Value, json};

/// A token request: its form, and the header and the claims of its assertion.
pub struct TokenRequest {
    pub form: BTreeMap<String, Value>,
    pub header: BTreeMap<String, Value>,
    pub claims: BTreeMap<String, Value>,
}

impl TokenRequest {
    fn parse(request: &str) -> Option<Self> {
        let (head, body) = request.split_once("\r\n\r\n").unwrap();
        if !head.starts_with(&format!("POST /{TENANT_ID}/oauth2/v2.0/token HTTP/1.1\r\n")) {
            return None;
        }
        assert!(!head.to_ascii_lowercase().contains("\r\nauthorization:"), "{head}");
        let mut form: BTreeMap<_, _> = url::form_urlencoded::parse(body.as_bytes())
            .into_owned()
            .map(|(name, value)| (name, Value::from(value)))
            .collect();
        let assertion = form.insert("client_assertion".to_owned(), json!("(an assertion)")).unwrap();
        let part = |index| {
            let part = assertion.as_str().unwrap().split('.').nth(index).unwrap();
            serde_json::from_slice(&URL_SAFE_NO_PAD.decode(part).unwrap()).unwrap()
        };
        // The order of the scopes has no meaning (RFC 6749 §3.3).
        if let Some(Value::String(scope)) = form.get_mut("scope") {
            let mut scopes: Vec<_> = scope.split(' ').collect();
            scopes.sort_unstable();
            *scope = scopes.join(" ");
        }
        if let Some(claims) = form.get_mut("claims") {
            *claims = serde_json::from_str(claims.as_str().unwrap()).unwrap();
        }
        // The credentials of the user differ in each sign-in.
        for name in ["code", "code_verifier", "refresh_token"] {
            form.entry(name.to_owned()).and_modify(|value| *value = json!("(the value)"));
        }
        Some(Self { form, header: part(0), claims: part(1) })
    }

    fn part(&self, name: &str) -> &BTreeMap<String, Value> {
        match name {
            "header" => &self.header,
            "claims" => &self.claims,
            _ => &self.form,
        }
    }

    /// Returns the names of the members that are not equal in both requests. Those of the form begin with the grant.
    pub fn differences(&self, other: &Self, grant: &str) -> BTreeSet<String> {
        let mut names = BTreeSet::new();
        for part in [grant, "header", "claims"] {
            let (own, other) = (self.part(part), other.part(part));
            let differ = own.keys().chain(other.keys()).filter(|name| own.get(*name) != other.get(*name));
            names.extend(differ.map(|name| format!("{part} {name}")));
        }
        names
    }

    pub fn seconds(&self, claim: &str) -> f64 {
        self.claims[claim].as_f64().unwrap()
    }
}

/// Returns the last token request of each grant.
pub fn by_grant(requests: &[String]) -> BTreeMap<String, TokenRequest> {
    let requests = requests.iter().filter_map(|request| TokenRequest::parse(request));
    requests.map(|request| (request.form["grant_type"].as_str().unwrap().to_owned(), request)).collect()
}
