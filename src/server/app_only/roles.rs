//! The app roles in a token of the app itself. The token is for its resource, so its signature is not verified here: the roles only
//! explain an error before the resource sends one.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use serde::Deserialize;

#[derive(Deserialize)]
struct Claims {
    #[serde(default)]
    roles: Vec<String>,
}

/// Returns the first of these roles that the token lacks. `None` if it has all of them, or cannot be read.
pub fn missing(token: &str, needed: &[&'static str]) -> Option<&'static str> {
    let roles = roles_of(token)?;
    needed.iter().copied().find(|role| !roles.iter().any(|assigned| assigned == role))
}

fn roles_of(token: &str) -> Option<Vec<String>> {
    let mut parts = token.split('.');
    let (_, claims, _) = (parts.next()?, parts.next()?, parts.next()?);
    let claims = URL_SAFE_NO_PAD.decode(claims).ok()?;
    Some(serde_json::from_slice::<Claims>(&claims).ok()?.roles)
}

#[cfg(test)]
mod tests {
    use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};

    use super::missing;

    fn token(claims: &str) -> String {
        format!("header.{}.signature", URL_SAFE_NO_PAD.encode(claims))
    }

    #[test]
    fn the_first_missing_role_is_found() {
        let has_one = token(r#"{"roles":["User.Read.All"]}"#);
        assert_eq!(missing(&has_one, &[]), None);
        assert_eq!(missing(&has_one, &["User.Read.All"]), None);
        assert_eq!(missing(&has_one, &["User.Read.All", "Mail.Send"]), Some("Mail.Send"));
        assert_eq!(missing(&token("{}"), &["User.Read.All"]), Some("User.Read.All"));
    }

    #[test]
    fn a_token_that_cannot_be_read_lacks_nothing() {
        for unreadable in ["opaque", "a.b", "a.%.c", "a.e30", &token("[]"), &token(r#"{"roles":"all"}"#), &token("no")]
        {
            assert_eq!(missing(unreadable, &["User.Read.All"]), None, "{unreadable}");
        }
    }
}
