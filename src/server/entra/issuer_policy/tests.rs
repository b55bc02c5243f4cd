//! The issuer policy: the table of authorities, Microsoft's rules for each row of it, and the explanation for the log.

/// Defines a test for each row of the table.
macro_rules! rows {
    ($($name:ident: $setting:ident($address:literal), $metadata:literal,
        accepts $iss:literal of $tid:literal,
        $(refuses $other_iss:literal of $other_tid:literal,)+
        $(not $wrong:literal because $why:ident),+;)*) => {$(
        #[test]
        fn $name() {
            let authority = super::$setting($address);
            let policy = super::policy(&authority, $metadata).unwrap();
            assert!(super::accept(&policy, $iss, $tid).is_ok(), "{}", policy.explain());
            $(assert!(super::accept(&policy, $other_iss, $other_tid).is_err(), "{} {}", $other_iss, policy.explain());)+
            $(assert_eq!(super::refused_metadata(&authority, $wrong), super::IssuerMismatch::$why, "{}", $wrong);)+
        }
    )*};
}

mod access_token;
mod rules;
mod table;

use super::{IssuerPolicy, IssuerRefused, TokenOrigin};
use crate::server::entra::{AllowedTenants, Authority, AuthorityKind};
use crate::server::sign_in_problem::IssuerMismatch;

const TENANT: &str = "0a1b2c3d-0000-4000-8000-00000000000a";
const OTHER: &str = "0a1b2c3d-0000-4000-8000-00000000000b";
const PERSONAL: &str = "9188040d-6c67-4c5b-b112-36a304b66dad";

/// Replaces the names `TENANT`, `OTHER` and `PERSONAL` by their IDs.
fn of(text: &str) -> String {
    text.replace("TENANT", TENANT).replace("OTHER", OTHER).replace("PERSONAL", PERSONAL)
}

/// Parses a value of `AUTHORITY`.
fn authority(address: &str) -> Authority {
    Authority::parse_authority(&of(address)).unwrap()
}

/// Parses a value of `OIDC_AUTHORITY`.
fn oidc_authority(address: &str) -> Authority {
    Authority::parse_oidc_authority(&of(address)).unwrap()
}

/// Creates the authority of `B2C_TENANT_NAME` and `SIGNUPSIGNIN_USER_FLOW`.
fn b2c(policy: &str) -> Authority {
    Authority::parse_b2c("contoso", policy).unwrap()
}

/// Returns the policy of an app that allows two tenants, if its authority is a multi-tenant one. With one tenant there is no
/// list, so that the test proves that the token of another tenant is rejected without a list.
fn policy(authority: &Authority, issuer: &str) -> Result<IssuerPolicy, IssuerRefused> {
    let two = || AllowedTenants::Listed(vec![TENANT.to_owned(), PERSONAL.to_owned()]);
    let has_many = matches!(authority.kind(), AuthorityKind::MultiTenant { .. });
    IssuerPolicy::new(authority, &if has_many { two() } else { AllowedTenants::Any }, &of(issuer))
}

fn refused_metadata(authority: &Authority, issuer: &str) -> IssuerMismatch {
    match policy(authority, issuer) {
        Err(IssuerRefused::Metadata { why, .. }) => why,
        other => panic!("not refused: {other:?}"),
    }
}

/// Verifies the origin of a token of version 2.0 that names its tenant, and at Azure AD B2C its policy.
fn accept(policy: &IssuerPolicy, iss: &str, tid: &str) -> Result<Option<String>, IssuerRefused> {
    let (iss, tid) = (of(iss), of(tid));
    policy.accept(TokenOrigin { iss: &iss, tid: Some(&tid), ver: Some("2.0"), policy: Some("B2C_1_signupsignin1") })
}
