//! The scopes that a token response says it grants (RFC 6749 §3.3 and §5.1).

use openidconnect::Scope;
use serde::{Deserialize, Deserializer};
use serde_json::Value;

use super::{ApiScopes, api_scopes::OF_OPENID_CONNECT};

/// The member `scope` of a token response. Providers may leave out the scopes of OpenID Connect, and change order and case, so
/// only the scopes of an API are compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GrantedScopes(Vec<Scope>);

impl GrantedScopes {
    /// Reads a list of scopes that is separated by spaces. `None` if it names no scope, which RFC 6749 §3.3 does not allow.
    pub fn parse(text: &str) -> Option<Self> {
        let scopes: Vec<_> = text.split_whitespace().map(|scope| Scope::new(scope.to_owned())).collect();
        (!scopes.is_empty()).then_some(Self(scopes))
    }

    /// Returns the granted scopes as received.
    pub fn scopes(&self) -> &[Scope] {
        &self.0
    }
}

/// Returns the granted scopes of the resource for which a token was requested: those of the requested scopes, in their spelling, and
/// then the others. Entra ID lists every scope to which the user has consented.
pub fn granted_of_resource(requested: &ApiScopes, granted: &GrantedScopes) -> ApiScopes {
    let of_api = granted.scopes().iter().filter(|scope| !OF_OPENID_CONNECT.contains(&scope.as_str())).cloned();
    ApiScopes::of_resources(of_api).iter().fold(requested.granted(granted.scopes()), ApiScopes::with)
}

/// Reads the member `scope` of a token response: text, or a list of texts. `None` for another type.
pub(super) fn granted<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<GrantedScopes>, D::Error> {
    let text = match Value::deserialize(deserializer)? {
        Value::String(text) => text,
        Value::Array(list) => list.iter().filter_map(Value::as_str).collect::<Vec<_>>().join(" "),
        _ => String::new(),
    };
    Ok(GrantedScopes::parse(&text))
}

#[cfg(test)]
mod tests {
    use super::{ApiScopes, GrantedScopes, Scope, granted_of_resource};

    fn of_one_resource(text: &str) -> ApiScopes {
        let scopes = text.split(' ').map(|scope| Scope::new(scope.to_owned()));
        ApiScopes::of_resources(scopes).remove(0)
    }

    fn counts_for(requested: &str, granted: &str) -> String {
        let scopes = granted_of_resource(&of_one_resource(requested), &GrantedScopes::parse(granted).unwrap());
        scopes.scopes().iter().map(|scope| scope.as_str()).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn only_granted_scopes_of_the_resource_count() {
        for (requested, granted, expected) in [
            ("User.Read Mail.Read", "openid profile User.Read", "User.Read"),
            ("User.Read Mail.Read", "mail.read USER.READ openid", "User.Read Mail.Read"),
            ("User.Read", "https://graph.microsoft.com/User.Read Mail.Send", "User.Read Mail.Send"),
            ("https://graph.microsoft.com/Mail.Read", "Mail.Read", "https://graph.microsoft.com/Mail.Read"),
            ("User.Read", "openid profile email", ""),
            ("api://orders/Read", "api://orders/Read", "api://orders/Read"),
            ("api://orders/Read", "Read", ""),
            ("api://orders/Read", "api://stock/Read", ""),
        ] {
            assert_eq!(counts_for(requested, granted), expected, "{requested} / {granted}");
        }
    }

    #[test]
    fn a_response_without_scope_lists_nothing() {
        for missing in ["", "  "] {
            assert_eq!(GrantedScopes::parse(missing), None);
        }
    }

    #[test]
    fn an_api_id_matches_with_and_without_the_api_scheme() {
        let id = "0a1b2c3d-0000-4000-8000-000000000001";
        let expected = format!("{id}/Read");
        assert_eq!(counts_for(&expected, &format!("api://{id}/Read")), expected);
    }

    #[test]
    fn a_default_scope_counts_if_its_resource_is_granted() {
        let default = "https://graph.microsoft.com/.default";
        assert_eq!(counts_for(default, "User.Read Mail.Read"), format!("{default} User.Read Mail.Read"));
        assert_eq!(counts_for("api://orders/.default", "api://orders/Read"), "api://orders/.default api://orders/Read");
        assert_eq!(counts_for("api://orders/.default", "api://stock/Read"), "");
        assert_eq!(counts_for(default, "openid profile offline_access email"), "");
    }
}
