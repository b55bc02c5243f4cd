//! The parameter `claims` (OpenID Connect Core, section 5.5), as far as Entra ID understands it: what the application can
//! handle (`xms_cc`), and what a challenge asked for.

use std::collections::BTreeSet;

use serde_json::Value;

use super::form::Parameters;
use super::problem::Problem;

/// What the parameter asks for.
#[derive(Clone, Debug, Default)]
pub struct ClaimsRequest {
    /// Whether the application says that it handles claims challenges (`xms_cc` with `cp1`).
    pub handles_challenges: bool,
    /// The authentication contexts that are asked for (`acrs`).
    pub contexts: BTreeSet<String>,
    /// Whether there is anything besides `xms_cc`: then somebody has to confirm who they are.
    pub is_challenge: bool,
    /// The parameter as it came.
    pub text: String,
}

impl ClaimsRequest {
    /// Parses the parameter; one that is missing asks for nothing.
    pub fn parse(parameters: &Parameters) -> Result<Self, Problem> {
        let Some(text) = parameters.get("claims") else { return Ok(Self::default()) };
        let unsupported = |why| Problem::unsupported_value("claims", why);
        let parsed: Value = serde_json::from_str(text).map_err(|_| unsupported("it is not JSON"))?;
        let Value::Object(members) = &parsed else { return Err(unsupported("it is not a JSON object")) };
        let mut request = Self { text: text.to_owned(), ..Self::default() };
        for (name, claims) in members {
            if !["access_token", "id_token"].contains(&name.as_str()) {
                return Err(unsupported("it asks for claims of something else than a token"));
            }
            for (claim, wish) in claims.as_object().ok_or_else(|| unsupported("a member is not a JSON object"))? {
                request.add(claim, wish)?;
            }
        }
        Ok(request)
    }

    fn add(&mut self, claim: &str, wish: &Value) -> Result<(), Problem> {
        let values =
            wish.get("value").into_iter().chain(wish.get("values").and_then(Value::as_array).into_iter().flatten());
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

/// Authentication contexts are called `c1` to `c99`.
fn is_context(name: &str) -> bool {
    name.strip_prefix('c').and_then(|number| number.parse().ok()).is_some_and(|number: u8| (1..=99).contains(&number))
}
