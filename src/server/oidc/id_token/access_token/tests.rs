//! The holder of an access token: a user or an app.

use serde_json::{Value, json};

use super::{AccessTokenError, ApiClaims, TokenHolder, UnverifiedClaims};
use crate::server::entra::{AllowedTenants, Authority, IssuerPolicy};

const TENANT: &str = "0a1b2c3d-0000-4000-8000-00000000000a";
const OBJECT: &str = "0a1b2c3d-0000-4000-8000-0000000000ff";

fn policy(authority: &Authority, issuer: &str) -> IssuerPolicy {
    IssuerPolicy::new(authority, &AllowedTenants::Any, issuer).unwrap()
}

fn holder(policy: &IssuerPolicy, claims: &Value) -> Result<TokenHolder, AccessTokenError> {
    let own: ApiClaims = serde_json::from_value(claims.clone()).unwrap();
    let claims: UnverifiedClaims = serde_json::from_value(claims.clone()).unwrap();
    super::holder(policy, &claims, &own)
}

#[test]
fn at_b2c_the_subject_does_not_tell_tokens_of_apps() {
    let workforce = Authority::parse_authority(&format!("https://login.microsoftonline.com/{TENANT}")).unwrap();
    let workforce = policy(&workforce, &format!("https://login.microsoftonline.com/{TENANT}/v2.0"));
    let b2c = Authority::parse_b2c("contoso", "B2C_1_signupsignin1").unwrap();
    let b2c = policy(&b2c, &format!("https://contoso.b2clogin.com/{TENANT}/v2.0/"));
    let no_type = json!({ "oid": OBJECT, "sub": OBJECT });
    assert_eq!(holder(&workforce, &no_type).unwrap(), TokenHolder::App);
    assert!(matches!(holder(&b2c, &no_type), Err(AccessTokenError::NeitherUserNorApp)));
    for policy in [&workforce, &b2c] {
        let of_app = json!({ "oid": OBJECT, "sub": OBJECT, "idtyp": "app" });
        assert_eq!(holder(policy, &of_app).unwrap(), TokenHolder::App);
        let of_user = json!({ "oid": OBJECT, "sub": OBJECT, "scp": "Orders.Read" });
        let scopes = vec!["Orders.Read".to_owned()];
        assert_eq!(holder(policy, &of_user).unwrap(), TokenHolder::User { scopes });
    }
}
