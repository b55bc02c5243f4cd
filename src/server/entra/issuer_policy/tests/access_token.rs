//! The issuers of access tokens of both versions, in each cloud.

use crate::server::entra::{AccessTokenOrigin, AllowedTenants, Authority, IssuerPolicy, IssuerRefused, TokenOrigin};

const TENANT: &str = "aaaabbbb-0000-cccc-1111-dddd2222eeee";
const OTHER: &str = "99998888-0000-cccc-1111-dddd2222eeee";

fn policy(authority: &str, issuer: &str) -> IssuerPolicy {
    let authority = Authority::parse_authority(authority).unwrap();
    IssuerPolicy::new(&authority, &AllowedTenants::Any, issuer).unwrap()
}

fn token<'a>(iss: &'a str, tid: &'a str, ver: &'a str) -> TokenOrigin<'a> {
    TokenOrigin { iss, tid: Some(tid), ver: Some(ver), policy: None }
}

#[test]
fn a_token_of_version_1_has_the_issuer_of_its_cloud_and_tenant() {
    for (host, version_one) in [
        ("login.microsoftonline.com", "https://sts.windows.net"),
        ("login.microsoftonline.us", "https://sts.windows.net"),
        ("login.partner.microsoftonline.cn", "https://sts.chinacloudapi.cn"),
    ] {
        let (issuer, older) = (format!("https://{host}/{TENANT}/v2.0"), format!("{version_one}/{TENANT}/"));
        let expected = AccessTokenOrigin { tenant: Some(TENANT.to_owned()), issuer_of_keys: issuer.clone() };
        let one = policy(&format!("https://{host}/{TENANT}"), &issuer);
        let many = policy(&format!("https://{host}/organizations"), &issuer.replace(TENANT, "{tenantid}"));
        for policy in [&one, &many] {
            assert_eq!(policy.of_access_token(token(&older, TENANT, "1.0")).unwrap(), expected, "{host}");
            assert_eq!(policy.of_access_token(token(&issuer, TENANT, "2.0")).unwrap(), expected, "{host}");
            let foreign = policy.of_access_token(token("https://evil.example/", TENANT, "1.0"));
            assert!(matches!(foreign, Err(IssuerRefused::OtherIssuer(_))), "{foreign:?}");
            let beside = policy.of_access_token(token(&older, OTHER, "1.0"));
            assert!(matches!(beside, Err(IssuerRefused::OtherIssuer(_))), "{beside:?}");
            let mixed = policy.of_access_token(token(&issuer, TENANT, "1.0"));
            assert!(matches!(mixed, Err(IssuerRefused::OtherIssuer(_))), "{mixed:?}");
            let mixed = policy.of_access_token(token(&older, TENANT, "2.0"));
            assert!(matches!(mixed, Err(IssuerRefused::OtherIssuer(_))), "{mixed:?}");
        }
    }
}

#[test]
fn a_version_1_token_of_another_tenant_is_rejected() {
    let host = "https://login.microsoftonline.com";
    let other = format!("https://sts.windows.net/{OTHER}/");
    let one = policy(&format!("{host}/{TENANT}"), &format!("{host}/{TENANT}/v2.0"));
    let refused = one.of_access_token(token(&other, OTHER, "1.0"));
    assert!(matches!(refused, Err(IssuerRefused::OtherIssuer(_) | IssuerRefused::Tenant(_))), "{refused:?}");
    let no_tenant = TokenOrigin { tid: None, ..token(&other, OTHER, "1.0") };
    assert!(matches!(one.of_access_token(no_tenant), Err(IssuerRefused::Tenant(_))));
}

#[test]
fn personal_accounts_and_preview_clouds_have_no_version_1() {
    let many =
        policy("https://login.microsoftonline.com/organizations", "https://login.microsoftonline.com/{tenantid}/v2.0");
    let personal = "9188040d-6c67-4c5b-b112-36a304b66dad";
    let issuer = format!("https://sts.windows.net/{personal}/");
    assert!(many.of_access_token(token(&issuer, personal, "1.0")).is_err());
    let preview = policy(
        &format!("https://login.sovcloud-identity.fr/{TENANT}"),
        &format!("https://login.sovcloud-identity.fr/{TENANT}/v2.0"),
    );
    let older = format!("https://sts.windows.net/{TENANT}/");
    assert!(matches!(preview.of_access_token(token(&older, TENANT, "1.0")), Err(IssuerRefused::Version)));
}
