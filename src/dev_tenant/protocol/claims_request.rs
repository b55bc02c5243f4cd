//! The parameter `claims` (OpenID Connect Core, section 5.5), as far as Entra ID supports it: the capabilities of the
//! application (`xms_cc`), and the claims of a challenge.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::dev_tenant::protocol::parameters::Parameters;
use crate::dev_tenant::protocol::problem::Problem;

/// The claims that the parameter `claims` requests.
#[derive(Clone, Debug, Default)]
pub struct ClaimsRequest {
    /// Whether the application declares that it handles claims challenges (`xms_cc` with `cp1`).
    pub handles_challenges: bool,
    /// The requested authentication contexts (`acrs`).
    pub contexts: BTreeSet<String>,
    /// Whether a claim other than `xms_cc` is requested. The request then answers a claims challenge, so the user must
    /// confirm their identity.
    pub is_challenge: bool,
    /// The unparsed value of the parameter.
    pub text: String,
}

impl ClaimsRequest {
    /// Parses the parameter `claims`. If it is missing, nothing is requested.
    pub fn parse(parameters: &Parameters) -> Result<Self, Problem> {
        let Some(text) = parameters.get("claims") else { return Ok(Self::default()) };
        let unsupported = |why| Problem::unsupported_value("claims", why);
        let parsed: Value = serde_json::from_str(text).map_err(|_| unsupported("it is not JSON"))?;
        let Value::Object(members) = &parsed else { return Err(unsupported("it is not a JSON object")) };
        let mut request = Self { text: text.to_owned(), ..Self::default() };
        for (name, claims) in members {
            if !["access_token", "id_token"].contains(&name.as_str()) {
                return Err(unsupported("it requests claims of something other than a token"));
            }
            for (claim, requested) in claims.as_object().ok_or_else(|| unsupported("a member is not a JSON object"))? {
                request.add(claim, requested)?;
            }
        }
        Ok(request)
    }

    fn add(&mut self, claim: &str, requested: &Value) -> Result<(), Problem> {
        let values = requested
            .get("value")
            .into_iter()
            .chain(requested.get("values").and_then(Value::as_array).into_iter().flatten());
        let mut values = values.filter_map(Value::as_str);
        match claim {
            "xms_cc" => self.handles_challenges |= values.any(|value| value == "cp1"),
            "acrs" => {
                let contexts: Vec<&str> = values.collect();
                if contexts.is_empty() || !contexts.iter().all(|context| is_context(context)) {
                    return Err(Problem::unsupported_value("claims", "it names no authentication context"));
                }
                self.contexts.extend(contexts.into_iter().map(str::to_owned));
                self.is_challenge = true;
            }
            _ => self.is_challenge = true,
        }
        Ok(())
    }
}

/// Returns whether a name is one of the authentication contexts `c1` to `c99`.
fn is_context(name: &str) -> bool {
    name.strip_prefix('c').and_then(|number| number.parse().ok()).is_some_and(|number: u8| (1..=99).contains(&number))
}
