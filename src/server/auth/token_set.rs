//! The token record of a session, made from token responses, and the time of the next refresh.

use crate::server::{
    clock,
    oidc::{self, ApiScopes, RawIdToken, TokenResponse},
    session::{ApiToken, TokenSet, random},
};

/// The seconds between the refresh and the expiry of an access token, if the provider does not state `refresh_in`.
const EARLY: i64 = 5 * 60;
/// Jitter in seconds, so that sessions created together do not refresh together.
const JITTER: i64 = 60;
/// The lifetime of an access token without `expires_in`, in seconds (RFC 6749 §5.1 recommends `expires_in`).
const USUAL_LIFETIME: i64 = 300;
/// The highest number of access tokens of a session, each for a scope set that a page requests. The next token replaces
/// the oldest.
const AT_MOST: usize = 16;

/// Returns the token record after a sign-in.
pub fn of_sign_in(response: TokenResponse, id_token: RawIdToken, scopes: &ApiScopes) -> TokenSet {
    let now = clock::unix_now();
    TokenSet {
        access_tokens: api_token(&response, scopes, now).into_iter().collect(),
        refresh_token_ends_at: refresh_token_ends_at(&response, now),
        refresh_token: response.refresh_token,
        id_token,
        challenge: None,
    }
}

/// Returns the token record after a refresh for these scopes. Members that the response omits keep their old values.
pub fn of_refresh(response: &TokenResponse, before: &TokenSet, scopes: &ApiScopes) -> TokenSet {
    let now = clock::unix_now();
    let new = api_token(response, scopes, now);
    let stays = |token: &&ApiToken| new.is_none() || (token.expires_at > now && !scopes.cover(&token.scopes));
    let others: Vec<_> = before.access_tokens.iter().filter(stays).cloned().collect();
    let too_many = (others.len() + 1).saturating_sub(AT_MOST);
    let ends_at = match &response.refresh_token {
        Some(_) => refresh_token_ends_at(response, now),
        None => before.refresh_token_ends_at,
    };
    TokenSet {
        challenge: before.challenge.clone().filter(|asked| new.is_none() || !scopes.cover(&asked.scopes)),
        access_tokens: others.into_iter().skip(too_many).chain(new).collect(),
        refresh_token: response.refresh_token.clone().or_else(|| before.refresh_token.clone()),
        refresh_token_ends_at: ends_at,
        id_token: response.id_token.clone().unwrap_or_else(|| before.id_token.clone()),
    }
}

/// Returns the record of the access token in a token response. `None` if the response has none.
pub fn api_token(response: &TokenResponse, scopes: &ApiScopes, now: i64) -> Option<ApiToken> {
    let lifetime = response.expires_in.unwrap_or(USUAL_LIFETIME);
    let granted = response.granted.as_ref();
    Some(ApiToken {
        scopes: scopes.clone(),
        granted: granted.map(|granted| oidc::granted_of_resource(scopes, granted)),
        access_token: response.access_token.clone()?,
        refresh_at: now + refresh_in(lifetime, response.refresh_in, random()),
        expires_at: now + lifetime,
    })
}

/// Returns the seconds until the refresh of an access token. A short-lived token is used for four fifths of its
/// lifetime.
fn refresh_in(lifetime: i64, hint: Option<i64>, chance: i64) -> i64 {
    let early = EARLY.min(lifetime / 5);
    let due = hint.filter(|hint| *hint < lifetime).unwrap_or(lifetime - early);
    let spread = JITTER.min(early / 5).min(due / 5);
    due - chance.rem_euclid(spread + 1)
}

fn refresh_token_ends_at(response: &TokenResponse, now: i64) -> Option<i64> {
    response.refresh_token.as_ref().and(response.refresh_token_expires_in).map(|seconds| now + seconds)
}

#[cfg(test)]
mod tests {
    use openidconnect::{RefreshToken, Scope};

    use super::{AT_MOST, ApiScopes, RawIdToken, TokenResponse, TokenSet, of_refresh, of_sign_in, random, refresh_in};
    use crate::server::{oidc::ClaimsRequest, session::Challenge};

    fn scopes(text: &str) -> ApiScopes {
        ApiScopes::of_resources([Scope::new(text.to_owned())]).remove(0)
    }

