//! `UserInfo` (OpenID Connect Core 1.0 §5.3): names of the user at providers whose ID token has none.
//!
//! It is used for names only. It is never requested from Microsoft, because Microsoft's endpoint is Microsoft Graph, which rejects
//! tokens for other APIs. Microsoft's ID tokens have the names.

use openidconnect::AccessToken;
use reqwest::header::HeaderMap;
use serde::Deserialize;

use super::{ProviderSnapshot, UserNames, WrongMember, members};
use crate::server::http::{Http, HttpError, Limits};

/// The `UserInfo` endpoint, and what a request to it needs.
pub struct UserInfoEndpoint<'a> {
    pub http: &'a Http,
    pub provider: &'a ProviderSnapshot,
    pub limits: Limits,
}

/// Why `UserInfo` gives no names. None of these errors prevents a sign-in.
#[derive(Debug, thiserror::Error)]
pub enum UserInfoError {
    #[error("the provider has no UserInfo endpoint that this app requests")]
    NotOffered,
    #[error("the request to the UserInfo endpoint failed")]
    Http(#[from] HttpError),
    #[error("the UserInfo endpoint responded with status {0}")]
    Status(u16),
    #[error("the UserInfo response could not be read")]
    Unreadable(#[from] WrongMember),
    #[error("the UserInfo response is about another user (`sub`)")]
    OtherSubject,
}

impl UserInfoEndpoint<'_> {
    /// Requests the names of the user. The response must have the `sub` of the ID token (§5.3.2), because the access token may
    /// have been substituted.
    pub async fn names(&self, access_token: &AccessToken, subject: &str) -> Result<UserNames, UserInfoError> {
        let offered = self.provider.metadata.userinfo_endpoint.as_ref();
        let endpoint =
            offered.filter(|_| !self.provider.issuer_policy.is_microsoft()).ok_or(UserInfoError::NotOffered)?;
        let response = self.http.get(endpoint, Some(access_token), HeaderMap::new(), self.limits).await?;
        if !response.status.is_success() {
            return Err(UserInfoError::Status(response.status.as_u16()));
        }
        names_of(subject, &response.body)
    }
}

fn names_of(subject: &str, response: &[u8]) -> Result<UserNames, UserInfoError> {
    #[derive(Deserialize)]
    struct Subject {
        sub: String,
    }
    let named: Subject = members::read(response)?;
    if named.sub == subject { Ok(UserNames::read(response)) } else { Err(UserInfoError::OtherSubject) }
}

#[cfg(test)]
mod tests {
    use super::{UserInfoError, names_of};

    #[test]
    fn a_response_about_the_same_subject_gives_names() {
        let response = br#"{"sub":"pQ7-opaque-subject","name":"Ada Sample","preferred_username":"ada"}"#;
        assert_eq!(names_of("pQ7-opaque-subject", response).unwrap().display_name(), Some("Ada Sample"));
        let surrogate = br#"{"sub":"s","name":"Ada \ud83d"}"#;
        assert_eq!(names_of("s", surrogate).unwrap().display_name(), Some("Ada \u{fffd}"));
    }

    #[test]
    fn a_response_about_another_subject_is_an_error() {
        let other = names_of("ada", br#"{"sub":"grace","name":"Grace"}"#);
        assert!(matches!(other, Err(UserInfoError::OtherSubject)));
        for unreadable in ["", "{}", r#"{"name":"Grace"}"#, r#"{"sub":5}"#, "<html>", "eyJ.a.b"] {
            assert!(
                matches!(names_of("ada", unreadable.as_bytes()), Err(UserInfoError::Unreadable(_))),
                "{unreadable}"
            );
        }
    }
}
