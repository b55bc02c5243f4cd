//! The names of a user, for display only: names change, and other tenants can choose them. No name decides who a user is.
//!
//! The order in which claims are preferred, first in the ID token and then in `UserInfo`:
//!
//! 1. `name`; 2. `given_name` and `family_name`; 3. `nickname` (OpenID Connect Core 1.0 §5.1);
//! 4. `preferred_username` (Core §5.1; Microsoft's v2.0 tokens);
//! 5. `upn` and 6. `unique_name` (AD FS, Microsoft's v1.0 tokens);
//! 7. `winaccountname` (AD FS); 8. `email`; 9. the first of `emails` (Azure AD B2C).
//!
//! The value "unknown" is skipped, because external tenants send it for users without a name. A value that equals `sub` or `oid`
//! in any case is skipped, because it is an identifier. A value without a visible character is skipped.

use serde_json::{Map, Value};

use super::readable::readable;
use crate::server::unicode::is_format;

/// The names that may be shown for a user.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct UserNames {
    /// The full name or nickname.
    pub name: Option<String>,
    /// The name with which the user signs in.
    pub preferred_username: Option<String>,
    pub email: Option<String>,
}

impl UserNames {
    /// Reads the claims of an ID token or of a `UserInfo` response. A claim of another type is left out.
    pub(super) fn read(claims: &[u8]) -> Self {
        let claims: Map<String, Value> = serde_json::from_str(&readable(claims)).unwrap_or_default();
        let text =
            |claim: &str| claims.get(claim).and_then(Value::as_str).map(str::trim).filter(|text| !text.is_empty());
        let identifiers = [text("sub"), text("oid")];
        let is_identifier = |text: &str| identifiers.into_iter().flatten().any(|id| id.eq_ignore_ascii_case(text));
        let is_name =
            |text: &&str| !text.eq_ignore_ascii_case("unknown") && !is_identifier(text) && text.chars().any(is_visible);
        let name = |claim: &str| text(claim).filter(is_name).map(str::to_owned);
        let both = || match (name("given_name"), name("family_name")) {
            (Some(given), Some(family)) => Some(format!("{given} {family}")),
            (given, family) => given.or(family),
        };
        let first_email = || claims.get("emails")?.get(0)?.as_str().map(str::trim).filter(is_name).map(str::to_owned);
        Self {
            name: name("name").or_else(both).or_else(|| name("nickname")),
            preferred_username: ["preferred_username", "upn", "unique_name", "winaccountname"]
                .into_iter()
                .find_map(name),
            email: name("email").or_else(first_email),
        }
    }

    /// Returns the first name in the documented order; `None` if the provider sends no name.
    pub fn display_name(&self) -> Option<&str> {
        [&self.name, &self.preferred_username, &self.email].into_iter().flatten().next().map(String::as_str)
    }
}

/// Returns whether a character leaves a mark. The formatting characters of Unicode and the replacement character do not tell who a
/// user is.
fn is_visible(character: char) -> bool {
    let is_blank = character.is_whitespace() || character.is_control() || character == char::REPLACEMENT_CHARACTER;
    !is_blank && !is_format(character)
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::UserNames;

    fn display_name(claims: &Value) -> Option<String> {
        UserNames::read(claims.to_string().as_bytes()).display_name().map(str::to_owned)
    }

    #[test]
    fn the_first_name_claim_in_the_documented_order_counts() {
        let mut claims = json!({
            "sub": "the-subject", "oid": "the-object", "name": "Ada Sample", "given_name": "Ada", "family_name": "Byron",
            "nickname": "addie", "preferred_username": "ada", "upn": "ada@contoso.example", "unique_name": "CONTOSO\\ada",
            "winaccountname": "CONTOSO\\ada1", "email": "ada@mail.example", "emails": ["ada@other.example"],
        });
        for (claim, expected) in [
            ("name", "Ada Sample"),
            ("given_name", "Ada Byron"),
            ("family_name", "Byron"),
            ("nickname", "addie"),
            ("preferred_username", "ada"),
            ("upn", "ada@contoso.example"),
            ("unique_name", "CONTOSO\\ada"),
            ("winaccountname", "CONTOSO\\ada1"),
            ("email", "ada@mail.example"),
            ("emails", "ada@other.example"),
        ] {
            assert_eq!(display_name(&claims).as_deref(), Some(expected), "{claim}");
            claims.as_object_mut().unwrap().remove(claim);
        }
        assert_eq!(display_name(&claims), None, "an identifier is never shown as a name");
    }

    #[test]
    fn unknown_blank_and_identifier_values_are_not_names() {
        for name in
            ["unknown", "Unknown", "", "  ", "the-subject", "the-object", "The-Subject", "\u{200b}\u{202e}", "\u{fffd}"]
        {
            let claims =
                json!({ "sub": "the-subject", "oid": "the-object", "name": name, "email": "ada@contoso.example" });
            assert_eq!(display_name(&claims).as_deref(), Some("ada@contoso.example"), "{name:?}");
        }
    }

    #[test]
    fn one_claim_of_another_type_leaves_the_others_readable() {
        let claims =
            json!({ "name": ["Ada"], "preferred_username": 5, "email": {}, "emails": ["ada@contoso.example"] });
        assert_eq!(display_name(&claims).as_deref(), Some("ada@contoso.example"));
        let surrogate = br#"{"sub":"s","name":"Ada \ud83d"}"#;
        assert_eq!(UserNames::read(surrogate).display_name(), Some("Ada \u{fffd}"));
        assert_eq!(UserNames::read(b"[]"), UserNames::default());
    }
}