    fn response(members: &str) -> TokenResponse {
        serde_json::from_str(&format!(r#"{{"access_token":"a","expires_in":3600{members}}}"#)).unwrap()
    }

    fn signed_in(members: &str) -> TokenSet {
        let id_token: RawIdToken = serde_json::from_str(r#""a.b.c""#).unwrap();
        of_sign_in(response(members), id_token, &scopes("User.Read"))
    }

    fn secret(token: Option<&RefreshToken>) -> Option<&str> {
        token.map(|token| token.secret().as_str())
    }

    #[test]
    fn a_refresh_starts_five_to_six_minutes_before_expiry() {
        for chance in [0, 1, 59, 60, 61, -1, i64::MIN, i64::MAX, random()] {
            assert!((3240..=3300).contains(&refresh_in(3600, None, chance)), "{chance}");
        }
        assert_eq!(refresh_in(3600, None, 0) - refresh_in(3600, None, 60), 60);
    }

    #[test]
    fn a_short_token_lifetime_is_used_to_about_80_percent() {
        for (lifetime, expected) in [(0, 0..=0), (1, 1..=1), (30, 23..=24), (300, 228..=240), (1500, 1140..=1200)] {
            for chance in 0..100 {
                assert!(expected.contains(&refresh_in(lifetime, None, chance)), "{lifetime} {chance}");
            }
        }
    }

    #[test]
    fn refresh_in_of_the_provider_sets_the_refresh_time() {
        for chance in 0..100 {
            assert!((43_140..=43_200).contains(&refresh_in(86_400, Some(43_200), chance)));
            assert!((3240..=3300).contains(&refresh_in(3600, Some(3600), chance)), "after the end is too late");
        }
        assert_eq!(refresh_in(3600, Some(1), 60), 1, "never at once");
    }

    #[test]
    fn a_refresh_replaces_the_access_tokens_that_it_covers() {
        let before = signed_in(r#","refresh_token":"r1""#);
        let orders = of_refresh(&response(r#","refresh_token":"r2""#), &before, &scopes("api://orders/Read"));
        assert_eq!((orders.access_tokens.len(), secret(orders.refresh_token.as_ref())), (2, Some("r2")));
        let again = of_refresh(&response(""), &orders, &scopes("User.Read").with(&scopes("Mail.Read")));
        assert_eq!((again.access_tokens.len(), secret(again.refresh_token.as_ref())), (2, Some("r2")));
        assert!(
            again.access_token(&scopes("Mail.Read")).is_some()
                && again.access_token(&scopes("api://orders/Read")).is_some()
        );
        assert!(again.access_token(&scopes("api://orders/Write")).is_none());
        let without = serde_json::from_str(r#"{"refresh_token":"r3"}"#).unwrap();
        let kept = of_refresh(&without, &again, &scopes("User.Read"));
        assert_eq!((kept.access_tokens.len(), secret(kept.refresh_token.as_ref())), (2, Some("r3")));
    }

    #[test]
    fn expired_and_excess_access_tokens_are_dropped() {
        let mut tokens = signed_in("");
        tokens.access_tokens[0].expires_at = 1;
        for number in 0..40 {
            tokens = of_refresh(&response(""), &tokens, &scopes(&format!("api://{number}/Read")));
            assert!(tokens.access_token(&scopes("User.Read")).is_none() && tokens.access_tokens.len() <= AT_MOST);
        }
        assert!(tokens.access_token(&scopes("api://39/Read")).is_some());
    }

    #[test]
    fn a_challenge_is_cleared_once_its_scopes_are_granted() {
        let claims = ClaimsRequest::parse(r#"{"access_token":{"acrs":{"value":"c1"}}}"#).unwrap();
        let asked = Challenge { scopes: scopes("Mail.Read"), claims };
        let before = TokenSet { challenge: Some(asked.clone()), ..signed_in("") };
        assert_eq!(of_refresh(&response(""), &before, &scopes("User.Read")).challenge, Some(asked));
        assert_eq!(of_refresh(&response(""), &before, &scopes("Mail.Read")).challenge, None);
    }

    #[test]
    fn the_latest_refresh_token_expiry_counts() {
        let before = signed_in(r#","refresh_token":"r1","refresh_token_expires_in":"600""#);
        let first = before.refresh_token_ends_at.unwrap();
        let same = of_refresh(&response(""), &before, &scopes("User.Read"));
        assert_eq!(same.refresh_token_ends_at, Some(first));
        let later =
            of_refresh(&response(r#","refresh_token":"r2","refresh_token_expires_in":900"#), &before, &scopes("a"));
        assert!(later.refresh_token_ends_at.unwrap() >= first + 300);
        assert_eq!(
            of_refresh(&response(r#","refresh_token":"r2""#), &before, &scopes("a")).refresh_token_ends_at,
            None
        );
        assert_eq!(signed_in(r#","refresh_token_expires_in":600"#).refresh_token_ends_at, None, "there is none");
    }
}
