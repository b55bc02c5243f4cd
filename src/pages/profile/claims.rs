//! The claims of the ID token: the message of their meaning, and whether an app may use them as a key.

use serde_json::{Map, Value};

/// A claim of the ID token, as the page shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claim {
    pub name: String,
    /// `None` if the page must not show the value.
    pub value: Option<String>,
    /// The value as a time in seconds since 1970, if the claim is a time.
    pub time: Option<i64>,
    /// The ID of the message with the meaning.
    pub meaning: &'static str,
    pub key: KeyUse,
}

/// Whether an app may use a claim as a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyUse {
    No,
    /// Together with this claim.
    With(&'static str),
}

/// Upper bound of a value that the page shows, in characters.
const LONGEST: usize = 200;
/// Claims that identify a session or a request at the provider, so that support could be misled with them.
const SENSITIVE: [&str; 10] = ["sid", "uti", "rh", "nonce", "at_hash", "c_hash", "aio", "login_hint", "s_hash", "jti"];

/// Claims whose value is a time in seconds since 1970.
const TIMES: [&str; 4] = ["auth_time", "exp", "iat", "nbf"];
/// The last second of the year 9999. Dates have years of four digits.
const LATEST: i64 = 253_402_300_799;

const NO: KeyUse = KeyUse::No;
const UNKNOWN: &str = "account-claims-unknown";
/// The names of claims, the messages of their meanings, and their use as a key.
const KNOWN: [(&str, &str, KeyUse); 33] = [
    ("acct", "account-claim-acct", NO),
    ("acr", "account-claim-acr", NO),
    ("acrs", "account-claim-acrs", NO),
    ("aio", "account-claim-aio", NO),
    ("amr", "account-claim-amr", NO),
    ("at_hash", "account-claim-at-hash", NO),
    ("aud", "account-claim-aud", NO),
    ("auth_time", "account-claim-auth-time", NO),
    ("azp", "account-claim-azp", NO),
    ("c_hash", "account-claim-c-hash", NO),
    ("email", "account-claim-email", NO),
    ("exp", "account-claim-exp", NO),
    ("family_name", "account-claim-family-name", NO),
    ("given_name", "account-claim-given-name", NO),
    ("groups", "account-claim-groups", NO),
    ("hasgroups", "account-claim-hasgroups", NO),
    ("iat", "account-claim-iat", NO),
    ("idp", "account-claim-idp", NO),
    ("iss", "account-claim-iss", KeyUse::With("sub")),
    ("jti", "account-claim-jti", NO),
    ("login_hint", "account-claim-login-hint", NO),
    ("name", "account-claim-name", NO),
    ("nbf", "account-claim-nbf", NO),
    ("nonce", "account-claim-nonce", NO),
    ("oid", "account-claim-oid", KeyUse::With("tid")),
    ("preferred_username", "account-claim-preferred-username", NO),
    ("rh", "account-claim-rh", NO),
    ("roles", "account-claim-roles", NO),
    ("sid", "account-claim-sid", NO),
    ("sub", "account-claim-sub", KeyUse::With("iss")),
    ("tid", "account-claim-tid", KeyUse::With("oid")),
    ("uti", "account-claim-uti", NO),
    ("ver", "account-claim-ver", NO),
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
    let is_time = TIMES.contains(&name.as_str());
    let time = value.as_i64().filter(|time| is_time && (0..=LATEST).contains(time));
    let value = (!SENSITIVE.contains(&name.as_str())).then(|| text(value));
    Claim { name, value, time, meaning, key }
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

    use super::{KNOWN, KeyUse, LATEST, LONGEST, SENSITIVE, TIMES, UNKNOWN, claims};
    use crate::texts;

    #[test]
    fn only_stable_claims_are_fit_as_a_key() {
        let token = json!({ "oid": "o", "tid": "t", "sub": "s", "iss": "i", "email": "e", "name": "n", "upn": "u" });
        let shown = claims(token.as_object().unwrap().clone());
        let fit: Vec<_> =
            shown.iter().filter(|claim| claim.key != KeyUse::No).map(|claim| claim.name.as_str()).collect();
        assert_eq!(fit, ["iss", "oid", "sub", "tid"]);
        assert_eq!(shown.iter().find(|claim| claim.name == "upn").unwrap().meaning, UNKNOWN);
    }

    #[test]
    fn sensitive_values_are_hidden_and_long_values_cut() {
        let token: serde_json::Map<_, _> = SENSITIVE.iter().map(|name| ((*name).to_owned(), json!("secret"))).collect();
        assert!(claims(token).iter().all(|claim| claim.value.is_none()));
        let long = json!({ "groups": ["ä".repeat(LONGEST)], "exp": 5 });
        let shown = claims(long.as_object().unwrap().clone());
        let values: Vec<_> = shown.iter().filter_map(|claim| claim.value.as_deref()).collect();
        assert_eq!((values[0], values[1].chars().count()), ("5", LONGEST + 1));
        assert!(
            KNOWN.is_sorted_by_key(|(name, ..)| *name)
                && SENSITIVE
                    .iter()
                    .filter(|name| **name != "s_hash")
                    .all(|name| KNOWN.iter().any(|(known, ..)| known == name))
        );
    }

    #[test]
    fn claims_of_times_have_a_date() {
        let token = json!({ "exp": 1_795_460_103, "iat": -1, "nbf": LATEST + 1, "auth_time": "5", "ver": 2 });
        let times: Vec<_> = claims(token.as_object().unwrap().clone()).into_iter().map(|claim| claim.time).collect();
        assert_eq!(times, [None, Some(1_795_460_103), None, None, None]);
        assert!(TIMES.iter().all(|time| KNOWN.iter().any(|(known, ..)| known == time)));
    }

    #[test]
    fn each_claim_has_a_message() {
        for id in KNOWN.iter().map(|(_, id, _)| *id).chain([UNKNOWN]) {
            assert_ne!(texts::format(id, []), id);
        }
    }
}
