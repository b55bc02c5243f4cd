//! The parameters of an authorization response at the redirect URI.

use crate::server::oidc::ErrorResponse;

/// The greatest length of all parameters together, in bytes. Longer ones are not from an authorization response.
pub const LONGEST: usize = 16 * 1024;

/// The names of the parameters of an authorization response, and of an admin consent response.
const KNOWN: [&str; 6] = ["code", "state", "error", "error_description", "iss", "admin_consent"];

/// The known parameters with a value, each at most once. All others are dropped, because providers add more parameters, such as
/// `session_state`, and may repeat them.
pub struct Parameters(Vec<(String, String)>);

impl Parameters {
    /// Reads the parameters of a query or a form. The error is the reason why they are invalid, for the log.
    pub fn parse(text: &str) -> Result<Self, &'static str> {
        if text.len() > LONGEST {
            return Err("its parameters are too long");
        }
        let pairs = url::form_urlencoded::parse(text.as_bytes()).filter(|(name, _)| KNOWN.contains(&name.as_ref()));
        let known: Vec<_> = pairs.map(|(name, value)| (name.into_owned(), value.into_owned())).collect();
        // RFC 6749 §3.1: parameters must not be included more than once.
        let is_repeated = |name: &str| known.iter().filter(|(other, _)| other == name).count() > 1;
        if KNOWN.into_iter().any(is_repeated) {
            return Err("it contains a parameter twice");
        }
        // RFC 6749 §3.1: a parameter without a value counts as missing.
        Ok(Self(known.into_iter().filter(|(_, value)| !value.is_empty()).collect()))
    }

    /// Returns the known parameters as a query.
    pub fn query(&self) -> String {
        url::form_urlencoded::Serializer::new(String::new()).extend_pairs(&self.0).finish()
    }

    /// Returns whether there is a parameter that only a provider sends.
    pub fn are_of_provider(&self) -> bool {
        ["code", "error", "admin_consent"].into_iter().any(|name| self.get(name).is_some())
    }

    /// Returns whether the provider reports the result of an admin consent instead of a sign-in.
    pub fn reports_admin_consent(&self) -> bool {
        self.get("admin_consent").is_some() && self.get("code").is_none()
    }

    /// Returns whether the reported admin consent was given. Microsoft sends `admin_consent=True` with an error as
    /// well.
    pub fn consent_is_given(&self) -> bool {
        self.get("error").is_none() && self.get("admin_consent").is_some_and(|given| given.eq_ignore_ascii_case("true"))
    }

    /// Returns whether the response has a `state`.
    pub fn have_state(&self) -> bool {
        self.get("state").is_some()
    }

    /// Returns the error that the provider reports. `None` if there is a code as well: a response with both is
    /// malformed.
    pub fn error(&self) -> Option<ErrorResponse> {
        if self.get("code").is_some() {
            return None;
        }
        let description = self.get("error_description").map(str::to_owned);
        self.get("error").map(|error| ErrorResponse::from_parameters(error.to_owned(), description))
    }

    fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::{LONGEST, Parameters};

    #[test]
    fn only_known_parameters_must_be_unique() {
        let parse = |text: &str| Parameters::parse(text).map(|parameters| parameters.query());
        assert_eq!(parse("code=a&state=b&x=1&x=2&session_state=c").as_deref(), Ok("code=a&state=b"));
        for name in ["code", "state", "error", "error_description", "iss", "admin_consent"] {
            assert!(parse(&format!("{name}=a&x=y&{name}=a")).is_err(), "{name}");
        }
        assert!(parse(&"x".repeat(LONGEST)).is_ok() && parse(&"x".repeat(LONGEST + 1)).is_err());
    }

    #[test]
    fn a_parameter_without_a_value_counts_as_missing() {
        for (text, query) in [
            ("code=a&state=b&error=&error_description=&iss=", "code=a&state=b"),
            ("code=&error=access_denied&state=b", "error=access_denied&state=b"),
            ("admin_consent&code=a&state=b", "code=a&state=b"),
            ("code=&state=b", "state=b"),
        ] {
            assert_eq!(Parameters::parse(text).map(|parameters| parameters.query()).as_deref(), Ok(query), "{text}");
        }
        assert!(Parameters::parse("state=&state=b").is_err());
    }

    #[test]
    fn admin_consent_with_an_error_is_not_granted() {
        let parse = |text: &str| Parameters::parse(text).unwrap();
        assert!(parse("admin_consent=True&tenant=a").consent_is_given());
        assert!(!parse("admin_consent=True&error=access_denied").consent_is_given());
        assert!(!parse("admin_consent=False").consent_is_given());
        assert!(!parse("admin_consent=True&code=a").reports_admin_consent());
    }
}
