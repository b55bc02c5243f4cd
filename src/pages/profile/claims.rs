//! The claims of the ID token in words: their meaning, and whether an app may use them as a key.

use serde_json::{Map, Value};

/// A claim of the ID token, as the page shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claim {
    pub name: String,
    pub value: String,
    pub meaning: &'static str,
    pub key: &'static str,
}

/// Upper bound of a value that the page shows, in characters.
const LONGEST: usize = 200;
/// Claims that identify a session or a request at the provider, so that support could be misled with them.
const SENSITIVE: [&str; 10] = ["sid", "uti", "rh", "nonce", "at_hash", "c_hash", "aio", "login_hint", "s_hash", "jti"];

const NO: &str = "no";
const UNKNOWN: &str = "This app does not know this claim.";
/// The names, meanings and fitness of claims.
const KNOWN: [(&str, &str, &str); 33] = [
    ("acct", "The kind of account: 0 for a member, 1 for a guest.", NO),
    ("acr", "The level of the authentication.", NO),
    ("acrs", "The authentication contexts that the user has met.", NO),
    ("aio", "A value for Microsoft's own use.", NO),
    ("amr", "How the user authenticated.", NO),
    ("at_hash", "The hash of the access token, which protects it from replacement.", NO),
    ("aud", "The client ID of this app, for which the token was issued.", NO),
    ("auth_time", "When the user authenticated.", NO),
    ("azp", "The client to which the token was issued.", NO),
    ("c_hash", "The hash of the code, which protects it from replacement.", NO),
    ("email", "The mail address. It can change, and another user can get it.", NO),
    ("exp", "When the token expires.", NO),
    ("family_name", "The family name.", NO),
    ("given_name", "The given name.", NO),
    ("groups", "The groups of the user.", NO),
    ("hasgroups", "The user has more groups than the token lists.", NO),
    ("iat", "When the token was issued.", NO),
    ("idp", "The identity provider that authenticated the user.", NO),
    ("iss", "The issuer of the token.", "yes, with sub"),
    ("jti", "The ID of the token.", NO),
    ("login_hint", "Names the account in the next sign-in and in a sign-out.", NO),
    ("name", "The name for display. The user or an administrator can change it.", NO),
    ("nbf", "The time before which the token is not valid.", NO),
    ("nonce", "Ties the token to one sign-in of this app.", NO),
    ("oid", "The user in the tenant. It is the same in all apps and never reused.", "yes, with tid"),
    ("preferred_username", "The user name for display. It can change.", NO),
    ("rh", "A value for Microsoft's own use.", NO),
    ("roles", "The app roles of the user.", NO),
    ("sid", "The session at the provider, for a sign-out there.", NO),
    ("sub", "The user in this app. Another app gets another value.", "yes, with iss"),
    ("tid", "The tenant of the user.", "yes, with oid"),
    ("uti", "The ID of the token, for Microsoft's support.", NO),
    ("ver", "The version of the token.", NO),
];

/// Returns the claims in the order of their names. Sensitive values are masked.
pub fn claims(claims: Map<String, Value>) -> Vec<Claim> {
    let mut shown: Vec<_> = claims.into_iter().map(|(name, value)| claim(name, &value)).collect();
    shown.sort_by(|one, other| one.name.cmp(&other.name));
    shown
}

fn claim(name: String, value: &Value) -> Claim {
    let known = KNOWN.iter().find(|(known, ..)| *known == name);
    let (meaning, key) = known.map_or((UNKNOWN, NO), |(_, meaning, key)| (*meaning, *key));
    let value = if SENSITIVE.contains(&name.as_str()) { "(hidden)".to_owned() } else { text(value) };
    Claim { name, value, meaning, key }
}

fn text(value: &Value) -> String {
    let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => [&text[..end], "…"].concat(),
        None => text,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{KNOWN, LONGEST, SENSITIVE, claims};

    #[test]
    fn only_stable_claims_are_fit_as_a_key() {
        let token = json!({ "oid": "o", "tid": "t", "sub": "s", "iss": "i", "email": "e", "name": "n", "upn": "u" });
        let shown = claims(token.as_object().unwrap().clone());
        let fit: Vec<_> = shown.iter().filter(|claim| claim.key != "no").map(|claim| claim.name.as_str()).collect();
        assert_eq!(fit, ["iss", "oid", "sub", "tid"]);
        assert_eq!(shown.iter().find(|claim| claim.name == "upn").unwrap().meaning, super::UNKNOWN);
    }

    #[test]
    fn sensitive_values_are_hidden_and_long_values_cut() {
        let token: serde_json::Map<_, _> = SENSITIVE.iter().map(|name| ((*name).to_owned(), json!("secret"))).collect();
        assert!(claims(token).iter().all(|claim| claim.value == "(hidden)"));
        let long = json!({ "groups": ["ä".repeat(LONGEST)], "exp": 5 });
        let shown = claims(long.as_object().unwrap().clone());
        assert_eq!((shown[0].value.as_str(), shown[1].value.chars().count()), ("5", LONGEST + 1));
        assert!(
            KNOWN.is_sorted()
                && SENSITIVE
                    .iter()
                    .filter(|name| **name != "s_hash")
                    .all(|name| KNOWN.iter().any(|(known, ..)| known == name))
        );
    }
}
