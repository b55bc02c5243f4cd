//! The proof of authentication that an authorization request demands: its strength, and its greatest age.

use serde::{Deserialize, Serialize};
use url::{Url, form_urlencoded};

use super::ClaimsRequest;

/// The demands on the authentication of the user.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProofRequest {
    /// The authentication contexts of Entra ID (`acrs`), which the parameter `claims` requests.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub contexts: Vec<String>,
    /// The parameter `acr_values`: one of these classes is needed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub acr_values: Vec<String>,
    /// The parameter `max_age`, in seconds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_age: Option<u64>,
    /// Whether the user must authenticate even if the provider has a session (`prompt=login`).
    #[serde(default)]
    pub again: bool,
}

impl ProofRequest {
    /// Returns whether nothing is demanded.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Returns the demands of both together. All of them are requested in one step, because a sign-in replaces the proof
    /// of earlier sign-ins.
    #[must_use]
    pub fn and(mut self, other: Self) -> Self {
        for context in other.contexts {
            if !self.contexts.contains(&context) {
                self.contexts.push(context);
            }
        }
        for value in other.acr_values {
            if !self.acr_values.contains(&value) {
                self.acr_values.push(value);
            }
        }
        self.max_age = self.max_age.into_iter().chain(other.max_age).min();
        self.again |= other.again;
        self
    }

    /// Returns the demands that a device authorization request can contain. Microsoft's libraries send the parameter `claims` with it.
    /// RFC 8628 §3.1 has no parameter for the age or the class of the authentication.
    #[must_use]
    pub fn by_device_code(self) -> Self {
        Self { contexts: self.contexts, ..Self::default() }
    }

    /// Returns the request for the authentication contexts. `None` without contexts.
    pub fn claims(&self) -> Option<ClaimsRequest> {
        ClaimsRequest::of_contexts(&self.contexts.iter().map(String::as_str).collect::<Vec<_>>())
    }

    /// Adds the parameters to an authorization request (OpenID Connect Core 1.0 §3.1.2.1). `prompt=login` replaces another
    /// `prompt`, because Entra ID accepts one value only.
    pub fn add_to(&self, address: &mut Url) {
        if self.again {
            let others: Vec<(String, String)> =
                address.query_pairs().filter(|(name, _)| name != "prompt").map(|(a, b)| (a.into(), b.into())).collect();
            let query = form_urlencoded::Serializer::new(String::new()).extend_pairs(others).finish();
            address.set_query(Some(&query));
            address.query_pairs_mut().append_pair("prompt", "login");
        }
        if let Some(age) = self.max_age {
            address.query_pairs_mut().append_pair("max_age", &age.to_string());
        }
        if !self.acr_values.is_empty() {
            address.query_pairs_mut().append_pair("acr_values", &self.acr_values.join(" "));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{ProofRequest, Url};

    fn recent(max_age: u64) -> ProofRequest {
        ProofRequest { max_age: Some(max_age), again: true, ..ProofRequest::default() }
    }

    fn strong(acr: &str) -> ProofRequest {
        ProofRequest { acr_values: vec![acr.to_owned()], contexts: vec!["c1".to_owned()], ..ProofRequest::default() }
    }

    #[test]
    fn combined_demands_have_the_shorter_age_and_all_values() {
        let both = recent(300).and(strong("phr")).and(recent(60)).and(strong("phrh"));
        assert_eq!((both.max_age, both.again), (Some(60), true));
        assert_eq!((both.acr_values.join(" "), both.contexts.join(" ")), ("phr phrh".to_owned(), "c1".to_owned()));
        assert!(both.claims().unwrap().as_str().contains(r#""acrs":{"essential":true,"value":"c1"}"#));
        assert!(ProofRequest::default().and(ProofRequest::default()).is_empty());
    }

    #[test]
    fn an_authorization_request_gets_the_parameters_once() {
        let request = "https://login.example/authorize?scope=openid+User.Read&prompt=select_account&nonce=a%26b";
        let mut address = Url::parse(request).unwrap();
        recent(60).and(strong("phr")).add_to(&mut address);
        let expected = "scope=openid+User.Read&nonce=a%26b&prompt=login&max_age=60&acr_values=phr";
        assert_eq!(address.query(), Some(expected));
        let mut address = Url::parse(request).unwrap();
        ProofRequest::default().add_to(&mut address);
        assert_eq!(address.as_str(), request, "nothing is demanded");
    }
}
